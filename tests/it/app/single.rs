//! One app per home; its window comes and goes, the tray stays.

use super::*;
use crate::support::process::{app as program, run};
use crate::support::webdriver::until;

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_shows_the_first_and_closing_the_window_keeps_the_tray() {
    let (company, stage) = (Company::open().await, Stage::with_frames().await);
    let app = signed_in(&stage, &company).await;
    let running = stage.processes();
    assert_eq!(running.len(), 1, "{running:?}");

    stage.close_window().await;
    assert_eq!(stage.processes(), running, "the process stays");
    stage.menu_with("securecart: signed in").await;
    assert_eq!(run(stage.command(program())).await.code, 0, "the second start hands over");
    until("the window is shown", async || (stage.windows().await.len() == 1).then_some(())).await;
    assert_eq!(stage.processes(), running);
    app.window.newest().await;
    app.window.find(&row("Production")).await;

    stage.close_window().await;
    stage.click("Search accounts…").await;
    until("the window is shown", async || (stage.windows().await.len() == 1).then_some(())).await;
    app.window.newest().await;
    app.window.find(&row("Production")).await;
    stage.opened_no_more().await;
    stage.click("Quit Portico").await;
    stage.app_ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_comes_back_where_it_was_unless_nobody_could_reach_it_there() {
    let stage = Stage::with_frames().await;
    let app = stage.app().await;
    app.window.says("Paste the start URL").await;
    let again = async || {
        let asked = stage.lies().await;
        stage.close_window().await;
        stage.click("Search accounts…").await;
        until("the window is shown", async || (stage.windows().await.len() == 1).then_some(())).await;
        app.window.newest().await;
        app.window.says("Paste the start URL").await;
        asked
    };
    stage.lay([90, 70], [840, 560]).await;
    let before = again().await;
    assert!(before.is_some_and(|[_, _, width, height]| (width, height) == (840, 560)), "{before:?}");
    until("it lies as it did", async || (stage.lies().await == before).then_some(())).await;
    // Its title bar is beyond the lower edge.
    stage.lay([90, 2000], [840, 560]).await;
    again().await;
    until("it can be reached", async || {
        stage.lies().await.filter(|[x, y, ..]| *x >= 0 && (0..600).contains(y))
    })
    .await;
    app.window.close().await;
}

/// No build without a key can be updated, whoever asks; the one that runs already answers.
#[tokio::test(flavor = "multi_thread")]
async fn asked_for_an_update_a_build_without_a_key_says_that_it_takes_none() {
    let stage = Stage::set().await;
    let app = stage.app().await;
    app.window.says("Paste the start URL").await;
    let mut ask = stage.command(program());
    ask.arg("--update");
    assert_eq!(run(ask).await.code, 0, "it is handed over");
    let told = until("the person is told", async || {
        stage.notices().await.into_iter().find(|notice| notice["title"] == "Updates are off")
    })
    .await;
    assert!(told["body"].as_str().is_some_and(|body| body.contains("without a key")), "{told}");
    app.window.close().await;
}
