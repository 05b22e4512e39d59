//! Names of profiles: a sink for hostile text (`security.md` 1.7), so an allow-list and nothing else.

use std::fmt;
use std::str::FromStr;

use portico_model::{AccountId, RoleName};
use serde::{Serialize, Serializer};

use crate::error::{Error, Result};
use crate::settings::Portal;

/// The most bytes of a name.
const LONGEST: usize = 128;
/// The most bytes of an account's name in a proposed name, so that prefix, id and role fit too.
const LONGEST_ACCOUNT: usize = 40;

/// The name of a profile: 1 to 128 of `[A-Za-z0-9._+@-]`, not beginning with a dash, and not `default`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ProfileName(String);

impl ProfileName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProfileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for ProfileName {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl FromStr for ProfileName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text.eq_ignore_ascii_case("default") {
            return Err(Error::invalid(
                "Portico does not write the default profile, because every AWS command without --profile would use it.",
                "Choose another name, and set AWS_PROFILE to it where it should be the default.",
            ));
        }
        if (1..=LONGEST).contains(&text.len()) && text.bytes().all(is_allowed) && !text.starts_with('-') {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::invalid(
            format!("\"{}\" cannot be a profile's name.", crate::text::clean(text, 60)),
            "Use up to 128 letters, digits and . _ + @ -, not beginning with a dash.",
        ))
    }
}

/// The name an export proposes: account and role in lower case, such as `production-readonlyaccess`.
///
/// It depends on its arguments alone, so it is the same in every order and on every machine. An account whose name
/// loses characters on the way (`Prod/EU`, `生産`) carries its number; a local portal's name begins with `emulator-`.
#[must_use]
pub fn default_name(
    portal: &Portal,
    account_name: &str,
    account: &AccountId,
    role: &RoleName,
) -> ProfileName {
    let (slug, exact) = slug(account_name);
    let account = match (slug.is_empty(), exact) {
        (true, _) => account.as_str().to_owned(),
        (false, true) => slug,
        (false, false) => format!("{slug}-{account}"),
    };
    let role: String = role.as_str().chars().map(|c| if c == '=' || c == ',' { '-' } else { c }).collect();
    let prefix = if portal.is_local() { "emulator-" } else { "" };
    ProfileName(format!("{prefix}{account}-{role}").to_ascii_lowercase())
}

/// `name` with the account's number at its end, for when another role has the name already.
pub(super) fn with_number(name: &ProfileName, account: &AccountId) -> ProfileName {
    let room = LONGEST - 1 - account.as_str().len();
    let kept = name.0.get(..room).unwrap_or(&name.0);
    ProfileName(format!("{kept}-{account}"))
}

/// The allowed characters of an account's name, runs of others turned into one dash; whether only spaces were.
fn slug(name: &str) -> (String, bool) {
    let mut out = String::new();
    let mut exact = name.len() <= LONGEST_ACCOUNT;
    for c in name.trim().chars() {
        let kept = u8::try_from(c).is_ok_and(is_allowed) && out.len() < LONGEST_ACCOUNT;
        exact &= kept || c == ' ';
        if kept {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    (out.trim_matches(['-', '.']).to_owned(), exact)
}

fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._+@-".contains(&byte)
}
