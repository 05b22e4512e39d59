//! One HTTP client for all of Portico. Every request has its deadlines, a largest answer, no redirects, no cookies,
//! the system's proxy and the system's trust; whatever comes back goes through one table ([`Class`]).
//!
//! Rule: nothing but this module makes clients, and no task of it outlives the request it is for.

mod answer;
mod backoff;
mod certificate;
mod desktop;
mod fault;
mod names;
mod network;
mod proxy;
mod stranger;
mod table;
mod trust;

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use url::Url;

pub use answer::Answer;
pub use backoff::Backoff;
pub use certificate::{Refusal, RefusedCertificate};
pub use fault::{Distrust, Fault, Outage, Reached};
pub use network::{Limits, Network, ProxyChoice, Variables};
pub(crate) use stranger::Glance;
pub use table::{Advice, Class, Retries};

use answer::Head;
use proxy::Proxies;

use crate::error::Result;

/// Sends requests. Cheap to clone, and to make: a client is built when the first request needs it, because reading the
/// system's trust store takes longer than handing out credentials that are at hand.
#[derive(Clone, Debug)]
pub struct Transport {
    wires: Arc<Wires>,
    hearer: Option<Hearer>,
}

/// What all clones share.
#[derive(Debug)]
struct Wires {
    network: Network,
    proxies: Arc<Proxies>,
    /// For AWS: trusts what the operating system trusts, goes through the proxy, speaks TLS only.
    remote: Mutex<Option<reqwest::Client>>,
    /// For loopback: knows no proxy and no TLS.
    loopback: Mutex<Option<reqwest::Client>>,
}

/// The server's idea of the time, from a genuine answer: one that only the service itself gives.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DateHeard {
    /// The answer's `Date`, in whole seconds, cut and not rounded.
    pub server: Timestamp,
    /// The request was sent this long before the hearer is told: the server wrote `server` in between.
    pub round_trip: Duration,
}

/// Who is told of the server's time; must return at once.
#[derive(Clone)]
struct Hearer(Arc<dyn Fn(DateHeard) + Send + Sync>);

impl fmt::Debug for Hearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hearer")
    }
}

/// An answer as it came.
struct Came {
    head: Head,
    body: Vec<u8>,
    sent: Instant,
}

impl Default for Transport {
    fn default() -> Self {
        Self::new(Network::default())
    }
}

impl Transport {
    /// Over this network.
    #[must_use]
    pub fn new(network: Network) -> Self {
        let proxies = Arc::new(Proxies::new(&network));
        let wires = Wires { network, proxies, remote: Mutex::default(), loopback: Mutex::default() };
        Self { wires: Arc::new(wires), hearer: None }
    }

    /// The same transport, whose genuine answers tell `hearer` what time the server has.
    #[must_use]
    pub fn hearing(self, hearer: Arc<dyn Fn(DateHeard) + Send + Sync>) -> Self {
        Self { hearer: Some(Hearer(hearer)), ..self }
    }

