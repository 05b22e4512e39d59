//! From what a person typed to the one role they mean. Rule: never guess between two; say which there are.

use portico_model::{AccountId, RoleName};

use super::index::{Account, Index};
use crate::error::{Code, Error, Result};
use crate::organisation::AccessRequest;
use crate::policy;
use crate::role::RoleKey;
use crate::settings::PortalName;
use crate::text::clean;

/// Nothing was found.
pub(super) struct Missed {
    pub(super) error: Error,
    /// What can be asked for instead; nothing where it is not known what was meant.
    pub(super) access: Option<AccessRequest>,
}

/// How many names a message lists at most.
const MOST_NAMED: usize = 5;

/// See [`super::Catalog::find`].
pub(super) fn find(
    index: &Index,
    portal: Option<&PortalName>,
    account: &str,
    role: Option<&RoleName>,
    service: Option<&str>,
) -> Result<RoleKey, Missed> {
    let entry = account_called(index, portal, account).map_err(|error| {
        let number = account.parse().ok().filter(|_| error.code() == Code::NotFound);
        let access = number.map(|account| AccessRequest { account: Some(account), role: role.cloned() });
        Missed { error, access }
    })?;
    let named = || entry.roles.iter().map(|place| index.role(*place));
    let roles = || named().map(|named| &named.role);
    let found = match role {
        None => policy::weakest(named().map(|named| (named.class, &named.role)), service),
        Some(role) => roles()
            .find(|known| *known == role)
            .or_else(|| roles().find(|known| known.as_str().eq_ignore_ascii_case(role.as_str()))),
    };
    match found {
        Some(found) => {
            Ok(RoleKey { portal: entry.portal.clone(), account: entry.account.clone(), role: found.clone() })
        }
        None => {
            let access = AccessRequest { account: Some(entry.account.clone()), role: role.cloned() };
            Err(Missed { error: no_role(index, entry, role), access: Some(access) })
        }
    }
}

/// The failure for an account nobody knows.
pub(super) fn unknown_account(account: &str, portal: Option<&PortalName>) -> Error {
    let place = portal.map(|portal| format!(" in {portal}")).unwrap_or_default();
    Error::new(
        Code::NotFound,
        format!("No account called \"{}\" is known{place}.", clean(account, 80)),
        "See the accounts with `portico list`; it may need a fresh sign-in to list new ones.",
    )
}

fn account_called<'a>(index: &'a Index, portal: Option<&PortalName>, account: &str) -> Result<&'a Account> {
    let entries = || {
        let all = index.accounts.iter().map(|account| &**account);
        all.filter(|entry| portal.is_none_or(|portal| entry.portal == *portal))
    };
    let number = account.parse::<AccountId>().ok();
    let mut found: Vec<&Account> =
        entries().filter(|entry| Some(&entry.account) == number.as_ref()).collect();
    if found.is_empty() {
        let name = account.trim().to_lowercase();
        found =
            entries().filter(|entry| entry.sort_key() == name || entry.name.to_lowercase() == name).collect();
    }
    match found.as_slice() {
        [] => Err(unknown_account(account, portal)),
        [one] => Ok(one),
        several => Err(ambiguous(account, several)),
    }
}

fn ambiguous(account: &str, several: &[&Account]) -> Error {
    let one_portal = several.iter().all(|entry| entry.portal == several[0].portal);
    let named = several.iter().map(|entry| format!("{} in {}", entry.account.grouped(), entry.portal));
    let remedy = if one_portal { "Give the account's number." } else { "Name the portal with --portal." };
    Error::new(
        Code::InvalidInput,
        format!("\"{}\" could be {} accounts: {}.", clean(account, 80), several.len(), list(named)),
        remedy,
    )
}

fn no_role(index: &Index, entry: &Account, role: Option<&RoleName>) -> Error {
    let account = format!("{} ({})", entry.name, entry.account.grouped());
    let roles = list(entry.roles.iter().map(|place| index.role(*place).role.to_string()));
    match role {
        Some(role) if !entry.roles.is_empty() => Error::new(
            Code::NotFound,
            format!("You have no role called \"{role}\" in {account}."),
            format!("Use one of these: {roles}."),
        ),
        Some(_) | None => Error::new(
            Code::NotFound,
            format!("No role is known in {account}."),
            "Refresh the list of accounts and roles, and try again.",
        ),
    }
}

fn list(names: impl ExactSizeIterator<Item = String>) -> String {
    let all = names.len();
    let mut text = names.take(MOST_NAMED).collect::<Vec<_>>().join(", ");
    if all > MOST_NAMED {
        text.push_str(&format!(" and {} more", all - MOST_NAMED));
    }
    text
}
