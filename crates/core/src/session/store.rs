//! What keeps sessions: tokens in the vault, or, when it refuses them, in memory.
//!
//! Rule: what is kept changes only under the portal's kernel lock, and each change has a larger generation than the one
//! before; the larger one wins.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use portico_model::{Clock, Secret};
use serde::{Deserialize, Serialize};

use crate::aws::Transport;
use crate::aws::oidc::{Registration, Tokens};
use crate::disk::{Environment, Home};
use crate::error::{Code, Error, Result};
use crate::journal::{Asker, Draft, Journal, Kind};
use crate::pace::Paces;
use crate::portal::Portal;
use crate::session::Grant;
use crate::session::aws_cache::AwsCache;
use crate::session::ground::{Here, is_held_elsewhere, is_of, lock};
use crate::session::length::Lengths;
use crate::session::memory::{Memory, Stamp};
use crate::session::renewal::{self, Renewal};
use crate::session::sign_in::Fresh;
use crate::session::weather::Weather;
use crate::settings::PortalName;
use crate::vault::{Entry, Vault};

/// The sessions of all portals. Cheap to clone; clones share what could not be saved.
#[derive(Clone, Debug)]
pub struct Sessions {
    home: Home,
    vault: Vault,
    transport: Transport,
    paces: Paces,
    clock: Arc<dyn Clock>,
    memory: Arc<Mutex<Memory>>,
    aws_cache: Option<AwsCache>,
    journal: Option<Journal>,
    pub(super) in_background: bool,
}

/// What the API of a portal is asked with.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// The access token.
    pub token: Secret,
    /// The version of the session it is of: what [`Sessions::renew`] wants to know when the portal refuses it.
    pub generation: u64,
}

/// A session as kept.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Stored {
    /// Grows with each change; the larger one is the newer one.
    pub(super) generation: u64,
    /// The bearer of the portal API.
    #[serde(serialize_with = "portico_model::secret::to_wire")]
    pub(super) access: Secret,
    /// Renews `access`.
    #[serde(default, serialize_with = "portico_model::secret::to_wire_opt")]
    pub(super) refresh: Option<Secret>,
    /// When `access` came, in epoch seconds.
    pub(super) since: i64,
    /// When `access` ends, in epoch seconds.
    pub(super) until: i64,
    /// When the person signed in, in epoch seconds; 0 when an older version kept the session.
    #[serde(default)]
    pub(super) signed_in: i64,
    /// The last renewal did not prolong it: the session ends at `until`.
    #[serde(default)]
    pub(super) ending: bool,
    /// The client it belongs to.
    pub(super) registration: Registration,
}

impl From<Stored> for Bearer {
    fn from(stored: Stored) -> Self {
        Self { token: stored.access, generation: stored.generation }
    }
}

impl Stored {
    pub(super) fn grant(&self, saved: bool) -> Grant {
        Grant {
            since: moment(self.since),
            until: self.until(),
            renewable: self.refresh.is_some(),
            saved,
            generation: self.generation,
            signed_in: (self.signed_in > 0).then(|| moment(self.signed_in)),
            ending: self.ending,
        }
    }

    /// When the access token ends.
    pub(super) fn until(&self) -> Timestamp {
        moment(self.until)
    }

    /// The session after a renewal asked for at `asked_at` brought `tokens`.
    pub(super) fn renewed(&self, tokens: Tokens, asked_at: Timestamp) -> Self {
        let since = asked_at.as_second();
        let until = since.saturating_add(tokens.expires_in);
        Self {
            generation: self.generation + 1,
            access: tokens.access,
            // An answer without a refresh token means: keep using the one you have.
            refresh: tokens.refresh.filter(|token| !token.expose().is_empty()).or(self.refresh.clone()),
            since,
            until,
            signed_in: self.signed_in,
            ending: self.grant(true).is_last_before(moment(since), moment(until)),
            registration: self.registration.clone(),
        }
    }
}

impl Sessions {
    /// Over `vault`, with locks and stamps below `home`.
    #[must_use]
    pub fn new(home: Home, vault: Vault, transport: Transport, clock: Arc<dyn Clock>) -> Self {
        let paces = Paces::of(&home);
        let (memory, aws_cache, journal) = (Arc::default(), None, None);
        Self { home, vault, transport, paces, clock, memory, aws_cache, journal, in_background: false }
    }

    /// The same sessions, whose ends are recorded.
    #[must_use]
    pub fn journaled(self, journal: &Journal) -> Self {
        Self { journal: Some(journal.asked_by(Asker::Portico)), ..self }
    }

    /// Records the end of a session, once, however many processes find it; `begun` tells sessions of a portal apart.
    pub(crate) fn record_end(&self, portal: &PortalName, begun: Option<Timestamp>, is_rejected: bool) {
        if let Some(journal) = &self.journal {
            let why = if is_rejected { "rejected" } else { "expired" };
            let draft = Draft::of_portal(Kind::SessionEnded, portal).with("why", why);
            journal.record_once(draft, begun.unwrap_or(Timestamp::UNIX_EPOCH));
        }
    }

