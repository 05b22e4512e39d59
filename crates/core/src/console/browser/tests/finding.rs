//! What is found where, on each system.

use super::*;

#[test]
fn linux_packages_launchers_flatpaks_and_snaps() {
    let machine = Machine::new(System::Linux);
    machine
        .program("usr/bin/google-chrome-stable", "")
        .program("usr/bin/brave-browser", "")
        .program("opt/zen browser/zen", "")
        .file(
            "usr/share/applications/zen.desktop",
            &format!(
                "[Desktop Entry]\nName=Zen\nExec=\"{}\" --new-tab %u\n[Desktop Action x]\nExec=/bin/false\n",
                machine.path("opt/zen browser/zen").display()
            ),
        )
        .file("usr/share/applications/vivaldi.desktop", "[Desktop Entry]\nExec=/nowhere/vivaldi %U\n")
        .program("usr/bin/flatpak", "")
        .program("var/lib/flatpak/exports/bin/org.mozilla.firefox", "")
        .program("home/.local/share/flatpak/exports/bin/com.brave.Browser", "")
        // Ubuntu: a package that only starts the snap.
        .program("usr/bin/firefox", "#!/bin/sh\nexec /snap/bin/firefox \"$@\"\n")
        .program("snap/bin/firefox", "")
        .file("home/.var/app/org.mozilla.firefox/.mozilla/firefox/profiles.ini", PROFILES)
        .file("home/snap/firefox/common/.mozilla/firefox/profiles.ini", "[Profile0]\nName=S\nPath=s\n")
        .file("home/.config/BraveSoftware/Brave-Browser/Local State", LOCAL_STATE)
        .file("home/.var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser/Local State", LOCAL_STATE);
    let expected = ["chrome", "brave", "brave@flatpak", "firefox@flatpak", "firefox@snap", "zen"];
    assert_eq!(machine.ids(), expected);
    let found = machine.find();
    assert_eq!(found.skipped, []);
    let browser = |text: &str| found.browser(&id(text)).expect(text);
    assert_eq!(browser("zen").way, Way::Program(machine.path("opt/zen browser/zen")));
    assert_eq!(browser("brave").profiles.len(), 2);
    assert_eq!(browser("brave@flatpak").profiles.len(), 2);
    assert_eq!(browser("firefox").id, id("firefox@flatpak"), "the plain name means what there is");
    assert_eq!(browser("firefox@snap").profiles[0].name, "S");
    assert_eq!(browser("firefox@flatpak").name, "Firefox (Flatpak)");
    let error = found.browser(&id("edge")).expect_err("not there");
    assert!(error.remedy().contains("chrome, brave, brave@flatpak"), "{}", error.remedy());
}

#[cfg(unix)]
#[test]
fn one_program_with_two_names_is_one_browser() {
    let machine = Machine::new(System::Linux);
    machine.program("usr/bin/firefox-esr", "").program("usr/bin/chromium", "");
    std::os::unix::fs::symlink("firefox-esr", machine.path("usr/bin/firefox")).expect("a link");
    machine.file("usr/bin/vivaldi", "not executable");
    assert_eq!(machine.ids(), ["chromium", "firefox-esr"]);
    // Debian's.
    disk::remove(&machine.path("usr/bin/firefox")).expect("gone");
    machine.program("usr/bin/firefox", "#!/bin/sh\n[ -x x ] && exec x \"$@\"\n\nexec firefox-esr \"$@\"\n");
    assert_eq!(machine.ids(), ["chromium", "firefox-esr"]);
    // A wrapper of the browser's own is that browser.
    machine.program("usr/bin/brave-browser", "#!/bin/sh\nexec /opt/brave/brave \"$@\"\n");
    assert_eq!(machine.ids(), ["chromium", "brave", "firefox-esr"]);
}

