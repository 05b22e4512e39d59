//! What time it is, as the portals tell it.
//!
//! Rule: whoever compares a time with a portal's asks a [`Timekeeper`]. Until a portal has answered it is the machine's
//! wall clock; from then on it is the portal's time plus the time since, counted by a clock that goes on while the machine
//! sleeps and that nobody can set. A wrong wall clock, and one that is set while Portico runs, then change nothing.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use portico_model::Clock;

use crate::aws::DateHeard;

/// The `Date` header has whole seconds (RFC 9110 section 5.6.7): the moment it tells is, on average, this much later.
const HALF_A_SECOND: SignedDuration = SignedDuration::from_millis(500);
/// A wall clock that differs by less is right: the header tells no better.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(2);
/// A wall clock that differs by more is worth telling the person: signatures and other tools fail at such a difference.
const WRONG: SignedDuration = SignedDuration::from_mins(5);

/// Tells the portals' time. Clones share what they heard.
#[derive(Clone, Debug)]
pub struct Timekeeper {
    machine: Arc<dyn Clock>,
    anchor: Arc<Mutex<Option<Anchor>>>,
}

/// What time it was at a moment since boot.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    time: Timestamp,
    since_boot: SignedDuration,
}

impl Timekeeper {
    /// One that has heard nothing yet.
    #[must_use]
    pub fn new(machine: Arc<dyn Clock>) -> Self {
        Self { machine, anchor: Arc::default() }
    }

    /// What a transport tells the dates it hears.
    #[must_use]
    pub fn ear(&self) -> Arc<dyn Fn(DateHeard) + Send + Sync> {
        let keeper = self.clone();
        Arc::new(move |heard| keeper.heard(heard.server, heard.round_trip))
    }

    /// A portal just answered, after `round_trip`, with this `Date`.
    pub fn heard(&self, date: Timestamp, round_trip: Duration) {
        let half = SignedDuration::try_from(round_trip / 2).unwrap_or_default();
        let told = date + HALF_A_SECOND + half;
        let wall = self.machine.now();
        let time = if wall.duration_since(told).abs() <= TOLERANCE + half { wall } else { told };
        let anchor = Anchor { time, since_boot: self.machine.since_boot() };
        *self.anchor.lock().unwrap_or_else(PoisonError::into_inner) = Some(anchor);
    }

    /// Whether a portal has said what time it is.
    #[must_use]
    pub fn has_heard(&self) -> bool {
        self.anchor.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// How far the machine's wall clock is ahead (negative: behind).
    #[must_use]
    pub fn ahead(&self) -> SignedDuration {
        self.machine.now().duration_since(self.now())
    }

    /// Whether the wall clock is so far off that the person should be told.
    #[must_use]
    pub fn is_wall_wrong(&self) -> bool {
        self.ahead().abs() > WRONG
    }
}

impl Clock for Timekeeper {
    fn now(&self) -> Timestamp {
        let anchor = *self.anchor.lock().unwrap_or_else(PoisonError::into_inner);
        match anchor {
            Some(anchor) => {
                let since = self.machine.since_boot() - anchor.since_boot;
                anchor.time.checked_add(since).unwrap_or(Timestamp::MAX)
            }
            None => self.machine.now(),
        }
    }

    fn since_boot(&self) -> SignedDuration {
        self.machine.since_boot()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_model::ManualClock;

    fn timekeeper() -> (ManualClock, Timekeeper) {
        let machine = ManualClock::at(Timestamp::from_second(1_800_000_000).expect("a time"));
        (machine.clone(), Timekeeper::new(Arc::new(machine)))
    }

    #[test]
    fn h7_a_wall_clock_set_while_running_changes_nothing() {
        for jump in [-86_400, -3600, -600, 600, 3600, 86_400, 11 * 365 * 86_400] {
            let (machine, time) = timekeeper();
            time.heard(machine.now(), Duration::from_millis(80));
            let before = time.now();
            machine.jump(SignedDuration::from_secs(jump));
            machine.advance(SignedDuration::from_secs(100));
            assert_eq!(time.now(), before + SignedDuration::from_secs(100));
            assert_eq!((time.ahead().as_secs(), time.is_wall_wrong()), (jump, true));
        }
    }

    #[test]
    fn h7_a_wrong_wall_clock_is_corrected_by_the_first_answer() {
        let (machine, time) = timekeeper();
        let truth = machine.now();
        machine.jump(SignedDuration::from_mins(-47));
        assert_eq!(time.now(), machine.now(), "nobody has told yet");
        time.heard(truth, Duration::from_secs(1));
        assert!(time.now().duration_since(truth).abs() < SignedDuration::from_secs(2));
        machine.advance(SignedDuration::from_hours(8));
        assert!(
            time.now().duration_since(truth + SignedDuration::from_hours(8)).abs()
                < SignedDuration::from_secs(2)
        );
    }

    #[test]
    fn a_clock_that_is_right_is_left_alone() {
        let (machine, time) = timekeeper();
        let wall = machine.now();
        time.heard(wall - SignedDuration::from_secs(1), Duration::from_millis(30));
        assert_eq!((time.now(), time.ahead(), time.is_wall_wrong()), (wall, SignedDuration::ZERO, false));
    }
}
