//! The last write taken back, once.
//!
//! Rule: the bytes from before come back when nobody else has changed the file since; when somebody has, only Portico's
//! block does, and when that has changed too, nothing. An undo is a write like any other and can be undone itself.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::change::{Edit, Step, What};
use super::ini::{Document, Kind, Section};
use super::name::ProfileName;
use super::plan::{Deed, Plan, planned};
use super::{AwsFiles, wish};
use crate::disk::{self, Home};
use crate::error::{Code, Error, Result};

/// What the last write was.
#[derive(Debug, Deserialize, Serialize)]
struct Record {
    path: PathBuf,
    /// The copy of the file from before; none when there was no file.
    before: Option<PathBuf>,
    /// The digest of the whole file after it.
    after: String,
    /// The digest of Portico's block after it.
    block: String,
}

/// How a file was before the last write, and how that left it.
#[derive(Clone)]
pub(super) struct Undo {
    before: Vec<u8>,
    after: String,
    block: String,
    copies: PathBuf,
}

impl fmt::Debug for Undo {
    /// Without the text, in which there may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Undo").field("after", &self.after).finish_non_exhaustive()
    }
}

/// Whether there is a last write to take back, as far as can be told without reading the file it was to.
#[must_use]
pub fn can_undo(home: &Home, files: &AwsFiles) -> bool {
    record(home).ok().flatten().is_some_and(|record| record.path == files.config)
}

fn record(home: &Home) -> Result<Option<Record>> {
    Ok(disk::read_bytes(&place(home))?.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

/// Works out what taking back the last write would do.
///
/// # Errors
/// When there is nothing to take back, or something else has changed Portico's block since.
pub fn plan_undo(home: &Home, files: &AwsFiles) -> Result<Plan> {
    let Some(record) = record(home)?.filter(|record| record.path == files.config) else {
        return Err(nothing(&files.config));
    };
    let before = match &record.before {
        Some(copy) => disk::read_bytes(copy)?.ok_or_else(|| nothing(&files.config))?,
        None => Vec::new(),
    };
    let Record { after, block, .. } = record;
    let plan = planned(files, Deed::Undo(Box::new(Undo { before, after, block, copies: copies(home) })))?;
    if plan.is_empty() { Err(nothing(&files.config)) } else { Ok(plan) }
}

/// Notes what is about to be written, so that it can be taken back.
pub(super) fn remember(home: &Home, path: &Path, before: Option<PathBuf>, next: &str) -> Result<()> {
    let document = Document::parse(path, next.as_bytes())?;
    let record = Record {
        path: path.to_owned(),
        before,
        after: digest(next.as_bytes()),
        block: digest(document.block_text().as_bytes()),
    };
    let text = serde_json::to_vec(&record).map_err(|error| Error::internal(format!("{error}.")))?;
    disk::write_atomic(&place(home), &text)
}

/// The folder of the copies.
pub(super) fn copies(home: &Home) -> PathBuf {
    home.data().join("backups")
}

fn place(home: &Home) -> PathBuf {
    home.data().join("undo.json")
}

impl Undo {
    /// The file's next text.
    pub(super) fn edit(&self, path: &Path, bytes: &[u8]) -> Result<Edit> {
        let (before, now) = (Document::parse(path, &self.before)?, Document::parse(path, bytes)?);
        let text = if digest(bytes) == self.after || bytes == self.before {
            String::from_utf8_lossy(&self.before).into_owned()
        } else if digest(now.block_text().as_bytes()) == self.block {
            let texts: Vec<String> = before.ours().map(|section| section.text.to_string()).collect();
            now.with_block(&texts)
        } else {
            return Err(Error::new(
                Code::FileBusy,
                format!("Something else has changed what Portico wrote to {} since.", path.display()),
                format!("Nothing was undone; the copies from before are in {}.", self.copies.display()),
            ));
        };
        let next = Document::parse(path, text.as_bytes())?;
        let steps = steps(&now, &next);
        Ok(Edit { text, steps })
    }
}

fn profiles<'d>(document: &'d Document<'_>) -> BTreeMap<&'d str, &'d Section<'d>> {
    let ours = document.ours().filter(|section| section.kind == Kind::Profile);
    ours.map(|section| (section.name, section)).collect()
}

/// What happens to each profile on the way from one file to the other.
fn steps(from: &Document<'_>, to: &Document<'_>) -> Vec<Step> {
    let (from, to) = (profiles(from), profiles(to));
    let step = |(section, what): (&Section<'_>, What)| {
        let key = wish::entry(section).map(|entry| entry.key);
        Some(Step { profile: ProfileName::written(section.name)?, key, what })
    };
    let gone = from.iter().filter(|(name, _)| !to.contains_key(*name)).map(|(_, old)| (*old, What::Removed));
    let there = to.iter().map(|(name, new)| match from.get(name) {
        None => (*new, What::Added),
        Some(old) if old.text == new.text => (*new, What::Kept),
        Some(_) => (*new, What::Changed),
    });
    gone.chain(there).filter_map(step).collect()
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn nothing(path: &Path) -> Error {
    Error::new(
        Code::NotFound,
        format!("There is nothing to undo in {}.", path.display()),
        "Portico can take back its last write only.",
    )
}
