//! Where an account's consoles open, and which Portico opened: shared by all its processes.
//!
//! Rule: a choice is kept as text and read again; one that a newer version wrote is passed over, as if none were made.

use jiff::Timestamp;
use portico_model::AccountId;
use rusqlite::{OptionalExtension, params};

use super::Catalog;
use crate::console::browser::{Choice, Opened, Place, Public};
use crate::error::Result;
use crate::role::RoleKey;
use crate::settings::PortalName;

impl Catalog {
    /// Keeps where the person wants the account's consoles; `None`: wherever the portal's are.
    ///
    /// # Errors
    /// When no such account is known, or those of the file.
    pub fn choose_browser(
        &self,
        portal: &PortalName,
        account: &AccountId,
        choice: Option<&Choice>,
    ) -> Result<()> {
        let key = params![portal.as_str(), account.as_str()];
        self.change_known(portal, account, |transaction| match choice {
            None => {
                let gone =
                    transaction.execute("DELETE FROM browser WHERE portal = ?1 AND account = ?2", key)?;
                Ok(gone > 0)
            }
            Some(choice) => {
                let row = params![portal.as_str(), account.as_str(), choice.to_string()];
                transaction.execute("INSERT OR REPLACE INTO browser VALUES (?1, ?2, ?3)", row)?;
                Ok(true)
            }
        })
    }

    /// Where the person wants the account's consoles.
    ///
    /// # Errors
    /// Those of the file.
    pub fn browser_of(&self, portal: &PortalName, account: &AccountId) -> Result<Option<Choice>> {
        let text: Option<String> = self.read(|connection| {
            connection
                .prepare_cached("SELECT choice FROM browser WHERE portal = ?1 AND account = ?2")?
                .query_row(params![portal.as_str(), account.as_str()], |row| row.get(0))
                .optional()
        })?;
        Ok(text.and_then(|text| text.parse().ok()))
    }

    /// Every account with a choice of its own, by portal and number.
    ///
    /// # Errors
    /// Those of the file.
    pub fn browsers_of_accounts(&self) -> Result<Vec<(PortalName, AccountId, Choice)>> {
        let rows: Vec<(String, String, String)> = self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT portal, account, choice FROM browser ORDER BY portal, account")?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
        })?;
        let chosen = rows.into_iter().filter_map(|(portal, account, choice)| {
            Some((portal.parse().ok()?, account.parse().ok()?, choice.parse().ok()?))
        });
        Ok(chosen.collect())
    }

    /// Notes a console that was opened, and forgets those that have ended by `now`.
    ///
    /// # Errors
    /// Those of the file.
    pub fn note_opened(&self, opened: &Opened, now: Timestamp) -> Result<()> {
        let Opened { place, key, until, sign_out } = opened;
        self.write(|transaction| {
            transaction.execute("DELETE FROM opened WHERE until <= ?1", [now.as_second()])?;
            let (portal, account) = (key.portal.as_str(), key.account.as_str());
            let (role, until, sign_out) = (key.role.as_str(), until.as_second(), sign_out.as_str());
            let row = params![place.as_str(), portal, account, role, until, sign_out];
            transaction.execute("INSERT OR REPLACE INTO opened VALUES (?1, ?2, ?3, ?4, ?5, ?6)", row)?;
            Ok(((), false))
        })
    }

    /// Forgets the consoles of a place, where the person signed out or which was removed.
    ///
    /// # Errors
    /// Those of the file.
    pub fn forget_opened(&self, place: &Place) -> Result<()> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM opened WHERE place = ?1", [place.as_str()])?;
            Ok(((), false))
        })
    }

    /// The consoles that Portico opened and that have not ended by `now`, those that end first before the others.
    ///
    /// # Errors
    /// Those of the file.
    pub fn opened(&self, now: Timestamp) -> Result<Vec<Opened>> {
        type Row = (String, String, String, String, i64, String);
        let rows: Vec<Row> = self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT place, portal, account, role, until, sign_out FROM opened WHERE until > ?1
                 ORDER BY until, place, portal, account, role",
            )?;
            let row = |row: &rusqlite::Row<'_>| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
            };
            statement.query_map([now.as_second()], row)?.collect()
        })?;
        let opened = rows.into_iter().filter_map(|(place, portal, account, role, until, sign_out)| {
            let key = RoleKey::parse(&portal, &account, &role).ok()?;
            let until = Timestamp::from_second(until).ok()?;
            let sign_out = Public::kept_sign_out(&sign_out).ok()?;
            Some(Opened { place: Place::kept(&place), key, until, sign_out })
        });
        Ok(opened.collect())
    }
}
