//! The key of the encrypted file, unlocked, for eight hours: in the kernel, where every process of the person finds it
//! and none other; where there is no such place, in the memory of this process.
//!
//! Rule: it is a cache. When it is empty the person is asked again, and nothing is lost.

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod kernel;
#[cfg(not(target_os = "linux"))]
#[path = "elsewhere.rs"]
mod kernel;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use portico_model::{Clock, Secret};

use super::thread::held;

/// How long an unlocked key is kept: a working day.
const KEPT: Duration = Duration::from_secs(8 * 3600);

/// The place of one key.
pub(super) struct Cache {
    name: String,
    clock: Arc<dyn Clock>,
    own: Mutex<Option<(Secret, Timestamp)>>,
}

impl Cache {
    /// `name` tells the keys of one person apart.
    pub(super) fn new(name: String, clock: Arc<dyn Clock>) -> Self {
        Self { name, clock, own: Mutex::default() }
    }

    pub(super) fn read(&self) -> Option<Secret> {
        if let Some(key) = kernel::read(&self.name) {
            return Some(key);
        }
        let mut own = held(&self.own);
        if own.as_ref().is_some_and(|(_, until)| self.clock.now() >= *until) {
            *own = None;
        }
        own.as_ref().map(|(key, _)| key.clone())
    }

    pub(super) fn write(&self, key: &Secret) {
        let is_in_kernel = kernel::write(&self.name, key, KEPT);
        let until = self.clock.now() + SignedDuration::try_from(KEPT).unwrap_or(SignedDuration::ZERO);
        *held(&self.own) = (!is_in_kernel).then(|| (key.clone(), until));
    }

    pub(super) fn clear(&self) {
        kernel::clear(&self.name);
        *held(&self.own) = None;
    }
}

#[cfg(test)]
mod tests {
    use portico_model::ManualClock;

    use super::*;

    #[test]
    fn g8_what_is_kept_in_this_process_ends_after_a_working_day() {
        let clock = ManualClock::at(Timestamp::UNIX_EPOCH);
        let cache = Cache::new("portico:a name no kernel has".to_owned(), Arc::new(clock.clone()));
        *held(&cache.own) =
            Some((Secret::new("key".to_owned()), clock.now() + SignedDuration::from_hours(8)));
        clock.advance(SignedDuration::from_secs(8 * 3600 - 1));
        assert!(cache.read().is_some());
        clock.advance(SignedDuration::from_secs(1));
        assert!(cache.read().is_none() && held(&cache.own).is_none());
    }
}
