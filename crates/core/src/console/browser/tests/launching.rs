//! The table of launches: arguments, letter by letter.

use std::path::PathBuf;

use super::*;
use crate::catalog::Colour;

const TO: &str = "http://127.0.0.1:4711/nonce";
const CONTAINER: &str =
    "name=Shop%20%26%20Co&url=http%3A%2F%2F127.0.0.1%3A4711%2Fnonce&color=red&signature=00";

fn container(profile: Option<&str>) -> Isolation {
    Isolation::Container {
        profile: profile.map(str::to_owned),
        name: "Shop & Co".to_owned(),
        colour: Some(Colour::Red),
    }
}

fn arguments(browser: &Browser, isolation: &Isolation) -> Vec<String> {
    texts(&plan(browser, isolation, &address()).expect("a plan"))
}

#[test]
fn programs() {
    let machine = usual();
    let found = machine.find();
    let chromium = found.browser(&id("chromium")).expect("there");
    let firefox = found.browser(&id("firefox")).expect("there");
    let folder = machine.path("home/.mozilla/firefox/a1.work");
    let own = Isolation::Own(PathBuf::from("/data/browsers/p~1~chromium"));
    let work = || Isolation::Profile("Work".to_owned());
    let table: [(&Browser, Isolation, Vec<String>); 7] = [
        (chromium, Isolation::Same, vec![TO.into()]),
        (chromium, work(), vec!["--profile-directory=Profile 1".into(), TO.into()]),
        (
            chromium,
            own.clone(),
            vec![
                "--user-data-dir=/data/browsers/p~1~chromium".into(),
                "--no-first-run".into(),
                "--no-default-browser-check".into(),
                TO.into(),
            ],
        ),
        (firefox, Isolation::Same, vec![TO.into()]),
        (firefox, work(), vec!["--profile".into(), shown(&folder), TO.into()]),
        (firefox, own, vec!["--profile".into(), "/data/browsers/p~1~chromium".into(), TO.into()]),
        (
            firefox,
            container(Some("Work")),
            vec!["--profile".into(), shown(&folder), format!("ext+container:{CONTAINER}")],
        ),
    ];
    for (browser, isolation, expected) in table {
        let launch = plan(browser, &isolation, &address()).expect("a plan");
        assert_eq!(texts(&launch), expected, "{isolation:?}");
        assert_eq!(launch.needs, None);
        assert!(launch.program.starts_with(machine.path("usr/bin")));
    }
}

#[test]
fn what_cannot_be_done_is_refused_with_a_remedy() {
    let machine = usual();
    let found = machine.find();
    let chromium = found.browser(&id("chromium")).expect("there");
    let firefox = found.browser(&id("firefox")).expect("there");
    let refused = |browser: &Browser, isolation: &Isolation| {
        let error = plan(browser, isolation, &address()).expect_err("refused");
        assert!(!error.remedy().is_empty(), "{error}");
        error
    };
    assert!(refused(chromium, &container(None)).message().contains("has no containers"));
    let missing = refused(firefox, &container(None));
    assert!(missing.message().contains("profile Home") && missing.remedy().contains("open-url-in-container"));
    assert_eq!(refused(chromium, &Isolation::Profile("--evil".to_owned())).code(), Code::NotFound);
    assert_eq!(refused(chromium, &Isolation::Own(PathBuf::from("-relative"))).code(), Code::Internal);
}

#[test]
fn no_argument_begins_with_a_dash_because_of_a_name() {
    let machine = usual();
    machine
        .file(
            "home/.mozilla/firefox/profiles.ini",
            "[Profile0]\nName=--evil\nIsRelative=1\nPath=--remote\nDefault=1\n",
        )
        .file("home/.mozilla/firefox/--remote/extensions.json", EXTENSIONS)
        .file(
            "home/.config/chromium/Local State",
            r#"{"profile": {"info_cache": {"Default": {"name": "--load-extension=/evil"}}}}"#,
        );
    let found = machine.find();
    let firefox = found.browser(&id("firefox")).expect("there");
    let chromium = found.browser(&id("chromium")).expect("there");
    let evil = Isolation::Container {
        profile: Some("--evil".to_owned()),
        name: "--evil\n&url=https://evil.test".to_owned(),
        colour: None,
    };
    for (browser, isolation) in [
        (firefox, Isolation::Profile("--evil".to_owned())),
        (chromium, Isolation::Profile("--load-extension=/evil".to_owned())),
        (firefox, evil),
    ] {
        for argument in arguments(browser, &isolation) {
            let known = ["--profile", "--profile-directory=Default"];
            let is_good = known.contains(&argument.as_str()) || argument.starts_with(['/', 'h', 'e']);
            assert!(is_good && !argument.contains(char::is_control), "{argument}");
            assert!(!argument.contains("&url=https://evil"), "{argument}");
        }
    }
}

