//! The access portal's API: accounts, roles, role credentials, logout.
//!
//! Rule: the token is in `x-amz-sso_bearer_token`; a role that is not assigned and an account that does not exist get
//! the same 403, which the service model does not list but clients see.

mod page;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_model::oidc::{ACCOUNT_ACCESS_SCOPE, ERROR_TYPE_HEADER};
use portico_model::portal::{
    AccountInfo, BEARER_HEADER, ErrorBody, ErrorCode, GetRoleCredentialsResponse, ListAccountRolesResponse,
    ListAccountsResponse, RoleInfo, WireCredentials,
};
use rusqlite::{Connection, Transaction};
use serde::Serialize;
use serde_json::{Value, json};

use self::page::Page;
use super::{App, REQUEST_ID, Shared, blocking, pairs, text_header, value};
use crate::access::{self, Held};
use crate::audit::{self, Event};
use crate::operation::Operation;
use crate::store::{Millis, Refusal};
use crate::token::role::{self, RoleSession};
use crate::token::{self, Access};

/// Why the portal refuses.
#[derive(Debug, thiserror::Error)]
pub(super) enum PortalError {
    /// The token is unknown, expired or revoked.
    #[error("Session token not found or invalid")]
    Unauthorized,
    /// Not assigned, or no such account: nobody is told which.
    #[error("No access")]
    Forbidden,
    /// A parameter is missing or malformed.
    #[error("{0}")]
    Request(&'static str),
    /// The wrong verb.
    #[error("Method Not Allowed")]
    Method,
    /// The quota is used up; try again after so many seconds.
    #[error("HTTP 429 Too Many Requests")]
    Throttled(u32),
    /// The store failed.
    #[error("The store failed: {0}")]
    Store(#[from] rusqlite::Error),
}

impl Refusal for PortalError {
    fn is_store_failure(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

type Params = Vec<(String, String)>;

/// `GET /assignment/accounts`.
pub(super) async fn accounts(State(app): State<Shared>, headers: HeaderMap, query: RawQuery) -> Response {
    answer(app, headers, query, |app, asked| {
        app.store.read(|connection| list_accounts(app, connection, asked))
    })
    .await
}

/// `GET /assignment/roles`.
pub(super) async fn roles(State(app): State<Shared>, headers: HeaderMap, query: RawQuery) -> Response {
    answer(app, headers, query, |app, asked| app.store.read(|connection| list_roles(app, connection, asked)))
        .await
}

/// `GET /federation/credentials`.
pub(super) async fn credentials(State(app): State<Shared>, headers: HeaderMap, query: RawQuery) -> Response {
    answer(app, headers, query, |app, asked| {
        app.store.write(|transaction| role_credentials(app, transaction, asked))
    })
    .await
}

/// `POST /logout`: ends the portal session; an empty 200.
pub(super) async fn logout(State(app): State<Shared>, headers: HeaderMap) -> Response {
    blocking(app, move |app| match end_session(app, &headers) {
        Ok(()) => [(REQUEST_ID, app.request_id())].into_response(),
        Err(error) => refuse(app, &error),
    })
    .await
}

/// Any other verb on the paths above.
pub(super) async fn refuse_method(State(app): State<Shared>) -> Response {
    blocking(app, |app| refuse(app, &PortalError::Method)).await
}

/// A request that was let in, whoever asks it.
struct Asked {
    headers: HeaderMap,
    params: Params,
}

/// Listings only read, so that they wait for no transaction of anybody's.
async fn answer<T: Serialize + 'static>(
    app: Shared,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    operation: fn(&App, &Asked) -> Result<T, PortalError>,
) -> Response {
    blocking(app, move |app| {
        let params = pairs(query.as_deref().unwrap_or_default());
        match admit(app).and_then(|()| operation(app, &Asked { headers, params })) {
            Ok(body) => ([(REQUEST_ID, app.request_id())], axum::Json(body)).into_response(),
            Err(error) => refuse(app, &error),
        }
    })
    .await
}

fn admit(app: &App) -> Result<(), PortalError> {
    app.faults.admit(app.now()).map_err(PortalError::Throttled)
}

fn authenticate(connection: &Connection, headers: &HeaderMap, now: Millis) -> Result<Access, PortalError> {
    let token = text_header(headers, BEARER_HEADER).ok_or(PortalError::Unauthorized)?;
    let access = token::access(connection, token, now)?.ok_or(PortalError::Unauthorized)?;
    let is_for_accounts =
        access.scopes.is_empty() || access.scopes.split(' ').any(|scope| scope == ACCOUNT_ACCESS_SCOPE);
    if is_for_accounts { Ok(access) } else { Err(PortalError::Forbidden) }
}

fn list_accounts(
    app: &App,
    connection: &Connection,
    asked: &Asked,
) -> Result<ListAccountsResponse, PortalError> {
    let access = authenticate(connection, &asked.headers, app.now())?;
    let paging = app.faults.paging(Operation::ListAccounts);
    let page = Page::read(app, &asked.params, &format!("{} accounts", access.person), paging)?;
    let mut found = access::accounts(connection, &access.person, page.slice(), app.now())?;
    let next_token = page.next(&mut found, |account| &account.id);
    let account_list = found
        .into_iter()
        .map(|account| AccountInfo {
            account_id: account.id,
            account_name: account.name,
            email_address: Some(account.email),
        })
        .collect();
    Ok(ListAccountsResponse { next_token, account_list })
}

fn list_roles(
    app: &App,
    connection: &Connection,
    asked: &Asked,
) -> Result<ListAccountRolesResponse, PortalError> {
    let access = authenticate(connection, &asked.headers, app.now())?;
    let account = account_id(&asked.params)?;
    let paging = app.faults.paging(Operation::ListAccountRoles);
    let page = Page::read(app, &asked.params, &format!("{} {account}", access.person), paging)?;
    let mut found = access::roles(connection, &access.person, account, page.slice(), app.now())?;
    if app.faults.is_forbidden(account) || (found.is_empty() && page.is_first()) {
        return Err(PortalError::Forbidden);
    }
    let next_token = page.next(&mut found, |role| role);
    let role_list =
        found.into_iter().map(|role_name| RoleInfo { role_name, account_id: account.to_owned() }).collect();
    Ok(ListAccountRolesResponse { next_token, role_list })
}

fn role_credentials(
    app: &App,
    connection: &Transaction<'_>,
    asked: &Asked,
) -> Result<GetRoleCredentialsResponse, PortalError> {
    let access = authenticate(connection, &asked.headers, app.now())?;
    let account = account_id(&asked.params)?;
    let set = value(&asked.params, "role_name").filter(|name| !name.is_empty());
    let set = set.ok_or(PortalError::Request("role_name is missing."))?;
    let outcome = mint_keys(app, connection, &access, account, set);
    let event = Event {
        region: &app.region,
        source: "sso.amazonaws.com",
        name: "GetRoleCredentials",
        actor: &access.person,
        request: json!({ "account_id": account, "role_name": set }),
        error: outcome.as_ref().err().map(|error| code_of(error).map_or("Internal", ErrorCode::exception)),
    };
    audit::append(connection, &event, app.now())?;
    outcome
}

fn mint_keys(
    app: &App,
    connection: &Connection,
    access: &Access,
    account: &str,
    set: &str,
) -> Result<GetRoleCredentialsResponse, PortalError> {
    let now = app.now();
    let wanted = now + i64::from(app.config.role_ttl) * 1000;
    let expires_at = match access::held(connection, &access.person, account, set, now)? {
        Held::No => return Err(PortalError::Forbidden),
        Held::Always => wanted,
        Held::Until(end) => wanted.min(end),
    };
    let session = RoleSession::of_person(account, set, &access.person);
    let keys = role::mint(connection, &session, expires_at, &*app.entropy)?;
    Ok(GetRoleCredentialsResponse {
        role_credentials: WireCredentials {
            access_key_id: keys.access_key_id,
            secret_access_key: keys.secret_access_key,
            session_token: keys.session_token,
            expiration: keys.expires_at,
        },
    })
}

fn end_session(app: &App, headers: &HeaderMap) -> Result<(), PortalError> {
    admit(app)?;
    app.store.write(|transaction| {
        let access = authenticate(transaction, headers, app.now())?;
        token::revoke(transaction, &access.session)?;
        let event = Event {
            region: &app.region,
            source: "sso.amazonaws.com",
            name: "Logout",
            actor: &access.person,
            request: Value::Null,
            error: None,
        };
        Ok(audit::append(transaction, &event, app.now())?)
    })
}

fn account_id(params: &Params) -> Result<&str, PortalError> {
    value(params, "account_id")
        .filter(|id| id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit()))
        .ok_or(PortalError::Request("account_id is missing or not twelve digits."))
}

/// The one mapping of refusals to the wire; `None` is the server's own fault.
fn code_of(error: &PortalError) -> Option<ErrorCode> {
    match error {
        PortalError::Unauthorized => Some(ErrorCode::Unauthorized),
        PortalError::Forbidden => Some(ErrorCode::Forbidden),
        PortalError::Request(_) => Some(ErrorCode::InvalidRequest),
        PortalError::Method => Some(ErrorCode::MethodNotAllowed),
        PortalError::Throttled(_) => Some(ErrorCode::TooManyRequests),
        PortalError::Store(_) => None,
    }
}

fn refuse(app: &App, error: &PortalError) -> Response {
    let Some(code) = code_of(error) else {
        tracing::error!(%error, "the store failed");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let body = ErrorBody {
        message: Some(error.to_string()),
        kind: Some(format!("com.amazonaws.switchboard.portal#{}", code.exception())),
    };
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let headers = [(REQUEST_ID, app.request_id()), (ERROR_TYPE_HEADER, code.exception().to_owned())];
    let mut response = (status, headers, axum::Json(body)).into_response();
    if let PortalError::Throttled(seconds) = error {
        response.headers_mut().insert(axum::http::header::RETRY_AFTER, (*seconds).into());
    }
    response
}
