//! A person of the demo company: name, password and authenticator app.

use portico_center::{PersonCard, demo_people};
use portico_core::text::clean;
use portico_core::{Code, Error, Result};
use totp_rs::{Builder, Secret};

/// Seconds a one-time code lasts (RFC 6238).
pub(super) const STEP: i64 = 30;

/// Somebody who signs in.
#[derive(Clone, Debug)]
pub(super) struct Person(PersonCard);

impl From<PersonCard> for Person {
    fn from(card: PersonCard) -> Self {
        Self(card)
    }
}

impl Person {
    /// The person of the demo company with this user name.
    ///
    /// # Errors
    /// When nobody is called so.
    pub(super) fn called(name: &str) -> Result<Self> {
        let people = demo_people();
        let names = people.iter().map(|card| card.name.as_str()).collect::<Vec<_>>().join(", ");
        let found = people.into_iter().find(|card| card.name == name);
        found.map(Self).ok_or_else(|| {
            Error::new(
                Code::NotFound,
                format!("Nobody in the demo company is called {}.", clean(name, 40)),
                format!("Choose one of: {names}."),
            )
        })
    }

    /// The user name.
    pub(super) fn name(&self) -> &str {
        &self.0.name
    }

    /// The password.
    pub(super) fn password(&self) -> &str {
        &self.0.password
    }

    /// The code the authenticator app shows at `second` (Unix time).
    ///
    /// # Errors
    /// When the secret is none.
    pub(super) fn code(&self, second: i64) -> Result<String> {
        let unfit = || Error::internal(format!("The one-time secret of {} cannot be used.", self.0.name));
        let secret = Secret::try_from_base32(&self.0.totp_secret).map_err(|_| unfit())?;
        let generator = Builder::new().with_secret(secret).build().map_err(|_| unfit())?;
        let second = u64::try_from(second).map_err(|_| unfit())?;
        Ok(generator.generate(second).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // The RFC's SHA-1 secret, "12345678901234567890"; its eight digits end in these six.
        let card = PersonCard {
            name: "rfc".to_owned(),
            password: String::new(),
            totp_secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned(),
            groups: Vec::new(),
        };
        let person = Person::from(card);
        let codes = [59, 1_111_111_109, 1_234_567_890].map(|at| person.code(at).expect("a code"));
        assert_eq!(codes, ["287082", "081804", "005924"]);
        assert!(Person::called("mallory").is_err());
    }
}
