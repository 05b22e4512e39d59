//! The protocol of a renewal, in every order in which two or three processes can take its steps, each killed anywhere.
//!
//! The ground is a model: a lock, a keychain and a journal that outlive a process, and a server that takes each refresh
//! token once and revokes the family of one that comes twice.

use std::sync::Arc;

use shuttle::future::batch_semaphore::{BatchSemaphore, Fairness};
use shuttle::future::{block_on, spawn, yield_now};
use std::sync::Mutex;

use super::*;
use crate::aws::oidc::{Registration, Tokens};
use crate::error::Code;
use crate::session::Method;

/// How the server treats refresh tokens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rotation {
    Reusable,
    Strict,
}

struct World {
    lock: BatchSemaphore,
    state: Mutex<State>,
    rotation: Rotation,
}

struct State {
    kept: Option<Stored>,
    journal: Option<Journal>,
    takes: bool,
    /// The refresh token that is good; `None` after the family was revoked.
    good: Option<String>,
    minted: u64,
    asked: u64,
    refused: u64,
    browsers: u64,
}

struct Process {
    world: Arc<World>,
    /// What this process alone holds.
    unsaved: Mutex<Option<Stored>>,
}

/// Given back when its process ends, as a kernel lock is.
struct Held(Arc<World>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.lock.release(1);
    }
}

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("a time")
}

fn registration() -> Registration {
    Registration {
        client_id: "client".into(),
        client_secret: Secret::new("secret".into()),
        expires_at: 0,
        issuer: String::new(),
        endpoint: String::new(),
        method: Method::Browser,
    }
}

fn stored(generation: u64, refresh: &str, until: i64) -> Stored {
    Stored {
        generation,
        access: Secret::new(format!("access-{refresh}")),
        refresh: Some(Secret::new(refresh.to_owned())),
        since: moment(0).as_second(),
        until: moment(until).as_second(),
        signed_in: moment(0).as_second(),
        ending: false,
        registration: registration(),
    }
}

impl World {
    fn new(rotation: Rotation, takes: bool) -> Arc<Self> {
        let state = State {
            kept: Some(stored(1, "r1", 0)),
            journal: None,
            takes,
            good: Some("r1".to_owned()),
            minted: 1,
            asked: 0,
            refused: 0,
            browsers: 0,
        };
        let lock = BatchSemaphore::new(1, Fairness::StrictlyFair);
        Arc::new(Self { lock, state: Mutex::new(state), rotation })
    }

    fn state<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().expect("not poisoned"))
    }
}

impl Ground for Process {
    type Lock = Held;

    async fn lock(&self) -> Result<Held> {
        self.world.lock.acquire(1).await.expect("open");
        Ok(Held(Arc::clone(&self.world)))
    }

    async fn read(&self) -> Result<Option<(Stored, bool)>> {
        let unsaved = self.unsaved.lock().expect("not poisoned").clone();
        let kept = self.world.state(|state| state.kept.clone());
        Ok(unsaved.map(|stored| (stored, false)).or(kept.map(|stored| (stored, true))))
    }

    fn begun(&self) -> Option<Journal> {
        self.world.state(|state| state.journal.clone())
    }

    fn is_held_elsewhere(&self) -> Result<bool> {
        Ok(false)
    }

    async fn make_room(&self, _: &Stored) -> Result<()> {
        Ok(())
    }

    fn begin(&self, journal: &Journal) {
        self.world.state(|state| state.journal = Some(journal.clone()));
    }

    fn end(&self) {
        self.world.state(|state| state.journal = None);
    }

    async fn ask(&self, stored: &Stored, refresh: &Secret) -> Result<Stored, Ended> {
        let rotation = self.world.rotation;
        let answer = self.world.state(|state| {
            state.asked += 1;
            if state.good.as_ref() != Some(refresh.expose()) {
                state.refused += 1;
                // RFC 9700 section 4.14.2: a token that comes twice ends the family.
                state.good = None;
                return None;
            }
            state.minted += 1;
            let next =
                if rotation == Rotation::Strict { format!("r{}", state.minted) } else { "r1".to_owned() };
            state.good = Some(next.clone());
            Some(next)
        });
        // The answer travels: whoever is killed here has lost it. Between two steps under the lock nobody can see anything
        // else, so these are the moments that matter: here, and before and after it is kept.
        yield_now().await;
        let refresh = answer.ok_or(Ended::Refused)?;
        let tokens = Tokens {
            access: Secret::new(format!("access-{refresh}")),
            expires_in: 3600,
            refresh: Some(Secret::new(refresh)),
        };
        Ok(stored.renewed(tokens, moment(1)))
    }

    async fn save(&self, stored: Stored) -> Grant {
        let saved = self.world.state(|state| {
            if state.takes {
                state.kept = Some(stored.clone());
            }
            state.takes
        });
        yield_now().await;
        let grant = stored.grant(saved);
        if !saved {
            *self.unsaved.lock().expect("not poisoned") = Some(stored);
        }
        grant
    }

    async fn discard(&self, _: &Stored) -> Result<()> {
        self.world.state(|state| {
            state.kept = None;
            state.browsers += 1;
        });
        Ok(())
    }
}

