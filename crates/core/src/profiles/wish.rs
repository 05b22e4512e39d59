//! What a profile should be, as sections of the configuration file, and back.
//!
//! Rule: every value is typed. No name of an account and no other text from a portal ever reaches the file.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use portico_model::Region;
use url::Url;

use super::ini::{Kind, Section};
use super::name::ProfileName;
use super::{ProfileEntry, word};
use crate::error::{Error, Result};
use crate::role::RoleKey;
use crate::settings::{Portal, PortalName};

/// How a profile gets its credentials.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ProfileForm {
    /// AWS tools run Portico, which answers from its own session.
    CredentialProcess,
    /// AWS tools use a session of their own (`aws sso login`).
    SsoSession,
}

impl ProfileForm {
    /// Its id in commands and messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CredentialProcess => "credential_process",
            Self::SsoSession => "sso-session",
        }
    }
}

impl fmt::Display for ProfileForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ProfileForm {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.replace('-', "_").as_str() {
            "credential_process" => Ok(Self::CredentialProcess),
            "sso_session" => Ok(Self::SsoSession),
            _ => Err(Error::invalid(
                format!("\"{}\" is not a form of profile.", crate::text::clean(text, 40)),
                "Use credential_process or sso-session.",
            )),
        }
    }
}

/// A profile somebody wants.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What `--profile` shall take.
    pub profile: ProfileName,
    /// Whose credentials it shall get.
    pub key: RoleKey,
    /// How it shall get them.
    pub form: ProfileForm,
    /// The portal of `key`.
    pub portal: Portal,
    /// The Region it shall set.
    pub region: Option<Region>,
    /// The absolute path of the `portico` binary.
    pub helper: PathBuf,
    /// `PORTICO_HOME`, when the binary shall be told.
    pub home: Option<PathBuf>,
}

/// A section that shall stand in the block.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) text: String,
}

impl Wish {
    /// The sections the wish needs, line ends as given.
    ///
    /// # Errors
    /// When the path of the binary cannot be written.
    pub(super) fn drafts(&self, line_end: &str) -> Result<Vec<Draft>> {
        let shared = shared_name(&self.portal.name);
        let mut profile = vec![format!("[profile {}]", self.profile)];
        let mut drafts = Vec::new();
        match self.form {
            ProfileForm::CredentialProcess => {
                profile.push(format!("credential_process = {}", self.command()?))
            }
            ProfileForm::SsoSession => {
                profile.push(format!("sso_session = {shared}"));
                profile.push(format!("sso_account_id = {}", self.key.account));
                profile.push(format!("sso_role_name = {}", self.key.role));
                drafts.push((Kind::SsoSession, shared.clone(), session(&self.portal, &shared)));
            }
        }
        if let Some(region) = &self.region {
            profile.push(format!("region = {region}"));
        }
        if let Some(endpoint) = &self.portal.endpoint {
            profile.push(format!("services = {shared}"));
            drafts.push((Kind::Services, shared.clone(), services(endpoint, &shared)));
        }
        drafts.push((Kind::Profile, self.profile.as_str().to_owned(), profile));
        let text = |lines: Vec<String>| lines.into_iter().map(|line| line + line_end).collect();
        Ok(drafts.into_iter().map(|(kind, name, lines)| Draft { kind, name, text: text(lines) }).collect())
    }

    /// The role's options stand last, so that [`entry`] can read them back without knowing the quoting, and so that
    /// the line never begins and ends with a quote, which some parsers strip.
    fn command(&self) -> Result<String> {
        let helper = path_word(&self.helper)?;
        let home = match &self.home {
            Some(home) => format!(" --home {}", path_word(home)?),
            None => String::new(),
        };
        let RoleKey { portal, account, role } = &self.key;
        Ok(format!("{helper} credentials{home} --portal {portal} --account {account} --role {role}"))
    }
}

fn path_word(path: &Path) -> Result<String> {
    let text = path.to_str().filter(|_| path.is_absolute()).ok_or_else(|| {
        Error::invalid(
            format!("{} is not an absolute path in UTF-8.", path.display()),
            "Start Portico by its full path, from a folder with an ordinary name.",
        )
    })?;
    word::quoted(text)
}

/// The name of the sections that the profiles of one portal share.
fn shared_name(portal: &PortalName) -> String {
    format!("portico-{portal}")
}

fn session(portal: &Portal, name: &str) -> Vec<String> {
    vec![
        format!("[sso-session {name}]"),
        format!("sso_start_url = {}", portal.start_url),
        format!("sso_region = {}", portal.region),
        "sso_registration_scopes = sso:account:access".to_owned(),
    ]
}

/// A local portal's endpoints; `sso_oidc` is the key botocore reads, `sso-oidc` the one the Rust SDK reads.
fn services(endpoint: &Url, name: &str) -> Vec<String> {
    let mut lines = vec![format!("[services {name}]")];
    let endpoint = endpoint.as_str().trim_end_matches('/');
    for service in ["sso", "sso_oidc", "sso-oidc", "sts"] {
        lines.push(format!("{service} ="));
        lines.push(format!("  endpoint_url = {endpoint}"));
    }
    lines
}

/// The shared sections that `section` refers to, as (kind, name).
pub(super) fn references<'t>(section: &Section<'t>) -> Vec<(Kind, &'t str)> {
    let session = section.value("sso_session").map(|name| (Kind::SsoSession, name));
    let services = section.value("services").map(|name| (Kind::Services, name));
    session.into_iter().chain(services).collect()
}

/// Reads a profile of the block back; `None` when a hand has changed it beyond reading.
pub(super) fn entry(section: &Section<'_>) -> Option<ProfileEntry> {
    if section.kind != Kind::Profile {
        return None;
    }
    let (form, portal, account, role) = match section.value("credential_process") {
        Some(command) => {
            let [role, role_flag, account, account_flag, portal, portal_flag] =
                command.rsplit(' ').take(6).collect::<Vec<_>>().try_into().ok()?;
            if (role_flag, account_flag, portal_flag) != ("--role", "--account", "--portal") {
                return None;
            }
            (ProfileForm::CredentialProcess, portal, account, role)
        }
        None => {
            let portal = section.value("sso_session")?.strip_prefix("portico-")?;
            let (account, role) = (section.value("sso_account_id")?, section.value("sso_role_name")?);
            (ProfileForm::SsoSession, portal, account, role)
        }
    };
    let key =
        RoleKey { portal: portal.parse().ok()?, account: account.parse().ok()?, role: role.parse().ok()? };
    let region = section.value("region").and_then(|region| region.parse().ok());
    Some(ProfileEntry { profile: section.name.parse().ok()?, form, key, region })
}
