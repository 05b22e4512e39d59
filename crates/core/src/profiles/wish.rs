//! What a profile should be, as sections of the configuration file, and back.
//!
//! Rule: every value is typed. No name of an account and no other text from a portal ever reaches the file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use portico_model::Region;
use url::Url;

use super::chain::{self, Chain};
use super::form::ProfileForm;
use super::ini::{self, Kind, Section};
use super::name::ProfileName;
use super::seal::{self, PORTAL};
use super::{ProfileEntry, word};
use crate::error::{Error, Result};
use crate::role::RoleKey;
use crate::settings::Portal;

/// A profile somebody wants.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What `--profile` shall take.
    pub profile: ProfileName,
    /// Whose credentials it shall get; of a chained one, its parent's.
    pub key: RoleKey,
    /// The portal of `key`.
    pub portal: Arc<Portal>,
    /// The Region it shall set.
    pub region: Option<Region>,
    /// How it shall get them.
    pub source: Source,
    /// Whether `profiles sync` shall look after it from now on.
    pub synced: bool,
}

/// Where a profile's credentials come from.
#[derive(Clone, Debug)]
pub enum Source {
    /// See [`ProfileForm::CredentialProcess`].
    Process(Arc<Helper>),
    /// See [`ProfileForm::SsoSession`].
    Session,
    /// See [`ProfileForm::Legacy`].
    Legacy,
    /// See [`ProfileForm::Chain`].
    Chain(Box<Chain>),
}

/// The program that answers AWS tools.
#[derive(Clone, Debug)]
pub struct Helper {
    /// The absolute path of the `portico` binary.
    pub binary: PathBuf,
    /// `PORTICO_HOME`, when the binary shall be told.
    pub home: Option<PathBuf>,
}

impl Source {
    /// The form of such profiles.
    #[must_use]
    pub fn form(&self) -> ProfileForm {
        match self {
            Self::Process(_) => ProfileForm::CredentialProcess,
            Self::Session => ProfileForm::SsoSession,
            Self::Legacy => ProfileForm::Legacy,
            Self::Chain(_) => ProfileForm::Chain,
        }
    }

    /// The source of this form.
    ///
    /// # Errors
    /// When the form is none that a role gets a profile of in the configuration file.
    pub fn of(form: ProfileForm, helper: &Arc<Helper>) -> Result<Self> {
        match form {
            ProfileForm::CredentialProcess => Ok(Self::Process(Arc::clone(helper))),
            ProfileForm::SsoSession => Ok(Self::Session),
            ProfileForm::Legacy => Ok(Self::Legacy),
            ProfileForm::Keys => Err(Error::invalid(
                "Keys are written for one role at a time, because they lie in a file in plain text.",
                "Use portico profiles add --form keys for that role, or another form.",
            )),
            ProfileForm::Chain => Err(Error::invalid(
                "A chained profile says through which role it is reached.",
                "Declare it as [[profiles.chain]] in settings.toml, then run portico profiles sync.",
            )),
        }
    }
}

/// A section that shall stand in the block.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) text: String,
}

impl Wish {
    /// The profile as it will be read back, a chain without its source.
    pub(super) fn entry(&self) -> ProfileEntry {
        ProfileEntry {
            profile: self.profile.clone(),
            form: self.source.form(),
            key: self.key.clone(),
            region: self.region.clone(),
            synced: self.synced,
            edited: false,
            parent_missing: false,
        }
    }

    /// The same in another form; a chain stays one and nothing becomes one, for a form does not tell where it leads.
    ///
    /// # Errors
    /// For keys, as in [`Source::of`].
    pub(crate) fn in_form(self, form: ProfileForm, helper: &Arc<Helper>) -> Result<Self> {
        if [form, self.source.form()].contains(&ProfileForm::Chain) {
            return Ok(self);
        }
        Ok(Self { source: Source::of(form, helper)?, ..self })
    }

    /// The digest that the seal of the profile would hold.
    ///
    /// # Errors
    /// Those of [`Wish::drafts`].
    pub(super) fn seal(&self) -> Result<Option<String>> {
        let drafts = self.drafts("\n", "")?;
        Ok(drafts.last().and_then(|draft| seal::claimed(&draft.text)).map(str::to_owned))
    }

