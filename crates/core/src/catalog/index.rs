//! The catalog in memory, ready to be searched and shown. Rule: made whole from one state of the file, then never
//! changed, so that a keystroke touches no disk.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use nucleo_matcher::Utf32String;
use portico_model::{AccountId, RoleName};
use rusqlite::Connection;

use super::{MOST_EMAIL, MOST_NAME, colour};
use crate::policy::class_of;
use crate::role::RoleKey;
use crate::settings::PortalName;
use crate::text::clean;
use crate::view::{AccountRow, RoleClass, RoleRow};

/// An account as last listed. Its texts are cleaned of what could harm a terminal or a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AccountEntry {
    /// Where it was listed.
    pub portal: PortalName,
    /// Its number.
    pub account: AccountId,
    /// Its name; its grouped number when it has none.
    pub name: String,
    /// Its owner's address; may be empty.
    pub email: String,
    /// A favourite.
    pub starred: bool,
    /// When one of its roles was last opened, copied or exported.
    pub last_used: Option<Timestamp>,
    /// Weakest class first, then by name.
    pub roles: Vec<RoleEntry>,
}

/// A role of an [`AccountEntry`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoleEntry {
    /// The permission set's name.
    pub role: RoleName,
    /// How much it can do, read from its name.
    pub class: RoleClass,
    /// When it was last used.
    pub last_used: Option<Timestamp>,
}

/// All accounts, by name.
#[derive(Debug)]
pub(super) struct Index {
    /// The catalog's version it was made from.
    pub(super) version: u32,
    /// By name without regard to case, then by number and portal.
    pub(super) accounts: Vec<Indexed>,
    /// Each role name once: a search weighs a name, not its every occurrence.
    pub(super) role_names: Vec<Utf32String>,
    /// In lower case.
    pub(super) portals: BTreeSet<String>,
}

/// One account with what searching and showing it need.
#[derive(Debug)]
pub(super) struct Indexed {
    pub(super) entry: AccountEntry,
    /// The row to show, but for marks and credentials.
    pub(super) row: AccountRow,
    /// Of the roles, in their order.
    pub(super) keys: Vec<RoleKey>,
    /// Their places in [`Index::role_names`].
    pub(super) role_names: Vec<usize>,
    /// The name in lower case, to sort by.
    pub(super) sort_key: String,
    /// The name, to search; character by character, so that places in it can be counted.
    pub(super) haystack: Utf32String,
    /// The address in lower case, to search.
    pub(super) email: String,
}

/// The catalog's version as it stands in the file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.prepare_cached("SELECT version FROM counter")?.query_row([], |row| row.get(0))
}

impl Index {
    /// Reads everything, as of one moment.
    pub(super) fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let transaction = connection.unchecked_transaction()?;
        let mut index = Self {
            version: version(&transaction)?,
            accounts: Vec::new(),
            role_names: Vec::new(),
            portals: BTreeSet::new(),
        };
        let mut names = BTreeMap::new();
        let mut roles = roles(&transaction)?;
        for stored in accounts(&transaction)? {
            let roles = roles.remove(&(stored.portal.clone(), stored.account.clone())).unwrap_or_default();
            // What is in the file was valid when it was written; anything else was put there by somebody else.
            let Some(entry) = stored.parse(roles) else { continue };
            index.portals.insert(entry.portal.as_str().to_lowercase());
            let indexed = Indexed::new(entry, |role| {
                let next = names.len();
                let place = *names.entry(role.clone()).or_insert(next);
                if place == next {
                    index.role_names.push(Utf32String::Ascii(role.as_str().into()));
                }
                place
            });
            index.accounts.push(indexed);
        }
        index.accounts.sort_by(|a, b| a.order().cmp(&b.order()));
        Ok(index)
    }
}

impl Indexed {
    /// The order of accounts wherever nothing else decides.
    pub(super) fn order(&self) -> (&str, &AccountId, &PortalName) {
        (&self.sort_key, &self.entry.account, &self.entry.portal)
    }

    /// Favourites first, then what was used last.
    pub(super) fn rank(&self) -> (Reverse<bool>, Reverse<Option<Timestamp>>) {
        (Reverse(self.entry.starred), Reverse(self.entry.last_used))
    }

