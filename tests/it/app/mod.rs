//! The app itself, as a person has it in front of them: a real window under WebDriver, a real keychain, a tray read over
//! D-Bus, a real browser for the sign-in.
//!
//! Rule: nothing here reaches into the app; what it shows, opens, writes and says is all there is.

mod auditor_day;
mod developer_day;
mod employee_day;
mod failing;
mod handed;
mod journey;
mod links;
mod login;
mod looks;
mod notice;
mod page;
mod picker;
mod platform_day;
mod private;
mod renewal;
mod secrets;
mod session;
mod single;
mod steady;
mod support_day;
mod tools;
mod tray;
mod wayland;
mod yours;

use crate::support::companion::PORTAL;
use crate::support::company::Company;
use crate::support::stage::{App, Stage};

/// The search field.
const SEARCH: &str = "//input[@role='combobox']";

/// The row of an account in the list.
fn row(name: &str) -> String {
    format!("//*[@role='row'][.//*[@role='rowheader'][contains(., '{name}')]][@aria-selected]")
}

fn button(name: &str) -> String {
    format!("//button[normalize-space(.)='{name}' or @aria-label='{name}']")
}

/// The field with this label.
fn field(label: &str) -> String {
    format!("//*[@id=//label[normalize-space(.)='{label}']/@for]")
}

/// Adds the company as a portal through the form of the first run; the app goes on to sign in.
async fn add_company(app: &App, company: &Company) {
    let window = &app.window;
    window.says("Paste the start URL").await;
    window.fill(&field("Start URL, link, host or short name"), company.start_url()).await;
    window.click("//summary").await;
    window.fill(&field("Address of a local Identity Center"), company.endpoint()).await;
    window.click(&button("Find")).await;
    // The Region is found on the portal's page.
    window.click(&button("Add and sign in")).await;
}

/// Alice in front of the app, signed in through a browser of few words, with everything listed.
async fn signed_in(stage: &Stage, company: &Company) -> App {
    signed_in_as(stage, company, "alice").await
}

/// The same for somebody else who may open Production.
async fn signed_in_as(stage: &Stage, company: &Company, name: &str) -> App {
    let app = stage.app().await;
    add_company(&app, company).await;
    let mut person = company.person(name);
    person.answer(stage.opened().await, "allow").await;
    assert!(person.call_back().await.is_success());
    app.window.find(&row("Production")).await;
    app.window.says("Last complete list").await;
    stage.menu_with(&format!("{PORTAL}: signed in")).await;
    app
}
