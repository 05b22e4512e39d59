//! `[keychain]`: where the person wants secrets kept.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use specta::Type;
use toml_edit::{Item, Table, value};

use super::{Settings, document, malformed};
use crate::disk::{self, Home};
use crate::error::{Error, Result};

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "KeychainStore")]
pub enum Choice {
    /// In the keychain of the operating system.
    #[default]
    System,
    /// In memory: gone at the end of each run.
    Memory,
    /// In files that a passphrase opens.
    File,
}

impl Choice {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::System, Self::Memory, Self::File];

    /// What the settings say; the system's keychain when they say nothing.
    ///
    /// # Errors
    /// When the file cannot be read, or names a store that is none.
    pub fn load(home: &Home) -> Result<Self> {
        // Asked before every call to a keychain: most settings have no such table, and none is parsed for nothing.
        if !disk::read_text(&home.settings())?.is_some_and(|text| text.contains("keychain")) {
            return Ok(Self::default());
        }
        let document = document(home)?;
        let Some(table) = document.get("keychain") else { return Ok(Self::default()) };
        let table = table.as_table_like().ok_or_else(|| malformed(home, "`keychain` must be [keychain]"))?;
        match table.get("store").map(Item::as_str) {
            None => Ok(Self::default()),
            Some(Some(name)) => name.parse().map_err(|error: Error| malformed(home, error.message())),
            Some(None) => Err(malformed(home, "`keychain.store` must be text")),
        }
    }

    /// Writes it into the settings.
    ///
    /// # Errors
    /// When the file is malformed or cannot be written.
    pub async fn save(self, home: &Home) -> Result<()> {
        let change = |document: &mut toml_edit::DocumentMut, _: &Settings| {
            let item = document.entry("keychain").or_insert(Item::Table(Table::new()));
            match item.as_table_like_mut() {
                Some(table) => drop(table.insert("store", value(self.as_str()))),
                None => return Err(malformed(home, "`keychain` must be [keychain]")),
            }
            Ok(())
        };
        Settings::edit(home, change).await.map(drop)
    }

    /// The word in the settings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Memory => "memory",
            Self::File => "file",
        }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Choice {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text).ok_or_else(|| {
            Error::invalid(
                format!("\"{}\" is no place for secrets", crate::text::clean(text, 40)),
                "Choose system, memory or file.",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_choice_round_trips_and_the_rest_of_the_file_stays() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::at(folder.path()).expect("a home");
        assert_eq!(Choice::load(&home).expect("no file"), Choice::System);
        disk::write_atomic(&home.settings(), b"# mine\nlanguage = \"en\"\n").expect("written");
        for choice in Choice::ALL {
            choice.save(&home).await.expect("saved");
            assert_eq!(Choice::load(&home).expect("loaded"), choice);
            let text = disk::read_text(&home.settings()).expect("reads").expect("exists");
            assert!(text.starts_with("# mine\nlanguage = \"en\"\n"), "{text}");
        }
    }

    #[test]
    fn a_choice_that_is_none_is_refused_with_the_file_and_the_words() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::at(folder.path()).expect("a home");
        for text in ["keychain = 3\n", "[keychain]\nstore = 4\n", "[keychain]\nstore = \"cloud\"\n"] {
            disk::write_atomic(&home.settings(), text.as_bytes()).expect("written");
            let error = Choice::load(&home).expect_err(text);
            assert!(error.message().contains("settings.toml"), "{error}");
        }
        disk::write_atomic(&home.settings(), b"[keychain]\nother = 1\n").expect("written");
        assert_eq!(Choice::load(&home).expect("an unknown key is left alone"), Choice::System);
    }
}
