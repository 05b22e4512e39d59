//! Which source of credentials wins for a profile, and why.
//!
//! Rules: the order is botocore's, which the AWS CLI follows, too; other SDKs differ in what [`super::shadow`] tells. The
//! first source that is set wins, also when it then fails: no tool looks further. Nothing is asked, so that the metadata of
//! an EC2 instance can only be named as the last resort.
//! Source: "Standardized credential providers" of the AWS SDKs and Tools reference; botocore's `credentials.py`.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use specta::Type;

use super::given::{Chosen, Given};
use crate::profiles::Settings;
use crate::text::clean;

/// A place where tools look for credentials, in the order they look.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// `AWS_ACCESS_KEY_ID` and its kin.
    Environment,
    /// `role_arn` with `source_profile` or `credential_source`.
    AssumedRole,
    /// `AWS_WEB_IDENTITY_TOKEN_FILE`, or `web_identity_token_file`.
    WebIdentity,
    /// `sso_session`, or `sso_start_url` and its kin.
    IdentityCenter,
    /// Keys in `~/.aws/credentials`.
    CredentialsFile,
    /// `login_session`, from `aws login`.
    Login,
    /// `credential_process`.
    Process,
    /// Keys in `~/.aws/config`.
    ConfigFile,
    /// `AWS_CONTAINER_CREDENTIALS_FULL_URI` or `_RELATIVE_URI`.
    Container,
    /// The metadata of an EC2 instance.
    Instance,
}

impl Source {
    /// All of them, in the order tools look.
    pub const ALL: [Self; 10] = [
        Self::Environment,
        Self::AssumedRole,
        Self::WebIdentity,
        Self::IdentityCenter,
        Self::CredentialsFile,
        Self::Login,
        Self::Process,
        Self::ConfigFile,
        Self::Container,
        Self::Instance,
    ];

    /// What botocore and `aws configure list` call it.
    #[must_use]
    pub fn method(self) -> &'static str {
        match self {
            Self::Environment => "env",
            Self::AssumedRole => "assume-role",
            Self::WebIdentity => "assume-role-with-web-identity",
            Self::IdentityCenter => "sso",
            Self::CredentialsFile => "shared-credentials-file",
            Self::Login => "login",
            Self::Process => "custom-process",
            Self::ConfigFile => "config-file",
            Self::Container => "container-role",
            Self::Instance => "iam-role",
        }
    }
}

/// What becomes of a source that is set.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Tools take it.
    Wins,
    /// Tools take it and fail.
    Fails,
    /// Something that is looked at earlier stands before it.
    PassedOver,
    /// Tools do not look at it, because the profile was named.
    Ignored,
}

/// A source that is set.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Candidate {
    /// Which one.
    pub source: Source,
    /// What AWS tools call it.
    pub method: &'static str,
    /// What sets it, and where; no secret.
    pub place: String,
    /// What becomes of it.
    pub standing: Standing,
}

/// Why a source fails.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Trouble {
    /// One sentence.
    pub(super) why: String,
    /// One sentence: the one thing to do.
    pub(super) remedy: String,
}

/// Where a profile's credentials come from.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Explanation {
    /// The profile.
    pub profile: String,
    /// Who names it.
    pub chosen_by: Chosen,
    /// What AWS tools call the source that wins; nothing when none does.
    pub wins: Option<&'static str>,
    /// The sources that are set, in the order tools look.
    pub sources: Vec<Candidate>,
    #[serde(skip)]
    pub(super) trouble: Option<Trouble>,
}

impl Explanation {
    /// Why the source that tools take fails, and the one thing to do.
    #[must_use]
    pub fn trouble(&self) -> Option<(&str, &str)> {
        self.trouble.as_ref().map(|trouble| (trouble.why.as_str(), trouble.remedy.as_str()))
    }

    /// The source that tools take.
    #[must_use]
    pub fn winner(&self) -> Option<&Candidate> {
        let is_taken = |it: &&Candidate| matches!(it.standing, Standing::Wins | Standing::Fails);
        self.sources.iter().find(is_taken)
    }
}

/// Explains what is `given`.
pub(super) fn explain(given: &Given<'_>) -> Explanation {
    let (profile, chosen_by) = given.choice();
    let mut explanation = Explanation {
        profile: clean(profile, 128),
        chosen_by,
        wins: None,
        sources: Vec::new(),
        trouble: None,
    };
    if chosen_by != Chosen::Default && !given.knows(profile) {
        explanation.trouble = Some(unknown(given, profile, chosen_by));
        return explanation;
    }
    let mut is_taken = false;
    for source in Source::ALL {
        let Some(found) = look(given, source, profile) else { continue };
        let is_ignored = source == Source::Environment && chosen_by == Chosen::Named;
        let place = match &found {
            Ok(place) | Err((place, _)) => place.clone(),
        };
        let standing = match found {
            _ if is_ignored => Standing::Ignored,
            _ if is_taken => Standing::PassedOver,
            Ok(_) => Standing::Wins,
            Err((_, trouble)) => {
                explanation.trouble = Some(trouble);
                Standing::Fails
            }
        };
        is_taken |= matches!(standing, Standing::Wins | Standing::Fails);
        if standing == Standing::Wins {
            explanation.wins = Some(source.method());
        }
        explanation.sources.push(Candidate { source, method: source.method(), place, standing });
    }
    explanation
}

