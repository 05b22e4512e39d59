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
        let mut names = Names::default();
        for (stored, roles) in accounts(&transaction, &mut names)? {
            // What is in the file was valid when it was written; anything else was put there by somebody else.
            let Some(entry) = stored.parse(&roles, &names) else { continue };
            index.portals.insert(entry.portal.as_str().to_lowercase());
            index.accounts.push(Indexed::new(entry, &roles));
        }
        index.role_names =
            names.known.iter().map(|name| Utf32String::Ascii(name.role.as_str().into())).collect();
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

    fn new(entry: AccountEntry, roles: &[StoredRole]) -> Self {
        let second = |at: Option<Timestamp>| at.map(Timestamp::as_second);
        let role_rows = entry.roles.iter().map(|role| RoleRow {
            role: role.role.as_str().to_owned(),
            class: role.class,
            credentials_until: None,
            last_used: second(role.last_used),
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
            roles: role_rows.collect(),
        };
        let key = |role: &RoleEntry| RoleKey {
            portal: entry.portal.clone(),
            account: entry.account.clone(),
            role: role.role.clone(),
        };
        Self {
            keys: entry.roles.iter().map(key).collect(),
            role_names: roles.iter().map(|role| role.name).collect(),
            sort_key: entry.name.to_lowercase(),
            haystack: haystack(&entry.name),
            email: entry.email.to_lowercase(),
            row,
            entry,
        }
    }
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

impl Stored {
    fn key(&self) -> (&str, &str) {
        (&self.portal, &self.account)
    }
}

/// A role as it stands in the file.
struct StoredRole {
    /// Its place in [`Names::known`].
    name: usize,
    last_used: Option<i64>,
}

/// Each role name once, for an organisation has few of them and thousands of accounts.
#[derive(Default)]
struct Names {
    known: Vec<Known>,
    /// `None` for what is no role name.
    places: BTreeMap<String, Option<usize>>,
}

struct Known {
    role: RoleName,
    class: RoleClass,
}

impl Names {
    fn place(&mut self, name: &str) -> Option<usize> {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = name.parse().ok().map(|role: RoleName| {
            self.known.push(Known { class: class_of(&role), role });
            self.known.len() - 1
        });
        self.places.insert(name.to_owned(), place);
        place
    }
}

impl Stored {
    /// `roles` in the order they are to be shown in.
    fn parse(&self, roles: &[StoredRole], names: &Names) -> Option<AccountEntry> {
        let account: AccountId = self.account.parse().ok()?;
        let role = |stored: &StoredRole| {
            let Known { role, class } = &names.known[stored.name];
            RoleEntry { role: role.clone(), class: *class, last_used: time(stored.last_used) }
        };
        let name = clean(self.name.trim(), MOST_NAME);
        Some(AccountEntry {
            portal: self.portal.parse().ok()?,
            name: if name.is_empty() { account.grouped() } else { name },
            account,
            email: clean(self.email.trim(), MOST_EMAIL),
            starred: self.starred,
            last_used: time(self.last_used),
            roles: roles.iter().map(role).collect(),
        })
    }
}

fn time(second: Option<i64>) -> Option<Timestamp> {
    second.and_then(|second| Timestamp::from_second(second).ok())
}

/// All accounts, each with its roles, weakest class first, then by name.
fn accounts(connection: &Connection, names: &mut Names) -> rusqlite::Result<Vec<(Stored, Vec<StoredRole>)>> {
    let mut accounts = stored_accounts(connection)?;
    let mut statement = connection.prepare_cached(
        "SELECT portal, account, role, at FROM role LEFT JOIN used USING (portal, account, role)
         ORDER BY portal, account",
    )?;
    let mut rows = statement.query([])?;
    let mut at = 0;
    while let Some(row) = rows.next()? {
        let key = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
        // Both come in the same order, so one pass pairs them.
        while accounts.get(at).is_some_and(|(account, _)| account.key() < key) {
            at += 1;
        }
        if let Some((_, roles)) = accounts.get_mut(at).filter(|(account, _)| account.key() == key)
            && let Some(name) = names.place(row.get_ref(2)?.as_str()?)
        {
            roles.push(StoredRole { name, last_used: row.get(3)? });
        }
    }
    let order = |role: &StoredRole| (names.known[role.name].class, &names.known[role.name].role);
    for (_, roles) in &mut accounts {
        roles.sort_by(|a, b| order(a).cmp(&order(b)));
    }
    Ok(accounts)
}

/// All accounts, as yet without their roles.
fn stored_accounts(connection: &Connection) -> rusqlite::Result<Vec<(Stored, Vec<StoredRole>)>> {
    let mut statement = connection.prepare_cached(
        "SELECT portal, account, name, email,
            EXISTS (SELECT 1 FROM star WHERE star.portal = a.portal AND star.account = a.account),
            (SELECT max(at) FROM used WHERE used.portal = a.portal AND used.account = a.account)
         FROM account AS a ORDER BY portal, account",
    )?;
    let rows = statement.query_map([], |row| {
        let stored = Stored {
            portal: row.get(0)?,
            account: row.get(1)?,
            name: row.get(2)?,
            email: row.get(3)?,
            starred: row.get(4)?,
            last_used: row.get(5)?,
        };
        Ok((stored, Vec::new()))
    })?;
    rows.collect()
}
