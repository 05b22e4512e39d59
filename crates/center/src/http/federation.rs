//! Console federation: `/federation?Action=getSigninToken` and `Action=login`.
//!
//! Rules: the whole credential triple must be right and alive; a sign-in token works once, for fifteen minutes; a
//! destination is on the console's host. A console lasts as long as the keys do. Keys that a person got from the portal
//! may ask for 900 to 43,200 seconds instead, keys of a chained role may not ask at all. A token is not used up by a
//! browser that has no room for its console. Source: AWS IAM guide, "Enabling custom identity broker access".

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_model::Secret;
use portico_model::federation::{FederationSession, SIGNIN_TOKEN_SECONDS, SigninTokenResponse};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;
use url::form_urlencoded::Serializer;

use super::browser::Visitor;
use super::console as place;
use super::page::Page;
use super::{App, Shared, blocking, pairs, value};
use crate::audit::{self, Event};
use crate::console::{self, Console, Opened};
use crate::mint;
use crate::store::{Millis, Refusal};
use crate::token::role::{self, Known};

/// Why federation refuses. Every one is a page with status 400, as with AWS.
#[derive(Debug, thiserror::Error)]
enum FederationError {
    #[error("The Action is not getSigninToken or login.")]
    Action,
    #[error("The Session is not the JSON of sessionId, sessionKey and sessionToken.")]
    Session,
    #[error("The credentials are unknown, wrong or expired. Get new ones and try again.")]
    Credentials,
    #[error(
        "SessionDuration is not a number of seconds from 900 to 43200, is longer than sessions of the role may be, or not allowed with role chaining."
    )]
    Duration,
    #[error("The sign-in token is unknown, used or expired. Open the console again from where you came.")]
    Token,
    #[error("The destination is not an address of the AWS console.")]
    Destination,
    #[error("The store failed: {0}")]
    Store(#[from] rusqlite::Error),
}

impl Refusal for FederationError {
    fn is_store_failure(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}

type Params = Vec<(String, String)>;

/// `GET|POST /federation`, parameters in the query, a form, or both.
pub(super) async fn answer(
    State(app): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    form: String,
) -> Response {
    blocking(app, move |app| {
        let mut params = pairs(query.as_deref().unwrap_or_default());
        params.extend(pairs(&form));
        let answered = match value(&params, "Action") {
            Some("getSigninToken") => signin_token(app, &params),
            Some("login") => login(app, &Visitor::of(app, &headers), &params),
            Some(_) | None => Err(FederationError::Action),
        };
        answered.unwrap_or_else(|error| refuse(&error))
    })
    .await
}

fn signin_token(app: &App, params: &Params) -> Result<Response, FederationError> {
    let session = value(params, "Session").unwrap_or_default();
    let session: FederationSession = serde_json::from_str(session).map_err(|_| FederationError::Session)?;
    let now = app.now();
    let token = app.store.write(|transaction| {
        let known = role::find(transaction, &session.session_id)?
            .filter(|known| {
                known.has_secret(&session.session_key)
                    && known.has_token(session.session_token.expose())
                    && known.expires_at > now
            })
            .ok_or(FederationError::Credentials)?;
        let most = i64::from(app.config.console_ttl);
        let until = console_until(&known, value(params, "SessionDuration"), most, now)?;
        let token = mint::bearer(&*app.entropy);
        transaction.execute("DELETE FROM signin_token WHERE expires_at <= ?1", [now])?;
        transaction.execute(
            "INSERT INTO signin_token (hash, access_key_id, expires_at, console_until) VALUES (?1, ?2, ?3, ?4)",
            params![mint::digest(&token), session.session_id, now + SIGNIN_TOKEN_SECONDS * 1000, until],
        )?;
        trail(app, transaction, "GetSigninToken", &known)?;
        Ok::<String, FederationError>(token)
    })?;
    let body = SigninTokenResponse { signin_token: Secret::new(token) };
    Ok(([("cache-control", "no-store")], axum::Json(body)).into_response())
}

/// A console lasts as long as the keys, unless a duration is asked for, of at most `most` seconds; chained keys may not ask.
fn console_until(
    known: &Known,
    duration: Option<&str>,
    most: i64,
    now: Millis,
) -> Result<Millis, FederationError> {
    let Some(duration) = duration else { return Ok(known.expires_at) };
    let seconds: i64 = duration.parse().map_err(|_| FederationError::Duration)?;
    let is_chained = known.session.permission_set.is_none();
    if is_chained || !(900..=most).contains(&seconds) {
        return Err(FederationError::Duration);
    }
    Ok(now + seconds * 1000)
}

fn login(app: &App, visitor: &Visitor, params: &Params) -> Result<Response, FederationError> {
    let wanted = value(params, "Destination").unwrap_or_default();
    let destination = place::destination(wanted).ok_or(FederationError::Destination)?;
    let token = value(params, "SigninToken").unwrap_or_default();
    let now = app.now();
    let (opened, console) = app.store.write(|transaction| {
        let (access_key_id, expires_at) = promised(transaction, token, now)?;
        let known = role::find(transaction, &access_key_id)?.ok_or(FederationError::Token)?;
        let console = Console {
            account: known.session.account.clone(),
            role: known.session.title().to_owned(),
            person: known.session.session_name.clone(),
            destination: destination.to_string(),
            expires_at,
        };
        let opened = console::open(transaction, &visitor.value, &console, &*app.entropy, now)?;
        if matches!(opened, Opened::Yes { .. }) {
            transaction.execute("DELETE FROM signin_token WHERE hash = ?1", [mint::digest(token)])?;
            trail(app, transaction, "ConsoleLogin", &known)?;
        }
        Ok::<_, FederationError>((opened, console))
    })?;
    let again = format!("/federation?{}", Serializer::new(String::new()).extend_pairs(params).finish());
    Ok(place::arrive(app, visitor, opened, &console, &again))
}

/// What a sign-in token is good for: its keys and the end of its console.
fn promised(connection: &Connection, token: &str, now: Millis) -> Result<(String, Millis), FederationError> {
    connection
        .query_row(
            "SELECT access_key_id, console_until FROM signin_token
             WHERE hash = ?1 AND expires_at > ?2 AND console_until > ?2",
            params![mint::digest(token), now],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?
        .ok_or(FederationError::Token)
}

fn trail(app: &App, connection: &Connection, name: &str, known: &Known) -> rusqlite::Result<()> {
    let arn = known.session.arn();
    let request = json!({ "accountId": known.session.account });
    let (region, source) = (&app.region, "signin.amazonaws.com");
    let event = Event { region, source, name, actor: &arn, request, error: None };
    audit::append(connection, &event, app.now())
}

fn refuse(error: &FederationError) -> Response {
    let status = match error {
        FederationError::Store(cause) => {
            tracing::error!(%cause, "the store failed");
            StatusCode::INTERNAL_SERVER_ERROR
        }
        FederationError::Action
        | FederationError::Session
        | FederationError::Credentials
        | FederationError::Duration
        | FederationError::Token
        | FederationError::Destination => StatusCode::BAD_REQUEST,
    };
    Page::failed(status, "The console cannot be opened", &error.to_string()).into_response()
}
