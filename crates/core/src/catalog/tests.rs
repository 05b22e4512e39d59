use std::sync::atomic::{AtomicUsize, Ordering};

use portico_model::AccountId;
use portico_model::portal::{AccountInfo, RoleInfo};

use super::*;
use crate::error::Code;
use crate::view::{Grouping, RoleClass, Section, SectionKind};

mod changes;
mod consoles;
mod migrations;
mod own;
mod parts;
mod reading;
mod resume;
mod visits;

struct Bench {
    folder: tempfile::TempDir,
    catalog: Catalog,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let catalog = Catalog::open(&folder.path().join("catalog.sqlite3")).expect("opens");
        Self { folder, catalog }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("catalog.sqlite3")
    }

    /// One complete listing of the portal `p`.
    fn list(&self, accounts: &[(&str, &str, &str, &[&str])]) {
        self.list_in("p", accounts);
    }

    fn list_in(&self, name: &str, accounts: &[(&str, &str, &str, &[&str])]) {
        let run = self.merge(name, accounts);
        self.catalog.finish(run, at(100)).expect("finishes");
    }

    fn merge(&self, name: &str, accounts: &[(&str, &str, &str, &[&str])]) -> Run {
        let run = self.catalog.begin(&portal(name), at(50)).expect("begins");
        let batch = Batch {
            accounts: accounts.iter().map(|(id, name, email, _)| info(id, name, email)).collect(),
            roles: accounts.iter().map(|(id, _, _, names)| (account(id), roles(names))).collect(),
        };
        self.catalog.merge(&run, &batch, at(60)).expect("merges");
        run
    }

    fn names(&self) -> Vec<String> {
        self.catalog.entries(None).expect("reads").into_iter().map(|entry| entry.name).collect()
    }

    fn search(&self, query: &str) -> Vec<AccountRow> {
        let listing = self.catalog.listing(&Ask::all(query), &|_| None).expect("lists");
        assert!(listing.sections.len() <= 1, "a query has one section");
        listing.rows
    }

    fn found(&self, query: &str) -> Vec<String> {
        self.search(query).into_iter().map(|row| row.name).collect()
    }

    /// Kind, title and names of each section.
    fn home(&self) -> Vec<(SectionKind, String, Vec<String>)> {
        self.grouped(Grouping::Name)
    }

    fn grouped(&self, grouping: Grouping) -> Vec<(SectionKind, String, Vec<String>)> {
        let ask = Ask { grouping, ..Ask::all("") };
        let listing = self.catalog.listing(&ask, &|_| None).expect("lists");
        let mut names = listing.rows.into_iter().map(|row| row.name);
        let mut named = |section: Section| {
            let names = names.by_ref().take(section.count as usize).collect();
            (section.kind, section.title, names)
        };
        listing.sections.into_iter().map(&mut named).collect()
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("a moment")
}

fn portal(name: &str) -> PortalName {
    name.parse().expect("a portal's name")
}

fn account(id: &str) -> AccountId {
    id.parse().expect("an account")
}

fn role(name: &str) -> RoleName {
    name.parse().expect("a role")
}

fn key(id: &str, name: &str) -> RoleKey {
    RoleKey { portal: portal("p"), account: account(id), role: role(name) }
}

fn info(id: &str, name: &str, email: &str) -> AccountInfo {
    AccountInfo {
        account_id: id.to_owned(),
        account_name: Some(name.to_owned()),
        email_address: Some(email.to_owned()),
    }
}

fn accounts_only(accounts: &[AccountInfo]) -> Batch {
    Batch { accounts: accounts.to_vec(), ..Batch::default() }
}

fn roles(names: &[&str]) -> Vec<RoleInfo> {
    names.iter().map(|name| RoleInfo { role_name: (*name).to_owned(), account_id: String::new() }).collect()
}

const DEV: &str = "111122223333";
const STAGING: &str = "222233334444";
const PROD: &str = "444455556666";

