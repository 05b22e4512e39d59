//! The main job, by mouse and keyboard.

use super::*;
use crate::support::stage::Browser;
use crate::support::webdriver::{Window, key};
use crate::support::{DEV, PRODUCTION};
use portico_center::PersonCard;

#[tokio::test(flavor = "multi_thread")]
async fn from_first_run_to_a_console_a_profile_and_back_again() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let app = stage.app().await;
    let window = &app.window;
    window.says("Your AWS accounts, one keystroke away").await;
    stage.picture(window, "1-first-run").await;
    add_company(&app, &company).await;
    let link = stage.opened().await;
    assert!(link.as_str().starts_with(company.endpoint()) && link.path() == "/authorize", "{link}");
    window.says("Continue in your browser").await;
    stage.picture(window, "2-sign-in").await;
    let browser = Browser::open(&stage).await;
    sign_in(&browser.window, link.as_str(), &company).await;

    window.forgets("Continue in your browser").await;
    for account in ["Dev", "Staging", "Production"] {
        window.find(&row(account)).await;
    }
    window.click(&button("Settings")).await;
    window.says(&format!("securecart.awsapps.com · {}", company.region())).await;
    window.click("//button[starts-with(normalize-space(.), 'Access')]").await;
    stage.picture(window, "3-access").await;
    window.fill(SEARCH, "produ").await;
    window.forgets("Staging").await;
    stage.picture(window, "4-search").await;
    window.press(key::DOWN).await;
    window.press(key::ENTER).await;
    let console = stage.opened().await;
    let fragment = console.fragment().unwrap_or_default();
    assert!(console.as_str().starts_with(company.endpoint()), "{console}");
    for part in [format!("account_id={PRODUCTION}"), "role_name=ReadOnlyAccess".to_owned()] {
        assert!(fragment.contains(&part), "`{part}` in {console}");
    }
    export(&stage, window).await;

    stage.click("Quit Portico").await;
    stage.app_ends().await;
    drop(app);
    company.close().await;
    let app = stage.app().await;
    for account in ["Dev", "Staging", "Production"] {
        app.window.find(&row(account)).await;
    }
    app.window.find(&button(&format!("Sign out of {PORTAL}"))).await;
    stage.opened_no_more().await;
    stage.picture(&app.window, "6-again").await;
    app.window.close().await;
}

/// Exports the profile of a role in Dev; the diff is read before it is written.
async fn export(stage: &Stage, window: &Window) {
    window.fill(SEARCH, "dev").await;
    window.forgets("Production").await;
    window.click(&row("Dev")).await;
    window.click("//button[starts-with(normalize-space(.), 'Export profile')]").await;
    window.says("+credential_process").await;
    stage.picture(window, "5-export").await;
    window.click(&button("Write profile")).await;
    window.says("is written.").await;
    let config = stage.sandbox.read("home/.aws/config");
    assert!(config.contains(DEV), "{config}");
}

/// The person at a real browser: every page is read, filled in and sent as people do.
pub(super) async fn sign_in(browser: &Window, link: &str, company: &Company) {
    let card: PersonCard = company.card("alice");
    browser.go(link).await;
    browser.fill("//input[@name='username']", &card.name).await;
    browser.fill("//input[@name='password']", &card.password).await;
    browser.click("//button[.='Sign in']").await;
    let code = company.person("alice").code();
    browser.fill("//input[@name='totp']", &code).await;
    browser.click("//button[.='Continue']").await;
    browser.click("//button[@value='allow']").await;
    browser.says("You can close this tab and go back to Portico.").await;
    let end = browser.url().await;
    assert!(end.starts_with("http://127.0.0.1:") && !end.starts_with(company.endpoint()), "{end}");
    browser.says("You are signed in").await;
}
