//! The people, their groups and their passwords.
//!
//! Rule: a wrong password and an unknown person cost the same time and get the same answer.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use portico_model::Entropy;
use rusqlite::{Connection, OptionalExtension, params};

/// Memory in KiB and passes of Argon2id: enough to be a real hash, little enough for a demo to start at once.
const MEMORY_KIB: u32 = 4096;
const PASSES: u32 = 1;

/// A person as the directory knows them.
#[derive(Clone)]
pub(crate) struct Person {
    /// The user name.
    pub(crate) name: String,
    /// Argon2id, in PHC form.
    pub(crate) password_hash: String,
    /// Base32.
    pub(crate) totp_secret: String,
}

/// Adds a person with the groups they are in.
pub(crate) fn add(connection: &Connection, person: &Person, teams: &[String]) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO person (name, password_hash, totp_secret) VALUES (?1, ?2, ?3)",
        params![person.name, person.password_hash, person.totp_secret],
    )?;
    for team in teams {
        connection
            .execute("INSERT INTO membership (person, team) VALUES (?1, ?2)", params![person.name, team])?;
    }
    Ok(())
}

/// The person called `name`, if there is one.
pub(crate) fn person(connection: &Connection, name: &str) -> rusqlite::Result<Option<Person>> {
    connection
        .query_row("SELECT name, password_hash, totp_secret FROM person WHERE name = ?1", [name], |row| {
            Ok(Person { name: row.get(0)?, password_hash: row.get(1)?, totp_secret: row.get(2)? })
        })
        .optional()
}

/// Hashes a password for [`Person::password_hash`].
///
/// # Errors
/// Argon2's own, which the fixed parameters never raise.
pub(crate) fn hash(password: &str, entropy: &dyn Entropy) -> argon2::password_hash::Result<String> {
    let salt = SaltString::encode_b64(&entropy.bytes32()[..16])?;
    Ok(hasher()?.hash_password(password.as_bytes(), &salt)?.to_string())
}

/// Whether `password` is the one of `person`. Without a person the same work is done, and the answer is no.
pub(crate) fn is_password_of(person: Option<&Person>, password: &str) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=4096,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
                          AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let phc = person.map_or(NOBODY, |person| &person.password_hash);
    let (Ok(parsed), Ok(hasher)) = (PasswordHash::new(phc), hasher()) else { return false };
    hasher.verify_password(password.as_bytes(), &parsed).is_ok() && person.is_some()
}

fn hasher() -> argon2::password_hash::Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use portico_model::SystemEntropy;

    use super::*;

    #[test]
    fn only_the_right_password_of_a_real_person_passes() {
        let password_hash = hash("right", &SystemEntropy).expect("hashes");
        let person = Person { name: "alice".into(), password_hash, totp_secret: String::new() };
        assert!(is_password_of(Some(&person), "right"));
        assert!(!is_password_of(Some(&person), "wrong"));
        assert!(!is_password_of(None, "right"));
    }
}
