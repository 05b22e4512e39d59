//! The journey of a person, step by step through the companion, and checked at each step.
//!
//! Sign in on the real pages, see the accounts, follow a console link to where it lands, export a profile, use it
//! with an AWS client that is not ours, sign out. What is printed is what the programs really said.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::Result;
use crate::center::{Center, PATIENCE, PORTAL};
use crate::demo::{people, value_of};
use crate::house::House;
use crate::process::{Background, Said, finish, guarded, heard, start, words};

/// Who travels: a developer of SecureCart.
pub(crate) const TRAVELLER: &str = "alice";
const ACCOUNT: &str = "Dev";
const ROLE: &str = "AdministratorAccess";
const DESTINATION: &str = "ec2";
const REGION: &str = "eu-west-1";
const PROFILE: &str = "demo-dev";

struct Journey<'a> {
    house: &'a House,
    center: Center,
    /// `PORTICO_HOME` of this journey.
    home: PathBuf,
    /// Where `~/.aws` is for the time being.
    aws: PathBuf,
    steps: u32,
}

/// Plays the whole journey; false when a step did not do what it had to.
pub(crate) fn run(house: &House, scratch: &Path, arguments: &[String]) -> Result<bool> {
    let center = Center::start(house, value_of(arguments, "--accounts"))?;
    println!("\nThe local Identity Center of SecureCart listens on {}\n", center.url);
    print!("{}", people(house, &center)?);
    let mut journey =
        Journey { house, center, home: scratch.join("portico"), aws: scratch.join("aws"), steps: 0 };
    match journey.all() {
        Ok(()) => {
            println!("\ndemo: ok");
            Ok(true)
        }
        Err(problem) => {
            println!("\n{problem}\ndemo: failed");
            Ok(false)
        }
    }
}

impl Journey<'_> {
    fn all(&mut self) -> Result<()> {
        self.add_portal()?;
        self.sign_in()?;
        self.look_around()?;
        self.open_console()?;
        self.use_profile()?;
        self.sign_out()
    }

    fn add_portal(&mut self) -> Result<()> {
        self.title("The center becomes a portal");
        let arguments = self.center.add_arguments();
        self.portico(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).map(drop)
    }

    /// `login --no-browser` prints the address and waits; the person is played on the real pages meanwhile.
    fn sign_in(&mut self) -> Result<()> {
        self.title("Sign in on the real pages");
        let mut command = self.companion(&["login", "--portal", PORTAL, "--no-browser"]);
        show_command(&command);
        let child = start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()))?;
        let mut login = Background(child);
        let lines = lines_of(&mut login);
        let address = address(&lines)?;
        self.visit(&address)?;
        let status = finish(&mut login.0, PATIENCE)?;
        while let Ok(line) = lines.recv_timeout(Duration::from_millis(200)) {
            println!("  {line}");
        }
        if !status.success() {
            return Err(expected("`portico login` to end with exit code 0 after the browser came back"));
        }
        let status = self.portico(&["status"])?;
        let is_in = status.out.to_lowercase().contains("signed in") && !says_signed_out(&status.out);
        must(is_in, "`portico status` to say that the portal is signed in")
    }

    fn look_around(&mut self) -> Result<()> {
        self.title("The accounts and roles");
        let said = self.portico(&["list"])?;
        must(
            said.out.contains(ACCOUNT) && said.out.contains(ROLE),
            &format!("a row with {ACCOUNT} and {ROLE}"),
        )
    }

    /// The console link of a shortcut, followed by the person's browser to the page it ends on.
    fn open_console(&mut self) -> Result<()> {
        self.title("A console, opened and followed to where it lands");
        let role = ["--account", ACCOUNT, "--role", ROLE];
        let place = ["--destination", DESTINATION, "--region", REGION, "--print"];
        let said = self.portico(&[&["open"], &role[..], &place[..]].concat())?;
        let link = said.out.lines().map(str::trim).find(|line| line.starts_with("http"));
        let link = link.ok_or_else(|| expected("a line with the console link"))?.to_owned();
        let page = self.visit(&link)?.to_lowercase();
        for word in [ACCOUNT, ROLE, DESTINATION, REGION, "time left"] {
            must(page.contains(&word.to_lowercase()), &format!("the landing page to say `{word}`"))?;
        }
        let left = page
            .split_once("time left")
            .map_or("", |(_, after)| after)
            .trim_start_matches([':', ' ', '\n', '\t']);
        must(
            left.starts_with(|first: char| first.is_ascii_digit()),
            "the landing page to say how much time is left",
        )
    }

    /// A profile in somebody's AWS configuration, used by a client that has never heard of Portico.
    fn use_profile(&mut self) -> Result<()> {
        self.title("A profile, and the AWS CLI using it");
        let role = ["--account", ACCOUNT, "--role", ROLE];
        let form = ["--name", PROFILE, "--form", "credential_process"];
        self.portico(&[&["profiles", "add"], &role[..], &form[..]].concat())?;
        let mut aws = guarded(aws_client());
        aws.args(["--endpoint-url", &self.center.sts, "--region", &self.center.region, "--output", "json"]);
        aws.args(["sts", "get-caller-identity", "--profile", PROFILE]);
        self.at_home(&mut aws);
        let said = show(&mut aws)?;
        must(said.success, "the AWS CLI to be let in")?;
        let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap_or_default();
        let arn = answer["Arn"].as_str().unwrap_or_default();
        must(
            arn.contains(&format!(":assumed-role/AWSReservedSSO_{ROLE}_"))
                && arn.ends_with(&format!("/{TRAVELLER}")),
            &format!("an ARN of {TRAVELLER} in an AWSReservedSSO_{ROLE} role, not `{arn}`"),
        )
    }

    fn sign_out(&mut self) -> Result<()> {
        self.title("Sign out");
        self.portico(&["logout", "--portal", PORTAL])?;
        let mut status = self.companion(&["status"]);
        let said = show(&mut status)?;
        must(
            says_signed_out(&said.out) || says_signed_out(&said.err),
            "`portico status` to say that nobody is signed in",
        )
    }

    fn title(&mut self, words: &str) {
        self.steps += 1;
        println!("\n{}. {words}", self.steps);
    }

    /// A command of the companion that has to succeed.
    fn portico(&self, arguments: &[&str]) -> Result<Said> {
        let said = show(&mut self.companion(arguments))?;
        if said.success {
            Ok(said)
        } else {
            Err(expected(&format!("`portico {}` to succeed", arguments.join(" "))))
        }
    }

    /// Plays the person's browser; answers with the text of the page it ended on.
    fn visit(&self, address: &str) -> Result<String> {
        let said = show(&mut self.companion(&["center", "visit", address, "--as", TRAVELLER]))?;
        if said.success { Ok(said.out) } else { Err(expected("the visit to end on a page")) }
    }

    fn companion(&self, arguments: &[&str]) -> Command {
        let mut command = Center::portico(self.house, &self.home);
        command.args(arguments);
        self.at_home(&mut command);
        command
    }

    fn at_home(&self, command: &mut Command) {
        command.env("AWS_CONFIG_FILE", self.aws.join("config"));
        command.env("AWS_SHARED_CREDENTIALS_FILE", self.aws.join("credentials"));
        command.env("AWS_EC2_METADATA_DISABLED", "true").env("AWS_PAGER", "");
    }
}

