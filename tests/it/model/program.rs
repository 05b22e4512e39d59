//! The programs under test: the app, and helpers that come and go.
//!
//! Rule: a program lives in a runtime of its own that stands still unless it is turned, one pass at a time; so it can be
//! killed between any two, and whatever it held, tasks and kernel locks, is gone as when its process is.

use std::time::Instant;

use portico_core::engine::Engine;
use portico_core::session::Sessions;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinHandle, yield_now};

use crate::support::engine::{Running, Seat};
use crate::support::process::DEADLINE;

/// A runtime that stands still unless it is turned.
pub(super) struct Clockwork(Runtime);

impl Clockwork {
    pub(super) fn new() -> Self {
        Self(Builder::new_current_thread().enable_all().build().expect("a runtime"))
    }

    /// Everything that can go on does so, once.
    pub(super) fn turn(&self) {
        self.0.block_on(yield_now());
    }

    /// Turns it until this is done.
    pub(super) fn until<T>(&self, work: impl Future<Output = T>) -> T {
        self.0.block_on(work)
    }

    pub(super) fn begin<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> JoinHandle<T> {
        self.0.spawn(work)
    }
}

/// The app.
pub(super) struct App {
    pub(super) running: Running,
    pub(super) clockwork: Clockwork,
}

impl App {
    pub(super) fn start(seat: &Seat) -> Self {
        let clockwork = Clockwork::new();
        let running = clockwork.until(seat.start());
        Self { running, clockwork }
    }

    pub(super) fn engine(&self) -> &Engine {
        &self.running.engine
    }
}

/// A program that does one thing and ends.
pub(super) struct Helper<T> {
    work: JoinHandle<T>,
    clockwork: Clockwork,
}

impl<T: Send + 'static> Helper<T> {
    pub(super) fn start<F>(seat: &Seat, work: impl FnOnce(Sessions) -> F) -> Self
    where
        F: Future<Output = T> + Send + 'static,
    {
        let clockwork = Clockwork::new();
        let work = clockwork.begin(work(seat.parts().sessions.in_background()));
        Self { work, clockwork }
    }

    /// Lets it go on for a moment; says whether it has ended.
    pub(super) fn turn(&self) -> bool {
        self.clockwork.turn();
        self.work.is_finished()
    }

    /// What it brought.
    pub(super) fn end(self) -> T {
        self.clockwork.until(self.work).expect("no panic")
    }
}

/// Keeps a loop from going on for ever.
pub(super) struct Patience(Instant);

impl Patience {
    pub(super) fn new() -> Self {
        Self(Instant::now())
    }

    #[track_caller]
    pub(super) fn check(&self, what: &str) {
        assert!(self.0.elapsed() < DEADLINE, "in vain: {what}");
        std::thread::yield_now();
    }
}

/// What is seen of a program from outside: calls to the keychain begun and ended, refreshes asked and settled, the lock.
pub(super) type Sight = (u64, u64, u64, u64, bool);

/// Counts the moments of a program's life by what is seen of it.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) count: u16,
    last: Option<Sight>,
}

impl Marks {
    pub(super) fn look(&mut self, sight: Sight) {
        let is_new = self.last.replace(sight) != Some(sight);
        self.count += u16::from(is_new);
    }
}