/// Whether a source is set: where, and if it cannot give anything, why not.
type Found = Option<Result<String, (String, Trouble)>>;

fn look(given: &Given<'_>, source: Source, profile: &str) -> Found {
    let settings = given.settings(profile);
    match source {
        Source::Environment => environment(given),
        Source::AssumedRole => assumed(given, profile, &settings, &mut BTreeSet::new()),
        Source::WebIdentity => web_identity(given, profile, &settings),
        Source::IdentityCenter => identity_center(given, profile, &settings),
        Source::CredentialsFile => {
            keys(given, given.credentials.profiles.get(profile)?, profile, &given.files.credentials)
        }
        Source::Login => {
            let _session = settings.value("login_session")?;
            Some(Ok(given.words.place_login(clean(profile, 80))))
        }
        Source::Process => process(given, profile, &settings),
        Source::ConfigFile => keys(given, given.config.profiles.get(profile)?, profile, &given.files.config),
        Source::Container => container(given),
        Source::Instance => {
            let is_off = given.environment.text("AWS_EC2_METADATA_DISABLED");
            let is_off = is_off.is_some_and(|text| text.eq_ignore_ascii_case("true"));
            (!is_off).then(|| Ok(given.words.place_instance()))
        }
    }
}

fn environment(given: &Given<'_>) -> Found {
    given.environment.text("AWS_ACCESS_KEY_ID")?;
    let words = given.words;
    let place = words.place_environment("AWS_ACCESS_KEY_ID");
    if given.environment.has("AWS_SECRET_ACCESS_KEY") {
        return Some(Ok(place));
    }
    Some(Err((place, Trouble { why: words.key_alone(), remedy: words.key_alone_remedy() })))
}

fn keys(given: &Given<'_>, settings: &Settings, profile: &str, path: &Path) -> Found {
    if !settings.has("aws_access_key_id") {
        return None;
    }
    let (words, profile, path) = (given.words, clean(profile, 80), path.display().to_string());
    let place = words.place_keys(profile.as_str(), path.as_str());
    if settings.has("aws_secret_access_key") {
        return Some(Ok(place));
    }
    let why = words.no_secret_key(profile, path);
    Some(Err((place, Trouble { why, remedy: words.no_secret_key_remedy() })))
}

fn process(given: &Given<'_>, profile: &str, settings: &Settings) -> Found {
    if !settings.has("credential_process") {
        return None;
    }
    let (words, profile) = (given.words, clean(profile, 80));
    let program = settings.value("credential_process").map(|program| clean(program, 200));
    let place = match (given.ours(&profile), &program) {
        (Some(entry), _) => words.place_portico(profile.as_str(), entry.key.to_string()),
        (None, Some(program)) => words.place_process(profile.as_str(), program.as_str()),
        (None, None) => words.place_process_empty(profile.as_str()),
    };
    if program.is_some() {
        return Some(Ok(place));
    }
    Some(Err((place, Trouble { why: words.no_program(profile), remedy: words.no_program_remedy() })))
}

fn container(given: &Given<'_>) -> Found {
    let names = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];
    let name = names.into_iter().find(|name| given.environment.has(name))?;
    Some(Ok(given.words.place_environment(name)))
}

fn web_identity(given: &Given<'_>, profile: &str, settings: &Settings) -> Found {
    let (words, (_, chosen_by)) = (given.words, given.choice());
    let variable = |name| given.environment.text(name).filter(|_| chosen_by != Chosen::Named);
    let (file, place) = match variable("AWS_WEB_IDENTITY_TOKEN_FILE") {
        Some(file) => (file, words.place_environment("AWS_WEB_IDENTITY_TOKEN_FILE")),
        None => (
            settings.value("web_identity_token_file").filter(|file| !file.is_empty())?,
            words.place_token_file(clean(profile, 80)),
        ),
    };
    let role = variable("AWS_ROLE_ARN").or_else(|| settings.value("role_arn"));
    let Some(role) = role.filter(|role| !role.is_empty()) else {
        let why = words.token_for_no_role(clean(file, 200));
        let remedy = words.token_for_no_role_remedy();
        return Some(Err((place, Trouble { why, remedy })));
    };
    Some(Ok(words.place_for_role(place, clean(role, 200))))
}

