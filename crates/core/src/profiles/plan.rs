//! A change worked out on a file, and the diff that is shown before anything is written.

use std::fmt;
use std::path::{Path, PathBuf};

use similar::{Algorithm, TextDiff};

use super::change::{Change, Edit, Step};
use super::ini::SIZE_LIMIT;
use super::keys::KeysChange;
use super::shown::shown;
use super::undo::Undo;
use super::{AwsFiles, ProfileEntry};
use crate::disk::foreign;
use crate::error::Result;

/// A change that has been worked out and not yet made.
#[derive(Clone)]
pub struct Plan {
    pub(super) deed: Deed,
    path: PathBuf,
    pub(super) old: Vec<u8>,
    pub(super) new: String,
    steps: Vec<Step>,
}

/// What is done to a file, apart from the bytes it is done to.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Something shall be different.
    Change(Box<Change>),
    /// The last write is taken back.
    Undo(Box<Undo>),
    /// Keys are written or taken out.
    Keys(Box<KeysChange>),
}

impl Deed {
    /// The file's next text.
    pub(super) fn edit(&self, files: &AwsFiles, bytes: &[u8]) -> Result<Edit> {
        match self {
            Self::Change(change) => change.edit(files, bytes),
            Self::Undo(undo) => undo.edit(&files.config, bytes),
            Self::Keys(keys) => keys.edit(files, bytes),
        }
    }

    /// The file it is done to.
    pub(super) fn path<'f>(&self, files: &'f AwsFiles) -> &'f Path {
        match self {
            Self::Change(_) | Self::Undo(_) => &files.config,
            Self::Keys(_) => &files.credentials,
        }
    }
}

/// Works out what `change` would do to the configuration file.
///
/// # Errors
/// When a file cannot be read or understood, or a profile's name is taken by somebody else or by another role.
pub fn plan(files: &AwsFiles, change: Change) -> Result<Plan> {
    planned(files, Deed::Change(Box::new(change)))
}

pub(super) fn planned(files: &AwsFiles, deed: Deed) -> Result<Plan> {
    let path = deed.path(files).to_owned();
    let seen = foreign::read(&path, SIZE_LIMIT)?;
    let edit = deed.edit(files, seen.bytes())?;
    Ok(Plan { deed, path, old: seen.bytes().to_vec(), new: edit.text, steps: edit.steps })
}

impl fmt::Debug for Plan {
    /// Without the texts, in which there may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plan").field("path", &self.path).field("steps", &self.steps).finish_non_exhaustive()
    }
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
