//! A portal that means harm: pages that no browser may be sent to, and redirects that no secret may follow.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use portico_core::Code;
use portico_core::engine::{Cause, Command};
use portico_core::view::SessionView;
use serde_json::json;

use super::{callback_port, facing, knock, registered};
use crate::network::support::{Raw, json as answer, reply};
use crate::support::engine::{is_signed_in, portal};
use crate::support::person::parameter;

/// A server that gives out codes for these two pages and this code, one after the other.
fn giving(pages: Arc<Mutex<(String, Option<String>, String)>>) -> Raw {
    Raw::start(move |request| {
        let (page, filled_in, code) = pages.lock().expect("sound").clone();
        registered(request).unwrap_or_else(|| match request.is_for("/device_authorization") {
            true => answer(
                &json!({
                    "deviceCode": "d", "userCode": code, "expiresIn": 600, "interval": 5,
                    "verificationUri": page, "verificationUriComplete": filled_in,
                })
                .to_string(),
            ),
            false => reply(
                "400 Bad Request",
                &["Content-Type: application/json"],
                r#"{"error":"authorization_pending"}"#,
            ),
        })
    })
}

/// Addresses that are not the server's own; `ORIGIN` is its host and port.
fn hostile(origin: SocketAddr) -> Vec<String> {
    let hosts = [
        "evil.test",
        "ORIGIN.evil.test",
        "127.0.0.1.evil.test:PORT",
        "localhost:PORT",
        "[::1]:PORT",
        "127.0.0.2:PORT",
        "0.0.0.0:PORT",
        "127.0.0.1",
        "127.0.0.1:1",
        "xn--wsapps-7ya.com",
        "securecart.awsapps.com",
        "device.sso.eu-west-1.amazonaws.com",
        "device.sso.eu-west-1.amazonaws.com.evil.test",
        "169.254.169.254",
        "10.0.0.1",
        "awsapps.com",
        "evil.awsapps.com",
    ];
    let forms = [
        "http://H/",
        "https://H/device",
        "http://H/device?user_code=BDFG-HJKL",
        "http://u@H/",
        "http://u:p@H/",
        "http://ORIGIN@H/",
        "ftp://H/",
        "file://H/etc/passwd",
        "javascript://H/%0aalert(1)",
        "ws://H/",
        "//H/device",
    ];
    let mut all: Vec<String> =
        hosts.iter().flat_map(|host| forms.iter().map(|form| form.replace('H', host))).collect();
    all.extend(
        [
            "",
            " ",
            "/device",
            "device",
            "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "file:///etc/passwd",
            "about:blank",
            "mailto:a@b.test",
            "smb://evil.test/x",
            "ms-settings:",
            "vbscript:x",
            "blob:http://ORIGIN/x",
            "view-source:http://ORIGIN/",
            "https://ORIGIN/device",
            "ftp://ORIGIN/",
            "http://u@ORIGIN/device",
            "http://:p@ORIGIN/device",
            "-http://ORIGIN/",
            "\u{202e}http://evil.test/",
            "--help",
        ]
        .map(str::to_owned),
    );
    let port = origin.port().to_string();
    let filled = |text: String| text.replace("ORIGIN", &origin.to_string()).replace("PORT", &port);
    all.into_iter().map(filled).collect()
}

