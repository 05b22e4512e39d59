//! Which source of credentials wins for a profile, and why.
//!
//! Rules: the order is botocore's, which the AWS CLI follows, too; other SDKs differ in what [`super::shadow`] tells. The
//! first source that is set wins, also when it then fails: no tool looks further. Nothing is asked, so that the metadata of
//! an EC2 instance can only be named as the last resort.
//! Source: "Standardized credential providers" of the AWS SDKs and Tools reference; botocore's `credentials.py`.

use std::collections::BTreeSet;

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
            keys(given.credentials.profiles.get(profile)?, profile, &given.files.credentials)
        }
        Source::Login => {
            let _session = settings.value("login_session")?;
            Some(Ok(format!("login_session of profile {}", clean(profile, 80))))
        }
        Source::Process => process(given, profile, &settings),
        Source::ConfigFile => keys(given.config.profiles.get(profile)?, profile, &given.files.config),
        Source::Container => container(given),
        Source::Instance => {
            let is_off = given.environment.text("AWS_EC2_METADATA_DISABLED");
            let is_off = is_off.is_some_and(|text| text.eq_ignore_ascii_case("true"));
            (!is_off).then(|| Ok("the metadata of the EC2 instance, if this is one".to_owned()))
        }
    }
}

fn environment(given: &Given<'_>) -> Found {
    given.environment.text("AWS_ACCESS_KEY_ID")?;
    let place = "AWS_ACCESS_KEY_ID in the environment".to_owned();
    if given.environment.has("AWS_SECRET_ACCESS_KEY") {
        return Some(Ok(place));
    }
    Some(Err((
        place,
        Trouble {
            why: "AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not.".to_owned(),
            remedy: "Set both, or neither: unset AWS_ACCESS_KEY_ID".to_owned(),
        },
    )))
}

fn keys(settings: &Settings, profile: &str, path: &std::path::Path) -> Found {
    if !settings.has("aws_access_key_id") {
        return None;
    }
    let profile = clean(profile, 80);
    let place = format!("aws_access_key_id of {profile} in {}", path.display());
    if settings.has("aws_secret_access_key") {
        return Some(Ok(place));
    }
    let why = format!("Profile {profile} in {} has an access key and no secret key.", path.display());
    Some(Err((place, Trouble { why, remedy: "Add aws_secret_access_key, or take the key out.".to_owned() })))
}

fn process(given: &Given<'_>, profile: &str, settings: &Settings) -> Found {
    if !settings.has("credential_process") {
        return None;
    }
    let profile = clean(profile, 80);
    let program = settings.value("credential_process").map(|program| clean(program, 200));
    let place = match (given.ours(&profile), &program) {
        (Some(entry), _) => format!("Portico, by credential_process of profile {profile}: {}", entry.key),
        (None, Some(program)) => format!("credential_process of profile {profile}: {program}"),
        (None, None) => format!("credential_process of profile {profile}"),
    };
    if program.is_some() {
        return Some(Ok(place));
    }
    let why = format!("The credential_process of profile {profile} names no program.");
    Some(Err((place, Trouble { why, remedy: "Write a command there, its quotes closed.".to_owned() })))
}

fn container(given: &Given<'_>) -> Found {
    let names = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];
    let name = names.into_iter().find(|name| given.environment.has(name))?;
    Some(Ok(format!("{name} in the environment")))
}

fn web_identity(given: &Given<'_>, profile: &str, settings: &Settings) -> Found {
    let (_, chosen_by) = given.choice();
    let variable = |name| given.environment.text(name).filter(|_| chosen_by != Chosen::Named);
    let (file, place) = match variable("AWS_WEB_IDENTITY_TOKEN_FILE") {
        Some(file) => (file, "AWS_WEB_IDENTITY_TOKEN_FILE in the environment".to_owned()),
        None => (
            settings.value("web_identity_token_file").filter(|file| !file.is_empty())?,
            format!("web_identity_token_file of profile {}", clean(profile, 80)),
        ),
    };
    let role = variable("AWS_ROLE_ARN").or_else(|| settings.value("role_arn"));
    let Some(role) = role.filter(|role| !role.is_empty()) else {
        let why = format!("The token in {} is for no role.", clean(file, 200));
        let remedy = "Set AWS_ROLE_ARN, or role_arn in the profile.".to_owned();
        return Some(Err((place, Trouble { why, remedy })));
    };
    Some(Ok(format!("{place}, for {}", clean(role, 200))))
}

