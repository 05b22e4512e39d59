//! The local Identity Center as a demo starts it: the real `portico center`, and the commands that play its people.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use crate::Result;
use crate::house::House;
use crate::process::{Background, guarded, start, told};

/// The name under which demos know the center.
pub(crate) const PORTAL: &str = "securecart";

/// How long a command of the companion may take; a sign-in may wait for four fresh TOTP codes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(200);

/// A running center; it ends with this value.
pub(crate) struct Center {
    /// Its address on loopback.
    pub(crate) url: String,
    /// The AWS-shaped start URL of its portal.
    pub(crate) start_url: String,
    /// Its Region.
    pub(crate) region: String,
    /// The address of its STS, for AWS clients older than `AWS_ENDPOINT_URL_STS`.
    pub(crate) sts: String,
    /// Who works at SecureCart.
    pub(crate) people: Vec<Person>,
    _process: Background,
}

/// A person of the demo company.
pub(crate) struct Person {
    /// Sign-in name.
    pub(crate) name: String,
    /// Password; it belongs to nobody real.
    pub(crate) password: String,
    /// Names of groups.
    pub(crate) groups: Vec<String>,
}

impl Center {
    /// Starts `portico center --demo --json` on a free port and reads what it says about itself.
    pub(crate) fn start(house: &House, accounts: Option<&str>) -> Result<Self> {
        let mut command = guarded(house.program("portico"));
        command.args(["center", "--demo", "--json"]);
        if let Some(accounts) = accounts {
            command.args(["--accounts", accounts]);
        }
        let log = house.logs.join("center.log");
        let errors =
            File::create(&log).map_err(|error| format!("cannot write {}: {error}", log.display()))?;
        let output = errors.try_clone().map_err(|error| error.to_string())?;
        let child = start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors))?;
        let mut process = Background(child);
        let line = first_line(&mut process, output).ok_or_else(|| {
            format!("`portico center` did not say where it listens; its words are in {}", log.display())
        })?;
        read(&line, process)
            .ok_or_else(|| format!("`portico center --json` said something unexpected: {line}"))
    }

    /// The companion with its files in `home`.
    pub(crate) fn portico(house: &House, home: &Path) -> Command {
        let mut command = guarded(house.program("portico"));
        command.env("PORTICO_HOME", home);
        command
    }

    /// Makes the center a portal of the companion and the app, as a person would.
    pub(crate) fn add_as_portal(&self, house: &House, home: &Path) -> Result<()> {
        told(Self::portico(house, home).args(self.add_arguments()), PATIENCE).map(drop)
    }

    /// The arguments of `portico portals add` for this center.
    pub(crate) fn add_arguments(&self) -> Vec<String> {
        let parts = [
            "portals",
            "add",
            PORTAL,
            "--start-url",
            &self.start_url,
            "--region",
            &self.region,
            "--endpoint",
            &self.url,
        ];
        parts.map(str::to_owned).to_vec()
    }

    /// Gives a group a role in an account, as an administrator would.
    pub(crate) fn assign(house: &House, group: &str, account: &str, role: &str) -> Result<()> {
        let mut command = guarded(house.program("portico"));
        command.args(["center", "assign", "--group", group, "--account", account, "--role", role]);
        told(&mut command, PATIENCE).map(drop)
    }

    /// The current TOTP code of a person.
    pub(crate) fn code(house: &House, name: &str) -> Result<String> {
        let mut command = guarded(house.program("portico"));
        told(command.args(["center", "code", "--as", name]), PATIENCE).map(|code| code.trim().to_owned())
    }
}

fn first_line(process: &mut Background, mut log: File) -> Option<String> {
    let output = process.0.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
            // The receiver takes the first line; the pipe is drained as long as the center lives.
            drop(writeln!(log, "{line}"));
            drop(sender.send(line));
        }
    });
    receiver.recv_timeout(Duration::from_secs(60)).ok()
}

fn read(line: &str, process: Background) -> Option<Center> {
    let said: Value = serde_json::from_str(line).ok()?;
    let text = |name: &str| said[name].as_str().map(str::to_owned);
    let url = text("url")?;
    let people = said["people"].as_array()?.iter().map(person).collect::<Option<Vec<_>>>()?;
    Some(Center {
        start_url: text("start_url")?,
        region: text("region")?,
        sts: said["env"]["AWS_ENDPOINT_URL_STS"].as_str().unwrap_or(&url).to_owned(),
        url,
        people,
        _process: process,
    })
}

fn person(value: &Value) -> Option<Person> {
    let groups = value["groups"].as_array()?.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    Some(Person {
        name: value["name"].as_str()?.to_owned(),
        password: value["password"].as_str()?.to_owned(),
        groups,
    })
}
