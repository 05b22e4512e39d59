//! The local Identity Center in this process, on a free port, with a clock that the test holds.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use portico_center::{Center, Config, PersonCard, Running};
use portico_model::{Clock as _, ManualClock, SystemClock, SystemEntropy};
use url::Url;

use super::person::Person;

/// SecureCart, open for business until dropped.
pub(crate) struct Company {
    clock: ManualClock,
    running: Running,
}

impl Company {
    /// With the usual lifetimes and pages.
    pub(crate) async fn open() -> Self {
        Self::with(Config::default()).await
    }

    /// With other ones. The clock stands at the machine's time, because AWS clients sign with that, and moves only
    /// when told to.
    pub(crate) async fn with(config: Config) -> Self {
        let clock = ManualClock::at(SystemClock.now());
        let running = Center::start(config, Arc::new(clock.clone()), Arc::new(SystemEntropy)).await;
        Self { clock, running: running.expect("the local Identity Center starts") }
    }

    /// The endpoint of every service, without a slash at its end.
    pub(crate) fn endpoint(&self) -> &str {
        self.running.url().as_str().trim_end_matches('/')
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        self.running.url().join(path).expect("a path")
    }

    pub(crate) fn start_url(&self) -> &str {
        self.running.start_url()
    }

    pub(crate) fn region(&self) -> &str {
        self.running.region()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Time passes.
    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    pub(crate) fn card(&self, name: &str) -> PersonCard {
        self.running.people().into_iter().find(|card| card.name == name).expect("somebody of SecureCart")
    }

    /// Somebody of the company, in front of a browser that has never been here.
    pub(crate) fn person(&self, name: &str) -> Person {
        Person::new(self.card(name), self.running.url().clone(), self.clock.clone())
    }
}
