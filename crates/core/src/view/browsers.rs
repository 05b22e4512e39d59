//! What the window may see of browsers: which there are, which are chosen, and who is signed in where a console would open.

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Problem;

/// The browsers of this machine as choices, and everything that is chosen.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct BrowsersView {
    /// What may be chosen: those that name no browser first, then by browser.
    pub choices: Vec<BrowserChoice>,
    /// What the person chose for each portal.
    pub portals: Vec<PortalBrowsersView>,
    /// The accounts with a choice of their own.
    pub accounts: Vec<AccountBrowserView>,
    /// Where the organisation wants all consoles.
    pub fixed: Option<BrowserChoice>,
    /// Where it wants people to sign in.
    pub fixed_sign_in: Option<BrowserChoice>,
    /// The accounts whose consoles it wants elsewhere; their portals are empty.
    pub fixed_accounts: Vec<AccountBrowserView>,
}

/// One choice.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct BrowserChoice {
    /// The choice as settings spell it, such as `container in firefox:Work`.
    pub id: String,
    /// How far apart from the rest of the browser.
    pub apart: BrowserApart,
    /// The browser that it names, by name.
    pub browser: Option<String>,
    /// The browser that it comes to here where it names none, if that is known.
    pub comes_to: Option<String>,
    /// The profile that it names.
    pub profile: Option<String>,
    /// Who is signed in to that profile.
    pub person: Option<String>,
    /// Why no console would open so: the browser is gone, an extension is missing.
    pub problem: Option<Problem>,
}

/// How far a console is from everything else in the browser.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum BrowserApart {
    /// Among the other tabs.
    Same,
    /// In a Firefox container of the account's.
    Container,
    /// In a profile that Portico keeps for the account.
    Own,
    /// In one that it keeps for the account and the role.
    OwnByRole,
}

/// What is chosen for a portal.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct PortalBrowsersView {
    /// The portal's name.
    pub portal: String,
    /// Where its consoles open.
    pub consoles: BrowserChoice,
    /// Where one signs in to it.
    pub sign_in: BrowserChoice,
}

/// What is chosen for an account.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct AccountBrowserView {
    /// The portal's name.
    pub portal: String,
    /// Twelve digits.
    pub account: String,
    /// Where its consoles open.
    pub choice: BrowserChoice,
}

/// What a choice of a browser is for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Type)]
#[serde(rename_all = "snake_case")]
pub enum BrowserUse {
    /// For consoles.
    Consoles,
    /// For signing in.
    SignIn,
}

/// What a place is called where consoles open: a browser's profile, a container in it, or a folder that Portico keeps. `Display`
/// says it in English, within a sentence.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConsolePlaceView {
    /// Whichever browser the system says.
    Default,
    /// Where the browser's own windows are.
    Browser {
        /// The browser's name.
        browser: String,
    },
    /// A profile of it that the person made.
    Profile {
        /// The browser's name.
        browser: String,
        /// What the person calls it.
        profile: String,
    },
    /// A container of Firefox.
    Container {
        /// The browser's name.
        browser: String,
        /// The container's.
        container: String,
    },
    /// The profile that Portico keeps for one account.
    Own {
        /// The browser's name.
        browser: String,
    },
    /// One that cannot be gone back to, by what was kept of it.
    Gone {
        /// The key of the place.
        place: String,
    },
}

impl fmt::Display for ConsolePlaceView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("the default browser"),
            Self::Browser { browser } => f.write_str(browser),
            Self::Profile { browser, profile } => write!(f, "the profile {profile} of {browser}"),
            Self::Container { browser, container } => write!(f, "the container {container} of {browser}"),
            Self::Own { browser } => write!(f, "the account's own profile of {browser}"),
            Self::Gone { place } => f.write_str(place),
        }
    }
}

/// Those who are signed in already where AWS has room for no more.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct CrowdView {
    /// What the place is called.
    pub called: ConsolePlaceView,
    /// Who they are.
    pub open: Vec<IdentityView>,
    /// A choice that has room, where there is one.
    pub apart: Option<String>,
}

/// Somebody who is signed in to a console.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct IdentityView {
    /// The portal's name.
    pub portal: String,
    /// Twelve digits.
    pub account: String,
    /// What the account is called in the list.
    pub title: String,
    /// The role.
    pub role: String,
}
