//! Accounts and roles as last listed, favourites and what was last used; readable with no network.
//!
//! Rules: keys are (portal, account id, role name), never names; known accounts shrink only after a complete listing;
//! one transaction per call; names and addresses are kept as sent (cut) and cleaned when shown; several processes share
//! the file, and each sees the others' changes at once. Calls take microseconds to milliseconds and block.

mod colour;
mod find;
mod index;
mod listing;
mod schema;
mod search;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use portico_model::portal::{AccountInfo, RoleInfo};
use portico_model::{AccountId, RoleName};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

pub use index::{AccountEntry, RoleEntry};

use crate::error::Result;
use crate::role::RoleKey;
use crate::settings::PortalName;
use crate::view::Listing;
use index::Index;

/// The catalog, cheap to clone.
#[derive(Clone, Debug)]
pub struct Catalog(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    connection: Mutex<Connection>,
    index: Mutex<Option<Arc<Index>>>,
    last_version: AtomicU32,
}

/// One listing of a portal, from its first page to its last. Dropped without [`Catalog::finish`], nothing vanishes.
#[derive(Debug)]
pub struct Run {
    portal: PortalName,
    id: i64,
    skipped: AtomicU32,
}

impl Run {
    /// How many accounts and roles the portal named in a way that cannot be right, and that were left out.
    pub fn skipped(&self) -> u32 {
        self.skipped.load(Ordering::Relaxed)
    }
}

/// The longest name kept, in characters.
const MOST_NAME: usize = 200;
/// The longest e-mail address kept, in characters (RFC 5321 allows no more).
const MOST_EMAIL: usize = 254;

impl Catalog {
    /// Opens the file, making it when there is none and bringing an old one up to date.
    ///
    /// # Errors
    /// When the file is damaged, written by a newer version, or cannot be used; it is never deleted.
    pub fn open(path: &Path) -> Result<Self> {
        let connection = schema::open(path)?;
        Ok(Self(Arc::new(Inner {
            path: path.to_owned(),
            connection: Mutex::new(connection),
            index: Mutex::default(),
            last_version: AtomicU32::new(0),
        })))
    }

    /// Starts a listing of `portal`, which the catalog knows from now on.
    ///
    /// # Errors
    /// Those of the file, as for every method here.
    pub fn begin(&self, portal: &PortalName, _now: Timestamp) -> Result<Run> {
        let id = self.write(|transaction| {
            transaction.execute("UPDATE counter SET run = run + 1", [])?;
            let id: i64 = transaction.query_row("SELECT run FROM counter", [], |row| row.get(0))?;
            transaction.execute(
                "INSERT INTO portal (portal, since) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                params![portal.as_str(), id],
            )?;
            Ok((id, false))
        })?;
        Ok(Run { portal: portal.clone(), id, skipped: AtomicU32::new(0) })
    }

    /// Takes one page of accounts; a page that comes twice does no harm. Does nothing when the portal was forgotten
    /// meanwhile.
    ///
    /// # Errors
    /// Those of the file.
    pub fn merge_accounts(&self, run: &Run, accounts: &[AccountInfo]) -> Result<()> {
        self.write(|transaction| {
            if !is_wanted(transaction, run)? {
                return Ok(((), false));
            }
            let mut changed = 0;
            for info in accounts {
                match info.account_id.parse::<AccountId>() {
                    Ok(account) => changed += merge_account(transaction, run, &account, info)?,
                    Err(_) => drop(run.skipped.fetch_add(1, Ordering::Relaxed)),
                }
            }
            Ok(((), changed > 0))
        })
    }

    /// Takes one page of the roles of an account that [`Catalog::merge_accounts`] has taken.
    ///
    /// # Errors
    /// Those of the file.
    pub fn merge_roles(&self, run: &Run, account: &AccountId, roles: &[RoleInfo]) -> Result<()> {
        self.write(|transaction| {
            let key = params![run.portal.as_str(), account.as_str()];
            let known = transaction
                .prepare_cached("SELECT 1 FROM account WHERE portal = ?1 AND account = ?2")?
                .exists(key)?;
            if !known || !is_wanted(transaction, run)? {
                return Ok(((), false));
            }
            let mut changed = 0;
            for info in roles {
                match info.role_name.parse::<RoleName>() {
                    Ok(role) => changed += merge_role(transaction, run, account, &role)?,
                    Err(_) => drop(run.skipped.fetch_add(1, Ordering::Relaxed)),
                }
            }
            Ok(((), changed > 0))
        })
    }

