//! Role credentials in hand: of this process, and in the keychain for the next one.
//!
//! Rule: they are good only as long as the session they came from is, and until Portico forgets those of the role, whichever
//! process does; a stamp tells when that has changed.

use jiff::Timestamp;
use portico_model::Secret;

use crate::credentials::Credentials;
use crate::portal::Portal;
use crate::role::RoleKey;
use crate::session::ground::lock;
use crate::session::memory::{Forgotten, Marks, Origin};
use crate::session::sign_out::Left;
use crate::session::store::Sessions;
use crate::vault::Entry;

impl Sessions {
    /// Credentials in hand in this process.
    pub(crate) fn credentials_in_hand(&self, portal: &Portal, key: &RoleKey) -> Option<Credentials> {
        self.memory().credentials(key, portal.is_local(), &Origin::now(self.home(), key))
    }

    /// Credentials of the session there is in the keychain, as far as is known.
    pub(crate) fn has_kept_credentials(&self, portal: &Portal, key: &RoleKey) -> bool {
        Marks::of(self.home(), &portal.name).is_good(key)
    }

    /// How often the credentials of a role were forgotten by now, whichever process did it. Reads one small file.
    pub(crate) fn forgotten(&self, key: &RoleKey) -> Forgotten {
        Forgotten::read(self.home(), key)
    }

    /// Lets go of credentials in hand that another process has forgotten.
    pub(crate) fn let_go_of_forgotten(&self) {
        self.memory().let_go_of_forgotten(self.home());
    }

    /// Keeps credentials in hand that were asked for after this forgetting.
    pub(crate) fn hold_credentials(
        &self,
        portal: &Portal,
        key: &RoleKey,
        keys: &Credentials,
        forgotten: Forgotten,
    ) {
        let origin = Origin::after(forgotten, self.home(), key);
        self.memory().hold_credentials(key, portal.is_local(), keys, origin);
    }

    /// Keeps minted credentials in hand and in the keychain, unless meanwhile the session they came from is over, or those of the
    /// role were forgotten.
    pub(crate) async fn keep_credentials(
        &self,
        portal: &Portal,
        key: &RoleKey,
        keys: &Credentials,
        forgotten: Forgotten,
    ) {
        let Ok(_lock) = lock(self, portal).await else { return };
        if !matches!(self.stored(portal).await, Ok(Some(_))) || self.forgotten(key) != forgotten {
            return;
        }
        self.hold_credentials(portal, key, keys, forgotten);
        let entry = Entry::Role { key: key.clone(), local: portal.is_local() };
        let marks = Marks::of(self.home(), &portal.name);
        let (is_marked, text) = (marks.is_good(key), Secret::new(keys.to_json()));
        let kept = async {
            // The mark first: without it a sign-out would not find the entry. It is good once the entry is.
            if !is_marked {
                marks.void(key)?;
            }
            self.vault().write(&entry, &text).await?;
            if is_marked { Ok(()) } else { marks.add(key) }
        };
        if let Err(error) = kept.await {
            tracing::warn!(%error, "the next process will ask for the credentials of {key} once more");
        }
        // Whoever forgot them in between may have looked before they were there.
        if self.forgotten(key) != forgotten
            && let Err(error) = self.remove_kept(portal, key).await
        {
            tracing::warn!(%error, "credentials of {key} that are void are still kept");
        }
    }

    /// Everything in hand in this process, by role.
    #[must_use]
    pub fn in_hand(&self) -> Vec<Left> {
        let keys = self.memory().keys_in_hand();
        let left = |key: RoleKey| Some(Left { until: self.credentials_until(&key)?, key });
        keys.into_iter().filter_map(left).collect()
    }

    /// When the credentials in hand of a role end.
    #[must_use]
    pub fn credentials_until(&self, key: &RoleKey) -> Option<Timestamp> {
        // Asked for every row of a list: the stamp's file is read for the few roles that are in hand.
        if !self.memory().has_in_hand(key) {
            return None;
        }
        let (now, origin) = (self.clock().now(), Origin::now(self.home(), key));
        let memory = self.memory();
        let held = memory.credentials(key, true, &origin).or_else(|| memory.credentials(key, false, &origin));
        held.map(|keys| keys.expires).filter(|expires| *expires > now)
    }
}
