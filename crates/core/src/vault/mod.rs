//! Secrets at rest: the OS keychain, and nowhere else.
//!
//! Rules: one item per kind of secret; all calls go through one thread with a deadline ([`DEADLINE`]); a store that
//! failed is opened anew and asked once more; locked, absent, silent and failed are four different answers.

mod entry;
mod os;
mod store;
mod thread;
mod words;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use portico_model::Secret;

pub use entry::Entry;
pub use store::{Fault, MemoryStore, Store};
use thread::{Keychain, Verb};

use crate::disk::Home;
use crate::error::Result;

/// How long the keychain may take for one call (GitHub's CLI waits as long).
pub const DEADLINE: Duration = Duration::from_secs(3);

/// The keychain, cheap to clone. Make one per process: clones share the thread that serialises the calls.
#[derive(Clone)]
pub struct Vault {
    keychain: Arc<Keychain>,
    quiet: bool,
    home_tag: Option<Arc<str>>,
}

impl Vault {
    /// The keychain of the operating system; nothing is opened before the first call. Entries carry the tag of `home`.
    #[must_use]
    pub fn of_system(home: &Home) -> Self {
        Self::new(Arc::new(os::open), home.tag(), DEADLINE)
    }

    /// Another store, with entries that carry `home_tag`, each call answered within `deadline`.
    #[must_use]
    pub fn over(store: Arc<dyn Store>, home_tag: Option<&str>, deadline: Duration) -> Self {
        Self::new(Arc::new(move || Ok(Arc::clone(&store))), home_tag, deadline)
    }

    /// Secrets for this run only, in memory: what a person without a keychain may choose.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::over(Arc::new(MemoryStore::default()), None, DEADLINE)
    }

    /// The same vault for work that no person is waiting for: a locked keychain is an error at once, never a prompt.
    #[must_use]
    pub fn quietly(&self) -> Self {
        Self { quiet: true, ..self.clone() }
    }

    /// The value of `entry`, or `None` when none is stored.
    ///
    /// # Errors
    /// The four keychain codes.
    pub async fn read(&self, entry: &Entry) -> Result<Option<Secret>> {
        let Some(bytes) = self.ask(entry, Verb::Get).await? else { return Ok(None) };
        match std::str::from_utf8(bytes.expose()) {
            Ok(text) => Ok(Some(Secret::new(text.to_owned()))),
            Err(_) => Err(words::foreign()),
        }
    }

    /// Stores `value`, replacing what was there. After [`crate::Code::KeychainSilent`] it is unknown whether the value
    /// was stored: values that matter carry a generation and are read back.
    ///
    /// # Errors
    /// The four keychain codes.
    pub async fn write(&self, entry: &Entry, value: &Secret) -> Result<()> {
        self.ask(entry, Verb::Set(Secret::new(value.expose().as_bytes().to_vec()))).await.map(drop)
    }

    /// Removes the value of `entry`; one that is not there is fine.
    ///
    /// # Errors
    /// The four keychain codes.
    pub async fn remove(&self, entry: &Entry) -> Result<()> {
        self.ask(entry, Verb::Delete).await.map(drop)
    }

    fn new(open: Arc<thread::Open>, home_tag: Option<&str>, deadline: Duration) -> Self {
        let keychain = Arc::new(Keychain::new(open, deadline));
        Self { keychain, quiet: false, home_tag: home_tag.map(Arc::from) }
    }

    async fn ask(&self, entry: &Entry, verb: Verb) -> Result<Option<Secret<Vec<u8>>>> {
        let user = entry.user(self.home_tag.as_deref());
        let answer = self.keychain.ask(entry.service(), user, verb, self.quiet).await;
        answer.map_err(|refusal| words::error(refusal, self.keychain.deadline()))
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("home_tag", &self.home_tag).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
