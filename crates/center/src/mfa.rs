//! The second factor: time-based one-time passwords (RFC 6238), six digits every 30 seconds.
//!
//! Rule: one step of clock skew either way is forgiven; a step already used by this person is not (section 5.2).

use rusqlite::{Connection, params};
use totp_rs::{Builder, Secret, Totp};

use crate::directory::Person;
use crate::store::Millis;

/// What a code is worth.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Code {
    /// Right, and now used up.
    Fresh,
    /// Right, but used before: refused, and no guess of a stranger's.
    Used,
    /// Wrong.
    Wrong,
}

/// Checks `code` for `person` and uses up its step.
pub(crate) fn accept(
    connection: &Connection,
    person: &Person,
    code: &str,
    now: Millis,
) -> rusqlite::Result<Code> {
    let seconds = u64::try_from(now / 1000).unwrap_or(0);
    let code = code.trim();
    let is_six_digits = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    let step = generator(&person.totp_secret)
        .filter(|_| is_six_digits)
        .and_then(|totp| totp.check(code, seconds))
        .and_then(|step| i64::try_from(step).ok());
    let Some(step) = step else { return Ok(Code::Wrong) };
    let fresh = connection.execute(
        "INSERT OR IGNORE INTO totp_use (person, step) VALUES (?1, ?2)",
        params![person.name, step],
    )?;
    Ok(if fresh == 1 { Code::Fresh } else { Code::Used })
}

/// What an authenticator app shows at `now`.
pub(crate) fn code_at(secret: &str, now: Millis) -> Option<String> {
    let seconds = u64::try_from(now / 1000).ok()?;
    Some(generator(secret)?.generate(seconds).to_string())
}

fn generator(secret: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new().with_secret(secret).with_skew(1).build().ok()
}
