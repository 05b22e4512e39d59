//! Signing out: on the server, in the keychain, in memory; and what stays valid nevertheless.
//!
//! Rule: what can be removed is removed, even when something else cannot; role credentials that were handed out cannot be
//! called back (AWS offers no way), so the person is told of each and until when.

use jiff::Timestamp;

use crate::aws::check_token;
use crate::aws::portal::Client;
use crate::credentials::Credentials;
use crate::error::{Code, Result};
use crate::portal::Portal;
use crate::role::RoleKey;
use crate::session::ground::lock;
use crate::session::memory::{Forgotten, Marks, Stamp};
use crate::session::store::{Sessions, Stored};
use crate::vault::Entry;

/// Credentials of a role that stay valid after the sign-out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Left {
    /// Of which role.
    pub key: RoleKey,
    /// Until when.
    pub until: Timestamp,
}

impl Sessions {
    /// Signs out: Logout on the server when it can be reached, then every secret of the portal goes. Says which role
    /// credentials stay valid, the longest first.
    ///
    /// # Errors
    /// When the keychain does not let go of something.
    pub async fn sign_out(&self, portal: &Portal) -> Result<Vec<Left>> {
        let _lock = lock(self, portal).await?;
        let stored = match self.stored(portal).await {
            Err(error) if error.code() == Code::KeychainItemGone => None,
            Err(error) if error.code().is_of_keychain() => return Err(error),
            // One that cannot be read can still be removed.
            stored => stored.ok().flatten(),
        };
        if let Some((stored, _)) = &stored {
            self.log_out(portal, stored).await;
        }
        let generation = stored.as_ref().map_or(0, |(stored, _)| stored.generation);
        // What the keychain does not let go of stays void, however often somebody signs out.
        let last = Stamp::read(self.home(), &portal.name).last();
        let session = self.discard(portal, Stamp::signed_out(generation.max(last))).await;
        let (left, credentials) = self.forget_credentials(portal).await;
        match session.and(credentials) {
            // A session that the keychain never took leaves nothing behind in it.
            Err(error) if error.code() == Code::KeychainAbsent && matches!(stored, Some((_, false))) => {
                Ok(left)
            }
            outcome => outcome.map(|()| left),
        }
    }

    /// Tells the server; a server that cannot be told ends the session by itself when its time comes.
    async fn log_out(&self, portal: &Portal, stored: &Stored) {
        if check_token(portal, stored.access.expose()).is_err() {
            return;
        }
        let Ok(mut tour) = self.tour(portal) else { return };
        loop {
            let client =
                Client { transport: self.transport(), endpoints: tour.here(), access: &stored.access };
            let answer = client.logout().await;
            match tour.judge(answer) {
                None => {}
                Some(Ok(())) => return,
                Some(Err(fault)) => {
                    return tracing::info!(portal = %portal.name, %fault, "the server was not told of the sign-out");
                }
            }
        }
    }

    /// Forgets the credentials of one role in every process. Those that were handed out stay valid until their end.
    ///
    /// # Errors
    /// When the keychain does not let go of them, or other processes cannot be told; this one does not use them any more.
    pub async fn forget_role(&self, portal: &Portal, key: &RoleKey) -> Result<()> {
        // First of all those that are being minted: nobody keeps them, and no endpoint gives them away.
        let told = Forgotten::again(self.home(), key);
        self.memory().let_go(key);
        let is_kept = Marks::of(self.home(), &portal.name).is_good(key);
        let gone = if is_kept { self.remove_kept(portal, key).await } else { Ok(()) };
        told.and(gone)
    }

    /// Removes the credentials of one role from the keychain.
    pub(super) async fn remove_kept(&self, portal: &Portal, key: &RoleKey) -> Result<()> {
        let marks = Marks::of(self.home(), &portal.name);
        let gone = self.vault().remove(&Entry::Role { key: key.clone(), local: portal.is_local() }).await;
        let marked = if gone.is_ok() { marks.remove(key) } else { marks.void(key) };
        gone.and(marked)
    }

    /// Forgets the role credentials of a portal, and says which of them stay valid.
    pub(super) async fn forget_credentials(&self, portal: &Portal) -> (Vec<Left>, Result<()>) {
        let now = self.clock().now();
        let mut left: Vec<Left> = self.memory().handed_out(&portal.name);
        self.memory().forget(&portal.name);
        let marks = Marks::of(self.home(), &portal.name);
        let keys = match marks.all(&portal.name) {
            Ok(keys) => keys,
            Err(error) => return (left, Err(error)),
        };
        let mut outcome = Ok(());
        for key in keys {
            let entry = Entry::Role { key: key.clone(), local: portal.is_local() };
            let kept = self.vault().read(&entry).await.ok().flatten();
            let until = kept.and_then(|text| Credentials::from_json(text.expose())).map(|keys| keys.expires);
            left.extend(until.map(|until| Left { key: key.clone(), until }));
            let gone = self.vault().remove(&entry).await;
            let marked = if gone.is_ok() { marks.remove(&key) } else { marks.void(&key) };
            outcome = outcome.and(gone).and(marked);
        }
        left.retain(|left| left.until > now);
        left.sort_by(|a, b| b.until.cmp(&a.until).then_with(|| a.key.cmp(&b.key)));
        left.dedup_by(|a, b| a.key == b.key);
        (left, outcome)
    }
}
