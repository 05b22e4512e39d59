//! Which `portico` is run: by the shell, and by AWS tools through the profiles.
//!
//! Rule: only a `portico` on `PATH` is asked for its version. Whoever can write the configuration file can name any program
//! in a profile, so that one which only a profile names is told and not run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use super::{Check, Finding, Level};
use crate::disk::{self, Environment};
use crate::profiles::Sections;
use crate::text::clean;
use crate::words::Words;

/// A program says its version in far less.
const PATIENCE: Duration = Duration::from_secs(5);
/// The version of this one.
const OWN: &str = env!("CARGO_PKG_VERSION");

/// Looks at the `portico`s on `PATH` and in the profiles; `helper` is this one.
pub(super) async fn check(
    environment: &Environment,
    config: Option<&Sections>,
    helper: &Path,
    words: &Words,
) -> Vec<Finding> {
    let own = disk::canonical(helper);
    let on_path = on_path(environment);
    let mut findings = Vec::new();
    match on_path.first() {
        None => findings.push(
            Finding::new(Check::Programs, Level::Note, words.not_on_path())
                .mended_by(words.not_on_path_remedy(own.display().to_string())),
        ),
        Some(first) if disk::canonical(first) != own => {
            let message = words.other_on_path(shown(first), shown(&own));
            let finding = Finding::new(Check::Programs, Level::Note, message);
            findings.push(finding.mended_by(words.other_on_path_remedy()));
        }
        Some(_) => {}
    }
    let known: BTreeSet<PathBuf> =
        on_path.iter().map(|path| disk::canonical(path)).chain([own.clone()]).collect();
    for other in known.iter().filter(|path| **path != own) {
        findings.extend(judged(other, version(other).await, words));
    }
    let named = config.map(of_profiles).unwrap_or_default();
    findings.extend(named.difference(&known).map(|program| unasked(program, &own, words)));
    if findings.is_empty() {
        findings.push(Finding::good(Check::Programs, words.programs_good(shown(&own), OWN)));
    }
    findings
}

fn judged(other: &Path, version: Option<String>, words: &Words) -> Option<Finding> {
    let message = match version {
        Some(version) if version == OWN => return None,
        Some(version) => words.other_version(shown(other), version, OWN),
        None => words.no_version(shown(other)),
    };
    let finding = Finding::new(Check::Programs, Level::Warning, message);
    Some(finding.mended_by(words.other_version_remedy()))
}

/// A program that only profiles name.
fn unasked(program: &Path, own: &Path, words: &Words) -> Finding {
    let message = words.other_in_profiles(shown(program), shown(own));
    Finding::new(Check::Programs, Level::Warning, message).mended_by(words.other_in_profiles_remedy())
}

fn on_path(environment: &Environment) -> Vec<PathBuf> {
    let path = environment.path("PATH").unwrap_or_default();
    let name = format!("portico{}", std::env::consts::EXE_SUFFIX);
    let places = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
    places.map(|folder| folder.join(&name)).filter(|file| disk::is_program(file)).collect()
}

/// Those in the profiles; one that is not there is told with the profiles.
fn of_profiles(config: &Sections) -> BTreeSet<PathBuf> {
    let programs = config.ours.iter().filter_map(|entry| config.program(entry));
    programs.filter(|program| disk::is_program(program)).map(disk::canonical).collect()
}

/// What `--version` says after the name.
async fn version(program: &Path) -> Option<String> {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    let said = tokio::time::timeout(PATIENCE, command.output()).await.ok()?.ok()?;
    let text = String::from_utf8(said.stdout).ok()?;
    let version = text.trim().strip_prefix("portico ")?;
    let is_one = version.len() < 60 && version.starts_with(|c: char| c.is_ascii_digit());
    is_one.then(|| clean(version, 60))
}

fn shown(path: &Path) -> String {
    clean(&path.display().to_string(), 200)
}
