//! The journal as the window sees it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Problem;
use crate::engine::Engine;
use crate::error::Result;
use crate::journal::{Entry, Query};

/// The most entries of one answer.
const MOST: u32 = 500;

/// Which entries are asked for, the newest first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Type)]
pub struct JournalAsk {
    /// Of this portal; of any when absent.
    pub portal: Option<String>,
    /// Of this account, twelve digits; of any when absent.
    pub account: Option<String>,
    /// Of one of these kinds, by their words; of any when empty.
    pub kinds: Vec<String>,
    /// Not before this.
    #[specta(type = Option<f64>)]
    pub since: Option<i64>,
    /// Older than the one of this number: where the last answer ended.
    pub before: Option<u32>,
    /// So many at most.
    pub count: u32,
}

/// A part of the journal.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct JournalView {
    /// The newest first.
    pub entries: Vec<JournalEntryView>,
    /// There are older ones of what was asked for.
    pub more: bool,
    /// What kept the last thing that happened from being recorded.
    pub trouble: Option<Problem>,
}

/// One entry.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct JournalEntryView {
    /// Its number.
    #[specta(type = f64)]
    pub seq: u64,
    /// When.
    #[specta(type = f64)]
    pub at: i64,
    /// What happened, as a word such as `console_opened`.
    pub kind: String,
    /// The same for people.
    pub title: String,
    /// Who asked: `window`, `tray`, `terminal`, `tool`, or `portico` for what happened by itself.
    pub by: String,
    /// Which tool.
    pub program: Option<String>,
    /// The portal's name.
    pub portal: Option<String>,
    /// Twelve digits.
    pub account: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// Until when it counts.
    #[specta(type = Option<f64>)]
    pub until: Option<i64>,
    /// Why the person said they did it.
    pub reason: Option<String>,
    /// Everything else for people: `form bash, port 4711`.
    pub remark: String,
}

impl Engine {
    /// The part of the journal that is asked for. Reads a file, so call it where blocking is allowed.
    ///
    /// # Errors
    /// When a name or a kind cannot be one, or the journal cannot be read.
    pub fn journal(&self, ask: &JournalAsk) -> Result<JournalView> {
        let count = ask.count.min(MOST);
        let query = Query {
            since: ask.since.and_then(|second| jiff::Timestamp::from_second(second).ok()),
            portal: ask.portal.as_deref().map(str::parse).transpose()?,
            accounts: ask
                .account
                .as_deref()
                .map(|account| Ok::<_, crate::Error>(vec![account.parse()?]))
                .transpose()?,
            kinds: ask.kinds.iter().map(|kind| kind.parse()).collect::<Result<_>>()?,
            before: ask.before.map(u64::from),
            // One more tells whether there are more.
            limit: Some(count + 1),
        };
        let journal = &self.parts().journal;
        let mut entries = journal.entries(&query)?;
        let more = entries.len() > count as usize;
        entries.truncate(count as usize);
        let entries = entries.into_iter().map(JournalEntryView::from).collect();
        Ok(JournalView { entries, more, trouble: journal.trouble() })
    }
}

impl From<Entry> for JournalEntryView {
    fn from(entry: Entry) -> Self {
        let (title, remark) = (entry.title(), entry.remark());
        Self {
            seq: entry.seq,
            at: entry.at.as_second(),
            kind: entry.kind,
            title,
            by: entry.by,
            program: entry.program,
            portal: entry.portal,
            account: entry.account,
            role: entry.role,
            until: entry.until.map(jiff::Timestamp::as_second),
            reason: entry.reason,
            remark,
        }
    }
}
