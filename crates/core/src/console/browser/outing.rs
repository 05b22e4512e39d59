//! From a choice to an open window: which browser it comes to on this machine, where that is, and going there.

use super::address::Public;
use super::choice::{Apart, BrowserId, Choice};
use super::dress::Look;
use super::find::{Browser, Found};
use super::identities::{Opened, Place};
use super::known::Family;
use super::launch::{Isolation, check_own, container_extension, plan};
use super::own::{self, Whose};
use super::start::start;
use crate::disk::Home;
use crate::error::{Code, Error, Result};
use crate::role::RoleKey;
use crate::text::clean;
use crate::view::ConsolePlaceView;

/// So much of a name is shown.
const MOST: usize = 80;

/// What is to be visited.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// As whom.
    pub key: &'a RoleKey,
    /// What the account is called, and its colour.
    pub look: &'a Look,
    /// Where the person wants it.
    pub choice: &'a Choice,
}

/// A visit whose place is known.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outing {
    /// What it shares its identities with.
    pub place: Place,
    way: Way,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Way {
    /// Whatever the system opens addresses with.
    Default,
    Browser(Browser, Isolation),
    /// The folder is made when it is opened.
    Own(Browser, Whose, Look),
}

impl Outing {
    /// Finds the place. `default` is the default browser, where it is known. Touches nothing.
    ///
    /// # Errors
    /// When the browser is not installed, or it or its profile cannot do what was chosen.
    pub fn to(visit: Visit<'_>, found: &Found, default: Option<&BrowserId>) -> Result<Self> {
        let Visit { key, look, choice } = visit;
        let Some(browser) = browser_for(choice, found, default)? else {
            return Ok(Self::in_default(found, default));
        };
        let profile = choice.profile.as_deref();
        match choice.apart {
            Apart::Same => Self::among_tabs(browser, profile),
            Apart::Container => {
                // Two accounts may be called the same, and containers are known by their names alone.
                let name = format!("{} {}", look.title, key.account);
                let place = Place::kept(&format!("{}+{name}", place_in(browser, profile)?));
                let profile = choice.profile.clone();
                let isolation = Isolation::Container { profile, name, colour: look.colour() };
                Ok(Self { place, way: Way::Browser(browser.clone(), isolation) })
            }
            Apart::Own | Apart::OwnByRole => {
                let role = (choice.apart == Apart::OwnByRole).then(|| key.role.clone());
                let whose = Whose { portal: key.portal.clone(), account: key.account.clone(), role };
                let place = own::place(&whose, &browser.id);
                Ok(Self { place, way: Way::Own(browser.clone(), whose, look.clone()) })
            }
        }
    }

    /// Finds the way back to where a console was opened. `look` is the account's. Touches nothing.
    ///
    /// # Errors
    /// When the browser or its profile is gone, or the place is one that a newer version kept.
    pub fn back_to(opened: &Opened, look: &Look, found: &Found, default: Option<&BrowserId>) -> Result<Self> {
        let usual = Self::in_default(found, default);
        if usual.place == opened.place {
            return Ok(usual);
        }
        let place = opened.place.as_str();
        if let Some(rest) = place.strip_prefix('~') {
            let id: BrowserId = rest.split('~').nth(2).ok_or_else(|| gone(place))?.parse()?;
            let RoleKey { portal, account, role } = opened.key.clone();
            let whose = |role| Whose { portal: portal.clone(), account: account.clone(), role };
            let whose = [whose(None), whose(Some(role))].into_iter();
            let whose = { whose }.find(|whose| own::place(whose, &id) == opened.place);
            let way = Way::Own(found.browser(&id)?.clone(), whose.ok_or_else(|| gone(place))?, look.clone());
            return Ok(Self { place: opened.place.clone(), way });
        }
        let (id, folder) = place.split_once(':').ok_or_else(|| gone(place))?;
        if id == "default" {
            // Nothing was known of it then.
            return Ok(Self { place: opened.place.clone(), way: Way::Default });
        }
        let browser = found.browser(&id.parse()?)?;
        let container = folder.split_once('+').filter(|_| browser.profile(folder).is_err());
        let (folder, name) = container.map_or((folder, None), |(folder, name)| (folder, Some(name)));
        let profile = (!folder.is_empty()).then(|| folder.to_owned());
        let isolation = match (profile, name) {
            (profile, Some(name)) => {
                Isolation::Container { profile, name: name.to_owned(), colour: look.colour() }
            }
            (Some(folder), None) => Isolation::Profile(browser.profile(&folder)?.folder.clone()),
            (None, None) => Isolation::Same,
        };
        Ok(Self { place: opened.place.clone(), way: Way::Browser(browser.clone(), isolation) })
    }

    /// Finds the place to sign in at a portal.
    ///
    /// # Errors
    /// Those of [`Outing::to`], and when one does not sign in in such a place.
    pub fn to_sign_in(choice: Choice, found: &Found, default: Option<&BrowserId>) -> Result<Self> {
        let choice = choice.for_signing_in()?;
        match browser_for(&choice, found, default)? {
            None => Ok(Self::in_default(found, default)),
            Some(browser) => Self::among_tabs(browser, choice.profile.as_deref()),
        }
    }

    fn in_default(found: &Found, default: Option<&BrowserId>) -> Self {
        let place = default.map_or_else(|| "default:".to_owned(), |id| shared(found, id));
        Self { place: Place::kept(&place), way: Way::Default }
    }

