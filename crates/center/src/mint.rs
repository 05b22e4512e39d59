//! Everything unguessable the center hands out, and the digests it keeps instead.
//!
//! Rule: bearer secrets begin with `emu_` and access keys with `ASIAEMU`, so that no client can take them for AWS's.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use portico_model::Entropy;
use sha2::{Digest, Sha256};

/// What every bearer secret of a local Identity Center begins with.
pub(crate) const PREFIX: &str = "emu_";

/// A bearer secret: [`PREFIX`] and 32 random bytes in base64url.
pub(crate) fn bearer(entropy: &dyn Entropy) -> String {
    format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(entropy.bytes32()))
}

/// What the store keeps of a bearer secret: its SHA-256, in base64url.
pub(crate) fn digest(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

/// A public identifier: 16 random bytes in base64url.
pub(crate) fn id(entropy: &dyn Entropy) -> String {
    URL_SAFE_NO_PAD.encode(&entropy.bytes32()[..16])
}

/// An access key id: `ASIAEMU` and 13 characters of `[A-Z2-7]`.
pub(crate) fn access_key_id(entropy: &dyn Entropy) -> String {
    format!("ASIAEMU{}", drawn(entropy, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 13))
}

/// A secret access key: 40 characters.
pub(crate) fn secret_access_key(entropy: &dyn Entropy) -> String {
    STANDARD.encode(&entropy.bytes32()[..30])
}

/// What a person types to approve a device: no vowels, nothing alike (RFC 8628 section 6.1).
pub(crate) fn user_code(entropy: &dyn Entropy) -> String {
    let letters = drawn(entropy, b"BCDFGHJKLMNPQRST", 8);
    format!("{}-{}", &letters[..4], &letters[4..])
}

/// What tells the consoles of one browser apart: eight lower-case letters and digits.
pub(crate) fn suffix(entropy: &dyn Entropy) -> String {
    drawn(entropy, b"abcdefghijklmnopqrstuvwxyz234567", 8)
}

/// A version 4 UUID, for request ids.
pub(crate) fn uuid(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = hex(&bytes);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `length` letters of `alphabet`, whose size must divide 256 so that none is likelier than another.
fn drawn(entropy: &dyn Entropy, alphabet: &[u8], length: usize) -> String {
    let bytes = entropy.bytes32();
    bytes.iter().take(length).map(|byte| char::from(alphabet[usize::from(*byte) % alphabet.len()])).collect()
}

#[cfg(test)]
mod tests {
    use portico_model::SystemEntropy;

    use super::*;

    #[test]
    fn minted_values_have_the_promised_shapes() {
        let key = access_key_id(&SystemEntropy);
        assert!(key.starts_with("ASIAEMU") && key.len() == 20, "{key}");
        assert_eq!(secret_access_key(&SystemEntropy).len(), 40);
        assert_eq!(bearer(&SystemEntropy).len(), PREFIX.len() + 43);
        assert_eq!(user_code(&SystemEntropy).len(), 9);
        assert_eq!(uuid(&SystemEntropy).len(), 36);
    }
}
