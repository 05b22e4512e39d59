//! Where an endpoint is, and the file that holds its token.

use std::path::{Path, PathBuf};
use std::time::Duration;

use portico_model::Secret;

use crate::disk::{self, Home, Lock};
use crate::error::Result;

/// Where an endpoint is, and what opens it: what tools have to be told.
#[derive(Clone, Debug)]
pub struct Place {
    /// `http://127.0.0.1:PORT/v1/...`.
    pub url: String,
    /// The port, which names the endpoint on this machine.
    pub port: u16,
    /// What the `Authorization` header must be.
    pub token: Secret,
    /// A file with the token alone in it.
    pub token_file: PathBuf,
}

/// The file with a token, which is there as long as its endpoint. The lock beside it tells other processes whether that is
/// so: what a killed one left is removed by the next.
#[derive(Debug)]
pub(super) struct TokenFile {
    path: PathBuf,
    lock: PathBuf,
    _held: Lock,
}

const FOLDER: &str = "endpoints";
const TOKEN: &str = "token";
const LOCK: &str = "lock";
/// Longer than a few small files take.
const PATIENCE: Duration = Duration::from_secs(5);

impl TokenFile {
    pub(super) async fn write(home: &Home, port: u16, token: &Secret) -> Result<Self> {
        let folder = home.data().join(FOLDER);
        let _turn = Lock::acquire(&home.lock(FOLDER), PATIENCE).await?;
        sweep(&folder)?;
        let lock = folder.join(format!("{port}.{LOCK}"));
        let held = Lock::acquire(&lock, PATIENCE).await?;
        let file = Self { path: folder.join(format!("{port}.{TOKEN}")), lock, _held: held };
        // No line end: some tools would send it along.
        disk::write_atomic(&file.path, token.expose().as_bytes())?;
        Ok(file)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TokenFile {
    fn drop(&mut self) {
        for path in [&self.path, &self.lock] {
            if let Err(error) = disk::remove(path) {
                tracing::warn!(%error, "the token of an endpoint that is closed stays, and opens nothing");
            }
        }
    }
}

/// Removes what endpoints left that ended without being asked to, unless one is just being opened.
pub(crate) fn tidy(home: &Home) {
    let folder = home.data().join(FOLDER);
    if !folder.exists() {
        return;
    }
    let tidied =
        Lock::try_acquire(&home.lock(FOLDER)).and_then(|turn| turn.map_or(Ok(()), |_turn| sweep(&folder)));
    if let Err(error) = tidied {
        tracing::warn!(%error, "the token of an endpoint that is closed stays, and opens nothing");
    }
}

/// Removes what endpoints left that ended without being asked to.
fn sweep(folder: &Path) -> Result<()> {
    for name in disk::names(folder)? {
        let Some((port, _)) = name.split_once('.') else { continue };
        let lock = folder.join(format!("{port}.{LOCK}"));
        if let Some(_free) = Lock::try_acquire(&lock)? {
            disk::remove(&folder.join(format!("{port}.{TOKEN}")))?;
            disk::remove(&lock)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn b7_a_token_is_there_as_long_as_its_endpoint_and_what_a_killed_one_left_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path()).expect("a home");
        let write = async |port| TokenFile::write(&home, port, &Secret::new("t".repeat(43))).await;
        let left = home.data().join("endpoints/1.token");
        disk::write_atomic(&left, b"of a killed one").expect("written");
        let (one, two) = (write(2).await.expect("written"), write(3).await.expect("written"));
        assert!(!left.exists());
        let text = disk::read_text(one.path()).expect("readable").expect("there");
        assert_eq!(text, "t".repeat(43), "and no line end");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| path.metadata().expect("there").permissions().mode() & 0o777;
            assert_eq!((mode(one.path()), mode(one.path().parent().expect("a folder"))), (0o600, 0o700));
        }
        drop(one);
        let names = || disk::names(&home.data().join("endpoints")).expect("readable");
        assert_eq!(names(), ["3.lock", "3.token"]);
        drop(two);
        assert!(names().is_empty());
        disk::write_atomic(&left, b"of a killed one").expect("written");
        let living = write(2).await.expect("written");
        disk::write_atomic(&left, b"of a killed one").expect("written");
        tidy(&home);
        assert_eq!(names(), ["2.lock", "2.token"]);
        drop(living);
    }
}
