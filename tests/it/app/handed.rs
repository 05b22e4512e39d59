//! Credentials from the app itself, and from the keychain when the app is stopped, killed in the middle or gone.

use portico_center::{Fault, Operation};
use tokio::process::Command;

use super::*;
use crate::support::process::{Started, portico, run};
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

fn helper(stage: &Stage, account: &str, role: &str) -> Command {
    let mut command = stage.command(portico());
    command.args(["credentials", "--portal", PORTAL, "--account", account, "--role", role]);
    command
}

async fn signal(stage: &Stage, signal: &str) {
    let all = stage.processes();
    let [app] = all.as_slice() else { panic!("one app: {all:?}") };
    let mut kill = stage.command("kill");
    kill.args(["-s", signal, &app.to_string()]);
    run(kill).await.worked();
}

#[tokio::test(flavor = "multi_thread")]
async fn f11_an_app_that_is_stopped_or_killed_in_the_middle_leaves_no_tool_without_credentials() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let _app = signed_in(&stage, &company).await;
    let minted = || company.tally().served(Operation::GetRoleCredentials);

    let first = run(helper(&stage, DEV, ADMINISTRATOR)).await.worked();
    assert!(first.contains("ASIAEMU"), "{first}");
    signal(&stage, "STOP").await;
    let again = run(helper(&stage, DEV, ADMINISTRATOR)).await.worked();
    assert_eq!((again, minted()), (first, 1), "from the keychain");
    signal(&stage, "CONT").await;

    let asked = company.tally().asked(Operation::GetRoleCredentials);
    company.faults().next(1, Operation::GetRoleCredentials, Fault::Hold);
    let waiting = Started::start(helper(&stage, PRODUCTION, READ_ONLY));
    let is_asked = async || (company.tally().asked(Operation::GetRoleCredentials) > asked).then_some(());
    until("the app asks for the helper", is_asked).await;
    signal(&stage, "KILL").await;
    let helped = waiting.end().await.worked();
    company.faults().release();
    assert!(helped.contains("ASIAEMU"), "{helped}");
    stage.app_ends().await;
    assert_eq!(run(helper(&stage, PRODUCTION, READ_ONLY)).await.worked(), helped, "and with no app at all");
    stage.opened_no_more().await;
}
