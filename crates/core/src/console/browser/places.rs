//! Where browsers and their profiles may be. Rule: nothing is looked up here that the environment does not name, so that a
//! test builds a machine of any system in a temporary folder.

use std::path::{Path, PathBuf};

use super::known::{Family, Known, System};
use crate::disk::{self, Environment};
use crate::error::Result;

/// The folders of one machine.
#[derive(Clone, Debug)]
pub struct Places {
    pub(super) system: System,
    pub(super) home: PathBuf,
    /// `PATH`, absolute folders only.
    path: Vec<PathBuf>,
    /// `XDG_DATA_HOME`, `XDG_DATA_DIRS`, and where flatpak and snap put their launchers.
    pub(super) shares: Vec<PathBuf>,
    /// `XDG_CONFIG_HOME`.
    pub(super) config: PathBuf,
    pub(super) snaps: PathBuf,
    /// macOS: where applications are.
    pub(super) applications: Vec<PathBuf>,
    /// Windows: where programs are installed.
    pub(super) programs: Vec<PathBuf>,
    local: PathBuf,
    roaming: PathBuf,
    /// macOS: the program that opens applications.
    pub(super) opener: PathBuf,
}

impl Places {
    /// Those of this machine.
    ///
    /// # Errors
    /// When the environment names no home folder.
    pub fn of(environment: &Environment) -> Result<Self> {
        Ok(Self::within(Path::new("/"), System::OWN, &environment.home()?, environment))
    }

    /// Those of a machine of another `system` whose root is `root`, for a person whose home folder is `home`.
    #[must_use]
    pub fn within(root: &Path, system: System, home: &Path, environment: &Environment) -> Self {
        let or = |name: &str, folder: PathBuf| environment.path(name).unwrap_or(folder);
        let list = |name: &str, usual: &[&str]| match environment.path(name) {
            Some(list) => std::env::split_paths(&list).filter(|folder| folder.is_absolute()).collect(),
            None => usual.iter().map(|folder| root.join(folder)).collect::<Vec<PathBuf>>(),
        };
        let data_home = or("XDG_DATA_HOME", home.join(".local/share"));
        let mut shares = vec![data_home.clone()];
        shares.extend(list("XDG_DATA_DIRS", &["usr/local/share", "usr/share"]));
        shares.push(data_home.join("flatpak/exports/share"));
        shares.extend(
            ["var/lib/flatpak/exports/share", "var/lib/snapd/desktop"].map(|folder| root.join(folder)),
        );
        let local = or("LOCALAPPDATA", home.join("AppData/Local"));
        let programs = ["ProgramFiles", "ProgramFiles(x86)"];
        let programs = programs.iter().filter_map(|name| environment.path(name)).chain([local.clone()]);
        Self {
            system,
            path: list("PATH", &["usr/local/bin", "usr/bin"]),
            shares,
            config: or("XDG_CONFIG_HOME", home.join(".config")),
            snaps: root.join("snap/bin"),
            applications: vec![root.join("Applications"), home.join("Applications")],
            programs: programs.collect(),
            roaming: or("APPDATA", home.join("AppData/Roaming")),
            opener: root.join("usr/bin/open"),
            home: home.to_owned(),
            local,
        }
    }

    /// The program of this name in the folders of `PATH`.
    pub(super) fn program(&self, name: &str) -> Option<PathBuf> {
        self.path.iter().map(|folder| folder.join(name)).find(|path| disk::is_program(path))
    }

    /// Where the browser keeps its profiles when it is installed in the usual way.
    pub(super) fn data(&self, known: &Known) -> Vec<PathBuf> {
        let one = |root: &Path, data: &str| if data.is_empty() { vec![] } else { vec![root.join(data)] };
        match self.system {
            System::Linux => known.linux.data.iter().map(|data| self.below_home(data)).collect(),
            System::MacOs => one(&self.home.join("Library/Application Support"), known.mac.data),
            System::Windows if known.family == Family::Firefox => one(&self.roaming, known.windows.data),
            System::Windows => one(&self.local, known.windows.data),
        }
    }

    /// Where its flatpak keeps them: each app has a home and a `config` of its own.
    pub(super) fn flatpak_data(&self, known: &Known) -> Vec<PathBuf> {
        let own = self.home.join(".var/app").join(known.linux.flatpak);
        let within = |data: &&str| match data.strip_prefix(".config/") {
            Some(rest) => own.join("config").join(rest),
            None => own.join(data),
        };
        known.linux.data.iter().map(within).collect()
    }

    fn below_home(&self, data: &str) -> PathBuf {
        match data.strip_prefix(".config/") {
            Some(rest) => self.config.join(rest),
            None => self.home.join(data),
        }
    }
}
