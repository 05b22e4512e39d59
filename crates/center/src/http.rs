//! The surfaces of the center, one file each, on one port.
//!
//! Rules: only requests whose Host is this loopback origin are answered; bodies are capped at 1 MiB; every surface has
//! its own errors and one mapping of them to the wire; work that touches the store runs off the async threads.

mod authorize;
mod browser;
mod console;
mod device;
mod federation;
mod home;
mod oidc;
mod page;
mod people;
mod portal;
mod sign_in;
mod sts;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use portico_model::{
    Clock, Entropy, federation as wire_federation, oidc as wire_oidc, portal as wire_portal,
};
use url::Url;

use crate::Config;
use crate::faults::Faults;
use crate::grant::Minting;
use crate::mint;
use crate::store::{Millis, Store};

/// Largest request body, in bytes.
const BODY_CAP: usize = 1024 * 1024;
/// The header every API answer carries.
const REQUEST_ID: &str = "x-amzn-RequestId";

/// What every handler works with.
#[derive(Debug)]
pub(crate) struct App {
    store: Store,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    config: Config,
    faults: Faults,
    /// Without a trailing slash.
    origin: String,
    port: u16,
}

type Shared = Arc<App>;

impl App {
    /// An application served at `url`.
    pub(crate) fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        config: Config,
        url: &Url,
    ) -> Shared {
        let faults = Faults::new(config.quota, config.latency_ms);
        let origin = url.as_str().trim_end_matches('/').to_owned();
        let port = url.port_or_known_default().unwrap_or(80);
        Arc::new(Self { store, clock, entropy, config, faults, origin, port })
    }

    fn now(&self) -> Millis {
        self.clock.now().as_millisecond()
    }

    fn minting(&self) -> Minting<'_> {
        Minting {
            now: self.now(),
            entropy: &*self.entropy,
            access_ttl: self.config.access_ttl,
            session_ttl: self.config.session_ttl,
        }
    }

    /// The latency knob.
    async fn pause(&self) {
        if !self.faults.latency.is_zero() {
            tokio::time::sleep(self.faults.latency).await;
        }
    }

    fn request_id(&self) -> String {
        mint::uuid(&*self.entropy)
    }
}

/// Everything the center answers. APIs are also found under `/oidc`, `/portal` and `/sts`, since clients keep the path
/// of a configured endpoint; `/authorize` is at the root only, as clients drop it there.
pub(crate) fn router(app: Shared) -> Router {
    let delayed = middleware::from_fn_with_state(Arc::clone(&app), delay);
    let (oidc, portal) = (oidc_routes().layer(delayed.clone()), portal_routes().layer(delayed));
    Router::new()
        .merge(oidc.clone())
        .nest("/oidc", oidc)
        .merge(portal.clone())
        .nest("/portal", portal)
        .merge(pages())
        .route(wire_federation::FEDERATION_PATH, get(federation::answer).post(federation::answer))
        .fallback(sts::query)
        .layer(DefaultBodyLimit::max(BODY_CAP))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), check_host))
        .with_state(app)
}

fn oidc_routes() -> Router<Shared> {
    Router::new()
        .route(wire_oidc::REGISTER_PATH, post(oidc::register))
        .route(wire_oidc::DEVICE_AUTHORIZATION_PATH, post(oidc::start_device))
        .route(wire_oidc::TOKEN_PATH, post(oidc::create_token))
}

fn portal_routes() -> Router<Shared> {
    let refuse = portal::refuse_method;
    Router::new()
        .route(wire_portal::ACCOUNTS_PATH, get(portal::accounts).head(refuse).fallback(refuse))
        .route(wire_portal::ROLES_PATH, get(portal::roles).head(refuse).fallback(refuse))
        .route(wire_portal::CREDENTIALS_PATH, get(portal::credentials).head(refuse).fallback(refuse))
        .route(wire_portal::LOGOUT_PATH, post(portal::logout).fallback(refuse))
}

fn pages() -> Router<Shared> {
    Router::new()
        .route(wire_oidc::AUTHORIZE_PATH, get(authorize::authorize))
        .route("/sign-in/{id}", get(sign_in::show).post(sign_in::submit))
        .route("/sign-out", get(sign_in::sign_out_page).post(sign_in::sign_out))
        .route("/device", get(device::show).post(device::submit))
        .route("/start", get(home::home))
        .route("/start/", get(home::home))
        .route("/start/console", get(home::shortcut))
        .route("/console", get(console::landing))
        .route("/assets/{name}", get(page::asset))
}

/// Runs `work`, which may touch the store or hash a password, off the async threads.
async fn blocking(app: Shared, work: impl FnOnce(&App) -> Response + Send + 'static) -> Response {
    let finished = tokio::task::spawn_blocking(move || work(&app)).await;
    finished.unwrap_or_else(|error| {
        tracing::error!(%error, "a request handler failed");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}

/// Refuses what did not ask for this loopback origin: a page that rebound its DNS name, a proxy, a stray client.
async fn check_host(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let is_ours = |host: &HeaderValue| {
        host.to_str().is_ok_and(|host| {
            host == format!("127.0.0.1:{}", app.port)
                || host.eq_ignore_ascii_case(&format!("localhost:{}", app.port))
                || app.origin.strip_prefix("http://") == Some(host)
        })
    };
    let is_answered = hosts.next().is_some_and(is_ours) && hosts.next().is_none();
    if is_answered {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "This is not the host you are looking for.\n").into_response()
    }
}

/// Slows every answer of an API down.
async fn delay(State(app): State<Shared>, request: Request, next: Next) -> Response {
    app.pause().await;
    next.run(request).await
}

/// A 303 to a page of this server.
fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// A 302 to a client's loopback listener or a console page.
fn found(location: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(location) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = StatusCode::FOUND.into_response();
    response.headers_mut().insert(header::LOCATION, location);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn text_header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The pairs of a query string or a form, in order.
fn pairs(text: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

/// The first value called `name`.
fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}
