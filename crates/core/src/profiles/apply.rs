//! From a plan to the file: lock, read again, work out again, back up, replace.
//!
//! Rule: nobody else takes our lock (the AWS CLI writes in place and takes none), so what was read is compared with
//! what is there right before the rename, and a change in between means starting over.

use std::borrow::Cow;
use std::path::Path;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use super::ini::SIZE_LIMIT;
use super::plan::Deed;
use super::{AwsFiles, Plan, keys, undo};
use crate::disk::foreign::{self, Replaced, Seen};
use crate::disk::{Home, Lock};
use crate::error::{Code, Error, Result};

/// How often somebody else may change the file while Portico works on it.
const TRIES: usize = 5;
/// How long another Portico may hold the lock.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many backups are kept.
const BACKUPS: usize = 10;

/// Makes the change of `plan` on the file as it is now; `now` names the backup. A file that has it already is not
/// touched. Blocks for as long as another Portico writes, so call it where blocking is allowed.
///
/// # Errors
/// Those of [`super::plan()`] on the newer bytes; when the file cannot be written; when others keep changing it. The old
/// file is then untouched.
pub fn apply(home: &Home, files: &AwsFiles, plan: &Plan, now: Timestamp) -> Result<()> {
    let path = plan.deed.path(files);
    let _lock = Lock::acquire_blocking(&home.lock("aws-config"), PATIENCE)?;
    for _ in 0..TRIES {
        let seen = foreign::read(path, SIZE_LIMIT)?;
        foreign::sweep(&seen, SystemTime::from(now));
        let next = if seen.bytes() == plan.old {
            Cow::Borrowed(plan.new.as_str())
        } else {
            Cow::Owned(plan.deed.edit(files, seen.bytes())?.text)
        };
        if next.as_bytes() == seen.bytes() {
            return Ok(());
        }
        prepare(home, path, &plan.deed, &seen, &next, now)?;
        match foreign::replace(&seen, next.as_bytes())? {
            Replaced::Done => return settle(home, path, &plan.deed, &next),
            Replaced::Changed => {}
        }
    }
    Err(kept_changing(path))
}

/// Notes what is there now.
fn settle(home: &Home, path: &Path, deed: &Deed, next: &str) -> Result<()> {
    match deed {
        Deed::Change(_) | Deed::Undo(_) => Ok(()),
        Deed::Keys(_) => keys::note(home, path, &[next.as_bytes()]),
    }
}

/// Keeps what will be needed afterwards: a copy of what was there, and what is about to be.
fn prepare(home: &Home, path: &Path, deed: &Deed, seen: &Seen, next: &str, now: Timestamp) -> Result<()> {
    let at = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let back_up = |stem: &str, bytes: &[u8]| {
        let copies = undo::copies(home);
        seen.exists().then(|| foreign::back_up(&copies, stem, &at, bytes, BACKUPS)).transpose()
    };
    match deed {
        Deed::Change(_) | Deed::Undo(_) => {
            let copy = back_up("config", seen.bytes())?;
            undo::remember(home, path, copy, next)
        }
        Deed::Keys(keys) if keys.is_only_shown() => Err(Error::internal("There are no keys to write.")),
        Deed::Keys(_) => {
            back_up("credentials", keys::without_keys(path, seen.bytes())?.as_bytes())?;
            // What goes may stay when the file cannot be written.
            keys::note(home, path, &[seen.bytes(), next.as_bytes()])
        }
    }
}

fn kept_changing(path: &Path) -> Error {
    Error::new(
        Code::FileBusy,
        format!("Another program changed {} {TRIES} times while Portico tried to write it.", path.display()),
        "Wait until that program has ended, then try again.",
    )
}