    /// The same sessions, shared with the AWS tools of the person of `environment` where the person wants that
    /// ([`Portal::shared`]).
    #[must_use]
    pub fn shared_by(self, environment: &Environment) -> Self {
        // Whoever has no home folder has no AWS tools that look into it.
        Self { aws_cache: environment.home().ok().map(|home| AwsCache::below(&home)), ..self }
    }

    pub(super) fn aws_cache(&self) -> Option<&AwsCache> {
        self.aws_cache.as_ref()
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.vault
    }

    pub(crate) fn home(&self) -> &Home {
        &self.home
    }

    pub(crate) fn paces(&self) -> &Paces {
        &self.paces
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

    /// The same sessions for a caller that may come many times a minute (`credential_process`) and ends when it has been
    /// served: a portal that could not be reached is soon asked once a minute only, however many callers there are, and
    /// nothing is renewed that the keychain would not keep.
    #[must_use]
    pub fn in_background(&self) -> Self {
        Self { in_background: true, ..self.clone() }
    }

    /// What is kept for `portal`, without asking the server.
    ///
    /// # Errors
    /// When the keychain cannot be read, or has lost what was kept in it.
    pub async fn restore(&self, portal: &Portal) -> Result<Option<Grant>> {
        Ok(self.stored(portal).await?.map(|(stored, saved)| stored.grant(saved)))
    }

    /// When the session of `grant` will probably be over, judged by how long those before it lasted.
    #[must_use]
    pub fn expected_end(&self, portal: &Portal, grant: &Grant) -> Option<Timestamp> {
        Lengths::expected(&self.home, portal, grant.signed_in?)
    }

    /// Offers the keychain once more what it refused, and says whether it has it now.
    ///
    /// # Errors
    /// When the lock cannot be had or the keychain refuses again.
    pub async fn save_again(&self, portal: &Portal) -> Result<bool> {
        let _lock = lock(self, portal).await?;
        match self.stored(portal).await? {
            Some((stored, false)) => {
                let (grant, refusal) = self.save(portal, stored).await;
                refusal.map_or(Ok(grant.saved), Err)
            }
            Some((_, true)) => Ok(true),
            None => Ok(false),
        }
    }

    /// Keeps a fresh session. When the keychain refuses it, it lasts for this run only, and the error says why.
    ///
    /// # Errors
    /// When the lock cannot be had; not when the keychain refuses, which is the second part of the answer.
    pub async fn keep(&self, portal: &Portal, fresh: Fresh) -> Result<(Grant, Option<Error>)> {
        let _lock = lock(self, portal).await?;
        let since = fresh.asked_at.as_second();
        // Beginning at the clock keeps it growing across a sign-out, after which nothing is left to count on from.
        let kept = self.stored(portal).await.ok().flatten().map_or(0, |(stored, _)| stored.generation);
        let last = Stamp::read(&self.home, &portal.name).last();
        let generation = u64::try_from(since).unwrap_or(0).max(kept + 1).max(last + 1);
        let stored = Stored {
            generation,
            access: fresh.tokens.access,
            refresh: fresh.tokens.refresh,
            since,
            until: since.saturating_add(fresh.tokens.expires_in),
            signed_in: since,
            ending: false,
            registration: fresh.registration,
        };
        Weather::update(&self.home, portal, Weather::resume);
        // Whoever signed in before may have been somebody else.
        if let (_, Err(error)) = self.forget_credentials(portal).await {
            tracing::warn!(%error, "credentials of the session before may still be in the keychain");
        }
        let (grant, refusal) = self.save(portal, stored).await;
        if refusal.is_some() {
            // What the keychain still has is not this: no other program may go on with it, nor this one after a restart.
            Stamp::held(generation).write(&self.home, &portal.name);
            self.stay_unsaved(std::slice::from_ref(&portal.name));
        }
        Ok((grant, refusal))
    }

    /// A usable access token, renewed first when it has ended or soon will. A portal that cannot be reached is no harm
    /// as long as the token is good.
    ///
    /// # Errors
    /// When nobody is signed in, the session has ended, or the portal cannot be reached and the token has ended.
    pub async fn access(&self, portal: &Portal) -> Result<Bearer> {
        let Some((stored, saved)) = self.stored(portal).await? else {
            return Err(self.nobody(portal));
        };
        let grant = stored.grant(saved);
        let now = self.clock.now();
        if now < grant.renew_at() {
            return Ok(stored.into());
        }
        let still_good = grant.until > now + SignedDuration::from_secs(5);
        match self.renew(portal, grant.generation).await {
            Ok(Renewal::Renewed(_)) => {
                let kept = self.stored(portal).await?;
                kept.map(|(stored, _)| stored.into()).ok_or_else(|| self.nobody(portal))
            }
            Ok(Renewal::Unreachable(_)) | Err(_) if still_good => Ok(stored.into()),
            Ok(Renewal::Rejected) => Err(session_ended(portal)),
            Ok(Renewal::Gone) => Err(self.nobody(portal)),
            Ok(Renewal::Unreachable(error)) | Err(error) => Err(error),
        }
    }

    /// Renews the access token, unless another process has already gone past `generation`, the one that ends or was
    /// refused.
    ///
    /// # Errors
    /// When the lock or the keychain fails; the server's answers are the [`Renewal`].
    pub async fn renew(&self, portal: &Portal, generation: u64) -> Result<Renewal> {
        let now = self.clock.now();
        let paused = || {
            let is_paused = self.in_background && Weather::read(&self.home, portal).is_paused(now);
            is_paused.then(|| unreachable_lately(portal))
        };
        let here = Here { sessions: self, portal };
        let renewal = renewal::renew(&here, generation, || self.clock.now(), paused).await?;
        match &renewal {
            Renewal::Renewed(_) => Weather::update(&self.home, portal, Weather::resume),
            Renewal::Unreachable(_) => Weather::update(&self.home, portal, |weather| {
                if !weather.is_paused(now) {
                    weather.pause(now);
                }
            }),
            Renewal::Rejected | Renewal::Gone => {}
        }
        Ok(renewal)
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

    /// Whether the session of this generation is over: the server ended it, a person signed out of it, or somebody signed
    /// in after it. Reads one small file, no keychain.
    pub(crate) fn is_over(&self, portal: &PortalName, generation: u64) -> bool {
        Stamp::read(&self.home, portal).voids(generation)
    }

    /// What is kept, and whether it is in the vault. A session in memory is newer than one in the vault, until another
    /// process changes that one.
    pub(super) async fn stored(&self, portal: &Portal) -> Result<Option<(Stored, bool)>> {
        let unsaved = self.memory().unsaved(&portal.name, &Stamp::read(&self.home, &portal.name));
        if let Some(stored) = unsaved.filter(|stored| is_of(portal, &stored.registration)) {
            return Ok(Some((stored, false)));
        }
        let (text, stamp) = self.found(portal).await?;
        let Some(text) = text else {
            let is_lost = stamp.generation() > 0 && !stamp.is_held();
            return if is_lost { Err(item_gone(portal)) } else { Ok(None) };
        };
        let stored: Stored = serde_json::from_str(text.expose()).map_err(|_| {
            Error::new(
                Code::SignInRequired,
                format!("The session kept for {} cannot be read.", portal.name),
                format!("Sign in again: portico login --portal {}", portal.name),
            )
        })?;
        // A keychain that was locked when its session ended may still hold it.
        let is_good = is_of(portal, &stored.registration) && !stamp.voids(stored.generation);
        Ok(is_good.then_some((stored, true)))
    }

    /// What is in the vault, and the stamp beside it. Whoever reads without the lock may come between the two of them.
    async fn found(&self, portal: &Portal) -> Result<(Option<Secret>, Stamp)> {
        loop {
            let before = Stamp::read(&self.home, &portal.name);
            let text = self.vault.read(&session_entry(portal)).await?;
            let after = Stamp::read(&self.home, &portal.name);
            if text.is_some() || before == after {
                return Ok((text, after));
            }
        }
    }

    /// Why there is no session: another process has it, it ended, or nobody signed in.
    pub(crate) fn nobody(&self, portal: &Portal) -> Error {
        let stamp = Stamp::read(&self.home, &portal.name);
        if stamp.is_held() && is_held_elsewhere(self, portal).unwrap_or(false) {
            renewal::held_elsewhere()
        } else if stamp.is_ended() {
            session_ended(portal)
        } else {
            Error::sign_in_required(&portal.name)
        }
    }

    pub(super) fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn session_ended(portal: &Portal) -> Error {
    Error::new(
        Code::SignInRequired,
        format!("Your session in {} has ended.", portal.name),
        format!("Sign in again: portico login --portal {}", portal.name),
    )
}

/// No proof that the session is over: its renewal was granted.
pub(crate) fn still_refused(portal: &Portal) -> Error {
    Error::new(
        Code::ServerFault,
        format!("{} renewed your session, and refuses it all the same.", portal.name),
        "Try again in a minute; sign out and in again if it goes on.",
    )
}

fn item_gone(portal: &Portal) -> Error {
    Error::new(
        Code::KeychainItemGone,
        format!("The keychain has lost the session of {}.", portal.name),
        format!("Sign in again: portico login --portal {}", portal.name),
    )
}

fn unreachable_lately(portal: &Portal) -> Error {
    Error::new(
        Code::Offline,
        format!("{} could not be reached a moment ago, and the session needs to be renewed.", portal.name),
        "Check the network or the VPN; Portico keeps your session and asks again within a minute.",
    )
}

pub(super) fn session_entry(portal: &Portal) -> Entry {
    Entry::Session { portal: portal.name.clone(), local: portal.is_local() }
}

fn moment(epoch_seconds: i64) -> Timestamp {
    Timestamp::from_second(epoch_seconds).unwrap_or(Timestamp::MIN)
}
