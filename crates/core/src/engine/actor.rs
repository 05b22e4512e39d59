//! The loop: one owner, one inbox of commands, one of outcomes, one slow tick.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};

use crate::engine::live::{Answer, Live, SignIn};
use crate::engine::work::{Outcome, Worker};
use crate::engine::{Cause, Command, Event, Parts, Reply, Request, Shell};
use crate::error::{Code, Error, Problem, Result};
use crate::session::{Effect, Input, Renewal, Session};
use crate::settings::{Portal, PortalName, Settings, unknown_portal};
use crate::tray::{self, Menu};
use crate::view::{PortalView, Snapshot};
use crate::{notice, view};

/// Against the wall clock, because monotonic timers stand still while a machine sleeps (`security.md` 2.3).
const TICK: Duration = Duration::from_secs(15);
/// A listing older than this is made anew at start.
const STALE: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

pub(super) fn spawn(
    parts: Parts,
    shell: Arc<dyn Shell>,
    settings: Settings,
    inbox: mpsc::Receiver<Request>,
) -> watch::Receiver<Arc<Snapshot>> {
    let (outcomes, finished) = mpsc::unbounded_channel();
    let worker = Worker { parts, shell, outcomes };
    let order = settings.portals.iter().map(|portal| portal.name.clone()).collect();
    let live = settings.portals.into_iter().map(|portal| (portal.name.clone(), Live::new(portal))).collect();
    let mut actor =
        Actor { worker, live, order, attempts: 0, drawn: None, publish: watch::Sender::default() };
    let snapshot = actor.publish.subscribe();
    actor.publish.send_replace(Arc::new(actor.snapshot()));
    tokio::spawn(async move { actor.run(inbox, finished).await });
    snapshot
}

struct Actor {
    worker: Worker,
    live: BTreeMap<PortalName, Live>,
    /// The portals in the order of the settings.
    order: Vec<PortalName>,
    attempts: u64,
    drawn: Option<Menu>,
    publish: watch::Sender<Arc<Snapshot>>,
}

impl Actor {
    async fn run(
        &mut self,
        mut inbox: mpsc::Receiver<Request>,
        mut finished: mpsc::UnboundedReceiver<Outcome>,
    ) {
        for live in self.live.values() {
            self.worker.restore(live.portal.clone(), true);
        }
        if self.live.is_empty() {
            self.emit(&Cause::Started);
        }
        let mut tick = tokio::time::interval(TICK);
        loop {
            tokio::select! {
                request = inbox.recv() => match request {
                    Some(request) => self.command(request),
                    None => return,
                },
                Some(outcome) = finished.recv() => self.outcome(outcome),
                _ = tick.tick() => self.tick(),
            }
        }
    }

    fn command(&mut self, Request { command, answer }: Request) {
        let Some(name) = portal_of(&command).cloned() else {
            self.tick();
            return reply(answer, Ok(Reply::Done));
        };
        if let Command::AddPortal(portal) = command {
            return self.worker.add_portal(portal, answer);
        }
        let Some(live) = self.live.get_mut(&name) else {
            return reply(answer, Err(unknown_portal(&name)));
        };
        match command {
            Command::SignIn(_) => {
                live.signing_in.push(answer);
                self.apply(&name, Input::SignIn);
                self.emit_quietly();
            }
            Command::ReopenSignIn(_) => self.reopen(&name, answer),
            Command::CancelSignIn(_) => {
                self.sign_in_ended(&name, Err(cancelled(&name)));
                reply(answer, Ok(Reply::Done));
            }
            Command::SignOut(_) => {
                live.signing_out.push(answer);
                self.apply(&name, Input::SignOut);
            }
            Command::Refresh(_) => {
                live.listening.push(answer);
                self.list(&name);
            }
            Command::RemovePortal(_) => self.worker.remove_portal(live.portal.clone(), answer),
            Command::AddPortal(_)
            | Command::Wake
            | Command::OpenConsole(..)
            | Command::ConsoleLink(..)
            | Command::FederatedLink(..)
            | Command::Copy(..)
            | Command::PlanProfile(_)
            | Command::ExportProfile(_)
            | Command::Star(..) => self.worker.run(live.portal.clone(), command, answer),
        }
    }

