//! The profiles that Portico keeps, in both files, and how each of them stands.
//!
//! Rule: a role is gone only when a complete listing of its portal no longer has it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use portico_model::Region;

use super::{AwsFiles, KeysEntry, ProfileEntry, ProfileForm, ProfileName, list, list_keys};
use crate::catalog::Catalog;
use crate::error::Result;
use crate::role::RoleKey;
use crate::settings::{Portal, PortalName};

/// A profile that Portico wrote.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
    /// What `--profile` takes.
    pub profile: ProfileName,
    /// How it gets its credentials.
    pub form: ProfileForm,
    /// Whose credentials it gets; of a chained one, its parent's.
    pub key: RoleKey,
    /// The Region it sets.
    pub region: Option<Region>,
    /// Whether `profiles sync` looks after it.
    pub synced: bool,
    /// Whether something other than Portico has edited it.
    pub edited: bool,
    /// Whether its role is no longer assigned.
    pub role_gone: bool,
    /// Whether it is chained to a role that has no profile.
    pub parent_missing: bool,
    /// Until when its keys are good, when it holds some.
    pub until: Option<Timestamp>,
}

/// Which roles are assigned, as far as complete listings tell.
#[derive(Clone, Debug, Default)]
pub struct Assigned {
    roles: BTreeSet<RoleKey>,
    listed: BTreeSet<PortalName>,
}

impl Assigned {
    /// As last listed in these portals.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub fn of(catalog: &Catalog, portals: &[Portal]) -> Result<Self> {
        let mut assigned = Self::default();
        for portal in portals {
            if catalog.listed_at(&portal.name)?.is_some() {
                assigned.listed.insert(portal.name.clone());
            }
        }
        for account in catalog.entries(None)? {
            let key =
                |role| RoleKey { portal: account.portal.clone(), account: account.account.clone(), role };
            assigned.roles.extend(account.roles.iter().map(|entry| key(entry.role.clone())));
        }
        Ok(assigned)
    }

    /// Whether this role was assigned and is no more.
    #[must_use]
    pub fn is_gone(&self, key: &RoleKey) -> bool {
        self.listed.contains(&key.portal) && !self.roles.contains(key)
    }
}

/// The profiles in both files, sorted by name.
///
/// # Errors
/// When a file cannot be read or understood.
pub fn kept(files: &AwsFiles, assigned: &Assigned) -> Result<Vec<Kept>> {
    let mut kept: Vec<Kept> = list(files)?.into_iter().map(|entry| Kept::of(entry, assigned)).collect();
    kept.extend(list_keys(files)?.into_iter().map(|entry| Kept::of_keys(entry, assigned)));
    kept.sort_by(|a, b| a.profile.cmp(&b.profile));
    Ok(kept)
}

impl Kept {
    fn of(entry: ProfileEntry, assigned: &Assigned) -> Self {
        // Whether the parent of a chained one has a profile is what counts there.
        let is_direct = entry.form != ProfileForm::Chain;
        Self {
            role_gone: is_direct && assigned.is_gone(&entry.key),
            profile: entry.profile,
            form: entry.form,
            key: entry.key,
            region: entry.region,
            synced: entry.synced,
            edited: entry.edited,
            parent_missing: entry.parent_missing,
            until: None,
        }
    }

    fn of_keys(entry: KeysEntry, assigned: &Assigned) -> Self {
        Self {
            role_gone: assigned.is_gone(&entry.key),
            profile: entry.profile,
            form: ProfileForm::Keys,
            key: entry.key,
            region: None,
            synced: false,
            edited: false,
            parent_missing: false,
            until: Some(entry.until),
        }
    }
}
