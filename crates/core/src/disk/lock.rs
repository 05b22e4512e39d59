//! Kernel locks between processes (flock, LockFileEx): gone the moment their holder is, however it ended.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::disk::create_private_dir;
use crate::error::{Code, Error, Result};

/// Holds the lock of one file until dropped.
#[derive(Debug)]
pub struct Lock(File);

/// Between two tries. Short, because what is done under a lock usually takes one round trip.
const PAUSE: Duration = Duration::from_millis(15);

impl Lock {
    /// Waits for the lock of `path`, at most `patience`.
    ///
    /// # Errors
    /// When the file cannot be made, or another process holds the lock for longer than `patience`.
    pub async fn acquire(path: &Path, patience: Duration) -> Result<Self> {
        let file = open(path)?;
        let deadline = tokio::time::Instant::now() + patience;
        loop {
            if try_once(path, &file)? {
                return Ok(Self(file));
            }
            if tokio::time::Instant::now() >= deadline {
                return Err(held(path, patience));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Whether anybody holds the lock of `path`. Those who only ask are not in each other's way.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn is_held(path: &Path) -> Result<bool> {
        let file = open(path)?;
        let free = judged(path, file.try_lock_shared())?;
        drop(free.then_some(Self(file)));
        Ok(!free)
    }

    /// The lock of `path` if nobody holds it, without waiting.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn try_acquire(path: &Path) -> Result<Option<Self>> {
        let file = open(path)?;
        Ok(try_once(path, &file)?.then_some(Self(file)))
    }

    /// [`Lock::acquire`] for callers that may block their thread.
    ///
    /// # Errors
    /// As there.
    pub fn acquire_blocking(path: &Path, patience: Duration) -> Result<Self> {
        let lock = Self::acquire_unless(path, patience, || false)?;
        lock.ok_or_else(|| Error::internal("A lock that is needed was not waited for."))
    }

    /// The same for something that another process may do meanwhile: no lock once `is_done`.
    ///
    /// # Errors
    /// As there.
    pub fn acquire_unless(
        path: &Path,
        patience: Duration,
        is_done: impl Fn() -> bool,
    ) -> Result<Option<Self>> {
        let file = open(path)?;
        let mut waited = Duration::ZERO;
        loop {
            if is_done() {
                return Ok(None);
            }
            if try_once(path, &file)? {
                return Ok(Some(Self(file)));
            }
            if waited >= patience {
                return Err(held(path, patience));
            }
            std::thread::sleep(PAUSE);
            waited += PAUSE;
        }
    }
}

/// Takes the lock if it is free.
pub(super) fn try_once(path: &Path, file: &File) -> Result<bool> {
    judged(path, file.try_lock())
}

/// Whether the lock was free.
fn judged(path: &Path, tried: std::result::Result<(), TryLockError>) -> Result<bool> {
    match tried {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(Error::new(
            Code::FileNotWritable,
            format!("{} cannot be locked: {error}.", path.display()),
            "Keep Portico's folder on a disk of this computer; some network drives know no locks.",
        )),
    }
}

pub(super) fn held(path: &Path, patience: Duration) -> Error {
    Error::new(
        Code::FileBusy,
        format!("Another Portico has held {} for {} s.", path.display(), patience.as_secs()),
        "Wait for the other command to end, or end it, and try again.",
    )
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The kernel frees the lock with the file in any case; freeing it here only makes it sooner.
        let _ = self.0.unlock();
    }
}

#[expect(clippy::disallowed_methods, reason = "disk is where files are opened")]
pub(super) fn open(path: &Path) -> Result<File> {
    if let Some(folder) = path.parent() {
        create_private_dir(folder)?;
    }
    let mut options = File::options();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| {
        Error::new(
            Code::FileNotWritable,
            format!("{} cannot be opened: {error}.", path.display()),
            "Check the free space and who owns the folder.",
        )
    })
}
