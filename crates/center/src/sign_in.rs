//! A person signing in: password, then second factor, then consent.
//!
//! Rules: the state is server-side, bound to the browser that began it and lives thirty minutes; each stage is consumed
//! by the step that leaves it; five wrong tries lock a name for a minute, whether the name exists or not.

use portico_model::Entropy;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::grant::SignedIn;
use crate::store::{Millis, Refusal};
use crate::{directory, mfa, mint};

const INTERACTION_MILLIS: Millis = 30 * 60 * 1000;
const TRIES: u32 = 5;
const LOCK_MILLIS: Millis = 60 * 1000;

/// What the person came for.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) enum Purpose {
    /// A client wants a code.
    Authorize(Authorize),
    /// A device waits for approval.
    Device {
        /// What it shows.
        user_code: String,
        /// What its client calls itself.
        client_name: String,
    },
    /// The portal itself; the path to go back to.
    Portal(String),
}

/// A checked `/authorize` request.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Authorize {
    /// The client's id.
    pub(crate) client: String,
    /// The client's name, for the consent page.
    pub(crate) client_name: String,
    /// Where to answer, exactly as sent.
    pub(crate) redirect_uri: String,
    /// Returned unread.
    pub(crate) state: String,
    /// S256.
    pub(crate) challenge: String,
}

/// How far the person has come.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) enum Stage {
    /// Nothing is proven.
    Password,
    /// The password of this person was right.
    Code(String),
    /// Person and moment of a finished sign-in; only the answer to the client is missing.
    Consent(String, Millis),
}

/// Why a step is refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StepRefused {
    /// Another browser's, too old, finished, or a form sent out of turn.
    #[error("This sign-in has ended or was started in another browser. Start again from the application.")]
    Gone,
    /// Unknown person or wrong password; nobody is told which.
    #[error("The user name or password is not right. Check both and try again.")]
    WrongPassword,
    /// Wrong or used code.
    #[error("That code is not right or was already used. Wait for the next code and enter it.")]
    WrongCode,
    /// Too many wrong tries.
    #[error("Too many wrong tries. Wait one minute, then try again.")]
    Locked,
    /// The store failed.
    #[error("The store failed: {0}")]
    Store(#[from] rusqlite::Error),
}

impl Refusal for StepRefused {
    fn is_store_failure(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

impl Stage {
    /// Leaves [`Stage::Password`] for [`Stage::Code`].
    ///
    /// # Errors
    /// [`StepRefused`]; wrong tries are counted.
    pub(crate) fn password(
        self,
        connection: &Connection,
        name: &str,
        password: &str,
        now: Millis,
    ) -> Result<Self, StepRefused> {
        if !matches!(self, Self::Password) {
            return Err(StepRefused::Gone);
        }
        let name = name.trim().to_lowercase();
        refuse_locked(connection, &name, now)?;
        let person = directory::person(connection, &name)?;
        if directory::is_password_of(person.as_ref(), password) {
            Ok(Self::Code(name))
        } else {
            count_failure(connection, &name, now)?;
            Err(StepRefused::WrongPassword)
        }
    }

    /// Leaves [`Stage::Code`] for [`Stage::Consent`].
    ///
    /// # Errors
    /// [`StepRefused`]; wrong tries are counted.
    pub(crate) fn code(self, connection: &Connection, code: &str, now: Millis) -> Result<Self, StepRefused> {
        let Self::Code(name) = self else { return Err(StepRefused::Gone) };
        refuse_locked(connection, &name, now)?;
        let person = directory::person(connection, &name)?.ok_or(StepRefused::Gone)?;
        match mfa::accept(connection, &person, code, now)? {
            mfa::Code::Fresh => {
                connection.execute("DELETE FROM attempt WHERE name = ?1", [&name])?;
                Ok(Self::Consent(name, now))
            }
            mfa::Code::Used => Err(StepRefused::WrongCode),
            mfa::Code::Wrong => {
                count_failure(connection, &name, now)?;
                Err(StepRefused::WrongCode)
            }
        }
    }

    /// The finished sign-in.
    ///
    /// # Errors
    /// [`StepRefused::Gone`] before [`Stage::Consent`].
    pub(crate) fn finished(self) -> Result<SignedIn, StepRefused> {
        match self {
            Self::Consent(person, at) => Ok(SignedIn { person, at }),
            Self::Password | Self::Code(_) => Err(StepRefused::Gone),
        }
    }
}

/// A sign-in under way.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    /// Must come back with every form.
    pub(crate) csrf: String,
    /// What for.
    pub(crate) purpose: Purpose,
    /// How far.
    pub(crate) stage: Stage,
    hash: String,
}

/// Begins an interaction in the browser that holds `browser`; gives its id. Who is signed in there goes straight to
/// consent.
pub(crate) fn begin(
    connection: &Connection,
    browser: &str,
    purpose: &Purpose,
    signed_in: Option<SignedIn>,
    entropy: &dyn Entropy,
    now: Millis,
) -> rusqlite::Result<String> {
    connection.execute("DELETE FROM interaction WHERE expires_at <= ?1", [now])?;
    let id = mint::bearer(entropy);
    let stage = signed_in.map_or(Stage::Password, |by| Stage::Consent(by.person, by.at));
    connection.execute(
        "INSERT INTO interaction (hash, browser, csrf, purpose, stage, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            mint::digest(&id),
            mint::digest(browser),
            mint::bearer(entropy),
            json(purpose)?,
            json(&stage)?,
            now + INTERACTION_MILLIS
        ],
    )?;
    Ok(id)
}