fn company() -> Bench {
    let bench = Bench::new();
    bench.list(&[
        (DEV, "Dev", "aws+dev@securecart.example", &["AdministratorAccess"]),
        (STAGING, "Staging", "aws+staging@securecart.example", &["PowerUserAccess", "ReadOnlyAccess"]),
        (
            PROD,
            "Production",
            "aws+prod@securecart.example",
            &["AdministratorAccess", "SecurityAudit", "ReadOnlyAccess", "Billing"],
        ),
    ]);
    bench
}

#[test]
fn e4_an_interrupted_listing_never_shrinks_and_a_complete_one_does() {
    let bench = company();
    let run = bench.merge("p", &[(DEV, "Dev", "", &["ReadOnlyAccess"])]);
    assert_eq!(bench.names(), ["Dev", "Production", "Staging"], "the run is not over");
    drop(run);
    assert_eq!(bench.names(), ["Dev", "Production", "Staging"], "the run was given up");
    bench.list(&[(DEV, "Dev", "", &["ReadOnlyAccess"])]);
    assert_eq!(bench.names(), ["Dev"]);
    let entries = bench.catalog.entries(Some(&portal("p"))).expect("reads");
    let left: Vec<&str> = entries[0].roles.iter().map(|role| role.role.as_str()).collect();
    assert_eq!(left, ["ReadOnlyAccess"], "roles shrink likewise");
    assert_eq!(bench.catalog.listed_at(&portal("p")).expect("reads"), Some(at(100)));
    assert_eq!(bench.catalog.listed_at(&portal("other")).expect("reads"), None);
    drop(bench.merge("other", &[(PROD, "Unfinished", "", &[])]));
    assert_eq!(bench.catalog.listed().expect("reads"), BTreeSet::from([portal("p")]));
}

#[test]
fn one_account_is_found_by_its_portal_and_number_and_called_as_in_the_list() {
    let bench = company();
    bench.list_in("other", &[(DEV, "", "", &["Admin"])]);
    let of = |name: &str, number: &str| {
        let entry = bench.catalog.entry(&portal(name), &account(number)).expect("reads");
        entry.map(|entry| entry.title().into_owned())
    };
    assert_eq!(of("p", DEV).as_deref(), Some("Dev"));
    assert_eq!(of("other", DEV), Some(account(DEV).grouped()));
    assert_eq!(of("other", PROD), None);
    let label = Label { nickname: "Kasse".to_owned(), ..Label::default() };
    bench.catalog.label(&portal("p"), &account(DEV), &label).expect("labels");
    assert_eq!(of("p", DEV).as_deref(), Some("Kasse"));
    assert_eq!(AccountEntry::unlisted(&key(PROD, "Admin")).title(), account(PROD).grouped());
}

#[test]
fn a_listing_of_one_portal_leaves_the_others_alone() {
    let bench = company();
    bench.list_in("q", &[(DEV, "Dev", "", &["ReadOnlyAccess"])]);
    assert_eq!(bench.catalog.glance().accounts, 4);
    bench.list_in("q", &[]);
    assert_eq!(bench.catalog.glance().accounts, 3);
}

#[test]
fn overlapping_listings_of_two_processes_lose_nothing() {
    let bench = company();
    let early = bench.merge("p", &[(DEV, "Dev", "", &["A"])]);
    let late = bench.merge("p", &[(DEV, "Dev", "", &["A"]), (PROD, "Production", "", &["B"])]);
    bench.catalog.finish(early, at(1)).expect("finishes");
    assert_eq!(bench.names(), ["Dev", "Production"], "what the later run saw stays");
    bench.catalog.finish(late, at(2)).expect("finishes");
    assert_eq!(bench.names(), ["Dev", "Production"]);
}

#[test]
fn a_page_that_comes_twice_changes_nothing() {
    let bench = company();
    let version = bench.catalog.glance().version;
    let run = bench.merge("p", &[(DEV, "Dev", "aws+dev@securecart.example", &["AdministratorAccess"])]);
    bench
        .catalog
        .merge(&run, &accounts_only(&[info(DEV, "Dev", "aws+dev@securecart.example")]), at(61))
        .expect("the same page again");
    assert_eq!(bench.catalog.glance().version, version, "nothing to draw anew");
    assert_eq!(bench.catalog.glance().accounts, 3);
    // Deleting two accounts is a change.
    bench.catalog.finish(run, at(1)).expect("finishes");
    assert!(bench.catalog.glance().version > version);
}

