//! Who gets an answer, and that everybody else gets the same one.

use portico_center::{Fault, Operation, Reply as Said};
use serde_json::Value;

use super::*;
use crate::support::process::{Ended, as_another, bare, run, told};
use crate::support::webdriver::until;

/// How many requests a case makes: all of them where that is asked for.
fn many(all: usize, sample: usize) -> usize {
    if told("PORTICO_FULL").is_some() { all } else { sample }
}

#[tokio::test(flavor = "multi_thread")]
async fn b1_no_other_host_gets_a_byte_of_credentials() {
    let counter = Counter::open().await;
    let (path, port, token) = (counter.path(), counter.place.port, counter.place.token.expose());
    let other = port ^ 1;
    let hosts = [
        "Host: evil.test".to_owned(),
        format!("Host: evil.test:{port}"),
        format!("Host: 127.0.0.1.nip.test:{port}"),
        format!("Host: localhost:{port}"),
        format!("Host: 127.0.0.1:{other}"),
        "Host: 127.0.0.1".to_owned(),
        "Host: ".to_owned(),
        format!("Host: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}"),
        format!("Host: 127.0.0.1:{port}\r\nHost: evil.test"),
        format!("Host: 127.0.0.1:{port}, evil.test"),
        format!("Host: 127.1:{port}"),
        format!("Host: 0x7f.1:{port}"),
        format!("Host: 2130706433:{port}"),
        format!("Host: 0:{port}"),
        format!("Host: [::1]:{port}"),
        format!("Host: [::ffff:127.0.0.1]:{port}"),
        format!("Host: 127.0.0.1.:{port}"),
        format!("Host: 127.0.0.1:0{port}"),
        format!("Host: user@127.0.0.1:{port}"),
        format!("X-Forwarded-Host: 127.0.0.1:{port}"),
        format!("Host : 127.0.0.1:{port}"),
        format!("Host: 127.0.0.1:{port}\r\n x"),
    ];
    for n in 0..many(10_000, 660) {
        let host = &hosts[n % hosts.len()];
        let request = format!("GET {path} HTTP/1.1\r\n{host}\r\nAuthorization: {token}\r\n\r\n");
        let answer = counter.ask(&request).await.expect("an answer");
        assert_eq!(status(&answer), Some(404), "{host}");
        assert!(!answer.contains("AccessKeyId") && !answer.contains("ASIA"), "{host}");
    }
    assert_eq!(counter.status().await, Some(200), "and the right one is answered still");
}

