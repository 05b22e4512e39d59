//! What is known to be secret, and the search for it: as it is, percent-encoded, and in base64.
#![expect(clippy::disallowed_methods, reason = "a search reads files")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::Value;

use crate::support::sandbox::{Sandbox, files};

/// A name for the report, and the secret.
pub(crate) type Secrets = BTreeSet<(String, String)>;

/// What every journey must have met, by the ends of their names.
const KINDS: [&str; 5] = ["access", "refresh", "client_secret", "SecretAccessKey", "SessionToken"];
/// How many secrets are known in a search that counts.
const FEWEST: usize = 12;
/// Folders that the programs of everybody write to.
const SHARED: [&str; 3] = ["/tmp", "/var/tmp", "/dev/shm"];
/// A larger file is no trace of Portico.
const LARGEST: u64 = 16 << 20;

pub(crate) const NONE: [&str; 0] = [];

/// The names of the secrets that are in `bytes`, as they are, percent-encoded or in base64.
pub(crate) fn found<'a>(secrets: &'a Secrets, bytes: &[u8]) -> Vec<&'a str> {
    let text = String::from_utf8_lossy(bytes);
    let is_in = |secret: &str| {
        let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let base64 = STANDARD.encode(secret);
        [secret, &encoded, base64.trim_end_matches('=')].iter().any(|form| text.contains(form))
    };
    let hits = secrets.iter().filter(|(_, secret)| is_in(secret));
    hits.map(|(name, _)| name.as_str()).collect()
}

/// Some of each kind are known, and so many that the search counts.
#[track_caller]
pub(crate) fn assert_known(secrets: &Secrets) {
    for kind in KINDS {
        let is_known = secrets.iter().any(|(name, _)| name.ends_with(kind));
        assert!(is_known, "no {kind} is known: {secrets:?}");
    }
    let values: BTreeSet<&str> = secrets.iter().map(|(_, secret)| secret.as_str()).collect();
    assert!(values.len() >= FEWEST, "{values:?}");
}

/// These messages went over the bus, among them those to the keychain; no secret can be read in any.
#[track_caller]
pub(crate) fn assert_bus_keeps_secrets(secrets: &Secrets, bus: &[u8], met: &[&str]) {
    let text = String::from_utf8_lossy(bus);
    for word in ["CreateItem", "GetSecret", "dh-ietf1024-sha256-aes128-cbc-pkcs7"].iter().chain(met) {
        assert!(text.contains(word), "{word} was not met on the bus");
    }
    assert!(!text.contains("\0plain\0"), "a session with the keychain was not encrypted");
    assert_eq!(found(secrets, bus), NONE, "on the bus");
}

/// No file of the home has a secret, nor has any file that came since into a folder of everybody's; and no crash left a
/// program's memory on the disk.
#[track_caller]
pub(crate) fn assert_none_in_files(secrets: &Secrets, sandbox: &Sandbox, since: Timestamp) {
    let own = files(&sandbox.path(""));
    assert!(own.len() > 10, "a journey leaves files: {own:?}");
    for path in own.into_iter().chain(shared_since(since.into())) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        assert_eq!(found(secrets, &bytes), NONE, "in {}", path.display());
    }
    assert_no_core(sandbox);
}

/// Nothing below the home is the memory of a program that crashed.
#[track_caller]
pub(crate) fn assert_no_core(sandbox: &Sandbox) {
    assert_eq!(cores(sandbox), Vec::<PathBuf>::new(), "left by a crash");
}

/// What crashes left below the home.
pub(crate) fn cores(sandbox: &Sandbox) -> Vec<PathBuf> {
    let is_core = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name == "core" || name.starts_with("core.")
    };
    files(&sandbox.path("")).into_iter().filter(is_core).collect()
}

/// Files in what came to these folders since then, or was changed; not those in homes of other tests.
fn shared_since(since: SystemTime) -> Vec<PathBuf> {
    let is_new = |path: &PathBuf| {
        let changed = path.metadata().and_then(|found| found.modified());
        changed.is_ok_and(|at| at >= since)
    };
    let is_home =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("pt-"));
    let entries = SHARED.iter().flat_map(|folder| inside(Path::new(folder)));
    entries.filter(|path| !is_home(path) && is_new(path)).flat_map(|path| below(&path)).collect()
}

/// The files below, of those that are still there; not what a link leads to.
fn below(path: &Path) -> Vec<PathBuf> {
    match path.symlink_metadata() {
        Ok(found) if found.is_dir() => inside(path).iter().flat_map(|path| below(path)).collect(),
        Ok(found) if found.is_file() && found.len() < LARGEST => vec![path.to_owned()],
        Ok(_) | Err(_) => Vec::new(),
    }
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

pub(crate) fn remember_document(whose: &str, document: &str, secrets: &mut Secrets) {
    let document: Value = serde_json::from_str(document).expect("JSON");
    for (member, kind) in [("SecretAccessKey", "secret_access_key"), ("SessionToken", "session_token")] {
        let value = document[member].as_str().expect("a credential").to_owned();
        secrets.insert((format!("{whose}/{kind}"), value));
    }
}

/// Takes every long text out of the keychain's values whose name says that it is secret.
pub(crate) fn remember_keychain(values: &[String], secrets: &mut Secrets) {
    fn walk(name: &str, value: &Value, secrets: &mut Secrets) {
        const SECRET: [&str; 9] = [
            "access",
            "refresh",
            "client_secret",
            "secret",
            "secret_access_key",
            "session_token",
            "token",
            "SecretAccessKey",
            "SessionToken",
        ];
        if let Some(members) = value.as_object() {
            for (member, value) in members {
                walk(&format!("{name}/{member}"), value, secrets);
            }
        } else if let Some(text) = value.as_str()
            && SECRET.iter().any(|kind| name.rsplit('/').next() == Some(kind))
        {
            secrets.insert((name.to_owned(), text.to_owned()));
        }
    }
    for value in values {
        walk("keychain", &serde_json::from_str(value).unwrap_or_default(), secrets);
    }
}

/// The search itself must be able to find: plain, percent-encoded, in base64 and across a log line.
#[test]
fn the_search_finds_what_is_planted() {
    let secret = "emu_a+secret/with=signs~and-length";
    let secrets = Secrets::from([("planted".to_owned(), secret.to_owned())]);
    let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    for text in [secret.to_owned(), format!("x={encoded}&y"), STANDARD.encode(secret)] {
        assert_eq!(found(&secrets, format!("TRACE sent {text} at once").as_bytes()), ["planted"], "{text}");
    }
    assert_eq!(found(&secrets, b"TRACE sent nothing"), NONE);
}
