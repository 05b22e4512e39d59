//! A support engineer's day: a customer's console by a few letters, read-only; once more, with a reason and on a clock; and the
//! journal that proves it.

use std::time::Duration;

use portico_center::Change;
use serde_json::{Value, json};

use super::*;
use crate::support::process::{portico, run};
use crate::support::stage::TICK;
use crate::support::webdriver::wait;
use crate::support::{PRODUCTION, READ_ONLY};

const STRONGER: &str = "PowerUserAccess";
const RAILS: &str = "[guardrails]\nsupport = true\nreason = \"required\"\nminutes = 15\n";
/// The window lists anew, which is how the app hears what time it is.
const LIST: &str = "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('refresh', { portal: 'securecart' })\
                    .then(() => done(null), (problem) => done(problem))";

/// Of the journal, what happened with which role, and why.
async fn happened(stage: &Stage) -> Vec<[String; 3]> {
    let mut journal = stage.command(portico());
    journal.args(["journal", "--json", "--kind", "console_opened,stepped_up,step_up_ended"]);
    let entries: Value = serde_json::from_str(&run(journal).await.worked()).expect("JSON");
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let entries = entries.as_array().expect("a list").iter();
    entries.map(|entry| ["kind", "role", "reason"].map(|key| text(entry, key))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_support_engineers_day() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    company.change(&Change::Assign {
        group: "SecureCart-Support".to_owned(),
        role: STRONGER.to_owned(),
        account: "Production".to_owned(),
    });
    stage.sandbox.write("portico/settings.toml", RAILS);
    let app = signed_in_as(&stage, &company, "sofia").await;
    let window = &app.window;

    // A few letters and Enter: the right console, of the role that only reads.
    window.says("Support mode: only roles that read are shown.").await;
    window.fill(SEARCH, "prod cloudwatch").await;
    window.find("//b[normalize-space(.)='CloudWatch']").await;
    window.find("//*[@role='row'][@aria-selected='true'][contains(., 'Production')]").await;
    assert!(!window.text().await.contains(STRONGER), "support mode leaves it out");
    window.press("\u{e007}").await;
    let console = stage.opened().await;
    let fragment = console.fragment().unwrap_or_default().to_owned();
    for wanted in [&format!("account_id={PRODUCTION}"), "role_name=ReadOnlyAccess", "cloudwatch"] {
        assert!(fragment.contains(wanted), "{wanted} in {console}");
    }
    stage.picture(window, "20-read-only").await;

    // More than that takes being asked for, a reason, and a held button.
    window.fill(SEARCH, "production").await;
    window.click(&button("Show all roles")).await;
    window.click(&format!("//button[contains(@class, 'other')][contains(., '{STRONGER}')]")).await;
    window.click("//button[starts-with(normalize-space(.), 'Open console')]").await;
    window.says(&format!("Use {STRONGER}?")).await;
    window.fill("//dialog//input[not(@spellcheck='false')]", "INC-4711: the disk is full").await;
    stage.picture(window, "21-why").await;
    window.hold("//dialog//button[contains(., 'Hold to go on')]", Duration::from_millis(1500)).await;
    let console = stage.opened().await;
    assert!(console.fragment().unwrap_or_default().contains(&format!("role_name={STRONGER}")), "{console}");
    window.says("Stepped up").await;
    window.says("INC-4711").await;
    stage.picture(window, "22-on-a-clock").await;

    // It ends by itself.
    company.wait(15 * 60 + 2);
    assert_eq!(window.run_async(LIST, json!([])).await, json!(null));
    window.forgets("Stepped up").await;
    let ended = async || Some(happened(&stage).await).filter(|told| told.len() == 4);
    let told = wait(TICK, ended).await.expect("the engine ends it at its next look at the clock");
    let expected = [
        ["console_opened", READ_ONLY, ""],
        ["stepped_up", STRONGER, "INC-4711: the disk is full"],
        ["console_opened", STRONGER, ""],
        ["step_up_ended", STRONGER, "INC-4711: the disk is full"],
    ];
    let expected = expected.map(|entry| entry.map(str::to_owned));
    let oldest_first: Vec<[String; 3]> = told.into_iter().rev().collect();
    assert_eq!(oldest_first, expected);

    // And whoever needs it again is asked again.
    window.click("//button[starts-with(normalize-space(.), 'Open console')]").await;
    window.says(&format!("Use {STRONGER}?")).await;
    let mut verify = stage.command(portico());
    verify.args(["journal", "verify"]);
    run(verify).await.worked();
    app.window.close().await;
}
