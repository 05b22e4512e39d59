//! The data folder of a center: the database and the lock that keeps a second center out.
//!
//! Rules: both are their owner's only; the lock is the kernel's, so that it is gone the moment its holder is.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use portico_model::{Clock, Entropy};

use crate::config::{Config, StartError};
use crate::seed::{self, SeedError, Size};
use crate::store::Store;

/// The database's name inside [`Config::data`].
const DATABASE: &str = "center.sqlite3";
/// The lock file's; a file of its own, since SQLite has its own use for locks on the database.
const LOCK: &str = "center.lock";

/// An open store, and the lock of its folder.
#[derive(Debug)]
pub(crate) struct Data {
    /// Holds the company.
    pub(crate) store: Store,
    /// Keeps others out until dropped; `None` in memory.
    pub(crate) lock: Option<Lock>,
}

/// Keeps other centers out of a folder until dropped.
#[derive(Debug)]
pub(crate) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Said aloud, because a child process about to start may hold a copy of the handle a moment longer.
        drop(self.0.unlock());
    }
}

/// Opens the store of `config` and brings the company into being in a new one.
///
/// # Errors
/// [`StartError`] when the folder is unusable, in use, or of another company.
pub(crate) async fn open(
    config: &Config,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
) -> Result<Data, StartError> {
    let folder = config.data.as_deref();
    let named = || folder.map_or_else(|| "(memory)".to_owned(), |folder| folder.display().to_string());
    let unusable = |reason: String| StartError::Data { folder: named(), reason };
    let (mut file, mut lock) = (None, None);
    if let Some(folder) = folder {
        let broken = |error: std::io::Error| unusable(error.to_string());
        make_folder(folder).await.map_err(broken)?;
        let held = private_file(&folder.join(LOCK)).await.map_err(broken)?.into_std().await;
        match held.try_lock() {
            Ok(()) => lock = Some(Lock(held)),
            Err(TryLockError::WouldBlock) => return Err(StartError::InUse { folder: named() }),
            Err(TryLockError::Error(error)) => return Err(broken(error)),
        }
        let database: PathBuf = folder.join(DATABASE);
        private_file(&database).await.map_err(broken)?;
        file = Some(database);
    }
    let store = Store::open(file.as_deref()).map_err(|error| unusable(error.to_string()))?;
    let now = clock.now().as_millisecond();
    let size = Size { accounts: config.accounts, roles: config.roles };
    match store.write(|transaction| seed::plant(transaction, size, entropy, now)) {
        Ok(()) => Ok(Data { store, lock }),
        Err(SeedError::OtherRoles(kept)) => Err(StartError::OtherRoles { folder: named(), kept }),
        Err(SeedError::OtherCompany(kept)) => Err(StartError::OtherCompany { folder: named(), kept }),
        Err(error) => Err(unusable(error.to_string())),
    }
}

async fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(folder).await
}

async fn private_file(path: &Path) -> std::io::Result<tokio::fs::File> {
    let mut options = tokio::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).await
}
