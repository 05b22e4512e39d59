//! Secrets at rest: the OS keychain, or what the person chose in its place.
//!
//! Rules: one entry per kind of secret, divided when it is too long for one item; all calls go through one thread with a
//! deadline ([`DEADLINE`]); a store that failed is opened anew and asked once more; locked, absent, silent, too small,
//! item gone and failed are six different answers.

mod cache;
mod choice;
mod chunks;
mod entry;
mod file;
mod os;
mod passphrase;
mod pulse;
mod store;
mod thread;
mod transfer;
mod words;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use portico_model::Secret;

pub use entry::Entry;
pub use file::FileStore;
pub use passphrase::{Nobody, Passphrase, Question};
pub use store::{Fault, ITEM, MemoryStore, Store, Unasked};
use thread::{Alone, Call, Keychain, Reply, Verb};
pub use transfer::{Moved, Old, self_test, transfer};
pub use words::item_gone;

use crate::disk::{Home, Lock};
use crate::error::Result;
use crate::settings::Choice;

/// How long the keychain may take for one call (GitHub's CLI waits as long).
pub const DEADLINE: Duration = Duration::from_secs(3);

/// How long a stuck call is waited for before a new connection is tried.
const PROBE_AFTER: Duration = Duration::from_secs(10);
/// Far longer than a change of many items takes; whoever holds the lock longer is stuck in the keychain.
const LOCK_PATIENCE: Duration = DEADLINE;

/// The keychain, cheap to clone. Make one per process: clones share the thread that serialises the calls.
#[derive(Clone)]
pub struct Vault {
    keychain: Arc<Keychain>,
    quiet: bool,
    home_tag: Option<Arc<str>>,
    /// Where the locks between processes are; `None` for a store that no other process reaches.
    locks: Option<Home>,
}

impl Vault {
    /// The store that the settings of `home` name, the keychain of the operating system when they name none; a change
    /// of the settings is heeded from the next call on. Nothing is opened before the first call. `passphrase` asks the
    /// person, where the store is the encrypted file. Entries carry the tag of `home`.
    #[must_use]
    pub fn of_system(home: &Home, passphrase: Arc<dyn Passphrase>) -> Self {
        Self::new(choice::opener(home.clone(), passphrase), home.tag(), DEADLINE).shared(home)
    }

    /// One particular store of `home`, whatever the settings say: what secrets are moved out of and into.
    #[must_use]
    pub fn of_choice(home: &Home, choice: Choice, passphrase: Arc<dyn Passphrase>) -> Self {
        let open = choice::fixed_opener(home.clone(), choice, passphrase);
        Self::new(open, home.tag(), DEADLINE).shared(home)
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

    /// The same vault for a store that other processes with this `home` change, too.
    #[must_use]
    pub fn shared(self, home: &Home) -> Self {
        Self { locks: Some(home.clone()), ..self }
    }

    /// The same vault for work that no person is waiting for: a locked keychain is an error at once, never a prompt.
    #[must_use]
    pub fn quietly(&self) -> Self {
        Self { quiet: true, ..self.clone() }
    }

    /// The value of `entry`, or `None` when none is stored.
    ///
    /// # Errors
    /// The keychain codes; [`crate::Code::KeychainItemGone`] when a part of the value is lost.
    pub async fn read(&self, entry: &Entry) -> Result<Option<Secret>> {
        let Reply::Value(Some(bytes)) = self.ask(entry, Verb::Get, None).await? else { return Ok(None) };
        match std::str::from_utf8(bytes.expose()) {
            Ok(text) => Ok(Some(Secret::new(text.to_owned()))),
            Err(_) => Err(words::foreign()),
        }
    }

    /// Stores `value`, replacing what was there. After [`crate::Code::KeychainSilent`] it is unknown whether the value
    /// was stored: values that matter carry a generation and are read back.
    ///
    /// # Errors
    /// The keychain codes.
    pub async fn write(&self, entry: &Entry, value: &Secret) -> Result<()> {
        let bytes = || Secret::new(value.expose().as_bytes().to_vec());
        // One item is changed by one call, which needs no lock.
        if value.expose().len() <= ITEM
            && let Reply::Done = self.ask(entry, Verb::Set(bytes(), Alone::No), None).await?
        {
            return Ok(());
        }
        let lock = self.lock(entry).await?;
        self.ask(entry, Verb::Set(bytes(), Alone::Yes), lock).await.map(drop)
    }

    /// Removes the value of `entry`; one that is not there is fine.
    ///
    /// # Errors
    /// The keychain codes.
    pub async fn remove(&self, entry: &Entry) -> Result<()> {
        let lock = self.lock(entry).await?;
        self.ask(entry, Verb::Delete, lock).await.map(drop)
    }

    /// Makes the person type the password now, where one is missing, so that later calls need not ask.
    ///
    /// # Errors
    /// The keychain codes.
    pub async fn unlock(&self) -> Result<()> {
        self.ask(&Entry::Probe, Verb::Unlock, None).await.map(drop)
    }

    fn new(open: Arc<thread::Open>, home_tag: Option<&str>, deadline: Duration) -> Self {
        let keychain = Arc::new(Keychain::new(open, deadline, PROBE_AFTER));
        Self { keychain, quiet: false, home_tag: home_tag.map(Arc::from), locks: None }
    }

    /// What keeps other processes from changing the items of `entry` meanwhile.
    async fn lock(&self, entry: &Entry) -> Result<Option<Lock>> {
        // A call of ours that is stuck may hold it.
        if let Some(refusal) = self.keychain.refusal(self.quiet) {
            return Err(words::error(refusal, self.keychain.deadline()));
        }
        let Some(home) = &self.locks else { return Ok(None) };
        let user = entry.user(self.home_tag.as_deref());
        match Lock::acquire(&home.lock(&words::lock_name(entry.service(), &user)), LOCK_PATIENCE).await {
            Ok(lock) => Ok(Some(lock)),
            Err(error) if error.code() == crate::Code::FileBusy => Err(words::busy(LOCK_PATIENCE)),
            Err(error) => Err(error),
        }
    }

    async fn ask(&self, entry: &Entry, verb: Verb, lock: Option<Lock>) -> Result<Reply> {
        let user = entry.user(self.home_tag.as_deref());
        let call = Call { service: entry.service(), user, verb, quiet: self.quiet, _lock: lock };
        let answer = self.keychain.ask(call).await;
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
