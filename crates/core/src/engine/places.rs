//! A place in AWS that somebody pasted into the search, or named in it: which accounts it may be in, and where it leads there.
//!
//! Rules: it is read anew from the text each time, so that no address comes from the page; where a service is meant, roles that
//! are for it stand before others that can do as little.

use portico_model::RoleName;

use crate::catalog::Reading;
use crate::console::paste::{self, Form, Place};
use crate::console::{Aim, Destination, Service};
use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::organisation::AccessRequest;
use crate::policy;
use crate::role::RoleKey;
use crate::settings::{PortalName, Settings};
use crate::text::clean;
use crate::view::{Ask, Listing, PlaceView, Problem};

/// Characters of a search that are looked at; nothing longer is a search.
const LONGEST_QUERY: usize = 200;

impl Engine {
    /// The part of the list that `ask` is about, from the catalog alone: no network, no waiting. Where a place was pasted
    /// instead of words, the accounts it may be in; where words name a service or a Region, the accounts that the others mean.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub fn listing(&self, ask: &Ask) -> Result<Listing> {
        match paste::read(&ask.query) {
            Ok(Some(place)) if place.form != Form::Account => self.around(&place, ask),
            Ok(_) => self.worded(ask),
            Err(error) => {
                let place =
                    PlaceView { pasted: true, problem: Some(Problem::from(&error)), ..PlaceView::default() };
                Ok(Listing { place: Some(place), ..self.listed(ask)? })
            }
        }
    }

    /// The same for whoever goes nowhere: all words are about accounts.
    ///
    /// # Errors
    /// Those of [`Engine::listing`].
    pub fn accounts(&self, ask: &Ask) -> Result<Listing> {
        match paste::read(&ask.query) {
            Ok(Some(place)) if place.form != Form::Account => self.around(&place, ask),
            Ok(_) | Err(_) => self.listed(ask),
        }
    }

    /// Where `place`, as the list for `query` has it, is for this role.
    ///
    /// # Errors
    /// Those of [`Engine::destination`].
    pub fn landing(&self, key: &RoleKey, query: &str, place: Option<&PlaceView>) -> Result<Destination> {
        match place {
            None => Ok(Destination::default()),
            Some(place) if place.pasted => self.destination(key, query),
            Some(place) => {
                let region = place.region.as_deref().map(str::parse).transpose()?;
                Ok(Destination { service: place.service.clone(), region, url: None })
            }
        }
    }

    /// Where the place in `text` is for this role.
    ///
    /// # Errors
    /// When the text means no place, or one that is elsewhere.
    pub fn destination(&self, key: &RoleKey, text: &str) -> Result<Destination> {
        let settings = Settings::load(&self.parts.home)?;
        let place = paste::place(text)?;
        Aim::at(&place, &settings.portals, None, Some(key.account.as_str()), None)?;
        place.destination(settings.portal(&key.portal)?)
    }

    fn worded(&self, ask: &Ask) -> Result<Listing> {
        let query: String = ask.query.chars().take(LONGEST_QUERY).collect();
        let Reading { accounts, service, region } = self.parts.catalog.read_search(&query)?;
        let listing = self.listed(&Ask { query: accounts, ..ask.clone() })?;
        if service.is_none() && region.is_none() {
            return Ok(listing);
        }
        let region = region.map(|region| region.to_string());
        let place = PlaceView { region, ..named(service) };
        Ok(Listing { place: Some(place), ..fit_for(listing, service) })
    }

    fn listed(&self, ask: &Ask) -> Result<Listing> {
        let query = ask.query.chars().take(LONGEST_QUERY).collect();
        let ask = &Ask { query, ..ask.clone() };
        self.parts.catalog.listing(ask, &|key| self.parts.sessions.credentials_until(key))
    }

    fn around(&self, place: &Place, ask: &Ask) -> Result<Listing> {
        let portals = Settings::load(&self.parts.home).map(|settings| settings.portals).unwrap_or_default();
        let through = Aim::through(place, &portals);
        let with = |words: &[&str]| Ask { query: words.join(" "), ..ask.clone() };
        let account = place.account.as_ref().map_or("", |account| account.as_str());
        let portal = through.as_ref().ok().and_then(Option::as_ref).map_or("", PortalName::as_str);
        let role = place.role.as_ref().map_or("", |role| role.as_str());
        let found = self.listed(&with(&[account, portal, role]))?;
        let (found, problem) = match (&through, found.total) {
            (Err(error), _) => (
                Listing { total: 0, rows: Vec::new(), sections: Vec::new(), ..found },
                Some(Problem::from(error)),
            ),
            // The role is none of theirs: those they have there are the next best.
            (Ok(_), 0) => {
                let others = self.listed(&with(&[account, portal]))?;
                let access = AccessRequest { account: place.account.clone(), role: place.role.clone() };
                let error = self.parts.catalog.asked_for(no_access(place, others.total > 0), Some(access));
                let problem = Problem::from(&error);
                (others, Some(problem))
            }
            (Ok(_), _) => (found, None),
        };
        let found = fit_for(found, place.service);
        let place = PlaceView {
            pasted: true,
            what: place.resource.as_deref().map(|what| clean(what, 120)),
            region: place.region.as_ref().map(ToString::to_string),
            account: place.account.as_ref().map(|account| account.grouped()),
            problem,
            ..named(place.service)
        };
        Ok(Listing { place: Some(place), ..found })
    }
}

/// A console by its service.
fn named(service: Option<&'static Service>) -> PlaceView {
    PlaceView {
        service: service.map(|service| service.id().to_owned()),
        title: service.map_or("AWS console", Service::name).to_owned(),
        ..PlaceView::default()
    }
}

/// The same accounts, in each the role first that is the weakest for `service`.
fn fit_for(mut listing: Listing, service: Option<&'static Service>) -> Listing {
    let Some(service) = service else { return listing };
    let kept = listing.kept.iter_mut().flatten().map(|place| &mut place.row);
    for row in listing.rows.iter_mut().chain(kept) {
        row.roles.sort_by_cached_key(|row| {
            let role: Option<RoleName> = row.role.parse().ok();
            role.map(|role| policy::place(row.class, &role, Some(service.id())))
        });
    }
    listing
}

fn no_access(place: &Place, has_others: bool) -> Error {
    let account = place.account.as_ref().map_or_else(String::new, |account| account.grouped());
    match (&place.role, has_others) {
        (Some(role), true) => Error::new(
            Code::NotAssigned,
            format!("You have no role called {role} in account {account}."),
            "Open the place with one of the roles below, or ask for that one.",
        ),
        (Some(_) | None, _) => Error::new(
            Code::NotAssigned,
            format!("You have no role in account {account}."),
            "Ask for access to it, or look whether it is reached through another portal.",
        ),
    }
}
