//! What the window may see of the places in an account's consoles.

use serde::Serialize;
use specta::Type;

use crate::catalog::Visit;

/// Where the person has been, or often goes.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct VisitView {
    /// The service, by id.
    pub service: String,
    /// Its name.
    pub title: String,
    /// The Region, if one was named.
    pub region: Option<String>,
    /// A favourite.
    pub starred: bool,
}

impl From<&Visit> for VisitView {
    fn from(Visit { spot, starred, .. }: &Visit) -> Self {
        Self {
            service: spot.service.id().to_owned(),
            title: spot.service.name().to_owned(),
            region: spot.region.as_ref().map(ToString::to_string),
            starred: *starred,
        }
    }
}
