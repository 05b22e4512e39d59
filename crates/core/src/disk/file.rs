//! Reading whole files and replacing them atomically.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::error::{Code, Error, Result};

/// The names of our temporary files begin with this.
const TEMPORARY: &str = ".portico.";
/// More files of one name are in nobody's folder.
const MOST_NAMESAKES: u32 = 99;
/// No write takes so long.
const STALE: Duration = Duration::from_secs(3600);

/// The text of `path`, or `None` when there is no such file.
///
/// # Errors
/// When the file exists and cannot be read, or is not UTF-8.
#[expect(clippy::disallowed_methods, reason = "disk is where files are read")]
pub fn read_text(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(not_readable(path, &error)),
    }
}

/// The bytes of `path`, or `None` when there is no such file.
///
/// # Errors
/// When the file exists and cannot be read.
#[expect(clippy::disallowed_methods, reason = "disk is where files are read")]
pub fn read_bytes(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(not_readable(path, &error)),
    }
}

/// Replaces `path` by `bytes`, whole or not at all: temporary file beside it (0600), flushed to disk, renamed, folder
/// flushed.
///
/// # Errors
/// When the folder or the file cannot be written; the old file is then untouched.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<()> {
    let write = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(TEMPORARY).suffix(".tmp").tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        sync_dir(folder)
    };
    if let Some(folder) = path.parent() {
        create_private_dir(folder)?;
    }
    write().map_err(|error| not_writable(path, &error))
}

/// Writes a new file in `folder`, bit by bit and for its owner's eyes only, and says which: `{stem}.{end}`, with a number behind
/// the stem where something is called so already. A file that was not written to its end is not there.
///
/// # Errors
/// When the folder or the file cannot be written, and those of `write`.
pub fn write_new(
    folder: &Path,
    stem: &str,
    end: &str,
    write: impl FnOnce(&mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()>,
) -> Result<PathBuf> {
    create_private_dir(folder)?;
    let temporary = tempfile::Builder::new().prefix(TEMPORARY).suffix(".tmp").tempfile_in(folder);
    let mut file = temporary.map_err(|error| not_writable(folder, &error))?;
    let mut put = |bytes: &[u8]| file.write_all(bytes).map_err(|error| not_writable(folder, &error));
    write(&mut put)?;
    file.as_file().sync_all().map_err(|error| not_writable(folder, &error))?;
    for nth in 1..=MOST_NAMESAKES {
        let number = if nth == 1 { String::new() } else { format!("-{nth}") };
        let path = folder.join(format!("{stem}{number}.{end}"));
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => file = error.file,
            Err(error) => return Err(not_writable(&path, &error.error)),
        }
    }
    Err(not_writable(folder, &io::ErrorKind::AlreadyExists.into()))
}

/// Writes a file that is nobody's secret, with the rights that the person's files have, and its folder.
///
/// # Errors
/// When one of them cannot be written.
#[expect(clippy::disallowed_methods, reason = "disk is where files are written")]
pub fn publish(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| fs::write(path, bytes)).map_err(|error| not_writable(path, &error))
}

/// The temporary files that killed writers left in `folder`, an hour and more before `now`.
pub fn leftovers(folder: &Path, now: SystemTime) -> Vec<PathBuf> {
    stale(folder, TEMPORARY, now)
}

/// The files named `{prefix}….tmp` that were last written an hour and more before `now`.
pub(super) fn stale(folder: &Path, prefix: &str, now: SystemTime) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_left = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(prefix) && name.ends_with(".tmp"));
        let age = || now.duration_since(entry.metadata().ok()?.modified().ok()?).ok();
        is_ours && age().is_some_and(|age| age > STALE)
    };
    entries.filter(is_left).map(|entry| entry.path()).collect()
}

/// Makes a folder (and its parents) that only its owner can enter; one that exists is left as it is.
///
/// # Errors
/// When it cannot be made.
pub fn create_private_dir(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| not_writable(path, &error))
}

/// The names in a folder, sorted; none when there is no such folder. Names that are not UTF-8 are left out.
///
/// # Errors
/// When the folder exists and cannot be read.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(not_writable(folder, &error)),
    };
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort_unstable();
    Ok(names)
}

/// Removes a file; one that is not there is fine.
///
/// # Errors
/// When it exists and cannot be removed.
#[expect(clippy::disallowed_methods, reason = "disk is where files are removed")]
pub fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(not_writable(path, &error)),
    }
}

/// Gives a file another name in the same folder, which nothing there may have; one that is not there is fine.
///
/// # Errors
/// When it exists and cannot be renamed, or there is something of the new name.
#[expect(clippy::disallowed_methods, reason = "disk is where files are renamed")]
pub fn rename(path: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        return Err(not_writable(to, &io::ErrorKind::AlreadyExists.into()));
    }
    match fs::rename(path, to) {
        Ok(()) => sync_dir(path.parent().unwrap_or(Path::new("."))).map_err(|error| not_writable(to, &error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(not_writable(path, &error)),
    }
}

/// Makes a rename in `folder` survive a power loss. Windows has no such call and needs none.
#[cfg_attr(unix, expect(clippy::disallowed_methods, reason = "disk is where files are opened"))]
pub(super) fn sync_dir(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

fn not_readable(path: &Path, error: &io::Error) -> Error {
    Error::new(
        Code::FileNotWritable,
        format!("{} cannot be read: {error}.", path.display()),
        "Check the file's owner and permissions.",
    )
}

fn not_writable(path: &Path, error: &io::Error) -> Error {
    Error::new(
        Code::FileNotWritable,
        format!("{} cannot be written: {error}.", path.display()),
        "Check the free space and who owns the folder.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_takes_no_other_ones_place_and_is_whole_or_not_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let new = |text: &'static str| {
            write_new(folder.path(), "journal", "csv", |put| {
                put(text.as_bytes())?;
                if text.is_empty() { Err(Error::internal("It broke off.")) } else { Ok(()) }
            })
        };
        let paths = [new("a").expect("written"), new("b").expect("written")];
        assert_eq!(paths, ["journal.csv", "journal-2.csv"].map(|name| folder.path().join(name)));
        assert_eq!(read_text(&paths[0]).expect("readable").as_deref(), Some("a"));
        new("").expect_err("broke off");
        assert_eq!(names(folder.path()).expect("readable"), ["journal-2.csv", "journal.csv"]);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "what a killed writer leaves")]
    fn what_killed_writers_left_goes_and_what_is_at_work_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str| fs::write(folder.path().join(name), b"x").expect("written");
        ["settings.toml", ".portico.dead.tmp", "mine.tmp"].into_iter().for_each(put);
        let now = fs::metadata(folder.path().join("mine.tmp")).and_then(|it| it.modified()).expect("a time");
        let left = || names(folder.path()).expect("readable");
        let sweep = |now| leftovers(folder.path(), now).iter().try_for_each(|path| remove(path));
        sweep(now + STALE).expect("swept");
        assert_eq!(left(), [".portico.dead.tmp", "mine.tmp", "settings.toml"]);
        sweep(now + STALE + Duration::from_secs(1)).expect("swept");
        assert_eq!(left(), ["mine.tmp", "settings.toml"]);
    }
}
