//! Sessions as a person has them in front of them: a code for a browser elsewhere, a program that waits, what a sign-out
//! leaves.

use portico_center::Config;

use super::*;
use crate::support::process::{portico, run};
use crate::support::webdriver::wait;

/// The companion on this desktop.
pub(super) fn companion(stage: &Stage, words: &[&str]) -> tokio::process::Command {
    let mut command = stage.command(portico());
    command.args(words);
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_signs_in_with_a_code_typed_elsewhere() {
    // The app waits between its questions in real time, and the company minds that it does.
    let (company, stage) = (Company::in_real_time(Config::default()).await, Stage::set().await);
    let app = stage.app().await;
    add_company(&app, &company).await;
    let window = &app.window;
    assert_eq!(stage.opened().await.path(), "/authorize");
    window.click(&button("No browser here? Use a code")).await;
    window.says("You started this in Portico on this computer.").await;
    let shown = window.find("//*[@class[contains(., 'code')]][contains(., '-')]").await;
    let code = window.run("return arguments[0].textContent", serde_json::json!([shown.reference()])).await;
    let code = code.as_str().expect("a code").trim().to_owned();
    stage.picture(window, "9-code").await;
    stage.menu_with(&format!("{PORTAL}: waits for the code {code}")).await;
    stage.opened_no_more().await;

    window.click(&button("Open the page and type the code")).await;
    let page = stage.opened().await;
    assert!(page.path() == "/device" && page.query().is_none(), "{page}: typed, not filled in");
    let mut alice = company.person("alice");
    alice.approve(page, &code).await;
    window.find(&row("Production")).await;
    stage.menu_with(&format!("{PORTAL}: signed in")).await;
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_waits_is_told_of_once_and_its_button_makes_the_next_call_work() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let app = signed_in(&stage, &company).await;
    let list = run(companion(&stage, &["list", "--cached", "--json"])).await.worked();
    let roles: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    let role = &roles[0];
    let text = |key: &str| role[key].as_str().expect("text").to_owned();
    let (account, name) = (text("account"), text("role"));
    let helper = ["credentials", "--portal", PORTAL, "--account", &account, "--role", &name];
    run(companion(&stage, &helper)).await.worked();
    run(companion(&stage, &["logout", "--portal", PORTAL])).await.worked();
    // The command told the app at once.
    stage.menu_with(&format!("{PORTAL}: signed out")).await;

    for _ in 0..3 {
        let refused = run(companion(&stage, &helper)).await;
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(refused.out.is_empty() && refused.err.contains("Sign in"), "{refused:?}");
    }
    let told = wait(crate::support::webdriver::PATIENCE, async || {
        Some(stage.notices().await).filter(|all| !all.is_empty())
    });
    let told = told.await.expect("a notification");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["title"], "securecart: a program waits for you to sign in");
    stage.opened_no_more().await;

    // A one-time code is good once.
    company.wait(60);
    stage.answer(1, "portico").await;
    let mut alice = company.person("alice");
    alice.answer(stage.opened().await, "allow").await;
    assert!(alice.call_back().await.is_success());
    stage.menu_with(&format!("{PORTAL}: signed in")).await;
    run(companion(&stage, &helper)).await.worked();
    assert_eq!(stage.notices().await.len(), 1);
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i5_a_sign_out_says_which_keys_stay_valid() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let app = signed_in(&stage, &company).await;
    let window = &app.window;
    window.click(&row("Production")).await;
    window.click("//button[contains(., 'Copy credentials')]").await;
    window.says("opied").await;
    window.click(&button(&format!("Sign out of {PORTAL}"))).await;
    window.says("AWS offers no way").await;
    stage.picture(window, "10-signed-out").await;
    stage.menu_with(&format!("{PORTAL}: signed out")).await;
    stage.opened_no_more().await;
    app.window.close().await;
}
