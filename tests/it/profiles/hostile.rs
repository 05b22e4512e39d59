//! Whatever accounts are called and servers answer: a terminal, a log and a tool that runs the helper get plain text.

use portico_center::Change;
use serde_json::json;

use super::verbs::Alice;
use super::*;
use crate::network::support::{Raw, Reply};
use crate::support::companion::PORTAL;
use crate::support::{ADMINISTRATOR, DEV};

#[tokio::test(flavor = "multi_thread")]
async fn d2_whatever_accounts_are_called_a_terminal_is_shown_nothing_but_text() {
    let alice = Alice::signed_in().await;
    for (account, name) in [
        ("Dev", "\u{1b}]0;owned\u{7}\u{1b}[2J Dev"),
        ("Staging", "a\nb\rc\u{9b}31m\u{202e}txt.exe"),
        ("Production", "=cmd|' /C calc'!A0 \u{2028}\u{85}\u{0} [profile x]\ncredential_process = /tmp/evil"),
    ] {
        alice.company.change(&Change::Rename { account: account.into(), name: Some(name.into()) });
    }
    alice.desk.home.run(&["list", "--refresh"]).await.worked();
    for words in [
        &["list", "--cached"][..],
        &["profiles", "plan"],
        &["profiles", "sync", "--yes"],
        &["profiles", "list"],
    ] {
        let said = alice.desk.home.at_terminal(words, json!([])).await;
        let mut shown = said["shown"].as_str().expect("text").to_owned();
        // What Portico itself draws with: bold headings, and a line that is wiped.
        for own in ["\u{1b}[1m", "\u{1b}[0m", "\r\u{1b}[K", "\r\n", "\n"] {
            shown = shown.replace(own, " ");
        }
        let bad: Vec<char> = shown.chars().filter(|c| {
            c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        }).collect();
        assert!(bad.is_empty(), "{words:?}: {bad:?} in {shown}");
    }
    let seen = Botocore::start(&alice.desk.home).read(&alice.desk.path(CONFIG)).await;
    assert_eq!(seen["profiles"].as_object().expect("profiles").len(), 5, "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn d5_one_event_is_one_line_of_the_log_whatever_the_server_says() {
    let alice = Alice::signed_in().await;
    let name = "x\n2026-01-01T00:00:00Z  INFO forged: all is well\r\u{1b}[1A".to_owned();
    alice.company.change(&Change::Rename { account: "Dev".into(), name: Some(name) });
    let mut list = alice.desk.home.portico(&["list", "--refresh"]);
    list.env("PORTICO_LOG", "trace");
    let ended = run(list).await;
    assert!(ended.err.lines().count() > 5, "{ended:?}");
    for line in ended.err.lines().filter(|line| !line.is_empty()) {
        let is_event = line.starts_with("20") && line.get(10..11) == Some("T");
        assert!(is_event && !line.contains('\u{1b}') && !line.contains(" forged: all"), "{line:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn d6_the_helper_says_one_short_line_of_utf_8_whatever_it_is_answered() {
    let alice = Alice::signed_in().await;
    let settings = alice.desk.sandbox().read("portico/settings.toml");
    let noise: Vec<u8> = (0..2_000_u32).map(|n| (n * 7_919 % 251) as u8 | 0x80).collect();
    let wordy = "Zu viel \u{202e}\u{1b}[2J\n\u{85} von allem, und noch einmal ".repeat(40);
    let error = |message: &[u8]| [b"{\"message\":\"", message, b"\",\"__type\":\"", message, b"\"}"].concat();
    for (status, body) in [
        ("400 Bad Request", error(&noise)),
        ("403 Forbidden", error(wordy.as_bytes())),
        (
            "400 Bad Request",
            json!({"message": wordy, "__type": "InvalidRequestException"}).to_string().into_bytes(),
        ),
        ("500 Oops \u{fffd}", noise.clone()),
        ("200 OK", error(&noise)),
        ("200 OK", noise.clone()),
    ] {
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let answer = Reply::HalfClose([head.as_bytes(), &body].concat());
        let server = Raw::start(move |_| answer.clone());
        let elsewhere = format!("http://{}", server.address);
        let moved = settings.replace(alice.company.endpoint(), &elsewhere);
        assert_ne!(moved, settings, "the portal has an endpoint");
        alice.desk.sandbox().write("portico/settings.toml", moved);
        let words = ["credentials", "--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR];
        let output = alice.desk.home.portico(&words).output().await.expect("it runs");
        let said = String::from_utf8(output.stderr).unwrap_or_else(|_| panic!("{status}: not UTF-8"));
        assert!(!server.requests().is_empty(), "{status}: it was asked");
        assert!(!output.status.success() && output.stdout.is_empty(), "{status}: {said}");
        assert!(said.len() <= 300 && said.ends_with('\n') && said.lines().count() == 1, "{status}: {said:?}");
        assert!(
            said.starts_with("portico: ") && !said.trim_end().chars().any(char::is_control),
            "{status}: {said:?}"
        );
        assert!(!said.contains('\u{202e}'), "{status}: {said:?}");
    }
}
