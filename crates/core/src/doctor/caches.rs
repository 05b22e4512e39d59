//! What AWS tools keep although it is of no use any more, and what killed programs of Portico's left behind.
//!
//! Rule: a file goes only when it says itself that it has expired, and that nothing in it can be renewed. One that cannot
//! be read, or is of another kind, stays.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use serde::Deserialize;

use super::{Check, Finding, Level, Repair};
use crate::disk::{self, Environment, Home, foreign};
use crate::profiles::AwsFiles;

/// Where the AWS CLI and the SDKs keep tokens, and the CLI role credentials, below `~/.aws`.
const CACHES: [&str; 3] = ["sso/cache", "cli/cache", "boto/cache"];
/// A cached file is smaller; nobody's large file is read.
const LARGEST: usize = 1024 * 1024;

/// Looks into the caches of AWS tools and beside the files that Portico writes.
pub(super) fn check(
    home: &Home,
    environment: &Environment,
    files: Option<&AwsFiles>,
    now: Timestamp,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let aws = environment.home().map(|home| home.join(".aws"));
    let expired: Vec<PathBuf> = aws
        .iter()
        .flat_map(|aws| CACHES.iter().map(|cache| aws.join(cache)))
        .flat_map(|folder| expired(&folder, now))
        .collect();
    if !expired.is_empty() {
        let message =
            format!("AWS tools keep {} that expired and cannot be renewed.", counted(expired.len(), "file"));
        findings.push(removal(message, expired));
    }
    let moment = SystemTime::from(now);
    let mut left = home.leftovers(moment);
    for path in files.iter().flat_map(|files| [&files.config, &files.credentials]) {
        left.extend(foreign::leftovers(path, moment));
    }
    if !left.is_empty() {
        let message = format!("Killed programs left {} behind.", counted(left.len(), "half-written file"));
        findings.push(removal(message, left));
    }
    if findings.is_empty() {
        findings.push(Finding::good(Check::Caches, "No cache holds anything that has expired."));
    }
    findings
}

fn removal(message: String, paths: Vec<PathBuf>) -> Finding {
    Finding::new(Check::Caches, Level::Note, message)
        .mended_by("Have them removed: portico doctor --repair")
        .repaired_by(Repair::Remove { paths })
}

fn expired(folder: &Path, now: Timestamp) -> Vec<PathBuf> {
    let names = disk::names(folder).unwrap_or_default();
    let files = names.into_iter().filter(|name| name.ends_with(".json")).map(|name| folder.join(name));
    let is_expired = |path: &PathBuf| {
        let seen = foreign::read(path, LARGEST);
        seen.is_ok_and(|seen| serde_json::from_slice(seen.bytes()).is_ok_and(|kept: Kept| kept.is_over(now)))
    };
    files.filter(is_expired).collect()
}

/// A file of a cache, as far as it tells how long it is of use: a token, a client registration, or role credentials. What
/// may be a secret is looked for and not read.
#[derive(Debug, Deserialize)]
struct Kept {
    #[serde(rename = "expiresAt")]
    expires_at: Option<String>,
    #[serde(rename = "registrationExpiresAt")]
    registration: Option<String>,
    #[serde(rename = "refreshToken")]
    refresh: Option<Present>,
    #[serde(rename = "Credentials")]
    credentials: Option<Credentials>,
}

#[derive(Debug, Deserialize)]
struct Credentials {
    #[serde(rename = "Expiration")]
    expiration: Option<String>,
}

/// A value that is there.
#[derive(Debug)]
struct Present;

impl<'de> Deserialize<'de> for Present {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl Kept {
    fn is_over(&self, now: Timestamp) -> bool {
        let credentials = self.credentials.as_ref().and_then(|credentials| credentials.expiration.as_deref());
        let Some(end) = self.expires_at.as_deref().or(credentials).and_then(moment) else { return false };
        let can_be_renewed = self.refresh.is_some()
            && self.registration.as_deref().and_then(moment).is_none_or(|registration| registration > now);
        end <= now && !can_be_renewed
    }
}

/// A time as the AWS CLI has written it over the years: RFC 3339, or with `UTC` in the place of `Z`.
fn moment(text: &str) -> Option<Timestamp> {
    text.strip_suffix("UTC").map_or_else(|| text.parse().ok(), |text| format!("{text}Z").parse().ok())
}

pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("a {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_over_when_it_says_so_and_nothing_in_it_can_be_renewed() {
        let now: Timestamp = "2026-11-29T12:00:00Z".parse().expect("a time");
        for (text, is_over) in [
            (r#"{"accessToken":"x","expiresAt":"2026-11-29T11:59:59Z"}"#, true),
            (r#"{"accessToken":"x","expiresAt":"2026-11-29T11:59:59UTC"}"#, true),
            (r#"{"accessToken":"x","expiresAt":"2026-11-29T12:00:01Z"}"#, false),
            (
                r#"{"expiresAt":"2026-11-29T11:00:00Z","refreshToken":"x","registrationExpiresAt":"2026-12-29T11:00:00Z"}"#,
                false,
            ),
            (
                r#"{"expiresAt":"2026-11-29T11:00:00Z","refreshToken":"x","registrationExpiresAt":"2026-11-28T11:00:00Z"}"#,
                true,
            ),
            (r#"{"clientId":"x","clientSecret":"y","expiresAt":"2026-11-28T00:00:00Z"}"#, true),
            (r#"{"Credentials":{"SecretAccessKey":"x","Expiration":"2026-11-29T11:00:00+00:00"}}"#, true),
            (r#"{"Credentials":{"SecretAccessKey":"x","Expiration":"2026-11-29T13:00:00+00:00"}}"#, false),
            (r#"{"Credentials":{"SecretAccessKey":"x"}}"#, false),
            (r#"{"expiresAt":"soon"}"#, false),
            (r#"{"something":"else"}"#, false),
        ] {
            let kept: Kept = serde_json::from_str(text).expect(text);
            assert_eq!(kept.is_over(now), is_over, "{text}");
        }
        for broken in ["", "[]", "{\"expiresAt\":1}", "{"] {
            assert!(serde_json::from_str::<Kept>(broken).is_err(), "{broken}");
        }
    }
}
