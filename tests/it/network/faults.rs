//! H5: latency, resets, a byte a second, half-closed and flooded connections: no task outlives its deadline, no answer
//! grows beyond its cap.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use portico_core::aws::{Class, Endpoints, Fault, Limits, Transport};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use super::support::{
    LAST_PAGE, MOMENTS, Manners, Moment, PATIENT, Proxy, Raw, Reply, Road, ask, at, aws, direct, healthy,
    json, reply,
};
use crate::support::process::told;
use crate::support::webdriver::until;

/// How long a request may take here, and what a slow machine may add to that. Without a deadline each would take for
/// ever.
const DEADLINE: Duration = Duration::from_millis(700);
const SLACK: Duration = Duration::from_secs(15);
const SHORT: Limits =
    Limits { connect: DEADLINE, answer: DEADLINE, token: DEADLINE, proxy: DEADLINE, body: 64 * 1024 };

const GOOD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

fn good(rest: &[u8]) -> Vec<u8> {
    [GOOD, rest].concat()
}

/// What goes wrong, and as what it must end.
fn faults() -> Vec<(&'static str, Reply, Class)> {
    let page = json(LAST_PAGE).bytes();
    let second = Duration::from_secs(1);
    let line =
        b"X-Padding: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".to_vec();
    let bomb = ["Content-Type: application/json", "Content-Encoding: gzip"];
    vec![
        ("silence", Reply::Never, Class::Offline),
        ("latency beyond the deadline", Reply::Late(second * 5, page.clone()), Class::Offline),
        ("a byte a second", Reply::Drip(page, second), Class::Offline),
        (
            "a body a byte a second",
            Reply::Drip(good(b"Content-Length: 9000\r\n\r\n{"), second / 8),
            Class::Offline,
        ),
        ("a head that never ends", Reply::Flood(GOOD.to_vec(), line.clone()), Class::Offline),
        (
            "a head that never ends, slowly",
            Reply::Drip([GOOD, &line.repeat(99)].concat(), second / 50),
            Class::Offline,
        ),
        ("reset at once", Reply::Reset(Vec::new()), Class::Offline),
        ("reset in the head", Reply::Reset(GOOD.to_vec()), Class::Offline),
        ("reset after the head", Reply::Reset(good(b"Content-Length: 9\r\n\r\n")), Class::Offline),
        ("reset in the body", Reply::Reset(good(b"Content-Length: 9\r\n\r\n{}")), Class::Offline),
        (
            "reset in a chunk",
            Reply::Reset(good(b"Transfer-Encoding: chunked\r\n\r\n9\r\n{}")),
            Class::Offline,
        ),
        ("half closed at once", Reply::HalfClose(Vec::new()), Class::Offline),
        ("half closed in the head", Reply::HalfClose(GOOD.to_vec()), Class::Offline),
        ("half closed in the body", Reply::HalfClose(good(b"Content-Length: 9\r\n\r\n{}")), Class::Offline),
        (
            "half closed in a chunk",
            Reply::HalfClose(good(b"Transfer-Encoding: chunked\r\n\r\n9\r\n{}")),
            Class::Offline,
        ),
        ("not HTTP", Reply::HalfClose(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()), Class::Offline),
        ("another answer's bytes", Reply::HalfClose(vec![0; 4096]), Class::Offline),
        (
            "a giant by its length",
            Reply::Flood(good(b"Content-Length: 99999999999\r\n\r\n"), vec![b' '; 8192]),
            Class::Foreign,
        ),
        (
            "a giant in chunks",
            Reply::Flood(good(b"Transfer-Encoding: chunked\r\n\r\n"), chunk()),
            Class::Foreign,
        ),
        ("a giant of no length", Reply::Flood(good(b"\r\n"), vec![b' '; 8192]), Class::Foreign),
        (
            "a giant page",
            Reply::Flood(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".to_vec(), vec![b' '; 8192]),
            Class::Captive,
        ),
        ("a packed bomb", reply("200 OK", &bomb, "\u{1f}packed"), Class::Foreign),
    ]
}

fn chunk() -> Vec<u8> {
    [b"1000\r\n".as_slice(), &[b' '; 4096], b"\r\n"].concat()
}

/// Asks, and sees to it that the deadline holds.
async fn in_time(
    what: &str,
    moment: Moment,
    transport: &Transport,
    endpoints: &Endpoints,
) -> Result<(), Fault> {
    let begun = Instant::now();
    let asked = tokio::time::timeout(DEADLINE + SLACK, ask(moment, transport, endpoints)).await;
    let answer = asked.unwrap_or_else(|_| panic!("{what} at {moment:?} is stuck"));
    assert!(begun.elapsed() < DEADLINE + SLACK, "{what} at {moment:?} took {:?}", begun.elapsed());
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn h5_every_fault_ends_in_time_as_what_it_is() {
    let mut asking = JoinSet::new();
    for (what, reply, class) in faults() {
        for moment in [Moment::FirstCall, Moment::Refresh] {
            for is_aws in [false, true] {
                let reply = reply.clone();
                asking.spawn(async move {
                    let server = Raw::start(move |_| reply.clone());
                    let road = Road::to(server.address);
                    let (transport, endpoints) = if is_aws {
                        (road.transport(SHORT), aws())
                    } else {
                        (direct(SHORT), at(server.address))
                    };
                    let fault = in_time(what, moment, &transport, &endpoints).await.expect_err(what);
                    let late = matches!(&fault, Fault::Offline(outage) if outage.why == "no answer in time");
                    assert!(fault.class() == class || late, "{what} at {moment:?}: {fault:?}");
                    // Some MiB fit into the buffers of the kernel on the way; a flood would be gigabytes.
                    assert!(server.poured() < 64 * 1024 * 1024, "{what}: {} bytes", server.poured());
                });
            }
        }
    }
    while let Some(asked) = asking.join_next().await {
        asked.expect("in time");
    }
}

/// An answer of exactly the largest size is read; a byte more is not, however it comes.
#[tokio::test(flavor = "multi_thread")]
async fn h5_the_cap_is_exact_for_every_framing() {
    let page = |length: usize| format!("{LAST_PAGE}{}", " ".repeat(length - LAST_PAGE.len()));
    for (more, is_read) in [(0, true), (1, false)] {
        let body = page(PATIENT.body + more);
        let length = body.len();
        let framings = [
            good(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes()),
            good(format!("Transfer-Encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n0\r\n\r\n").as_bytes()),
            good(format!("Connection: close\r\n\r\n{body}").as_bytes()),
        ];
        for framing in framings {
            let server = Raw::start(move |_| Reply::HalfClose(framing.clone()));
            let answer = ask(Moment::FirstCall, &direct(PATIENT), &at(server.address)).await;
            assert_eq!(answer.is_ok(), is_read, "{more}: {answer:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h5_a_server_or_a_proxy_that_never_shakes_hands_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = silent.local_addr().expect("an address");
    // A proxy that leads to silence where TLS belongs, and one that is silent itself.
    let through = Proxy::to(address, Manners::Open);
    for proxy in [through.address, address] {
        let mut network = Road::to(address).network(SHORT);
        network.variables.https_proxy = Some(format!("http://{proxy}").into());
        network.ca_file = None;
        let asked = in_time("no handshake", Moment::Refresh, &Transport::new(network), &aws()).await;
        let fault = asked.expect_err("nobody shook hands");
        assert!(fault.class() == Class::Offline, "{fault:?}");
    }
}

/// Nothing of a request is left over when it has ended, whatever ended it.
#[test]
fn h5_no_task_outlives_its_deadline() {
    let servers = Runtime::new().expect("a runtime");
    let client = Runtime::new().expect("a runtime");
    client.block_on(async {
        for (what, reply, _) in faults() {
            let _guard = servers.enter();
            let server = Raw::start(move |_| reply.clone());
            let asked = in_time(what, Moment::FirstCall, &direct(SHORT), &at(server.address)).await;
            asked.expect_err(what);
        }
        let tasks = client.metrics();
        until("every task has ended", async || (tasks.num_alive_tasks() == 0).then_some(())).await;
    });
}

/// A network as bad as can be: resets, latency, crumbs, half-closed connections. Every request ends in time, as an
/// answer or as "offline"; when the network is well again everything works.
async fn bad_network(requests: usize, seed: usize) {
    let count = Arc::new(AtomicUsize::new(seed));
    let is_well = Arc::new(AtomicUsize::new(0));
    let (dice, well) = (Arc::clone(&count), Arc::clone(&is_well));
    let server = Raw::start(move |request| {
        let good = healthy(request);
        let throw = dice.fetch_add(1, Ordering::SeqCst).wrapping_mul(2_654_435_761) >> 7;
        match throw % 10 {
            _ if well.load(Ordering::SeqCst) == 1 => good,
            0..3 => Reply::Reset(good.bytes()[..throw % 80].to_vec()),
            3 => Reply::Late(Duration::from_secs(5), good.bytes()),
            4 => Reply::Drip(good.bytes(), Duration::from_secs(1)),
            5 => Reply::HalfClose(good.bytes()[..throw % 90].to_vec()),
            6 => Reply::Late(Duration::from_millis(20), good.bytes()),
            _ => good,
        }
    });
    let road = Road::to(server.address);
    let mut asking = JoinSet::new();
    let transports = [(direct(SHORT), at(server.address)), (road.transport(SHORT), aws())];
    for number in 0..requests {
        let (transport, endpoints) = transports[number % 2].clone();
        let moment = if number % 3 == 0 { Moment::Refresh } else { Moment::FirstCall };
        asking.spawn(async move { in_time("a bad network", moment, &transport, &endpoints).await });
        if asking.len() >= 16 {
            check(asking.join_next().await);
        }
    }
    while let Some(asked) = asking.join_next().await {
        check(Some(asked));
    }
    is_well.store(1, Ordering::SeqCst);
    for moment in MOMENTS {
        let transport = road.transport(PATIENT);
        assert_eq!(ask(moment, &transport, &aws()).await, Ok(()), "well again, seed {seed}");
    }
}

fn check(asked: Option<Result<Result<(), Fault>, tokio::task::JoinError>>) {
    if let Err(fault) = asked.expect("asked").expect("in time") {
        assert_eq!(fault.class(), Class::Offline, "{fault:?}");
    }
}

/// One round; with `PORTICO_FULL` as many as two minutes hold, each with other dice.
#[tokio::test(flavor = "multi_thread")]
async fn h5_a_bad_network_stops_nothing() {
    let long = told("PORTICO_FULL").map_or(Duration::ZERO, |_| Duration::from_secs(120));
    let (begun, mut seed) = (Instant::now(), 1);
    loop {
        bad_network(64, seed).await;
        seed += 1000;
        if begun.elapsed() >= long {
            break;
        }
    }
}
