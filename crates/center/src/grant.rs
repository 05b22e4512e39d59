//! What a client may be given, and on what proof: registrations, authorization codes with PKCE, device codes.
//!
//! Rule: every grant is bound to the client it was made for, lives for minutes and is used once. Sources: RFC 6749,
//! RFC 7636, RFC 8252, RFC 8628, each in the dialect of `sso-oidc`.

pub(crate) mod client;
pub(crate) mod code;
pub(crate) mod device;

use portico_model::Entropy;

use crate::store::{Millis, Refusal};
use crate::token::rotation::Rotation;

/// Why a grant or a registration is refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    /// No such registration, or an expired one, or the wrong secret.
    #[error("The client is not registered here, or its registration has expired. Register it again.")]
    UnknownClient,
    /// The registration does not list this grant.
    #[error("The client is not registered for this grant type.")]
    NotForThisClient,
    /// The registration asks for a grant that does not exist.
    #[error("The grant type is not supported.")]
    UnsupportedGrantType,
    /// The registration is malformed.
    #[error("{0}")]
    Metadata(&'static str),
    /// A redirect URI that is not loopback.
    #[error("A redirect URI must be plain http on a loopback address.")]
    RedirectUri,
    /// A scope that cannot exist.
    #[error("A requested scope does not exist.")]
    Scope,
    /// A parameter is missing or wrong.
    #[error("{0}")]
    Request(&'static str),
    /// The code or token is wrong, used, expired, revoked, or somebody else's.
    #[error("The grant is invalid, expired, revoked or was issued to another client.")]
    InvalidGrant,
    /// The person has not decided yet.
    #[error("The person has not approved the request yet.")]
    Pending,
    /// Polled faster than the interval.
    #[error("The client polls too fast.")]
    SlowDown,
    /// The device code is past its end.
    #[error("The device code has expired.")]
    Expired,
    /// The person said no.
    #[error("The person denied the request.")]
    Denied,
    /// The store failed.
    #[error("The store failed: {0}")]
    Store(#[from] rusqlite::Error),
}

impl Refusal for Refused {
    fn is_store_failure(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

/// What minting needs: the time, the dice and the lifetimes, in seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Minting<'a> {
    /// Now.
    pub(crate) now: Millis,
    /// The dice.
    pub(crate) entropy: &'a dyn Entropy,
    /// Of an access token.
    pub(crate) access_ttl: u32,
    /// From sign-in to the end of the portal session.
    pub(crate) session_ttl: u32,
    /// How refresh tokens age.
    pub(crate) rotation: Rotation,
}

/// Who proved who they are, and when.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct SignedIn {
    /// The user name.
    pub(crate) person: String,
    /// When the second factor was accepted.
    pub(crate) at: Millis,
}
