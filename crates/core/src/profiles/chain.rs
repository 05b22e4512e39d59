//! Roles that are reached through another one: `role_arn` and `source_profile`.
//!
//! Rules: a chain is declared by its parent's portal, account and role, so that it outlasts every rename; whichever
//! profile the parent has at the moment is its source, and one whose parent is missing is marked and kept.

use std::str::FromStr;

use portico_model::Region;

use super::ini::{self, Kind};
use super::name::ProfileName;
use super::seal::{self, PARENT};
use crate::error::{Error, Result};
use crate::role::RoleKey;

/// What stands between [`PARENT`] and the key of a parent that has no profile.
const MISSING: &str = "missing ";
/// AWS lets a role that was reached through another one last an hour at most, and a quarter of one at least.
const DURATIONS: std::ops::RangeInclusive<u32> = 900..=3600;

/// A chain as the settings declare it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Declared {
    /// The name of its profile.
    pub profile: ProfileName,
    /// The role it is reached through.
    pub parent: RoleKey,
    /// How.
    pub chain: Chain,
    /// The Region it sets.
    pub region: Option<Region>,
}

/// How the other role is reached.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Chain {
    /// The role.
    pub role_arn: RoleArn,
    /// What its owner wants to be told.
    pub external_id: Option<Word>,
    /// How the session is called in the role's account.
    pub role_session_name: Option<Word>,
    /// The device whose code tools ask for.
    pub mfa_serial: Option<Word>,
    /// How long its credentials last.
    pub duration_seconds: Option<Duration>,
}

/// The ARN of a role.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoleArn(String);

/// A value of letters, digits and `_+=,.@:/-`, which is all that AWS takes in these places.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Word(String);

/// Seconds that a chained role may last.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Duration(u32);

impl FromStr for RoleArn {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let is_role = match parts.as_slice() {
            ["arn", partition, "iam", "", account, resource] => {
                partition.starts_with("aws")
                    && account.len() == 12
                    && account.bytes().all(|digit| digit.is_ascii_digit())
                    && resource.strip_prefix("role/").is_some_and(|name| (1..=512).contains(&name.len()))
            }
            _ => false,
        };
        if is_role && text.bytes().all(is_plain) {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::invalid(
            format!("\"{}\" is not the ARN of a role.", crate::text::clean(text, 100)),
            "Write it as arn:aws:iam::111122223333:role/Name.",
        ))
    }
}

impl FromStr for Word {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if (2..=1224).contains(&text.len()) && text.bytes().all(is_plain) {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::invalid(
            format!("\"{}\" cannot be used there.", crate::text::clean(text, 60)),
            "Use two or more letters, digits and _ + = , . @ : / -, which is all AWS takes.",
        ))
    }
}

impl TryFrom<i64> for Duration {
    type Error = Error;

    fn try_from(seconds: i64) -> Result<Self> {
        let fits = u32::try_from(seconds).ok().filter(|seconds| DURATIONS.contains(seconds));
        fits.map(Self).ok_or_else(|| {
            Error::invalid(
                format!("A chained role cannot last {seconds} seconds."),
                "AWS allows 900 to 3600 seconds for a role reached through another one.",
            )
        })
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_+=,.@:/-".contains(&byte)
}

impl Chain {
    /// The lines of its profile, below the header; [`linked`] adds the source.
    pub(super) fn lines(&self, parent: &RoleKey) -> Vec<String> {
        let word = |key: &str, word: &Option<Word>| word.as_ref().map(|Word(word)| format!("{key} = {word}"));
        let mut lines = vec![parent_line(parent, true), format!("role_arn = {}", self.role_arn.0)];
        lines.extend(word("external_id", &self.external_id));
        lines.extend(word("role_session_name", &self.role_session_name));
        lines.extend(word("mfa_serial", &self.mfa_serial));
        lines.extend(self.duration_seconds.map(|Duration(seconds)| format!("duration_seconds = {seconds}")));
        lines
    }
}

fn parent_line(parent: &RoleKey, is_missing: bool) -> String {
    let RoleKey { portal, account, role } = parent;
    format!("{PARENT}{}{portal} {account} {role}", if is_missing { MISSING } else { "" })
}

/// The parent that a section's text tells of.
pub(super) fn parent(text: &str) -> Option<RoleKey> {
    let words = ini::comment(text, PARENT)?;
    let mut words = words.strip_prefix(MISSING).unwrap_or(words).split(' ');
    let mut next = || words.next();
    RoleKey::parse(next()?, next()?, next()?).ok()
}

/// The text of the section called `name` with this source; without one it is marked.
pub(super) fn linked(
    name: &str,
    text: &str,
    parent: &RoleKey,
    source: Option<&ProfileName>,
    synced: bool,
    line_end: &str,
) -> String {
    let header = text.find(['\n', '\r']).map_or(text, |at| &text[..at]);
    let mut next = format!("{header}{line_end}{}{line_end}", parent_line(parent, source.is_none()));
    for line in ini::body(text) {
        if line.key.as_deref() == Some("source_profile") || line.text.starts_with(PARENT) {
            continue;
        }
        if let Some(source) = source.filter(|_| line.begins && line.key.as_deref() == Some("role_arn")) {
            next.push_str(&format!("source_profile = {source}{line_end}"));
        }
        next.push_str(line.text);
    }
    seal::sealed(Kind::Profile, name, &next, synced, line_end)
}
