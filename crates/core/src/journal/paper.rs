//! The journal as a file for other programs.
//!
//! Rule: entries are written as they are read, so that a long journal needs no more memory than a short one.

use std::str::FromStr;

use super::csv::CSV_HEAD;
use super::{Journal, Query};
use crate::error::{Error, Result};
use crate::text::clean;

/// How much is handed on at once, in bytes.
const FULL: usize = 64 * 1024;

/// What it is written as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Paper {
    /// Comma-separated values (RFC 4180), safe to be opened in a spreadsheet.
    Csv,
    /// One array of objects.
    Json,
}

impl Paper {
    /// The end of a file's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

impl FromStr for Paper {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        match word {
            "csv" => Ok(Self::Csv),
            "json" => Ok(Self::Json),
            _ => Err(Error::invalid(
                format!("The journal is not written as {}.", clean(word, 40)),
                "Choose csv or json.",
            )),
        }
    }
}

impl Journal {
    /// Hands the entries that `query` is about to `put`, the newest first, as one document, a good deal at once; says how many
    /// they were.
    ///
    /// # Errors
    /// When the journal cannot be read, and those of `put`.
    pub fn print(
        &self,
        query: &Query,
        paper: Paper,
        mut put: impl FnMut(&[u8]) -> Result<()>,
    ) -> Result<u64> {
        let (mut text, between, end) = match paper {
            Paper::Csv => (CSV_HEAD.to_owned(), "", ""),
            Paper::Json => ("[".to_owned(), ",", "]\n"),
        };
        let mut count = 0;
        self.each(query, |entry| {
            if count > 0 {
                text.push_str(between);
            }
            count += 1;
            match paper {
                Paper::Csv => text.push_str(&entry.to_csv()),
                Paper::Json => {
                    let entry = serde_json::to_string(&entry).map_err(|error| {
                        Error::internal(format!("An entry cannot be written as JSON: {error}."))
                    })?;
                    text.push_str(&entry);
                }
            }
            if text.len() < FULL { Ok(()) } else { put(std::mem::take(&mut text).as_bytes()) }
        })?;
        text.push_str(end);
        put(text.as_bytes())?;
        Ok(count)
    }
}
