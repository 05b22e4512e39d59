//! The catalog's file: opened, brought up to date, its failures worded. Rules: a migration that was released is never
//! changed, only followed by another; a file that cannot be used is reported, never deleted.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use crate::disk;
use crate::error::{Code, Error, Result};

/// Frozen: `user_version` counts how many of them a file has seen.
pub(super) const MIGRATIONS: [&str; 3] = [
    "
    CREATE TABLE portal (
        portal TEXT NOT NULL PRIMARY KEY,
        since INTEGER NOT NULL,      -- the first run since the portal was added
        listed_at INTEGER            -- epoch seconds of the end of the last complete listing
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE account (
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        name TEXT NOT NULL,          -- as sent, cut to 200 characters: hostile text
        email TEXT NOT NULL,         -- likewise
        seen INTEGER NOT NULL,       -- the last run that listed it
        PRIMARY KEY (portal, account)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE role (
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        role TEXT NOT NULL,
        seen INTEGER NOT NULL,
        PRIMARY KEY (portal, account, role)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE star (
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        PRIMARY KEY (portal, account)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE used (
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        role TEXT NOT NULL,
        at INTEGER NOT NULL,         -- epoch seconds
        PRIMARY KEY (portal, account, role)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE counter (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        version INTEGER NOT NULL,    -- grows with each visible change, whichever process made it
        run INTEGER NOT NULL         -- the last run begun
    ) STRICT;
    INSERT INTO counter VALUES (1, 1, 0);
",
    "
    ALTER TABLE portal ADD COLUMN run INTEGER;            -- the listing under way or broken off; NULL when none is
    ALTER TABLE portal ADD COLUMN begun_at INTEGER;       -- epoch seconds of its beginning
    ALTER TABLE portal ADD COLUMN ever INTEGER NOT NULL DEFAULT 0;  -- 1: it was listed completely once
    UPDATE portal SET ever = 1 WHERE listed_at IS NOT NULL;
    ALTER TABLE account ADD COLUMN since INTEGER NOT NULL DEFAULT 0;     -- the run that named it first
    ALTER TABLE account ADD COLUMN roles_run INTEGER NOT NULL DEFAULT 0; -- the last run that listed its roles; 0: none
    ALTER TABLE account ADD COLUMN roles_at INTEGER;                     -- epoch seconds of that
    ALTER TABLE account ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;   -- the version of its last visible change
    UPDATE account SET roles_run = seen, roles_at =
        (SELECT listed_at FROM portal WHERE portal.portal = account.portal);
    CREATE INDEX account_touched ON account (touched);
    ALTER TABLE counter ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;   -- the version that last removed a row
    -- Uses, each worth half after a week: log2 of the sum of 2^(week of use); the larger, the sooner it is used again.
    ALTER TABLE used ADD COLUMN frecency REAL NOT NULL DEFAULT 0;
    UPDATE used SET frecency = at / 604800.0;
    CREATE TABLE label (
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        nickname TEXT NOT NULL,      -- empty: none
        colour TEXT NOT NULL,        -- one of the palette's names; empty: none
        hidden INTEGER NOT NULL,
        PRIMARY KEY (portal, account)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE tag (
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        tag TEXT NOT NULL,           -- a word, or key=value
        PRIMARY KEY (portal, account, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE customization (
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        colour TEXT NOT NULL,        -- as AWS names it; empty: none
        asked_at INTEGER NOT NULL,   -- epoch seconds
        PRIMARY KEY (portal, account)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE change (
        id INTEGER NOT NULL PRIMARY KEY,
        at INTEGER NOT NULL,         -- epoch seconds
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        name TEXT NOT NULL,          -- of the account, when it happened
        kind TEXT NOT NULL,          -- gained, lost, renamed, role_gained, role_raised, role_lost
        role TEXT NOT NULL,          -- empty: none
        former TEXT NOT NULL,        -- the name before; empty: none
        seen INTEGER NOT NULL        -- 1: the person has looked at it
    ) STRICT;
    CREATE INDEX change_portal ON change (portal);
",
    "
    CREATE TABLE browser (
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        choice TEXT NOT NULL,        -- where the person wants the account's consoles, as the settings spell it
        PRIMARY KEY (portal, account)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE opened (
        place TEXT NOT NULL,         -- the set of cookies it was opened in
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        role TEXT NOT NULL,
        until INTEGER NOT NULL,      -- epoch seconds of the end of its session
        PRIMARY KEY (place, portal, account, role)
    ) STRICT, WITHOUT ROWID;
",
];

/// Another process writes for milliseconds at most; this is far beyond.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens `path`, making the file (0600) and its folder when they are not there.
pub(super) fn open(path: &Path) -> Result<Connection> {
    if let Some(folder) = path.parent() {
        disk::create_private_dir(folder)?;
    }
    let mut connection = Connection::open(path).map_err(|error| failure(path, error))?;
    make_private(path)?;
    prepare(&mut connection).map_err(|error| failure(path, error))?;
    let known = MIGRATIONS.len();
    if migrate(&mut connection).map_err(|error| failure(path, error))? > known {
        return Err(Error::new(
            Code::FileNotWritable,
            format!("{} was written by a newer version of Portico.", path.display()),
            "Update Portico.",
        ));
    }
    Ok(connection)
}

/// What a failure of SQLite means to the person.
pub(super) fn failure(path: &Path, error: rusqlite::Error) -> Error {
    let shown = path.display();
    let code = error.sqlite_error_code();
    let (kind, message, remedy) =
        if matches!(code, Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)) {
            (
                Code::FileNotWritable,
                format!("{shown}, which holds your accounts and favourites, is damaged."),
                "Move the file away; Portico then makes a new one and lists your accounts again.",
            )
        } else if matches!(code, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) {
            (
                Code::FileBusy,
                format!("Another program has held {shown} for {} s.", PATIENCE.as_secs()),
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

fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
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
    connection.pragma_update(None, "synchronous", "NORMAL")
}

/// Runs what the file has not seen; answers its version.
fn migrate(connection: &mut Connection) -> rusqlite::Result<usize> {
    let version = |connection: &Connection| -> rusqlite::Result<usize> {
        let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        Ok(version as usize)
    };
    if version(connection)? >= MIGRATIONS.len() {
        return version(connection);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let seen = version(&transaction)?;
    for migration in MIGRATIONS.iter().skip(seen) {
        transaction.execute_batch(migration)?;
    }
    let now = seen.max(MIGRATIONS.len());
    transaction.pragma_update(None, "user_version", i64::try_from(now).unwrap_or(i64::MAX))?;
    transaction.commit()?;
    Ok(now)
}
