//! What a process does so that its memory and its files stay its own.
//!
//! Rules: no program of Portico leaves a core dump; the companion cannot be read by a debugger of its user either. The app
//! stays readable: desktop portals (file dialogs, the clipboard on Wayland) refuse processes that are not. What libraries
//! write for the app is its owner's alone, too; what the app starts for the person is as the person has it.

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

/// The person's own umask, once it is not this process's any more.
#[cfg(unix)]
static USUAL: std::sync::Mutex<Option<rustix::fs::Mode>> = std::sync::Mutex::new(None);

/// Makes whatever this process creates from now on its owner's alone: libraries (the web view's, the tray's) leave that to
/// the umask. To be called before there are threads.
pub fn keep_files_private() {
    #[cfg(unix)]
    {
        use rustix::fs::Mode;
        let found = rustix::process::umask(Mode::RWXG | Mode::RWXO);
        usual().get_or_insert(found);
    }
}

/// Starts a program that is not Portico's with the person's own umask: what it writes is not Portico's either.
pub fn as_the_person<T>(start: impl FnOnce() -> T) -> T {
    #[cfg(unix)]
    let _back = {
        let held = usual();
        Back { own: held.map(rustix::process::umask), _held: held }
    };
    start()
}

/// Goes back to this process's own umask, when dropped.
#[cfg(unix)]
struct Back {
    own: Option<rustix::fs::Mode>,
    _held: std::sync::MutexGuard<'static, Option<rustix::fs::Mode>>,
}

#[cfg(unix)]
impl Drop for Back {
    fn drop(&mut self) {
        if let Some(own) = self.own {
            rustix::process::umask(own);
        }
    }
}

#[cfg(unix)]
fn usual() -> std::sync::MutexGuard<'static, Option<rustix::fs::Mode>> {
    USUAL.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
