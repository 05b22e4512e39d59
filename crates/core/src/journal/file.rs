//! The journal's two files: the chain, and beside it a note of its newest entry.
//!
//! Rules: the chain is flushed to disk before the note is replaced, so that it may be longer than the note says and never
//! shorter; there is a note before there is a chain, so that a chain without one has lost it; a file that is damaged is kept under
//! another name and never written to again.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::Type;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params};

use super::Kind;
use super::chain::{Hash, Mark};
use super::entry::details;
use crate::disk::{self, Home};
use crate::error::{Code, Error, Result};
use crate::sqlite::{Layout, Trouble};

/// Frozen, as [`Layout`] says.
const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE entry (
        seq INTEGER NOT NULL PRIMARY KEY, -- from 1 on, without gaps
        at INTEGER NOT NULL,              -- epoch milliseconds, as the portals tell the time
        ahead INTEGER NOT NULL,           -- milliseconds the machine's wall clock was ahead
        kind TEXT NOT NULL,
        asker TEXT NOT NULL,              -- window, tray, terminal, tool, portico
        program TEXT,                     -- of a tool
        portal TEXT,
        account TEXT,
        role TEXT,
        until INTEGER,                    -- epoch milliseconds
        reason TEXT,
        details TEXT NOT NULL,            -- a JSON object of texts
        hash BLOB NOT NULL                -- 32 bytes: this entry and the hash of the one before
    ) STRICT;
    CREATE INDEX entry_at ON entry (at);
    CREATE INDEX entry_account ON entry (account, seq);
"];

/// How long another process is waited for, which appends for milliseconds: whoever appends is about to do something else.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

pub(super) const LAYOUT: Layout = Layout {
    migrations: &MIGRATIONS,
    synchronous: "FULL",
    patience: PATIENCE,
    holds: "the journal",
    if_damaged: "Look at it with `portico journal verify`; the next entry begins a new one and keeps this one beside it.",
};

/// Where the files are.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The chain.
    pub(super) chain: PathBuf,
    /// The note of its newest entry.
    pub(super) head: PathBuf,
    /// Held by whoever appends.
    pub(super) lock: PathBuf,
    /// The folder of what was handed out once.
    pub(super) marks: PathBuf,
}

/// The note before there is an entry.
const BEGINNING: &str = "0\n";

/// What the note says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Noted {
    /// There is none.
    Nothing,
    /// A chain is about to begin.
    Beginning,
    /// This was the newest entry.
    Head(Mark),
    /// Nothing that Portico ever wrote.
    Nonsense,
}

impl Noted {
    /// Whether no entry is noted, as before the first one is written.
    pub(super) fn is_of_no_entry(self) -> bool {
        matches!(self, Self::Nothing | Self::Beginning)
    }

    /// Whether it is not the note of a chain whose newest entry is this: there is a note before there is an entry, and the first one
    /// is noted before the next one is written.
    pub(super) fn is_missing(self, last: u64) -> bool {
        match self {
            Self::Nothing => last > 0,
            Self::Beginning => last > 1,
            Self::Head(_) | Self::Nonsense => false,
        }
    }
}

/// Why entries cannot be appended to a chain.
#[derive(Debug)]
pub(super) enum Hindrance {
    /// It is not the chain any more that the note is of: in words, to follow `because`.
    Broken(String),
    /// It cannot be used now.
    Unavailable(Error),
}

impl Place {
    pub(super) fn of(home: &Home) -> Self {
        let chain = home.journal();
        let marks = home.data().join("journal-given");
        Self { head: chain.with_extension("head"), lock: home.lock("journal"), chain, marks }
    }

    /// What the note says.
    pub(super) fn noted(&self) -> Result<Noted> {
        Ok(match disk::read_bytes(&self.head)? {
            None => Noted::Nothing,
            Some(bytes) => {
                let text = std::str::from_utf8(&bytes).unwrap_or_default();
                let mark = text.parse().map_or(Noted::Nonsense, Noted::Head);
                if text == BEGINNING { Noted::Beginning } else { mark }
            }
        })
    }

    /// Notes that a chain is about to begin.
    pub(super) fn note_beginning(&self) -> Result<()> {
        disk::write_atomic(&self.head, BEGINNING.as_bytes())
    }

    pub(super) fn note(&self, mark: Mark) -> Result<()> {
        disk::write_atomic(&self.head, format!("{mark}\n").as_bytes())
    }

    /// Opens the chain, making it where there is none.
    pub(super) fn open(&self) -> Result<Connection, Hindrance> {
        LAYOUT.open(&self.chain).map_err(|trouble| self.judged(trouble))
    }

