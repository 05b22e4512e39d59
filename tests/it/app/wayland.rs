//! On Wayland, where programs see neither each other nor the keyboard: the window, what closing it leaves, and what takes
//! the place of a key for the picker.

use super::*;
use crate::support::process::{app as program, run};
use crate::support::webdriver::{Window, until};

/// In the title that GTK draws.
const TITLE: (u32, u32) = (300, 41);
/// The only button of the title, once the window fills the screen.
const CLOSE: (u32, u32) = (981, 18);

/// Whether the page has the whole width of the screen, as in no window that has an edge.
async fn fills_the_screen(window: &Window) -> bool {
    window.run("return innerWidth > 999 && innerHeight < 680", serde_json::json!([])).await == true
}

#[tokio::test(flavor = "multi_thread")]
async fn wayland_has_the_window_the_tray_and_another_way_to_the_picker() {
    let (company, stage) = (Company::open().await, Stage::on_wayland().await);
    let app = signed_in(&stage, &company).await;
    let window = &app.window;
    for account in ["Dev", "Staging", "Production"] {
        window.find(&row(account)).await;
    }
    assert_eq!(stage.windows().await, [""; 0], "X has no window of it");
    stage.double_click_at(TITLE).await;
    until("the window fills the screen", async || fills_the_screen(window).await.then_some(())).await;
    stage.picture(window, "80-wayland").await;

    window.click("//button[starts-with(normalize-space(.), 'Settings')]").await;
    window.says("This desktop gives programs no keys of their own.").await;
    window.says("let a key run: portico-app --picker").await;
    let hint = window.find("//*[@role='status'][contains(., 'gives programs no keys')]").await.reference();
    window.run("arguments[0].scrollIntoView({ block: 'center' })", serde_json::json!([hint])).await;
    stage.picture(window, "81-no-key").await;

    stage.click_at(CLOSE).await;
    until("the window is gone", async || (!window.is_there().await).then_some(())).await;
    assert_eq!(stage.processes().len(), 1, "the app stays");

    // What such a key would run brings the picker; it has the keyboard at once.
    let mut ask = stage.command(program());
    ask.arg("--picker");
    run(ask).await.worked();
    window.newest().await;
    window.find("//*[@role='option'][contains(., 'Production')]").await;
    stage.picture(window, "82-picker").await;
    stage.type_keys("prod cloudwatch").await;
    window.find("//*[@role='option'][@aria-selected='true'][contains(., 'Production')]").await;
    stage.key("Return").await;
    let console = stage.opened().await;
    assert!(console.fragment().unwrap_or_default().contains("cloudwatch"), "{console}");
    stage.click("Quit Portico").await;
    stage.app_ends().await;
}
