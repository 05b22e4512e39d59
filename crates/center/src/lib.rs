//! A local AWS IAM Identity Center: a real server on loopback that speaks the wire protocols and enforces their rules.
//!
//! One port serves `sso-oidc`, the portal API, STS, console federation and the web pages a person signs in with.
//! Nothing is scripted: expiry, single use, PKCE, assignments and signatures are checked against a store. The company
//! inside is SecureCart (see [`demo_people`]); its tokens begin with `emu_` and its keys with `ASIAEMU`, so they can
//! never be taken for AWS's.
//!
//! The one door is [`Center::start`].

mod access;
mod audit;
mod directory;
mod faults;
mod grant;
mod http;
mod mfa;
mod mint;
mod organization;
mod seed;
mod sign_in;
mod store;
mod token;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use portico_model::{Clock, Entropy};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

pub use crate::seed::{PersonCard, demo_people};

use crate::http::App;
use crate::seed::SeedError;
use crate::store::Store;

/// The start URL of the demo company's portal. It looks like AWS's because the AWS CLI insists on that (2.35.13 on);
/// only the endpoints point here.
pub(crate) const START_URL: &str = "https://securecart.awsapps.com/start";
/// The Region the instance lives in.
pub(crate) const REGION: &str = "eu-west-1";
/// The database's name inside [`Config::data`].
const DATABASE: &str = "center.sqlite3";

/// How a center runs.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen: a loopback address, port 0 for a free one.
    pub listen: SocketAddr,
    /// The folder that keeps `center.sqlite3`; everything is in memory, and gone at the end, when `None`.
    pub data: Option<PathBuf>,
    /// How many accounts the company has; its six when `None`. The first six are always the same.
    pub accounts: Option<usize>,
    /// Rows on a page when a request names no `max_result`; 1 to 100.
    pub page_size: u32,
    /// Lifetime of an access token, in seconds.
    pub access_ttl: u32,
    /// Lifetime of role credentials, in seconds.
    pub role_ttl: u32,
    /// From sign-in to the end of the portal session, in seconds.
    pub session_ttl: u32,
    /// Portal API requests per second before 429; unlimited when `None`.
    pub quota: Option<u32>,
    /// Added to every answer of the OIDC, portal and STS APIs, in milliseconds.
    pub latency_ms: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data: None,
            accounts: None,
            page_size: 20,
            access_ttl: 3600,
            role_ttl: 3600,
            session_ttl: 8 * 3600,
            quota: None,
            latency_ms: 0,
        }
    }
}

/// Why a center did not start. Each message says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Anybody on the network could reach it.
    #[error(
        "{0} is not a loopback address; a local Identity Center listens on 127.0.0.1 only. Use 127.0.0.1:0."
    )]
    NotLoopback(SocketAddr),
    /// The port is taken, or forbidden.
    #[error("Cannot listen on {address}: {source}. Choose another port, or 0 for a free one.")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// The data folder or its database cannot be used.
    #[error(
        "Cannot use the data folder {folder}: {reason}. Choose another folder, or make this one writable."
    )]
    Data {
        /// The folder; "(memory)" without one.
        folder: String,
        /// Why not.
        reason: String,
    },
    /// The data folder holds a company of another size.
    #[error(
        "The data folder {folder} holds a company of {kept} accounts. Leave out the number of accounts, or choose \
         another folder."
    )]
    OtherCompany {
        /// The folder.
        folder: String,
        /// What it holds.
        kept: usize,
    },
}

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
        let refused = |source| StartError::Listen { address: config.listen, source };
        let listener = TcpListener::bind(config.listen).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let store = open(&config, &*clock, &*entropy).await?;
        let url = origin(address);
        let app = App::new(store, clock, entropy, config, &url);
        let (stop, stopped) = oneshot::channel::<()>();
        let server = axum::serve(listener, http::router(app)).with_graceful_shutdown(async move {
            // A dropped sender stops the server just as a message does.
            drop(stopped.await);
        });
        let serving = tokio::spawn(async move {
            if let Err(error) = server.await {
                tracing::error!(%error, "the local Identity Center stopped serving");
            }
        });
        tracing::info!(%url, "the local Identity Center is listening");
        Ok(Running { url, stop: Some(stop), serving: Some(serving) })
    }
}

/// A center at work. Dropping it stops the server.
#[derive(Debug)]
pub struct Running {
    url: Url,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
}

impl Running {
    /// Where it listens: `http://127.0.0.1:PORT/`. The endpoint of every service it speaks.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The start URL to configure: `https://securecart.awsapps.com/start`.
    #[must_use]
    pub fn start_url(&self) -> &str {
        START_URL
    }

    /// The Region to configure: `eu-west-1`.
    #[must_use]
    pub fn region(&self) -> &str {
        REGION
    }

    /// Who can sign in, and with what.
    #[must_use]
    pub fn people(&self) -> Vec<PersonCard> {
        demo_people()
    }

    /// Stops: no new connection is taken and requests under way are answered, within five seconds.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        if let Some(mut serving) = self.serving.take() {
            let grace = std::time::Duration::from_secs(5);
            if tokio::time::timeout(grace, &mut serving).await.is_err() {
                serving.abort();
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(serving) = self.serving.take() {
            serving.abort();
        }
    }
}

async fn open(config: &Config, clock: &dyn Clock, entropy: &dyn Entropy) -> Result<Store, StartError> {
    let folder = config.data.as_deref();
    let named = || folder.map_or_else(|| "(memory)".to_owned(), |folder| folder.display().to_string());
    let unusable = |reason: String| StartError::Data { folder: named(), reason };
    let file = match folder {
        Some(folder) => Some(prepare(folder).await.map_err(|error| unusable(error.to_string()))?),
        None => None,
    };
    let store = Store::open(file.as_deref()).map_err(|error| unusable(error.to_string()))?;
    let now = clock.now().as_millisecond();
    match store.write(|transaction| seed::plant(transaction, config.accounts, entropy, now)) {
        Ok(()) => Ok(store),
        Err(SeedError::OtherCompany(kept)) => Err(StartError::OtherCompany { folder: named(), kept }),
        Err(error) => Err(unusable(error.to_string())),
    }
}

/// Makes the folder and the database file, both for their owner only.
async fn prepare(folder: &Path) -> std::io::Result<PathBuf> {
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(folder).await?;
    let file = folder.join(DATABASE);
    let mut options = tokio::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(&file).await?;
    Ok(file)
}

fn origin(address: SocketAddr) -> Url {
    #[expect(clippy::expect_used, reason = "an address and a port always make a URL")]
    Url::parse(&format!("http://{address}/")).expect("an address and a port make a URL")
}
