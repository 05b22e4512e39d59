//! Authorization codes. Rule: single use, ten minutes, bound to client, redirect URI (port included), challenge and
//! person; a replay takes back what the first use gave (RFC 6749 section 4.1.2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use portico_model::Secret;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::client::Client;
use super::{Minting, Refused, SignedIn};
use crate::mint;
use crate::store::Millis;
use crate::token::{self, Tokens};

/// How long a code may be redeemed: ten minutes.
pub(crate) const CODE_MILLIS: Millis = 10 * 60 * 1000;

/// How long a dead code is remembered, so that a late replay is still recognised: one day.
const KEPT_MILLIS: Millis = 24 * 3600 * 1000;

/// What a code is bound to.
#[derive(Debug)]
pub(crate) struct Binding<'a> {
    /// The client that asked.
    pub(crate) client: &'a str,
    /// Exactly as sent to `/authorize`.
    pub(crate) redirect_uri: &'a str,
    /// S256.
    pub(crate) challenge: &'a str,
}

/// Mints a code for `person`.
pub(crate) fn issue(
    connection: &Connection,
    binding: &Binding<'_>,
    person: &SignedIn,
    minting: Minting<'_>,
) -> rusqlite::Result<String> {
    let code = mint::bearer(minting.entropy);
    connection.execute("DELETE FROM code WHERE expires_at <= ?1", [minting.now - KEPT_MILLIS])?;
    connection.execute(
        "INSERT INTO code (hash, client, redirect_uri, challenge, person, signed_in_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            mint::digest(&code),
            binding.client,
            binding.redirect_uri,
            binding.challenge,
            person.person,
            person.at,
            minting.now + CODE_MILLIS
        ],
    )?;
    Ok(code)
}

/// What a client shows to redeem a code.
#[derive(Debug)]
pub(crate) struct Proof<'a> {
    /// From the redirect.
    pub(crate) code: &'a Secret,
    /// RFC 7636 section 4.5.
    pub(crate) verifier: &'a Secret,
    /// Must equal the one sent to `/authorize`.
    pub(crate) redirect_uri: &'a str,
}

/// Exchanges a code for tokens.
///
/// # Errors
/// [`Refused::InvalidGrant`] for every wrong, used, expired or foreign code.
pub(crate) fn redeem(
    connection: &Connection,
    client: &Client,
    proof: &Proof<'_>,
    minting: Minting<'_>,
) -> Result<Tokens, Refused> {
    let hash = mint::digest(proof.code.expose());
    let kept = kept(connection, &hash)?.ok_or(Refused::InvalidGrant)?;
    if kept.client != client.id {
        return Err(Refused::InvalidGrant);
    }
    if let Some(session) = kept.session {
        token::revoke(connection, &session)?;
        return Err(Refused::InvalidGrant);
    }
    if kept.expires_at <= minting.now
        || kept.redirect_uri != proof.redirect_uri
        || !answers(proof.verifier.expose(), &kept.challenge)
    {
        return Err(Refused::InvalidGrant);
    }
    let (session, tokens) = token::open(connection, client, &kept.person, minting)?;
    connection.execute("UPDATE code SET session = ?1 WHERE hash = ?2", params![session, hash])?;
    Ok(tokens)
}

/// Whether `text` may be an S256 challenge: 32 bytes in base64url.
pub(crate) fn is_challenge(text: &str) -> bool {
    text.len() == 43 && URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

struct Kept {
    client: String,
    redirect_uri: String,
    challenge: String,
    person: SignedIn,
    expires_at: Millis,
    session: Option<String>,
}

fn kept(connection: &Connection, hash: &str) -> rusqlite::Result<Option<Kept>> {
    connection
        .query_row(
            "SELECT client, redirect_uri, challenge, person, signed_in_at, expires_at, session
             FROM code WHERE hash = ?1",
            [hash],
            |row| {
                Ok(Kept {
                    client: row.get(0)?,
                    redirect_uri: row.get(1)?,
                    challenge: row.get(2)?,
                    person: SignedIn { person: row.get(3)?, at: row.get(4)? },
                    expires_at: row.get(5)?,
                    session: row.get(6)?,
                })
            },
        )
        .optional()
}

/// RFC 7636 sections 4.1 and 4.6.
fn answers(verifier: &str, challenge: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    let is_verifier = (43..=128).contains(&verifier.len()) && verifier.bytes().all(allowed);
    let computed = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    is_verifier && bool::from(computed.as_bytes().ct_eq(challenge.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_7636_appendix_b() {
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(is_challenge(challenge));
        assert!(answers("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", challenge));
        assert!(!answers("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl", challenge));
        assert!(!answers(challenge, challenge), "plain is not S256");
        assert!(!is_challenge("short"));
    }
}
