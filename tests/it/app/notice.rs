//! The end of a session is told once before and once when it is there, each with the button that mends it.

use portico_center::Config;
use serde_json::json;

use super::*;
use crate::support::stage::TICK;
use crate::support::webdriver::wait;

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_session_is_told_once_with_a_button_that_signs_in() {
    let brief = Config { access_ttl: 6, session_ttl: 6, ..Config::default() };
    let (company, stage) = (Company::in_real_time(brief).await, Stage::set().await);
    let app = signed_in(&stage, &company).await;
    let told = wait(TICK, async || Some(stage.notices().await).filter(|all| !all.is_empty())).await;
    let told = told.expect("a notification");
    let ended = json!({
        "title": "securecart: your session has ended",
        "body": "Sign in again to open consoles and use your tools.",
        "actions": ["default", "Show Portico", "portico", "Sign in"],
    });
    assert_eq!(told, std::slice::from_ref(&ended));
    app.window.says("Your session in securecart has ended.").await;
    stage.menu_with("securecart: session ended").await;
    stage.picture(&app.window, "8-ended").await;
    stage.opened_no_more().await;

    stage.answer(1, "portico").await;
    assert_eq!(stage.opened().await.path(), "/authorize");
    app.window.says("Continue in your browser").await;
    assert_eq!(stage.notices().await, [ended], "told once");
    stage.opened_no_more().await;
    app.window.close().await;
}

/// The engine looks at the clock when the window gets the focus; here that happens when the renewal is due.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_cannot_be_prolonged_is_told_before_it_ends() {
    let brief = Config { access_ttl: 24, session_ttl: 24, ..Config::default() };
    let (company, stage) = (Company::in_real_time(brief).await, Stage::with_frames().await);
    let app = signed_in(&stage, &company).await;
    let left = "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('snapshot').then((all) => \
                done(all.portals[0].session.until - Date.now() / 1000), (problem) => done(String(problem)))";
    let due = wait(TICK, async || {
        let left = app.window.run_async(left, json!([])).await.as_f64().expect("a time");
        (left < 5.0).then_some(())
    });
    due.await.expect("the end comes near");
    stage.come_back().await;
    let told = wait(TICK, async || Some(stage.notices().await).filter(|all| !all.is_empty())).await;
    let told = told.expect("a notification");
    assert_eq!(told[0]["title"], "securecart: your session ends in 1 minute", "{told:?}");
    assert_eq!(told[0]["actions"], json!(["default", "Show Portico", "portico", "Renew"]));
    assert_eq!(told.len(), 1, "{told:?}");
    let told = wait(TICK, async || Some(stage.notices().await).filter(|all| all.len() > 1)).await;
    let told = told.expect("the end is told, too");
    assert_eq!((told[1]["title"].as_str(), told.len()), (Some("securecart: your session has ended"), 2));
    app.window.close().await;
}
