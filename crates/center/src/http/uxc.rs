//! AWS User Experience Customization: the colour of an account.
//!
//! Rules: signed like STS, for the one Region the service lives in; a role may look when AWS's own policy of its name
//! allows `uxc:GetAccountCustomizations` (as published in August 2026), and a role that another role assumed may not.

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use portico_model::oidc::ERROR_TYPE_HEADER;
use portico_model::uxc::{AccountCustomizations, ErrorBody, REGION, SERVICE};
use serde_json::Value;

use super::signature::{self, Scope, Unsigned};
use super::{App, BODY_CAP, REQUEST_ID, Shared, blocking};
use crate::audit::{self, Event};
use crate::seed;
use crate::token::role::Known;

const SCOPE: Scope = Scope { service: SERVICE, region: Some(REGION) };
const DENIED: &str = "AccessDeniedException";

/// The predefined permission sets whose policy lets them look.
const ALLOWED: [&str; 4] = ["AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess", "ViewOnlyAccess"];

/// Why it refuses.
#[derive(Debug, thiserror::Error)]
enum UxcError {
    /// The signature, the keys or the token are not good.
    #[error(transparent)]
    Signature(#[from] Unsigned),
    /// The role may not look.
    #[error(
        "User: {0} is not authorized to perform: uxc:GetAccountCustomizations because no identity-based policy allows \
         the uxc:GetAccountCustomizations action"
    )]
    Denied(String),
    /// The store failed.
    #[error("The store failed: {0}")]
    Store(#[from] rusqlite::Error),
}

/// `GET /v1/account-customizations`.
pub(super) async fn customizations(State(app): State<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_CAP).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let signed = axum::http::Request::from_parts(parts, body);
    let caller = signature::verify(&app, signed, SCOPE).await;
    blocking(app, move |app| match caller.map_err(UxcError::from).and_then(|caller| look(app, &caller)) {
        Ok(found) => ([(REQUEST_ID, app.request_id())], axum::Json(found)).into_response(),
        Err(error) => refuse(app, &error),
    })
    .await
}

fn look(app: &App, caller: &Known) -> Result<AccountCustomizations, UxcError> {
    let arn = caller.session.arn();
    let may = caller.session.permission_set.as_deref().is_some_and(|set| ALLOWED.contains(&set));
    app.store.write(|transaction| {
        let event = Event {
            region: &app.region,
            source: "uxc.amazonaws.com",
            name: "GetAccountCustomizations",
            actor: &arn,
            request: Value::Null,
            error: (!may).then_some(DENIED),
        };
        audit::append(transaction, &event, app.now())
    })?;
    if !may {
        return Err(UxcError::Denied(arn));
    }
    let account_color = Some(seed::color(&caller.session.account));
    Ok(AccountCustomizations { account_color, ..AccountCustomizations::default() })
}

/// The one mapping of refusals to the wire.
fn refuse(app: &App, error: &UxcError) -> Response {
    let (status, exception) = match error {
        UxcError::Signature(unsigned) => (unsigned.status, exception(unsigned.code)),
        UxcError::Denied(_) => (403, DENIED),
        UxcError::Store(cause) => {
            tracing::error!(%cause, "the store failed");
            (500, "InternalServerException")
        }
    };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let headers = [(REQUEST_ID, app.request_id()), (ERROR_TYPE_HEADER, exception.to_owned())];
    (status, headers, axum::Json(ErrorBody { message: Some(error.to_string()) })).into_response()
}

/// What the JSON protocols call a refusal of the query protocol.
fn exception(code: &'static str) -> &'static str {
    match code {
        "SignatureDoesNotMatch" => "InvalidSignatureException",
        "InvalidClientTokenId" => "UnrecognizedClientException",
        "ExpiredToken" => "ExpiredTokenException",
        "MissingAuthenticationToken" => "MissingAuthenticationTokenException",
        "IncompleteSignature" => "IncompleteSignatureException",
        other => other,
    }
}