/// Debian's own client, also where another one comes first on `PATH`.
fn aws_client() -> &'static str {
    if Path::new("/usr/bin/aws").exists() { "/usr/bin/aws" } else { "aws" }
}

fn show(command: &mut Command) -> Result<Said> {
    show_command(command);
    let said = heard(command, PATIENCE)?;
    for line in said.out.lines().chain(said.err.lines()) {
        println!("  {line}");
    }
    Ok(said)
}

/// The command as a person would type it: programs by their last name.
fn show_command(command: &Command) {
    let words = words(command);
    let (program, rest) = words.split_once(' ').unwrap_or((&words, ""));
    println!("$ {} {rest}", program.rsplit(['/', '\\']).next().unwrap_or(program));
}

fn lines_of(process: &mut Background) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    let out = process.0.stdout.take().map(|stream| Box::new(stream) as Box<dyn Read + Send>);
    let err = process.0.stderr.take().map(|stream| Box::new(stream) as Box<dyn Read + Send>);
    for stream in [out, err].into_iter().flatten() {
        let sender = sender.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(std::result::Result::ok) {
                drop(sender.send(line));
            }
        });
    }
    receiver
}

fn address(lines: &mpsc::Receiver<String>) -> Result<String> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        let Ok(line) = lines.recv_timeout(PATIENCE) else { break };
        println!("  {line}");
        if line.trim().starts_with("http") {
            return Ok(line.trim().to_owned());
        }
    }
    Err(expected("`portico login --no-browser` to print the sign-in address on a line of its own"))
}

fn says_signed_out(text: &str) -> bool {
    let text = text.to_lowercase();
    ["signed out", "not signed in", "signed-out", "signed_out"].iter().any(|words| text.contains(words))
}

fn must(is_so: bool, what: &str) -> Result<()> {
    if is_so { Ok(()) } else { Err(expected(what)) }
}

fn expected(what: &str) -> String {
    format!("expected {what}")
}
