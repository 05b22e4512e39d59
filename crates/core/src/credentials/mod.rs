//! Role credentials: get or mint, one flight at a time in the process and across processes, renewed early.
//!
//! Rule: looked for in hand, then in the keychain, then minted by the portal; the first good ones win. Works without
//! an engine, so that `credential_process` answers in milliseconds.

mod keys;

use std::time::Duration;

use jiff::SignedDuration;
use portico_model::Secret;
use portico_model::portal::ErrorCode;
use sha2::{Digest, Sha256};

pub use keys::Credentials;

use crate::aws::{Fault, check_token, fault_error, portal::Client};
use crate::disk::Lock;
use crate::error::{Code, Error, Result};
use crate::portal::Portal;
use crate::role::RoleKey;
use crate::session::{Renewal, Sessions, session_ended, still_refused};
use crate::vault::Entry;

/// Credentials with less life than this are minted anew: SDKs refresh theirs 5 to 15 minutes ahead.
const LEAST_LIFE: SignedDuration = SignedDuration::from_mins(15);
/// Somebody waits for them, and a refusal says that waiting helps.
const THROTTLED_TRIES: u32 = 5;
/// Longer than one mint with a token renewal before it.
const LOCK_PATIENCE: Duration = Duration::from_secs(60);

impl Sessions {
    /// Credentials of `key` that live for a while yet.
    ///
    /// # Errors
    /// When nobody is signed in, the role is not assigned, or the portal cannot be reached while nothing kept is good
    /// any more.
    pub async fn credentials(&self, portal: &Portal, key: &RoleKey) -> Result<Credentials> {
        if let Some(kept) = self.kept_credentials(portal, key, LEAST_LIFE).await {
            return Ok(kept);
        }
        let _lock = Lock::acquire(&self.home().lock(&lock_name(key)), LOCK_PATIENCE).await?;
        if let Some(kept) = self.kept_credentials(portal, key, LEAST_LIFE).await {
            return Ok(kept);
        }
        let forgotten = self.forgotten(key);
        match self.mint(portal, key).await {
            Ok(fresh) => {
                self.keep_credentials(portal, key, &fresh, forgotten).await;
                Ok(fresh)
            }
            // Roles may be shorter-lived than our margin, and portals may be away: what is still good is used.
            Err(error) => match self.kept_credentials(portal, key, SignedDuration::from_secs(60)).await {
                Some(kept) if matches!(error.code(), Code::Offline | Code::ServerFault | Code::Throttled) => {
                    Ok(kept)
                }
                Some(_) | None => Err(error),
            },
        }
    }

    async fn kept_credentials(
        &self,
        portal: &Portal,
        key: &RoleKey,
        least: SignedDuration,
    ) -> Option<Credentials> {
        let good = |keys: &Credentials| keys.expires > self.clock().now() + least;
        if let Some(keys) = self.credentials_in_hand(portal, key).filter(good) {
            return Some(keys);
        }
        if !self.has_kept_credentials(portal, key) {
            return None;
        }
        let forgotten = self.forgotten(key);
        let text = self.vault().read(&entry(portal, key)).await.ok().flatten()?;
        let keys = Credentials::from_json(text.expose())?;
        self.hold_credentials(portal, key, &keys, forgotten);
        Some(keys).filter(good)
    }

    async fn mint(&self, portal: &Portal, key: &RoleKey) -> Result<Credentials> {
        let mut renewed = false;
        loop {
            let bearer = self.access(portal).await?;
            check_token(portal, bearer.token.expose())?;
            match self.ask(portal, key, &bearer.token).await {
                // The token should be good and is not: renew it once under the lock, then ask once more. The refusal of an
                // old token says nothing of the newest one.
                Err(fault) if is_unauthorized(&fault) && !renewed => {
                    renewed = self.generation(&portal.name) <= bearer.generation;
                    match self.renew(portal, bearer.generation).await? {
                        Renewal::Renewed(_) => {}
                        Renewal::Rejected => return Err(session_ended(portal)),
                        Renewal::Gone => return Err(self.nobody(portal)),
                        Renewal::Unreachable(error) => return Err(error),
                    }
                }
                answer => return answer.map_err(|fault| refusal(portal, key, fault)),
            }
        }
    }

    /// Asks at the portal's pace; being throttled is waited out a few times.
    async fn ask(&self, portal: &Portal, key: &RoleKey, access: &Secret) -> Result<Credentials, Fault> {
        let mut tries = 1;
        loop {
            let leave = self.paces().leave(portal).await;
            let answer = self.ask_once(portal, key, access).await;
            self.paces().learn(portal, &leave, &answer);
            match answer {
                Err(Fault::Throttled { .. }) if tries < THROTTLED_TRIES => tries += 1,
                answer => return answer,
            }
        }
    }

    async fn ask_once(&self, portal: &Portal, key: &RoleKey, access: &Secret) -> Result<Credentials, Fault> {
        let mut tour = self.tour(portal).map_err(|error| Fault::Foreign(error.message().to_owned()))?;
        loop {
            let client = Client { transport: self.transport(), endpoints: tour.here(), access };
            let answer = client.credentials(&key.account, &key.role).await;
            if let Some(answer) = tour.judge(answer) {
                return answer;
            }
        }
    }
}

/// Whether the portal says that the access token is not good (401).
pub(crate) fn is_unauthorized(fault: &Fault) -> bool {
    matches!(fault, Fault::Api { exception, .. } if exception == ErrorCode::Unauthorized.exception())
}

fn refusal(portal: &Portal, key: &RoleKey, fault: Fault) -> Error {
    match &fault {
        Fault::Api { status: 403 | 404, .. } => Error::new(
            Code::NotAssigned,
            format!("{} has not assigned you {} in {}.", portal.name, key.role, key.account.grouped()),
            "See what you have with `portico list --refresh`, or ask your administrator for this role.",
        ),
        fault if is_unauthorized(fault) => still_refused(portal),
        Fault::Api { .. }
        | Fault::Offline(_)
        | Fault::Distrusted(_)
        | Fault::Captive(_)
        | Fault::Foreign(_)
        | Fault::ProxyAuthentication
        | Fault::Throttled { .. }
        | Fault::Server { .. } => fault_error(portal, fault),
    }
}

fn entry(portal: &Portal, key: &RoleKey) -> Entry {
    Entry::Role { key: key.clone(), local: portal.is_local() }
}

/// Role names may hold characters that file names may not.
fn lock_name(key: &RoleKey) -> String {
    let digest = Sha256::digest(format!("{}\n{}\n{}", key.portal, key.account, key.role));
    let hex: String = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("role-{hex}")
}
