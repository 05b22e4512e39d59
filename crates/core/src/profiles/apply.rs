//! From a plan to the file: lock, read again, work out again, back up, replace.
//!
//! Rule: nobody else takes our lock (the AWS CLI writes in place and takes none), so what was read is compared with
//! what is there right before the rename, and a change in between means starting over.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use super::ini::SIZE_LIMIT;
use super::{AwsFiles, Plan};
use crate::disk::foreign::{self, Replaced};
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
    let _lock = Lock::acquire_blocking(&home.lock("aws-config"), PATIENCE)?;
    let mut backed_up = false;
    for _ in 0..TRIES {
        let seen = foreign::read(&files.config, SIZE_LIMIT)?;
        foreign::sweep(&seen, SystemTime::from(now));
        // The credentials file is looked at anew in any case; a name may have been taken there meanwhile.
        let next = plan.change.edit(files, seen.bytes())?.text;
        if next.as_bytes() == seen.bytes() {
            return Ok(());
        }
        if seen.exists() && !backed_up {
            let at = now.strftime("%Y%m%dT%H%M%SZ").to_string();
            foreign::back_up(&home.data().join("backups"), "config", &at, seen.bytes(), BACKUPS)?;
            backed_up = true;
        }
        match foreign::replace(&seen, next.as_bytes())? {
            Replaced::Done => return Ok(()),
            Replaced::Changed => {}
        }
    }
    Err(Error::new(
        Code::FileBusy,
        format!(
            "Another program changed {} {TRIES} times while Portico tried to write it.",
            files.config.display()
        ),
        "Wait until that program has ended, then try again.",
    ))
}
