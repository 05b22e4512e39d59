//! The consoles that Portico opened: which are signed in still, until when, and signing out of them.
//!
//! Rule: AWS signs a whole browser (a profile, a container) out, so what is signed out of here is a place; it is sent there in
//! the browser that the consoles were opened in, and counted as empty from then on. What a person did there without Portico is
//! not seen.

use std::collections::{BTreeMap, BTreeSet};

use portico_model::Clock as _;

use crate::console::browser::{Look, Opened, Outing, Place, Public};
use crate::engine::live::Answer;
use crate::engine::work::{Outcome, Worker};
use crate::engine::{Cause, Engine, Parts, Reply};
use crate::error::{Code, Error, Result};
use crate::journal::{Draft, Kind};
use crate::role::RoleKey;
use crate::view::{ClocksView, ConsolePlaceView, HeldView, OpenedView};

impl Engine {
    /// Which credentials are in hand and which consoles are open, each until when. Reads small files; asks no network.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub async fn clocks(&self) -> Result<ClocksView> {
        let parts = &self.parts;
        let held = parts.sessions.in_hand();
        let credentials = held.iter().map(|left| parts.held(&left.key, left.until)).collect();
        let mut places: BTreeMap<Place, Vec<Opened>> = BTreeMap::new();
        for one in parts.catalog.opened(parts.clock.now())? {
            places.entry(one.place.clone()).or_default().push(one);
        }
        let called = parts.called(places.values().map(|opened| opened[0].clone()).collect()).await?;
        let consoles = places.into_iter().zip(called).map(|((place, opened), called)| OpenedView {
            called,
            place: place.as_str().to_owned(),
            open: opened.iter().map(|one| parts.held(&one.key, one.until)).collect(),
        });
        let consoles = consoles.collect();
        Ok(ClocksView { credentials, consoles })
    }
}

impl Worker {
    /// Signs the browser at `place` out of its consoles.
    pub(super) fn sign_out_of_consoles(&self, place: Place, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let done = worker.leave(&place).await;
            worker.report(Outcome::Did(done.map(|()| (Reply::Done, Some(Cause::ConsolesSignedOut))), answer));
        });
    }

    async fn leave(&self, place: &Place) -> Result<()> {
        let parts = &self.parts;
        let mut opened = parts.catalog.opened(parts.clock.now())?;
        opened.retain(|one| one.place == *place);
        let Some(first) = opened.first() else { return Err(nothing_open()) };
        let outing = parts.back_to(first).await?;
        let addresses: BTreeSet<&Public> = opened.iter().map(|one| &one.sign_out).collect();
        for address in addresses {
            if outing.is_default() {
                self.shell.open_url(address.url())?;
            } else {
                outing.open(&parts.home, address)?;
            }
        }
        parts.catalog.forget_opened(place)?;
        let draft =
            |one: &Opened| Draft::of_role(Kind::ConsoleSignedOut, &one.key).with("browser", outing.called());
        parts.journal.record_all(opened.iter().map(draft).collect());
        Ok(())
    }
}

impl Parts {
    fn held(&self, key: &RoleKey, until: jiff::Timestamp) -> HeldView {
        let known = self.catalog.entry(&key.portal, &key.account).ok().flatten();
        HeldView {
            portal: key.portal.to_string(),
            account: key.account.to_string(),
            name: known.map_or_else(|| key.account.grouped(), |entry| entry.title().into_owned()),
            role: key.role.to_string(),
            until: until.as_second(),
        }
    }

    /// What the places are called that these were opened in; whoever cannot be gone back to is called by what was kept of it.
    async fn called(&self, opened: Vec<Opened>) -> Result<Vec<ConsolePlaceView>> {
        if opened.is_empty() {
            return Ok(Vec::new());
        }
        let looks = opened.iter().map(|one| self.look_of(&one.key)).collect::<Result<Vec<_>>>()?;
        self.looking(move |found, default| {
            let called = |(one, look): (&Opened, &Look)| {
                let back = Outing::back_to(one, look, found, default);
                let gone = |_| ConsolePlaceView::Gone { place: crate::text::clean(one.place.as_str(), 200) };
                back.map_or_else(gone, |outing| outing.called())
            };
            Ok(opened.iter().zip(&looks).map(called).collect())
        })
        .await
    }

    /// The way back to where a console was opened.
    async fn back_to(&self, opened: &Opened) -> Result<Outing> {
        let (look, opened) = (self.look_of(&opened.key)?, opened.clone());
        self.looking(move |found, default| Outing::back_to(&opened, &look, found, default)).await
    }
}

fn nothing_open() -> Error {
    Error::new(
        Code::NotFound,
        "No console that Portico opened is signed in there any more.",
        "See what is open with `portico consoles`.",
    )
}
