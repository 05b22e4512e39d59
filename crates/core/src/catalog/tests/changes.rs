//! What a listing finds changed.

use super::*;

impl Bench {
    /// The changes, the oldest first: kind, account's name, role.
    fn changes(&self) -> Vec<(String, String, String)> {
        let mut changes = self.catalog.changes(100).expect("reads");
        changes.reverse();
        let told = |change: Change| {
            let view = change.view(crate::policy::class_of);
            let kind = serde_json::to_value(view.kind).expect("JSON").as_str().expect("a word").to_owned();
            (kind, view.name, view.role.or(view.former).unwrap_or_default())
        };
        changes.into_iter().map(told).collect()
    }
}

fn told(all: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    all.iter().map(|(kind, name, role)| ((*kind).into(), (*name).into(), (*role).into())).collect()
}

#[test]
fn the_first_complete_listing_changes_nothing_and_the_next_ones_tell() {
    let bench = company();
    assert_eq!(bench.changes(), []);
    bench.list(&[
        (DEV, "Playground", "", &["AdministratorAccess", "ReadOnlyAccess"]),
        (STAGING, "Staging", "", &["PowerUserAccess", "AdministratorAccess"]),
        ("999999999999", "New", "", &["ReadOnlyAccess", "AdministratorAccess"]),
    ]);
    assert_eq!(
        bench.changes(),
        told(&[
            ("renamed", "Playground", "Dev"),
            ("gained", "New", ""),
            ("role_gained", "Playground", "ReadOnlyAccess"),
            ("role_raised", "Staging", "AdministratorAccess"),
            ("lost", "Production", ""),
            ("role_lost", "Staging", "ReadOnlyAccess"),
        ])
    );
    let gained = bench.catalog.gained_after(&portal("p"), 0).expect("reads");
    assert_eq!(gained.len(), 3);
    assert!(gained.iter().all(|change| change.what.is_gain()));
    assert_eq!(bench.catalog.gained_after(&portal("q"), 0).expect("reads"), []);
}

#[test]
fn an_interrupted_listing_tells_what_came_and_never_what_is_missing() {
    let bench = company();
    drop(bench.merge("p", &[("999999999999", "New", "", &[])]));
    assert_eq!(bench.changes(), told(&[("gained", "New", "")]));
    drop(bench.merge("p", &[("999999999999", "New", "", &["ReadOnlyAccess"])]));
    assert_eq!(bench.changes().len(), 1, "its first roles are no news beside itself");
}

#[test]
fn what_was_looked_at_is_not_counted_and_a_forgotten_portal_tells_nothing() {
    let bench = company();
    let version = bench.catalog.glance().version;
    bench.list(&[(DEV, "Dev", "", &["AdministratorAccess"])]);
    assert_eq!(bench.catalog.glance().unseen_changes, 2);
    let newest = bench.catalog.last_change().expect("reads");
    bench.catalog.changes_seen(newest).expect("noted");
    assert_eq!(bench.catalog.glance().unseen_changes, 0);
    assert!(bench.catalog.glance().version > version);
    assert!(bench.catalog.changes(1).expect("reads")[0].seen);
    bench.catalog.forget_portal(&portal("p")).expect("forgets");
    assert_eq!(bench.changes(), []);
}

#[test]
fn names_that_are_missing_or_come_back_are_no_renames() {
    let bench = company();
    let nameless = AccountInfo { account_id: DEV.to_owned(), account_name: None, email_address: None };
    let run = bench.catalog.begin(&portal("p"), at(200)).expect("begins");
    bench.catalog.merge(&run, &accounts_only(&[nameless, info(STAGING, "", "")]), at(201)).expect("merges");
    assert_eq!(bench.changes(), []);
}
