//! The tray as a value: a pure function of what is known, compared before it is drawn.

use portico_model::{AccountId, RoleName};

use crate::settings::PortalName;

/// Everything the tray shows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Menu {
    /// The picture.
    pub icon: Icon,
    /// The text beside or under the picture.
    pub tooltip: String,
    /// From top to bottom.
    pub items: Vec<Item>,
}

/// The pictures, by state.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Icon {
    /// Signed in everywhere that matters.
    SignedIn,
    /// A session is about to end.
    EndingSoon,
    /// Nobody is signed in.
    #[default]
    SignedOut,
    /// The portals cannot be reached.
    Offline,
    /// The person has something to do.
    NeedsYou,
}

/// One entry of the menu.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Item {
    /// Text that does nothing.
    Label(String),
    /// A line.
    Separator,
    /// Text that does something.
    Action {
        /// What is shown.
        text: String,
        /// What is done.
        action: Action,
    },
    /// A menu in the menu.
    Submenu {
        /// What is shown.
        text: String,
        /// What is inside.
        items: Vec<Item>,
    },
}

/// What a click in the tray means.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Action {
    /// Show the window with the search focused.
    Search,
    /// Start signing in.
    SignIn(PortalName),
    /// End the session.
    SignOut(PortalName),
    /// Open the console.
    Open(PortalName, AccountId, RoleName),
    /// End the program.
    Quit,
}
