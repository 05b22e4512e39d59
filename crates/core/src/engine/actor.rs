//! The loop: one owner, one inbox of commands, one of outcomes, one slow tick.

use std::collections::BTreeMap;
use std::sync::Arc;

use portico_model::Clock;
use tokio::sync::{mpsc, watch};
use tokio::time::MissedTickBehavior;

use crate::catalog::Decreed;
use crate::engine::exports::Sight;
use crate::engine::live::{Answer, Awaited, Live, SignIn};
use crate::engine::tick::{Beat, TICK};
use crate::engine::work::{Outcome, Worker};
use crate::engine::{Cause, Command, Parts, Reply, Request, Shell};
use crate::error::{Code, Error, Problem, Result};
use crate::notice::Desk;
use crate::organisation::Organisation;
use crate::serve::Endpoint;
use crate::session::device::forbidden;
use crate::session::{Effect, Input, Method, Session};
use crate::settings::{Portal, PortalName, Settings, unknown_portal};
use crate::tray::Menu;
use crate::view::{Snapshot, StepUpView};

pub(super) fn spawn(
    parts: Parts,
    shell: Arc<dyn Shell>,
    settings: Settings,
    inbox: mpsc::Receiver<Request>,
) -> watch::Receiver<Arc<Snapshot>> {
    let (outcomes, finished) = mpsc::unbounded_channel();
    let worker = Worker { parts, shell, outcomes };
    let order = settings.portals.iter().map(|portal| portal.name.clone()).collect();
    let live =
        settings.portals.iter().map(|portal| (portal.name.clone(), Live::new(portal.clone()))).collect();
    let beat = Beat::of(&worker.parts);
    let publish = watch::Sender::default();
    let (organisation, desk) = (Organisation::read(worker.parts.home.organisation()), Desk::default());
    let profiles = Sight::default();
    let mut actor = Actor {
        worker,
        live,
        order,
        settings,
        organisation,
        desk,
        beat,
        profiles,
        endpoints: Vec::new(),
        step_ups: Vec::new(),
        attempts: 0,
        drawn: None,
        publish,
    };
    let snapshot = actor.publish.subscribe();
    actor.look_at_step_ups();
    actor.publish.send_replace(Arc::new(actor.snapshot()));
    tokio::spawn(async move { actor.run(inbox, finished).await });
    snapshot
}

