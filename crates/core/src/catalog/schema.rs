//! The catalog's file: opened, brought up to date, its failures worded. Rules: a migration that was released is never
//! changed, only followed by another; a file that cannot be used is reported, never deleted.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::sqlite::Layout;

/// Frozen: `user_version` counts how many of them a file has seen.
pub(super) const MIGRATIONS: [&str; 5] = [
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
    "
    CREATE TABLE visit (
        portal TEXT NOT NULL,
        account TEXT NOT NULL,
        service TEXT NOT NULL,       -- the id of a console's service
        region TEXT NOT NULL,        -- empty: none was named
        at INTEGER NOT NULL,         -- epoch seconds of the last visit
        starred INTEGER NOT NULL,    -- 1: a favourite
        PRIMARY KEY (portal, account, service, region)
    ) STRICT, WITHOUT ROWID;
",
    "
    DELETE FROM opened;
    ALTER TABLE opened ADD COLUMN sign_out TEXT NOT NULL DEFAULT ''; -- the address that signs out of it
",
];

/// How the file is opened. Another process writes for milliseconds at most; the patience is far beyond.
const LAYOUT: Layout = Layout {
    migrations: &MIGRATIONS,
    synchronous: "NORMAL",
    patience: Duration::from_secs(5),
    holds: "your accounts and favourites",
    if_damaged: "Move the file away; Portico then makes a new one and lists your accounts again.",
};

/// Opens `path`, making the file (0600) and its folder when they are not there.
pub(super) fn open(path: &Path) -> Result<Connection> {
    LAYOUT.open(path).map_err(|trouble| LAYOUT.worded(path, trouble))
}

/// What a failure of SQLite means to the person.
pub(super) fn failure(path: &Path, error: rusqlite::Error) -> Error {
    LAYOUT.failure(path, error)
}
