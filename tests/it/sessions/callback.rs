//! The browser's way back: whatever comes to the listener, only the one right answer ends a sign-in, and once.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use portico_center::Operation;
use portico_core::Code;
use portico_core::aws::Endpoints;
use portico_core::aws::oidc::CodeGrant;
use portico_core::engine::{Cause, Command};
use portico_core::session::sign_in::Attempt;
use portico_core::vault::MemoryStore;
use portico_core::view::SessionView;
use portico_model::{Entropy as _, Secret, SystemEntropy};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use url::Url;

use super::{callback_port, knock};
use crate::network::support::registration;
use crate::support::company::Company;
use crate::support::engine::{Running, add_portal, is_signed_in, local, portal};
use crate::support::person::parameter;

/// A company, and an engine that knows it and has nobody signed in.
async fn fresh() -> (Company, TempDir, Running) {
    let company = Company::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let running = Running::start(company.clock(), folder.path(), &MemoryStore::default().into()).await;
    add_portal(&running.engine, &company).await;
    (company, folder, running)
}

/// What a browser asks the listener for: the path and query of an address.
fn target(callback: &Url) -> String {
    format!("{}?{}", callback.path(), callback.query().expect("a query"))
}

/// A callback with everything but the right state, the `n`th of many.
fn wrong(state: &str, code: &str, n: usize) -> String {
    let (cut, at) = (&state[..n % state.len()], n % state.len());
    let other = if state.as_bytes()[at] == b'A' { "B" } else { "A" };
    let changed = format!("{}{other}{}", &state[..at], &state[at + 1..]);
    let query = match n / 50 {
        0 => format!("code={code}"),
        1 => format!("code={code}&state="),
        2 => format!("code={code}&state={cut}"),
        3 => format!("code={code}&state={state}{}", "x".repeat(1 + n % 50)),
        4 => format!("code={code}&state={state}&state={state}"),
        5 => format!("state={changed}&code={code}&state={state}"),
        6 => format!("code={code}&state=%00{state}"),
        7 => format!("code={code}&state={state}%0d%0a"),
        8 => format!("code={code}&STATE={state}"),
        9 => format!("code={code}&state[]={state}"),
        10 => format!("code={code}&state=%2520{state}"),
        11 => format!("code={code};state={state}"),
        12 => format!("code={code}&state={}", state.to_lowercase()),
        13 => format!("code={code}&state={}", state.chars().rev().collect::<String>()),
        14 => format!("error=access_denied&state={changed}"),
        15 => format!("error=access_denied&n={n}"),
        16 => format!("error=access_denied&state={state}&state={changed}"),
        _ => format!("code={code}&state={changed}"),
    };
    format!("/oauth/callback?{query}&n={n}")
}

#[tokio::test]
async fn a1_a_thousand_wrong_states_are_answered_404_and_the_right_one_still_signs_in() {
    let (company, _folder, mut running) = fresh().await;
    let (link, waiting) = running.start_sign_in(&portal()).await;
    let (port, mut alice) = (callback_port(&link), company.person("alice"));
    let callback = alice.answer(link, "allow").await;
    let state = parameter(&callback, "state").expect("a state");
    let code = parameter(&callback, "code").expect("a code");
    for n in 0..1000 {
        let wrong = wrong(&state, &code, n);
        assert_eq!(knock(port, &wrong).await, Some(404), "{wrong}");
    }
    for path in ["/", "/oauth/callback/", "/oauth//callback", "/OAUTH/callback", "/oauth/callback%3f"] {
        let astray = format!("{path}?{}", callback.query().expect("a query"));
        assert_eq!(knock(port, &astray).await, Some(404), "{astray}");
    }
    assert_eq!(company.tally().asked(Operation::RedeemCode), 0, "not one of them led to a request");
    assert!(matches!(running.session(), SessionView::AwaitingBrowser));
    assert!(alice.call_back().await.is_success());
    waiting.await.expect("no panic").expect("signed in");
    assert_eq!(company.tally().served(Operation::RedeemCode), 1);
}

