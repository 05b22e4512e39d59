//! The role in use in the prompts of real shells: what they show, what they never run, and what it costs.

use std::path::PathBuf;

use tokio::process::Command;

use crate::support::companion::Companion;
use crate::support::company::Company;
use crate::support::process::{portico, run};
use crate::support::strace;

/// A role as `portico exec` tells of it, whose account is called `name`.
fn worn(name: &str) -> [(&'static str, String); 3] {
    [
        ("PORTICO_ROLE", format!("work 384925016173 AdministratorAccess ASIA1 {name}")),
        ("AWS_ACCESS_KEY_ID", "ASIA1".to_owned()),
        ("AWS_CREDENTIAL_EXPIRATION", "2099-01-01T00:00:00Z".to_owned()),
    ]
}

/// A shell with `portico` on its `PATH`, for whose own file `portico prompt --shell` has the lines.
struct Shell {
    name: &'static str,
    /// Reads the file twice, and shows the prompt as the shell would.
    shows: &'static str,
}

const SHELLS: [Shell; 3] = [
    Shell { name: "bash", shows: "PS1='own$ '; . ./rc; . ./rc; printf '%s' \"${PS1@P}\"" },
    Shell { name: "zsh", shows: "PROMPT='own%% '; . ./rc; . ./rc; print -rnP -- \"$PROMPT\"" },
    Shell {
        name: "fish",
        shows: "function fish_prompt; printf 'own> '; end; source rc; source rc; fish_prompt",
    },
];

impl Shell {
    async fn prompt(&self, home: &Companion) -> String {
        let lines = home.run(&["prompt", "--shell", self.name]).await.worked();
        home.sandbox.write("home/rc", lines);
        let mut shell = self.start(home);
        shell.args(["-c", self.shows]);
        run(shell).await.worked()
    }

    fn start(&self, home: &Companion) -> Command {
        let mut shell = home.command(self.name);
        let folder: PathBuf = portico().parent().expect("a folder").to_owned();
        let path = crate::support::process::told("PATH").expect("PATH").display().to_string();
        shell.env("PATH", format!("{}:{path}", folder.display())).env("TERM", "dumb");
        shell.args(if self.name == "zsh" { &["-f"][..] } else { &[] });
        shell
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_shell_shows_the_role_once_and_nothing_where_there_is_none() {
    let mut home = Companion::without_desktop();
    for shell in &SHELLS {
        home.variables.clear();
        let bare = shell.prompt(&home).await;
        assert!(bare.starts_with("own"), "{}: {bare:?}", shell.name);
        home.variables.extend(worn("Prod"));
        let shown = shell.prompt(&home).await;
        assert!(shown.starts_with("[Prod/AdministratorAccess PROD ADMIN "), "{}: {shown:?}", shell.name);
        assert!(shown.ends_with(&format!("] {bare}")), "{}: {shown:?}", shell.name);
        assert_eq!(shown.matches("AdministratorAccess").count(), 1, "{}: {shown:?}", shell.name);
    }
}

/// The lines are read by the shells that run here; of the others only what stands in them is known.
#[tokio::test(flavor = "multi_thread")]
async fn the_other_shells_get_lines_of_their_own() {
    let home = Companion::without_desktop();
    let powershell = home.run(&["prompt", "--shell", "powershell"]).await.worked();
    assert!(powershell.contains("function prompt {") && powershell.contains("portico prompt 2>$null"));
    let nushell = home.run(&["prompt", "--shell", "nushell"]).await.worked();
    assert!(nushell.contains("$env.PROMPT_COMMAND_RIGHT = {|| ^portico prompt"), "{nushell}");
    assert_eq!(home.run(&["prompt", "--shell", "cmd"]).await.code, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn d4_no_shell_runs_or_expands_what_an_account_is_called() {
    let mut home = Companion::without_desktop();
    for name in [
        "$(touch pwned)",
        "`touch pwned`",
        "%F{red}%n",
        "\\u\\$(touch pwned)",
        "${PATH}",
        "a;touch pwned",
        "!!",
    ] {
        home.variables = worn(name).to_vec();
        for shell in &SHELLS {
            let shown = shell.prompt(&home).await;
            assert!(shown.contains(&format!("[{name}/AdministratorAccess")), "{}: {shown:?}", shell.name);
            assert!(!home.sandbox.path("home/pwned").exists(), "{}: {name} was run", shell.name);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn exec_and_profiles_are_told_by_what_is_there() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    let own = portico().display().to_string();
    for server in [&[][..], &["--server"]] {
        let words = [&["exec", "--account", "Dev"], server, &["--", &own, "prompt"]].concat();
        let said = home.run(&words).await.worked();
        assert!(said.starts_with("Dev/AdministratorAccess ADMIN"), "{said}");
        assert_eq!(said.contains(" min") || said.contains(" h"), server.is_empty(), "{said}");
    }
    home.json(&["profiles", "sync"]).await;
    let mut prompt = home.portico(&["prompt", "--json"]);
    prompt.env("AWS_PROFILE", "emulator-production-readonlyaccess");
    let said: serde_json::Value = serde_json::from_str(&run(prompt).await.worked()).expect("JSON");
    assert_eq!(
        (&said["role"], &said["production"], &said["admin"]),
        (&"ReadOnlyAccess".into(), &true.into(), &false.into()),
        "{said}"
    );
    assert_eq!(home.json(&["prompt"]).await, serde_json::Value::Null);
}

/// It runs before every command line: no network, no keychain, no catalog, and nothing is written.
#[tokio::test(flavor = "multi_thread")]
async fn a_prompt_asks_nobody_and_writes_nothing() {
    let home = Companion::without_desktop();
    home.sandbox.write("home/.aws/config", "[profile p]\nregion = eu-west-1\n");
    let log = home.sandbox.path("tmp/calls");
    let mut prompt = home.portico(&["prompt"]);
    prompt.env("AWS_PROFILE", "p");
    let said = run(strace::logged(&log, &prompt)).await.worked();
    assert_eq!(said, "p\n");
    let calls = home.sandbox.read("tmp/calls");
    for call in [" socket(", " connect(", "clone", "sqlite", "O_CREAT", "mkdir", "rename", "unlink"] {
        let found = calls.lines().find(|line| line.contains(call));
        assert_eq!(found, None, "{call}");
    }
    assert!(home.sandbox.names("portico").is_empty());
}
