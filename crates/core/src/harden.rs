//! What a process does so that its memory stays its own.
//!
//! Rules: no program of Portico leaves a core dump; the companion cannot be read by a debugger of its user either. The app
//! stays readable: desktop portals (file dialogs, the clipboard on Wayland) refuse processes that are not.

/// Asks the system to leave no core dump of this process.
pub fn leave_no_core_dump() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        if let Err(error) = setrlimit(Resource::Core, none) {
            tracing::debug!(%error, "core dumps stay possible");
        }
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
