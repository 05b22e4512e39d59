//! What a tool would find: the variables and the two files.

use serde::Serialize;

use crate::disk::Environment;
use crate::error::{Error, Result};
use crate::profiles::{AwsFiles, ProfileEntry, Sections, Settings};
use crate::words::Words;

/// Who names a profile.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub enum Chosen {
    /// Somebody who asks about it, as `--profile` would.
    #[serde(rename = "--profile")]
    Named,
    /// `AWS_PROFILE`.
    #[serde(rename = "AWS_PROFILE")]
    Profile,
    /// `AWS_DEFAULT_PROFILE`, which only the AWS CLI and the Python SDK know.
    #[serde(rename = "AWS_DEFAULT_PROFILE")]
    DefaultProfile,
    /// Nobody.
    #[serde(rename = "default")]
    Default,
}

impl Chosen {
    /// The variable that names it.
    pub(super) fn variable(self) -> Option<&'static str> {
        match self {
            Self::Profile => Some("AWS_PROFILE"),
            Self::DefaultProfile => Some("AWS_DEFAULT_PROFILE"),
            Self::Named | Self::Default => None,
        }
    }
}

/// What the two files say, read once for all checks; each may be one that cannot be read or understood.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) files: AwsFiles,
    config: Result<Sections>,
    credentials: Result<Sections>,
}

impl Contents {
    pub(super) fn read(files: AwsFiles) -> Self {
        let config = Sections::of_config(&files.config);
        let credentials = Sections::of_credentials(&files.credentials);
        Self { files, config, credentials }
    }

    /// `~/.aws/config`, when it can be understood.
    pub(super) fn config(&self) -> Option<&Sections> {
        self.config.as_ref().ok()
    }
}

/// The variables and the two files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given<'a> {
    pub(super) environment: &'a Environment,
    pub(super) files: &'a AwsFiles,
    pub(super) config: &'a Sections,
    pub(super) credentials: &'a Sections,
    /// The profile somebody asks about.
    pub(super) named: Option<&'a str>,
    /// The language of what is told.
    pub(super) words: &'static Words,
}

impl<'a> Given<'a> {
    /// By these files, when both can be understood.
    pub(super) fn by(
        environment: &'a Environment,
        contents: &'a Contents,
        named: Option<&'a str>,
        words: &'static Words,
    ) -> Result<Self, &'a Error> {
        let Contents { files, config, credentials } = contents;
        let (config, credentials) = (config.as_ref()?, credentials.as_ref()?);
        Ok(Self { environment, files, config, credentials, named, words })
    }

    /// The same, for one who asks about another profile.
    pub(super) fn of<'b>(&self, named: &'b str) -> Given<'b>
    where
        'a: 'b,
    {
        Given { named: Some(named), ..*self }
    }

    /// The profile that tools use, and who names it.
    pub(super) fn choice(&self) -> (&str, Chosen) {
        let variable = |name| self.environment.text(name);
        let named = self.named.map(|name| (name, Chosen::Named));
        let named = named.or_else(|| variable("AWS_PROFILE").map(|name| (name, Chosen::Profile)));
        let named =
            named.or_else(|| variable("AWS_DEFAULT_PROFILE").map(|name| (name, Chosen::DefaultProfile)));
        named.unwrap_or(("default", Chosen::Default))
    }

    /// Whether a file has the profile.
    pub(super) fn knows(&self, profile: &str) -> bool {
        self.config.profiles.contains_key(profile) || self.credentials.profiles.contains_key(profile)
    }

    /// The profile's settings in both files; those of the credentials file count more.
    pub(super) fn settings(&self, profile: &str) -> Settings {
        let in_config = self.config.profiles.get(profile).cloned().unwrap_or_default();
        match self.credentials.profiles.get(profile) {
            Some(in_credentials) => in_config.overlaid(in_credentials),
            None => in_config,
        }
    }

    /// The profile, when Portico wrote it.
    pub(super) fn ours(&self, profile: &str) -> Option<&ProfileEntry> {
        self.config.ours.iter().find(|entry| entry.profile.as_str() == profile)
    }
}
