//! The commands as the page reaches them, over Tauri's own test runtime (`C3`, `C4`): a real engine on an empty home,
//! no display, no keychain, no network.

use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;
use portico_core::aws::Transport;
use portico_core::catalog::Catalog;
use portico_core::disk::{Environment, Home};
use portico_core::engine::{Engine, Event, Parts, Shell};
use portico_core::error::{Error, Result};
use portico_core::journal::{Asker, Journal};
use portico_core::listing::Attention;
use portico_core::notice::Notice;
use portico_core::policy;
use portico_core::session::Sessions;
use portico_core::time::Timekeeper;
use portico_core::tray::Menu;
use portico_core::vault::{Nobody, Vault};
use portico_model::{Secret, SystemClock, SystemEntropy};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow, WebviewWindowBuilder};
use url::Url;

use crate::commands;
use crate::demo::Demo;
use crate::login::Login;

include!("command_names.rs");

/// A desktop on which nothing may happen.
struct Nothing;

impl Shell for Nothing {
    fn open_url(&self, url: &Url) -> Result<()> {
        Err(Error::internal(format!("{url} was opened")))
    }

    fn copy(&self, _: &Secret) -> Result<()> {
        Err(Error::internal("something was copied"))
    }

    fn notify(&self, _: &Notice) {}

    fn draw_tray(&self, _: &Menu) {}

    fn publish(&self, _: &Event) {}
}

fn app(folder: &Path) -> (App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let home = Home::at(folder).expect("a home");
    let clock = Timekeeper::new(Arc::new(SystemClock));
    let transport = Transport::default();
    let parts = Parts {
        environment: Environment::default(),
        entropy: Arc::new(SystemEntropy),
        sessions: Sessions::new(home.clone(), Vault::in_memory(), transport.clone(), Arc::new(clock.clone())),
        catalog: Catalog::open(&home.catalog()).expect("a catalog"),
        journal: Journal::new(&home, clock.clone(), Asker::Window),
        attention: Attention::default(),
        asker: policy::Asker::Person,
        helper: folder.join("portico"),
        lists_by_itself: false,
        home: home.clone(),
        clock,
        passphrase: Arc::new(Nobody),
        zone: TimeZone::UTC,
        transport,
    };
    let (engine, demo) = tauri::async_runtime::block_on(async {
        let demo = Demo::resume(&parts).await;
        let engine = Engine::start(parts, Arc::new(Nothing)).expect("an engine");
        engine.ready().await;
        (engine, demo)
    });
    let conversation = commands::conversation::<MockRuntime>();
    let app = mock_builder()
        .plugin(tauri_plugin_store::Builder::new().build())
        .invoke_handler(conversation.invoke_handler())
        .build(mock_context(noop_assets()))
        .expect("an app");
    conversation.mount_events(&app);
    let environment = Environment::default().with("XDG_CONFIG_HOME", folder);
    app.manage(Login::with(folder.join("portico-app"), &home, &environment));
    app.manage(home);
    app.manage(engine);
    app.manage(demo);
    app.manage(crate::link::Followed::default());
    app.manage(crate::picker::Early::default());
    app.manage(crate::shortcut::Keys::default());
    app.manage(crate::diagnostics::Last::default());
    let window =
        WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default()).build().expect("a window");
    (app, window)
}

fn ask(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    arguments: Value,
) -> std::result::Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: Url::parse("tauri://localhost").expect("a URL"),
        body: InvokeBody::Json(arguments),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().expect("JSON"))
}

#[test]
fn the_page_asks_and_is_answered() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (_app, window) = app(folder.path());
    let opening = || ask(&window, "opening", json!({ "rows": 9 })).expect("answered");
    assert_eq!(
        opening()["preferences"],
        json!({ "theme": "system", "grouping": { "by": "name" }, "language": "system" })
    );
    let dark = json!({ "preferences": { "theme": "dark", "language": "ja" } });
    assert_eq!(ask(&window, "set_preferences", dark), Ok(Value::Null));
    assert_eq!(
        opening()["preferences"],
        json!({ "theme": "dark", "grouping": { "by": "name" }, "language": "ja" })
    );
    let wanted = json!({ "text": "ssoins-1.portal.eu-west-1.app.aws/#/x", "endpoint": "" });
    let found = ask(&window, "discover_portal", wanted).expect("answered");
    assert_eq!((&found["region"], &found["needs_confirmation"]), (&json!("eu-west-1"), &json!(false)));
    let portal = json!({
        "name": "acme", "startUrl": "acme", "region": "eu-west-1", "endpoint": null, "also": ["us-east-1"],
        "hosts": "dual-stack", "confirmedHost": null
    });
    assert_eq!(ask(&window, "add_portal", portal.clone()), Ok(Value::Null));
    let mut strange = portal;
    strange["startUrl"] = json!("https://awsapps.com.evil.test/start");
    for host in [Value::Null, json!("evil.test")] {
        strange["confirmedHost"] = host;
        let refused = ask(&window, "add_portal", strange.clone()).expect_err("nobody confirmed it");
        assert_eq!(refused["code"], json!("invalid_input"));
    }
    let snapshot = ask(&window, "snapshot", json!({})).expect("answered");
    assert_eq!(snapshot["portals"][0]["name"], json!("acme"));
    assert_eq!(snapshot["portals"][0]["session"]["state"], json!("signed_out"));
    assert_eq!(ask(&window, "starts_at_login", json!({})), Ok(json!(false)));
    assert_eq!(ask(&window, "start_at_login", json!({ "on": true })), Ok(Value::Null));
    assert_eq!(ask(&window, "starts_at_login", json!({})), Ok(json!(true)));
    let unknown = ask(&window, "sign_out", json!({ "portal": "nobody" })).expect_err("refused");
    assert_eq!(unknown["code"], json!("not_found"));
    let choices = opening()["choices"].clone();
    assert_eq!(choices["regions"][0], json!("us-east-1"));
    assert!(choices["services"].as_array().is_some_and(|services| services.len() > 5));
}

