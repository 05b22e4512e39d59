//! `cargo xtask package`: builds Portico as it ships and packs it for this system.
//!
//! The packing is the Tauri CLI's, which npm brings at the version of the lock file: it knows deb, rpm, AppImage, dmg and
//! msi. Rule: what a package holds beside the two programs is listed in one place, [`content`], and given to it for
//! this run alone; nothing is packed that was not made in this run.

mod check;
mod content;
mod installed;
mod signed;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::count::Count;
use crate::house::House;
use crate::process::{self, guarded, logged, on_path, words};
use crate::system::{self, Purpose};
use crate::{Result, page};

pub(crate) use installed::run as run_installed;

/// Every kind of package that the Tauri CLI knows, and where it lays it below `bundle/`.
const KINDS: [&str; 6] = ["deb", "rpm", "appimage", "dmg", "msi", "app"];

/// A clean build as it ships takes a third of this on two cores.
const LIMIT: Duration = Duration::from_secs(3600);

/// What the person asked for.
#[derive(Debug, Default)]
pub(crate) struct Wish {
    /// The debug profile: large and slow, but built in a minute; for work on the packages themselves.
    debug: bool,
    check: bool,
    kinds: Vec<String>,
}

impl Wish {
    /// What a test run asks for: packages of what it has built, or as they ship.
    pub(crate) fn checked(debug: bool) -> Self {
        Self { check: true, debug, ..Self::default() }
    }

    /// The folder of the profile in the target directory.
    fn profile(&self) -> &'static str {
        if self.debug { "debug" } else { "release" }
    }
}

/// What was packed, and what the checks found.
pub(crate) struct Made {
    pub(crate) packages: Vec<PathBuf>,
    pub(crate) count: Count,
    pub(crate) problems: Vec<String>,
}

/// Builds and packs; with `--check` also looks into the packages, installs, runs and removes. True when all went well.
pub(crate) fn run(house: &House, arguments: &[String]) -> Result<bool> {
    let wish = wish(arguments)?;
    if !wish.debug {
        println!("  the programs as they ship: cargo build --release (many minutes the first time)");
    }
    let made = make(house, &wish)?;
    for package in &made.packages {
        println!("  {}", package.display());
    }
    for problem in &made.problems {
        println!("    {problem}");
    }
    if wish.check {
        println!("{} passed, {} failed", made.count.passed, made.count.failed);
    }
    Ok(made.count.failed == 0)
}

/// The same without a word, for the step of a test run.
pub(crate) fn make(house: &House, wish: &Wish) -> Result<Made> {
    let key = signed::key()?;
    system::ready(house, if wish.check { Purpose::Test } else { Purpose::Window })?;
    page::install(house, &page::folder(house))?;
    page::build(house)?;
    build(house, wish)?;
    let staged = content::stage(house, wish.profile(), key.as_deref())?;
    let into = house.target.join(wish.profile()).join("bundle");
    let packages = bundle(house, wish, &staged, &into)?;
    sums(&into, &packages)?;
    if key.is_some() {
        signed::manifest(&into.join("latest.json"), &packages)?;
    }
    let (count, problems) =
        if wish.check { check::all(house, &staged, &packages)? } else { (Count::default(), Vec::new()) };
    Ok(Made { packages, count, problems })
}

fn wish(arguments: &[String]) -> Result<Wish> {
    let mut wish = Wish::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--debug" => wish.debug = true,
            "--check" => wish.check = true,
            "--kind" => {
                let kind = rest.next().ok_or("--kind needs the name of a kind of package")?;
                if !KINDS.contains(&kind.as_str()) {
                    return Err(format!("there is no kind `{kind}`; the kinds are {}.", KINDS.join(", ")));
                }
                wish.kinds.push(kind.clone());
            }
            other => {
                return Err(format!(
                    "`{other}` is not an option of `cargo xtask package`.\n\n{}",
                    crate::USAGE
                ));
            }
        }
    }
    if wish.check && (!cfg!(target_os = "linux") || !wish.kinds.is_empty()) {
        return Err("--check looks at the deb and the rpm, on Linux; leave --kind away.".to_owned());
    }
    Ok(wish)
}

/// What is packed when nobody asks for a kind: what can be made without the network and other people's programs.
fn usual() -> Vec<String> {
    let kinds: &[&str] = if cfg!(target_os = "macos") {
        &["app", "dmg"]
    } else if cfg!(windows) {
        &["msi"]
    } else {
        &["deb", "rpm"]
    };
    kinds.iter().map(|&kind| kind.to_owned()).collect()
}

