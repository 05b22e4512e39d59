//! The key of everything about a role: never the name of an account, which may change or repeat.

use portico_model::{AccountId, RoleName};
use serde::Serialize;

use crate::settings::PortalName;

/// One role of one account in one portal.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct RoleKey {
    /// The portal it is reached through.
    pub portal: PortalName,
    /// The account.
    pub account: AccountId,
    /// The permission set's name.
    pub role: RoleName,
}
