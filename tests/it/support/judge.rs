//! A judge in another language: it drives, this side plays the person and the clock, and writes down what it saw.
//!
//! The conversation is lines of JSON. The judge says `{"visit": URL, "decision": D}` and hears the callback address;
//! it says `{"wait": SECONDS}` and hears `ok` when that time has passed; everything else is `{"check": NAME,
//! "saw": VALUE}`. What must be seen is written here once, for every judge: they are different programs with one truth.

use std::collections::BTreeMap;

use portico_center::{Change, Config};
use serde_json::{Value, json};
use tokio::process::Command;

use super::client;
use super::company::Company;
use super::person::Person;
use super::process::Started;
use super::sandbox::Sandbox;
use super::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

/// A role that may not see the colour of its account.
const BILLING: &str = "Billing";

/// What a judge saw, by the name of the check.
pub(crate) type Seen = BTreeMap<String, Value>;

/// A way to start a judge: its program and script, in this sandbox.
pub(crate) type Start = fn(&Sandbox) -> Command;

/// Registration, code, refresh and their refusals.
pub(crate) async fn codes_and_tokens(start: Start) {
    let company = Company::open().await;
    let seen = hear(start, &company, &Sandbox::new(), "codes", "alice").await;
    let must = [
        ("tokens", json!({ "tokenType": "Bearer", "expiresIn": 3600, "refresh": true })),
        ("renewed", json!({ "other access token": true, "refresh": true })),
        ("unknown refresh token", json!("InvalidGrantException")),
        ("wrong verifier", json!("InvalidGrantException")),
        ("wrong redirect", json!("InvalidGrantException")),
        ("wrong secret", json!("InvalidClientException 401")),
        ("unknown grant", json!("UnsupportedGrantTypeException")),
        ("replayed code", json!("InvalidGrantException")),
        ("late code", json!("InvalidGrantException")),
        ("denied", json!("access_denied")),
    ];
    assert_seen(&seen, &must);
}

/// Accounts over small pages, roles, credentials, and who gets none.
pub(crate) async fn accounts_and_credentials(start: Start) {
    let company = Company::with(Config { page_size: 2, ..Config::default() }).await;
    let seen = hear(start, &company, &Sandbox::new(), "portal", "otto").await;
    let expiration = company.now().as_millisecond();
    let must = [
        ("page sizes", json!([2, 2, 2])),
        ("roles", json!([ADMINISTRATOR])),
        ("not assigned", json!("ForbiddenException 403")),
        ("unknown account", json!("ForbiddenException 403")),
        ("unknown token", json!("UnauthorizedException 401")),
        ("expired token", json!("UnauthorizedException 401")),
        ("signed out", json!("UnauthorizedException 401")),
    ];
    assert_seen(&seen, &must);
    let accounts = seen["accounts"].as_array().expect("a list");
    assert!(accounts.len() == 6 && accounts.contains(&json!(DEV)), "{accounts:?}");
    // The judge lets an hour and a second pass after it was given these.
    assert_eq!(seen["expiration"].as_i64(), Some(expiration - 1000), "an hour later, in milliseconds");
    assert!(seen["access key id"].as_str().is_some_and(|id| id.starts_with("ASIAEMU")));
}

/// Who STS says one is, and what it refuses.
pub(crate) async fn identities(start: Start) {
    let company = Company::with(Config { role_ttl: 60, ..Config::default() }).await;
    let seen = hear(start, &company, &Sandbox::new(), "sts", "alice").await;
    assert_is_role(&seen["identity"], DEV, ADMINISTRATOR, "alice");
    let deployer = format!("arn:aws:sts::{PRODUCTION}:assumed-role/DeployRole/release");
    let must = [
        ("wrong secret", json!("SignatureDoesNotMatch 403")),
        ("assumed", json!(deployer)),
        ("assumed identity", json!(deployer)),
        ("not trusted", json!("AccessDenied 403")),
        ("too long", json!("ValidationError 400")),
        ("expired keys", json!("ExpiredToken 403")),
    ];
    assert_seen(&seen, &must);
}