#[tokio::test]
async fn a3_an_error_counts_only_with_the_state_and_then_ends_cleanly() {
    let (company, _folder, mut running) = fresh().await;
    for (error, code) in [
        ("access_denied", Code::SignInCancelled),
        ("server_error", Code::SignInFailed),
        ("%1b%5b31m%0aevil", Code::SignInFailed),
    ] {
        let (link, waiting) = running.start_sign_in(&portal()).await;
        let (port, state) = (callback_port(&link), parameter(&link, "state").expect("a state"));
        for wrong in [String::new(), "&state=".to_owned(), format!("&state={state}x")] {
            assert_eq!(knock(port, &format!("/oauth/callback?error={error}{wrong}")).await, Some(404));
        }
        let right = format!("/oauth/callback?error={error}&state={state}");
        assert_eq!(knock(port, &right).await, Some(200));
        let ended = waiting.await.expect("no panic").expect_err("it was refused");
        assert_eq!(ended.code(), code, "{ended}");
        assert!(!ended.message().contains(['\u{1b}', '\n']), "{ended}");
        assert_eq!(running.session(), SessionView::SignedOut);
        assert_eq!(running.problem().is_some(), code == Code::SignInFailed, "who cancelled knows it");
        assert_eq!(knock(port, &right).await, None, "the port is closed");
    }
    assert_eq!(company.tally().asked(Operation::RedeemCode), 0);
}

#[tokio::test]
async fn a6_ten_thousand_draws_are_unique_and_challenge_by_s256() {
    let company = Company::open().await;
    let portal = local("securecart", &company);
    let endpoints = Endpoints::of(&portal).expect("endpoints");
    let registration = registration(&endpoints);
    let draw = || Secret::new(URL_SAFE_NO_PAD.encode(SystemEntropy.bytes32()));
    let mut seen = BTreeSet::new();
    for _ in 0..10_000 {
        let (verifier, state) = (draw(), draw());
        let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose()));
        let grant = CodeGrant::new(&endpoints, &registration, 1024, verifier.clone(), state.clone());
        let url = grant.expect("a grant").authorize_url();
        assert_eq!(parameter(&url, "code_challenge"), Some(digest));
        assert_eq!(parameter(&url, "code_challenge_method").as_deref(), Some("S256"));
        assert_eq!(parameter(&url, "state").as_ref(), Some(state.expose()));
        assert!(!url.as_str().contains(verifier.expose().as_str()), "the verifier stays here");
        assert!(seen.insert(verifier.expose().clone()) && seen.insert(state.expose().clone()));
    }
    assert!(seen.iter().all(|text| text.len() == 43));
}

/// What the product itself draws, attempt after attempt.
#[tokio::test]
async fn a6_every_attempt_has_a_state_a_challenge_and_a_port_of_its_own() {
    let company = Company::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let running = Running::start(company.clock(), folder.path(), &MemoryStore::default().into()).await;
    let (portal, sessions) = (local("securecart", &company), running.engine.parts().sessions.clone());
    let (mut seen, mut attempts) = (BTreeSet::new(), Vec::new());
    for _ in 0..100 {
        let attempt = Attempt::begin(&portal, &sessions, &SystemEntropy).await.expect("begins");
        let url = attempt.url();
        for name in ["state", "code_challenge"] {
            let drawn = parameter(&url, name).expect("drawn");
            assert!(drawn.len() == 43 && seen.insert(drawn), "{name} in {url}");
        }
        assert!(seen.insert(callback_port(&url).to_string()), "a listener of its own");
        attempts.push(attempt);
    }
}

