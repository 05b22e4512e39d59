//! The accounts of the company.

use rusqlite::{Connection, OptionalExtension, params};

/// An account of the organisation.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    /// Twelve digits.
    pub(crate) id: String,
    /// For people.
    pub(crate) name: String,
    /// Of its root user.
    pub(crate) email: String,
}

/// Adds an account.
pub(crate) fn add(connection: &Connection, account: &Account) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO account (id, name, email) VALUES (?1, ?2, ?3)")?
        .execute(params![account.id, account.name, account.email])
        .map(drop)
}

/// The account called `id`, if the organisation has it.
pub(crate) fn account(connection: &Connection, id: &str) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached("SELECT id, name, email FROM account WHERE id = ?1")?
        .query_row([id], |row| Ok(Account { id: row.get(0)?, name: row.get(1)?, email: row.get(2)? }))
        .optional()
}