#[test]
fn a_forgotten_portal_is_not_brought_back_by_a_listing_under_way() {
    let bench = company();
    let run = bench.catalog.begin(&portal("p"), at(1)).expect("begins");
    bench.catalog.star(&portal("p"), &account(DEV), true).expect("stars");
    bench.catalog.forget_portal(&portal("p")).expect("forgets");
    let again = bench.catalog.begin(&portal("p"), at(2)).expect("begins");
    bench.catalog.merge(&run, &accounts_only(&[info(DEV, "Dev", "")]), at(3)).expect("ignored");
    bench.catalog.finish(run, at(3)).expect("ignored");
    assert_eq!(bench.names(), Vec::<String>::new());
    assert_eq!(bench.catalog.listed_at(&portal("p")).expect("reads"), None);
    bench.catalog.merge(&again, &accounts_only(&[info(DEV, "Dev", "")]), at(3)).expect("merges");
    assert!(!bench.catalog.entries(None).expect("reads")[0].starred, "forgotten means forgotten");
}

#[test]
fn a_renamed_account_keeps_its_star_and_its_times() {
    let bench = company();
    bench.catalog.star(&portal("p"), &account(DEV), true).expect("stars");
    bench.catalog.used(&key(DEV, "AdministratorAccess"), at(70)).expect("notes");
    bench.catalog.used(&key(DEV, "AdministratorAccess"), at(60)).expect("an older time is no news");
    bench.list(&[(DEV, "Playground", "", &["AdministratorAccess"])]);
    let entries = bench.catalog.entries(None).expect("reads");
    assert_eq!((entries[0].name.as_str(), entries[0].starred), ("Playground", true));
    assert_eq!((entries[0].last_used, entries[0].roles[0].last_used), (Some(at(70)), Some(at(70))));
    bench.list(&[]);
    bench.list(&[(DEV, "Playground", "", &["AdministratorAccess"])]);
    assert!(bench.catalog.entries(None).expect("reads")[0].starred, "away and back");
    bench.catalog.star(&portal("p"), &account(DEV), false).expect("stars no more");
    assert!(!bench.catalog.entries(None).expect("reads")[0].starred);
    let error = bench.catalog.star(&portal("p"), &account("999999999999"), true).expect_err("unknown");
    assert_eq!(error.code(), Code::NotFound);
}

#[test]
fn two_processes_see_each_others_changes() {
    let bench = company();
    let other = Catalog::open(&bench.path()).expect("opens");
    let before = (bench.catalog.glance().version, other.glance().version);
    assert_eq!(before.0, before.1);
    assert_eq!(other.entries(None).expect("reads").len(), 3);
    other.star(&portal("p"), &account(PROD), true).expect("stars");
    assert!(bench.catalog.glance().version > before.0);
    assert_eq!(bench.home()[0], (SectionKind::Favourites, String::new(), vec!["Production".to_owned()]));
    let version = other.glance().version;
    other.star(&portal("p"), &account(PROD), true).expect("stars again");
    assert_eq!(bench.catalog.glance().version, version, "nothing changed");
}

#[test]
fn d2_hostile_texts_are_cut_and_cleaned_and_wrong_ids_left_out() {
    let bench = Bench::new();
    let run = bench.catalog.begin(&portal("p"), at(1)).expect("begins");
    let long = "x".repeat(10_000);
    let infos = [
        info(DEV, "a\u{1b}[31m\u{202e}b\nc", "x\r\ny@z"),
        info("12", "short", ""),
        info("11112222333x", "letters", ""),
        info(PROD, &long, &long),
        AccountInfo { account_id: STAGING.to_owned(), account_name: None, email_address: None },
    ];
    let wire = roles(&["ok", "a\ncredential_process=x", "", &long, "ReadOnlyAccess"]);
    let unnamed = (account("999999999999"), roles(&["x"]));
    let batch = Batch { accounts: infos.to_vec(), roles: vec![(account(DEV), wire), unnamed] };
    bench.catalog.merge(&run, &batch, at(2)).expect("merges");
    assert_eq!(run.skipped(), 5);
    let entries = bench.catalog.entries(None).expect("reads");
    let entry = |id: &str| entries.iter().find(|entry| entry.account.as_str() == id).expect("is there");
    assert_eq!(entries.len(), 3);
    assert_eq!(entry(DEV).name, "a\u{fffd}[31m\u{fffd}b\u{fffd}c");
    assert_eq!(entry(DEV).email, "x\u{fffd}\u{fffd}y@z");
    assert_eq!(entry(DEV).roles.len(), 2);
    assert_eq!((entry(PROD).name.len(), entry(PROD).email.len()), (200, 254));
    assert_eq!(entry(STAGING).name, "2222-3333-4444", "no name: its number");
    assert_eq!(bench.found("31m").len(), 1, "what is shown is what is searched");
}

