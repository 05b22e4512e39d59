//! Which Region of a portal is asked.
//!
//! Rules: the primary one, unless it did not answer a moment ago; a Region is called down only when another one answered,
//! for if none does it is the network; whoever finds the primary well again goes back to it.

use jiff::Timestamp;
use portico_model::Region;

use crate::aws::{Endpoints, Fault, fault_error};
use crate::error::Result;
use crate::portal::{Portal, Site};
use crate::session::store::Sessions;
use crate::session::weather::Weather;

/// A Region as the window shows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reach {
    /// Which.
    pub region: Region,
    /// It is the one that is asked now.
    pub serving: bool,
    /// It did not answer when last asked.
    pub down: bool,
}

/// A walk through the Regions of a portal until one answers.
///
/// ```text
/// let mut tour = sessions.tour(portal)?;
/// let answer = loop {
///     let answer = ask(tour.here()).await;
///     if let Some(answer) = tour.judge(answer) { break answer }
/// };
/// ```
pub(crate) struct Tour<'a> {
    sessions: &'a Sessions,
    portal: &'a Portal,
    stops: Vec<(Site, Endpoints)>,
    at: usize,
    first_fault: Option<Fault>,
}

impl Tour<'_> {
    /// Where to ask now.
    pub(crate) fn here(&self) -> &Endpoints {
        &self.stops[self.at].1
    }

    /// The answer, unless another Region may do better: then [`Tour::here`] is that one.
    pub(crate) fn judge<T>(&mut self, answer: Result<T, Fault>) -> Option<Result<T, Fault>> {
        match answer {
            Err(fault) if is_of_region(&fault) => {
                let fault = self.first_fault.take().unwrap_or(fault);
                if self.at + 1 == self.stops.len() {
                    return Some(Err(fault));
                }
                self.first_fault = Some(fault);
                self.at += 1;
                None
            }
            answer => {
                self.arrived();
                Some(answer)
            }
        }
    }

    /// This Region answered, and those before did not.
    fn arrived(&self) {
        if self.stops.len() == 1 {
            return;
        }
        let now = self.sessions.clock().now();
        Weather::update(self.sessions.home(), self.portal, |weather| {
            weather.answered(&self.stops[self.at].0.region);
            self.stops[..self.at].iter().for_each(|(site, _)| weather.failed(&site.region, now));
        });
    }
}

impl Sessions {
    /// Begins a walk through the Regions, in the order to ask them now.
    ///
    /// # Errors
    /// Never for a parsed [`Portal`].
    pub(crate) fn tour<'a>(&'a self, portal: &'a Portal) -> Result<Tour<'a>> {
        let sites = match portal.also.is_empty() {
            true => portal.sites(),
            false => Weather::read(self.home(), portal).order(portal, self.clock().now()),
        };
        let stop = |site: Site| Endpoints::at(portal, &site).map(|endpoints| (site, endpoints));
        let stops = sites.into_iter().map(stop).collect::<Result<_>>()?;
        Ok(Tour { sessions: self, portal, stops, at: 0, first_fault: None })
    }

    /// Asks for a sign of life, at no cost to the session.
    ///
    /// # Errors
    /// When no Region answers.
    pub(crate) async fn reachable(&self, portal: &Portal) -> Result<()> {
        let mut tour = self.tour(portal)?;
        loop {
            let answer = self.transport().probe(&tour.here().oidc).await;
            if let Some(answer) = tour.judge(answer) {
                return answer.map_err(|fault| fault_error(portal, fault));
            }
        }
    }

    /// How the Regions of a portal stand, the primary one first.
    #[must_use]
    pub fn reach(&self, portal: &Portal) -> Vec<Reach> {
        let weather =
            if portal.also.is_empty() { Weather::default() } else { Weather::read(self.home(), portal) };
        reach(portal, &weather, self.clock().now())
    }

    /// Asks the Regions that did not answer whether they do now. True when something changed.
    pub async fn look_around(&self, portal: &Portal) -> bool {
        let before = Weather::read(self.home(), portal);
        let now = self.clock().now();
        for site in portal.sites().into_iter().filter(|site| before.was_down(&site.region)) {
            let Ok(endpoints) = Endpoints::at(portal, &site) else { continue };
            let is_well = self.transport().probe(&endpoints.oidc).await.is_ok();
            Weather::update(self.home(), portal, |weather| match is_well {
                true => weather.answered(&site.region),
                false => weather.failed(&site.region, now),
            });
        }
        self.reach(portal) != reach(portal, &before, now)
    }
}

fn reach(portal: &Portal, weather: &Weather, now: Timestamp) -> Vec<Reach> {
    let serving = weather.order(portal, now).into_iter().next();
    let sites = portal.sites().into_iter();
    sites
        .map(|site| Reach {
            serving: serving.as_ref() == Some(&site),
            down: weather.was_down(&site.region),
            region: site.region,
        })
        .collect()
}

/// Whether another Region may do better.
fn is_of_region(fault: &Fault) -> bool {
    matches!(fault, Fault::Offline(_) | Fault::Server { .. })
}
