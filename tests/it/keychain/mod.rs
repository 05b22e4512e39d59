//! The keychain, as real as it gets here: gnome-keyring on a bus of its own, a bus without one, one that never answers,
//! and processes killed in the middle.

mod absent;
mod file;
mod kills;
mod real;

use std::ffi::OsStr;

use tokio::process::Command;

use crate::support::companion::Companion;
use crate::support::process::{Ended, Started, keychain_caller, portico};

/// A process with a vault; see `examples/keychain_caller.rs`.
struct Caller(Started);

impl Caller {
    /// Over the keychain of this desktop.
    fn start(home: &Companion) -> Self {
        let mut command = home.command(keychain_caller());
        command.arg(home.sandbox.path("portico")).arg("system");
        Self(Started::start(command))
    }

    /// Over a store of files.
    fn over_files(home: &Companion) -> Self {
        Self(Started::start(over_files(home)))
    }

    async fn ask(&mut self, line: &str) -> String {
        self.0.say(line).await;
        self.next().await
    }

    async fn next(&mut self) -> String {
        self.0.line().await.expect("an answer")
    }
}

/// Runs a program on a terminal of its own, at which somebody types these lines.
async fn typed(home: &Companion, program: impl AsRef<OsStr>, words: &[&str], lines: &[&str]) -> Ended {
    let quoted = |word: &OsStr| format!("'{}'", word.to_string_lossy());
    let mut line = quoted(program.as_ref());
    for word in words {
        line.push(' ');
        line.push_str(&quoted(OsStr::new(word)));
    }
    let mut command = home.command("script");
    command.args(["-qec", &line, "/dev/null"]).env("TERM", "dumb");
    let mut program = Started::start(command);
    for line in lines {
        program.say(line).await;
    }
    program.end().await
}

/// [`typed`] for the companion.
async fn typed_portico(home: &Companion, words: &[&str], lines: &[&str]) -> Ended {
    typed(home, portico(), words, lines).await
}

/// The state that `portico keychain status` tells.
async fn state(home: &Companion) -> String {
    let status = home.json(&["keychain", "status"]).await;
    status["state"].as_str().expect("a state").to_owned()
}

/// `keychain_caller` over a store of files.
fn over_files(home: &Companion) -> Command {
    let mut command = home.command(keychain_caller());
    command.arg(home.sandbox.path("portico")).arg(home.sandbox.path("items"));
    command
}
