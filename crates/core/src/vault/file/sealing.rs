//! The age format (age-encryption.org/v1), as the `age` command reads and writes it. Rule: what is sealed is opened again
//! before it replaces anything.

use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, scrypt, x25519};
use portico_model::Secret;

/// The most work an existing file may ask for, as a power of two: a minute, and not a day, of a slow machine.
const MOST_WORK: u8 = 22;

/// Why something sealed stays so.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Stuck {
    /// The key or the passphrase is another one.
    WrongKey,
    /// Cut off, changed, or not of this format.
    Damaged,
}

/// The key that opens every secret of a store.
pub(super) struct Key(x25519::Identity);

impl Key {
    pub(super) fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    /// Reads what [`Key::to_text`] wrote.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let line = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-"))?;
        line.trim().parse().ok().map(Self)
    }

    /// As `age-keygen` writes it.
    pub(super) fn to_text(&self) -> Secret {
        let key = self.0.to_string();
        Secret::new(format!("# public key: {}\n{}\n", self.0.to_public(), key.expose_secret()))
    }

    pub(super) fn seal(&self, text: &[u8]) -> Result<Vec<u8>, String> {
        let sealed = age::encrypt(&self.0.to_public(), text).map_err(|error| error.to_string())?;
        match self.open(&sealed) {
            Ok(back) if back.expose() == text => Ok(sealed),
            Ok(_) | Err(_) => Err("what was encrypted does not open again".to_owned()),
        }
    }

    pub(super) fn open(&self, sealed: &[u8]) -> Result<Secret<Vec<u8>>, Stuck> {
        age::decrypt(&self.0, sealed).map(Secret::new).map_err(|error| stuck(&error))
    }
}

/// Seals a key with a passphrase; `work` is scrypt's, as a power of two.
pub(super) fn close_key(key: &Key, passphrase: &Secret, work: u8) -> Result<Vec<u8>, String> {
    let mut recipient = scrypt::Recipient::new(secret_string(passphrase));
    recipient.set_work_factor(work);
    let sealed =
        age::encrypt(&recipient, key.to_text().expose().as_bytes()).map_err(|error| error.to_string())?;
    open_key(&sealed, passphrase).map_err(|_| "the key that was encrypted does not open again".to_owned())?;
    Ok(sealed)
}

/// Opens a key with its passphrase.
pub(super) fn open_key(sealed: &[u8], passphrase: &Secret) -> Result<Key, Stuck> {
    let mut identity = scrypt::Identity::new(secret_string(passphrase));
    identity.set_max_work_factor(MOST_WORK);
    let text = age::decrypt(&identity, sealed).map(Secret::new).map_err(|error| stuck(&error))?;
    let text = std::str::from_utf8(text.expose()).map_err(|_| Stuck::Damaged)?;
    Key::parse(text).ok_or(Stuck::Damaged)
}

fn secret_string(text: &Secret) -> SecretString {
    SecretString::from(text.expose().clone())
}

fn stuck(error: &DecryptError) -> Stuck {
    if matches!(
        error,
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys
    ) {
        Stuck::WrongKey
    } else {
        Stuck::Damaged
    }
}
