//! The engine against the local Identity Center: the same journey a person takes, with a recorder for a desktop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use portico_center::Config;
use portico_core::console::Destination;
use portico_core::engine::{Cause, Command, Link, Manner, Reply};
use portico_core::settings::Portal;
use portico_core::tray::Icon;
use portico_core::vault::{Fault, MemoryStore, Store};
use portico_core::view::{Ask, SessionView};
use portico_core::{Code, Result};
use portico_model::Secret;

use crate::support::company::Company;
use crate::support::engine::{Running, add_portal, portal, role, signed_in};

#[tokio::test]
async fn the_main_journey() {
    let (_company, _folder, _keychain, running) = signed_in(Config::default()).await;
    assert!(matches!(running.session(), SessionView::SignedIn { saved: true, ending: false, .. }));
    assert_eq!(running.desktop.menu().icon, Icon::SignedIn);

    let key = running.engine.find(None, "Dev", None).expect("alice has Dev");
    assert_eq!(key.role.as_str(), "AdministratorAccess");
    let found = running.engine.listing(&Ask::all("prod")).expect("searches");
    assert_eq!(found.rows[0].name, "Production");

    let destination = Destination { service: Some("ec2".into()), ..Destination::default() };
    running
        .engine
        .run(Command::OpenConsole(key.clone(), destination, Manner::default()))
        .await
        .expect("opened");
    let opened = running.desktop.opened().pop().expect("a link");
    assert!(opened.as_str().contains("/start/#/console?account_id="), "{opened}");

    let form = portico_core::export::Form::Bash;
    running.engine.run(Command::Copy(key.clone(), form, None)).await.expect("copied");
    assert!(running.desktop.copied()[0].expose().contains("ASIAEMU"));
    running.engine.run(Command::Star(key.portal, key.account, true)).await.expect("starred");
    assert!(running.engine.listing(&Ask::all("")).expect("lists").rows[0].starred);
    assert!(running.desktop.notices().is_empty(), "nothing of this is worth a notification");
}

#[tokio::test]
async fn still_signed_in_after_a_restart_and_painted_before_any_request() {
    let (company, folder, keychain, running) = signed_in(Config::default()).await;
    drop(running);
    let clock = company.clock().clone();
    company.close().await;
    let running = Running::start(&clock, folder.path(), &keychain).await;
    assert!(matches!(running.session(), SessionView::SignedIn { saved: true, .. }));
    assert_eq!(running.engine.snapshot().account_count, 3, "painted from the catalog, with nobody to ask");
}

#[tokio::test]
async fn i5_sign_out_ends_the_session_here_and_there() {
    let (company, folder, keychain, running) = signed_in(Config::default()).await;
    let key = running.engine.find(None, "Dev", None).expect("alice has Dev");
    let form = portico_core::export::Form::Json;
    running.engine.run(Command::Copy(key.clone(), form, None)).await.expect("copied");
    running.engine.run(Command::SignOut(portal())).await.expect("signed out");
    assert_eq!(running.session(), SessionView::SignedOut);
    assert!(keychain.is_empty(), "something is left in the keychain");
    let error = running.engine.run(Command::Copy(key, form, None)).await.expect_err("signed out");
    assert_eq!(error.code(), Code::SignInRequired);
    drop(running);
    let again = Running::start(company.clock(), folder.path(), &keychain).await;
    assert_eq!(again.session(), SessionView::SignedOut);
}

#[tokio::test]
async fn nobody_gets_the_keys_of_whoever_was_signed_in_before() {
    let (company, _folder, _keychain, mut running) = signed_in(Config::default()).await;
    let key = running.engine.find(None, "Production", None).expect("alice has Production");
    let alices = running.copied_key(&key).await.expect("copied");
    running.sign_in(&company, "sofia", "allow").await.expect("signed in");
    assert_ne!(running.copied_key(&key).await.expect("copied"), alices);
}

#[tokio::test]
async fn a_portal_that_moves_elsewhere_is_signed_out_of_first() {
    let (company, _folder, keychain, running) = signed_in(Config::default()).await;
    let key = running.engine.find(None, "Dev", None).expect("alice has Dev");
    running.copied_key(&key).await.expect("copied");
    let moved = Portal::parse("securecart", company.start_url(), company.region(), None).expect("valid");
    running.engine.run(Command::AddPortal(moved)).await.expect("replaced");
    assert!(keychain.is_empty(), "a secret of the local portal is left, which nobody would ever find again");
    assert_eq!(running.session(), SessionView::SignedOut);
    assert_eq!(running.engine.snapshot().account_count, 0);
}

#[tokio::test]
async fn what_cannot_be_read_can_still_be_removed() {
    let (_company, _folder, keychain, running) = signed_in(Config::default()).await;
    let user = portico_core::vault::Entry::Session { portal: portal(), local: true };
    let tag = running.engine.parts().home.tag().map(str::to_owned);
    keychain.set(user.service(), &user.user(tag.as_deref()), b"{ truncated").expect("kept");
    running.engine.run(Command::RemovePortal(portal())).await.expect("removed");
    assert!(keychain.is_empty() && running.engine.snapshot().portals.is_empty());
}

