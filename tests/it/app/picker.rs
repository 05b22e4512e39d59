//! The quick picker in the real app: its key from anywhere, letters typed at once, Enter.

use super::*;
use crate::support::process::{app as program, run};
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION};

const KEY: &str = "ctrl+alt+p";
const TAKEN: &str = "Another program has this key: choose another one.";

async fn comes(stage: &Stage) {
    until("the quick picker has the keys", async || stage.is_picking().await.then_some(())).await;
}

async fn goes(stage: &Stage) {
    until("the quick picker is gone", async || (!stage.has_picker().await).then_some(())).await;
}

/// Asked for as a key of the desktop would, and left again.
async fn comes_and_goes(stage: &Stage) {
    let mut ask = stage.command(program());
    ask.arg("--picker");
    run(ask).await.worked();
    comes(stage).await;
    stage.key("Escape").await;
    goes(stage).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_few_letters_open_the_right_console_from_anywhere() {
    let (company, stage) = (Company::open().await, Stage::with_frames().await);
    let app = signed_in(&stage, &company).await;

    // What is typed before the page is there counts.
    stage.key(KEY).await;
    comes(&stage).await;
    stage.type_keys("prod cloudwatch us-east-1").await;
    stage.picture(&app.window, "30-picker").await;
    stage.key("Return").await;
    let console = stage.opened().await;
    let fragment = console.fragment().unwrap_or_default().to_owned();
    for wanted in [&format!("account_id={PRODUCTION}"), "role_name=ReadOnlyAccess", "cloudwatch", "us-east-1"]
    {
        assert!(fragment.contains(wanted), "{wanted} in {console}");
    }
    goes(&stage).await;
    until("the window has the focus again", async || stage.has_focus().await.then_some(())).await;

    // The second time nothing of the first is left; the key puts it away, too.
    stage.key(KEY).await;
    comes(&stage).await;
    stage.key(KEY).await;
    goes(&stage).await;
    stage.key(KEY).await;
    comes(&stage).await;
    stage.key("Escape").await;
    goes(&stage).await;
    stage.opened_no_more().await;

    // What has to be confirmed is asked in the window.
    stage.key(KEY).await;
    comes(&stage).await;
    stage.type_keys("dev admin").await;
    stage.key("Return").await;
    app.window.confirm(ADMINISTRATOR).await;
    let console = stage.opened().await;
    assert!(console.fragment().unwrap_or_default().contains(&format!("account_id={DEV}")), "{console}");
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_another_program_has_is_told_and_another_one_works() {
    let (company, stage) = (Company::open().await, Stage::with_frames().await);
    let neighbour = stage.neighbour();
    neighbour.take_control_alt('p');
    neighbour.take_control_alt('o');
    let app = signed_in(&stage, &company).await;
    app.window.click("//button[starts-with(normalize-space(.), 'Settings')]").await;
    app.window.says(TAKEN).await;
    stage.picture(&app.window, "33-key-taken").await;

    let choose = async |keys: &str| {
        app.window.click(&button("Change")).await;
        stage.key(keys).await;
    };
    let opens = async |keys: &str| {
        stage.key(keys).await;
        comes(&stage).await;
        stage.key("Escape").await;
        goes(&stage).await;
    };
    choose("ctrl+alt+l").await;
    app.window.says("Ctrl Alt L opens the quick picker.").await;
    app.window.forgets(TAKEN).await;
    opens("ctrl+alt+l").await;

    // Of a key that is taken the app hears nothing but that something took it; the one before still works.
    choose("ctrl+alt+o").await;
    app.window.says(TAKEN).await;
    opens("ctrl+alt+l").await;
    choose("ctrl+shift+k").await;
    app.window.says("Ctrl Shift K opens the quick picker.").await;
    opens("ctrl+shift+k").await;
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_lies_over_the_program_before_hears_all_and_hands_the_focus_back() {
    let (company, stage) = (Company::open().await, Stage::with_frames().await);
    let app = signed_in(&stage, &company).await;
    stage.close_window().await;
    let neighbour = stage.neighbour();
    let notes = neighbour.open();
    let is_back = async || (neighbour.focus() == Some(notes)).then_some(());
    until("the other program has the focus", is_back).await;
    let queue = format!("arn:aws:sqs:eu-west-1:{PRODUCTION}:orders");
    // First its page is only about to come, then it is there.
    for _ in 0..2 {
        stage.key(KEY).await;
        let picker =
            until("the picker has the focus", async || neighbour.focus().filter(|window| *window != notes));
        let picker = picker.await;
        stage.type_keys(&queue).await;
        let states = neighbour.states(picker);
        for wanted in ["_NET_WM_STATE_ABOVE", "_NET_WM_STATE_SKIP_TASKBAR"] {
            assert!(states.iter().any(|state| state == wanted), "{wanted} in {states:?}");
        }
        stage.key("Return").await;
        let console = stage.opened().await;
        let fragment = console.fragment().unwrap_or_default().to_owned();
        for wanted in [&format!("account_id={PRODUCTION}"), "role_name=ReadOnlyAccess", "eu-west-1", "orders"]
        {
            assert!(fragment.contains(wanted), "{wanted} in {console}");
        }
        until("the program before has the focus again", is_back).await;

        stage.key(KEY).await;
        comes(&stage).await;
        stage.key("Escape").await;
        goes(&stage).await;
        until("the program before has the focus again", is_back).await;
    }
    assert_eq!(neighbour.heard(), "", "what was typed into the picker is the picker's");
    stage.type_keys("milk").await;
    assert_eq!(neighbour.heard(), "milk");
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desktop_that_gives_no_keys_has_another_way() {
    let (company, stage) = (Company::open().await, Stage::with_frames().await);
    let app = signed_in(&stage, &company).await;
    comes_and_goes(&stage).await;
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_copied_is_opened_when_somebody_asks_for_it() {
    let (company, stage) = (Company::open().await, Stage::with_frames().await);
    let app = signed_in(&stage, &company).await;
    let queue = format!("arn:aws:sqs:eu-west-1:{PRODUCTION}:orders");
    app.window.fill(SEARCH, &queue).await;
    stage.key("ctrl+a").await;
    stage.key("ctrl+c").await;
    stage.click("Open what is copied…").await;
    comes(&stage).await;
    stage.key("Return").await;
    let console = stage.opened().await;
    let fragment = console.fragment().unwrap_or_default().to_owned();
    for wanted in [&format!("account_id={PRODUCTION}"), "role_name=ReadOnlyAccess", "sqs", "orders"] {
        assert!(fragment.contains(wanted), "{wanted} in {console}");
    }
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_picker_the_window_is_as_it_was() {
    let (company, stage) = (Company::open().await, Stage::with_frames().await);
    let app = signed_in(&stage, &company).await;
    comes_and_goes(&stage).await;
    app.window.click("//button[starts-with(normalize-space(.), 'Export profile')]").await;
    app.window.find("//dialog//button[contains(., 'Write profile')]").await;
    stage.picture(&app.window, "32-export").await;
    app.window.click("//dialog//button[contains(., 'Cancel')]").await;
    app.window.close().await;
}
