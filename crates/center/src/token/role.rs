//! Role credentials: short-lived keys, and the names the role goes by in ARNs.
//!
//! Rule: a key outlives the portal session it came from, never the assignment it came from. The secret is kept as it
//! is, since STS must compute signatures with it; the session token only as a digest.

use portico_model::{Entropy, Secret};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::mint;
use crate::store::Millis;

/// A role session: whose keys, in which account, as what.
#[derive(Clone, Debug)]
pub(crate) struct RoleSession {
    /// The account's id.
    pub(crate) account: String,
    /// The permission set; `None` for a role assumed by another role.
    pub(crate) permission_set: Option<String>,
    /// The IAM role's name.
    pub(crate) role: String,
    /// The user name, or the session name said to AssumeRole.
    pub(crate) session_name: String,
}

impl RoleSession {
    /// The session of `person` with `permission_set` in `account`.
    pub(crate) fn of_person(account: &str, permission_set: &str, person: &str) -> Self {
        Self {
            account: account.to_owned(),
            permission_set: Some(permission_set.to_owned()),
            role: reserved_role(account, permission_set),
            session_name: person.to_owned(),
        }
    }

    /// `arn:aws:sts::{account}:assumed-role/{role}/{session name}`.
    pub(crate) fn arn(&self) -> String {
        format!("arn:aws:sts::{}:assumed-role/{}/{}", self.account, self.role, self.session_name)
    }

    /// `AROA...:{session name}`.
    pub(crate) fn user_id(&self) -> String {
        format!("{}:{}", role_id(&self.account, &self.role), self.session_name)
    }

    /// What people call the role: the permission set, or the role's own name.
    pub(crate) fn title(&self) -> &str {
        self.permission_set.as_deref().unwrap_or(&self.role)
    }
}

/// Keys as handed out, once.
#[derive(Debug)]
pub(crate) struct Keys {
    /// Public.
    pub(crate) access_key_id: String,
    /// Secret.
    pub(crate) secret_access_key: Secret,
    /// Bearer.
    pub(crate) session_token: Secret,
    /// When they die.
    pub(crate) expires_at: Millis,
}

/// How long dead keys are remembered, so that they are called expired and not unknown: thirty days.
const KEPT_MILLIS: Millis = 30 * 24 * 3600 * 1000;

/// Mints keys for `session`.
pub(crate) fn mint(
    connection: &Connection,
    session: &RoleSession,
    expires_at: Millis,
    entropy: &dyn Entropy,
) -> rusqlite::Result<Keys> {
    let keys = Keys {
        access_key_id: mint::access_key_id(entropy),
        secret_access_key: Secret::new(mint::secret_access_key(entropy)),
        session_token: Secret::new(mint::bearer(entropy)),
        expires_at,
    };
    let forgotten = "DELETE FROM role_credentials WHERE expires_at <= ?1";
    connection.execute(forgotten, [expires_at - KEPT_MILLIS])?;
    connection.execute(
        "INSERT INTO role_credentials
         (access_key_id, secret, token_hash, account, permission_set, role, session_name, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            keys.access_key_id,
            keys.secret_access_key.expose(),
            mint::digest(keys.session_token.expose()),
            session.account,
            session.permission_set,
            session.role,
            session.session_name,
            expires_at
        ],
    )?;
    Ok(keys)
}

/// Keys as the store remembers them.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// For computing signatures.
    pub(crate) secret: Secret,
    /// What they speak for.
    pub(crate) session: RoleSession,
    /// When they die.
    pub(crate) expires_at: Millis,
    token_hash: String,
}

impl Known {
    /// Whether `token` is their session token.
    pub(crate) fn has_token(&self, token: &str) -> bool {
        mint::digest(token).as_bytes().ct_eq(self.token_hash.as_bytes()).into()
    }

    /// Whether `secret` is their secret access key.
    pub(crate) fn has_secret(&self, secret: &Secret) -> bool {
        secret.expose().as_bytes().ct_eq(self.secret.expose().as_bytes()).into()
    }
}

/// The keys called `access_key_id`, dead or alive.
pub(crate) fn find(connection: &Connection, access_key_id: &str) -> rusqlite::Result<Option<Known>> {
    connection
        .query_row(
            "SELECT secret, token_hash, account, permission_set, role, session_name, expires_at
             FROM role_credentials WHERE access_key_id = ?1",
            [access_key_id],
            |row| {
                Ok(Known {
                    secret: Secret::new(row.get(0)?),
                    token_hash: row.get(1)?,
                    session: RoleSession {
                        account: row.get(2)?,
                        permission_set: row.get(3)?,
                        role: row.get(4)?,
                        session_name: row.get(5)?,
                    },
                    expires_at: row.get(6)?,
                })
            },
        )
        .optional()
}

/// `AWSReservedSSO_{permission set}_{16 hex}`; the hash differs per account.
pub(crate) fn reserved_role(account: &str, permission_set: &str) -> String {
    let digest = Sha256::digest(format!("{account}/{permission_set}"));
    format!("AWSReservedSSO_{permission_set}_{}", mint::hex(&digest[..8]))
}

/// The role's unique id: `AROA` and 17 characters, always the same for the same role.
pub(crate) fn role_id(account: &str, role: &str) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let digest = Sha256::digest(format!("{account}:role/{role}"));
    let letters: String =
        digest.iter().take(17).map(|byte| char::from(ALPHABET[usize::from(*byte) % 32])).collect();
    format!("AROA{letters}")
}
