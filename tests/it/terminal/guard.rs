//! Guarded roles at a real terminal, and for tools: confirmed by name, on a clock, in the journal.

use crate::support::companion::PORTAL;
use crate::support::tmux::Terminal;
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};
use crate::terminal::picker::alice;

#[tokio::test(flavor = "multi_thread")]
async fn a_guarded_role_is_confirmed_by_its_name_once_an_hour() {
    let (_company, home) = alice().await;
    let terminal = Terminal::open(&home, 120, 30).await;
    terminal.enter("portico open Dev").await;
    let screen = terminal.until("to go on:").await;
    assert!(screen.contains("AdministratorAccess can change everything in Dev."), "{screen}");
    assert!(screen.contains("For 60 minutes: type AdministratorAccess to go on:"), "{screen}");
    terminal.say(READ_ONLY).await;
    terminal.press(&["Enter"]).await;
    terminal.until("nothing was done").await;
    let before = home.sandbox.read("bin/opened");
    assert!(!before.contains("/start/"), "a console was opened: {before}");
    terminal.enter("clear; portico open Dev").await;
    terminal.until("to go on:").await;
    terminal.say("administratoraccess").await;
    terminal.press(&["Enter"]).await;
    terminal.until("Opened the console of AdministratorAccess").await;
    assert!(home.sandbox.read("bin/opened").contains(&format!("account_id={DEV}")));
    terminal.enter("clear; portico open Dev && echo twice").await;
    let screen = terminal.until("twice\n").await;
    assert!(!screen.contains("to go on"), "{screen}");
    let journal = home.json(&["journal", "--kind", "stepped_up,console_opened"]).await;
    let kinds: Vec<&str> =
        journal.as_array().expect("a list").iter().filter_map(|entry| entry["kind"].as_str()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "stepped_up").count(), 1, "{journal}");
    assert_eq!(kinds.iter().filter(|kind| **kind == "console_opened").count(), 2, "{journal}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tools_are_left_alone_unless_the_settings_say_otherwise() {
    let (_company, home) = alice().await;
    let helper = |account, role| ["credentials", "--portal", PORTAL, "--account", account, "--role", role];
    home.run(&helper(DEV, ADMINISTRATOR)).await.worked();
    home.run(&["open", "--print", "Dev"]).await.worked();
    let settings = home.sandbox.read("portico/settings.toml");
    home.sandbox.write("portico/settings.toml", format!("{settings}\n[guardrails]\ntools = \"confirm\"\n"));
    home.run(&helper(PRODUCTION, READ_ONLY)).await.worked();
    for words in [&helper(DEV, ADMINISTRATOR)[..], &["env", "--account", "Dev", "--form", "bash"]] {
        let refused = home.run(words).await;
        assert!(refused.code != 0 && refused.out.is_empty(), "{refused:?}");
        assert!(refused.err.contains("only while you have stepped up to it"), "{refused:?}");
    }
    home.sandbox.write("portico/settings.toml", format!("{settings}\n[guardrails]\nadmn = \"free\"\n"));
    let refused = home.run(&["env", "--account", "Dev", "--form", "bash"]).await;
    assert!(refused.code != 0 && refused.err.contains("admn"), "a slip is told: {refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_confirms_a_guarded_role_beforehand() {
    let (_company, home) = alice().await;
    let settings = home.sandbox.read("portico/settings.toml");
    home.sandbox.write(
        "portico/settings.toml",
        format!("{settings}\n[guardrails]\nreason = \"required\"\ntools = \"confirm\"\n"),
    );
    let opening = |words: &[&'static str]| [&["open", "Dev"], words].concat();
    let asked = home.run(&opening(&[])).await;
    assert!(asked.code != 0 && asked.err.contains("only while you have stepped up"), "{asked:?}");
    let without_reason = home.run(&opening(&["--confirm", ADMINISTRATOR])).await;
    assert!(without_reason.code != 0 && without_reason.err.contains("--reason"), "{without_reason:?}");
    let another = home.run(&opening(&["--confirm", READ_ONLY, "--reason", "INC-1"])).await;
    assert!(another.code != 0 && another.err.contains("nothing was done"), "{another:?}");
    home.run(&opening(&["--confirm", ADMINISTRATOR, "--reason", "INC-1"])).await.worked();
    let journal = home.json(&["journal", "--kind", "stepped_up"]).await;
    assert_eq!(
        (journal[0]["role"].as_str(), journal[0]["reason"].as_str()),
        (Some(ADMINISTRATOR), Some("INC-1"))
    );
}