#[tokio::test]
async fn a10_no_hostile_page_is_ever_opened() {
    let pages = Arc::new(Mutex::new((String::new(), None, "BDFG-HJKL".to_owned())));
    let server = giving(Arc::clone(&pages));
    let (_clock, _folder, mut running) = facing(server.address, &Arc::default()).await;
    let all = hostile(server.address);
    assert!(all.len() >= 200, "{}", all.len());
    for page in &all {
        pages.lock().expect("sound").0.clone_from(page);
        let refused = running.run(Command::SignInWithCode(portal())).await.expect_err(page);
        assert_eq!(refused.code(), Code::NotIdentityCenter, "{page}: {refused}");
        for command in [Command::ReopenSignIn(portal()), Command::OpenFilledIn(portal())] {
            running.run(command).await.expect_err("there is no sign-in under way");
        }
    }
    assert_eq!(running.desktop.opened(), []);
    assert_eq!(running.session(), SessionView::SignedOut);
    // The page is good; that with the code filled in is not.
    let good = format!("http://{}/device", server.address);
    for page in &all {
        *pages.lock().expect("sound") = (good.clone(), Some(page.clone()), "BDFG-HJKL".to_owned());
        let waiting = running.begin(Command::SignInWithCode(portal()));
        running.until(|cause| matches!(cause, Cause::CodeShown(_))).await;
        running.run(Command::OpenFilledIn(portal())).await.expect("opens what may be opened");
        running.run(Command::CancelSignIn(portal())).await.expect("cancelled");
        waiting.await.expect("no panic").expect_err("cancelled");
    }
    let opened = running.desktop.opened();
    assert_eq!(opened.len(), all.len());
    assert!(opened.iter().all(|url| url.as_str() == good), "{opened:?}");
}

#[tokio::test]
async fn a10_a_code_that_nobody_could_type_is_never_shown() {
    let pages = Arc::new(Mutex::new((String::new(), None, String::new())));
    let server = giving(Arc::clone(&pages));
    let (_clock, _folder, mut running) = facing(server.address, &Arc::default()).await;
    let good = format!("http://{}/device", server.address);
    for code in [
        "",
        " ",
        "A B",
        "a\nb",
        "\u{1b}[31mX",
        "\u{202e}LKJH",
        "AAAAAAAAAAAAAAAAA",
        "\u{410}BCD-EFGH",
        "<b>x</b>",
    ] {
        *pages.lock().expect("sound") = (good.clone(), None, code.to_owned());
        let refused = running.run(Command::SignInWithCode(portal())).await.expect_err(code);
        assert_eq!(refused.code(), Code::NotIdentityCenter, "{code:?}: {refused}");
    }
    assert!(!running.causes().iter().any(|cause| matches!(cause, Cause::CodeShown(_))));
}

/// Where tokens are asked for there is a redirect: at the sign-in, or later at the renewal.
#[tokio::test]
async fn a12_no_secret_follows_a_redirect_of_the_token_endpoint() {
    let elsewhere = Raw::start(|_| reply("200 OK", &["Content-Type: application/json"], "{}"));
    let location = format!("Location: http://{}/token", elsewhere.address);
    for status in
        ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
    {
        let location = location.clone();
        let server = Raw::start(move |request| {
            registered(request).unwrap_or_else(|| {
                let is_code = request.body.contains("authorization_code");
                match is_code && request.body.contains("\"good\"") {
                    true => answer(
                        r#"{"accessToken":"emu_a","tokenType":"Bearer","expiresIn":3600,"refreshToken":"emu_r"}"#,
                    ),
                    false => reply(status, &[&location, "Content-Type: application/json"], ""),
                }
            })
        });
        let (clock, _folder, mut running) = facing(server.address, &Arc::default()).await;
        for (code, works) in [("bad", false), ("good", true)] {
            let (link, waiting) = running.start_sign_in(&portal()).await;
            let (port, state) = (callback_port(&link), parameter(&link, "state").expect("a state"));
            knock(port, &format!("/oauth/callback?code={code}&state={state}")).await;
            let ended = waiting.await.expect("no panic");
            assert_eq!(ended.is_ok(), works, "{status}: {ended:?}");
        }
        running.until(|cause| matches!(cause, Cause::Listed(_))).await;
        running.pass(&clock, 3000).await;
        assert!(is_signed_in(&running.session()), "{status}: {:?}", running.session());
        let refreshes = server.requests().into_iter().filter(|one| one.body.contains("emu_r")).count();
        assert!(refreshes > 0, "{status}: a renewal was tried");
        assert_eq!(running.problem().expect("told").code, Code::Offline, "{status}");
    }
    assert_eq!(elsewhere.requests().len(), 0, "nothing came to the second host");
}
