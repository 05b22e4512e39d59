//! Two people on one portal, side by side in one Portico: each has a session, a list and keys of their own.
//!
//! One of the names begins with the other, as names that share a folder or a keychain may.

use std::collections::BTreeSet;
use std::sync::Arc;

use portico_center::{Config, Operation};
use portico_core::aws::sts::caller_identity;
use portico_core::aws::{Endpoints, Transport};
use portico_core::engine::{Cause, Command};
use portico_core::role::RoleKey;
use portico_core::settings::PortalName;
use portico_core::vault::MemoryStore;
use portico_core::view::{Ask, PortalView, SessionView};
use portico_core::{Code, Result};
use portico_model::Clock as _;
use tempfile::TempDir;

use crate::support::company::Company;
use crate::support::engine::{Running, is_signed_in, local};
use crate::support::{PRODUCTION, READ_ONLY};

/// The entries, and who signs in to each. Both hold the same role in the same account.
const ALICE: &str = "work";
const SOFIA: &str = "work-2";

fn name(text: &str) -> PortalName {
    text.parse().expect("a name")
}

/// The role that both hold, of one of them.
fn production(portal: &str) -> RoleKey {
    let (account, role) = (PRODUCTION.parse().expect("an account"), READ_ONLY.parse().expect("a role"));
    RoleKey { portal: name(portal), account, role }
}

/// A portal with two entries, both signed in at the same time, and listed.
async fn both() -> (Company, TempDir, Arc<MemoryStore>, Running) {
    let company = Company::with(Config { session_ttl: 90 * 86_400, ..Config::default() }).await;
    let (folder, keychain) = (tempfile::tempdir().expect("a folder"), Arc::new(MemoryStore::default()));
    let mut running = Running::start(company.clock(), folder.path(), &keychain).await;
    let mut waiting = Vec::new();
    for (portal, person) in [(ALICE, "alice"), (SOFIA, "sofia")] {
        running.run(Command::AddPortal(local(portal, &company))).await.expect("added");
        let (link, sign_in) = running.start_sign_in(&name(portal)).await;
        let mut browser = company.person(person);
        browser.answer(link, "allow").await;
        waiting.push((browser, sign_in));
    }
    // The one that began last ends first.
    while let Some((mut browser, sign_in)) = waiting.pop() {
        assert!(browser.call_back().await.is_success());
        sign_in.await.expect("no panic").expect("signed in");
    }
    running.seen(|now| now.portals.iter().all(|portal| portal.listed_at.is_some())).await;
    (company, folder, keychain, running)
}

fn view(running: &Running, portal: &str) -> PortalView {
    let snapshot = running.engine.snapshot();
    snapshot.portals.iter().find(|view| view.name == portal).expect("an entry").clone()
}

/// The accounts that are shown of one entry.
fn accounts(running: &Running, portal: &str) -> BTreeSet<String> {
    let rows = running.engine.listing(&Ask::all("")).expect("lists").rows.into_iter();
    rows.filter(|row| row.portal == portal).map(|row| row.name).collect()
}

