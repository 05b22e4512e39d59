//! The ways in which a profile can get its credentials.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};

/// How a profile gets its credentials.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum ProfileForm {
    /// AWS tools run Portico, which answers from its own session.
    #[default]
    CredentialProcess,
    /// AWS tools use a session of their own (`aws sso login`).
    SsoSession,
    /// The same as tools before `sso-session` know it; its sign-in cannot be renewed.
    Legacy,
    /// Short-lived keys in the credentials file, for tools that know nothing else.
    Keys,
    /// A role that is reached through another profile.
    Chain,
}

impl ProfileForm {
    /// Its id in commands and messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CredentialProcess => "credential_process",
            Self::SsoSession => "sso-session",
            Self::Legacy => "sso-legacy",
            Self::Keys => "keys",
            Self::Chain => "role-chain",
        }
    }
}

impl fmt::Display for ProfileForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ProfileForm {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let plain = |text: &str| text.replace('_', "-");
        let all = [Self::CredentialProcess, Self::SsoSession, Self::Legacy, Self::Keys];
        all.into_iter().find(|form| plain(form.as_str()) == plain(text)).ok_or_else(|| {
            Error::invalid(
                format!("\"{}\" is not a form of profile.", crate::text::clean(text, 40)),
                "Use credential_process, sso-session, sso-legacy or keys.",
            )
        })
    }
}
