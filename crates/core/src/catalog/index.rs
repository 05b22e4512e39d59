//! The catalog in memory, ready to be searched and shown. Rule: made from one state of the file, then never changed, so
//! that a keystroke touches no disk; a newer one shares with it whatever stayed as it was.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use portico_model::{AccountId, RoleName};
use rusqlite::Connection;

use super::colour::{Colour, colour_of};
use super::load::{self, Names, Wanted};
use super::own::add_frecency;
use super::{Decreed, Until, search};
use crate::policy::{self, class_of};
use crate::role::RoleKey;
use crate::settings::PortalName;
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
    /// What the person calls it; may be empty.
    pub nickname: String,
    /// Its owner's address; may be empty.
    pub email: String,
    /// `#rrggbb`.
    pub colour: &'static str,
    /// The person's tags.
    pub tags: Vec<String>,
    /// A favourite.
    pub starred: bool,
    /// When one of its roles was last opened, copied or exported.
    pub last_used: Option<Timestamp>,
    /// Weakest class first, then by name.
    pub roles: Vec<RoleEntry>,
}

impl AccountEntry {
    /// An account that is not listed, with one role.
    #[must_use]
    pub fn unlisted(key: &RoleKey) -> Self {
        let role = RoleEntry { role: key.role.clone(), class: class_of(&key.role), last_used: None };
        Self {
            portal: key.portal.clone(),
            account: key.account.clone(),
            name: String::new(),
            nickname: String::new(),
            email: String::new(),
            colour: colour_of("", &key.account),
            tags: Vec::new(),
            starred: false,
            last_used: None,
            roles: vec![role],
        }
    }

    /// What it is called in the list: its nickname, else its name, else its grouped number.
    #[must_use]
    pub fn title(&self) -> Cow<'_, str> {
        match [&self.nickname, &self.name].into_iter().find(|name| !name.is_empty()) {
            Some(name) => Cow::Borrowed(name),
            None => Cow::Owned(self.account.grouped()),
        }
    }
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
#[derive(Clone, Debug)]
pub(super) struct Index {
    /// The catalog's version it was made from.
    pub(super) version: u32,
    /// By title without regard to case, then by number and portal.
    pub(super) accounts: Vec<Arc<Account>>,
    /// Each role name once: a search weighs a name, not its every occurrence.
    pub(super) names: Names,
    /// In lower case.
    pub(super) portals: BTreeSet<String>,
    /// Of all tags.
    pub(super) tag_keys: BTreeSet<String>,
}

/// A role's name with what is asked of it often.
#[derive(Clone, Debug)]
pub(super) struct NamedRole {
    pub(super) role: RoleName,
    pub(super) class: RoleClass,
    /// Where it stands among the roles of an account.
    pub(super) place: policy::Place,
}

impl NamedRole {
    pub(super) fn new(class: RoleClass, role: RoleName) -> Self {
        Self { place: policy::place(class, &role, None), role, class }
    }
}

/// When a role of an account was used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    /// Its place in [`Names::known`].
    pub(super) role: u32,
    /// Epoch seconds of the last time.
    pub(super) at: i64,
    /// See the file's schema.
    pub(super) frecency: f64,
}

/// What is known of one account.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) portal: PortalName,
    pub(super) account: AccountId,
    pub(super) name: Box<str>,
    pub(super) nickname: Box<str>,
    pub(super) email: Box<str>,
    /// What the person, the organisation or AWS says; see [`Facts::colour`].
    pub(super) given: Option<Colour>,
    pub(super) starred: bool,
    pub(super) hidden: bool,
    pub(super) tags: Box<[Box<str>]>,
    /// Epoch seconds of the last listing of its roles.
    pub(super) roles_at: Option<i64>,
    /// Places in [`Names::known`], weakest first.
    pub(super) roles: Box<[u32]>,
    pub(super) uses: Box<[Use]>,
}

/// One account with what searching and showing it need. Of texts that are in lower case already there is no second one: most are,
/// and thousands of them take their time and room.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) facts: Facts,
    lower_title: Option<Box<str>>,
    lower_email: Option<Box<str>>,
    /// The letters and digits that occur in its names, see [`search::letters`].
    pub(super) letters: u64,
    /// Of all uses of its roles together.
    pub(super) frecency: f64,
    /// The classes of its roles, a bit each.
    pub(super) classes: u8,
}

