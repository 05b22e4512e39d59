//! The person is told: how long it lasts, once before the end, once after it, not in the night, and nobody's browser opens.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use portico_center::{Config, Operation};
use portico_core::engine::{Cause, Command};
use portico_core::notice::NoticeAction;
use portico_core::quiet::Quiet;
use portico_core::tray::{Icon, Item};
use portico_core::vault::MemoryStore;
use portico_core::view::SessionView;
use portico_core::{Code, Result};
use tempfile::TempDir;

use crate::support::companion::PORTAL;
use crate::support::company::Company;
use crate::support::engine::{Running, is_signed_in, local, portal, role, signed_in};
use crate::support::{ADMINISTRATOR, DEV};

const MINUTE: i64 = 60;
const SESSION: i64 = 2 * 3600;

/// A portal whose sessions last two hours.
async fn two_hours() -> (Company, TempDir, Arc<MemoryStore>, Running) {
    signed_in(Config { session_ttl: 2 * 3600, ..Config::default() }).await
}

/// A portal whose sessions last two hours, which is known from the first one; the second one has just begun.
async fn second_session() -> (Company, TempDir, Arc<MemoryStore>, Running) {
    let (company, folder, keychain, mut running) = two_hours().await;
    running.pass(company.clock(), SESSION + MINUTE).await;
    assert_eq!(running.session(), SessionView::Expired);
    running.sign_in(&company, "alice", "allow").await.expect("signed in");
    running.listed().await;
    (company, folder, keychain, running)
}

/// The portal's line in the tray.
fn line(running: &Running) -> String {
    match running.desktop.menu().items.first() {
        Some(Item::Label(line)) => line.clone(),
        other => panic!("{other:?}"),
    }
}

/// Quiet hours from so many minutes after now on, of so many minutes. They begin and end on whole minutes.
async fn quiet(running: &Running, company: &Company, after: i64, minutes: i64) {
    let time = |minutes: i64| {
        let at: Timestamp = company.now() + SignedDuration::from_mins(minutes);
        at.strftime("%H:%M").to_string()
    };
    let quiet = Quiet::parse(&time(after), &time(after + minutes)).expect("a span");
    running.run(Command::SetQuiet(Some(quiet))).await.expect("set");
}

#[tokio::test]
async fn how_long_a_session_lasts_is_learnt_and_counted_down() {
    let (company, _folder, _keychain, mut running) = two_hours().await;
    assert_eq!(running.engine.snapshot().portals[0].expected_end, None, "nobody knows yet");
    assert_eq!(line(&running), "securecart: signed in");
    let first_titles = {
        running.pass(company.clock(), SESSION + MINUTE).await;
        running.desktop.titles()
    };
    assert_eq!(first_titles.len(), 2, "{first_titles:?}");

    running.sign_in(&company, "alice", "allow").await.expect("signed in");
    running.listed().await;
    let (began, view) = (company.now().as_second(), running.engine.snapshot().portals[0].clone());
    let expected = view.expected_end.expect("learnt");
    assert!((expected - began - SESSION).abs() <= 5, "{} s", expected - began);
    assert!(matches!(view.session, SessionView::SignedIn { ending: false, .. }));
    for (minutes, left) in [(0, "2 h"), (50, "1 h"), (61, "60 min"), (80, "40 min"), (100, "20 min")] {
        let gone = company.now().as_second() - began;
        running.pass(company.clock(), minutes * MINUTE - gone + 30).await;
        assert_eq!(line(&running), format!("securecart: signed in, about {left} left"), "{minutes} min");
        assert_eq!(running.desktop.menu().tooltip, format!("Portico – {}", line(&running)));
        assert_eq!(running.desktop.titles(), first_titles, "nothing is told yet");
    }
    running.pass(company.clock(), 6 * MINUTE).await;
    let ending = running.desktop.notices().split_off(2);
    assert_eq!(ending.len(), 1, "{ending:?}");
    let (label, action) = ending[0].action.clone().expect("a button");
    assert_eq!((label.as_str(), action), ("Renew", NoticeAction::SignIn(portal())));
    assert_eq!(ending[0].title, "securecart: your session ends in about 15 minutes");

    running.pass(company.clock(), 9 * MINUTE).await;
    assert!(line(&running).starts_with("securecart: ends in "), "known by now: {}", line(&running));
    assert_eq!(running.desktop.menu().icon, Icon::EndingSoon);
    running.pass(company.clock(), 7 * MINUTE).await;
    let told = running.desktop.titles().split_off(3);
    assert_eq!(told, ["securecart: your session has ended"]);
    assert_eq!(
        (line(&running).as_str(), running.session()),
        ("securecart: session ended", SessionView::Expired)
    );
    running.pass(company.clock(), 120 * MINUTE).await;
    assert_eq!(running.desktop.titles().len(), 4, "once, and never again");
    assert_eq!(running.desktop.opened().len(), 2, "the two sign-ins");
}

