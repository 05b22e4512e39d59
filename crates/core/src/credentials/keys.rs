//! The keys themselves.

use jiff::Timestamp;
use portico_model::{AccountId, Secret};

/// Short-lived keys of one role.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Public part of the key.
    pub access_key_id: String,
    /// Secret part of the key.
    pub secret_access_key: Secret,
    /// Marks the key as temporary.
    pub session_token: Secret,
    /// When AWS stops accepting them.
    pub expires: Timestamp,
    /// The account they open.
    pub account: AccountId,
}