#[test]
fn macos_applications() {
    let machine = Machine::new(System::MacOs);
    for app in ["Applications/Google Chrome.app", "Applications/Safari.app", "home/Applications/Arc.app"] {
        machine.file(&format!("{app}/Contents/Info.plist"), "");
    }
    machine
        .file("Applications/Firefox.app/Contents/Info.plist", "")
        .file("home/Library/Application Support/Google/Chrome/Local State", LOCAL_STATE)
        .file("home/Library/Application Support/Firefox/profiles.ini", PROFILES);
    assert_eq!(machine.ids(), ["chrome", "arc", "firefox", "safari"]);
    let found = machine.find();
    let profiles = |text: &str| found.browser(&id(text)).expect(text).profiles.len();
    assert_eq!((profiles("chrome"), profiles("firefox"), profiles("arc"), profiles("safari")), (2, 2, 0, 0));
}

#[test]
fn windows_install_folders() {
    let machine = Machine::new(System::Windows);
    machine
        .program("Program Files (x86)/Microsoft/Edge/Application/msedge.exe", "")
        .program("Program Files/Mozilla Firefox/firefox.exe", "")
        .program("home/AppData/Local/Vivaldi/Application/vivaldi.exe", "")
        .file("home/AppData/Local/Microsoft/Edge/User Data/Local State", LOCAL_STATE)
        .file("home/AppData/Roaming/Mozilla/Firefox/profiles.ini", PROFILES)
        .program("usr/bin/google-chrome", "");
    assert_eq!(machine.ids(), ["edge", "vivaldi", "firefox"]);
    let found = machine.find();
    assert_eq!(found.browser(&id("edge")).expect("there").profiles[1].name, "Work");
    assert_eq!(found.browser(&id("firefox")).expect("there").profiles.len(), 2);
}

#[test]
fn an_empty_machine_has_none() {
    for system in [System::Linux, System::MacOs, System::Windows] {
        assert_eq!(Machine::new(system).find(), Found::default());
    }
}

#[test]
fn profiles_with_their_names_people_and_colours() {
    let machine = usual();
    let found = machine.find();
    let chromium = found.browser(&id("chromium")).expect("there");
    let [me, work] = &chromium.profiles[..] else { panic!("two") };
    assert_eq!((me.name.as_str(), me.person.as_deref(), me.is_default), ("Me", Some("M. E."), false));
    assert_eq!((work.folder.as_str(), work.person.as_deref()), ("Profile 1", Some("me@example.com")));
    assert_eq!((work.colour.as_deref(), work.is_default), (Some("#c2410c"), true));
    for name in ["Work", "Profile 1"] {
        assert_eq!(chromium.profile(name).expect("by name and by folder"), work);
    }
    let firefox = found.browser(&id("firefox")).expect("there");
    let [work, home] = &firefox.profiles[..] else { panic!("two") };
    assert_eq!((work.name.as_str(), work.container), ("Work", Some(Extension::OpenUrl)));
    assert_eq!(work.path, machine.path("home/.mozilla/firefox/a1.work"));
    assert_eq!((home.name.as_str(), home.container, home.is_default), ("Home", None, true));
    assert!(!work.is_default, "the installation's own default counts, not an old one's");
    let error = firefox.profile("Play").expect_err("none");
    assert!(error.remedy().contains("Work, Home"), "{}", error.remedy());
}

#[test]
fn the_default_browser_is_the_persons() {
    let machine = usual();
    let default = || default_browser(&machine.places(), &machine.find()).map(|id| id.to_string());
    assert_eq!(default(), None);
    for (launcher, expected) in [
        ("firefox.desktop;chromium.desktop", Some("firefox")),
        ("chromium.desktop", Some("chromium")),
        ("org.mozilla.firefox.desktop", None),
        ("../../firefox", None),
    ] {
        machine.file(
            "home/.config/mimeapps.list",
            &format!("[Default Applications]\ntext/html=x.desktop\nx-scheme-handler/https={launcher}\n"),
        );
        assert_eq!(default().as_deref(), expected, "{launcher}");
    }
    machine
        .program("usr/bin/flatpak", "")
        .program("var/lib/flatpak/exports/bin/org.mozilla.firefox", "")
        .file(
            "home/.config/mimeapps.list",
            "[Default Applications]\nx-scheme-handler/https=org.mozilla.firefox.desktop\n",
        );
    assert_eq!(default().as_deref(), Some("firefox@flatpak"));
}
