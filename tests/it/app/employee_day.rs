//! An employee's day: from the address she was given to a console with nothing but the keyboard; then the tray alone; and a
//! session that is renewed before it ends.

use portico_center::Change;
use serde_json::json;

use super::journey::sign_in;
use super::*;
use crate::support::stage::{Browser, TICK};
use crate::support::webdriver::{key, until, wait};

/// What the employee has, beside the three accounts of every developer.
const MORE_ACCOUNTS: usize = 37;
/// What only a local company wants to be told: its own address, in the part that is folded.
const OF_LOCAL: u32 = 2;
const STAGING: &str = "Staging – PowerUserAccess (write)";
/// The window lists anew, which is how the app hears what time it is.
const LIST: &str = "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('refresh', { portal: 'securecart' })\
                    .then(() => done(null), (problem) => done(problem))";

fn give_forty_accounts(company: &Company) {
    for n in 1..=MORE_ACCOUNTS {
        let account = format!("Team {n:02}");
        company.change(&Change::CreateAccount { account: None, name: Some(account.clone()) });
        let (group, role) = ("SecureCart-Developers".to_owned(), "ReadOnlyAccess".to_owned());
        company.change(&Change::Assign { group, role, account });
    }
}

/// An hour of the day comes.
async fn later(company: &Company, app: &App, minutes: i64) {
    company.wait(minutes * 60);
    assert_eq!(app.window.run_async(LIST, json!([])).await, json!(null));
}

/// What the tray says of the portal, once the menu has this entry.
async fn session(stage: &Stage, entry: &str) -> String {
    stage.menu_with(entry).await.swap_remove(0).1
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employees_day() {
    let (company, stage) = (Company::open().await, Stage::with_frames().await);
    give_forty_accounts(&company);
    let app = stage.app().await;
    let window = &app.window;

    // Paste, Enter, Enter, sign in, a few letters, Enter. Only a local company has an address of its own to be told.
    window.says("Your AWS accounts, one keystroke away").await;
    stage.menu_with("Quit Portico").await;
    let signed_out = stage.icon().await;
    stage.picture(window, "50-first-run").await;
    window.click("//summary").await;
    window.fill(&field("Address of a local Identity Center"), company.endpoint()).await;
    window.fill(&field("Start URL, link, host or short name"), company.start_url()).await;
    window.press(key::ENTER).await;
    window.says("The portal says so itself.").await;
    assert_eq!(
        window.run("return document.querySelector('select').value", json!([])).await,
        company.region()
    );
    let focused = "return document.activeElement.textContent.trim()";
    let is_next = async || (window.run(focused, json!([])).await == "Add and sign in").then_some(());
    until("the next step has the focus", is_next).await;
    stage.picture(window, "51-found").await;
    window.press(key::ENTER).await;
    let link = stage.opened().await;
    window.says("Continue in your browser").await;
    let browser = Browser::open(&stage).await;
    sign_in(&browser.window, link.as_str(), &company).await;
    window.says("40 accounts").await;
    assert_eq!(window.acts() - OF_LOCAL, 3, "from nothing to the list: the address, Enter, Enter");
    window.press("stag").await;
    let with_role = "[contains(., 'Staging') and contains(., 'PowerUserAccess')]";
    window.find(&format!("//*[@role='row'][@aria-selected='true']{with_role}")).await;
    stage.picture(window, "52-search").await;
    window.press(key::ENTER).await;
    let staging = stage.opened().await;
    assert_eq!(window.acts() - OF_LOCAL, 5, "and to the console: a few letters, Enter");
    assert!(staging.fragment().unwrap_or_default().contains("role_name=PowerUserAccess"), "{staging}");

    // She closes the window: what she uses is in the tray.
    assert_eq!(session(&stage, "Sign out of securecart").await, "securecart: signed in");
    let signed_in = stage.icon().await;
    assert_ne!(signed_in, signed_out);
    stage.close_window().await;
    let all = stage.menu_with(STAGING).await;
    assert!(all.iter().any(|(_, text)| text == "Recent"), "{all:?}");
    stage.click(STAGING).await;
    assert_eq!(stage.opened().await, staging);
    assert_eq!(stage.windows().await, [""; 0], "no window is needed for that");

    // As soon as the portal prolongs her first session no more, she is told once.
    stage.click("Search accounts…").await;
    window.newest().await;
    window.says("40 accounts").await;
    later(&company, &app, 7 * 60 + 40).await;
    later(&company, &app, 16).await;
    let told = wait(TICK, async || Some(stage.notices().await).filter(|all| !all.is_empty())).await;
    let told = told.expect("a notification");
    let title = told[0]["title"].as_str().unwrap_or_default();
    assert!(
        title.starts_with("securecart: your session ends in ") && title.ends_with(" minutes"),
        "{told:?}"
    );
    assert_eq!(told[0]["actions"], json!(["default", "Show Portico", "portico", "Renew"]));
    let words = session(&stage, "Renew the session in securecart").await;
    assert!(words.starts_with("securecart: ends in ") && words.ends_with(" min"), "{words}");
    let ending = stage.icon().await;
    assert!(ending != signed_in && ending != signed_out);
    stage.picture(window, "53-ending").await;

    // Its button mends it.
    stage.answer(1, "portico").await;
    let link = stage.opened().await;
    assert_eq!(link.path(), "/authorize");
    browser.window.go(link.as_str()).await;
    browser.window.click("//button[@value='allow']").await;
    let words = session(&stage, "Sign out of securecart").await;
    assert!(words.starts_with("securecart: signed in"), "{words}");
    let is_calm = async || (stage.icon().await == signed_in).then_some(());
    until("the tray is calm again", is_calm).await;
    assert_eq!(stage.notices().await.len(), 1, "told once");
    stage.click(STAGING).await;
    assert_eq!(stage.opened().await, staging);
    stage.opened_no_more().await;
    stage.picture(window, "54-renewed").await;
    app.window.close().await;
}
