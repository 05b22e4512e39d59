//! H2: a guest network that answers for everybody, in front of an engine with somebody signed in, a hundred rounds of it.
//!
//! The local Identity Center puts the network's pages in the place of its answers; refresh tokens are good once, so that
//! one which was spent on a page would end the session.

use portico_center::{Config, Fault, Operation, Reply, Rotation};
use portico_core::Code;
use portico_core::engine::Command;
use portico_core::vault::MemoryStore;
use portico_core::view::Problem;

use super::TICK;
use crate::support::company::Company;
use crate::support::engine::{Running, is_signed_in, portal, role, signed_in};
use crate::support::{ADMINISTRATOR, DEV};

/// How guest networks answer.
const PAGES: [Reply; 4] =
    [Reply::CaptivePage, Reply::CaptiveRedirect, Reply::CaptiveNetwork, Reply::CaptiveForbidden];
const ASKED: [Operation; 4] =
    [Operation::Refresh, Operation::ListAccounts, Operation::ListAccountRoles, Operation::GetRoleCredentials];
/// Well within the minute that is promised.
const FOUND_AGAIN: i64 = 3 * TICK;

async fn strict(access_ttl: u32) -> (Company, tempfile::TempDir, std::sync::Arc<MemoryStore>, Running) {
    let month = 30 * 86_400;
    signed_in(Config { rotation: Rotation::Strict, access_ttl, session_ttl: month, ..Config::default() })
        .await
}

/// From now on the network shows its page to everybody.
fn enter(company: &Company, round: usize) {
    for operation in ASKED {
        company.faults().next(u32::MAX, operation, Fault::Instead(PAGES[round % PAGES.len()]));
    }
}

#[track_caller]
fn assert_login_page(problem: Option<Problem>, round: usize) {
    let problem = problem.unwrap_or_else(|| panic!("round {round}: nothing is said"));
    assert_eq!(problem.code, Code::Offline, "round {round}");
    let sentence = "The network wants a sign-in before securecart can be reached: ";
    assert!(problem.message.starts_with(sentence), "round {round}: {}", problem.message);
    assert!(problem.remedy.starts_with("Open any web page in the browser and sign in to the network"));
}

/// A quarter of an hour of the company's in a minute: tokens of four minutes are renewed after three.
#[tokio::test]
async fn h2_a_hundred_rounds_of_a_guest_network_sign_nobody_out() {
    let (company, _folder, keychain, mut running) = strict(240).await;
    let clock = company.clock().clone();
    for round in 0..100 {
        enter(&company, round);
        let kept = running.kept_refresh(&keychain, &portal()).await;
        let mut waited = 0;
        while running.problem().is_none() {
            running.tick(&[&clock], TICK).await;
            waited += TICK;
            assert!(waited <= 240, "round {round}: the renewal is never tried");
        }
        // A person takes a while to sign in to the network; now and then longer than the token lasts.
        for _ in 0..(if round % 10 == 9 { 30 } else { round % 5 }) {
            running.tick(&[&clock], TICK).await;
            assert!(is_signed_in(&running.session()), "round {round}: {:?}", running.session());
            assert_login_page(running.problem(), round);
        }
        assert_login_page(running.problem(), round);
        assert_eq!(running.kept_refresh(&keychain, &portal()).await, kept, "round {round}");

        company.faults().clear();
        for _ in 0..FOUND_AGAIN / TICK {
            running.tick(&[&clock], TICK).await;
        }
        assert_eq!(running.problem(), None, "round {round}");
        assert!(is_signed_in(&running.session()), "round {round}: {:?}", running.session());
        assert_ne!(running.kept_refresh(&keychain, &portal()).await, kept, "round {round}: renewed");
    }
    let refreshes = company.tally().of(Operation::Refresh);
    assert!(refreshes.served >= 100 && refreshes.refused.is_empty(), "{refreshes:?}");
    assert_eq!(
        (running.desktop.titles(), running.desktop.opened().len()),
        (vec![], 1),
        "nobody is disturbed"
    );
}

/// What fails there is not the session: the token is good for an hour.
#[tokio::test]
async fn h2_a_listing_that_met_a_guest_network_goes_on_by_itself() {
    let (company, _folder, _keychain, mut running) = strict(3600).await;
    let clock = company.clock().clone();
    for round in 0..100 {
        enter(&company, round);
        let refused = running.run(Command::Refresh(portal())).await.expect_err("a page");
        assert_eq!(refused.code(), Code::Offline, "round {round}: {refused}");
        for _ in 0..round % 8 {
            running.tick(&[&clock], TICK).await;
        }
        assert_login_page(running.problem(), round);
        assert!(is_signed_in(&running.session()), "round {round}: {:?}", running.session());
        let well_at = company.now().as_second();
        company.faults().clear();
        for _ in 0..FOUND_AGAIN / TICK {
            running.tick(&[&clock], TICK).await;
        }
        // To the second, which the portal's answers tell no better.
        let is_new = |at: i64| at >= well_at - 1;
        running
            .seen(|now| now.portals[0].problem.is_none() && now.portals[0].listed_at.is_some_and(is_new))
            .await;
        assert_eq!(running.engine.snapshot().account_count, 3, "round {round}");
    }
    assert_eq!(company.tally().of(Operation::Refresh).refused.len(), 0);
}

#[tokio::test]
async fn h2_a_guest_network_hands_out_no_credentials_and_ends_nothing() {
    let (company, _folder, keychain, running) = strict(3600).await;
    let (key, kept) = (role(DEV, ADMINISTRATOR), running.kept_refresh(&keychain, &portal()).await);
    for round in 0..100 {
        enter(&company, round);
        let refused = running.copied_key(&key).await.expect_err("a page");
        assert_login_page(Some(Problem::from(&refused)), round);
        company.faults().clear();
    }
    assert!(is_signed_in(&running.session()), "{:?}", running.session());
    assert_eq!(running.kept_refresh(&keychain, &portal()).await, kept);
    running.copied_key(&key).await.expect("copied");
}
