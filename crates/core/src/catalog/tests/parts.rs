//! The list in parts: what is in sight is given, and stays in sight while rows arrive.

use super::*;
use crate::view::{Anchor, Listing};

fn many(bench: &Bench, numbers: impl Iterator<Item = usize>) {
    let ids: Vec<(String, String)> = numbers.map(|n| (format!("{n:012}"), format!("acct {n:04}"))).collect();
    let rows: Vec<(&str, &str, &str, &[&str])> =
        ids.iter().map(|(id, name)| (id.as_str(), name.as_str(), "", &["R"][..])).collect();
    drop(bench.merge("p", &rows));
}

fn asked(bench: &Bench, from: u32, count: u32, keep: &[(&str, &str, u32)]) -> Listing {
    let keep = keep.iter().map(|(section, id, at)| Anchor {
        section: (*section).to_owned(),
        portal: "p".to_owned(),
        account: (*id).to_owned(),
        at: *at,
    });
    let ask = Ask { from, count, keep: keep.collect(), ..Ask::default() };
    bench.catalog.listing(&ask, &|_| None).expect("lists")
}

fn names(listing: &Listing) -> Vec<&str> {
    listing.rows.iter().map(|row| row.name.as_str()).collect()
}

#[test]
fn only_the_rows_asked_for_are_given() {
    let bench = Bench::new();
    many(&bench, (0..1000).step_by(2));
    let listing = asked(&bench, 10, 3, &[]);
    assert_eq!((listing.total, listing.from), (500, 10));
    assert_eq!(names(&listing), ["acct 0020", "acct 0022", "acct 0024"]);
    let sections: Vec<(&str, u32)> =
        listing.sections.iter().map(|section| (section.id.as_str(), section.count)).collect();
    assert_eq!(sections, [("group:acct", 500)]);
    assert_eq!(names(&asked(&bench, 499, 10, &[])), ["acct 0998"]);
    assert_eq!((asked(&bench, 900, 10, &[]).from, asked(&bench, 0, 0, &[]).rows.len()), (500, 0));
}

#[test]
fn it_begins_as_it_goes_on() {
    let bench = Bench::new();
    many(&bench, 0..100);
    let names: &[&str] = &["PowerUserAccess", "AdministratorAccess", "ReadOnlyAccess"];
    bench.list(&[
        (DEV, "Dev", "dev@x.test", names),
        (STAGING, "acct 0000 a", "", names),
        (PROD, "", "", &[]),
    ]);
    bench.catalog.star(&portal("p"), &account(DEV), true).expect("stars");
    bench.catalog.used(&key(STAGING, "PowerUserAccess"), at(70)).expect("is used");
    let hidden = Label { nickname: "Live".to_owned(), hidden: true, ..Label::default() };
    bench.catalog.label(&portal("p"), &account(PROD), &hidden).expect("labels");
    for grouping in [Grouping::Name, Grouping::Flat, Grouping::Tag("x".to_owned())] {
        for (count, hidden) in [(0, false), (3, false), (500, true)] {
            let ask = Ask { count, hidden, grouping: grouping.clone(), ..Ask::default() };
            let cold = Catalog::open(&bench.path()).expect("opens");
            let begun = cold.beginning(&ask, &|_| None).expect("lists");
            assert_eq!(begun, cold.listing(&ask, &|_| None).expect("lists"), "{ask:?}");
            assert_eq!(begun, cold.beginning(&ask, &|_| None).expect("lists"), "from memory");
        }
    }
}

#[test]
fn what_is_in_sight_stays_in_sight_while_rows_arrive() {
    let bench = Bench::new();
    many(&bench, (0..1000).step_by(2));
    many(&bench, (1..20).step_by(2));
    bench.catalog.star(&portal("p"), &account("000000000400"), true).expect("stars");
    let listing = asked(&bench, 10, 3, &[("group:acct", "000000000020", 10), ("x", "000000000400", 3)]);
    // Ten arrived before it, and a favourite.
    assert_eq!((listing.from, names(&listing)[0]), (21, "acct 0020"));
    let kept: Vec<Option<u32>> =
        listing.kept.iter().map(|place| place.as_ref().map(|place| place.at)).collect();
    assert_eq!(kept, [Some(21), Some(0)], "an account is found wherever it is now");
    assert_eq!(listing.kept[1].as_ref().expect("is there").row.name, "acct 0400");
    let gone = asked(&bench, 10, 3, &[("group:acct", "999999999999", 10)]);
    assert_eq!((gone.from, gone.kept), (10, vec![None]));
}

#[test]
fn a_newer_catalog_shares_with_the_older_one_what_stayed() {
    let bench = Bench::new();
    many(&bench, 0..100);
    let before = bench.catalog.index().expect("reads");
    bench.catalog.star(&portal("p"), &account("000000000007"), true).expect("stars");
    let after = bench.catalog.index().expect("reads");
    let shared = |place: usize| Arc::ptr_eq(&before.accounts[place], &after.accounts[place]);
    assert_eq!((0..100).filter(|place| !shared(*place)).collect::<Vec<_>>(), [7]);
    let fresh = Catalog::open(&bench.path()).expect("opens");
    assert_eq!(fresh.entries(None).expect("reads"), bench.catalog.entries(None).expect("reads"));
    // The first of them completes the listing that was broken off.
    bench.list(&[("000000000050", "acct 0050", "", &["R"])]);
    bench.list(&[("000000000050", "acct 0050", "", &["R"])]);
    assert_eq!(bench.names(), ["acct 0050"], "what was removed is gone from memory, too");
}