#[tokio::test]
async fn a7_swapped_answers_of_two_portals_are_refused_and_both_sign_ins_still_work() {
    let (one, _folder, mut running) = fresh().await;
    let two = Company::open().await;
    let (first, second) = (portal(), "second".parse().expect("a name"));
    running.run(Command::AddPortal(local("second", &two))).await.expect("added");
    let (one_link, one_waiting) = running.start_sign_in(&first).await;
    let (two_link, two_waiting) = running.start_sign_in(&second).await;
    let (one_port, two_port) = (callback_port(&one_link), callback_port(&two_link));
    let (mut alice, mut sofia) = (one.person("alice"), two.person("sofia"));
    let one_back = alice.answer(one_link, "allow").await;
    let two_back = sofia.answer(two_link, "allow").await;
    assert_eq!(knock(one_port, &target(&two_back)).await, Some(404));
    assert_eq!(knock(two_port, &target(&one_back)).await, Some(404));
    assert_eq!(one.tally().asked(Operation::RedeemCode) + two.tally().asked(Operation::RedeemCode), 0);
    for (waiting, person) in [(one_waiting, &mut alice), (two_waiting, &mut sofia)] {
        assert!(person.call_back().await.is_success());
        waiting.await.expect("no panic").expect("signed in");
    }
    running.seen(|now| now.portals.iter().all(|portal| is_signed_in(&portal.session))).await;
}

/// Whoever could read one state still gets nowhere with the other portal's code.
#[tokio::test]
async fn a7_a_code_of_the_other_portal_is_never_sent_to_that_portal() {
    let (one, _folder, mut running) = fresh().await;
    let two = Company::open().await;
    let second = "second".parse().expect("a name");
    running.run(Command::AddPortal(local("second", &two))).await.expect("added");
    let (one_link, one_waiting) = running.start_sign_in(&portal()).await;
    let (two_link, _two_waiting) = running.start_sign_in(&second).await;
    let (port, state) = (callback_port(&one_link), parameter(&one_link, "state").expect("a state"));
    let stolen = two.person("sofia").answer(two_link, "allow").await;
    let code = parameter(&stolen, "code").expect("a code");
    assert_eq!(knock(port, &format!("/oauth/callback?code={code}&state={state}")).await, Some(200));
    let refused = one_waiting.await.expect("no panic").expect_err("a code that is not its own");
    assert_eq!(refused.code(), Code::SignInFailed, "{refused}");
    assert_eq!(one.tally().served(Operation::RedeemCode), 0);
    assert_eq!(two.tally().asked(Operation::RedeemCode), 0, "the other portal was not asked");
}

#[tokio::test]
async fn a8_two_callbacks_with_one_code_are_one_token_request() {
    let (company, _folder, mut running) = fresh().await;
    let (link, waiting) = running.start_sign_in(&portal()).await;
    let port = callback_port(&link);
    let callback = company.person("alice").answer(link, "allow").await;
    let target = target(&callback);
    let (one, two) = tokio::join!(knock(port, &target), knock(port, &target));
    assert!([one, two].contains(&Some(200)), "{one:?} {two:?}");
    assert_ne!(one, two, "the other one got nothing");
    waiting.await.expect("no panic").expect("signed in");
    assert_eq!(company.tally().asked(Operation::RedeemCode), 1);
    assert_eq!(knock(port, &target).await, None, "a third one finds nobody");
    assert!(is_signed_in(&running.session()), "{:?}", running.session());
}

#[tokio::test]
async fn a13_a_hundred_clicks_are_one_page_one_listener_and_one_registration() {
    let (company, _folder, mut running) = fresh().await;
    let clicks: Vec<_> = (0..100).map(|_| running.begin(Command::SignIn(portal()))).collect();
    let Cause::SignInStarted(_, link) =
        running.until(|cause| matches!(cause, Cause::SignInStarted(..))).await
    else {
        unreachable!("waited for it")
    };
    let mut alice = company.person("alice");
    alice.answer(link.clone(), "allow").await;
    alice.call_back().await;
    for click in clicks {
        click.await.expect("no panic").expect("every click is answered with the one session");
    }
    assert_eq!(running.desktop.opened(), [link]);
    // Each attempt registers a client of its own before it listens.
    assert_eq!(company.tally().asked(Operation::RegisterClient), 1);
    assert_eq!(company.tally().asked(Operation::RedeemCode), 1);
}
