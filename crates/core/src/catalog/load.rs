//! The catalog's rows, as they stand in the file. Rule: what is in the file was valid when it was written; anything else
//! was put there by somebody else, and is left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use portico_model::{AccountId, RoleName};
use rusqlite::{Connection, Row};

use super::colour::Colour;
use super::index::{Account, Facts, NamedRole, Use};
use super::{Decreed, MOST_EMAIL, MOST_NAME};
use crate::policy::Policy;
use crate::settings::PortalName;
use crate::text::clean;

/// Which accounts are read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted {
    /// Every one.
    All,
    /// Those of which something visible changed after this version.
    After(u32),
    /// Favourites, and those that were used.
    Dear,
}

impl Wanted {
    /// Where to read them, `account AS a` among it: the few first, or every account would be looked at for each table.
    fn accounts(self) -> &'static str {
        match self {
            Self::All | Self::After(_) => "account AS a",
            Self::Dear => {
                "(SELECT portal, account FROM star UNION SELECT portal, account FROM used) AS dear
                CROSS JOIN account AS a USING (portal, account)"
            }
        }
    }

    /// A condition on them.
    fn condition(self) -> String {
        match self {
            Self::All | Self::Dear => "true".to_owned(),
            Self::After(version) => format!("a.touched > {version}"),
        }
    }

    /// What to read of `table`, which says something of accounts.
    fn of(self, table: &str) -> String {
        match self {
            // Reading every account needs no join, which would take twice as long.
            Self::All => table.to_owned(),
            // The other way round every row of the table would be looked at.
            Self::After(_) | Self::Dear => {
                let (accounts, condition) = (self.accounts(), self.condition());
                format!("{accounts} CROSS JOIN {table} USING (portal, account) WHERE {condition}")
            }
        }
    }
}

/// The catalog's version as it stands in the file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.prepare_cached("SELECT version FROM counter")?.query_row([], |row| row.get(0))
}

/// The version that last removed a row.
pub(super) fn removed(connection: &Connection) -> rusqlite::Result<u32> {
    connection.prepare_cached("SELECT removed FROM counter")?.query_row([], |row| row.get(0))
}

/// Each role name once, for an organisation has few of them and thousands of accounts.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) known: Vec<NamedRole>,
    places: BTreeMap<Arc<str>, Option<u32>>,
    policy: Policy,
}

impl Names {
    /// None yet; they are classed by `decreed`.
    pub(super) fn of(decreed: &Decreed) -> Self {
        Self { policy: decreed.policy.clone(), ..Self::default() }
    }

    /// Whether support mode leaves out what does more than read.
    pub(super) fn is_support(&self) -> bool {
        self.policy.is_support()
    }

    /// The place of a role's name; `None` for what is no role name.
    fn place(&mut self, name: &str) -> Option<u32> {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = name.parse().ok().map(|role: RoleName| {
            self.known.push(NamedRole::new(self.policy.class(&role), role));
            u32::try_from(self.known.len() - 1).unwrap_or(u32::MAX)
        });
        self.places.insert(name.into(), place);
        place
    }

    /// Weakest first.
    fn sort(&self, roles: &mut [u32]) {
        let place = |role: &u32| &self.known[*role as usize].place;
        roles.sort_unstable_by(|a, b| place(a).cmp(place(b)));
    }
}

/// The accounts with their roles, weakest first, in no order.
pub(super) fn accounts(
    connection: &Connection,
    wanted: Wanted,
    names: &mut Names,
    decreed: &Decreed,
) -> rusqlite::Result<Vec<Account>> {
    let mut stored = without_roles(connection, wanted, names)?;
    roles(connection, wanted, names, &mut stored)?;
    Ok(stored.into_iter().map(|stored| stored.account(names, decreed)).collect())
}

/// Every account as [`accounts`] has it, but without its roles, which are nine in ten of what there is to read.
pub(super) fn outline(
    connection: &Connection,
    names: &mut Names,
    decreed: &Decreed,
) -> rusqlite::Result<Vec<Account>> {
    let stored = without_roles(connection, Wanted::All, names)?;
    Ok(stored.into_iter().map(|stored| stored.account(names, decreed)).collect())
}

