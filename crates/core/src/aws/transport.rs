//! One HTTP client for all of Portico, and the one table of what can come back.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::HeaderMap;
use portico_model::oidc::ERROR_TYPE_HEADER;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

use crate::discover::PublicNames;
use crate::error::Result;

/// No answer of Identity Center is larger than this.
const LARGEST_BODY: usize = 4 * 1024 * 1024;
const CONNECT_PATIENCE: Duration = Duration::from_secs(10);
const ANSWER_PATIENCE: Duration = Duration::from_secs(20);

/// Sends requests. Cheap to clone, and to make: a client is built when the first request needs it, because reading the
/// system's trust store takes longer than handing out credentials that are at hand.
#[derive(Clone, Debug, Default)]
pub struct Transport {
    clients: Arc<Clients>,
}

#[derive(Debug, Default)]
struct Clients {
    remote: OnceLock<reqwest::Client>,
    loopback: OnceLock<reqwest::Client>,
}

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

/// A whole answer with a status below 400.
#[derive(Debug)]
pub struct Answer {
    /// As sent.
    pub body: Vec<u8>,
}

/// Why there is no answer: the rows of `security.md` 2.5. None of them alone ends a session.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Fault {
    /// DNS, connection, TLS, reset, time-out.
    Offline(String),
    /// HTML, a redirect, or JSON without the required members: a captive portal or a wrong address.
    Foreign(String),
    /// HTTP 407.
    ProxyAuthentication,
    /// HTTP 429, or its exception.
    Throttled {
        /// From `Retry-After`.
        retry_after: Option<Duration>,
    },
    /// 5xx or 408.
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// A modelled error of the service.
    Api {
        /// The HTTP status.
        status: u16,
        /// The exception's bare name, such as `InvalidGrantException`.
        exception: String,
        /// The server's own words: hostile text, never a secret of ours.
        message: String,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offline(why) => write!(f, "offline: {why}"),
            Self::Foreign(why) => write!(f, "not an Identity Center: {why}"),
            Self::ProxyAuthentication => f.write_str("the proxy wants credentials"),
            Self::Throttled { .. } => f.write_str("throttled"),
            Self::Server { status } => write!(f, "server fault {status}"),
            Self::Api { status, exception, .. } => write!(f, "{exception} ({status})"),
        }
    }
}

impl std::error::Error for Fault {}

impl Transport {
    /// The client fit for `url`: for AWS one that trusts what the operating system trusts, goes through the system's
    /// proxy and speaks TLS only; for loopback one that knows no proxy.
    fn client(&self, url: &Url) -> Result<&reqwest::Client, Fault> {
        let (slot, builder) = if url.scheme() == "http" {
            (&self.clients.loopback, builder().no_proxy())
        } else {
            (&self.clients.remote, builder().https_only(true))
        };
        if let Some(client) = slot.get() {
            return Ok(client);
        }
        let client = builder.build().map_err(|error| Fault::Offline(reason(&error)))?;
        Ok(slot.get_or_init(|| client))
    }

    /// Starts a request.
    ///
    /// # Errors
    /// [`Fault::Offline`] when the operating system's trust store cannot be read.
    pub fn request(&self, method: http::Method, url: Url) -> Result<reqwest::RequestBuilder, Fault> {
        Ok(self.client(&url)?.request(method, url))
    }

    /// Starts a request to a host that nobody vouches for: over TLS unless it is loopback, and never to an address that
    /// is not public. Its client is its own, so that nothing of other connections is reused.
    ///
    /// # Errors
    /// As [`Transport::request`].
    pub(crate) fn request_to_stranger(
        &self,
        method: http::Method,
        url: Url,
    ) -> Result<reqwest::RequestBuilder, Fault> {
        if url.scheme() == "http" {
            return self.request(method, url);
        }
        let host = url.host_str().unwrap_or_default();
        let builder = builder().https_only(true).dns_resolver(PublicNames::guarding(host));
        let client = builder.build().map_err(|error| Fault::Offline(reason(&error)))?;
        Ok(client.request(method, url))
    }

    /// Sends `request` and reads `most` bytes of the answer, whatever it is.
    ///
    /// # Errors
    /// [`Fault::Offline`] when none comes.
    pub(crate) async fn glance(
        &self,
        request: reqwest::RequestBuilder,
        most: usize,
    ) -> Result<Glance, Fault> {
        let offline = |error: reqwest::Error| Fault::Offline(reason(&error));
        let mut response = request.send().await.map_err(offline)?;
        let location = response.headers().get(http::header::LOCATION);
        let location = location.and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (status, mut body) = (response.status().as_u16(), Vec::new());
        while body.len() < most
            && let Some(chunk) = response.chunk().await.map_err(offline)?
        {
            body.extend_from_slice(&chunk);
        }
        body.truncate(most);
        Ok(Glance { status, location, body })
    }

