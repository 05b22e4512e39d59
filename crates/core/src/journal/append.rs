//! Appending: under one lock, in one transaction, and then the note of the newest entry.
//!
//! Rule: the file is opened for each append, so that whatever became of it since the last one is seen.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Transaction, TransactionBehavior, params_from_iter};

use super::chain::{Hash, Mark};
use super::entry::{COLUMNS, Stamp};
use super::file::{Hindrance, LAYOUT, Noted, PATIENCE, Place};
use super::{Asker, Draft, Kind};
use crate::disk::Lock;
use crate::error::Result;

/// Appends what is to be recorded, all of it or nothing.
pub(super) fn append(place: &Place, stamp: Stamp, by: &Asker, drafts: &[Draft]) -> Result<()> {
    let _turn = Lock::acquire_blocking(&place.lock, PATIENCE)?;
    append_in_turn(place, stamp, by, drafts)
}

/// The same, by whoever holds the lock.
pub(super) fn append_in_turn(place: &Place, stamp: Stamp, by: &Asker, drafts: &[Draft]) -> Result<()> {
    let (mut connection, last) = begun(place, stamp)?;
    let written = write(&mut connection, last, stamp, by, drafts);
    let last = written.map_err(|error| LAYOUT.failure(&place.chain, error))?;
    place.note(last)
}

/// A chain with at least one entry, which is noted; a new one where there is none, or where the one there is is damaged.
pub(super) fn begun(place: &Place, stamp: Stamp) -> Result<(Connection, Mark)> {
    let (mut connection, last, first) = match place.continued() {
        Ok((connection, Some(last))) => {
            if place.noted()? == Noted::Beginning {
                place.note(last)?;
            }
            return Ok((connection, last));
        }
        Ok((connection, None)) => {
            place.note_beginning()?;
            (connection, None, Draft::new(Kind::JournalBegan))
        }
        Err(Hindrance::Unavailable(error)) => return Err(error),
        Err(Hindrance::Broken(why)) => {
            let first = anew(place, stamp, &why)?;
            (place.open()?, None, first)
        }
    };
    let version = env!("CARGO_PKG_VERSION");
    let first = first.with("version", version);
    let written = write(&mut connection, last, stamp, &Asker::Portico, &[first]);
    let last = written.map_err(|error| LAYOUT.failure(&place.chain, error))?;
    place.note(last)?;
    Ok((connection, last))
}

/// Puts the damaged chain aside; gives the first entry of the next one, which says so.
fn anew(place: &Place, stamp: Stamp, why: &str) -> Result<Draft> {
    let noted = place.noted()?;
    let at = jiff::Timestamp::from_millisecond(stamp.at).unwrap_or_default();
    let kept = place.set_aside(&at.strftime("%Y%m%dT%H%M%SZ").to_string())?;
    tracing::warn!(why, kept, "the journal was damaged; a new one begins");
    let mark = if let Noted::Head(mark) = noted { Some(mark) } else { None };
    if mark.is_none() {
        place.note_beginning()?;
    }
    Ok(Draft::new(Kind::JournalBeganAnew).with("why", why).with_any("kept", kept).with_any("noted", mark))
}

/// Writes entries after `last` and tells the newest one.
fn write(
    connection: &mut Connection,
    last: impl Into<Option<Mark>>,
    stamp: Stamp,
    by: &Asker,
    drafts: &[Draft],
) -> rusqlite::Result<Mark> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let last = insert(&transaction, last.into(), stamp, by, drafts)?;
    transaction.commit()?;
    Ok(last)
}

/// Inserts entries after `last` and tells the newest one.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    last: Option<Mark>,
    stamp: Stamp,
    by: &Asker,
    drafts: &[Draft],
) -> rusqlite::Result<Mark> {
    let mut last = last.unwrap_or(Mark { seq: 0, hash: Hash::NOTHING });
    let mut insert = transaction.prepare_cached(&format!(
        "INSERT INTO entry ({COLUMNS}, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
    ))?;
    for draft in drafts {
        let seq = i64::try_from(last.seq + 1).unwrap_or(i64::MAX);
        let values = draft.values(seq, &stamp, by);
        // Ours are numbers and texts.
        let hash = last.hash.then(values.iter().map(ValueRef::from)).unwrap_or(Hash::NOTHING);
        let hashed = std::iter::once(Value::Blob(hash.bytes().to_vec()));
        insert.execute(params_from_iter(values.into_iter().chain(hashed)))?;
        last = Mark { seq: last.seq + 1, hash };
    }
    Ok(last)
}