/// The debug profile is built as the tests build it, so that nothing is compiled twice.
fn build(house: &House, wish: &Wish) -> Result<()> {
    let mut cargo = house.cargo();
    cargo.args(["build", "--locked", "--features", "portico-app/custom-protocol"]);
    if wish.debug {
        cargo.args(["--workspace", "--exclude", "xtask"]);
    } else {
        cargo.args(["--release", "--bins", "--package", "portico-app", "--package", "portico-cli"]);
    }
    done(&mut cargo, &house.logs.join("package-build.log")).map(drop)
}

/// Runs the Tauri CLI on what was built; answers the files it made.
fn bundle(house: &House, wish: &Wish, staged: &content::Staged, into: &Path) -> Result<Vec<PathBuf>> {
    if into.is_dir() {
        std::fs::remove_dir_all(into).map_err(|error| format!("{}: {error}", into.display()))?;
    }
    let kinds = if wish.kinds.is_empty() { usual() } else { wish.kinds.clone() };
    let mut tauri = guarded("node");
    tauri.arg(page::folder(house).join("node_modules/@tauri-apps/cli/tauri.js")).current_dir(&house.root);
    tauri.args(["bundle", "--ci", "--bundles", &kinds.join(","), "--config"]).arg(&staged.configuration);
    if wish.debug {
        tauri.arg("--debug");
    }
    signed::belong_together(&done(&mut tauri, &house.logs.join("package-bundle.log"))?)?;
    let mut packages = Vec::new();
    for folder in kinds.iter().map(|kind| into.join(if kind == "app" { "macos" } else { kind })) {
        let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let whole =
            |path: &PathBuf| path.extension().is_some_and(|end| KINDS.iter().any(|kind| is_of(end, kind)));
        packages.extend(entries.flatten().map(|entry| entry.path()).filter(whole));
    }
    packages.sort();
    if packages.len() < kinds.len() {
        return Err(format!("the Tauri CLI made {packages:?}, where {} were asked for", kinds.join(", ")));
    }
    Ok(packages)
}

fn is_of(end: &std::ffi::OsStr, kind: &str) -> bool {
    end.to_string_lossy().eq_ignore_ascii_case(kind)
}

/// `SHA256SUMS` in the folder of the packages, for `sha256sum --check`; where there is that program.
fn sums(folder: &Path, packages: &[PathBuf]) -> Result<()> {
    let files: Vec<&PathBuf> = packages.iter().filter(|path| path.is_file()).collect();
    if files.is_empty() || !on_path("sha256sum") {
        return Ok(());
    }
    let mut sum = guarded("sha256sum");
    sum.current_dir(folder).args(files.iter().map(|file| file.strip_prefix(folder).unwrap_or(file)));
    let said = told(&mut sum)?;
    crate::house::write(&folder.join("SHA256SUMS"), &said)
}

/// Runs a command to its end, its words into a log; answers the log's path.
fn done(command: &mut Command, log: &Path) -> Result<PathBuf> {
    let what = words(command);
    match logged(command, log, LIMIT) {
        Ok(status) if status.success() => Ok(log.to_owned()),
        Ok(_) => Err(format!("`{what}` failed; its words are in {}", log.display())),
        Err(problem) => Err(format!("`{what}`: {problem}; its words are in {}", log.display())),
    }
}

/// What a command prints, which must succeed.
fn told(command: &mut Command) -> Result<String> {
    process::told(command, Duration::from_secs(300))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str]) -> Result<Wish> {
        wish(&arguments.iter().map(|&one| one.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn only_kinds_that_exist_are_packed() {
        assert!(asked(&["--kind", "deb", "--debug"]).is_ok_and(|wish| wish.kinds == ["deb"] && wish.debug));
        assert!(asked(&["--kind", "snap"]).is_err_and(|problem| problem.contains("appimage")));
        assert!(asked(&["--kind"]).is_err() && asked(&["--fast"]).is_err());
    }

    #[test]
    fn a_check_is_of_everything_that_linux_gets() {
        assert!(asked(&["--check", "--kind", "deb"]).is_err());
        assert_eq!(asked(&["--check"]).is_ok(), cfg!(target_os = "linux"));
    }
}