/// The interaction called `id`, in the browser that began it.
///
/// # Errors
/// [`StepRefused::Gone`].
pub(crate) fn find(
    connection: &Connection,
    id: &str,
    browser: &str,
    now: Millis,
) -> Result<Interaction, StepRefused> {
    let hash = mint::digest(id);
    let row: Option<(String, String, String)> = connection
        .query_row(
            "SELECT csrf, purpose, stage FROM interaction WHERE hash = ?1 AND browser = ?2 AND expires_at > ?3",
            params![hash, mint::digest(browser), now],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let (csrf, purpose, stage) = row.ok_or(StepRefused::Gone)?;
    let purpose = serde_json::from_str(&purpose).map_err(|_| StepRefused::Gone)?;
    let stage = serde_json::from_str(&stage).map_err(|_| StepRefused::Gone)?;
    Ok(Interaction { csrf, purpose, stage, hash })
}

impl Interaction {
    /// Refuses a form that does not carry this interaction's token.
    ///
    /// # Errors
    /// [`StepRefused::Gone`].
    pub(crate) fn check_csrf(&self, said: &str) -> Result<(), StepRefused> {
        let is_ours: bool = self.csrf.as_bytes().ct_eq(said.as_bytes()).into();
        if is_ours { Ok(()) } else { Err(StepRefused::Gone) }
    }

    /// Moves to `stage`, with a new form token.
    pub(crate) fn advance(
        &self,
        connection: &Connection,
        stage: &Stage,
        entropy: &dyn Entropy,
    ) -> rusqlite::Result<()> {
        connection
            .execute(
                "UPDATE interaction SET stage = ?1, csrf = ?2 WHERE hash = ?3",
                params![json(stage)?, mint::bearer(entropy), self.hash],
            )
            .map(drop)
    }

    /// Ends the interaction: nothing can be done with its id any more.
    pub(crate) fn end(self, connection: &Connection) -> rusqlite::Result<()> {
        connection.execute("DELETE FROM interaction WHERE hash = ?1", [self.hash]).map(drop)
    }
}

/// Remembers a finished sign-in in the browser: gives the cookie's value.
pub(crate) fn remember(
    connection: &Connection,
    signed_in: &SignedIn,
    session_ttl: u32,
    entropy: &dyn Entropy,
) -> rusqlite::Result<String> {
    let cookie = mint::bearer(entropy);
    connection.execute("DELETE FROM browser WHERE expires_at <= ?1", [signed_in.at])?;
    connection.execute(
        "INSERT INTO browser (hash, person, signed_in_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
        params![
            mint::digest(&cookie),
            signed_in.person,
            signed_in.at,
            signed_in.at + i64::from(session_ttl) * 1000
        ],
    )?;
    Ok(cookie)
}

/// Who is signed in in the browser that holds `cookie`.
pub(crate) fn remembered(
    connection: &Connection,
    cookie: &str,
    now: Millis,
) -> rusqlite::Result<Option<SignedIn>> {
    connection
        .query_row(
            "SELECT person, signed_in_at FROM browser WHERE hash = ?1 AND expires_at > ?2",
            params![mint::digest(cookie), now],
            |row| Ok(SignedIn { person: row.get(0)?, at: row.get(1)? }),
        )
        .optional()
}

/// Signs the browser that holds `cookie` out.
pub(crate) fn forget(connection: &Connection, cookie: &str) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM browser WHERE hash = ?1", [mint::digest(cookie)]).map(drop)
}

/// Refuses while `name` is locked.
///
/// # Errors
/// [`StepRefused::Locked`].
pub(crate) fn refuse_locked(connection: &Connection, name: &str, now: Millis) -> Result<(), StepRefused> {
    let until: Option<Millis> = connection
        .query_row("SELECT locked_until FROM attempt WHERE name = ?1", [name], |row| row.get(0))
        .optional()?;
    if until.is_some_and(|until| until > now) { Err(StepRefused::Locked) } else { Ok(()) }
}

/// Counts a wrong try under `name`, and locks it when there were too many.
pub(crate) fn count_failure(connection: &Connection, name: &str, now: Millis) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO attempt (name, failures, locked_until) VALUES (?1, 1, 0)
         ON CONFLICT (name) DO UPDATE SET failures = failures + 1",
        [name],
    )?;
    connection
        .execute(
            "UPDATE attempt SET failures = 0, locked_until = ?1 WHERE name = ?2 AND failures >= ?3",
            params![now + LOCK_MILLIS, name, TRIES],
        )
        .map(drop)
}

fn json<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}
