//! H8: the machine slept. The clocks of the wall and since boot went on, every timer stood still; the network may be
//! there again, later, never, or be somebody else's.
//!
//! What was asked of the portal is read from a server of the test's own, which sees probes, too.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use portico_center::{Config, Operation, Rotation};
use portico_core::engine::Cause;
use portico_core::vault::MemoryStore;
use portico_core::view::SessionView;
use portico_model::ManualClock;
use tempfile::TempDir;

use super::{TICK, callback_port, facing, knock, registered};
use crate::network::support::{Raw, Reply, Request, json, reply};
use crate::support::engine::{Running, is_signed_in, portal, signed_in};
use crate::support::person::parameter;

const NIGHT: i64 = 8 * 3600;
/// Between waking up and the renewal.
const SOON: i64 = 35;

/// What the network between the machine and the portal does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Network {
    Well,
    /// Every connection breaks.
    Dead,
    /// A page of a hotel for everybody.
    Hotel,
}

impl Network {
    const ALL: [Self; 3] = [Self::Well, Self::Dead, Self::Hotel];
}

/// A machine that sleeps, somebody signed in, and a portal that writes down what it is asked.
struct Laptop {
    clock: ManualClock,
    _folder: TempDir,
    keychain: Arc<MemoryStore>,
    running: Running,
    server: Raw,
    network: Arc<AtomicU8>,
    /// How many requests came before the machine slept, and when its token was to end.
    before: usize,
    until: i64,
}

impl Laptop {
    async fn signed_in() -> Self {
        let network = Arc::new(AtomicU8::new(0));
        let (state, refreshes) = (Arc::clone(&network), Mutex::new(0));
        let server =
            Raw::start(move |request| match Network::ALL[usize::from(state.load(Ordering::SeqCst))] {
                Network::Well => portal_of(request, &refreshes),
                Network::Dead => Reply::Reset(Vec::new()),
                Network::Hotel => reply("200 OK", &["Content-Type: text/html"], "<!doctype html><p>Welcome"),
            });
        let keychain = Arc::new(MemoryStore::default());
        let (clock, folder, mut running) = facing(server.address, &keychain).await;
        let (link, waiting) = running.start_sign_in(&portal()).await;
        let (port, state) = (callback_port(&link), parameter(&link, "state").expect("a state"));
        knock(port, &format!("/oauth/callback?code=good&state={state}")).await;
        waiting.await.expect("no panic").expect("signed in");
        running.until(|cause| matches!(cause, Cause::Listed(_))).await;
        let (before, until) = (server.requests().len(), end(&running.session()));
        Self { clock, _folder: folder, keychain, running, server, network, before, until }
    }

    fn net(&self, network: Network) {
        let at = Network::ALL.iter().position(|one| *one == network).unwrap_or_default();
        self.network.store(u8::try_from(at).unwrap_or_default(), Ordering::SeqCst);
    }

    /// Sleeps for so long, into this network.
    fn sleep(&mut self, seconds: i64, network: Network) {
        self.net(network);
        self.before = self.server.requests().len();
        self.until = end(&self.running.session());
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    async fn tick(&mut self) {
        self.running.tick(&[&self.clock], TICK).await;
    }

    /// Waits until the token is another one.
    async fn renewed(&mut self) {
        let before = self.until;
        self.running.seen(|now| end(&now.portals[0].session) > before).await;
    }

    async fn kept(&self) -> String {
        self.running.kept_refresh(&self.keychain, &portal()).await
    }

    /// What came since the machine slept, in words.
    fn asked(&self) -> Vec<&'static str> {
        self.server.requests().split_off(self.before).iter().map(words).collect()
    }
}

/// When the token of somebody who is signed in ends.
fn end(session: &SessionView) -> i64 {
    if let SessionView::SignedIn { until, .. } = session { *until } else { 0 }
}

fn words(request: &Request) -> &'static str {
    match (request.is_for("/token"), request.body.contains("emu_refresh"), request.body.is_empty()) {
        (true, false, true) => "probe",
        (true, true, _) => "refresh",
        (true, false, false) => "code",
        (false, ..) => "other",
    }
}

