//! What an organisation has fixed for every person of a machine: one file that only an administrator can write.
//!
//! Rules: it wins over the person's settings; a file that is there and cannot be understood fixes everything it could fix at
//! its strictest, because somebody meant something by it. `PORTICO_HOME` does not move it.

mod request;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use portico_model::AccountId;
use toml_edit::{DocumentMut, Item};

pub use self::request::{AccessRequest, RequestPage};
use crate::catalog::Label;
use crate::console::browser::{Apart, Choice};
use crate::disk;
use crate::error::{Error, Result};
use crate::portal::Portal;
use crate::settings::{self, Guardrails};
use crate::view::LabelView;

/// What is fixed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Organisation {
    /// Whether one may sign in with a code typed into a browser elsewhere; `None` leaves it to the person.
    pub device_code: Option<bool>,
    /// `[[portal]]`: where everybody signs in, with no address to type. It goes before one of the person's of that name.
    pub portals: Vec<Portal>,
    /// What it calls its accounts, and how it draws and groups them. A person's own label goes before.
    pub labels: BTreeMap<AccountId, Label>,
    /// `console_browser`: where consoles open.
    pub console_browser: Option<Choice>,
    /// `sign_in_browser`: where one signs in.
    pub sign_in_browser: Option<Choice>,
    /// `browser` of an account: where its consoles open, before `console_browser`.
    pub account_browsers: BTreeMap<AccountId, Choice>,
    /// `access_request`: where access is asked for.
    pub access_request: Option<RequestPage>,
    /// Its `[guardrails]`: the least that stands before roles; a person can only add to them.
    pub guardrails: Guardrails,
}

impl Organisation {
    /// Where the file of this machine is: `/etc/portico`, `/Library/Application Support/Portico` or
    /// `%ProgramData%\Portico`.
    #[must_use]
    pub fn path() -> PathBuf {
        let folder = if cfg!(windows) {
            r"C:\ProgramData\Portico"
        } else if cfg!(target_os = "macos") {
            "/Library/Application Support/Portico"
        } else {
            "/etc/portico"
        };
        Path::new(folder).join("organisation.toml")
    }

    /// Reads a file; one that is not there fixes nothing.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        let strictest = |why: String| {
            tracing::warn!(path = %path.display(), why, "the organisation's file cannot be used; all is fixed");
            let (console_browser, guardrails) = (Some(strictest_browser()), Guardrails::strictest());
            Self { device_code: Some(false), console_browser, guardrails, ..Self::default() }
        };
        let text = match disk::read_text(path) {
            Ok(None) => return Self::default(),
            Ok(Some(text)) => text,
            Err(error) => return strictest(error.to_string()),
        };
        let document: DocumentMut = match text.parse() {
            Ok(document) => document,
            Err(error) => return strictest(error.to_string()),
        };
        let device_code = match document.get("device_code").map(Item::as_bool) {
            None => None,
            Some(Some(allowed)) => Some(allowed),
            Some(None) => return strictest("device_code must be true or false".to_owned()),
        };
        let guardrails = match Guardrails::of(&document) {
            Ok(guardrails) => guardrails,
            Err(error) => return strictest(error.to_string()),
        };
        let accounts = document.get("accounts");
        Self {
            device_code,
            guardrails,
            portals: document.get("portal").map_or_else(Vec::new, portals),
            labels: accounts.map_or_else(BTreeMap::new, labels),
            console_browser: document.get("console_browser").map(|item| browser("console_browser", item)),
            sign_in_browser: document.get("sign_in_browser").and_then(sign_in_browser),
            access_request: document.get("access_request").and_then(access_request),
            account_browsers: accounts.map_or_else(BTreeMap::new, account_browsers),
        }
    }

    /// Whether one may sign in with a code.
    #[must_use]
    pub fn allows_device_code(&self) -> bool {
        self.device_code.unwrap_or(true)
    }

    /// Where it wants the consoles of this account; with none named, those of every account.
    #[must_use]
    pub fn browser_of(&self, account: Option<&AccountId>) -> Option<&Choice> {
        account.and_then(|account| self.account_browsers.get(account)).or(self.console_browser.as_ref())
    }

    /// The names of the settings that are fixed.
    #[must_use]
    pub fn fixed(&self) -> Vec<String> {
        let fixed = [
            ("device_code", self.device_code.is_some()),
            ("console_browser", self.console_browser.is_some()),
            ("sign_in_browser", self.sign_in_browser.is_some()),
        ];
        let fixed = fixed.into_iter().filter(|(_, is_fixed)| *is_fixed).map(|(name, _)| name.to_owned());
        fixed.chain(self.guardrails.names()).collect()
    }
}

