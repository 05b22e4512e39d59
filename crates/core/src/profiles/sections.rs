//! What the files of the AWS tools say, for whoever explains it: every profile and session with its settings.
//!
//! Rule: of a setting whose value may be a secret only its name is kept.

use std::collections::BTreeMap;
use std::path::Path;

use super::ProfileEntry;
use super::ini::{Document, Kind, SIZE_LIMIT, Section};
use super::wish;
use crate::disk::foreign;
use crate::error::Result;

/// Settings whose values decide where credentials come from, and are no secret.
const OPEN: [&str; 12] = [
    "credential_process",
    "credential_source",
    "login_session",
    "region",
    "role_arn",
    "source_profile",
    "sso_account_id",
    "sso_region",
    "sso_role_name",
    "sso_session",
    "sso_start_url",
    "web_identity_token_file",
];

/// The settings of one section: the value where it is open, nothing where it is not; of a `credential_process` the program.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Settings(BTreeMap<String, Option<String>>);

impl Settings {
    /// Whether the section has the setting.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// The value of an open setting.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_deref()
    }

    /// The same, with those of `other` in the place of its own.
    #[must_use]
    pub fn overlaid(&self, other: &Self) -> Self {
        let both = self.0.iter().chain(&other.0);
        Self(both.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    /// Names of the settings whose values differ.
    pub fn contradicted<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a str> {
        let differs = |(key, value): (&'a String, &'a Option<String>)| {
            let own = self.0.get(key)?;
            (own != value).then_some(key.as_str())
        };
        other.0.iter().filter_map(differs)
    }

    fn of(section: &Section<'_>) -> Self {
        let open = |key: &str, value: &str| match key {
            // What comes after the program may be a secret.
            "credential_process" => program_of(value),
            _ => OPEN.contains(&key).then(|| value.to_owned()),
        };
        Self(section.settings.iter().map(|(key, value)| (key.clone(), open(key, value))).collect())
    }
}

/// One of the two files.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sections {
    /// By their names.
    pub profiles: BTreeMap<String, Settings>,
    /// The sign-ins that profiles share.
    pub sessions: BTreeMap<String, Settings>,
    /// Names of sections that look like profiles, and that no tool takes for one: `[x]` in place of `[profile x]`.
    pub unheard: Vec<String>,
    /// The profiles of Portico's block.
    pub ours: Vec<ProfileEntry>,
}

impl Sections {
    /// Of `~/.aws/config`, whose profiles but `default` begin with that word.
    ///
    /// # Errors
    /// When the file cannot be read or understood.
    pub fn of_config(path: &Path) -> Result<Self> {
        Self::read(path, |section| {
            section.name == "default"
                || section.text.trim_start_matches('[').trim_start().starts_with("profile")
        })
    }

    /// Of `~/.aws/credentials`, whose sections are profiles whatever they are called.
    ///
    /// # Errors
    /// When the file cannot be read or understood.
    pub fn of_credentials(path: &Path) -> Result<Self> {
        Self::read(path, |_| true)
    }

    /// The program that a profile of Portico's block runs.
    #[must_use]
    pub fn program(&self, entry: &ProfileEntry) -> Option<&Path> {
        self.profiles.get(entry.profile.as_str())?.value("credential_process").map(Path::new)
    }

    fn read(path: &Path, is_heard: fn(&Section<'_>) -> bool) -> Result<Self> {
        let seen = foreign::read(path, SIZE_LIMIT)?;
        let document = Document::parse(path, seen.bytes())?;
        let mut sections = Self::default();
        for section in document.sections() {
            let name = section.name.to_owned();
            match section.kind {
                Kind::Profile if is_heard(section) => {
                    sections.profiles.insert(name, Settings::of(section));
                }
                Kind::Profile => sections.unheard.push(name),
                Kind::SsoSession => {
                    sections.sessions.insert(name, Settings::of(section));
                }
                Kind::Services => {}
            }
        }
        sections.ours = document.ours().filter_map(wish::entry).collect();
        Ok(sections)
    }
}

/// The program that a `credential_process` names: its first word, as POSIX shells and Windows split it.
#[must_use]
pub fn program_of(command: &str) -> Option<String> {
    let command = command.trim_start();
    let mut word = String::new();
    let mut quote = None;
    let mut letters = command.chars().peekable();
    while let Some(letter) = letters.next() {
        match quote {
            None if letter.is_whitespace() => break,
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            Some(open) if letter == open => quote = None,
            // Inside single quotes a backslash is one, and on Windows everywhere.
            _ if letter == '\\' && quote != Some('\'') && !cfg!(windows) => word.extend(letters.next()),
            _ => word.push(letter),
        }
    }
    (quote.is_none() && !word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        crate::disk::write_atomic(&path, text.as_bytes()).expect("written");
        (folder, path)
    }

    #[test]
    fn i2_no_value_that_may_be_a_secret_is_kept() {
        let (_folder, path) = written(
            "[x]\naws_access_key_id = AKIA\naws_secret_access_key = hunter2\nrole_arn = arn:aws:iam::1:role/r\n",
        );
        let sections = Sections::of_credentials(&path).expect("understood");
        assert!(sections.profiles["x"].has("aws_secret_access_key"));
        assert_eq!(sections.profiles["x"].value("role_arn"), Some("arn:aws:iam::1:role/r"));
        assert!(!format!("{sections:?}").contains("hunter2"));
    }

    #[test]
    fn a_profile_of_the_configuration_file_begins_with_that_word() {
        let (_folder, path) =
            written("[default]\n[profile a]\n[b]\n[sso-session c]\nsso_region = eu-west-1\n");
        let sections = Sections::of_config(&path).expect("understood");
        assert_eq!(sections.profiles.keys().collect::<Vec<_>>(), ["a", "default"]);
        assert_eq!((sections.unheard, sections.sessions.len()), (vec!["b".to_owned()], 1));
    }

    #[cfg(not(windows))]
    #[test]
    fn the_program_is_the_first_word() {
        for (command, program) in [
            ("/usr/bin/portico credentials", Some("/usr/bin/portico")),
            ("\"/opt/my app/portico\" credentials --x", Some("/opt/my app/portico")),
            ("'/opt/it'\\''s/portico' x", Some("/opt/it's/portico")),
            ("  aws-vault", Some("aws-vault")),
            ("\"/never/closed", None),
            ("", None),
        ] {
            assert_eq!(program_of(command).as_deref(), program, "{command}");
        }
    }
}