#[test]
fn the_home_has_favourites_recents_and_groups() {
    let bench = Bench::new();
    let id = |n: u32| format!("{n:012}");
    let names = ["shop-eu", "Shop-US", "audit", "log/a", "log b", "Zeta", "data_1", "data_2"];
    let ids: Vec<String> = (1..=8).map(id).collect();
    let rows: Vec<(&str, &str, &str, &[&str])> =
        names.iter().zip(&ids).map(|(name, id)| (id.as_str(), *name, "", &["R"][..])).collect();
    bench.list(&rows);
    for n in 1..=7 {
        bench.catalog.used(&key(&id(n), "R"), at(i64::from(n))).expect("notes");
    }
    bench.catalog.star(&portal("p"), &account(&id(6)), true).expect("stars");
    bench.catalog.star(&portal("p"), &account(&id(3)), true).expect("stars");
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
    let group = |title: &str, names: &[&str]| (SectionKind::Group, title.to_owned(), owned(names));
    assert_eq!(
        bench.home(),
        [
            (SectionKind::Favourites, String::new(), owned(&["audit", "Zeta"])),
            (SectionKind::Recent, String::new(), owned(&["data_1", "log b", "log/a", "Shop-US", "shop-eu"])),
            group("data", &["data_1", "data_2"]),
            group("log", &["log b", "log/a"]),
            group("shop", &["shop-eu", "Shop-US"]),
            group("", &["audit", "Zeta"]),
        ]
    );
}

#[test]
fn rows_carry_what_the_window_shows() {
    let bench = company();
    let asked = AtomicUsize::new(0);
    let listing = bench.catalog.listing(&Ask::all("production"), &|key| {
        asked.fetch_add(1, Ordering::Relaxed);
        (key.role.as_str() == "SecurityAudit").then(|| at(900))
    });
    let listing = listing.expect("lists");
    assert_eq!(listing.version, bench.catalog.glance().version);
    let row = &listing.rows[0];
    assert_eq!((row.number.as_str(), row.colour.as_str()), ("4444-5555-6666", "#c2410c"));
    assert_eq!(row.marks, [(0, 10)]);
    let shown: Vec<(&str, RoleClass, Option<i64>)> =
        row.roles.iter().map(|role| (role.role.as_str(), role.class, role.credentials_until)).collect();
    assert_eq!(
        shown,
        [
            ("ReadOnlyAccess", RoleClass::Read, None),
            ("SecurityAudit", RoleClass::Read, Some(900)),
            ("Billing", RoleClass::Unknown, None),
            ("AdministratorAccess", RoleClass::Admin, None),
        ]
    );
    assert_eq!(asked.load(Ordering::Relaxed), 4, "only the roles shown are asked about");
}

