//! Accounts and roles as last listed, and what the person made of them; readable with no network.
//!
//! Rules: keys are (portal, account id, role name), never names; one transaction per call; names and addresses are kept as
//! sent (cut) and cleaned when shown; several processes share the file, and each sees the others' changes at once. Calls
//! take microseconds to milliseconds and block.

mod arrange;
mod change;
mod colour;
mod consoles;
mod find;
mod glance;
mod index;
mod load;
mod own;
mod reading;
mod run;
mod schema;
mod search;
mod visits;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use portico_model::{AccountId, RoleName};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use url::Url;

pub use change::{Change, What};
pub use colour::Colour;
pub use glance::Glance;
pub use index::{AccountEntry, RoleEntry};
pub use own::{Label, Tag};
pub use reading::Reading;
pub use run::{Batch, Known, Run};
pub use visits::Visit;

use crate::error::{Error, Result};
use crate::organisation::{AccessRequest, Organisation, RequestPage};
use crate::policy::Policy;
use crate::role::RoleKey;
use crate::settings::{PortalName, Settings};
use crate::view::{AccountRow, Ask, Listing, RoleClass};
use arrange::Arranged;
use index::Index;

/// The catalog, cheap to clone.
#[derive(Clone, Debug)]
pub struct Catalog(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    connection: Mutex<Connection>,
    index: Mutex<Option<Arc<Index>>>,
    /// The answer to the last question, to scroll through.
    arranged: Mutex<Option<Arc<Arranged>>>,
    reading: Mutex<Option<reading::Kept>>,
    last_glance: Mutex<Glance>,
    decreed: Mutex<Arc<Decreed>>,
}

/// What settings and organisation say of accounts and roles, beside what is in the file.
#[derive(Clone, Debug, Default)]
pub struct Decreed {
    /// Labels that the organisation gives; a person's own go before.
    pub labels: BTreeMap<AccountId, Label>,
    /// How much a role can do, and so which of several is the weakest.
    pub policy: Policy,
    /// Where access is asked for.
    pub access_request: Option<RequestPage>,
}

impl Decreed {
    /// What both say.
    #[must_use]
    pub fn of(settings: &Settings, organisation: &Organisation) -> Self {
        Self {
            policy: Policy::of(&settings.guardrails, organisation),
            labels: organisation.labels.clone(),
            access_request: organisation.access_request.clone(),
        }
    }
}

