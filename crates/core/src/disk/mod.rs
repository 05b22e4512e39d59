//! The only place that touches files and the environment.
//!
//! Rules: folders of ours are 0700 and files 0600; a file is replaced whole or not at all; locks are kernel locks,
//! so a killed process never leaves one behind.

mod file;
pub mod foreign;
mod lock;
#[cfg(unix)]
mod owner;
mod slate;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

pub use file::{
    create_private_dir, leftovers, names, publish, read_bytes, read_text, remove, rename, write_atomic,
    write_new,
};
pub use lock::Lock;
#[cfg(unix)]
pub(crate) use owner::{make_private, own_uid, owner_of};
pub use slate::Slate;
pub use tree::{is_folder, link_target, remove_folder, rename_folder, size_of};

use crate::error::{Code, Error, Result};
use crate::organisation::Organisation;
use crate::text::clean;

/// The environment variables Portico heeds, read once at the start of a process.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    heeded: BTreeMap<String, OsString>,
    noted: BTreeSet<String>,
}

/// Every variable that may change what Portico does, or says of other tools. `AWS_ENDPOINT_URL*` is left out on purpose: a
/// cloned repository's `.envrc` must not redirect a sign-in.
const HEEDED: [&str; 43] = [
    "PORTICO_HOME",
    "PORTICO_LOG",
    "HOME",
    "USERPROFILE",
    "USERNAME",
    "XDG_RUNTIME_DIR",
    "SHELL",
    "PATH",
    "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_PROFILE",
    "SSH_CONNECTION",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "NO_COLOR",
    "TERM",
    "SSL_CERT_FILE",
    "AWS_CA_BUNDLE",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
    "DBUS_SESSION_BUS_ADDRESS",
    "PSModulePath",
    "KUBERNETES_EXEC_INFO",
    "PORTICO_ROLE",
    "AWS_DEFAULT_PROFILE",
    "AWS_ACCESS_KEY_ID", // names keys and opens nothing
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_ROLE_ARN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_EC2_METADATA_DISABLED",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_DATA_DIRS",
    "LOCALAPPDATA",
    "APPDATA",
    "ProgramFiles",
    "ProgramFiles(x86)",
];

/// Variables of which only that they are set is looked at: their values are secrets, or must change nothing.
const NOTED: [&str; 8] = [
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_SSO",
    "AWS_ENDPOINT_URL_SSO_OIDC",
    "AWS_ENDPOINT_URL_STS",
];

impl Environment {
    /// The environment of this process.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn of_process() -> Self {
        let read = |name: &&str| std::env::var_os(name).map(|value| ((*name).to_owned(), value));
        let is_set = |name: &&&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        Self {
            heeded: HEEDED.iter().filter_map(read).collect(),
            noted: NOTED.iter().filter(is_set).map(|name| (*name).to_owned()).collect(),
        }
    }

    /// The same environment with a variable of another value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<OsString>) -> Self {
        let value = value.into();
        if !NOTED.contains(&name) {
            self.heeded.insert(name.to_owned(), value);
        } else if !value.is_empty() {
            self.noted.insert(name.to_owned());
        }
        self
    }

    /// Whether `name` is set and not empty; also for the variables whose values nobody here may see.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.noted.contains(name) || self.path(name).is_some()
    }

    /// The value of `name`, when it is set, not empty and one of the heeded ones.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.heeded.get(name).and_then(|value| value.to_str()).filter(|value| !value.is_empty())
    }

    /// [`Environment::text`] for a path.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.heeded.get(name).filter(|value| !value.is_empty()).map(PathBuf::from)
    }

    /// The person's home folder.
    ///
    /// # Errors
    /// When neither `HOME` nor (on Windows) `USERPROFILE` names one.
    pub fn home(&self) -> Result<PathBuf> {
        let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        self.path(name).ok_or_else(|| {
            Error::new(
                Code::Internal,
                format!("{name} is not set."),
                format!("Set {name} to your home folder."),
            )
        })
    }

    /// A path as people write it: `~` for the home folder, what is no text cleaned.
    #[must_use]
    pub fn short(&self, path: &Path) -> String {
        let below = self.home().ok().and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned));
        let short = below.map_or_else(|| path.to_owned(), |rest| Path::new("~").join(rest));
        clean(&short.display().to_string(), 400)
    }

    /// A sentence with `~` for the home folder wherever it stands in it.
    #[must_use]
    pub fn shortened(&self, text: &str) -> String {
        let home = self.home().ok().filter(|home| home.components().count() > 1);
        let Some(home) = home.map(|home| home.display().to_string()) else { return text.to_owned() };
        let mut pieces = text.split(home.as_str());
        let first = pieces.next().unwrap_or_default().to_owned();
        // What only begins like it is another folder.
        let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || "-_.".contains(c));
        pieces.fold(first, |all, rest| {
            all + if is_end(rest) || rest.starts_with(". ") { "~" } else { &home } + rest
        })
    }
}

/// The variables of this process that are no business of a program of another kind: what is Portico's or AWS's (keys may be
/// among them), and what a Firefox tells the one that it restarts as.
pub(crate) fn not_for_others() -> Vec<OsString> {
    let is_ours = |name: &OsString| {
        name.to_str().is_some_and(|name| ["AWS_", "PORTICO_", "XRE_"].iter().any(|own| name.starts_with(own)))
    };
    std::env::vars_os().map(|(name, _)| name).filter(is_ours).collect()
}

