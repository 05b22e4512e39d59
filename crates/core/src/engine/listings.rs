//! Listings: one at a time for each portal, and what follows when one has ended.

use portico_model::Clock;

use crate::catalog::Change;
use crate::engine::actor::{Actor, answer_all, reply};
use crate::engine::{Cause, Reply};
use crate::error::{Code, Problem, Result};
use crate::session::{Input, Pause};
use crate::settings::PortalName;
use crate::view::Progress;

impl Actor {
    pub(super) fn list(&mut self, name: &PortalName) {
        let now = self.worker.parts.clock.now();
        let Some(live) = self.live.get_mut(name) else { return };
        if !std::mem::replace(&mut live.listing, true) {
            live.awaited = live.awaited.take().map(|awaited| awaited.begun(now));
            live.progress = Some(Progress::default());
            self.worker.list(live.portal.clone());
        }
    }

    /// A listing under way is of the session before: another follows it.
    pub(super) fn list_anew(&mut self, name: &PortalName) {
        let Some(live) = self.live.get_mut(name) else { return };
        live.is_of_before = live.listing;
        self.list(name);
    }

    pub(super) fn listed(&mut self, name: &PortalName, listed: Result<()>, gained: Vec<Change>) {
        let now = self.worker.parts.clock.now();
        let Some(live) = self.live.get_mut(name) else { return };
        live.listing = false;
        let is_cut = listed.as_ref().is_err_and(|error| error.code() == Code::Offline);
        live.list_again = is_cut.then(|| Pause::after(live.list_again, now));
        live.progress = None;
        if std::mem::take(&mut live.is_of_before) {
            return self.list(name);
        }
        let arrived = live.awaited.is_some() && !gained.is_empty();
        live.awaited = live.awaited.take().filter(|_| !arrived).and_then(|awaited| awaited.listed(now));
        let waiting = std::mem::take(&mut live.listening);
        let sessions = &self.worker.parts.sessions;
        let wants_sign_in = listed.as_ref().is_err_and(|error| error.code() == Code::SignInRequired);
        let is_over = wants_sign_in
            && live.session.grant().is_some_and(|grant| sessions.is_over(name, grant.generation));
        match &listed {
            Ok(()) => live.problem = live.problem.take().filter(|problem| problem.code.is_of_keychain()),
            Err(_) if is_over || wants_sign_in && live.session.grant().is_none() => {}
            Err(error) => live.problem = Some(Problem::from(error)),
        }
        if is_over {
            live.generation = 0;
            let was_ended = sessions.was_ended(name);
            self.apply(name, if was_ended { Input::Refused } else { Input::Restored(None) });
        }
        self.emit(&Cause::Listed(name.clone()));
        if arrived {
            self.emit(&Cause::AccessArrived(name.clone(), gained));
        }
        match listed {
            Ok(()) => waiting.into_iter().for_each(|answer| reply(answer, Ok(Reply::Done))),
            Err(error) => answer_all(waiting, error),
        }
    }
}
