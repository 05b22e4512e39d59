//! Files of browsers that are damaged, huge or hostile: skipped with a reason, and the rest is found.

use super::*;

fn state(machine: &Machine, text: &str) -> (Vec<Profile>, Vec<Skipped>) {
    machine.file("home/.config/chromium/Local State", text);
    let found = machine.find();
    (found.browser(&id("chromium")).expect("there").profiles.clone(), found.skipped)
}

#[test]
fn a_damaged_local_state_is_skipped() {
    let machine = usual();
    for bad in [
        "",
        "{",
        "[]",
        "null",
        r#"{"profile": 3}"#,
        r#"{"profile": {"info_cache": []}}"#,
        &"[".repeat(100_000),
        "{\"profile\": \u{0}}",
    ] {
        let (profiles, skipped) = state(&machine, bad);
        assert!(profiles.is_empty() && skipped.len() == 1, "{:.40}: {skipped:?}", bad);
        assert!(skipped[0].path.ends_with("Local State") && !skipped[0].why.is_empty());
        assert_eq!(machine.find().browser(&id("firefox")).expect("the rest").profiles.len(), 2);
    }
    let big = format!("{{\"x\": \"{}\"}}", "y".repeat(17 << 20));
    let (profiles, skipped) = state(&machine, &big);
    assert!(profiles.is_empty() && skipped[0].why.contains("larger"), "{skipped:?}");
    let path = machine.path("home/.config/chromium/Local State");
    disk::write_atomic(&path, b"{\"a\": \"\xff\"}").expect("written");
    assert!(machine.find().skipped[0].why.contains("UTF-8"));
}

#[test]
fn hostile_profiles_of_chromium_are_skipped_or_cleaned() {
    let machine = usual();
    for folder in [
        "../../etc",
        "/etc",
        "a/b",
        "a\\\\b",
        "..",
        ".",
        "",
        "-x",
        "--load-extension",
        " x",
        "x\\u0000y",
        "x\\ny",
        "C:x",
        "System Profile",
    ] {
        let text = format!(r#"{{"profile": {{"info_cache": {{"{folder}": {{"name": "x"}}, "Ok": {{}}}}}}}}"#);
        let (profiles, skipped) = state(&machine, &text);
        let folders: Vec<&str> = profiles.iter().map(|profile| profile.folder.as_str()).collect();
        assert_eq!((folders, skipped.len()), (vec!["Ok"], 1), "{folder}");
    }
    let text = r#"{"profile": {"info_cache": {
        "A": {"name": "a\u001b[31m\u202eb\n", "user_name": 7, "gaia_name": null, "profile_highlight_color": "x"},
        "B": 5
    }}}"#;
    let (profiles, skipped) = state(&machine, text);
    assert_eq!((profiles[0].name.as_str(), &profiles[0].person), ("a\u{fffd}[31m\u{fffd}b", &None));
    assert_eq!((profiles[1].name.as_str(), skipped), ("B", vec![]));
    let many: Vec<String> = (0..900).map(|number| format!("\"P{number:04}\": {{}}")).collect();
    let text = format!(r#"{{"profile": {{"info_cache": {{{}}}}}}}"#, many.join(","));
    let (profiles, skipped) = state(&machine, &text);
    assert_eq!((profiles.len(), skipped.len()), (200, 1));
}

#[test]
fn hostile_profiles_of_firefox_are_skipped_or_cleaned() {
    let machine = usual();
    let mut text = String::from("garbage\n[Profile\n[Profile]]\n");
    let bad = ["../../../etc", "a/../../b", "", "/etc", "x\u{1}y"];
    for (number, path) in bad.iter().enumerate() {
        text.push_str(&format!("[Profile{number}]\nName=Bad{number}\nIsRelative=1\nPath={path}\n"));
    }
    text.push_str("[Profile7]\nName=No folder\n[Profile8]\nIsRelative=0\nPath=relative\n");
    text.push_str("[Profile9]\nName=-P \u{202e}evil\nIsRelative=1\nPath=ok\n[Profilex]\nPath=not one\n");
    let elsewhere = shown(&machine.path("elsewhere"));
    text.push_str(&format!("[Profile10]\nName=Absolute\nIsRelative=0\nPath={elsewhere}\n"));
    machine.file("home/.mozilla/firefox/profiles.ini", &text);
    let found = machine.find();
    let names: Vec<&str> =
        found.browser(&id("firefox")).expect("there").profiles.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["-P \u{fffd}evil", "Absolute"]);
    assert_eq!(found.skipped.len(), bad.len() + 2, "{:?}", found.skipped);
    machine.file("home/.mozilla/firefox/profiles.ini", &"[Profile0]\nPath=x\n".repeat(60_000));
    assert!(machine.find().skipped[0].why.contains("larger"));
}

#[test]
fn an_extension_that_is_off_or_a_damaged_list_opens_no_container() {
    let machine = usual();
    for bad in [
        EXTENSIONS.replace("\"active\": true, \"location\"", "\"active\": false, \"location\""),
        "{\"addons\": {}}".to_owned(),
        "{\"addons\": [3, {\"id\": 4, \"active\": true}]}".to_owned(),
        "x".to_owned(),
    ] {
        machine.file("home/.mozilla/firefox/a1.work/extensions.json", &bad);
        let found = machine.find();
        let firefox = found.browser(&id("firefox")).expect("there");
        assert_eq!(firefox.profiles[0].container, None, "{bad}");
        assert_eq!(container_extension(firefox, Some("Work")).expect_err("none").code(), Code::DesktopFailed);
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_skipped_without_waiting_for_it() {
    let machine = usual();
    let path = machine.path("home/.config/chromium/Local State");
    disk::remove(&path).expect("gone");
    pipe(&path);
    let skipped = machine.find().skipped;
    assert!(skipped.len() == 1 && skipped[0].why.contains("not an ordinary file"), "{skipped:?}");
    disk::remove(&path).expect("gone");
    std::os::unix::fs::symlink("nowhere", &path).expect("a link");
    assert_eq!(machine.find().skipped.len(), 1);
}

#[test]
fn a_hostile_launcher_starts_nothing() {
    for exec in [
        "sh -c evil",
        "env A=b /bin/sh",
        "/bin/sh -c evil",
        "relative/zen",
        "\"unfinished",
        "",
        "flatpak run app.zen_browser.zen",
        "/nowhere/zen %u",
    ] {
        let machine = Machine::new(System::Linux);
        machine.program("bin/sh", "").program("usr/bin/sh", "").program("usr/bin/env", "");
        machine.file("usr/share/applications/zen.desktop", &format!("[Desktop Entry]\nExec={exec}\n"));
        assert_eq!(machine.ids(), Vec::<String>::new(), "{exec}");
    }
}