/// The roles of one account, weakest first.
pub(super) fn roles_of(
    connection: &Connection,
    portal: &PortalName,
    account: &AccountId,
    names: &mut Names,
) -> rusqlite::Result<Vec<u32>> {
    let mut statement =
        connection.prepare_cached("SELECT role FROM role WHERE portal = ?1 AND account = ?2")?;
    let mut rows = statement.query([portal.as_str(), account.as_str()])?;
    let mut roles = Vec::new();
    while let Some(row) = rows.next()? {
        roles.extend(names.place(row.get_ref(0)?.as_str()?));
    }
    names.sort(&mut roles);
    Ok(roles)
}

/// An account as it stands in the file, its texts cleaned.
struct Stored {
    portal: PortalName,
    account: AccountId,
    name: String,
    nickname: String,
    email: String,
    starred: bool,
    roles_at: Option<i64>,
    /// The person's own, and AWS's.
    colours: [Option<Colour>; 2],
    hidden: bool,
    tags: Vec<Box<str>>,
    roles: Vec<u32>,
    uses: Vec<Use>,
}

impl Stored {
    fn key(&self) -> (&str, &str) {
        (self.portal.as_str(), self.account.as_str())
    }

    fn account(mut self, names: &Names, decreed: &Decreed) -> Account {
        names.sort(&mut self.roles);
        let [own, customized] = self.colours;
        let (mut given, mut nickname) = (own.or(customized), self.nickname);
        if let Some(label) = decreed.labels.get(&self.account) {
            given = own.or(label.colour).or(customized);
            if nickname.is_empty() {
                nickname = clean(label.nickname.trim(), MOST_NAME);
            }
            self.tags.extend(label.tags.iter().map(|tag| tag.as_str().into()));
            self.tags.sort_unstable();
            self.tags.dedup();
        }
        let name = if self.name.is_empty() { self.account.grouped() } else { self.name };
        let facts = Facts {
            portal: self.portal,
            account: self.account,
            name: name.into(),
            nickname: nickname.into(),
            email: self.email.into(),
            given,
            starred: self.starred,
            hidden: self.hidden,
            tags: self.tags.into(),
            roles_at: self.roles_at,
            roles: self.roles.into(),
            uses: self.uses.into(),
        };
        Account::new(facts, &names.known)
    }
}

fn without_roles(
    connection: &Connection,
    wanted: Wanted,
    names: &mut Names,
) -> rusqlite::Result<Vec<Stored>> {
    let mut stored = stored(connection, wanted)?;
    stars(connection, wanted, &mut stored)?;
    labels(connection, wanted, &mut stored)?;
    customizations(connection, wanted, &mut stored)?;
    tags(connection, wanted, &mut stored)?;
    uses(connection, wanted, names, &mut stored)?;
    Ok(stored)
}

/// As yet with what the table of accounts itself tells, by portal and account.
fn stored(connection: &Connection, wanted: Wanted) -> rusqlite::Result<Vec<Stored>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT portal, account, name, email, roles_at FROM {} WHERE {} ORDER BY portal, account",
        wanted.accounts(),
        wanted.condition()
    ))?;
    let (mut rows, mut all) = (statement.query([])?, Vec::<Stored>::new());
    while let Some(row) = rows.next()? {
        let text = |column: usize| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str()?.trim());
        let portal = row.get_ref(0)?.as_str()?;
        let portal = match all.last() {
            Some(before) if before.portal.as_str() == portal => Ok(before.portal.clone()),
            Some(_) | None => portal.parse(),
        };
        let (Ok(portal), Ok(account)) = (portal, text(1)?.parse()) else { continue };
        all.push(Stored {
            portal,
            account,
            name: clean(text(2)?, MOST_NAME),
            email: clean(text(3)?, MOST_EMAIL),
            roles_at: row.get(4)?,
            nickname: String::new(),
            starred: false,
            colours: [None, None],
            hidden: false,
            tags: Vec::new(),
            roles: Vec::new(),
            uses: Vec::new(),
        });
    }
    Ok(all)
}

fn stars(connection: &Connection, wanted: Wanted, stored: &mut [Stored]) -> rusqlite::Result<()> {
    let from = wanted.of("star AS s");
    let sql = format!("SELECT portal, account FROM {from} ORDER BY portal, account");
    paired(connection, &sql, stored, |stored, _| {
        stored.starred = true;
        Ok(())
    })
}

