//! An outside auditor's day: the one role she was lent, its console; and when it is taken back, nothing of it is left to open.

use portico_center::Change;
use serde_json::json;

use super::session::companion;
use super::*;
use crate::support::PRODUCTION;
use crate::support::process::{app as program, run};

const AUDIT: &str = "SecurityAudit";
const ENTRY: &str = "Production – SecurityAudit (read)";
const ACTIVITY: &str = "//button[starts-with(normalize-space(.), 'Activity')]";
/// The window lists anew.
const LIST: &str = "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('refresh', { portal: 'securecart' })\
                    .then(() => done(null), (problem) => done(problem))";

#[tokio::test(flavor = "multi_thread")]
async fn an_auditors_day() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let app = signed_in_as(&stage, &company, "victor").await;
    let window = &app.window;

    // What there is: one role, which only reads, and how long its credentials are good.
    window.says("1 account").await;
    window.says(AUDIT).await;
    window.click(&button("Favourite: Production")).await;
    window.click("//button[starts-with(normalize-space(.), 'Open console')]").await;
    let console = stage.opened().await;
    let fragment = console.fragment().unwrap_or_default().to_owned();
    for wanted in [format!("account_id={PRODUCTION}"), format!("role_name={AUDIT}")] {
        assert!(fragment.contains(&wanted), "{wanted} in {console}");
    }
    window.click("//button[starts-with(normalize-space(.), 'Copy credentials')]").await;
    window.says(" left").await;
    stage.menu_with(ENTRY).await;
    stage.picture(window, "70-lent").await;

    // It is taken back.
    company.change(&Change::Unassign {
        group: "SecureCart-Vendors".to_owned(),
        role: AUDIT.to_owned(),
        account: "Production".to_owned(),
    });
    assert_eq!(window.run_async(LIST, json!([])).await, json!(null));
    window.forgets(AUDIT).await;
    window.find(&format!("{ACTIVITY}[contains(., 'not seen')]")).await;
    stage.picture(window, "71-taken-back").await;
    window.click(ACTIVITY).await;
    window.says("You lost Production").await;
    stage.picture(window, "72-lost").await;
    let menu = stage.menu_with("Quit Portico").await;
    assert!(!menu.iter().any(|(_, text)| text == ENTRY), "{menu:?}");

    // No way of before leads there.
    let mut follow = stage.command(program());
    follow.arg(format!("portico://open?account={PRODUCTION}&role={AUDIT}"));
    run(follow).await.worked();
    window.says("You have no role").await;
    stage.picture(window, "73-refused").await;
    window.click("//dialog//button[normalize-space(.)='Close']").await;
    for account in [PRODUCTION, "Production"] {
        let refused = run(companion(&stage, &["open", account, "--role", AUDIT])).await;
        assert!(refused.code == 4 && refused.err.contains("is known."), "{refused:?}");
    }
    stage.opened_no_more().await;
    app.window.close().await;
}
