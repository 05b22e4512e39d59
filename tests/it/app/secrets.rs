//! No secret reaches the page, a file, the log or a command line, whatever the person does (`security.md` 3, C6, I1).
#![expect(clippy::disallowed_methods, reason = "a search reads files")]

use serde_json::{Value, json};

use super::*;
use crate::secrets::{NONE, Sampler, Secrets, found, remember_keychain};
use crate::support::person::parameter;
use crate::support::sandbox::files;
use crate::support::stage::LOG;
use crate::support::webdriver::Window;

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_reaches_the_page_a_file_the_log_or_a_command_line() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    let (mut secrets, mut seen) = (Secrets::new(), Vec::new());
    let sampler = Sampler::start();
    let app = stage.app().await;
    add_company(&app, &company).await;
    record(&app.window).await;
    remember_sign_in(&stage, &company, &mut secrets).await;
    app.window.find(&row("Production")).await;
    use_everything(&stage, &app.window, &mut seen).await;
    remember_keychain(&stage.desktop.secrets().await, &mut secrets);
    let heard = app.window.run("return window.heard", json!([])).await;
    app.window.click(&button("Sign out of securecart")).await;
    app.window.find(&button("Sign in to securecart")).await;
    seen.push(source(&app.window).await);
    let lines = sampler.stop();

    for kind in ["access", "refresh", "client_secret", "SecretAccessKey", "SessionToken"] {
        let known = secrets.iter().any(|(name, _)| name.ends_with(kind));
        assert!(known, "the keychain told no {kind}: {secrets:?}");
    }
    for (moment, page) in seen.iter().enumerate() {
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
    for path in files(&stage.sandbox.path("")) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        assert_eq!(found(&secrets, &bytes), NONE, "in {}", path.display());
    }
    assert!(lines.iter().any(|line| String::from_utf8_lossy(line).contains("portico-app")));
    for line in &lines {
        assert_eq!(found(&secrets, line), NONE, "in the command line {:?}", String::from_utf8_lossy(line));
    }
    app.window.close().await;
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
        window.choose(&field("Copy for"), form).await;
        window.click("//button[starts-with(normalize-space(.), 'Copy credentials')]").await;
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
        const foreign = { portal: 'securecart', account: '000000000000', role: 'Nobody', form: 'json' };
        const refused = invoke('copy_credentials', foreign).then(() => 'copied', (problem) => problem);
        Promise.all([refused, invoke('refresh', { portal: 'securecart' }), invoke('snapshot'), invoke('choices'), invoke('listing', { query: '' })]).then(done, done)";
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
