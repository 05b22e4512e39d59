//! Where things are: the workspace, its target directory, logs, and the programs that were built.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

/// The paths every verb needs.
pub(crate) struct House {
    /// The workspace root.
    pub(crate) root: PathBuf,
    /// Cargo's target directory, wherever `CARGO_TARGET_DIR` or a configuration file put it.
    pub(crate) target: PathBuf,
    /// Where xtask keeps its own files: `xtask/` in the target directory.
    pub(crate) own: PathBuf,
    /// One log per step.
    pub(crate) logs: PathBuf,
}

impl House {
    /// Asks cargo once; creates the folders of xtask itself.
    pub(crate) fn find() -> Result<Self> {
        let root = root()?;
        let target = target_directory(&root)?;
        let own = target.join("xtask");
        let logs = own.join("logs");
        std::fs::create_dir_all(&logs)
            .map_err(|error| format!("cannot create {}: {error}", logs.display()))?;
        Ok(Self { root, target, own, logs })
    }

    /// A program of the debug profile, for instance `portico`.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{EXE_SUFFIX}"))
    }

    /// The same of the release profile, as it ships.
    pub(crate) fn shipped(&self, name: &str) -> PathBuf {
        self.target.join("release").join(format!("{name}{EXE_SUFFIX}"))
    }

    /// Cargo in the workspace root, without the variables that `cargo run` set for this very process.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = crate::process::guarded(cargo_program());
        command.current_dir(&self.root).env("CARGO_TERM_COLOR", "never");
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        command
    }

    /// The D-Bus configuration of a bare session bus: nothing is activated behind the back of a test.
    ///
    /// A bus with service files would start whatever notification or keyring daemon the machine has installed, with
    /// the environment of the moment the bus started.
    pub(crate) fn bus_configuration(&self) -> Result<PathBuf> {
        let path = self.own.join("bare-bus.conf");
        write(&path, BARE_BUS)?;
        Ok(path)
    }
}

/// Writes a whole file and names it when that fails.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

const BARE_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

fn cargo_program() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn root() -> Result<PathBuf> {
    if let Some(manifest) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
        && let Some(root) = manifest.ancestors().nth(2)
    {
        return Ok(root.to_path_buf());
    }
    let here = std::env::current_dir().map_err(|error| format!("no current directory: {error}"))?;
    here.ancestors()
        .find(|folder| folder.join("crates/xtask/Cargo.toml").is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| "this is not a checkout of Portico; start `cargo xtask` inside one.".to_owned())
}

fn target_directory(root: &Path) -> Result<PathBuf> {
    let output = Command::new(cargo_program())
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("`cargo metadata` failed: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    metadata["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or("cargo names no target directory".to_owned())
}
