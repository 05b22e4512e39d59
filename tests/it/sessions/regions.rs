//! A portal in two Regions, of which one or the other goes away in the middle of everything.
//!
//! Rule: what goes on through the second Region is said in the snapshot and the tray and is no problem; nothing is called
//! down that nobody asked.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use portico_center::{Config, Fault, Operation, Rotation};
use portico_core::Code;
use portico_core::engine::{Cause, Command};
use portico_core::tray::{Icon, Item};
use portico_core::vault::MemoryStore;
use portico_core::view::{Ask, SessionView};
use tempfile::TempDir;

use super::TICK;
use crate::support::company::Company;
use crate::support::engine::{Running, add_portal, is_signed_in, portal, role, signed_in};
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, DEV};

const FIRST: &str = "eu-west-1";
const SECOND: &str = "us-east-1";
/// Three pages of a hundred, and a list of roles for each.
const ACCOUNTS: usize = 250;

/// Refresh tokens are good once, in whichever Region.
fn two_regions() -> Config {
    let also = vec![SECOND.parse().expect("a Region")];
    Config { also, rotation: Rotation::Strict, session_ttl: 90 * 86_400, ..Config::default() }
}

/// Two Regions, and an engine that knows both and has nobody signed in.
async fn fresh(config: Config) -> (Company, TempDir, Running) {
    let company = Company::with(config).await;
    let folder = tempfile::tempdir().expect("a folder");
    let running = Running::start(company.clock(), folder.path(), &Arc::new(MemoryStore::default())).await;
    add_portal(&running.engine, &company).await;
    (company, folder, running)
}

/// The Regions as the window shows them: name, in use, does not answer.
fn regions(running: &Running) -> Vec<(String, bool, bool)> {
    let regions = running.engine.snapshot().portals[0].regions.clone();
    regions.into_iter().map(|region| (region.name, region.serving, region.down)).collect()
}

fn well() -> Vec<(String, bool, bool)> {
    vec![(FIRST.to_owned(), true, false), (SECOND.to_owned(), false, false)]
}

fn stands_in() -> Vec<(String, bool, bool)> {
    vec![(FIRST.to_owned(), false, true), (SECOND.to_owned(), true, false)]
}

/// The second Region is in use, which is said and is no problem.
#[track_caller]
fn assert_stands_in(running: &Running) {
    assert_eq!((regions(running), running.problem()), (stands_in(), None));
    assert!(is_signed_in(&running.session()), "{:?}", running.session());
    assert_tray(running, "securecart: signed in, through us-east-1", Icon::SignedIn);
}

#[track_caller]
fn assert_well(running: &Running) {
    assert_eq!((regions(running), running.problem()), (well(), None));
    assert_tray(running, "securecart: signed in", Icon::SignedIn);
}

#[track_caller]
fn assert_tray(running: &Running, line: &str, icon: Icon) {
    let menu = running.desktop.menu();
    assert_eq!((menu.items.first(), menu.icon), (Some(&Item::Label(line.to_owned())), icon));
}

/// Time goes by until the window says that the first Region is in use.
async fn comes_back(company: &Company, running: &mut Running) {
    running.tick(&[company.clock()], TICK).await;
    running.seen(|now| now.portals[0].regions[0].serving && !now.portals[0].regions[0].down).await;
}

#[tokio::test]
async fn with_the_first_region_away_one_signs_in_through_the_second() {
    let (company, _folder, mut running) = fresh(two_regions()).await;
    company.switch(FIRST, false);
    let (link, waiting) = running.start_sign_in(&portal()).await;
    assert_eq!(Some(link.origin()), company.also()[0].endpoint.as_ref().map(url::Url::origin));
    let mut alice = company.person_in("alice", SECOND);
    alice.answer(link, "allow").await;
    alice.call_back().await;
    waiting.await.expect("no panic").expect("signed in");
    running.until(|cause| matches!(cause, Cause::Listed(_))).await;
    assert_stands_in(&running);
    assert_eq!((running.engine.snapshot().account_count, running.desktop.opened().len()), (3, 1));
    assert_eq!(company.tally_in(FIRST).iter().count(), 0);

    company.switch(FIRST, true);
    comes_back(&company, &mut running).await;
    assert_well(&running);
    running.pass(company.clock(), 2800).await;
    let renewed = company.tally_in(FIRST).served(Operation::Refresh);
    assert_eq!(renewed, 1, "what the second Region gave out is renewed in the first");
}