    /// How long and how much.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.wires.network.limits
    }

    /// The proxy on the way to `url`, as `host:port`; for people who look for a fault.
    pub async fn proxy_for(&self, url: &Url) -> Option<String> {
        self.wires.proxies.learn(url).await;
        self.wires.proxies.choose(url).and_then(|proxy| proxy::host_and_port(&proxy))
    }

    /// Whether requests to AWS could be sent at all: the trust store, the CA files and the proxy's address are usable.
    ///
    /// # Errors
    /// As [`Transport::request`] for such an address.
    pub fn ready(&self) -> Result<(), Fault> {
        made_once(&self.wires.remote, || self.wires.remote_client()).map(drop)
    }

    /// Starts a request, which may take [`Limits::answer`].
    ///
    /// # Errors
    /// [`Fault::Distrusted`] when a CA file or the system's trust store cannot be used, [`Fault::Offline`] when the
    /// proxy's address cannot be, [`Fault::Foreign`] for an address without TLS that is not loopback.
    pub fn request(&self, method: http::Method, url: Url) -> Result<reqwest::RequestBuilder, Fault> {
        Ok(self.client(&url)?.request(method, url))
    }

    /// Sends `request` and reads the whole answer.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Result<Answer, Fault> {
        self.judged(self.exchange(request).await?).map(|(answer, _)| answer)
    }

    /// [`Transport::send`] for an answer that must be JSON of type `T`, and must say that it is JSON.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn send_json<T: DeserializeOwned>(&self, request: reqwest::RequestBuilder) -> Result<T, Fault> {
        let (answer, head) = self.judged(self.exchange(request).await?)?;
        if !head.0.is_json() {
            return Err(Fault::Foreign("its answer is not JSON".to_owned()));
        }
        let read = serde_json::from_slice(&answer.body)
            .map_err(|_| Fault::Foreign("its answer lacks what Identity Center sends".to_owned()))?;
        self.hear(&head.0, head.1);
        Ok(read)
    }

    /// Whether the OIDC service at `oidc` can be reached, cheaply: any HTTP answer will do that is neither a web page
    /// nor a redirect. Connections from before are given up, for they may have died while the machine slept.
    ///
    /// # Errors
    /// See [`Fault`]; never one of [`Class::Api`].
    pub async fn probe(&self, oidc: &Url) -> Result<(), Fault> {
        self.wires.forget();
        // Only posts go there, so that even a healthy service answers with a refusal.
        let url = super::join(oidc, portico_model::oidc::TOKEN_PATH);
        let request = self.request(http::Method::GET, url)?.timeout(self.limits().token);
        let came = self.exchange(request).await?;
        let is_redirect = (300..400).contains(&came.head.status);
        match came.head.judge(came.body).0 {
            Err(fault) if is_redirect => Err(fault),
            Err(fault @ (Fault::Captive(_) | Fault::ProxyAuthentication)) => Err(fault),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    fn client(&self, url: &Url) -> Result<reqwest::Client, Fault> {
        let wires = &self.wires;
        match (url.scheme(), proxy::is_loopback(url)) {
            ("http", true) => made_once(&wires.loopback, || wires.loopback_client()),
            ("https", _) => made_once(&wires.remote, || wires.remote_client()),
            _ => Err(Fault::Foreign(format!("{} is an address without TLS", url.scheme()))),
        }
    }

    /// The answer as it begins, the address asked, and when.
    async fn answered(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<(reqwest::Response, Url, Instant), Fault> {
        let (client, request) = request.build_split();
        let request = request.map_err(|error| Fault::Foreign(innermost(&error)))?;
        let url = request.url().clone();
        self.wires.proxies.learn(&url).await;
        let sent = Instant::now();
        let response = client.execute(request).await.map_err(|error| self.unanswered(&url, &error))?;
        Ok((response, url, sent))
    }

    async fn exchange(&self, request: reqwest::RequestBuilder) -> Result<Came, Fault> {
        let (response, url, sent) = self.answered(request).await?;
        let head = Head { status: response.status().as_u16(), headers: response.headers().clone(), url };
        let body = match self.body(response).await {
            Err(fault) if head.needs_body() => return Err(fault),
            body => body.unwrap_or_default(),
        };
        Ok(Came { head, body, sent })
    }

    /// The body, which is not read at all where it says too much about its length. The client has no decompression,
    /// so that no small answer grows.
    async fn body(&self, mut response: reqwest::Response) -> Result<Vec<u8>, Fault> {
        let most = self.limits().body;
        let too_large = || Fault::Foreign(format!("its answer is larger than {} KiB", most / 1024));
        if response.content_length().is_some_and(|length| length > most as u64) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        let broken = |error: &reqwest::Error| Fault::Offline(Outage::new(reason(error), Reached::Answer));
        while let Some(chunk) = response.chunk().await.map_err(|error| broken(&error))? {
            if body.len() + chunk.len() > most {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn judged(&self, came: Came) -> Result<(Answer, (Head, Instant)), Fault> {
        let Came { head, body, sent } = came;
        match head.judge(body) {
            (Ok(answer), _) => Ok((answer, (head, sent))),
            (Err(fault), is_genuine) => {
                if is_genuine {
                    self.hear(&head, sent);
                }
                Err(fault)
            }
        }
    }

    fn hear(&self, head: &Head, sent: Instant) {
        if let (Some(Hearer(hearer)), Some(server)) = (&self.hearer, head.date()) {
            hearer(DateHeard { server, round_trip: sent.elapsed() });
        }
    }

    fn unanswered(&self, url: &Url, error: &reqwest::Error) -> Fault {
        if let Some(refused) = RefusedCertificate::within(error) {
            // Whoever mends the trust store or the CA file need not start Portico anew.
            self.wires.forget();
            return Fault::Distrusted(Box::new(Distrust::Certificate(refused)));
        }
        if innermost(error) == PROXY_WANTS_CREDENTIALS {
            return Fault::ProxyAuthentication;
        }
        let proxy = self.wires.proxies.choose(url).and_then(|proxy| proxy::host_and_port(&proxy));
        let why = match (proxy, error.is_connect()) {
            (Some(proxy), true) if innermost(error) == PROXY_REFUSES => {
                format!("the proxy {proxy} does not let it through")
            }
            (Some(proxy), true) => format!("{} (by way of the proxy {proxy})", reason(error)),
            (None | Some(_), _) => reason(error),
        };
        let reached = if error.is_connect() { Reached::Nobody } else { Reached::Perhaps };
        Fault::Offline(Outage::new(why, reached))
    }
}

impl Wires {
    fn remote_client(&self) -> Result<reqwest::Client, Fault> {
        if let Some(why) = self.proxies.trouble() {
            return Err(Fault::Offline(Outage::new(why, Reached::Nobody)));
        }
        let proxies = Arc::clone(&self.proxies);
        let builder =
            self.builder().https_only(true).tls_backend_preconfigured(trust::remote(&self.network)?);
        built(builder.proxy(reqwest::Proxy::custom(move |url| proxies.choose(url))))
    }

    fn loopback_client(&self) -> Result<reqwest::Client, Fault> {
        built(self.builder().no_proxy().tls_backend_preconfigured(trust::nobody()?))
    }

    #[expect(clippy::disallowed_methods, reason = "the one place where clients are made")]
    fn builder(&self) -> reqwest::ClientBuilder {
        reqwest::Client::builder()
            .user_agent(concat!("portico/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .dns_resolver(names::SystemNames)
            .pool_idle_timeout(IDLE)
            .connect_timeout(self.network.limits.connect)
            .timeout(self.network.limits.answer)
    }

    /// The next request makes its client anew: with new connections, and the trust of then.
    fn forget(&self) {
        for slot in [&self.remote, &self.loopback] {
            drop(held(slot).take());
        }
    }
}

fn built(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, Fault> {
    builder.build().map_err(|error| Fault::Offline(Outage::new(reason(&error), Reached::Nobody)))
}

fn made_once(
    slot: &Mutex<Option<reqwest::Client>>,
    make: impl FnOnce() -> Result<reqwest::Client, Fault>,
) -> Result<reqwest::Client, Fault> {
    let mut slot = held(slot);
    if let Some(client) = slot.as_ref() {
        return Ok(client.clone());
    }
    Ok(slot.insert(make()?).clone())
}

/// A poisoned lock still guards a sound value: it is replaced whole.
fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Connections that rest longer are closed, sooner than servers do it: a refresh must not be the request that finds a
/// dead one.
const IDLE: Duration = Duration::from_secs(20);

/// The words of `hyper-util`, whose error type has no name outside of it; a test holds it to them.
const PROXY_WANTS_CREDENTIALS: &str = "tunnel error: proxy authorization required";
const PROXY_REFUSES: &str = "tunnel error: unsuccessful";

/// The reason for people: the innermost one, which is the one that tells something.
fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let text = crate::text::clean(&innermost(error), 160);
    text.split(" (os error").next().unwrap_or(&text).trim_end_matches('.').to_owned()
}

fn innermost(error: &reqwest::Error) -> String {
    let mut innermost: &dyn StdError = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
