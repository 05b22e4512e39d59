//! Names of profiles: a sink for hostile text (`security.md` 1.7), so an allow-list and nothing else.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::error::{Error, Result};

/// The most bytes of a name.
pub(super) const LONGEST: usize = 128;
/// The profile that is used where none is named.
const DEFAULT: &str = "default";

/// The name of a profile: 1 to 128 of `[A-Za-z0-9._+@-]`, not beginning with a dash, and not `default`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ProfileName(String);

impl ProfileName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `default`, which every AWS command without `--profile` uses; made only when somebody asks for it by itself.
    #[must_use]
    pub fn of_default() -> Self {
        Self(DEFAULT.to_owned())
    }

    /// Whether it is `default`.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.0 == DEFAULT
    }

    /// The name of a profile that is there already, `default` among them.
    #[must_use]
    pub fn written(text: &str) -> Option<Self> {
        if text == DEFAULT { Some(Self::of_default()) } else { text.parse().ok() }
    }

    /// What a template made, which is a name.
    pub(super) fn made(text: String) -> Self {
        debug_assert!(text.parse::<Self>().is_ok(), "{text:?} is no name");
        Self(text)
    }

    /// The name with this at its end.
    pub(crate) fn with(&self, suffix: &str) -> Self {
        let kept = self.0.get(..LONGEST - suffix.len()).unwrap_or(&self.0);
        Self(format!("{kept}{suffix}"))
    }

    /// The header of its section.
    pub(super) fn header(&self) -> String {
        if self.is_default() { format!("[{DEFAULT}]") } else { format!("[profile {self}]") }
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
        if text.eq_ignore_ascii_case(DEFAULT) {
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

/// Whether a name can have this byte.
pub(super) fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._+@-".contains(&byte)
}
