//! What can be mended without asking for more than a yes.
//!
//! Rule: nothing that is of use to anybody is lost: what goes has expired, what is closed stays readable for its owner, and
//! profiles are written as `profiles sync` writes them, with a copy to go back to.

use std::path::PathBuf;

use serde::Serialize;

use crate::disk;
use crate::engine::{Command, Engine, ProfilesTask};
use crate::error::Result;
use crate::profiles::ProfileName;

/// One thing that can be done.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Repair {
    /// Remove these files.
    Remove {
        /// They have expired, or were never finished.
        paths: Vec<PathBuf>,
    },
    /// Leave these files and folders to their owner alone.
    Close {
        /// Others can read them.
        paths: Vec<PathBuf>,
    },
    /// Write these profiles anew.
    Restore {
        /// Something else edited them, or they name a program that is gone.
        profiles: Vec<ProfileName>,
    },
}

impl Repair {
    /// What it would do, as a question to a person asks it.
    #[must_use]
    pub fn intent(&self) -> String {
        match self {
            Self::Remove { paths } => format!("remove {}", counted(paths.len(), "file")),
            Self::Close { paths } => format!("make {} private", counted(paths.len(), "file")),
            Self::Restore { profiles } => format!("write {} anew", counted(profiles.len(), "profile")),
        }
    }

    /// Whether [`Repair::mend_profiles`] does it, which needs an engine.
    #[must_use]
    pub fn is_of_profiles(&self) -> bool {
        matches!(self, Self::Restore { .. })
    }

    /// Does what needs no engine; says what was done.
    ///
    /// # Errors
    /// When a file cannot be removed or closed; those before it are.
    pub fn mend_files(&self) -> Result<Vec<String>> {
        let mut done = Vec::new();
        match self {
            Self::Remove { paths } => {
                for path in paths {
                    disk::remove(path)?;
                    done.push(format!("Removed {}.", path.display()));
                }
            }
            Self::Close { paths } => {
                for path in paths {
                    disk::close(path)?;
                    done.push(format!("Only you can read {} now.", path.display()));
                }
            }
            Self::Restore { .. } => {}
        }
        Ok(done)
    }

    /// Writes profiles anew; says what was done.
    ///
    /// # Errors
    /// When the file cannot be read, understood or written.
    pub async fn mend_profiles(&self, engine: &Engine) -> Result<Vec<String>> {
        let Self::Restore { profiles } = self else { return Ok(Vec::new()) };
        let report =
            engine.run(Command::Profiles(ProfilesTask::Restore(profiles.clone()))).await?.profiles()?;
        let written = report.restored.iter().chain(&report.changed);
        let mut done: Vec<String> =
            written.map(|profile| format!("Profile {profile} is as Portico writes it again.")).collect();
        done.extend(report.edited.iter().map(|profile| {
            format!("Profile {profile} stays as it is: nothing tells any more which role it was for.")
        }));
        Ok(done)
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("a {what}") } else { format!("{count} {what}s") }
}
