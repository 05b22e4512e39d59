//! Which cause deserves a notification, and its words.

use crate::settings::PortalName;

/// A notification for the person.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notice {
    /// The heading.
    pub title: String,
    /// One or two sentences.
    pub body: String,
    /// The one button, with what it does.
    pub action: Option<(String, NoticeAction)>,
}

/// What the button of a notification does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NoticeAction {
    /// Start signing in to this portal.
    SignIn(PortalName),
}
