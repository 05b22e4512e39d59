//! The AWS SDK for JavaScript v3 judges the local Identity Center: `tests/js/judge.mjs`.

use tokio::process::Command;

use crate::support::judge;
use crate::support::process::{node, node_folder};
use crate::support::sandbox::Sandbox;

#[tokio::test(flavor = "multi_thread")]
async fn codes_and_tokens() {
    judge::codes_and_tokens(start).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_and_credentials() {
    judge::accounts_and_credentials(start).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn identities() {
    judge::identities(start).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn profiles() {
    judge::profiles(start).await;
}

fn start(sandbox: &Sandbox) -> Command {
    let mut command = sandbox.command(node());
    command.arg(node_folder().join("judge.mjs"));
    command
}
