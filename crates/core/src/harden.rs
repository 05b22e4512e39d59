//! What a process does so that its memory stays its own.
//!
//! Rules: no program of Portico leaves a core dump; the companion cannot be read by a debugger of its user either. The app
//! stays readable: desktop portals (file dialogs, the clipboard on Wayland) refuse processes that are not.

/// Asks the system to leave no core dump of this process, nor of any that it starts.
pub fn leave_no_core_dump() {
    #[cfg(unix)]
    limit(rustix::process::Rlimit { current: Some(0), maximum: Some(0) });
}

/// The limit of core dumps that the person had set.
#[derive(Clone, Copy, Debug)]
pub struct CoreLimit(#[cfg(unix)] rustix::process::Rlimit);

impl CoreLimit {
    /// Asks the system to leave no core dump of this process, for as long as the limit is not [`CoreLimit::restore`]d.
    #[must_use]
    pub fn lower() -> Self {
        #[cfg(unix)]
        {
            use rustix::process::{Resource, Rlimit, getrlimit};
            let found = getrlimit(Resource::Core);
            limit(Rlimit { current: Some(0), ..found });
            Self(found)
        }
        #[cfg(not(unix))]
        Self()
    }

    /// Gives the person's limit to the program that takes this one's place.
    pub fn restore(self) {
        #[cfg(unix)]
        limit(self.0);
    }
}

#[cfg(unix)]
fn limit(limit: rustix::process::Rlimit) {
    if let Err(error) = rustix::process::setrlimit(rustix::process::Resource::Core, limit) {
        tracing::debug!(%error, "the limit of core dumps stays as it was");
    }
}

/// Asks the system to let no other process of the person read this one's memory. Children that are executed are readable
/// again.
pub fn be_unreadable() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        if let Err(error) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
            tracing::debug!(%error, "this process stays readable");
        }
    }
}