#[test]
fn guardrails_are_set_from_the_page_and_a_report_is_saved_only_once_it_was_shown() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (_app, window) = app(folder.path());
    let shown = || ask(&window, "guardrails", json!({})).expect("answered");
    assert_eq!(shown()["admin"], json!({ "now": "hold", "least": "free", "fixed": false }));
    for (set, to) in [("admin", json!("type")), ("minutes", json!(15)), ("support", json!(true))] {
        let rail = json!({ "rail": { "set": set, "to": to } });
        assert_eq!(ask(&window, "set_guardrail", rail), Ok(Value::Null));
    }
    let now = shown();
    assert_eq!((&now["admin"]["now"], &now["minutes"]["now"]), (&json!("type"), &json!(15)));
    assert_eq!(now["support"], json!({ "on": true, "fixed": false }));
    let long = json!({ "rail": { "set": "minutes", "to": 721 } });
    assert_eq!(ask(&window, "set_guardrail", long).expect_err("too long")["code"], json!("invalid_input"));
    let early = ask(&window, "save_report", json!({})).expect_err("nothing was shown");
    assert_eq!(early["code"], json!("not_found"));
    let found = ask(&window, "examine", json!({ "reach": false })).expect("answered");
    let report = found["report"].as_str().expect("a text");
    assert!(report.contains("Portals          not asked") && report.contains("settings.toml"), "{report}");
}

#[test]
fn the_demo_company_becomes_a_portal_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (_app, window) = app(folder.path());
    for _ in 0..2 {
        assert_eq!(ask(&window, "explore_demo", json!({})), Ok(json!("securecart")));
    }
    let snapshot = ask(&window, "snapshot", json!({})).expect("answered");
    let portals = snapshot["portals"].as_array().expect("a list");
    assert_eq!((portals.len(), &portals[0]["local"]), (1, &json!(true)));
}

#[test]
fn c4_no_argument_makes_a_command_panic_or_changes_anything() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (_app, window) = app(folder.path());
    let before = ask(&window, "snapshot", json!({})).expect("answered");
    let mut awkward = Awkward::new(0x2545_f491_4f6c_dd1d);
    for round in 0..20_000_usize {
        // Starting the demo company is no matter of arguments.
        let command = COMMANDS[round % COMMANDS.len()];
        if command == "explore_demo" {
            continue;
        }
        let mut arguments = awkward.arguments();
        if command == "discover_portal" {
            // Where nobody listens: whatever the text is, no test asks the internet.
            arguments["endpoint"] = json!("http://127.0.0.1:9");
        }
        if let Err(refusal) = ask(&window, command, arguments) {
            let problem = refusal.get("code").is_some() && refusal.get("remedy").is_some();
            assert!(problem || refusal.is_string(), "{command}: {refusal}");
        }
    }
    // No quiet hours at all is a wish like any other.
    let usual = json!({ "quiet": { "from": "22:00", "to": "07:00" } });
    assert_eq!(ask(&window, "set_quiet_hours", usual), Ok(Value::Null));
    assert_eq!(ask(&window, "snapshot", json!({})).expect("answered"), before);
}

/// A fixed sequence of awkward arguments: hostile pieces, plausible ones, and mixtures of both.
pub(crate) struct Awkward(u64);

impl Awkward {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self, below: usize) -> usize {
        // xorshift64: repeatable, and good enough to shuffle.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below).expect("fits")).expect("fits")
    }

    pub(crate) fn text(&mut self) -> String {
        const PIECES: [&str; 28] = [
            "",
            "acme",
            "012345678901",
            "0123",
            "ReadOnlyAccess",
            "eu-west-1",
            "us-gov-west-1",
            "bash",
            "json",
            "credential_process",
            "sso-session",
            "https://acme.awsapps.com/start",
            "http://127.0.0.1:8400",
            "\n",
            "\r\ncredential_process=x",
            "\u{0}",
            "\u{202e}",
            "../",
            "$(x)",
            "-",
            "[x]",
            "%",
            "#",
            "é",
            "🦀",
            " ",
            "\u{1b}[31m",
            "__proto__",
        ];
        let parts = self.next(4);
        let mut text: String = (0..=parts).map(|_| PIECES[self.next(PIECES.len())]).collect();
        if self.next(50) == 0 {
            text = text.repeat(2000);
        }
        text
    }

    /// An object with every argument name there is, each of any kind.
    fn arguments(&mut self) -> Value {
        const NAMES: [&str; 30] = [
            "portal",
            "account",
            "role",
            "form",
            "name",
            "service",
            "region",
            "query",
            "starred",
            "startUrl",
            "endpoint",
            "text",
            "also",
            "hosts",
            "confirmedHost",
            "preferences",
            "filledIn",
            "store",
            "quiet",
            "port",
            "minutes",
            "untilLocked",
            "choice",
            "browser",
            "of",
            "template",
            "on",
            "profile",
            "rail",
            "__proto__",
        ];
        let mut value = || match self.next(8) {
            0 => Value::Null,
            1 => json!(self.next(2) == 0),
            2 => json!(self.next(1 << 40)),
            3 => json!([self.text()]),
            4 => json!({ "theme": self.text(), "from": self.text(), "to": self.text() }),
            _ => json!(self.text()),
        };
        Value::Object(NAMES.iter().map(|&name| (name.to_owned(), value())).collect())
    }

    pub(crate) fn maybe(&mut self) -> Option<String> {
        (self.next(2) == 0).then(|| self.text())
    }
}
