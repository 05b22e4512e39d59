//! Settings: a hand-editable TOML file whose comments are kept.
//!
//! Rule: a change edits the document in place and writes it whole under the settings' lock; nothing is rewritten that
//! Portico did not change.

mod browsers;
mod guardrails;
mod keychain;
mod profiles;
mod rail;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use serde::{Serialize, Serializer};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

pub use browsers::PortalBrowsers;
pub use guardrails::{ClassRule, Guard, Guardrails, Tools, class_word};
pub use keychain::Choice;
pub use profiles::ProfileSettings;
pub use rail::{Rail, Set};

use crate::disk::{self, Home, Lock};
use crate::error::{Code, Error, Result};
use crate::organisation::Organisation;
pub use crate::portal::{Hosts, Portal, Site};
use crate::quiet::Quiet;
use crate::text::clean;

/// What a person calls a portal: a letter or digit, then up to 39 letters, digits, `.`, `_` or `-`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PortalName(Arc<str>);

impl PortalName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the sections of AWS's files are called that all profiles of the portal refer to.
    pub(crate) fn section(&self) -> String {
        format!("portico-{self}")
    }

    /// Whether files or a keychain that take no notice of capitals would take it for `other`.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.as_str().eq_ignore_ascii_case(other.as_str())
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
            return Ok(Self(text.into()));
        }
        Err(Error::invalid(
            format!("\"{}\" cannot be a portal's name.", clean(text, 60)),
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
    /// A PEM file of certificate authorities that are trusted besides the system's. Read when a program starts.
    pub ca_file: Option<PathBuf>,
    /// Which browsers the portals use, of those that have their own.
    pub browsers: BTreeMap<PortalName, PortalBrowsers>,
    /// What stands between the person and roles that can do more than look, as far as they set it themselves.
    pub guardrails: Guardrails,
}

impl Default for Settings {
    fn default() -> Self {
        let (quiet, guardrails) = (Some(Quiet::default()), Guardrails::default());
        Self { portals: Vec::new(), quiet, ca_file: None, browsers: BTreeMap::new(), guardrails }
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
        Self::edit(home, |document, known| {
            refuse_fixed(known, &portal.name)?;
            let is_alike = |known: &&Portal| known.name != portal.name && known.name.is_like(&portal.name);
            if let Some(known) = known.portals.iter().find(is_alike) {
                return Err(too_alike(&known.name, &portal.name));
            }
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
        Self::edit(home, |document, known| {
            refuse_fixed(known, name)?;
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
        Self::edit(home, |document, _| {
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

    /// `change` is given the document and what it says now.
    async fn edit(home: &Home, change: impl FnOnce(&mut DocumentMut, &Self) -> Result<()>) -> Result<Self> {
        let _lock = Lock::acquire(&home.lock("settings"), Duration::from_secs(5)).await?;
        let mut document = document(home)?;
        let known = Self::from_document(&document, home)?;
        change(&mut document, &known)?;
        let settings = Self::from_document(&document, home)?;
        disk::write_atomic(&home.settings(), document.to_string().as_bytes())?;
        Ok(settings)
    }

    fn from_document(document: &DocumentMut, home: &Home) -> Result<Self> {
        let ca_file = read_ca_file(document).map_err(|error| malformed(home, error.message()))?;
        let quiet = read_quiet(document).map_err(|error| malformed(home, error.message()))?;
        let guardrails = Guardrails::own(document).map_err(|error| unusable(home, &error))?;
        let is_none = || malformed(home, "`portal` must be [[portal]]");
        let tables = document.get("portal").map(|item| item.as_array_of_tables().ok_or_else(is_none));
        let mut portals = Organisation::read(home.organisation()).portals;
        let mut browsers = BTreeMap::new();
        for table in tables.transpose()?.into_iter().flatten() {
            let own = PortalBrowsers::read(table).map_err(|error| unusable(home, &error))?;
            let fixed = portals.iter().find(|other| other.fixed && is_of(table, other));
            // Of a portal that the organisation set up, only the browsers are the person's.
            let portal = fixed.cloned().map_or_else(|| read_portal(table), Ok);
            let portal = portal.map_err(|error| unusable(home, &error))?;
            if own != PortalBrowsers::default() {
                browsers.insert(portal.name.clone(), own);
            }
            match portals.iter().find(|other| other.name.is_like(&portal.name)) {
                Some(other) if other.fixed => {}
                Some(other) if other.name == portal.name => {
                    return Err(malformed(home, &format!("two portals are called {}", portal.name)));
                }
                Some(other) => return Err(unusable(home, &too_alike(&other.name, &portal.name))),
                None => portals.push(portal),
            }
        }
        Ok(Self { portals, quiet, ca_file, browsers, guardrails })
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

/// Whether a table has the name of this portal, or one that could be taken for it.
fn is_of(table: &Table, portal: &Portal) -> bool {
    let name = table.get("name").and_then(Item::as_str).and_then(|name| name.parse::<PortalName>().ok());
    name.is_some_and(|name| name.is_like(&portal.name))
}

/// A portal that the organisation set up is not changed here.
fn refuse_fixed(known: &Settings, name: &PortalName) -> Result<()> {
    match known.portals.iter().find(|portal| portal.fixed && portal.name.is_like(name)) {
        None => Ok(()),
        Some(fixed) => Err(Error::invalid(
            format!("Your organisation set up the portal {}.", fixed.name),
            "Sign out of it if you do not need it, or use another name for one of your own.",
        )),
    }
}

fn names(table: &Table, name: &PortalName) -> bool {
    table.get("name").and_then(Item::as_str) == Some(name.as_str())
}

fn read_ca_file(document: &DocumentMut) -> Result<Option<PathBuf>> {
    let Some(item) = document.get("network").and_then(|table| table.get("ca_file")) else { return Ok(None) };
    let path = item.as_str().map(PathBuf::from).filter(|path| path.is_absolute());
    let remedy = "Give the absolute path of a PEM file in quotes.";
    path.map(Some).ok_or_else(|| Error::invalid("`network.ca_file` is no absolute path", remedy))
}

fn read_quiet(document: &DocumentMut) -> Result<Option<Quiet>> {
    match document.get("notifications").and_then(|table| table.get("quiet")).map(|item| item.as_str()) {
        None => Ok(Some(Quiet::default())),
        Some(Some("off")) => Ok(None),
        Some(text) => text.unwrap_or_default().parse().map(Some),
    }
}

/// A value of another kind than expected is a mistake, never a default: a portal whose `endpoint` is overlooked would be
/// one of AWS's.
pub(crate) fn read_portal(table: &Table) -> Result<Portal> {
    let name = text(table, "name")?.unwrap_or_default();
    let needed = |key: &str| {
        let missing = || Error::invalid(format!("the portal \"{}\" has no {key}", clean(name, 40)), "");
        text(table, key)?.ok_or_else(missing)
    };
    let portal = Portal::parse(name, needed("start_url")?, needed("region")?, text(table, "endpoint")?)?;
    let hosts = text(table, "hosts")?.map_or(Ok(Hosts::Standard), str::parse)?;
    let mut portal = portal.with_regions(read_also(table)?)?.with_hosts(hosts)?;
    portal.host_confirmed = text(table, "confirmed_host")? == Some(portal.start_url.host());
    portal.shared = flag(table, "share_sign_in")?;
    if portal.is_host_known() { Ok(portal) } else { Err(unknown_host(&portal)) }
}

fn read_also(table: &Table) -> Result<Vec<Site>> {
    let Some(item) = table.get("also") else { return Ok(Vec::new()) };
    let wrong = || Error::invalid("`also` must be a list of Regions, such as [\"us-east-1\"]", "");
    let list = item.as_array().ok_or_else(wrong)?;
    list.iter().map(|site| site.as_str().ok_or_else(wrong)?.parse()).collect()
}

fn text<'a>(table: &'a Table, key: &str) -> Result<Option<&'a str>> {
    let wrong = || Error::invalid(format!("`{key}` must be a text in quotes"), "");
    table.get(key).map(|item| item.as_str().ok_or_else(wrong)).transpose()
}

fn flag(table: &Table, key: &str) -> Result<bool> {
    let wrong = || Error::invalid(format!("`{key}` must be true or false"), "");
    table.get(key).map_or(Ok(false), |item| item.as_bool().ok_or_else(wrong))
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
    put(table, "share_sign_in", portal.shared.then(|| true.into()));
}

/// Writes a value over the old one, so that a comment beside it stays; or removes it.
fn put(table: &mut Table, key: &str, new: Option<toml_edit::Value>) {
    let old = table.get_mut(key).and_then(Item::as_value_mut);
    match (old, new) {
        (Some(old), Some(mut new)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        (None, Some(new)) => table[key] = value(new),
        (_, None) => drop(table.remove(key)),
    }
}

/// The refusal of a start URL whose host AWS does not own.
#[must_use]
pub fn unknown_host(portal: &Portal) -> Error {
    let host = portal.start_url.host();
    let alike = if portal.start_url.is_look_alike() { ", although it may look like one" } else { "" };
    Error::invalid(
        format!(
            "{host} is not a host of AWS's{alike}; whoever runs it could show you accounts of their own."
        ),
        format!(
            "If you trust it, confirm it by typing {host} (on the command line: --confirm-host {host}; in the \
             settings: confirmed_host = \"{host}\")."
        ),
    )
}

fn too_alike(known: &PortalName, name: &PortalName) -> Error {
    Error::invalid(
        format!("There is a portal called {known}, and {name} differs from that in capitals only."),
        "Choose a name that differs in a letter; files and keychains may take no notice of capitals.",
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
    unusable(home, &Error::invalid(why, ""))
}

/// A file with `error` in it. What mends the value mends the file.
fn unusable(home: &Home, error: &Error) -> Error {
    let why = error.message().trim_end_matches('.');
    let remedy =
        format!("{} Mend the file by hand, or move it away and add the portals anew.", error.remedy());
    let file = home.settings();
    Error::new(
        Code::FileUnreadable,
        format!("{} cannot be used: {why}.", file.display()),
        remedy.trim_start(),
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
        let alike = Portal { name: "Demo".parse().expect("a name"), ..demo() };
        let refused = Settings::add_portal(&home, &alike).await.expect_err("too alike");
        assert_eq!(refused.code(), Code::InvalidInput, "{refused}");
        assert_eq!(Settings::load(&home).expect("reads back").portals, vec![demo()]);
        let text = disk::read_text(&home.settings()).expect("reads").expect("exists");
        assert!(text.starts_with("# mine\nlanguage = \"en\" # keep\n"), "{text}");
        let after = Settings::remove_portal(&home, &demo().name).await.expect("removed");
        assert!(after.portals.is_empty());
    }

    /// A person who had a portal of that name already signs in where the organisation says.
    #[tokio::test]
    async fn a_portal_of_the_organisation_is_there_and_only_its_browsers_are_chosen_here() {
        let (folder, home) = home();
        let file = folder.path().join("organisation.toml");
        let given = "[[portal]]\nname = \"work\"\nstart_url = \"https://x.awsapps.com/start\"\nregion = \"eu-west-1\"\n";
        disk::write_atomic(&file, format!("{given}[[portal]]\nname = 3\n").as_bytes()).expect("written");
        let home = home.under(file);
        Settings::add_portal(&home, &demo()).await.expect("another one");
        let portals = Settings::load(&home).expect("reads").portals;
        assert_eq!((portals[0].name.as_str(), portals[0].fixed, &portals[1]), ("work", true, &demo()));
        let name = portals[0].name.clone();
        let own = Portal { name: "Work".parse().expect("a name"), ..demo() };
        for refused in [Settings::add_portal(&home, &own).await, Settings::remove_portal(&home, &name).await]
        {
            let refused = refused.expect_err("the organisation's");
            assert_eq!(refused.message(), "Your organisation set up the portal work.");
        }
        let firefox =
            PortalBrowsers { consoles: Some("firefox".parse().expect("a choice")), ..Default::default() };
        let chosen = Settings::set_browsers(&home, &name, &firefox).await.expect("the person's choice");
        assert_eq!((chosen.browsers.get(&name), &chosen.portals), (Some(&firefox), &portals));
        let text = disk::read_text(&home.settings()).expect("reads").expect("exists");
        let before = text.replace("name = \"demo\"", "name = \"WORK\"");
        disk::write_atomic(&home.settings(), before.as_bytes()).expect("written");
        assert_eq!(Settings::load(&home).expect("one of before").portals, portals[..1]);
    }

    /// What `text` in the file leads to.
    fn refused(text: &str) -> Error {
        let (_folder, home) = home();
        disk::write_atomic(&home.settings(), text.as_bytes()).expect("written");
        Settings::load(&home).expect_err(text)
    }

    #[test]
    fn malformed_settings_are_refused_with_their_path() {
        for text in ["[[portal]\n", "portal = 3\n", "[[portal]]\nname = \"x\"\n"] {
            assert!(refused(text).message().contains("settings.toml"), "{text}");
        }
    }

    #[test]
    fn hand_edited_mistakes_are_told_and_never_passed_over() {
        let good = "[[portal]]\nname = \"work\"\nstart_url = \"https://x.awsapps.com/start\"\nregion = \"eu-west-1\"\n";
        for (line, words) in [
            ("endpoint = 8400", "`endpoint` must be a text"),
            ("endpoint = \"http://10.0.0.1:8400\"", "local Identity Center"),
            ("also = \"us-east-1\"", "`also` must be a list"),
            ("also = [1]", "`also` must be a list"),
            ("also = [\"eu-west-1\"]", "named twice"),
            ("also = [\"cn-north-1\"]", "partition"),
            ("also = [\"us-east-1=http://127.0.0.1:8401\"]", "no address of its own"),
            ("hosts = \"FIPS\"", "no set of hosts"),
            ("hosts = true", "`hosts` must be a text"),
            ("hosts = \"fips\"\nendpoint = \"http://127.0.0.1:8400\"", "no fips hosts"),
            ("confirmed_host = true", "`confirmed_host` must be a text"),
            ("share_sign_in = \"no\"", "`share_sign_in` must be true or false"),
        ] {
            let error = refused(&format!("{good}{line}\n"));
            assert!(
                error.message().contains(words) && error.code() == Code::FileUnreadable,
                "{line}: {error}"
            );
            assert!(error.remedy().contains("Mend the file"), "{}", error.remedy());
        }
        for (from, to, words) in [
            ("region = \"eu-west-1\"\n", "", "\"work\" has no region"),
            ("eu-west-1", "us-east-1.evil.com/#", "not an AWS Region"),
            ("x.awsapps.com", "start.home.awsapps.cn", "another partition"),
            ("https://", "http://", "must begin with https://"),
        ] {
            let error = refused(&good.replace(from, to));
            assert!(error.message().contains(words), "{to}: {error}");
        }
        assert!(refused(&format!("{good}{good}")).message().contains("two portals are called work"));
        let alike = refused(&format!("{good}{}", good.replace("work", "Work")));
        assert!(
            alike.message().contains("called work, and Work differs from that in capitals only"),
            "{alike}"
        );
    }

    #[test]
    fn a11_an_unknown_host_is_refused_at_load_with_the_line_to_add() {
        let evil = "[[portal]]\nname = \"work\"\nstart_url = \"https://awsapps.com.evil.test/start\"\nregion = \"eu-west-1\"\n";
        let line = "confirmed_host = \"awsapps.com.evil.test\"";
        for confirmed in ["", "confirmed_host = \"x.awsapps.com\"", "confirmed_host = \"evil.test\""] {
            let error = refused(&format!("{evil}{confirmed}\n"));
            assert!(error.message().contains("awsapps.com.evil.test is not a host of AWS's"), "{error}");
            assert!(
                error.message().contains("look like one") && error.remedy().contains(line),
                "{}",
                error.remedy()
            );
        }
        let (_folder, home) = home();
        disk::write_atomic(&home.settings(), format!("{evil}{line}\n").as_bytes()).expect("written");
        assert!(Settings::load(&home).expect("confirmed").portals[0].host_confirmed);
    }

    #[tokio::test]
    async fn every_part_of_a_portal_round_trips() {
        let (_folder, home) = home();
        let portal =
            Portal::parse("own", "https://portal.example.test/start", "eu-west-1", None).expect("valid");
        let portal = portal.with_regions(vec!["us-east-1".parse().expect("a Region")]).expect("valid");
        let unconfirmed = Settings::add_portal(&home, &portal).await.expect_err("not AWS's");
        assert!(unconfirmed.remedy().contains("portal.example.test"), "{}", unconfirmed.remedy());
        for hosts in ["dual-stack", "fips", "fips-dual-stack", "standard"] {
            let portal = portal.clone().with_hosts(hosts.parse().expect("hosts")).expect("valid");
            let portal = portal.with_confirmed_host("portal.example.test").expect("its host");
            Settings::add_portal(&home, &portal).await.expect("added");
            assert_eq!(Settings::load(&home).expect("reads back").portals, vec![portal]);
        }
        let shared = Portal { shared: true, ..demo() };
        Settings::add_portal(&home, &Portal { name: portal.name.clone(), ..shared.clone() })
            .await
            .expect("changed");
        assert!(Settings::load(&home).expect("reads back").portals[0].shared);
        let bare = Portal { also: Vec::new(), ..demo() };
        let bare = Portal { name: portal.name, ..bare };
        Settings::add_portal(&home, &bare).await.expect("changed");
        let text = disk::read_text(&home.settings()).expect("reads").expect("exists");
        assert!(
            !text.contains("also") && !text.contains("confirmed_host") && !text.contains("share"),
            "nothing of before stays: {text}"
        );
        assert_eq!(Settings::load(&home).expect("reads back").portals, vec![bare]);
    }
}