/// As far from everything else as a console can be.
fn strictest_browser() -> Choice {
    Choice { apart: Apart::Own, ..Choice::default() }
}

/// What cannot be understood keeps consoles apart.
fn browser(name: &str, item: &Item) -> Choice {
    item.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| {
        tracing::warn!(
            name,
            "the organisation's choice of a browser cannot be used; consoles are kept apart"
        );
        strictest_browser()
    })
}

/// No place to sign in is stricter than another, so that one that cannot be understood fixes none.
fn sign_in_browser(item: &Item) -> Option<Choice> {
    let choice = item.as_str().and_then(|text| text.parse::<Choice>().ok()?.for_signing_in().ok());
    if choice.is_none() {
        tracing::warn!("the organisation's sign_in_browser cannot be used");
    }
    choice
}

/// A page that cannot be used forbids nothing, so that it is left out.
fn access_request(item: &Item) -> Option<RequestPage> {
    let page = item.as_str().map(str::parse::<RequestPage>);
    let page =
        page.unwrap_or_else(|| Err(Error::invalid("access_request is no text.", "Give an https address.")));
    page.inspect_err(|error| tracing::warn!(%error, "the organisation's page for requests is left out")).ok()
}

/// The `browser` of `[accounts."111122223333"]`, wherever there is one.
fn account_browsers(item: &Item) -> BTreeMap<AccountId, Choice> {
    let tables = item.as_table_like().into_iter().flat_map(|accounts| accounts.iter());
    tables
        .filter_map(|(number, item)| Some((number.parse().ok()?, browser(number, item.get("browser")?))))
        .collect()
}

/// `[[portal]]` as in the person's settings. A portal forbids nothing, so that one that cannot be used is left out.
fn portals(item: &Item) -> Vec<Portal> {
    let mut portals: Vec<Portal> = Vec::new();
    for table in item.as_array_of_tables().into_iter().flatten() {
        match settings::read_portal(table) {
            Ok(portal) if !portals.iter().any(|other| other.name.is_like(&portal.name)) => {
                portals.push(Portal { fixed: true, ..portal });
            }
            Ok(portal) => {
                tracing::warn!(name = %portal.name, "the organisation has two portals of that name")
            }
            Err(error) => tracing::warn!(%error, "the organisation's portal cannot be used"),
        }
    }
    portals
}

/// `[accounts."111122223333"]` with `nickname`, `colour` and `tags`. Labels forbid nothing, so that one that cannot be
/// understood is left out.
fn labels(item: &Item) -> BTreeMap<AccountId, Label> {
    let tables = item.as_table_like().into_iter().flat_map(|accounts| accounts.iter());
    let labels = tables.filter_map(|(number, item)| match (number.parse(), label(item)) {
        (Ok(account), Ok(label)) => Some((account, label)),
        (Err(_), _) | (_, Err(_)) => {
            tracing::warn!(number, "the organisation's label of an account cannot be used");
            None
        }
    });
    labels.collect()
}

