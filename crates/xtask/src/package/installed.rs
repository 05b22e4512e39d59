//! The deb as a person has it: installed, started, removed.
//!
//! It is installed by the real `dpkg` into a folder that is its whole world, with the machine's own list of packages
//! beside it, so that what it depends on must really be installed. This machine itself stays as it is.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::told;
use crate::Result;
use crate::demo::value_of;
use crate::house::House;
use crate::process::{Background, guarded, heard, start};
use crate::screenshots::virtual_display;

/// How long the window may take to appear.
const PATIENCE: Duration = Duration::from_secs(90);

/// What Portico and the web view keep of a person, below their home. Removing a package never touches it.
const OWN: [&str; 6] = [
    ".config/portico",
    ".local/share/portico",
    ".local/share/dev.portico.desktop",
    ".cache",
    // The desktop's, not ours.
    ".local/share/keyrings",
    ".config/dconf",
];

/// Installs, runs and removes the package after `--deb`; true when nothing but the person's own is left.
pub(crate) fn run(house: &House, scratch: &Path, arguments: &[String]) -> Result<bool> {
    let deb = value_of(arguments, "--deb").ok_or("no package was named")?;
    let root = scratch.join("root");
    furnish(&root)?;
    dpkg(&root, &["--install", deb])?;
    let version = told(guarded(root.join("usr/bin/portico")).arg("--version"))?;
    if version.trim() != concat!("portico ", env!("CARGO_PKG_VERSION")) {
        return Err(format!("`portico --version` says {version}"));
    }
    let (_screen, display) = virtual_display(house)?;
    shows_itself(&root.join("usr/bin/portico-app"), &display)?;
    dpkg(&root, &["--purge", "portico"])?;
    let left: Vec<PathBuf> =
        files(&root)?.into_iter().filter(|path| !path.starts_with("var/lib/dpkg")).collect();
    if !left.is_empty() {
        return Err(format!("after the removal there is still {left:?}"));
    }
    let home = scratch.join("home");
    let kept = files(&home)?;
    let foreign: Vec<&PathBuf> =
        kept.iter().filter(|path| !OWN.iter().any(|own| path.starts_with(own))).collect();
    if !foreign.is_empty() || !home.join(".local/share/portico").is_dir() {
        return Err(format!("the person's own should be left and nothing else; there is {kept:?}"));
    }
    Ok(true)
}

/// What dpkg wants of a system: its folders, and which packages are installed.
fn furnish(root: &Path) -> Result<()> {
    let own = root.join("var/lib/dpkg");
    for folder in ["info", "updates", "triggers"] {
        std::fs::create_dir_all(own.join(folder)).map_err(|error| format!("{}: {error}", own.display()))?;
    }
    std::fs::copy("/var/lib/dpkg/status", own.join("status"))
        .map(drop)
        .map_err(|error| format!("dpkg's list of packages cannot be read: {error}"))
}

/// Root's rights are only pretended: every file goes into a folder of this person's.
fn dpkg(root: &Path, what: &[&str]) -> Result<()> {
    let mut dpkg = guarded("fakeroot");
    dpkg.args(["dpkg", "--root"]).arg(root).args(["--log", "/dev/null"]).args(what);
    dpkg.env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    told(&mut dpkg).map(drop)
}

/// Starts the program with nothing but its own name, as a launcher does, and waits for its window.
fn shows_itself(program: &Path, display: &str) -> Result<()> {
    let on_display = |program: &Path| {
        let mut command = guarded(program);
        command.env("DISPLAY", display).env("NO_AT_BRIDGE", "1");
        command
    };
    let mut app: Command = on_display(program);
    let mut app = Background(start(app.stdin(Stdio::null()).stdout(Stdio::null()))?);
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        let mut look = on_display(Path::new("xdotool"));
        look.args(["search", "--onlyvisible", "--name", "^Portico$"]);
        if heard(&mut look, PATIENCE).is_ok_and(|said| !said.out.trim().is_empty()) {
            return Ok(());
        }
        if let Ok(Some(status)) = app.0.try_wait() {
            return Err(format!("portico-app ended with {status}"));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err("portico-app showed no window".to_owned())
}

/// Every file below a folder, from there; links are files.
fn files(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let entries = std::fs::read_dir(&next).map_err(|error| format!("{}: {error}", next.display()))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap_or(&path).to_path_buf());
            }
        }
    }
    Ok(found)
}
