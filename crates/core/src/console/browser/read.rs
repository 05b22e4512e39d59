//! Reading a browser's own files. Rule: never written, never more than a limit, and whatever cannot be read or understood is
//! skipped with the reason.

use std::path::{Path, PathBuf};

use crate::disk::foreign;
use crate::text::clean;

/// `Local State` and `extensions.json` grow with use; a person's are below two MiB.
pub(super) const MOST_JSON: usize = 16 << 20;
/// `profiles.ini`, launchers, lists of default applications.
pub(super) const MOST_TEXT: usize = 1 << 20;
/// Profiles of one browser that are looked at.
pub(super) const MOST_PROFILES: usize = 200;
/// The longest name or address shown, in characters.
pub(super) const MOST_NAME: usize = 80;

/// Something that could not be used, for `portico doctor`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Skipped {
    /// The file or folder.
    pub path: PathBuf,
    /// A sentence.
    pub why: String,
}

/// What was skipped so far.
#[derive(Debug, Default)]
pub(super) struct Skips(pub(super) Vec<Skipped>);

impl Skips {
    pub(super) fn note(&mut self, path: &Path, why: impl Into<String>) {
        self.0.push(Skipped { path: path.to_owned(), why: why.into() });
    }

    /// The text of a file, `None` when there is none or it was skipped.
    pub(super) fn text(&mut self, path: &Path, limit: usize) -> Option<String> {
        let seen = match foreign::read(path, limit) {
            Ok(seen) if !seen.exists() => return None,
            Ok(seen) => seen,
            Err(error) => {
                self.note(path, error.message());
                return None;
            }
        };
        if seen.bytes().len() > limit {
            self.note(path, format!("It is larger than {limit} bytes."));
            return None;
        }
        match std::str::from_utf8(seen.bytes()) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => {
                self.note(path, "It is not UTF-8.");
                None
            }
        }
    }

    /// The same for JSON.
    pub(super) fn json(&mut self, path: &Path) -> Option<serde_json::Value> {
        let text = self.text(path, MOST_JSON)?;
        serde_json::from_str(&text).map_err(|error| self.note(path, format!("It is damaged: {error}."))).ok()
    }
}

/// A name somebody else gave, for one line.
pub(super) fn name(text: &str) -> String {
    clean(text.trim(), MOST_NAME)
}
