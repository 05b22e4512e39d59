//! Linux: the Secret Service (GNOME Keyring, KWallet, KeePassXC) over D-Bus, in pure Rust.

use std::error::Error as StdError;
use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error, Result};
use secret_service::Error as ServiceError;
use zbus::zvariant::{OwnedValue, Value};
use zbus_secret_service_keyring_store::Store;

use crate::vault::store::Fault;

const SERVICE: &str = "org.freedesktop.secrets";
const DEFAULT_COLLECTION: &str = "/org/freedesktop/secrets/aliases/default";

/// One session with the Secret Service.
pub(super) struct Keyring {
    store: Arc<CredentialStore>,
    bus: zbus::blocking::Connection,
}

impl Keyring {
    pub(super) fn open() -> Result<Self> {
        let bus = zbus::blocking::Connection::session()
            .map_err(|error| Error::PlatformFailure(Box::new(ServiceError::Zbus(error))))?;
        if !is_offered(&bus) {
            return Err(Error::PlatformFailure(Box::new(ServiceError::Unavailable)));
        }
        Ok(Self { store: Store::new()?, bus })
    }

    pub(super) fn entry(&self, service: &str, user: &str) -> Result<Entry> {
        self.store.build(service, user, None)
    }

    pub(super) fn asks_for_password(&self) -> bool {
        let property = ("org.freedesktop.Secret.Collection", "Locked");
        let interface = Some("org.freedesktop.DBus.Properties");
        let reply = self.bus.call_method(Some(SERVICE), DEFAULT_COLLECTION, interface, "Get", &property);
        let value: Option<OwnedValue> = reply.ok().and_then(|reply| reply.body().deserialize().ok());
        matches!(value.as_deref(), Some(Value::Bool(true)))
    }
}

/// Whether anybody is, or can be made, the Secret Service; the bus itself knows and answers at once. A bus that does not
/// say is given the benefit of the doubt.
fn is_offered(bus: &zbus::blocking::Connection) -> bool {
    const BUS: &str = "org.freedesktop.DBus";
    let owned = bus.call_method(Some(BUS), "/org/freedesktop/DBus", Some(BUS), "NameHasOwner", &SERVICE);
    let is_owned: Option<bool> = owned.ok().and_then(|reply| reply.body().deserialize().ok());
    if is_owned != Some(false) {
        return true;
    }
    let listed = bus.call_method(Some(BUS), "/org/freedesktop/DBus", Some(BUS), "ListActivatableNames", &());
    let names: Option<Vec<String>> = listed.ok().and_then(|reply| reply.body().deserialize().ok());
    names.is_none_or(|names| names.iter().any(|name| name == SERVICE))
}

pub(super) fn fault(error: &(dyn StdError + Send + Sync + 'static)) -> Option<Fault> {
    let error = error.downcast_ref::<ServiceError>()?;
    if matches!(error, ServiceError::Locked | ServiceError::Prompt | ServiceError::PromptDisconnected) {
        return Some(Fault::Locked);
    }
    // `NoResult`: a service with no default collection, and nobody to make one.
    if matches!(error, ServiceError::Unavailable | ServiceError::NoResult) {
        return Some(Fault::Absent);
    }
    let text = error.to_string();
    let says = |names: &[&str]| names.iter().any(|name| text.contains(name));
    if says(&["Secret.Error.IsLocked"]) {
        Some(Fault::Locked)
    } else if says(&["Secret.Error.NoSession", "NoReply", "UnknownMethod", "UnknownObject", "Disconnected"]) {
        Some(Fault::Gone)
    } else if says(&["ServiceUnknown", "NameHasNoOwner", "Spawn.", "Failed to connect to address"])
        || no_bus(error)
    {
        Some(Fault::Absent)
    } else {
        None
    }
}

/// There is no session bus to ask.
fn no_bus(error: &ServiceError) -> bool {
    use zbus::Error::{Address, Connection, InputOutput};
    matches!(error, ServiceError::Zbus(Address(_) | Connection(..) | InputOutput(_)))
}
