//! What happens every few seconds: another program may have changed something, the machine may have slept, time passed.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use portico_model::Clock;

use crate::engine::actor::Actor;
use crate::engine::{Cause, Parts};
use crate::error::Code;
use crate::session::{Input, Session};
use crate::settings::{PortalName, Settings};

/// The pause between two ticks. Timers stand still while a machine sleeps, so nothing is ever scheduled further ahead
/// (`security.md` 2.3).
pub(super) const TICK: Duration = Duration::from_secs(15);
/// Ticks further apart than this, by the clock that goes on in sleep, mean that the machine slept.
const SLEPT: SignedDuration = SignedDuration::from_secs(60);

/// The clocks at the last tick.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beat {
    now: Timestamp,
    since_boot: SignedDuration,
    clock_wrong: bool,
}

impl Beat {
    pub(super) fn of(parts: &Parts) -> Self {
        Self {
            now: parts.clock.now(),
            since_boot: parts.clock.since_boot(),
            clock_wrong: parts.clock.is_wall_wrong(),
        }
    }

    /// Whether, between this tick and `next`, the machine slept or its clock was set by more than [`SLEPT`].
    fn is_broken_by(self, next: Self) -> bool {
        let passed = next.since_boot - self.since_boot;
        let shown = next.now.duration_since(self.now);
        passed > SLEPT || (shown - passed).abs() > SLEPT
    }
}

impl Actor {
    /// Looks at the settings, the clocks and each portal.
    pub(super) fn tick(&mut self) {
        match Settings::load(&self.worker.parts.home) {
            Ok(settings) => self.adopt(settings),
            Err(error) => tracing::warn!(%error, "the settings cannot be read; the portals stay as they are"),
        }
        self.heed();
        let beat = Beat::of(&self.worker.parts);
        let last = std::mem::replace(&mut self.beat, beat);
        let woke = last.is_broken_by(beat);
        for name in self.order.clone() {
            self.tick_portal(&name, woke);
            if self
                .live
                .get(&name)
                .and_then(|live| live.awaited)
                .is_some_and(|awaited| awaited.is_due(beat.now))
            {
                self.list(&name);
            }
        }
        self.tell_what_was_held();
        self.worker.withdraw_expired();
        self.worker.end_step_ups();
        self.worker.parts.sessions.let_go_of_forgotten();
        if self.worker.parts.lists_by_itself {
            // A command that is about profiles looks by itself.
            self.worker.look_at_profiles(self.profiles);
        }
        if last.clock_wrong != beat.clock_wrong {
            self.emit(&Cause::ClockChanged);
        }
        self.emit_quietly();
    }

    /// Looks at one portal; `woke` says that the machine slept or its clock was set.
    pub(super) fn tick_portal(&mut self, name: &PortalName, woke: bool) {
        let sessions = &self.worker.parts.sessions;
        let Some(live) = self.live.get(name).filter(|live| live.restored) else { return };
        if matches!(live.session, Session::Renewing(_) | Session::AwaitingBrowser(_)) {
            return;
        }
        if sessions.generation(name) != live.generation {
            return self.worker.restore(live.portal.clone(), false);
        }
        let grant = live.session.grant();
        if grant.is_some_and(|grant| !grant.saved) {
            self.worker.save_again(live.portal.clone());
        }
        if sessions.reach(&live.portal).iter().any(|reach| reach.down) {
            self.worker.look_around(live.portal.clone());
        }
        // What could not be read may be readable now. What could not be kept is offered again, above.
        let is_unread = |code: Code| code.is_of_keychain() && code != Code::KeychainItemGone;
        if grant.is_none_or(|grant| grant.saved)
            && live.problem.as_ref().is_some_and(|problem| is_unread(problem.code))
        {
            self.worker.restore(live.portal.clone(), false);
        }
        let expected = grant.and_then(|grant| sessions.expected_end(&live.portal, grant));
        if woke {
            self.apply(name, Input::Woke);
        }
        self.apply(name, Input::Tick(expected));
        self.list_again(name);
    }

    /// What was promised when the network cut a listing short: that it goes on by itself.
    pub(super) fn list_again(&mut self, name: &PortalName) {
        let (now, by_itself) = (self.worker.parts.clock.now(), self.worker.parts.lists_by_itself);
        let Some(live) = self.live.get(name) else { return };
        let is_due = live.list_again.is_some_and(|pause| pause.is_over(now));
        if by_itself && is_due && live.session.may_be_used(now) {
            self.list(name);
        }
    }

    /// Quiet hours may have ended; what they kept back is told if it is still true.
    fn tell_what_was_held(&mut self) {
        let parts = &self.worker.parts;
        let due = self.desk.due(parts.clock.now(), &parts.zone, self.settings.quiet.as_ref());
        for cause in due {
            let (Cause::EndingSoon(name) | Cause::SessionEnded(name) | Cause::SignInWanted(name)) = &cause
            else {
                continue;
            };
            let Some(live) = self.live.get(name) else { continue };
            let is_in = live.session.grant().is_some();
            if is_in == matches!(cause, Cause::EndingSoon(_)) {
                self.notify(&cause);
            }
        }
    }
}