/// The colour of an account, and who may not see it.
pub(crate) async fn colours(start: Start) {
    let company = Company::open().await;
    company.change(&Change::Assign {
        group: "SecureCart-Developers".to_owned(),
        role: BILLING.to_owned(),
        account: DEV.to_owned(),
    });
    let seen = hear(start, &company, &Sandbox::new(), "uxc", "alice").await;
    let must = [
        ("dev administrator", json!("green")),
        ("production read_only", json!("red")),
        ("dev denied", json!("AccessDeniedException 403")),
        ("another region", json!("InvalidSignatureException 403")),
    ];
    assert_seen(&seen, &must);
}

/// The profile provider with an `sso-session` and a token file, and what it does with a role or session it may not use.
pub(crate) async fn profiles(start: Start) {
    let company = Company::open().await;
    let signed_in = client::sign_in(&company, &mut company.person("alice")).await;
    let sandbox = Sandbox::new();
    sandbox.furnish(&company, &signed_in);
    let seen = hear(start, &company, &sandbox, "profile", "alice").await;
    assert_is_role(&seen["identity"], DEV, ADMINISTRATOR, "alice");
    assert_ne!(sandbox.token()["accessToken"], signed_in.access.as_str(), "it keeps what it renewed");
    let denied = seen["not assigned"].as_str().expect("a refusal");
    assert!(denied.contains("Forbidden") || denied.contains("No access"), "{denied}");

    let sandbox = Sandbox::new();
    let mut revoked = client::sign_in(&company, &mut company.person("dana")).await;
    revoked.refresh = "emu_revoked".to_owned();
    sandbox.furnish(&company, &revoked);
    let seen = hear(start, &company, &sandbox, "profile", "dana").await;
    let refusal = seen["identity"].as_str().expect("a refusal");
    assert!(!refusal.contains("arn:aws") && refusal.to_lowercase().contains("expired"), "{refusal}");
}

/// An ARN as an Identity Center makes them: no path, the permission set and 16 hex digits, the person.
#[track_caller]
pub(crate) fn assert_is_role(arn: &Value, account: &str, role: &str, person: &str) {
    let arn = arn.as_str().expect("an ARN");
    let start = format!("arn:aws:sts::{account}:assumed-role/AWSReservedSSO_{role}_");
    let rest = arn.strip_prefix(&start).unwrap_or_else(|| panic!("{arn}"));
    let (tag, session) = rest.split_once('/').unwrap_or_else(|| panic!("{arn}"));
    assert_eq!((tag.len(), session), (16, person), "{arn}");
}

/// Lets a judge speak about one subject until it has nothing more to say.
async fn hear(start: Start, company: &Company, sandbox: &Sandbox, subject: &str, name: &str) -> Seen {
    let mut person = company.person(name);
    let brief = json!({
        "subject": subject, "endpoint": company.endpoint(), "region": company.region(),
        "start_url": company.start_url(), "dev": DEV, "production": PRODUCTION,
        "administrator": ADMINISTRATOR, "read_only": READ_ONLY, "denied": BILLING,
        "deploy_role": format!("arn:aws:iam::{PRODUCTION}:role/DeployRole"),
    });
    let mut judge = Started::start(start(sandbox));
    judge.say(&brief.to_string()).await;
    let mut seen = Seen::new();
    while let Some(line) = judge.line().await {
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("not JSON: {line}"));
        if let Some(name) = said["check"].as_str() {
            seen.insert(name.to_owned(), said["saw"].clone());
        } else if let Some(answer) = answer(&said, company, &mut person).await {
            judge.say(&answer).await;
        } else {
            panic!("what does the judge mean by {line}?");
        }
    }
    judge.end().await.worked();
    seen
}

async fn answer(said: &Value, company: &Company, person: &mut Person) -> Option<String> {
    if let Some(link) = said["visit"].as_str() {
        let decision = said["decision"].as_str()?;
        return Some(person.answer(link.parse().ok()?, decision).await.into());
    }
    company.wait(said["wait"].as_i64()?);
    Some("ok".to_owned())
}

#[track_caller]
fn assert_seen(seen: &Seen, must: &[(&str, Value)]) {
    for (name, value) in must {
        assert_eq!(seen.get(*name), Some(value), "{name}; the judge saw {seen:#?}");
    }
}