/// The code belongs to the Region that the browser was sent to: it cannot be redeemed elsewhere. The next try can go on.
#[tokio::test]
async fn a_region_that_goes_away_while_the_browser_is_open_costs_that_try_only() {
    let (company, _folder, mut running) = fresh(two_regions()).await;
    let (link, waiting) = running.start_sign_in(&portal()).await;
    let mut alice = company.person("alice");
    alice.answer(link, "allow").await;
    company.switch(FIRST, false);
    alice.call_back().await;
    let failed = waiting.await.expect("no panic").expect_err("nobody redeems the code");
    assert_eq!((failed.code(), running.session()), (Code::Offline, SessionView::SignedOut));
    company.wait(60);
    let (link, waiting) = running.start_sign_in(&portal()).await;
    let mut alice = company.person_in("alice", SECOND);
    alice.answer(link, "allow").await;
    alice.call_back().await;
    waiting.await.expect("no panic").expect("signed in");
    running.until(|cause| matches!(cause, Cause::Listed(_))).await;
    assert_stands_in(&running);
}

/// Every account with its roles.
fn roles(running: &Running) -> BTreeMap<String, Vec<String>> {
    let rows = running.engine.listing(&Ask::all("")).expect("lists").rows.into_iter();
    rows.map(|row| (row.account, row.roles.into_iter().map(|role| role.role).collect())).collect()
}

/// The first Region answers so many pages of `operation`, keeps the next one to itself and goes away.
async fn listing_cut_after(pages: u32, operation: Operation) {
    let config = Config { accounts: Some(ACCOUNTS), ..two_regions() };
    let (company, _folder, mut running) = fresh(config).await;
    running.sign_in(&company, "otto", "allow").await.expect("signed in");
    running.until(|cause| matches!(cause, Cause::Listed(_))).await;
    let before = roles(&running);
    assert_eq!(before.len(), ACCOUNTS);
    let asked = company.tally_in(FIRST).asked(operation);
    company.faults().next_in(FIRST, pages, operation, Fault::Delay(Duration::ZERO));
    company.faults().next_in(FIRST, 8, operation, Fault::Hold);
    let listing = running.begin(Command::Refresh(portal()));
    let held = || company.tally_in(FIRST).asked(operation) > asked + u64::from(pages);
    until("a page is asked for and kept back", async || held().then_some(())).await;
    company.switch(FIRST, false);
    listing.await.expect("no panic").expect("goes on through the second Region");
    company.faults().release();
    assert_eq!(roles(&running), before, "after {pages} pages of {operation:?}");
    assert!(company.tally_in(SECOND).served(Operation::ListAccountRoles) > 0);
    running.wake().await;
    assert_stands_in(&running);
}

#[tokio::test]
async fn a_region_that_goes_away_between_two_pages_of_accounts_costs_no_account() {
    for pages in 0..3 {
        listing_cut_after(pages, Operation::ListAccounts).await;
    }
}

#[tokio::test]
async fn a_region_that_goes_away_between_two_lists_of_roles_costs_no_role() {
    for lists in [0, 100, 249] {
        listing_cut_after(lists, Operation::ListAccountRoles).await;
    }
}

#[tokio::test]
async fn credentials_come_through_the_second_region() {
    let (company, _folder, _keychain, mut running) = signed_in(two_regions()).await;
    company.switch(FIRST, false);
    running.copied_key(&role(DEV, ADMINISTRATOR)).await.expect("copied");
    let served = |region| company.tally_in(region).served(Operation::GetRoleCredentials);
    assert_eq!((served(FIRST), served(SECOND)), (0, 1));
    running.wake().await;
    assert_stands_in(&running);
    company.switch(FIRST, true);
    comes_back(&company, &mut running).await;
    assert_well(&running);
}

