//! Files that belong to somebody else: read with their identity, replaced only while that identity still holds.
//!
//! Rules: a symbolic link is followed and kept; mode, owner and extended attributes are kept; what is not an ordinary
//! file is refused; the new bytes are on the disk before they take the old ones' place (`security.md` 2.4).

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::file::{create_private_dir, stale, sync_dir};
use crate::error::{Code, Error, Result};

/// A file as it was when it was read; one that does not exist reads as empty.
#[derive(Debug)]
pub struct Seen {
    bytes: Vec<u8>,
    target: PathBuf,
    identity: Option<Identity>,
}

/// Tells whether a file is still the one that was read.
#[derive(Debug, Eq, PartialEq)]
struct Identity {
    inode: (u64, u64),
    size: u64,
    modified: Option<SystemTime>,
    hash: [u8; 32],
}

/// How [`replace`] ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Replaced {
    /// The file now holds the new bytes.
    Done,
    /// Somebody changed the file since it was read; nothing was written.
    Changed,
}

impl Seen {
    /// The bytes read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether the file is now called `path`, as far as the file system tells; its bytes are not looked at.
    fn is_still(&self, path: &Path) -> bool {
        let (Some(identity), Ok(metadata)) = (&self.identity, fs::symlink_metadata(path)) else {
            return false;
        };
        identity.inode == inode(&metadata)
            && identity.size == metadata.len()
            && identity.modified == metadata.modified().ok()
    }

    /// Whether there was a file.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.identity.is_some()
    }
}

/// Reads `path`, at most `limit` bytes and one more (so that the caller sees that there are too many).
///
/// # Errors
/// When it is not an ordinary file, a link that leads nowhere, or may not be read.
pub fn read(path: &Path, limit: usize) -> Result<Seen> {
    let path = std::path::absolute(path).map_err(|error| unreadable(path, &error))?;
    let target = resolve(&path)?;
    let (bytes, identity) = match look(&target, limit)? {
        Some((bytes, identity)) => (bytes, Some(identity)),
        None => (Vec::new(), None),
    };
    Ok(Seen { bytes, target, identity })
}

/// Puts `bytes` in the place of the file that was `seen`, unless somebody has changed it meanwhile.
///
/// # Errors
/// When the file, its folder or its owner does not let Portico; the old file is then untouched.
pub fn replace(seen: &Seen, bytes: &[u8]) -> Result<Replaced> {
    let target = &seen.target;
    let folder = target.parent().unwrap_or(Path::new("."));
    create_private_dir(folder)?;
    let old = permitted(target)?;
    let temporary = Temporary(folder.join(temporary_name(target)));
    temporary
        .fill(bytes, old.as_ref().map(|metadata| (target.as_path(), metadata)))
        .map_err(|e| denied(target, &e))?;
    let limit = seen.bytes.len();
    if look(target, limit)?.map(|(_, identity)| identity) != seen.identity {
        return Ok(Replaced::Changed);
    }
    temporary.take_the_place_of(target, seen, || sync_dir(folder))
}

/// Removes what a killed writer left beside `seen`. Call it under the writers' lock only.
pub fn sweep(seen: &Seen, now: SystemTime) {
    // One that stays does no harm; the next sweep tries again.
    left_beside(&seen.target, now).iter().for_each(|path| drop(super::remove(path)));
}

/// What killed writers left beside the file at `path`, an hour and more before `now`.
pub fn leftovers(path: &Path, now: SystemTime) -> Vec<PathBuf> {
    resolve(path).map(|target| left_beside(&target, now)).unwrap_or_default()
}

fn left_beside(target: &Path, now: SystemTime) -> Vec<PathBuf> {
    let folder = target.parent().unwrap_or(Path::new("."));
    stale(folder, &format!(".{}.portico.", file_name(target)), now)
}

