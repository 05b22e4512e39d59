//! boto3, Python's AWS SDK and the heart of the AWS CLI, judges the local Identity Center: `tests/py/judge.py`.

use tokio::process::Command;

use crate::support::judge;
use crate::support::process::{package, python};
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
async fn colours() {
    judge::colours(start).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn profiles() {
    judge::profiles(start).await;
}

fn start(sandbox: &Sandbox) -> Command {
    let mut command = sandbox.command(python());
    // What the package manager of this Python or a person's own folders hold is none of the judge's business.
    command.arg("-I").arg(package().join("py/judge.py")).env("PYTHONDONTWRITEBYTECODE", "1");
    command
}
