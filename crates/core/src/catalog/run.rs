//! A listing of a portal, from its first page to its last, through any number of interruptions.
//!
//! Rules: known accounts shrink only after a complete listing; one transaction a batch; a listing that was broken off is
//! gone on with, unless somebody signed in meanwhile, who may see other things. What the listing finds changed is recorded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::{SignedDuration, Timestamp};
use portico_model::portal::{AccountInfo, RoleInfo};
use portico_model::{AccountId, RoleName};
use rusqlite::{OptionalExtension, Transaction, params};

use super::change::{Change, What, record};
use super::{Catalog, Decreed, MOST_EMAIL, MOST_NAME, held};
use crate::error::Result;
use crate::settings::PortalName;
use crate::view::{Progress, RoleClass};

/// What was listed longer ago than this is listed anew, and not gone on with.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);
/// The age of an account's roles is shown in days: that they were listed anew is worth telling after so long, and not in
/// every listing.
const SAME_AGE: SignedDuration = SignedDuration::from_hours(1);

/// One listing of a portal. Dropped without [`Catalog::finish`], nothing vanishes, and the next one goes on with it.
#[derive(Debug)]
pub struct Run {
    portal: PortalName,
    id: i64,
    known: BTreeMap<AccountId, Known>,
    skipped: AtomicU32,
    decreed: Arc<Decreed>,
}

/// What was known of an account when the listing began.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Known {
    /// Its roles were listed in this run already, before it was broken off.
    pub done: bool,
    /// A favourite.
    pub starred: bool,
    /// One of its roles was used.
    pub used: bool,
    /// When its roles were listed last.
    pub roles_at: Option<Timestamp>,
}

/// What arrived since the last batch.
#[derive(Debug, Default)]
pub struct Batch {
    /// Accounts.
    pub accounts: Vec<AccountInfo>,
    /// The complete roles of accounts that came before, or come in the same batch.
    pub roles: Vec<(AccountId, Vec<RoleInfo>)>,
}

impl Batch {
    /// Whether nothing has arrived.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.roles.is_empty()
    }
}

impl Run {
    /// What was known of `account` at the beginning.
    #[must_use]
    pub fn known(&self, account: &AccountId) -> Known {
        self.known.get(account).copied().unwrap_or_default()
    }

    /// How many accounts and roles the portal named in a way that cannot be right, and that were left out.
    #[must_use]
    pub fn skipped(&self) -> u32 {
        self.skipped.load(Ordering::Relaxed)
    }
}

impl Catalog {
    /// Begins a listing of `portal`, which the catalog knows from now on, or goes on with the one broken off.
    ///
    /// # Errors
    /// Those of the file, as for every method here.
    pub fn begin(&self, portal: &PortalName, now: Timestamp) -> Result<Run> {
        let decreed = Arc::clone(&held(&self.0.decreed));
        self.write(|transaction| {
            let id = match broken_off(transaction, portal, now)? {
                Some(id) => id,
                None => begin_anew(transaction, portal, now)?,
            };
            let run = Run {
                portal: portal.clone(),
                id,
                known: known(transaction, portal, id)?,
                skipped: AtomicU32::new(0),
                decreed,
            };
            Ok((run, false))
        })
    }

    /// Takes what arrived, and tells what changed by that; a page that comes twice does no harm. Does nothing when the portal
    /// was forgotten meanwhile.
    ///
    /// # Errors
    /// Those of the file.
    pub fn merge(&self, run: &Run, batch: &Batch, now: Timestamp) -> Result<Vec<Change>> {
        self.write(|transaction| {
            let Some(mut page) = Page::of(transaction, run, now)? else { return Ok((Vec::new(), false)) };
            for info in &batch.accounts {
                match info.account_id.parse::<AccountId>() {
                    Ok(account) => page.account(&account, info)?,
                    Err(_) => drop(run.skipped.fetch_add(1, Ordering::Relaxed)),
                }
            }
            for (account, roles) in &batch.roles {
                page.roles(account, roles)?;
            }
            Ok((page.told, page.changed))
        })
    }

