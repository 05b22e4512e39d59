//! A journey of the companion that handles every kind of secret there is, and what it makes known of them.

use jiff::Timestamp;
use portico_model::{Clock as _, SystemClock};
use serde_json::json;

use super::sampler::{Sampler, Seen};
use super::search::{Secrets, remember_document, remember_keychain};
use crate::support::companion::{Companion, PORTAL};
use crate::support::company::Company;
use crate::support::desktop::Desktop;
use crate::support::person::{Person, parameter};
use crate::support::process::{Ended, aws, run};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

/// A browser that writes down where it is sent, opens that once, and follows nothing.
const BROWSER: &str = "#!/bin/sh\necho \"$1\" >> \"${0%/*}/opened\"\nexec curl -s -o /dev/null \"$1\"\n";
const MINE: [&str; 6] = ["--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR];
const OTHER: [&str; 6] = ["--portal", PORTAL, "--account", PRODUCTION, "--role", READ_ONLY];
const PASSPHRASE: &str = "correct horse battery";

/// What is known after it.
pub(super) struct Journey {
    pub(super) home: Companion,
    pub(super) secrets: Secrets,
    /// All that the commands said at the highest log level, but for what they were asked to print.
    pub(super) said: String,
    /// The command lines of all programs meanwhile.
    pub(super) seen: Seen,
    /// The messages on the bus meanwhile.
    pub(super) bus: Vec<u8>,
    pub(super) begun: Timestamp,
}

impl Journey {
    /// Signs in, lists, hands out credentials, opens consoles, exports profiles, signs out and in again, renews, and moves
    /// everything to an encrypted file.
    pub(super) async fn made(home: Companion) -> Self {
        let begun = SystemClock.now();
        let recording = desktop(&home).record(&home.sandbox).await;
        let sampler = Sampler::start();
        let company = Company::open().await;
        let mut traveller = Traveller { company, home, secrets: Secrets::new(), said: String::new() };
        traveller.variables();
        traveller.travel().await;
        let seen = sampler.stop();
        let Traveller { home, secrets, said, .. } = traveller;
        let bus = desktop(&home).recorded(recording).await;
        Self { home, secrets, said, seen, bus, begun }
    }
}

fn desktop(home: &Companion) -> &Desktop {
    home.desktop.as_ref().expect("a desktop")
}

/// On the way.
struct Traveller {
    company: Company,
    home: Companion,
    secrets: Secrets,
    said: String,
}

impl Traveller {
    fn variables(&mut self) {
        let path = self.home.sandbox.browser(BROWSER);
        self.home.variables.extend([("PORTICO_LOG", "trace".to_owned()), ("PATH", path)]);
    }

    async fn travel(&mut self) {
        self.home.add_company(&self.company).await;
        self.sign_in().await;
        for words in [&["list"][..], &["status"], &["status", "--json"], &["list", "--refresh", "--json"]] {
            self.hear(self.home.run(words).await);
        }
        self.take_credentials().await;
        self.open_consoles().await;
        self.export().await;
        self.learn_keychain().await;
        self.hear(self.home.run(&["logout"]).await);
        self.later();
        self.sign_in().await;
        self.renew().await;
        self.seal().await;
    }

    /// When the codes of before are used up, for programs that take the company's time for theirs.
    fn later(&mut self) {
        self.company.wait(60);
        self.home.clock = Some(self.company.clock().clone());
    }

    async fn sign_in(&mut self) {
        let card = self.company.card("alice");
        self.learn("password", card.password);
        self.learn("totp secret", card.totp_secret);
        let mut alice: Person = self.company.person("alice");
        let (callback, ended) = self.home.sign_in(&mut alice).await;
        self.learn("authorization code", parameter(&callback, "code").expect("a code"));
        self.hear(ended);
        self.learn_keychain().await;
    }

    async fn take_credentials(&mut self) {
        for form in ["bash", "json", "env"] {
            self.hear_printing(&[&["env"], &MINE[..], &["--form", form]].concat()).await;
        }
        for role in [MINE, OTHER] {
            let document = self.hear_printing(&[&["credentials"], &role[..]].concat()).await;
            remember_document("credentials", &document, &mut self.secrets);
        }
        let used = self.home.run(&[&["exec"], &MINE[..], &["--", "true"]].concat()).await;
        self.hear(used);
    }

    async fn open_consoles(&mut self) {
        let link = self.hear_printing(&[&["open"], &MINE[..], &["--federate", "--print"]].concat()).await;
        let link: url::Url = link.trim().parse().expect("a link");
        self.learn("sign-in token", parameter(&link, "SigninToken").expect("a sign-in token"));
        for words in [&["open"][..], &["open", "--federate"]] {
            let place = ["--destination", "ec2"];
            let opened = self.home.run(&[&words[..1], &MINE[..], &place, &words[1..]].concat()).await;
            self.hear(opened);
        }
    }

    async fn export(&mut self) {
        for (name, form) in [("one", "credential_process"), ("two", "sso-session")] {
            let export = ["profiles", "add", "--name", name, "--form", form, "--yes"];
            self.hear(self.home.run(&[&export[..], &MINE].concat()).await);
        }
        let mut used = self.home.command(aws());
        used.args(["--endpoint-url", self.company.endpoint()]);
        used.args(["sts", "get-caller-identity", "--profile", "one"]);
        self.hear(run(used).await);
    }

    /// The tokens of before count as much as those of after.
    async fn renew(&mut self) {
        self.company.wait(50 * 60);
        let document = self.hear_printing(&[&["credentials"], &MINE[..]].concat()).await;
        remember_document("credentials", &document, &mut self.secrets);
        self.learn_keychain().await;
    }

    async fn seal(&mut self) {
        self.learn("passphrase", PASSPHRASE.to_owned());
        let answers = ["A new passphrase", "once more"].map(|question| [question, PASSPHRASE, "unseen"]);
        let chosen = self.home.at_terminal(&["keychain", "use", "file"], json!(answers)).await;
        assert_eq!(chosen["code"], 0, "{chosen}");
        self.said.push_str(chosen["shown"].as_str().expect("text"));
        self.hear_printing(&[&["credentials"], &OTHER[..]].concat()).await;
        self.hear(self.home.run(&["status"]).await);
        // The kernel forgets the key of the file.
        self.hear(self.home.run(&["keychain", "lock"]).await);
    }

    fn learn(&mut self, name: &str, secret: String) {
        self.secrets.insert((name.to_owned(), secret));
    }

    async fn learn_keychain(&mut self) {
        remember_keychain(&desktop(&self.home).secrets().await, &mut self.secrets);
    }

    /// Everything a command said; it must have worked.
    fn hear(&mut self, ended: Ended) {
        assert_eq!(ended.code, 0, "{ended:?}");
        self.said.push_str(&ended.out);
        self.said.push_str(&ended.err);
    }

    /// What a command that was asked to print a secret said beside it; gives what it printed.
    async fn hear_printing(&mut self, words: &[&str]) -> String {
        let ended = self.home.run(words).await;
        self.said.push_str(&ended.err);
        ended.worked()
    }
}
