//! A keychain of a test's own, which feels as the test wants it to: for every program of one person at once.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use portico_core::vault::{Fault, MemoryStore, Store};
use portico_model::Secret;

/// How a keychain feels.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Mood {
    /// It gives and takes.
    #[default]
    Well,
    /// It wants a password that nobody types.
    Locked,
    /// It gives what it has and takes nothing.
    Full,
    /// It takes nothing that is longer than a few letters.
    Tiny,
    /// It does not answer until it feels otherwise.
    Silent,
    /// Nobody is there.
    Absent,
}

/// The keychain: one for all the programs of a person.
#[derive(Default)]
pub(crate) struct Keychain {
    mood: Mutex<Mood>,
    turned: Condvar,
    store: MemoryStore,
    begun: AtomicU64,
    ended: AtomicU64,
}

impl Keychain {
    pub(crate) fn mood(&self) -> Mood {
        *self.lock()
    }

    pub(crate) fn turn(&self, mood: Mood) {
        *self.lock() = mood;
        self.turned.notify_all();
    }

    /// What it holds, whatever its mood.
    pub(crate) fn held(&self) -> &MemoryStore {
        &self.store
    }

    /// How many calls were begun, and how many of them have ended.
    pub(crate) fn calls(&self) -> (u64, u64) {
        (self.begun.load(Ordering::SeqCst), self.ended.load(Ordering::SeqCst))
    }

    /// Makes one call, which puts so many bytes into an item.
    fn call<T>(
        &self,
        put: Option<usize>,
        work: impl FnOnce(&MemoryStore) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        let mut mood = self.lock();
        while *mood == Mood::Silent {
            mood = self.turned.wait(mood).unwrap_or_else(PoisonError::into_inner);
        }
        let answer = match *mood {
            Mood::Locked => Err(Fault::Locked),
            Mood::Absent => Err(Fault::Absent),
            Mood::Full if put.is_some() => Err(Fault::Failed("no space left on the device".to_owned())),
            Mood::Tiny if put > Some(MOST as usize) => Err(Fault::TooBig { most: MOST }),
            Mood::Well | Mood::Full | Mood::Tiny | Mood::Silent => work(&self.store),
        };
        drop(mood);
        self.ended.fetch_add(1, Ordering::SeqCst);
        answer
    }

    fn lock(&self) -> MutexGuard<'_, Mood> {
        self.mood.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The most bytes that a [`Mood::Tiny`] keychain takes.
const MOST: u32 = 16;

impl Store for Keychain {
    fn get(&self, service: &str, user: &str) -> Result<Option<Secret<Vec<u8>>>, Fault> {
        self.call(None, |store| store.get(service, user))
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> Result<(), Fault> {
        self.call(Some(value.len()), |store| store.set(service, user, value))
    }

    fn delete(&self, service: &str, user: &str) -> Result<(), Fault> {
        self.call(Some(0), |store| store.delete(service, user))
    }

    fn is_locked(&self) -> bool {
        self.mood() == Mood::Locked
    }
}
