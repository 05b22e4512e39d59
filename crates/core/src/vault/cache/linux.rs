//! The kernel's keyring of the person (keyrings(7), user-keyring(7)): memory that is never swapped, gone at a restart.

use std::time::Duration;

use linux_keyutils::{Key, KeyError, KeyRing, KeyRingIdentifier};
use portico_model::Secret;

pub(super) fn read(name: &str) -> Option<Secret> {
    let bytes = find(name).and_then(|key| key.read_to_vec());
    String::from_utf8(bytes.ok()?).ok().map(Secret::new)
}

/// Whether the kernel took it.
pub(super) fn write(name: &str, key: &Secret, kept: Duration) -> bool {
    let write = || {
        let added = ring()?.add_key(name, key.expose())?;
        added.set_timeout(usize::try_from(kept.as_secs()).unwrap_or(usize::MAX))?;
        // What cannot be read back by the next process is no cache.
        added.read_to_vec().map(drop)
    };
    write().inspect_err(|error| tracing::info!(%error, "the kernel keeps no keys for this person")).is_ok()
}

pub(super) fn clear(name: &str) {
    if let Ok(key) = find(name) {
        // One that was revoked is gone, whether or not its link is.
        let _ = key.revoke().and_then(|()| ring()).and_then(|ring| ring.unlink_key(key));
    }
}

fn find(name: &str) -> Result<Key, KeyError> {
    ring()?.search(name)
}

/// The person's keyring, linked to this process's own: in a session that does not hold it (a container, `sudo`, some
/// remote logins) only what a process possesses can be read, and possession goes by links.
fn ring() -> Result<KeyRing, KeyError> {
    let ring = KeyRing::from_special_id(KeyRingIdentifier::User, true)?;
    let own = KeyRing::from_special_id(KeyRingIdentifier::Process, true)?;
    own.link_keyring(ring)?;
    Ok(ring)
}
