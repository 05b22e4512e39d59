//! How long a cold listing takes beside the least that the portal's quota allows, what it asks, and what gets lost.
//!
//! Timed is the whole command `portico list --refresh --json`, from its start to its end, signed in and with an empty
//! catalog; the local Identity Center counts the requests and throttles them as AWS does: a bucket of one second's worth
//! that refills steadily. The least is one request for each hundred accounts and one for the roles of each account.

use std::collections::BTreeSet;
use std::time::Instant;

use portico_center::Operation;
use serde_json::{Value, json};

use super::figure::{Bar, Figure};
use super::place::{Listed, OPERATIONS, company};
use crate::support::companion::Companion;
use crate::support::company::Company;
use crate::support::person::Person;

/// Requests a second.
const QUOTA: u32 = 20;
/// Of every answer, in milliseconds.
const LATENCY: u32 = 60;
const ROLES: usize = 5;

/// What came of a listing under a quota.
#[derive(Clone)]
pub(crate) struct Synced {
    pub(crate) accounts: usize,
    pub(crate) seconds: f64,
    /// That the portal was asked.
    pub(crate) requests: usize,
    pub(crate) lost: usize,
    pub(crate) errors: usize,
}

impl Synced {
    /// The fewest requests that can do.
    pub(crate) fn needed(&self) -> usize {
        self.accounts + self.accounts.div_ceil(100)
    }

    /// The time that the quota demands for them, in seconds.
    pub(crate) fn least(&self) -> f64 {
        self.needed() as f64 / f64::from(QUOTA)
    }

    pub(crate) fn figures(&self, name: &str) -> Vec<Figure> {
        let figure = |suffix: &str, value: f64, most: f64, told: &str, measured: Value| Figure {
            name: format!("{name}{suffix}"),
            value,
            bar: Bar::AtMost(most),
            told: told.to_owned(),
            measured,
        };
        let (seconds, least, needed) = (self.seconds, self.least(), self.needed());
        let time = format!("{seconds:.1} s / {least:.1} s that {needed} requests take at {QUOTA} a second");
        let asked = format!("{} requests / {needed} that are needed", self.requests);
        vec![
            figure("", seconds / least, 1.10, &time, json!({"seconds": seconds, "least_seconds": least})),
            figure(
                "_requests",
                self.requests as f64 / needed as f64,
                1.05,
                &asked,
                json!({"requests": self.requests, "least_requests": needed}),
            ),
            figure("_rows_lost", self.lost as f64, 0.0, "rows of the portal that were not listed", json!({})),
            figure("_errors", self.errors as f64, 0.0, "errors that the person was shown", json!({})),
        ]
    }
}

/// Lists so many accounts from a cold catalog, with the quota.
pub(crate) async fn throttled(accounts: usize) -> Synced {
    let mut config = company(accounts, ROLES);
    (config.quota, config.latency_ms) = (Some(QUOTA), LATENCY);
    let company = Company::in_real_time(config).await;
    let companion = signed_in(&company, &mut company.person(OPERATIONS)).await;
    let before = requests(&company);
    let begun = Instant::now();
    let listed = Listed::by(companion.portico(&LIST)).await;
    let seconds = begun.elapsed().as_secs_f64();
    let rows: BTreeSet<&(String, String)> = listed.rows.iter().collect();
    Synced {
        accounts,
        seconds,
        requests: requests(&company) - before,
        lost: (accounts * ROLES).saturating_sub(rows.len()),
        errors: listed.errors,
    }
}

/// A cold listing, as scripts ask for it.
pub(crate) const LIST: [&str; 3] = ["list", "--refresh", "--json"];

/// Somebody who holds roles in every account, at a desktop with a keyring, and nothing listed yet.
pub(crate) async fn signed_in(company: &Company, person: &mut Person) -> Companion {
    let companion = Companion::at_desktop().await;
    companion.add_company(company).await;
    companion.sign_in(person).await;
    companion
}

fn requests(company: &Company) -> usize {
    let tally = company.tally();
    let asked = tally.asked(Operation::ListAccounts) + tally.asked(Operation::ListAccountRoles);
    usize::try_from(asked).expect("few enough")
}
