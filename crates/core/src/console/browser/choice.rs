//! What a person (or their organisation) chose: which browser, which profile, how far apart from the rest.
//!
//! Rule: a choice is one line of text, the same in the settings, in the catalog and in the organisation's file; which of
//! several counts is decided here and is pure.

use std::fmt;
use std::str::FromStr;

use super::known::{KNOWN, Known};
use super::read::{MOST_NAME, name};
use crate::error::{Error, Result};

/// The id of a browser: one of [`KNOWN`]'s, with `@flatpak` or `@snap` when that installation of it is meant.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct BrowserId(Box<str>);

impl BrowserId {
    pub(super) fn of(known: &Known, suffix: &str) -> Self {
        Self(format!("{}{suffix}", known.id).into())
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id in [`KNOWN`].
    #[must_use]
    pub fn base(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }

    /// It says nothing of how the browser is installed.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        !self.0.contains('@')
    }
}

impl fmt::Display for BrowserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BrowserId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let base = ["@flatpak", "@snap"].iter().find_map(|suffix| text.strip_suffix(suffix)).unwrap_or(text);
        if KNOWN.iter().any(|known| known.id == base) {
            return Ok(Self(text.into()));
        }
        let ids: Vec<&str> = KNOWN.iter().map(|known| known.id).collect();
        Err(Error::invalid(
            format!("Portico knows no browser called \"{}\".", name(text)),
            format!("Choose one of: {}.", ids.join(", ")),
        ))
    }
}

/// How far a console is from everything else in the browser.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Apart {
    /// Among the person's other tabs.
    #[default]
    Same,
    /// In a Firefox container of the account's.
    Container,
    /// In a profile that Portico keeps for the account.
    Own,
    /// In one that it keeps for the account and the role.
    OwnByRole,
}

/// A choice as kept: `default`, `BROWSER`, `BROWSER:PROFILE`, or `container`, `own`, `own-by-role` with ` in BROWSER` (and
/// for a container `:PROFILE`) behind it or without.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Choice {
    /// How far apart.
    pub apart: Apart,
    /// `None`: the default browser, or the first that can do it.
    pub browser: Option<BrowserId>,
    /// A profile's name or folder; `None`: the browser's default one.
    pub profile: Option<String>,
}

impl FromStr for Choice {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let (word, rest) = match text.split_once(" in ") {
            Some((word, rest)) => (word, Some(rest)),
            None => (text, None),
        };
        let apart = match word {
            "container" => Apart::Container,
            "own" => Apart::Own,
            "own-by-role" => Apart::OwnByRole,
            _ if text == "default" => return Ok(Self::default()),
            // A profile may be called "x in y".
            _ => return browser_of(Apart::Same, text),
        };
        match rest {
            None => Ok(Self { apart, ..Self::default() }),
            Some(rest) => browser_of(apart, rest),
        }
    }
}

fn browser_of(apart: Apart, text: &str) -> Result<Choice> {
    let (browser, profile) = match text.split_once(':') {
        None => (text, None),
        Some((browser, profile)) => (browser, Some(profile)),
    };
    let browser = browser.parse()?;
    let Some(profile) = profile else { return Ok(Choice { apart, browser: Some(browser), profile: None }) };
    if matches!(apart, Apart::Own | Apart::OwnByRole) {
        return Err(Error::invalid(
            "A profile that Portico keeps is none of the browser's own.",
            format!("Write \"own in {browser}\"."),
        ));
    }
    // Profiles are told apart by what is shown of their names.
    if profile.is_empty() || profile != name(profile) || profile.chars().count() > MOST_NAME {
        return Err(Error::invalid(
            format!("\"{}\" cannot be a profile's name.", name(profile)),
            format!("Write the profile's name behind the colon, such as {browser}:Work."),
        ));
    }
    Ok(Choice { apart, browser: Some(browser), profile: Some(profile.to_owned()) })
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.apart {
            Apart::Same => "",
            Apart::Container => "container",
            Apart::Own => "own",
            Apart::OwnByRole => "own-by-role",
        };
        f.write_str(word)?;
        let Some(browser) = &self.browser else {
            return f.write_str(if word.is_empty() { "default" } else { "" });
        };
        let between = if word.is_empty() { "" } else { " in " };
        write!(f, "{between}{browser}")?;
        self.profile.as_ref().map_or(Ok(()), |profile| write!(f, ":{profile}"))
    }
}

impl Choice {
    /// A choice of where to sign in, which has to be a place that consoles can share: the browser itself.
    ///
    /// # Errors
    /// When it asks for a container or a profile of Portico's.
    pub fn for_signing_in(self) -> Result<Self> {
        match self.apart {
            Apart::Same => Ok(self),
            Apart::Container | Apart::Own | Apart::OwnByRole => Err(Error::invalid(
                format!("One does not sign in in \"{self}\"."),
                "Name a browser, or a browser and a profile, such as firefox:Work.",
            )),
        }
    }
}

