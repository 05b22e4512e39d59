//! The pace between processes: a small file that each of them changes under its lock.
//!
//! Rule: what is paced is real traffic, so the machine's own clock counts here, whatever time the portals tell. Where the
//! file cannot be used, this process keeps a pace of its own.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use portico_model::{Clock, SystemClock};
use sha2::{Digest, Sha256};

use super::Pace;
use crate::aws::Fault;
use crate::disk::{Home, Slate};
use crate::portal::Portal;

/// A lock held for longer than this is that of a process that was stopped in the wrong moment.
const LOCK_PATIENCE: Duration = Duration::from_millis(50);

/// The paces of all portals. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Paces {
    folder: PathBuf,
    own: Arc<Mutex<BTreeMap<String, Pace>>>,
}

/// The leave to send one request.
#[derive(Debug)]
pub(crate) struct Leave {
    sent: f64,
}

impl Paces {
    /// Shared by the processes of `home`.
    pub(crate) fn of(home: &Home) -> Self {
        Self { folder: home.data().join("pace"), own: Arc::default() }
    }

    /// Waits until `portal` may be asked.
    pub(crate) async fn leave(&self, portal: &Portal) -> Leave {
        let mut at = self.change(portal, |pace| pace.take(seconds()));
        loop {
            let now = seconds();
            if at <= now {
                return Leave { sent: now };
            }
            tokio::time::sleep(Duration::from_secs_f64(at - now)).await;
            // Somebody may have been refused meanwhile.
            at = self.change(portal, |pace| pace.rest()).max(at);
        }
    }

    /// Whether `portal` has asked for fewer requests, of whichever program of Portico.
    pub(crate) fn is_slowed(&self, portal: &Portal) -> bool {
        self.change(portal, |pace| pace.is_slowed(seconds()))
    }

    /// Learns from what became of the request.
    pub(crate) fn learn<T>(&self, portal: &Portal, leave: &Leave, answer: &Result<T, Fault>) {
        match answer {
            Err(Fault::Throttled { retry_after }) => {
                self.change(portal, |pace| pace.refused(leave.sent, seconds(), *retry_after));
            }
            // Nothing came from the portal: that tells nothing about its quota.
            Err(
                Fault::Offline(_) | Fault::Distrusted(_) | Fault::Captive(_) | Fault::ProxyAuthentication,
            ) => {}
            Ok(_) | Err(Fault::Api { .. } | Fault::Foreign(_) | Fault::Server { .. }) => {
                self.change(portal, |pace| pace.answered(seconds()));
            }
        }
    }

    fn change<T>(&self, portal: &Portal, change: impl FnOnce(&mut Pace) -> T) -> T {
        let name = name_of(portal);
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = Slate::hold(&self.folder.join(format!("{name}.pace")), LOCK_PATIENCE);
        let mut pace = match &shared {
            Ok(slate) => serde_json::from_str(slate.text()).unwrap_or_default(),
            Err(_) => own.get(&name).cloned().unwrap_or_default(),
        };
        let value = change(&mut pace);
        let told = shared.and_then(|slate| slate.replace(&serde_json::to_string(&pace).unwrap_or_default()));
        if let Err(error) = told {
            tracing::debug!(%error, "this process asks {} at a pace of its own", portal.name);
        }
        own.insert(name, pace);
        value
    }
}

/// Several people's entries for one portal share its pace.
fn name_of(portal: &Portal) -> String {
    let place = portal.endpoint.as_ref().map_or_else(String::new, url::Url::to_string);
    let digest = Sha256::digest(format!("{}\n{}\n{place}", portal.start_url, portal.region));
    digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Since the machine started, sleep included: the same for all its processes, but on Windows.
fn seconds() -> f64 {
    SystemClock.since_boot().as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portal(name: &str, start_url: &str) -> Portal {
        Portal::parse(name, start_url, "eu-west-1", None).expect("valid")
    }

    #[test]
    fn processes_share_the_pace_of_a_portal_and_of_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path()).expect("a home");
        let [app, command] = [Paces::of(&home), Paces::of(&home)];
        let anns = portal("ann", "https://x.awsapps.com/start");
        let bobs = portal("bob", "https://x.awsapps.com/start");
        let other = portal("other", "https://y.awsapps.com/start");
        let leave = Leave { sent: seconds() };
        let refused = Err::<(), _>(Fault::Throttled { retry_after: Some(Duration::from_secs(60)) });
        assert!(!command.is_slowed(&bobs));
        app.learn(&anns, &leave, &refused);
        assert!(command.is_slowed(&bobs) && !command.is_slowed(&other));
        assert!(
            command.change(&bobs, |pace| pace.take(seconds())) > seconds() + 50.0,
            "one quota, two people"
        );
        assert!(command.change(&other, |pace| pace.take(seconds())) <= seconds());
    }

    #[test]
    fn where_nothing_can_be_shared_a_process_has_a_pace_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path()).expect("a home");
        crate::disk::write_atomic(&home.data().join("pace"), b"no folder").expect("in the way");
        let (alone, portal) = (Paces::of(&home), portal("ann", "https://x.awsapps.com/start"));
        let refused = Err::<(), _>(Fault::Throttled { retry_after: Some(Duration::from_secs(60)) });
        alone.learn(&portal, &Leave { sent: seconds() }, &refused);
        assert!(alone.change(&portal, |pace| pace.take(seconds())) > seconds() + 50.0);
    }
}
