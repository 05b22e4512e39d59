//! The network goes in the middle of a listing, at every place: what is known never shrinks, and the next one goes on.

use portico_center::{Fault, Operation};
use portico_core::engine::Command;
use portico_core::view::SessionView;
use tokio::task::JoinSet;

use super::{Otto, company_of};
use crate::support::company::Company;
use crate::support::engine::{Running, portal};
use crate::support::process::told;

const ACCOUNTS: usize = 60;
const CUTS: u64 = 50;

#[tokio::test(flavor = "multi_thread")]
async fn h4_cut_at_each_of_fifty_places_nothing_shrinks_and_the_next_one_goes_on() {
    let mut cuts = JoinSet::new();
    // Every fifth of them in an ordinary run.
    let step = if told("PORTICO_FULL").is_some() { 1 } else { 5 };
    for cut in (0..CUTS).step_by(step) {
        cuts.spawn(cut_at(cut));
    }
    let mut kept = 0;
    while let Some(done) = cuts.join_next().await {
        kept += done.expect("no panic");
    }
    // What was on its way when the network went may be lost; what had come is not.
    let asked: u64 = (0..CUTS).step_by(step).sum();
    assert!(kept > asked * 8 / 10, "{kept} lists of roles were kept");
}

/// The network goes after so many roles were listed, and stays away; then it is back. Answers how many lists of roles
/// were kept.
async fn cut_at(cut: u64) -> u64 {
    let mut otto = Otto::at(company_of(ACCOUNTS)).await;
    let before = asked(&otto.company);
    otto.company.wait(100);
    let cut_at = otto.company.now().as_second();
    // The first requests pass; from then on none does.
    otto.company.faults().next(u32::try_from(cut).expect("small"), Operation::ListAccountRoles, PASS);
    otto.company.faults().next(u32::MAX, Operation::ListAccountRoles, Fault::LoseRequest);
    let error = otto.refresh().await.expect_err("it was cut");
    assert_eq!(error.code(), portico_core::Code::Offline, "{cut}: {error}");
    assert_eq!(otto.known(), (ACCOUNTS, ACCOUNTS), "{cut}: nothing is forgotten");
    assert!(matches!(otto.running.session(), SessionView::SignedIn { .. }), "{cut}: nobody is signed out");
    assert!(asked(&otto.company) - before <= cut, "{cut}: the network was cut there");
    otto.company.faults().clear();
    // As after a crash: another process begins with what is in the file.
    otto.running = Running::start(otto.company.clock(), otto.folder.path(), &otto.keychain).await;
    let kept = otto.running.engine.parts().catalog.progress(&portal()).expect("reads").done;
    otto.company.wait(100);
    otto.running.run(Command::Refresh(portal())).await.expect("listed");
    assert_eq!(otto.known(), (ACCOUNTS, ACCOUNTS));
    let listed_then =
        otto.rows().iter().filter(|row| row.listed_at.is_some_and(|at| (at - cut_at).abs() < 50)).count();
    assert_eq!(listed_then, kept as usize, "{cut}: what was kept is not asked for again");
    u64::from(kept)
}

/// Nothing goes wrong.
const PASS: Fault = Fault::Delay(std::time::Duration::ZERO);

/// How many role lists were served.
fn asked(company: &Company) -> u64 {
    company.tally().of(Operation::ListAccountRoles).served
}
