//! Real programs, run with a deadline. Rule: a child ends with the test that started it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Far more than anything here takes; a test that meets it has failed.
pub(crate) const DEADLINE: Duration = Duration::from_secs(90);

/// What a program said and how it ended; -1 for a signal.
#[derive(Clone, Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    /// It must have worked; gives its stdout.
    #[track_caller]
    pub(crate) fn worked(self) -> String {
        assert_eq!(self.code, 0, "exit {}\nstdout: {}\nstderr: {}", self.code, self.out, self.err);
        self.out
    }
}

/// Runs a program to its end.
pub(crate) async fn run(command: Command) -> Ended {
    Started::start(command).end().await
}

/// A program at work whose stdout is read line by line.
pub(crate) struct Started {
    words: String,
    child: Child,
    input: Option<ChildStdin>,
    out: Lines<BufReader<ChildStdout>>,
    heard: String,
    err: JoinHandle<String>,
    _clock: FakeClock,
}

/// What libfaketime shares between a program and its children, in memory that outlasts a program that is killed.
struct FakeClock(Option<u32>);

impl Drop for FakeClock {
    #[expect(clippy::disallowed_methods, reason = "nothing else tidies up after a killed program")]
    fn drop(&mut self) {
        let Some(id) = self.0 else { return };
        for name in [format!("faketime_shm_{id}"), format!("sem.faketime_sem_{id}")] {
            // There is none where the program ended by itself.
            drop(std::fs::remove_file(Path::new("/dev/shm").join(name)));
        }
    }
}

impl Started {
    #[track_caller]
    pub(crate) fn start(mut command: Command) -> Self {
        let words = format!("{:?}", command.as_std());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let spawned = command.spawn();
        let mut child = spawned.unwrap_or_else(|error| {
            panic!("{words}: {error}. Run `cargo xtask test`, which installs what the judges need.")
        });
        let out = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut errors = child.stderr.take().expect("a pipe");
        let err = tokio::spawn(async move {
            let mut bytes = Vec::new();
            drop(errors.read_to_end(&mut bytes).await);
            String::from_utf8_lossy(&bytes).into_owned()
        });
        let is_clocked = command.as_std().get_envs().any(|(name, _)| name == "FAKETIME");
        let _clock = FakeClock(child.id().filter(|_| is_clocked));
        Self { words, input: child.stdin.take(), child, out, heard: String::new(), err, _clock }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id().expect("still at work")
    }

    /// The next line of stdout; `None` at its end.
    pub(crate) async fn line(&mut self) -> Option<String> {
        let next = timeout(DEADLINE, self.out.next_line()).await;
        let next =
            next.unwrap_or_else(|_| panic!("{} said nothing in time; so far: {}", self.words, self.heard));
        let line = next.expect("text on stdout")?;
        self.heard.push_str(&line);
        self.heard.push('\n');
        Some(line)
    }

    /// The first line from here on in which `wanted` is found; the program must say it.
    pub(crate) async fn line_with(&mut self, wanted: &str) -> String {
        while let Some(line) = self.line().await {
            if line.contains(wanted) {
                return line;
            }
        }
        let (words, heard) = (self.words.clone(), self.heard.clone());
        let code = self.child.wait().await.ok().and_then(|status| status.code());
        let err = (&mut self.err).await.unwrap_or_default();
        panic!("{words} ended with {code:?} and never said `{wanted}`\nstdout: {heard}\nstderr: {err}");
    }

    /// Says a line to the program.
    pub(crate) async fn say(&mut self, line: &str) {
        self.hand(&format!("{line}\n")).await;
    }

    /// Hands the program this text and no line end.
    pub(crate) async fn hand(&mut self, text: &str) {
        let input = self.input.as_mut().expect("stdin is open");
        input.write_all(text.as_bytes()).await.expect("the program listens");
        input.flush().await.expect("the program listens");
    }

    /// Nothing more will be said to it.
    pub(crate) fn hang_up(&mut self) {
        self.input = None;
    }

    /// Ends it as a crash would.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.expect("it was at work");
    }

    /// Waits until it has ended.
    pub(crate) async fn end(mut self) -> Ended {
        self.hang_up();
        while self.line().await.is_some() {}
        let status = timeout(DEADLINE, self.child.wait()).await;
        let status =
            status.unwrap_or_else(|_| panic!("{} did not end in time", self.words)).expect("a child");
        let err = self.err.await.expect("stderr was read");
        Ended { code: status.code().unwrap_or(-1), out: self.heard, err }
    }
}

/// Debian's AWS CLI, also where another one comes first on `PATH`.
pub(crate) fn aws() -> PathBuf {
    first_of(&["/usr/bin/aws"]).unwrap_or_else(|| PathBuf::from("aws"))
}

/// Version 1 of the AWS CLI.
pub(crate) fn aws_v1() -> PathBuf {
    let folder = told("PORTICO_AWSCLI1").unwrap_or_else(|| target().join("xtask/awscli1"));
    present(folder.join("bin/aws"), "version 1 of the AWS CLI")
}

