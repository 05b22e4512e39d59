//! The organisation's page on which access is asked for.
//!
//! Rule: its address is the organisation's own and https; what is filled in is a number and a role's name, encoded, so that nothing
//! that was pasted or listed can lead elsewhere.

use std::str::FromStr;

use portico_model::{AccountId, RoleName};
use serde::{Deserialize, Serialize};
use specta::Type;
use url::Url;

use crate::error::{Error, Result};

/// Access that somebody does not have and can ask for.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, Type)]
pub struct AccessRequest {
    /// Twelve digits, where the account is known.
    #[specta(type = Option<String>)]
    pub account: Option<AccountId>,
    /// The role, where one was named.
    #[specta(type = Option<String>)]
    pub role: Option<RoleName>,
}

/// The page, with `{account}` and `{role}` where they are filled in; empty where one is not known.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RequestPage(String);

impl RequestPage {
    /// Its address for what is asked for.
    #[must_use]
    pub fn url(&self, request: &AccessRequest) -> Option<Url> {
        let account = request.account.as_ref().map_or("", |account| account.as_str());
        let role = request.role.as_ref().map_or("", |role| role.as_str());
        self.0.replace("{account}", account).replace("{role}", &encoded(role)).parse().ok()
    }
}

impl FromStr for RequestPage {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = |why: &str| {
            Error::invalid(
                format!("access_request cannot be used: {why}."),
                "Give an https address, such as https://access.example.com/?account={account}&role={role}",
            )
        };
        let url: Url = text.trim().parse().map_err(|_| wrong("it is no address"))?;
        let has_place = |part: &str| part.contains('{') || part.to_ascii_lowercase().contains("%7b");
        if url.scheme() != "https" {
            return Err(wrong("it is not https"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("it holds a name or a password"));
        }
        if has_place(url.host_str().unwrap_or_default()) {
            return Err(wrong("its host is not fixed"));
        }
        Ok(Self(text.trim().to_owned()))
    }
}

/// A role's name may hold `+=,.@-` and `_` beside letters and digits.
fn encoded(role: &str) -> String {
    url::form_urlencoded::byte_serialize(role.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(account: Option<&str>, role: Option<&str>) -> AccessRequest {
        let account = account.map(|text| text.parse().expect("a number"));
        AccessRequest { account, role: role.map(|text| text.parse().expect("a role")) }
    }

    #[test]
    fn what_is_known_is_filled_in() {
        let page: RequestPage =
            "https://access.example.com/new?account={account}&role={role}".parse().expect("a page");
        for (request, expected) in [
            (
                request(Some("444455556666"), Some("A+b=c@d")),
                "https://access.example.com/new?account=444455556666&role=A%2Bb%3Dc%40d",
            ),
            (
                request(Some("444455556666"), None),
                "https://access.example.com/new?account=444455556666&role=",
            ),
            (request(None, None), "https://access.example.com/new?account=&role="),
        ] {
            assert_eq!(page.url(&request).expect("an address").as_str(), expected);
        }
        let plain: RequestPage = "https://access.example.com/".parse().expect("a page");
        assert_eq!(
            plain.url(&request(None, None)).expect("an address").as_str(),
            "https://access.example.com/"
        );
    }

    #[test]
    fn pages_that_lead_anywhere_are_refused() {
        for text in [
            "",
            "access.example.com",
            "http://access.example.com/",
            "javascript:alert(1)",
            "https://{account}.example.com/",
            "https://a:b@example.com/",
            "https://{role}/",
            "file:///etc/passwd",
        ] {
            assert!(text.parse::<RequestPage>().is_err(), "{text}");
        }
    }
}
