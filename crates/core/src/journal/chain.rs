//! The chain: how an entry and the hash before it become the next hash. Pure.
//!
//! Rule: the encoding is frozen and told in `docs/journal.md`, so that anybody can check a journal without Portico. A hash is
//! the SHA-256 of [`DOMAIN`], the hash of the entry before (32 zero bytes for the first), and each column in its order: a byte
//! 0 for nothing; 1 and eight bytes, big-endian, for a number; 2, the length in eight bytes, big-endian, and the bytes of a text.

use std::fmt;
use std::str::FromStr;

use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// Tells hashes of this chain from all others.
const DOMAIN: &[u8] = b"portico journal 1\n";

/// The hash of an entry and of all before it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What comes before the first entry.
    pub(super) const NOTHING: Self = Self([0; 32]);

    /// The one in a column, if it is one.
    pub(super) fn read(value: ValueRef<'_>) -> Option<Self> {
        if let ValueRef::Blob(bytes) = value { bytes.try_into().ok().map(Self) } else { None }
    }

    /// The hash of the entry with these columns that follows this one; none when a column is of a kind that ours never are.
    pub(super) fn then<'v>(self, columns: impl IntoIterator<Item = ValueRef<'v>>) -> Option<Self> {
        let mut digest = Sha256::new();
        digest.update(DOMAIN);
        digest.update(self.0);
        for column in columns {
            match column {
                ValueRef::Null => digest.update([0]),
                ValueRef::Integer(number) => {
                    digest.update([1]);
                    digest.update(number.to_be_bytes());
                }
                ValueRef::Text(bytes) => {
                    digest.update([2]);
                    digest.update((bytes.len() as u64).to_be_bytes());
                    digest.update(bytes);
                }
                ValueRef::Real(_) | ValueRef::Blob(_) => return None,
            }
        }
        Some(Self(digest.finalize().into()))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Hash {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = || {
            Error::invalid("A hash has 64 hexadecimal digits.", "Copy what `portico journal head` printed.")
        };
        let digits: Vec<u8> = text
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()
            .ok_or_else(wrong)?;
        let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| (pair[0] << 4) | pair[1]).collect();
        if digits.len() != 64 {
            return Err(wrong());
        }
        bytes.try_into().map(Self).map_err(|_| wrong())
    }
}

/// An entry's number and its hash: a journal up to that entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mark {
    /// The number.
    pub seq: u64,
    /// The hash.
    pub hash: Hash,
}

impl fmt::Display for Mark {
    /// `17:9f86d0...`, which reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

impl FromStr for Mark {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts = text.trim().split_once(':').and_then(|(seq, hash)| Some((seq.parse().ok()?, hash)));
        let (seq, hash) = parts.filter(|(seq, _)| *seq > 0).ok_or_else(|| {
            Error::invalid(
                "This is no number of an entry with its hash.",
                "Write it as `portico journal head` prints it: 17:9f86d0...",
            )
        })?;
        Ok(Self { seq, hash: hash.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back_and_nothing_else_is_one() {
        let mark = Mark { seq: 17, hash: Hash([0xa7; 32]) };
        assert_eq!(mark.to_string().parse::<Mark>().expect("reads"), mark);
        let hash = mark.hash.to_string();
        for text in [
            "",
            "17",
            "0:00",
            &hash,
            &format!("0:{hash}"),
            &format!("-1:{hash}"),
            &format!("17:{hash}0"),
            "17:é",
        ] {
            assert!(text.parse::<Mark>().is_err(), "{text}");
        }
    }

    #[test]
    fn no_two_rows_are_encoded_alike() {
        let text = |text: &'static str| ValueRef::Text(text.as_bytes());
        let rows = [
            vec![text("ab"), text("")],
            vec![text("a"), text("b")],
            vec![text(""), text("ab")],
            vec![text("ab"), ValueRef::Null],
            vec![text("ab")],
            vec![ValueRef::Integer(0), text("")],
            vec![ValueRef::Null, ValueRef::Null],
        ];
        let hashes: std::collections::BTreeSet<String> = rows
            .iter()
            .map(|row| Hash::NOTHING.then(row.iter().copied()).expect("a hash").to_string())
            .collect();
        assert_eq!(hashes.len(), rows.len());
        assert!(Hash::NOTHING.then([ValueRef::Blob(b"ab")]).is_none());
    }
}
