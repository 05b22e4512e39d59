//! A real terminal: tmux, which a program draws on and a person types into; what is on it is text.
//!
//! Rule: each has a server of its own, which ends with the value that holds it.

use std::path::PathBuf;

use tokio::process::Command;

use super::companion::Companion;
use super::process::run;
use super::webdriver::until;

/// What the shell in it says when it waits for a command.
const READY: &str = "ready$";

/// A terminal with a shell in it.
pub(crate) struct Terminal<'a> {
    home: &'a Companion,
    socket: PathBuf,
}

impl<'a> Terminal<'a> {
    /// Of so many columns and lines, where this companion lives; `portico` is on its `PATH`.
    pub(crate) async fn open(home: &'a Companion, columns: u32, lines: u32) -> Self {
        let terminal = Self { home, socket: home.sandbox.path("run/tmux") };
        let rc = format!("PS1='{READY} '\nbind 'set enable-bracketed-paste off'\n");
        let rc = home.sandbox.write("home/bashrc", rc).display().to_string();
        let (columns, lines) = (columns.to_string(), lines.to_string());
        let mut start = terminal.command(&["new-session", "-d", "-x", &columns, "-y", &lines]);
        start.args(["bash", "--noprofile", "--rcfile", &rc, "-i"]).env("TERM", "xterm-256color");
        let own = super::process::portico();
        let folder = own.parent().expect("a folder").display();
        let path = start
            .as_std()
            .get_envs()
            .find_map(|(name, value)| {
                (name == "PATH").then(|| value.expect("set").to_string_lossy().into_owned())
            })
            .expect("PATH");
        start.env("PATH", format!("{path}:{folder}"));
        run(start).await.worked();
        terminal.until(READY).await;
        terminal
    }

    /// What is on it, without blanks at the ends of lines.
    pub(crate) async fn screen(&self) -> String {
        run(self.command(&["capture-pane", "-p"])).await.worked()
    }

    /// The same with colours and the like, as escape sequences.
    pub(crate) async fn painted(&self) -> String {
        run(self.command(&["capture-pane", "-p", "-e"])).await.worked()
    }

    /// Waits until `part` is on it; gives all that is.
    pub(crate) async fn until(&self, part: &str) -> String {
        self.when(part, |screen| screen.contains(part)).await
    }

    /// Waits until what is on it is so; gives all of it.
    pub(crate) async fn when(&self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        until(what, async || Some(self.screen().await).filter(|screen| is_so(screen))).await
    }

    /// Types letters.
    pub(crate) async fn say(&self, text: &str) {
        run(self.command(&["send-keys", "-l", text])).await.worked();
    }

    /// Presses keys, by tmux's names for them.
    pub(crate) async fn press(&self, keys: &[&str]) {
        run(self.command(&[&["send-keys"], keys].concat())).await.worked();
    }

    /// Types a command and Enter, on an empty screen.
    pub(crate) async fn enter(&self, command: &str) {
        self.say(&format!("clear; {command}")).await;
        self.press(&["Enter"]).await;
    }

    /// Pastes, as terminals do.
    pub(crate) async fn paste(&self, text: &str) {
        run(self.command(&["set-buffer", text])).await.worked();
        run(self.command(&["paste-buffer", "-p"])).await.worked();
    }

    /// Makes it another size.
    pub(crate) async fn resize(&self, columns: u32, lines: u32) {
        let (columns, lines) = (columns.to_string(), lines.to_string());
        run(self.command(&["resize-window", "-x", &columns, "-y", &lines])).await.worked();
    }

    /// The process id of the program that the shell runs now.
    pub(crate) async fn program(&self) -> u32 {
        let shell = run(self.command(&["display-message", "-p", "#{pane_pid}"])).await.worked();
        let mut children = self.home.command("ps");
        children.args(["-o", "pid=", "--ppid", shell.trim()]);
        run(children).await.worked().trim().parse().expect("one program")
    }

    /// The shell's exit code of the last command, and what the terminal is set to.
    pub(crate) async fn aftermath(&self) -> (i32, String) {
        self.say("echo \"code=$?=$(stty -a | tr '\\n' ' ')=end\"").await;
        self.press(&["Enter"]).await;
        let said = until("the shell answers", async || {
            // With lines that are joined again where they were wrapped.
            let screen = run(self.command(&["capture-pane", "-p", "-J"])).await.worked();
            let said = screen.rsplit("code=").next().filter(|said| said.contains("=end"))?;
            let (code, settings) = said.split_once('=')?;
            Some((code.parse().ok()?, settings.to_owned()))
        });
        said.await
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = self.home.command("tmux");
        command.args(["-u", "-f", "/dev/null", "-S"]).arg(&self.socket).args(words);
        command
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        let mut end = std::process::Command::new("tmux");
        drop(end.arg("-S").arg(&self.socket).arg("kill-server").stderr(std::process::Stdio::null()).status());
    }
}