/// Writes a copy into `folder` as `{stem}-{at}.ini`, private to its owner, keeps only the newest `keep` of the stem, and
/// says where the copy is. Bytes that the newest copy holds already are not written twice.
///
/// # Errors
/// When the copy cannot be written.
pub fn back_up(folder: &Path, stem: &str, at: &str, bytes: &[u8], keep: usize) -> Result<PathBuf> {
    create_private_dir(folder)?;
    let mut backups = backups(folder, stem);
    if let Some(last) = backups.last()
        && super::read_bytes(last)?.is_some_and(|last| last == bytes)
    {
        return Ok(last.clone());
    }
    let same = format!("{stem}-{at}-");
    let last =
        backups.iter().rev().find_map(|path| file_name(path).strip_prefix(&same)?.get(..3)?.parse().ok());
    let turn: u32 = last.map_or(0, |last: u32| last + 1);
    let path = folder.join(format!("{same}{turn:03}.ini"));
    super::write_atomic(&path, bytes)?;
    backups.push(path.clone());
    let surplus = backups.len().saturating_sub(keep);
    backups.iter().take(surplus).try_for_each(|path| super::remove(path))?;
    Ok(path)
}

/// The backups of `stem`, oldest first.
fn backups(folder: &Path, stem: &str) -> Vec<PathBuf> {
    let prefix = format!("{stem}-");
    let is_one = |path: &PathBuf| file_name(path).starts_with(&prefix) && file_name(path).ends_with(".ini");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_one).collect();
    paths.sort();
    paths
}

/// Follows symbolic links; a path that does not exist is its own target.
fn resolve(path: &Path) -> Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => fs::canonicalize(path).map_err(|error| {
            Error::new(
                Code::FileNotWritable,
                format!("{} is a symbolic link that leads nowhere: {error}.", path.display()),
                "Make the file it points to, or remove the link, then try again.",
            )
        }),
        Ok(_) => Ok(path.to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
        Err(error) => Err(unreadable(path, &error)),
    }
}

#[expect(clippy::disallowed_methods, reason = "disk is where files are opened")]
fn look(target: &Path, limit: usize) -> Result<Option<(Vec<u8>, Identity)>> {
    let fail = |error: &io::Error| unreadable(target, error);
    match fs::symlink_metadata(target) {
        Ok(metadata) if metadata.is_file() => {}
        // Opening a pipe would wait for its other end, so this comes first.
        Ok(_) => return Err(not_ordinary(target)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fail(&error)),
    }
    let file = File::open(target).map_err(|error| fail(&error))?;
    let metadata = file.metadata().map_err(|error| fail(&error))?;
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    (&file).take(most).read_to_end(&mut bytes).map_err(|error| fail(&error))?;
    let identity = Identity {
        inode: inode(&metadata),
        size: metadata.len(),
        modified: metadata.modified().ok(),
        hash: Sha256::digest(&bytes).into(),
    };
    Ok(Some((bytes, identity)))
}