/// Nushell: what npm has for this kind of machine, or the machine's own.
pub(crate) fn nu() -> PathBuf {
    let packaged = node_folder().join("node_modules/@nushell/linux-x64/bin/nu");
    if packaged.exists() { packaged } else { PathBuf::from("nu") }
}

/// Node, for the JavaScript judge.
pub(crate) fn node() -> PathBuf {
    first_of(&["/usr/bin/node"]).unwrap_or_else(|| PathBuf::from("node"))
}

/// The Python that has boto3.
pub(crate) fn python() -> PathBuf {
    let folder = told("PORTICO_VENV").unwrap_or_else(|| target().join("xtask/venv"));
    present(folder.join("bin/python"), "the Python environment with boto3")
}

/// The folder with the JavaScript judge and its `node_modules`.
pub(crate) fn node_folder() -> PathBuf {
    let folder = told("PORTICO_NODE_DIR").unwrap_or_else(|| package().join("js"));
    present(folder.join("node_modules"), "the AWS SDK for JavaScript");
    folder
}

/// The companion binary.
pub(crate) fn portico() -> PathBuf {
    let usual = || target().join(format!("debug/portico{}", std::env::consts::EXE_SUFFIX));
    present(told("PORTICO_BIN").unwrap_or_else(usual), "the companion `portico`")
}

/// The app, built with its page inside.
pub(crate) fn app() -> PathBuf {
    let usual = || target().join(format!("debug/portico-app{}", std::env::consts::EXE_SUFFIX));
    present(told("PORTICO_APP").unwrap_or_else(usual), "the app `portico-app`")
}

/// Chromium, as Debian starts it.
pub(crate) fn chromium() -> PathBuf {
    present(first_of(&["/usr/bin/chromium"]).unwrap_or_else(|| PathBuf::from("chromium")), "Chromium")
}

/// Firefox: Debian's ESR, or the machine's own where there is no ESR.
pub(crate) fn firefox() -> PathBuf {
    let found = first_of(&["/usr/bin/firefox-esr", "/usr/bin/firefox"]);
    present(found.unwrap_or_else(|| PathBuf::from("firefox-esr")), "Firefox")
}

/// The library that gives a program another clock: Debian's `libfaketime`, for programs with threads.
pub(crate) fn faketime() -> String {
    let library = format!("/usr/lib/{}-linux-gnu/faketime/libfaketimeMT.so.1", std::env::consts::ARCH);
    present(PathBuf::from(library), "libfaketime").to_string_lossy().into_owned()
}

/// The process with a vault that is killed, raced and restarted: `examples/keychain_caller.rs`, built with the tests.
pub(crate) fn keychain_caller() -> PathBuf {
    present(target().join("debug/examples/keychain_caller"), "the example `keychain_caller`")
}

/// The program that writes profiles and is killed and raced: `examples/profile_writer.rs`, built with the tests.
pub(crate) fn profile_writer() -> PathBuf {
    present(target().join("debug/examples/profile_writer"), "the example `profile_writer`")
}

/// The program that appends to the journal and is killed and raced: `examples/journal_writer.rs`, built with the tests.
pub(crate) fn journal_writer() -> PathBuf {
    present(target().join("debug/examples/journal_writer"), "the example `journal_writer`")
}

/// The folder of this package.
pub(crate) fn package() -> PathBuf {
    told("CARGO_MANIFEST_DIR").expect("cargo runs the tests")
}

#[expect(clippy::disallowed_methods, reason = "the test run says in its environment where the judges are")]
pub(crate) fn told(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from)
}

/// The target directory: this very program lies in `debug/deps` of it.
fn target() -> PathBuf {
    let own = std::env::current_exe().expect("a test knows itself");
    own.ancestors().nth(3).expect("target/debug/deps").to_path_buf()
}

fn first_of(candidates: &[&str]) -> Option<PathBuf> {
    candidates.iter().map(Path::new).find(|path| path.exists()).map(Path::to_path_buf)
}

#[track_caller]
fn present(path: PathBuf, what: &str) -> PathBuf {
    let shown = path.display();
    assert!(
        path.exists(),
        "{what} is missing: {shown}. Run `cargo xtask test`, which installs and builds it."
    );
    path
}

/// A command with an environment of its own.
pub(crate) fn bare(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_clear();
    command
}

/// The same command, started by another program: `words` are that one's, and the command comes after them.
pub(crate) fn through(words: &[&str], command: &Command) -> Command {
    let inner = command.as_std();
    let Some((program, words)) = words.split_first() else { panic!("no program") };
    let mut outer = bare(program);
    outer.args(words).arg(inner.get_program()).args(inner.get_args());
    outer.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = inner.get_current_dir() {
        outer.current_dir(folder);
    }
    outer
}

/// The same command as another user of this machine. Root may say who; anybody else has other users in a user namespace only
/// (subuid(5)).
#[cfg(unix)]
pub(crate) fn as_another(command: &Command) -> Command {
    use std::os::unix::fs::MetadataExt as _;
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    let namespace: &[&str] = if is_root { &[] } else { &["unshare", "--map-root-user", "--map-auto"] };
    let other = ["setpriv", "--reuid", "12345", "--regid", "12345", "--clear-groups"];
    through(&[namespace, &other].concat(), command)
}
