//! Letting go of old entries, by a person's explicit word only.
//!
//! Rule: an entry at the end says up to which one they went and what its hash was, so that the rest still follows from
//! something; the newest entry never goes.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::append::{begun, insert};
use super::chain::{Hash, Mark};
use super::entry::{Asker, Draft, Stamp, details};
use super::file::{LAYOUT, PATIENCE, Place};
use super::{Kind, verify};
use crate::disk::Lock;
use crate::error::{Code, Error, Result};

/// What went.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Pruned {
    /// How many entries.
    pub removed: u64,
    /// The newest of them.
    pub through: Option<Mark>,
}

/// Removes the entries before the first one that is not older than `before`.
pub(super) fn prune(
    place: &Place,
    stamp: Stamp,
    by: &Asker,
    before: Timestamp,
    reason: &str,
) -> Result<Pruned> {
    let _turn = Lock::acquire_blocking(&place.lock, PATIENCE)?;
    // What is damaged must not be tidied away.
    let verdict = verify::verify(place, None)?;
    let worst = verdict.findings.iter().find(|finding| finding.fault != verify::Fault::BeganAnew);
    if let Some(finding) = worst {
        return Err(Error::new(
            Code::FileUnreadable,
            format!("The journal is not whole, so that nothing of it is removed. {}", finding.sentence),
            "Look at it first: portico journal verify",
        ));
    }
    if verdict.entries == 0 {
        return Ok(Pruned::default());
    }
    let (mut connection, last) = begun(place, stamp)?;
    let pruned = remove(&mut connection, last, stamp, by, before, reason);
    let (pruned, last) = pruned.map_err(|error| LAYOUT.failure(&place.chain, error))?;
    if pruned.removed > 0 {
        place.note(last)?;
        // The file becomes as small as what is left; one that cannot is only larger than it need be.
        drop(connection.execute_batch("VACUUM"));
    }
    Ok(pruned)
}

fn remove(
    connection: &mut Connection,
    last: Mark,
    stamp: Stamp,
    by: &Asker,
    before: Timestamp,
    reason: &str,
) -> rusqlite::Result<(Pruned, Mark)> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let kept = "SELECT min(seq) FROM entry WHERE at >= ?1";
    let kept: Option<i64> = transaction.query_row(kept, [before.as_millisecond()], |row| row.get(0))?;
    let end = i64::try_from(last.seq).unwrap_or(i64::MAX);
    let through = kept.unwrap_or(end).min(end) - 1;
    let hash = "SELECT hash FROM entry WHERE seq = ?1";
    let hash =
        transaction.query_row(hash, [through], |row| Ok(Hash::read(row.get_ref(0)?))).optional()?.flatten();
    let Some(hash) = hash else { return Ok((Pruned::default(), last)) };
    let removed = transaction.execute("DELETE FROM entry WHERE seq <= ?1", params![through])?;
    let mark = Mark { seq: u64::try_from(through).unwrap_or_default(), hash };
    let (removed, day) = (removed as u64, before.to_string());
    let checkpoint = Draft::new(Kind::JournalPruned).because(reason);
    let checkpoint = checkpoint.with("through", mark).with("removed", removed).with("before", day);
    let last = insert(&transaction, Some(last), stamp, by, &[checkpoint])?;
    transaction.commit()?;
    Ok((Pruned { removed, through: Some(mark) }, last))
}

/// Up to which entry the last removal went.
pub(super) fn newest(connection: &Connection) -> rusqlite::Result<Option<Mark>> {
    let newest = "SELECT details FROM entry WHERE kind = ?1 ORDER BY seq DESC LIMIT 1";
    let read = |row: &rusqlite::Row<'_>| Ok(details(row.get_ref(0)?).remove("through"));
    let through = connection.query_row(newest, [Kind::JournalPruned.as_str()], read).optional()?.flatten();
    Ok(through.and_then(|mark| mark.parse().ok()))
}
