//! Local endpoints: opened and closed here, and closed by themselves when their time is over.

use std::sync::Arc;

use portico_model::Clock;

use crate::engine::actor::{Actor, reply};
use crate::engine::live::Answer;
use crate::engine::work::{Outcome, Worker};
use crate::engine::{Cause, Parts, Reply};
use crate::error::{Code, Error, Result};
use crate::export::{self, Form};
use crate::journal::{Asker, Draft, Kind};
use crate::portal::Portal;
use crate::role::RoleKey;
use crate::serve::{self, Endpoint, Terms, Told};
use crate::session::Session;

impl Worker {
    /// Opens an endpoint once it is known that there are credentials to give.
    pub(super) fn serve(&self, portal: Portal, key: RoleKey, terms: Terms, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let opened = worker.open_endpoint(portal, key, terms).await;
            worker.report(Outcome::Serving(opened, answer));
        });
    }

    async fn open_endpoint(&self, portal: Portal, key: RoleKey, terms: Terms) -> Result<Endpoint> {
        // Whatever is forgotten from here on closes it.
        let forgotten = self.parts.sessions.forgotten(&key);
        self.parts.sessions.credentials(&portal, &key).await?;
        self.used(&key)?;
        let title = self.name_of(&key.portal, &key.account);
        let (worker, of) = (self.clone(), key.clone());
        let ear = Arc::new(move |port, told| worker.report(Outcome::Told(of.clone(), port, told)));
        let began = Draft::of_role(Kind::ServingBegan, &key);
        let wish = serve::Wish { portal, key, title, terms, forgotten };
        let endpoint = Endpoint::open(&self.parts, wish, ear).await?;
        self.record(began.with("port", endpoint.place().port));
        Ok(endpoint)
    }
}

impl Actor {
    pub(super) fn serving(&mut self, opened: Result<Endpoint>, answer: Answer) {
        match opened {
            Ok(endpoint) => {
                let place = endpoint.place().clone();
                self.endpoints.push(endpoint);
                self.emit(&Cause::ServingChanged);
                reply(answer, Ok(Reply::Serving(place)));
            }
            Err(error) => reply(answer, Err(error)),
        }
    }

    pub(super) fn stop_serving(&mut self, port: u16, by: &Asker) -> Result<Reply> {
        if self.close(by, |endpoint| endpoint.place().port == port) {
            return Ok(Reply::Done);
        }
        Err(nothing_served(port))
    }

    /// What leads tools to an endpoint goes from here to the clipboard, and nowhere else.
    pub(super) fn copy_serving(&self, port: u16, form: Form, by: &Asker) -> Result<Reply> {
        let endpoint = self.endpoints.iter().find(|endpoint| endpoint.place().port == port);
        let endpoint = endpoint.ok_or_else(|| nothing_served(port))?;
        let portal = self.live.get(&endpoint.key().portal).map(|live| &live.portal);
        let local = portal.and_then(|portal| portal.endpoint.as_ref());
        self.worker.shell.copy(&export::container(form, endpoint.place(), local))?;
        let copied = Draft::of_role(Kind::CredentialsCopied, endpoint.key());
        let copied = copied.with("form", format!("endpoint ({form})")).with("port", port);
        self.worker.parts.journal.asked_by(by.clone()).record(copied);
        Ok(Reply::Done)
    }

    pub(super) fn told(&mut self, key: RoleKey, port: u16, told: Told) {
        match told {
            Told::Answered => self.emit(&Cause::Served(key)),
            // What a tool finds out is known here, too, and told to the person when it is time for that.
            Told::Refused(Code::SignInRequired) => self.sign_in_wanted(&key.portal),
            // Others may have ended it already, or nobody has looked yet.
            Told::Over => self.worker.end_step_ups(),
            // It may have ended already.
            Told::Locked => drop(self.stop_serving(port, &Asker::Portico)),
            Told::Refused(code) => tracing::info!(?code, %key, "a tool got no credentials"),
        }
    }

    /// Closes the endpoints of portals that were signed out of, those of roles whose credentials were forgotten, be it by another
    /// process, and those that nobody uses.
    pub(super) fn close_what_is_over(&mut self) {
        if self.endpoints.is_empty() {
            return;
        }
        let Parts { clock, sessions, .. } = &self.worker.parts;
        let now = clock.now();
        let is_over = |endpoint: &&Endpoint| {
            let live = self.live.get(&endpoint.key().portal);
            endpoint.is_idle(now)
                || endpoint.is_forgotten(sessions)
                || live.is_none_or(|live| live.session == Session::SignedOut)
        };
        let over: Vec<u16> =
            self.endpoints.iter().filter(is_over).map(|endpoint| endpoint.place().port).collect();
        self.close(&Asker::Portico, |endpoint| over.contains(&endpoint.place().port));
    }

    /// Closes the endpoints that are `over`, and says whether there were any.
    pub(super) fn close(&mut self, by: &Asker, over: impl Fn(&Endpoint) -> bool) -> bool {
        let closed: Vec<Endpoint> = self.endpoints.extract_if(.., |endpoint| over(endpoint)).collect();
        let has_closed = !closed.is_empty();
        let ended = |endpoint: &Endpoint| {
            let ended = Draft::of_role(Kind::ServingEnded, endpoint.key());
            ended.with("port", endpoint.place().port).with("asked", endpoint.view().asked)
        };
        let drafts = closed.iter().map(ended).collect();
        drop(closed);
        self.worker.parts.journal.asked_by(by.clone()).record_all(drafts);
        if has_closed {
            self.emit(&Cause::ServingChanged);
        }
        has_closed
    }
}

fn nothing_served(port: u16) -> Error {
    Error::new(
        Code::NotFound,
        format!("Nothing is served on port {port}."),
        "It may have ended by itself; look again.",
    )
}
