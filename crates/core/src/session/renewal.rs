//! The renewal of an access token: one at a time across all processes, by the protocol of `security.md` 2.2.
//!
//! Rules: everything happens under the portal's kernel lock and after re-reading what is kept; what is about to be asked
//! is written down first, so that a process that dies in between leaves word; no token is spent by whoever could not keep
//! the next one; only a refusal of the newest refresh token
//! ends a session, and only after reading once more that it is the newest.

use std::future::Future;

use jiff::Timestamp;
use portico_model::Secret;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::aws::Fault;
use crate::error::{Error, Result};
use crate::session::Grant;
use crate::session::store::Stored;

/// How a renewal ended.
#[derive(Debug)]
pub enum Renewal {
    /// A fresh access token, by us or by another process.
    Renewed(Grant),
    /// The server ended the session.
    Rejected,
    /// Nothing is kept that could be renewed: somebody signed out meanwhile.
    Gone,
    /// The server could not be asked; the session stands.
    Unreachable(Error),
}

/// What a renewal stands on: the lock, what is kept, the journal and the server. The product has one such ground; the
/// tests have one that can be stopped between any two steps.
pub(super) trait Ground: Sync {
    /// Held while the renewal lasts.
    type Lock: Send;

    /// Waits for the portal's lock.
    fn lock(&self) -> impl Future<Output = Result<Self::Lock>> + Send;

    /// What is kept now, and whether the keychain has it.
    fn read(&self) -> impl Future<Output = Result<Option<(Stored, bool)>>> + Send;

    /// The refresh that was begun and of which nobody has told the end.
    fn begun(&self) -> Option<Journal>;

    /// Whether another living process holds the answer to it, because the keychain did not take it.
    fn is_held_elsewhere(&self) -> Result<bool>;

    /// Makes sure that the answer will have a place: in the keychain, or in the memory of a process that goes on living.
    fn make_room(&self, stored: &Stored) -> impl Future<Output = Result<()>> + Send;

    /// Writes down what is about to be asked.
    fn begin(&self, journal: &Journal);

    /// Strikes it out.
    fn end(&self);

    /// Asks the server for a new access token with this refresh token.
    fn ask(&self, stored: &Stored, refresh: &Secret) -> impl Future<Output = Result<Stored, Ended>> + Send;

    /// Keeps the new session; in memory when the keychain refuses it, which the answer says.
    fn save(&self, stored: Stored) -> impl Future<Output = Grant> + Send;

    /// Forgets the session, because the server has ended it.
    fn discard(&self, stored: &Stored) -> impl Future<Output = Result<()>> + Send;
}

/// Why the server gave no token.
#[derive(Debug)]
pub(super) enum Ended {
    /// It refused the refresh token.
    Refused,
    /// It could not be asked, or what came back cannot be used.
    Unreachable(Error),
}

/// A refresh in flight: which token was sent, and when. No secret.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Journal {
    /// The generation whose refresh token was sent.
    pub(super) generation: u64,
    /// The first eight bytes of its SHA-256, in hex.
    pub(super) token: String,
    /// Epoch seconds.
    pub(super) started_at: i64,
}

impl Journal {
    fn of(stored: &Stored, refresh: &Secret, now: Timestamp) -> Self {
        let digest = Sha256::digest(refresh.expose());
        let token = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        Self { generation: stored.generation, token, started_at: now.as_second() }
    }
}

/// Renews, unless another process has gone past `known` and its token is good yet. `now` is asked when the lock is there: by
/// then an answer of the portal's may have corrected the time. `paused` says that the server was just found unreachable,
/// and that nobody is waiting who would want it asked again.
///
/// # Errors
/// When the lock or the keychain fails; the server's answers are the [`Renewal`].
pub(super) async fn renew<G: Ground>(
    ground: &G,
    known: u64,
    now: impl Fn() -> Timestamp + Send,
    paused: impl FnOnce() -> Option<Error> + Send,
) -> Result<Renewal> {
    let _lock = ground.lock().await?;
    let Some((stored, saved)) = ground.read().await? else { return Ok(Renewal::Gone) };
    let now = now();
    if stored.generation > known && stored.until() > now {
        return Ok(Renewal::Renewed(stored.grant(saved)));
    }
    let Some(refresh) = &stored.refresh else { return Ok(Renewal::Rejected) };
    if let Some(error) = paused() {
        return Ok(Renewal::Unreachable(error));
    }
    let journal = Journal::of(&stored, refresh, now);
    if let Some(begun) = ground.begun().filter(|begun| begun.token == journal.token) {
        if saved && ground.is_held_elsewhere()? {
            return Err(held_elsewhere());
        }
        tracing::info!(since = begun.started_at, "the answer to the last renewal was lost; asking once more");
    }
    ground.make_room(&stored).await?;
    ground.begin(&journal);
    match ground.ask(&stored, refresh).await {
        Ok(renewed) => {
            let grant = ground.save(renewed).await;
            if grant.saved {
                ground.end();
            }
            Ok(Renewal::Renewed(grant))
        }
        Err(Ended::Unreachable(error)) => Ok(Renewal::Unreachable(error)),
        Err(Ended::Refused) => refused(ground, &stored).await,
    }
}

/// A refusal counts only for the newest token there is.
async fn refused<G: Ground>(ground: &G, sent: &Stored) -> Result<Renewal> {
    match ground.read().await? {
        Some((newer, saved)) if newer.generation > sent.generation => {
            Ok(Renewal::Renewed(newer.grant(saved)))
        }
        Some(_) => {
            ground.discard(sent).await?;
            ground.end();
            Ok(Renewal::Rejected)
        }
        None => {
            ground.end();
            Ok(Renewal::Gone)
        }
    }
}

/// Why this process has no session, or only a token that is spent.
pub(super) fn held_elsewhere() -> Error {
    Error::new(
        crate::error::Code::KeychainFailed,
        "Another Portico has the session, and the keychain did not take it.",
        "Unlock the keychain, or look into the Portico window; the session goes on there.",
    )
}

/// Whether a fault of a refresh is the server's word that the session is over.
pub(super) fn ends_session(fault: &Fault) -> bool {
    is_exception(fault, &["InvalidGrantException", "ExpiredTokenException"]) || is_of_client(fault)
}

/// Whether the server does not know the client any more: registrations end after some 90 days.
pub(super) fn is_of_client(fault: &Fault) -> bool {
    is_exception(fault, &["InvalidClientException", "UnauthorizedClientException"])
}

fn is_exception(fault: &Fault, names: &[&str]) -> bool {
    matches!(fault, Fault::Api { exception, .. } if names.contains(&exception.as_str()))
}

#[cfg(test)]
mod tests;
