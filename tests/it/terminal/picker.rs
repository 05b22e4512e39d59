//! The picker on a real terminal: what is seen, what is taken, and what is left behind.

use jiff::Timestamp;
use portico_core::catalog::{Batch, Catalog};
use portico_core::settings::PortalName;
use portico_model::portal::{AccountInfo, RoleInfo};

use crate::support::companion::{Companion, PORTAL, refusal};
use crate::support::company::Company;
use crate::support::process::run;
use crate::support::stage::BROWSER;
use crate::support::tmux::Terminal;
use crate::support::{DEV, PRODUCTION};

/// What the last line of the picker says.
const OPENS: &str = "Enter: open the console";

/// Alice at her desk, signed in, everything listed, and a browser that writes down where it is sent.
pub(super) async fn alice() -> (Company, Companion) {
    let (company, mut home) = (Company::open().await, Companion::at_desktop().await);
    let path = home.sandbox.browser(BROWSER);
    home.variables.push(("PATH", path));
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    home.json(&["list"]).await;
    (company, home)
}

/// A home whose catalog holds these accounts, each with one role; nobody is signed in.
async fn with_accounts(names: &[String]) -> Companion {
    let mut home = Companion::without_desktop();
    let path = home.sandbox.browser(BROWSER);
    home.variables.push(("PATH", path));
    let place = ["--start-url", "https://securecart.awsapps.com/start", "--region", "eu-west-1"];
    home.run(&[&["portals", "add", PORTAL], &place[..]].concat()).await.worked();
    let catalog = Catalog::open(&home.sandbox.path("portico/catalog.sqlite3")).expect("opens");
    let portal: PortalName = PORTAL.parse().expect("a name");
    let now = Timestamp::UNIX_EPOCH;
    let number = |at: usize| format!("{:012}", 100_000_000_000 + at);
    let account = |(at, name): (usize, &String)| AccountInfo {
        account_id: number(at),
        account_name: Some(name.clone()),
        ..AccountInfo::default()
    };
    let role = |at: usize| {
        let role = RoleInfo { role_name: "ReadOnlyAccess".to_owned(), account_id: number(at) };
        (number(at).parse().expect("a number"), vec![role])
    };
    let batch = Batch {
        accounts: names.iter().enumerate().map(account).collect(),
        roles: (0..names.len()).map(role).collect(),
    };
    let run = catalog.begin(&portal, now).expect("begins");
    catalog.merge(&run, &batch, now).expect("merges");
    catalog.finish(run, now).expect("finishes");
    home
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_finds_a_role_and_enter_opens_its_console() {
    let (_company, home) = alice().await;
    let terminal = Terminal::open(&home, 100, 24).await;
    terminal.enter("portico").await;
    let screen = terminal.until(OPENS).await;
    for part in ["3 accounts", "Dev", "AdministratorAccess", "ADMIN", "Production", "read", "3849-2501-6173"]
    {
        assert!(screen.contains(part), "{part}: {screen}");
    }
    terminal.say("prod").await;
    let screen = terminal.until("1 account.").await;
    assert!(
        screen.contains("> prod") && screen.contains(">   Production") && !screen.contains("Dev"),
        "{screen}"
    );
    terminal.press(&["Enter"]).await;
    let screen = terminal.until("Opened the console of ReadOnlyAccess").await;
    assert!(!screen.contains(OPENS), "it has wiped itself: {screen}");
    assert!(home.sandbox.read("bin/opened").contains(&format!("account_id={PRODUCTION}")));
    let (code, settings) = terminal.aftermath().await;
    assert!(code == 0 && settings.contains(" icanon") && settings.contains(" echo "), "{settings}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_picked_can_be_piped_while_the_list_is_seen() {
    let (_company, home) = alice().await;
    let terminal = Terminal::open(&home, 100, 24).await;
    terminal.enter("got=$(portico pick --print); echo \"[$got]\"").await;
    terminal.until("Enter: print it").await;
    terminal.press(&["Down", "Up", "Enter"]).await;
    let screen = terminal.until("[securecart").await;
    assert!(screen.contains(DEV) && screen.contains("AdministratorAccess]"), "{screen}");
    assert_eq!(home.sandbox.read("bin/opened"), "", "and nothing is opened");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_is_run_with_what_is_picked_and_hears_what_is_typed_after_it() {
    let (_company, home) = alice().await;
    let terminal = Terminal::open(&home, 100, 24).await;
    terminal.enter("portico exec -- sh -c 'read line; echo \"$line $AWS_ACCESS_KEY_ID\" | cut -c1-12'").await;
    terminal.until("Enter: run sh").await;
    terminal.press(&["Enter"]).await;
    terminal.when("gone", |screen| !screen.contains("Enter:")).await;
    terminal.until("type AdministratorAccess to go on:").await;
    terminal.say("AdministratorAccess").await;
    terminal.press(&["Enter"]).await;
    terminal.until("go on: AdministratorAccess\n").await;
    terminal.say("heard").await;
    terminal.press(&["Enter"]).await;
    terminal.until("heard ASIAEM").await;
    // `--role` is a word to begin with, which can be erased.
    terminal.enter("portico env --role ReadOnlyAccess --form env | cut -c1-24").await;
    let screen = terminal.until("Enter: print its credentials").await;
    assert!(screen.contains("> ReadOnlyAccess") && screen.contains("1 account."), "{screen}");
    terminal.press(&["C-u"]).await;
    terminal.until("3 accounts").await;
    terminal.press(&["Enter"]).await;
    terminal.until("AWS_ACCESS_KEY_ID=").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_and_whatever_kills_it_gives_the_terminal_back() {
    let (_company, home) = alice().await;
    let terminal = Terminal::open(&home, 100, 24).await;
    for way in ["Escape", "C-c", "C-d", "TERM", "HUP"] {
        terminal.enter("portico").await;
        terminal.until(OPENS).await;
        if ["TERM", "HUP"].contains(&way) {
            let id = terminal.program().await.to_string();
            let mut kill = home.command("kill");
            kill.args([&format!("-{way}"), &id]);
            run(kill).await.worked();
        } else {
            terminal.press(&[way]).await;
        }
        let screen = terminal.when("gone", |screen| !screen.contains(OPENS)).await;
        assert!(!screen.contains("AdministratorAccess"), "{way} leaves something on the screen: {screen}");
        let (code, settings) = terminal.aftermath().await;
        assert_eq!(code, 130, "{way}: {settings}");
        assert!(settings.contains(" icanon") && settings.contains(" echo "), "{way}: {settings}");
    }
    assert_eq!(home.sandbox.read("bin/opened"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_end_that_is_pasted_opens_nothing() {
    let (_company, home) = alice().await;
    let terminal = Terminal::open(&home, 100, 24).await;
    terminal.enter("portico").await;
    terminal.until(OPENS).await;
    terminal.paste("prod\nread\n").await;
    let screen = terminal.until("> prod read").await;
    assert!(screen.contains("1 account."), "{screen}");
    terminal.press(&["Escape"]).await;
    terminal.when("gone", |screen| !screen.contains(OPENS)).await;
    assert_eq!(home.sandbox.read("bin/opened"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_accounts_and_the_last_of_them() {
    let names: Vec<String> = (0..10_000).map(|at| format!("team-{at:05}")).collect();
    let home = with_accounts(&names).await;
    let terminal = Terminal::open(&home, 80, 24).await;
    terminal.enter("portico").await;
    terminal.until("10000 accounts").await;
    terminal.press(&["End"]).await;
    terminal.until(">   team-09999").await;
    terminal.press(&["PageUp"]).await;
    terminal.until(">   team-09984").await;
    terminal.press(&["Home"]).await;
    terminal.until(">   team-00000").await;
    terminal.say("04217").await;
    let screen = terminal.until("> 04217").await;
    assert!(screen.contains(">   team-04217"), "{screen}");
    terminal.press(&["Enter"]).await;
    terminal.until("Opened the console").await;
    assert!(home.sandbox.read("bin/opened").contains("account_id=100000004217"));
}

#[tokio::test(flavor = "multi_thread")]
async fn d2_a_narrow_window_hostile_names_and_no_colours() {
    let hostile =
        ["\u{1b}[2J\u{1b}[31mred", "\u{202e}turned", "生産環境", "الإنتاج", "a\r\nb", &"long ".repeat(30)];
    let names: Vec<String> = hostile.iter().map(|name| (*name).to_owned()).collect();
    let mut home = with_accounts(&names).await;
    home.variables.push(("NO_COLOR", "1".to_owned()));
    let terminal = Terminal::open(&home, 100, 24).await;
    terminal.enter("portico").await;
    terminal.until("6 accounts").await;
    terminal.say("ReadOnly").await;
    let screen = terminal.until("> ReadOnly").await;
    for part in ["生産環境", "الإنتاج", "[31mred", "turned"] {
        assert!(screen.contains(part), "{part}: {screen}");
    }
    let painted = terminal.painted().await;
    assert!(!painted.contains('\u{1b}'), "no colours, and none of a name's: {painted:?}");
    assert!(!screen.contains('\u{202e}'), "{screen:?}");
    for (columns, lines) in [(40, 10), (20, 5), (9, 4), (100, 24)] {
        terminal.resize(columns, lines).await;
        let is_whole = |screen: &str| {
            let is_narrow =
                |line: &str| line.chars().filter(|c| *c != '\u{200e}').count() <= columns as usize;
            // The role is seen wherever there is room.
            screen.lines().skip(1).any(|line| line.contains("Read")) == (columns >= 20)
                && screen.lines().any(|line| line.starts_with(">   "))
                && screen.lines().all(is_narrow)
        };
        terminal.when("drawn anew", is_whole).await;
    }
    terminal.press(&["Escape"]).await;
    terminal.when("gone", |screen| !screen.contains("Enter:")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_terminal_nobody_is_asked() {
    let (_company, home) = alice().await;
    for words in
        [&["open"][..], &["env"], &["serve"], &["exec", "--", "true"], &["pick"], &["open", "--role", "x"]]
    {
        let said = refusal(&home.run(words).await, 2);
        assert!(said.remedy.contains("portico") || said.remedy.contains("--account"), "{}", said.remedy);
    }
    let alone = home.run(&[]).await;
    assert_eq!(alone.code, 2, "{alone:?}");
    assert!(alone.err.contains("Usage: portico") && alone.out.is_empty(), "{alone:?}");
    let json = home.run(&["--json"]).await;
    assert!(json.code == 2 && json.err.contains("A verb is missing."), "{json:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_of_portico_s_stands_for_its_role() {
    let (_company, home) = alice().await;
    home.json(&["profiles", "sync"]).await;
    let name = "emulator-dev-administratoraccess";
    let said = home.run(&["exec", name, "--", "sh", "-c", "echo $PORTICO_ROLE"]).await.worked();
    assert!(said.starts_with(&format!("{PORTAL} {DEV} AdministratorAccess ASIAEMU")), "{said}");
    let said = home.run(&["env", name, "--form", "env"]).await.worked();
    assert!(said.contains("AWS_ACCESS_KEY_ID=ASIAEMU"), "{said}");
    let said = refusal(&home.run(&["exec", "nobody", "--", "true"]).await, 4);
    assert!(said.sentence.contains("no profile called nobody"), "{}", said.sentence);
}
