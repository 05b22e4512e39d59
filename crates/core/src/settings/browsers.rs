//! `sign_in_browser` and `browser` of a `[[portal]]`: where one signs in to it, and where its consoles open.

use toml_edit::Table;

use super::{PortalName, Settings, names, portals_mut, put, text, unknown_portal};
use crate::console::browser::Choice;
use crate::disk::Home;
use crate::error::Result;

/// The browsers of a portal, where the person (or whoever wrote the settings) chose any.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PortalBrowsers {
    /// `sign_in_browser = "firefox-esr:Work"`: a browser and a profile of its own.
    pub sign_in: Option<Choice>,
    /// `browser = "container in firefox:Work"`: the consoles of all its accounts that have no choice of their own.
    pub consoles: Option<Choice>,
}

impl PortalBrowsers {
    pub(super) fn read(table: &Table) -> Result<Self> {
        let choice = |key: &str| text(table, key)?.map(str::parse::<Choice>).transpose();
        let sign_in = choice("sign_in_browser")?.map(Choice::for_signing_in).transpose()?;
        Ok(Self { sign_in, consoles: choice("browser")? })
    }
}

impl Settings {
    /// Sets the browsers of a portal and writes the file.
    ///
    /// # Errors
    /// When there is no such portal, one does not sign in in such a place, or the file is malformed or cannot be written.
    pub async fn set_browsers(home: &Home, name: &PortalName, browsers: &PortalBrowsers) -> Result<Self> {
        Self::edit(home, |document, known| {
            let sign_in = browsers.sign_in.clone().map(Choice::for_signing_in).transpose()?;
            let is_fixed = known.portal(name)?.fixed;
            let tables = portals_mut(document);
            if is_fixed && !tables.iter().any(|table| names(table, name)) {
                tables.push(Table::from_iter([("name", name.as_str())]));
            }
            let mut tables = tables.iter_mut();
            let table = tables.find(|table| names(table, name)).ok_or_else(|| unknown_portal(name))?;
            put(table, "sign_in_browser", sign_in.map(|choice| choice.to_string().into()));
            put(table, "browser", browsers.consoles.as_ref().map(|choice| choice.to_string().into()));
            Ok(())
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk;
    use crate::error::Code;

    const PORTAL: &str = "[[portal]]\nname = \"p\"\nstart_url = \"https://securecart.awsapps.com/start\"\n\
                          region = \"eu-west-1\"\n";

    fn home(text: &str) -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::at(folder.path()).expect("a home");
        disk::write_atomic(&home.settings(), text.as_bytes()).expect("written");
        (folder, home)
    }

    #[tokio::test]
    async fn browsers_round_trip_and_outlast_a_change_of_the_portal() {
        let (_folder, home) = home(&format!("{PORTAL}browser = \"chromium\" # by hand\n"));
        let name: PortalName = "p".parse().expect("a name");
        let chosen = PortalBrowsers {
            sign_in: Some("firefox-esr:Work".parse().expect("a choice")),
            consoles: Some("container in firefox".parse().expect("a choice")),
        };
        let settings = Settings::set_browsers(&home, &name, &chosen).await.expect("set");
        assert_eq!(settings.browsers.get(&name), Some(&chosen));
        let text = disk::read_text(&home.settings()).expect("reads").expect("exists");
        assert!(text.contains("browser = \"container in firefox\" # by hand"), "{text}");
        let settings = Settings::add_portal(&home, &settings.portals[0]).await.expect("changed");
        assert_eq!(settings.browsers.get(&name), Some(&chosen));
        let none = Settings::set_browsers(&home, &name, &PortalBrowsers::default()).await.expect("unset");
        assert!(none.browsers.is_empty());
        let apart =
            PortalBrowsers { sign_in: Some("own".parse().expect("a choice")), ..PortalBrowsers::default() };
        let error = Settings::set_browsers(&home, &name, &apart).await.expect_err("no place to sign in");
        assert_eq!(error.code(), Code::InvalidInput);
        let unknown = "q".parse().expect("a name");
        let error = Settings::set_browsers(&home, &unknown, &chosen).await.expect_err("unknown");
        assert_eq!(error.code(), Code::NotFound);
    }

    #[test]
    fn a_browser_that_is_none_is_refused_with_the_file_and_the_choices() {
        for line in [
            "browser = \"netscape\"",
            "browser = 3",
            "sign_in_browser = \"own in firefox\"",
            "sign_in_browser = \"-P x\"",
        ] {
            let (_folder, home) = home(&format!("{PORTAL}{line}\n"));
            let error = Settings::load(&home).expect_err(line);
            assert!(error.message().contains("settings.toml"), "{error}");
            assert!(!error.remedy().is_empty());
        }
    }
}
