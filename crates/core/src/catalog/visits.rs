//! Where in an account's consoles the person has been, and what they keep there.
//!
//! Rule: a place is a service and perhaps a Region, never an address: what follows an address may be a secret. What is no service
//! any more is passed over.

use jiff::Timestamp;
use portico_model::AccountId;
use rusqlite::params;

use super::Catalog;
use crate::console::{self, Spot};
use crate::error::Result;
use crate::role::RoleKey;
use crate::settings::PortalName;

/// How many places of one account are kept beside its favourite ones.
const MOST_VISITS: u32 = 12;

/// A place in the consoles of an account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Visit {
    /// Where.
    pub spot: Spot,
    /// A favourite.
    pub starred: bool,
    /// When the person was there last.
    pub at: Timestamp,
}

impl Catalog {
    /// Notes that a console was opened there, and lets go of the oldest.
    ///
    /// # Errors
    /// Those of the file.
    pub fn visited(&self, key: &RoleKey, spot: &Spot, now: Timestamp) -> Result<()> {
        let (portal, account) = (key.portal.as_str(), key.account.as_str());
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO visit VALUES (?1, ?2, ?3, ?4, ?5, 0)
                     ON CONFLICT DO UPDATE SET at = max(at, excluded.at)",
                )?
                .execute(params![portal, account, spot.service.id(), region(spot), now.as_second()])?;
            transaction
                .prepare_cached(
                    "DELETE FROM visit WHERE portal = ?1 AND account = ?2 AND starred = 0 AND (service, region) NOT IN
                     (SELECT service, region FROM visit WHERE portal = ?1 AND account = ?2 AND starred = 0
                      ORDER BY at DESC, service, region LIMIT ?3)",
                )?
                .execute(params![portal, account, MOST_VISITS])?;
            Ok(((), false))
        })
    }

    /// Makes a place of an account a favourite, or no longer one, whether the person was there or not.
    ///
    /// # Errors
    /// When no such account is known, or those of the file.
    pub fn star_visit(
        &self,
        portal: &PortalName,
        account: &AccountId,
        spot: &Spot,
        starred: bool,
        now: Timestamp,
    ) -> Result<()> {
        self.change_known(portal, account, |transaction| {
            let changed = transaction.execute(
                "INSERT INTO visit VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT DO UPDATE SET starred = excluded.starred",
                params![
                    portal.as_str(),
                    account.as_str(),
                    spot.service.id(),
                    region(spot),
                    now.as_second(),
                    starred
                ],
            )?;
            Ok(changed > 0)
        })
    }

    /// The favourite places of an account by name, then at most `most` where the person was, the last first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn visits(&self, portal: &PortalName, account: &AccountId, most: usize) -> Result<Vec<Visit>> {
        let rows: Vec<(String, String, i64, bool)> = self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT service, region, at, starred FROM visit WHERE portal = ?1 AND account = ?2
                 ORDER BY starred DESC, iif(starred, 0, -at), service, region",
            )?;
            let key = params![portal.as_str(), account.as_str()];
            statement
                .query_map(key, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
                .collect()
        })?;
        let visits = rows.into_iter().filter_map(|(service, region, at, starred)| {
            let region = if region.is_empty() { None } else { Some(region.parse().ok()?) };
            let spot = Spot { service: console::service(&service).ok()?, region };
            Some(Visit { spot, starred, at: Timestamp::from_second(at).ok()? })
        });
        let (starred, recent): (Vec<Visit>, Vec<Visit>) = visits.partition(|visit| visit.starred);
        Ok(starred.into_iter().chain(recent.into_iter().take(most)).collect())
    }
}

/// Empty: none was named.
fn region(spot: &Spot) -> &str {
    spot.region.as_ref().map_or("", |region| region.as_str())
}