fn process(world: &Arc<World>) -> Process {
    Process { world: Arc::clone(world), unsaved: Mutex::new(None) }
}

async fn renewed(process: &Process, known: u64) -> Renewal {
    renew(process, known, || moment(1), || None).await.expect("the ground is sound")
}

#[expect(clippy::disallowed_methods, reason = "the test run says so")]
fn is_full() -> bool {
    std::env::var_os("PORTICO_FULL").is_some()
}

/// Runs `work` in every order of its steps.
fn every_order(work: impl Fn() + Send + Sync + 'static) {
    shuttle::check_dfs(work, None);
}

#[test]
fn f9_several_at_once_ask_once_and_all_have_it() {
    // Three take minutes: they are for the long run.
    let many = if is_full() { 3 } else { 2 };
    every_order(move || {
        let world = World::new(Rotation::Strict, true);
        let tasks: Vec<_> = (0..many)
            .map(|_| {
                let process = process(&world);
                spawn(async move { renewed(&process, 1).await })
            })
            .collect();
        for task in tasks {
            let renewal = block_on(task).expect("ends");
            assert!(matches!(renewal, Renewal::Renewed(Grant { generation: 2, .. })), "{renewal:?}");
        }
        world.state(|state| assert_eq!((state.asked, state.refused), (1, 0)));
    });
}

/// One is killed anywhere, in the long run beside another; then the next comes.
fn after_a_kill(rotation: Rotation) {
    let full = is_full();
    every_order(move || {
        let world = World::new(rotation, true);
        let (victim, other) = (process(&world), process(&world));
        let doomed = spawn(async move { renewed(&victim, 1).await });
        let beside = full.then(|| spawn(async move { renewed(&other, 1).await }));
        let killing = spawn(async move { doomed.abort() });
        block_on(killing).expect("ends");
        beside.map(|beside| block_on(beside).expect("ends"));
        let last = block_on(renewed(&process(&world), 1));
        world.state(|state| {
            let kept = state
                .kept
                .as_ref()
                .and_then(|kept| kept.refresh.as_ref())
                .map(|token| token.expose().clone());
            match last {
                Renewal::Renewed(_) => {
                    assert_eq!(kept, state.good, "what is kept is what the server gave, whole")
                }
                Renewal::Rejected | Renewal::Gone => {
                    assert_eq!(rotation, Rotation::Strict, "a reusable token is never lost");
                    assert_eq!(kept, None);
                    assert_eq!(state.browsers, 1, "one sign-in, and no loop");
                }
                Renewal::Unreachable(error) => panic!("{error}"),
            }
        });
    });
}

#[test]
fn f3_a_kill_anywhere_never_mixes_and_never_loses_a_reusable_session() {
    after_a_kill(Rotation::Reusable);
}

#[test]
fn f3_a_kill_anywhere_costs_a_strict_session_at_most_one_sign_in() {
    after_a_kill(Rotation::Strict);
}

#[test]
fn f5_what_the_keychain_refuses_goes_on_in_memory_and_the_old_token_is_not_sent_again() {
    every_order(|| {
        let world = World::new(Rotation::Strict, false);
        let process = process(&world);
        let first = block_on(renewed(&process, 1));
        assert!(matches!(first, Renewal::Renewed(Grant { saved: false, generation: 2, .. })), "{first:?}");
        assert!(process.begun().is_some(), "word of it stays as long as the keychain has the old token");
        let again = block_on(renewed(&process, 2));
        assert!(matches!(again, Renewal::Renewed(Grant { saved: false, generation: 3, .. })), "{again:?}");
        world.state(|state| assert_eq!((state.asked, state.refused), (2, 0)));
    });
}

#[test]
fn f6_an_answer_without_a_refresh_token_keeps_the_old_one() {
    let old = stored(1, "a-long-refresh-token", 0);
    for refresh in [None, Some(Secret::new(String::new()))] {
        let tokens = Tokens { access: Secret::new("short".into()), expires_in: 60, refresh };
        let new = old.renewed(tokens, moment(5));
        assert_eq!(new.refresh.as_ref().map(|token| token.expose().as_str()), Some("a-long-refresh-token"));
        assert_eq!((new.access.expose().as_str(), new.generation), ("short", 2));
    }
    let shorter = Tokens {
        access: Secret::new("a".into()),
        expires_in: i64::MAX,
        refresh: Some(Secret::new("b".into())),
    };
    let new = old.renewed(shorter, moment(5));
    let json = serde_json::to_string(&new).expect("JSON");
    let back: Stored = serde_json::from_str(&json).expect("reads back");
    assert_eq!(
        back.refresh.as_ref().map(|token| token.expose().as_str()),
        Some("b"),
        "no tail of the longer one"
    );
}

#[test]
fn an_unreachable_portal_is_not_asked_again_by_a_caller_that_nobody_waits_for() {
    every_order(|| {
        let world = World::new(Rotation::Strict, true);
        let paused = || Some(Error::new(Code::Offline, "Away.", "Wait."));
        let renewal = block_on(renew(&process(&world), 1, || moment(1), paused)).expect("sound");
        assert!(matches!(renewal, Renewal::Unreachable(_)), "{renewal:?}");
        world.state(|state| assert_eq!(state.asked, 0));
    });
}