impl std::ops::Deref for Account {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.facts
    }
}

impl Facts {
    /// What it is called in the list.
    pub(super) fn title(&self) -> &str {
        if self.nickname.is_empty() { &self.name } else { &self.nickname }
    }

    /// The name, where something else is the title.
    pub(super) fn second(&self) -> Option<&str> {
        (!self.nickname.is_empty()).then_some(&self.name)
    }

    /// `#rrggbb`.
    fn colour(&self) -> &'static str {
        self.given.map_or_else(|| colour_of(&self.name, &self.account), Colour::hex)
    }

    /// When one of its roles was last used, in epoch seconds.
    fn last_used(&self) -> Option<i64> {
        self.uses.iter().map(|used| used.at).max()
    }

    fn last_use_of(&self, role: u32) -> Option<i64> {
        self.uses.iter().find(|used| used.role == role).map(|used| used.at)
    }
}

impl Account {
    pub(super) fn new(facts: Facts, names: &[NamedRole]) -> Self {
        let title = facts.title();
        Self {
            lower_title: lower(title),
            lower_email: lower(&facts.email),
            letters: search::letters(title) | facts.second().map_or(0, search::letters),
            classes: classes(&facts.roles, names),
            frecency: facts.uses.iter().map(|used| used.frecency).reduce(add_frecency).unwrap_or(0.0),
            facts,
        }
    }

    /// The title in lower case, to sort by.
    pub(super) fn sort_key(&self) -> &str {
        self.lower_title.as_deref().unwrap_or_else(|| self.title())
    }

    /// The address in lower case, to search.
    pub(super) fn address(&self) -> &str {
        self.lower_email.as_deref().unwrap_or(&self.email)
    }

    fn take_roles(&mut self, roles: Box<[u32]>, names: &[NamedRole]) {
        self.classes = classes(&roles, names);
        self.facts.roles = roles;
    }

    /// The order of accounts wherever nothing else decides.
    pub(super) fn order(&self) -> (&str, &AccountId, &PortalName) {
        (self.sort_key(), &self.account, &self.portal)
    }

    /// Favourites first, then what is used most and last.
    pub(super) fn rank(&self) -> (Reverse<bool>, Reverse<u64>) {
        // Frecencies are not negative, and so are ordered as their bits are.
        (Reverse(self.starred), Reverse(self.frecency.max(0.0).to_bits()))
    }

    fn key(&self) -> (PortalName, AccountId) {
        (self.portal.clone(), self.account.clone())
    }
}

impl Index {
    /// Reads everything, as of one moment, or only what changed since `before`.
    pub(super) fn of(
        connection: &Connection,
        before: Option<&Self>,
        decreed: &Decreed,
    ) -> rusqlite::Result<Self> {
        let transaction = connection.unchecked_transaction()?;
        let version = load::version(&transaction)?;
        // What was removed leaves no trace to find it by.
        let removed = load::removed(&transaction)?;
        let before = before.filter(|before| removed <= before.version && before.version <= version);
        let Some(before) = before else { return Self::read(&transaction, Wanted::All, decreed) };
        let mut index = Self { version, ..before.clone() };
        let wanted = Wanted::After(before.version);
        let changed = load::accounts(&transaction, wanted, &mut index.names, decreed)?;
        index.replace(changed);
        Ok(index)
    }

    /// Reads every account, but no roles: see [`Self::add_roles`].
    pub(super) fn outline(connection: &Connection, decreed: &Decreed) -> rusqlite::Result<Self> {
        let mut names = Names::of(decreed);
        let accounts = load::outline(connection, &mut names, decreed)?;
        Self::ordered(connection, accounts, names)
    }

    /// Reads the roles of the accounts at these places.
    pub(super) fn add_roles(&mut self, connection: &Connection, places: &[u32]) -> rusqlite::Result<()> {
        for place in places {
            // Nobody else has an account of an outline.
            let Some(account) = self.accounts.get_mut(*place as usize).and_then(Arc::get_mut) else {
                continue;
            };
            let Facts { portal, account: number, .. } = &account.facts;
            let roles = load::roles_of(connection, portal, number, &mut self.names)?;
            account.take_roles(roles.into(), &self.names.known);
        }
        Ok(())
    }

    /// Reads favourites and used accounts only.
    pub(super) fn of_dear(connection: &Connection, decreed: &Decreed) -> rusqlite::Result<Self> {
        Self::read(&*connection.unchecked_transaction()?, Wanted::Dear, decreed)
    }