#[test]
fn a_query_is_words_in_any_order_over_every_field() {
    let bench = company();
    for (query, expected) in [
        ("prod", vec!["Production"]),
        ("PROD", vec!["Production"]),
        ("pdn", vec!["Production"]),
        ("4444-5555", vec!["Production", "Staging"]),
        ("444455556666", vec!["Production"]),
        ("4444-5555-6666", vec!["Production"]),
        ("aws+staging@", vec!["Staging"]),
        ("securecart", vec!["Dev", "Production", "Staging"]),
        ("poweruser", vec!["Staging"]),
        ("read prod", vec!["Production"]),
        ("prod read", vec!["Production"]),
        ("audit", vec!["Production"]),
        ("write", vec!["Staging"]),
        ("p staging", vec!["Staging"]),
        ("nothing", vec![]),
        ("prod nothing", vec![]),
    ] {
        let mut found = bench.found(query);
        if query == "4444-5555" {
            assert_eq!(found[0], "Production", "a number that begins so comes first");
            found.truncate(1);
            assert_eq!(found, expected[..1]);
            continue;
        }
        found.sort();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn class_and_role_words_narrow_the_roles_shown() {
    let bench = company();
    let shown = |query: &str| -> Vec<String> {
        bench.search(query).remove(0).roles.into_iter().map(|role| role.role).collect()
    };
    assert_eq!(shown("prod admin"), ["AdministratorAccess"]);
    assert_eq!(shown("prod read"), ["ReadOnlyAccess", "SecurityAudit"]);
    assert_eq!(shown("prod billing"), ["Billing"]);
    assert_eq!(shown("prod").len(), 4);
    assert_eq!(shown("prod admin billing").len(), 4, "no role is both: all are shown");
}

#[test]
fn names_outrank_addresses_and_ties_go_to_favourites_then_recents() {
    let bench = Bench::new();
    bench.list(&[
        ("000000000001", "shop a", "", &["R"]),
        ("000000000002", "shop b", "", &["R"]),
        ("000000000003", "shop c", "", &["R"]),
        ("000000000004", "other", "shop@x", &["R"]),
    ]);
    assert_eq!(bench.found("shop"), ["shop a", "shop b", "shop c", "other"]);
    bench.catalog.used(&key("000000000003", "R"), at(9)).expect("notes");
    assert_eq!(bench.found("shop"), ["shop c", "shop a", "shop b", "other"]);
    bench.catalog.star(&portal("p"), &account("000000000002"), true).expect("stars");
    assert_eq!(bench.found("shop"), ["shop b", "shop c", "shop a", "other"]);
}

#[test]
fn marks_are_utf16_ranges_of_the_name() {
    let bench = Bench::new();
    bench.list(&[(DEV, "\u{1f680} Café prod", "", &["R"]), (PROD, "plain prod two", "", &["R"])]);
    let marks = |query: &str, id: &str| {
        let rows = bench.search(query);
        rows.iter().find(|row| row.account == id).map(|row| row.marks.clone())
    };
    assert_eq!(marks("prod", DEV), Some(vec![(8, 12)]));
    assert_eq!(marks("cafe prod", DEV), Some(vec![(3, 7), (8, 12)]));
    assert_eq!(marks("two plain", PROD), Some(vec![(0, 5), (11, 14)]));
    assert_eq!(marks("4444", PROD), Some(vec![]));
}

#[test]
fn find_takes_numbers_and_names_and_explains_itself() {
    let bench = company();
    bench.list_in("q", &[(DEV, "Sandbox", "", &["R"]), ("777777777777", "staging", "", &[])]);
    let find = |portal_name: Option<&str>, name: &str, role_name: Option<&str>| {
        bench.catalog.find(portal_name.map(portal).as_ref(), name, role_name.map(role).as_ref(), None)
    };
    assert_eq!(find(None, PROD, Some("SecurityAudit")).expect("by number"), key(PROD, "SecurityAudit"));
    assert_eq!(find(None, "4444-5555-6666", None).expect("weakest"), key(PROD, "ReadOnlyAccess"));
    assert_eq!(find(None, "pRODUCTION", Some("billing")).expect("by name"), key(PROD, "Billing"));
    assert_eq!(find(Some("p"), DEV, None).expect("one portal"), key(DEV, "AdministratorAccess"));
    for (portal_name, name, role_name, code, said) in [
        (None, "Nowhere", None, Code::NotFound, "No account called \"Nowhere\" is known."),
        (Some("q"), "Production", None, Code::NotFound, "is known in q"),
        (None, DEV, None, Code::InvalidInput, "1111-2222-3333 in p, 1111-2222-3333 in q"),
        (None, "Staging", None, Code::InvalidInput, "2222-3333-4444 in p, 7777-7777-7777 in q"),
        (None, PROD, Some("Nope"), Code::NotFound, "no role called \"Nope\" in Production (4444-5555-6666)"),
        (Some("q"), "staging", None, Code::NotFound, "No role is known in staging"),
    ] {
        let error = find(portal_name, name, role_name).expect_err(name);
        assert_eq!(error.code(), code, "{error}");
        assert!(error.message().contains(said), "{error}");
    }
    let error = find(None, PROD, Some("Nope")).expect_err("no such role");
    assert!(error.remedy().contains("ReadOnlyAccess, SecurityAudit, Billing, AdministratorAccess"));
}

#[test]
fn an_empty_file_is_brought_up_to_date_and_a_newer_one_left_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("deeper").join("catalog.sqlite3");
    drop(Catalog::open(&path).expect("a new file in a new folder"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).expect("is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let connection = Connection::open(&path).expect("opens");
    let state = |name: &str| -> String {
        connection
            .query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, rusqlite::types::Value>(0))
            .map(|value| format!("{value:?}"))
            .expect("answers")
    };
    assert_eq!(
        (state("journal_mode"), state("user_version")),
        ("Text(\"wal\")".to_owned(), "Integer(5)".to_owned())
    );
    Catalog::open(&path).expect("opens again");
    connection.pragma_update(None, "user_version", 99).expect("pretends");
    let error = Catalog::open(&path).expect_err("newer");
    assert_eq!((error.code(), error.remedy()), (Code::FileNotWritable, "Update Portico."));
}

#[test]
fn a_damaged_file_is_reported_and_kept() {
    let bench = company();
    let path = bench.path();
    drop(bench.catalog);
    crate::disk::write_atomic(&path, &[b'x'; 8192]).expect("damages it");
    let error = Catalog::open(&path).expect_err("damaged");
    assert_eq!(error.code(), Code::FileNotWritable);
    assert!(error.message().contains("catalog.sqlite3") && error.message().contains("damaged"), "{error}");
    assert!(error.remedy().contains("Move the file away"), "{error}");
    assert_eq!(crate::disk::read_text(&path).expect("reads").map(|text| text.len()), Some(8192), "untouched");
}

#[test]
fn many_processes_may_open_and_write_a_new_file_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("catalog.sqlite3");
    std::thread::scope(|scope| {
        for n in 0..8_u32 {
            let path = &path;
            scope.spawn(move || {
                let catalog = Catalog::open(path).expect("opens");
                let run = catalog.begin(&portal(&format!("p{n}")), at(1)).expect("begins");
                catalog.merge(&run, &accounts_only(&[info(DEV, "Dev", "")]), at(1)).expect("merges");
                catalog.finish(run, at(2)).expect("finishes");
            });
        }
    });
    assert_eq!(Catalog::open(&path).expect("opens").glance().accounts, 8);
}

#[test]
fn ten_thousand_accounts_are_searched_from_memory() {
    let bench = Bench::new();
    let run = bench.catalog.begin(&portal("p"), at(1)).expect("begins");
    let stages = ["prod", "staging", "dev", "sandbox"];
    let infos: Vec<AccountInfo> = (0..10_000_usize)
        .map(|n| info(&format!("{n:012}"), &format!("team{:03}-{}", n / 4, stages[n % 4]), "aws@example.com"))
        .collect();
    let names = ["AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess", "Billing", "A", "B", "C", "D"];
    let roles = infos.iter().map(|info| (account(&info.account_id), roles(&names))).collect();
    bench.catalog.merge(&run, &Batch { accounts: infos, roles }, at(2)).expect("merges");
    bench.catalog.finish(run, at(2)).expect("finishes");
    let index = bench.catalog.index().expect("loads");
    let rows = bench.search("prod read team07");
    let names: Vec<&str> = rows.iter().take(10).map(|row| row.name.as_str()).collect();
    let expected: Vec<String> = (70..80).map(|n| format!("team{n:03}-prod")).collect();
    assert_eq!(names, expected, "before those with gaps between the letters");
    assert!(rows.iter().all(|row| row.name.ends_with("-prod") && row.roles.len() == 1));
    assert_eq!(bench.search("prod").len(), 2_500);
    assert!(Arc::ptr_eq(&index, &bench.catalog.index().expect("loads")), "read once");
}
