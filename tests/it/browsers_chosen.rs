//! Consoles and sign-ins in the browser that somebody chose: stand-ins for browsers say what they were started with.
//!
//! Rule: a stand-in is looked at until it has said everything; the test then goes where it was sent, as the browser would.

use portico_center::Config;
use serde_json::Value;
use url::Url;

use crate::support::companion::{Companion, LOGIN, PORTAL, Refusal, refusal};
use crate::support::company::Company;
use crate::support::process::{Ended, Started, portico, run};
use crate::support::stage::BROWSER;
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

/// Says its arguments, one a line, and that it has said them.
const STAND_IN: &str = "#!/bin/sh\nprintf '%s\\n' \"$@\" . >> \"$0.said\"\n";
const CHROMIUM: &str = r#"{"profile": {"last_used": "Default", "info_cache": {
    "Default": {"name": "Me"}, "Profile 1": {"name": "Work", "user_name": "me@example.com"}}}}"#;
const FIREFOX: &str = "[Profile0]\nName=Home\nIsRelative=1\nPath=a.home\nDefault=1\n\n\
                       [Profile1]\nName=Work\nIsRelative=1\nPath=b.work\n";
const GRANTED: &str = r#"{"addons": [{"id": "{b5e0e8de-ebfe-4306-9528-bcc18241a490}", "active": true}]}"#;
/// The exit codes of wrong use, of what the desktop cannot do, of what is not there, and of files.
const WRONG_USE: i32 = 2;
/// See [`WRONG_USE`].
const DESKTOP: i32 = 1;
/// See [`WRONG_USE`].
const NOT_FOUND: i32 = 4;
/// See [`WRONG_USE`].
const FILE: i32 = 7;
/// Nobody is signed in.
const SIGN_IN: i32 = 3;

/// A desktop with Chromium and Firefox, and whoever uses it.
struct Scene {
    company: Company,
    home: Companion,
}

impl Scene {
    async fn new() -> Self {
        let company = Company::with(Config::default()).await;
        let mut home = Companion::at_desktop().await;
        let sandbox = &home.sandbox;
        let path = sandbox.browser(BROWSER);
        for name in ["chromium", "firefox"] {
            sandbox.executable(&format!("bin/{name}"), STAND_IN);
            sandbox.write(&format!("bin/{name}.said"), "");
        }
        sandbox.write("home/.config/chromium/Local State", CHROMIUM);
        sandbox.write("home/.mozilla/firefox/profiles.ini", FIREFOX);
        home.variables = vec![("PATH", path)];
        home.add_company(&company).await;
        Self { company, home }
    }

    async fn signed_in(person: &str) -> Self {
        let scene = Self::new().await;
        scene.home.sign_in(&mut scene.company.person(person)).await;
        scene
    }

    async fn choose(&self, words: &[&str]) -> String {
        self.home.run(&[&["browsers", "use"], words].concat()).await.worked()
    }

    async fn refused(&self, words: &[&str], code: i32) -> Refusal {
        refusal(&self.home.run(words).await, code)
    }

    /// What a browser was started with the `nth` time.
    async fn said(&self, browser: &str, nth: usize) -> Vec<String> {
        let file = format!("bin/{browser}.said");
        until("the browser is started", async || {
            let text = self.home.sandbox.read(&file);
            let lines: Vec<&str> = text.lines().collect();
            let mut starts =
                lines.split_inclusive(|line| *line == ".").filter(|one| one.last() == Some(&"."));
            let words = starts.nth(nth)?;
            Some(words[..words.len() - 1].iter().map(|word| (*word).to_owned()).collect())
        })
        .await
    }

    /// How often a browser was started.
    fn starts(&self, browser: &str) -> usize {
        self.home.sandbox.read(&format!("bin/{browser}.said")).lines().filter(|line| *line == ".").count()
    }

