//! The keychain of each operating system. Rule: one small file per system says how to open it, how to name an entry and
//! what its errors mean; everything else is here, once. Entries are built from the store itself: `keyring`'s global
//! default store stays broken for the life of a process once it has failed.

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod system;
#[cfg(target_os = "macos")]
#[path = "macos.rs"]
mod system;
#[cfg(windows)]
#[path = "windows.rs"]
mod system;

use std::sync::Arc;

use keyring_core::{Entry, Error};
use portico_model::Secret;

use super::store::{Fault, Store};

/// Connects to the keychain.
pub(super) fn open() -> Result<Arc<dyn Store>, Fault> {
    let keyring = system::Keyring::open().map_err(|error| fault(&error))?;
    Ok(Arc::new(keyring))
}

impl Store for system::Keyring {
    fn get(&self, service: &str, user: &str) -> Result<Option<Secret<Vec<u8>>>, Fault> {
        match self.entry(service, user).and_then(|entry| entry.get_secret()) {
            Ok(value) => Ok(Some(Secret::new(value))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    fn set(&self, service: &str, user: &str, value: &[u8]) -> Result<(), Fault> {
        let set = || self.entry(service, user)?.set_secret(value);
        let result = match set() {
            Err(Error::Ambiguous(twins)) => delete_all(&twins).and_then(|()| set()),
            result => result,
        };
        result.map_err(|error| fault(&error))
    }

    fn delete(&self, service: &str, user: &str) -> Result<(), Fault> {
        match self.entry(service, user).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(Error::Ambiguous(twins)) => delete_all(&twins).map_err(|error| fault(&error)),
            Err(error) => Err(fault(&error)),
        }
    }

    fn is_locked(&self) -> bool {
        self.asks_for_password()
    }
}

/// Two processes that create the same entry at once may leave two; the value wanted is the one about to be written.
fn delete_all(twins: &[Entry]) -> keyring_core::Result<()> {
    twins.iter().try_for_each(Entry::delete_credential)
}

fn fault(error: &Error) -> Fault {
    if let Error::TooLong(_, most) = error {
        return Fault::TooBig { most: *most };
    }
    let platform = if let Error::PlatformFailure(inner) | Error::NoStorageAccess(inner) = error {
        system::fault(inner.as_ref())
    } else {
        None
    };
    // Only what an error says about itself, never the bytes that two of the variants carry.
    let text = if matches!(error, Error::BadDataFormat(..) | Error::BadEncoding(_)) {
        "the stored value is malformed".to_owned()
    } else {
        error.to_string()
    };
    platform.unwrap_or(Fault::Failed(text))
}