    /// Sends `request` and reads the whole answer.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Result<Answer, Fault> {
        let mut response = request.send().await.map_err(|error| Fault::Offline(reason(&error)))?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| Fault::Offline(reason(&error)))? {
            if body.len() + chunk.len() > LARGEST_BODY {
                return Err(Fault::Foreign("its answer is larger than 4 MiB".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        classify(status, &headers, body)
    }

    /// [`Transport::send`] for an answer that must be JSON of type `T`.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn send_json<T: DeserializeOwned>(&self, request: reqwest::RequestBuilder) -> Result<T, Fault> {
        let answer = self.send(request).await?;
        serde_json::from_slice(&answer.body)
            .map_err(|_| Fault::Foreign("its answer lacks what Identity Center sends".to_owned()))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where clients are made")]
fn builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(concat!("portico/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT_PATIENCE)
        .timeout(ANSWER_PATIENCE)
}

/// The members that errors of the OIDC and of the portal service carry between them.
#[derive(Default, Deserialize)]
struct AnyError {
    #[serde(default, rename = "__type")]
    kind: Option<String>,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    error_description: Option<String>,
    #[serde(default)]
    message: Option<String>,
}

fn classify(status: u16, headers: &HeaderMap, body: Vec<u8>) -> Result<Answer, Fault> {
    let header =
        |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let html = header("content-type").to_ascii_lowercase().starts_with("text/html");
    match status {
        200..=299 if html => Err(Fault::Foreign("it sent a web page".to_owned())),
        200..=299 => Ok(Answer { body }),
        407 => Err(Fault::ProxyAuthentication),
        511 => Err(Fault::Foreign("the network wants a sign-in first".to_owned())),
        300..=399 => Err(Fault::Foreign("it redirected to another place".to_owned())),
        _ if html => Err(Fault::Foreign(format!("it sent a web page (HTTP {status})"))),
        429 => Err(throttled(&header("retry-after"))),
        408 | 500..=599 => Err(Fault::Server { status }),
        _ => {
            let error: AnyError = serde_json::from_slice(&body).unwrap_or_default();
            let from_error = error.error.as_deref().and_then(portico_model::oidc::ErrorCode::from_error);
            let exception = Some(header(ERROR_TYPE_HEADER))
                .filter(|name| !name.is_empty())
                .or(error.kind)
                .map(|name| portico_model::oidc::exception_name(&name).to_owned())
                .or_else(|| from_error.map(|code| code.exception().to_owned()));
            match exception.as_deref() {
                None => Err(Fault::Foreign(format!("it answered HTTP {status} without saying why"))),
                Some("TooManyRequestsException") => Err(throttled(&header("retry-after"))),
                Some(exception) => {
                    let message = error.message.or(error.error_description).unwrap_or_default();
                    Err(Fault::Api { status, exception: exception.to_owned(), message })
                }
            }
        }
    }
}

fn throttled(retry_after: &str) -> Fault {
    Fault::Throttled { retry_after: retry_after.trim().parse().ok().map(Duration::from_secs) }
}

/// The innermost reason, which is the one that tells a person something.
fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    let text = crate::text::clean(&innermost.to_string(), 160);
    text.split(" (os error").next().unwrap_or(&text).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(status: u16, kind: &str, exception: Option<&str>, body: &str) -> Result<Answer, Fault> {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", kind.parse().expect("a header"));
        if let Some(exception) = exception {
            headers.insert(ERROR_TYPE_HEADER, exception.parse().expect("a header"));
        }
        classify(status, &headers, body.as_bytes().to_vec())
    }

    #[test]
    fn h1_each_row_of_the_network_table() {
        let json = "application/json";
        assert!(outcome(200, json, None, "{}").is_ok());
        assert!(matches!(outcome(200, "text/html; charset=utf-8", None, "<p>"), Err(Fault::Foreign(_))));
        assert!(matches!(outcome(302, json, None, ""), Err(Fault::Foreign(_))));
        assert!(matches!(outcome(403, "text/html", None, "<p>"), Err(Fault::Foreign(_))));
        assert!(matches!(outcome(511, json, None, "{}"), Err(Fault::Foreign(_))));
        assert!(matches!(outcome(404, json, None, "{}"), Err(Fault::Foreign(_))));
        assert_eq!(outcome(407, json, None, "{}").err(), Some(Fault::ProxyAuthentication));
        assert_eq!(outcome(429, json, None, "{}").err(), Some(Fault::Throttled { retry_after: None }));
        assert_eq!(outcome(503, json, None, "{}").err(), Some(Fault::Server { status: 503 }));
        assert_eq!(outcome(408, json, None, "{}").err(), Some(Fault::Server { status: 408 }));
    }

    #[test]
    fn the_exception_comes_from_header_type_or_error() {
        for (header, body) in [
            (Some("InvalidGrantException"), "{}"),
            (None, r#"{"__type":"ns#InvalidGrantException"}"#),
            (None, r#"{"error":"invalid_grant"}"#),
        ] {
            let Err(Fault::Api { exception, .. }) = outcome(400, "application/json", header, body) else {
                panic!("{body}");
            };
            assert_eq!(exception, "InvalidGrantException");
        }
    }
}
