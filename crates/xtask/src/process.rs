//! Children: started without a terminal, watched with a time limit, ended with everything they started.
//!
//! Nothing is ever ended by name. A tree is found by walking from a child of ours to its descendants, each process
//! known by its id *and* its start time, so that a re-used id is left alone.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::Result;

/// What a finished child said.
pub(crate) struct Said {
    /// Exit 0.
    pub(crate) success: bool,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// A command whose process gets TERM when xtask itself is ended, however that happens (Linux; elsewhere plain).
pub(crate) fn guarded(program: impl AsRef<OsStr>) -> Command {
    if cfg!(target_os = "linux") && Path::new("/usr/bin/setpriv").exists() {
        let mut command = Command::new("/usr/bin/setpriv");
        command.args(["--pdeathsig", "TERM", "--"]).arg(program);
        return command;
    }
    Command::new(program)
}

/// Runs a command to its end, both of its streams into one log file.
///
/// # Errors
/// When it cannot be started or does not end within `limit`; then its whole tree has been ended.
pub(crate) fn logged(command: &mut Command, log: &Path, limit: Duration) -> Result<ExitStatus> {
    let file = File::create(log).map_err(|error| format!("cannot write {}: {error}", log.display()))?;
    let twin = file.try_clone().map_err(|error| error.to_string())?;
    let mut child = start(command.stdin(Stdio::null()).stdout(file).stderr(twin))?;
    finish(&mut child, limit)
}

/// What a command prints, which must succeed within `limit`.
pub(crate) fn told(command: &mut Command, limit: Duration) -> Result<String> {
    let what = words(command);
    let said = heard(command, limit)?;
    if said.success { Ok(said.out) } else { Err(format!("`{what}`: {}{}", said.out, said.err.trim())) }
}

/// Runs a command to its end and keeps what it printed.
pub(crate) fn heard(command: &mut Command, limit: Duration) -> Result<Said> {
    let mut child = start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let (out, err) = (collect(child.stdout.take()), collect(child.stderr.take()));
    let status = finish(&mut child, limit)?;
    Ok(Said { success: status.success(), out: text(&out), err: text(&err) })
}

/// Starts a command, its error worded for people.
pub(crate) fn start(command: &mut Command) -> Result<Child> {
    let words = words(command);
    if let Some(folder) = command.get_current_dir().filter(|folder| !folder.is_dir()) {
        return Err(format!("`{words}` has no place to run in: {} is missing", folder.display()));
    }
    command.spawn().map_err(|error| format!("`{words}` cannot be started: {error}"))
}

/// Waits for the end of a child, at most `limit`.
pub(crate) fn finish(child: &mut Child, limit: Duration) -> Result<ExitStatus> {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if started.elapsed() < limit => std::thread::sleep(Duration::from_millis(20)),
            Ok(None) => {
                end(child);
                return Err(format!("it was ended after {} seconds without an answer", limit.as_secs()));
            }
            Err(error) => return Err(format!("the child was lost: {error}")),
        }
    }
}

/// A child that works in the background and is ended, with its descendants, when this value goes away.
pub(crate) struct Background(pub(crate) Child);

impl Drop for Background {
    fn drop(&mut self) {
        end(&mut self.0);
    }
}

/// A command as a person would type it, without the guard in front.
pub(crate) fn words(command: &Command) -> String {
    let mut words: Vec<String> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    if words.first().is_some_and(|first| first.ends_with("/setpriv")) {
        words.drain(..4.min(words.len()));
    }
    words.join(" ")
}

/// Is there a program of this name on `PATH`?
pub(crate) fn on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| {
        folder.join(name).is_file()
            || folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).is_file()
    })
}

fn end(child: &mut Child) {
    if matches!(child.try_wait(), Ok(Some(_))) {
        return;
    }
    let tree = tree(child.id());
    signal("TERM", &tree);
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(3) {
        let gone = matches!(child.try_wait(), Ok(Some(_)));
        if gone && tree.iter().all(|one| !alive(*one)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    signal("KILL", &tree.into_iter().filter(|one| alive(*one)).collect());
    // Without /proc the tree is empty and only the child itself can be ended.
    drop(child.kill());
    drop(child.wait());
}

/// A process: its id and the clock tick at which it started.
type Process = (u32, u64);

fn signal(name: &str, processes: &BTreeSet<Process>) {
    if processes.is_empty() {
        return;
    }
    let ids: Vec<String> = processes.iter().map(|(id, _)| id.to_string()).collect();
    // `kill` of the shell: a bare Debian has no /bin/kill.
    let script = format!("kill -{name} {} 2>/dev/null", ids.join(" "));
    drop(Command::new("sh").args(["-c", &script]).status());
}

fn alive((id, started): Process) -> bool {
    stat(id).is_some_and(|(_, begun, state)| begun == started && state != 'Z')
}

/// The child and its descendants; empty where there is no /proc.
fn tree(root: u32) -> BTreeSet<Process> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        if let Ok(id) = entry.file_name().to_string_lossy().parse::<u32>()
            && let Some((parent, started, _)) = stat(id)
        {
            all.push((id, parent, started));
        }
    }
    let mut found: BTreeSet<Process> =
        all.iter().filter(|(id, ..)| *id == root).map(|(id, _, started)| (*id, *started)).collect();
    loop {
        let before = found.len();
        let ids: BTreeSet<u32> = found.iter().map(|(id, _)| *id).collect();
        found.extend(
            all.iter().filter(|(_, parent, _)| ids.contains(parent)).map(|(id, _, begun)| (*id, *begun)),
        );
        if found.len() == before {
            return found;
        }
    }
}

/// Parent id, start time and state of a process, from `/proc/ID/stat` (fields 4, 22 and 3 of proc(5)).
fn stat(id: u32) -> Option<(u32, u64, char)> {
    let line = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in field 2 may hold spaces and brackets: count from its last bracket.
    let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
    Some((fields.get(1)?.parse().ok()?, fields.get(19)?.parse().ok()?, fields.first()?.chars().next()?))
}

fn collect(stream: Option<impl Read + Send + 'static>) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    if let Some(mut stream) = stream {
        std::thread::spawn(move || {
            let mut buffer = [0_u8; 4096];
            while let Ok(count @ 1..) = stream.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
    }
    receiver
}

/// What arrived. The child has ended; a grandchild that still holds the pipe is not waited for longer than a second.
fn text(receiver: &mpsc::Receiver<Vec<u8>>) -> String {
    let mut bytes = Vec::new();
    while let Ok(part) = receiver.recv_timeout(Duration::from_secs(1)) {
        bytes.extend(part);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_child_that_takes_too_long_is_ended_with_its_descendants() {
        let folder = std::env::temp_dir().join(format!("xtask-process-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mark = folder.join("grandchild");
        let script = format!("sleep 60 & echo $! > '{}'; wait", mark.display());
        let told = heard(guarded("sh").args(["-c", &script]), Duration::from_millis(500));
        assert!(told.is_err());
        let grandchild: u32 = std::fs::read_to_string(&mark).unwrap().trim().parse().unwrap();
        assert!(stat(grandchild).is_none_or(|(_, _, state)| state == 'Z'), "the grandchild still runs");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn output_and_success_are_kept_apart() {
        let said =
            heard(guarded("sh").args(["-c", "echo out; echo err >&2; exit 3"]), Duration::from_secs(20))
                .unwrap();
        assert_eq!((said.success, said.out.as_str(), said.err.as_str()), (false, "out\n", "err\n"));
    }
}
