//! What keeps sessions: tokens in the vault (or, when it refuses them, in memory), one refresh at a time.
//!
//! Rule (`security.md` 2.2): renew only under the portal's kernel lock, after re-reading what is kept; whoever finds
//! that another process was faster uses its tokens. Only `InvalidGrant` for the newest refresh token is a refusal.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use portico_model::{Clock, Secret};
use serde::{Deserialize, Serialize};

use crate::aws::oidc::{self, Registration};
use crate::aws::{Endpoints, Fault, Transport, check_token, fault_error};
use crate::credentials::Credentials;
use crate::disk::{Home, Lock};
use crate::error::{Code, Error, Result};
use crate::role::RoleKey;
use crate::session::Grant;
use crate::session::memory::{Marks, Memory, Stamp};
use crate::session::sign_in::Fresh;
use crate::settings::{Portal, PortalName};
use crate::vault::{Entry, Vault};

/// Longer than the holder's worst case: one request of 20 s and a keychain write of 3 s.
const LOCK_PATIENCE: Duration = Duration::from_secs(30);

/// The sessions of all portals. Cheap to clone; clones share what could not be saved.
#[derive(Clone, Debug)]
pub struct Sessions {
    home: Home,
    vault: Vault,
    transport: Transport,
    clock: Arc<dyn Clock>,
    memory: Arc<Mutex<Memory>>,
}

/// A session as kept.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Stored {
    /// Grows with each change; the larger one is the newer one.
    generation: u64,
    /// The bearer of the portal API.
    #[serde(serialize_with = "portico_model::secret::to_wire")]
    access: Secret,
    /// Renews `access`.
    #[serde(default, serialize_with = "portico_model::secret::to_wire_opt")]
    refresh: Option<Secret>,
    /// When `access` came, in epoch seconds.
    since: i64,
    /// When `access` ends, in epoch seconds.
    until: i64,
    /// The client the tokens belong to.
    registration: Registration,
}

impl Stored {
    fn grant(&self, saved: bool) -> Grant {
        Grant {
            since: moment(self.since),
            until: moment(self.until),
            renewable: self.refresh.is_some(),
            saved,
            generation: self.generation,
        }
    }
}

/// How a renewal ended.
#[derive(Debug)]
pub enum Renewal {
    /// A fresh access token, by us or by another process.
    Renewed(Grant),
    /// The server ended the session.
    Refused,
    /// The server could not be asked; the session stands.
    Unreachable(Error),
}

impl Sessions {
    /// Over `vault`, with locks and stamps below `home`.
    #[must_use]
    pub fn new(home: Home, vault: Vault, transport: Transport, clock: Arc<dyn Clock>) -> Self {
        Self { home, vault, transport, clock, memory: Arc::default() }
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.vault
    }

