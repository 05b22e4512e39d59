//! The control endpoint: a listener of its own, so that it answers while the primary Region is off.
//!
//! `GET /regions` answers `[{"region", "url", "on"}]`; `POST /outage` takes `{"region", "on"}` and answers the same list.
//! `POST /change` takes a [`Change`] and answers the account as it is then, a [`Changed`](crate::Changed);
//! `POST /quota` takes `{"quota"}`, requests of the portal's API per second or null, and answers the same.
//! Rules: a request carries `x-portico-center: control`, which no web page can send without leave, and leave is never
//! given; whatever comes from a browser is refused, and every refusal of this kind looks alike.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use portico_model::{Clock, Region};
use serde::{Deserialize, Serialize};
use serde_json::json;
use url::Url;

use crate::change::{self, Change, ChangeError};
use crate::faults::Faults;
use crate::gate::Switch;
use crate::http::{is_host, watch};
use crate::running::UnknownRegion;
use crate::store::Store;

/// The header that says a request is meant.
pub const CONTROL_HEADER: &str = "x-portico-center";
/// Its only value.
pub const CONTROL_VALUE: &str = "control";
/// Lists the Regions.
pub const REGIONS_PATH: &str = "/regions";
/// Switches one off or on.
pub const OUTAGE_PATH: &str = "/outage";

/// Changes who holds what, or the accounts.
pub const CHANGE_PATH: &str = "/change";
/// Limits the portal's API.
pub const QUOTA_PATH: &str = "/quota";

/// The largest wish; an account's name may be long.
const WISH_CAP: usize = 64 * 1024;

/// What every browser adds to a request, one or the other.
const OF_BROWSERS: [&str; 5] = ["origin", "referer", "cookie", "sec-fetch-site", "sec-fetch-mode"];

/// The Regions of an instance and their switches.
#[derive(Debug)]
pub(crate) struct Switchboard(Vec<Switched>);

/// One Region.
#[derive(Debug)]
pub(crate) struct Switched {
    /// Which.
    pub(crate) region: Region,
    /// Where it listens.
    pub(crate) url: Url,
    /// Whether it answers.
    pub(crate) switch: Switch,
}

impl Switchboard {
    /// For these Regions, the primary one first.
    pub(crate) fn new(regions: Vec<Switched>) -> Self {
        Self(regions)
    }

    /// The Regions, the primary one first.
    pub(crate) fn regions(&self) -> &[Switched] {
        &self.0
    }

    /// Switches `region` on or off.
    ///
    /// # Errors
    /// [`UnknownRegion`].
    pub(crate) fn set(&self, region: &str, is_on: bool) -> Result<(), UnknownRegion> {
        let line = &self.0[self.position(region)?];
        line.switch.set(is_on);
        tracing::info!(region = line.region.as_str(), is_on, "a Region was switched");
        Ok(())
    }

    /// Which of the Regions `region` is.
    ///
    /// # Errors
    /// [`UnknownRegion`].
    pub(crate) fn position(&self, region: &str) -> Result<usize, UnknownRegion> {
        let found = self.0.iter().position(|line| line.region.as_str() == region);
        found.ok_or_else(|| UnknownRegion(region.to_owned()))
    }
}

/// What is controlled.
#[derive(Clone, Debug)]
pub(crate) struct Control {
    /// The Regions.
    pub(crate) switchboard: Arc<Switchboard>,
    /// The quota.
    pub(crate) faults: Arc<Faults>,
    /// The company.
    pub(crate) store: Arc<Store>,
    /// Its time.
    pub(crate) clock: Arc<dyn Clock>,
}

/// The address it is controlled at.
#[derive(Clone, Debug)]
struct Place {
    origin: String,
    port: u16,
    clock: Arc<dyn Clock>,
}

/// What the control listener at `url` answers.
pub(crate) fn router(control: Control, url: &Url) -> Router {
    let origin = url.as_str().trim_end_matches('/').to_owned();
    let port = url.port_or_known_default().unwrap_or(80);
    let place = Place { origin, port, clock: Arc::clone(&control.clock) };
    Router::new()
        .route(REGIONS_PATH, get(regions))
        .route(OUTAGE_PATH, post(outage))
        .route(CHANGE_PATH, post(change))
        .route(QUOTA_PATH, post(quota))
        .layer(DefaultBodyLimit::max(WISH_CAP))
        .layer(middleware::from_fn_with_state(place, check))
        .with_state(control)
}

#[derive(Serialize)]
struct Line<'a> {
    region: &'a str,
    url: &'a str,
    on: bool,
}

#[derive(Deserialize)]
struct Outage {
    region: String,
    on: bool,
}

#[derive(Deserialize, Serialize)]
struct Quota {
    quota: Option<u32>,
}

async fn regions(State(control): State<Control>) -> Response {
    std::future::ready(list(&control)).await
}

async fn outage(State(control): State<Control>, Json(wish): Json<Outage>) -> Response {
    std::future::ready(match control.switchboard.set(&wish.region, wish.on) {
        Ok(()) => list(&control),
        Err(unknown) => refuse(StatusCode::NOT_FOUND, &unknown.to_string()),
    })
    .await
}

async fn change(State(control): State<Control>, Json(wish): Json<Change>) -> Response {
    let made =
        tokio::task::spawn_blocking(move || change::make(&control.store, &*control.clock, &wish)).await;
    match made {
        Ok(Ok(changed)) => Json(changed).into_response(),
        Ok(Err(error)) => refuse(status_of(&error), &error.to_string()),
        Err(error) => {
            tracing::error!(%error, "a change failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn status_of(error: &ChangeError) -> StatusCode {
    match error {
        ChangeError::UnknownAccount(_) | ChangeError::UnknownGroup(..) | ChangeError::NotAssigned { .. } => {
            StatusCode::NOT_FOUND
        }
        ChangeError::Ambiguous(_) | ChangeError::Taken(_) => StatusCode::CONFLICT,
        ChangeError::Nameless | ChangeError::Malformed(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ChangeError::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

async fn quota(State(control): State<Control>, Json(wish): Json<Quota>) -> Response {
    std::future::ready(if wish.quota == Some(0) {
        refuse(
            StatusCode::UNPROCESSABLE_ENTITY,
            "A quota of nothing lets nobody in. Give 1 or more, or null.",
        )
    } else {
        control.faults.set_quota(wish.quota);
        Json(wish).into_response()
    })
    .await
}

fn refuse(status: StatusCode, sentence: &str) -> Response {
    (status, Json(json!({ "message": sentence }))).into_response()
}

fn list(control: &Control) -> Response {
    let lines = control.switchboard.regions().iter();
    let lines: Vec<Line<'_>> = lines
        .map(|line| Line {
            region: line.region.as_str(),
            url: line.url.as_str().trim_end_matches('/'),
            on: line.switch.is_on(),
        })
        .collect();
    Json(lines).into_response()
}

/// Refuses what is not meant, came from a browser, or asked for another host.
async fn check(State(place): State<Place>, request: Request, next: Next) -> Response {
    let mut response = if is_meant(request.headers(), &place) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "Only the command `portico center` may ask here.\n").into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    if let Some(date) = watch::http_date(place.clock.now()) {
        headers.insert(header::DATE, date);
    }
    response
}

fn is_meant(headers: &HeaderMap, place: &Place) -> bool {
    let mut said = headers.get_all(CONTROL_HEADER).iter();
    is_host(headers, &place.origin, place.port)
        && said.next().is_some_and(|value| value == CONTROL_VALUE)
        && said.next().is_none()
        && !OF_BROWSERS.iter().any(|name| headers.contains_key(*name))
}