    /// The listing is complete: accounts and roles that it did not name are gone. Their favourites and times of use
    /// stay, should they come back.
    ///
    /// # Errors
    /// Those of the file.
    #[expect(clippy::needless_pass_by_value, reason = "a run ends once")]
    pub fn finish(&self, run: Run, now: Timestamp) -> Result<()> {
        self.write(|transaction| {
            if !is_wanted(transaction, &run)? {
                return Ok(((), false));
            }
            let unseen = params![run.portal.as_str(), run.id];
            let mut gone =
                transaction.execute("DELETE FROM account WHERE portal = ?1 AND seen < ?2", unseen)?;
            gone += transaction.execute("DELETE FROM role WHERE portal = ?1 AND seen < ?2", unseen)?;
            transaction.execute(
                "UPDATE portal SET listed_at = ?2 WHERE portal = ?1",
                params![run.portal.as_str(), now.as_second()],
            )?;
            Ok(((), gone > 0))
        })
    }

    /// What was listed may be somebody else's: the next listing is due, and until it is complete nothing is removed.
    ///
    /// # Errors
    /// Those of the file.
    pub fn mark_stale(&self, portal: &PortalName) -> Result<()> {
        self.write(|transaction| {
            transaction.execute("UPDATE portal SET listed_at = NULL WHERE portal = ?1", [portal.as_str()])?;
            Ok(((), false))
        })
    }

    /// When the last complete listing of `portal` ended.
    ///
    /// # Errors
    /// Those of the file.
    pub fn listed_at(&self, portal: &PortalName) -> Result<Option<Timestamp>> {
        let second: Option<Option<i64>> = self.read(|connection| {
            connection
                .prepare_cached("SELECT listed_at FROM portal WHERE portal = ?1")?
                .query_row([portal.as_str()], |row| row.get(0))
                .optional()
        })?;
        Ok(second.flatten().and_then(|second| Timestamp::from_second(second).ok()))
    }

    /// Grows with each visible change, also with those of other processes. When the file cannot be read, the last
    /// number known.
    #[must_use]
    pub fn version(&self) -> u32 {
        match self.read(index::version) {
            Ok(version) => {
                self.0.last_version.store(version, Ordering::Relaxed);
                version
            }
            Err(_) => self.0.last_version.load(Ordering::Relaxed),
        }
    }

    /// How many accounts are known, over all portals.
    ///
    /// # Errors
    /// Those of the file.
    pub fn account_count(&self) -> Result<u32> {
        self.read(|connection| connection.query_row("SELECT count(*) FROM account", [], |row| row.get(0)))
    }

    /// Makes an account a favourite, or no longer one.
    ///
    /// # Errors
    /// When no such account is known, or those of the file.
    pub fn star(&self, portal: &PortalName, account: &AccountId, starred: bool) -> Result<()> {
        let key = params![portal.as_str(), account.as_str()];
        let known = self.write(|transaction| {
            let known = transaction
                .prepare_cached("SELECT 1 FROM account WHERE portal = ?1 AND account = ?2")?
                .exists(key)?;
            let changed = match (known, starred) {
                (false, _) => 0,
                (true, true) => transaction.execute("INSERT OR IGNORE INTO star VALUES (?1, ?2)", key)?,
                (true, false) => {
                    transaction.execute("DELETE FROM star WHERE portal = ?1 AND account = ?2", key)?
                }
            };
            Ok((known, changed > 0))
        })?;
        if known { Ok(()) } else { Err(find::unknown_account(&account.grouped(), Some(portal))) }
    }

    /// Notes that a role was opened, copied or exported.
    ///
    /// # Errors
    /// Those of the file.
    pub fn used(&self, key: &RoleKey, now: Timestamp) -> Result<()> {
        self.write(|transaction| {
            let changed = transaction.execute(
                "INSERT INTO used VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET at = excluded.at WHERE at < excluded.at",
                params![key.portal.as_str(), key.account.as_str(), key.role.as_str(), now.as_second()],
            )?;
            Ok(((), changed > 0))
        })
    }

    /// Forgets everything about a portal, favourites included.
    ///
    /// # Errors
    /// Those of the file.
    pub fn forget_portal(&self, portal: &PortalName) -> Result<()> {
        self.write(|transaction| {
            let mut gone = 0;
            for table in ["account", "role", "star", "used", "portal"] {
                gone += transaction
                    .execute(&format!("DELETE FROM {table} WHERE portal = ?1"), [portal.as_str()])?;
            }
            Ok(((), gone > 0))
        })
    }

