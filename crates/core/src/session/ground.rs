//! The ground the product's renewals stand on: kernel locks and journal files below the home, the vault, the portal.

use std::path::PathBuf;
use std::time::Duration;

use portico_model::Secret;

use super::Grant;
use super::length::Lengths;
use super::memory::Stamp;
use super::renewal::{Ended, Ground, Journal, ends_session, is_of_client};
use super::store::{Sessions, Stored};
use super::weather::Weather;
use crate::aws::oidc::{self, Registration, Tokens};
use crate::aws::{Endpoints, Fault, check_token, fault_error};
use crate::disk::{self, Lock};
use crate::error::Result;
use crate::portal::Portal;

/// Longer than the holder's worst case: two requests of 10 s, and four calls of the keychain of 3 s.
const LOCK_PATIENCE: Duration = Duration::from_secs(40);

/// One portal's renewals in this process.
pub(super) struct Here<'a> {
    pub(super) sessions: &'a Sessions,
    pub(super) portal: &'a Portal,
}

impl Here<'_> {
    fn path(&self) -> PathBuf {
        self.sessions.home().data().join("sessions").join(format!("{}.refresh", self.portal.name))
    }

    /// Asks the Regions in turn; a connection that broke before an answer came is tried once more, unless that was so the
    /// last time, too.
    async fn tokens(&self, stored: &Stored, refresh: &Secret) -> Result<(Tokens, Registration), Ended> {
        let transport = self.sessions.transport();
        let mut tour = self.sessions.tour(self.portal).map_err(Ended::Unreachable)?;
        let mut registration = stored.registration.clone();
        let mut again = true;
        let is_fair = Weather::read(self.sessions.home(), self.portal).is_fair();
        loop {
            let answer = oidc::refresh(transport, tour.here(), &registration, refresh).await;
            match &answer {
                Err(Fault::Offline(_)) if again && is_fair && self.portal.also.is_empty() => {
                    again = false;
                    continue;
                }
                // The server has forgotten this client: the token may be good with a new registration.
                Err(fault) if again && is_of_client(fault) => {
                    again = false;
                    let anew = oidc::register(transport, tour.here(), self.portal, registration.method).await;
                    registration = anew.map_err(|fault| self.ended(fault))?;
                    continue;
                }
                Ok(_) | Err(_) => {}
            }
            if let Some(answer) = tour.judge(answer) {
                return answer.map(|tokens| (tokens, registration)).map_err(|fault| self.ended(fault));
            }
        }
    }

    fn ended(&self, fault: Fault) -> Ended {
        if ends_session(&fault) {
            Ended::Refused
        } else {
            Ended::Unreachable(fault_error(self.portal, fault))
        }
    }
}

impl Ground for Here<'_> {
    type Lock = Lock;

    async fn lock(&self) -> Result<Lock> {
        Lock::acquire(&session_lock(self.sessions, self.portal), LOCK_PATIENCE).await
    }

    async fn read(&self) -> Result<Option<(Stored, bool)>> {
        self.sessions.stored(self.portal).await
    }

    fn begun(&self) -> Option<Journal> {
        let text = disk::read_text(&self.path()).ok().flatten()?;
        serde_json::from_str(&text).ok()
    }

    fn is_held_elsewhere(&self) -> Result<bool> {
        is_held_elsewhere(self.sessions, self.portal)
    }

    async fn make_room(&self, stored: &Stored) -> Result<()> {
        if self.sessions.outlives_answers() {
            Ok(())
        } else {
            self.sessions.rewrite(self.portal, stored).await
        }
    }

    fn begin(&self, journal: &Journal) {
        let text = serde_json::to_vec(journal).unwrap_or_default();
        if let Err(error) = disk::write_atomic(&self.path(), &text) {
            tracing::warn!(%error, "a renewal begins without leaving word of it");
        }
    }

    fn end(&self) {
        if let Err(error) = disk::remove(&self.path()) {
            tracing::warn!(%error, "the word of a renewal that has ended stays");
        }
    }

    async fn ask(&self, stored: &Stored, refresh: &Secret) -> Result<Stored, Ended> {
        check_token(self.portal, refresh.expose()).map_err(Ended::Unreachable)?;
        let clock = self.sessions.clock();
        let begun = clock.since_boot();
        let (tokens, registration) = self.tokens(stored, refresh).await?;
        // Counted back from now: until the answer came, perhaps nobody had told what time it is.
        let asked_at = clock.now() - (clock.since_boot() - begun);
        check_token(self.portal, tokens.access.expose()).map_err(Ended::Unreachable)?;
        let renewed = Stored { registration, ..stored.renewed(tokens, asked_at) };
        if renewed.ending {
            Lengths::learn(self.sessions.home(), self.portal, stored.signed_in, renewed.until);
        }
        Ok(renewed)
    }

    async fn save(&self, stored: Stored) -> Grant {
        self.sessions.save(self.portal, stored).await.0
    }

    async fn discard(&self, stored: &Stored) -> Result<()> {
        let end = stored.until.min(self.sessions.clock().now().as_second());
        Lengths::learn(self.sessions.home(), self.portal, stored.signed_in, end);
        let gone = self.sessions.discard(self.portal, Stamp::ended(stored.generation)).await;
        let Grant { signed_in, ending, until, .. } = stored.grant(true);
        let is_early = !ending && until > self.sessions.clock().now();
        self.sessions.record_end(&self.portal.name, signed_in, is_early);
        if let Err(error) = &gone {
            // The stamp says that it is void; the next change of the session overwrites it.
            tracing::warn!(%error, "a session that has ended stays in the keychain");
        }
        Ok(())
    }
}

/// Guards everything that changes the session of a portal.
pub(super) fn session_lock(sessions: &Sessions, portal: &Portal) -> PathBuf {
    sessions.home().lock(&format!("session-{}", portal.name))
}

/// Held by the process that has a session which the keychain did not take, for as long as it has it.
pub(super) fn unsaved_lock(sessions: &Sessions, portal: &Portal) -> PathBuf {
    sessions.home().lock(&format!("unsaved-{}", portal.name))
}

/// Whether another living process has a session that the keychain did not take.
pub(super) fn is_held_elsewhere(sessions: &Sessions, portal: &Portal) -> Result<bool> {
    Lock::is_held(&unsaved_lock(sessions, portal))
}

/// Waits for [`session_lock`].
pub(super) async fn lock(sessions: &Sessions, portal: &Portal) -> Result<Lock> {
    Lock::acquire(&session_lock(sessions, portal), LOCK_PATIENCE).await
}

/// A registration is good in every Region of the instance, so a session may go on where it was not begun.
pub(super) fn is_of(portal: &Portal, registration: &Registration) -> bool {
    let is_ours = |endpoints: Endpoints| endpoints.oidc.as_str() == registration.endpoint;
    let sites = portal.sites();
    let is_known = sites.iter().any(|site| Endpoints::at(portal, site).is_ok_and(is_ours));
    registration.issuer == portal.start_url.as_str() && (portal.is_local() || is_known)
}
