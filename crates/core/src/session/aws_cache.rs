//! The cache in which the AWS CLI and the SDKs look for the token of an `sso-session`: a file each, named after the SHA-1
//! of the session's name (AWS SDKs and Tools Reference Guide, "IAM Identity Center authentication").
//!
//! Rules: a session lies there only when its person asked for it, because it is plain text; never its refresh token, which
//! two programs that know nothing of each other cannot both use; a token that another program keeps and can still use is
//! left alone.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use portico_model::Secret;
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};

use crate::disk::{self, foreign};
use crate::error::{Error, Result};
use crate::portal::Portal;
use crate::session::store::Stored;

/// What Portico's files say of themselves; the tools take no notice of it.
const OWN: &str = "Portico";
/// A cached file is smaller; nobody's large file is read.
const LARGEST: usize = 1024 * 1024;

/// The folder of the cache, `~/.aws/sso/cache`.
#[derive(Clone, Debug)]
pub(super) struct AwsCache(PathBuf);

/// A token as the tools read it. Without a refresh token they use it until it ends, and then say that one has to sign in.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Token<'a> {
    start_url: &'a str,
    region: &'a str,
    #[serde(serialize_with = "portico_model::secret::to_wire")]
    access_token: &'a Secret,
    expires_at: String,
    shared_by: &'static str,
}

impl AwsCache {
    /// The one of a person, below their home folder.
    pub(super) fn below(home: &Path) -> Self {
        Self(home.join(".aws").join("sso").join("cache"))
    }

    /// Puts the session where the tools find it.
    ///
    /// # Errors
    /// When the file cannot be written, or holds a token that another program can still use.
    pub(super) fn put(&self, portal: &Portal, stored: &Stored, now: Timestamp) -> Result<()> {
        let path = self.path(portal);
        if is_in_use(&path, now)? {
            return Err(in_use(&path));
        }
        let token = Token {
            start_url: portal.start_url.as_str(),
            region: portal.region.as_str(),
            access_token: &stored.access,
            expires_at: stored.until().to_string(),
            shared_by: OWN,
        };
        let text =
            serde_json::to_vec(&token).map_err(|error| Error::internal(format!("Not JSON: {error}.")))?;
        disk::leftovers(&self.0, SystemTime::from(now)).iter().for_each(|left| drop(disk::remove(left)));
        // A file of its own whatever was there, and so nobody else's to read.
        disk::write_atomic(&path, &text)
    }

    /// Takes out what [`AwsCache::put`] put there.
    ///
    /// # Errors
    /// When it cannot be read or removed.
    pub(super) fn remove(&self, portal: &Portal) -> Result<()> {
        let path = self.path(portal);
        let is_own = |seen: foreign::Seen| Kept::of(seen.bytes()).is_some_and(|kept| kept.is_own());
        if is_own(foreign::read(&path, LARGEST)?) { disk::remove(&path) } else { Ok(()) }
    }

    fn path(&self, portal: &Portal) -> PathBuf {
        let digest = Sha1::digest(portal.name.section());
        let name: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        self.0.join(name + ".json")
    }
}

/// Whether another program keeps something there that has not ended, or that it can renew.
fn is_in_use(path: &Path, now: Timestamp) -> Result<bool> {
    let seen = foreign::read(path, LARGEST)?;
    let is_over = |kept: Kept| kept.is_own() || kept.is_over(now);
    Ok(seen.exists() && !Kept::of(seen.bytes()).is_some_and(is_over))
}

fn in_use(path: &Path) -> Error {
    Error::invalid(
        format!("{} holds a sign-in that the AWS CLI made itself, and that is still good.", path.display()),
        "End that one first: aws sso logout",
    )
}

/// A file of one of the AWS tools' caches, as far as it tells how long it is of use: a token, a client registration, or role
/// credentials. What may be a secret is looked for and not read.
#[derive(Debug, Deserialize)]
pub(crate) struct Kept {
    #[serde(rename = "expiresAt")]
    expires_at: Option<String>,
    #[serde(rename = "registrationExpiresAt")]
    registration: Option<String>,
    #[serde(rename = "refreshToken")]
    refresh: Option<Present>,
    #[serde(rename = "Credentials")]
    credentials: Option<Credentials>,
    #[serde(rename = "sharedBy")]
    shared_by: Option<String>,
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
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl Kept {
    /// `None`: it is of another kind, or no JSON.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// Whether it says itself that it has ended, and nothing in it can be renewed.
    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        let credentials = self.credentials.as_ref().and_then(|credentials| credentials.expiration.as_deref());
        let Some(end) = self.expires_at.as_deref().or(credentials).and_then(moment) else { return false };
        let can_be_renewed = self.refresh.is_some()
            && self.registration.as_deref().and_then(moment).is_none_or(|registration| registration > now);
        end <= now && !can_be_renewed
    }

    fn is_own(&self) -> bool {
        self.shared_by.as_deref() == Some(OWN)
    }
}

/// A time as the AWS CLI has written it over the years: RFC 3339, or with `UTC` in the place of `Z`.
fn moment(text: &str) -> Option<Timestamp> {
    text.strip_suffix("UTC").map_or_else(|| text.parse().ok(), |text| format!("{text}Z").parse().ok())
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
            let kept = Kept::of(text.as_bytes()).expect(text);
            assert_eq!(kept.is_over(now), is_over, "{text}");
        }
        for broken in ["", "[]", "{\"expiresAt\":1}", "{"] {
            assert!(Kept::of(broken.as_bytes()).is_none(), "{broken}");
        }
    }
}