/// Where Portico keeps its own files.
#[derive(Clone, Debug)]
pub struct Home {
    config: PathBuf,
    data: PathBuf,
    tag: Option<String>,
    organisation: PathBuf,
}

/// Tells cheaply whether a file may have changed: when it was written, and its size.
pub type Stamp = (SystemTime, u64);

/// The stamp of a file; none when there is no file.
#[must_use]
pub fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// Leaves a file or folder to its owner alone, who may do with it what they could before. One that is not there is fine.
///
/// # Errors
/// When it is somebody else's.
#[cfg(unix)]
pub fn close(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let close = || {
        let mode = std::fs::metadata(path)?.permissions().mode() & 0o700;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
    };
    close().or_else(|error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            return Ok(());
        }
        Err(Error::new(
            Code::FileNotWritable,
            format!("{} cannot be made private: {error}.", path.display()),
            "Check who owns it.",
        ))
    })
}

/// Nothing here can be read by others without their being let in.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn close(_path: &Path) -> Result<()> {
    Ok(())
}

/// Whether there is a file that can be run.
#[must_use]
pub fn is_program(path: &Path) -> bool {
    let Ok(metadata) = std::fs::metadata(path) else { return false };
    #[cfg(unix)]
    let may_run = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let may_run = true;
    metadata.is_file() && may_run
}

/// The path without links, as far as it can be found out.
#[must_use]
pub fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether others than its owner may read the file; one that does not exist will not be.
#[must_use]
pub fn is_shared(path: &Path) -> bool {
    #[cfg(unix)]
    return std::fs::metadata(path)
        .is_ok_and(|metadata| std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0);
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

impl Home {
    /// `PORTICO_HOME` when set, else the platform's folders (XDG on Linux, Application Support, AppData).
    ///
    /// # Errors
    /// When the platform names no home folder, or the folders cannot be made.
    pub fn discover(environment: &Environment) -> Result<Self> {
        if let Some(root) = environment.path("PORTICO_HOME") {
            return Self::at(&root);
        }
        let Some(dirs) = directories::ProjectDirs::from("", "", "portico") else {
            return Err(Error::new(
                Code::Internal,
                "This system names no home folder.",
                "Set PORTICO_HOME to a folder.",
            ));
        };
        let home = Self {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_dir().to_owned(),
            tag: None,
            organisation: Organisation::path(),
        };
        create_private_dir(&home.config)?;
        create_private_dir(&home.data)?;
        Ok(home)
    }

    /// Everything in one folder.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn at(root: &Path) -> Result<Self> {
        create_private_dir(root)?;
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let digest = Sha256::digest(root.to_string_lossy().as_bytes());
        let tag = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { config: root.clone(), data: root, tag: Some(tag), organisation: Organisation::path() })
    }

    /// The same home under an organisation whose file is elsewhere.
    #[must_use]
    pub fn under(self, organisation: PathBuf) -> Self {
        Self { organisation, ..self }
    }

    /// The file of what the organisation has fixed.
    #[must_use]
    pub fn organisation(&self) -> &Path {
        &self.organisation
    }

    /// `settings.toml`, made for hands.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.toml")
    }

    /// `catalog.sqlite3`: accounts, roles, favourites, recents.
    #[must_use]
    pub fn catalog(&self) -> PathBuf {
        self.data.join("catalog.sqlite3")
    }

    /// `journal.sqlite3`: what happened and who asked for it.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.data.join("journal.sqlite3")
    }

    /// A lock file of this name.
    #[must_use]
    pub fn lock(&self, name: &str) -> PathBuf {
        self.data.join("locks").join(format!("{name}.lock"))
    }

    /// The folder of data kept beside the catalog: backups, the local Identity Center.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Removes the temporary files that killed writers left here, an hour and more before `now`.
    pub fn sweep(&self, now: SystemTime) {
        // One that stays does no harm; the next sweep tries again.
        self.leftovers(now).iter().for_each(|path| drop(remove(path)));
    }

    /// The temporary files that killed writers left here, an hour and more before `now`.
    #[must_use]
    pub fn leftovers(&self, now: SystemTime) -> Vec<PathBuf> {
        let within = names(&self.data).unwrap_or_default();
        let below = within.iter().map(|name| self.data.join(name)).filter(|path| path.is_dir());
        let own: BTreeSet<PathBuf> = [self.config.clone(), self.data.clone()].into();
        own.into_iter().chain(below).flat_map(|folder| leftovers(&folder, now)).collect()
    }

    /// The folders everything of Portico's is in.
    #[must_use]
    pub fn folders(&self) -> BTreeSet<&Path> {
        BTreeSet::from([self.config.as_path(), self.data.as_path()])
    }

    /// The one folder everything is in, absolute; `None` for the platform's own folders.
    #[must_use]
    pub fn root(&self) -> Option<&Path> {
        self.tag.as_ref().map(|_| self.config.as_path())
    }

    /// Tells the keychain entries of several homes apart; `None` for the platform's own.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }
}