#[tokio::test]
async fn a_session_is_renewed_through_the_second_region_and_then_in_the_first_again() {
    let (company, _folder, _keychain, mut running) = signed_in(two_regions()).await;
    company.switch(FIRST, false);
    running.pass(company.clock(), 2700).await;
    let served = |region| company.tally_in(region).served(Operation::Refresh);
    assert_eq!((served(FIRST), served(SECOND)), (0, 1));
    assert_stands_in(&running);
    // For as long as it is away it is not in use, however often it is looked for.
    for _ in 0..240 / TICK {
        running.tick(&[company.clock()], TICK).await;
        assert_stands_in(&running);
    }
    company.switch(FIRST, true);
    comes_back(&company, &mut running).await;
    assert_well(&running);
    running.pass(company.clock(), 2700).await;
    assert_eq!((served(FIRST), served(SECOND)), (1, 1));
    assert_eq!(company.tally().of(Operation::Refresh).refused.len(), 0);
    assert_eq!(running.desktop.titles(), Vec::<String>::new());
}

#[tokio::test]
async fn a_region_that_comes_and_goes_forty_times_signs_nobody_out() {
    let (company, _folder, _keychain, mut running) = signed_in(two_regions()).await;
    for round in 0..40 {
        company.switch(FIRST, round % 2 == 1);
        running.pass(company.clock(), 2700).await;
        assert!(is_signed_in(&running.session()), "round {round}: {:?}", running.session());
        assert_eq!(running.problem(), None, "round {round}");
    }
    let refreshes = company.tally().of(Operation::Refresh);
    assert!(refreshes.served >= 40 && refreshes.refused.is_empty(), "{refreshes:?}");
}

#[tokio::test]
async fn with_both_away_the_portal_is_unreachable_and_the_session_kept() {
    let (company, _folder, keychain, mut running) = signed_in(two_regions()).await;
    let kept = running.kept_refresh(&keychain, &portal()).await;
    company.switch(FIRST, false);
    company.switch(SECOND, false);
    running.pass(company.clock(), 7200).await;
    assert!(is_signed_in(&running.session()), "{:?}", running.session());
    let problem = running.problem().expect("said");
    assert_eq!(problem.code, Code::Offline, "{problem:?}");
    assert!(problem.message.contains("does not answer"), "{problem:?}");
    assert_eq!(regions(&running), well(), "it is the network that is away, for all one knows");
    assert_tray(&running, "securecart: signed in, offline", Icon::Offline);
    assert_eq!(running.kept_refresh(&keychain, &portal()).await, kept);
    let refused = running.copied_key(&role(DEV, ADMINISTRATOR)).await.expect_err("nobody answers");
    assert_eq!(refused.code(), Code::Offline);

    company.switch(SECOND, true);
    running.pass(company.clock(), 60).await;
    assert_stands_in(&running);
    company.switch(FIRST, true);
    comes_back(&company, &mut running).await;
    assert_well(&running);
    assert_eq!(company.tally().of(Operation::Refresh).refused.len(), 0);
}

#[tokio::test]
async fn a_region_that_is_away_and_not_in_use_is_not_noticed() {
    let (company, _folder, mut running) = fresh(two_regions()).await;
    company.switch(SECOND, false);
    running.sign_in(&company, "alice", "allow").await.expect("signed in");
    running.until(|cause| matches!(cause, Cause::Listed(_))).await;
    running.copied_key(&role(DEV, ADMINISTRATOR)).await.expect("copied");
    running.pass(company.clock(), 7200).await;
    running.run(Command::Refresh(portal())).await.expect("listed");
    assert_well(&running);
    running.run(Command::SignOut(portal())).await.expect("signed out");
    assert_eq!((regions(&running), running.problem()), (well(), None));
    assert_eq!(company.tally_in(FIRST).served(Operation::Logout), 1);
}

#[tokio::test]
async fn i5_a_sign_out_is_told_to_the_region_that_answers() {
    let (company, _folder, keychain, running) = signed_in(two_regions()).await;
    company.switch(FIRST, false);
    running.run(Command::SignOut(portal())).await.expect("signed out");
    assert_eq!((company.tally().served(Operation::Logout), keychain.len()), (1, 0));
    assert_eq!(running.session(), SessionView::SignedOut);
}
