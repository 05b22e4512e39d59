//! A local AWS IAM Identity Center: a real server on loopback that speaks the wire protocols and enforces their rules.
//!
//! One port serves `sso-oidc`, the portal API, STS, console federation and the web pages a person signs in with; an
//! instance in several Regions has such a port for each, over one store. Nothing is scripted: expiry, single use, PKCE,
//! assignments and signatures are checked. The company inside is SecureCart (see [`demo_people`]); its tokens begin with
//! `emu_` and its keys with `ASIAEMU`, so they can never be taken for AWS's.
//!
//! The one door is [`Center::start`].

mod access;
mod audit;
mod change;
mod config;
mod console;
mod control;
mod data;
mod directory;
mod faults;
mod gate;
mod grant;
mod http;
mod mfa;
mod mint;
mod operation;
mod organization;
mod running;
mod seed;
mod sign_in;
mod store;
mod tally;
mod token;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use portico_model::{Clock, Entropy, Region};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use url::Url;

pub use crate::change::{Assigned, Change, ChangeError, Changed};
pub use crate::config::{Config, MOST_REGIONS, StartError};
pub use crate::control::{CHANGE_PATH, CONTROL_HEADER, CONTROL_VALUE, OUTAGE_PATH, QUOTA_PATH, REGIONS_PATH};
pub use crate::faults::{Fault, Faults, Paging, Reply};
pub use crate::operation::Operation;
pub use crate::running::{Running, UnknownRegion};
pub use crate::seed::sets::MOST_ROLES;
pub use crate::seed::{PersonCard, demo_people};
pub use crate::tally::{Count, Tally};
pub use crate::token::rotation::Rotation;

use crate::control::{Control, Switchboard, Switched};
use crate::gate::{Gate, Line, Switch};
use crate::http::{App, Instance};
use crate::tally::Ledger;

/// The start URL of the demo company's portal. It looks like AWS's because the AWS CLI insists on that (2.35.13 on);
/// only the endpoints point here.
pub(crate) const START_URL: &str = "https://securecart.awsapps.com/start";
/// The Region the instance lives in; others may be added to it.
pub(crate) const REGION: &str = "eu-west-1";

/// The local Identity Center.
#[derive(Debug)]
pub struct Center;

impl Center {
    /// Starts a center; it serves until the returned [`Running`] is stopped or dropped.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start(
        config: Config,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Running, StartError> {
        if !config.listen.ip().is_loopback() {
            return Err(StartError::NotLoopback(config.listen));
        }
        config.check()?;
        let regions = config.regions()?;
        let data = data::open(&config, &*clock, &*entropy).await?;
        let bound = bind(config.listen, regions).await?;
        let (control, control_url) = listen(SocketAddr::new(config.listen.ip(), 0)).await?;
        let instance = Instance {
            store: Arc::new(data.store),
            clock: Arc::clone(&clock),
            entropy,
            faults: Arc::new(Faults::new(config.quota, config.latency_ms)),
            home_port: bound[0].url.port().unwrap_or_default(),
            config: Arc::new(config),
        };
        let (faults, store) = (Arc::clone(&instance.faults), Arc::clone(&instance.store));
        let (stop, _) = watch::channel(());
        let (mut serving, mut ledgers, mut switched) = (Vec::new(), Vec::new(), Vec::new());
        for Bound { region, listener, url } in bound {
            let (ledger, switch) = (Arc::new(Ledger::default()), Switch::new());
            let app = App::new(instance.clone(), region.clone(), Arc::clone(&ledger), &url);
            serving.push(serve(Gate::new(listener, switch.clone()), http::router(app), &stop));
            tracing::info!(%url, region = region.as_str(), "the local Identity Center is listening");
            ledgers.push(ledger);
            switched.push(Switched { region, url, switch });
        }
        let switchboard = Arc::new(Switchboard::new(switched));
        let controlled = Control {
            switchboard: Arc::clone(&switchboard),
            faults: Arc::clone(&faults),
            store: Arc::clone(&store),
            clock: Arc::clone(&clock),
        };
        let router = control::router(controlled, &control_url);
        serving.push(serve(Gate::new(control, Switch::new()), router, &stop));
        let (control, lock, stop) = (control_url, data.lock, Some(stop));
        Ok(Running { switchboard, ledgers, faults, store, clock, control, stop, serving, lock })
    }
}

/// A Region that can be reached, though nobody answers yet.
struct Bound {
    region: Region,
    listener: TcpListener,
    url: Url,
}

/// Binds the primary Region to `first` and each other one to the port after the one before, or to a free one when
/// `first` names none.
async fn bind(first: SocketAddr, regions: Vec<Region>) -> Result<Vec<Bound>, StartError> {
    let mut bound = Vec::new();
    for (offset, region) in (0..).zip(regions) {
        let port = if first.port() == 0 { Some(0) } else { first.port().checked_add(offset) };
        let Some(port) = port else {
            let source = std::io::Error::other("there is no port left for an additional Region");
            return Err(StartError::Listen { address: first, source });
        };
        let (listener, url) = listen(SocketAddr::new(first.ip(), port)).await?;
        bound.push(Bound { region, listener, url });
    }
    Ok(bound)
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, Url), StartError> {
    let refused = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(refused)?;
    let url = origin(listener.local_addr().map_err(refused)?);
    Ok((listener, url))
}

/// Serves until `stop` is dropped.
fn serve(gate: Gate, router: Router, stop: &watch::Sender<()>) -> JoinHandle<()> {
    let mut stopped = stop.subscribe();
    let service = router.into_make_service_with_connect_info::<Line>();
    let server = axum::serve(gate, service).with_graceful_shutdown(async move {
        // Nothing is ever sent: the only change is the sender's end.
        drop(stopped.changed().await);
    });
    tokio::spawn(async move {
        if let Err(error) = server.await {
            tracing::error!(%error, "the local Identity Center stopped serving");
        }
    })
}

fn origin(address: SocketAddr) -> Url {
    #[expect(clippy::expect_used, reason = "an address and a port always make a URL")]
    Url::parse(&format!("http://{address}/")).expect("an address and a port make a URL")
}
