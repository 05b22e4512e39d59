//! What may be made to go wrong on purpose: a request quota and a delay.
//!
//! Rule: faults change when and whether an answer comes, never what is true.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::store::Millis;

/// How refresh tokens age.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Rotation {
    /// Every answer brings a new one, and the earlier ones keep working until the session ends.
    #[default]
    Reusable,
}

/// The knobs of one center.
#[derive(Debug)]
pub(crate) struct Faults {
    /// Portal requests per second; unlimited when `None`.
    quota: Option<u32>,
    /// Added to every answer of the APIs.
    pub(crate) latency: Duration,
    /// How refresh tokens age.
    pub(crate) rotation: Rotation,
    bucket: Mutex<Bucket>,
}

#[derive(Debug, Default)]
struct Bucket {
    /// Thousandths of a request.
    tokens: i64,
    /// `None` before the first request.
    filled_at: Option<Millis>,
}

impl Faults {
    /// Knobs at these settings.
    pub(crate) fn new(quota: Option<u32>, latency_ms: u32) -> Self {
        Self {
            quota,
            latency: Duration::from_millis(latency_ms.into()),
            rotation: Rotation::default(),
            bucket: Mutex::default(),
        }
    }

    /// Takes one request from the quota: a bucket that holds one second's worth and refills steadily.
    ///
    /// # Errors
    /// The seconds to wait, for `Retry-After`.
    pub(crate) fn admit(&self, now: Millis) -> Result<(), u32> {
        let Some(quota) = self.quota.map(i64::from) else { return Ok(()) };
        let mut bucket = self.bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let elapsed = bucket.filled_at.map_or(1000, |at| (now - at).clamp(0, 1000));
        bucket.tokens = (bucket.tokens + elapsed * quota).min(quota.max(1) * 1000);
        bucket.filled_at = Some(now);
        if bucket.tokens >= 1000 {
            bucket.tokens -= 1000;
            Ok(())
        } else {
            Err(1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_refills_steadily() {
        let faults = Faults::new(Some(2), 0);
        assert_eq!([0, 0, 0].map(|at| faults.admit(at)), [Ok(()), Ok(()), Err(1)]);
        assert_eq!(faults.admit(499), Err(1));
        assert_eq!(faults.admit(1000), Ok(()));
    }

    #[test]
    fn no_quota_admits_everything() {
        assert!((0..1000).all(|_| Faults::new(None, 0).admit(0).is_ok()));
    }
}