    /// Opens a console where the portal's session is not, and follows as alice's browser; answers what the browser was started
    /// with before the address.
    async fn lands(&self, words: &[&str], browser: &str, nth: usize) -> Vec<String> {
        let opening = Started::start(self.home.portico(words));
        let mut said = self.said(browser, nth).await;
        let mut alice = self.company.person("alice");
        alice.open(one_shot(&said.pop().expect("an address"))).await;
        assert!(alice.page.contains("alice"), "{}", alice.page);
        opening.end().await.worked();
        said
    }

    /// What the system's opener was given.
    fn opened_by_default(&self) -> usize {
        self.home.sandbox.read("bin/opened").lines().count()
    }

    fn folder(&self, part: &str) -> String {
        self.home.sandbox.path(part).to_string_lossy().into_owned()
    }

    /// On a machine with an `/etc` of its own, whose administrator wrote this.
    async fn organised(&self, file: &str, words: &[&str]) -> Ended {
        run(self.organised_command(file, words)).await
    }

    fn organised_command(&self, file: &str, words: &[&str]) -> tokio::process::Command {
        let mount = "mount -t tmpfs none /etc && mkdir /etc/portico && \
                     printf '%s' \"$0\" > /etc/portico/organisation.toml && exec \"$@\"";
        let mut command = self.home.command("unshare");
        command.args(["--user", "--mount", "--map-current-user", "--keep-caps", "sh", "-c", mount, file]);
        command.arg(portico()).args(words);
        command
    }
}

/// A loopback address that is good once: nothing of what it leads to stands in it.
#[track_caller]
fn one_shot(word: &str) -> Url {
    let url: Url = word.parse().unwrap_or_else(|_| panic!("no address: {word}"));
    assert_eq!((url.scheme(), url.host_str()), ("http", Some("127.0.0.1")), "{word}");
    assert!(url.query().is_none() && url.path().len() == 44, "{word}");
    url
}

#[track_caller]
fn is_shortcut(word: &str, account: &str) {
    assert!(word.contains(&format!("/start/#/console?account_id={account}")), "{word}");
}

