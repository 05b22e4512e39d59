//! The same company listed by aws-sso-util (PyPI), the classic among those that list everything.
//!
//! Timed are whole commands, `aws-sso-util roles` and `portico list --refresh --json`, from start to end, both signed in
//! and with nothing listed before, on the same local Identity Center without a quota. Pages are as long as they may be
//! for both, which spares the one that asks for no length. It runs once between ours, whose median counts.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use serde_json::json;
use tokio::process::Command;

use super::figure::{Bar, Figure};
use super::place::{Listed, OPERATIONS, company};
use super::{stats, sync};
use crate::support::client;
use crate::support::company::Company;
use crate::support::person::Person;
use crate::support::process::told;
use crate::support::sandbox::Sandbox;

const ACCOUNTS: usize = 1_000;
const ROLES: usize = 5;
/// Of every answer, in milliseconds.
const LATENCY: u32 = 60;
/// How much faster is good.
const LEAST: f64 = 20.0;
/// Where it keeps the token of the start URL: the SHA-1 of that.
const TOKEN: &str = "home/.aws/sso/cache/2e98f88cd0f484e976a8df19c5dd8a177668f46f.json";

/// How many times faster ours is.
pub(crate) async fn compare(name: &str) -> Figure {
    let mut config = company(ACCOUNTS, ROLES);
    config.latency_ms = LATENCY;
    let company = Company::in_real_time(config).await;
    // One browser, which stays signed in: a code is good once.
    let mut person = company.person(OPERATIONS);
    let mut ours = vec![our_time(&company, &mut person).await];
    let theirs = their_time(&company, &mut person).await;
    ours.extend([our_time(&company, &mut person).await, our_time(&company, &mut person).await]);
    let median = stats::median(&ours);
    Figure {
        name: name.to_owned(),
        value: theirs / median,
        bar: Bar::AtLeast(LEAST),
        told: format!(
            "{theirs:.1} s of aws-sso-util / {median:.2} s, {ACCOUNTS} accounts x {ROLES} roles, no quota"
        ),
        measured: json!({"aws_sso_util_seconds": theirs, "portico_seconds": ours}),
    }
}

async fn our_time(company: &Company, person: &mut Person) -> f64 {
    let companion = sync::signed_in(company, person).await;
    let begun = Instant::now();
    let listed = Listed::by(companion.portico(&sync::LIST)).await;
    let seconds = begun.elapsed().as_secs_f64();
    assert_eq!((listed.rows.len(), listed.errors), (ACCOUNTS * ROLES, 0), "ours lists everything");
    seconds
}

async fn their_time(company: &Company, person: &mut Person) -> f64 {
    let sandbox = Sandbox::new();
    let signed_in = client::sign_in(company, person).await;
    let (url, region) = (company.start_url(), company.region());
    let until = (company.now() + jiff::SignedDuration::from_hours(8)).strftime("%Y-%m-%dT%H:%M:%SZ");
    let token = json!({
        "startUrl": url, "region": region, "accessToken": signed_in.access, "expiresAt": until.to_string(),
    });
    sandbox.write(TOKEN, token.to_string());
    let mut command: Command = sandbox.command(program());
    command.args(["roles", "--sso-start-url", url, "--sso-region", region, "--sep", ","]);
    command
        .env("AWS_ENDPOINT_URL_SSO", company.endpoint())
        .env("AWS_ENDPOINT_URL_SSO_OIDC", company.endpoint());
    let begun = Instant::now();
    let output = command.kill_on_drop(true).output().await.expect("aws-sso-util starts");
    let seconds = begun.elapsed().as_secs_f64();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let rows: BTreeSet<&str> = out.lines().filter(|line| line.split(',').count() == 3).collect();
    // The heading is a line, too.
    assert_eq!(rows.len(), ACCOUNTS * ROLES + 1, "it lists everything, too: {err}");
    seconds
}

fn program() -> PathBuf {
    let folder = told("PORTICO_RIVALS").expect("`cargo xtask bench` says where aws-sso-util is");
    folder.join("bin/aws-sso-util")
}