    pub(crate) fn home(&self) -> &Home {
        &self.home
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.transport
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// The same sessions for work that no person is waiting for: a locked keychain is an error, never a prompt.
    #[must_use]
    pub fn quietly(&self) -> Self {
        Self { vault: self.vault.quietly(), ..self.clone() }
    }

    /// What is kept for `portal`, without asking the server.
    ///
    /// # Errors
    /// When the keychain cannot be read.
    pub async fn restore(&self, portal: &Portal) -> Result<Option<Grant>> {
        Ok(self.stored(portal).await?.map(|(stored, saved)| stored.grant(saved)))
    }

    /// Offers the keychain once more what it refused, and says whether it took it.
    ///
    /// # Errors
    /// When the lock cannot be had or the keychain refuses again.
    pub async fn save_again(&self, portal: &Portal) -> Result<bool> {
        let _lock = self.lock(portal).await?;
        let Some((stored, false)) = self.stored(portal).await? else { return Ok(false) };
        self.save(portal, stored).await.1.map_or(Ok(true), Err)
    }

    /// Keeps a fresh session. When the keychain refuses it, it lasts for this run only, and the error says why.
    ///
    /// # Errors
    /// When the lock cannot be had; not when the keychain refuses, which is the second part of the answer.
    pub async fn keep(&self, portal: &Portal, fresh: Fresh) -> Result<(Grant, Option<Error>)> {
        let _lock = self.lock(portal).await?;
        let since = fresh.asked_at.as_second();
        // Beginning at the clock keeps it growing across a sign-out, after which nothing is left to count on from.
        let kept = self.stored(portal).await.ok().flatten().map_or(0, |(stored, _)| stored.generation);
        let generation = u64::try_from(since).unwrap_or(0).max(kept + 1);
        let stored = Stored {
            generation,
            access: fresh.tokens.access,
            refresh: fresh.tokens.refresh,
            since,
            until: since + fresh.tokens.expires_in,
            registration: fresh.registration,
        };
        // Whoever signed in before may have been somebody else.
        if let Err(error) = self.forget_credentials(portal).await {
            tracing::warn!(%error, "credentials of the session before may still be in the keychain");
        }
        Ok(self.save(portal, stored).await)
    }

    /// A usable access token, renewed first when it has ended or is about to.
    ///
    /// # Errors
    /// When nobody is signed in, the session has ended, or the portal cannot be reached.
    pub async fn access(&self, portal: &Portal) -> Result<Secret> {
        let Some((stored, saved)) = self.stored(portal).await? else {
            return Err(Error::sign_in_required(&portal.name));
        };
        let soon = self.clock.now() + SignedDuration::from_secs(60);
        if moment(stored.until) > soon {
            return Ok(stored.access);
        }
        match self.renew(portal, Some(stored.grant(saved).generation)).await? {
            Renewal::Renewed(_) => {
                let kept = self.stored(portal).await?;
                kept.map(|(stored, _)| stored.access).ok_or_else(|| Error::sign_in_required(&portal.name))
            }
            Renewal::Refused => Err(session_ended(portal)),
            Renewal::Unreachable(error) => Err(error),
        }
    }

    /// Renews the access token, unless another process has already gone past `generation`.
    ///
    /// # Errors
    /// When the lock or the keychain fails; the server's answers are the [`Renewal`].
    pub async fn renew(&self, portal: &Portal, generation: Option<u64>) -> Result<Renewal> {
        let _lock = self.lock(portal).await?;
        let Some((stored, saved)) = self.stored(portal).await? else {
            return Ok(Renewal::Refused);
        };
        let now = self.clock.now();
        if generation.is_some_and(|known| stored.generation > known) && moment(stored.until) > now {
            return Ok(Renewal::Renewed(stored.grant(saved)));
        }
        let Some(refresh) = &stored.refresh else { return Ok(Renewal::Refused) };
        let endpoints = Endpoints::of(portal)?;
        check_token(portal, refresh.expose())?;
        match oidc::refresh(&self.transport, &endpoints, &stored.registration, refresh).await {
            Ok(tokens) => {
                check_token(portal, tokens.access.expose())?;
                let renewed = Stored {
                    generation: stored.generation + 1,
                    access: tokens.access,
                    // An answer without a refresh token means: keep using the one you have.
                    refresh: tokens.refresh.filter(|token| !token.expose().is_empty()).or(stored.refresh),
                    since: now.as_second(),
                    until: now.as_second() + tokens.expires_in,
                    registration: stored.registration,
                };
                Ok(Renewal::Renewed(self.save(portal, renewed).await.0))
            }
            Err(Fault::Api { exception, .. }) if ends_session(&exception) => {
                self.discard(portal, Stamp::ended()).await?;
                Ok(Renewal::Refused)
            }
            Err(fault) => Ok(Renewal::Unreachable(fault_error(portal, fault))),
        }
    }

    /// Signs out: Logout on the server when it can be reached, then every secret of the portal goes. What can be removed
    /// is removed, even when something else cannot.
    ///
    /// # Errors
    /// When the keychain does not let go of something.
    pub async fn sign_out(&self, portal: &Portal) -> Result<()> {
        let _lock = self.lock(portal).await?;
        let stored = match self.stored(portal).await {
            Err(error) if error.code().is_of_keychain() && error.code() != Code::KeychainItemGone => {
                return Err(error);
            }
            // One that cannot be read, or is lost in part, can still be removed.
            stored => stored.ok().flatten(),
        };
        self.memory().forget(&portal.name);
        if let Some((stored, _)) = &stored
            && check_token(portal, stored.access.expose()).is_ok()
        {
            let endpoints = Endpoints::of(portal)?;
            let client = crate::aws::portal::Client {
                transport: &self.transport,
                endpoints: &endpoints,
                access: &stored.access,
            };
            if let Err(fault) = client.logout().await {
                tracing::info!(portal = %portal.name, %fault, "the server was not told of the sign-out");
            }
        }
        let session = self.discard(portal, Stamp::signed_out()).await;
        let outcome = session.and(self.forget_credentials(portal).await);
        match outcome {
            // A session that the keychain never took leaves nothing behind in it.
            Err(error) if error.code() == Code::KeychainAbsent && matches!(stored, Some((_, false))) => {
                Ok(())
            }
            outcome => outcome,
        }
    }

    /// Credentials in hand in this process.
    pub(crate) fn credentials_in_hand(&self, portal: &Portal, key: &RoleKey) -> Option<Credentials> {
        self.memory().credentials(key, portal.is_local(), &Stamp::read(&self.home, &portal.name))
    }

    /// Keeps credentials in hand.
    pub(crate) fn hold_credentials(&self, portal: &Portal, key: &RoleKey, keys: &Credentials) {
        let stamp = Stamp::read(&self.home, &portal.name);
        self.memory().hold_credentials(key, portal.is_local(), keys, stamp);
    }

    /// Keeps minted credentials in hand and in the keychain, unless the session they came from is over meanwhile.
    pub(crate) async fn keep_credentials(&self, portal: &Portal, key: &RoleKey, keys: &Credentials) {
        let Ok(_lock) = self.lock(portal).await else { return };
        if !matches!(self.stored(portal).await, Ok(Some(_))) {
            return;
        }
        self.hold_credentials(portal, key, keys);
        let entry = Entry::Role { key: key.clone(), local: portal.is_local() };
        // The mark first: without it a sign-out would not find the entry.
        let kept = match Marks::of(&self.home, &portal.name).add(key) {
            Ok(()) => self.vault.write(&entry, &Secret::new(keys.to_json())).await,
            Err(error) => Err(error),
        };
        if let Err(error) = kept {
            tracing::warn!(%error, "the next process will ask for the credentials of {key} once more");
        }
    }

    /// When the credentials in hand of a role end.
    #[must_use]
    pub fn credentials_until(&self, key: &RoleKey) -> Option<Timestamp> {
        // Asked for every row of a list: the stamp's file is read for the few roles that are in hand.
        if !self.memory().has_in_hand(key) {
            return None;
        }
        let (now, stamp) = (self.clock.now(), Stamp::read(&self.home, &key.portal));
        let memory = self.memory();
        let held = memory.credentials(key, true, &stamp).or_else(|| memory.credentials(key, false, &stamp));
        held.map(|keys| keys.expires).filter(|expires| *expires > now)
    }

    /// The generation another process may have written; 0 when there is no session. Reads one small file, no keychain.
    #[must_use]
    pub fn generation(&self, portal: &PortalName) -> u64 {
        Stamp::read(&self.home, portal).generation()
    }

    /// Whether the session is gone because the server ended it, and not because a person signed out.
    #[must_use]
    pub fn was_ended(&self, portal: &PortalName) -> bool {
        Stamp::read(&self.home, portal).is_ended()
    }

    async fn forget_credentials(&self, portal: &Portal) -> Result<()> {
        self.memory().forget(&portal.name);
        let marks = Marks::of(&self.home, &portal.name);
        let mut outcome = Ok(());
        for key in marks.all(&portal.name)? {
            let gone = self.vault.remove(&Entry::Role { key: key.clone(), local: portal.is_local() }).await;
            outcome = outcome.and(gone.and_then(|()| marks.remove(&key)));
        }
        outcome
    }

    async fn lock(&self, portal: &Portal) -> Result<Lock> {
        Lock::acquire(&self.home.lock(&format!("session-{}", portal.name)), LOCK_PATIENCE).await
    }

    /// What is kept, and whether it is in the vault. A session in memory is newer than one in the vault, until another
    /// process changes that one.
    async fn stored(&self, portal: &Portal) -> Result<Option<(Stored, bool)>> {
        let unsaved = self.memory().unsaved(&portal.name, &Stamp::read(&self.home, &portal.name));
        if let Some(stored) = unsaved.filter(|stored| belongs(portal, stored)) {
            return Ok(Some((stored, false)));
        }
        let Some(text) = self.vault.read(&session_entry(portal)).await? else { return Ok(None) };
        let stored: Stored = serde_json::from_str(text.expose()).map_err(|_| {
            Error::new(
                Code::SignInRequired,
                format!("The session kept for {} cannot be read.", portal.name),
                format!("Sign in again: portico login --portal {}", portal.name),
            )
        })?;
        Ok(belongs(portal, &stored).then_some((stored, true)))
    }

    /// Writes and reads back; what the vault did not take stays in memory.
    async fn save(&self, portal: &Portal, stored: Stored) -> (Grant, Option<Error>) {
        let outcome = async {
            let text = to_json(&stored)?;
            let entry = session_entry(portal);
            self.vault.write(&entry, &text).await?;
            match self.vault.read(&entry).await? {
                Some(back) if back.expose() == text.expose() => Ok(()),
                _ => Err(Error::new(
                    Code::KeychainFailed,
                    "The keychain did not keep what it was given.",
                    "Unlock the login keychain and sign in again.",
                )),
            }
        }
        .await;
        let saved = outcome.is_ok();
        let grant = stored.grant(saved);
        if saved {
            self.memory().saved(&portal.name);
            Stamp::kept(stored.generation).write(&self.home, &portal.name);
        } else {
            let stamp = Stamp::read(&self.home, &portal.name);
            self.memory().hold_unsaved(&portal.name, stored, stamp);
        }
        (grant, outcome.err())
    }

    async fn discard(&self, portal: &Portal, stamp: Stamp) -> Result<()> {
        self.memory().forget(&portal.name);
        self.vault.remove(&session_entry(portal)).await?;
        stamp.write(&self.home, &portal.name);
        Ok(())
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Errors that only a new sign-in mends.
fn ends_session(exception: &str) -> bool {
    [
        "InvalidGrantException",
        "InvalidClientException",
        "ExpiredTokenException",
        "UnauthorizedClientException",
    ]
    .contains(&exception)
}

pub(crate) fn session_ended(portal: &Portal) -> Error {
    Error::new(
        Code::SignInRequired,
        format!("Your session in {} has ended.", portal.name),
        format!("Sign in again: portico login --portal {}", portal.name),
    )
}

/// Whether a session is of the place that `portal` names today: it may have been given another address since.
fn belongs(portal: &Portal, stored: &Stored) -> bool {
    let same_start = stored.registration.issuer == portal.start_url.as_str();
    let same_host =
        Endpoints::of(portal).is_ok_and(|here| here.oidc.as_str() == stored.registration.endpoint);
    same_start && (portal.is_local() || same_host)
}

fn session_entry(portal: &Portal) -> Entry {
    Entry::Session { portal: portal.name.clone(), local: portal.is_local() }
}

fn to_json(value: &impl Serialize) -> Result<Secret> {
    serde_json::to_string(value)
        .map(Secret::new)
        .map_err(|error| Error::internal(format!("Not JSON: {error}.")))
}

fn moment(epoch_seconds: i64) -> Timestamp {
    Timestamp::from_second(epoch_seconds).unwrap_or(Timestamp::MIN)
}
