//! A center at work: where its Regions listen, what goes wrong in them, and how much they were asked.

use std::sync::Arc;
use std::time::Duration;

use portico_model::{Clock, Region};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use url::Url;

use crate::change::{self, Change, ChangeError, Changed};
use crate::control::Switchboard;
use crate::data::Lock;
use crate::faults::Faults;
use crate::seed::{PersonCard, demo_people};
use crate::store::Store;
use crate::tally::{Ledger, Tally};
use crate::{REGION, START_URL};

/// How long requests under way may take when a center stops.
const GRACE: Duration = Duration::from_secs(5);

/// A center at work. Dropping it stops the server.
#[derive(Debug)]
pub struct Running {
    pub(crate) switchboard: Arc<Switchboard>,
    /// In the order of the switchboard's Regions.
    pub(crate) ledgers: Vec<Arc<Ledger>>,
    pub(crate) faults: Arc<Faults>,
    pub(crate) store: Arc<Store>,
    pub(crate) clock: Arc<dyn Clock>,
    /// Where it is told what to do: `http://127.0.0.1:PORT/`.
    pub(crate) control: Url,
    /// Dropped to stop every listener.
    pub(crate) stop: Option<watch::Sender<()>>,
    pub(crate) serving: Vec<JoinHandle<()>>,
    /// Of the data folder.
    pub(crate) lock: Option<Lock>,
}

/// The instance has no such Region.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("The instance is not in the Region {0}. Choose one of those it listens in.")]
pub struct UnknownRegion(pub String);

impl Running {
    /// Where the primary Region listens: `http://127.0.0.1:PORT/`. The endpoint of every service it speaks.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.switchboard.regions()[0].url
    }

    /// The start URL to configure: `https://securecart.awsapps.com/start`.
    #[must_use]
    pub fn start_url(&self) -> &str {
        START_URL
    }

    /// The Region to configure, which is the primary one: `eu-west-1`.
    #[must_use]
    pub fn region(&self) -> &str {
        REGION
    }

    /// Every Region of the instance and where it listens, the primary one first. They are one Identity Center: what one
    /// of them gave out is good in all.
    #[must_use]
    pub fn regions(&self) -> Vec<(Region, Url)> {
        self.switchboard.regions().iter().map(|line| (line.region.clone(), line.url.clone())).collect()
    }

    /// Where it is told to switch Regions off and on, and to change; see `control` for how.
    #[must_use]
    pub fn control(&self) -> &Url {
        &self.control
    }

    /// Switches a Region off: its port stays bound, every connection to it is reset, new and kept ones, and not one
    /// more byte of an answer is sent. What was begun is finished.
    ///
    /// # Errors
    /// [`UnknownRegion`].
    pub fn switch_off(&self, region: &str) -> Result<(), UnknownRegion> {
        self.switchboard.set(region, false)
    }

    /// Switches a Region on again.
    ///
    /// # Errors
    /// [`UnknownRegion`].
    pub fn switch_on(&self, region: &str) -> Result<(), UnknownRegion> {
        self.switchboard.set(region, true)
    }

    /// Changes who holds what, or the accounts, from the next request on.
    ///
    /// # Errors
    /// [`ChangeError`]; nothing has changed then.
    pub fn change(&self, change: &Change) -> Result<Changed, ChangeError> {
        change::make(&self.store, &*self.clock, change)
    }

    /// What can be made to go wrong.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// What was asked of all Regions together.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut sum = Tally::default();
        for ledger in &self.ledgers {
            sum.add(&ledger.tally());
        }
        sum
    }

    /// What was asked of one Region.
    ///
    /// # Errors
    /// [`UnknownRegion`].
    pub fn tally_in(&self, region: &str) -> Result<Tally, UnknownRegion> {
        Ok(self.ledgers[self.switchboard.position(region)?].tally())
    }

    /// Who can sign in, and with what.
    #[must_use]
    pub fn people(&self) -> Vec<PersonCard> {
        demo_people()
    }

    /// Stops: no new connection is taken and requests under way are answered, within five seconds.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        self.faults.release();
        let deadline = tokio::time::Instant::now() + GRACE;
        for mut serving in std::mem::take(&mut self.serving) {
            if tokio::time::timeout_at(deadline, &mut serving).await.is_err() {
                serving.abort();
            }
        }
        drop(self.lock.take());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        self.faults.release();
        for serving in self.serving.drain(..) {
            serving.abort();
        }
    }
}
