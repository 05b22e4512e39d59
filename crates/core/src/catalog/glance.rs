//! What every window shows of the catalog. Rule: all of it is of one moment, so that nothing looks gone which a complete
//! listing has not yet been seen to take away.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::Connection;

use super::{Catalog, held, load};
use crate::settings::PortalName;

/// The catalog at one moment, in numbers.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Glance {
    /// Grows with each visible change, also with those of other processes.
    pub version: u32,
    /// How many accounts are known, over all portals.
    pub accounts: u32,
    /// How many changes of access nobody has looked at.
    pub unseen_changes: u32,
    /// Epoch seconds, by portal.
    listed: BTreeMap<String, i64>,
}

impl Glance {
    /// When the last complete listing of `portal` ended.
    #[must_use]
    pub fn listed_at(&self, portal: &PortalName) -> Option<Timestamp> {
        self.listed.get(portal.as_str()).and_then(|second| Timestamp::from_second(*second).ok())
    }
}

impl Catalog {
    /// How things stand now; where the file cannot be read, how they stood when it last could.
    #[must_use]
    pub fn glance(&self) -> Glance {
        let read = self.read(look);
        let mut last = held(&self.0.last_glance);
        match read {
            Ok(glance) => last.clone_from(&glance),
            Err(error) => tracing::debug!(%error, "the catalog cannot be looked at"),
        }
        last.clone()
    }
}

fn look(connection: &Connection) -> rusqlite::Result<Glance> {
    let moment = connection.unchecked_transaction()?;
    let count = |query: &str| moment.prepare_cached(query)?.query_row([], |row| row.get(0));
    let mut listed =
        moment.prepare_cached("SELECT portal, listed_at FROM portal WHERE listed_at IS NOT NULL")?;
    Ok(Glance {
        version: load::version(&moment)?,
        accounts: count("SELECT count(*) FROM account")?,
        unseen_changes: count("SELECT count(*) FROM change WHERE seen = 0")?,
        listed: listed
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?,
    })
}
