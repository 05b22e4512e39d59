//! What the window shows of a link of Portico's own before anything is opened.

use serde::Serialize;
use specta::Type;

use super::{Problem, RoleClass};

/// A link that somebody followed: who, what and where. What is not known is empty.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct LinkView {
    /// The link, to be opened by. Empty when it cannot be.
    pub text: String,
    /// The portal's name; its host where it is none of the person's.
    pub portal: String,
    /// Twelve digits.
    pub account: String,
    /// The digits grouped for reading.
    pub number: String,
    /// What the account is called in the list.
    pub title: String,
    /// The role that would be opened.
    pub role: String,
    /// How much it can do.
    pub class: Option<RoleClass>,
    /// The link names the role; else it is the weakest there is.
    pub named: bool,
    /// The console's service, by name; absent for the portal's own choice.
    pub service: Option<String>,
    /// The Region.
    pub region: Option<String>,
    /// What of the service, for one line.
    pub page: Option<String>,
    /// Why it cannot be opened.
    pub problem: Option<Problem>,
}
