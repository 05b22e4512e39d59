//! The local Identity Center in this process, on a free port, with a clock that the test holds.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use portico_center::{Center, Change, Changed, Config, Faults, PersonCard, Running, Tally};
use portico_core::settings::Site;
use portico_model::{Clock, Entropy, ManualClock, SystemClock, SystemEntropy};
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
        Self::drawing(config, Arc::new(SystemEntropy)).await
    }

    /// The same, with everything unguessable drawn from `entropy`.
    pub(crate) async fn drawing(config: Config, entropy: Arc<dyn Entropy>) -> Self {
        let clock = ManualClock::at(SystemClock.now());
        Self::start(config, Arc::new(clock.clone()), clock, entropy).await
    }

    /// With a clock that runs by itself, for quotas.
    pub(crate) async fn in_real_time(config: Config) -> Self {
        let clock = ManualClock::at(SystemClock.now());
        Self::start(config, Arc::new(SystemClock), clock, Arc::new(SystemEntropy)).await
    }

    async fn start(
        config: Config,
        time: Arc<dyn Clock>,
        clock: ManualClock,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        let running = Center::start(config, time, entropy).await;
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

    /// Its additional Regions and where they listen.
    pub(crate) fn also(&self) -> Vec<Site> {
        let also = self.running.regions().into_iter().skip(1);
        also.map(|(region, url)| Site { region, endpoint: Some(url) }).collect()
    }

    /// What can be made to go wrong.
    pub(crate) fn faults(&self) -> &Faults {
        self.running.faults()
    }

    /// What was asked of all Regions together.
    pub(crate) fn tally(&self) -> Tally {
        self.running.tally()
    }

    /// What was asked of one Region.
    pub(crate) fn tally_in(&self, region: &str) -> Tally {
        self.running.tally_in(region).expect("a Region of the company")
    }

    /// A Region goes away, or comes back.
    pub(crate) fn switch(&self, region: &str, on: bool) {
        let done = if on { self.running.switch_on(region) } else { self.running.switch_off(region) };
        done.expect("a Region of the company");
    }

    /// Somebody's access or an account changes, from the next request on.
    pub(crate) fn change(&self, change: &Change) -> Changed {
        self.running.change(change).expect("a change that the company can make")
    }

    /// The clock of the company, for those who live by it.
    pub(crate) fn clock(&self) -> &ManualClock {
        &self.clock
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Out of reach from now on; what it kept is gone.
    pub(crate) async fn close(self) {
        self.running.stop().await;
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
        self.person_in(name, self.region())
    }

    /// The same at the pages of one of its Regions.
    pub(crate) fn person_in(&self, name: &str, region: &str) -> Person {
        let regions = self.running.regions();
        let (_, url) = regions.iter().find(|(one, _)| one.as_str() == region).expect("a Region");
        Person::new(self.card(name), url.clone(), self.clock.clone())
    }
}
