//! Keeping a session: in the vault, or, when it refuses, in the memory of this process.
//!
//! Rule: only under the portal's kernel lock; what was written is read back before it counts as kept.

use std::time::Duration;

use portico_model::Secret;
use serde::Serialize;

use crate::disk::Lock;
use crate::error::{Code, Error, Result};
use crate::portal::Portal;
use crate::session::Grant;
use crate::session::ground::unsaved_lock;
use crate::session::memory::Stamp;
use crate::session::store::{Sessions, Stored, session_entry};
use crate::settings::{Choice, PortalName};

/// How long the lock of what is unsaved may be held by somebody who only looks.
const GLANCE: Duration = Duration::from_millis(100);

impl Sessions {
    /// Keeps a session, and shares it where the person wants that.
    pub(super) async fn save(&self, portal: &Portal, stored: Stored) -> (Grant, Option<Error>) {
        let shared = portal.shared.then(|| stored.clone());
        // First of all what would be lost with this process.
        let kept = self.save_own(portal, stored).await;
        if let Some(Err(error)) = shared.map(|stored| self.share(portal, &stored)) {
            tracing::warn!(%error, portal = %portal.name, "the session is not shared with the AWS CLI");
        }
        kept
    }

    /// Writes and reads back; what the vault did not take stays in memory.
    async fn save_own(&self, portal: &Portal, stored: Stored) -> (Grant, Option<Error>) {
        if Choice::load(self.home()).is_ok_and(|choice| choice == Choice::Memory) {
            // As the person chose: nothing is wrong, and nothing outlasts this run.
            return (self.hold(portal, stored), None);
        }
        let outcome = async {
            let text = to_json(&stored)?;
            let entry = session_entry(portal);
            self.vault().write(&entry, &text).await?;
            match self.vault().read(&entry).await? {
                Some(back) if back.expose() == text.expose() => Ok(()),
                _ => Err(Error::new(
                    Code::KeychainFailed,
                    "The keychain did not keep what it was given.",
                    "Unlock the login keychain and sign in again.",
                )),
            }
        }
        .await;
        match outcome {
            Ok(()) => {
                self.memory().saved(&portal.name);
                Stamp::kept(stored.generation).write(self.home(), &portal.name);
                (stored.grant(true), None)
            }
            Err(error) => (self.hold(portal, stored), Some(error)),
        }
    }

    /// Shares the session there is with the AWS tools, or does so no more, as the settings of its portal say by now.
    ///
    /// # Errors
    /// When the tools' file cannot be changed.
    pub(crate) async fn share_or_not(&self, portal: &Portal) -> Result<()> {
        if !portal.shared {
            return self.share_no_more(portal);
        }
        match self.stored(portal).await {
            Ok(Some((stored, _))) => self.share(portal, &stored),
            // What there is in a keychain that does not open is shared when it is renewed.
            Ok(None) | Err(_) => Ok(()),
        }
    }

    fn share(&self, portal: &Portal, stored: &Stored) -> Result<()> {
        self.aws_cache().map_or(Ok(()), |cache| cache.put(portal, stored, self.clock().now()))
    }

    fn share_no_more(&self, portal: &Portal) -> Result<()> {
        self.aws_cache().map_or(Ok(()), |cache| cache.remove(portal))
    }

    /// Whether this process goes on for long enough to hold what the keychain refuses, until it takes it.
    pub(super) fn outlives_answers(&self) -> bool {
        !self.in_background
    }

    /// Writes what is kept once more: a keychain that takes it will take what follows it.
    pub(super) async fn rewrite(&self, portal: &Portal, stored: &Stored) -> Result<()> {
        self.vault().write(&session_entry(portal), &to_json(stored)?).await
    }

    /// Holds in memory what the vault did not take.
    fn hold(&self, portal: &Portal, stored: Stored) -> Grant {
        let grant = stored.grant(false);
        let stamp = Stamp::read(self.home(), &portal.name);
        // Whoever only looks whether it is held has it for a moment.
        let lock = || Lock::acquire_blocking(&unsaved_lock(self, portal), GLANCE).ok();
        self.memory().hold_unsaved(&portal.name, stored, stamp, lock);
        grant
    }

    /// Goes on with the sessions that only this process holds, after their portals' secrets moved to another store.
    pub(crate) fn stay_unsaved(&self, portals: &[PortalName]) {
        for portal in portals {
            let stamp = Stamp::read(self.home(), portal);
            self.memory().restamp(portal, stamp);
        }
    }

    /// Goes on with a session that was taken out of the store, unless this process holds a newer one.
    pub(crate) fn adopt(&self, portal: &Portal, session: &Secret) {
        let now = Stamp::read(self.home(), &portal.name);
        if self.memory().unsaved(&portal.name, &now).is_none()
            && let Ok(stored) = serde_json::from_str(session.expose())
        {
            self.hold(portal, stored);
        }
    }

    /// Forgets the session of a portal here, in the vault and where AWS tools look; the stamp is left even when the vault
    /// does not let go.
    pub(super) async fn discard(&self, portal: &Portal, stamp: Stamp) -> Result<()> {
        self.memory().forget(&portal.name);
        stamp.write(self.home(), &portal.name);
        // A portal that shares nothing has nothing to do with what is wrong there.
        let shared =
            self.share_no_more(portal).or_else(|error| if portal.shared { Err(error) } else { Ok(()) });
        self.vault().remove(&session_entry(portal)).await.and(shared)
    }
}

fn to_json(value: &impl Serialize) -> Result<Secret> {
    serde_json::to_string(value)
        .map(Secret::new)
        .map_err(|error| Error::internal(format!("Not JSON: {error}.")))
}
