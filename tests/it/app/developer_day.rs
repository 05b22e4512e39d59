//! A developer's day: a profile for every role in one click, the AWS CLI and boto3 that work by it, no key on the disk; a role
//! served to a container's SDK and taken back; and the profiles undone.

use portico_core::export::LOCAL_ENDPOINTS;
use portico_model::{Clock as _, SystemClock};
use serde_json::json;
use tokio::process::Command;

use super::tools::{CONFIG, PROFILES, profile, write};
use super::*;
use crate::secrets::search::{Secrets, assert_none_in_files, remember_document, remember_keychain};
use crate::support::judge::assert_is_role;
use crate::support::process::{Ended, aws_v1, portico, python, run};
use crate::support::webdriver::{Window, until};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

/// The profile that everybody in the team calls so; the company is a local one.
const PROD: &str = "emulator-prod-readonly";
const WHO: &str = "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])";
const MINE: &str = "# my own\n[default]\nregion = eu-west-1\n";

/// A tool of hers, which finds the local company instead of AWS.
fn tool(stage: &Stage, company: &Company, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = stage.command(program);
    command.envs(LOCAL_ENDPOINTS.map(|name| (name, company.endpoint())));
    command
}

/// Her program, started in a shell that was given these settings.
async fn in_shell(stage: &Stage, company: &Company, settings: &str) -> Ended {
    let mut shell = tool(stage, company, "bash");
    shell.arg("-c").arg(format!("{settings}\nexec '{}' -I -c \"{WHO}\"", python().display()));
    run(shell).await
}

/// What the clipboard holds, pasted by key into a text of its own.
async fn pasted(window: &Window) -> String {
    let begin = "const pad = document.createElement('textarea'); pad.id = 'pad'; document.body.append(pad)";
    window.run(begin, json!([])).await;
    window.find("//textarea[@id='pad']").await.say("\u{e009}v").await;
    let end = "const pad = document.getElementById('pad'); pad.remove(); return pad.value";
    window.run(end, json!([])).await.as_str().expect("a text").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_developers_day() {
    let (company, stage, begun) = (Company::open().await, Stage::set().await, SystemClock.now());
    stage.sandbox.write(CONFIG, MINE);
    let app = signed_in(&stage, &company).await;
    let window = &app.window;

    // Every role gets a profile; what will be written is read before.
    window.click(PROFILES).await;
    window.click(&button("Make profiles…")).await;
    window.fill(&field("Names"), "{account|replace:Production:prod|lower}-{role|strip:Access|lower}").await;
    window.find(&format!("//dialog//pre[contains(., '+[profile {PROD}]')]")).await;
    stage.picture(window, "60-plan").await;
    window.click(&write("3 changes")).await;
    window.find(&profile(PROD)).await;
    stage.picture(window, "61-profiles").await;
    assert!(stage.sandbox.read(CONFIG).starts_with(MINE));

    // Her tools are somebody by it.
    let mut cli = tool(&stage, &company, aws_v1());
    cli.args(["--profile", PROD, "sts", "get-caller-identity", "--query", "Arn", "--output", "text"]);
    let arn = run(cli).await.worked();
    assert_is_role(&json!(arn.trim()), PRODUCTION, READ_ONLY, "alice");
    let mut script = tool(&stage, &company, python());
    script.args(["-I", "-c", WHO]).env("AWS_PROFILE", "emulator-dev-administrator");
    let arn = run(script).await.worked();
    assert_is_role(&json!(arn.trim()), DEV, ADMINISTRATOR, "alice");

    // And no key is on the disk.
    let mut secrets = Secrets::new();
    remember_keychain(&stage.desktop.secrets().await, &mut secrets);
    for (account, role) in [(PRODUCTION, READ_ONLY), (DEV, ADMINISTRATOR)] {
        let mut helper = stage.command(portico());
        helper.args(["credentials", "--portal", PORTAL, "--account", account, "--role", role]);
        remember_document(role, &run(helper).await.worked(), &mut secrets);
    }
    assert_none_in_files(&secrets, &stage.sandbox, begun);

    // A program that knows no profiles is served, and seen to be.
    window.click("//button[starts-with(normalize-space(.), 'Access')]").await;
    window.click(&row("Production")).await;
    window.choose("//select[@aria-label='Copy for']", "bash").await;
    window.click(&button("Serve to tools…")).await;
    window.click(&button("Serve")).await;
    window.says("Nobody has asked yet.").await;
    window.click(&button("Copy settings for bash")).await;
    window.says("Settings for your tool copied for bash").await;
    let settings = pasted(window).await;
    let arn = in_shell(&stage, &company, &settings).await.worked();
    assert_is_role(&json!(arn.trim()), PRODUCTION, READ_ONLY, "alice");
    window.says("Asked once, last by python").await;
    stage.picture(window, "62-served").await;
    window.click(&button("Stop serving ReadOnlyAccess of Production")).await;
    window.says("The address is closed.").await;
    until("nobody is served", async || (in_shell(&stage, &company, &settings).await.code != 0).then_some(()))
        .await;

    // In the end her file is as it was.
    window.click(PROFILES).await;
    window.click(&button("Undo last write…")).await;
    window.says("3 removed").await;
    stage.picture(window, "63-undo").await;
    window.click("//dialog//button[normalize-space(.)='Undo']").await;
    window.says("Portico keeps no profiles yet.").await;
    assert_eq!(stage.sandbox.read(CONFIG), MINE);
    app.window.close().await;
}
