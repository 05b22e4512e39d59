//! Addresses that may stand in the arguments of a program, where every user of the machine can read them.
//!
//! Rule: a [`Public`] is made by the kind of address it is, never from any address. A federated sign-in fits none of the
//! kinds, and neither does the page of a portal's sign-in: whoever reads its `state` could answer it in the person's place.
//! Both go through [`handoff`](crate::console::handoff).

use std::fmt;

use portico_model::{AccountId, RoleName};
use url::Url;

use super::check;
use crate::console::{shortcut_link, sign_out_url};
use crate::error::{Error, Result};
use crate::settings::Portal;

/// An address with nothing secret in it: https, or http to a loopback literal.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Public(Url);

impl Public {
    /// The portal's link to a console, see [`shortcut_link`].
    ///
    /// # Errors
    /// When the portal has an address that is not opened.
    pub fn shortcut(
        portal: &Portal,
        account: &AccountId,
        role: Option<&RoleName>,
        destination: Option<&Url>,
    ) -> Result<Self> {
        let link = shortcut_link(portal, account, role, destination);
        check(&link)?;
        Ok(Self(link))
    }

    /// Where a browser signs out of its consoles, see [`sign_out_url`].
    ///
    /// # Errors
    /// When the portal has an address that is not opened.
    pub fn sign_out(portal: &Portal) -> Result<Self> {
        let url = sign_out_url(portal)?;
        check(&url)?;
        Ok(Self(url))
    }

    /// Such an address as it was kept.
    ///
    /// # Errors
    /// When it is another kind of address.
    pub fn kept_sign_out(text: &str) -> Result<Self> {
        let url = Url::parse(text).map_err(|_| not_public())?;
        check(&url)?;
        let is_logout = url.query_pairs().any(|(name, value)| name == "Action" && value == "logout");
        if is_logout && url.path().ends_with("/oauth") { Ok(Self(url)) } else { Err(not_public()) }
    }

    /// The address that [`open_secretly`](crate::console::handoff::open_secretly) hands out: `http://127.0.0.1:PORT/NONCE`,
    /// good once and for half a minute.
    ///
    /// # Errors
    /// When it is another kind of address.
    pub fn one_shot(link: &Url) -> Result<Self> {
        check(link)?;
        let is_bare = link.query().is_none() && link.fragment().is_none();
        if link.scheme() == "http" && link.port().is_some() && is_bare && link.path().len() > 1 {
            return Ok(Self(link.clone()));
        }
        Err(not_public())
    }

    /// The address.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// Its canonical text; begins with `http`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for Public {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Does not repeat the address, for it may be a secret.
fn not_public() -> Error {
    Error::internal("An address was to be given to a program that could hold a secret.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect(text)
    }

    #[test]
    fn a6_what_could_be_a_secret_is_public_in_no_way() {
        for secret in [
            "https://signin.aws.amazon.com/federation?Action=login&Issuer=x&Destination=y&SigninToken=hush",
            "https://signin.aws.amazon.com/hush",
            "http://127.0.0.1:8400/federation?Action=login&SigninToken=hush",
            "http://127.0.0.1:4711/oauth/callback?code=hush&state=x",
            "http://127.0.0.1:4711/x#access_token=hush",
            "https://oidc.eu-west-1.amazonaws.com/authorize?response_type=code&state=hush",
            "https://device.sso.eu-west-1.amazonaws.com/?user_code=hush",
            "http://hush@127.0.0.1:4711/x",
        ] {
            let error = Public::one_shot(&url(secret)).expect_err(secret);
            assert!(!error.message().contains("hush"), "{error}");
        }
    }

    #[test]
    fn the_three_kinds() {
        let nonce = url("http://127.0.0.1:4711/Zm9vYmFy");
        assert_eq!(Public::one_shot(&nonce).expect("a nonce").as_str(), nonce.as_str());
        for bad in
            ["http://127.0.0.1:4711/", "http://127.0.0.1/x", "http://h.test:4711/x", "file:///etc/passwd"]
        {
            assert!(Public::one_shot(&url(bad)).is_err(), "{bad}");
        }
        let start = "https://securecart.awsapps.com/start";
        let portal = Portal::parse("p", start, "eu-west-1", None).expect("a portal");
        let account = "111122223333".parse().expect("an account");
        let link = Public::shortcut(&portal, &account, None, None).expect("a link");
        assert_eq!(link.to_string(), format!("{start}/#/console?account_id=111122223333"));
        let out = Public::sign_out(&portal).expect("an address");
        assert!(out.as_str().starts_with("https://signin.aws.amazon.com/oauth?Action=logout&"), "{out}");
    }
}
