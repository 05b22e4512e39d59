//! The demo company, SecureCart: who works there, what they own, who may do what.
//!
//! Rule: deterministic and documented. The same six accounts, groups, people, passwords and one-time-password secrets
//! every time, so that a scripted visitor needs no discovery; only the end of the vendor's access depends on the clock.

mod large;

use portico_model::Entropy;
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

/// Why the company cannot come into being.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SeedError {
    /// The store holds a company of another size.
    #[error("it holds a company of {0} accounts")]
    OtherCompany(usize),
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

/// Brings the company into being unless the store holds it already.
///
/// # Errors
/// [`SeedError`].
pub(crate) fn plant(
    connection: &Connection,
    accounts: Option<usize>,
    entropy: &dyn Entropy,
    now: Millis,
) -> Result<(), SeedError> {
    let kept: Option<String> = connection
        .query_row("SELECT value FROM setting WHERE name = 'accounts'", [], |row| row.get(0))
        .optional()?;
    if let Some(kept) = kept.and_then(|text| text.parse().ok()) {
        let is_wanted = accounts.is_none_or(|wanted| wanted == kept);
        return if is_wanted { Ok(()) } else { Err(SeedError::OtherCompany(kept)) };
    }
    let wanted = accounts.unwrap_or(ACCOUNTS.len());
    connection
        .execute("INSERT INTO setting (name, value) VALUES ('accounts', ?1)", params![wanted.to_string()])?;
    people(connection, entropy)?;
    company(connection, wanted, now)?;
    large::grow(connection, wanted.saturating_sub(ACCOUNTS.len()))?;
    Ok(())
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
fn company(connection: &Connection, wanted: usize, now: Millis) -> rusqlite::Result<()> {
    let accounts = &ACCOUNTS[..wanted.min(ACCOUNTS.len())];
    let has = |id: &str| accounts.iter().any(|(known, ..)| *known == id);
    for (id, name, mail) in accounts {
        let email = format!("aws+{mail}@securecart.example");
        let account = Account { id: (*id).to_owned(), name: (*name).to_owned(), email };
        organization::add(connection, &account)?;
        give(connection, OPS, id, ADMINISTRATOR, None)?;
    }
    for (team, account, permission_set) in ASSIGNMENTS.iter().filter(|(_, account, _)| has(account)) {
        give(connection, team, account, permission_set, None)?;
    }
    if has(PRODUCTION) {
        give(connection, VENDORS, PRODUCTION, SECURITY_AUDIT, Some(now + VENDOR_MILLIS))?;
        roles(connection)?;
    }
    Ok(())
}

/// Two roles of Production that others may assume: one by name, one only with the right external id.
fn roles(connection: &Connection) -> rusqlite::Result<()> {
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
