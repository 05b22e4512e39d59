//! A role somebody may use. Rule: the key is (portal, account id, role name), never the name of an account.

use std::fmt;

use portico_model::{AccountId, RoleName};
use serde::Serialize;

use crate::error::Result;
use crate::settings::PortalName;

/// The key of everything Portico keeps about a role.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct RoleKey {
    /// The portal that grants it.
    pub portal: PortalName,
    /// The account it works in.
    pub account: AccountId,
    /// The permission set's name.
    pub role: RoleName,
}

impl RoleKey {
    /// Reads the three parts as commands, files and messages spell them.
    ///
    /// # Errors
    /// When one of them cannot be a portal's name, an account's number or a role's name.
    pub fn parse(portal: &str, account: &str, role: &str) -> Result<Self> {
        Ok(Self { portal: portal.parse()?, account: account.parse()?, role: role.parse()? })
    }
}

impl fmt::Display for RoleKey {
    /// For messages: `ReadOnlyAccess in 4444-5555-6666 (securecart)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {} ({})", self.role, self.account.grouped(), self.portal)
    }
}
