//! A sequence of steps, taken by the real programs; after each of them the invariants hold and the reference agrees.

use std::sync::Arc;

use portico_core::disk::Lock;
use portico_core::engine::{Cause, Command, Reply};
use portico_core::session::Bearer;
use portico_core::settings::Portal;
use portico_core::vault::Store;
use portico_core::view::SessionView;
use portico_core::{Code, Result};
use portico_model::Clock as _;

use super::program::{App, Helper, Marks, Patience, Sight};
use super::reference::{Asker, Change, Reference, Served};
use super::steps::Step;
use super::world::{ACCESS_TTL, World};
use crate::support::engine::{Seat, add_portal, folder_in_memory, is_renewing, local, portal};
use crate::support::keychain::{Keychain, Mood};

/// Passes of a program in which nothing goes on that is seen from outside, until nothing does.
const CALM: u32 = 12;
/// The same after a sleep: a sign of life that is asked for is not seen from outside.
const QUIET: u32 = 80;
/// Between two looks of the app at the clock; more would be a sleep.
const BEAT: i64 = 50;

/// Turns of two programs by the bits of a race.
const PATTERN: u32 = 256;

/// What the window shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Shown {
    In {
        saved: bool,
    },
    Out,
    /// Nobody knows, because the keychain cannot be read.
    Unread,
}

/// A session as the keychain holds it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Kept {
    pub(super) access: String,
    pub(super) refresh: String,
    pub(super) generation: u64,
}

/// See the module.
pub(super) struct Sequence<'a> {
    pub(super) world: &'a mut World,
    pub(super) reference: Reference,
    pub(super) keychain: Arc<Keychain>,
    pub(super) seat: Seat,
    portal: Portal,
    app: Option<App>,
    _folder: tempfile::TempDir,
    /// As of the last step.
    pub(super) shown: Shown,
    pub(super) kept: Option<Kept>,
    pub(super) refreshes: Served,
    pub(super) accounts: u32,
    pub(super) listed_at: Option<i64>,
    /// The largest generation there was.
    pub(super) generation: u64,
    /// The largest generation that the programs told each other.
    pub(super) stamped: u64,
    /// How often somebody asked the running app for a browser.
    pub(super) clicks: usize,
}

impl<'a> Sequence<'a> {
    pub(super) fn begin(world: &'a mut World, reference: Reference) -> Self {
        world.calm_down();
        let folder = folder_in_memory();
        let keychain = Arc::new(Keychain::default());
        let store: Arc<dyn Store> = Arc::<Keychain>::clone(&keychain);
        let seat = Seat::at(&world.machine, folder.path(), store);
        let app = App::start(&seat);
        app.clockwork.until(add_portal(app.engine(), &world.company));
        let portal = local(portal().as_str(), &world.company);
        let refreshes = world.refreshes();
        Self {
            world,
            reference,
            keychain,
            seat,
            portal,
            app: Some(app),
            _folder: folder,
            shown: Shown::Out,
            kept: None,
            refreshes,
            accounts: 0,
            listed_at: None,
            generation: 0,
            stamped: 0,
            clicks: 0,
        }
    }

