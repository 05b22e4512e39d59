//! What changed, and being told of access that one waits for.

use portico_center::{Change, Config};
use portico_core::catalog::Colour;
use portico_core::engine::{Cause, Command};
use portico_core::export::Form;
use portico_core::notice::NoticeAction;
use portico_core::policy;
use portico_core::view::ChangeKind;

use super::{Otto, company_of};
use crate::support::DEV;
use crate::support::engine::portal;

const OPS: &str = "SecureCart-Ops";

fn assign(role: &str, account: &str) -> Change {
    Change::Assign { group: OPS.to_owned(), role: role.to_owned(), account: account.to_owned() }
}

#[tokio::test]
async fn what_an_administrator_changes_is_told_in_words_once() {
    let otto = Otto::at(Config::default()).await;
    assert_eq!(otto.running.engine.snapshot().unseen_changes, 0, "the first listing is no news");
    otto.company.change(&assign("ReadOnlyAccess", "Dev"));
    otto.company.change(&Change::Rename { account: "Staging".into(), name: Some("Rehearsal".into()) });
    otto.company.change(&Change::CloseAccount { account: "Audit".into() });
    otto.refresh().await.expect("listed");
    assert_eq!(otto.running.engine.snapshot().unseen_changes, 3);
    let changes = otto.running.engine.parts().catalog.changes(10).expect("reads");
    let told: Vec<(ChangeKind, String)> =
        changes.iter().map(|change| (change.view(policy::class_of).kind, change.title())).collect();
    for expected in [
        (ChangeKind::RoleGained, "Dev".to_owned()),
        (ChangeKind::Renamed, "Rehearsal".to_owned()),
        (ChangeKind::Lost, "Audit".to_owned()),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
    otto.running.run(Command::ChangesSeen(changes[0].id)).await.expect("noted");
    assert_eq!(otto.running.engine.snapshot().unseen_changes, 0);
    otto.refresh().await.expect("listed");
    assert_eq!(otto.running.engine.snapshot().unseen_changes, 0, "nothing is told twice");
    assert!(otto.running.desktop.notices().is_empty(), "nobody was waiting for any of it");
}

#[tokio::test]
async fn access_that_one_waits_for_is_looked_for_politely_and_told_when_it_is_there() {
    let mut otto = Otto::at(Config::default()).await;
    otto.running.run(Command::AwaitAccess(portal())).await.expect("begun");
    otto.running.until(|cause| matches!(cause, Cause::Listed(_))).await;
    let awaits = |otto: &Otto| otto.running.engine.snapshot().portals[0].awaits_access.is_some();
    assert!(awaits(&otto));
    let asked = |otto: &Otto| otto.company.tally().of(portico_center::Operation::ListAccounts).served;
    let before = asked(&otto);
    otto.company.wait(20);
    otto.running.wake().await;
    assert_eq!(asked(&otto), before, "not before half a minute has passed");
    otto.company.change(&assign("SecurityAudit", "Dev"));
    otto.company.wait(15);
    otto.running.wake().await;
    otto.running.until(|cause| matches!(cause, Cause::AccessArrived(..))).await;
    otto.running.wake().await;
    let notices = otto.running.desktop.notices();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].body, "You can open SecurityAudit in Dev now.");
    let shown = NoticeAction::Show(portal(), DEV.parse().expect("Dev"));
    assert_eq!(notices[0].action, Some(("Show".to_owned(), shown)));
    assert!(!awaits(&otto), "it is there, so it is looked for no longer");
}

#[tokio::test]
async fn access_that_does_not_come_is_given_up_after_some_minutes_or_when_one_says_so() {
    let mut otto = Otto::at(Config::default()).await;
    let awaits = |otto: &Otto| otto.running.engine.snapshot().portals[0].awaits_access.is_some();
    otto.running.run(Command::AwaitAccess(portal())).await.expect("begun");
    for _ in 0..12 {
        otto.company.wait(30);
        otto.running.wake().await;
        otto.running.seen(|now| now.portals[0].progress.is_none()).await;
    }
    otto.running.seen(|now| now.portals[0].awaits_access.is_none()).await;
    otto.running.run(Command::AwaitAccess(portal())).await.expect("begun");
    assert!(awaits(&otto));
    otto.running.run(Command::AwaitAccessNoMore(portal())).await.expect("ended");
    assert!(!awaits(&otto));
    assert!(otto.running.desktop.notices().is_empty());
}

#[tokio::test]
async fn aws_own_colour_of_an_account_is_read_where_a_role_allows_it() {
    let mut otto = Otto::at(company_of(6)).await;
    let colour = |otto: &Otto| {
        let row = otto.rows().into_iter().find(|row| row.name == "Production").expect("is there");
        row.colour
    };
    assert_eq!(colour(&otto), Colour::Orange.hex(), "by its name");
    let key = otto.running.engine.find(None, "Production", None).expect("otto has Production");
    otto.running.run(Command::Copy(key, Form::Json, None)).await.expect("copied");
    while colour(&otto) != Colour::Red.hex() {
        otto.running.until(|_| true).await;
    }
}
