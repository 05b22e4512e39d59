//! From a choice to an open window: which browser it comes to on this machine, where that is, and going there.

use super::address::Public;
use super::choice::{Apart, BrowserId, Choice};
use super::dress::Look;
use super::find::{Browser, Found};
use super::identities::Place;
use super::known::Family;
use super::launch::{Isolation, check_own, container_extension, plan};
use super::own::{self, Whose};
use super::start::start;
use crate::disk::Home;
use crate::error::{Code, Error, Result};
use crate::role::RoleKey;

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
    look: Look,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Way {
    /// Whatever the system opens addresses with.
    Default,
    Browser(Browser, Isolation),
    /// The folder is made when it is opened.
    Own(Browser, Whose),
}

impl Outing {
    /// Finds the place. `default` is the default browser, where it is known. Touches nothing.
    ///
    /// # Errors
    /// When the browser is not installed, or it or its profile cannot do what was chosen.
    pub fn to(visit: Visit<'_>, found: &Found, default: Option<&BrowserId>) -> Result<Self> {
        let Visit { key, look, choice } = visit;
        let profile = choice.profile.as_deref();
        let (place, way) = match choice.apart {
            Apart::Same => match &choice.browser {
                None => (default.map_or_else(|| "default:".to_owned(), |id| shared(found, id)), Way::Default),
                Some(id) => {
                    let browser = found.browser(id)?;
                    let isolation = match profile {
                        None => Isolation::Same,
                        Some(name) => Isolation::Profile(browser.profile(name)?.folder.clone()),
                    };
                    (place_in(browser, profile)?, Way::Browser(browser.clone(), isolation))
                }
            },
            Apart::Container => {
                let can = |browser: &Browser| container_extension(browser, profile).map(drop);
                let browser = able(choice, found, default, "has containers", can)?;
                let name = look.title.clone();
                let place = format!("{}+{name}", place_in(browser, profile)?);
                let profile = choice.profile.clone();
                let isolation = Isolation::Container { profile, name, colour: look.colour() };
                (place, Way::Browser(browser.clone(), isolation))
            }
            Apart::Own | Apart::OwnByRole => {
                let can = "can have profiles of Portico's";
                let browser = able(choice, found, default, can, check_own)?;
                let role = (choice.apart == Apart::OwnByRole).then(|| key.role.clone());
                let whose = Whose { portal: key.portal.clone(), account: key.account.clone(), role };
                let place = format!("~{}", own::folder_name(&whose, &browser.id));
                (place, Way::Own(browser.clone(), whose))
            }
        };
        Ok(Self { place: Place::kept(&place), way, look: look.clone() })
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
            Way::Own(browser, whose) => {
                let folder = own::prepare(home, whose, browser, &self.look)?;
                start(&plan(browser, &Isolation::Own(folder), address)?)
            }
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