    /// The listing is complete: accounts and roles that it did not name are gone, which is told. What the person made of
    /// them stays, should they come back.
    ///
    /// # Errors
    /// Those of the file.
    #[expect(clippy::needless_pass_by_value, reason = "a run ends once")]
    pub fn finish(&self, run: Run, now: Timestamp) -> Result<Vec<Change>> {
        self.write(|transaction| {
            let Some(mut page) = Page::of(transaction, &run, now)? else { return Ok((Vec::new(), false)) };
            let gone = page.remove_unseen()?;
            transaction.execute(
                "UPDATE portal SET listed_at = ?2, ever = 1, run = NULL WHERE portal = ?1",
                params![run.portal.as_str(), now.as_second()],
            )?;
            Ok((page.told, gone))
        })
    }

    /// How far the listing under way in some process has come.
    ///
    /// # Errors
    /// Those of the file.
    pub fn progress(&self, portal: &PortalName) -> Result<Progress> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT count(*) FILTER (WHERE roles_run = run), count(*) FILTER (WHERE seen = run)
                     FROM account JOIN portal USING (portal) WHERE portal = ?1",
                )?
                .query_row([portal.as_str()], |row| {
                    Ok(Progress { done: row.get(0)?, total: row.get(1)?, paced: false })
                })
        })
    }

    /// What was listed may be somebody else's: the next listing is due, it begins anew, and until it is complete nothing is
    /// removed.
    ///
    /// # Errors
    /// Those of the file.
    pub fn mark_stale(&self, portal: &PortalName) -> Result<()> {
        self.write(|transaction| {
            let stale = "UPDATE portal SET listed_at = NULL, run = NULL WHERE portal = ?1";
            transaction.execute(stale, [portal.as_str()])?;
            Ok(((), false))
        })
    }
}

fn broken_off(
    transaction: &Transaction<'_>,
    portal: &PortalName,
    now: Timestamp,
) -> rusqlite::Result<Option<i64>> {
    let oldest = now.as_second() - LONGEST.as_secs();
    transaction
        .prepare_cached("SELECT run FROM portal WHERE portal = ?1 AND run IS NOT NULL AND begun_at > ?2")?
        .query_row(params![portal.as_str(), oldest], |row| row.get(0))
        .optional()
}

fn begin_anew(transaction: &Transaction<'_>, portal: &PortalName, now: Timestamp) -> rusqlite::Result<i64> {
    transaction.execute("UPDATE counter SET run = run + 1", [])?;
    let id: i64 = transaction.query_row("SELECT run FROM counter", [], |row| row.get(0))?;
    transaction.execute(
        "INSERT INTO portal (portal, since, run, begun_at) VALUES (?1, ?2, ?2, ?3)
         ON CONFLICT DO UPDATE SET run = ?2, begun_at = ?3",
        params![portal.as_str(), id, now.as_second()],
    )?;
    Ok(id)
}

fn known(
    transaction: &Transaction<'_>,
    portal: &PortalName,
    run: i64,
) -> rusqlite::Result<BTreeMap<AccountId, Known>> {
    let starred = names(transaction, "SELECT account FROM star WHERE portal = ?1", portal)?;
    let used = names(transaction, "SELECT DISTINCT account FROM used WHERE portal = ?1", portal)?;
    let mut statement =
        transaction.prepare_cached("SELECT account, roles_run, roles_at FROM account WHERE portal = ?1")?;
    let rows = statement.query_map([portal.as_str()], |row| {
        let account: String = row.get(0)?;
        let roles_at: Option<i64> = row.get(2)?;
        let known = Known {
            done: row.get::<_, i64>(1)? == run,
            starred: starred.contains(&account),
            used: used.contains(&account),
            roles_at: roles_at.and_then(|second| Timestamp::from_second(second).ok()),
        };
        Ok((account, known))
    })?;
    let parsed = rows.filter_map(|row| match row {
        Ok((account, known)) => Some(Ok((account.parse().ok()?, known))),
        Err(error) => Some(Err(error)),
    });
    parsed.collect()
}