/// Until when credentials of a role are held.
pub type Until<'a> = &'a dyn Fn(&RoleKey) -> Option<Timestamp>;

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
            arranged: Mutex::default(),
            reading: Mutex::default(),
            last_glance: Mutex::default(),
            decreed: Mutex::default(),
        })))
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

    /// The portals that have been listed completely.
    ///
    /// # Errors
    /// Those of the file.
    pub fn listed(&self) -> Result<BTreeSet<PortalName>> {
        let names: Vec<String> = self.read(|connection| {
            let mut listed =
                connection.prepare_cached("SELECT portal FROM portal WHERE listed_at IS NOT NULL")?;
            listed.query_map([], |row| row.get(0))?.collect()
        })?;
        Ok(names.iter().filter_map(|name| name.parse().ok()).collect())
    }

    /// The accounts of one portal or of all, by name, their roles weakest first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn entries(&self, portal: Option<&PortalName>) -> Result<Vec<AccountEntry>> {
        let index = self.index()?;
        let wanted = index.accounts.iter().filter(|one| portal.is_none_or(|portal| one.portal == *portal));
        Ok(wanted.map(|account| index.entry(account)).collect())
    }

    /// One account; nothing when it is not listed.
    ///
    /// # Errors
    /// Those of the file.
    pub fn entry(&self, portal: &PortalName, account: &AccountId) -> Result<Option<AccountEntry>> {
        let index = self.index()?;
        let found = index.accounts.iter().find(|one| one.portal == *portal && one.account == *account);
        Ok(found.map(|account| index.entry(account)))
    }

    /// The part of the list that `ask` is about; `until` tells until when credentials of a role are held.
    ///
    /// # Errors
    /// Those of the file.
    pub fn listing(&self, ask: &Ask, until: Until<'_>) -> Result<Listing> {
        let index = self.index()?;
        let mut kept = held(&self.0.arranged);
        let arranged = match kept.take().filter(|arranged| arranged.answers(&index, ask)) {
            Some(arranged) => arranged,
            None => Arc::new(Arranged::new(index, ask)),
        };
        *kept = Some(Arc::clone(&arranged));
        drop(kept);
        Ok(arranged.listing(ask, until))
    }

    /// The first part of the whole list, for somebody who has just come to look at it. Where the accounts are not in
    /// memory, it reads the roles of that part only; `ask` holds no query and keeps nothing.
    ///
    /// # Errors
    /// Those of the file.
    pub fn beginning(&self, ask: &Ask, until: Until<'_>) -> Result<Listing> {
        if held(&self.0.index).is_some() {
            return self.listing(ask, until);
        }
        let decreed = Arc::clone(&held(&self.0.decreed));
        self.read(|connection| {
            let moment = connection.unchecked_transaction()?;
            let mut arranged = Arranged::new(Arc::new(Index::outline(&moment, &decreed)?), ask);
            arranged.add_roles(&moment, ask)?;
            Ok(arranged.listing(ask, until))
        })
    }

    /// Favourites and what is used most, at most `most` of each: what the tray shows. Reads only those.
    ///
    /// # Errors
    /// Those of the file.
    pub fn shortlist(&self, most: usize, until: Until<'_>) -> Result<[Vec<AccountRow>; 2]> {
        let decreed = Arc::clone(&held(&self.0.decreed));
        let index = self.read(|connection| Index::of_dear(connection, &decreed))?;
        Ok(arrange::shortlist(&index, most, until))
    }

    /// The role that a person named. `account` is a number, grouped or not, or a name or nickname in any case; with no
    /// `role`, the weakest one for `service`, such as `ec2`.
    ///
    /// # Errors
    /// When nothing or more than one thing is so called, or those of the file.
    pub fn find(
        &self,
        portal: Option<&PortalName>,
        account: &str,
        role: Option<&RoleName>,
        service: Option<&str>,
    ) -> Result<RoleKey> {
        find::find(&*self.index()?, portal, account, role, service)
            .map_err(|missed| self.asked_for(missed.error, missed.access))
    }

    /// Where access is asked for; nothing where the organisation has no page for that.
    #[must_use]
    pub fn request_page(&self, request: &AccessRequest) -> Option<Url> {
        held(&self.0.decreed).access_request.as_ref()?.url(request)
    }

    /// A failure for want of access, with the way to get it where there is one.
    pub(crate) fn asked_for(&self, error: Error, request: Option<AccessRequest>) -> Error {
        match request.and_then(|request| Some((self.request_page(&request)?, request))) {
            Some((page, request)) => error.to_ask_for(request, &page),
            None => error,
        }
    }

    /// From now on accounts are labelled and roles classed so.
    pub fn decree(&self, decreed: Decreed) {
        *held(&self.0.decreed) = Arc::new(decreed);
        self.rest();
    }

    /// How much a role can do, as settings, organisation and its name say.
    #[must_use]
    pub fn class(&self, role: &RoleName) -> RoleClass {
        held(&self.0.decreed).policy.class(role)
    }

    /// Lets go of the accounts in memory: nobody looks at them. The next question reads them again.
    pub fn rest(&self) {
        drop(held(&self.0.arranged).take());
        drop(held(&self.0.index).take());
        // What SQLite keeps of the file goes with them.
        if let Err(error) = self.read(|connection| connection.execute_batch("PRAGMA shrink_memory")) {
            tracing::debug!(%error, "SQLite keeps its memory");
        }
    }

    /// The accounts in memory; what has changed in the file since is read again.
    fn index(&self) -> Result<Arc<Index>> {
        let version = self.read(load::version)?;
        let mut kept = held(&self.0.index);
        if let Some(index) = kept.as_ref().filter(|index| index.version == version) {
            return Ok(Arc::clone(index));
        }
        let (before, decreed) = (kept.take(), Arc::clone(&held(&self.0.decreed)));
        let index = Arc::new(self.read(|connection| Index::of(connection, before.as_deref(), &decreed))?);
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

/// The version the catalog will have when the transaction under way is over and has changed something visible.
fn next_version(transaction: &Transaction<'_>) -> rusqlite::Result<u32> {
    load::version(transaction).map(|version| version + 1)
}

/// A transaction that a panic cut short has been rolled back, so what a poisoned lock guards is sound.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
