//! Links to consoles: those that a person gives away, and those of Portico's own that they follow.
//!
//! Rule: following a link opens nothing; it tells what would be opened, and the person decides. Without a role in it, the weakest
//! is meant.

use url::Url;

use crate::console::paste::{self, Place};
use crate::console::{self, Aim, Destination, Service};
use crate::engine::Engine;
use crate::engine::consoles::console_address;
use crate::error::{Code, Error, Problem, Result};
use crate::organisation::AccessRequest;
use crate::policy::Policy;
use crate::role::RoleKey;
use crate::settings::{Portal, PortalName, Settings};
use crate::text::clean;
use crate::view::LinkView;

/// How a link to a console is written. None of them has a secret in it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Sharing {
    /// Whoever follows it chooses the role.
    pub without_role: bool,
    /// For Portico, not for a browser.
    pub app: bool,
}

impl Sharing {
    /// The link to `destination` in the console of the role.
    ///
    /// # Errors
    /// When there is no such destination in the portal's partition.
    pub(super) fn link(self, portal: &Portal, key: &RoleKey, destination: &Destination) -> Result<Url> {
        let role = Some(&key.role).filter(|_| !self.without_role);
        if self.app {
            paste::write_app_link(portal, &key.account, role, destination)
        } else {
            Ok(console_address(portal, &key.account, role, destination)?.url().clone())
        }
    }
}

impl Engine {
    /// What a link of Portico's own leads to, and why not when it leads nowhere. Opens nothing.
    #[must_use]
    pub fn link(&self, text: &str) -> LinkView {
        let mut view = LinkView::default();
        match self.read_link(text, &mut view) {
            Ok(()) => view.text = text.to_owned(),
            Err(error) => view.problem = Some(Problem::from(&error)),
        }
        view
    }

    fn read_link(&self, text: &str, view: &mut LinkView) -> Result<()> {
        let place = paste::app_link(text)?;
        let settings = Settings::load(&self.parts.home)?;
        show_place(&place, view);
        let portal = Aim::through(&place, &settings.portals)?;
        view.portal = portal.as_ref().map_or_else(|| view.portal.clone(), ToString::to_string);
        let key = self.meant(&place, portal.as_ref())?;
        let entry = self.parts.catalog.entry(&key.portal, &key.account)?;
        if let Some(entry) = &entry {
            view.title = clean(&entry.title(), 200);
        }
        let policy = Policy::in_force(&self.parts.home, &settings);
        (view.portal, view.role) = (key.portal.to_string(), key.role.to_string());
        view.class = Some(policy.class(&key.role));
        let portal = settings.portal(&key.portal)?;
        let destination = place.destination(portal)?;
        console::destination_url(portal, &destination).map(drop)
    }

    fn meant(&self, place: &Place, portal: Option<&PortalName>) -> Result<RoleKey> {
        let Some(account) = &place.account else { return Err(Error::internal("The link names no account.")) };
        let service = place.service.map(Service::id);
        let found = self.find_for(portal, account.as_str(), place.role.as_ref(), service);
        found.map_err(|error| {
            let known = self.find(portal, account.as_str(), None);
            match (error.code(), known) {
                // It is listed: the error says which roles there are.
                (Code::NotFound, Ok(_)) => error,
                (Code::InvalidInput, _) => Error::invalid(
                    format!("Account {} is in several of your portals.", account.grouped()),
                    "Ask for a link that names the portal, or open the account from the list.",
                ),
                (_, _) => {
                    let through = portal.map(|portal| format!(" through {portal}")).unwrap_or_default();
                    let error = Error::new(
                        Code::NotAssigned,
                        format!("You have no role in account {}{through}.", account.grouped()),
                        "Sign in or list the accounts again if it is new, or ask for access to it.",
                    );
                    let access = AccessRequest { account: Some(account.clone()), role: place.role.clone() };
                    self.parts.catalog.asked_for(error, Some(access))
                }
            }
        })
    }
}

fn show_place(place: &Place, view: &mut LinkView) {
    if let Some(account) = &place.account {
        (view.account, view.number) = (account.to_string(), account.grouped());
    }
    view.portal = place.portal.as_ref().map(|portal| portal.host().to_owned()).unwrap_or_default();
    view.role = place.role.as_ref().map(ToString::to_string).unwrap_or_default();
    view.named = place.role.is_some();
    view.service = place.service.map(|service| service.name().to_owned());
    view.region = place.region.as_ref().map(ToString::to_string);
    view.page = place.page();
}
