//! What a keychain must be able to do, and how it may refuse. Rule: calls block, so only the vault's thread makes them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use portico_model::Secret;

/// A place for secrets, found by service and user. Every call may block for as long as it likes.
pub trait Store: Send + Sync {
    /// The value, or `None` when nothing is stored under that name.
    ///
    /// # Errors
    /// When the store refuses.
    fn get(&self, service: &str, user: &str) -> Result<Option<Secret<Vec<u8>>>, Fault>;

    /// Stores a value, replacing what was there.
    ///
    /// # Errors
    /// When the store refuses.
    fn set(&self, service: &str, user: &str, value: &[u8]) -> Result<(), Fault>;

    /// Removes a value; one that is not there is fine.
    ///
    /// # Errors
    /// When the store refuses.
    fn delete(&self, service: &str, user: &str) -> Result<(), Fault>;

    /// Whether the next call will make the person type a password first. A guess of `false` is always allowed: this
    /// only decides what a call that outlasts its deadline is blamed on.
    fn is_locked(&self) -> bool {
        false
    }
}

/// How a store refuses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Fault {
    /// Locked, and not unlocked: no prompt could be shown, or the person dismissed it.
    Locked,
    /// There is no keychain on this machine or in this session.
    Absent,
    /// The value is larger than the store takes.
    TooBig {
        /// The most it takes, in bytes.
        most: u32,
    },
    /// The connection to the keychain is gone, as after a restart of its daemon; a new one may well work.
    Gone,
    /// Anything else, in the store's own words.
    Failed(String),
}

/// Secrets for this run only: nothing is written anywhere, and all of it is wiped when the program ends.
#[derive(Default)]
pub struct MemoryStore(Mutex<Values>);

/// By service and user.
type Values = BTreeMap<(String, String), Secret<Vec<u8>>>;

impl Store for MemoryStore {
    fn get(&self, service: &str, user: &str) -> Result<Option<Secret<Vec<u8>>>, Fault> {
        Ok(self.values().get(&(service.to_owned(), user.to_owned())).cloned())
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> Result<(), Fault> {
        self.values().insert((service.to_owned(), user.to_owned()), Secret::new(value.to_vec()));
        Ok(())
    }

    fn delete(&self, service: &str, user: &str) -> Result<(), Fault> {
        self.values().remove(&(service.to_owned(), user.to_owned()));
        Ok(())
    }
}

impl MemoryStore {
    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values().is_empty()
    }

    fn values(&self) -> std::sync::MutexGuard<'_, Values> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemoryStore({} values)", self.values().len())
    }
}
