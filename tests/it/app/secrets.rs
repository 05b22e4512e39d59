//! No secret reaches the page, a file, the log or a command line, whatever the person does (`security.md` 3, C6, I1).

use portico_model::{Clock as _, SystemClock};
use serde_json::{Value, json};

use super::*;
use crate::secrets::sampler::Sampler;
use crate::secrets::search::{
    NONE, Secrets, assert_bus_keeps_secrets, assert_known, assert_none_in_files, found, remember_keychain,
};
use crate::support::person::parameter;
use crate::support::process::{portico, run};
use crate::support::stage::LOG;
use crate::support::webdriver::{Window, until};
use crate::support::{ADMINISTRATOR, DEV};

#[tokio::test(flavor = "multi_thread")]
async fn a14_c6_i1_no_secret_reaches_the_page_a_file_the_log_the_bus_or_a_command_line() {
    let (company, stage, begun) = (Company::open().await, Stage::set().await, SystemClock.now());
    let (mut secrets, mut pages) = (Secrets::new(), Vec::new());
    let recording = stage.desktop.record(&stage.sandbox).await;
    let sampler = Sampler::start();
    let app = stage.app().await;
    add_company(&app, &company).await;
    record(&app.window).await;
    remember_sign_in(&stage, &company, &mut secrets).await;
    app.window.find(&row("Production")).await;
    use_everything(&stage, &app.window, &mut pages).await;
    remember_keychain(&stage.desktop.secrets().await, &mut secrets);
    renew(&company, &app.window, &mut pages).await;
    remember_keychain(&stage.desktop.secrets().await, &mut secrets);
    let heard = app.window.run("return window.heard", json!([])).await;
    app.window.click(&button("Sign out of securecart")).await;
    app.window.find(&button("Sign in to securecart")).await;
    pages.push(source(&app.window).await);
    be_told(&stage).await;
    let seen = sampler.stop();
    seen.assert_bare(&secrets, "portico-app");
    println!("A14: {seen}");

    assert_known(&secrets);
    for (moment, page) in pages.iter().enumerate() {
        assert!(page.contains("securecart"), "moment {moment}: {page}");
        assert_eq!(found(&secrets, page.as_bytes()), NONE, "on the page, moment {moment}");
    }
    let heard: Vec<&str> = heard.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    for wanted in ["listing", "snapshot", "plan_profile", "event"] {
        assert!(heard.iter().any(|one| one.starts_with(wanted)), "no {wanted} was heard: {heard:?}");
    }
    assert_eq!(found(&secrets, heard.concat().as_bytes()), NONE, "in what the page was told");
    let log = stage.sandbox.read(LOG);
    assert!(log.contains("DEBUG") && log.contains("portico_app::request"), "the log was on: {log}");
    let bus = stage.desktop.recorded(recording).await;
    assert_bus_keeps_secrets(&secrets, &bus, &["org.freedesktop.Notifications", "com.canonical.dbusmenu"]);
    assert_none_in_files(&secrets, &stage.sandbox, begun);
    app.window.close().await;
}

/// The portal takes the tokens in hand no longer, and everything is fetched anew.
async fn renew(company: &Company, window: &Window, pages: &mut Vec<String>) {
    company.wait(2 * 3600);
    window.click(&row("Production")).await;
    window.click("//button[starts-with(normalize-space(.), 'Copy credentials')]").await;
    window.says("copied for JSON").await;
    pages.push(source(window).await);
}

/// A program wants credentials of whoever signed out, and the person is told.
async fn be_told(stage: &Stage) {
    let mut helper = stage.command(portico());
    helper.args(["credentials", "--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR]);
    assert_eq!(run(helper).await.code, 3);
    until("a notification", async || (!stage.notices().await.is_empty()).then_some(())).await;
}

/// From here on the page keeps every answer and every event that it gets.
async fn record(window: &Window) {
    let script = "window.heard = []; const ask = window.fetch;
        window.fetch = async (to, how) => {
            const answer = await ask(to, how);
            const text = await answer.clone().text();
            window.heard.push(decodeURIComponent(String(to).split('/').pop()) + ' ' + text);
            return answer;
        };
        const calls = window.__TAURI_INTERNALS__.callbacks;
        for (const [id, call] of calls) {
            calls.set(id, (data) => { window.heard.push('event ' + JSON.stringify(data)); return call(data); });
        }
        return calls.size";
    let listeners = window.run(script, json!([])).await;
    assert!(listeners.as_i64() >= Some(1), "the page listens: {listeners}");
}

async fn remember_sign_in(stage: &Stage, company: &Company, secrets: &mut Secrets) {
    let (card, mut alice) = (company.card("alice"), company.person("alice"));
    secrets.insert(("password".to_owned(), card.password));
    secrets.insert(("totp secret".to_owned(), card.totp_secret));
    let callback = alice.answer(stage.opened().await, "allow").await;
    let code = parameter(&callback, "code").expect("a code");
    secrets.insert(("authorization code".to_owned(), code));
    assert!(alice.call_back().await.is_success());
}

/// Copies credentials in every form, opens a console, exports both kinds of profile, lists again.
async fn use_everything(stage: &Stage, window: &Window, seen: &mut Vec<String>) {
    seen.push(source(window).await);
    window.click(&row("Dev")).await;
    for form in ["bash", "fish", "PowerShell", "JSON"] {
        window.choose("//select[@aria-label='Copy for']", form).await;
        window.click("//button[starts-with(normalize-space(.), 'Copy credentials')]").await;
        if form == "bash" {
            window.confirm(ADMINISTRATOR).await;
        }
        window.says(&format!("copied for {form}")).await;
        seen.push(source(window).await);
    }
    window.says("They renew by themselves").await;
    window.click("//button[starts-with(normalize-space(.), 'Open console')]").await;
    stage.opened().await;
    for form in ["From Portico", "From the AWS CLI"] {
        window.click("//button[starts-with(normalize-space(.), 'Export profile')]").await;
        window.click(&format!("//label[contains(., '{form}')]")).await;
        window.says("+[").await;
        seen.push(source(window).await);
        window.click(&button("Write profile")).await;
        window.forgets("How it gets credentials").await;
    }
    // What is refused is written to the log.
    let ask = "const done = arguments[0]; const invoke = window.__TAURI_INTERNALS__.invoke;
        const foreign = { portal: 'securecart', account: '000000000000', role: 'ReadOnlyAccess', form: 'json', consent: null };
        const refused = invoke('copy_credentials', foreign).then(() => 'copied', (problem) => problem);
        const all = { portal: null, account: null, kinds: [], words: '', since: null, before: null, count: 100 };
        const ask = { query: '', grouping: { by: 'name' }, hidden: false, stronger: false, from: 0, count: 50, keep: [] };
        const whole = [invoke('snapshot'), invoke('opening', { rows: 50 }), invoke('listing', { ask }), invoke('journal', { ask: all })];
        Promise.all([refused, invoke('refresh', { portal: 'securecart' }), ...whole]).then(done, done)";
    seen.push(window.run_async(ask, json!([])).await.to_string());
    seen.push(source(window).await);
}

/// The page as it is now, with what is in its fields.
async fn source(window: &Window) -> String {
    let script = "return document.documentElement.outerHTML +
        [...document.querySelectorAll('input, select')].map((field) => field.value).join('\\n') +
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])";
    window.run(script, json!([])).await.as_str().expect("a page").to_owned()
}
