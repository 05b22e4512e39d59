//! Profiles: files that nobody can break, and every tool's view of them.
//!
//! The cases are those of `security.md` 3, D and E. Three parsers judge: botocore, the one of the AWS SDK for Rust, and
//! Portico's own. What is killed, raced and tripped up is `examples/profile_writer.rs`, which writes through the same
//! calls as the app and the command.
#![expect(clippy::disallowed_methods, reason = "the tests play the other programs that write these files")]

mod corpus;
mod faults;
mod hostile;
mod kills;
mod many;
mod odd;
mod races;
mod seen;
mod shared;
mod tool;
mod tools;
mod verbs;

use std::collections::BTreeMap;
use std::path::PathBuf;

use portico_core::profiles::{self, AwsFiles, ProfileEntry};
use serde_json::Value;
use tokio::process::Command;

use crate::support::companion::Companion;
use crate::support::process::{Started, profile_writer, run, told};
use crate::support::sandbox::Sandbox;

/// The configuration file, in a sandbox.
const CONFIG: &str = "home/.aws/config";
/// What somebody else wrote into it.
const FOREIGN: &str = "# mine\n[default]\nregion = eu-west-1\n\n[profile kept]\noutput = json\ns3 =\n  a = b";

fn is_full() -> bool {
    told("PORTICO_FULL").is_some()
}

/// Somebody's home, and programs that write into it.
struct Desk {
    home: Companion,
}

impl Desk {
    fn new() -> Self {
        Self { home: Companion::without_desktop() }
    }

    /// With this file.
    fn with(config: impl AsRef<[u8]>) -> Self {
        let desk = Self::new();
        desk.home.sandbox.write(CONFIG, config);
        desk
    }

    fn sandbox(&self) -> &Sandbox {
        &self.home.sandbox
    }

    fn files(&self) -> AwsFiles {
        AwsFiles { config: self.path(CONFIG), credentials: self.path("home/.aws/credentials") }
    }

    fn path(&self, part: &str) -> PathBuf {
        self.sandbox().path(part)
    }

    /// The file's bytes; nothing when there is no file.
    fn config(&self) -> Vec<u8> {
        std::fs::read(self.path(CONFIG)).unwrap_or_default()
    }

    fn text(&self) -> String {
        String::from_utf8(self.config()).expect("UTF-8")
    }

    /// A writer that does one thing, or what it is told when there are no words.
    fn writer(&self, words: &[&str]) -> Command {
        let mut command = self.home.command(profile_writer());
        command.arg(self.path("portico")).args(words);
        command
    }

    /// Lets a writer do one thing and gives its answer.
    async fn act(&self, words: &[&str]) -> String {
        run(self.writer(words)).await.worked().trim().to_owned()
    }

    fn list(&self) -> Vec<ProfileEntry> {
        profiles::list(&self.files()).expect("understood")
    }

    /// The names of what a writer has left beside the file.
    fn temporary(&self) -> Vec<String> {
        let names = self.sandbox().names("home/.aws");
        names.into_iter().filter(|name| name.contains(".portico.")).collect()
    }
}

/// botocore, asked about one file after another.
struct Botocore(Started);

impl Botocore {
    fn start(home: &Companion) -> Self {
        Self(Started::start(home.script("profiles.py")))
    }

    async fn read(&mut self, path: &std::path::Path) -> Value {
        self.0.say(&path.to_string_lossy()).await;
        serde_json::from_str(&self.0.line().await.expect("an answer")).expect("JSON")
    }
}

/// The profiles and their settings as the AWS SDK for Rust reads them; `None` when it refuses the file.
#[expect(deprecated, reason = "the new names of the same are in one more crate")]
async fn sdk_profiles(config: &str) -> Option<BTreeMap<String, BTreeMap<String, String>>> {
    use aws_config::profile::profile_file::{ProfileFileKind, ProfileFiles};
    use aws_types::os_shim_internal::{Env, Fs};

    let (fs, env) = (Fs::from_slice(&[]), Env::from_slice(&[("HOME", "/nowhere")]));
    let files = ProfileFiles::builder().with_contents(ProfileFileKind::Config, config).build();
    let found = aws_config::profile::load(&fs, &env, &files, None).await.ok()?;
    let settings = |name: &str| {
        let profile = found.get_profile(name).expect("it was listed");
        KEYS.iter().filter_map(|key| Some(((*key).to_owned(), profile.get(key)?.to_owned()))).collect()
    };
    Some(found.profiles().map(|name| (name.to_owned(), settings(name))).collect())
}

/// The settings that decide whose credentials a profile gets, and the Region.
const KEYS: [&str; 9] = [
    "credential_process",
    "sso_session",
    "sso_account_id",
    "sso_role_name",
    "role_arn",
    "source_profile",
    "aws_access_key_id",
    "web_identity_token_file",
    "region",
];
