//! Systems whose kernel keeps no keys for a person.

use std::time::Duration;

use portico_model::Secret;

pub(super) fn read(_name: &str) -> Option<Secret> {
    None
}

/// Never: nothing is kept here.
pub(super) fn write(_name: &str, _key: &Secret, _kept: Duration) -> bool {
    false
}

pub(super) fn clear(_name: &str) {}