    /// Takes the steps; then everything is mended, and the truth must come to light.
    pub(super) fn run(mut self, steps: Vec<Step>) {
        self.take(Step::SignIn("alice"));
        for step in steps {
            self.take(step);
        }
        self.heal();
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::SignIn(name) => self.sign_in(name),
            Step::SignOut => self.sign_out(),
            Step::List { spoilt } => self.list(spoilt),
            Step::Awake(beats) => {
                (0..beats).for_each(|_| self.beat(BEAT));
                // By then it has asked once more, whatever went wrong before.
                if beats > 1 {
                    self.check_saved();
                }
            }
            Step::Sleep(seconds) => self.sleep(seconds),
            Step::Outlive => {
                let left =
                    self.reference.ends().map_or(0, |ends| ends.as_second() - self.world.now().as_second());
                self.sleep(left.max(61) + 1);
            }
            Step::Revoke => {
                if self.world.revoke() {
                    self.reference.revoked();
                }
            }
            Step::SetClock(seconds) => self.world.machine.jump(jiff::SignedDuration::from_secs(seconds)),
            Step::Keychain(mood) => self.keychain.turn(mood),
            Step::Network(on) => self.world.connect(on),
            Step::Meet(mishap, count) => {
                self.world.plan(mishap, count);
                self.reference.plan(mishap, count as usize);
            }
            Step::Restart => self.restart(Asker::DyingApp),
            Step::KillRenewing(moment) => self.kill_renewing(moment),
            Step::Helper(doom) => self.helper(doom),
            Step::SignOutElsewhere => self.sign_out_elsewhere(),
            Step::Race(bits) => self.race(bits),
        }
        self.settle_and_check();
    }

    pub(super) fn settle_and_check(&mut self) {
        self.settle(CALM);
        self.absorb(Asker::App);
        self.check();
    }

    pub(super) fn app(&self) -> &App {
        self.app.as_ref().expect("at work")
    }

    /// The app looks at the clock, a moment later.
    pub(super) fn beat(&mut self, seconds: i64) {
        self.world.pass(seconds);
        self.look(CALM);
    }

    fn sleep(&mut self, seconds: i64) {
        self.world.pass(seconds);
        self.look(QUIET);
    }

    fn look(&mut self, passes: u32) {
        let app = self.app();
        app.clockwork.until(app.running.wake());
        self.settle(passes);
        self.absorb(Asker::App);
    }

    fn sign_in(&mut self, name: &'static str) {
        self.world.pass(1);
        if !self.world.is_connected {
            let app = self.app();
            let refused = app.clockwork.until(app.running.run(Command::SignIn(portal())));
            assert!(refused.is_err(), "nobody is there to sign in to");
            return;
        }
        let mut app = self.app.take().expect("at work");
        let (person, ends) = self.world.browser(name);
        let App { running, clockwork } = &mut app;
        let done = clockwork.until(async {
            let (url, waiting) = running.start_sign_in(&portal()).await;
            person.answer(url, "allow").await;
            person.call_back().await;
            let done = waiting.await.expect("no panic");
            running.until(|cause| matches!(cause, Cause::Listed(_))).await;
            done
        });
        self.app = Some(app);
        done.expect("signed in");
        self.clicks += 1;
        self.settle(CALM);
        let kept = self.read();
        let was_kept = kept != self.kept && kept.is_some();
        // Whatever was asked for meanwhile was asked for with what was held before.
        self.ask_reference(Asker::App, Change::None);
        self.reference.signed_in(ends, was_kept);
        self.kept = kept;
        assert!(matches!(self.look_at(), Shown::In { .. }), "signed in, and shown as {:?}", self.look_at());
    }

    fn sign_out(&mut self) {
        let app = self.app();
        let done = app.clockwork.until(app.running.run(Command::SignOut(portal())));
        self.settle(CALM);
        self.signed_out(done.map(drop), "the person signed out");
        assert!(!matches!(self.look_at(), Shown::In { .. }), "signed out, and shown as {:?}", self.look_at());
    }

    fn sign_out_elsewhere(&mut self) {
        let portal = self.portal.clone();
        let helper = Helper::start(&self.seat, |sessions| async move { sessions.sign_out(&portal).await });
        let done = helper.end();
        self.signed_out(done.map(drop), "the person signed out in a terminal");
    }

    /// A sign-out that the keychain did not let happen is none, and says so.
    fn signed_out(&mut self, done: Result<()>, why: &'static str) {
        let is_out = self.stamp().0 == "out";
        if is_out || done.is_ok() {
            // Whatever was asked for meanwhile was asked for with what was held before.
            self.ask_reference(Asker::App, Change::None);
            self.reference.signed_out(why);
        } else {
            assert!(done.is_err_and(|error| error.code().is_of_keychain()));
            self.reference.over = Some("the person wanted to sign out");
        }
        self.kept = self.read();
    }

    fn list(&mut self, spoilt: bool) {
        // Without a network a listing waits for it, in real time.
        if !self.world.is_connected {
            return;
        }
        self.world.pass(1);
        if spoilt {
            self.world.spoil_listing();
        }
        let app = self.app();
        drop(app.clockwork.until(app.running.run(Command::Refresh(portal()))));
    }

    fn restart(&mut self, asker: Asker) {
        self.settle(CALM);
        self.absorb(Asker::App);
        self.kill(asker);
        self.start();
    }

    /// The app is gone in the middle of whatever it did.
    fn kill(&mut self, asker: Asker) {
        drop(self.app.take());
        self.mourn();
        self.absorb(asker);
        self.reference.app_died();
    }

    /// What the dead had begun elsewhere comes to its end.
    fn mourn(&self) {
        let patience = Patience::new();
        while self.is_keychain_busy() {
            patience.check("the keychain ends its last call");
        }
        self.world.settle();
    }

    fn start(&mut self) {
        let app = App::start(&self.seat);
        self.clicks = 0;
        self.app = Some(app);
        self.settle(CALM);
        self.absorb(Asker::App);
        if self.look_at() == Shown::Unread {
            // A new program knows nothing but what it can read.
            self.shown = Shown::Unread;
        }
    }

    /// Runs on until a renewal is due at the next look at the clock.
    fn run_until_due(&mut self) {
        for _ in 0..2 * ACCESS_TTL / 50 {
            let app = self.app();
            let now = app.engine().parts().clock.now().as_second();
            let portals = &app.engine().snapshot().portals;
            let SessionView::SignedIn { until, ending, .. } = portals[0].session else {
                return;
            };
            let due = if ending { until } else { until - i64::from(ACCESS_TTL) / 4 };
            if now + BEAT >= due {
                return self.world.pass(BEAT);
            }
            self.beat(BEAT);
        }
    }

    fn kill_renewing(&mut self, moment: u16) {
        self.run_until_due();
        let app = self.app();
        let engine = app.engine().clone();
        let waking = app.clockwork.begin(async move { engine.run(Command::Wake).await });
        let (mut marks, mut calm, patience) = (Marks::default(), 0, Patience::new());
        while marks.count < moment && calm < CALM {
            app.clockwork.turn();
            marks.look(self.sight());
            calm = if self.is_calm() && waking.is_finished() { calm + 1 } else { 0 };
            self.watch();
            patience.check("the app comes to the moment of its death");
        }
        drop(waking);
        self.kill(Asker::DyingApp);
        self.start();
    }

    fn access(&self) -> Helper<Result<Bearer>> {
        let portal = self.portal.clone();
        Helper::start(&self.seat, |sessions| async move { sessions.access(&portal).await })
    }

    fn helper(&mut self, doom: Option<u16>) {
        let (helper, patience, mut marks) = (self.access(), Patience::new(), Marks::default());
        while !helper.turn() {
            if doom.is_some_and(|moment| marks.count >= moment) {
                drop(helper);
                self.mourn();
                return self.absorb(Asker::DyingHelper);
            }
            marks.look(self.sight());
            self.watch();
            patience.check("a helper is served");
        }
        self.helped(helper.end());
    }

    fn helped(&mut self, brought: Result<Bearer>) {
        self.absorb(Asker::Helper);
        if brought.is_err_and(|error| error.code() == Code::SignInRequired) {
            assert_eq!(self.reference.vault, None, "I4: a helper wants a sign-in, and there is a session");
        }
    }

    fn race(&mut self, bits: u64) {
        self.run_until_due();
        if self.keychain.mood() != Mood::Well || self.reference.memory.is_some() {
            return self.helper(None);
        }
        // A helper with a wrong clock takes what was just renewed for old.
        let is_clock_right = self.world.ahead().abs().as_secs() < 60;
        let is_fair = self.world.is_connected && !self.reference.expects_mishaps() && is_clock_right;
        let before = self.world.refreshes().granted;
        let (helper, app) = (self.access(), self.app());
        let engine = app.engine().clone();
        let waking: tokio::task::JoinHandle<Result<Reply>> =
            app.clockwork.begin(async move { engine.run(Command::Wake).await });
        let (mut turns, mut calm, mut is_helped, patience) = (0, 0, false, Patience::new());
        while !is_helped || calm < CALM {
            // Nobody is held up for ever.
            let is_apps_turn =
                if turns < PATTERN { bits.rotate_right(turns) & 1 == 0 } else { turns % 2 == 0 };
            if is_apps_turn || is_helped {
                app.clockwork.turn();
                calm = if self.is_calm() && waking.is_finished() { calm + 1 } else { 0 };
            } else {
                is_helped = helper.turn();
                calm = 0;
            }
            turns += 1;
            self.watch();
            patience.check("two programs that renew at once");
        }
        let granted = self.world.refreshes().granted - before;
        assert!(!is_fair || granted <= 1, "F1: {granted} renewals where one is enough");
        self.helped(helper.end());
    }

    /// Turns the app until nothing goes on in it any more.
    fn settle(&mut self, passes: u32) {
        let (mut calm, patience) = (0, Patience::new());
        while calm < passes {
            self.app().clockwork.turn();
            self.watch();
            calm = if self.is_calm() { calm + 1 } else { 0 };
            patience.check("the app comes to rest");
        }
    }

    fn is_calm(&self) -> bool {
        let is_busy = is_renewing(&self.app().running.session()) || self.is_keychain_busy();
        !is_busy && !self.is_locked() && !self.world.is_listing()
    }

    fn is_keychain_busy(&self) -> bool {
        let (begun, ended) = self.keychain.calls();
        begun != ended
    }

    /// Whether anybody changes the session.
    fn is_locked(&self) -> bool {
        let path = self.seat.home.lock(&format!("session-{}", self.portal.name));
        Lock::is_held(&path).expect("a lock")
    }

    /// What is seen of a program from outside.
    fn sight(&self) -> Sight {
        let (begun, ended) = self.keychain.calls();
        let Served { asked, granted, refused } = self.world.refreshes();
        (begun, ended, asked, granted + refused, self.is_locked())
    }

    /// I1: no two refreshes of one portal are ever under way.
    fn watch(&self) {
        if !self.reference.expects_mishaps() {
            let Served { asked, granted, refused } = self.world.refreshes();
            let before = self.refreshes;
            let under_way = (asked - before.asked) - (granted - before.granted) - (refused - before.refused);
            assert!(under_way <= 1, "I1: {under_way} refreshes are under way");
        }
    }
}
