//! What a keychain must be able to do, and how it may refuse. Rule: calls block, so only the vault's thread makes them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use portico_model::Secret;

use super::entry::Entry;

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

    /// Makes the person type the password now, where one is missing.
    ///
    /// # Errors
    /// When the store refuses, or the person does not give it.
    fn unlock(&self) -> Result<(), Fault> {
        let probe = Entry::Probe;
        let (service, user) = (probe.service(), probe.user(None));
        self.set(service, &user, b"probe")?;
        self.delete(service, &user)
    }

    /// The answer to a call that may not ask the person for a password while [`Store::is_locked`].
    fn when_locked(&self) -> Fault {
        Fault::Locked
    }

    /// Whether the person is asked for the password where the caller runs (on its terminal), so that the caller waits
    /// for as long as that takes.
    fn asks_here(&self) -> bool {
        false
    }

    /// Whether this is still the place the person chose; one that is not is opened anew before the next call.
    fn is_current(&self) -> bool {
        true
    }

    /// The most bytes to put into one item; a longer value is divided.
    fn room(&self) -> usize {
        ITEM
    }
}

/// The most bytes in one item: Windows takes 2,560, and some stores count what they add.
pub const ITEM: usize = 2_400;

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
    /// The store's own record says that there is a value, and the value or a part of it is not there.
    Lost,
    /// The encrypted file is closed, and its passphrase was not given.
    Sealed(Unasked),
    /// A file of the encrypted store is not what was written.
    Damaged {
        /// The file's name, without its folder.
        file: String,
        /// Whether it is the key to all the others.
        is_key: bool,
    },
    /// Anything else, in the store's own words.
    Failed(String),
}

/// Why the person did not give the passphrase.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unasked {
    /// Nobody was to be asked, or there is no terminal to ask on.
    Nobody,
    /// There is no program that asks on this desktop.
    NoProgram,
    /// The person closed the question.
    Dismissed,
    /// What was typed is not the passphrase, however often it was tried.
    Wrong,
    /// Another Portico is asking at this moment.
    Elsewhere,
    /// No passphrase was ever chosen here.
    NoKey,
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

    /// How many values are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values().len()
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
