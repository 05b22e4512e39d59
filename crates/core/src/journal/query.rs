//! Which entries somebody wants to see, and reading them, the newest first.

use jiff::Timestamp;
use portico_model::AccountId;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::entry::COLUMNS;
use super::file::Place;
use super::{Entry, Kind};
use crate::error::{Error, Result};
use crate::settings::PortalName;
use crate::sqlite::Trouble;

/// Which entries.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Not before this.
    pub since: Option<Timestamp>,
    /// Of this portal.
    pub portal: Option<PortalName>,
    /// Of one of these accounts.
    pub accounts: Option<Vec<AccountId>>,
    /// Of one of these kinds; of any when there are none.
    pub kinds: Vec<Kind>,
    /// Older than the one of this number.
    pub before: Option<u64>,
    /// So many at most.
    pub limit: Option<u32>,
}

impl Query {
    /// The statement that answers it, and its values.
    pub(super) fn statement(&self) -> (String, Vec<Value>) {
        let (mut wants, mut values) = (Vec::new(), Vec::new());
        let mut want = |column: &str, is: &str, wanted: Vec<Value>| {
            let places = vec!["?"; wanted.len()].join(", ");
            wants.push(format!("{column} {is} ({places})"));
            values.extend(wanted);
        };
        let text = |text: &str| Value::Text(text.to_owned());
        if let Some(since) = self.since {
            want("at", ">=", vec![Value::Integer(since.as_millisecond())]);
        }
        if let Some(portal) = &self.portal {
            want("portal", "=", vec![text(portal.as_str())]);
        }
        if let Some(accounts) = &self.accounts {
            want("account", "IN", accounts.iter().map(|account| text(account.as_str())).collect());
        }
        if !self.kinds.is_empty() {
            want("kind", "IN", self.kinds.iter().map(|kind| text(kind.as_str())).collect());
        }
        if let Some(before) = self.before {
            want("seq", "<", vec![Value::Integer(i64::try_from(before).unwrap_or(i64::MAX))]);
        }
        let wants = if wants.is_empty() { "1".to_owned() } else { wants.join(" AND ") };
        // By itself SQLite would walk all entries backwards, hoping to meet enough of them soon.
        let order = if self.since.is_some() && self.accounts.is_none() { "+seq" } else { "seq" };
        let limit = self.limit.map_or(-1, i64::from);
        let statement =
            format!("SELECT {COLUMNS}, hash FROM entry WHERE {wants} ORDER BY {order} DESC LIMIT {limit}");
        (statement, values)
    }
}

/// Hands every entry that is asked for to `each`, the newest first.
pub(super) fn read(place: &Place, query: &Query, mut each: impl FnMut(Entry) -> Result<()>) -> Result<()> {
    if !place.chain.try_exists().unwrap_or(true) {
        return Ok(());
    }
    let connection = place.open()?;
    let failure = |error| Error::from(place.judged(Trouble::Sqlite(error)));
    let (statement, values) = query.statement();
    let mut statement = connection.prepare(&statement).map_err(failure)?;
    let mut rows = statement.query(params_from_iter(values)).map_err(failure)?;
    while let Some(row) = rows.next().map_err(failure)? {
        each(Entry::of(row).map_err(failure)?)?;
    }
    Ok(())
}
