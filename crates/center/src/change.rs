//! What an administrator of the company changes while the center runs: who holds what where, and the accounts.
//!
//! Rule: a change takes effect with the next request, in every Region, and is kept like everything else. Names are not
//! judged, because real directories hold any; account ids and groups are.

use portico_model::{AccountId, Clock};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::access::{self, Assignment};
use crate::organization::{self, Account};
use crate::seed;
use crate::store::{Millis, Refusal, Store};

/// One change. An account is named by its twelve digits, or by its name when no other is called so.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Change {
    /// Gives a group a role in an account, for ever. A role that nobody held before comes into being.
    Assign {
        /// Such as `SecureCart-Support`.
        group: String,
        /// The permission set.
        role: String,
        /// Where.
        account: String,
    },
    /// Takes it away.
    Unassign {
        /// Whose.
        group: String,
        /// The permission set.
        role: String,
        /// Where.
        account: String,
    },
    /// Adds an account. Nobody has access to it yet.
    CreateAccount {
        /// Its twelve digits; free ones when `None`.
        account: Option<String>,
        /// Its name; any text, of any length, taken or not, or none.
        name: Option<String>,
    },
    /// Removes an account with all access to it.
    CloseAccount {
        /// Which.
        account: String,
    },
    /// Gives an account another name.
    Rename {
        /// Which.
        account: String,
        /// Any text, of any length, taken or not, or none.
        name: Option<String>,
    },
}

/// An account after a change.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Changed {
    /// Twelve digits.
    pub account: String,
    /// What it is called now; its last name when it is closed.
    pub name: Option<String>,
    /// Whether it is closed.
    pub closed: bool,
    /// Who holds what in it, by group and role.
    pub assignments: Vec<Assigned>,
}

/// A role that a group holds in an account.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Assigned {
    /// Who.
    pub group: String,
    /// What.
    pub role: String,
}

/// Why a change was not made. Each message says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// No such account.
    #[error("The company has no account {0}. Give its twelve digits, or its name as it is listed.")]
    UnknownAccount(String),
    /// The name is not one account's.
    #[error("Several accounts are called {0}. Give the twelve digits of the one you mean.")]
    Ambiguous(String),
    /// No such group.
    #[error("The company has no group {0}. Choose one of: {known}.", known = .1.join(", "))]
    UnknownGroup(String, Vec<String>),
    /// There is nothing to take away.
    #[error("{group} does not hold {role} there. Choose an assignment that exists.")]
    NotAssigned {
        /// Who.
        group: String,
        /// What.
        role: String,
    },
    /// The role has no name.
    #[error("A role needs a name. Give one.")]
    Nameless,
    /// It cannot be an account's number.
    #[error("{0} is not the number of an account. Give twelve digits.")]
    Malformed(String),
    /// There is such an account.
    #[error("The company has an account {0} already. Give other digits.")]
    Taken(String),
    /// The store failed.
    #[error("The store failed: {0}. Look at the center's log.")]
    Store(String),
}

impl From<rusqlite::Error> for ChangeError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.to_string())
    }
}

impl Refusal for ChangeError {
    /// A change is made whole or not at all.
    fn is_store_failure(&self) -> bool {
        true
    }
}

/// Makes a change.
///
/// # Errors
/// [`ChangeError`]; nothing has changed then.
pub(crate) fn make(store: &Store, clock: &dyn Clock, change: &Change) -> Result<Changed, ChangeError> {
    let changed = store.write(|transaction| change.make(transaction, clock.now().as_millisecond()))?;
    tracing::info!(?change, "the company changed");
    Ok(changed)
}

impl Change {
    fn make(&self, connection: &Connection, now: Millis) -> Result<Changed, ChangeError> {
        let account = match self {
            Self::Assign { group, role, account } => {
                let (team, account) = (known_group(connection, group)?, find(connection, account)?);
                let permission_set = Some(role.as_str()).filter(|role| !role.is_empty());
                let permission_set = permission_set.ok_or(ChangeError::Nameless)?;
                let assignment = Assignment { team, account: &account.id, permission_set, until: None };
                access::assign(connection, &assignment)?;
                account
            }
            Self::Unassign { group, role, account } => {
                let (team, account) = (known_group(connection, group)?, find(connection, account)?);
                if !access::unassign(connection, team, &account.id, role)? {
                    return Err(ChangeError::NotAssigned { group: group.clone(), role: role.clone() });
                }
                account
            }
            Self::CreateAccount { account, name } => create(connection, account.as_deref(), name.clone())?,
            Self::CloseAccount { account } => {
                let account = find(connection, account)?;
                organization::remove(connection, &account.id)?;
                account
            }
            Self::Rename { account, name } => {
                let account = find(connection, account)?;
                organization::rename(connection, &account.id, name.as_deref())?;
                Account { name: name.clone(), ..account }
            }
        };
        let holders = access::holders(connection, &account.id, now)?.into_iter();
        Ok(Changed {
            account: account.id,
            name: account.name,
            closed: matches!(self, Self::CloseAccount { .. }),
            assignments: holders.map(|(group, role)| Assigned { group, role }).collect(),
        })
    }
}

/// The account of these digits, or of this name when no other is called so.
fn find(connection: &Connection, said: &str) -> Result<Account, ChangeError> {
    if let Ok(id) = said.parse::<AccountId>()
        && let Some(account) = organization::account(connection, id.as_str())?
    {
        return Ok(account);
    }
    let called = organization::called(connection, said)?;
    let unknown = || ChangeError::UnknownAccount(said.to_owned());
    match called.as_slice() {
        [] => Err(unknown()),
        [only] => organization::account(connection, only)?.ok_or_else(unknown),
        [_, ..] => Err(ChangeError::Ambiguous(said.to_owned())),
    }
}

fn known_group<'a>(connection: &Connection, said: &'a str) -> Result<&'a str, ChangeError> {
    let known = access::teams(connection)?;
    if known.iter().any(|team| team == said) {
        Ok(said)
    } else {
        Err(ChangeError::UnknownGroup(said.to_owned(), known))
    }
}

fn create(connection: &Connection, id: Option<&str>, name: Option<String>) -> Result<Account, ChangeError> {
    let id = match id {
        Some(id) => {
            let parsed = id.parse::<AccountId>().map_err(|_| ChangeError::Malformed(id.to_owned()))?;
            parsed.as_str().to_owned()
        }
        None => seed::free_id(connection)?,
    };
    if organization::account(connection, &id)?.is_some() {
        return Err(ChangeError::Taken(id));
    }
    let email = format!("aws+{id}@securecart.example");
    let account = Account { id, name, email };
    organization::add(connection, &account)?;
    Ok(account)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_spoken_of_in_plain_json() {
        let text = r#"{"do":"assign","group":"SecureCart-Support","role":"Billing","account":"Dev"}"#;
        let change: Change = serde_json::from_str(text).expect("a change");
        assert_eq!(serde_json::to_string(&change).expect("JSON"), text);
        let nameless: Change =
            serde_json::from_str(r#"{"do":"rename","account":"Dev","name":null}"#).expect("a change");
        assert_eq!(nameless, Change::Rename { account: "Dev".to_owned(), name: None });
        assert!(serde_json::from_str::<Change>(r#"{"do":"explode","account":"Dev"}"#).is_err());
    }
}
