//! What is recorded once, however often it happens: credentials that a tool asks for every few seconds.
//!
//! Rule: one small file for each (what, who, role) says until when the credentials are that were recorded last, so that the
//! next call reads a few bytes instead of opening the journal. The files prove nothing: without one there is an entry more.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::append::append_in_turn;
use super::entry::{Asker, Draft, Stamp};
use super::file::{PATIENCE, Place};
use crate::disk::{self, Lock};
use crate::error::Result;

/// Files of credentials that ended so long ago are removed.
const OLD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Appends an entry, unless the same was appended for the same `token`.
pub(super) fn append_once(
    place: &Place,
    stamp: Stamp,
    by: &Asker,
    draft: &Draft,
    token: Timestamp,
) -> Result<()> {
    let path = place.marks.join(name(by, draft));
    let is_known = || disk::read_text(&path).is_ok_and(|text| text.as_deref() == Some(&as_text(token)));
    if is_known() {
        return Ok(());
    }
    // A hundred helpers that begin at once wait for the first of them, and not for each other.
    let Some(_turn) = Lock::acquire_unless(&place.lock, PATIENCE, is_known)? else { return Ok(()) };
    if is_known() {
        return Ok(());
    }
    append_in_turn(place, stamp, by, std::slice::from_ref(draft))?;
    disk::write_atomic(&path, as_text(token).as_bytes())?;
    sweep(&place.marks, stamp);
    Ok(())
}

/// Whole seconds: credentials that were kept know no fractions.
fn as_text(token: Timestamp) -> String {
    token.as_second().to_string()
}

/// Role names may hold characters that file names may not.
fn name(by: &Asker, draft: &Draft) -> String {
    let portal = draft.portal.as_ref().map(ToString::to_string);
    let account = draft.account.as_ref().map(ToString::to_string);
    let role = draft.role.as_ref().map(ToString::to_string);
    let parts = [
        Some(draft.kind.as_str().to_owned()),
        Some(by.word().to_owned()),
        by.program().map(str::to_owned),
        portal,
        account,
        role,
    ];
    let text: String =
        parts.into_iter().flat_map(|part| [part.unwrap_or_default(), "\n".to_owned()]).collect();
    Sha256::digest(text)[..12].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Removes what is of no use any more; one that stays does no harm.
fn sweep(folder: &Path, stamp: Stamp) {
    let oldest = stamp.at / 1000 - OLD.as_secs();
    let is_old = |path: &PathBuf| {
        let text = disk::read_text(path).ok().flatten();
        let until = text.and_then(|text| text.parse::<i64>().ok());
        until.is_none_or(|until| until < oldest)
    };
    let names = disk::names(folder).unwrap_or_default();
    // A name that begins with a dot is being written.
    let paths = names.iter().filter(|name| !name.starts_with('.')).map(|name| folder.join(name));
    paths.filter(is_old).for_each(|path| drop(disk::remove(&path)));
}
