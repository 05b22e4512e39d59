//! What a tool would find: the variables and the two files.

use serde::Serialize;

use crate::disk::Environment;
use crate::error::Result;
use crate::profiles::{AwsFiles, ProfileEntry, Sections, Settings};

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

/// The variables and the two files.
#[derive(Clone, Debug)]
pub(super) struct Given<'a> {
    pub(super) environment: &'a Environment,
    pub(super) files: &'a AwsFiles,
    pub(super) config: Sections,
    pub(super) credentials: Sections,
    /// The profile somebody asks about.
    pub(super) named: Option<&'a str>,
}

impl<'a> Given<'a> {
    /// Reads the files.
    ///
    /// # Errors
    /// When one cannot be read or understood.
    pub(super) fn read(
        environment: &'a Environment,
        files: &'a AwsFiles,
        named: Option<&'a str>,
    ) -> Result<Self> {
        let config = Sections::of_config(&files.config)?;
        let credentials = Sections::of_credentials(&files.credentials)?;
        Ok(Self { environment, files, config, credentials, named })
    }

    /// The same, for one who asks about another profile.
    pub(super) fn of<'b>(&self, named: &'b str) -> Given<'b>
    where
        'a: 'b,
    {
        Given { named: Some(named), ..self.clone() }
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