/// As the Identity Center answers; every refresh token is a new one.
fn portal_of(request: &Request, refreshes: &Mutex<u32>) -> Reply {
    if let Some(client) = registered(request) {
        client
    } else if words(request) == "probe" {
        reply("405 Method Not Allowed", &["Content-Type: application/json"], "{}")
    } else if request.is_for("/token") {
        let mut count = refreshes.lock().expect("sound");
        *count += 1;
        let tokens = format!(
            r#"{{"accessToken":"emu_access{count}","tokenType":"Bearer","expiresIn":3600,"refreshToken":"emu_refresh{count}"}}"#
        );
        json(&tokens)
    } else {
        json(r#"{"nextToken":null,"accountList":[]}"#)
    }
}

#[tokio::test]
async fn h8_after_a_night_the_portal_is_probed_and_then_the_token_renewed_within_35_seconds() {
    let mut laptop = Laptop::signed_in().await;
    let kept = laptop.kept().await;
    laptop.sleep(NIGHT, Network::Well);
    // A timer that had its whole pause to go when the machine fell asleep.
    const { assert!(TICK <= SOON) };
    laptop.tick().await;
    laptop.renewed().await;
    assert_eq!(laptop.asked(), ["probe", "refresh"]);
    assert_ne!(laptop.kept().await, kept);
    assert!(is_signed_in(&laptop.running.session()) && laptop.running.problem().is_none());
    assert_eq!(laptop.running.desktop.titles(), Vec::<String>::new());
}

/// Wi-Fi takes some seconds: the first probe is in vain.
#[tokio::test]
async fn h8_a_network_that_comes_a_moment_later_is_within_the_35_seconds() {
    let mut laptop = Laptop::signed_in().await;
    laptop.sleep(NIGHT, Network::Dead);
    laptop.running.tick(&[&laptop.clock], 1).await;
    laptop.running.until(|cause| matches!(cause, Cause::Reachability(_))).await;
    laptop.net(Network::Well);
    laptop.running.tick(&[&laptop.clock], TICK).await;
    laptop.renewed().await;
    assert_eq!(laptop.asked(), ["probe", "probe", "refresh"], "16 s after waking up");
}

#[tokio::test]
async fn h8_in_a_dead_network_no_token_is_risked_and_everything_is_found_again() {
    for network in [Network::Dead, Network::Hotel] {
        let mut laptop = Laptop::signed_in().await;
        let kept = laptop.kept().await;
        laptop.sleep(NIGHT, network);
        // Pauses of 5, 10, 20 and then 40 seconds, which end at the next look at the clock.
        let mut gaps = [TICK, TICK, 2 * TICK].into_iter().chain(std::iter::repeat(3 * TICK));
        let (mut probes, mut next) = (0, TICK);
        for second in (TICK..=3600).step_by(15) {
            laptop.tick().await;
            if second == next {
                laptop.running.until(|cause| matches!(cause, Cause::Reachability(_))).await;
                (probes, next) = (probes + 1, next + gaps.next().unwrap_or(TICK));
            }
            assert!(is_signed_in(&laptop.running.session()), "{network:?}: {:?}", laptop.running.session());
        }
        assert_eq!(laptop.asked(), vec!["probe"; probes], "{network:?}: in an hour");
        assert!(probes <= 3600 / 40, "{network:?}: {probes} probes are a storm");
        assert_eq!(laptop.kept().await, kept, "{network:?}");
        let message = laptop.running.problem().expect("said").message;
        let is_hotel = message.contains("The network wants a sign-in");
        assert_eq!(is_hotel, network == Network::Hotel, "{message}");

        laptop.net(Network::Well);
        laptop.before = laptop.server.requests().len();
        for _ in 0..3 {
            laptop.tick().await;
        }
        laptop.renewed().await;
        assert_eq!(laptop.asked(), ["probe", "refresh"], "{network:?}: within the minute");
        assert_eq!(laptop.running.problem(), None, "{network:?}");
        assert_eq!(laptop.running.desktop.titles(), Vec::<String>::new(), "{network:?}");
    }
}

#[tokio::test]
async fn h8_a_nap_costs_no_request_while_the_token_is_good() {
    let mut laptop = Laptop::signed_in().await;
    for network in Network::ALL {
        laptop.sleep(600, network);
        laptop.tick().await;
        laptop.tick().await;
        assert_eq!(laptop.asked(), [""; 0], "{network:?}");
        assert_eq!(laptop.running.problem(), None, "{network:?}");
    }
    laptop.sleep(1200, Network::Well);
    laptop.tick().await;
    laptop.renewed().await;
    assert_eq!(laptop.asked(), ["probe", "refresh"], "it is due by now, and the machine slept");
}

#[tokio::test]
async fn h8_a_month_of_nights_is_one_renewal_each_and_nobody_is_signed_out() {
    let config = Config { rotation: Rotation::Strict, session_ttl: 90 * 86_400, ..Config::default() };
    let (company, _folder, _keychain, mut running) = signed_in(config).await;
    for night in 1..=30 {
        company.clock().advance(SignedDuration::from_secs(NIGHT));
        running.wake().await;
        running.until(|cause| matches!(cause, Cause::Renewed(_))).await;
        let count = company.tally().of(Operation::Refresh);
        assert_eq!((count.asked, count.served, count.refused.len()), (night, night, 0), "night {night}");
        running.pass(company.clock(), 600).await;
    }
    assert!(is_signed_in(&running.session()), "{:?}", running.session());
    assert_eq!((running.problem(), running.desktop.titles()), (None, vec![]));
}
