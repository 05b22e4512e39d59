//! Choosing browsers, for the window and the terminal alike.
//!
//! Rule: what this machine cannot do is refused when it is chosen, not when somebody wants a console; so is what the organisation
//! fixed.

use portico_model::AccountId;

use crate::console::browser::{
    Apart, Browser, BrowserId, Choice, Family, Found, KNOWN, browser_for, check_own, fixed_choice,
};
use crate::engine::live::Answer;
use crate::engine::work::{Outcome, Worker};
use crate::engine::{Cause, Engine, Parts, Reply};
use crate::error::{Problem, Result};
use crate::organisation::Organisation;
use crate::settings::{PortalName, Settings};
use crate::view::{AccountBrowserView, BrowserApart, BrowserChoice, BrowsersView, PortalBrowsersView};

/// What a choice is for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum BrowserOf {
    /// All consoles of a portal.
    Consoles(PortalName),
    /// Signing in to it.
    SignIn(PortalName),
    /// The consoles of one account; the default choice takes its own back.
    Account(PortalName, AccountId),
}

impl BrowserOf {
    /// The portal that it is about.
    #[must_use]
    pub fn portal(&self) -> &PortalName {
        match self {
            Self::Consoles(portal) | Self::SignIn(portal) | Self::Account(portal, _) => portal,
        }
    }
}

impl Engine {
    /// The browsers of this machine as choices, and everything that is chosen. Reads small files.
    ///
    /// # Errors
    /// When the settings cannot be understood.
    pub async fn browsers(&self) -> Result<BrowsersView> {
        let (settings, organisation) =
            (Settings::load(&self.parts.home)?, Organisation::read(self.parts.home.organisation()));
        let accounts = self.parts.catalog.browsers_of_accounts()?;
        let look = move |found: &Found, default: Option<&BrowserId>| {
            let view = |choice: &Choice| view_of(choice, found, default);
            let of = |portal: &PortalName| {
                let chosen = settings.browsers.get(portal).cloned().unwrap_or_default();
                PortalBrowsersView {
                    portal: portal.to_string(),
                    consoles: view(&chosen.consoles.unwrap_or_default()),
                    sign_in: view(&chosen.sign_in.unwrap_or_default()),
                }
            };
            let account = |portal: &str, account: &AccountId, choice: &Choice| AccountBrowserView {
                portal: portal.to_owned(),
                account: account.to_string(),
                choice: view(choice),
            };
            let fixed = organisation.account_browsers.iter();
            Ok(BrowsersView {
                choices: choices(found).iter().map(view).collect(),
                portals: settings.portals.iter().map(|portal| of(&portal.name)).collect(),
                accounts: accounts.iter().map(|(portal, id, c)| account(portal.as_str(), id, c)).collect(),
                fixed: organisation.console_browser.as_ref().map(view),
                fixed_sign_in: organisation.sign_in_browser.as_ref().map(view),
                fixed_accounts: fixed.map(|(id, choice)| account("", id, choice)).collect(),
            })
        };
        self.parts.looking(look).await
    }
}

impl Worker {
    pub(super) fn choose_browser(&self, of: BrowserOf, choice: Choice, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            worker.report(match worker.parts.choose_browser(&of, choice).await {
                Ok(Some(settings)) => Outcome::Settings(Ok(settings), answer),
                Ok(None) => Outcome::Did(Ok((Reply::Done, Some(Cause::SettingsChanged))), answer),
                Err(error) => Outcome::Did(Err(error), answer),
            });
        });
    }
}

impl Parts {
    /// Keeps a choice; answers the settings when it is kept there.
    async fn choose_browser(&self, of: &BrowserOf, choice: Choice) -> Result<Option<Settings>> {
        let organisation = Organisation::read(self.home.organisation());
        let (fixed, choice) = match of {
            BrowserOf::SignIn(_) => (organisation.sign_in_browser.as_ref(), choice.for_signing_in()?),
            BrowserOf::Consoles(_) => (organisation.browser_of(None), choice),
            BrowserOf::Account(_, account) => (organisation.browser_of(Some(account)), choice),
        };
        if let Some(fixed) = fixed {
            return Err(fixed_choice(fixed));
        }
        let wanted = choice.clone();
        self.looking(move |found, default| browser_for(&wanted, found, default).map(drop)).await?;
        let chosen = (choice != Choice::default()).then_some(choice);
        let mut browsers = Settings::load(&self.home)?.browsers.remove(of.portal()).unwrap_or_default();
        match of {
            BrowserOf::Account(portal, account) => {
                self.catalog.choose_browser(portal, account, chosen.as_ref())?;
                return Ok(None);
            }
            BrowserOf::SignIn(_) => browsers.sign_in = chosen,
            BrowserOf::Consoles(_) => browsers.consoles = chosen,
        }
        Settings::set_browsers(&self.home, of.portal(), &browsers).await.map(Some)
    }
}

/// Everything that makes sense on this machine. Where there is one browser only, that need not be named to be kept apart.
fn choices(found: &Found) -> Vec<Choice> {
    let own = [Apart::Own, Apart::OwnByRole];
    let able = |browser: &&Browser| check_own(browser).is_ok();
    let mut all = vec![Choice::default()];
    if found.browsers.iter().any(|browser| able(&browser)) {
        all.extend(own.map(|apart| Choice { apart, ..Choice::default() }));
    }
    let with_containers = |browser: &&Browser| browser.family == Family::Firefox;
    if found.browsers.iter().any(|browser| with_containers(&browser)) {
        all.push(Choice { apart: Apart::Container, ..Choice::default() });
    }
    for browser in &found.browsers {
        let of = |apart, profile| Choice { apart, browser: Some(browser.id.clone()), profile };
        all.push(of(Apart::Same, None));
        if browser.profiles.len() > 1 {
            all.extend(browser.profiles.iter().map(|one| of(Apart::Same, Some(one.name.clone()))));
        }
        let able_profiles = browser.profiles.iter().filter(|one| one.container.is_some());
        all.extend(able_profiles.map(|one| of(Apart::Container, Some(one.name.clone()))));
        if found.browsers.len() > 1 && able(&browser) {
            all.extend(own.map(|apart| of(apart, None)));
        }
    }
    all
}

