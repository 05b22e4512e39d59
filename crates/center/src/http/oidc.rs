//! `sso-oidc`: RegisterClient, StartDeviceAuthorization, CreateToken.
//!
//! Rule: JSON in camelCase both ways; the exception name of every error travels in `x-amzn-ErrorType`.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use portico_model::Secret;
use portico_model::oidc::{
    AUTHORIZE_PATH, CreateTokenRequest, CreateTokenResponse, ERROR_TYPE_HEADER, ErrorBody, ErrorCode,
    RegisterClientRequest, RegisterClientResponse, StartDeviceAuthorizationRequest,
    StartDeviceAuthorizationResponse, TOKEN_PATH, grant_type,
};
use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{App, REQUEST_ID, Shared, blocking, text_header};
use crate::audit::{self, Event};
use crate::grant::client::{self, Client, REGISTRATION_MILLIS};
use crate::grant::{Refused, code, device};
use crate::token::{self, Tokens};
use crate::{START_URL, mint};

/// `POST /client/register`.
pub(super) async fn register(State(app): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    blocking(app, move |app| respond(app, register_client(app, &headers, &body))).await
}

/// `POST /device_authorization`.
pub(super) async fn start_device(State(app): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    blocking(app, move |app| respond(app, start_device_authorization(app, &headers, &body))).await
}

/// `POST /token`.
pub(super) async fn create_token(State(app): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    blocking(app, move |app| respond(app, token(app, &headers, &body))).await
}

fn register_client(app: &App, headers: &HeaderMap, body: &[u8]) -> Result<RegisterClientResponse, Refused> {
    let request: RegisterClientRequest = parse(headers, body)?;
    let now = app.now();
    let registration = app
        .store
        .write(|transaction| client::register(transaction, &request, START_URL, &*app.entropy, now))?;
    Ok(RegisterClientResponse {
        client_id: registration.id,
        client_secret: registration.secret,
        client_id_issued_at: (registration.expires_at - REGISTRATION_MILLIS) / 1000,
        client_secret_expires_at: registration.expires_at / 1000,
        authorization_endpoint: Some(format!("{}{AUTHORIZE_PATH}", app.origin)),
        token_endpoint: Some(format!("{}{TOKEN_PATH}", app.origin)),
    })
}