    fn read(connection: &Connection, wanted: Wanted, decreed: &Decreed) -> rusqlite::Result<Self> {
        let mut names = Names::of(decreed);
        let accounts = load::accounts(connection, wanted, &mut names, decreed)?;
        Self::ordered(connection, accounts, names)
    }

    fn ordered(connection: &Connection, accounts: Vec<Account>, names: Names) -> rusqlite::Result<Self> {
        // To collect them would keep the room that the accounts themselves took.
        let mut shared = Vec::with_capacity(accounts.len());
        shared.extend(accounts.into_iter().map(Arc::new));
        let mut index = Self {
            version: load::version(connection)?,
            accounts: shared,
            names,
            portals: BTreeSet::new(),
            tag_keys: BTreeSet::new(),
        };
        index.order();
        Ok(index)
    }

    fn replace(&mut self, changed: Vec<Account>) {
        let mut changed: BTreeMap<_, _> =
            changed.into_iter().map(|account| (account.key(), Arc::new(account))).collect();
        if changed.is_empty() {
            return;
        }
        for account in &mut self.accounts {
            if let Some(newer) = changed.remove(&account.key()) {
                *account = newer;
            }
        }
        self.accounts.extend(changed.into_values());
        self.order();
    }

    fn order(&mut self) {
        self.accounts.sort_unstable_by(|a, b| a.order().cmp(&b.order()));
        let mut portals: Vec<&PortalName> = self.accounts.iter().map(|account| &account.portal).collect();
        portals.dedup();
        let tags = self.accounts.iter().flat_map(|account| account.tags.iter());
        self.tag_keys = tags.filter_map(|tag| Some(tag.split_once('=')?.0.to_owned())).collect();
        self.portals = portals.into_iter().map(|portal| portal.as_str().to_lowercase()).collect();
    }

    /// The role at a place of an account's list.
    pub(super) fn role(&self, place: u32) -> &NamedRole {
        &self.names.known[place as usize]
    }

    /// For programs.
    pub(super) fn entry(&self, account: &Account) -> AccountEntry {
        let time = |second: i64| Timestamp::from_second(second).ok();
        let role = |place: &u32| {
            let NamedRole { role, class, .. } = self.role(*place);
            let last_used = account.last_use_of(*place).and_then(time);
            RoleEntry { role: role.clone(), class: *class, last_used }
        };
        AccountEntry {
            portal: account.portal.clone(),
            account: account.account.clone(),
            name: account.name.to_string(),
            nickname: account.nickname.to_string(),
            email: account.email.to_string(),
            colour: account.colour(),
            tags: account.tags.iter().map(ToString::to_string).collect(),
            starred: account.starred,
            last_used: account.last_used().and_then(time),
            roles: account.roles.iter().map(role).collect(),
        }
    }

    /// For people: the row of an account with these of its roles.
    pub(super) fn row(&self, account: &Account, roles: &[u32], until: Until<'_>) -> AccountRow {
        let role = |place: &u32| {
            let NamedRole { role, class, .. } = self.role(*place);
            let key = RoleKey {
                portal: account.portal.clone(),
                account: account.account.clone(),
                role: role.clone(),
            };
            RoleRow {
                role: role.to_string(),
                class: *class,
                credentials_until: until(&key).map(Timestamp::as_second),
                last_used: account.last_use_of(*place),
            }
        };
        AccountRow {
            portal: account.portal.to_string(),
            account: account.account.to_string(),
            number: account.account.grouped(),
            name: account.name.to_string(),
            nickname: account.nickname.to_string(),
            email: account.email.to_string(),
            colour: account.colour().to_owned(),
            tags: account.tags.iter().map(ToString::to_string).collect(),
            starred: account.starred,
            hidden: account.hidden,
            last_used: account.last_used(),
            listed_at: account.roles_at,
            marks: Vec::new(),
            roles: roles.iter().map(role).collect(),
            withheld: 0,
        }
    }
}

fn classes(roles: &[u32], names: &[NamedRole]) -> u8 {
    roles.iter().fold(0, |set, role| set | 1 << names[*role as usize].class as u8)
}

/// The text in lower case, unless it is that already.
fn lower(text: &str) -> Option<Box<str>> {
    let is_lower = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    (!is_lower).then(|| text.to_lowercase().into())
}
