//! The profiles that Portico keeps, in both files, and how each of them stands.
//!
//! Rule: a role is gone only when a complete listing of its portal no longer has it.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::roster::{Role, roles};
use super::{AwsFiles, KeysEntry, ProfileEntry, ProfileForm, list, list_keys};
use crate::catalog::Catalog;
use crate::error::Result;
use crate::role::RoleKey;
use crate::settings::PortalName;

/// A profile that Portico wrote, and how it stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
    /// The profile.
    pub entry: ProfileEntry,
    /// Whether its role is no longer assigned.
    pub role_gone: bool,
    /// Until when its keys are good, when it holds some.
    pub until: Option<Timestamp>,
}

/// Which roles are assigned, as far as complete listings tell.
#[derive(Clone, Debug, Default)]
pub struct Assigned {
    pub(super) roles: BTreeSet<RoleKey>,
    pub(super) listed: BTreeSet<PortalName>,
}

impl Assigned {
    /// As last listed.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub fn of(catalog: &Catalog) -> Result<Self> {
        let accounts = catalog.entries(None)?;
        let roles = roles(&accounts, |_| false).iter().map(Role::key).collect();
        Ok(Self { roles, listed: catalog.listed()? })
    }

    /// Whether the profile's own role was assigned and is no more. Of a chained one, whether its parent has a profile is
    /// what counts.
    #[must_use]
    pub fn is_gone(&self, entry: &ProfileEntry) -> bool {
        entry.form != ProfileForm::Chain
            && self.listed.contains(&entry.key.portal)
            && !self.roles.contains(&entry.key)
    }

    fn stands(&self, entry: ProfileEntry, until: Option<Timestamp>) -> Kept {
        Kept { role_gone: self.is_gone(&entry), entry, until }
    }
}

/// The profiles in both files, sorted by name.
///
/// # Errors
/// When a file cannot be read or understood.
pub fn kept(files: &AwsFiles, assigned: &Assigned) -> Result<Vec<Kept>> {
    let of_keys = |KeysEntry { entry, until }| assigned.stands(entry, Some(until));
    let mut kept: Vec<Kept> = list(files)?.into_iter().map(|entry| assigned.stands(entry, None)).collect();
    kept.extend(list_keys(files)?.into_iter().map(of_keys));
    kept.sort_by(|a, b| a.entry.profile.cmp(&b.entry.profile));
    Ok(kept)
}
