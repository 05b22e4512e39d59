//! Secrets in files that a passphrase opens: for people without a keychain, by their own choice.
//!
//! Rules: one key (`keychain/identity.age`, encrypted with the passphrase) opens one file for each secret, whose name is
//! a hash; files are replaced whole or not at all, 0600 in a folder that is 0700; a file that does not open is left as
//! it is; the passphrase is never kept, the key only in [`Cache`]. Without Portico: `age -d -i identity.age FILE.age`.

mod sealing;
#[cfg(all(test, target_os = "linux"))]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use portico_model::{Clock, Secret};
use sha2::{Digest, Sha256};

use self::sealing::{Key, Stuck};
use super::cache::Cache;
use super::passphrase::{Passphrase, Question};
use super::store::{Fault, Store, Unasked};
use crate::disk::{self, Home, Lock};

/// The file of the key.
const KEY: &str = "identity.age";
/// scrypt's work, as a power of two: about a second, as the `age` command takes.
const WORK: u8 = 18;
/// How often the person may mistype.
const TRIES: u32 = 3;
/// The fewest characters of a new passphrase.
const SHORTEST: usize = 8;
/// How long another Portico may ask before this one gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// The store; cheap to make.
pub struct FileStore {
    folder: PathBuf,
    lock: PathBuf,
    passphrase: Arc<dyn Passphrase>,
    cache: Cache,
    work: u8,
}

impl FileStore {
    /// The store of `home`. Nothing is read before the first call.
    #[must_use]
    pub fn of(home: &Home, passphrase: Arc<dyn Passphrase>, clock: Arc<dyn Clock>) -> Self {
        let folder = home.data().join("keychain");
        let cache = Cache::new(format!("portico:keychain:{}", hash(&folder.to_string_lossy())), clock);
        Self { folder, lock: home.lock("keychain-passphrase"), passphrase, cache, work: WORK }
    }

    /// Whether a passphrase was chosen.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.folder.join(KEY).exists()
    }

    /// Asks for a new passphrase and makes the key, unless there is one.
    ///
    /// # Errors
    /// When the person does not give one, or the file cannot be written.
    pub fn create(&self) -> Result<(), Fault> {
        let _lock = self.lock()?;
        if self.exists() {
            return Ok(());
        }
        self.write_key(&Key::generate())
    }

    /// Asks for the passphrase, even when the key is at hand, and then for a new one.
    ///
    /// # Errors
    /// As [`FileStore::create`]; the old passphrase then still holds.
    pub fn change_passphrase(&self) -> Result<(), Fault> {
        let _lock = self.lock()?;
        let key = self.ask()?;
        self.write_key(&key)
    }

    /// Forgets the key, so that the next call asks for the passphrase.
    pub fn close(&self) {
        self.cache.clear();
    }

    /// Removes everything, the key last.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub fn clear(&self) -> Result<(), Fault> {
        for name in disk::names(&self.folder).map_err(|error| of_disk(&error))? {
            if name.ends_with(".age") && name != KEY {
                disk::remove(&self.folder.join(name)).map_err(|error| of_disk(&error))?;
            }
        }
        disk::remove(&self.folder.join(KEY)).map_err(|error| of_disk(&error))?;
        self.close();
        Ok(())
    }

    fn lock(&self) -> Result<Lock, Fault> {
        Lock::acquire_blocking(&self.lock, PATIENCE).map_err(|error| {
            if error.code() == crate::Code::FileBusy {
                Fault::Sealed(Unasked::Elsewhere)
            } else {
                of_disk(&error)
            }
        })
    }

    fn write_key(&self, key: &Key) -> Result<(), Fault> {
        let mut again = false;
        let passphrase = loop {
            let typed = self.passphrase.ask(Question::New { again }).map_err(Fault::Sealed)?;
            if typed.expose().chars().count() >= SHORTEST {
                break typed;
            }
            again = true;
        };
        let sealed = sealing::close_key(key, &passphrase, self.work).map_err(Fault::Failed)?;
        disk::write_atomic(&self.folder.join(KEY), &sealed).map_err(|error| of_disk(&error))?;
        self.cache.write(&key.to_text());
        Ok(())
    }

    /// The key, from the cache or from the person.
    fn key(&self) -> Result<Key, Fault> {
        if let Some(key) = self.cached() {
            return Ok(key);
        }
        let _lock = self.lock()?;
        // Somebody else may have asked in the meantime.
        if let Some(key) = self.cached() {
            return Ok(key);
        }
        self.ask()
    }

    fn cached(&self) -> Option<Key> {
        // A key without its file belongs to a store that is gone.
        if !self.exists() {
            return None;
        }
        Key::parse(self.cache.read()?.expose())
    }

    fn ask(&self) -> Result<Key, Fault> {
        let damaged = || Fault::Damaged { file: KEY.to_owned(), is_key: true };
        let sealed = self.bytes(KEY)?.ok_or(Fault::Sealed(Unasked::NoKey))?;
        for attempt in 0..TRIES {
            let question = Question::Known { again: attempt > 0 };
            let typed = self.passphrase.ask(question).map_err(Fault::Sealed)?;
            match sealing::open_key(&sealed, &typed) {
                Ok(key) => {
                    self.cache.write(&key.to_text());
                    return Ok(key);
                }
                Err(Stuck::WrongKey) => {}
                Err(Stuck::Damaged) => return Err(damaged()),
            }
        }
        Err(Fault::Sealed(Unasked::Wrong))
    }

    fn open(&self, file: &str, sealed: &[u8]) -> Result<Secret<Vec<u8>>, Fault> {
        let damaged = |_| Fault::Damaged { file: file.to_owned(), is_key: false };
        match self.key()?.open(sealed) {
            Err(Stuck::WrongKey) => {
                // The cached key may be that of a store that was made anew since.
                self.cache.clear();
                self.key()?.open(sealed).map_err(damaged)
            }
            opened => opened.map_err(damaged),
        }
    }

    fn bytes(&self, file: &str) -> Result<Option<Vec<u8>>, Fault> {
        disk::read_bytes(&self.folder.join(file)).map_err(|error| of_disk(&error))
    }
}