fn identity_center(given: &Given<'_>, profile: &str, settings: &Settings) -> Found {
    if !settings.has("sso_account_id") && !settings.has("sso_role_name") {
        return None;
    }
    let (words, name) = (given.words, clean(profile, 80));
    let place = words.place_identity_center(name.as_str());
    let fails = |why: String, remedy: String| Some(Err((place.clone(), Trouble { why, remedy })));
    let mut whole = settings.clone();
    if let Some(session) = settings.value("sso_session") {
        let Some(shared) = given.config.sessions.get(session) else {
            let why = words.no_sso_session(name, clean(session, 80));
            return fails(why, words.no_sso_session_remedy());
        };
        if let Some(key) = settings.contradicted(shared).next() {
            let why = words.contradicted(key, name, clean(session, 80));
            return fails(why, words.contradicted_remedy());
        }
        whole = shared.overlaid(settings);
    }
    let needed = ["sso_start_url", "sso_region", "sso_account_id", "sso_role_name"];
    let missing: Vec<&str> = needed.into_iter().filter(|key| !whole.has(key)).collect();
    if !missing.is_empty() {
        return fails(words.incomplete(name, missing.join(", ")), words.incomplete_remedy());
    }
    Some(Ok(place))
}

fn assumed(given: &Given<'_>, profile: &str, settings: &Settings, seen: &mut BTreeSet<String>) -> Found {
    if !settings.has("role_arn") || settings.has("web_identity_token_file") {
        return None;
    }
    let (words, name) = (given.words, clean(profile, 80));
    let role = settings.value("role_arn").map(|role| clean(role, 200)).unwrap_or_default();
    let place = words.place_role(role, name.as_str());
    let fails = |why: String, remedy: String| Some(Err((place.clone(), Trouble { why, remedy })));
    seen.insert(profile.to_owned());
    match (settings.value("source_profile"), settings.value("credential_source")) {
        (Some(_), Some(_)) => fails(words.two_sources(name), words.two_sources_remedy()),
        (None, None) => fails(words.no_source(name), words.no_source_remedy()),
        (None, Some(source)) => {
            if ["Environment", "Ec2InstanceMetadata", "EcsContainer"]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(source))
            {
                return Some(Ok(words.place_with_source(place, clean(source, 40))));
            }
            fails(words.unknown_source(name, clean(source, 40)), words.unknown_source_remedy())
        }
        (Some(source), None) => match parent(given, profile, source, seen) {
            Ok(parent) => Some(Ok(words.place_with_profile(place, clean(source, 80), parent))),
            Err(trouble) => Some(Err((place, trouble))),
        },
    }
}

/// Where the credentials of the profile `source` come from, which `profile` assumes its role with. The environment does not
/// count there.
fn parent(
    given: &Given<'_>,
    profile: &str,
    source: &str,
    seen: &mut BTreeSet<String>,
) -> Result<String, Trouble> {
    let (words, name, from) = (given.words, clean(profile, 80), clean(source, 80));
    if !given.knows(source) {
        let why = words.no_source_profile(name, from);
        return Err(Trouble { why, remedy: words.no_source_profile_remedy() });
    }
    let settings = given.settings(source);
    let has_keys = settings.has("aws_access_key_id") || settings.has("aws_secret_access_key");
    if seen.contains(source) && !(source == profile && has_keys) {
        return Err(Trouble { why: words.own_source(name, from), remedy: words.own_source_remedy() });
    }
    if !has_keys && let Some(found) = assumed(given, source, &settings, seen) {
        return found.map_err(|(_, trouble)| trouble);
    }
    let others = [
        Source::WebIdentity,
        Source::IdentityCenter,
        Source::CredentialsFile,
        Source::Login,
        Source::Process,
        Source::ConfigFile,
    ];
    let found = others.into_iter().find_map(|other| look(&given.of(source), other, source));
    found.map_or_else(
        || Err(Trouble { why: words.empty_source(name, from), remedy: words.empty_source_remedy() }),
        |found| found.map_err(|(_, trouble)| trouble),
    )
}

fn unknown(given: &Given<'_>, profile: &str, chosen_by: Chosen) -> Trouble {
    let (words, name) = (given.words, clean(profile, 80));
    if given.config.unheard.iter().any(|other| other == profile) {
        let path = given.files.config.display().to_string();
        return Trouble {
            why: words.no_profile_section(name.as_str(), path),
            remedy: words.no_profile_section_remedy(name.as_str()),
        };
    }
    match chosen_by.variable() {
        None => Trouble { why: words.no_profile(name), remedy: words.no_profile_remedy() },
        Some(variable) => {
            Trouble { why: words.no_profile_of(name, variable), remedy: words.no_profile_of_remedy(variable) }
        }
    }
}
