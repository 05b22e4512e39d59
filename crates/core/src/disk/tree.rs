//! Folders as wholes: their size, their removal. Rule: a symbolic link is never followed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Code, Error, Result};

/// Whether there is a folder, and not a link to one.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Where a symbolic link points to; none when there is no link. The target need not be.
#[must_use]
pub fn link_target(path: &Path) -> Option<PathBuf> {
    fs::read_link(path).ok()
}

/// The bytes of all files below a folder; what cannot be read counts nothing.
#[must_use]
pub fn size_of(folder: &Path) -> u64 {
    let mut sum = 0;
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            // Of the entry itself: links are not followed.
            match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => left.push(entry.path()),
                Ok(metadata) => sum += metadata.len(),
                Err(_) => {}
            }
        }
    }
    sum
}

/// Gives a folder another name in the same place. Fails where a program holds it open and the system minds (Windows).
///
/// # Errors
/// When it cannot be renamed.
#[expect(clippy::disallowed_methods, reason = "disk is where files are renamed")]
pub fn rename_folder(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|error| not_removable(from, &error))
}

/// Removes a folder with everything in it; one that is not there is fine.
///
/// # Errors
/// When it is a link, or something in it cannot be removed.
pub fn remove_folder(path: &Path) -> Result<()> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) | Err(_) => {
            return Err(not_removable(
                path,
                &io::Error::new(io::ErrorKind::NotADirectory, "it is no folder"),
            ));
        }
    }
    fs::remove_dir_all(path).map_err(|error| not_removable(path, &error))
}

fn not_removable(path: &Path, error: &io::Error) -> Error {
    Error::new(
        Code::FileNotWritable,
        format!("{} cannot be removed: {error}.", path.display()),
        "Close the programs that use it and try again.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::write_atomic;

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let outside = tempfile::tempdir().expect("a folder");
        write_atomic(&outside.path().join("kept"), &[0; 1000]).expect("written");
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("folder");
        write_atomic(&folder.join("deep/er/file"), &[0; 300]).expect("written");
        std::os::unix::fs::symlink(outside.path(), folder.join("link")).expect("a link");
        let alias = root.path().join("alias");
        std::os::unix::fs::symlink(&folder, &alias).expect("a link");
        assert!(is_folder(&folder) && !is_folder(&alias) && link_target(&alias) == Some(folder.clone()));
        assert!((300..1000).contains(&size_of(&folder)), "{}", size_of(&folder));
        assert!(remove_folder(&alias).is_err() && folder.exists());
        remove_folder(&folder).expect("removed");
        remove_folder(&folder).expect("gone already");
        assert!(!folder.exists() && outside.path().join("kept").exists());
    }
}
