//! What changed between listings: gained, lost, renamed. Rule: only what a listing proved is recorded, and the first
//! complete one of a portal changes nothing.

use jiff::Timestamp;
use portico_model::{AccountId, RoleName};
use rusqlite::{Row, Transaction, params};

use super::{Catalog, MOST_NAME};
use crate::error::Result;
use crate::settings::PortalName;
use crate::text::clean;
use crate::view::{ChangeKind, ChangeView, RoleClass};

/// One change of what a person may open.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// Grows with time.
    pub id: i64,
    /// When the listing found it.
    pub at: Timestamp,
    /// In which portal.
    pub portal: PortalName,
    /// Which account.
    pub account: AccountId,
    /// Its name at that time, as sent: hostile text.
    pub name: String,
    /// What happened.
    pub what: What,
    /// The person has looked at it.
    pub seen: bool,
}

/// What happened to an account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum What {
    /// It was not there before.
    Gained,
    /// It is there no more.
    Lost,
    /// It has another name.
    Renamed {
        /// The name before, as sent.
        former: String,
    },
    /// A role more, of a class that was there before.
    RoleGained {
        /// Which.
        role: RoleName,
    },
    /// A role that can do more than any before it.
    RoleRaised {
        /// Which.
        role: RoleName,
    },
    /// A role less.
    RoleLost {
        /// Which.
        role: RoleName,
    },
}

/// So many changes are kept.
const MOST: i64 = 5_000;

impl What {
    /// Whether the person may open something that they could not open before.
    #[must_use]
    pub fn is_gain(&self) -> bool {
        matches!(self, Self::Gained | Self::RoleGained { .. } | Self::RoleRaised { .. })
    }

    /// The word in the file.
    fn kind(&self) -> &'static str {
        match self {
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::Renamed { .. } => "renamed",
            Self::RoleGained { .. } => "role_gained",
            Self::RoleRaised { .. } => "role_raised",
            Self::RoleLost { .. } => "role_lost",
        }
    }

    fn read(kind: &str, role: &str, former: String) -> Option<Self> {
        let role = || role.parse().ok();
        Some(match kind {
            "gained" => Self::Gained,
            "lost" => Self::Lost,
            "renamed" => Self::Renamed { former },
            "role_gained" => Self::RoleGained { role: role()? },
            "role_raised" => Self::RoleRaised { role: role()? },
            "role_lost" => Self::RoleLost { role: role()? },
            _ => return None,
        })
    }
}

impl Catalog {
    /// The newest changes, the newest first, at most `most`.
    ///
    /// # Errors
    /// Those of the file.
    pub fn changes(&self, most: u32) -> Result<Vec<Change>> {
        let rows = self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, at, portal, account, name, kind, role, former, seen FROM change
                 ORDER BY id DESC LIMIT ?1",
            )?;
            let rows = statement.query_map([most], change)?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        })?;
        Ok(rows.into_iter().flatten().collect())
    }

    /// Access gained in `portal` after the change `id`, the oldest first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn gained_after(&self, portal: &PortalName, id: i64) -> Result<Vec<Change>> {
        let mut changes = self.changes(200)?;
        changes.retain(|change| change.id > id && change.portal == *portal && change.what.is_gain());
        changes.reverse();
        Ok(changes)
    }

    /// The newest change; 0 when there is none.
    ///
    /// # Errors
    /// Those of the file.
    pub fn last_change(&self) -> Result<i64> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT ifnull(max(id), 0) FROM change")?
                .query_row([], |row| row.get(0))
        })
    }

    /// The person has looked at the changes up to `id`.
    ///
    /// # Errors
    /// Those of the file.
    pub fn changes_seen(&self, id: i64) -> Result<()> {
        self.write(|transaction| {
            let seen = transaction.execute("UPDATE change SET seen = 1 WHERE seen = 0 AND id <= ?1", [id])?;
            Ok(((), seen > 0))
        })
    }
}

impl Change {
    /// For the window; `class` tells how much a role can do.
    #[must_use]
    pub fn view(&self, class: impl Fn(&RoleName) -> RoleClass) -> ChangeView {
        let (kind, role, former) = match &self.what {
            What::Gained => (ChangeKind::Gained, None, None),
            What::Lost => (ChangeKind::Lost, None, None),
            What::Renamed { former } => (ChangeKind::Renamed, None, Some(former)),
            What::RoleGained { role } => (ChangeKind::RoleGained, Some(role), None),
            What::RoleRaised { role } => (ChangeKind::RoleRaised, Some(role), None),
            What::RoleLost { role } => (ChangeKind::RoleLost, Some(role), None),
        };
        ChangeView {
            id: self.id,
            at: self.at.as_second(),
            portal: self.portal.to_string(),
            account: self.account.to_string(),
            number: self.account.grouped(),
            name: self.title(),
            kind,
            role: role.map(ToString::to_string),
            class: role.map(class),
            former: former.map(|name| clean(name.trim(), MOST_NAME)),
            seen: self.seen,
        }
    }

    /// The account's name at that time, cleaned; its number when it had none.
    #[must_use]
    pub fn title(&self) -> String {
        let name = clean(self.name.trim(), MOST_NAME);
        if name.is_empty() { self.account.grouped() } else { name }
    }
}

/// Writes a change down, and gives its number.
pub(super) fn record(
    transaction: &Transaction<'_>,
    portal: &PortalName,
    account: &AccountId,
    name: &str,
    what: &What,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    let (role, former) = match what {
        What::Gained | What::Lost => ("", ""),
        What::Renamed { former } => ("", former.as_str()),
        What::RoleGained { role } | What::RoleRaised { role } | What::RoleLost { role } => {
            (role.as_str(), "")
        }
    };
    transaction
        .prepare_cached(
            "INSERT INTO change (at, portal, account, name, kind, role, former, seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
        )?
        .execute(params![
            now.as_second(),
            portal.as_str(),
            account.as_str(),
            name,
            what.kind(),
            role,
            former
        ])?;
    let id = transaction.last_insert_rowid();
    transaction
        .prepare_cached("DELETE FROM change WHERE id <= (SELECT max(id) FROM change) - ?1")?
        .execute([MOST])?;
    Ok(id)
}

/// `None` for a row that somebody else has put there.
fn change(row: &Row<'_>) -> rusqlite::Result<Option<Change>> {
    let text = |at: usize| row.get::<_, String>(at);
    let (portal, account, kind, role) = (text(2)?, text(3)?, text(5)?, text(6)?);
    let read = || {
        Some((
            Timestamp::from_second(row.get(1).ok()?).ok()?,
            portal.parse().ok()?,
            account.parse().ok()?,
            What::read(&kind, &role, text(7).ok()?)?,
        ))
    };
    let Some((at, portal, account, what)) = read() else { return Ok(None) };
    Ok(Some(Change { id: row.get(0)?, at, portal, account, name: text(4)?, what, seen: row.get(8)? }))
}
