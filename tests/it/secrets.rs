//! No secret leaves the keychain but to whom it was handed: a whole journey at the highest log level, while every
//! command line on the machine is being read, and afterwards a search for the real secrets (`security.md` 3, A14, I1).
#![expect(clippy::disallowed_methods, reason = "a search reads files, and the kernel's list of processes")]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::support::companion::{Companion, PORTAL};
use crate::support::company::Company;
use crate::support::person::{Person, parameter};
use crate::support::process::{Ended, aws, run};
use crate::support::sandbox::files;
use crate::support::{ADMINISTRATOR, DEV};

/// A name for the report, and the secret.
pub(crate) type Secrets = BTreeSet<(String, String)>;

const MINE: [&str; 6] = ["--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR];

#[tokio::test(flavor = "multi_thread")]
async fn a_journey_leaves_no_secret_in_files_logs_or_command_lines() {
    let (company, mut home) = (Company::open().await, Companion::at_desktop().await);
    home.variables = vec![("PORTICO_LOG", "trace".to_owned()), ("PATH", home.sandbox.browser(SCRIPT))];
    let sampler = Sampler::start();
    let mut secrets = Secrets::new();
    let said = travel(&company, &home, &mut secrets).await;
    let lines = sampler.stop();
    remember_keychain(&home.desktop.as_ref().expect("a desktop").secrets().await, &mut secrets);
    let kinds = ["access", "refresh", "client_secret", "secret_access_key", "session_token"];
    for kind in kinds {
        let known = secrets.iter().any(|(name, _)| name.ends_with(kind));
        assert!(known, "the keychain told no {kind}: {secrets:?}");
    }
    assert!(secrets.len() >= 9, "{secrets:?}");

    assert!(said.contains("TRACE") || said.contains("DEBUG"), "the log was on: {said}");
    assert_eq!(found(&secrets, said.as_bytes()), NONE, "in what the commands said");
    for path in files(&home.sandbox.path("")) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        assert_eq!(found(&secrets, &bytes), NONE, "in {}", path.display());
    }
    let opened = home.sandbox.read("bin/opened");
    assert_eq!(opened.lines().filter(|line| line.starts_with("http://127.0.0.1:")).count(), 2, "{opened}");
    let seen = |word: &str| lines.iter().any(|line| String::from_utf8_lossy(line).contains(word));
    assert!(seen("login\0--portal") && seen("open\0--portal"), "the sampler saw the commands at work");
    for line in &lines {
        assert_eq!(found(&secrets, line), NONE, "in the command line {:?}", String::from_utf8_lossy(line));
    }
}

/// The search itself must be able to find: plain, percent-encoded, in base64 and across a log line.
#[test]
fn the_search_finds_what_is_planted() {
    let secret = "emu_a+secret/with=signs~and-length";
    let secrets = Secrets::from([("planted".to_owned(), secret.to_owned())]);
    let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    for text in [secret.to_owned(), format!("x={encoded}&y"), STANDARD.encode(secret)] {
        assert_eq!(found(&secrets, format!("TRACE sent {text} at once").as_bytes()), ["planted"], "{text}");
    }
    assert_eq!(found(&secrets, b"TRACE sent nothing"), NONE);
}

/// Signs in, lists, hands out credentials, opens consoles, exports profiles, renews: all that is said, but for what
/// `credentials`, `env` and `open --federate --print` were asked to print.
async fn travel(company: &Company, home: &Companion, secrets: &mut Secrets) -> String {
    let mut said = String::new();
    home.add_company(company).await;
    let mut alice = company.person("alice");
    remember_sign_in(&mut said, home, &mut alice, secrets, company).await;
    for words in [&["list"][..], &["status"], &["status", "--json"], &["list", "--refresh", "--json"]] {
        hear(&mut said, home.run(words).await);
    }
    for form in ["bash", "json", "env"] {
        let asked = home.run(&[&["env"], &MINE[..], &["--form", form]].concat()).await;
        assert_eq!(asked.code, 0, "{asked:?}");
        said.push_str(&asked.err);
    }
    let document = home.run(&[&["credentials"], &MINE[..]].concat()).await;
    said.push_str(&document.err);
    remember_document("credentials", &document.worked(), secrets);
    let link = home.run(&[&["open"], &MINE[..], &["--federate", "--print"]].concat()).await;
    said.push_str(&link.err);
    remember_link(&link.worked(), secrets);
    for words in [&["open"][..], &["open", "--federate"]] {
        let place = ["--destination", "ec2"];
        hear(&mut said, home.run(&[&words[..1], &MINE[..], &place, &words[1..]].concat()).await);
    }
    for (name, form) in [("one", "credential_process"), ("two", "sso-session")] {
        let export = ["profiles", "add", "--name", name, "--form", form, "--yes"];
        hear(&mut said, home.run(&[&export[..], &MINE].concat()).await);
    }
    let mut used = home.command(aws());
    used.args(["--endpoint-url", company.endpoint(), "sts", "get-caller-identity", "--profile", "one"]);
    hear(&mut said, run(used).await);
    // Tokens of before a renewal count as much as those after it.
    remember_keychain(&home.desktop.as_ref().expect("a desktop").secrets().await, secrets);
    said
}

