//! The server's time is heard from genuine answers, and from nothing that stands between.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use portico_core::aws::DateHeard;

use super::support::{
    LAST_PAGE, Moment, PATIENT, Raw, Reply, Road, TOKENS, ask, at, aws, direct, healthy, json, reply,
};

const DATE: &str = "Date: Tue, 24 Nov 2026 17:48:36 GMT";
const JSON: &str = "Content-Type: application/json";

/// What is heard from the answer to one question.
async fn heard(moment: Moment, answer: Reply) -> Vec<DateHeard> {
    let server = Raw::start(move |_| answer.clone());
    let heard: Arc<Mutex<Vec<DateHeard>>> = Arc::default();
    let kept = Arc::clone(&heard);
    let transport = direct(PATIENT).hearing(Arc::new(move |date| kept.lock().expect("sound").push(date)));
    drop(ask(moment, &transport, &at(server.address)).await);
    heard.lock().expect("sound").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn h7_a_genuine_answer_tells_the_time() {
    let modelled = |status, name| reply(status, &[JSON, DATE, &format!("x-amzn-ErrorType: {name}")], "{}");
    for (moment, answer) in [
        (Moment::FirstCall, reply("200 OK", &[JSON, DATE], LAST_PAGE)),
        (Moment::Refresh, reply("200 OK", &[JSON, DATE], TOKENS)),
        (Moment::FirstCall, modelled("401 X", "UnauthorizedException")),
        (Moment::FirstCall, modelled("429 X", "TooManyRequestsException")),
        (Moment::Refresh, modelled("400 X", "InvalidGrantException")),
    ] {
        let heard = heard(moment, answer).await;
        let [date] = heard.as_slice() else { panic!("{heard:?}") };
        assert_eq!(date.server.to_string(), "2026-11-24T17:48:36Z");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h7_what_stands_between_does_not() {
    let html = "Content-Type: text/html";
    for (what, answer) in [
        ("a page", reply("200 OK", &[html, DATE], "<p>")),
        (
            "a page with a status",
            reply("403 X", &[html, DATE, "x-amzn-ErrorType: ForbiddenException"], "<p>"),
        ),
        ("a redirect", reply("302 X", &[DATE, "Location: http://login.guest.example/"], "")),
        ("a fault of the server or its proxy", reply("503 X", &[JSON, DATE], "{}")),
        (
            "a named fault of the server",
            reply("500 X", &[JSON, DATE, "x-amzn-ErrorType: InternalServerException"], "{}"),
        ),
        ("a proxy that wants credentials", reply("407 X", &[JSON, DATE], "{}")),
        ("a guest network", reply("511 X", &[JSON, DATE], "{}")),
        ("throttling by nobody knows whom", reply("429 X", &[JSON, DATE], "{}")),
        ("an error nobody knows", reply("403 X", &[JSON, DATE, "x-amzn-ErrorType: ProxyException"], "{}")),
        ("JSON of somebody else", reply("200 OK", &[JSON, DATE], "{}")),
        ("JSON that does not say so", reply("200 OK", &[DATE], LAST_PAGE)),
        ("no date", json(LAST_PAGE)),
        ("no date that can be read", reply("200 OK", &[JSON, "Date: yesterday"], LAST_PAGE)),
    ] {
        assert_eq!(heard(Moment::FirstCall, answer).await, [], "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h7_the_round_trip_spans_the_whole_answer() {
    let late = Duration::from_millis(60);
    let bytes = reply("200 OK", &[JSON, DATE], LAST_PAGE).bytes();
    let heard = heard(Moment::FirstCall, Reply::Late(late, bytes)).await;
    assert!(heard.len() == 1 && heard[0].round_trip >= late, "{heard:?}");
}

/// Clones hear too, and a transport without a hearer is not the worse for it.
#[tokio::test(flavor = "multi_thread")]
async fn h7_on_the_road_to_aws_as_well() {
    let server = Raw::start(|request| {
        let text = String::from_utf8(healthy(request).bytes()).expect("text");
        Reply::Whole(text.replacen("\r\n", &format!("\r\n{DATE}\r\n"), 1).into_bytes())
    });
    let road = Road::to(server.address);
    let count = Arc::new(Mutex::new(0));
    let kept = Arc::clone(&count);
    let plain = road.transport(PATIENT);
    let hearing = plain.clone().hearing(Arc::new(move |_| *kept.lock().expect("sound") += 1));
    for transport in [&plain, &hearing, &hearing.clone()] {
        assert_eq!(ask(Moment::FirstCall, transport, &aws()).await, Ok(()));
    }
    assert_eq!(*count.lock().expect("sound"), 2);
}
