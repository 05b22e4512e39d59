//! When an endpoint ends, and who is seen to ask as long as it is there.

use std::time::{Duration, Instant};

use portico_center::{Fault, Operation};
use portico_core::engine::Cause;
use portico_core::export::Form;
use portico_core::policy::StepUps;
use portico_core::tray::{Action, Item};
use portico_core::view::SessionView;

use super::*;
use crate::support::engine::portal;
use crate::support::webdriver::until;

/// How soon after a sign-out or a lock nobody is answered any more (`security.md` 3, B7).
const AT_ONCE: Duration = Duration::from_millis(100);

/// Nobody listens there, and nothing is left of it.
async fn assert_gone(counter: &Counter) {
    closed(counter.place.port).await;
    assert!(!counter.is_open() && !counter.place.token_file.exists());
    let endpoints = counter.folder.path().join("endpoints");
    assert_eq!(std::fs::read_dir(endpoints).expect("a folder").count(), 0);
}

/// The socket closes as soon as the runtime comes to it.
async fn closed(port: u16) {
    until("nobody listens", async || exchange(port, "").await.is_none().then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn b7_a_sign_out_ends_it_at_once() {
    let mut soonest = Duration::MAX;
    // The machine may do something else meanwhile, but not every time.
    for _ in 0..5 {
        let counter = Counter::open().await;
        assert_eq!(counter.status().await, Some(200));
        let begun = Instant::now();
        let signing_out = counter.app.begin(Command::SignOut(portal()));
        closed(counter.place.port).await;
        soonest = soonest.min(begun.elapsed());
        signing_out.await.expect("no panic").expect("signed out");
        assert_gone(&counter).await;
    }
    assert!(soonest < AT_ONCE, "{soonest:?}");
}

/// No look at the clock comes between: the request itself finds out.
#[tokio::test(flavor = "multi_thread")]
async fn b7_after_a_sign_out_in_another_program_the_next_request_is_refused_and_closes_it() {
    let counter = Counter::open().await;
    let other = counter.other().await;
    assert_eq!(counter.status().await, Some(200));
    other.run(Command::SignOut(portal())).await.expect("signed out");
    assert_eq!(counter.status().await, Some(404));
    until("it is closed", async || (!counter.is_open()).then_some(())).await;
    assert_gone(&counter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_up_that_is_ended_in_another_program_closes_the_endpoint_and_takes_the_keys_here() {
    let counter = Counter::stepped_up().await;
    let other = counter.other().await;
    assert_eq!(counter.status().await, Some(200));
    assert_eq!(counter.has_keys(), (true, true));
    other.run(Command::StepDown(role(DEV, ADMINISTRATOR))).await.expect("ended");
    assert_eq!(counter.has_keys(), (false, false));
    counter.app.wake().await;
    assert_gone(&counter).await;
    assert!(counter.app.engine.snapshot().step_ups.is_empty());
}

/// No look at the clock comes between: the request itself finds out.
#[tokio::test(flavor = "multi_thread")]
async fn once_a_step_up_is_over_anywhere_the_next_request_is_refused_and_closes_the_endpoint() {
    let refused = async |counter: Counter| {
        assert_eq!(counter.status().await, Some(404));
        until("it is closed", async || (!counter.is_open()).then_some(())).await;
        assert_gone(&counter).await;
        until("they are forgotten", async || (counter.has_keys() == (false, false)).then_some(())).await;
    };
    let counter = Counter::stepped_up().await;
    counter.other().await.run(Command::StepDown(role(DEV, ADMINISTRATOR))).await.expect("ended");
    refused(counter).await;
    let counter = Counter::stepped_up().await;
    counter.company.clock().advance(SignedDuration::from_mins(60));
    refused(counter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_killed_while_a_step_up_ends_leaves_its_keys_to_the_next_look() {
    let counter = Counter::stepped_up().await;
    let step_ups = StepUps::of(&counter.app.engine.parts().home);
    drop(step_ups.end(&role(DEV, ADMINISTRATOR)).await.expect("ends"));
    assert_eq!(counter.has_keys(), (true, true));
    assert_eq!(counter.status().await, Some(404), "it is over all the same");
    until("they are forgotten", async || (counter.has_keys() == (false, false)).then_some(())).await;
    until("it is closed", async || (!counter.is_open()).then_some(())).await;
    assert_gone(&counter).await;
    assert!(step_ups.stamp().is_none());
}

/// The portal answers after the end: neither the tool nor the keychain gets what it gave.
#[tokio::test(flavor = "multi_thread")]
async fn credentials_that_are_being_minted_when_a_step_up_ends_are_given_to_nobody_and_kept_nowhere() {
    let counter = Counter::stepped_up().await;
    let minted = || counter.company.tally().asked(Operation::GetRoleCredentials);
    let before = minted();
    counter.company.clock().advance(SignedDuration::from_mins(50));
    counter.company.faults().next(1, Operation::GetRoleCredentials, Fault::Hold);
    let (port, request) = (counter.place.port, counter.request(""));
    let asking = tokio::spawn(async move { exchange(port, &request).await });
    until("the portal is asked", async || (minted() > before).then_some(())).await;
    counter.other().await.run(Command::StepDown(role(DEV, ADMINISTRATOR))).await.expect("ended");
    counter.company.faults().release();
    let answer = asking.await.expect("no panic").expect("an answer");
    assert_eq!(status(&answer), Some(404));
    until("it is closed", async || (!counter.is_open()).then_some(())).await;
    assert_gone(&counter).await;
    assert_eq!(counter.has_keys(), (false, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn b7_it_ends_when_nobody_has_asked_for_as_long_as_it_was_told() {
    let idle = Some(SignedDuration::from_mins(5));
    let mut counter = Counter::with(Config::default(), Terms { idle, until_locked: false }).await;
    counter.pass(299).await;
    assert!(counter.is_open());
    assert_eq!(counter.status().await, Some(200));
    counter.pass(299).await;
    let astray = counter.request("").replace("/v1/", "/v2/");
    assert_eq!(status(&counter.ask(&astray).await.expect("an answer")), Some(404));
    assert!(counter.is_open());
    counter.pass(1).await;
    assert_gone(&counter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn b7_it_ends_with_the_portal_and_when_somebody_stops_it_and_not_otherwise() {
    let long = Config { session_ttl: 90 * 86_400, ..Config::default() };
    let mut counter = Counter::with(long, Terms { idle: None, until_locked: false }).await;
    for _ in 0..24 {
        counter.pass(3500).await;
        counter.app.seen(|now| matches!(now.portals[0].session, SessionView::SignedIn { .. })).await;
    }
    assert_eq!(counter.status().await, Some(200), "after a day of rest");
    let (port, other) = (counter.place.port, counter.place.port ^ 1);
    for command in [Command::StopServing(other), Command::CopyServing(other, Form::Bash)] {
        let error = counter.app.run(command).await.expect_err("no such one");
        assert!(error.message().contains("Nothing is served"), "{error}");
    }
    counter.app.run(Command::CopyServing(port, Form::Bash)).await.expect("copied");
    let copied = counter.app.desktop.copied().pop().expect("a copy");
    for wanted in [&counter.place.url, counter.place.token.expose(), "unset AWS_PROFILE"] {
        assert!(copied.expose().contains(wanted), "{wanted}");
    }
    let second = serve(&counter.app, Terms::default()).await.expect("another one");
    counter.app.run(Command::StopServing(second.port)).await.expect("stopped");
    closed(second.port).await;
    assert!(counter.is_open());
    counter.app.run(Command::RemovePortal(portal())).await.expect("removed");
    until("it is closed", async || (!counter.is_open()).then_some(())).await;
    assert_gone(&counter).await;
}

/// A session that has ended is one that somebody will sign in to again: tools then go on where they were.
#[tokio::test(flavor = "multi_thread")]
async fn b7_while_the_session_is_over_nobody_is_answered_and_after_the_sign_in_it_goes_on() {
    let brief = Config { access_ttl: 600, role_ttl: 600, session_ttl: 1200, ..Config::default() };
    let mut counter = Counter::with(brief, Terms::default()).await;
    counter.pass(1201).await;
    counter.app.until(|cause| matches!(cause, Cause::SessionEnded(_))).await;
    assert_eq!(counter.status().await, Some(404));
    assert!(counter.is_open());
    assert_eq!(counter.app.desktop.opened().len(), 1, "no browser but the one of the first sign-in");
    // A code of the second factor is good once.
    counter.company.wait(60);
    counter.app.sign_in(&counter.company, "alice", "allow").await.expect("signed in");
    assert_eq!(counter.status().await, Some(200));
}

#[tokio::test(flavor = "multi_thread")]
async fn b7_nothing_is_served_that_could_not_be_had() {
    let (_company, _folder, _keychain, app) = signed_in(Config::default()).await;
    let foreign = role(crate::support::PRODUCTION, "DatabaseAdministrator");
    let refused = app.run(Command::Serve(foreign, Terms::default())).await.expect_err("not assigned");
    assert_eq!(refused.code(), portico_core::Code::NotAssigned);
    app.run(Command::SignOut(portal())).await.expect("signed out");
    let refused = serve(&app, Terms::default()).await.expect_err("nobody is signed in");
    assert_eq!(refused.code(), portico_core::Code::SignInRequired);
    assert!(app.engine.snapshot().serving.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn b7_the_tray_and_the_snapshot_tell_who_asked_and_hold_no_secret() {
    let mut counter = Counter::open().await;
    assert_eq!(counter.status().await, Some(200));
    counter.app.until(|cause| matches!(cause, Cause::Served(_))).await;
    // What is published is drawn a moment later.
    counter.app.wake().await;
    let snapshot = counter.app.engine.snapshot();
    let serving = &snapshot.serving[0];
    let own = format!("({})", std::process::id());
    let asked_by = serving.asked_by.clone().expect("Linux tells");
    assert!(asked_by.ends_with(&own), "{asked_by}");
    assert_eq!((serving.title.as_str(), serving.port), ("Dev", counter.place.port));
    assert_eq!(serving.asked_at, Some(counter.company.now().as_second()));

    let menu = counter.app.desktop.menu();
    let inner = menu.items.iter().find_map(|item| match item {
        Item::Submenu { text, items } if text == "Serving Dev – AdministratorAccess to tools" => {
            Some(items)
        }
        Item::Submenu { .. } | Item::Label(_) | Item::Separator | Item::Action { .. } => None,
    });
    let inner = inner.unwrap_or_else(|| panic!("{menu:?}"));
    assert!(inner.contains(&Item::Label(format!("Last asked by {asked_by}"))), "{inner:?}");
    let stop = Action::StopServing(counter.place.port);
    assert!(inner.iter().any(|item| matches!(item, Item::Action { action, .. } if *action == stop)));
    let shown = format!("{snapshot:?} {menu:?} {}", serde_json::to_string(&*snapshot).expect("JSON"));
    for secret in [counter.place.token.expose().as_str(), counter.path()] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(!format!("{:?}", counter.place).contains(counter.place.token.expose().as_str()));
}
