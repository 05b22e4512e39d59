//! Which role gets which name.
//!
//! Rules: names depend on the set of roles and not on their order; where two roles would have one name, both get another,
//! so that no later listing gives a name to somebody else; whoever has a name that is still fitting keeps it.

use std::collections::BTreeMap;

use portico_model::RoleName;
use sha2::{Digest, Sha256};

use super::name::{LONGEST, ProfileName};
use super::template::Template;
use crate::catalog::AccountEntry;
use crate::role::RoleKey;

/// How far a name can be from what the template makes: see [`candidate`].
const LEVELS: usize = 12;

/// A role that is to have a name.
#[derive(Clone, Copy, Debug)]
pub struct Role<'a> {
    /// Its account as last listed.
    pub account: &'a AccountEntry,
    /// The permission set.
    pub role: &'a RoleName,
    /// Whether it is one of a local Identity Center.
    pub is_local: bool,
}

impl Role<'_> {
    /// Its key.
    #[must_use]
    pub fn key(&self) -> RoleKey {
        RoleKey {
            portal: self.account.portal.clone(),
            account: self.account.account.clone(),
            role: self.role.clone(),
        }
    }
}

/// Every role of these accounts; `is_local` says it of their portal.
pub fn roles<'a>(accounts: &'a [AccountEntry], is_local: impl Fn(&AccountEntry) -> bool) -> Vec<Role<'a>> {
    let of = |account: &'a AccountEntry| {
        let is_local = is_local(account);
        account.roles.iter().map(move |entry| Role { account, role: &entry.role, is_local })
    };
    accounts.iter().flat_map(of).collect()
}

/// The name of each role, in the order of `roles`; none of those that `is_taken` (asked in lower case) says are.
#[must_use]
pub fn names(template: &Template, roles: &[Role<'_>], is_taken: impl Fn(&str) -> bool) -> Vec<ProfileName> {
    let bases: Vec<String> = roles.iter().map(|role| template.render(role)).collect();
    let mut levels = vec![0; roles.len()];
    let mut names: Vec<String> = bases.clone();
    loop {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in &names {
            *counts.entry(name.to_ascii_lowercase()).or_default() += 1;
        }
        let mut has_moved = false;
        for (at, role) in roles.iter().enumerate() {
            let lower = names[at].to_ascii_lowercase();
            if levels[at] < LEVELS && (counts[&lower] > 1 || is_taken(&lower)) {
                levels[at] += 1;
                names[at] = candidate(&bases[at], role, levels[at]);
                has_moved = true;
            }
        }
        if !has_moved {
            return names.into_iter().map(ProfileName::made).collect();
        }
    }
}

/// Whether a role that has this name may keep it under this template.
#[must_use]
pub fn may_keep(template: &Template, role: &Role<'_>, name: &ProfileName) -> bool {
    let base = template.render(role);
    (0..=LEVELS).any(|level| candidate(&base, role, level) == name.as_str())
}

/// The names a role is most likely to have under this template: none needs a digest.
pub(super) fn likely(template: &Template, role: &Role<'_>) -> [String; 4] {
    let base = template.render(role);
    std::array::from_fn(|level| candidate(&base, role, level))
}

/// The name at a level: as it is; with the account's number; with the role; with the portal; with a growing part of the
/// key's digest.
fn candidate(base: &str, role: &Role<'_>, level: usize) -> String {
    let (number, portal) = (role.account.account.as_str(), role.account.portal.as_str());
    let plain = |text: &str| text.replace(['=', ','], "-").to_ascii_lowercase();
    let suffix = match level {
        0 => return base.to_owned(),
        1 => number.to_owned(),
        2 => format!("{number}-{}", plain(role.role.as_str())),
        3 => format!("{number}-{}-{}", plain(role.role.as_str()), plain(portal)),
        _ => {
            let key = format!("{portal}/{number}/{}", role.role);
            let digest = Sha256::digest(key.as_bytes());
            digest.iter().take(2 * (level - 2)).map(|byte| format!("{byte:02x}")).collect()
        }
    };
    if level == 1 && base.contains(number) {
        return base.to_owned();
    }
    let room = LONGEST.saturating_sub(suffix.len() + 1);
    let kept = base.get(..room).unwrap_or(base).trim_end_matches('-');
    let mut name = if kept.is_empty() { suffix } else { format!("{kept}-{suffix}") };
    name.truncate(LONGEST);
    name
}
