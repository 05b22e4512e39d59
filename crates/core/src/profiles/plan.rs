//! A change worked out on a file, and the diff that is shown before anything is written.

use std::path::PathBuf;

use similar::{Algorithm, TextDiff};

use super::change::{Change, Step};
use super::ini::SIZE_LIMIT;
use super::shown::shown;
use super::{AwsFiles, ProfileEntry};
use crate::disk::foreign;
use crate::error::Result;

/// A change that has been worked out and not yet made.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) change: Change,
    path: PathBuf,
    pub(super) old: Vec<u8>,
    pub(super) new: String,
    steps: Vec<Step>,
}

/// Works out what `change` would do to the configuration file.
///
/// # Errors
/// When a file cannot be read or understood, or a profile's name is taken by somebody else or by another role.
pub fn plan(files: &AwsFiles, change: Change) -> Result<Plan> {
    let seen = foreign::read(&files.config, SIZE_LIMIT)?;
    let edit = change.edit(files, seen.bytes())?;
    let (path, old) = (files.config.clone(), seen.bytes().to_vec());
    Ok(Plan { change, path, old, new: edit.text, steps: edit.steps })
}

impl Plan {
    /// The file that would change.
    #[must_use]
    pub fn path(&self) -> String {
        self.path.display().to_string()
    }

    /// A unified diff for people, empty when nothing would change: values that are not Portico's own are hidden, for they
    /// may be secrets.
    #[must_use]
    pub fn diff(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let old = shown(&self.path, &self.old);
        let new = shown(&self.path, self.new.as_bytes());
        let name = crate::text::clean(&self.path(), 400);
        let from = if self.old.is_empty() { "/dev/null" } else { &name };
        // By unique lines, such as headers: thousands of profiles that change a little each would take minutes otherwise.
        let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(&old, &new);
        diff.unified_diff().header(from, &name).to_string()
    }

    /// What becomes of each profile, the removed ones first.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The profiles there will be.
    pub(super) fn entries(&self) -> Vec<ProfileEntry> {
        super::entries_of(&self.path, self.new.as_bytes()).unwrap_or_default()
    }

    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.old == self.new.as_bytes()
    }
}
