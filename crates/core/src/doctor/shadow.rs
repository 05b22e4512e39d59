//! What stands before what, and where tools disagree about it.
//!
//! Sources: the AWS SDKs and Tools reference ("Credential provider chain"); botocore's `configprovider.py`, which reads
//! `AWS_DEFAULT_PROFILE` before `AWS_PROFILE`, where AWS CLI v2 reads them the other way round; `credential-provider-node`
//! of the SDK for JavaScript, which prefers `AWS_PROFILE` to keys beside it.

use jiff::Timestamp;

use super::chain::{Explanation, Source, Standing};
use super::given::{Chosen, Given};
use super::{Check, Finding, Level};
use crate::text::clean;

/// What the person should know besides the winner.
pub(super) fn check(given: &Given<'_>, explanation: &Explanation, now: Timestamp) -> Vec<Finding> {
    let mut findings = disagreements(given, explanation, now);
    findings.extend(passed_over(given, explanation));
    findings
}

/// The same but for what is passed over.
pub(super) fn disagreements(given: &Given<'_>, explanation: &Explanation, now: Timestamp) -> Vec<Finding> {
    let told = [
        keys_and_profile(given, explanation),
        two_profiles(given),
        default_profile(given),
        ended_keys(given, now),
        stray_token(given),
        two_tokens(given),
        both_files(given, explanation),
        endpoints(given),
    ];
    told.into_iter().flatten().collect()
}

fn warning(message: String, remedy: String) -> Option<Finding> {
    Some(Finding::new(Check::Credentials, Level::Warning, message).mended_by(remedy))
}

/// Keys in the environment beside a profile that somebody named.
fn keys_and_profile(given: &Given<'_>, explanation: &Explanation) -> Option<Finding> {
    given.environment.text("AWS_ACCESS_KEY_ID")?;
    let (words, profile) = (given.words, explanation.profile.as_str());
    match explanation.chosen_by {
        Chosen::Default => None,
        Chosen::Named => warning(words.keys_beside_named(profile), words.keys_beside_named_remedy()),
        Chosen::Profile | Chosen::DefaultProfile => {
            warning(words.keys_beside_profile(profile), words.keys_beside_profile_remedy())
        }
    }
}

fn two_profiles(given: &Given<'_>) -> Option<Finding> {
    let one = given.environment.text("AWS_PROFILE")?;
    let other = given.environment.text("AWS_DEFAULT_PROFILE").filter(|other| *other != one)?;
    let words = given.words;
    warning(words.two_profiles(clean(one, 80), clean(other, 80)), words.two_profiles_remedy())
}

fn default_profile(given: &Given<'_>) -> Option<Finding> {
    let name = given.environment.text("AWS_DEFAULT_PROFILE")?;
    if given.environment.text("AWS_PROFILE").is_some() {
        return None;
    }
    warning(given.words.default_profile(clean(name, 80)), given.words.default_profile_remedy())
}

fn ended_keys(given: &Given<'_>, now: Timestamp) -> Option<Finding> {
    given.environment.text("AWS_ACCESS_KEY_ID")?;
    let end: Timestamp = given.environment.text("AWS_CREDENTIAL_EXPIRATION")?.parse().ok()?;
    if end > now {
        return None;
    }
    let message = given.words.keys_ended(end.strftime("%Y-%m-%d %H:%M UTC").to_string());
    let finding = Finding::new(Check::Credentials, Level::Problem, message);
    Some(finding.mended_by(given.words.keys_ended_remedy()))
}

fn stray_token(given: &Given<'_>) -> Option<Finding> {
    let is_stray = given.environment.has("AWS_SESSION_TOKEN") && !given.environment.has("AWS_ACCESS_KEY_ID");
    is_stray.then_some(())?;
    warning(given.words.token_without_keys(), given.words.token_without_keys_remedy())
}

fn two_tokens(given: &Given<'_>) -> Option<Finding> {
    let both = ["AWS_ACCESS_KEY_ID", "AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"];
    both.iter().all(|name| given.environment.has(name)).then_some(())?;
    warning(given.words.two_tokens(), given.words.two_tokens_remedy())
}

/// A profile of both files; in the credentials file it counts more.
fn both_files(given: &Given<'_>, explanation: &Explanation) -> Option<Finding> {
    let (profile, _) = given.choice();
    let (one, other) = (given.config.profiles.get(profile)?, given.credentials.profiles.get(profile)?);
    let decides =
        |key: &str| key.starts_with("aws_") || key.starts_with("sso_") || key == "credential_process";
    let is_rival = other.has("aws_access_key_id") && one.has("credential_process")
        || one.contradicted(other).any(decides);
    is_rival.then_some(())?;
    let path = |path: &std::path::Path| path.display().to_string();
    let (config, credentials) = (path(&given.files.config), path(&given.files.credentials));
    let words = given.words;
    warning(words.both_files(explanation.profile.as_str(), config, credentials), words.both_files_remedy())
}

fn endpoints(given: &Given<'_>) -> Option<Finding> {
    let names =
        ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL_STS"];
    let name = names.into_iter().find(|name| given.environment.has(name))?;
    let finding = Finding::new(Check::Credentials, Level::Note, given.words.endpoint(name));
    Some(finding.mended_by(given.words.endpoint_remedy()))
}

/// What is set and never looked at, told once for each; what needs no word is the instance, which may not be there.
fn passed_over(given: &Given<'_>, explanation: &Explanation) -> Vec<Finding> {
    let Some(winner) = explanation.winner() else { return Vec::new() };
    let over = explanation
        .sources
        .iter()
        .filter(|it| it.standing == Standing::PassedOver && it.source != Source::Instance);
    over.map(|it| {
        let message = given.words.passed_over(capital(&it.place), winner.place.as_str());
        Finding::new(Check::Credentials, Level::Note, message)
    })
    .collect()
}

/// With a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