fn labels(connection: &Connection, wanted: Wanted, stored: &mut [Stored]) -> rusqlite::Result<()> {
    let from = wanted.of("label AS l");
    let sql = format!(
        "SELECT portal, account, l.nickname, l.colour, l.hidden FROM {from} ORDER BY portal, account"
    );
    paired(connection, &sql, stored, |stored, row| {
        stored.nickname = clean(row.get_ref(2)?.as_str()?.trim(), MOST_NAME);
        stored.colours[0] = row.get_ref(3)?.as_str()?.parse().ok();
        stored.hidden = row.get(4)?;
        Ok(())
    })
}

fn customizations(connection: &Connection, wanted: Wanted, stored: &mut [Stored]) -> rusqlite::Result<()> {
    let from = wanted.of("customization AS c");
    let sql = format!("SELECT portal, account, c.colour FROM {from} ORDER BY portal, account");
    paired(connection, &sql, stored, |stored, row| {
        stored.colours[1] = row.get_ref(2)?.as_str()?.parse().ok();
        Ok(())
    })
}

fn tags(connection: &Connection, wanted: Wanted, stored: &mut [Stored]) -> rusqlite::Result<()> {
    let from = wanted.of("tag AS t");
    let sql = format!("SELECT portal, account, t.tag FROM {from} ORDER BY portal, account, t.tag");
    paired(connection, &sql, stored, |stored, row| {
        stored.tags.push(row.get_ref(2)?.as_str()?.into());
        Ok(())
    })
}

fn uses(
    connection: &Connection,
    wanted: Wanted,
    names: &mut Names,
    stored: &mut [Stored],
) -> rusqlite::Result<()> {
    let from = wanted.of("used AS u");
    let sql =
        format!("SELECT portal, account, u.role, u.at, u.frecency FROM {from} ORDER BY portal, account");
    paired(connection, &sql, stored, |stored, row| {
        let role = names.place(row.get_ref(2)?.as_str()?);
        stored.uses.extend(role.map_or(Ok(None), |role| -> rusqlite::Result<_> {
            Ok(Some(Use { role, at: row.get(3)?, frecency: row.get(4)? }))
        })?);
        Ok(())
    })
}

fn roles(
    connection: &Connection,
    wanted: Wanted,
    names: &mut Names,
    stored: &mut [Stored],
) -> rusqlite::Result<()> {
    let from = wanted.of("role AS r");
    let sql = format!("SELECT portal, account, r.role FROM {from} ORDER BY portal, account");
    paired(connection, &sql, stored, |stored, row| {
        stored.roles.extend(names.place(row.get_ref(2)?.as_str()?));
        Ok(())
    })
}

/// Gives each row of `sql`, which come by portal and account as `stored` do, to its account.
fn paired(
    connection: &Connection,
    sql: &str,
    stored: &mut [Stored],
    mut give: impl FnMut(&mut Stored, &Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut at = 0;
    while let Some(row) = rows.next()? {
        let key = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
        while stored.get(at).is_some_and(|stored| stored.key() < key) {
            at += 1;
        }
        if let Some(stored) = stored.get_mut(at).filter(|stored| stored.key() == key) {
            give(stored, row)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::schema;

    #[test]
    fn of_few_accounts_no_table_is_read_from_end_to_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let connection = schema::open(&folder.path().join("catalog.sqlite3")).expect("opens");
        for wanted in [Wanted::After(1), Wanted::Dear] {
            for table in
                ["role AS x", "tag AS x", "used AS x", "star AS x", "label AS x", "customization AS x"]
            {
                let sql = format!("EXPLAIN QUERY PLAN SELECT * FROM {}", wanted.of(table));
                let mut plan = connection.prepare(&sql).expect("a query");
                let steps = plan.query_map([], |row| row.get::<_, String>(3)).expect("a plan");
                let steps: Vec<String> = steps.map(|step| step.expect("a step")).collect();
                for searched in ["SEARCH a ", "SEARCH x "] {
                    let is_searched = steps.iter().any(|step| step.starts_with(searched));
                    assert!(is_searched, "{table}, {wanted:?}: {steps:?}");
                }
            }
        }
    }
}
