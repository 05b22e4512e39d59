//! Starting at login: off until asked, by an entry that the desktop itself can follow, and gone without a trace.

use super::*;
use crate::support::process::run;
use crate::support::stage::Group;
use crate::support::webdriver::until;

const SWITCH: &str = "//label[contains(., 'Start when I log in')]";

async fn settings(app: &App) {
    app.window.click("//button[starts-with(normalize-space(.), 'Settings')]").await;
    app.window.find(&format!("{SWITCH}/input[not(@disabled)]")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_writes_an_entry_that_starts_portico_in_the_tray_and_takes_it_away() {
    let stage = Stage::set().await;
    let company = Company::open().await;
    let app = stage.app().await;
    add_company(&app, &company).await;
    app.window.click(&button("Cancel")).await;
    settings(&app).await;
    assert!(!stage.sandbox.path("home/.config/autostart").exists(), "off until asked");
    app.window.click(SWITCH).await;
    app.window.says("Portico starts when you log in.").await;
    let names = stage.sandbox.names("home/.config/autostart");
    assert_eq!(names.len(), 1, "{names:?}");
    let entry = stage.sandbox.path("home/.config/autostart").join(&names[0]);
    let mut validate = stage.command("desktop-file-validate");
    validate.arg(&entry);
    assert_eq!(run(validate).await.worked(), "");
    stage.picture(&app.window, "13-at-login").await;
    stage.click("Quit Portico").await;
    stage.app_ends().await;
    drop(app);

    // What a desktop does at login.
    let mut launch = stage.command("gio");
    launch.arg("launch").arg(&entry);
    let _launched = Group::start(launch);
    stage.menu_with("Quit Portico").await;
    until("the app runs", async || (stage.processes().len() == 1).then_some(())).await;
    assert_eq!(stage.windows().await, [""; 0], "it waits in the tray");
    stage.click("Quit Portico").await;
    stage.app_ends().await;

    let app = stage.app().await;
    settings(&app).await;
    app.window.find(&format!("{SWITCH}/input")).await;
    app.window.click(SWITCH).await;
    app.window.says("Portico starts when you start it.").await;
    assert_eq!(stage.sandbox.names("home/.config/autostart"), [""; 0]);
    app.window.close().await;
}
