//! STS: GetCallerIdentity and AssumeRole, with real signatures.
//!
//! Rule: a request counts only when its SigV4 signature was made with the secret of live keys this center issued, and
//! carries their session token. Answers any path no other surface owns, since clients keep an endpoint's path.

mod assume;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use portico_model::sts::{CallerIdentity, NAMESPACE, WireError};
use serde::Serialize;
use serde_json::Value;

use super::page::Page;
use super::signature::{self, Scope, Unsigned};
use super::watch::Exception;
use super::{App, BODY_CAP, REQUEST_ID, Shared, blocking, pairs, see_other, text_header, value};
use crate::audit::{self, Event};
use crate::store::Refusal;
use crate::token::role::Known;

/// Why STS refuses.
#[derive(Debug, thiserror::Error)]
enum StsError {
    /// The signature, the keys or the token are not good.
    #[error(transparent)]
    Signature(#[from] Unsigned),
    /// No such operation.
    #[error("Could not find operation {0} for version 2011-06-15")]
    Action(String),
    /// A parameter is out of its bounds.
    #[error("{0}")]
    Validation(String),
    /// The caller may not.
    #[error("{0}")]
    Denied(String),
    /// The store failed.
    #[error("The store failed: {0}")]
    Store(#[from] rusqlite::Error),
}

impl Refusal for StsError {
    fn is_store_failure(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

/// STS takes any Region of its partition.
const SCOPE: Scope = Scope { service: "sts", region: None };

/// Any request no other surface owns: an STS query, the front page, or nothing at all.
pub(super) async fn query(State(app): State<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_CAP).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let mut params = pairs(parts.uri.query().unwrap_or_default());
    let kind = text_header(&parts.headers, header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        params.extend(pairs(&String::from_utf8_lossy(&body)));
    }
    let is_query =
        (parts.method == Method::POST || parts.method == Method::GET) && value(&params, "Action").is_some();
    if !is_query {
        return not_a_query(&parts.uri, &parts.method);
    }
    let signed = axum::http::Request::from_parts(parts, body);
    let caller = signature::verify(&app, signed, SCOPE).await;
    blocking(app, move |app| {
        let outcome = caller.map_err(StsError::from).and_then(|caller| dispatch(app, &caller, &params));
        outcome.unwrap_or_else(|error| refuse(app, &error))
    })
    .await
}

fn not_a_query(uri: &axum::http::Uri, method: &Method) -> Response {
    if uri.path() == "/" && (method == Method::GET || method == Method::HEAD) {
        return see_other("/start");
    }
    let sentence = "There is no such page here. Start from the access portal.";
    Page::failed(StatusCode::NOT_FOUND, "Not found", sentence).into_response()
}

fn dispatch(app: &App, caller: &Known, params: &[(String, String)]) -> Result<Response, StsError> {
    match value(params, "Action") {
        Some("GetCallerIdentity") => caller_identity(app, caller),
        Some("AssumeRole") => assume::role(app, caller, params),
        other => Err(StsError::Action(other.unwrap_or_default().to_owned())),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CallerIdentityDocument {
    #[serde(rename = "@xmlns")]
    namespace: &'static str,
    get_caller_identity_result: CallerIdentity,
    response_metadata: Metadata,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Metadata {
    request_id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorDocument {
    #[serde(rename = "@xmlns")]
    namespace: &'static str,
    error: WireError,
    request_id: String,
}

fn caller_identity(app: &App, caller: &Known) -> Result<Response, StsError> {
    let arn = caller.session.arn();
    app.store.write(|transaction| {
        let event = Event {
            region: &app.region,
            source: "sts.amazonaws.com",
            name: "GetCallerIdentity",
            actor: &arn,
            request: Value::Null,
            error: None,
        };
        audit::append(transaction, &event, app.now())
    })?;
    let request_id = app.request_id();
    let document = CallerIdentityDocument {
        namespace: NAMESPACE,
        get_caller_identity_result: CallerIdentity {
            arn: caller.session.arn(),
            user_id: caller.session.user_id(),
            account: caller.session.account.clone(),
        },
        response_metadata: Metadata { request_id: request_id.clone() },
    };
    Ok(xml(StatusCode::OK, "GetCallerIdentityResponse", &document, &request_id))
}

fn xml<T: Serialize>(status: StatusCode, root: &str, document: &T, request_id: &str) -> Response {
    match quick_xml::se::to_string_with_root(root, document) {
        Ok(text) => (status, [("content-type", "text/xml"), (REQUEST_ID, request_id)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The one mapping of refusals to the wire.
fn refuse(app: &App, error: &StsError) -> Response {
    let (status, code) = match error {
        StsError::Signature(unsigned) => (unsigned.status, unsigned.code),
        StsError::Action(_) => (400, "InvalidAction"),
        StsError::Validation(_) => (400, "ValidationError"),
        StsError::Denied(_) => (403, "AccessDenied"),
        StsError::Store(cause) => {
            tracing::error!(%cause, "the store failed");
            (500, "InternalFailure")
        }
    };
    let kind = if status < 500 { "Sender" } else { "Receiver" };
    let request_id = app.request_id();
    let document = ErrorDocument {
        namespace: NAMESPACE,
        error: WireError { kind: kind.to_owned(), code: code.to_owned(), message: error.to_string() },
        request_id: request_id.clone(),
    };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = xml(status, "ErrorResponse", &document, &request_id);
    response.extensions_mut().insert(Exception(code.to_owned()));
    response
}
