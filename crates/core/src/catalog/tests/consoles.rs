//! Where consoles open, and which are open.

use super::*;
use crate::console::browser::{Choice, Opened, Place, Public};

const SIGN_OUT: &str = "https://eu-isoe-west-1.signin.example/oauth?Action=logout&redirect_uri=x";

#[test]
fn an_accounts_browser_outlasts_its_absence_and_goes_with_its_portal() {
    let bench = company();
    let of = |id: &str| bench.catalog.browser_of(&portal("p"), &account(id)).expect("reads");
    assert_eq!(of(PROD), None);
    let own: Choice = "own in chromium".parse().expect("a choice");
    bench.catalog.choose_browser(&portal("p"), &account(PROD), Some(&own)).expect("chosen");
    bench.list(&[(DEV, "Dev", "", &["R"])]);
    bench.list(&[(DEV, "Dev", "", &["R"]), (PROD, "shop-live", "", &["ReadOnlyAccess"])]);
    assert_eq!((of(PROD), of(DEV)), (Some(own.clone()), None));
    let all = bench.catalog.browsers_of_accounts().expect("reads");
    assert_eq!(all, [(portal("p"), account(PROD), own.clone())]);
    let unknown = bench.catalog.choose_browser(&portal("p"), &account("999999999999"), Some(&own));
    assert_eq!(unknown.expect_err("unknown").code(), Code::NotFound);
    bench.catalog.choose_browser(&portal("p"), &account(PROD), None).expect("unchosen");
    assert_eq!(of(PROD), None);
    bench.catalog.choose_browser(&portal("p"), &account(PROD), Some(&own)).expect("chosen");
    let connection = Connection::open(bench.path()).expect("opens");
    connection.execute("UPDATE browser SET choice = 'by some newer way'", []).expect("written");
    assert_eq!(of(PROD), None, "what cannot be understood is passed over");
    assert!(bench.catalog.browsers_of_accounts().expect("reads").is_empty());
    bench.catalog.forget_portal(&portal("p")).expect("forgets");
    let left: u32 =
        connection.query_row("SELECT count(*) FROM browser", [], |row| row.get(0)).expect("reads");
    assert_eq!(left, 0);
}

#[test]
fn open_consoles_are_known_until_they_end() {
    let bench = company();
    let opened = |place: &str, id: &str, until: i64| Opened {
        place: Place::kept(place),
        key: key(id, "ReadOnlyAccess"),
        until: at(until),
        sign_out: Public::kept_sign_out(SIGN_OUT).expect("one"),
    };
    let note = |opened: &Opened, now: i64| bench.catalog.note_opened(opened, at(now)).expect("notes");
    let list = |now: i64| bench.catalog.opened(at(now)).expect("reads");
    let (long, short) = (opened("firefox:", PROD, 900), opened("chromium:Default", DEV, 300));
    note(&long, 100);
    note(&short, 100);
    assert_eq!(list(100), [short.clone(), long.clone()]);
    assert_eq!(list(300), std::slice::from_ref(&long), "it ends at its second");
    let longer = opened("firefox:", PROD, 1900);
    note(&longer, 400);
    assert_eq!(
        list(0),
        std::slice::from_ref(&longer),
        "opened again it lasts longer; what ended is forgotten"
    );
    bench.catalog.forget_portal(&portal("p")).expect("forgets");
    assert_eq!(list(0), [longer], "the browser is signed in without the portal");
    bench.catalog.forget_opened(&Place::kept("firefox:")).expect("forgets");
    assert_eq!(list(0), []);
    note(&short, 100);
    let connection = Connection::open(bench.path()).expect("opens");
    for other in [
        "",
        "https://evil.example/",
        "http://evil.example/oauth?Action=logout",
        "https://x/federation?Action=login",
    ] {
        connection.execute("UPDATE opened SET sign_out = ?1", [other]).expect("written");
        assert_eq!(list(0), [], "{other}");
    }
}
