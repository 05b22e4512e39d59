//! The short-lived keys of one role. Rule: the two secret parts leave only through `Secret::expose`.

use jiff::Timestamp;
use portico_model::{AccountId, Secret};

/// Short-lived keys of one role.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Public part of the key.
    pub access_key_id: String,
    /// Secret part of the key.
    pub secret_access_key: Secret,
    /// Marks the key as temporary; AWS refuses the key without it.
    pub session_token: Secret,
    /// When they end.
    pub expires: Timestamp,
    /// The account they work in.
    pub account: AccountId,
}
