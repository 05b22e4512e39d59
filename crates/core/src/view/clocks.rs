//! What lasts until a moment, as the window sees it: what the snapshot does not tell already.

use serde::Serialize;
use specta::Type;

use super::ConsolePlaceView;

/// Everything of a role that ends at some time.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct ClocksView {
    /// Role credentials in hand.
    pub credentials: Vec<HeldView>,
    /// The consoles that Portico opened, by where they are.
    pub consoles: Vec<OpenedView>,
}

/// Something of a role, until when.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct HeldView {
    /// The portal's name.
    pub portal: String,
    /// Twelve digits.
    pub account: String,
    /// What the account is called in the list.
    pub name: String,
    /// The role.
    pub role: String,
    /// When it ends, at the latest.
    #[specta(type = f64)]
    pub until: i64,
}

/// A browser, a profile of one or a container, with the consoles that share it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct OpenedView {
    /// The key of the command that signs out of them.
    pub place: String,
    /// What it is called.
    pub called: ConsolePlaceView,
    /// Who is signed in, who ends first before the others.
    pub open: Vec<HeldView>,
}