    /// The chain to append to, and its newest entry; nothing when it has none yet.
    pub(super) fn continued(&self) -> Result<(Connection, Option<Mark>), Hindrance> {
        let noted = self.noted().map_err(Hindrance::Unavailable)?;
        let is_there = self.chain.try_exists().unwrap_or(true);
        match noted {
            Noted::Nothing if !is_there => self.note_beginning().map_err(Hindrance::Unavailable)?,
            Noted::Head(_) | Noted::Nonsense if !is_there => {
                return Err(Hindrance::Broken("it was gone".to_owned()));
            }
            Noted::Nothing | Noted::Beginning | Noted::Head(_) | Noted::Nonsense => {}
        }
        let connection = self.open()?;
        let last = last(&connection).map_err(|error| self.judged(error.into()))?;
        let why = match (noted, last) {
            (noted, Some(last)) if noted.is_missing(last.seq) => {
                Some("the note of its newest entry was gone")
            }
            (Noted::Nothing | Noted::Beginning, _) => None,
            (Noted::Nonsense, _) => Some("the note of its newest entry was damaged"),
            (Noted::Head(head), last) => {
                let found = hash_of(&connection, head.seq).map_err(|error| self.judged(error.into()))?;
                let is_there = found == Some(head.hash);
                let began = || began_after(&connection).map_err(|error| self.judged(error.into()));
                // One that was killed before it could replace the note of the journal before.
                let is_new = last.is_some_and(|last| last.seq == 1) && began()? == Some(head.to_string());
                match found {
                    Some(_) | None if is_there || is_new => None,
                    Some(_) => Some("its entries were not those that were noted"),
                    None => Some("its last entries were gone"),
                }
            }
        };
        match why {
            Some(why) => Err(Hindrance::Broken(why.to_owned())),
            None => Ok((connection, last)),
        }
    }

    /// Gives the chain another name, which is told; nothing when there is none.
    pub(super) fn set_aside(&self, stamp: &str) -> Result<Option<String>> {
        if !self.chain.try_exists().unwrap_or(true) {
            // What SQLite keeps beside a file belongs to that file alone.
            for suffix in BESIDE {
                disk::remove(&beside(&self.chain, suffix))?;
            }
            return Ok(None);
        }
        let names = (1..).map(|number| match number {
            1 => format!("journal-damaged-{stamp}.sqlite3"),
            number => format!("journal-damaged-{stamp}-{number}.sqlite3"),
        });
        let free = |name: &String| !self.chain.with_file_name(name).exists();
        let name = names
            .take(1000)
            .find(free)
            .ok_or_else(|| Error::internal("No name is free for a damaged journal."))?;
        let to = self.chain.with_file_name(&name);
        for suffix in BESIDE {
            disk::rename(&beside(&self.chain, suffix), &beside(&to, suffix))?;
        }
        disk::rename(&self.chain, &to)?;
        Ok(Some(name))
    }

    /// Whether a trouble means that the file is damaged, or only that it cannot be used now.
    pub(super) fn judged(&self, trouble: Trouble) -> Hindrance {
        match trouble {
            Trouble::Sqlite(error) if is_damage(&error) => {
                Hindrance::Broken("it was no journal any more".to_owned())
            }
            other @ (Trouble::Sqlite(_) | Trouble::Newer | Trouble::Place(_)) => {
                Hindrance::Unavailable(LAYOUT.worded(&self.chain, other))
            }
        }
    }
}

impl From<Hindrance> for Error {
    fn from(hindrance: Hindrance) -> Self {
        match hindrance {
            Hindrance::Unavailable(error) => error,
            Hindrance::Broken(why) => Self::new(
                Code::FileUnreadable,
                format!("The journal cannot be read: {why}."),
                LAYOUT.if_damaged,
            ),
        }
    }
}

/// What SQLite keeps beside a file.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Whether this says that the file is not as Portico made it.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    // The last one is "no such table" and the like.
    let codes = [ErrorCode::NotADatabase, ErrorCode::DatabaseCorrupt, ErrorCode::Unknown];
    match error.sqlite_error_code() {
        Some(code) => codes.contains(&code),
        None => matches!(
            error,
            rusqlite::Error::SqlInputError { .. }
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
        ),
    }
}

/// The newest entry.
pub(super) fn last(connection: &Connection) -> rusqlite::Result<Option<Mark>> {
    let last = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1";
    connection.query_row(last, [], mark).optional()
}

fn mark(row: &Row<'_>) -> rusqlite::Result<Mark> {
    let number: i64 = row.get(0)?;
    let seq = u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, number))?;
    let no_hash = || rusqlite::Error::InvalidColumnType(1, "hash".to_owned(), Type::Blob);
    Ok(Mark { seq, hash: Hash::read(row.get_ref(1)?).ok_or_else(no_hash)? })
}

/// The hash of an entry, as it stands there.
fn hash_of(connection: &Connection, seq: u64) -> rusqlite::Result<Option<Hash>> {
    let Ok(seq) = i64::try_from(seq) else { return Ok(None) };
    let hash = "SELECT hash FROM entry WHERE seq = ?1";
    let found = connection.query_row(hash, params![seq], |row| Ok(Hash::read(row.get_ref(0)?))).optional()?;
    Ok(found.flatten())
}

/// The note that was there when the chain began anew.
pub(super) fn began_after(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let began = "SELECT details FROM entry WHERE seq = 1 AND kind = ?1";
    let read = |row: &Row<'_>| Ok(details(row.get_ref(0)?).remove("noted"));
    connection.query_row(began, [Kind::JournalBeganAnew.as_str()], read).optional().map(Option::flatten)
}
