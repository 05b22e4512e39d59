//! What happens to every request of an operation on its way in and out: it is counted, delayed, met by the faults planned
//! for it, and followed by the changes planned after it.
//!
//! Rule: once its work has begun a request is carried out to the end, whether or not anybody still waits for the
//! answer; so the tally is the truth even about a client that was killed.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use portico_model::oidc::ERROR_TYPE_HEADER;
use serde_json::json;

use super::{App, BODY_CAP, REQUEST_ID, Shared, blocking, found};
use crate::change;
use crate::faults::{Fault, Reply};
use crate::gate::Line;
use crate::operation::Operation;

/// The exception of an answer that does not carry it in its head.
#[derive(Clone, Debug)]
pub(super) struct Exception(pub(super) String);

/// Sets the `Date` of every answer to the center's own time (RFC 9110 section 6.6.1).
pub(super) async fn date(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(date) = http_date(app.clock.now()) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`; `None` for years that have no such form.
pub(crate) fn http_date(at: jiff::Timestamp) -> Option<HeaderValue> {
    let text = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok()?;
    HeaderValue::from_str(&text).ok()
}

/// Carries one request out, unless a fault is in its way.
pub(super) async fn operation(
    State(app): State<Shared>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_CAP).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let operation = Operation::of(&parts, &body);
    let request = Request::from_parts(parts, Body::from(body));
    let Some(operation) = operation else { return next.run(request).await };
    app.ledger.ask(operation);
    if operation.is_api() && !app.faults.latency.is_zero() {
        tokio::time::sleep(app.faults.latency).await;
    }
    let taken = app.faults.take(operation, &app.region);
    match taken.map(|taken| taken.fault) {
        None | Some(Fault::LoseAnswer) => {}
        Some(Fault::LoseRequest) => {
            line.cut();
            return StatusCode::NO_CONTENT.into_response();
        }
        Some(Fault::Delay(time)) => tokio::time::sleep(time).await,
        Some(Fault::Hold) => app.faults.held(taken).await,
        Some(Fault::Instead(reply)) => return instead(&app, reply),
    }
    let response = carry_out(&app, operation, request, next).await;
    if taken.is_some_and(|taken| taken.fault == Fault::LoseAnswer) {
        line.cut();
    }
    response
}

/// In a task of its own, because a client that goes away takes only the waiting with it.
async fn carry_out(app: &Shared, operation: Operation, request: Request, next: Next) -> Response {
    let app = Arc::clone(app);
    let work = tokio::spawn(async move {
        let response = next.run(request).await;
        let refused = exception(&response);
        app.ledger.settle(operation, refused.as_deref());
        if refused.is_none() {
            follow(&app, operation).await;
        }
        response
    });
    work.await.unwrap_or_else(|error| {
        tracing::error!(%error, "a request handler failed");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}

/// Makes the changes that were planned for after this request.
async fn follow(app: &Shared, operation: Operation) {
    for change in app.faults.due(operation) {
        let made = blocking(Arc::clone(app), move |app| {
            if let Err(error) = change::make(&app.store, &*app.clock, &change) {
                tracing::warn!(%error, "a planned change was left out");
            }
            StatusCode::NO_CONTENT.into_response()
        });
        drop(made.await);
    }
}

/// The reason of a refusal; `None` when the request got what it asked for.
fn exception(response: &Response) -> Option<String> {
    let said = response.extensions().get::<Exception>().map(|exception| exception.0.clone());
    let named = || Some(response.headers().get(ERROR_TYPE_HEADER)?.to_str().ok()?.to_owned());
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    said.or_else(named).or_else(|| is_error.then(|| format!("HTTP {}", status.as_u16())))
}

/// What is answered when nothing is done.
fn instead(app: &App, reply: Reply) -> Response {
    match reply {
        Reply::RequestTimeout => StatusCode::REQUEST_TIMEOUT.into_response(),
        Reply::ProxyAuthentication => {
            let asks = [(header::PROXY_AUTHENTICATE, "Basic realm=\"proxy\"")];
            (StatusCode::PROXY_AUTHENTICATION_REQUIRED, asks).into_response()
        }
        Reply::TooManyRequests { retry_after } => {
            let mut response =
                aws_error(app, StatusCode::TOO_MANY_REQUESTS, "TooManyRequestsException", "slow_down");
            if let Some(seconds) = retry_after {
                response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            response
        }
        Reply::InternalError => {
            aws_error(app, StatusCode::INTERNAL_SERVER_ERROR, "InternalServerException", "server_error")
        }
        Reply::Unavailable => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Reply::CaptivePage => captive(StatusCode::OK),
        Reply::CaptiveForbidden => captive(StatusCode::FORBIDDEN),
        Reply::CaptiveNetwork => captive(StatusCode::NETWORK_AUTHENTICATION_REQUIRED),
        // To another host, as guest networks do.
        Reply::CaptiveRedirect => found(&format!("http://localhost:{}{CAPTIVE_PATH}", app.port)),
    }
}

/// The members that either API looks for.
fn aws_error(app: &App, status: StatusCode, exception: &'static str, error: &str) -> Response {
    let body =
        json!({ "error": error, "error_description": null, "message": exception, "__type": exception });
    let headers = [(REQUEST_ID, app.request_id()), (ERROR_TYPE_HEADER, exception.to_owned())];
    (status, headers, axum::Json(body)).into_response()
}

/// Where [`Reply::CaptiveRedirect`] leads.
pub(super) const CAPTIVE_PATH: &str = "/captive-portal";

/// The page of a captive portal, as hotels and airports put before the network.
pub(super) async fn captive_page() -> Response {
    std::future::ready(captive(StatusCode::OK)).await
}

fn captive(status: StatusCode) -> Response {
    const PAGE: &str = "<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>Welcome to our network</h1>\
                        <form method=\"post\"><button>Accept and connect</button></form></body></html>";
    (status, [(header::CACHE_CONTROL, "no-store")], Html(PAGE)).into_response()
}
