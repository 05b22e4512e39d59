//! macOS: the login keychain. The signing identity of the program decides whether the person is asked again after an
//! update, so the app and the companion are signed by one team under fixed identifiers.

use std::error::Error as StdError;
use std::sync::Arc;

use apple_native_keyring_store::keychain::Store;
use keyring_core::{CredentialStore, Entry, Result};

use crate::vault::store::Fault;

/// The person's default keychain.
pub(super) struct Keyring(Arc<CredentialStore>);

impl Keyring {
    pub(super) fn open() -> Result<Self> {
        Ok(Self(Store::new()?))
    }

    pub(super) fn entry(&self, service: &str, user: &str) -> Result<Entry> {
        self.0.build(service, user, None)
    }

    pub(super) fn asks_for_password(&self) -> bool {
        false
    }
}

/// The store hands on `OSStatus` as the framework words it; the number stands in the debug text.
pub(super) fn fault(error: &(dyn StdError + Send + Sync + 'static)) -> Option<Fault> {
    let text = format!("{error:?}");
    let numbers = || text.split(|c: char| c != '-' && !c.is_ascii_digit());
    let says = |codes: &[&str]| numbers().any(|number| codes.contains(&number));
    // errSecInteractionNotAllowed (over SSH, too), errSecAuthFailed, errSecUserCanceled, errSecInteractionRequired.
    if says(&["-25308", "-25293", "-128", "-25315"]) {
        Some(Fault::Locked)
    // errSecNotAvailable, errSecNoSuchKeychain, errSecInvalidKeychain, errSecNoDefaultKeychain.
    } else if says(&["-25291", "-25294", "-25295", "-25307"]) {
        Some(Fault::Absent)
    } else {
        None
    }
}