fn view_of(choice: &Choice, found: &Found, default: Option<&BrowserId>) -> BrowserChoice {
    let name = |id: &BrowserId| {
        let known = || KNOWN.iter().find(|known| known.id == id.base()).map(|known| known.name.to_owned());
        let there = found.browser(id).ok().map(|browser| browser.name.clone());
        there.or_else(known).unwrap_or_else(|| id.to_string())
    };
    let comes_to = browser_for(choice, found, default);
    let problem = comes_to.as_ref().err().map(Problem::from);
    let is_usual = choice.browser.is_none() && choice.apart == Apart::Same;
    let usual = default.filter(|_| is_usual).map(name);
    let other = comes_to.ok().flatten().map(|browser| browser.name.clone());
    let profile = choice
        .browser
        .as_ref()
        .zip(choice.profile.as_ref())
        .and_then(|(id, profile)| found.browser(id).and_then(|browser| browser.profile(profile)).ok());
    BrowserChoice {
        id: choice.to_string(),
        apart: match choice.apart {
            Apart::Same => BrowserApart::Same,
            Apart::Container => BrowserApart::Container,
            Apart::Own => BrowserApart::Own,
            Apart::OwnByRole => BrowserApart::OwnByRole,
        },
        browser: choice.browser.as_ref().map(name),
        comes_to: usual.or(other).filter(|_| choice.browser.is_none()),
        profile: profile.map(|profile| profile.name.clone()).or_else(|| choice.profile.clone()),
        person: profile.and_then(|profile| profile.person.clone()),
        problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::browser::{Profile, Way};
    use crate::error::Code;

    fn profile(name: &str, is_default: bool) -> Profile {
        Profile {
            folder: format!("x.{name}"),
            name: name.to_owned(),
            person: (name == "Work").then(|| "me@example.com".to_owned()),
            colour: None,
            is_default,
            path: format!("/x/{name}").into(),
            container: None,
        }
    }

    fn browser(id: &str, name: &str, family: Family, profiles: &[&str]) -> Browser {
        let profiles = profiles.iter().enumerate().map(|(nth, name)| profile(name, nth == 0));
        Browser {
            id: id.parse().expect("an id"),
            name: name.to_owned(),
            family,
            way: Way::Program(format!("/usr/bin/{id}").into()),
            profiles: profiles.collect(),
        }
    }

    fn ids(found: &Found) -> Vec<String> {
        choices(found).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_offered_is_what_makes_sense_on_the_machine() {
        assert_eq!(ids(&Found::default()), ["default"]);
        let firefox = browser("firefox", "Firefox", Family::Firefox, &["Home", "Work"]);
        let one = Found { browsers: vec![firefox.clone()], skipped: Vec::new() };
        let usual = ["default", "own", "own-by-role", "container", "firefox", "firefox:Home", "firefox:Work"];
        assert_eq!(ids(&one), usual);
        let arc = browser("arc", "Arc", Family::Fixed, &[]);
        let edge = browser("edge", "Edge", Family::Chromium, &["Default"]);
        let all = Found { browsers: vec![firefox, edge, arc], skipped: Vec::new() };
        let more =
            ["own in firefox", "own-by-role in firefox", "edge", "own in edge", "own-by-role in edge", "arc"];
        assert_eq!(ids(&all), [&usual[..], &more].concat());
        for choice in choices(&all).iter().filter(|choice| choice.apart != Apart::Container) {
            assert!(view_of(choice, &all, None).problem.is_none(), "{choice}");
        }
    }

    #[test]
    fn a_choice_says_what_it_comes_to_or_why_it_comes_to_nothing() {
        let firefox = browser("firefox", "Firefox", Family::Firefox, &["Home", "Work"]);
        let found = Found { browsers: vec![firefox], skipped: Vec::new() };
        let default: BrowserId = "firefox".parse().expect("an id");
        let view = |text: &str| view_of(&text.parse().expect(text), &found, Some(&default));
        assert_eq!(view("default").comes_to.as_deref(), Some("Firefox"));
        assert_eq!(view("own").comes_to.as_deref(), Some("Firefox"));
        let work = view("firefox:Work");
        assert_eq!((work.browser.as_deref(), work.comes_to), (Some("Firefox"), None));
        assert_eq!(work.person.as_deref(), Some("me@example.com"));
        for (text, code, name) in [
            ("vivaldi:Work", Code::DesktopFailed, Some("Vivaldi")),
            ("firefox:Play", Code::NotFound, Some("Firefox")),
            ("container", Code::DesktopFailed, None),
        ] {
            let view = view(text);
            assert_eq!(view.problem.as_ref().map(|problem| problem.code), Some(code), "{text}");
            assert_eq!((view.id.as_str(), view.browser.as_deref()), (text, name));
        }
        let unknown = view_of(&Choice::default(), &Found::default(), None);
        assert_eq!((unknown.comes_to, unknown.problem), (None, None));
    }
}
