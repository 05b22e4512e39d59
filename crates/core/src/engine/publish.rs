//! How the state becomes visible: the snapshot, the tray, the notifications.

use std::sync::Arc;

use jiff::Timestamp;
use portico_model::Clock;

use crate::engine::actor::Actor;
use crate::engine::{Cause, Event};
use crate::notice;
use crate::role::RoleKey;
use crate::serve::Endpoint;
use crate::settings::{Choice, PortalName};
use crate::tray;
use crate::view::{ClockView, PortalView, QuietView, SettingsView, Snapshot};

impl Actor {
    pub(super) fn snapshot(&self) -> Snapshot {
        let parts = &self.worker.parts;
        let (glance, sessions) = (parts.catalog.glance(), &parts.sessions);
        let live = || self.order.iter().filter_map(|name| self.live.get(name));
        let portals = live().map(|one| {
            let same = live().filter(|other| other.portal.shares_with(&one.portal));
            PortalView {
                shares_with: same.map(|other| other.portal.name.to_string()).collect(),
                ..one.view(&glance, sessions)
            }
        });
        Snapshot {
            ready: self.live.values().all(|live| live.restored),
            portals: portals.collect(),
            listing_version: glance.version,
            account_count: glance.accounts,
            unseen_changes: glance.unseen_changes,
            profile_count: self.profiles.count,
            edited_profiles: self.profiles.edited,
            profiles_version: self.profiles.version,
            clock: self.clock_view(),
            settings: self.settings_view(),
            serving: self.endpoints.iter().map(Endpoint::view).collect(),
            step_ups: self.step_ups.clone(),
        }
    }

    /// A clock that is right is not told to the second, or every snapshot would differ from the one before.
    fn clock_view(&self) -> ClockView {
        let ahead = self.worker.parts.clock.ahead().as_secs();
        let ahead = if ahead.abs() < 3 { 0 } else { ahead };
        ClockView { ahead, wrong: self.worker.parts.clock.is_wall_wrong() }
    }

    fn settings_view(&self) -> SettingsView {
        let quiet = self.settings.quiet.as_ref();
        SettingsView {
            quiet: quiet.map(|quiet| QuietView { from: quiet.from(), to: quiet.to() }),
            device_code: self.organisation.allows_device_code(),
            fixed: self.organisation.fixed(),
            keychain: Choice::load(&self.worker.parts.home).unwrap_or_default(),
        }
    }

    /// Publishes the new state with its cause, and whatever follows from it.
    pub(super) fn emit(&mut self, cause: &Cause) {
        self.look_at_step_ups();
        let snapshot = Arc::new(self.snapshot());
        self.publish.send_replace(Arc::clone(&snapshot));
        self.worker.shell.publish(&Event { cause: cause.clone(), snapshot: Arc::clone(&snapshot) });
        self.draw(&snapshot);
        let parts = &self.worker.parts;
        let weighed = self.desk.weigh(cause, parts.clock.now(), &parts.zone, self.settings.quiet.as_ref());
        if let Some(cause) = weighed {
            self.notify(&cause);
        }
    }

    /// Publishes only when something visible changed.
    pub(super) fn emit_quietly(&mut self) {
        self.look_at_step_ups();
        let snapshot = Arc::new(self.snapshot());
        if *self.publish.borrow() != snapshot {
            self.publish.send_replace(Arc::clone(&snapshot));
            self.worker.shell.publish(&Event { cause: Cause::Moved, snapshot: Arc::clone(&snapshot) });
        }
        self.draw(&snapshot);
    }

    /// Shows the notification of a cause that was weighed.
    pub(super) fn notify(&self, cause: &Cause) {
        let now = self.worker.parts.clock.now();
        let end = if let Cause::EndingSoon(name) = cause {
            // What quiet hours kept back may be over by now, or was a wrong guess.
            let Some(end) = self.end_of(name).filter(|(end, _)| *end > now) else { return };
            Some(end)
        } else {
            None
        };
        let minutes = end.map_or(0, |(end, _)| (end.as_second() - now.as_second() + 30) / 60);
        let (firm, words) = (end.is_none_or(|(_, firm)| firm), self.worker.shell.words());
        if let Some(notice) = notice::of(cause, minutes, firm, words) {
            self.worker.shell.notify(&notice);
        }
    }

    /// When the session of a portal ends, and whether that is known or only expected.
    fn end_of(&self, name: &PortalName) -> Option<(Timestamp, bool)> {
        let live = self.live.get(name)?;
        let grant = live.session.grant()?;
        if grant.ending || !grant.renewable {
            return Some((grant.until, true));
        }
        let expected = self.worker.parts.sessions.expected_end(&live.portal, grant);
        Some(expected.map_or((grant.until, true), |expected| (expected, false)))
    }

    fn draw(&mut self, snapshot: &Snapshot) {
        let parts = &self.worker.parts;
        let until = |key: &RoleKey| parts.sessions.credentials_until(key);
        let shortlist = parts.catalog.shortlist(tray::MOST_ACCOUNTS, &until).unwrap_or_default();
        let menu = tray::menu(snapshot, &shortlist, parts.clock.now().as_second(), self.worker.shell.words());
        if self.drawn.as_ref() != Some(&menu) {
            self.worker.shell.draw_tray(&menu);
            self.drawn = Some(menu);
        }
    }
}
