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
mod signature;
mod sts;
mod uxc;
pub(crate) mod watch;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use portico_model::{
    Clock, Entropy, Region, federation as wire_federation, oidc as wire_oidc, portal as wire_portal,
    uxc as wire_uxc,
};
use url::Url;

use crate::Config;
use crate::faults::Faults;
use crate::grant::Minting;
use crate::mint;
use crate::store::{Millis, Store};
use crate::tally::Ledger;

/// Largest request body, in bytes.
const BODY_CAP: usize = 1024 * 1024;
/// The header every API answer carries.
const REQUEST_ID: &str = "x-amzn-RequestId";

/// What the Regions of one instance share.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    /// One company, one set of registrations, codes, sessions and tokens.
    pub(crate) store: Arc<Store>,
    /// The time in every Region.
    pub(crate) clock: Arc<dyn Clock>,
    /// The dice.
    pub(crate) entropy: Arc<dyn Entropy>,
    /// How it runs.
    pub(crate) config: Arc<Config>,
    /// What goes wrong.
    pub(crate) faults: Arc<Faults>,
    /// The port of the primary Region, which names the cookies: who is signed in in one Region is in all.
    pub(crate) home_port: u16,
}

/// What every handler works with: an instance as one of its Regions serves it.
#[derive(Debug)]
pub(crate) struct App {
    store: Arc<Store>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    config: Arc<Config>,
    faults: Arc<Faults>,
    home_port: u16,
    region: Region,
    ledger: Arc<Ledger>,
    /// Without a trailing slash.
    origin: String,
    port: u16,
}

type Shared = Arc<App>;

impl App {
    /// `instance` as `region` serves it at `url`, counting in `ledger`.
    pub(crate) fn new(instance: Instance, region: Region, ledger: Arc<Ledger>, url: &Url) -> Shared {
        let Instance { store, clock, entropy, config, faults, home_port } = instance;
        let origin = url.as_str().trim_end_matches('/').to_owned();
        let port = url.port_or_known_default().unwrap_or(80);
        Arc::new(Self { store, clock, entropy, config, faults, home_port, region, ledger, origin, port })
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
            rotation: self.config.rotation,
        }
    }

    fn request_id(&self) -> String {
        mint::uuid(&*self.entropy)
    }
}

/// Everything the center answers. APIs are also found under `/oidc`, `/portal`, `/sts` and `/uxc`, since clients keep the path
/// of a configured endpoint; `/authorize` is at the root only, as clients drop it there.
pub(crate) fn router(app: Shared) -> Router {
    let (oidc, portal) = (oidc_routes(), portal_routes());
    let uxc = Router::new().route(wire_uxc::CUSTOMIZATIONS_PATH, get(uxc::customizations));
    let operations = Router::new()
        .merge(oidc.clone())
        .nest("/oidc", oidc)
        .merge(portal.clone())
        .nest("/portal", portal)
        .merge(uxc.clone())
        .nest("/uxc", uxc)
        .route(wire_oidc::AUTHORIZE_PATH, get(authorize::authorize))
        .route(wire_federation::FEDERATION_PATH, get(federation::answer).post(federation::answer))
        .fallback(sts::query)
        .layer(middleware::from_fn_with_state(Arc::clone(&app), watch::operation));
    operations
        .merge(pages())
        .layer(DefaultBodyLimit::max(BODY_CAP))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), check_host))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), watch::date))
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
        .route("/sign-in/{id}", get(sign_in::show).post(sign_in::submit))
        .route("/sign-out", get(sign_in::sign_out_page).post(sign_in::sign_out))
        .route("/device", get(device::show).post(device::submit))
        .route("/start", get(home::home))
        .route("/start/", get(home::home))
        .route("/start/console", get(home::shortcut))
        .route(console::PLACE, get(console::landing))
        .route("/console/", get(console::landing))
        .route("/console/{label}", get(console::labelled))
        .route("/console/{label}/", get(console::labelled))
        .route(console::SESSIONS, get(console::sessions::show).post(console::sessions::turn))
        .route(console::SIGN_OUT, post(console::sessions::sign_out))
        .route("/oauth", get(console::sessions::logout))
        .route("/assets/{name}", get(page::asset))
        .route(watch::CAPTIVE_PATH, get(watch::captive_page))
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
    if is_host(request.headers(), &app.origin, app.port) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "This is not the host you are looking for.\n").into_response()
    }
}

/// Whether the one Host of a request is that of `origin`, by its address or as `localhost`.
pub(crate) fn is_host(headers: &HeaderMap, origin: &str, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let is_ours = |host: &HeaderValue| {
        host.to_str().is_ok_and(|host| {
            host == format!("127.0.0.1:{port}")
                || host.eq_ignore_ascii_case(&format!("localhost:{port}"))
                || origin.strip_prefix("http://") == Some(host)
        })
    };
    hosts.next().is_some_and(is_ours) && hosts.next().is_none()
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
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

/// The first value called `name`.
pub(crate) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}
