//! Which `portico` is run: by the shell, and by AWS tools through the profiles.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use super::{Check, Finding, Level};
use crate::disk::{self, Environment};
use crate::profiles::Sections;
use crate::text::clean;

/// A program says its version in far less.
const PATIENCE: Duration = Duration::from_secs(5);
/// The version of this one.
const OWN: &str = env!("CARGO_PKG_VERSION");

/// Looks at the `portico`s on `PATH` and in the profiles; `helper` is this one.
pub(super) async fn check(
    environment: &Environment,
    config: Option<&Sections>,
    helper: &Path,
) -> Vec<Finding> {
    let own = disk::canonical(helper);
    let on_path = on_path(environment);
    let mut findings = Vec::new();
    match on_path.first() {
        None => findings.push(
            Finding::new(Check::Programs, Level::Note, "No portico is on your PATH.")
                .mended_by(format!("Add the folder of {} to it.", own.display())),
        ),
        Some(first) if disk::canonical(first) != own => {
            let message = format!("Your shell runs {}, and this is {}.", shown(first), shown(&own));
            findings.push(
                Finding::new(Check::Programs, Level::Note, message)
                    .mended_by("Remove one of the two, or put the folder of the right one first in PATH."),
            );
        }
        Some(_) => {}
    }
    let others: BTreeSet<PathBuf> = on_path
        .iter()
        .map(|path| disk::canonical(path))
        .chain(config.into_iter().flat_map(of_profiles))
        .filter(|path| *path != own && disk::is_program(path))
        .collect();
    for other in others {
        findings.extend(judged(&other, version(&other).await));
    }
    if findings.is_empty() {
        findings.push(Finding::good(
            Check::Programs,
            format!("Shell and profiles run the same portico, {} ({OWN}).", shown(&own)),
        ));
    }
    findings
}

fn judged(other: &Path, version: Option<String>) -> Option<Finding> {
    let remedy = "Keep the newer one, and have the profiles name it: portico profiles sync";
    let message = match version {
        Some(version) if version == OWN => return None,
        Some(version) => format!("{} is portico {version}, and this is {OWN}.", shown(other)),
        None => format!("{} does not say its version as portico does.", shown(other)),
    };
    Some(Finding::new(Check::Programs, Level::Warning, message).mended_by(remedy))
}

fn on_path(environment: &Environment) -> Vec<PathBuf> {
    let path = environment.path("PATH").unwrap_or_default();
    let name = format!("portico{}", std::env::consts::EXE_SUFFIX);
    let places = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
    places.map(|folder| folder.join(&name)).filter(|file| disk::is_program(file)).collect()
}

fn of_profiles(config: &Sections) -> BTreeSet<PathBuf> {
    let programs = config.ours.iter().filter_map(|entry| config.program(entry));
    programs.map(disk::canonical).collect()
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