    fn outcome(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Restored(name, found) => self.restored(&name, found),
            Outcome::SignInReady(name, attempt, url) => {
                if let Some(sign_in) = self.attempt_mut(&name, attempt) {
                    sign_in.url = Some(url.clone());
                    self.emit(&Cause::SignInStarted(name, url));
                }
            }
            Outcome::SignInEnded(name, attempt, ended) => {
                if self.attempt_mut(&name, attempt).is_some() {
                    self.sign_in_ended(&name, ended);
                }
            }
            Outcome::Renewed(name, renewal) => self.renewed(&name, renewal),
            Outcome::Saved(name) => {
                if let Some(live) = self.live.get_mut(&name) {
                    live.generation = self.worker.parts.sessions.generation(&name);
                    live.problem = None;
                    self.apply(&name, Input::Saved);
                    self.emit_quietly();
                }
            }
            Outcome::SignedOut(name, ended) => self.signed_out(&name, ended),
            Outcome::Progressed(name, progress) => {
                if let Some(live) = self.live.get_mut(&name) {
                    live.progress = Some(progress);
                    self.emit(&Cause::ListingProgressed(name));
                }
            }
            Outcome::Listed(name, listed) => self.listed(&name, listed),
            Outcome::Settings(settings, answer) => self.settings_changed(settings, answer),
            Outcome::Did(Ok((done, cause)), answer) => {
                if let Some(cause) = cause {
                    self.emit(&cause);
                }
                reply(answer, Ok(done));
            }
            Outcome::Did(Err(error), answer) => reply(answer, Err(error)),
        }
    }

    /// Feeds the machine of one portal and has its effects done.
    fn apply(&mut self, name: &PortalName, input: Input) {
        let now = self.worker.parts.clock.now();
        let Some(live) = self.live.get_mut(name) else { return };
        let (session, effects) = std::mem::take(&mut live.session).step(input, now);
        live.session = session;
        for effect in effects {
            self.perform(name, effect);
        }
    }

    fn perform(&mut self, name: &PortalName, effect: Effect) {
        let Some(live) = self.live.get_mut(name) else { return };
        let portal = live.portal.clone();
        match effect {
            Effect::StartSignIn => {
                self.attempts += 1;
                live.problem = None;
                let task = self.worker.sign_in(portal, self.attempts);
                live.sign_in = Some(SignIn { attempt: self.attempts, task, url: None });
            }
            Effect::AbandonSignIn => {
                live.sign_in = None;
                for answer in live.signing_in.drain(..) {
                    reply(answer, Err(cancelled(name)));
                }
            }
            Effect::Renew => {
                self.worker.renew(portal, live.session.grant().map_or(0, |grant| grant.generation))
            }
            Effect::Forget => self.worker.sign_out(portal),
            Effect::List => self.list(name),
            Effect::WarnEnding => self.emit(&Cause::EndingSoon(name.clone())),
            Effect::TellEnded => self.emit(&Cause::SessionEnded(name.clone())),
        }
    }

    fn restored(&mut self, name: &PortalName, found: Result<Option<crate::session::Grant>>) {
        let now = self.worker.parts.clock.now();
        let Some(live) = self.live.get_mut(name) else { return };
        let first = !std::mem::replace(&mut live.restored, true);
        match found {
            Ok(grant) => {
                live.generation = self.worker.parts.sessions.generation(name);
                live.problem = None;
                let ended = grant.is_none() && self.worker.parts.sessions.was_ended(name);
                self.apply(name, if ended { Input::Refused } else { Input::Restored(grant) });
            }
            Err(error) => live.problem = Some(Problem::from(&error)),
        }
        if !first {
            return self.emit(&Cause::ChangedElsewhere(name.clone()));
        }
        if self.live.values().all(|live| live.restored) {
            self.emit(&Cause::Started);
        }
        let listed_at = self.worker.parts.catalog.listed_at(name).ok().flatten();
        let stale = listed_at.is_none_or(|at| now.duration_since(at) > STALE);
        let signed_in = self.live.get(name).is_some_and(|live| live.session.grant().is_some());
        if signed_in && stale && self.worker.parts.lists_by_itself {
            self.list(name);
        }
    }

    fn sign_in_ended(&mut self, name: &PortalName, ended: Result<(crate::session::Grant, Option<Error>)>) {
        let Some(live) = self.live.get_mut(name) else { return };
        live.sign_in = None;
        let waiting = std::mem::take(&mut live.signing_in);
        match ended {
            Ok((grant, unsaved)) => {
                live.generation = self.worker.parts.sessions.generation(name);
                live.problem = unsaved.as_ref().map(Problem::from);
                self.apply(name, Input::SignedIn(grant));
                self.emit(&Cause::SignedIn(name.clone()));
                for answer in waiting {
                    reply(answer, Ok(Reply::Done));
                }
            }
            Err(error) => {
                // The person knows that they cancelled; everything else is worth a line.
                live.problem = (error.code() != Code::SignInCancelled).then(|| Problem::from(&error));
                self.apply(name, Input::SignInEnded);
                self.emit(&Cause::SignInEnded(name.clone()));
                answer_all(waiting, error);
            }
        }
    }

    fn renewed(&mut self, name: &PortalName, renewal: Result<Renewal>) {
        let Some(live) = self.live.get_mut(name) else { return };
        let (problem, input, cause) = match renewal {
            Ok(Renewal::Renewed(grant)) => {
                live.generation = self.worker.parts.sessions.generation(name);
                (None, Input::Renewed(grant), Cause::Renewed(name.clone()))
            }
            Ok(Renewal::Refused) => {
                live.generation = 0;
                (None, Input::Refused, Cause::Reachability(name.clone()))
            }
            Ok(Renewal::Unreachable(error)) | Err(error) => {
                (Some(Problem::from(&error)), Input::Unreachable, Cause::Reachability(name.clone()))
            }
        };
        live.problem = problem;
        self.apply(name, input);
        self.emit(&cause);
    }

    fn signed_out(&mut self, name: &PortalName, ended: Result<()>) {
        let Some(live) = self.live.get_mut(name) else { return };
        live.generation = 0;
        live.problem = ended.as_ref().err().map(Problem::from);
        let waiting = std::mem::take(&mut live.signing_out);
        self.emit(&Cause::SignedOut(name.clone()));
        match ended {
            Ok(()) => waiting.into_iter().for_each(|answer| reply(answer, Ok(Reply::Done))),
            Err(error) => answer_all(waiting, error),
        }
    }

    fn list(&mut self, name: &PortalName) {
        let Some(live) = self.live.get_mut(name) else { return };
        if !std::mem::replace(&mut live.listing, true) {
            self.worker.list(live.portal.clone());
        }
    }

    fn listed(&mut self, name: &PortalName, listed: Result<()>) {
        let Some(live) = self.live.get_mut(name) else { return };
        live.listing = false;
        live.progress = None;
        let waiting = std::mem::take(&mut live.listening);
        let session_over = listed.as_ref().is_err_and(|error| error.code() == Code::SignInRequired);
        match &listed {
            Ok(()) => live.problem = live.problem.take().filter(|problem| problem.code.is_of_keychain()),
            Err(_) if session_over => {}
            Err(error) => live.problem = Some(Problem::from(error)),
        }
        if session_over && live.session.grant().is_some() {
            live.generation = 0;
            self.apply(name, Input::Refused);
        }
        self.emit(&Cause::Listed(name.clone()));
        match listed {
            Ok(()) => waiting.into_iter().for_each(|answer| reply(answer, Ok(Reply::Done))),
            Err(error) => answer_all(waiting, error),
        }
    }

    fn settings_changed(&mut self, settings: Result<Settings>, answer: Answer) {
        match settings {
            Ok(settings) => {
                self.adopt(settings);
                reply(answer, Ok(Reply::Done));
            }
            Err(error) => reply(answer, Err(error)),
        }
    }

    /// Lives with the portals of `settings` from now on.
    fn adopt(&mut self, settings: Settings) {
        let order: Vec<PortalName> = settings.portals.iter().map(|portal| portal.name.clone()).collect();
        let known = |portal: &Portal| self.live.get(&portal.name).is_some_and(|live| live.portal == *portal);
        if order == self.order && settings.portals.iter().all(known) {
            return;
        }
        self.order = order;
        self.live.retain(|name, _| self.order.contains(name));
        for portal in settings.portals {
            let unchanged = self.live.get(&portal.name).is_some_and(|live| live.portal == portal);
            if !unchanged {
                self.worker.restore(portal.clone(), false);
                if let Some(old) = self.live.insert(portal.name.clone(), Live::new(portal)) {
                    let gone = cancelled(&old.portal.name);
                    answer_all(
                        old.signing_in.into_iter().chain(old.signing_out).chain(old.listening).collect(),
                        gone,
                    );
                }
            }
        }
        self.emit(&Cause::PortalsChanged);
    }

    fn reopen(&mut self, name: &PortalName, answer: Answer) {
        let url = self
            .live
            .get(name)
            .and_then(|live| live.sign_in.as_ref())
            .and_then(|sign_in| sign_in.url.clone());
        let opened = url.map_or_else(|| Err(cancelled(name)), |url| self.worker.shell.open_url(&url));
        reply(answer, opened.map(|()| Reply::Done));
    }

    /// Another program may have added a portal, removed one, signed in or signed out.
    fn tick(&mut self) {
        match Settings::load(&self.worker.parts.home) {
            Ok(settings) => self.adopt(settings),
            Err(error) => tracing::warn!(%error, "the settings cannot be read; the portals stay as they are"),
        }
        for name in self.order.clone() {
            let Some(live) = self.live.get(&name).filter(|live| live.restored) else { continue };
            let saved = live.session.grant().is_none_or(|grant| grant.saved);
            let busy = matches!(live.session, Session::Renewing(_) | Session::AwaitingBrowser(_));
            if busy {
                continue;
            }
            let elsewhere = self.worker.parts.sessions.generation(&name);
            if elsewhere != live.generation {
                self.worker.restore(live.portal.clone(), false);
                continue;
            }
            if !saved {
                self.worker.save_again(live.portal.clone());
            }
            self.apply(&name, Input::Tick);
        }
        self.emit_quietly();
    }

    fn attempt_mut(&mut self, name: &PortalName, attempt: u64) -> Option<&mut SignIn> {
        self.live.get_mut(name)?.sign_in.as_mut().filter(|sign_in| sign_in.attempt == attempt)
    }

    fn snapshot(&self) -> Snapshot {
        let catalog = &self.worker.parts.catalog;
        let views = self.order.iter().filter_map(|name| self.live.get(name)).map(|live| {
            let others = self.order.iter().filter_map(|name| self.live.get(name));
            let same = others.filter(|other| other.portal.shares_with(&live.portal));
            PortalView {
                shares_with: same.map(|other| other.portal.name.to_string()).collect(),
                ..live.view(catalog)
            }
        });
        Snapshot {
            ready: self.live.values().all(|live| live.restored),
            portals: views.collect(),
            listing_version: catalog.version(),
            account_count: catalog.account_count().unwrap_or(0),
            ..Snapshot::default()
        }
    }

    /// Publishes the new state with its cause, and whatever follows from it.
    fn emit(&mut self, cause: &Cause) {
        let snapshot = Arc::new(self.snapshot());
        self.publish.send_replace(Arc::clone(&snapshot));
        self.worker.shell.publish(&Event { cause: cause.clone(), snapshot: Arc::clone(&snapshot) });
        self.draw(&snapshot);
        let minutes = self.minutes_left(cause);
        if let Some(notice) = notice::of(cause, minutes) {
            self.worker.shell.notify(&notice);
        }
    }

    /// Publishes only when something visible changed.
    fn emit_quietly(&mut self) {
        let snapshot = Arc::new(self.snapshot());
        if *self.publish.borrow() != snapshot {
            self.publish.send_replace(Arc::clone(&snapshot));
            self.worker.shell.publish(&Event { cause: Cause::Moved, snapshot: Arc::clone(&snapshot) });
        }
        self.draw(&snapshot);
    }

    fn draw(&mut self, snapshot: &Snapshot) {
        let parts = &self.worker.parts;
        let listing =
            parts.catalog.listing("", &|key| parts.sessions.credentials_until(key)).unwrap_or_default();
        let menu = tray::menu(snapshot, &listing, parts.clock.now().as_second());
        if self.drawn.as_ref() != Some(&menu) {
            self.worker.shell.draw_tray(&menu);
            self.drawn = Some(menu);
        }
    }

    fn minutes_left(&self, cause: &Cause) -> Option<i64> {
        let Cause::EndingSoon(name) = cause else { return None };
        let until = self.live.get(name)?.session.grant()?.until;
        Some((until.as_second() - self.worker.parts.clock.now().as_second()) / 60)
    }
}

