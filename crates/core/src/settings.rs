//! Settings: a hand-editable TOML file whose comments are kept.
//!
//! Rule: a change edits the document in place and writes it whole under the settings' lock; nothing is rewritten that
//! Portico did not change.

mod keychain;

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Serialize, Serializer};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

pub use keychain::Choice;

use crate::disk::{self, Home, Lock};
use crate::error::{Code, Error, Result};
pub use crate::portal::{Hosts, Portal, Site};
use crate::quiet::Quiet;

/// What a person calls a portal: a letter or digit, then up to 39 letters, digits, `.`, `_` or `-`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PortalName(String);

impl PortalName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PortalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for PortalName {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl FromStr for PortalName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
        let starts_well = text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
        if text.len() <= 40 && starts_well && text.bytes().all(allowed) {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::invalid(
            format!("\"{}\" cannot be a portal's name.", crate::text::clean(text, 60)),
            "Use up to 40 letters, digits, dots, dashes and underscores, such as securecart.",
        ))
    }
}

/// The settings as last read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Settings {
    /// In the order of the file.
    pub portals: Vec<Portal>,
    /// When no notification is shown.
    pub quiet: Option<Quiet>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { portals: Vec::new(), quiet: Some(Quiet::default()) }
    }
}

impl Settings {
    /// Reads the file; one that is not there means the defaults.
    ///
    /// # Errors
    /// When the file is not TOML or holds a value that cannot be right; the message names the line or the portal.
    pub fn load(home: &Home) -> Result<Self> {
        Self::from_document(&document(home)?, home)
    }

    /// The portal called `name`.
    ///
    /// # Errors
    /// When there is none.
    pub fn portal(&self, name: &PortalName) -> Result<&Portal> {
        self.portals.iter().find(|portal| portal.name == *name).ok_or_else(|| unknown_portal(name))
    }

    /// Adds a portal, or replaces the one of the same name, and writes the file.
    ///
    /// # Errors
    /// When the file is malformed or cannot be written.
    pub async fn add_portal(home: &Home, portal: &Portal) -> Result<Self> {
        if !portal.is_host_known() {
            return Err(unknown_host(portal));
        }
        Self::edit(home, |document| {
            let tables = portals_mut(document);
            let found = tables.iter_mut().find(|table| names(table, &portal.name));
            match found {
                Some(table) => write_portal(table, portal),
                None => {
                    let mut table = Table::new();
                    write_portal(&mut table, portal);
                    tables.push(table);
                }
            }
            Ok(())
        })
        .await
    }

    /// Removes a portal and writes the file.
    ///
    /// # Errors
    /// When there is no such portal, or the file is malformed or cannot be written.
    pub async fn remove_portal(home: &Home, name: &PortalName) -> Result<Self> {
        Self::edit(home, |document| {
            let tables = portals_mut(document);
            let before = tables.len();
            tables.retain(|table| !names(table, name));
            if tables.len() == before { Err(unknown_portal(name)) } else { Ok(()) }
        })
        .await
    }

    /// Sets the quiet hours (`None`: none) and writes the file.
    ///
    /// # Errors
    /// When the file is malformed or cannot be written.
    pub async fn set_quiet(home: &Home, quiet: Option<Quiet>) -> Result<Self> {
        Self::edit(home, |document| {
            let table = document.entry("notifications").or_insert(Item::Table(Table::new()));
            let table =
                table.as_table_mut().ok_or_else(|| malformed(home, "`notifications` must be a table"))?;
            put(
                table,
                "quiet",
                Some(quiet.map_or_else(|| "off".to_owned(), |quiet| quiet.to_string()).into()),
            );
            Ok(())
        })
        .await
    }

    async fn edit(home: &Home, change: impl FnOnce(&mut DocumentMut) -> Result<()>) -> Result<Self> {
        let _lock = Lock::acquire(&home.lock("settings"), Duration::from_secs(5)).await?;
        let mut document = document(home)?;
        Self::from_document(&document, home)?;
        change(&mut document)?;
        disk::write_atomic(&home.settings(), document.to_string().as_bytes())?;
        Self::from_document(&document, home)
    }

    fn from_document(document: &DocumentMut, home: &Home) -> Result<Self> {
        let quiet = read_quiet(document).map_err(|error| malformed(home, error.message()))?;
        let tables = match document.get("portal") {
            None => return Ok(Self { quiet, ..Self::default() }),
            Some(item) => {
                item.as_array_of_tables().ok_or_else(|| malformed(home, "`portal` must be [[portal]]"))?
            }
        };
        let mut portals: Vec<Portal> = Vec::new();
        for table in tables {
            let portal = read_portal(table).map_err(|error| malformed(home, error.message()))?;
            if portals.iter().any(|other| other.name == portal.name) {
                return Err(malformed(home, &format!("two portals are called {}", portal.name)));
            }
            portals.push(portal);
        }
        Ok(Self { portals, quiet })
    }
}

fn document(home: &Home) -> Result<DocumentMut> {
    let text = disk::read_text(&home.settings())?.unwrap_or_default();
    text.parse().map_err(|error: toml_edit::TomlError| malformed(home, error.message()).caused_by(error))
}

fn portals_mut(document: &mut DocumentMut) -> &mut ArrayOfTables {
    let item = document.entry("portal").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    if !item.is_array_of_tables() {
        *item = Item::ArrayOfTables(ArrayOfTables::new());
    }
    item.as_array_of_tables_mut().expect("made one just above")
}