/// Whose keys an entry gives out, by STS's word.
async fn whose(running: &Running, company: &Company, portal: &str) -> Result<String> {
    let parts = running.engine.parts();
    let entry = local(portal, company);
    let keys = parts.sessions.credentials(&entry, &production(portal)).await?;
    let (endpoints, transport) = (Endpoints::of(&entry).expect("endpoints"), Transport::default());
    let identity =
        caller_identity(&transport, &endpoints, &entry.region, &keys, parts.clock.now()).await.expect("good");
    Ok(identity.arn.rsplit('/').next().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn two_people_see_their_own_lists_and_get_their_own_keys() {
    let (company, _folder, keychain, running) = both().await;
    for (portal, other) in [(ALICE, SOFIA), (SOFIA, ALICE)] {
        let view = view(&running, portal);
        assert!(is_signed_in(&view.session) && view.problem.is_none(), "{view:#?}");
        assert_eq!(view.shares_with, [other]);
    }
    assert_eq!(view(&running, ALICE).start_url, view(&running, SOFIA).start_url);
    let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(accounts(&running, ALICE), all(&["Dev", "Staging", "Production"]));
    assert_eq!(accounts(&running, SOFIA), all(&["Production"]));
    assert_eq!(running.engine.snapshot().account_count, 4, "an account that both have is two rows");

    let dev = running.engine.find(Some(&name(SOFIA)), "Dev", None).expect_err("sofia has none");
    assert_eq!(dev.code(), Code::NotFound);
    let dev = running.engine.find(None, "Dev", None).expect("alice has it");
    assert_eq!(dev.portal, name(ALICE));
    // In turns, so that whatever one of them left behind would be found by the other.
    for _ in 0..3 {
        assert_eq!(whose(&running, &company, ALICE).await.expect("keys"), "alice");
        assert_eq!(whose(&running, &company, SOFIA).await.expect("keys"), "sofia");
    }
    assert_eq!(company.tally().served(Operation::GetRoleCredentials), 2);
    assert_eq!(keychain.len(), 4, "a session and a role each");
}

#[tokio::test]
async fn a_favourite_of_one_is_no_favourite_of_the_other() {
    let (_company, _folder, _keychain, running) = both().await;
    let key = production(ALICE);
    running.run(Command::Star(key.portal, key.account, true)).await.expect("starred");
    let rows = running.engine.listing(&Ask::all("")).expect("lists").rows.into_iter();
    let starred: BTreeSet<String> = rows.filter(|row| row.starred).map(|row| row.portal).collect();
    assert_eq!(starred, BTreeSet::from([ALICE.to_owned()]));
}

#[tokio::test]
async fn each_session_is_renewed_for_itself_and_found_again_after_a_restart() {
    let (company, folder, keychain, mut running) = both().await;
    let (alice, sofia) = (name(ALICE), name(SOFIA));
    let before =
        (running.kept_refresh(&keychain, &alice).await, running.kept_refresh(&keychain, &sofia).await);
    running.pass(company.clock(), 2800).await;
    let after =
        (running.kept_refresh(&keychain, &alice).await, running.kept_refresh(&keychain, &sofia).await);
    assert_eq!(company.tally().served(Operation::Refresh), 2);
    assert_eq!(BTreeSet::from([&before.0, &before.1, &after.0, &after.1]).len(), 4, "four different tokens");
    drop(running);
    let running = Running::start(company.clock(), folder.path(), &keychain).await;
    assert!([ALICE, SOFIA].iter().all(|portal| is_signed_in(&view(&running, portal).session)));
    assert_eq!(whose(&running, &company, SOFIA).await.expect("keys"), "sofia");
    assert_eq!(whose(&running, &company, ALICE).await.expect("keys"), "alice");
}

#[tokio::test]
async fn i5_a_sign_out_of_one_leaves_everything_of_the_other() {
    for (leaves, stays, person) in [(ALICE, SOFIA, "sofia"), (SOFIA, ALICE, "alice")] {
        let (company, _folder, keychain, mut running) = both().await;
        for portal in [ALICE, SOFIA] {
            whose(&running, &company, portal).await.expect("keys");
        }
        let (rows, kept) = (accounts(&running, stays), running.kept_refresh(&keychain, &name(stays)).await);
        running.run(Command::SignOut(name(leaves))).await.expect("signed out");

        assert_eq!(view(&running, leaves).session, SessionView::SignedOut);
        let refused = whose(&running, &company, leaves).await.expect_err("signed out");
        assert_eq!(refused.code(), Code::SignInRequired);
        assert!(is_signed_in(&view(&running, stays).session), "{:#?}", view(&running, stays));
        assert_eq!(running.kept_refresh(&keychain, &name(stays)).await, kept);
        assert_eq!((company.tally().served(Operation::Logout), keychain.len()), (1, 2));
        let sessions = &running.engine.parts().sessions;
        assert!(sessions.credentials_until(&production(stays)).is_some());
        assert_eq!(sessions.credentials_until(&production(leaves)), None);
        assert_eq!(whose(&running, &company, stays).await.expect("keys"), person);
        running.run(Command::Refresh(name(stays))).await.expect("the server knows the session yet");
        assert_eq!(accounts(&running, stays), rows);

        running.run(Command::RemovePortal(name(leaves))).await.expect("removed");
        assert_eq!(accounts(&running, leaves), BTreeSet::new());
        assert_eq!((accounts(&running, stays), keychain.len()), (rows, 2));
        assert_eq!(view(&running, stays).shares_with, [""; 0]);
        running.pass(company.clock(), 2800).await;
        assert_eq!(company.tally().served(Operation::Refresh), 1, "and is renewed");
    }
}

/// One session is ended by the administrator, or by its time; the other is another one.
#[tokio::test]
async fn the_end_of_one_session_is_told_of_that_one_alone() {
    let (company, _folder, keychain, mut running) = both().await;
    company.faults().clear();
    let two_hours = 2 * 3600;
    // Somebody else signs out with sofia's session.
    let sofia = local(SOFIA, &company);
    let parts = running.engine.parts().clone();
    let bearer = parts.sessions.access(&sofia).await.expect("a token");
    let endpoints = Endpoints::of(&sofia).expect("endpoints");
    let client = portico_core::aws::portal::Client {
        transport: &parts.transport,
        endpoints: &endpoints,
        access: &bearer.token,
    };
    client.logout().await.expect("the session is over");
    running.pass(company.clock(), two_hours).await;
    assert_eq!(view(&running, SOFIA).session, SessionView::Rejected);
    assert!(is_signed_in(&view(&running, ALICE).session), "{:#?}", view(&running, ALICE));
    let ended: Vec<Cause> =
        running.causes().into_iter().filter(|cause| matches!(cause, Cause::SessionEnded(_))).collect();
    assert!(ended.is_empty() || ended == [Cause::SessionEnded(name(SOFIA))], "{ended:?}");
    assert_eq!(running.desktop.titles(), [format!("{SOFIA}: your session has ended")]);
    assert_eq!(keychain.len(), 1, "alice's");
    assert_eq!(whose(&running, &company, ALICE).await.expect("keys"), "alice");
}

/// Where files and keychains take no notice of capitals, such names would be one.
#[tokio::test]
async fn two_names_that_differ_in_capitals_only_are_refused() {
    let (company, folder, keychain, running) = both().await;
    let before = keychain.len();
    let refused = running.run(Command::AddPortal(local("Work", &company))).await.expect_err("too alike");
    assert_eq!(refused.code(), Code::InvalidInput);
    assert!(refused.message().contains("work"), "{refused}");
    assert_eq!(running.engine.snapshot().portals.len(), 2);
    assert!(is_signed_in(&view(&running, ALICE).session));
    drop(running);
    let running = Running::start(company.clock(), folder.path(), &keychain).await;
    assert_eq!((running.engine.snapshot().portals.len(), keychain.len()), (2, before), "nothing was spoilt");
}
