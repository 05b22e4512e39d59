//! Time is an argument: everything that asks what time it is asks a [`Clock`].

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// Tells the time, in two ways: what people call now, and how long the machine has been on.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The current moment (UTC). A person or a time server may set it forward or back at any moment.
    fn now(&self) -> Timestamp;

    /// The time since an arbitrary moment before this process began, sleep of the machine included. It never jumps.
    fn since_boot(&self) -> SignedDuration;
}

/// The machine's own wall clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    #[cfg(unix)]
    fn since_boot(&self) -> SignedDuration {
        // Darwin's monotonic clock goes on while the machine sleeps; Linux has one of its own for that.
        #[cfg(target_os = "linux")]
        const CLOCK: rustix::time::ClockId = rustix::time::ClockId::Boottime;
        #[cfg(not(target_os = "linux"))]
        const CLOCK: rustix::time::ClockId = rustix::time::ClockId::Monotonic;
        let time = rustix::time::clock_gettime(CLOCK);
        SignedDuration::new(time.tv_sec, i32::try_from(time.tv_nsec).unwrap_or(0))
    }

    #[cfg(not(unix))]
    fn since_boot(&self) -> SignedDuration {
        // Windows' performance counter goes on while the machine sleeps.
        static START: std::sync::LazyLock<std::time::Instant> =
            std::sync::LazyLock::new(std::time::Instant::now);
        SignedDuration::try_from(START.elapsed()).unwrap_or(SignedDuration::MAX)
    }
}

/// A clock that moves only when told to; clones share the same hands. For tests.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<Hands>);

/// Epoch milliseconds, and milliseconds since boot.
#[derive(Debug)]
struct Hands {
    wall: AtomicI64,
    boot: AtomicI64,
}

impl ManualClock {
    /// A clock standing at `start`.
    #[must_use]
    pub fn at(start: Timestamp) -> Self {
        let wall = AtomicI64::new(start.as_millisecond());
        Self(Arc::new(Hands { wall, boot: AtomicI64::new(3_600_000) }))
    }

    /// Lets time go by.
    pub fn advance(&self, by: SignedDuration) {
        self.jump(by);
        self.0.boot.fetch_add(millis(by), Ordering::SeqCst);
    }

    /// Sets the wall clock forward, or back when `by` is negative, without time going by.
    pub fn jump(&self, by: SignedDuration) {
        self.0.wall.fetch_add(millis(by), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.wall.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }

    fn since_boot(&self) -> SignedDuration {
        SignedDuration::from_millis(self.0.boot.load(Ordering::SeqCst))
    }
}

fn millis(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