#[tokio::test]
async fn what_another_process_does_is_noticed() {
    let (company, folder, keychain, mut app) = signed_in(Config::default()).await;
    let key = app.engine.find(None, "Dev", None).expect("alice has Dev");
    app.engine.run(Command::Copy(key.clone(), portico_core::export::Form::Json, None)).await.expect("copied");
    assert!(app.engine.parts().sessions.credentials_until(&key).is_some());

    let mut command = Running::start(company.clock(), folder.path(), &keychain).await;
    command.engine.run(Command::SignOut(portal())).await.expect("signed out");
    app.engine.run(Command::Wake).await.expect("awake");
    app.until(|cause| matches!(cause, Cause::ChangedElsewhere(_))).await;
    assert_eq!(app.session(), SessionView::SignedOut);
    assert_eq!(app.engine.parts().sessions.credentials_until(&key), None, "keys of a session that is over");

    company.wait(60);
    command.sign_in(&company, "alice", "allow").await.expect("signed in again");
    app.engine.run(Command::Wake).await.expect("awake");
    app.until(|cause| matches!(cause, Cause::ChangedElsewhere(_))).await;
    assert!(matches!(app.session(), SessionView::SignedIn { saved: true, .. }), "{:?}", app.session());

    let other = Portal::parse("other", company.start_url(), company.region(), Some(company.endpoint()));
    command.engine.run(Command::AddPortal(other.expect("valid"))).await.expect("added");
    app.engine.run(Command::Wake).await.expect("awake");
    app.until(|cause| matches!(cause, Cause::PortalsChanged)).await;
    assert_eq!(app.engine.snapshot().portals.len(), 2);
}

#[tokio::test]
async fn a_session_is_renewed_ahead_and_its_end_is_told_once() {
    let lifetimes = Config { access_ttl: 3600, session_ttl: 2 * 3600, ..Config::default() };
    let (company, _folder, _keychain, mut running) = signed_in(lifetimes).await;
    for _ in 0..2 {
        company.wait(2800);
        running.engine.run(Command::Wake).await.expect("awake");
        running.until(|cause| matches!(cause, Cause::Renewed(_))).await;
    }
    // The server gives no token that outlives the session: the next renewal gains nothing.
    company.wait(1250);
    running.engine.run(Command::Wake).await.expect("awake");
    running.until(|cause| matches!(cause, Cause::EndingSoon(_))).await;
    assert!(
        matches!(running.session(), SessionView::SignedIn { ending: true, .. }),
        "{:?}",
        running.session()
    );
    company.wait(400);
    running.engine.run(Command::Wake).await.expect("awake");
    running.until(|cause| matches!(cause, Cause::SessionEnded(_))).await;
    assert_eq!(running.session(), SessionView::Expired);
    let titles = running.desktop.titles();
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert!(titles[0].contains("ends in") && titles[1].contains("has ended"), "{titles:?}");
}

#[tokio::test]
async fn i4_an_unreachable_portal_keeps_the_session() {
    let (company, _folder, _keychain, mut running) = signed_in(Config::default()).await;
    let clock = company.clock().clone();
    company.close().await;
    clock.advance(jiff::SignedDuration::from_hours(2));
    running.engine.run(Command::Wake).await.expect("awake");
    running.until(|cause| matches!(cause, Cause::Reachability(_))).await;
    assert!(matches!(running.session(), SessionView::SignedIn { .. }), "{:?}", running.session());
    let problem = running.engine.snapshot().portals[0].problem.clone().expect("said so");
    assert_eq!(problem.code, Code::Offline);
    assert_eq!(running.desktop.menu().icon, Icon::Offline);
}

#[tokio::test]
async fn a3_a_refusal_in_the_browser_is_a_clean_end() {
    let company = Company::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let keychain = Arc::new(MemoryStore::default());
    let mut running = Running::start(company.clock(), folder.path(), &keychain).await;
    add_portal(&running.engine, &company).await;
    let error = running.sign_in(&company, "alice", "deny").await.expect_err("refused");
    assert_eq!(error.code(), Code::SignInCancelled);
    assert_eq!(running.session(), SessionView::SignedOut);
    assert!(keychain.is_empty());
}

/// A keychain that is locked until told otherwise, and then keeps what it is given.
#[derive(Default)]
struct Locked {
    open: AtomicBool,
    store: MemoryStore,
}

