//! The line on Linux and macOS: a Unix socket in a folder of the person's own.

use std::io::{Error as IoError, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use tokio::net::{UnixListener, UnixStream};

use crate::disk::{self, Environment, Home};
use crate::error::{Code, Error, Result};

/// `sun_path` has 104 bytes on macOS and 108 on Linux.
const LONGEST_PATH: usize = 100;

/// Hears callers of this person only.
pub(super) struct Listener {
    inner: UnixListener,
    path: PathBuf,
    uid: u32,
}

impl Listener {
    /// Takes the line: a socket that nobody answers at any more is replaced, one that somebody does is not.
    pub(super) async fn bind(home: &Home, environment: &Environment) -> Result<Self> {
        let path = path(home, environment)?;
        let uid = own_folder(&path)?;
        if let Ok(found) = disk::owner_of(&path) {
            if found != uid {
                return Err(refused(&path, "it belongs to another user"));
            }
            if UnixStream::connect(&path).await.is_ok() {
                return Err(refused(&path, "another Portico answers there"));
            }
            disk::remove(&path)?;
        }
        let inner = UnixListener::bind(&path).map_err(|error| refused(&path, &error.to_string()))?;
        disk::make_private(&path)?;
        Ok(Self { inner, path, uid })
    }

    pub(super) async fn accept(&mut self) -> std::io::Result<UnixStream> {
        let (stream, _) = self.inner.accept().await?;
        if stream.peer_cred()?.uid() == self.uid {
            Ok(stream)
        } else {
            Err(ErrorKind::PermissionDenied.into())
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // One that stays is found stale by the next program.
        drop(disk::remove(&self.path));
    }
}

/// Calls the line, if it is this person's.
pub(super) async fn connect(home: &Home, environment: &Environment) -> std::io::Result<UnixStream> {
    let path = path(home, environment).map_err(|error| IoError::other(error.to_string()))?;
    let stream = UnixStream::connect(&path).await?;
    if stream.peer_cred()?.uid() == disk::own_uid() {
        Ok(stream)
    } else {
        Err(ErrorKind::PermissionDenied.into())
    }
}

/// The same, for an answer that is to be believed: whose socket it is has been asked of the kernel.
pub(super) async fn connect_for_secrets(
    home: &Home,
    environment: &Environment,
) -> std::io::Result<UnixStream> {
    connect(home, environment).await
}

/// In the folder that the system empties at logout, where there is one.
fn path(home: &Home, environment: &Environment) -> Result<PathBuf> {
    let name = home.tag().map_or_else(|| "line.sock".to_owned(), |tag| format!("line-{tag}.sock"));
    // A caller started by cron or sudo may not be told of it.
    let usual = Path::new("/run/user").join(disk::own_uid().to_string());
    let runtime = environment.path("XDG_RUNTIME_DIR").or_else(|| usual.is_dir().then_some(usual));
    let folder = runtime.map_or_else(|| home.data().to_owned(), |runtime| runtime.join("portico"));
    let path = folder.join(name);
    if path.as_os_str().len() > LONGEST_PATH {
        return Err(refused(&path, "its name is too long for a socket"));
    }
    Ok(path)
}

/// Makes the folder of the socket, and gives the person's id when it is theirs alone.
fn own_folder(path: &Path) -> Result<u32> {
    let folder = path.parent().unwrap_or(path);
    disk::create_private_dir(folder)?;
    let metadata = folder.metadata().map_err(|error| refused(path, &error.to_string()))?;
    let own = disk::own_uid();
    if metadata.uid() != own || metadata.mode() & 0o077 != 0 {
        return Err(refused(path, "its folder is not this user's alone"));
    }
    Ok(own)
}

fn refused(path: &Path, why: &str) -> Error {
    Error::new(
        Code::FileBusy,
        format!("{} cannot be used: {why}.", path.display()),
        "Portico works without it; close the other program to have it.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> (tempfile::TempDir, Home, Environment, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(&folder.path().join("home")).expect("a home");
        let environment = Environment::default().with("XDG_RUNTIME_DIR", folder.path());
        let path = path(&home, &environment).expect("a path");
        (folder, home, environment, path)
    }

    #[tokio::test]
    async fn f11_a_stale_socket_is_replaced_and_a_living_one_is_not() {
        let (_folder, home, environment, path) = place();
        own_folder(&path).expect("a folder");
        // What a killed program leaves: a socket that nobody answers at.
        drop(std::os::unix::net::UnixListener::bind(&path).expect("binds"));
        assert!(connect(&home, &environment).await.is_err());
        let first = Listener::bind(&home, &environment).await.expect("the stale one is removed");
        let second = Listener::bind(&home, &environment).await.map(drop).expect_err("one at a time");
        assert!(second.message().contains("another Portico answers"), "{second}");
        assert!(connect(&home, &environment).await.is_ok());
        drop(first);
        assert!(!path.exists(), "nothing is left behind");
    }

    #[tokio::test]
    async fn f11_a_folder_that_others_can_enter_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, home, environment, path) = place();
        let folder = path.parent().expect("a folder");
        own_folder(&path).expect("its own");
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).expect("set");
        let error = Listener::bind(&home, &environment).await.map(drop).expect_err("refused");
        assert!(error.message().contains("not this user's alone"), "{error}");
    }

    #[tokio::test]
    async fn f11_what_belongs_to_another_user_is_neither_removed_nor_called() {
        let (_folder, home, environment, path) = place();
        own_folder(&path).expect("its own");
        drop(std::os::unix::net::UnixListener::bind(&path).expect("binds"));
        if std::os::unix::fs::lchown(&path, Some(12_345), None).is_err() {
            // Only root can give a file away; the folder's check above then stands alone.
            return;
        }
        let error = Listener::bind(&home, &environment).await.map(drop).expect_err("refused");
        assert!(error.message().contains("another user") && path.exists(), "{error}");
    }
}
