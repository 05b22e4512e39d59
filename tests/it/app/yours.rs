//! What a person makes of their accounts in the window, and how the window tells what they gained.

use portico_center::Change;

use super::*;
use crate::support::webdriver::{PATIENCE, wait};

/// The sheet of an account, opened from the side panel.
async fn open_sheet(app: &App, account: &str) {
    app.window.click(&row(account)).await;
    app.window.click("//button[normalize-space(.)='Edit account…']").await;
    app.window.find(&field("What you call it")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_person_makes_of_an_account_outlasts_the_window() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let app = signed_in(&stage, &company).await;
    let window = &app.window;
    open_sheet(&app, "Production").await;
    window.fill(&field("What you call it"), "Live shop").await;
    window.click("//label[@title='Red']").await;
    window.fill(&field("Tags"), "team=shop").await;
    window.click(&button("Save")).await;
    window.says("Live shop is kept as you made it.").await;
    window.find(&row("Live shop")).await;
    stage.picture(window, "11-named").await;

    open_sheet(&app, "Dev").await;
    window.click("//label[contains(., 'Hide it')]").await;
    window.click(&button("Save")).await;
    window.says("1 hidden account").await;
    window.choose("//select[@aria-label='How accounts stand together']", "by team").await;
    window.find("//*[@role='rowheader'][normalize-space(.)='shop']").await;

    stage.click("Quit Portico").await;
    stage.app_ends().await;
    drop(app);
    let app = stage.app().await;
    let window = &app.window;
    window.find(&row("Live shop")).await;
    window.find("//*[@role='rowheader'][normalize-space(.)='shop']").await;
    window.says("1 hidden account").await;
    window.click("//button[normalize-space(.)='Show']").await;
    window.find(&row("Dev")).await;
    window.says("hidden").await;
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn new_access_that_is_waited_for_is_told_and_leads_to_the_account() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let app = signed_in(&stage, &company).await;
    let window = &app.window;
    let activity = "//button[starts-with(normalize-space(.), 'Activity')]";
    window.click(activity).await;
    window.says(&format!("Signed in: {PORTAL}")).await;
    window.click(&button("Verify")).await;
    window.says("The journal is intact: ").await;
    window.click(&button("Save as CSV")).await;
    window.says("Saved in ").await;
    company.change(&Change::Assign {
        group: "SecureCart-Developers".to_owned(),
        role: "SecurityAudit".to_owned(),
        account: "Audit".to_owned(),
    });
    window.click(&button("Check for new access")).await;
    window.says("You gained Audit").await;
    stage.picture(window, "12-gained").await;
    window.says(&format!("Your new access in {PORTAL} is there.")).await;
    let told = wait(PATIENCE, async || Some(stage.notices().await).filter(|all| !all.is_empty())).await;
    assert_eq!(told.expect("a notification")[0]["title"], format!("{PORTAL}: your new access is there"));
    window.click("//button[normalize-space(.)='You gained Audit']").await;
    window.find("//*[@role='row'][@aria-selected='true'][contains(., 'Audit')]").await;
    // It has been looked at, so nothing is counted any more.
    window.find(&format!("{activity}[not(contains(., 'not seen'))]")).await;
    app.window.close().await;
}
