//! Programs under `strace`: which system calls they make, and what happens to them at one of these.
//!
//! Rule: `strace` counts the calls of each thread apart, so a signal meant for a thread's N-th call meets the first thread
//! that comes so far.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use tokio::process::Command;

use super::process::through;

/// A system call, and which of them.
pub(crate) type Nth = (String, usize);

/// The same program, whose system calls are written to `log`.
pub(crate) fn logged(log: &Path, program: &Command) -> Command {
    through(&["strace", "-f", "-qq", "-o", &log.to_string_lossy()], program)
}

/// The same program, which is killed when it is about to make this system call.
pub(crate) fn killed(at: &Nth, program: &Command) -> Command {
    tampered(at, "signal=SIGKILL", program)
}

/// The same program, to which this happens at this system call.
pub(crate) fn tampered((call, n): &Nth, what: &str, program: &Command) -> Command {
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{what}:when={n}"));
    let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject];
    through(&strace, program)
}

/// The system calls of a log of [`logged`] from the first line on that has `from` in it, each as the thread that comes to
/// it first makes it, in their order.
pub(crate) fn calls(log: &str, from: &str) -> Vec<Nth> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let (mut met, mut all, mut has_begun) = (BTreeSet::new(), Vec::new(), false);
    for line in log.lines() {
        has_begun |= line.contains(from);
        let Some((thread, call)) = call(line) else { continue };
        let count = counts.entry((thread, call)).or_default();
        *count += 1;
        if met.insert((call, *count)) && has_begun {
            all.push((call.to_owned(), *count));
        }
    }
    all
}

/// The thread and the system call of a line; none where a call goes on, a signal comes or a thread ends.
fn call(line: &str) -> Option<(&str, &str)> {
    let (thread, rest) = line.split_once(' ')?;
    let (call, _) = rest.trim_start().split_once('(')?;
    let is_name = call.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then_some((thread, call))
}
