//! The one place state lives: a SQLite database, in memory or in a file.
//!
//! Rule: every change is one transaction. A refusal (wrong code, replay, lock-out) commits what it recorded; only a
//! failure of the store itself rolls back. Times are epoch milliseconds. Bearer secrets are stored as SHA-256 only;
//! the secret keys of role credentials are kept as they are, because checking a signature needs them.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Epoch milliseconds.
pub(crate) type Millis = i64;

/// An error that can tell a refusal (to be committed) from a broken store (to be rolled back).
pub(crate) trait Refusal: From<rusqlite::Error> {
    /// Whether the store itself failed.
    fn is_store_failure(&self) -> bool;
}

impl Refusal for rusqlite::Error {
    fn is_store_failure(&self) -> bool {
        true
    }
}

/// The database of one Identity Center.
#[derive(Debug)]
pub(crate) struct Store(Mutex<Connection>);

impl Store {
    /// Opens `file`, or an empty database in memory, and brings its tables into being.
    ///
    /// # Errors
    /// When SQLite cannot open, lock or understand the file.
    pub(crate) fn open(file: Option<&Path>) -> rusqlite::Result<Self> {
        let connection = match file {
            Some(file) => Connection::open(file)?,
            None => Connection::open_in_memory()?,
        };
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        migrate(&connection)?;
        connection.execute_batch(SCHEMA)?;
        connection.pragma_update(None, "user_version", VERSION)?;
        Ok(Self(Mutex::new(connection)))
    }

    /// Reads.
    pub(crate) fn read<T, E>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        work(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads and changes, as one transaction.
    pub(crate) fn write<T, E: Refusal>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let outcome = work(&transaction);
        match &outcome {
            Err(error) if error.is_store_failure() => transaction.rollback()?,
            Ok(_) | Err(_) => transaction.commit()?,
        }
        outcome
    }
}

/// Of the tables below; a file with a higher one was made by a newer program.
const VERSION: i64 = 4;

/// Frozen: the first leads from version 1 to 2, and so on.
const STEPS: [&str; 3] = [
    "ALTER TABLE token ADD COLUMN used_at INTEGER",
    "CREATE TABLE account_3 (id TEXT PRIMARY KEY, name TEXT, email TEXT NOT NULL);
     INSERT INTO account_3 SELECT id, name, email FROM account;
     DROP TABLE account;
     ALTER TABLE account_3 RENAME TO account",
    // Consoles last hours at most, and those of before know no browser: they have to be opened again.
    "DROP TABLE console",
];

