//! Machines built in temporary folders: what is found on them, and how it is started.

mod finding;
mod hostile;
mod launching;
mod opening;
mod outings;
mod own;

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use url::Url;

use super::*;
use crate::disk::{self, Environment, Home};

/// A machine of some system in a temporary folder, with a person's home.
struct Machine {
    folder: TempDir,
    system: System,
}

impl Machine {
    fn new(system: System) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        disk::create_private_dir(&folder.path().join("home")).expect("a home");
        Self { folder, system }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file below the root of the machine.
    fn file(&self, path: &str, text: &str) -> &Self {
        disk::publish(&self.path(path), text.as_bytes()).expect("written");
        self
    }

    /// Writes a program.
    fn program(&self, path: &str, text: &str) -> &Self {
        self.file(path, text);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::Permissions::from_mode(0o755);
            std::fs::set_permissions(self.path(path), mode).expect("a program");
        }
        self
    }

    fn environment(&self) -> Environment {
        let environment = Environment::default()
            .with("PATH", format!("{}:relative", self.path("usr/bin").display()))
            .with("XDG_DATA_DIRS", self.path("usr/share"));
        match self.system {
            System::Windows => environment
                .with("ProgramFiles", self.path("Program Files"))
                .with("ProgramFiles(x86)", self.path("Program Files (x86)")),
            System::Linux | System::MacOs => environment,
        }
    }

    fn places(&self) -> Places {
        Places::within(self.folder.path(), self.system, &self.path("home"), &self.environment())
    }

    fn find(&self) -> Found {
        find(&self.places())
    }

    fn ids(&self) -> Vec<String> {
        self.find().browsers.iter().map(|browser| browser.id.to_string()).collect()
    }

    /// A home of Portico's beside the person's.
    fn portico(&self) -> Home {
        Home::at(&self.path("portico")).expect("a home")
    }
}

/// A machine with Chromium and two profiles, and Firefox with two, one of which opens containers.
fn usual() -> Machine {
    let machine = Machine::new(System::Linux);
    machine
        .program("usr/bin/chromium", "")
        .program("usr/bin/firefox", "")
        .file("home/.config/chromium/Local State", LOCAL_STATE)
        .file("home/.mozilla/firefox/profiles.ini", PROFILES)
        .file("home/.mozilla/firefox/a1.work/extensions.json", EXTENSIONS);
    machine
}

const LOCAL_STATE: &str = r#"{"profile": {"last_used": "Profile 1", "info_cache": {
    "Default": {"name": "Me", "user_name": "", "gaia_name": "M. E."},
    "Profile 1": {"name": "Work", "user_name": "me@example.com", "profile_highlight_color": -4046580}
}}}"#;
const PROFILES: &str = "\
[Install4F96D1932A9F858E]\nDefault=b2.home\nLocked=1\n\n\
[Profile1]\nName=Work\nIsRelative=1\nPath=a1.work\n\n\
[Profile0]\nName=Home\nIsRelative=1\nPath=b2.home\nDefault=1\n\n\
[General]\nStartWithLastProfile=1\nVersion=2\n";
const EXTENSIONS: &str = r#"{"schemaVersion": 37, "addons": [
    {"id": "other@x", "active": true},
    {"id": "{f069aec0-43c5-4bbf-b6b4-df95c4326b98}", "active": true, "location": "app-profile"}
]}"#;

fn address() -> Public {
    Public::one_shot(&Url::parse("http://127.0.0.1:4711/nonce").expect("an address")).expect("public")
}

fn id(text: &str) -> BrowserId {
    text.parse().expect(text)
}

fn texts(launch: &Launch) -> Vec<String> {
    launch.arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(unix)]
fn pipe(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status().expect("runs");
    assert!(made.success());
}
