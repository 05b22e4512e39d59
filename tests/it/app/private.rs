//! What the app and the libraries in it write, in a session whose new files everybody may change.

use std::time::Duration;

use super::*;
use crate::support::process::{portico, run};
use crate::support::stage::BROWSER;
use crate::support::webdriver::until;

/// As of a shell, and where Portico's files are in the usual places.
const LAX: &str = "umask 000; export PORTICO_HOME=";

#[tokio::test(flavor = "multi_thread")]
async fn i4_everything_of_the_app_is_its_owners_alone_and_the_browsers_files_are_the_persons() {
    let mut stage = Stage::set().await;
    stage.prelude = LAX;
    stage.sandbox.browser(&format!("{BROWSER}umask > \"${{0%/*}}/umask\"\n"));
    let app = stage.app().await;
    let window = &app.window;
    window.click(&button("Look around the demo company")).await;
    let mut visit = stage.command(portico());
    visit.args(["center", "visit", stage.opened().await.as_str(), "--as", "alice"]);
    run(visit).await.worked();
    window.click(&row("Dev")).await;
    window.click("//button[starts-with(normalize-space(.), 'Export profile')]").await;
    window.says("+credential_process").await;
    window.click(&button("Write profile")).await;
    window.says("is written.").await;
    window.click("//button[starts-with(normalize-space(.), 'Open console')]").await;
    window.hold(&button("Hold to go on"), Duration::from_millis(1500)).await;
    stage.opened().await;
    window.says("Stepped up").await;

    let data = |name: &str| format!("home/.local/share/portico/{name}");
    let [catalog, demo, web] = ["catalog.sqlite3", "center/center.sqlite3", "webview"].map(data);
    let while_open = [&catalog, &demo, &web, "run/portico/line.sock", "run/tray-icon"];
    assert_eq!(stage.sandbox.exposed(&while_open).await, Vec::<String>::new());
    assert_eq!(stage.sandbox.read("bin/umask").trim(), "0000");
    stage.click("Quit Portico").await;
    let window = data("window.json");
    until("the window is remembered", async || stage.sandbox.path(&window).exists().then_some(())).await;
    assert_eq!(stage.sandbox.exposed(&[&window]).await, Vec::<String>::new());
}
