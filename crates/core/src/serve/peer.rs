//! Who is at the other end of a connection on this machine, where the system tells.

#[cfg(not(target_os = "linux"))]
#[path = "peer/elsewhere.rs"]
mod system;
#[cfg(target_os = "linux")]
#[path = "peer/linux.rs"]
mod system;

use std::fmt;

pub(super) use system::{Owner, can_be_told, owner};

/// A program at work.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Program {
    /// What it calls itself, cleaned.
    pub name: String,
    /// Its number.
    pub id: u32,
}

impl fmt::Display for Program {
    /// For people: `terraform (4711)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.id)
    }
}
