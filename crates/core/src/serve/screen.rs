//! Whether the screen is being locked, where the desktop tells.

#[cfg(not(target_os = "linux"))]
#[path = "screen/elsewhere.rs"]
mod system;
#[cfg(target_os = "linux")]
#[path = "screen/linux.rs"]
mod system;

pub(super) use system::Watch;

use crate::error::{Code, Error};

fn not_told(why: &str) -> Error {
    Error::new(
        Code::DesktopFailed,
        format!("Portico cannot be told when the screen is locked: {why}."),
        "Leave --stop-on-lock out, or use --idle to have it end by itself.",
    )
}
