//! What the page may do, held still by tests (`C1`, `C4`): the configuration, the capability, the isolation frame, the
//! commands and the generated bindings must tell the same story.

use std::collections::BTreeSet;
use std::path::Path;

use portico_core::view::BrowserUse;
use serde_json::{Value, json};
use specta_typescript::Typescript;

use crate::ipc::Awkward;
use crate::request::NewPortal;
use crate::{commands, request};

include!("command_names.rs");

const CONFIGURATION: &str = include_str!("../tauri.conf.json");
const CAPABILITY: &str = include_str!("../capabilities/main.json");
const GATE: &str = include_str!("../isolation/index.js");
const LOCK: &str = include_str!("../../Cargo.lock");
const BINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/bindings.ts");

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn names() -> BTreeSet<String> {
    COMMANDS.iter().map(|&name| name.to_owned()).collect()
}

fn generated() -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("bindings.ts");
    commands::conversation::<tauri::Wry>().export(Typescript::default(), &file).expect("exports");
    read(&file)
}

#[expect(clippy::disallowed_methods, reason = "a test reads a file of the repository")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test reads how it was asked, and writes a file of the repository"
)]
fn bindings_are_fresh() {
    let generated = generated();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(BINDINGS, &generated).expect("written");
    }
    let stale = read(Path::new(BINDINGS)) != generated;
    assert!(
        !stale,
        "ui/src/bindings.ts is stale: UPDATE_BINDINGS=1 cargo test -p portico-app bindings_are_fresh"
    );
}

#[test]
fn c1_the_configuration_is_as_decided() {
    let configuration = parsed(CONFIGURATION);
    let app = &configuration["app"];
    assert_eq!(app["withGlobalTauri"], json!(false));
    assert_eq!(app["windows"], json!([]), "windows are made by window.rs alone");
    assert_eq!(
        app["security"],
        json!({
            "csp": {
                "default-src": "'none'", "script-src": "'self'", "style-src": "'self'",
                "img-src": "'self' data:", "font-src": "'self'",
                "connect-src": "ipc: http://ipc.localhost", "object-src": "'none'", "base-uri": "'none'",
                "form-action": "'none'", "frame-ancestors": "'none'"
            },
            "freezePrototype": true,
            "dangerousDisableAssetCspModification": false,
            "assetProtocol": { "enable": false },
            "capabilities": ["main", "picker"],
            "pattern": { "use": "isolation", "options": { "dir": "isolation" } }
        })
    );
    assert_eq!(configuration["build"]["devUrl"], json!("http://127.0.0.1:1420"));
    let scheme = json!({ "deep-link": { "desktop": { "schemes": [portico_core::console::paste::SCHEME] } } });
    assert_eq!(configuration["plugins"], scheme, "only the bundler reads it: no plugin speaks to the page");
}

#[test]
fn c1_the_capability_grants_the_commands_and_listening_and_nothing_else() {
    let capability = parsed(CAPABILITY);
    assert_eq!(capability["windows"], json!(["main"]));
    for absent in ["remote", "webviews", "platforms", "local"] {
        assert!(capability.get(absent).is_none(), "{absent}");
    }
    let granted: BTreeSet<&str> =
        capability["permissions"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    // Those of the quick picker's page are for that alone.
    let of_main = names().into_iter().filter(|name| !name.starts_with("picker_"));
    let own: Vec<String> = of_main.map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    let mut wanted: BTreeSet<&str> = own.iter().map(String::as_str).collect();
    wanted.extend(["core:event:allow-listen", "core:event:allow-unlisten"]);
    assert_eq!(granted, wanted);
}

#[test]
fn c1_the_quick_picker_may_search_open_and_go_and_nothing_else() {
    let capability = parsed(include_str!("../capabilities/picker.json"));
    assert_eq!(capability["windows"], json!(["picker"]));
    for absent in ["remote", "webviews", "platforms", "local"] {
        assert!(capability.get(absent).is_none(), "{absent}");
    }
    assert_eq!(
        capability["permissions"],
        json!([
            "core:event:allow-listen",
            "core:event:allow-unlisten",
            "allow-picker-opening",
            "allow-picker-done",
            "allow-picker-ask",
            "allow-listing",
            "allow-crowd",
            "allow-open-console"
        ])
    );
}

#[test]
fn every_command_is_registered_granted_and_let_through_the_gate() {
    let bindings = generated();
    let after = |text: &str, mark: &str| -> BTreeSet<String> {
        let quoted = text.split(mark).skip(1).filter_map(|rest| rest.split('"').nth(1));
        quoted.map(str::to_owned).collect()
    };
    let calls: String = bindings.lines().filter(|line| line.contains("=> ")).collect::<Vec<_>>().join("\n");
    assert_eq!(after(&calls, "__TAURI_INVOKE"), names());
    let table =
        GATE.split("Object.entries({").nth(1).and_then(|rest| rest.split("}),").next()).expect("a table");
    let let_through: BTreeSet<String> = table
        .lines()
        .filter_map(|line| line.trim().split_once(": ").map(|(name, _)| name.trim_matches('\'').to_owned()))
        .filter(|name| !name.starts_with("plugin:event|"))
        .collect();
    assert_eq!(let_through, names());
}

#[test]
fn c1_tauri_is_newer_than_its_known_holes() {
    let after = LOCK.split("name = \"tauri\"\nversion = \"").nth(1).expect("tauri is locked");
    let version: Vec<u32> =
        after.split('"').next().unwrap_or_default().split('.').filter_map(|part| part.parse().ok()).collect();
    assert!(version >= vec![2, 11, 1], "{version:?} is older than the fix of CVE-2026-42184");
}

#[test]
fn c4_awkward_arguments_are_refused_with_a_sentence_or_survive_unchanged() {
    let mut awkward = Awkward::new(0x9e37_79b9_7f4a_7c15);
    let mut refused = 0_u32;
    for _ in 0..20_000 {
        let (portal, account, role) = (awkward.text(), awkward.text(), awkward.text());
        let (form, name, region) = (awkward.text(), awkward.maybe(), awkward.maybe());
        let new = NewPortal {
            name: portal.clone(),
            start_url: awkward.text(),
            region: role.clone(),
            endpoint: name.clone(),
            also: vec![awkward.text()],
            hosts: region.clone(),
            confirmed_host: awkward.maybe(),
        };
        let outcomes = [
            request::portal(&new).map(drop),
            request::aim(&portal, &account, &role, name.clone(), region.as_deref()).map(drop),
            request::browser(&portal, name.as_deref(), BrowserUse::Consoles, &form).map(drop),
            request::copy(&portal, &account, &role, &form).map(drop),
            request::profile(&portal, &account, &role, name.as_deref(), &form).map(drop),
            request::star(&portal, &account, true).map(drop),
            request::star_place(&portal, &account, &role, name.as_deref(), true).map(drop),
        ];
        for error in outcomes.into_iter().filter_map(Result::err) {
            refused += 1;
            assert!(!error.message().is_empty() && !error.remedy().is_empty());
            assert!(!error.message().chars().any(char::is_control), "{:?}", error.message());
            assert!(error.message().chars().count() < 400, "{:?}", error.message());
        }
    }
    assert!(refused > 110_000, "{refused}");
}
