//! Links of Portico's own: the desktop starts the app with one, and the window asks before anything opens.

use super::session::companion;
use super::*;
use crate::support::process::{app as program, run};
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, PRODUCTION, READ_ONLY};

/// As the desktop does for whoever clicks the link in a mail.
async fn follow(stage: &Stage, link: &str) {
    let mut command = stage.command(program());
    command.arg(link);
    assert_eq!(run(command).await.code, 0, "it is handed over");
}

fn in_sheet(name: &str) -> String {
    format!("//dialog//button[normalize-space(.)='{name}']")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_followed_asks_first_and_one_that_is_wrong_says_why() {
    let (company, stage) = (Company::open().await, Stage::with_frames().await);
    let app = signed_in(&stage, &company).await;
    let window = &app.window;
    let words = ["open", "Production", "s3", "--print", "--app", "--without-role"];
    let printed = run(companion(&stage, &words)).await.worked();
    let link = printed.trim();
    assert!(link.starts_with("portico://open?portal="), "{link}");

    follow(&stage, link).await;
    window.says("Open this link?").await;
    window.says("The link names no role; this is your weakest there.").await;
    window.says(READ_ONLY).await;
    stage.picture(window, "13-link").await;
    window.click(&in_sheet("Cancel")).await;
    window.forgets("Open this link?").await;
    stage.opened_no_more().await;

    for (wrong, says) in [
        (format!("portico://open?account={PRODUCTION}&role={ADMINISTRATOR}"), "You have no role called"),
        (format!("{link}&command=x"), "which Portico does not know"),
        ("portico://open?account=999999999999".to_owned(), "You have no role in account 9999-9999-9999."),
        (
            format!("portico://open?account={PRODUCTION}&destination=https%3A%2F%2Fevil.test%2F"),
            "none of the AWS console",
        ),
    ] {
        follow(&stage, &wrong).await;
        window.says(says).await;
        assert!(window.glance(&in_sheet("Open console")).await.is_none(), "{wrong}");
        window.click(&in_sheet("Close")).await;
        window.forgets(says).await;
    }
    stage.opened_no_more().await;

    // With no window, one is made for it.
    stage.close_window().await;
    follow(&stage, link).await;
    until("the window is shown", async || (stage.windows().await.len() == 1).then_some(())).await;
    window.newest().await;
    window.click(&in_sheet("Open console")).await;
    let opened = stage.opened().await;
    let wanted = format!("/console?account_id={PRODUCTION}&role_name={READ_ONLY}&destination=");
    assert!(opened.as_str().contains(&wanted) && opened.as_str().contains("s3"), "{opened}");
    stage.opened_no_more().await;

    // Nobody was there: the link starts the app.
    stage.click("Quit Portico").await;
    stage.app_ends().await;
    drop(app);
    let app = stage.app_with(&["--hidden", link]).await;
    app.window.says("Open this link?").await;
    app.window.find(&row("Production")).await;
    stage.opened_no_more().await;
    app.window.close().await;
}
