//! What can go wrong, once for the whole product: a closed [`Code`], a sentence, a remedy.
//!
//! Rule: a code exists only if somebody acts on it (a button in the window, an exit code, a retry). Everything else
//! is text. Messages never hold a secret.

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;
use url::Url;

use crate::organisation::AccessRequest;

/// What kind of failure this is, for whoever acts on it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Something the caller typed or asked for cannot be right.
    InvalidInput,
    /// No portal, account, role or profile of that name is known.
    NotFound,
    /// Nobody is signed in to the portal, or the session has ended.
    SignInRequired,
    /// The person (or the browser) ended the sign-in.
    SignInCancelled,
    /// The sign-in failed for another reason.
    SignInFailed,
    /// The portal says this role is not assigned to the person.
    NotAssigned,
    /// The portal could not be reached at all.
    Offline,
    /// Something answered that is not an Identity Center: a captive portal, a proxy, a wrong address.
    NotIdentityCenter,
    /// The portal asked to be left alone for a while.
    Throttled,
    /// AWS answered with a failure of its own.
    ServerFault,
    /// The keychain is locked and was not unlocked.
    KeychainLocked,
    /// There is no keychain on this machine or in this session.
    KeychainAbsent,
    /// The keychain did not answer within its deadline.
    KeychainSilent,
    /// The keychain refuses even the small pieces that Portico divides its secrets into.
    KeychainTooSmall,
    /// Portico knows that a secret was kept, and the keychain has lost it or a part of it.
    KeychainItemGone,
    /// The keychain refused the value or failed in another way.
    KeychainFailed,
    /// A file, one of AWS's or of Portico's own, cannot be understood; Portico will not touch it.
    FileUnreadable,
    /// An AWS file, or one of Portico's own, cannot be written.
    FileNotWritable,
    /// Another program kept changing the file while Portico tried to write it.
    FileBusy,
    /// A browser or a desktop service could not be used.
    DesktopFailed,
    /// A fault of Portico.
    Internal,
}

impl Code {
    /// Whether it is the portal's own word: whoever asks again at once hears the same. A portal that was not reached may be,
    /// by a program that knows another way.
    #[must_use]
    pub fn is_of_portal(self) -> bool {
        matches!(self, Self::NotAssigned | Self::Throttled | Self::ServerFault)
    }

    /// Whether it is about the place where secrets are kept: only a better answer of the keychain mends it.
    #[must_use]
    pub fn is_of_keychain(self) -> bool {
        matches!(
            self,
            Self::KeychainLocked
                | Self::KeychainAbsent
                | Self::KeychainSilent
                | Self::KeychainTooSmall
                | Self::KeychainItemGone
                | Self::KeychainFailed
        )
    }
}

/// One failure, ready to be shown: what happened and why, and the one thing to do.
#[derive(Debug)]
pub struct Error {
    code: Code,
    message: String,
    remedy: String,
    request: Option<Box<AccessRequest>>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A failure with its sentence (what happened and why) and its remedy (the one thing to do).
    pub fn new(code: Code, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code, message: message.into(), remedy: remedy.into(), request: None, source: None }
    }

    /// A fault of Portico's own.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(
            Code::Internal,
            message,
            "Try again; if it stays, report it with the output of `portico doctor`.",
        )
    }

    /// Something the caller asked for cannot be right.
    pub fn invalid(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(Code::InvalidInput, message, remedy)
    }

    /// Nobody is signed in to `portal`.
    pub fn sign_in_required(portal: &impl fmt::Display) -> Self {
        Self::new(
            Code::SignInRequired,
            format!("You are not signed in to {portal}."),
            format!("Sign in: portico login --portal {portal}"),
        )
    }

    /// Keeps the underlying error for the log.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// It is for want of access, which is asked for on `page`.
    #[must_use]
    pub fn to_ask_for(mut self, request: AccessRequest, page: &Url) -> Self {
        self.remedy = format!("Ask for it at {page}");
        self.request = Some(Box::new(request));
        self
    }

    /// What kind of failure.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// One sentence: what happened, and why.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// One sentence: the one thing to do.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// A failure as the window sees it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, Type)]
pub struct Problem {
    /// What kind of failure; the window matches on this, never on the text.
    pub code: Code,
    /// One sentence: what happened, and why.
    pub message: String,
    /// One sentence: the one thing to do.
    pub remedy: String,
    /// The access that is missing, where the organisation has a page to ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub request: Option<AccessRequest>,
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        Self {
            code: error.code,
            message: error.message.clone(),
            remedy: error.remedy.clone(),
            request: error.request.as_deref().cloned(),
        }
    }
}

impl From<Problem> for Error {
    fn from(Problem { code, message, remedy, request }: Problem) -> Self {
        Self { request: request.map(Box::new), ..Self::new(code, message, remedy) }
    }
}

impl From<portico_model::id::InvalidId> for Error {
    fn from(error: portico_model::id::InvalidId) -> Self {
        Self::invalid(format!("{error}."), "Check the spelling and try again.")
    }
}
