//! Identifiers, parsed once: whoever holds one holds a valid one.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text is not the identifier it was taken for. The message is one sentence for people.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidId(String);

impl InvalidId {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

/// An AWS account id: twelve digits. They are kept in place, for lists hold thousands of them.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AccountId([u8; 12]);

impl AccountId {
    /// The twelve digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Nothing but digits gets in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Grouped for reading, as the access portal does: `4444-5555-6666`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let digits = self.as_str();
        format!("{}-{}-{}", &digits[..4], &digits[4..8], &digits[8..])
    }
}

impl FromStr for AccountId {
    type Err = InvalidId;

    /// Takes twelve digits, with or without the dashes of [`AccountId::grouped`].
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let mut given = text.trim().bytes().filter(|byte| *byte != b'-');
        let mut digits = [0; 12];
        digits.iter_mut().zip(&mut given).for_each(|(digit, byte)| *digit = byte);
        if digits.iter().all(u8::is_ascii_digit) && given.next().is_none() {
            return Ok(Self(digits));
        }
        Err(InvalidId::new(format!(
            "\"{}\" is not an AWS account number: it has twelve digits",
            printable(text)
        )))
    }
}

/// What a permission set is called; a role of this name is what it becomes in an account.
///
/// At most 64 characters of `[A-Za-z0-9_+=,.@-]` (IAM's own alphabet), not starting with a dash.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RoleName(Arc<str>);

impl RoleName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RoleName {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"_+=,.@-".contains(&b);
        if (1..=64).contains(&text.len()) && text.bytes().all(allowed) && !text.starts_with('-') {
            Ok(Self(text.into()))
        } else {
            Err(InvalidId::new(format!("\"{}\" is not a role name", printable(text))))
        }
    }
}

/// A Region such as `eu-west-1`; checked before any host name is built from it.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Region(String);

impl Region {
    /// The Region's code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The partition the Region belongs to.
    #[must_use]
    pub fn partition(&self) -> Partition {
        if self.0.starts_with("cn-") {
            Partition::China
        } else if self.0.starts_with("us-gov-") {
            Partition::GovCloud
        } else if self.0.starts_with("eusc-") {
            Partition::EuropeanSovereign
        } else {
            Partition::Commercial
        }
    }
}

impl FromStr for Region {
    type Err = InvalidId;

    /// Takes `^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$`, but no Region of the isolated partitions: their hosts are elsewhere, and
    /// they have no Identity Center.
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let parts: Vec<&str> = text.split('-').collect();
        let letters = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
        let valid = match parts.as_slice() {
            [area, middle @ .., number] => {
                text.len() <= 32
                    && (2..=4).contains(&area.len())
                    && letters(area)
                    && !middle.is_empty()
                    && middle.iter().all(letters)
                    && (1..=2).contains(&number.len())
                    && number.bytes().all(|b| b.is_ascii_digit())
            }
            _ => false,
        };
        let shown = printable(text);
        if !valid {
            Err(InvalidId::new(format!("\"{shown}\" is not an AWS Region: it looks like eu-west-1")))
        } else if parts.get(1).is_some_and(|part| part.starts_with("iso")) {
            Err(InvalidId::new(format!(
                "{shown} is in an isolated partition of AWS, without an Identity Center"
            )))
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

/// A partition of AWS: accounts, Regions and hosts never mix between two of them.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Partition {
    /// `aws`.
    Commercial,
    /// `aws-cn`.
    China,
    /// `aws-us-gov`.
    GovCloud,
    /// `aws-eusc`.
    EuropeanSovereign,
}

impl Partition {
    /// As it stands in an ARN.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commercial => "aws",
            Self::China => "aws-cn",
            Self::GovCloud => "aws-us-gov",
            Self::EuropeanSovereign => "aws-eusc",
        }
    }

    /// What follows `{service}.{region}.` in the host of a service endpoint.
    #[must_use]
    pub fn dns_suffix(self) -> &'static str {
        match self {
            Self::Commercial | Self::GovCloud => "amazonaws.com",
            Self::China => "amazonaws.com.cn",
            Self::EuropeanSovereign => "amazonaws.eu",
        }
    }

    /// What follows `{service}.{region}.` in the host of a dual-stack endpoint.
    #[must_use]
    pub fn dual_stack_suffix(self) -> &'static str {
        match self {
            Self::Commercial | Self::GovCloud => "api.aws",
            Self::China => "api.amazonwebservices.com.cn",
            Self::EuropeanSovereign => "api.amazonwebservices.eu",
        }
    }

    /// The domain of the consoles: `console.{domain}` and `{region}.console.{domain}`.
    #[must_use]
    pub fn console_domain(self) -> &'static str {
        match self {
            Self::Commercial => "aws.amazon.com",
            Self::China => "amazonaws.cn",
            Self::GovCloud => "amazonaws-us-gov.com",
            Self::EuropeanSovereign => "amazonaws-eusc.eu",
        }
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Cuts and cleans a hostile text for one line of a message.
pub(crate) fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}

macro_rules! text_id {
    ($($id:ident),*) => {$(
        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl Serialize for $id {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $id {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
pub(crate) use text_id;
text_id!(AccountId, RoleName, Region);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_ids_are_twelve_digits() {
        let id: AccountId = "4444-5555-6666".parse().expect("grouped");
        assert_eq!((id.as_str(), id.grouped().as_str()), ("444455556666", "4444-5555-6666"));
        for bad in ["", "44445555666", "44445555666x", "٤٤٤٤٥٥٥٥٦٦٦٦", "4444555566667"] {
            assert!(bad.parse::<AccountId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a11_hostile_regions_are_refused() {
        for good in ["eu-west-1", "us-gov-west-1", "ap-southeast-12", "eusc-de-east-1", "cn-north-1"] {
            assert!(good.parse::<Region>().is_ok(), "{good}");
        }
        for bad in
            ["", "us-east-1.evil.com/#", "us east-1", "..", "us-east-", "us--1", "US-EAST-1", "us-east-1\n"]
        {
            assert!(bad.parse::<Region>().is_err(), "{bad:?}");
        }
        for isolated in ["us-iso-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-south-1"] {
            assert!(isolated.parse::<Region>().is_err(), "{isolated} has hosts of its own");
        }
    }

    #[test]
    fn role_names_keep_to_iams_alphabet() {
        assert!("AWS_Power+User=,.@-1".parse::<RoleName>().is_ok());
        for bad in ["", "-flag", "R/W odd", "a\ncredential_process=x", "x\u{202e}y"] {
            assert!(bad.parse::<RoleName>().is_err(), "{bad:?}");
        }
    }
}
