//! Whose a file is, on Linux and macOS.

use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use crate::error::{Code, Error, Result};

/// The user this process runs as.
pub(crate) fn own_uid() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// The user that owns `path` itself, not what it points to.
///
/// # Errors
/// When there is no such file.
pub(crate) fn owner_of(path: &Path) -> io::Result<u32> {
    path.symlink_metadata().map(|metadata| metadata.uid())
}

/// Leaves a file to its owner alone (0600).
///
/// # Errors
/// When it is somebody else's.
pub(crate) fn make_private(path: &Path) -> Result<()> {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).map_err(|error| {
        Error::new(
            Code::FileNotWritable,
            format!("{} cannot be made private: {error}.", path.display()),
            "Check who owns its folder.",
        )
    })
}