/// The choices there are for the consoles of one account, from whom they come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices<'a> {
    /// The organisation's for this account.
    pub fixed_for_account: Option<&'a Choice>,
    /// The organisation's for all.
    pub fixed: Option<&'a Choice>,
    /// The person's for this account.
    pub account: Option<&'a Choice>,
    /// The person's for the portal.
    pub portal: Option<&'a Choice>,
}

impl Choices<'_> {
    /// The one that counts, and whether the person may not change it. The organisation goes before the person, the account
    /// before the portal; with none, the default browser.
    #[must_use]
    pub fn decide(&self) -> (Choice, bool) {
        let fixed = self.fixed_for_account.or(self.fixed);
        let choice = fixed.or(self.account).or(self.portal).cloned().unwrap_or_default();
        (choice, fixed.is_some())
    }

    /// The same where somebody wants `once` for this time.
    ///
    /// # Errors
    /// When the organisation has another choice.
    pub fn decide_once(&self, once: Option<&Choice>) -> Result<Choice> {
        let (choice, is_fixed) = self.decide();
        match once {
            Some(once) if is_fixed && *once != choice => Err(fixed_choice(&choice)),
            once => Ok(once.cloned().unwrap_or(choice)),
        }
    }
}

/// The refusal where the organisation has chosen already.
#[must_use]
pub fn fixed_choice(choice: &Choice) -> Error {
    Error::invalid(
        format!("Your organisation chose the browser: \"{choice}\"."),
        "Go on without another one; only an administrator of this machine can change that.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(text: &str) -> Choice {
        text.parse().expect(text)
    }

    #[test]
    fn choices_are_read_and_written_alike() {
        for text in [
            "default",
            "firefox-esr",
            "firefox-esr:Work",
            "firefox@flatpak:a: b in c",
            "chromium@snap",
            "container",
            "container in firefox:Work",
            "own",
            "own in chromium",
            "own-by-role in edge",
        ] {
            assert_eq!(choice(text).to_string(), text);
        }
        let own = choice("own-by-role in edge");
        assert_eq!(
            (own.apart, own.browser.as_ref().map(BrowserId::as_str)),
            (Apart::OwnByRole, Some("edge"))
        );
        assert_eq!(choice(" default ").to_string(), "default");
    }

    #[test]
    fn unknown_browsers_and_hostile_profiles_are_refused_with_a_remedy() {
        for bad in [
            "",
            "netscape",
            "firefox@evil",
            "Firefox",
            "--help",
            "own in firefox:Work",
            "own in",
            "own in netscape",
            "container in ",
            "firefox:",
            "firefox: x",
            "firefox:a\nb",
            "firefox:\u{202e}x",
            "default in firefox",
        ] {
            let error = bad.parse::<Choice>().expect_err(bad);
            assert!(!error.remedy().is_empty() && !error.message().contains(['\n', '\u{202e}']), "{bad}");
        }
        assert!(format!("firefox:{}", "x".repeat(81)).parse::<Choice>().is_err());
        let error = choice("own in chromium").for_signing_in().expect_err("a sign-in is shared");
        assert!(error.remedy().contains("firefox:Work"));
        assert!(choice("default").for_signing_in().is_ok());
    }

    #[test]
    fn the_organisation_goes_first_then_the_account_then_the_portal() {
        let [org_account, org, account, portal] =
            ["own in edge", "edge", "container", "firefox:Work"].map(choice);
        let all = Choices {
            fixed_for_account: Some(&org_account),
            fixed: Some(&org),
            account: Some(&account),
            portal: Some(&portal),
        };
        assert_eq!(all.decide(), (org_account.clone(), true));
        let all = Choices { fixed_for_account: None, ..all };
        assert_eq!(all.decide(), (org.clone(), true));
        let all = Choices { fixed: None, ..all };
        assert_eq!(all.decide(), (account.clone(), false));
        let all = Choices { account: None, ..all };
        assert_eq!(all.decide(), (portal.clone(), false));
        assert_eq!(Choices::default().decide(), (Choice::default(), false));
    }

    #[test]
    fn for_this_once_goes_before_all_but_the_organisation() {
        let [fixed, portal, once] = ["own", "firefox:Work", "edge"].map(choice);
        let free = Choices { portal: Some(&portal), ..Choices::default() };
        assert_eq!(free.decide_once(Some(&once)).expect("free"), once);
        assert_eq!(free.decide_once(None).expect("free"), portal);
        let bound = Choices { fixed: Some(&fixed), ..free };
        assert_eq!(bound.decide_once(None).expect("as it says"), fixed);
        assert_eq!(bound.decide_once(Some(&fixed)).expect("the same"), fixed);
        let error = bound.decide_once(Some(&once)).expect_err("fixed");
        assert!(error.message().contains("organisation") && error.message().contains("\"own\""), "{error}");
    }
}