fn label(item: &Item) -> Result<Label> {
    let wrong = || Error::invalid("This is no label.", "Use nickname, colour and tags.");
    let text = |key: &str| match item.get(key) {
        None => Ok(None),
        Some(item) => item.as_str().map(|text| Some(text.to_owned())).ok_or_else(wrong),
    };
    let tags = match item.get("tags") {
        None => Vec::new(),
        Some(item) => {
            let tags = item.as_array().ok_or_else(wrong)?.iter();
            tags.map(|tag| tag.as_str().map(str::to_owned).ok_or_else(wrong)).collect::<Result<_>>()?
        }
    };
    let nickname = text("nickname")?.unwrap_or_default();
    Label::parse(&LabelView { nickname, colour: text("colour")?, tags, hidden: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_understood_forbids() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("organisation.toml");
        assert!(Organisation::read(&path).allows_device_code(), "there is no file");
        for (text, allowed) in [
            ("", true),
            ("device_code = true", true),
            ("device_code = false", false),
            ("device_code = 0", false),
            ("de{", false),
        ] {
            disk::write_atomic(&path, text.as_bytes()).expect("written");
            assert_eq!(Organisation::read(&path).allows_device_code(), allowed, "{text}");
        }
    }

    #[test]
    fn browsers_are_fixed_and_what_cannot_be_understood_keeps_consoles_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("organisation.toml");
        let read = |text: &str| {
            disk::write_atomic(&path, text.as_bytes()).expect("written");
            Organisation::read(&path)
        };
        let text = |choice: &Option<Choice>| choice.as_ref().map(ToString::to_string);
        let good = read(
            "console_browser = \"edge\"\nsign_in_browser = \"edge:Work\"\n\
             [accounts.111122223333]\nbrowser = \"own in edge\"\n[accounts.222233334444]\nnickname = \"x\"\n",
        );
        assert_eq!(text(&good.console_browser).as_deref(), Some("edge"));
        assert_eq!(text(&good.sign_in_browser).as_deref(), Some("edge:Work"));
        assert_eq!(good.fixed(), ["console_browser", "sign_in_browser"]);
        let account = "111122223333".parse().expect("an account");
        assert_eq!(good.account_browsers.len(), 1);
        assert_eq!(text(&good.account_browsers.get(&account).cloned()).as_deref(), Some("own in edge"));
        assert_eq!(text(&good.browser_of(Some(&account)).cloned()).as_deref(), Some("own in edge"));
        assert_eq!(text(&good.browser_of(None).cloned()).as_deref(), Some("edge"));
        for bad in ["console_browser = 3", "console_browser = \"netscape\"", "de{"] {
            assert_eq!(text(&read(bad).console_browser).as_deref(), Some("own"), "{bad}");
        }
        assert_eq!(read("sign_in_browser = \"own\"").sign_in_browser, None);
        let account_only = read("[accounts.111122223333]\nbrowser = false");
        assert_eq!(text(&account_only.account_browsers.get(&account).cloned()).as_deref(), Some("own"));
        assert_eq!(read("").fixed(), Vec::<String>::new());
    }

    #[test]
    fn guardrails_are_read_and_a_misspelt_one_makes_all_of_them_strict() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("organisation.toml");
        let read = |text: &str| {
            disk::write_atomic(&path, text.as_bytes()).expect("written");
            Organisation::read(&path)
        };
        let good = read(
            "[guardrails]\nadmin = \"type\"\nclasses = [{ role = \"AdministratorAccess\", class = \"read\" }]\n",
        );
        assert_eq!(good.fixed(), ["guardrails.admin", "guardrails.classes"]);
        assert!(good.allows_device_code(), "an organisation may call its own roles what it likes");
        for text in [
            "[guardrails]\namdin = \"type\"\n",
            "[guardrails]\nadmin = \"Type\"\n",
            "guardrails = 1\n",
            "[guardrails]\nminutes = 0\n",
            "device_code = 0\n[guardrails]\nadmin = \"free\"\n",
            "de{",
        ] {
            assert_eq!(read(text).guardrails, Guardrails::strictest(), "{text}");
        }
        assert_eq!(read("").guardrails, Guardrails::default());
    }

    #[test]
    fn labels_are_read_and_what_is_no_label_is_left_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("organisation.toml");
        let text = r#"
            [accounts."1111-2222-3333"]
            nickname = "Till"
            colour = "red"
            tags = ["team=payments", "pci"]
            [accounts."222233334444"]
            colour = "mauve"
            [accounts."444455556666"]
            tags = "team=x"
            [accounts.shop]
            nickname = "no number"
        "#;
        disk::write_atomic(&path, text.as_bytes()).expect("written");
        let labels = Organisation::read(&path).labels;
        assert_eq!(labels.len(), 1);
        let label = labels.values().next().expect("one").view();
        assert_eq!((label.nickname.as_str(), label.colour.as_deref()), ("Till", Some("red")));
        assert_eq!(label.tags, ["team=payments", "pci"]);
    }
}