async fn remember_sign_in(
    said: &mut String,
    home: &Companion,
    alice: &mut Person,
    secrets: &mut Secrets,
    company: &Company,
) {
    let card = company.card("alice");
    secrets.insert(("password".to_owned(), card.password));
    secrets.insert(("totp secret".to_owned(), card.totp_secret));
    let (callback, ended) = home.sign_in(alice).await;
    let code = parameter(&callback, "code").expect("a code");
    secrets.insert(("authorization code".to_owned(), code));
    hear(said, ended);
}

/// Everything a command said; it must have worked.
fn hear(said: &mut String, ended: Ended) {
    assert_eq!(ended.code, 0, "{ended:?}");
    said.push_str(&ended.out);
    said.push_str(&ended.err);
}

fn remember_document(whose: &str, document: &str, secrets: &mut Secrets) {
    let document: Value = serde_json::from_str(document).expect("JSON");
    for (member, kind) in [("SecretAccessKey", "secret_access_key"), ("SessionToken", "session_token")] {
        let value = document[member].as_str().expect("a credential").to_owned();
        secrets.insert((format!("{whose}/{kind}"), value));
    }
}

fn remember_link(link: &str, secrets: &mut Secrets) {
    let link: url::Url = link.trim().parse().expect("a link");
    let token = parameter(&link, "SigninToken").expect("a sign-in token");
    secrets.insert(("sign-in token".to_owned(), token));
}

/// Takes every long text out of the keychain's values whose name says that it is secret.
pub(crate) fn remember_keychain(values: &[String], secrets: &mut Secrets) {
    fn walk(name: &str, value: &Value, secrets: &mut Secrets) {
        const SECRET: [&str; 9] = [
            "access",
            "refresh",
            "client_secret",
            "secret",
            "secret_access_key",
            "session_token",
            "token",
            "SecretAccessKey",
            "SessionToken",
        ];
        if let Some(members) = value.as_object() {
            for (member, value) in members {
                walk(&format!("{name}/{member}"), value, secrets);
            }
        } else if let Some(text) = value.as_str()
            && SECRET.iter().any(|kind| name.rsplit('/').next() == Some(kind))
        {
            secrets.insert((name.to_owned(), text.to_owned()));
        }
    }
    for value in values {
        walk("keychain", &serde_json::from_str(value).unwrap_or_default(), secrets);
    }
}

pub(crate) const NONE: [&str; 0] = [];

/// The names of the secrets that are in `bytes`, as they are, percent-encoded or in base64.
pub(crate) fn found<'a>(secrets: &'a Secrets, bytes: &[u8]) -> Vec<&'a str> {
    let text = String::from_utf8_lossy(bytes);
    let is_in = |secret: &str| {
        let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let base64 = STANDARD.encode(secret);
        [secret, &encoded, base64.trim_end_matches('=')].iter().any(|form| text.contains(form))
    };
    let hits = secrets.iter().filter(|(_, secret)| is_in(secret));
    hits.map(|(name, _)| name.as_str()).collect()
}

/// A browser that writes down where it is sent, opens that once, and follows nothing.
const SCRIPT: &str = "#!/bin/sh\necho \"$1\" >> \"${0%/*}/opened\"\nexec curl -s -o /dev/null \"$1\"\n";

/// Reads the command line of every process, again and again, until stopped.
pub(crate) struct Sampler {
    stop: Arc<AtomicBool>,
    reading: JoinHandle<BTreeSet<Vec<u8>>>,
}

impl Sampler {
    pub(crate) fn start() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let is_over = Arc::clone(&stop);
        let reading = std::thread::spawn(move || {
            let mut lines = BTreeSet::new();
            while !is_over.load(Ordering::Relaxed) {
                for entry in std::fs::read_dir("/proc").expect("/proc").flatten() {
                    lines.extend(std::fs::read(entry.path().join("cmdline")));
                }
                std::thread::yield_now();
            }
            lines
        });
        Self { stop, reading }
    }

    pub(crate) fn stop(self) -> BTreeSet<Vec<u8>> {
        self.stop.store(true, Ordering::Relaxed);
        self.reading.join().expect("the sampler reads")
    }
}
