//! What packages are made from, looked at in every run; the packages themselves are `cargo xtask package --check`.
#![expect(clippy::disallowed_methods, reason = "a law reads the files it is about")]

use std::path::PathBuf;

use serde_json::Value;

use crate::support::companion::Companion;
use crate::support::process::{package, run};

const METADATA: &str = "src-tauri/linux/dev.portico.desktop.metainfo.xml";

fn file(name: &str) -> PathBuf {
    package().join("..").join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn configuration() -> Value {
    serde_json::from_str(&text("src-tauri/tauri.conf.json")).expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn software_centres_can_read_the_description_which_knows_this_version() {
    let home = Companion::without_desktop();
    let mut validate = home.command("appstreamcli");
    validate.args(["validate", "--no-net", "--pedantic"]).arg(file(METADATA));
    run(validate).await.worked();
    let description = text(METADATA);
    let version = format!("<release version=\"{}\" ", env!("CARGO_PKG_VERSION"));
    assert!(description.contains(&version), "{version} is not among the releases");
    let id = configuration()["identifier"].as_str().map(|id| format!("<id>{id}</id>"));
    assert!(description.contains(&id.expect("an identifier")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desktop_file_is_right_once_it_is_filled_in() {
    let home = Companion::without_desktop();
    let mut entry = text("src-tauri/linux/portico.desktop");
    for (hole, words) in [
        ("{{name}}", "Portico"),
        ("{{comment}}", "A portal"),
        ("{{exec}}", "portico-app"),
        ("{{icon}}", "portico-app"),
        ("{{categories}}", "Development;"),
        ("{{#if mime_type}}\n", ""),
        ("{{mime_type}}", "x-scheme-handler/portico"),
        ("{{/if}}\n", ""),
    ] {
        assert!(entry.contains(hole), "{hole}");
        entry = entry.replace(hole, words);
    }
    assert!(!entry.contains("{{") && entry.contains("Exec=portico-app %u\n"), "{entry}");
    let path = home.sandbox.write("home/Portico.desktop", entry);
    let mut validate = home.command("desktop-file-validate");
    validate.arg(path);
    assert_eq!(run(validate).await.worked(), "");
}

/// A PNG file tells its width and height in bytes 16 to 24 (PNG 3, 11.2.1).
#[test]
fn every_icon_of_a_package_is_there_in_the_size_it_is_named_by() {
    let icons = configuration()["bundle"]["icon"].clone();
    let names: Vec<&str> = icons.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    for size in [16_u32, 22, 24, 32, 48, 64, 128, 256, 512] {
        let name = format!("../icons/{size}x{size}.png");
        assert!(names.contains(&name.as_str()), "{name} is not in {names:?}");
        let bytes = std::fs::read(file("src-tauri").join(&name)).expect("an icon");
        assert_eq!(bytes[16..24], [size.to_be_bytes(), size.to_be_bytes()].concat(), "{name}");
    }
    for name in ["../icons/icon.icns", "../icons/icon.ico"] {
        assert!(names.contains(&name) && file("src-tauri").join(name).is_file(), "{name}");
    }
}

#[test]
fn the_tool_that_packs_is_pinned_and_ships_nothing() {
    let page: Value = serde_json::from_str(&text("ui/package.json")).expect("JSON");
    let version = page["devDependencies"]["@tauri-apps/cli"].as_str().expect("pinned");
    assert!(version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'), "{version}");
    assert!(page["dependencies"].get("@tauri-apps/cli").is_none());
}
