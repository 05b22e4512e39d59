//! How long it takes to plan and write a profile for each of ten thousand roles, and whether another tool reads it.
//!
//! Planned is what `portico profiles sync` plans: names from a template, the diff, and the file with its copy and its
//! note for an undo, flushed to the disk.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use portico_core::catalog::AccountEntry;
use portico_core::disk::Home;
use portico_core::profiles::{self, AwsFiles, Helper, Known, Template, Wanted};
use portico_core::role::RoleKey;
use portico_core::settings::Portal;
use portico_model::{Clock as _, SystemClock};
use serde_json::json;

use super::figure::{Bar, Figure};
use super::stats;

/// How many profiles.
const PROFILES: usize = 10_000;
/// How often they are written anew.
const ROUNDS: usize = 5;

/// Writes them some times and tells the median.
pub(crate) fn figure(name: &str) -> Figure {
    let accounts: Vec<AccountEntry> = (0..PROFILES).map(account).collect();
    let rounds: Vec<f64> = (0..ROUNDS).map(|_| once(&accounts)).collect();
    Figure {
        name: name.to_owned(),
        value: stats::median(&rounds),
        bar: Bar::AtMost(1_000.0),
        told: format!("ms to plan and write {PROFILES} profiles, diff and copy included"),
        measured: json!({ "rounds_ms": rounds }),
    }
}

fn account(n: usize) -> AccountEntry {
    let key = RoleKey {
        portal: "securecart".parse().expect("a name"),
        account: format!("{n:012}").parse().expect("an id"),
        role: "ReadOnlyAccess".parse().expect("a role"),
    };
    AccountEntry { name: format!("Team {} Stage {}", n / 4, n % 4), ..AccountEntry::unlisted(&key) }
}

fn once(accounts: &[AccountEntry]) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(&folder.path().join("portico")).expect("a home");
    let aws = folder.path().join(".aws");
    let files = AwsFiles { config: aws.join("config"), credentials: aws.join("credentials") };
    let portal = Portal::parse("securecart", "https://securecart.awsapps.com/start", "eu-west-1", None);
    let portals = [portal.expect("a portal")];
    let begun = Instant::now();
    let (roles, template) = (profiles::roles(accounts, |_| false), Template::default());
    let helper = Arc::new(Helper { binary: "/usr/bin/portico".into(), home: None });
    let known =
        Known { portals: &portals, roles: &roles, listed: BTreeSet::from([portals[0].name.clone()]), helper };
    let wanted = Wanted { prune: true, ..Wanted::all(&template) };
    let synced = profiles::sync(&files, &known, &wanted).expect("worked out");
    let plan = profiles::plan(&files, synced.change).expect("planned");
    assert!(plan.diff().len() > PROFILES, "there is something to see");
    profiles::apply(&home, &files, &plan, SystemClock.now()).expect("written");
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    assert_eq!(profiles::list(&files).expect("understood").len(), PROFILES);
    took
}
