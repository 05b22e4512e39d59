//! Packages of other languages: npm for the page and the JavaScript judge, Python environments for boto3 and for what
//! the figures compare with.
//!
//! Each is installed from its lock file when that changed since the last time; a stamp beside the logs remembers it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Result;
use crate::house::{House, write};
use crate::process::{guarded, logged};

/// npm by the name the system knows it.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// The slowest, a clean build as it ships, takes half of this on two cores.
const LIMIT: Duration = Duration::from_secs(2400);

/// The folder of the page.
pub(crate) fn folder(house: &House) -> PathBuf {
    house.root.join("ui")
}

/// The folder of the JavaScript judge.
pub(crate) fn judge(house: &House) -> PathBuf {
    house.root.join("tests/js")
}

/// `npm ci` in a folder, unless its lock file is the one that was installed last.
///
/// Scripts of packages never run: nothing we need has any, and one that appears is not wanted.
pub(crate) fn install(house: &House, folder: &Path) -> Result<()> {
    let lock = read(&folder.join("package-lock.json"))?;
    let name = name_of(folder);
    let stamp = house.own.join(format!("npm-{name}.stamp"));
    if folder.join("node_modules").is_dir() && is_same(&stamp, &lock) {
        return Ok(());
    }
    let mut command = npm(folder, &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    succeed(&mut command, &house.logs.join(format!("npm-ci-{name}.log")))?;
    write(&stamp, &lock)
}

/// Builds the page into `ui/dist`, which the app takes into its binary.
pub(crate) fn build(house: &House) -> Result<()> {
    succeed(&mut npm(&folder(house), &["run", "build"]), &house.logs.join("page.log"))
}

/// npm in a folder, quiet about its own news.
pub(crate) fn npm(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = guarded(NPM);
    command
        .current_dir(folder)
        .args(arguments)
        .env("npm_config_update_notifier", "false")
        .env("NO_COLOR", "1");
    command
}

/// The Python environment of the boto3 judge.
pub(crate) fn venv(house: &House) -> PathBuf {
    house.own.join("venv")
}

/// The Python environment of version 1 of the AWS CLI, which wants a botocore of its own.
pub(crate) fn old_cli(house: &House) -> PathBuf {
    house.own.join("awscli1")
}

/// Creates the Python environments of the judges, from the lists in `tests/py`.
pub(crate) fn install_python(house: &House) -> Result<()> {
    environment(house, &venv(house), "tests/py/requirements.txt")?;
    environment(house, &old_cli(house), "tests/py/awscli1.txt")
}

/// The Python environment of what the figures compare with.
pub(crate) fn rivals(house: &House) -> PathBuf {
    house.own.join("rivals")
}

/// Creates the Python environment from `tests/bench/requirements.txt`.
pub(crate) fn install_rivals(house: &House) -> Result<()> {
    environment(house, &rivals(house), "tests/bench/requirements.txt")
}

/// It is made by Debian's own Python: another one first on `PATH` may lack what Debian's packages brought.
fn environment(house: &House, venv: &Path, list: &str) -> Result<()> {
    let list = house.root.join(list);
    let wanted = read(&list)?;
    let name = name_of(venv);
    let stamp = house.own.join(format!("{name}.stamp"));
    if venv.join("bin/python").exists() && is_same(&stamp, &wanted) {
        return Ok(());
    }
    let system = Path::new("/usr/bin/python3");
    let python = if system.exists() { system } else { Path::new("python3") };
    let log = |what: &str| house.logs.join(format!("{what}-{name}.log"));
    succeed(guarded(python).args(["-m", "venv", "--clear"]).arg(venv), &log("python"))?;
    let mut pip = guarded(venv.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "-r"])
        .arg(&list);
    succeed(&mut pip, &log("pip"))?;
    write(&stamp, &wanted)
}

/// Runs a command to its end; a failure names the log.
pub(crate) fn succeed(command: &mut Command, log: &Path) -> Result<()> {
    let words = crate::process::words(command);
    match logged(command, log, LIMIT) {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("`{words}` failed; its words are in {}", log.display())),
        Err(problem) => Err(format!("`{words}`: {problem}; its words are in {}", log.display())),
    }
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{} is missing: {error}", path.display()))
}

fn is_same(stamp: &Path, text: &str) -> bool {
    std::fs::read_to_string(stamp).is_ok_and(|before| before == text)
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
