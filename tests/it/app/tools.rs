//! What a person does in the window for their tools: profiles of every role, and a local address that gives credentials.

use serde_json::json;
use tokio::net::TcpStream;

use super::*;
use crate::support::ADMINISTRATOR;
use crate::support::process::{portico, run};
use crate::support::webdriver::{Window, plain, until};

pub(super) const PROFILES: &str = "//button[starts-with(normalize-space(.), 'Profiles')]";
pub(super) const CONFIG: &str = "home/.aws/config";
/// What alice holds, as the template of the journey calls it; the company is a local one.
const NAMES: [&str; 3] =
    ["emulator-dev-administrator", "emulator-production-readonly", "emulator-staging-poweruser"];

pub(super) fn profile(name: &str) -> String {
    format!("//*[@role='row'][.//*[@role='rowheader'][contains(., '{name}')]]")
}

/// The button of a sheet that writes, once there is something to write.
pub(super) fn write(count: &str) -> String {
    format!("//dialog//button[normalize-space(.)='Write {count}'][not(@disabled)]")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_gets_a_profile_that_is_seen_to_drift_and_can_be_taken_back() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let mine = "# mine\n[profile kept]\nregion = eu-west-1\n";
    stage.sandbox.write(CONFIG, mine);
    let app = signed_in(&stage, &company).await;
    let window = &app.window;
    window.click(PROFILES).await;
    window.says("Portico keeps no profiles yet.").await;
    window.click(&button("Make profiles…")).await;
    window.fill(&field("Names"), "{account").await;
    window.says("a field begins and does not end at character 1").await;
    window.fill(&field("Names"), "{account|lower}-{role|strip:Access|lower}").await;
    window.says(NAMES[1]).await;
    window.find("//dialog//pre[contains(., '+[profile emulator-production-readonly]')]").await;
    stage.picture(window, "13-plan").await;
    window.click(&write("3 changes")).await;
    window.says("The profiles are in step: 3 changes written.").await;
    for name in NAMES {
        window.find(&profile(name)).await;
    }
    stage.picture(window, "14-profiles").await;
    let written = stage.sandbox.read(CONFIG);
    assert!(written.starts_with(mine) && NAMES.iter().all(|name| written.contains(name)), "{written}");
    // What the window was told is what the terminal goes on with.
    let mut plan = stage.command(portico());
    plan.args(["profiles", "plan", "--json"]);
    let plan: serde_json::Value = serde_json::from_str(&run(plan).await.worked()).expect("JSON");
    assert_eq!((&plan["diff"], &plan["kept"]), (&"".into(), &3.into()), "{plan}");

    stage.sandbox.write(CONFIG, written.replace("--role ReadOnlyAccess", "--role AdministratorAccess"));
    window.says("Something else edited a profile of Portico’s.").await;
    window.click(&button("Restore…")).await;
    window.click(&write("1 change")).await;
    window.says("1 change written.").await;
    window.forgets("Something else edited").await;
    assert_eq!(stage.sandbox.read(CONFIG), written);

    window.click(&button(&format!("Remove profile {}", NAMES[0]))).await;
    window.says("1 removed").await;
    window.click("//dialog//button[normalize-space(.)='Remove']").await;
    window.says(&format!("Profile {} is removed.", NAMES[0])).await;
    assert!(!stage.sandbox.read(CONFIG).contains(NAMES[0]));
    window.click(&button("Undo last write…")).await;
    window.says("1 added").await;
    window.click("//dialog//button[normalize-space(.)='Undo']").await;
    window.find(&profile(NAMES[0])).await;
    assert_eq!(stage.sandbox.read(CONFIG), written);

    stage.sandbox.write(CONFIG, format!("{written}[profile cut\n"));
    window.click("//button[starts-with(normalize-space(.), 'Settings')]").await;
    window.click(PROFILES).await;
    window.says("The profiles cannot be shown.").await;
    window.says("line").await;
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_served_to_tools_and_seen_to_be_until_it_is_stopped() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let app = signed_in(&stage, &company).await;
    let window = &app.window;
    window.click(&row("Production")).await;
    window.click(&button("Serve to tools…")).await;
    window.click("//label[contains(., 'Stop when the screen is locked')]").await;
    window.click(&button("Serve")).await;
    window.says("Nobody has asked yet.").await;
    stage.picture(window, "15-serving").await;
    let menu = stage.menu_with("Serving Production – ReadOnlyAccess to tools").await;
    assert!(menu.iter().any(|(_, text)| text == "Nobody has asked yet"), "{menu:?}");
    let port = port(window).await;
    // Whoever does not know the address is told nothing, and is not counted.
    let stranger = plain().get(format!("http://127.0.0.1:{port}/v1/x")).send().await.expect("an answer");
    assert_eq!(stranger.status(), 404);
    window.says("Nobody has asked yet.").await;

    window.click("//button[starts-with(normalize-space(.), 'Settings')]").await;
    window.says("Not asked yet").await;
    window.click(&button("Stop serving ReadOnlyAccess of Production")).await;
    window.says("The address is closed.").await;
    window.forgets("Serving to tools").await;
    let is_closed = async || TcpStream::connect(("127.0.0.1", port)).await.is_err().then_some(());
    until("nobody listens there any more", is_closed).await;
    let menu = stage.menu_with("Quit Portico").await;
    assert!(!menu.iter().any(|(_, text)| text.starts_with("Serving")), "{menu:?}");
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_favourite_is_served_to_tools_from_the_tray() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let app = signed_in(&stage, &company).await;
    app.window.click(&button("Favourite: Dev")).await;
    stage.click_in("Serve credentials to tools", "Dev – AdministratorAccess (admin)").await;
    app.window.confirm(ADMINISTRATOR).await;
    let serving = "Serving Dev – AdministratorAccess to tools";
    stage.menu_with(serving).await;
    app.window.click(&row("Dev")).await;
    let port = port(&app.window).await;
    TcpStream::connect(("127.0.0.1", port)).await.expect("somebody listens");
    stage.click_in(serving, "Copy its settings").await;
    let is_pasted = async || {
        // The search takes less than these are.
        app.window.run("document.querySelector('[data-place=search]').maxLength = 9999", json!([])).await;
        app.window.find("//input[@data-place='search']").await.say("\u{e009}av").await;
        let pasted =
            app.window.run("return document.querySelector('[data-place=search]').value", json!([])).await;
        pasted.as_str().is_some_and(|text| text.contains(&format!("http://127.0.0.1:{port}/"))).then_some(())
    };
    until("the settings are in the clipboard", is_pasted).await;
    stage.click_in(serving, "Stop").await;
    let is_closed = async || TcpStream::connect(("127.0.0.1", port)).await.is_err().then_some(());
    until("nobody listens there any more", is_closed).await;
    app.window.close().await;
}

/// The port that the window shows.
async fn port(window: &Window) -> u16 {
    let text = window.text().await;
    let port = text.split("127.0.0.1:").nth(1).and_then(|rest| rest.split_whitespace().next());
    port.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("no port in\n{text}"))
}
