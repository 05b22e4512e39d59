//! Windows: the Credential Manager. Entries stay on this machine (`Local`; the default would roam with the profile) and
//! hold raw bytes, at most 2,560 of them.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Result};
use windows_native_keyring_store::Store;

use crate::vault::store::Fault;

/// The Credential Manager of this logon session.
pub(super) struct Keyring(Arc<CredentialStore>);

impl Keyring {
    pub(super) fn open() -> Result<Self> {
        Ok(Self(Store::new()?))
    }

    pub(super) fn entry(&self, service: &str, user: &str) -> Result<Entry> {
        self.0.build(service, user, Some(&HashMap::from([("persistence", "Local")])))
    }

    pub(super) fn asks_for_password(&self) -> bool {
        false
    }
}

/// The store reports one kind of refused access, a network logon without a credential set; the rest speaks for itself.
pub(super) fn fault(error: &(dyn StdError + Send + Sync + 'static)) -> Option<Fault> {
    let text = format!("{error:?} {error}");
    // ERROR_NO_SUCH_LOGON_SESSION.
    (text.contains("1312") || text.contains("NO_SUCH_LOGON_SESSION")).then_some(Fault::Absent)
}