fn names(table: &Table, name: &PortalName) -> bool {
    table.get("name").and_then(Item::as_str) == Some(name.as_str())
}

fn read_quiet(document: &DocumentMut) -> Result<Option<Quiet>> {
    match document.get("notifications").and_then(|table| table.get("quiet")).map(|item| item.as_str()) {
        None => Ok(Some(Quiet::default())),
        Some(Some("off")) => Ok(None),
        Some(text) => text.unwrap_or_default().parse().map(Some),
    }
}

fn read_portal(table: &Table) -> Result<Portal> {
    let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default();
    let endpoint = table.get("endpoint").and_then(Item::as_str);
    let portal = Portal::parse(text("name"), text("start_url"), text("region"), endpoint)?;
    let also = table.get("also").and_then(Item::as_array).into_iter().flatten();
    let also = also.map(|site| site.as_str().unwrap_or_default().parse()).collect::<Result<Vec<Site>>>()?;
    let hosts = table.get("hosts").and_then(Item::as_str).map_or(Ok(Hosts::Standard), str::parse)?;
    let host_confirmed = text("confirmed_host") == portal.start_url.host();
    let portal = Portal { hosts, host_confirmed, ..portal.with_regions(also)? };
    if portal.is_host_known() { Ok(portal) } else { Err(unknown_host(&portal)) }
}

fn write_portal(table: &mut Table, portal: &Portal) {
    table["name"] = value(portal.name.as_str());
    table["start_url"] = value(portal.start_url.as_str());
    table["region"] = value(portal.region.as_str());
    let endpoint = portal.endpoint.as_ref().map(|endpoint| endpoint.as_str().trim_end_matches('/').into());
    put(table, "endpoint", endpoint);
    let also: Array = portal.also.iter().map(ToString::to_string).collect();
    put(table, "also", (!also.is_empty()).then(|| also.into()));
    put(table, "hosts", (portal.hosts != Hosts::Standard).then(|| portal.hosts.as_str().into()));
    put(table, "confirmed_host", portal.host_confirmed.then(|| portal.start_url.host().into()));
}

/// Writes a value over the old one, so that a comment beside it stays; or removes it.
fn put(table: &mut Table, key: &str, new: Option<toml_edit::Value>) {
    match new {
        Some(new) => table[key] = value(new),
        None => drop(table.remove(key)),
    }
}

/// The refusal of a start URL whose host AWS does not own.
#[must_use]
pub fn unknown_host(portal: &Portal) -> Error {
    let host = portal.start_url.host();
    Error::invalid(
        format!("{host} is not a host of AWS's; whoever runs it could show you accounts of their own."),
        format!(
            "If you trust it, confirm it by typing {host} (in the settings: confirmed_host = \"{host}\")."
        ),
    )
}

pub(crate) fn unknown_portal(name: &PortalName) -> Error {
    Error::new(
        Code::NotFound,
        format!("There is no portal called {name}."),
        "See the names with `portico portals list`, or add it with `portico portals add`.",
    )
}

fn malformed(home: &Home, why: &str) -> Error {
    Error::new(
        Code::FileUnreadable,
        format!("{} cannot be used: {}.", home.settings().display(), why.trim_end_matches('.')),
        "Mend the file by hand, or move it away and add the portals anew.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::at(folder.path()).expect("a home");
        (folder, home)
    }

    fn demo() -> Portal {
        let start_url = "https://securecart.awsapps.com/start";
        Portal::parse("demo", start_url, "eu-west-1", Some("http://127.0.0.1:8400")).expect("valid")
    }

    #[tokio::test]
    async fn portals_round_trip_and_comments_stay() {
        let (_folder, home) = home();
        disk::write_atomic(&home.settings(), b"# mine\nlanguage = \"en\" # keep\n").expect("written");
        Settings::add_portal(&home, &demo()).await.expect("added");
        Settings::add_portal(&home, &demo()).await.expect("replaced, not doubled");
        assert_eq!(Settings::load(&home).expect("reads back").portals, vec![demo()]);
        let text = disk::read_text(&home.settings()).expect("reads").expect("exists");
        assert!(text.starts_with("# mine\nlanguage = \"en\" # keep\n"), "{text}");
        let after = Settings::remove_portal(&home, &demo().name).await.expect("removed");
        assert!(after.portals.is_empty());
    }

    #[test]
    fn malformed_settings_are_refused_with_their_path() {
        let (_folder, home) = home();
        for text in ["[[portal]\n", "portal = 3\n", "[[portal]]\nname = \"x\"\n"] {
            disk::write_atomic(&home.settings(), text.as_bytes()).expect("written");
            let error = Settings::load(&home).expect_err(text);
            assert!(error.message().contains("settings.toml"), "{error}");
        }
    }

    #[tokio::test]
    async fn every_part_of_a_portal_round_trips() {
        let (_folder, home) = home();
        let portal =
            Portal::parse("own", "https://portal.example.test/start", "eu-west-1", None).expect("valid");
        let portal = portal.with_regions(vec!["us-east-1".parse().expect("a Region")]).expect("valid");
        let unconfirmed = Settings::add_portal(&home, &portal).await.expect_err("not AWS's");
        assert!(unconfirmed.remedy().contains("portal.example.test"), "{}", unconfirmed.remedy());
        let portal = Portal { hosts: Hosts::FipsDualStack, host_confirmed: true, ..portal };
        Settings::add_portal(&home, &portal).await.expect("added");
        assert_eq!(Settings::load(&home).expect("reads back").portals, vec![portal]);
    }
}