fn start_device_authorization(
    app: &App,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<StartDeviceAuthorizationResponse, Refused> {
    let request: StartDeviceAuthorizationRequest = parse(headers, body)?;
    let minting = app.minting();
    let started = app.store.write(|transaction| {
        let client =
            client::authenticate(transaction, &request.client_id, &request.client_secret, minting.now)?;
        if !client.may_use(grant_type::DEVICE_CODE) {
            return Err(Refused::NotForThisClient);
        }
        if request.start_url.trim_end_matches('/').trim_end_matches("/#") != START_URL {
            return Err(Refused::Request("The start URL is not this Identity Center's."));
        }
        Ok(device::start(transaction, &client, minting)?)
    })?;
    Ok(StartDeviceAuthorizationResponse {
        device_code: started.device_code,
        verification_uri: format!("{}/device", app.origin),
        verification_uri_complete: Some(format!("{}/device?user_code={}", app.origin, started.user_code)),
        user_code: started.user_code,
        expires_in: device::DEVICE_MILLIS / 1000,
        interval: Some(device::INTERVAL_MILLIS / 1000),
    })
}

fn token(app: &App, headers: &HeaderMap, body: &[u8]) -> Result<CreateTokenResponse, Refused> {
    let request: CreateTokenRequest = parse(headers, body)?;
    let now = app.now();
    let tokens = app.store.write(|transaction| {
        let client = client::authenticate(transaction, &request.client_id, &request.client_secret, now)?;
        let outcome = redeem(app, transaction, &client, &request);
        record(app, transaction, &client, &request, &outcome)?;
        outcome
    })?;
    Ok(CreateTokenResponse {
        access_token: tokens.access,
        token_type: "Bearer".to_owned(),
        expires_in: tokens.expires_in,
        refresh_token: tokens.refresh,
    })
}

fn redeem(
    app: &App,
    connection: &Connection,
    client: &Client,
    request: &CreateTokenRequest,
) -> Result<Tokens, Refused> {
    let minting = app.minting();
    let known = [grant_type::AUTHORIZATION_CODE, grant_type::REFRESH_TOKEN, grant_type::DEVICE_CODE];
    if !known.contains(&request.grant_type.as_str()) {
        return Err(Refused::UnsupportedGrantType);
    }
    if !client.may_use(&request.grant_type) {
        return Err(Refused::NotForThisClient);
    }
    match request.grant_type.as_str() {
        grant_type::AUTHORIZATION_CODE => {
            let redirect_uri = request.redirect_uri.as_deref();
            let proof = code::Proof {
                code: needed(request.code.as_ref(), "code is missing.")?,
                verifier: needed(request.code_verifier.as_ref(), "codeVerifier is missing.")?,
                redirect_uri: redirect_uri.ok_or(Refused::Request("redirectUri is missing."))?,
            };
            code::redeem(connection, client, &proof, minting)
        }
        grant_type::REFRESH_TOKEN => {
            let refresh = needed(request.refresh_token.as_ref(), "refreshToken is missing.")?;
            token::refresh(connection, client, refresh, minting)
        }
        _ => {
            let device_code = needed(request.device_code.as_ref(), "deviceCode is missing.")?;
            device::poll(connection, client, device_code, minting)
        }
    }
}

fn needed<'a>(secret: Option<&'a Secret>, missing: &'static str) -> Result<&'a Secret, Refused> {
    secret.ok_or(Refused::Request(missing))
}

/// Trails what was granted and what was refused; waiting is neither.
fn record(
    app: &App,
    connection: &Connection,
    client: &Client,
    request: &CreateTokenRequest,
    outcome: &Result<Tokens, Refused>,
) -> rusqlite::Result<()> {
    let (actor, error) = match outcome {
        Ok(tokens) => (tokens.person.as_str(), None),
        Err(Refused::Pending | Refused::SlowDown) => return Ok(()),
        Err(refused) => ("", Some(code_of(refused).exception())),
    };
    let request = json!({ "clientId": client.id, "grantType": request.grant_type });
    let (region, source) = (&app.region, "sso-oidc.amazonaws.com");
    let event = Event { region, source, name: "CreateToken", actor, request, error };
    audit::append(connection, &event, app.now())
}

/// Reads a JSON body; members that are null count as absent, as the SDKs mean them.
fn parse<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Refused> {
    let kind = text_header(headers, header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Refused::Request("The content type must be application/json."));
    }
    let malformed = |_| Refused::Request("The body is not the JSON this operation takes.");
    let mut json: Value = serde_json::from_slice(body).map_err(malformed)?;
    if let Value::Object(members) = &mut json {
        members.retain(|_, value| !value.is_null());
    }
    serde_json::from_value(json).map_err(malformed)
}

fn respond<T: Serialize>(app: &App, outcome: Result<T, Refused>) -> Response {
    let id = [(REQUEST_ID, mint::uuid(&*app.entropy)), ("cache-control", "no-store".to_owned())];
    match outcome {
        Ok(answer) => (id, axum::Json(answer)).into_response(),
        Err(refused) => {
            let code = code_of(&refused);
            let body =
                ErrorBody { error: code.error().to_owned(), error_description: Some(description(&refused)) };
            let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::BAD_REQUEST);
            (status, id, [(ERROR_TYPE_HEADER, code.exception())], axum::Json(body)).into_response()
        }
    }
}

/// The one mapping of refusals to the wire.
fn code_of(refused: &Refused) -> ErrorCode {
    match refused {
        Refused::UnknownClient => ErrorCode::InvalidClient,
        Refused::NotForThisClient => ErrorCode::UnauthorizedClient,
        Refused::UnsupportedGrantType => ErrorCode::UnsupportedGrantType,
        Refused::Metadata(_) => ErrorCode::InvalidClientMetadata,
        Refused::RedirectUri => ErrorCode::InvalidRedirectUri,
        Refused::Scope => ErrorCode::InvalidScope,
        Refused::Request(_) => ErrorCode::InvalidRequest,
        Refused::InvalidGrant => ErrorCode::InvalidGrant,
        Refused::Pending => ErrorCode::AuthorizationPending,
        Refused::SlowDown => ErrorCode::SlowDown,
        Refused::Expired => ErrorCode::ExpiredToken,
        Refused::Denied => ErrorCode::AccessDenied,
        Refused::Store(_) => ErrorCode::InternalServer,
    }
}

/// What people read; the store's own words stay in the log.
fn description(refused: &Refused) -> String {
    if let Refused::Store(error) = refused {
        tracing::error!(%error, "the store failed");
        return "The local Identity Center failed. Its log says why.".to_owned();
    }
    refused.to_string()
}
