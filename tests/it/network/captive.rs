//! H2: a guest network that answers for everybody, 100 rounds of it: no refresh token is lost, nobody is signed out,
//! and with the network's sign-in done everything goes on by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use portico_core::aws::{Backoff, Class};
use portico_model::SystemEntropy;

use super::support::{
    MOMENTS, Moment, PATIENT, REFRESH, Raw, Reply, Request, ask, at, direct, healthy, reply,
};

/// How guest networks answer.
fn page(number: usize) -> Reply {
    let html = "Content-Type: text/html";
    let page = "<!DOCTYPE html><title>Free Wi-Fi</title>";
    match number % 6 {
        0 => reply("200 OK", &[html], page),
        1 => reply("302 Found", &[html, "Location: http://login.guest.example/"], page),
        2 => reply("511 Network Authentication Required", &[html], page),
        3 => reply("403 Forbidden", &[html], page),
        4 => reply("307 Temporary Redirect", &["Location: https://login.guest.example/?from=aws"], ""),
        _ => reply("200 OK", &["Content-Type: application/json"], page),
    }
}

/// Every other six rounds the network changes its mind between two pages.
fn is_late(round: usize) -> bool {
    (round / 6) % 2 == 1
}

fn is_first_page(request: &Request) -> bool {
    request.is_for("/assignment/accounts") && !request.target.contains("next_token")
}

#[tokio::test(flavor = "multi_thread")]
async fn h2_a_hundred_rounds_of_a_guest_network() {
    // 0: the network lets everybody through; else which page it shows.
    let shown = Arc::new(AtomicUsize::new(0));
    let network = Arc::clone(&shown);
    let server = Raw::start(move |request| match network.load(Ordering::SeqCst) {
        0 => healthy(request),
        number if is_late(number - 1) && is_first_page(request) => healthy(request),
        number => page(number - 1),
    });
    let (transport, endpoints) = (direct(PATIENT), at(server.address));
    for round in 0..100 {
        shown.store(round + 1, Ordering::SeqCst);
        let listing = if is_late(round) { Moment::MidPaging } else { Moment::FirstCall };
        for moment in [listing, Moment::Refresh] {
            let fault = ask(moment, &transport, &endpoints).await.expect_err("a guest network");
            assert_eq!(fault.class(), Class::Captive, "round {round}, {moment:?}: {fault:?}");
            assert_eq!(Backoff::awaited().after(&fault, &SystemEntropy), None, "nobody is kept waiting");
            let wait = Backoff::in_background().after(&fault, &SystemEntropy).expect("it goes on by itself");
            assert!(wait < Duration::from_secs(60), "{wait:?}");
        }
        shown.store(0, Ordering::SeqCst);
        for moment in MOMENTS {
            assert_eq!(ask(moment, &transport, &endpoints).await, Ok(()), "round {round}, {moment:?}");
        }
    }
    let refreshes: Vec<_> = server.requests().into_iter().filter(|one| one.is_for("/token")).collect();
    assert_eq!(refreshes.len(), 200);
    let same = format!("\"refreshToken\":\"{REFRESH}\"");
    assert!(refreshes.iter().all(|one| one.body.contains(&same)), "the same token every time");
}