#[test]
fn flatpaks_and_snaps() {
    let machine = Machine::new(System::Linux);
    machine
        .program("usr/bin/flatpak", "")
        .program("var/lib/flatpak/exports/bin/org.mozilla.firefox", "")
        .program("var/lib/flatpak/exports/bin/org.chromium.Chromium", "")
        .program("snap/bin/chromium", "")
        .file("home/.var/app/org.mozilla.firefox/.mozilla/firefox/profiles.ini", PROFILES)
        .file("home/.var/app/org.chromium.Chromium/config/chromium/Local State", LOCAL_STATE);
    let found = machine.find();
    let firefox = found.browser(&id("firefox")).expect("there");
    let chromium = found.browser(&id("chromium@flatpak")).expect("there");
    let own = Isolation::Own(PathBuf::from("/data/x"));
    assert_eq!(
        arguments(firefox, &own),
        ["run", "--filesystem=/data/x", "org.mozilla.firefox", "--profile", "/data/x", TO]
    );
    let seen = shown(&machine.path("home/.mozilla/firefox/a1.work"));
    let work = Isolation::Profile("Work".to_owned());
    assert_eq!(arguments(firefox, &work), ["run", "org.mozilla.firefox", "--profile", &seen, TO]);
    assert_eq!(
        arguments(chromium, &work),
        ["run", "org.chromium.Chromium", "--profile-directory=Profile 1", TO]
    );
    let launch = plan(firefox, &Isolation::Same, &address()).expect("a plan");
    assert_eq!(launch.needs, Some(machine.path("var/lib/flatpak/exports/bin/org.mozilla.firefox")));
    let odd = Isolation::Own(PathBuf::from("/data/a:ro"));
    assert!(plan(firefox, &odd, &address()).is_err(), "flatpak would read :ro");
    let snap = found.browser(&id("chromium@snap")).expect("there");
    let error = plan(snap, &own, &address()).expect_err("a snap");
    assert!(error.message().contains("is a snap"), "{error}");
}

#[test]
fn applications_of_macos() {
    let machine = Machine::new(System::MacOs);
    for app in ["Google Chrome", "Safari", "Firefox"] {
        machine.file(&format!("Applications/{app}.app/Contents/Info.plist"), "");
    }
    machine
        .file("home/Library/Application Support/Firefox/profiles.ini", PROFILES)
        .file("home/Library/Application Support/Firefox/b2.home/extensions.json", EXTENSIONS);
    let found = machine.find();
    let app = |name: &str| shown(&machine.path(&format!("Applications/{name}.app")));
    let safari = found.browser(&id("safari")).expect("there");
    assert_eq!(arguments(safari, &Isolation::Same), ["-a", &app("Safari"), TO]);
    assert!(plan(safari, &Isolation::Own("/data/x".into()), &address()).is_err());
    assert!(plan(safari, &Isolation::Profile("x".into()), &address()).is_err());
    let chrome = found.browser(&id("chrome")).expect("there");
    let own = arguments(chrome, &Isolation::Own("/data/x".into()));
    assert_eq!(
        own[..5],
        ["-n", "-a", &app("Google Chrome"), "--args", "--user-data-dir=/data/x"].map(str::to_owned)
    );
    let firefox = found.browser(&id("firefox")).expect("there");
    assert_eq!(
        arguments(firefox, &container(None)),
        ["-n", "-a", &app("Firefox"), "--args", &format!("ext+container:{CONTAINER}")]
    );
    let launch = plan(chrome, &Isolation::Same, &address()).expect("a plan");
    assert_eq!(
        (launch.program, launch.needs),
        (machine.path("usr/bin/open"), Some(app("Google Chrome").into()))
    );
}

#[cfg(unix)]
#[test]
fn a_browser_that_is_gone_is_told_at_once() {
    let machine = usual();
    let found = machine.find();
    let firefox = found.browser(&id("firefox")).expect("there");
    let launch = plan(firefox, &Isolation::Same, &address()).expect("a plan");
    disk::remove(&machine.path("usr/bin/firefox")).expect("uninstalled");
    let error = start(&launch).expect_err("gone");
    assert_eq!(error.code(), Code::DesktopFailed);
    assert!(
        error.message().contains("Firefox could not be started: it is not installed any more"),
        "{error}"
    );
    machine.file("usr/bin/firefox", "no program");
    assert!(start(&launch).expect_err("no program").message().contains("you may not start it"));
    let needs = Launch { needs: Some(machine.path("no.app")), program: "/bin/true".into(), ..launch };
    assert!(start(&needs).is_err());
}
