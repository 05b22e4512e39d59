//! How refresh tokens age: what a second use of one means.
//!
//! AWS does not say which of these its Identity Center does, so a client has to live with all three. Source: RFC 9700
//! section 4.14.2 (refresh token rotation), RFC 6749 section 10.4.

use rusqlite::{Connection, params};

use crate::grant::Refused;
use crate::store::Millis;

/// How long a used refresh token is still taken under [`Rotation::Grace`], counted from its first use: thirty seconds.
pub(crate) const GRACE_MILLIS: Millis = 30_000;

/// How refresh tokens age. Every answer brings a new one in every mode.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Rotation {
    /// A refresh token stays good until its session ends, however often it is used.
    #[default]
    Reusable,
    /// A used refresh token is still taken for thirty seconds after its first use, and gives another good pair; later
    /// it is refused, and the session lives on.
    Grace,
    /// A refresh token is good once. A second use is refused and ends the session with all its access and refresh
    /// tokens: one of the two who used it must be a thief.
    Strict,
}

impl Rotation {
    /// Every mode, in the order of their strictness.
    pub const ALL: [Self; 3] = [Self::Reusable, Self::Grace, Self::Strict];

    /// `reusable`, `grace` or `strict`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reusable => "reusable",
            Self::Grace => "grace",
            Self::Strict => "strict",
        }
    }
}

/// A refresh token that is known, unexpired and its client's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spent<'a> {
    /// Its digest.
    pub(super) hash: &'a str,
    /// Its session's id.
    pub(super) session: &'a str,
    /// When it was used first; `None` before that.
    pub(super) used_at: Option<Millis>,
}

/// Uses a refresh token once more.
///
/// # Errors
/// [`Refused::InvalidGrant`] when `rotation` forbids it; under [`Rotation::Strict`] the session is revoked as well.
pub(super) fn spend(
    connection: &Connection,
    token: Spent<'_>,
    rotation: Rotation,
    now: Millis,
) -> Result<(), Refused> {
    let Some(used_at) = token.used_at else {
        connection.execute("UPDATE token SET used_at = ?1 WHERE hash = ?2", params![now, token.hash])?;
        return Ok(());
    };
    match rotation {
        Rotation::Reusable => Ok(()),
        Rotation::Grace if now < used_at + GRACE_MILLIS => Ok(()),
        Rotation::Grace => Err(Refused::InvalidGrant),
        Rotation::Strict => {
            tracing::warn!("a refresh token was used a second time, so its session is revoked");
            super::revoke(connection, token.session)?;
            Err(Refused::InvalidGrant)
        }
    }
}
