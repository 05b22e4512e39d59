//! The accounts of the company.

use rusqlite::{Connection, OptionalExtension, params};

/// An account of the organisation.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    /// Twelve digits.
    pub(crate) id: String,
    /// For people, if it has one.
    pub(crate) name: Option<String>,
    /// Of its root user.
    pub(crate) email: String,
}

impl Account {
    /// What a page calls it.
    pub(crate) fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
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

/// The ids of the accounts called `name`, two at most.
pub(crate) fn called(connection: &Connection, name: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT id FROM account WHERE name = ?1 LIMIT 2")?
        .query_map([name], |row| row.get(0))?
        .collect()
}

/// Gives an account another name, or none.
pub(crate) fn rename(connection: &Connection, id: &str, name: Option<&str>) -> rusqlite::Result<()> {
    connection.execute("UPDATE account SET name = ?2 WHERE id = ?1", params![id, name]).map(drop)
}

/// Removes an account with every assignment and role in it.
pub(crate) fn remove(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM assignment WHERE account = ?1",
        "DELETE FROM trust WHERE account = ?1 OR from_account = ?1",
        "DELETE FROM role WHERE account = ?1",
        "DELETE FROM account WHERE id = ?1",
    ] {
        connection.execute(sql, [id])?;
    }
    Ok(())
}