/// Short tokens are renewed, and prolonged, within the last quarter of an hour; long ones are not.
#[tokio::test]
async fn whatever_the_length_of_its_tokens_a_session_is_told_of_once_before_and_once_after_its_end() {
    for access_ttl in [300, 600, 1500, 3600] {
        let config = Config { access_ttl, session_ttl: 2 * 3600, ..Config::default() };
        let (company, _folder, _keychain, mut running) = signed_in(config).await;
        running.pass(company.clock(), SESSION + MINUTE).await;
        let first = running.desktop.titles();
        let is_end = |title: &String| title == "securecart: your session has ended";
        assert!(first.len() == 2 && is_end(&first[1]), "tokens of {access_ttl} s: {first:?}");
        running.sign_in(&company, "alice", "allow").await.expect("signed in");
        running.listed().await;
        running.pass(company.clock(), SESSION + MINUTE).await;
        let second = running.desktop.titles().split_off(2);
        assert!(second.len() == 2 && is_end(&second[1]), "tokens of {access_ttl} s: {second:?}");
        assert_eq!(second[0], "securecart: your session ends in about 15 minutes");
    }
}

/// A tool was refused a token that had just come, and renewed it at once.
#[tokio::test]
async fn two_renewals_in_one_minute_are_no_sign_of_an_end() {
    let (company, folder, keychain, mut running) = two_hours().await;
    let other = Running::start(company.clock(), folder.path(), &keychain).await;
    let sessions = &other.engine.parts().sessions;
    for seconds in [1, 10, 29] {
        company.wait(seconds);
        let generation = sessions.generation(&portal());
        sessions.renew(&local(PORTAL, &company), generation).await.expect("renewed");
        running.wake().await;
        running.until(|cause| matches!(cause, Cause::ChangedElsewhere(_))).await;
        assert!(matches!(running.session(), SessionView::SignedIn { ending: false, .. }));
    }
    running.pass(company.clock(), 60 * MINUTE).await;
    assert_eq!((running.desktop.titles(), running.engine.snapshot().portals[0].expected_end), (vec![], None));
}

#[tokio::test]
async fn renew_begins_another_session_and_nothing_more_is_told_of_the_first() {
    let (company, _folder, _keychain, mut running) = second_session().await;
    running.pass(company.clock(), 106 * MINUTE).await;
    let told = running.desktop.titles();
    assert_eq!(told.len(), 3, "{told:?}");
    running.sign_in(&company, "alice", "allow").await.expect("renewed");
    let view = running.engine.snapshot().portals[0].clone();
    let expected = view.expected_end.expect("learnt") - company.now().as_second();
    assert!((expected - SESSION).abs() <= 5 && is_signed_in(&view.session), "{view:#?}");
    running.pass(company.clock(), 60 * MINUTE).await;
    assert_eq!(running.desktop.titles(), told);
}

/// The app and a command beside it: whoever renews, the person is told once.
#[tokio::test]
async fn what_another_program_renews_is_not_told_of_again() {
    let (company, folder, keychain, mut running) = second_session().await;
    let other = Running::start(company.clock(), folder.path(), &keychain).await;
    running.pass(company.clock(), 106 * MINUTE).await;
    let told = running.desktop.titles();
    assert_eq!(told.len(), 3, "{told:?}");
    for _ in 0..6 {
        // The other program finds that its token is to be renewed, again and again.
        let sessions = &other.engine.parts().sessions;
        let generation = sessions.generation(&portal());
        sessions.renew(&local(PORTAL, &company), generation).await.expect("renewed");
        running.pass(company.clock(), MINUTE).await;
        assert_eq!(running.desktop.titles(), told);
    }
    drop(other);
    running.pass(company.clock(), 15 * MINUTE).await;
    assert_eq!(running.desktop.titles().split_off(3), ["securecart: your session has ended"]);
}

#[tokio::test]
async fn a_machine_that_slept_over_the_end_tells_of_the_end_alone() {
    for hours in [3, 8, 60] {
        let (company, _folder, _keychain, mut running) = second_session().await;
        let told = running.desktop.titles().len();
        running.pass(company.clock(), 30 * MINUTE).await;
        company.wait(hours * 3600);
        running.pass(company.clock(), 2 * MINUTE).await;
        running.seen(|now| now.portals[0].session == SessionView::Expired).await;
        // Published before it is notified of: the next command comes after both.
        running.wake().await;
        let told = running.desktop.titles().split_off(told);
        assert_eq!(told, ["securecart: your session has ended"], "after {hours} h");
    }
}

