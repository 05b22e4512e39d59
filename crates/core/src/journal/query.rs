//! Which entries somebody wants to see, and reading them, the newest first.
//!
//! Rule: a word of a person's is only ever a value of the statement, and holds no pattern.

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
    /// That hold each of these words.
    pub words: Vec<Word>,
    /// Older than the one of this number.
    pub before: Option<u64>,
    /// So many at most.
    pub limit: Option<u32>,
}

/// A word that an entry holds, be it in what it says or in what it is about.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// The word as it may stand in the entry itself; capitals make no difference.
    pub text: String,
    /// Accounts that are called so.
    pub accounts: Vec<AccountId>,
    /// Kinds that are called so.
    pub kinds: Vec<Kind>,
}

/// Everything in an entry that a word is looked for in.
const WHOLE: &str =
    "coalesce(portal, '') || ' ' || coalesce(account, '') || ' ' || coalesce(role, '') || ' ' ||
    coalesce(reason, '') || ' ' || coalesce(program, '') || ' ' || asker || ' ' || details";

impl Query {
    /// The statement that answers it, and its values.
    pub(super) fn statement(&self) -> (String, Vec<Value>) {
        let (mut wants, mut values) = (Vec::new(), Vec::new());
        let text = |text: &str| Value::Text(text.to_owned());
        for word in &self.words {
            let (condition, held) = word.condition();
            wants.push(condition);
            values.extend(held);
        }
        let mut want = |column: &str, is: &str, wanted: Vec<Value>| {
            let places = vec!["?"; wanted.len()].join(", ");
            wants.push(format!("{column} {is} ({places})"));
            values.extend(wanted);
        };
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

impl Word {
    /// The condition, and the values in it.
    fn condition(&self) -> (String, [Value; 3]) {
        let pattern = self.text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let list = |words: Vec<&str>| Value::Text(serde_json::json!(words).to_string());
        let condition = format!(
            "({WHOLE} LIKE ? ESCAPE '\\' OR account IN (SELECT value FROM json_each(?))
              OR kind IN (SELECT value FROM json_each(?)))"
        );
        let accounts = list(self.accounts.iter().map(AccountId::as_str).collect());
        let kinds = list(self.kinds.iter().map(|kind| kind.as_str()).collect());
        (condition, [Value::Text(format!("%{pattern}%")), accounts, kinds])
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
