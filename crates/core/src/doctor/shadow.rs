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
    findings.extend(passed_over(explanation));
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

fn warning(message: String, remedy: &str) -> Option<Finding> {
    Some(Finding::new(Check::Credentials, Level::Warning, message).mended_by(remedy))
}

/// Keys in the environment beside a profile that somebody named.
fn keys_and_profile(given: &Given<'_>, explanation: &Explanation) -> Option<Finding> {
    given.environment.text("AWS_ACCESS_KEY_ID")?;
    let profile = &explanation.profile;
    match explanation.chosen_by {
        Chosen::Default => None,
        Chosen::Named => warning(
            format!(
                "AWS_ACCESS_KEY_ID is set: only what is told --profile {profile} takes the profile, and most tools that \
                 are told AWS_PROFILE={profile} take the keys."
            ),
            "Take the keys away: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN",
        ),
        Chosen::Profile | Chosen::DefaultProfile => warning(
            format!(
                "AWS_ACCESS_KEY_ID is set: the AWS CLI and most SDKs take the keys and not profile {profile}; the SDK for \
                 JavaScript takes the profile."
            ),
            "Keep one of the two: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN",
        ),
    }
}

fn two_profiles(given: &Given<'_>) -> Option<Finding> {
    let one = given.environment.text("AWS_PROFILE")?;
    let other = given.environment.text("AWS_DEFAULT_PROFILE").filter(|other| *other != one)?;
    warning(
        format!(
            "AWS_PROFILE names {} and AWS_DEFAULT_PROFILE names {}: the AWS CLI and most SDKs take the first, boto3 the \
             second.",
            clean(one, 80),
            clean(other, 80)
        ),
        "Keep AWS_PROFILE, which all tools know: unset AWS_DEFAULT_PROFILE",
    )
}

fn default_profile(given: &Given<'_>) -> Option<Finding> {
    let name = given.environment.text("AWS_DEFAULT_PROFILE")?;
    if given.environment.text("AWS_PROFILE").is_some() {
        return None;
    }
    warning(
        format!("AWS_DEFAULT_PROFILE names {}, and only the AWS CLI and boto3 heed it.", clean(name, 80)),
        "Set AWS_PROFILE in its place, which all tools know.",
    )
}

fn ended_keys(given: &Given<'_>, now: Timestamp) -> Option<Finding> {
    given.environment.text("AWS_ACCESS_KEY_ID")?;
    let end: Timestamp = given.environment.text("AWS_CREDENTIAL_EXPIRATION")?.parse().ok()?;
    if end > now {
        return None;
    }
    let end = end.strftime("%Y-%m-%d %H:%M UTC");
    let message = format!("The keys in the environment ended at {end}.");
    let finding = Finding::new(Check::Credentials, Level::Problem, message);
    Some(finding.mended_by("Take new ones: eval \"$(portico env --account ACCOUNT)\""))
}

fn stray_token(given: &Given<'_>) -> Option<Finding> {
    let is_stray = given.environment.has("AWS_SESSION_TOKEN") && !given.environment.has("AWS_ACCESS_KEY_ID");
    is_stray.then_some(())?;
    warning(
        "AWS_SESSION_TOKEN is set without keys, and does not fit any that come later.".to_owned(),
        "Take it away: unset AWS_SESSION_TOKEN",
    )
}

fn two_tokens(given: &Given<'_>) -> Option<Finding> {
    let both = ["AWS_ACCESS_KEY_ID", "AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"];
    both.iter().all(|name| given.environment.has(name)).then_some(())?;
    warning(
        "AWS_SECURITY_TOKEN is set, too: boto3 and the AWS CLI take it before AWS_SESSION_TOKEN.".to_owned(),
        "Take it away: unset AWS_SECURITY_TOKEN",
    )
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
    let (config, credentials) = (given.files.config.display(), given.files.credentials.display());
    warning(
        format!(
            "Profile {} is in {config} and in {credentials}, and what the second says counts.",
            explanation.profile
        ),
        "Keep it in one of the two files.",
    )
}

fn endpoints(given: &Given<'_>) -> Option<Finding> {
    let names =
        ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL_STS"];
    let set: Vec<&str> = names.into_iter().filter(|name| given.environment.has(name)).collect();
    let name = set.first()?;
    let message = format!("{name} sends AWS tools to another address than AWS's; Portico does not heed it.");
    let finding = Finding::new(Check::Credentials, Level::Note, message);
    Some(finding.mended_by("Unset it, unless you set it yourself for a local Identity Center."))
}

/// What is set and never looked at, told once for each; what needs no word is the instance, which may not be there.
fn passed_over(explanation: &Explanation) -> Vec<Finding> {
    let Some(winner) = explanation.winner() else { return Vec::new() };
    let over = explanation
        .sources
        .iter()
        .filter(|it| it.standing == Standing::PassedOver && it.source != Source::Instance);
    over.map(|it| {
        let message = format!("{} is passed over, because {} comes first.", capital(&it.place), winner.place);
        Finding::new(Check::Credentials, Level::Note, message)
    })
    .collect()
}

/// With a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