/// Brings the tables of an older program to today's.
fn migrate(connection: &Connection) -> rusqlite::Result<()> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > VERSION {
        let mismatch = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_SCHEMA);
        return Err(rusqlite::Error::SqliteFailure(
            mismatch,
            Some("it was made by a newer version".to_owned()),
        ));
    }
    for (from, step) in (1..).zip(STEPS) {
        if (1..=from).contains(&found) {
            let next = from + 1;
            connection
                .execute_batch(&format!("BEGIN IMMEDIATE; {step}; PRAGMA user_version = {next}; COMMIT"))?;
        }
    }
    Ok(())
}

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS person (
    name TEXT PRIMARY KEY, password_hash TEXT NOT NULL, totp_secret TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS membership (
    person TEXT NOT NULL, team TEXT NOT NULL, PRIMARY KEY (person, team)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS attempt (
    name TEXT PRIMARY KEY, failures INTEGER NOT NULL, locked_until INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS totp_use (
    person TEXT NOT NULL, step INTEGER NOT NULL, PRIMARY KEY (person, step)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS account (id TEXT PRIMARY KEY, name TEXT, email TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS assignment (
    team TEXT NOT NULL, account TEXT NOT NULL, permission_set TEXT NOT NULL, until INTEGER,
    PRIMARY KEY (team, account, permission_set)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS role (
    account TEXT NOT NULL, name TEXT NOT NULL, external_id TEXT, PRIMARY KEY (account, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS trust (
    account TEXT NOT NULL, role TEXT NOT NULL, from_account TEXT NOT NULL, from_set TEXT NOT NULL,
    PRIMARY KEY (account, role, from_account, from_set)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS client (
    id TEXT PRIMARY KEY, secret_hash TEXT NOT NULL, name TEXT NOT NULL, scopes TEXT NOT NULL,
    redirect_uris TEXT NOT NULL, grant_types TEXT NOT NULL, expires_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS browser (
    hash TEXT PRIMARY KEY, person TEXT NOT NULL, signed_in_at INTEGER NOT NULL, expires_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS interaction (
    hash TEXT PRIMARY KEY, browser TEXT NOT NULL, csrf TEXT NOT NULL, purpose TEXT NOT NULL, stage TEXT NOT NULL,
    expires_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS code (
    hash TEXT PRIMARY KEY, client TEXT NOT NULL, redirect_uri TEXT NOT NULL, challenge TEXT NOT NULL,
    person TEXT NOT NULL, signed_in_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, session TEXT);
CREATE TABLE IF NOT EXISTS device (
    hash TEXT PRIMARY KEY, user_code TEXT NOT NULL UNIQUE, client TEXT NOT NULL, state TEXT NOT NULL,
    person TEXT, signed_in_at INTEGER, expires_at INTEGER NOT NULL, interval INTEGER NOT NULL,
    polled_at INTEGER);

CREATE TABLE IF NOT EXISTS session (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, client TEXT NOT NULL, expires_at INTEGER NOT NULL,
    revoked INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS token (
    hash TEXT PRIMARY KEY, kind TEXT NOT NULL, session TEXT NOT NULL, expires_at INTEGER NOT NULL,
    used_at INTEGER);
CREATE TABLE IF NOT EXISTS role_credentials (
    access_key_id TEXT PRIMARY KEY, secret TEXT NOT NULL, token_hash TEXT NOT NULL, account TEXT NOT NULL,
    permission_set TEXT, role TEXT NOT NULL, session_name TEXT NOT NULL, expires_at INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS role_credentials_end ON role_credentials (expires_at);
CREATE INDEX IF NOT EXISTS token_end ON token (expires_at);
CREATE INDEX IF NOT EXISTS token_session ON token (session);
CREATE TABLE IF NOT EXISTS signin_token (
    hash TEXT PRIMARY KEY, access_key_id TEXT NOT NULL, expires_at INTEGER NOT NULL, console_until INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS console (
    hash TEXT PRIMARY KEY, browser TEXT NOT NULL, label TEXT, account TEXT NOT NULL, role TEXT NOT NULL,
    person TEXT NOT NULL, destination TEXT NOT NULL, expires_at INTEGER NOT NULL, closed_at INTEGER);
CREATE INDEX IF NOT EXISTS console_browser ON console (browser);
CREATE TABLE IF NOT EXISTS multi_session (browser TEXT PRIMARY KEY);

CREATE TABLE IF NOT EXISTS trail (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, record TEXT NOT NULL);
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_first_version_is_carried_over_and_one_of_a_newer_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("center.sqlite3");
        let old = Connection::open(&file).expect("opens");
        let first = SCHEMA
            .replace(",\n    used_at INTEGER", "")
            .replace("name TEXT, email", "name TEXT NOT NULL, email")
            .replace("browser TEXT NOT NULL, label TEXT, account", "account")
            .replace("expires_at INTEGER NOT NULL, closed_at INTEGER", "expires_at INTEGER NOT NULL")
            .replace("CREATE INDEX IF NOT EXISTS console_browser ON console (browser);\n", "")
            .replace("CREATE TABLE IF NOT EXISTS multi_session (browser TEXT PRIMARY KEY);\n", "");
        old.execute_batch(&first).expect("the first version");
        old.execute_batch(
            "INSERT INTO token (hash, kind, session, expires_at) VALUES ('h', 'refresh', 's', 9);
             INSERT INTO account (id, name, email) VALUES ('1', 'Dev', 'dev@securecart.example');
             PRAGMA user_version = 1",
        )
        .expect("fills");
        drop(old);
        for _ in 0..2 {
            let store = Store::open(Some(&file)).expect("carried over");
            let used: Option<Millis> = store
                .read(|connection| connection.query_row("SELECT used_at FROM token", [], |row| row.get(0)))
                .expect("kept");
            assert_eq!(used, None);
            let consoles = "SELECT count(label) FROM console WHERE browser = 'b' AND closed_at IS NULL";
            let open: i64 = store
                .read(|connection| connection.query_row(consoles, [], |row| row.get(0)))
                .expect("consoles have a browser");
            assert_eq!(open, 0);
            let nameless = "UPDATE account SET name = nullif(name, 'Dev') WHERE email LIKE 'dev@%'";
            let changed = store.read(|connection| connection.execute(nameless, []));
            assert_eq!(changed.expect("an account may be without a name"), 1);
        }
        let newer = Connection::open(&file).expect("opens");
        newer.pragma_update(None, "user_version", VERSION + 1).expect("writes");
        let refused = Store::open(Some(&file)).expect_err("too new").to_string();
        assert!(refused.contains("newer version"), "{refused}");
    }
}
