//! H1: each row of `security.md` 2.5, at the first call, in mid-paging and at a refresh, on loopback and on the road to
//! AWS's own hosts: class and action exact.

use std::net::SocketAddr;
use std::time::Duration;

use portico_core::aws::{Class, Endpoints, Fault, Limits, Reached, Retries, Transport};
use tokio::task::JoinSet;

use super::support::{
    MOMENTS, Moment, PATIENT, Raw, Reply, Road, ask, at, aws, closed_port, direct, healthy, ill_at, json,
    reply, unresolvable,
};

/// What comes back, what it is, and what the fault says beyond its class.
struct Row {
    name: &'static str,
    reply: Reply,
    class: Class,
    more: fn(&Fault) -> bool,
}

const JSON: &str = "Content-Type: application/json";
const HTML: &str = "Content-Type: text/html; charset=utf-8";
const NOTHING_MORE: fn(&Fault) -> bool = |_| true;

fn named(status: &'static str, exception: &str) -> Reply {
    reply(status, &[JSON, &format!("x-amzn-ErrorType: {exception}")], r#"{"message":"no"}"#)
}

fn rows() -> Vec<Row> {
    let row = |name, reply, class, more| Row { name, reply, class, more };
    let page = |status| reply(status, &[HTML], "<!DOCTYPE html><p>Welcome");
    vec![
        row("reset", Reply::Reset(Vec::new()), Class::Offline, |fault| {
            reached(fault) == Some(Reached::Perhaps)
        }),
        row(
            "reset in the answer",
            Reply::Reset(b"HTTP/1.1 200 OK\r\nContent-Type: appl".to_vec()),
            Class::Offline,
            |fault| reached(fault) == Some(Reached::Perhaps),
        ),
        row("closed in the body", Reply::HalfClose(cut_off()), Class::Offline, |fault| {
            reached(fault) == Some(Reached::Answer)
        }),
        row("200 and a page", page("200 OK"), Class::Captive, NOTHING_MORE),
        row("403 and a page", page("403 Forbidden"), Class::Captive, NOTHING_MORE),
        row("511 and a page", page("511 Network Authentication Required"), Class::Captive, NOTHING_MORE),
        row("511 and no page", reply("511 X", &[JSON], "{}"), Class::Captive, NOTHING_MORE),
        row("302 elsewhere", to("http://login.guest.example/start"), Class::Captive, |fault| {
            fault.to_string().contains("login.guest.example")
        }),
        row(
            "302 and a page",
            reply("302 Found", &[HTML, "Location: /login"], "<p>"),
            Class::Captive,
            NOTHING_MORE,
        ),
        row(
            "a page that says JSON",
            reply("200 OK", &[JSON], "<html><p>Welcome"),
            Class::Captive,
            NOTHING_MORE,
        ),
        row("302 to the same host", to("/login"), Class::Foreign, NOTHING_MORE),
        row("members missing", json("{}"), Class::Foreign, NOTHING_MORE),
        row(
            "members of another type",
            json(r#"{"accountList":7,"accessToken":7}"#),
            Class::Foreign,
            NOTHING_MORE,
        ),
        row("cut JSON", json(r#"{"accountList":["#), Class::Foreign, NOTHING_MORE),
        row(
            "not JSON by its type",
            reply("200 OK", &["Content-Type: text/plain"], super::support::TOKENS),
            Class::Foreign,
            NOTHING_MORE,
        ),
        row("404 without a name", reply("404 Not Found", &[JSON], "{}"), Class::Foreign, NOTHING_MORE),
        row("407", reply("407 X", &[HTML], "<p>"), Class::ProxyAuthentication, NOTHING_MORE),
        row("429", reply("429 X", &[JSON], "{}"), Class::Throttled, |fault| fault.retry_after().is_none()),
        row(
            "429 with seconds",
            reply("429 X", &[JSON, "Retry-After: 7"], "{}"),
            Class::Throttled,
            waits_7_seconds,
        ),
        row("429 with a date", reply("429 X", &[JSON, DATE, LATER], "{}"), Class::Throttled, waits_7_seconds),
        row(
            "TooManyRequestsException",
            named("400 Bad Request", "TooManyRequestsException"),
            Class::Throttled,
            NOTHING_MORE,
        ),
        row("500", reply("500 X", &[JSON], "{}"), Class::Server, |fault| {
            *fault == Fault::Server { status: 500 }
        }),
        row("503 and a page", page("503 X"), Class::Server, |fault| *fault == Fault::Server { status: 503 }),
        row("408", reply("408 X", &[JSON], "{}"), Class::Server, |fault| {
            *fault == Fault::Server { status: 408 }
        }),
        row("401", named("401 Unauthorized", "UnauthorizedException"), Class::Api, |fault| is(fault, 401)),
        row("403", named("403 Forbidden", "ForbiddenException"), Class::Api, |fault| is(fault, 403)),
        row("InvalidGrant", named("400 Bad Request", "InvalidGrantException"), Class::Api, |fault| {
            is(fault, 400)
        }),
        row("InvalidClient", named("401 Unauthorized", "InvalidClientException"), Class::Api, |fault| {
            is(fault, 401)
        }),
    ]
}

const DATE: &str = "Date: Tue, 24 Nov 2026 17:00:00 GMT";
const LATER: &str = "Retry-After: Tue, 24 Nov 2026 17:00:07 GMT";

fn to(place: &str) -> Reply {
    reply("302 Found", &[&format!("Location: {place}")], "")
}

fn cut_off() -> Vec<u8> {
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"acc".to_vec()
}

fn reached(fault: &Fault) -> Option<Reached> {
    if let Fault::Offline(outage) = fault { Some(outage.reached) } else { None }
}

fn waits_7_seconds(fault: &Fault) -> bool {
    fault.retry_after() == Some(Duration::from_secs(7))
}

fn is(fault: &Fault, wanted: u16) -> bool {
    matches!(fault, Fault::Api { status, message, .. } if *status == wanted && message == "no")
}

/// The action of `security.md` 2.5, written down a second time: tries while somebody waits, and whether work that
/// nobody waits for goes on.
fn action(class: Class) -> (Retries, bool) {
    match class {
        Class::Offline | Class::Server => (Retries::AtMost(3), true),
        Class::Captive | Class::Foreign | Class::Distrusted => (Retries::None, true),
        Class::Throttled => (Retries::Unlimited, true),
        Class::ProxyAuthentication | Class::Api => (Retries::None, false),
    }
}

#[track_caller]
fn check(row: &str, moment: Moment, answer: Result<(), Fault>, class: Class, more: fn(&Fault) -> bool) {
    let fault = answer.expect_err(row);
    assert_eq!(fault.class(), class, "{row} at {moment:?}: {fault:?}");
    let advice = fault.advice();
    assert_eq!((advice.retries, advice.goes_on), action(class), "{row} at {moment:?}");
    assert!(more(&fault), "{row} at {moment:?}: {fault:?}");
}

async fn each_row(road: impl Fn(SocketAddr) -> (Transport, Endpoints, Option<Road>)) {
    for row in rows() {
        for moment in MOMENTS {
            let ill = row.reply.clone();
            let server = ill_at(moment, move || ill.clone());
            let (transport, endpoints, _road) = road(server.address);
            check(row.name, moment, ask(moment, &transport, &endpoints).await, row.class, row.more);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h1_each_row_at_each_moment_on_loopback() {
    each_row(|address| (direct(PATIENT), at(address), None)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h1_each_row_at_each_moment_on_the_road_to_aws() {
    each_row(|address| {
        let road = Road::to(address);
        (road.transport(PATIENT), aws(), Some(road))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h1_nobody_there_is_offline_and_nothing_was_sent() {
    let unsent = |fault: &Fault| reached(fault) == Some(Reached::Nobody) && fault.is_unsent();
    let nobody = at(closed_port().await);
    let mut nowhere = aws();
    (nowhere.oidc, nowhere.portal) = (unresolvable(), unresolvable());
    for endpoints in [nobody, nowhere] {
        for moment in [Moment::FirstCall, Moment::Refresh] {
            let answer = ask(moment, &direct(PATIENT), &endpoints).await;
            check(endpoints.oidc.as_str(), moment, answer, Class::Offline, unsent);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h1_no_answer_in_time_is_offline() {
    let soon = Duration::from_millis(700);
    let limits = Limits { answer: soon, token: soon, ..PATIENT };
    let mut asking = JoinSet::new();
    for moment in [Moment::FirstCall, Moment::Refresh] {
        asking.spawn(async move {
            let server = ill_at(moment, || Reply::Never);
            let answer = ask(moment, &direct(limits), &at(server.address)).await;
            check("silence", moment, answer, Class::Offline, |fault| {
                reached(fault) == Some(Reached::Perhaps) && fault.to_string().contains("no answer in time")
            });
        });
    }
    while let Some(asked) = asking.join_next().await {
        asked.expect("checked");
    }
}

/// The patience for the token endpoint is its own.
#[tokio::test(flavor = "multi_thread")]
async fn h1_a_refresh_gives_up_sooner_than_a_listing() {
    let limits = Limits { token: Duration::from_millis(50), ..PATIENT };
    let late = Duration::from_millis(1500);
    let server = Raw::start(move |request| Reply::Late(late, healthy(request).bytes()));
    let (transport, endpoints) = (direct(limits), at(server.address));
    let renewed = ask(Moment::Refresh, &transport, &endpoints);
    let (renewed, listed) = tokio::join!(renewed, ask(Moment::FirstCall, &transport, &endpoints));
    assert_eq!(renewed.map_err(|fault| fault.class()), Err(Class::Offline));
    assert_eq!(listed, Ok(()));
}

/// An address without TLS that is not loopback is never asked.
#[tokio::test]
async fn h1_nothing_goes_out_without_tls() {
    for place in
        ["http://oidc.eu-west-1.amazonaws.com/", "http://127.0.0.1.evil.example/", "ftp://127.0.0.1/"]
    {
        let mut endpoints = aws();
        (endpoints.oidc, endpoints.portal) = (place.parse().expect("a URL"), place.parse().expect("a URL"));
        for moment in [Moment::FirstCall, Moment::Refresh] {
            let answer = ask(moment, &direct(PATIENT), &endpoints).await;
            check(place, moment, answer, Class::Foreign, |fault| fault.to_string().contains("without TLS"));
        }
    }
}
