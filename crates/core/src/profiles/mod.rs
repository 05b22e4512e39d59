//! Profiles in the AWS configuration file.
//!
//! Rule: the file is somebody else's. Portico owns one marked block in it and replaces nothing else; what it cannot
//! understand it refuses. The file itself is the only record of which profiles there are.

mod apply;
mod block;
mod chain;
mod change;
mod form;
mod glance;
mod ini;
mod kept;
mod keys;
mod name;
mod plan;
mod report;
mod roster;
mod seal;
mod sections;
mod shown;
mod sync;
mod template;
mod undo;
mod wish;
mod word;

use std::path::{Path, PathBuf};

use portico_model::Region;

pub use apply::apply;
pub use chain::{Chain, Declared, Duration, RoleArn, Word};
pub use change::{Change, Step, What};
pub use form::ProfileForm;
pub use glance::{Glance, glance};
pub use kept::{Assigned, Kept, kept};
pub use keys::{KeysEntry, Which, list_keys, plan_keys, plan_keys_removal, withdraw};
pub use name::ProfileName;
pub use plan::{Plan, plan};
pub use report::Report;
pub use roster::{Role, may_keep, names, roles};
pub use sections::{Sections, Settings, program_of};
pub use sync::{Known, Proposal, Synced, Wanted, proposals, propose, sync};
pub use template::Template;
pub use undo::{can_undo, plan_undo};
pub use wish::{Helper, Source, Wish};

use crate::disk::{self, Environment, Stamp, foreign};
use crate::error::Result;
use crate::role::RoleKey;

/// The files that AWS tools read profiles from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AwsFiles {
    /// `~/.aws/config`; the only one that is written.
    pub config: PathBuf,
    /// `~/.aws/credentials`; read, because a profile in it outranks one of the same name in the other.
    pub credentials: PathBuf,
}

impl AwsFiles {
    /// Where AWS tools look: `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, else `~/.aws`.
    ///
    /// # Errors
    /// When a path depends on the home folder and there is none.
    pub fn of(environment: &Environment) -> Result<Self> {
        let place = |variable: &str, name: &str| -> Result<PathBuf> {
            let Some(path) = environment.path(variable) else {
                return Ok(environment.home()?.join(".aws").join(name));
            };
            match path.strip_prefix("~") {
                Ok(rest) => Ok(environment.home()?.join(rest)),
                Err(_) => Ok(path),
            }
        };
        Ok(Self {
            config: place("AWS_CONFIG_FILE", "config")?,
            credentials: place("AWS_SHARED_CREDENTIALS_FILE", "credentials")?,
        })
    }

    /// Tells cheaply whether one of them may have changed: the stamp of each.
    #[must_use]
    pub fn stamps(&self) -> [Option<Stamp>; 2] {
        [&self.config, &self.credentials].map(|path| disk::stamp(path))
    }
}

/// A profile that Portico wrote.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProfileEntry {
    /// What `--profile` takes.
    pub profile: ProfileName,
    /// How it gets its credentials.
    pub form: ProfileForm,
    /// Whose credentials it gets; of a chained one, its parent's.
    pub key: RoleKey,
    /// The Region it sets.
    pub region: Option<Region>,
    /// Whether `profiles sync` looks after it.
    pub synced: bool,
    /// Whether something other than Portico has edited it.
    pub edited: bool,
    /// Whether it is chained to a role that has no profile.
    pub parent_missing: bool,
}

/// The profiles of Portico's block, sorted by name; a section that a hand has made unreadable is left out.
///
/// # Errors
/// When the file cannot be read or understood.
pub fn list(files: &AwsFiles) -> Result<Vec<ProfileEntry>> {
    let seen = foreign::read(&files.config, ini::SIZE_LIMIT)?;
    entries_of(&files.config, seen.bytes())
}

fn entries_of(path: &Path, bytes: &[u8]) -> Result<Vec<ProfileEntry>> {
    let document = ini::Document::parse(path, bytes)?;
    let mut entries: Vec<ProfileEntry> = document.ours().filter_map(wish::entry).collect();
    entries.sort_by(|a, b| a.profile.cmp(&b.profile));
    Ok(entries)
}

#[cfg(test)]
mod tests;