fn names(
    transaction: &Transaction<'_>,
    sql: &str,
    portal: &PortalName,
) -> rusqlite::Result<BTreeSet<String>> {
    let mut statement = transaction.prepare_cached(sql)?;
    let rows = statement.query_map([portal.as_str()], |row| row.get(0))?;
    rows.collect()
}

/// What one batch does to the file.
struct Page<'a> {
    transaction: &'a Transaction<'a>,
    run: &'a Run,
    now: Timestamp,
    /// The version of the catalog with this batch.
    version: u32,
    /// The portal was listed completely before, so what is new now is a change.
    tells: bool,
    changed: bool,
    /// The changes found.
    told: Vec<Change>,
}

impl<'a> Page<'a> {
    /// `None` when the portal of the run is not the one any more that it was begun for: forgotten, or forgotten and added
    /// again.
    fn of(transaction: &'a Transaction<'a>, run: &'a Run, now: Timestamp) -> rusqlite::Result<Option<Self>> {
        let tells: Option<bool> = transaction
            .prepare_cached("SELECT ever FROM portal WHERE portal = ?1 AND since <= ?2")?
            .query_row(params![run.portal.as_str(), run.id], |row| row.get(0))
            .optional()?;
        let Some(tells) = tells else { return Ok(None) };
        let version = super::next_version(transaction)?;
        Ok(Some(Self { transaction, run, now, version, tells, changed: false, told: Vec::new() }))
    }

    fn account(&mut self, account: &AccountId, info: &AccountInfo) -> rusqlite::Result<()> {
        let cut = |text: &Option<String>, most: usize| -> Option<String> {
            text.as_ref().map(|text| text.chars().take(most).collect())
        };
        let (name, email) = (cut(&info.account_name, MOST_NAME), cut(&info.email_address, MOST_EMAIL));
        let (portal, id) = (self.run.portal.as_str(), self.run.id);
        let before: Option<String> = self
            .transaction
            .prepare_cached("SELECT name FROM account WHERE portal = ?1 AND account = ?2")?
            .query_row(params![portal, account.as_str()], |row| row.get(0))
            .optional()?;
        let changed = self
            .transaction
            .prepare_cached(
                "INSERT INTO account (portal, account, name, email, seen, since, touched)
                 VALUES (?1, ?2, ifnull(?3, ''), ifnull(?4, ''), ?5, ?5, ?6)
                 ON CONFLICT DO UPDATE SET name = ifnull(?3, name), email = ifnull(?4, email), touched = ?6
                 WHERE name <> ifnull(?3, name) OR email <> ifnull(?4, email)",
            )?
            .execute(params![portal, account.as_str(), name, email, id, self.version])?;
        self.transaction
            .prepare_cached("UPDATE account SET seen = max(seen, ?3) WHERE portal = ?1 AND account = ?2")?
            .execute(params![portal, account.as_str(), id])?;
        self.changed |= changed > 0;
        let name = name.unwrap_or_default();
        match before {
            None => self.tell(account, &name, What::Gained),
            Some(former) if !former.is_empty() && !name.is_empty() && former != name => {
                self.tell(account, &name, What::Renamed { former })
            }
            Some(_) => Ok(()),
        }
    }

