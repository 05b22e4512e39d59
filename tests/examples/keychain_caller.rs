//! A process with a vault, told on stdin (or in its arguments) what to do: what the tests kill, race and restart around.
//!
//! `keychain_caller HOME system` speaks to the keychain of this session, `keychain_caller HOME FOLDER` to a store that
//! keeps files in FOLDER and takes 2,560 bytes in each, as Windows does. Each command answers with one line: `ok`, `none`,
//! `value KIND SIZE`, `mixed`, or the code of the refusal.
#![expect(clippy::disallowed_methods, reason = "a store of files, for tests")]

use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use portico_core::disk::Home;
use portico_core::vault::{DEADLINE, Entry, Fault, Nobody, Store, Vault};
use portico_core::{Code, Result};
use portico_model::Secret;

fn main() {
    let mut words = std::env::args().skip(1);
    let home = Home::at(Path::new(&words.next().expect("HOME"))).expect("a home");
    let vault = match words.next().expect("`system` or a folder").as_str() {
        "system" => Vault::of_system(&home, Arc::new(Nobody)),
        folder => Vault::over(Arc::new(Files(folder.into())), home.tag(), DEADLINE).shared(&home),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let given: Vec<String> = words.collect();
    if !given.is_empty() {
        return say(&runtime.block_on(obey(&vault, &given.join(" "))));
    }
    for line in std::io::stdin().lock().lines() {
        say(&runtime.block_on(obey(&vault, &line.expect("text"))));
    }
    runtime.shutdown_background();
}

async fn obey(vault: &Vault, line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let number = |index: usize| words[index].parse::<usize>().expect("a number");
    match words[0] {
        "write" => told(vault.write(&entry(), &value(number(1), number(2))).await.map(|()| "ok".to_owned())),
        "read" => told(vault.read(&entry()).await.map(|value| seen(value.as_ref()))),
        "quietly" => told(vault.quietly().read(&entry()).await.map(|value| seen(value.as_ref()))),
        "remove" => told(vault.remove(&entry()).await.map(|()| "ok".to_owned())),
        "work" => work(vault, number(1)).await,
        "watch" => watch(vault, number(1)).await,
        other => panic!("{other} is no command"),
    }
}

fn entry() -> Entry {
    Entry::Session { portal: "tested".parse().expect("a name"), local: true }
}

fn told(outcome: Result<String>) -> String {
    outcome.unwrap_or_else(|error| name(error.code()))
}

fn name(code: Code) -> String {
    serde_json::to_string(&code).expect("a code").trim_matches('"').to_owned()
}

/// What says of itself which value it is, and of which no part is a part of another.
fn value(kind: usize, size: usize) -> Secret {
    let mut text = format!("{kind} {size}\n");
    while text.len() < size {
        text.push_str(&format!("{kind}:{};", text.len()));
    }
    text.truncate(size);
    Secret::new(text)
}

fn seen(found: Option<&Secret>) -> String {
    let Some(found) = found else { return "none".to_owned() };
    let numbers = found.expose().lines().next().and_then(|line| line.split_once(' '));
    let parsed = numbers.and_then(|(kind, size)| Some((kind.parse().ok()?, size.parse().ok()?)));
    match parsed {
        Some((kind, size)) if value(kind, size).expose() == found.expose() => format!("value {kind} {size}"),
        Some(_) | None => "mixed".to_owned(),
    }
}

/// Writes until so many writes were acknowledged, and reads after each; prints every fiftieth.
async fn work(vault: &Vault, wanted: usize) -> String {
    let (mut written, mut failed, mut maybe) = (0, 0_usize, Vec::new());
    let mut last: Option<usize> = None;
    for kind in 1.. {
        maybe.push(kind);
        if vault.write(&entry(), &value(kind, if kind % 8 == 0 { 5_000 } else { 40 })).await.is_ok() {
            (last, written) = (Some(kind), written + 1);
            maybe.clear();
            if written % 50 == 0 {
                say(&format!("written {written}"));
            }
        } else {
            failed += 1;
        }
        if let Ok(found) = vault.read(&entry()).await {
            let found = seen(found.as_ref());
            let is_kind = |kind: &usize| found.starts_with(&format!("value {kind} "));
            let is_known = last.as_ref().map_or(found == "none", is_kind) || maybe.iter().any(is_kind);
            if !is_known {
                return format!(
                    "{found}, but {last:?} was acknowledged last, and {maybe:?} may have been written"
                );
            }
        }
        if written == wanted {
            break;
        }
    }
    format!("worked, and {failed} failed")
}

/// Reads so often; gives the first thing that is not a value whole.
async fn watch(vault: &Vault, times: usize) -> String {
    for _ in 0..times {
        let found = told(vault.read(&entry()).await.map(|value| seen(value.as_ref())));
        if !found.starts_with("value ") {
            return found;
        }
    }
    "watched".to_owned()
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("somebody listens");
}

/// One file for each item, replaced whole, as keychains do with theirs.
struct Files(PathBuf);

impl Files {
    fn path(&self, service: &str, user: &str) -> PathBuf {
        let name: String = format!("{service}/{user}").bytes().map(|byte| format!("{byte:02x}")).collect();
        self.0.join(name)
    }
}

impl Store for Files {
    fn get(&self, service: &str, user: &str) -> std::result::Result<Option<Secret<Vec<u8>>>, Fault> {
        match std::fs::read(self.path(service, user)) {
            Ok(bytes) => Ok(Some(Secret::new(bytes))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Fault::Failed(error.to_string())),
        }
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> std::result::Result<(), Fault> {
        if value.len() > 2_560 {
            return Err(Fault::TooBig { most: 2_560 });
        }
        let path = self.path(service, user);
        let fresh = self.0.join(format!("new-{}", std::process::id()));
        let write = || std::fs::write(&fresh, value).and_then(|()| std::fs::rename(&fresh, &path));
        write().map_err(|error| Fault::Failed(error.to_string()))
    }

    fn delete(&self, service: &str, user: &str) -> std::result::Result<(), Fault> {
        match std::fs::remove_file(self.path(service, user)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Fault::Failed(error.to_string()))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }
}