pub(super) struct Actor {
    pub(super) worker: Worker,
    pub(super) live: BTreeMap<PortalName, Live>,
    /// The portals in the order of the settings.
    pub(super) order: Vec<PortalName>,
    pub(super) settings: Settings,
    pub(super) organisation: Organisation,
    pub(super) desk: Desk,
    pub(super) beat: Beat,
    pub(super) profiles: Sight,
    /// The oldest first.
    pub(super) endpoints: Vec<Endpoint>,
    /// As last looked at.
    pub(super) step_ups: Vec<StepUpView>,
    attempts: u64,
    pub(super) drawn: Option<Menu>,
    pub(super) publish: watch::Sender<Arc<Snapshot>>,
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
        // A process that was stopped for hours owes nobody the ticks it missed.
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                request = inbox.recv() => match request {
                    Some(request) => self.command(request),
                    None => return,
                },
                Some(outcome) = finished.recv() => self.outcome(outcome),
                _ = tick.tick() => self.tick(),
            }
            self.close_what_is_over();
        }
    }

    fn command(&mut self, Request { command, by, answer }: Request) {
        let worker = self.worker.asked_by(&by);
        let Some(name) = portal_of(&command).cloned() else {
            return self.whole(&worker, command, answer);
        };
        if let Command::AddPortal(portal) = command {
            return worker.add_portal(portal, answer);
        }
        let Some(live) = self.live.get_mut(&name) else {
            return reply(answer, Err(unknown_portal(&name)));
        };
        if matches!(command, Command::SignIn(_) | Command::SignInWithCode(_) | Command::SignOut(_)) {
            live.asked_by = by;
        }
        match command {
            Command::SignIn(_) => self.sign_in(&name, Method::Browser, answer),
            Command::SignInWithCode(_) if !self.organisation.allows_device_code() => {
                reply(answer, Err(forbidden(&live.portal)));
            }
            Command::SignInWithCode(_) => self.sign_in(&name, Method::Code, answer),
            Command::ReopenSignIn(_) | Command::OpenFilledIn(_) | Command::CopySignInAddress(_) => {
                self.with_address(&name, &command, answer);
            }
            Command::SignInWanted(_) => {
                self.sign_in_wanted(&name);
                reply(answer, Ok(Reply::Done));
            }
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
            Command::AwaitAccess(_) => {
                live.awaited = Some(Awaited::from(self.worker.parts.clock.now()));
                self.list(&name);
                self.emit(&Cause::AccessAwaited(name));
                reply(answer, Ok(Reply::Done));
            }
            Command::AwaitAccessNoMore(_) => {
                live.awaited = None;
                self.emit(&Cause::AccessAwaited(name));
                reply(answer, Ok(Reply::Done));
            }
            Command::Serve(key, terms) => worker.serve(live.portal.clone(), key, terms, answer),
            Command::StepDown(key) => worker.step_down(key, answer),
            Command::RemovePortal(_) => worker.remove_portal(live.portal.clone(), answer),
            Command::ChooseBrowser(of, choice) => worker.choose_browser(of, choice, answer),
            Command::AddPortal(_)
            | Command::SignOutOfConsoles(_)
            | Command::SetQuiet(_)
            | Command::SetGuardrail(_)
            | Command::RequestAccess(_)
            | Command::UseKeychain(_)
            | Command::UnlockKeychain
            | Command::Profiles(_)
            | Command::Wake
            | Command::OpenConsole(..)
            | Command::ConsoleLink(..)
            | Command::CopyLink(..)
            | Command::FederatedLink(..)
            | Command::Copy(..)
            | Command::StopServing(_)
            | Command::CopyServing(..)
            | Command::PlanProfile(_)
            | Command::ExportProfile(_)
            | Command::Label(..)
            | Command::ChangesSeen(_)
            | Command::Star(..)
            | Command::StarPlace(..) => worker.run(live.portal.clone(), command, answer),
        }
    }

    /// A command that is about no portal in particular.
    fn whole(&mut self, worker: &Worker, command: Command, answer: Answer) {
        if let Command::SetQuiet(quiet) = command {
            self.worker.set_quiet(quiet, answer);
        } else if let Command::SetGuardrail(rail) = command {
            worker.set_guardrail(rail, answer);
        } else if let Command::UseKeychain(choice) = command {
            self.worker.use_keychain(choice, answer);
        } else if let Command::StopServing(port) = command {
            reply(answer, self.stop_serving(port, worker.parts.journal.asker()));
        } else if let Command::SignOutOfConsoles(place) = command {
            worker.sign_out_of_consoles(place, answer);
        } else if let Command::CopyServing(port, form) = command {
            reply(answer, self.copy_serving(port, form, worker.parts.journal.asker()));
        } else if matches!(command, Command::UnlockKeychain) {
            self.worker.unlock(answer);
        } else if let Command::Profiles(task) = command {
            worker.profiles(task, answer);
        } else if let Command::RequestAccess(request) = command {
            reply(answer, worker.request_access(&request).map(|()| Reply::Done));
        } else if let Command::ChangesSeen(id) = command {
            let seen = self.worker.parts.catalog.changes_seen(id);
            self.emit(&Cause::ChangesSeen);
            reply(answer, seen.map(|()| Reply::Done));
        } else {
            self.tick();
            reply(answer, Ok(Reply::Done));
        }
    }

    fn outcome(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Restored(name, before, found) => self.restored(&name, before, found),
            Outcome::SignInReady(name, attempt, url) => {
                if let Some(sign_in) = self.attempt_mut(&name, attempt) {
                    sign_in.url = Some(url.clone());
                    self.emit(&Cause::SignInStarted(name, url));
                }
            }
            Outcome::CodeReady(name, attempt, code) => {
                if let Some(sign_in) = self.attempt_mut(&name, attempt) {
                    sign_in.code = Some(code);
                    self.emit(&Cause::CodeShown(name));
                }
            }
            Outcome::Probed(name, reached) => self.probed(&name, reached),
            Outcome::ProfilesSeen(sight) => {
                self.profiles = sight;
                self.emit_quietly();
            }
            Outcome::LookedAround => self.emit_quietly(),
            Outcome::SteppedDown(answer, done) => {
                self.close_what_is_over();
                self.emit_quietly();
                if let Some(answer) = answer {
                    reply(answer, done.map(|()| Reply::Done));
                }
            }
            Outcome::KeychainChanged(done, answer) => {
                if done.is_ok() {
                    let is_other = |problem: &Problem| !problem.code.is_of_keychain();
                    self.live
                        .values_mut()
                        .for_each(|live| live.problem = live.problem.take().filter(is_other));
                }
                // Whatever could not be read or kept before may be now.
                self.tick();
                reply(answer, done.map(|()| Reply::Done));
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
            Outcome::Listed(name, listed, gained) => self.listed(&name, listed, gained),
            Outcome::Serving(opened, answer) => self.serving(opened, answer),
            Outcome::Told(key, port, told) => self.told(key, port, told),
            Outcome::Settings(settings, answer) => self.settings_changed(settings, answer),
            Outcome::Did(Ok((done, cause)), answer) => {
                if matches!(cause, Some(Cause::ProfilesWritten | Cause::ProfileExported(_))) {
                    self.worker.look_at_profiles(self.profiles);
                }
                if let Some(cause) = cause {
                    self.emit(&cause);
                }
                reply(answer, Ok(done));
            }
            Outcome::Did(Err(error), answer) => reply(answer, Err(error)),
        }
    }

    /// Feeds the machine of one portal and has its effects done.
    pub(super) fn apply(&mut self, name: &PortalName, input: Input) {
        let now = self.worker.parts.clock.now();
        let Some(live) = self.live.get_mut(name) else { return };
        let before = live.session.grant().cloned();
        let (session, effects) = std::mem::take(&mut live.session).step(input, now);
        live.session = session;
        // A listing under way is nobody's any more: whoever waits for one waits for the next.
        live.is_of_before |= live.listing && before.is_some() && live.session.grant().is_none();
        if let (true, Some(before)) = (effects.contains(&Effect::TellEnded), before) {
            let is_rejected = live.session == Session::Rejected;
            self.worker.parts.sessions.record_end(name, before.signed_in, is_rejected);
        }
        for effect in effects {
            self.perform(name, effect);
        }
    }

    fn perform(&mut self, name: &PortalName, effect: Effect) {
        let Some(live) = self.live.get_mut(name) else { return };
        let portal = live.portal.clone();
        let worker = self.worker.asked_by(&live.asked_by);
        match effect {
            Effect::StartSignIn(method) => {
                self.attempts += 1;
                live.problem = None;
                let task = worker.sign_in(portal, self.attempts, method);
                live.sign_in = Some(SignIn { attempt: self.attempts, method, task, url: None, code: None });
            }
            Effect::AbandonSignIn => {
                live.sign_in = None;
                for answer in live.signing_in.drain(..) {
                    reply(answer, Err(cancelled(name)));
                }
            }
            Effect::Renew | Effect::Probe if !self.worker.parts.lists_by_itself => {}
            Effect::Renew => {
                self.worker.renew(portal, live.session.grant().map_or(0, |grant| grant.generation))
            }
            Effect::Probe => self.worker.probe(portal),
            Effect::Forget => worker.sign_out(portal),
            Effect::List => self.list_anew(name),
            Effect::WarnEnding => self.emit(&Cause::EndingSoon(name.clone())),
            Effect::TellEnded => self.emit(&Cause::SessionEnded(name.clone())),
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

    /// Heeds what the organisation says by now: its file may have changed.
    pub(super) fn heed(&mut self) {
        let organisation = Organisation::read(self.worker.parts.home.organisation());
        if organisation != self.organisation {
            self.organisation = organisation;
            self.worker.parts.catalog.decree(Decreed::of(&self.settings, &self.organisation));
            self.emit(&Cause::SettingsChanged);
        }
    }

    /// Lives with the portals of `settings` from now on.
    pub(super) fn adopt(&mut self, settings: Settings) {
        let order: Vec<PortalName> = settings.portals.iter().map(|portal| portal.name.clone()).collect();
        let known = |portal: &Portal| self.live.get(&portal.name).is_some_and(|live| live.portal == *portal);
        let unchanged = order == self.order && settings.portals.iter().all(known);
        let only_others = unchanged && settings != self.settings;
        if settings.guardrails != self.settings.guardrails {
            self.worker.parts.catalog.decree(Decreed::of(&settings, &self.organisation));
        }
        self.settings = settings.clone();
        if only_others {
            self.emit(&Cause::SettingsChanged);
        }
        if unchanged {
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
}

/// Which portal a command is about; none for [`Command::Wake`].
fn portal_of(command: &Command) -> Option<&PortalName> {
    Some(match command {
        Command::Wake
        | Command::SetQuiet(_)
        | Command::SetGuardrail(_)
        | Command::RequestAccess(_)
        | Command::UseKeychain(_)
        | Command::UnlockKeychain
        | Command::Profiles(_)
        | Command::StopServing(_)
        | Command::SignOutOfConsoles(_)
        | Command::CopyServing(..)
        | Command::ChangesSeen(_) => return None,
        Command::AddPortal(portal) => &portal.name,
        Command::RemovePortal(name)
        | Command::SignIn(name)
        | Command::SignInWithCode(name)
        | Command::ReopenSignIn(name)
        | Command::OpenFilledIn(name)
        | Command::CopySignInAddress(name)
        | Command::SignInWanted(name)
        | Command::CancelSignIn(name)
        | Command::SignOut(name)
        | Command::Refresh(name)
        | Command::AwaitAccess(name)
        | Command::AwaitAccessNoMore(name)
        | Command::Label(name, ..)
        | Command::Star(name, ..)
        | Command::StarPlace(name, ..) => name,
        Command::OpenConsole(key, ..)
        | Command::ConsoleLink(key, ..)
        | Command::CopyLink(key, ..)
        | Command::FederatedLink(key, _)
        | Command::Serve(key, _)
        | Command::StepDown(key)
        | Command::Copy(key, ..) => &key.portal,
        Command::ChooseBrowser(of, _) => of.portal(),
        Command::PlanProfile(request) | Command::ExportProfile(request) => &request.key.portal,
    })
}

pub(super) fn reply(answer: Answer, result: Result<Reply>) {
    // Whoever asked may be gone; nothing is lost by that.
    let _ = answer.send(result);
}

/// The first one waiting gets the error itself, the others its words.
pub(super) fn answer_all(waiting: Vec<Answer>, error: Error) {
    let problem = Problem::from(&error);
    let mut waiting = waiting.into_iter();
    if let Some(first) = waiting.next() {
        reply(first, Err(error));
    }
    for answer in waiting {
        reply(answer, Err(problem.clone().into()));
    }
}

pub(super) fn cancelled(name: &PortalName) -> Error {
    Error::new(
        Code::SignInCancelled,
        format!("The sign-in to {name} was cancelled."),
        "Sign in again when you are ready.",
    )
}