    fn new(entry: AccountEntry, mut place: impl FnMut(&RoleName) -> usize) -> Self {
        let second = |at: Option<Timestamp>| at.map(Timestamp::as_second);
        let roles = entry.roles.iter().map(|role| RoleRow {
            role: role.role.as_str().to_owned(),
            class: role.class,
            credentials_until: None,
            last_used: second(role.last_used),
            profile: profile_name(&entry.name, &entry.account, &role.role),
        });
        let row = AccountRow {
            portal: entry.portal.as_str().to_owned(),
            account: entry.account.as_str().to_owned(),
            number: entry.account.grouped(),
            name: entry.name.clone(),
            email: entry.email.clone(),
            colour: colour::colour_of(&entry.name, &entry.account).to_owned(),
            starred: entry.starred,
            last_used: second(entry.last_used),
            marks: Vec::new(),
            roles: roles.collect(),
        };
        let key = |role: &RoleEntry| RoleKey {
            portal: entry.portal.clone(),
            account: entry.account.clone(),
            role: role.role.clone(),
        };
        Self {
            keys: entry.roles.iter().map(key).collect(),
            role_names: entry.roles.iter().map(|role| place(&role.role)).collect(),
            sort_key: entry.name.to_lowercase(),
            haystack: haystack(&entry.name),
            email: entry.email.to_lowercase(),
            row,
            entry,
        }
    }
}

/// The name an export would propose for a role.
// COORDINATOR: swap for `crate::profiles::default_name` once it is merged.
fn profile_name(account_name: &str, account: &AccountId, role: &RoleName) -> String {
    let slug = |text: &str| -> String {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-")
    };
    let name = slug(account_name);
    let name = if name.is_empty() { account.as_str() } else { &name };
    format!("{name}-{}", slug(role.as_str()))
}

fn haystack(text: &str) -> Utf32String {
    if text.is_ascii() {
        Utf32String::Ascii(text.into())
    } else {
        Utf32String::Unicode(text.chars().collect())
    }
}

/// An account as it stands in the file.
struct Stored {
    portal: String,
    account: String,
    name: String,
    email: String,
    starred: bool,
    last_used: Option<i64>,
}

/// The names of an account's roles, with their times of use.
type StoredRoles = Vec<(String, Option<i64>)>;

impl Stored {
    fn parse(&self, roles: StoredRoles) -> Option<AccountEntry> {
        let account: AccountId = self.account.parse().ok()?;
        let time = |second: Option<i64>| second.and_then(|second| Timestamp::from_second(second).ok());
        let name = clean(self.name.trim(), MOST_NAME);
        let role = |(role, at): (String, Option<i64>)| {
            let role: RoleName = role.parse().ok()?;
            Some(RoleEntry { class: class_of(&role), role, last_used: time(at) })
        };
        let mut roles: Vec<RoleEntry> = roles.into_iter().filter_map(role).collect();
        roles.sort_by(|a, b| (a.class, &a.role).cmp(&(b.class, &b.role)));
        Some(AccountEntry {
            portal: self.portal.parse().ok()?,
            name: if name.is_empty() { account.grouped() } else { name },
            account,
            email: clean(self.email.trim(), MOST_EMAIL),
            starred: self.starred,
            last_used: time(self.last_used),
            roles,
        })
    }
}

fn accounts(connection: &Connection) -> rusqlite::Result<Vec<Stored>> {
    let mut statement = connection.prepare_cached(
        "SELECT portal, account, name, email,
            EXISTS (SELECT 1 FROM star WHERE star.portal = a.portal AND star.account = a.account),
            (SELECT max(at) FROM used WHERE used.portal = a.portal AND used.account = a.account)
         FROM account AS a",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Stored {
            portal: row.get(0)?,
            account: row.get(1)?,
            name: row.get(2)?,
            email: row.get(3)?,
            starred: row.get(4)?,
            last_used: row.get(5)?,
        })
    })?;
    rows.collect()
}

/// By portal and account.
fn roles(connection: &Connection) -> rusqlite::Result<BTreeMap<(String, String), StoredRoles>> {
    let mut statement = connection.prepare_cached(
        "SELECT portal, account, role, at FROM role LEFT JOIN used USING (portal, account, role)",
    )?;
    let mut rows = statement.query([])?;
    let mut roles: BTreeMap<(String, String), StoredRoles> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        roles.entry((row.get(0)?, row.get(1)?)).or_default().push((row.get(2)?, row.get(3)?));
    }
    Ok(roles)
}
