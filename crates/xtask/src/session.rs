//! A private desktop session: its own D-Bus, an unlocked gnome-keyring, a home that is thrown away.
//!
//! xtask starts itself again inside `dbus-run-session`. Everything is exported *before* that, because a bus hands
//! the environment of its first moment to whatever it starts. The keyring ends with the bus.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::house::House;
use crate::process::{finish, guarded, heard, on_path, start};
use crate::{Result, demo, journey, package, screenshots};

/// The verb by which xtask calls itself inside the session; nobody types it.
pub(crate) const VERB: &str = "within-session";

/// What is done inside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scene {
    /// The journey without a display.
    Journey,
    /// The window on the display that is there, on a machine without a session bus.
    Window,
    /// Pictures of the window in a virtual display.
    Screenshots,
    /// A package: installed, started in a virtual display, removed.
    Installed,
}

impl Scene {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Journey, "journey"),
        (Self::Window, "window"),
        (Self::Screenshots, "screenshots"),
        (Self::Installed, "installed"),
    ];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(scene, _)| *scene == self).map_or("", |(_, name)| name)
    }
}

/// A folder that only this person can read and that goes away with this value.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    /// A new folder among the system's temporary ones; its path is short, because sockets will lie in it.
    pub(crate) fn create() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("portico-demo-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&path));
        for part in ["home", "run", "aws"] {
            let folder = path.join(part);
            std::fs::create_dir_all(&folder)
                .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
            private(&folder)?;
        }
        private(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// Plays a scene in a fresh session; true when it went well.
pub(crate) fn play(house: &House, scene: Scene, arguments: &[String]) -> Result<bool> {
    if !on_path("dbus-run-session") {
        return Err("dbus-run-session is missing; it is in the Debian package dbus.".to_owned());
    }
    let scratch = Scratch::create()?;
    let own = std::env::current_exe().map_err(|error| format!("xtask does not find itself: {error}"))?;
    // A build of the workspace may have put a newer one in its place meanwhile.
    let own = if own.exists() { own } else { house.program("xtask") };
    let mut command = guarded("dbus-run-session");
    command.arg(format!("--config-file={}", house.bus_configuration()?.display())).arg("--").arg(own);
    command.args([VERB, scene.name()]).arg(&scratch.0).args(arguments);
    isolate(&mut command, &scratch.0, scene);
    // A configuration file of this person's cargo is out of sight inside: say here what it said.
    command.env("CARGO_TARGET_DIR", &house.target);
    let status = start(command.stdin(Stdio::null()))?.wait().map_err(|error| error.to_string())?;
    Ok(status.success())
}

/// The inner half: unlocks the keyring and plays the scene.
pub(crate) fn inside(house: &House, arguments: &[String]) -> Result<bool> {
    let (Some(name), Some(scratch)) = (arguments.first(), arguments.get(1)) else {
        return Err(format!("`{VERB}` is for xtask itself"));
    };
    unlock_keyring()?;
    let (scratch, rest) = (Path::new(scratch), &arguments[2..]);
    match Scene::ALL.iter().find(|(_, known)| known == name).map(|(scene, _)| *scene) {
        Some(Scene::Journey) => journey::run(house, scratch, rest),
        Some(Scene::Window) => demo::window(house, rest).map(|()| true),
        Some(Scene::Screenshots) => screenshots::run(house, scratch, rest),
        Some(Scene::Installed) => package::run_installed(house, scratch, rest),
        None => Err(format!("there is no scene `{name}`")),
    }
}

/// Points every place a program may write to into the scratch folder and forgets this person's AWS settings.
fn isolate(command: &mut Command, scratch: &Path, scene: Scene) {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let is_display = ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"].contains(&text.as_ref());
        if text.starts_with("AWS_") || text.starts_with("PORTICO_") || (is_display && scene != Scene::Window)
        {
            command.env_remove(&name);
        }
    }
    let home = scratch.join("home");
    for (name, part) in [
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_STATE_HOME", ".local/state"),
    ] {
        command.env(name, home.join(part));
    }
    // A Wayland socket lies in the real runtime folder; it is only needed when the window is shown.
    if scene != Scene::Window || std::env::var_os("XDG_RUNTIME_DIR").is_none() {
        command.env("XDG_RUNTIME_DIR", scratch.join("run"));
    }
    command.env("HOME", home);
}

/// Starts gnome-keyring with a password for its new `login` collection and waits until it answers on the bus.
///
/// An empty password would leave the machine without a collection, and every write would ask a prompter.
fn unlock_keyring() -> Result<()> {
    let mut child = start(
        Command::new("gnome-keyring-daemon")
            .args(["--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    )?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(b"demo").map_err(|error| format!("gnome-keyring does not listen: {error}"))?;
    }
    finish(&mut child, Duration::from_secs(20))?;
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(20) {
        let asked = heard(
            guarded("dbus-send").args([
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.DBus",
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus.NameHasOwner",
                "string:org.freedesktop.secrets",
            ]),
            Duration::from_secs(10),
        )?;
        if asked.out.contains("boolean true") {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err("gnome-keyring did not take its place on the session bus within 20 seconds.".to_owned())
}

#[cfg(unix)]
fn private(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
        .map_err(|error| format!("cannot close {} to others: {error}", folder.display()))
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<()> {
    Ok(())
}