/// It is open by then.
#[tokio::test(flavor = "multi_thread")]
async fn a_console_that_cannot_be_counted_is_written_down_all_the_same() {
    let scene = Scene::signed_in("alice").await;
    let mut hinder = scene.home.command("python3");
    hinder.args(["-c", "import sqlite3; sqlite3.connect('portico/catalog.sqlite3').execute('CREATE TRIGGER full BEFORE INSERT ON opened BEGIN SELECT RAISE(ABORT, \"full\"); END')"]);
    hinder.current_dir(scene.home.sandbox.path("."));
    run(hinder).await.worked();
    scene.choose(&["chromium", "--sign-in"]).await;
    scene.home.run(&["open", "Production", "--browser", "chromium"]).await.worked();
    is_shortcut(&scene.said("chromium", 0).await[0], PRODUCTION);
    let told = scene.home.json(&["journal", "--kind", "console_opened"]).await;
    assert_eq!((told[0]["role"].as_str(), told[0]["until"].is_string()), (Some(READ_ONLY), true), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accounts_choice_goes_before_the_portals_and_this_once_before_both() {
    let scene = Scene::signed_in("alice").await;
    let said = scene.choose(&["chromium:Work", "--portal", PORTAL]).await;
    assert_eq!(said, "The consoles of securecart open with \"chromium:Work\" from now on (Chromium).\n");
    scene.choose(&["firefox:Work", "--account", "Dev"]).await;
    scene.choose(&["chromium:Work", "--sign-in"]).await;
    scene.home.run(&["open", "Production"]).await.worked();
    let words = scene.said("chromium", 0).await;
    assert_eq!(words[..words.len() - 1], ["--profile-directory=Profile 1"]);
    is_shortcut(&words[1], PRODUCTION);
    let words = scene.lands(&["open", "Dev"], "firefox", 0).await;
    assert_eq!(words, ["--profile".to_owned(), scene.folder("home/.mozilla/firefox/b.work")]);
    let words = scene.lands(&["open", "Dev", "--browser", "chromium"], "chromium", 1).await;
    assert!(words.is_empty(), "{words:?}");

    let all = scene.home.json(&["browsers"]).await;
    let chromium =
        all["browsers"].as_array().and_then(|all| all.iter().find(|one| one["browser"] == "chromium"));
    assert_eq!(chromium.expect("found")["profiles"][1]["person"], "me@example.com");
    let chosen: Vec<(&Value, &Value)> = all["chosen"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (&one["account"], &one["browser"]))
        .collect();
    let work: &Value = &"chromium:Work".into();
    assert_eq!(chosen, [(&Value::Null, work), (&Value::Null, work), (&DEV.into(), &"firefox:Work".into())]);
    let table = scene.home.run(&["browsers", "list"]).await.worked();
    assert!(table.contains("me@example.com") && table.contains("default profile"), "{table}");

    scene.choose(&["default", "--account", DEV]).await;
    scene.home.run(&["open", "Dev"]).await.worked();
    scene.said("chromium", 2).await;
    assert_eq!(scene.opened_by_default(), 0);
    scene.choose(&["default"]).await;
    scene.choose(&["default", "--sign-in"]).await;
    scene.home.run(&["open", "Dev"]).await.worked();
    until("the default browser opens", async || (scene.opened_by_default() == 1).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_of_its_own_is_private_signs_in_by_itself_and_can_be_removed() {
    let scene = Scene::signed_in("alice").await;
    scene.choose(&["own in chromium", "--account", "Production"]).await;
    let opening = Started::start(scene.home.portico(&["open", "Production"]));
    let words = scene.said("chromium", 0).await;
    let name = format!("{PORTAL}~{PRODUCTION}~chromium");
    let folder = scene.folder(&format!("portico/browsers/{name}"));
    assert_eq!(
        words[..words.len() - 1],
        [&format!("--user-data-dir={folder}"), "--no-first-run", "--no-default-browser-check"]
    );
    let link = one_shot(words.last().expect("an address"));
    // The profile was never signed in to the portal.
    let mut browser = scene.company.person("alice");
    browser.open(link).await;
    assert!(browser.page.contains("Production") && browser.page.contains(READ_ONLY), "{}", browser.page);
    opening.end().await.worked();
    let mut stat = scene.home.command("stat");
    stat.args(["-c", "%a", &folder]);
    assert_eq!(run(stat).await.worked(), "700\n");

    let kept = scene.home.json(&["browsers", "own"]).await;
    assert_eq!(
        (&kept[0]["account"], &kept[0]["browser"]),
        (&PRODUCTION.into(), &"chromium".into()),
        "{kept}"
    );
    assert!(kept[0]["bytes"].as_u64().is_some_and(|bytes| bytes > 0), "{kept}");
    scene.refused(&["browsers", "own", "remove", "Dev"], NOT_FOUND).await;
    let mut lock = scene.home.command("ln");
    lock.args(["-s", &format!("host-{}", std::process::id()), &format!("{folder}/SingletonLock")]);
    run(lock).await.worked();
    let remove = ["browsers", "own", "remove", "production"];
    assert_eq!(scene.refused(&remove, FILE).await.sentence, "A browser is using this profile.");
    let mut unlock = scene.home.command("rm");
    unlock.arg(format!("{folder}/SingletonLock"));
    run(unlock).await.worked();
    let said = scene.home.run(&remove).await.worked();
    assert!(said.starts_with("Removed one profile of 8613-0592-4478, "), "{said}");
    assert!(scene.home.sandbox.names("portico/browsers").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_container_needs_its_extension_and_then_signs_in_by_itself() {
    let scene = Scene::signed_in("alice").await;
    let choice = "container in firefox:Work";
    let said = scene.refused(&["browsers", "use", choice], DESKTOP).await;
    assert_eq!(said.sentence, "Firefox (profile Work) has no extension that opens containers.");
    assert!(said.remedy.contains("https://addons.mozilla.org/"), "{}", said.remedy);
    scene.refused(&["open", "Production", "--browser", choice], DESKTOP).await;
    assert_eq!(scene.starts("firefox"), 0);

    scene.home.sandbox.write("home/.mozilla/firefox/b.work/extensions.json", GRANTED);
    scene.choose(&[choice]).await;
    let opening = Started::start(scene.home.portico(&["open", "Production"]));
    let words = scene.said("firefox", 0).await;
    let (scheme, rest) = words.last().expect("an address").split_once(':').expect("a scheme");
    assert_eq!(scheme, "ext+granted-containers");
    let fields: Vec<_> = url::form_urlencoded::parse(rest.as_bytes()).collect();
    assert_eq!(fields[0], ("name".into(), format!("Production {PRODUCTION}").into()));
    let mut browser = scene.company.person("alice");
    browser.open(one_shot(&fields[1].1)).await;
    assert!(browser.page.contains("Production") && browser.page.contains(READ_ONLY), "{}", browser.page);
    opening.end().await.worked();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_is_unknown_missing_or_gone_is_said_with_what_to_do() {
    let scene = Scene::signed_in("alice").await;
    for words in [&["browsers", "use", "netscape"][..], &["open", "Dev", "--browser", "netscape"]] {
        let said = scene.refused(words, WRONG_USE).await;
        assert_eq!(said.sentence, "Portico knows no browser called \"netscape\".");
        assert!(said.remedy.contains("firefox"), "{}", said.remedy);
    }
    let said = scene.refused(&["browsers", "use", "floorp"], DESKTOP).await;
    assert_eq!(said.sentence, "The browser floorp is not installed.");
    let said = scene.refused(&["browsers", "use", "firefox:Play"], NOT_FOUND).await;
    assert_eq!(said.remedy, "Its profiles are: Home, Work.");
    let program = scene.home.sandbox.executable("bin/floorp", STAND_IN);
    scene.choose(&["floorp"]).await;
    let mut remove = scene.home.command("rm");
    remove.arg(program);
    run(remove).await.worked();
    let said = scene.refused(&["open", "Dev"], DESKTOP).await;
    assert_eq!(said.sentence, "The browser floorp is not installed.");
    assert!(said.remedy.contains("chromium"), "{}", said.remedy);
    assert_eq!((scene.opened_by_default(), scene.starts("chromium")), (0, 0), "nothing else opens instead");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_signs_in_in_the_browser_chosen_for_that_and_no_argument_has_the_state() {
    let scene = Scene::new().await;
    let said = scene.refused(&["browsers", "use", "own", "--sign-in"], WRONG_USE).await;
    assert_eq!(said.sentence, "One does not sign in in \"own\".");
    scene.choose(&["firefox:Work", "--sign-in", "--portal", PORTAL]).await;
    let login = Started::start(scene.home.portico(&["login"]));
    let words = scene.said("firefox", 0).await;
    assert_eq!(
        words[..words.len() - 1],
        ["--profile".to_owned(), scene.folder("home/.mozilla/firefox/b.work")]
    );
    let mut alice = scene.company.person("alice");
    alice.answer(one_shot(&words[2]), "allow").await;
    assert!(alice.call_back().await.is_success());
    login.end().await.worked();
    assert_eq!(scene.opened_by_default(), 0);
    // Where the address is shown, no browser is started.
    scene.home.sign_in(&mut alice).await;
    assert_eq!(scene.starts("firefox"), 1);
    // Consoles are another matter: the portal's session is not there.
    let opening = Started::start(scene.home.portico(&["open", "Dev"]));
    until("the default browser opens", async || (scene.opened_by_default() == 1).then_some(())).await;
    alice.open(one_shot(scene.home.sandbox.read("bin/opened").trim())).await;
    assert!(alice.page.contains("Dev"), "{}", alice.page);
    opening.end().await.worked();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_whose_browser_is_gone_says_how_to_go_on() {
    let scene = Scene::new().await;
    let program = scene.home.sandbox.executable("bin/floorp", STAND_IN);
    scene.choose(&["floorp", "--sign-in"]).await;
    let mut remove = scene.home.command("rm");
    remove.arg(program);
    run(remove).await.worked();
    let said = scene.refused(&["login"], DESKTOP).await;
    assert_eq!(said.sentence, "The browser floorp is not installed.");
    assert!(said.remedy.contains("--no-browser"), "{}", said.remedy);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_organisations_choice_is_nobodys_to_change() {
    let scene = Scene::signed_in("alice").await;
    let fixed = format!(
        "console_browser = \"chromium\"\nsign_in_browser = \"chromium\"\n[accounts.{DEV}]\nbrowser = \"firefox:Work\"\n"
    );
    scene.choose(&["firefox"]).await;
    for words in [
        &["browsers", "use", "firefox"][..],
        &["browsers", "use", "default"],
        &["open", "Production", "--browser", "default"],
        &["open", "Production", "--browser", "firefox", "--federate"],
    ] {
        let said = refusal(&scene.organised(&fixed, words).await, WRONG_USE);
        assert_eq!(said.sentence, "Your organisation chose the browser: \"chromium\".", "{words:?}");
    }
    let use_dev = ["browsers", "use", "own", "--account", "Dev"];
    let said = refusal(&scene.organised(&fixed, &use_dev).await, WRONG_USE);
    assert_eq!(said.sentence, "Your organisation chose the browser: \"firefox:Work\".");
    assert_eq!((scene.starts("chromium"), scene.starts("firefox")), (0, 0));
    scene.organised(&fixed, &["open", "Production"]).await.worked();
    is_shortcut(scene.said("chromium", 0).await.last().expect("an address"), PRODUCTION);
    let opening = Started::start(scene.organised_command(&fixed, &["open", "Dev"]));
    assert_eq!(scene.said("firefox", 0).await[0], "--profile");
    opening.kill().await;

    let fixed = "sign_in_browser = \"chromium:Work\"\n";
    let words = ["browsers", "use", "firefox", "--sign-in"];
    refusal(&scene.organised(fixed, &words).await, WRONG_USE);
    scene.choose(&["firefox", "--sign-in"]).await;
    let login = Started::start(scene.organised_command(fixed, &LOGIN[..3]));
    let words = scene.said("chromium", 1).await;
    assert_eq!(words[0], "--profile-directory=Profile 1");
    one_shot(&words[1]);
    login.kill().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sixth_identity_in_one_place_is_told_of_before_it_opens() {
    let scene = Scene::signed_in("otto").await;
    let listed = scene.home.json(&["list"]).await;
    let numbers = listed.as_array().expect("a list").iter().filter_map(|row| row["account"].as_str());
    let mut accounts: Vec<&str> = numbers.collect();
    accounts.dedup();
    assert!(accounts.len() > 5, "{listed}");
    let role = ["--role", ADMINISTRATOR];
    for account in &accounts[..5] {
        let ended = scene.home.run(&[&["open", account], &role[..]].concat()).await;
        assert!(!ended.err.contains("already"), "{ended:?}");
        ended.worked();
    }
    let sixth = [&["open", accounts[5]], &role[..]].concat();
    let ended = scene.home.run(&sixth).await;
    let note =
        "5 identities are open in the default browser already, which is all that AWS lets one browser have: ";
    assert!(
        ended.err.contains(note) && ended.err.contains("AWS will ask you to sign out of one"),
        "{ended:?}"
    );
    assert!(ended.err.contains(&format!("{ADMINISTRATOR} in ")), "{ended:?}");
    ended.worked();
    until("the sixth opens all the same", async || (scene.opened_by_default() == 6).then_some(())).await;
    // The same identity once more changes nothing.
    let ended = scene.home.run(&sixth).await;
    assert!(!ended.err.contains("already"), "{ended:?}");
    ended.worked();
    scene.choose(&["chromium", "--sign-in"]).await;
    // Elsewhere there is room; programs are told in the answer.
    for (nth, account) in accounts[..6].iter().enumerate() {
        let words = [&["open", account, "--browser", "chromium"], &role[..]].concat();
        let said = scene.home.json(&words).await;
        let in_the_way = said["in_the_way"].as_array().map(Vec::len);
        assert_eq!(in_the_way, (nth == 5).then_some(5), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_in_the_middle_starts_no_browser_and_is_said() {
    let scene = Scene::signed_in("alice").await;
    scene.choose(&["own in chromium", "--account", "Production"]).await;
    scene.company.wait(90 * 24 * 3600);
    for words in [&["open", "Production"][..], &["open", "Dev", "--federate"]] {
        let said = scene.refused(words, SIGN_IN).await;
        assert!(said.remedy.contains("portico login"), "{}", said.remedy);
    }
    assert_eq!((scene.starts("chromium"), scene.opened_by_default()), (0, 0));
    let opened = scene.home.json(&["journal", "--kind", "console_opened"]).await;
    assert_eq!(opened, Value::Array(Vec::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_signs_out_of_consoles_in_the_browser_they_were_opened_in() {
    let scene = Scene::signed_in("alice").await;
    scene.choose(&["chromium:Work", "--account", "Production"]).await;
    scene.choose(&["chromium:Work", "--sign-in"]).await;
    scene.choose(&["own in firefox", "--account", "Dev"]).await;
    scene.home.run(&["open", "Production"]).await.worked();
    scene.said("chromium", 0).await;
    let opening = Started::start(scene.home.portico(&["open", "Dev"]));
    let link = one_shot(scene.said("firefox", 0).await.last().expect("an address"));
    let mut browser = scene.company.person("alice");
    browser.open(link).await;
    opening.end().await.worked();
    assert!(browser.page.contains("Dev"), "{}", browser.page);

    let open = scene.home.json(&["consoles"]).await;
    let known = |open: &Value| -> Vec<String> {
        let open = open.as_array().expect("a list").iter();
        open.map(|one| format!("{} in {}", one["name"], one["browser"]).replace('"', "")).collect()
    };
    let both = ["Production in the profile Work of Chromium", "Dev in the account's own profile of Firefox"];
    assert_eq!(known(&open), both);
    assert!(open[0]["until"].as_str().is_some_and(|until| !until.is_empty()), "{open}");
    let table = scene.home.run(&["consoles"]).await.worked();
    assert!(table.contains("UNTIL") && table.contains("Work of Chromium"), "{table}");

    scene.refused(&["consoles", "sign-out", "Staging"], NOT_FOUND).await;
    let said = scene.home.run(&["consoles", "sign-out", "Dev"]).await.worked();
    assert!(said.starts_with("Sent the account's own profile of Firefox to sign out: "), "{said}");
    let words = scene.said("firefox", 1).await;
    let folder = scene.folder(&format!("portico/browsers/{PORTAL}~{DEV}~firefox"));
    assert_eq!(words[..words.len() - 1], ["--profile".to_owned(), folder]);
    let address: Url = words.last().expect("an address").parse().expect("an address");
    assert_eq!(address.path(), "/oauth");
    browser.open(address).await;
    browser.open(scene.company.url("console/multi-session")).await;
    assert!(!browser.page.contains("Dev"), "{}", browser.page);
    assert_eq!(known(&scene.home.json(&["consoles"]).await), both[..1], "the other one is left alone");
    let told = scene.home.json(&["journal", "--kind", "console_signed_out"]).await;
    assert_eq!((told[0]["account"].as_str(), told[1].is_null()), (Some(DEV), true), "{told}");

    // Who signs out of the portal is told what goes on, and can end that, too.
    let ended = scene.home.run(&["logout"]).await;
    assert!(ended.err.contains("portico consoles sign-out") && ended.err.contains("Production"), "{ended:?}");
    ended.worked();
    scene.home.run(&["portals", "remove", PORTAL]).await.worked();
    scene.home.run(&["consoles", "sign-out"]).await.worked();
    let words = scene.said("chromium", 1).await;
    assert_eq!(words[0], "--profile-directory=Profile 1");
    assert!(words[1].contains("/oauth?Action=logout"), "{words:?}");
    assert_eq!(scene.opened_by_default(), 0);
    scene.refused(&["consoles", "sign-out"], NOT_FOUND).await;
}