#[tokio::test(flavor = "multi_thread")]
async fn b2_what_only_browsers_and_proxies_send_is_answered_as_a_wrong_path_is() {
    let counter = Counter::open().await;
    let astray = counter.request("").replace("/v1/", "/v2/");
    let refusal = counter.ask(&astray).await.expect("an answer");
    assert!(refusal.starts_with("HTTP/1.1 404 Not Found\r\n") && refusal.ends_with("\r\n\r\n"), "{refusal}");
    for header in [
        "Origin: http://evil.test",
        "Origin: null",
        "origin: ",
        "Referer: http://127.0.0.1/",
        "Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none",
        "Sec-Fetch-Mode: navigate",
        "Sec-Fetch-Dest: document",
        "Sec-Fetch-User: ?1",
        "SEC-FETCH-ANYTHING: x",
        "Cookie: a=b",
        "X-Forwarded-For: 127.0.0.1",
        "Upgrade: websocket",
        "Transfer-Encoding: chunked",
        "Content-Length: 1",
    ] {
        let answer = counter.ask(&counter.request(&format!("{header}\r\n"))).await;
        assert_eq!(answer.as_ref(), Some(&refusal), "{header}");
    }
    let good = counter.request("");
    for other in ["POST", "HEAD", "PUT", "OPTIONS", "get"] {
        let answer = counter.ask(&good.replacen("GET", other, 1)).await;
        assert_eq!(answer.as_ref(), Some(&refusal), "{other}");
    }
    for other in ["", "/", "/v1", "/v1/", "//v1/", "/v1/x", "/v1/%2e", "/v1/../v1/"] {
        let answer = counter.ask(&good.replacen(counter.path(), other, 1)).await;
        assert_eq!(answer.as_ref(), Some(&refusal), "{other}");
    }
    let answer = counter.ask(&good).await.expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a body");
    for wanted in [
        "HTTP/1.1 200 OK",
        "Content-Type: application/json",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Cross-Origin-Resource-Policy: same-origin",
        "Content-Security-Policy: default-src 'none'",
    ] {
        assert!(head.contains(wanted), "{wanted} in {head}");
    }
    assert!(!head.to_lowercase().contains("access-control"), "{head}");
    let document: Value = serde_json::from_str(body).expect("JSON");
    let members: Vec<_> = document.as_object().expect("an object").keys().cloned().collect();
    assert_eq!(members, ["AccessKeyId", "AccountId", "Expiration", "SecretAccessKey", "Token"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn b3_no_other_token_opens_it_and_guessing_is_slowed_for_the_guesser_alone() {
    let counter = Counter::open().await;
    let (good, token) = (counter.request(""), counter.place.token.expose().clone());
    let line = format!("Authorization: {token}\r\n");
    let flipped: String = token
        .chars()
        .map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
        .collect();
    let wrong = [
        String::new(),
        "Authorization: \r\n".to_owned(),
        format!("Authorization: {}\r\n", &token[..token.len() - 1]),
        format!("Authorization: {token}x\r\n"),
        format!("Authorization: Bearer {token}\r\n"),
        format!("Authorization: {flipped}\r\n"),
        format!("Authorization: {token}\r\n {token}\r\n"),
        format!("Authorization: {token}\r {token}\r\n"),
        format!("{line}{line}"),
        format!("X-Authorization: {token}\r\n"),
        format!("Authorization: {token}\0\r\n"),
    ];
    for other in &wrong {
        let answer = counter.ask(&good.replacen(&line, other, 1)).await.expect("an answer");
        assert_eq!(status(&answer), Some(404), "{other:?}");
    }
    // The clock stands: a second's worth is left at most.
    let (mut refused, mut slowed) = (0, 0);
    for n in 0..many(100_000, 2_000) {
        let guess = format!("Authorization: {n:0>43}\r\n");
        match status(&counter.ask(&good.replacen(&line, &guess, 1)).await.expect("an answer")) {
            Some(404) => refused += 1,
            Some(429) => slowed += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(refused < 20 && slowed > 1_900, "{refused} and {slowed}");
    assert_eq!(counter.status().await, Some(200), "whoever has the token does not wait for guessers");
    counter.company.wait(1);
    let answer = counter.ask(&good.replacen(&line, "", 1)).await.expect("an answer");
    assert_eq!(status(&answer), Some(404), "and a second later guessing goes on, in vain");
}

#[tokio::test(flavor = "multi_thread")]
async fn b3_whoever_has_the_token_is_answered_twenty_times_a_second() {
    let counter = Counter::open().await;
    for _ in 0..20 {
        assert_eq!(counter.status().await, Some(200));
    }
    assert_eq!(counter.status().await, Some(429));
    counter.company.wait(1);
    assert_eq!(counter.status().await, Some(200));
    assert_eq!(counter.company.tally().served(Operation::GetRoleCredentials), 1, "from the hand");
}

fn curl(counter: &Counter) -> tokio::process::Command {
    let mut command = bare("/usr/bin/curl");
    let header = format!("Authorization: {}", counter.place.token.expose());
    command.args(["--silent", "--write-out", "%{http_code}", "--header", &header, &counter.place.url]);
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn b5_another_user_of_this_machine_is_refused_even_with_the_token() {
    let counter = Counter::open().await;
    let other: Ended = run(as_another(&curl(&counter))).await;
    assert_eq!((other.code, other.out.trim()), (0, "404"), "{other:?}");
    assert_eq!(counter.app.engine.snapshot().serving[0].asked_at, None, "it counts as nothing");
    let own = run(curl(&counter)).await;
    assert!(own.out.contains("ASIAEMU") && own.out.trim().ends_with("200"), "{own:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn b6_it_listens_on_loopback_alone_and_every_one_has_a_place_of_its_own() {
    let counter = Counter::open().await;
    let second = serve(&counter.app, Terms::default()).await.expect("another one");
    for place in [&counter.place, &second] {
        let mut look = bare("ss");
        look.args(["-Hltn", "sport", "=", &format!(":{}", place.port)])
            .env("PATH", told("PATH").expect("PATH"));
        let listening = run(look).await.worked();
        let ours: Vec<_> =
            listening.lines().map(|line| line.split_whitespace().nth(3).expect("an address")).collect();
        assert_eq!(ours, [format!("127.0.0.1:{}", place.port)]);
    }
    assert_ne!(counter.place.token.expose(), second.token.expose());
    let taken = std::net::TcpListener::bind(("127.0.0.1", counter.place.port));
    assert!(taken.is_err(), "nobody else can have its port");
    let swapped = counter.request("").replace(counter.place.token.expose().as_str(), second.token.expose());
    assert_eq!(status(&counter.ask(&swapped).await.expect("an answer")), Some(404));
}

/// Whoever has the token is told what is the matter, in the words of Portico.
#[tokio::test(flavor = "multi_thread")]
async fn b4_a_portal_that_gives_nothing_is_told_to_the_tool() {
    let mut counter = Counter::open().await;
    counter.pass(3580).await;
    counter.app.until(|cause| matches!(cause, portico_core::engine::Cause::Renewed(_))).await;
    let unavailable = Fault::Instead(Said::Unavailable);
    counter.company.faults().next(u32::MAX, Operation::GetRoleCredentials, unavailable);
    let answer = counter.ask(&counter.request("")).await.expect("an answer");
    assert_eq!(status(&answer), Some(503), "{answer}");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    let told: Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(told["code"], "server_fault", "{told}");
    assert!(told["message"].as_str().is_some_and(|text| text.ends_with('.')), "{told}");
    counter.company.faults().clear();
    assert_eq!(counter.status().await, Some(200));
}

/// A request is a tool that asks, whoever opened the endpoint.
#[tokio::test(flavor = "multi_thread")]
async fn each_request_is_asked_about_and_a_refusal_is_told_to_the_tool() {
    let counter = Counter::open().await;
    let settings = counter.app.engine.parts().home.settings();
    let own = portico_core::disk::read_text(&settings).expect("readable").expect("settings");
    let minted = || counter.company.tally().asked(Operation::GetRoleCredentials);
    let before = minted();
    for (guardrail, words) in [
        ("tools = \"confirm\"", "only while you have stepped up to it"),
        ("admin = \"never\"", "Your own settings keep it from being used"),
    ] {
        let text = format!("{own}\n[guardrails]\n{guardrail}\n");
        portico_core::disk::write_atomic(&settings, text.as_bytes()).expect("written");
        let answer = counter.ask(&counter.request("")).await.expect("an answer");
        assert_eq!(status(&answer), Some(403), "{answer}");
        assert!(answer.contains(words) && !answer.contains("ASIA"), "{answer}");
    }
    assert_eq!(minted(), before, "the portal is not asked");
    portico_core::disk::write_atomic(&settings, own.as_bytes()).expect("written");
    assert_eq!(counter.status().await, Some(200));
}

#[tokio::test(flavor = "multi_thread")]
async fn b3_sixteen_wait_at_once_and_are_all_answered_by_one_mint() {
    let mut counter = Counter::open().await;
    let minted = || counter.company.tally().asked(Operation::GetRoleCredentials);
    let before = minted();
    counter.company.clock().advance(SignedDuration::from_secs(2800));
    counter.company.faults().next(1, Operation::GetRoleCredentials, Fault::Hold);
    let (port, request) = (counter.place.port, counter.request(""));
    let asking = |request: String| tokio::spawn(async move { exchange(port, &request).await });
    let waiting: Vec<_> = (0..17).map(|_| asking(request.clone())).collect();
    until("the portal is asked", async || (minted() > before).then_some(())).await;
    // Whoever is refused for want of a place may come again.
    until("one is refused", async || waiting.iter().any(tokio::task::JoinHandle::is_finished).then_some(()))
        .await;
    counter.company.faults().release();
    let mut answers = Vec::new();
    for one in waiting {
        answers.push(status(&one.await.expect("no panic").expect("an answer")));
    }
    answers.sort_unstable();
    assert_eq!((&answers[..16], answers[16]), (&[Some(200); 16][..], Some(429)));
    assert_eq!(minted(), before + 1);
    counter.pass(1).await;
    assert_eq!(counter.status().await, Some(200));
}
