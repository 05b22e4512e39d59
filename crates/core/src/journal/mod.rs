//! The journal: what happened, when, who asked for it, and why. Append-only and hash-chained.
//!
//! Rules: there is no place for a secret in it; an entry is never changed; what cannot be recorded is told and never stops
//! what is being done; a damaged journal is kept beside a new one whose first entry says so. Nothing is held open between
//! two calls, which take milliseconds (an append flushes to disk) and block.

mod append;
mod chain;
mod csv;
mod entry;
mod file;
mod kind;
mod once;
mod paper;
mod prune;
mod query;
mod verify;

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use portico_model::Clock as _;

pub use chain::{Hash, Mark};
pub use entry::{Asker, Draft, Entry};
pub use kind::Kind;
pub use paper::Paper;
pub use prune::Pruned;
pub use query::{Query, Word};
pub use verify::{Fault, Finding, Verdict};

use crate::disk::Home;
use crate::error::{Problem, Result};
use crate::role::RoleKey;
use crate::time::Timekeeper;
use entry::Stamp;
use file::{LAYOUT, Place};

/// The journal of a home, as one asker writes it. Cheap to make and to clone; touches nothing until it is used.
#[derive(Clone, Debug)]
pub struct Journal {
    place: Arc<Place>,
    clock: Timekeeper,
    by: Asker,
    trouble: Arc<Mutex<Option<Problem>>>,
}

impl Journal {
    /// The journal of `home`; entries are of `by`, at the time of `clock`.
    #[must_use]
    pub fn new(home: &Home, clock: Timekeeper, by: Asker) -> Self {
        Self { place: Arc::new(Place::of(home)), clock, by, trouble: Arc::default() }
    }

    /// The same journal for somebody else who asks.
    #[must_use]
    pub fn asked_by(&self, by: Asker) -> Self {
        Self { by, ..self.clone() }
    }

    /// Who asks.
    #[must_use]
    pub fn asker(&self) -> &Asker {
        &self.by
    }

    /// Records one thing. That it could not be recorded is told by [`Journal::trouble`].
    pub fn record(&self, draft: Draft) {
        self.record_all(vec![draft]);
    }

    /// Records things that happened at once, all of them or none.
    #[expect(clippy::needless_pass_by_value, reason = "a draft is written once")]
    pub fn record_all(&self, drafts: Vec<Draft>) {
        if !drafts.is_empty() {
            self.done(append::append(&self.place, self.stamp(), &self.by, &drafts));
        }
    }

    /// Records something that may happen every few seconds only the first time for each `token` (the end of credentials, the
    /// beginning of a session), apart for each kind, asker and role. Costs the reading of a few bytes after that.
    #[expect(clippy::needless_pass_by_value, reason = "a draft is written once")]
    pub fn record_once(&self, draft: Draft, token: Timestamp) {
        self.done(once::append_once(&self.place, self.stamp(), &self.by, &draft, token));
    }

    /// Records that `by` was given the credentials of `key` that end at `until`, and in which `way`; once for these
    /// credentials, however often it asks.
    pub fn given(&self, by: Asker, key: &RoleKey, until: Timestamp, way: &'static str) {
        let draft = Draft::of_role(Kind::CredentialsGiven, key).until(until).with("way", way);
        self.asked_by(by).record_once(draft, until);
    }

    /// What kept the last thing from being recorded; nothing when it was.
    #[must_use]
    pub fn trouble(&self) -> Option<Problem> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Hands every entry that `query` is about to `each`, the newest first.
    ///
    /// # Errors
    /// When the journal cannot be read, and those of `each`.
    pub fn each(&self, query: &Query, each: impl FnMut(Entry) -> Result<()>) -> Result<()> {
        query::read(&self.place, query, each)
    }

    /// The entries that `query` is about, the newest first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn entries(&self, query: &Query) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        self.each(query, |entry| {
            entries.push(entry);
            Ok(())
        })?;
        Ok(entries)
    }

    /// The newest entry, to be noted where nobody can change it; nothing when there is none.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn head(&self) -> Result<Option<Mark>> {
        if !self.place.chain.try_exists().unwrap_or(true) {
            return Ok(None);
        }
        let connection = self.place.open()?;
        file::last(&connection).map_err(|error| LAYOUT.failure(&self.place.chain, error))
    }

    /// Whether the journal is as it was written and, if a mark is given, whether that is an entry of it. Reads all of it.
    ///
    /// # Errors
    /// When it cannot be read for a reason that says nothing about it: no rights, a newer version.
    pub fn verify(&self, expected: Option<Mark>) -> Result<Verdict> {
        verify::verify(&self.place, expected)
    }

    /// Removes the entries before the first one that is not older than `before`, and records that with the `reason`. The newest
    /// entry stays.
    ///
    /// # Errors
    /// When the journal is not whole, or cannot be written.
    pub fn prune(&self, before: Timestamp, reason: &str) -> Result<Pruned> {
        prune::prune(&self.place, self.stamp(), &self.by, before, reason)
    }

    fn stamp(&self) -> Stamp {
        let ahead = i64::try_from(self.clock.ahead().as_millis()).unwrap_or_default();
        Stamp { at: self.clock.now().as_millisecond(), ahead }
    }

    fn done(&self, done: Result<()>) {
        let trouble = done.err().map(|error| {
            tracing::warn!(%error, "this is not in the journal");
            Problem::from(&error)
        });
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }
}

#[cfg(test)]
mod tests;
