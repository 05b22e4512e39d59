//! The companion `portico`, run as a person's terminal would run it.

use portico_model::{Clock as _, ManualClock};
use serde_json::{Value, json};
use tokio::process::Command;
use url::Url;

use super::company::Company;
use super::desktop::Desktop;
use super::person::Person;
use super::process::{Ended, Started, faketime, package, portico, python, run, through};
use super::sandbox::Sandbox;

/// What the tests call the portal.
pub(crate) const PORTAL: &str = "securecart";

/// The binary, its home and its desktop.
pub(crate) struct Companion {
    pub(crate) sandbox: Sandbox,
    pub(crate) desktop: Option<Desktop>,
    /// Variables that every run gets.
    pub(crate) variables: Vec<(&'static str, String)>,
    /// What the companion takes for the wall clock; the machine's own when `None`.
    pub(crate) clock: Option<ManualClock>,
    /// What starts it, with words of its own; nothing but itself when empty.
    pub(crate) starter: Vec<&'static str>,
}

impl Companion {
    /// On a desktop with an unlocked keyring.
    pub(crate) async fn at_desktop() -> Self {
        let sandbox = Sandbox::new();
        let desktop = Some(Desktop::start(&sandbox).await);
        Self::of(sandbox, desktop)
    }

    /// On a machine without a session bus, hence without a keychain.
    pub(crate) fn without_desktop() -> Self {
        Self::of(Sandbox::new(), None)
    }

    /// In this home, on this desktop.
    pub(crate) fn of(sandbox: Sandbox, desktop: Option<Desktop>) -> Self {
        Self { sandbox, desktop, variables: Vec::new(), clock: None, starter: Vec::new() }
    }

    /// Any program where this companion lives.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = self.sandbox.command(program);
        if let Some(desktop) = &self.desktop {
            command.env("DBUS_SESSION_BUS_ADDRESS", &desktop.address);
        }
        command.envs(self.variables.iter().map(|(name, value)| (*name, value)));
        command
    }

    pub(crate) fn portico(&self, words: &[&str]) -> Command {
        let mut command = self.command(portico());
        command.args(words).envs(self.clock.iter().flat_map(time));
        if self.starter.is_empty() { command } else { through(&self.starter, &command) }
    }

    pub(crate) async fn run(&self, words: &[&str]) -> Ended {
        run(self.portico(words)).await
    }

    /// A program of `tests/py`, under the Python that has boto3.
    pub(crate) fn script(&self, name: &str) -> Command {
        let mut command = self.command(python());
        command.arg("-I").arg(package().join("py").join(name)).env("PYTHONDONTWRITEBYTECODE", "1");
        command
    }

    /// The companion at a terminal, where somebody is asked and answers: what is shown last, and what is then typed.
    pub(crate) async fn at_terminal(&self, words: &[&str], answers: Value) -> Value {
        let mut script = self.script("terminal.py");
        script.envs(self.clock.iter().flat_map(time));
        let mut person = Started::start(script);
        let program = portico();
        let words: Vec<&str> =
            std::iter::once(program.to_str().expect("a path")).chain(words.iter().copied()).collect();
        person.say(&json!({ "words": words, "answers": answers }).to_string()).await;
        let said: Value = serde_json::from_str(&person.line_with("code").await).expect("JSON");
        person.end().await.worked();
        assert_eq!(said["unasked"], 0, "{said}");
        said
    }

    /// What it prints with `--json`.
    pub(crate) async fn json(&self, words: &[&str]) -> Value {
        let out = self.run(&[words, &["--json"]].concat()).await.worked();
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("not JSON: {out}"))
    }

    pub(crate) async fn add_portal(&self, start_url: &str, region: &str, endpoint: &str) -> Ended {
        let place = ["--start-url", start_url, "--region", region, "--endpoint", endpoint];
        self.run(&[&["portals", "add", PORTAL], &place[..]].concat()).await
    }

    /// The company as a portal.
    pub(crate) async fn add_company(&self, company: &Company) {
        self.add_portal(company.start_url(), company.region(), company.endpoint()).await.worked();
    }

    /// Starts a sign-in that waits for a browser: the address it prints, and the waiting program.
    pub(crate) async fn start_login(&self) -> (Url, Started) {
        start_login(self.portico(&LOGIN)).await
    }

    /// Signs in as this person; gives the callback address the browser was sent to.
    pub(crate) async fn sign_in(&self, person: &mut Person) -> (Url, Ended) {
        sign_in(self.portico(&LOGIN), person).await
    }
}

/// The words of a sign-in that opens no browser by itself.
pub(crate) const LOGIN: [&str; 4] = ["login", "--portal", PORTAL, "--no-browser"];

async fn start_login(login: Command) -> (Url, Started) {
    let mut login = Started::start(login);
    let address = login.line_with("http").await;
    (address.trim().parse().expect("an address on a line of its own"), login)
}

/// This person does what a companion's sign-in asks; gives the callback address the browser was sent to.
pub(crate) async fn sign_in(login: Command, person: &mut Person) -> (Url, Ended) {
    let (link, login) = start_login(login).await;
    let callback = person.answer(link, "allow").await;
    assert!(person.call_back().await.is_success());
    let ended = login.end().await;
    assert_eq!(ended.code, 0, "{ended:?}");
    (callback, ended)
}

/// The variables that make a program's wall clock start where this one stands; its timers go by the machine's.
pub(crate) fn time(clock: &ManualClock) -> [(&'static str, String); 4] {
    [
        ("LD_PRELOAD", faketime()),
        ("FAKETIME", format!("@{}", clock.now().as_second())),
        ("FAKETIME_FMT", "%s".to_owned()),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
    ]
}

/// What a refusal says: `sentence` and `remedy`, in the form every refusal has.
pub(crate) struct Refusal {
    pub(crate) sentence: String,
    pub(crate) remedy: String,
}

/// Checks the exit code and the form: last on stderr one sentence, then one remedy, and nothing that is a debug print.
#[track_caller]
pub(crate) fn refusal(ended: &Ended, code: i32) -> Refusal {
    assert_eq!(ended.code, code, "{ended:#?}");
    let lines: Vec<&str> = ended.err.lines().collect();
    let [.., sentence, remedy] = lines.as_slice() else { panic!("no sentence and remedy: {ended:#?}") };
    let sentence = sentence.strip_prefix("portico: ").unwrap_or_else(|| panic!("{ended:#?}"));
    let remedy = remedy.strip_prefix("  ").unwrap_or_else(|| panic!("{ended:#?}"));
    for text in [sentence, remedy] {
        assert!(!text.trim().is_empty() && !text.contains("SSO"), "{ended:#?}");
        for noise in ["Error {", "Some(", "panicked", "kind:"] {
            assert!(!text.contains(noise), "`{noise}` is not for people: {ended:#?}");
        }
    }
    assert!(sentence.ends_with(['.', '!', '?']), "a sentence: {sentence}");
    Refusal { sentence: sentence.to_owned(), remedy: remedy.to_owned() }
}
