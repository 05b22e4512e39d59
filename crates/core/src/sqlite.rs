//! SQLite files of Portico's own: opened, made private, brought up to date, their failures worded.
//!
//! Rules: a migration that was released is never changed, only followed by another; a file that cannot be used is reported,
//! never deleted.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use crate::disk;
use crate::error::{Code, Error, Result};

/// What kind of file it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// Frozen: `user_version` counts how many of them a file has seen.
    pub(crate) migrations: &'static [&'static str],
    /// SQLite's `synchronous`: `NORMAL` where the last moments may be lost with the power, `FULL` where none may.
    pub(crate) synchronous: &'static str,
    /// How long another process is waited for, which writes for milliseconds.
    pub(crate) patience: Duration,
    /// What it holds, for people: `which holds ...`.
    pub(crate) holds: &'static str,
    /// What to do about a damaged one.
    pub(crate) if_damaged: &'static str,
}

/// Why a file cannot be used.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// SQLite says so.
    Sqlite(rusqlite::Error),
    /// A newer version of Portico wrote it.
    Newer,
    /// Its folder or its rights cannot be as they should be.
    Place(Error),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Layout {
    /// Opens `path`, making the file (0600) and its folder when they are not there.
    pub(crate) fn open(&self, path: &Path) -> Result<Connection, Trouble> {
        if let Some(folder) = path.parent() {
            disk::create_private_dir(folder).map_err(Trouble::Place)?;
        }
        let mut connection = Connection::open(path)?;
        make_private(path).map_err(Trouble::Place)?;
        self.prepare(&mut connection)?;
        if self.migrate(&mut connection)? > self.migrations.len() {
            return Err(Trouble::Newer);
        }
        Ok(connection)
    }

    /// What a trouble with `path` means to the person.
    pub(crate) fn worded(&self, path: &Path, trouble: Trouble) -> Error {
        match trouble {
            Trouble::Place(error) => error,
            Trouble::Newer => Error::new(
                Code::FileNotWritable,
                format!("{} was written by a newer version of Portico.", path.display()),
                "Update Portico.",
            ),
            Trouble::Sqlite(error) => self.failure(path, error),
        }
    }

    /// What a failure of SQLite means to the person.
    pub(crate) fn failure(&self, path: &Path, error: rusqlite::Error) -> Error {
        let shown = path.display();
        let code = error.sqlite_error_code();
        let (kind, message, remedy) =
            if matches!(code, Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)) {
                let message = format!("{shown}, which holds {}, is damaged.", self.holds);
                (Code::FileNotWritable, message, self.if_damaged)
            } else if matches!(code, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) {
                (
                    Code::FileBusy,
                    format!("Another program has held {shown} for {} s.", self.patience.as_secs()),
                    "End the other program and try again.",
                )
            } else if matches!(
                code,
                Some(
                    ErrorCode::CannotOpen
                        | ErrorCode::ReadOnly
                        | ErrorCode::DiskFull
                        | ErrorCode::PermissionDenied
                        | ErrorCode::SystemIoFailure
                )
            ) {
                (
                    Code::FileNotWritable,
                    format!("{shown} cannot be used: {error}."),
                    "Check the free space and who owns the file and its folder.",
                )
            } else {
                (
                    Code::Internal,
                    format!("{shown} cannot be used: {error}."),
                    "Try again; if it stays, report it with the output of `portico doctor`.",
                )
            };
        Error::new(kind, message, remedy).caused_by(error)
    }

    fn prepare(&self, connection: &mut Connection) -> rusqlite::Result<()> {
        connection.busy_timeout(self.patience)?;
        connection.set_prepared_statement_cache_capacity(32);
        let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        if mode != "wal" {
            // Two processes that open a new file at once get in each other's way here, and SQLite does not wait: the one
            // that loses goes on in the mode it finds, which the other has just changed to WAL.
            match connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0)) {
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {}
                result => drop(result?),
            }
        }
        connection.pragma_update(None, "synchronous", self.synchronous)
    }

    /// Runs what the file has not seen; answers its version.
    fn migrate(&self, connection: &mut Connection) -> rusqlite::Result<usize> {
        let version = |connection: &Connection| -> rusqlite::Result<usize> {
            let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            Ok(version as usize)
        };
        if version(connection)? >= self.migrations.len() {
            return version(connection);
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let seen = version(&transaction)?;
        for migration in self.migrations.iter().skip(seen) {
            transaction.execute_batch(migration)?;
        }
        let now = seen.max(self.migrations.len());
        transaction.pragma_update(None, "user_version", i64::try_from(now).unwrap_or(i64::MAX))?;
        transaction.commit()?;
        Ok(now)
    }
}

/// Before the first byte is written; the files SQLite puts beside it take the same mode.
fn make_private(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(path, mode).map_err(|error| {
            Error::new(
                Code::FileNotWritable,
                format!("{} cannot be made private: {error}.", path.display()),
                "Check who owns the file.",
            )
        })?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
