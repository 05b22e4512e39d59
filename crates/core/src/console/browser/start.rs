//! Starting a browser for the person: detached, and with what is theirs.
//!
//! Rule: no shell; nothing is waited for. That a program is missing or is none, the system says at once.

use std::io;
use std::process::{Command, Stdio};

use super::launch::Launch;
use crate::disk;
use crate::error::{Code, Error, Result};
use crate::harden;

/// Starts the browser and does not wait for it.
///
/// # Errors
/// When the browser is gone or cannot be started.
pub fn start(launch: &Launch) -> Result<()> {
    if launch.needs.as_ref().is_some_and(|needs| !needs.exists()) {
        return Err(gone(launch, &io::Error::from(io::ErrorKind::NotFound)));
    }
    let mut command = Command::new(&launch.program);
    command.args(&launch.arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    for name in disk::not_for_others() {
        command.env_remove(name);
    }
    detach(&mut command);
    let child = harden::as_the_person(|| command.spawn()).map_err(|error| gone(launch, &error))?;
    reap(child);
    Ok(())
}

/// Ctrl-C in the terminal that Portico runs in does not reach it.
#[cfg(unix)]
fn detach(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(windows)]
fn detach(command: &mut Command) {
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x0200;
    const DETACHED_PROCESS: u32 = 0x0008;
    std::os::windows::process::CommandExt::creation_flags(
        command,
        CREATE_NEW_PROCESS_GROUP | DETACHED_PROCESS,
    );
}

/// A program that has ended stays in the table of processes until its parent takes note: the app lives long.
fn reap(mut child: std::process::Child) {
    let wait = move || {
        if let Err(error) = child.wait() {
            tracing::debug!(%error, "a browser's end was not noted");
        }
    };
    if let Err(error) =
        std::thread::Builder::new().name("browser".to_owned()).stack_size(64 << 10).spawn(wait)
    {
        tracing::debug!(%error, "a browser's end will not be noted");
    }
}

fn gone(launch: &Launch, error: &io::Error) -> Error {
    let why = if error.kind() == io::ErrorKind::NotFound {
        "it is not installed any more".to_owned()
    } else if error.kind() == io::ErrorKind::PermissionDenied {
        "you may not start it".to_owned()
    } else {
        error.to_string()
    };
    Error::new(
        Code::DesktopFailed,
        format!("{} could not be started: {why}.", launch.browser),
        "Install it again, or choose another browser in the settings.",
    )
}
