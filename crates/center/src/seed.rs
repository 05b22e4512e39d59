//! The demo company, SecureCart: who works there, what they own, who may do what.
//!
//! Rule: deterministic and documented. The same six accounts, groups, people, passwords and one-time-password secrets
//! every time, so that a scripted visitor needs no discovery; only the end of the vendor's access depends on the clock.

mod large;
pub(crate) mod sets;

use portico_model::Entropy;
use portico_model::uxc::AccountColor;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::access::{Assignment, Role, add_role, assign};
use crate::directory::{self, Person};
use crate::organization::{self, Account};
use crate::store::{Millis, Refusal};

/// The vendor's access ends this long after the company came into being: eight days.
const VENDOR_MILLIS: Millis = 8 * 24 * 3600 * 1000;

const DEVELOPERS: &str = "SecureCart-Developers";
const OPS: &str = "SecureCart-Ops";
const SUPPORT: &str = "SecureCart-Support";
const AUDITORS: &str = "SecureCart-Auditors";
const VENDORS: &str = "SecureCart-Vendors";

const ADMINISTRATOR: &str = "AdministratorAccess";
const POWER_USER: &str = "PowerUserAccess";
const READ_ONLY: &str = "ReadOnlyAccess";
const SECURITY_AUDIT: &str = "SecurityAudit";

const DEV: &str = "384925016173";
const STAGING: &str = "529140837764";
const PRODUCTION: &str = "861305924478";

/// Id, name and the local part of the address of the six accounts.
const ACCOUNTS: [(&str, &str, &str); 6] = [
    ("104839275516", "Management", "management"),
    ("217604938851", "Log Archive", "log-archive"),
    ("293817460025", "Audit", "audit"),
    (DEV, "Dev", "dev"),
    (STAGING, "Staging", "staging"),
    (PRODUCTION, "Production", "production"),
];

/// The colours administrators gave to accounts; the others have none.
const COLORS: [(&str, AccountColor); 3] =
    [(DEV, AccountColor::Green), (STAGING, AccountColor::Yellow), (PRODUCTION, AccountColor::Red)];

/// Group, account, permission set: the table in the product's documents, without Ops (all accounts) and the vendor.
const ASSIGNMENTS: [(&str, &str, &str); 5] = [
    (DEVELOPERS, DEV, ADMINISTRATOR),
    (DEVELOPERS, STAGING, POWER_USER),
    (DEVELOPERS, PRODUCTION, READ_ONLY),
    (SUPPORT, PRODUCTION, READ_ONLY),
    (AUDITORS, PRODUCTION, SECURITY_AUDIT),
];

/// Name, password, base32 secret and groups of the people.
const PEOPLE: [(&str, &str, &str, &[&str]); 6] = [
    ("alice", "alice-builds-the-cart", "4OEYZB6EPP77JGSVRWMOFQUEOKVXGJFB", &[DEVELOPERS]),
    ("otto", "otto-keeps-it-running", "X54XNUVB6IM6GFDQDX65F3BCSTIN2CUJ", &[OPS]),
    ("sofia", "sofia-answers-the-phone", "JP6RAYEW4VSDZ2BMKPQX664VFIP6AYWR", &[SUPPORT]),
    ("ada", "ada-reads-every-line", "PXUCC26FSM6XHKUAFLOT2S2BSNKNGGIR", &[AUDITORS]),
    ("victor", "victor-visits-for-a-week", "LLE3OPXP44LKMNB4XADXEAJB5QHXMUHE", &[VENDORS]),
    ("dana", "dana-does-both-jobs", "FZ6MHASYXLFEHSFWPSH66HB7HBHYTILX", &[DEVELOPERS, SUPPORT]),
];

/// What it takes to sign in as somebody of the demo company.
#[derive(Clone, Debug, Serialize)]
pub struct PersonCard {
    /// The user name.
    pub name: String,
    /// The password, in clear: it is a fixture, not a secret.
    pub password: String,
    /// The secret of the one-time-password generator, in base32 (RFC 6238: SHA-1, six digits, 30 s).
    pub totp_secret: String,
    /// The groups, by name.
    pub groups: Vec<String>,
}

/// The people of the demo company, always the same.
#[must_use]
pub fn demo_people() -> Vec<PersonCard> {
    let owned = |groups: &[&str]| groups.iter().map(|group| (*group).to_owned()).collect();
    PEOPLE
        .iter()
        .map(|(name, password, secret, groups)| PersonCard {
            name: (*name).to_owned(),
            password: (*password).to_owned(),
            totp_secret: (*secret).to_owned(),
            groups: owned(groups),
        })
        .collect()
}

/// The number of an account to come.
pub(crate) fn free_id(connection: &Connection) -> rusqlite::Result<String> {
    let count: u32 = connection.query_row("SELECT count(*) FROM account", [], |row| row.get(0))?;
    let mut step = u64::from(count);
    loop {
        let id = large::id(step);
        if organization::account(connection, &id)?.is_none() {
            return Ok(id);
        }
        step += 1;
    }
}

/// The colour of an account in the console.
pub(crate) fn color(account: &str) -> AccountColor {
    COLORS.iter().find(|(id, _)| *id == account).map(|(_, color)| *color).unwrap_or_default()
}