/// Which portal a command is about; none for [`Command::Wake`].
fn portal_of(command: &Command) -> Option<&PortalName> {
    Some(match command {
        Command::Wake => return None,
        Command::AddPortal(portal) => &portal.name,
        Command::RemovePortal(name)
        | Command::SignIn(name)
        | Command::ReopenSignIn(name)
        | Command::CancelSignIn(name)
        | Command::SignOut(name)
        | Command::Refresh(name)
        | Command::Star(name, ..) => name,
        Command::OpenConsole(key, _)
        | Command::ConsoleLink(key, _)
        | Command::FederatedLink(key, _)
        | Command::Copy(key, ..) => &key.portal,
        Command::PlanProfile(request) | Command::ExportProfile(request) => &request.key.portal,
    })
}

fn reply(answer: Answer, result: Result<Reply>) {
    // Whoever asked may be gone; nothing is lost by that.
    let _ = answer.send(result);
}

/// The first one waiting gets the error itself, the others its words.
fn answer_all(waiting: Vec<Answer>, error: Error) {
    let view::Problem { code, message, remedy } = Problem::from(&error);
    let mut waiting = waiting.into_iter();
    if let Some(first) = waiting.next() {
        reply(first, Err(error));
    }
    for answer in waiting {
        reply(answer, Err(Error::new(code, message.clone(), remedy.clone())));
    }
}

fn cancelled(name: &PortalName) -> Error {
    Error::new(
        Code::SignInCancelled,
        format!("The sign-in to {name} was cancelled."),
        "Sign in again when you are ready.",
    )
}