    fn among_tabs(browser: &Browser, profile: Option<&str>) -> Result<Self> {
        let isolation = match profile {
            None => Isolation::Same,
            Some(name) => Isolation::Profile(browser.profile(name)?.folder.clone()),
        };
        let place = Place::kept(&place_in(browser, profile)?);
        Ok(Self { place, way: Way::Browser(browser.clone(), isolation) })
    }

    /// What the place is called.
    #[must_use]
    pub fn called(&self) -> ConsolePlaceView {
        let name = |browser: &Browser| clean(&browser.name, MOST);
        match &self.way {
            Way::Default => ConsolePlaceView::Default,
            Way::Browser(browser, Isolation::Same) => ConsolePlaceView::Browser { browser: name(browser) },
            Way::Browser(browser, Isolation::Profile(folder)) => {
                let profile = browser.profile(folder).map_or(folder.as_str(), |profile| &profile.name);
                ConsolePlaceView::Profile { browser: name(browser), profile: clean(profile, MOST) }
            }
            Way::Browser(browser, Isolation::Container { name: container, .. }) => {
                ConsolePlaceView::Container { browser: name(browser), container: clean(container, MOST) }
            }
            Way::Browser(browser, Isolation::Own(_)) | Way::Own(browser, ..) => {
                ConsolePlaceView::Own { browser: name(browser) }
            }
        }
    }

    /// Whether the system says which browser it is.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.way == Way::Default
    }

    /// Whether nothing is shared with the browser that the person signs in with: the portal's session is not there, unless
    /// they signed in there before.
    #[must_use]
    pub fn is_isolated(&self) -> bool {
        match &self.way {
            Way::Default | Way::Browser(_, Isolation::Same | Isolation::Profile(_)) => false,
            Way::Browser(_, Isolation::Container { .. } | Isolation::Own(_)) | Way::Own(..) => true,
        }
    }

    /// Opens `address` there. Waits for no browser.
    ///
    /// # Errors
    /// When the folder cannot be made, or the browser is gone.
    pub fn open(&self, home: &Home, address: &Public) -> Result<()> {
        match &self.way {
            Way::Default => super::open(address.url()),
            Way::Browser(browser, isolation) => start(&plan(browser, isolation, address)?),
            Way::Own(browser, whose, look) => {
                let folder = own::prepare(home, whose, browser, look)?;
                start(&plan(browser, &Isolation::Own(folder), address)?)
            }
        }
    }
}

/// Which browser a choice comes to on this machine; `None`: whatever the system opens addresses with.
///
/// # Errors
/// When it is not installed, or it or its profile cannot do what was chosen.
pub fn browser_for<'a>(
    choice: &Choice,
    found: &'a Found,
    default: Option<&BrowserId>,
) -> Result<Option<&'a Browser>> {
    let profile = choice.profile.as_deref();
    match choice.apart {
        Apart::Same => {
            let Some(id) = &choice.browser else { return Ok(None) };
            let browser = found.browser(id)?;
            profile.map(|name| browser.profile(name)).transpose()?;
            Ok(Some(browser))
        }
        Apart::Container => {
            let can = |browser: &Browser| container_extension(browser, profile).map(drop);
            able(choice, found, default, "has containers", can).map(Some)
        }
        Apart::Own | Apart::OwnByRole => {
            able(choice, found, default, "can have profiles of Portico's", check_own).map(Some)
        }
    }
}

/// The browser that was chosen; with none chosen, the first that can, the default one before all.
fn able<'a>(
    choice: &Choice,
    found: &'a Found,
    default: Option<&BrowserId>,
    what: &str,
    can: impl Fn(&Browser) -> Result<()>,
) -> Result<&'a Browser> {
    if let Some(id) = &choice.browser {
        let browser = found.browser(id)?;
        return can(browser).map(|()| browser);
    }
    let is_default = |browser: &&Browser| Some(&browser.id) == default;
    let mut wanted: Vec<&Browser> = found.browsers.iter().filter(is_default).collect();
    wanted.extend(found.browsers.iter().filter(|browser| !is_default(browser)));
    if let Some(browser) = wanted.iter().find(|browser| can(browser).is_ok()) {
        return Ok(browser);
    }
    // What the likeliest one lacks is of more use than that none has all.
    let likeliest = wanted.iter().find(|browser| browser.family == Family::Firefox);
    likeliest.map_or(Ok(()), |browser| can(browser))?;
    Err(Error::new(
        Code::DesktopFailed,
        format!("No browser of this machine {what}."),
        "Install one such as Firefox, or open the account's consoles in the default browser.",
    ))
}

fn gone(place: &str) -> Error {
    Error::new(
        Code::NotFound,
        format!("Portico does not know the way back to {}.", super::read::name(place)),
        "Sign out of the console in that browser itself.",
    )
}

fn shared(found: &Found, id: &BrowserId) -> String {
    let place = found.browser(id).and_then(|browser| place_in(browser, None));
    place.unwrap_or_else(|_| format!("{id}:"))
}

/// The browser and the folder of its profile, so that the default profile is one place, named or not.
fn place_in(browser: &Browser, profile: Option<&str>) -> Result<String> {
    let folder = match profile {
        Some(name) => browser.profile(name)?.folder.as_str(),
        None => {
            let defaults: Vec<_> = browser.profiles.iter().filter(|profile| profile.is_default).collect();
            if let [one] = &defaults[..] { one.folder.as_str() } else { "" }
        }
    };
    Ok(format!("{}:{folder}", browser.id))
}
