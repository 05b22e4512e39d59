//! Device codes (RFC 8628). Rule: pending until the person decides, `slow_down` when polled faster than the interval
//! (which then grows by five seconds), expired after ten minutes, redeemed once.

use portico_model::Secret;
use rusqlite::{Connection, OptionalExtension, params};

use super::client::Client;
use super::{Minting, Refused, SignedIn};
use crate::mint;
use crate::store::Millis;
use crate::token::{self, Tokens};

/// How long a person has to decide: ten minutes.
pub(crate) const DEVICE_MILLIS: Millis = 10 * 60 * 1000;
/// The least time between two polls, and what a `slow_down` adds to it.
pub(crate) const INTERVAL_MILLIS: Millis = 5000;
/// A poll this much early is on time: clients' timers and ours are not the same.
const TOLERANCE_MILLIS: Millis = 500;

/// A started device authorization.
#[derive(Debug)]
pub(crate) struct Started {
    /// For the client.
    pub(crate) device_code: Secret,
    /// For the person.
    pub(crate) user_code: String,
}

/// Starts a device authorization for `client`.
pub(crate) fn start(
    connection: &Connection,
    client: &Client,
    minting: Minting<'_>,
) -> rusqlite::Result<Started> {
    let started = Started {
        device_code: Secret::new(mint::bearer(minting.entropy)),
        user_code: mint::user_code(minting.entropy),
    };
    connection.execute("DELETE FROM device WHERE expires_at <= ?1", [minting.now - DEVICE_MILLIS])?;
    connection.execute(
        "INSERT INTO device (hash, user_code, client, state, expires_at, interval)
         VALUES (?1, ?2, ?3, 'pending', ?4, ?5)",
        params![
            mint::digest(started.device_code.expose()),
            started.user_code,
            client.id,
            minting.now + DEVICE_MILLIS,
            INTERVAL_MILLIS
        ],
    )?;
    Ok(started)
}

/// The name of the client whose pending request shows `user_code`.
pub(crate) fn pending(
    connection: &Connection,
    user_code: &str,
    now: Millis,
) -> rusqlite::Result<Option<String>> {
    connection
        .query_row(
            "SELECT c.name FROM device AS d JOIN client AS c ON c.id = d.client
             WHERE d.user_code = ?1 AND d.state = 'pending' AND d.expires_at > ?2",
            params![canonical(user_code), now],
            |row| row.get(0),
        )
        .optional()
}

/// Records what the person decided: approved by somebody, or denied. `false` when nothing was pending any more.
pub(crate) fn decide(
    connection: &Connection,
    user_code: &str,
    approved_by: Option<&SignedIn>,
    now: Millis,
) -> rusqlite::Result<bool> {
    let state = if approved_by.is_some() { "approved" } else { "denied" };
    let changed = connection.execute(
        "UPDATE device SET state = ?1, person = ?2, signed_in_at = ?3
         WHERE user_code = ?4 AND state = 'pending' AND expires_at > ?5",
        params![
            state,
            approved_by.map(|by| by.person.as_str()),
            approved_by.map(|by| by.at),
            canonical(user_code),
            now
        ],
    )?;
    Ok(changed == 1)
}

/// Answers one poll.
///
/// # Errors
/// [`Refused`]: pending, too fast, expired, denied, or no such code for this client.
pub(crate) fn poll(
    connection: &Connection,
    client: &Client,
    device_code: &Secret,
    minting: Minting<'_>,
) -> Result<Tokens, Refused> {
    let hash = mint::digest(device_code.expose());
    let kept = kept(connection, &hash, client)?.ok_or(Refused::InvalidGrant)?;
    if kept.expires_at <= minting.now {
        return Err(Refused::Expired);
    }
    // A clock that was set back says nothing about the client's pace.
    let since = |at: Millis| minting.now.checked_sub(at).filter(|passed| *passed >= 0);
    let is_early =
        kept.polled_at.and_then(since).is_some_and(|passed| passed + TOLERANCE_MILLIS < kept.interval);
    let interval = if is_early { kept.interval + INTERVAL_MILLIS } else { kept.interval };
    connection.execute(
        "UPDATE device SET polled_at = ?1, interval = ?2 WHERE hash = ?3",
        params![minting.now, interval, hash],
    )?;
    if is_early {
        return Err(Refused::SlowDown);
    }
    match (kept.state.as_str(), kept.person) {
        ("pending", _) => Err(Refused::Pending),
        ("denied", _) => Err(Refused::Denied),
        ("approved", Some(person)) => {
            connection.execute("UPDATE device SET state = 'used' WHERE hash = ?1", [&hash])?;
            Ok(token::open(connection, client, &person, minting)?.1)
        }
        _ => Err(Refused::InvalidGrant),
    }
}

struct Kept {
    state: String,
    person: Option<SignedIn>,
    expires_at: Millis,
    interval: Millis,
    polled_at: Option<Millis>,
}

fn kept(connection: &Connection, hash: &str, client: &Client) -> rusqlite::Result<Option<Kept>> {
    connection
        .query_row(
            "SELECT state, person, signed_in_at, expires_at, interval, polled_at FROM device
             WHERE hash = ?1 AND client = ?2",
            params![hash, client.id],
            |row| {
                let (person, at): (Option<String>, Option<Millis>) = (row.get(1)?, row.get(2)?);
                Ok(Kept {
                    state: row.get(0)?,
                    person: person.zip(at).map(|(person, at)| SignedIn { person, at }),
                    expires_at: row.get(3)?,
                    interval: row.get(4)?,
                    polled_at: row.get(5)?,
                })
            },
        )
        .optional()
}

/// As typed by a person: either case, with or without the dash.
fn canonical(user_code: &str) -> String {
    let letters: String =
        user_code.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
    if letters.len() == 8 { format!("{}-{}", &letters[..4], &letters[4..]) } else { letters }
}
