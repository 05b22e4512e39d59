//! The programs of one person at work together: over a real keyring, against a real server, killed and raced.
//!
//! Rule: the programs' clock (libfaketime) and the company's are moved together, so that tokens run out while nobody
//! waits.

mod at_once;
mod failing;
mod handed;
mod killed;
mod line;
mod lost;
mod memory;
mod patience;

use std::sync::Arc;

use portico_center::{Config, Operation, Tally};
use serde_json::{Value, json};
use tokio::process::Command;

use crate::support::companion::{Companion, PORTAL};
use crate::support::company::Company;
use crate::support::process::{Ended, run, told};
use crate::support::stage::BROWSER;
use crate::support::strace::{self, Nth};
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

/// What alice holds: two roles, so that two helpers have nothing to wait for but the session.
const ROLES: [(&str, &str); 2] = [(DEV, ADMINISTRATOR), (PRODUCTION, READ_ONLY)];
/// Ten minutes: shorter than Portico's margin for role credentials, so that every helper mints.
const ACCESS_TTL: u32 = 600;
/// Exit codes of the companion.
const SIGN_IN_NEEDED: i32 = 3;
/// See [`SIGN_IN_NEEDED`].
const UNREACHABLE: i32 = 5;

/// Alice's desktop, and the company she signed in to.
struct Household {
    company: Company,
    home: Companion,
}

impl Household {
    /// Signed in, with tokens and role credentials of ten minutes each in a session of 90 days.
    async fn signed_in(config: Config) -> Self {
        let brief =
            Config { access_ttl: ACCESS_TTL, role_ttl: ACCESS_TTL, session_ttl: 90 * 86_400, ..config };
        Self::with(brief).await
    }

    /// Signed in, with these lifetimes.
    async fn with(config: Config) -> Self {
        let (company, mut home) = (Company::with(config).await, Companion::at_desktop().await);
        home.clock = Some(company.clock().clone());
        home.variables = vec![("PATH", home.sandbox.browser(BROWSER))];
        home.add_company(&company).await;
        let household = Self { company, home };
        household.sign_in().await;
        household
    }

    async fn sign_in(&self) {
        self.home.sign_in(&mut self.company.person("alice")).await;
    }

    /// Time passes until every token has run out.
    fn expire(&self) {
        self.company.wait(i64::from(ACCESS_TTL) + 2);
    }

    /// What an AWS tool runs for a profile of the `which`-th role.
    fn helper(&self, which: usize) -> Command {
        let (account, role) = ROLES[which];
        self.home.portico(&["credentials", "--portal", PORTAL, "--account", account, "--role", role])
    }

    /// The company takes these credentials for what they say they are.
    async fn assert_good(&self, helped: Ended) {
        let document: Value = serde_json::from_str(&helped.worked()).expect("JSON");
        let member = |name: &str| document[name].as_str().expect("a credential").to_owned();
        let session = json!({
            "sessionId": member("AccessKeyId"),
            "sessionKey": member("SecretAccessKey"),
            "sessionToken": member("SessionToken"),
        });
        let mut url = self.company.url("federation");
        url.query_pairs_mut()
            .append_pair("Action", "getSigninToken")
            .append_pair("Session", &session.to_string());
        let answer = reqwest::get(url).await.expect("an answer");
        assert!(answer.status().is_success(), "these are no credentials: {document}");
        let until: jiff::Timestamp = member("Expiration").parse().expect("a time");
        assert!(until > self.company.now(), "{document}");
    }

    /// No browser was opened by anything so far.
    fn assert_no_browser(&self) {
        assert_eq!(self.home.sandbox.read("bin/opened"), "");
    }
}

/// The system calls of a program that renews the session and mints credentials, from the session's lock on.
async fn renewal(house: &Household) -> Vec<Nth> {
    house.expire();
    let log = house.home.sandbox.path("tmp/calls");
    house.assert_good(run(strace::logged(&log, &house.helper(0))).await).await;
    let calls = strace::calls(&house.home.sandbox.read("tmp/calls"), &format!("session-{PORTAL}.lock"));
    assert!(calls.len() > 200, "{calls:?}");
    calls
}

/// How many refreshes were carried out, and how many refused.
fn refreshes(tally: &Tally) -> (u64, u64) {
    let count = tally.of(Operation::Refresh);
    (count.served, count.refused.values().sum())
}

/// Whether the long sweeps are wanted.
fn is_full() -> bool {
    told("PORTICO_FULL").is_some()
}
