//! Looking at a page that nobody vouches for.
//!
//! Rules: over TLS unless it is a loopback address that was given; never to an address that is not public; over
//! connections of its own; only the beginning of what comes is read, and nothing of it is believed here.

use std::sync::Arc;

use reqwest::header::LOCATION;
use url::Url;

use super::{Fault, Outage, Reached, Transport, built, proxy, reason, trust};
use crate::discover::PublicNames;

/// The beginning of an answer that nobody vouches for.
#[derive(Debug)]
pub(crate) struct Glance {
    /// The HTTP status.
    pub(crate) status: u16,
    /// Where it redirects to, as sent.
    pub(crate) location: Option<String>,
    /// As much of the body as was wanted.
    pub(crate) body: Vec<u8>,
}

impl Transport {
    /// Starts a request to a host that nobody vouches for.
    ///
    /// # Errors
    /// As [`Transport::request`].
    pub(crate) fn request_to_stranger(
        &self,
        method: http::Method,
        url: Url,
    ) -> Result<reqwest::RequestBuilder, Fault> {
        if url.scheme() == "http" && proxy::is_loopback(&url) {
            return self.request(method, url);
        }
        let wires = &self.wires;
        if let Some(why) = wires.proxies.trouble() {
            return Err(Fault::Offline(Outage::new(why, Reached::Nobody)));
        }
        let proxies = Arc::clone(&wires.proxies);
        let host = url.host_str().unwrap_or_default();
        let builder = wires.builder().https_only(true).dns_resolver(PublicNames::guarding(host));
        let builder = builder.tls_backend_preconfigured(trust::remote(&wires.network)?);
        let client = built(builder.proxy(reqwest::Proxy::custom(move |url| proxies.choose(url))))?;
        Ok(client.request(method, url))
    }

    /// Sends `request` and reads `most` bytes of the answer, whatever it is.
    ///
    /// # Errors
    /// See [`Fault`].
    pub(crate) async fn glance(
        &self,
        request: reqwest::RequestBuilder,
        most: usize,
    ) -> Result<Glance, Fault> {
        let mut response = self.answered(request).await?.0;
        let location = response.headers().get(LOCATION);
        let location = location.and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (status, mut body) = (response.status().as_u16(), Vec::new());
        let broken = |error: &reqwest::Error| Fault::Offline(Outage::new(reason(error), Reached::Answer));
        while body.len() < most
            && let Some(chunk) = response.chunk().await.map_err(|error| broken(&error))?
        {
            body.extend_from_slice(&chunk);
        }
        body.truncate(most);
        Ok(Glance { status, location, body })
    }
}
