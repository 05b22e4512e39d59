//! Portal sessions and the tokens that speak for them.
//!
//! Rules: a session ends a fixed time after sign-in, whatever is refreshed; revoking it kills its access and refresh
//! tokens but not role credentials already issued, as with AWS. How often a refresh token may be used is [`rotation`]'s.

pub(crate) mod role;
pub(crate) mod rotation;

use portico_model::Secret;
use rusqlite::{Connection, OptionalExtension, params};

use crate::grant::client::Client;
use crate::grant::{Minting, Refused, SignedIn};
use crate::mint;
use crate::store::Millis;
use crate::token::rotation::Spent;

/// A bearer pair as handed out, once.
#[derive(Debug)]
pub(crate) struct Tokens {
    /// For the portal API.
    pub(crate) access: Secret,
    /// Lifetime of the access token, in seconds.
    pub(crate) expires_in: i64,
    /// For CreateToken; never for legacy clients registered without scopes.
    pub(crate) refresh: Option<Secret>,
    /// Whose.
    pub(crate) person: String,
}

/// Opens a portal session for `person` at `client` and mints its first tokens; also gives the session's id.
///
/// # Errors
/// [`Refused::InvalidGrant`] when the sign-in is already older than a session may be.
pub(crate) fn open(
    connection: &Connection,
    client: &Client,
    person: &SignedIn,
    minting: Minting<'_>,
) -> Result<(String, Tokens), Refused> {
    let expires_at = person.at + i64::from(minting.session_ttl) * 1000;
    if expires_at <= minting.now {
        return Err(Refused::InvalidGrant);
    }
    let session = Session { id: mint::id(minting.entropy), person: person.person.clone(), expires_at };
    connection.execute(
        "INSERT INTO session (id, person, client, expires_at) VALUES (?1, ?2, ?3, ?4)",
        params![session.id, session.person, client.id, expires_at],
    )?;
    let tokens = mint_pair(connection, client, &session, minting)?;
    Ok((session.id, tokens))
}

/// Exchanges a refresh token for new tokens of the same session.
///
/// # Errors
/// [`Refused::InvalidGrant`] when it is unknown, another client's, used up, or its session has ended.
pub(crate) fn refresh(
    connection: &Connection,
    client: &Client,
    refresh: &Secret,
    minting: Minting<'_>,
) -> Result<Tokens, Refused> {
    let hash = mint::digest(refresh.expose());
    let (session, used_at) = connection
        .query_row(
            "SELECT s.id, s.person, s.expires_at, t.used_at
             FROM token AS t JOIN session AS s ON s.id = t.session
             WHERE t.hash = ?1 AND t.kind = 'refresh' AND s.client = ?2 AND s.revoked = 0 AND s.expires_at > ?3",
            params![hash, client.id, minting.now],
            |row| {
                let session = Session { id: row.get(0)?, person: row.get(1)?, expires_at: row.get(2)? };
                Ok((session, row.get(3)?))
            },
        )
        .optional()?
        .ok_or(Refused::InvalidGrant)?;
    let spent = Spent { hash: &hash, session: &session.id, used_at };
    rotation::spend(connection, spent, minting.rotation, minting.now)?;
    mint_pair(connection, client, &session, minting)
}

/// What an access token speaks for.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    /// The portal session.
    pub(crate) session: String,
    /// Whose.
    pub(crate) person: String,
    /// Of the client; empty for legacy ones.
    pub(crate) scopes: String,
}

/// What `access` speaks for, if it is alive.
pub(crate) fn access(connection: &Connection, access: &str, now: Millis) -> rusqlite::Result<Option<Access>> {
    connection
        .prepare_cached(
            "SELECT s.id, s.person, c.scopes FROM token AS t JOIN session AS s ON s.id = t.session
             JOIN client AS c ON c.id = s.client
             WHERE t.hash = ?1 AND t.kind = 'access' AND t.expires_at > ?2 AND s.expires_at > ?2 AND s.revoked = 0",
        )?
        .query_row(params![mint::digest(access), now], |row| {
            Ok(Access { session: row.get(0)?, person: row.get(1)?, scopes: row.get(2)? })
        })
        .optional()
}

/// Ends a portal session at once.
pub(crate) fn revoke(connection: &Connection, session: &str) -> rusqlite::Result<()> {
    connection.execute("UPDATE session SET revoked = 1 WHERE id = ?1", [session])?;
    connection.execute("DELETE FROM token WHERE session = ?1", [session]).map(drop)
}

struct Session {
    id: String,
    person: String,
    expires_at: Millis,
}

/// Legacy clients get one token for the whole session; the others an hourly one and the means to renew it.
fn mint_pair(
    connection: &Connection,
    client: &Client,
    session: &Session,
    minting: Minting<'_>,
) -> Result<Tokens, Refused> {
    let is_legacy = client.scopes.is_empty();
    let wanted = if is_legacy { minting.session_ttl } else { minting.access_ttl };
    let expires_at = session.expires_at.min(minting.now + i64::from(wanted) * 1000);
    let access = mint::bearer(minting.entropy);
    keep(connection, &access, "access", &session.id, expires_at)?;
    let refresh = (!is_legacy).then(|| mint::bearer(minting.entropy));
    if let Some(refresh) = &refresh {
        keep(connection, refresh, "refresh", &session.id, session.expires_at)?;
    }
    connection.execute("DELETE FROM token WHERE expires_at <= ?1", [minting.now])?;
    Ok(Tokens {
        access: Secret::new(access),
        expires_in: (expires_at - minting.now) / 1000,
        refresh: refresh.map(Secret::new),
        person: session.person.clone(),
    })
}

fn keep(
    connection: &Connection,
    token: &str,
    kind: &str,
    session: &str,
    expires_at: Millis,
) -> rusqlite::Result<()> {
    connection
        .execute(
            "INSERT INTO token (hash, kind, session, expires_at) VALUES (?1, ?2, ?3, ?4)",
            params![mint::digest(token), kind, session, expires_at],
        )
        .map(drop)
}
