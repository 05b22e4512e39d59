//! What becomes of a portal's session: how a sign-in, a renewal or a sign-out ended, and what follows.

use jiff::SignedDuration;
use portico_model::{Clock, Secret};

use crate::engine::actor::{Actor, answer_all, cancelled, reply};
use crate::engine::live::{Answer, SignIn};
use crate::engine::{Cause, Command, Reply};
use crate::error::{Code, Error, Problem, Result};
use crate::session::{Grant, Input, Method, Renewal};
use crate::settings::PortalName;
use crate::view::LeftView;

/// A listing older than this is made anew at start.
const STALE: SignedDuration = SignedDuration::from_hours(1);

impl Actor {
    /// `before` is the stamp at which the search began.
    pub(super) fn restored(&mut self, name: &PortalName, before: u64, found: Result<Option<Grant>>) {
        let now = self.worker.parts.clock.now();
        let Some(live) = self.live.get_mut(name) else { return };
        if self.worker.parts.sessions.generation(name) != before {
            // Somebody signed in or out meanwhile, perhaps here: what was found is of before.
            return self.worker.restore(live.portal.clone(), !live.restored);
        }
        let first = !std::mem::replace(&mut live.restored, true);
        // The sign-out that is under way will remove it.
        match if live.signing_out.is_empty() { found } else { Ok(None) } {
            Ok(grant) => {
                live.generation = self.worker.parts.sessions.generation(name);
                live.problem = None;
                let seen = |grant: &Grant| (grant.generation, grant.saved);
                let known = live.session.grant().map(seen);
                if !first && known.is_some() && known == grant.as_ref().map(seen) {
                    // Nothing is new but that the keychain can be read.
                    return self.emit_quietly();
                }
                let ended = grant.is_none() && self.worker.parts.sessions.was_ended(name);
                self.apply(name, if ended { Input::Refused } else { Input::Restored(grant) });
            }
            Err(error) => {
                if error.code() == Code::KeychainItemGone {
                    // Looking again would find nothing again; a sign-in changes the stamp.
                    live.generation = self.worker.parts.sessions.generation(name);
                }
                live.problem = Some(Problem::from(&error));
                if !first {
                    return self.emit_quietly();
                }
            }
        }
        if !first {
            return self.emit(&Cause::ChangedElsewhere(name.clone()));
        }
        let listed_at = self.worker.parts.catalog.listed_at(name).ok().flatten();
        // One of the future: the clock was set back. The portal's answer will tell what time it is.
        let stale =
            listed_at.is_none_or(|at| !(SignedDuration::ZERO..=STALE).contains(&now.duration_since(at)));
        let signed_in = self.live.get(name).is_some_and(|live| live.session.grant().is_some());
        if signed_in && stale && self.worker.parts.lists_by_itself {
            self.list(name);
        }
        if self.live.values().all(|live| live.restored) {
            self.emit(&Cause::Started);
        }
    }

    pub(super) fn sign_in_ended(&mut self, name: &PortalName, ended: Result<(Grant, Option<Error>)>) {
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

    pub(super) fn renewed(&mut self, name: &PortalName, renewal: Result<Renewal>) {
        let Some(live) = self.live.get_mut(name) else { return };
        let (problem, input, cause) = match renewal {
            Ok(Renewal::Renewed(grant)) => {
                live.generation = self.worker.parts.sessions.generation(name);
                (None, Input::Renewed(grant), Cause::Renewed(name.clone()))
            }
            Ok(Renewal::Rejected) => {
                live.generation = 0;
                (None, Input::Refused, Cause::Reachability(name.clone()))
            }
            Ok(Renewal::Gone) => {
                live.generation = 0;
                (None, Input::Restored(None), Cause::ChangedElsewhere(name.clone()))
            }
            Err(error) if error.code() == Code::KeychainItemGone => {
                (Some(Problem::from(&error)), Input::Restored(None), Cause::ChangedElsewhere(name.clone()))
            }
            Ok(Renewal::Unreachable(error)) | Err(error) => {
                (Some(Problem::from(&error)), Input::Unreachable, Cause::Reachability(name.clone()))
            }
        };
        live.problem = problem;
        self.apply(name, input);
        self.emit(&cause);
        self.list_again(name);
    }

    pub(super) fn probed(&mut self, name: &PortalName, reached: Result<()>) {
        let Some(live) = self.live.get_mut(name) else { return };
        live.problem = reached.as_ref().err().map(Problem::from);
        self.apply(name, if reached.is_ok() { Input::Reachable } else { Input::Unreachable });
        self.emit(&Cause::Reachability(name.clone()));
        self.list_again(name);
    }

    pub(super) fn signed_out(&mut self, name: &PortalName, ended: Result<Vec<LeftView>>) {
        let Some(live) = self.live.get_mut(name) else { return };
        live.generation = 0;
        live.problem = ended.as_ref().err().map(Problem::from);
        let waiting = std::mem::take(&mut live.signing_out);
        self.emit(&Cause::SignedOut(name.clone()));
        match ended {
            Ok(left) => {
                let done = |answer| reply(answer, Ok(Reply::SignedOut(left.clone())));
                waiting.into_iter().for_each(done);
            }
            Err(error) => answer_all(waiting, error),
        }
    }

    /// A program found nobody signed in.
    pub(super) fn sign_in_wanted(&mut self, name: &PortalName) {
        let Some(live) = self.live.get(name) else { return };
        if live.session.grant().is_none() {
            self.emit(&Cause::SignInWanted(name.clone()));
        } else {
            // That program knows more than this one.
            self.tick_portal(name, false);
        }
    }

    pub(super) fn sign_in(&mut self, name: &PortalName, method: Method, answer: Answer) {
        let Some(live) = self.live.get_mut(name) else { return };
        // Who chose the other way to sign in has changed their mind about the one under way.
        let other = live.sign_in.as_ref().is_some_and(|sign_in| sign_in.method != method);
        if other {
            self.sign_in_ended(name, Err(cancelled(name)));
        }
        let Some(live) = self.live.get_mut(name) else { return };
        live.signing_in.push(answer);
        self.apply(name, Input::SignIn(method));
        self.emit_quietly();
    }

    /// Opens or copies an address of the sign-in under way.
    pub(super) fn with_address(&self, name: &PortalName, command: &Command, answer: Answer) {
        let sign_in = self.live.get(name).and_then(|live| live.sign_in.as_ref());
        let address = sign_in.and_then(|sign_in| match (&sign_in.code, command) {
            (Some(code), Command::OpenFilledIn(_)) => code.filled_in.as_ref().or(Some(&code.page)),
            (Some(code), _) => Some(&code.page),
            (None, _) => sign_in.url.as_ref(),
        });
        let Some(address) = address else { return reply(answer, Err(cancelled(name))) };
        if matches!(command, Command::CopySignInAddress(_)) {
            let copied = self.worker.shell.copy(&Secret::new(address.to_string()));
            reply(answer, copied.map(|()| Reply::Done));
        } else {
            self.worker.open_sign_in_again(name.clone(), address.clone(), answer);
        }
    }

    pub(super) fn attempt_mut(&mut self, name: &PortalName, attempt: u64) -> Option<&mut SignIn> {
        self.live.get_mut(name)?.sign_in.as_mut().filter(|sign_in| sign_in.attempt == attempt)
    }
}
