//! The rest of a large company: thousands of accounts with plausible names, mails and assignments.
//!
//! Rule: a function of the account's number and nothing else.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::{
    ACCOUNTS, ADMINISTRATOR, AUDITORS, DEVELOPERS, OPS, POWER_USER, READ_ONLY, SECURITY_AUDIT, SUPPORT,
    equip, give,
};
use crate::organization::{self, Account};

const AREAS: [&str; 8] = ["shop", "pay", "ship", "data", "media", "partner", "office", "platform"];
const PARTS: [&str; 12] = [
    "checkout", "search", "basket", "catalog", "pricing", "orders", "refunds", "reviews", "stock", "mail",
    "reports", "login",
];
const STAGES: [&str; 3] = ["prod", "staging", "dev"];

/// Permission sets beyond the classic ones: what a real company piles up.
const EXTRAS: [&str; 5] =
    ["Billing", "DatabaseAdministrator", "NetworkAdministrator", "SupportUser", "ViewOnlyAccess"];

/// Adds `count` accounts and everybody's assignments in them: the operations hold `roles` permission sets in each, or
/// one to seven when it is `None`.
pub(super) fn grow(connection: &Connection, count: usize, roles: Option<usize>) -> rusqlite::Result<()> {
    let mut taken: BTreeSet<String> = ACCOUNTS.iter().map(|(id, ..)| (*id).to_owned()).collect();
    for number in 0..count {
        let id = fresh_id(number, &mut taken);
        let name = name(number);
        let email = format!("aws+{name}@securecart.example");
        organization::add(connection, &Account { id: id.clone(), name: Some(name), email })?;
        staff(connection, number, &id)?;
        match roles {
            Some(roles) => equip(connection, &id, roles)?,
            None => usual(connection, number, &id)?,
        }
    }
    Ok(())
}

fn staff(connection: &Connection, number: usize, account: &str) -> rusqlite::Result<()> {
    match STAGES[number % 3] {
        "prod" => {
            give(connection, DEVELOPERS, account, READ_ONLY, None)?;
            give(connection, SUPPORT, account, READ_ONLY, None)?;
            give(connection, AUDITORS, account, SECURITY_AUDIT, None)?;
        }
        "staging" => give(connection, DEVELOPERS, account, POWER_USER, None)?,
        _ => give(connection, DEVELOPERS, account, ADMINISTRATOR, None)?,
    }
    Ok(())
}

/// What the operations hold when nobody says how much.
fn usual(connection: &Connection, number: usize, account: &str) -> rusqlite::Result<()> {
    equip(connection, account, 1)?;
    if number.is_multiple_of(5) {
        give(connection, OPS, account, READ_ONLY, None)?;
    }
    if number.is_multiple_of(17) {
        for extra in EXTRAS {
            give(connection, OPS, account, extra, None)?;
        }
    }
    Ok(())
}

/// `shop-checkout-prod`, `shop-checkout-staging` ...; a cell number once the words run out.
fn name(number: usize) -> String {
    let (system, stage) = (number / 3, STAGES[number % 3]);
    let (area, part) = (AREAS[system / PARTS.len() % AREAS.len()], PARTS[system % PARTS.len()]);
    match system / (AREAS.len() * PARTS.len()) {
        0 => format!("{area}-{part}-{stage}"),
        cell => format!("{area}-{part}-{cell:02}-{stage}"),
    }
}

/// Twelve digits that are nobody's yet.
fn fresh_id(number: usize, taken: &mut BTreeSet<String>) -> String {
    let mut step = number as u64 + 1;
    loop {
        let id = id(step);
        if taken.insert(id.clone()) {
            return id;
        }
        step += 1_000_003;
    }
}

/// Twelve digits that look drawn at random: a multiplicative walk.
pub(super) fn id(step: u64) -> String {
    format!("{}", 100_000_000_000 + step.wrapping_mul(6_180_339_887_499) % 900_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousand_accounts_are_all_different() {
        let mut taken = BTreeSet::new();
        let ids: BTreeSet<String> = (0..10_000).map(|number| fresh_id(number, &mut taken)).collect();
        let names: BTreeSet<String> = (0..10_000).map(name).collect();
        assert_eq!((ids.len(), names.len()), (10_000, 10_000));
        assert!(ids.iter().all(|id| id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit())));
        assert_eq!(name(0), "shop-checkout-prod");
    }
}
