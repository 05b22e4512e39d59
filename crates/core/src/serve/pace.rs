//! How often somebody may ask: a bucket that holds a second's worth and refills steadily.

use std::sync::Mutex;

use jiff::SignedDuration;

use super::held;

/// Requests a second.
const RATE: f64 = 20.0;

/// The bucket of one kind of caller.
#[derive(Debug)]
pub(super) struct Pace(Mutex<Bucket>);

#[derive(Debug)]
struct Bucket {
    left: f64,
    at: Option<SignedDuration>,
}

impl Default for Pace {
    fn default() -> Self {
        Self(Mutex::new(Bucket { left: RATE, at: None }))
    }
}

impl Pace {
    /// Whether one more may be answered at this time of a clock that never jumps.
    pub(super) fn allows(&self, now: SignedDuration) -> bool {
        let mut bucket = held(&self.0);
        let passed = bucket.at.map_or(0.0, |at| (now - at).as_secs_f64().max(0.0));
        bucket.at = Some(now);
        bucket.left = (bucket.left + passed * RATE).min(RATE);
        let is_left = bucket.left >= 1.0;
        if is_left {
            bucket.left -= 1.0;
        }
        is_left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b3_twenty_at_once_and_then_twenty_a_second() {
        let (pace, at) = (Pace::default(), |millis| SignedDuration::from_millis(5000 + millis));
        let allowed = |from: i64, to: i64| (from..to).filter(|millis| pace.allows(at(*millis))).count();
        assert_eq!((0..1000).filter(|_| pace.allows(at(0))).count(), 20);
        assert_eq!(allowed(1, 1001), 20);
        assert!(!pace.allows(at(0)), "a clock that goes back gives nothing");
        assert_eq!((0..1000).filter(|_| pace.allows(at(60_000))).count(), 20, "rest is not saved up");
    }
}