fn identity_center(given: &Given<'_>, profile: &str, settings: &Settings) -> Found {
    if !settings.has("sso_account_id") && !settings.has("sso_role_name") {
        return None;
    }
    let name = clean(profile, 80);
    let place = format!("the AWS CLI's own sign-in, by profile {name}");
    let fails =
        |why: String, remedy: &str| Some(Err((place.clone(), Trouble { why, remedy: remedy.to_owned() })));
    let mut whole = settings.clone();
    if let Some(session) = settings.value("sso_session") {
        let Some(shared) = given.config.sessions.get(session) else {
            let why =
                format!("Profile {name} names the sso-session {}, and there is none.", clean(session, 80));
            return fails(why, "Add that section, or run aws configure sso.");
        };
        if let Some(key) = settings.contradicted(shared).next() {
            let why = format!(
                "{key} of profile {name} is another one than that of its sso-session {}.",
                clean(session, 80)
            );
            return fails(why, "Take it out of the profile.");
        }
        whole = shared.overlaid(settings);
    }
    let needed = ["sso_start_url", "sso_region", "sso_account_id", "sso_role_name"];
    let missing: Vec<&str> = needed.into_iter().filter(|key| !whole.has(key)).collect();
    if !missing.is_empty() {
        let why = format!("Profile {name} lacks {}.", missing.join(", "));
        return fails(why, "Run aws configure sso, or have Portico write the profile.");
    }
    Some(Ok(place))
}

fn assumed(given: &Given<'_>, profile: &str, settings: &Settings, seen: &mut BTreeSet<String>) -> Found {
    if !settings.has("role_arn") || settings.has("web_identity_token_file") {
        return None;
    }
    let name = clean(profile, 80);
    let role = settings.value("role_arn").map(|role| clean(role, 200)).unwrap_or_default();
    let place = format!("{role}, by profile {name}");
    let fails = |why: String, remedy: String| Some(Err((place.clone(), Trouble { why, remedy })));
    seen.insert(profile.to_owned());
    match (settings.value("source_profile"), settings.value("credential_source")) {
        (Some(_), Some(_)) => fails(
            format!("Profile {name} has both source_profile and credential_source."),
            "Take one of the two out.".to_owned(),
        ),
        (None, None) => fails(
            format!("Profile {name} assumes a role and does not say with whose credentials."),
            "Give it a source_profile; for a role that Portico reaches: portico profiles sync".to_owned(),
        ),
        (None, Some(source)) => {
            if ["Environment", "Ec2InstanceMetadata", "EcsContainer"]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(source))
            {
                return Some(Ok(format!("{place}, with credentials of {}", clean(source, 40))));
            }
            fails(
                format!("credential_source of profile {name} is {}, which is none.", clean(source, 40)),
                "Use Environment, Ec2InstanceMetadata or EcsContainer.".to_owned(),
            )
        }
        (Some(source), None) => match parent(given, profile, source, seen) {
            Ok(parent) => {
                Some(Ok(format!("{place}, with credentials of profile {}: {parent}", clean(source, 80))))
            }
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
    let (name, from) = (clean(profile, 80), clean(source, 80));
    if !given.knows(source) {
        let why = format!("Profile {name} takes its credentials from profile {from}, and there is none.");
        let remedy = "Correct source_profile, or write that profile: portico profiles sync".to_owned();
        return Err(Trouble { why, remedy });
    }
    let settings = given.settings(source);
    let has_keys = settings.has("aws_access_key_id") || settings.has("aws_secret_access_key");
    if seen.contains(source) && !(source == profile && has_keys) {
        let why = format!("Profile {name} takes its credentials from itself, by way of {from}.");
        return Err(Trouble { why, remedy: "Give one of them another source_profile.".to_owned() });
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
        || {
            let why = format!("Profile {from}, which {name} takes its credentials from, has none.");
            Err(Trouble { why, remedy: "Give it credentials, or another source_profile.".to_owned() })
        },
        |found| found.map_err(|(_, trouble)| trouble),
    )
}

fn unknown(given: &Given<'_>, profile: &str, chosen_by: Chosen) -> Trouble {
    let name = clean(profile, 80);
    let by = match chosen_by {
        Chosen::Named | Chosen::Default => String::new(),
        Chosen::Profile => ", which AWS_PROFILE names".to_owned(),
        Chosen::DefaultProfile => ", which AWS_DEFAULT_PROFILE names".to_owned(),
    };
    if given.config.unheard.iter().any(|other| other == profile) {
        return Trouble {
            why: format!(
                "{} has a section [{name}], which AWS tools do not take for a profile.",
                given.files.config.display()
            ),
            remedy: format!("Call it [profile {name}]."),
        };
    }
    Trouble {
        why: format!("There is no profile called {name}{by}, so no tool gets any credentials."),
        remedy: match chosen_by {
            Chosen::Named | Chosen::Default => "See which there are: aws configure list-profiles".to_owned(),
            Chosen::Profile => "Correct it, or unset AWS_PROFILE.".to_owned(),
            Chosen::DefaultProfile => "Correct it, or unset AWS_DEFAULT_PROFILE.".to_owned(),
        },
    }
}