#[tokio::test]
async fn nothing_is_shown_in_quiet_hours_and_the_end_is_told_after_them() {
    let (company, _folder, _keychain, mut running) = two_hours().await;
    quiet(&running, &company, 60, 180).await;
    let view = running.engine.snapshot().settings.quiet.clone().expect("shown");
    assert_ne!(view.from, view.to);
    running.pass(company.clock(), SESSION + 30 * MINUTE).await;
    assert_eq!(running.session(), SessionView::Expired);
    running.run(Command::SignInWanted(portal())).await.expect("noted");
    assert_eq!(running.desktop.titles(), Vec::<String>::new(), "nothing in the night");
    running.pass(company.clock(), 92 * MINUTE).await;
    let told = running.desktop.titles();
    assert_eq!(told, ["securecart: a program waits for you to sign in"], "the newest of what is true");
    running.run(Command::SignInWanted(portal())).await.expect("noted");
    running.pass(company.clock(), 30 * MINUTE).await;
    assert_eq!(running.desktop.titles().len(), 1, "once an hour");
}

#[tokio::test]
async fn what_is_no_longer_true_in_the_morning_is_not_told() {
    let (company, _folder, _keychain, mut running) = two_hours().await;
    quiet(&running, &company, 60, 180).await;
    running.pass(company.clock(), SESSION + 30 * MINUTE).await;
    running.sign_in(&company, "alice", "allow").await.expect("signed in in the night");
    running.pass(company.clock(), 95 * MINUTE).await;
    assert_eq!(running.desktop.titles(), Vec::<String>::new());
}

/// Quiet hours end six minutes before the session does, and after a renewal that brought nothing.
#[tokio::test]
async fn an_end_that_is_near_when_quiet_hours_end_is_told_then() {
    let (company, _folder, _keychain, mut running) = second_session().await;
    let before = running.desktop.notices().len();
    quiet(&running, &company, 60, 54).await;
    running.pass(company.clock(), 113 * MINUTE - 30).await;
    assert_eq!(running.desktop.notices().len(), before, "they last");
    running.pass(company.clock(), 90).await;
    let told = running.desktop.notices().split_off(before);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].title.starts_with("securecart: your session ends in "), "{told:?}");
    assert_eq!(told[0].action.as_ref().map(|(label, _)| label.as_str()), Some("Renew"));
    running.pass(company.clock(), 15 * MINUTE).await;
    let told = running.desktop.titles().split_off(before + 1);
    assert_eq!(told, ["securecart: your session has ended"]);
}

/// Eight hours of tools that ask every five minutes, in this process and through the app.
#[tokio::test]
async fn f10_a_background_caller_opens_no_browser_and_is_told_of_once_an_hour() {
    let (company, _folder, _keychain, mut running) = two_hours().await;
    let key = role(DEV, ADMINISTRATOR);
    running.pass(company.clock(), SESSION + MINUTE).await;
    let (told, opened) = (running.desktop.titles().len(), running.desktop.opened().len());
    let asked = |company: &Company| {
        [Operation::Refresh, Operation::RegisterClient, Operation::RedeemCode, Operation::Authorize]
            .map(|operation| company.tally().asked(operation))
            .iter()
            .sum::<u64>()
    };
    let before = asked(&company);
    let credentials = async |running: &Running| -> Result<()> {
        let sessions = running.engine.parts().sessions.in_background();
        sessions.credentials(&local(PORTAL, &company), &key).await.map(drop)
    };
    for round in 0..8 * 12 {
        let refused = credentials(&running).await.expect_err("the session has ended");
        assert_eq!(refused.code(), Code::SignInRequired, "round {round}: {refused}");
        running.run(Command::SignInWanted(portal())).await.expect("noted");
        running.pass(company.clock(), 5 * MINUTE).await;
    }
    assert_eq!((running.desktop.opened().len(), asked(&company)), (opened, before));
    let titles = running.desktop.titles().split_off(told);
    assert!((7..=8).contains(&titles.len()), "{titles:?}");
    assert!(titles.iter().all(|title| title == "securecart: a program waits for you to sign in"));
    let (label, action) = running.desktop.notices().pop().and_then(|notice| notice.action).expect("a button");
    assert_eq!((label.as_str(), &action), ("Sign in", &NoticeAction::SignIn(portal())));

    let NoticeAction::SignIn(wanted) = action else { panic!("{action:?}") };
    running.sign_in_to(&wanted, &company, "alice", "allow").await.expect("signed in");
    credentials(&running).await.expect("the next call works");
    assert_eq!(running.desktop.opened().len(), opened + 1);
    assert!(!running.causes().contains(&Cause::SignInWanted(portal())));
}