    /// The sections the wish needs, line ends as given; `additions` are lines that the profile has besides.
    ///
    /// # Errors
    /// When the path of the binary cannot be written.
    pub(super) fn drafts(&self, line_end: &str, additions: &str) -> Result<Vec<Draft>> {
        let shared = self.portal.name.section();
        let mut drafts = Vec::new();
        if matches!(self.source, Source::Session) {
            drafts.push(self.draft(Kind::SsoSession, &shared, session(&self.portal, &shared), line_end, ""));
        }
        if let Some(endpoint) = &self.portal.endpoint {
            drafts.push(self.draft(Kind::Services, &shared, services(endpoint, &shared), line_end, ""));
        }
        let profile = self.profile.as_str();
        drafts.push(self.draft(Kind::Profile, profile, self.profile_lines(&shared)?, line_end, additions));
        Ok(drafts)
    }

    fn draft(&self, kind: Kind, name: &str, lines: Vec<String>, line_end: &str, additions: &str) -> Draft {
        let text = |lines: &[String]| -> String {
            lines.iter().flat_map(|line| [line.as_str(), line_end]).collect()
        };
        let (header, rest) = lines.split_at(1);
        // What is indented would go on with a line of ours above it.
        let text = if seal::is_indented(additions) {
            [text(header).as_str(), additions, &text(rest)].concat()
        } else {
            text(&lines) + additions
        };
        let synced = self.synced && kind == Kind::Profile;
        Draft { kind, name: name.to_owned(), text: seal::sealed(kind, name, &text, synced, line_end) }
    }

    fn profile_lines(&self, shared: &str) -> Result<Vec<String>> {
        let RoleKey { portal, account, role } = &self.key;
        let mut lines = vec![self.profile.header()];
        let role_lines = [format!("sso_account_id = {account}"), format!("sso_role_name = {role}")];
        match &self.source {
            Source::Process(helper) => {
                lines.push(format!("credential_process = {}", self.command(helper)?));
            }
            Source::Session => {
                lines.push(format!("sso_session = {shared}"));
                lines.extend(role_lines);
            }
            Source::Legacy => {
                lines.push(format!("{PORTAL}{portal}"));
                lines.push(format!("sso_start_url = {}", self.portal.start_url));
                lines.push(format!("sso_region = {}", self.portal.region));
                lines.extend(role_lines);
            }
            Source::Chain(chain) => lines.extend(chain.lines(&self.key)),
        }
        lines.extend(self.region.iter().map(|region| format!("region = {region}")));
        lines.extend(self.portal.endpoint.iter().map(|_| format!("services = {shared}")));
        Ok(lines)
    }

    /// The role's options stand last, so that [`entry`] can read them back without knowing the quoting, and so that
    /// the line never begins and ends with a quote, which some parsers strip.
    fn command(&self, helper: &Helper) -> Result<String> {
        let binary = path_word(&helper.binary)?;
        let home = match &helper.home {
            Some(home) => format!(" --home {}", path_word(home)?),
            None => String::new(),
        };
        let RoleKey { portal, account, role } = &self.key;
        Ok(format!("{binary} credentials{home} --portal {portal} --account {account} --role {role}"))
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
    let (form, key) = form_and_key(section)?;
    let seal = seal::read(section);
    Some(ProfileEntry {
        profile: ProfileName::written(section.name)?,
        form,
        key,
        region: section.value("region").and_then(|region| region.parse().ok()),
        synced: seal.synced,
        edited: !seal.intact,
        parent_missing: form == ProfileForm::Chain && section.value("source_profile").is_none(),
    })
}

fn form_and_key(section: &Section<'_>) -> Option<(ProfileForm, RoleKey)> {
    if let Some(parent) = chain::parent(&section.text) {
        return section.value("role_arn").map(|_| (ProfileForm::Chain, parent));
    }
    if let Some(command) = section.value("credential_process") {
        let [role, role_flag, account, account_flag, portal, portal_flag] =
            command.rsplit(' ').take(6).collect::<Vec<_>>().try_into().ok()?;
        let is_ours = (role_flag, account_flag, portal_flag) == ("--role", "--account", "--portal");
        return Some((ProfileForm::CredentialProcess, RoleKey::parse(portal, account, role).ok()?))
            .filter(|_| is_ours);
    }
    let (form, portal) = match section.value("sso_session") {
        Some(session) => (ProfileForm::SsoSession, session.strip_prefix("portico-")?),
        None => (ProfileForm::Legacy, ini::comment(&section.text, PORTAL)?),
    };
    let key = RoleKey::parse(portal, section.value("sso_account_id")?, section.value("sso_role_name")?);
    Some((form, key.ok()?))
}
