//! From a choice to a place.

use super::*;
use crate::role::RoleKey;
use crate::view::ConsolePlaceView;

fn outing(machine: &Machine, choice: &str, default: Option<&str>) -> Result<Outing> {
    let key = RoleKey::parse("p", "111122223333", "Admin").expect("a key");
    let look = Look::new("Shop", "#dc2626").expect("a look");
    let (choice, default) = (choice.parse().expect("a choice"), default.map(id));
    Outing::to(Visit { key: &key, look: &look, choice: &choice }, &machine.find(), default.as_ref())
}

#[test]
fn every_choice_has_its_place() {
    let machine = usual();
    for (choice, default, place, isolated) in [
        ("default", None, "default:", false),
        ("default", Some("chromium"), "chromium:Profile 1", false),
        ("chromium", None, "chromium:Profile 1", false),
        ("chromium:Work", None, "chromium:Profile 1", false),
        ("chromium:Me", None, "chromium:Default", false),
        ("firefox", None, "firefox:b2.home", false),
        ("container in firefox:Work", None, "firefox:a1.work+Shop 111122223333", true),
        ("own", None, "~p~111122223333~chromium", true),
        ("own", Some("firefox"), "~p~111122223333~firefox", true),
        ("own in firefox", None, "~p~111122223333~firefox", true),
        ("own-by-role", None, "~p~111122223333~chromium~c1c224b03cd9bc7b", true),
    ] {
        let outing = outing(&machine, choice, default).expect(choice);
        assert_eq!((outing.place.as_str(), outing.is_isolated()), (place, isolated), "{choice}");
    }
}

#[test]
fn every_place_is_called_something() {
    let machine = usual();
    for (choice, called) in [
        ("default", "the default browser"),
        ("firefox", "Firefox"),
        ("chromium:Profile 1", "the profile Work of Chromium"),
        ("container in firefox:Work", "the container Shop 111122223333 of Firefox"),
        ("own in firefox", "the account's own profile of Firefox"),
    ] {
        assert_eq!(outing(&machine, choice, None).expect(choice).called().to_string(), called);
    }
}

#[test]
fn there_is_a_way_back_to_every_place_that_can_be_opened() {
    let machine = usual();
    let found = machine.find();
    let key = RoleKey::parse("p", "111122223333", "Admin").expect("a key");
    let look = Look::new("Shop", "#dc2626").expect("a look");
    let back = |place: &str, default: Option<&str>| {
        let sign_out =
            Public::kept_sign_out("https://signin.aws.amazon.com/oauth?Action=logout").expect("one");
        let (place, until) = (Place::kept(place), jiff::Timestamp::MAX);
        let opened = Opened { place, key: key.clone(), until, sign_out };
        Outing::back_to(&opened, &look, &found, default.map(id).as_ref())
    };
    for (choice, default) in [
        ("default", None),
        ("default", Some("chromium")),
        ("chromium:Me", None),
        ("firefox:Work", Some("chromium")),
        ("container in firefox:Work", None),
        ("own in firefox", None),
        ("own-by-role", None),
    ] {
        let there = outing(&machine, choice, default).expect(choice);
        let again = back(there.place.as_str(), default).expect(choice);
        assert_eq!((&again.place, again.is_isolated()), (&there.place, there.is_isolated()), "{choice}");
        assert_eq!(again.is_default(), choice == "default", "{choice}");
    }
    // The default browser is another one since: it is gone back to the one of then.
    let then = back("chromium:Profile 1", Some("firefox")).expect("there");
    assert_eq!(
        (then.called().to_string().as_str(), then.is_default()),
        ("the profile Work of Chromium", false)
    );
    for gone in
        ["edge:Default", "chromium:No such", "~p~111122223333", "~p~999999999999~chromium", "x", "~", "b~d:x"]
    {
        let error = back(gone, None).expect_err(gone);
        assert!(!error.remedy().is_empty(), "{gone}");
    }
}

#[test]
fn one_signs_in_among_ones_tabs_and_nowhere_else() {
    let machine = usual();
    let found = machine.find();
    let to = |choice: &str| Outing::to_sign_in(choice.parse().expect("a choice"), &found, None);
    assert_eq!(to("default").expect("anywhere").called(), ConsolePlaceView::Default);
    let work = to("firefox:Work").expect("there");
    assert_eq!((work.place.as_str(), work.is_isolated()), ("firefox:a1.work", false));
    for apart in ["own", "own-by-role in chromium", "container in firefox:Work"] {
        assert!(to(apart).expect_err(apart).remedy().contains("firefox:Work"), "{apart}");
    }
    assert!(to("edge").expect_err("missing").message().contains("not installed"));
}

#[test]
fn what_the_machine_cannot_do_is_said_before_anything_is_touched() {
    let machine = usual();
    for (choice, says) in [
        ("edge", "not installed"),
        ("chromium:Play", "no profile"),
        ("container in chromium", "no containers"),
        ("container", "no extension"),
        ("container in firefox:Home", "no extension"),
        ("own in safari", "not installed"),
    ] {
        let error = outing(&machine, choice, None).expect_err(choice);
        assert!(error.message().contains(says) && !error.remedy().is_empty(), "{choice}: {error}");
    }
    let bare = Machine::new(System::Linux);
    for choice in ["own", "container"] {
        let error = outing(&bare, choice, None).expect_err(choice);
        assert!(error.message().starts_with("No browser of this machine"), "{error}");
    }
    assert!(outing(&bare, "default", None).is_ok(), "the system may know one");
}

/// A browser that says its arguments, and how many variables of Portico's it sees.
#[cfg(unix)]
#[test]
fn an_own_profile_is_made_and_started() {
    let machine = usual();
    let said = machine.path("said");
    pipe(&said);
    let script = format!(
        "#!/bin/sh\n{{ printf '%s\\n' \"$@\"; env | grep -cE '^(PORTICO|AWS)_'; }} > '{}'\n",
        said.display()
    );
    machine.program("usr/bin/chromium", &script);
    let home = machine.portico();
    outing(&machine, "own", None).expect("a place").open(&home, &address()).expect("started");
    let folder = home.data().join("browsers/p~111122223333~chromium");
    assert!(folder.join("Local State").exists());
    let text = disk::read_text(&said).expect("readable").expect("there");
    let expected = format!(
        "--user-data-dir={}\n--no-first-run\n--no-default-browser-check\nhttp://127.0.0.1:4711/nonce\n0\n",
        folder.display()
    );
    assert_eq!(text, expected);
}