/// What the file is now, once it is sure that its owner lets Portico change it.
#[expect(clippy::disallowed_methods, reason = "disk is where files are opened")]
fn permitted(target: &Path) -> Result<Option<Metadata>> {
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(denied(target, &error)),
    };
    if !metadata.is_file() {
        return Err(not_ordinary(target));
    }
    // A rename needs the folder's permission only; the file's own says what its owner wants.
    if metadata.permissions().readonly() {
        return Err(denied(target, &io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only")));
    }
    File::options().append(true).open(target).map_err(|error| denied(target, &error))?;
    if links(&metadata) > 1 {
        return Err(Error::new(
            Code::FileNotWritable,
            format!("{} is one file under several names (hard links).", target.display()),
            "Replace the other names by symbolic links, then try again.",
        ));
    }
    Ok(Some(metadata))
}

/// A file that is gone when this is dropped, unless it took another's place.
struct Temporary(PathBuf);

impl Temporary {
    #[expect(clippy::disallowed_methods, reason = "disk is where files are opened")]
    fn fill(&self, bytes: &[u8], like: Option<(&Path, &Metadata)>) -> io::Result<()> {
        // Only a dead process of the same id can have left one: the writers' lock is held.
        if self.0.symlink_metadata().is_ok() {
            fs::remove_file(&self.0)?;
        }
        let mut options = File::options();
        options.create_new(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.0)?;
        file.write_all(bytes)?;
        if let Some((target, metadata)) = like {
            dress(&file, target, metadata)?;
        }
        file.sync_all()
    }

    /// Changes places with the file that was `seen`, so that nothing is lost that somebody wrote since the last look: what
    /// comes out is looked at once more, and goes back when it is not what was seen. That look is a short one, because
    /// whoever reads meanwhile reads the new file. It goes back, too, when it cannot be made to last (`make_last`).
    fn take_the_place_of(
        self,
        target: &Path,
        seen: &Seen,
        make_last: impl FnOnce() -> io::Result<()>,
    ) -> Result<Replaced> {
        let fail = |error: io::Error| denied(target, &error);
        let swapped = swap(&self.0, target, seen.exists()).map_err(fail)?;
        let outcome = match swapped {
            Swap::Taken => return Ok(Replaced::Changed),
            Swap::Swapped if !seen.is_still(&self.0) => Ok(Replaced::Changed),
            Swap::Swapped | Swap::Renamed => make_last().map(|()| Replaced::Done).map_err(fail),
        };
        if matches!(outcome, Ok(Replaced::Done)) {
            return outcome;
        }
        match swapped {
            Swap::Swapped => swap(&self.0, target, true).map(drop).map_err(fail)?,
            // There was no file before.
            Swap::Renamed if !seen.exists() => super::remove(target)?,
            Swap::Renamed | Swap::Taken => {}
        }
        outcome
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After the rename there is nothing left to remove.
        let _ = super::remove(&self.0);
    }
}

/// How a temporary file and its target changed places.
#[derive(Clone, Copy)]
enum Swap {
    /// Each has the other's name.
    Swapped,
    /// The target is the temporary file, and there is nothing else.
    Renamed,
    /// There is a target although there was none.
    Taken,
}

/// One step for everybody who looks, on file systems that can: both names stay, or the new one is made only where there
/// is none.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(temporary: &Path, target: &Path, exists: bool) -> io::Result<Swap> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    let flag = if exists { RenameFlags::EXCHANGE } else { RenameFlags::NOREPLACE };
    match renameat_with(CWD, temporary, CWD, target, flag) {
        Ok(()) if exists => Ok(Swap::Swapped),
        Ok(()) => Ok(Swap::Renamed),
        Err(Errno::EXIST) => Ok(Swap::Taken),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => rename(temporary, target),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(temporary: &Path, target: &Path, _exists: bool) -> io::Result<Swap> {
    rename(temporary, target)
}

#[expect(clippy::disallowed_methods, reason = "disk is where files are renamed")]
fn rename(temporary: &Path, target: &Path) -> io::Result<Swap> {
    fs::rename(temporary, target).map(|()| Swap::Renamed)
}

/// Gives `file` the owner, the extended attributes (access lists among them) and the mode of `target`.
#[cfg(unix)]
fn dress(file: &File, target: &Path, metadata: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    use xattr::FileExt;

    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (metadata.uid(), metadata.gid()) {
        std::os::unix::fs::fchown(file, Some(metadata.uid()), Some(metadata.gid()))?;
    }
    for name in xattr::list(target).into_iter().flatten() {
        // A label that only the kernel may set is set by the kernel.
        if let Ok(Some(value)) = xattr::get(target, &name) {
            let _ = file.set_xattr(&name, &value);
        }
    }
    file.set_permissions(metadata.permissions())
}

#[cfg(not(unix))]
fn dress(_file: &File, _target: &Path, _metadata: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn inode(_metadata: &Metadata) -> (u64, u64) {
    (0, 0)
}

#[cfg(unix)]
fn links(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn links(_metadata: &Metadata) -> u64 {
    1
}

fn temporary_name(target: &Path) -> String {
    format!(".{}.portico.{}.tmp", file_name(target), std::process::id())
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn not_ordinary(path: &Path) -> Error {
    Error::new(
        Code::FileUnreadable,
        format!("{} is not an ordinary file.", path.display()),
        "Move it away and put an ordinary file in its place.",
    )
}

fn unreadable(path: &Path, error: &io::Error) -> Error {
    Error::new(
        Code::FileUnreadable,
        format!("{} cannot be read: {error}.", path.display()),
        format!("Make {} readable for you, then try again.", path.display()),
    )
}

fn denied(path: &Path, error: &io::Error) -> Error {
    Error::new(
        Code::FileNotWritable,
        format!("{} cannot be written: {error}.", path.display()),
        format!("Give yourself permission to write {} and its folder, then try again.", path.display()),
    )
}
