//! One quota and one listing for all programs of a person.

use portico_center::{Config, Operation};
use portico_core::engine::Command;
use portico_core::export::Form;
use portico_core::view::Snapshot;

use super::{Otto, company_of};
use crate::support::company::Company;
use crate::support::engine::{Running, portal};

#[tokio::test(flavor = "multi_thread")]
async fn h3_a_quota_is_kept_to_and_nothing_is_lost_or_told() {
    let config = Config { quota: Some(100), ..company_of(300) };
    let otto = Otto::of(Company::in_real_time(config).await).await;
    assert_eq!(otto.known(), (300, 300));
    assert_eq!(otto.running.problem(), None);
    let refused = refused(&otto.company);
    assert!(refused <= 30, "{refused} requests were refused");
    let calls = otto.company.tally().of(Operation::ListAccounts).served;
    assert_eq!(calls, 3, "pages of a hundred");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quota_of_one_a_second_only_takes_longer() {
    let config = Config { quota: Some(1), ..company_of(3) };
    let otto = Otto::of(Company::in_real_time(config).await).await;
    assert_eq!((otto.known(), otto.running.problem()), ((3, 3), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_that_list_at_once_list_once() {
    let otto = Otto::at(company_of(200)).await;
    let other = Running::start(otto.company.clock(), otto.folder.path(), &otto.keychain).await;
    let before = otto.company.tally();
    let (one, two) = tokio::join!(otto.refresh(), other.run(Command::Refresh(portal())));
    one.expect("listed");
    two.expect("listed by the other, or gone on with");
    let after = otto.company.tally();
    let asked = |operation| after.of(operation).served - before.of(operation).served;
    // Who comes when the other is done already lists again; that is no fault.
    assert!([200, 400].contains(&asked(Operation::ListAccountRoles)));
    assert_eq!(otto.known(), (200, 200));
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_asked_for_in_the_middle_of_a_listing_do_not_wait_for_its_end() {
    let config = Config { quota: Some(20), ..company_of(120) };
    let mut otto = Otto::of(Company::in_real_time(Config { quota: None, ..config.clone() }).await).await;
    otto.company.faults().set_quota(Some(20));
    let key = otto.running.engine.find(None, "Dev", None).expect("otto has Dev");
    let listing = otto.running.begin(Command::Refresh(portal()));
    otto.running.seen(|now| now.portals[0].progress.is_some()).await;
    otto.running.run(Command::Copy(key, Form::Json, None)).await.expect("copied");
    assert!(!listing.is_finished(), "the listing goes on behind it");
    listing.await.expect("no panic").expect("listed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_that_the_portal_slows_down_says_so_until_it_is_done() {
    let config = company_of(120);
    let mut otto = Otto::of(Company::in_real_time(config).await).await;
    let is_paced = |now: &Snapshot| now.portals[0].progress.is_some_and(|progress| progress.paced);
    let listing = otto.running.begin(Command::Refresh(portal()));
    listing.await.expect("no panic").expect("listed");
    assert!(!otto.running.causes().is_empty() && !is_paced(&otto.running.engine.snapshot()), "no quota");
    otto.company.faults().set_quota(Some(20));
    let listing = otto.running.begin(Command::Refresh(portal()));
    otto.running.seen(is_paced).await;
    assert!(!listing.is_finished(), "it is told while it goes on");
    listing.await.expect("no panic").expect("listed");
    assert_eq!((otto.known(), otto.running.problem()), ((120, 120), None), "and is no problem");
}

fn refused(company: &Company) -> u64 {
    let tally = company.tally();
    let refused = |operation| tally.of(operation).refused.values().sum::<u64>();
    refused(Operation::ListAccounts) + refused(Operation::ListAccountRoles)
}
