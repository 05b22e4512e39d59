//! The store that the person chose, opened. Rule: the settings are read before every call, so that a choice made in one
//! process is heeded by all of them.

use std::sync::Arc;
use std::time::Duration;

use portico_model::{Secret, SystemClock};

use super::file::FileStore;
use super::passphrase::Passphrase;
use super::store::{Fault, MemoryStore, Store};
use super::{os, thread};
use crate::disk::{Home, Lock};
use crate::settings::Choice;

/// Keyrings have died of several sessions negotiated at once; a slow one must not hold up everybody else either.
const SESSION_PATIENCE: Duration = Duration::from_secs(1);

/// Opens what the settings of `home` name.
pub(super) fn opener(home: Home, passphrase: Arc<dyn Passphrase>) -> Arc<thread::Open> {
    let memory = Arc::new(MemoryStore::default());
    Arc::new(move || {
        let choice = chosen(&home)?;
        let store = open(&home, choice, &passphrase, &memory)?;
        Ok(Arc::new(Chosen { store, choice, home: home.clone() }))
    })
}

/// Opens one particular store of `home`.
pub(super) fn fixed_opener(home: Home, choice: Choice, passphrase: Arc<dyn Passphrase>) -> Arc<thread::Open> {
    let memory = Arc::new(MemoryStore::default());
    Arc::new(move || open(&home, choice, &passphrase, &memory))
}

fn open(
    home: &Home,
    choice: Choice,
    passphrase: &Arc<dyn Passphrase>,
    memory: &Arc<MemoryStore>,
) -> Result<Arc<dyn Store>, Fault> {
    match choice {
        Choice::System => {
            // Whoever cannot have the lock in time goes on without it.
            let _lock = Lock::acquire_blocking(&home.lock("keychain-session"), SESSION_PATIENCE).ok();
            os::open()
        }
        Choice::Memory => Ok(Arc::<MemoryStore>::clone(memory)),
        Choice::File => Ok(Arc::new(FileStore::of(home, Arc::clone(passphrase), Arc::new(SystemClock)))),
    }
}

fn chosen(home: &Home) -> Result<Choice, Fault> {
    Choice::load(home).map_err(|error| Fault::Failed(error.message().to_owned()))
}

/// A store for as long as the settings name it.
struct Chosen {
    store: Arc<dyn Store>,
    choice: Choice,
    home: Home,
}

impl Store for Chosen {
    fn get(&self, service: &str, user: &str) -> Result<Option<Secret<Vec<u8>>>, Fault> {
        self.store.get(service, user)
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> Result<(), Fault> {
        self.store.set(service, user, value)
    }

    fn delete(&self, service: &str, user: &str) -> Result<(), Fault> {
        self.store.delete(service, user)
    }

    fn is_locked(&self) -> bool {
        self.store.is_locked()
    }

    fn unlock(&self) -> Result<(), Fault> {
        self.store.unlock()
    }

    fn when_locked(&self) -> Fault {
        self.store.when_locked()
    }

    fn asks_here(&self) -> bool {
        self.store.asks_here()
    }

    fn is_current(&self) -> bool {
        chosen(&self.home).is_ok_and(|choice| choice == self.choice)
    }

    fn room(&self) -> usize {
        self.store.room()
    }
}