impl Store for Locked {
    fn get(&self, service: &str, user: &str) -> Result<Option<Secret<Vec<u8>>>, Fault> {
        self.store.get(service, user)
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> Result<(), Fault> {
        if self.open.load(Ordering::SeqCst) {
            self.store.set(service, user, value)
        } else {
            Err(Fault::Locked)
        }
    }

    fn delete(&self, service: &str, user: &str) -> Result<(), Fault> {
        self.store.delete(service, user)
    }
}

#[tokio::test]
async fn f5_a_sign_in_that_cannot_be_saved_says_so_and_is_saved_once_it_can_be() {
    let company = Company::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let keychain = Arc::new(Locked::default());
    let mut running =
        Running::over(company.clock(), folder.path(), Arc::clone(&keychain) as Arc<dyn Store>).await;
    add_portal(&running.engine, &company).await;
    running.sign_in(&company, "alice", "allow").await.expect("signed in");
    running.until(|cause| matches!(cause, Cause::Listed(_))).await;
    assert!(
        matches!(running.session(), SessionView::SignedIn { saved: false, .. }),
        "{:?}",
        running.session()
    );
    let problem = running.engine.snapshot().portals[0].problem.clone().expect("said so");
    assert_eq!(problem.code, Code::KeychainLocked);
    let key = running.engine.find(None, "Dev", None).expect("alice has Dev");
    let form = portico_core::export::Form::Json;
    running.engine.run(Command::Copy(key, form, None)).await.expect("works while it lasts");

    keychain.open.store(true, Ordering::SeqCst);
    running.engine.run(Command::Wake).await.expect("awake");
    let is_saved = |session: &SessionView| matches!(session, SessionView::SignedIn { saved: true, .. });
    running.seen(|now| is_saved(&now.portals[0].session)).await;
    assert_eq!(running.engine.snapshot().portals[0].problem, None);
}

#[tokio::test]
async fn a13_a_hundred_clicks_open_one_page() {
    let company = Company::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut running = Running::start(company.clock(), folder.path(), &Arc::default()).await;
    add_portal(&running.engine, &company).await;
    let clicks: Vec<_> = (0..100)
        .map(|_| {
            let engine = running.engine.clone();
            tokio::spawn(async move { engine.run(Command::SignIn(portal())).await })
        })
        .collect();
    running.until(|cause| matches!(cause, Cause::SignInStarted(..))).await;
    running.engine.run(Command::CancelSignIn(portal())).await.expect("cancelled");
    for click in clicks {
        let error = click.await.expect("no panic").expect_err("cancelled");
        assert_eq!(error.code(), Code::SignInCancelled);
    }
    assert_eq!(running.desktop.opened().len(), 1);
}

#[tokio::test]
async fn an_unassigned_role_is_refused_and_the_session_stands() {
    let (_company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let staging = running.engine.find(None, "Staging", None).expect("alice has Staging");
    let key = role(staging.account.as_str(), "AdministratorAccess");
    let form = portico_core::export::Form::Json;
    let error = running.engine.run(Command::Copy(key, form, None)).await.expect_err("not hers");
    assert_eq!(error.code(), Code::NotAssigned);
    assert!(matches!(running.session(), SessionView::SignedIn { .. }));
}

#[tokio::test]
async fn a_federated_link_is_a_secret_and_lands() {
    let (company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let key = running.engine.find(None, "Dev", None).expect("alice has Dev");
    let reply =
        running.engine.run(Command::FederatedLink(key, Destination::default())).await.expect("a link");
    let Reply::Link(Link::Secret(link)) = reply else { panic!("{reply:?}") };
    assert!(!format!("{link:?}").contains("SigninToken"));
    let mut browser = company.person("alice");
    browser.open(link.expose().parse().expect("a URL")).await;
    assert!(browser.page.contains("AdministratorAccess") && browser.page.contains("Dev"), "{}", browser.page);
}

/// What the console says that is opened for alice in Dev after so many minutes with the same keys.
async fn console_after(minutes: i64, config: Config) -> String {
    let (company, _folder, _keychain, running) = signed_in(config).await;
    let key = running.engine.find(None, "Dev", None).expect("alice has Dev");
    running.run(Command::Copy(key.clone(), portico_core::export::Form::Json, None)).await.expect("keys");
    company.wait(minutes * 60);
    let reply =
        running.engine.run(Command::FederatedLink(key, Destination::default())).await.expect("a link");
    let Reply::Link(Link::Secret(link)) = reply else { panic!("{reply:?}") };
    let mut browser = company.person("alice");
    browser.open(link.expose().parse().expect("a URL")).await;
    browser.page.clone()
}

#[tokio::test]
async fn a_console_is_not_cut_short_by_keys_that_were_in_hand() {
    let page = console_after(40, Config::default()).await;
    assert!(page.contains("1 h 0 min"), "{page}");
}

#[tokio::test]
async fn where_a_role_may_not_last_so_long_the_console_lasts_as_long_as_the_keys() {
    let page = console_after(2, Config { role_ttl: 1200, console_ttl: 1200, ..Config::default() }).await;
    assert!(page.contains("0 h 18 min"), "{page}");
}

#[tokio::test]
async fn throttled_listing_is_complete() {
    let config = Config { accounts: Some(60), quota: Some(40), page_size: 7, ..Config::default() };
    let company = Company::in_real_time(config).await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut running = Running::start(company.clock(), folder.path(), &Arc::default()).await;
    add_portal(&running.engine, &company).await;
    running.sign_in(&company, "otto", "allow").await.expect("signed in");
    running.until(|cause| matches!(cause, Cause::Listed(_))).await;
    assert_eq!(running.engine.snapshot().account_count, 60);
    assert_eq!(running.engine.snapshot().portals[0].problem, None);
}
