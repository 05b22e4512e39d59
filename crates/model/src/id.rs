//! Identifiers, parsed once: whoever holds one holds a valid one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

/// Why a text is not the identifier it was taken for. The message is one sentence for people.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidId(String);

impl InvalidId {
    fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

/// An AWS account id: twelve digits.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AccountId(String);

impl AccountId {
    /// The twelve digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Grouped for reading, as the access portal does: `4444-5555-6666`.
    #[must_use]
    pub fn grouped(&self) -> String {
        format!("{}-{}-{}", &self.0[..4], &self.0[4..8], &self.0[8..])
    }
}

impl FromStr for AccountId {
    type Err = InvalidId;

    /// Takes twelve digits, with or without the dashes of [`AccountId::grouped`].
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let digits: String = text.trim().chars().filter(|c| *c != '-').collect();
        if digits.len() == 12 && digits.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(InvalidId::new(format!(
                "\"{}\" is not an AWS account number: it has twelve digits",
                printable(text)
            )))
        }
    }
}

/// What a permission set is called; a role of this name is what it becomes in an account.
///
/// At most 64 characters of `[A-Za-z0-9_+=,.@-]` (IAM's own alphabet), not starting with a dash.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RoleName(String);

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
            Ok(Self(text.to_owned()))
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

    /// Takes `^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$`.
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
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            let text = printable(text);
            Err(InvalidId::new(format!("\"{text}\" is not an AWS Region: it looks like eu-west-1")))
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

/// The address of an access portal, such as `https://securecart.awsapps.com/start`.
///
/// Always https, with no user, port, query or fragment; a trailing slash and `#/` are dropped.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct StartUrl(String);

/// Hosts (and what ends in them) that AWS serves portals from. AWS CLI 2.36.7 keeps the same list.
const AWS_PORTAL_SUFFIXES: [&str; 8] = [
    ".awsapps.com",
    ".awsapps.cn",
    ".app.aws",
    ".portal.amazonaws.com",
    ".portal.amazonaws.com.cn",
    ".app.amazonwebservices.com.cn",
    ".portal.amazonaws.eu",
    ".api.amazonwebservices.eu",
];
const AWS_PORTAL_HOSTS: [&str; 4] = [
    "identitycenter.amazonaws.com",
    "identitycenter.amazonaws.com.cn",
    "identitycenter.amazonaws.eu",
    "identitycenter.us-gov.amazonaws.com",
];

impl StartUrl {
    /// The canonical text, with no trailing slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, in ASCII (an internationalised name shows as punycode).
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.strip_prefix("https://").unwrap_or(&self.0);
        rest.split('/').next().unwrap_or(rest)
    }

    /// Whether AWS serves this host. Not a proof of trust: anyone may own a portal.
    #[must_use]
    pub fn is_aws_host(&self) -> bool {
        let host = self.host();
        AWS_PORTAL_HOSTS.contains(&host) || AWS_PORTAL_SUFFIXES.iter().any(|suffix| host.ends_with(suffix))
    }
}

impl FromStr for StartUrl {
    type Err = InvalidId;

    /// Takes what people paste: the portal's address with or without `/`, `#/` or `#/...` at its end.
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let text = text.trim();
        let fail = |why: &str| {
            Err(InvalidId::new(format!(
                "\"{}\" is not a start URL: {why}; it looks like https://company.awsapps.com/start",
                printable(text)
            )))
        };
        let Ok(mut url) = Url::parse(text) else { return fail("it is not a web address") };
        if url.scheme() != "https" {
            return fail("it must begin with https://");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return fail("it must not carry a user name");
        }
        if url.port().is_some() {
            return fail("it must not carry a port");
        }
        if url.query().is_some() {
            return fail("it must not carry a query");
        }
        if !matches!(url.host(), Some(url::Host::Domain(domain)) if domain.contains('.')) {
            return fail("it must name a host");
        }
        if url.path().contains("//") || url.path().contains('%') {
            return fail("its path is not a portal's");
        }
        url.set_fragment(None);
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }
}

/// Cuts and cleans a hostile text for one line of a message.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}

macro_rules! text_id {
    ($($id:ident),*) => {$(
        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $id {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
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
text_id!(AccountId, RoleName, Region, StartUrl);

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
    }

    #[test]
    fn a11_hostile_start_urls_are_refused() {
        let url: StartUrl = " https://SecureCart.awsapps.com/start/#/ ".parse().expect("as pasted");
        assert_eq!(url.as_str(), "https://securecart.awsapps.com/start");
        assert_eq!((url.host(), url.is_aws_host()), ("securecart.awsapps.com", true));
        for bad in [
            "",
            "securecart",
            "http://securecart.awsapps.com/start",
            "https://user@securecart.awsapps.com/start",
            "https://securecart.awsapps.com:8443/start",
            "https://securecart.awsapps.com/start?next=evil",
            "https://127.0.0.1/start",
            "https://[::1]/start",
            "https://localhost/start",
            "javascript:alert(1)",
            "file:///etc/passwd",
        ] {
            assert!(bad.parse::<StartUrl>().is_err(), "{bad:?}");
        }
        let alike: StartUrl = "https://awsapps.com.evil.test/start".parse().expect("well formed");
        assert!(!alike.is_aws_host());
        let punycode: StartUrl = "https://sécurecart.awsapps.com/start".parse().expect("well formed");
        assert!(punycode.host().starts_with("xn--"));
    }

    #[test]
    fn role_names_keep_to_iams_alphabet() {
        assert!("AWS_Power+User=,.@-1".parse::<RoleName>().is_ok());
        for bad in ["", "-flag", "R/W odd", "a\ncredential_process=x", "x\u{202e}y"] {
            assert!(bad.parse::<RoleName>().is_err(), "{bad:?}");
        }
    }
}
