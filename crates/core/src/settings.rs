//! Settings: a hand-editable TOML file whose comments are kept.
//!
//! Rule: a change edits the document in place and writes it whole under the settings' lock; nothing is rewritten that
//! Portico did not change.

mod keychain;

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use portico_model::{Region, StartUrl};
use serde::{Serialize, Serializer};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};
use url::Url;

pub use keychain::Choice;

use crate::disk::{self, Home, Lock};
use crate::error::{Code, Error, Result};

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

/// A portal as configured.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Portal {
    /// The key of everything Portico keeps about it.
    pub name: PortalName,
    /// Its address; for a local Identity Center too it is AWS-shaped, as AWS's own tools require.
    pub start_url: StartUrl,
    /// The Region of its Identity Center.
    pub region: Region,
    /// The loopback address of a local Identity Center, in place of AWS's endpoints.
    pub endpoint: Option<Url>,
}

impl Portal {
    /// Checks the parts of a new portal.
    ///
    /// # Errors
    /// When a part is malformed, or `endpoint` is anything but `http://127.0.0.1:PORT`.
    pub fn parse(name: &str, start_url: &str, region: &str, endpoint: Option<&str>) -> Result<Self> {
        Ok(Self {
            name: name.parse()?,
            start_url: start_url.parse()?,
            region: region.parse()?,
            endpoint: endpoint.map(loopback_endpoint).transpose()?,
        })
    }

    /// Whether `other` is the same portal, so that a session in one is a session in the other. A local one may move to
    /// another port.
    #[must_use]
    pub fn is_same_place(&self, other: &Self) -> bool {
        self.start_url == other.start_url
            && self.region == other.region
            && self.is_local() == other.is_local()
    }

    /// A local Identity Center, never AWS.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.endpoint.is_some()
    }
}

/// A local Identity Center's address: plain http on a loopback literal with a port, nothing else.
fn loopback_endpoint(text: &str) -> Result<Url> {
    let url = Url::parse(text).ok().filter(|url| {
        let loopback = match url.host() {
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            Some(url::Host::Domain(_)) | None => false,
        };
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        loopback && bare && url.scheme() == "http" && url.username().is_empty() && url.port().is_some()
    });
    url.ok_or_else(|| {
        Error::invalid(
            format!("\"{}\" is not the address of a local Identity Center.", crate::text::clean(text, 80)),
            "Give the address that `portico center` prints, such as http://127.0.0.1:8400.",
        )
    })
}

/// The settings as last read.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// In the order of the file.
    pub portals: Vec<Portal>,
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

    async fn edit(home: &Home, change: impl FnOnce(&mut DocumentMut) -> Result<()>) -> Result<Self> {
        let _lock = Lock::acquire(&home.lock("settings"), Duration::from_secs(5)).await?;
        let mut document = document(home)?;
        Self::from_document(&document, home)?;
        change(&mut document)?;
        disk::write_atomic(&home.settings(), document.to_string().as_bytes())?;
        Self::from_document(&document, home)
    }

    fn from_document(document: &DocumentMut, home: &Home) -> Result<Self> {
        let tables = match document.get("portal") {
            None => return Ok(Self::default()),
            Some(item) => {
                item.as_array_of_tables().ok_or_else(|| malformed(home, "`portal` must be [[portal]]"))?
            }
        };
        let text = |table: &Table, key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
        let mut portals: Vec<Portal> = Vec::new();
        for table in tables {
            let name = text(table, "name").unwrap_or_default();
            let portal = Portal::parse(
                &name,
                &text(table, "start_url").unwrap_or_default(),
                &text(table, "region").unwrap_or_default(),
                text(table, "endpoint").as_deref(),
            )
            .map_err(|error| malformed(home, error.message()))?;
            if portals.iter().any(|other| other.name == portal.name) {
                return Err(malformed(home, &format!("two portals are called {}", portal.name)));
            }
            portals.push(portal);
        }
        Ok(Self { portals })
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

fn write_portal(table: &mut Table, portal: &Portal) {
    table["name"] = value(portal.name.as_str());
    table["start_url"] = value(portal.start_url.as_str());
    table["region"] = value(portal.region.as_str());
    match &portal.endpoint {
        Some(endpoint) => table["endpoint"] = value(endpoint.as_str().trim_end_matches('/')),
        None => {
            table.remove("endpoint");
        }
    }
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

    #[test]
    fn only_a_bare_loopback_literal_is_an_endpoint() {
        for bad in [
            "http://localhost:8400",
            "https://127.0.0.1:8400",
            "http://127.0.0.1",
            "http://10.0.0.1:8400",
            "http://127.0.0.1:8400/x",
            "http://u@127.0.0.1:8400",
            "http://127.0.0.1.evil.test:80",
        ] {
            assert!(loopback_endpoint(bad).is_err(), "{bad}");
        }
    }
}