impl Store for FileStore {
    fn get(&self, service: &str, user: &str) -> Result<Option<Secret<Vec<u8>>>, Fault> {
        let file = file_name(service, user);
        let Some(sealed) = self.bytes(&file)? else { return Ok(None) };
        if !self.exists() {
            return Err(Fault::Lost);
        }
        let text = self.open(&file, &sealed)?;
        // The first line says whose it is, so that files cannot take each other's places.
        match text.expose().strip_prefix(title(service, user).as_bytes()) {
            Some(value) => Ok(Some(Secret::new(value.to_vec()))),
            None => Err(Fault::Damaged { file, is_key: false }),
        }
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> Result<(), Fault> {
        let text = Secret::new([title(service, user).as_bytes(), value].concat());
        let sealed = self.key()?.seal(text.expose()).map_err(Fault::Failed)?;
        let path = self.folder.join(file_name(service, user));
        disk::write_atomic(&path, &sealed).map_err(|error| of_disk(&error))
    }

    fn delete(&self, service: &str, user: &str) -> Result<(), Fault> {
        disk::remove(&self.folder.join(file_name(service, user))).map_err(|error| of_disk(&error))
    }

    fn is_locked(&self) -> bool {
        self.exists() && self.cached().is_none()
    }

    fn unlock(&self) -> Result<(), Fault> {
        self.key().map(drop)
    }

    fn when_locked(&self) -> Fault {
        Fault::Sealed(Unasked::Nobody)
    }

    fn asks_here(&self) -> bool {
        self.passphrase.asks_here()
    }

    fn room(&self) -> usize {
        usize::MAX
    }
}

fn title(service: &str, user: &str) -> String {
    format!("{service}/{user}\n")
}

fn file_name(service: &str, user: &str) -> String {
    format!("{}.age", hash(&format!("{service}/{user}")))
}

fn hash(text: &str) -> String {
    Sha256::digest(text)[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn of_disk(error: &crate::Error) -> Fault {
    Fault::Failed(error.message().to_owned())
}