    /// The complete roles of an account; one that no page named does not count.
    fn roles(&mut self, account: &AccountId, roles: &[RoleInfo]) -> rusqlite::Result<()> {
        let (portal, id) = (self.run.portal.as_str(), self.run.id);
        let found: Option<(String, bool, Option<i64>)> = self
            .transaction
            .prepare_cached(
                "SELECT name, since < ?3 AND roles_run > 0, roles_at FROM account
                 WHERE portal = ?1 AND account = ?2",
            )?
            .query_row(params![portal, account.as_str(), id], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((name, is_old, listed_at)) = found else { return Ok(()) };
        let mut strongest = if is_old { self.strongest(account)? } else { None };
        let now = self.now.as_second();
        let mut changed = listed_at.is_none_or(|then| now - then > SAME_AGE.as_secs());
        for info in roles {
            let Ok(role) = info.role_name.parse::<RoleName>() else {
                self.run.skipped.fetch_add(1, Ordering::Relaxed);
                continue;
            };
            if !self.role(account, &role)? {
                continue;
            }
            changed = true;
            if is_old {
                let class = self.run.decreed.policy.class(&role);
                let is_raised = strongest.is_some_and(|strongest| class > strongest);
                strongest = strongest.max(Some(class));
                let what = if is_raised { What::RoleRaised { role } } else { What::RoleGained { role } };
                self.tell(account, &name, what)?;
            }
        }
        self.transaction
            .prepare_cached(
                "UPDATE account SET roles_run = max(roles_run, ?3), roles_at = ?4,
                    touched = iif(?5, ?6, touched) WHERE portal = ?1 AND account = ?2",
            )?
            .execute(params![portal, account.as_str(), id, now, changed, self.version])?;
        self.changed |= changed;
        Ok(())
    }

    /// Answers whether it is new.
    fn role(&self, account: &AccountId, role: &RoleName) -> rusqlite::Result<bool> {
        let key = params![self.run.portal.as_str(), account.as_str(), role.as_str(), self.run.id];
        let new = self
            .transaction
            .prepare_cached("INSERT INTO role VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?
            .execute(key)?;
        if new == 0 {
            self.transaction
                .prepare_cached(
                    "UPDATE role SET seen = max(seen, ?4) WHERE portal = ?1 AND account = ?2 AND role = ?3",
                )?
                .execute(key)?;
        }
        Ok(new > 0)
    }

    fn strongest(&self, account: &AccountId) -> rusqlite::Result<Option<RoleClass>> {
        let mut statement =
            self.transaction.prepare_cached("SELECT role FROM role WHERE portal = ?1 AND account = ?2")?;
        let rows = statement
            .query_map(params![self.run.portal.as_str(), account.as_str()], |row| row.get::<_, String>(0))?;
        let mut strongest = None;
        for name in rows {
            strongest =
                strongest.max(name?.parse().ok().map(|role: RoleName| self.run.decreed.policy.class(&role)));
        }
        Ok(strongest)
    }

    /// Removes what the complete listing did not name; answers whether there was anything.
    fn remove_unseen(&mut self) -> rusqlite::Result<bool> {
        let unseen = params![self.run.portal.as_str(), self.run.id];
        let lost: Vec<(String, String)> = self
            .transaction
            .prepare_cached("DELETE FROM account WHERE portal = ?1 AND seen < ?2 RETURNING account, name")?
            .query_map(unseen, |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let roles: Vec<(String, String)> = self
            .transaction
            .prepare_cached("DELETE FROM role WHERE portal = ?1 AND seen < ?2 RETURNING account, role")?
            .query_map(unseen, |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (account, name) in &lost {
            if let Ok(account) = account.parse() {
                self.tell(&account, name, What::Lost)?;
            }
        }
        for (account, role) in &roles {
            let name: Option<String> = self
                .transaction
                .prepare_cached("SELECT name FROM account WHERE portal = ?1 AND account = ?2")?
                .query_row(params![self.run.portal.as_str(), account], |row| row.get(0))
                .optional()?;
            if let (Some(name), Ok(account), Ok(role)) = (name, account.parse(), role.parse()) {
                self.tell(&account, &name, What::RoleLost { role })?;
            }
        }
        let is_any = !lost.is_empty() || !roles.is_empty();
        if is_any {
            self.transaction.execute("UPDATE counter SET removed = ?1", [self.version])?;
        }
        Ok(is_any)
    }

    fn tell(&mut self, account: &AccountId, name: &str, what: What) -> rusqlite::Result<()> {
        if !self.tells {
            return Ok(());
        }
        let id = record(self.transaction, &self.run.portal, account, name, &what, self.now)?;
        let (portal, account, name) = (self.run.portal.clone(), account.clone(), name.to_owned());
        self.told.push(Change { id, at: self.now, portal, account, name, what, seen: false });
        Ok(())
    }
}
