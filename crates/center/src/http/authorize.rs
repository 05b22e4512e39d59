//! `GET /authorize`: where a client sends the person's browser (RFC 6749 section 4.1.1, RFC 7636).
//!
//! Rule: an unknown client or a redirect URI it did not register gets a page here, never a redirect; every other
//! mistake goes back to the client as an error with its state.

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_model::oidc::grant_type;
use url::Url;

use super::browser;
use super::page::Page;
use super::watch::Exception;
use super::{App, Shared, blocking, found, pairs, see_other, value};
use crate::grant::{Refused, client, code};
use crate::sign_in::{Authorize, Purpose};

/// `GET /authorize`.
pub(super) async fn authorize(
    State(app): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    blocking(app, move |app| {
        let params = pairs(query.as_deref().unwrap_or_default());
        match check(app, &params) {
            Ok(request) => interact(app, &headers, request),
            Err(Wrong::Page(sentence)) => {
                Page::failed(StatusCode::BAD_REQUEST, "This sign-in link does not work", sentence)
                    .into_response()
            }
            Err(Wrong::Redirect { to, error, description }) => {
                let to = answer(&to, &[("error", error), ("error_description", description)], &params);
                (Extension(Exception(error.to_owned())), found(&to)).into_response()
            }
            Err(Wrong::Store(error)) => failed(&error),
        }
    })
    .await
}

/// The answer to a client: `pairs`, and its state if it sent one.
pub(super) fn answer(redirect_uri: &str, pairs: &[(&str, &str)], params: &[(String, String)]) -> String {
    let Ok(mut url) = Url::parse(redirect_uri) else { return redirect_uri.to_owned() };
    url.query_pairs_mut().extend_pairs(pairs);
    if let Some(state) = value(params, "state") {
        url.query_pairs_mut().append_pair("state", state);
    }
    url.into()
}

/// The page for a store that failed.
pub(super) fn failed(error: &rusqlite::Error) -> Response {
    tracing::error!(%error, "the store failed");
    let sentence = "The local Identity Center could not use its store. Its log says why.";
    Page::failed(StatusCode::INTERNAL_SERVER_ERROR, "Something failed", sentence).into_response()
}

enum Wrong {
    Page(&'static str),
    Redirect { to: String, error: &'static str, description: &'static str },
    Store(rusqlite::Error),
}

impl From<Refused> for Wrong {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Store(error) => Self::Store(error),
            Refused::UnknownClient
            | Refused::NotForThisClient
            | Refused::UnsupportedGrantType
            | Refused::Metadata(_)
            | Refused::RedirectUri
            | Refused::Scope
            | Refused::Request(_)
            | Refused::InvalidGrant
            | Refused::Pending
            | Refused::SlowDown
            | Refused::Expired
            | Refused::Denied => Self::Page(
                "The application is not registered here, or no longer. Start the sign-in again there.",
            ),
        }
    }
}

fn check(app: &App, params: &[(String, String)]) -> Result<Authorize, Wrong> {
    let client_id = value(params, "client_id").unwrap_or_default();
    let client = app.store.read(|connection| client::find(connection, client_id, app.now()))?;
    let redirect_uri = value(params, "redirect_uri").unwrap_or_default();
    if !client.may_return_to(redirect_uri) {
        return Err(Wrong::Page(
            "The application wants the answer at an address it has not registered. Start the sign-in again there.",
        ));
    }
    let wrong = |error, description| Err(Wrong::Redirect { to: redirect_uri.to_owned(), error, description });
    if !client.may_use(grant_type::AUTHORIZATION_CODE) {
        return wrong("unauthorized_client", "The client is not registered for authorization_code.");
    }
    if value(params, "response_type") != Some("code") {
        return wrong("unsupported_response_type", "response_type must be code.");
    }
    if value(params, "code_challenge_method") != Some("S256") {
        return wrong("invalid_request", "code_challenge_method must be S256.");
    }
    let challenge = value(params, "code_challenge").unwrap_or_default();
    if !code::is_challenge(challenge) {
        return wrong("invalid_request", "code_challenge must be 32 bytes in base64url.");
    }
    let Some(state) = value(params, "state").filter(|state| !state.is_empty()) else {
        return wrong("invalid_request", "state is missing.");
    };
    let scopes = value(params, "scopes").or_else(|| value(params, "scope")).unwrap_or_default();
    if scopes.split(' ').any(|scope| !scope.is_empty() && !client.scopes.iter().any(|known| known == scope)) {
        return wrong("invalid_scope", "A scope is not one the client registered.");
    }
    Ok(Authorize {
        client: client.id,
        client_name: client.name,
        redirect_uri: redirect_uri.to_owned(),
        state: state.to_owned(),
        challenge: challenge.to_owned(),
    })
}

/// Sends the browser to the sign-in pages.
fn interact(app: &App, headers: &HeaderMap, request: Authorize) -> Response {
    let begun = browser::person(app, headers, app.now())
        .and_then(|signed_in| browser::begin(app, headers, &Purpose::Authorize(request), signed_in));
    match begun {
        Ok((id, fresh)) => browser::keep(app, see_other(&format!("/sign-in/{id}")), fresh.as_deref()),
        Err(error) => failed(&error),
    }
}