/// Why the company cannot come into being.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SeedError {
    /// The store holds a company of another size.
    #[error("it holds a company of {0} accounts")]
    OtherCompany(usize),
    /// The store holds a company whose operations hold another number of permission sets in each account; the usual
    /// ones when `None`.
    #[error("it holds a company with {0:?} permission sets in each account")]
    OtherRoles(Option<usize>),
    /// A password could not be hashed.
    #[error("a password could not be hashed: {0}")]
    Hash(argon2::password_hash::Error),
    /// The store failed.
    #[error("{0}")]
    Store(#[from] rusqlite::Error),
}

impl Refusal for SeedError {
    /// Half a company is no company: every failure rolls back.
    fn is_store_failure(&self) -> bool {
        true
    }
}

/// How large the company is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// How many accounts it has; six when `None`.
    pub(crate) accounts: Option<usize>,
    /// How many permission sets its operations hold in each; as documented when `None`.
    pub(crate) roles: Option<usize>,
}

/// Brings the company into being unless the store holds it already.
///
/// # Errors
/// [`SeedError`].
pub(crate) fn plant(
    connection: &Connection,
    size: Size,
    entropy: &dyn Entropy,
    now: Millis,
) -> Result<(), SeedError> {
    if let Some(accounts) = kept(connection, "accounts")? {
        if size.accounts.is_some_and(|wanted| wanted != accounts) {
            return Err(SeedError::OtherCompany(accounts));
        }
        let roles = kept(connection, "roles")?;
        let is_other = size.roles.is_some() && size.roles != roles;
        return if is_other { Err(SeedError::OtherRoles(roles)) } else { Ok(()) };
    }
    let wanted = size.accounts.unwrap_or(ACCOUNTS.len());
    keep(connection, "accounts", wanted)?;
    if let Some(roles) = size.roles {
        keep(connection, "roles", roles)?;
    }
    people(connection, entropy)?;
    company(connection, wanted, size.roles, now)?;
    large::grow(connection, wanted.saturating_sub(ACCOUNTS.len()), size.roles)?;
    Ok(())
}

/// A number the store was planted with.
fn kept(connection: &Connection, name: &str) -> rusqlite::Result<Option<usize>> {
    let kept: Option<String> = connection
        .query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0))
        .optional()?;
    Ok(kept.and_then(|text| text.parse().ok()))
}

fn keep(connection: &Connection, name: &str, number: usize) -> rusqlite::Result<()> {
    connection
        .execute("INSERT INTO setting (name, value) VALUES (?1, ?2)", params![name, number.to_string()])
        .map(drop)
}

fn people(connection: &Connection, entropy: &dyn Entropy) -> Result<(), SeedError> {
    for card in demo_people() {
        let password_hash = directory::hash(&card.password, entropy).map_err(SeedError::Hash)?;
        let person = Person { name: card.name, password_hash, totp_secret: card.totp_secret };
        directory::add(connection, &person, &card.groups)?;
    }
    Ok(())
}

/// The first `wanted` of the six accounts, with their assignments and roles.
fn company(
    connection: &Connection,
    wanted: usize,
    roles: Option<usize>,
    now: Millis,
) -> rusqlite::Result<()> {
    let accounts = &ACCOUNTS[..wanted.min(ACCOUNTS.len())];
    let has = |id: &str| accounts.iter().any(|(known, ..)| *known == id);
    for (id, name, mail) in accounts {
        let email = format!("aws+{mail}@securecart.example");
        let account = Account { id: (*id).to_owned(), name: Some((*name).to_owned()), email };
        organization::add(connection, &account)?;
        equip(connection, id, roles.unwrap_or(1))?;
    }
    for (team, account, permission_set) in ASSIGNMENTS.iter().filter(|(_, account, _)| has(account)) {
        give(connection, team, account, permission_set, None)?;
    }
    if has(PRODUCTION) {
        give(connection, VENDORS, PRODUCTION, SECURITY_AUDIT, Some(now + VENDOR_MILLIS))?;
        assumable(connection)?;
    }
    Ok(())
}

/// Gives the operations the first `count` permission sets in an account; one is what they hold in any company.
fn equip(connection: &Connection, account: &str, count: usize) -> rusqlite::Result<()> {
    sets::SETS.iter().take(count).try_for_each(|set| give(connection, OPS, account, set, None))
}

/// Two roles of Production that others may assume: one by name, one only with the right external id.
fn assumable(connection: &Connection) -> rusqlite::Result<()> {
    let deploy = Role { account: PRODUCTION, name: "DeployRole", external_id: None };
    add_role(connection, deploy, &[(DEV, ADMINISTRATOR), (STAGING, POWER_USER)])?;
    let partner =
        Role { account: PRODUCTION, name: "PartnerReadRole", external_id: Some("securecart-partner-42") };
    add_role(connection, partner, &[(PRODUCTION, SECURITY_AUDIT), (PRODUCTION, READ_ONLY)])
}

fn give(
    connection: &Connection,
    team: &str,
    account: &str,
    permission_set: &str,
    until: Option<Millis>,
) -> rusqlite::Result<()> {
    assign(connection, &Assignment { team, account, permission_set, until })
}
