//! `J1`: what is not signed as it must be is refused. A throw-away key, a host on loopback.

use std::io::{Read, Write};
use std::net::TcpListener;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::KeyPair;
use tauri::test::{MockRuntime, mock_builder, mock_context, noop_assets};

use super::*;

const PACKAGE: &[u8] = b"the package";

struct Key(KeyPair);

impl Key {
    fn new() -> Self {
        Self(KeyPair::generate_unencrypted_keypair().expect("a key"))
    }

    /// As it stands in a build.
    fn public(&self) -> String {
        STANDARD.encode(self.0.pk.to_box().expect("a box").into_string())
    }

    /// As it stands in a manifest.
    fn signature(&self, package: &[u8], comment: &str) -> String {
        let signature = minisign::sign(Some(&self.0.pk), &self.0.sk, package, Some(comment), None);
        STANDARD.encode(signature.expect("signed").into_string())
    }
}

/// A host of updates: the same manifest and the same package to whoever asks.
fn host(version: &str, signature: &str, package: &'static [u8]) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    let platform = json!({ "url": format!("{origin}/package"), "signature": signature });
    let manifest = json!({ "version": version, "url": platform["url"], "signature": signature }).to_string();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(std::result::Result::ok) {
            let mut head = [0_u8; 2048];
            let count = stream.read(&mut head).unwrap_or_default();
            let wants_package = head[..count].starts_with(b"GET /package ");
            let body = if wants_package { package } else { manifest.as_bytes() };
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            drop(stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)));
        }
    });
    origin
}

/// What an app with this key makes of what the host offers.
fn offered(key: &Key, origin: &str) -> Result<Option<Vec<u8>>> {
    let mut context = mock_context(noop_assets());
    context.package_info_mut().version = VERSION.parse().expect("a version");
    context.config_mut().plugins.0.insert("updater".to_owned(), configuration(&key.public(), origin));
    let plugin = tauri_plugin_updater::Builder::new().build::<MockRuntime>();
    let app = mock_builder().plugin(plugin).build(context).expect("an app");
    tauri::async_runtime::block_on(async {
        let updater = app.updater_builder().no_proxy().build().map_err(|error| failed(&error))?;
        match newer(&updater).await? {
            Some(update) => fetched(&update).await.map(Some),
            None => Ok(None),
        }
    })
}

fn is_refused(offered: &Result<Option<Vec<u8>>>) -> bool {
    offered.as_ref().is_err_and(|error| error.message().starts_with("The update was refused"))
}

#[test]
fn j1_a_newer_version_signed_as_itself_is_taken() {
    let key = Key::new();
    let origin = host("9.9.9", &key.signature(PACKAGE, "timestamp:1\tfile:p.deb\tversion:9.9.9"), PACKAGE);
    assert_eq!(offered(&key, &origin).expect("taken").as_deref(), Some(PACKAGE));
}

#[test]
fn j1_another_key_a_changed_package_a_cut_one_and_no_signature_are_refused() {
    let (key, other) = (Key::new(), Key::new());
    let comment = "timestamp:1\tversion:9.9.9";
    for (signature, package) in [
        (other.signature(PACKAGE, comment), PACKAGE),
        (key.signature(PACKAGE, comment), b"the pactage".as_slice()),
        (key.signature(PACKAGE, comment), &PACKAGE[..5]),
        (String::new(), PACKAGE),
        (STANDARD.encode("untrusted comment: x\nRW"), PACKAGE),
        ("%%%".to_owned(), PACKAGE),
    ] {
        let found = offered(&key, &host("9.9.9", &signature, package));
        assert!(is_refused(&found), "{signature}: {found:?}");
    }
}

#[test]
fn j1_an_old_build_announced_as_a_newer_one_and_a_signature_without_a_version_are_refused() {
    let key = Key::new();
    for comment in ["timestamp:1\tfile:p.deb\tversion:0.0.9", "timestamp:1\tfile:p.deb"] {
        let found = offered(&key, &host("9.9.9", &key.signature(PACKAGE, comment), PACKAGE));
        assert!(is_refused(&found), "{comment}: {found:?}");
    }
}

#[test]
fn j1_an_older_version_and_the_same_one_are_no_update() {
    let key = Key::new();
    for version in ["0.0.9", VERSION] {
        let comment = format!("timestamp:1\tversion:{version}");
        let found = offered(&key, &host(version, &key.signature(PACKAGE, &comment), PACKAGE));
        assert!(found.expect("looked").is_none(), "{version}");
    }
}

/// The plugin refuses any other endpoint in a release by itself; a debug build is only warned.
#[test]
fn j1_the_endpoint_is_https_and_no_safeguard_is_switched_off() {
    assert!(ENDPOINT.starts_with("https://"));
    let configuration = configuration("key", ENDPOINT);
    let names: Vec<&str> = configuration.as_object().expect("an object").keys().map(String::as_str).collect();
    assert!(!names.iter().any(|name| name.starts_with("dangerous")), "{names:?}");
    assert_eq!(configuration["requireSignedVersion"], json!(true));
    assert_eq!(configuration["allowDowngrades"], json!(false));
}
