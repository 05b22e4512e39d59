//! What the system tells this process to do, for verbs that mind it themselves.
//!
//! Rule: whoever leaves something behind listens before it does so, and ends in order when told to stop; whoever runs a
//! program passes on what that program would have been told in its place.

use portico_core::{Error, Result};
use tokio::process::Child;
use tokio::sync::Notify;

/// The system told this process to end after it had listened for a while: see [`keep_hearing`].
static STOP: Notify = Notify::const_new();

/// Goes on listening for whoever listened for a while: a process that has begun to is ended by no signal any more.
pub(crate) fn keep_hearing(mut signals: Signals) {
    tokio::spawn(async move {
        signals.stop().await;
        STOP.notify_one();
    });
}

/// Waits until a process of which [`keep_hearing`] listens is told to end.
pub(crate) async fn told_to_stop() {
    STOP.notified().await;
}

#[cfg(not(unix))]
pub(crate) use self::elsewhere::Signals;
#[cfg(unix)]
pub(crate) use self::unix::Signals;

#[cfg(unix)]
mod unix {
    use std::io::IsTerminal as _;
    use std::os::unix::process::ExitStatusExt as _;

    use rustix::process::{Pid, Signal as Number, kill_process};
    use tokio::signal::unix::{Signal, SignalKind, signal};

    use super::{Child, Result, deaf, lost};

    /// What this process hears in place of being ended.
    #[derive(Debug)]
    pub(crate) struct Signals {
        interrupt: Signal,
        quit: Signal,
        terminate: Signal,
        hang_up: Signal,
        first: Signal,
        second: Signal,
    }

    impl Signals {
        /// Listens from now on.
        ///
        /// # Errors
        /// When signals cannot be heard.
        pub(crate) fn hear() -> Result<Self> {
            let hear = |kind| signal(kind).map_err(|error| deaf(&error));
            Ok(Self {
                interrupt: hear(SignalKind::interrupt())?,
                quit: hear(SignalKind::quit())?,
                terminate: hear(SignalKind::terminate())?,
                hang_up: hear(SignalKind::hangup())?,
                first: hear(SignalKind::user_defined1())?,
                second: hear(SignalKind::user_defined2())?,
            })
        }

        /// Waits until somebody wants this process to end: Ctrl-C, `kill`, the terminal was closed.
        pub(crate) async fn stop(&mut self) {
            tokio::select! {
                _ = self.interrupt.recv() => {}
                _ = self.quit.recv() => {}
                _ = self.terminate.recv() => {}
                _ = self.hang_up.recv() => {}
            }
        }

        /// Waits for a child, which hears what this process hears; gives the exit code a shell would give.
        ///
        /// # Errors
        /// When the child cannot be waited for.
        pub(crate) async fn accompany(&mut self, child: &mut Child) -> Result<u8> {
            let id = child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
            // A key at the terminal is told to the child by the terminal: told twice, some programs stop without tidying up.
            let at_terminal = std::io::stdin().is_terminal();
            let pass = |told: Number, from_keys: bool| {
                if let Some(id) = id.filter(|_| !(from_keys && at_terminal)) {
                    // One that has just ended hears nothing more.
                    let _ = kill_process(id, told);
                }
            };
            loop {
                tokio::select! {
                    ended = child.wait() => {
                        let status = ended.map_err(|error| lost(&error))?;
                        let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
                        return Ok(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1));
                    }
                    _ = self.interrupt.recv() => pass(Number::INT, true),
                    _ = self.quit.recv() => pass(Number::QUIT, true),
                    _ = self.terminate.recv() => pass(Number::TERM, false),
                    _ = self.hang_up.recv() => pass(Number::HUP, false),
                    _ = self.first.recv() => pass(Number::USR1, false),
                    _ = self.second.recv() => pass(Number::USR2, false),
                }
            }
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use super::{Child, Result, lost};

    /// What this process hears in place of being ended: Ctrl-C.
    #[derive(Debug)]
    pub(crate) struct Signals;

    impl Signals {
        /// Listens from now on.
        ///
        /// # Errors
        /// Never here.
        pub(crate) fn hear() -> Result<Self> {
            Ok(Self)
        }

        /// Waits until somebody wants this process to end.
        pub(crate) async fn stop(&mut self) {
            // Where it cannot be heard, the system ends the process.
            let _ = tokio::signal::ctrl_c().await;
        }

        /// Waits for a child, which the console tells Ctrl-C, too.
        ///
        /// # Errors
        /// When the child cannot be waited for.
        pub(crate) async fn accompany(&mut self, child: &mut Child) -> Result<u8> {
            loop {
                tokio::select! {
                    ended = child.wait() => {
                        let code = ended.map_err(|error| lost(&error))?.code();
                        return Ok(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1));
                    }
                    () = self.stop() => {}
                }
            }
        }
    }
}

#[cfg(unix)]
fn deaf(error: &std::io::Error) -> Error {
    Error::internal(format!("Signals cannot be heard: {error}."))
}

fn lost(error: &std::io::Error) -> Error {
    Error::internal(format!("The program cannot be waited for: {error}."))
}