    /// The accounts of one portal or of all, by name, their roles weakest first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn entries(&self, portal: Option<&PortalName>) -> Result<Vec<AccountEntry>> {
        let index = self.index()?;
        let wanted = |entry: &&AccountEntry| portal.is_none_or(|portal| entry.portal == *portal);
        Ok(index.accounts.iter().map(|account| &account.entry).filter(wanted).cloned().collect())
    }

    /// What the window shows for `query`; `until` tells until when credentials of a role are held.
    ///
    /// # Errors
    /// Those of the file.
    pub fn listing(&self, query: &str, until: &dyn Fn(&RoleKey) -> Option<Timestamp>) -> Result<Listing> {
        Ok(listing::listing(&*self.index()?, query, until))
    }

    /// The role that a person named. `account` is a number, grouped or not, or a name in any case; with no `role`, the
    /// weakest one.
    ///
    /// # Errors
    /// When nothing or more than one thing is so called, or those of the file.
    pub fn find(
        &self,
        portal: Option<&PortalName>,
        account: &str,
        role: Option<&RoleName>,
    ) -> Result<RoleKey> {
        find::find(&*self.index()?, portal, account, role)
    }

    /// The accounts in memory, read again only when the version has changed.
    fn index(&self) -> Result<Arc<Index>> {
        let version = self.read(index::version)?;
        let mut kept = held(&self.0.index);
        if let Some(index) = kept.as_ref().filter(|index| index.version == version) {
            return Ok(Arc::clone(index));
        }
        let index = Arc::new(self.read(Index::load)?);
        *kept = Some(Arc::clone(&index));
        Ok(index)
    }

    fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        query(&held(&self.0.connection)).map_err(|error| schema::failure(&self.0.path, error))
    }

    /// One transaction; `change` also says whether anything visible changed.
    fn write<T>(&self, change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<(T, bool)>) -> Result<T> {
        let write = |connection: &mut Connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (value, visible) = change(&transaction)?;
            if visible {
                transaction.execute("UPDATE counter SET version = version + 1", [])?;
            }
            transaction.commit()?;
            Ok(value)
        };
        write(&mut held(&self.0.connection)).map_err(|error| schema::failure(&self.0.path, error))
    }
}

/// A transaction that a panic cut short has been rolled back, so what a poisoned lock guards is sound.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the portal of the run is still the one it was begun for: not forgotten, nor forgotten and added again.
fn is_wanted(transaction: &Transaction<'_>, run: &Run) -> rusqlite::Result<bool> {
    transaction
        .prepare_cached("SELECT 1 FROM portal WHERE portal = ?1 AND since <= ?2")?
        .exists(params![run.portal.as_str(), run.id])
}

/// Answers how many visible things changed.
fn merge_account(
    transaction: &Transaction<'_>,
    run: &Run,
    account: &AccountId,
    info: &AccountInfo,
) -> rusqlite::Result<usize> {
    let cut = |text: &Option<String>, most: usize| -> Option<String> {
        text.as_ref().map(|text| text.chars().take(most).collect())
    };
    let (name, email) = (cut(&info.account_name, MOST_NAME), cut(&info.email_address, MOST_EMAIL));
    let changed = transaction
        .prepare_cached(
            "INSERT INTO account VALUES (?1, ?2, ifnull(?3, ''), ifnull(?4, ''), ?5)
             ON CONFLICT DO UPDATE SET name = ifnull(?3, name), email = ifnull(?4, email)
             WHERE name <> ifnull(?3, name) OR email <> ifnull(?4, email)",
        )?
        .execute(params![run.portal.as_str(), account.as_str(), name, email, run.id])?;
    transaction
        .prepare_cached("UPDATE account SET seen = max(seen, ?3) WHERE portal = ?1 AND account = ?2")?
        .execute(params![run.portal.as_str(), account.as_str(), run.id])?;
    Ok(changed)
}

/// Answers how many visible things changed.
fn merge_role(
    transaction: &Transaction<'_>,
    run: &Run,
    account: &AccountId,
    role: &RoleName,
) -> rusqlite::Result<usize> {
    let key = params![run.portal.as_str(), account.as_str(), role.as_str(), run.id];
    let new = transaction
        .prepare_cached("INSERT INTO role VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?
        .execute(key)?;
    if new == 0 {
        transaction
            .prepare_cached(
                "UPDATE role SET seen = max(seen, ?4) WHERE portal = ?1 AND account = ?2 AND role = ?3",
            )?
            .execute(key)?;
    }
    Ok(new)
}

#[cfg(test)]
mod tests;
