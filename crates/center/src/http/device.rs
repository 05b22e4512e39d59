//! `/device`: where a person approves a device by its user code (RFC 8628 section 3.3).
//!
//! Contract: field `user_code`; then the sign-in pages. Rules: a code that came with the address is shown to be compared,
//! with the name of who asks (section 3.3.1); guessing is throttled like a wrong password, by link and by form.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::authorize::failed;
use super::browser;
use super::page::{Page, alert};
use super::{App, Shared, blocking, pairs, see_other, value};
use crate::grant::device;
use crate::sign_in::{self, Purpose, StepRefused};

/// `GET /device?user_code=`: the form, filled in from `verificationUriComplete`.
pub(super) async fn show(State(app): State<Shared>, RawQuery(query): RawQuery) -> Response {
    blocking(app, move |app| {
        let query = pairs(query.as_deref().unwrap_or_default());
        let user_code = value(&query, "user_code").unwrap_or_default();
        if user_code.is_empty() {
            return form("", None, None);
        }
        match asker(app, user_code) {
            Ok(client_name) => form(user_code, client_name.as_deref(), None),
            Err(refused) => refuse(user_code, &refused),
        }
    })
    .await
}

/// `POST /device`.
pub(super) async fn submit(State(app): State<Shared>, headers: HeaderMap, body: String) -> Response {
    blocking(app, move |app| {
        let body = pairs(&body);
        let user_code = value(&body, "user_code").unwrap_or_default();
        match begin(app, &headers, user_code) {
            Ok(Some(response)) => response,
            Ok(None) => {
                let sentence = "No device waits with that code. Check it, or start again on the device.";
                form(user_code, None, Some(sentence))
            }
            Err(refused) => refuse(user_code, &refused),
        }
    })
    .await
}

/// What wrong user codes are counted under; no person can have this name.
const GUESSES: &str = "(device codes)";

/// What the client calls itself whose device waits with `user_code`; a code that none waits with counts as a guess.
fn asker(app: &App, user_code: &str) -> Result<Option<String>, StepRefused> {
    let now = app.now();
    app.store.write(|transaction| {
        sign_in::refuse_locked(transaction, GUESSES, now)?;
        let client_name = device::pending(transaction, user_code, now)?;
        if client_name.is_none() {
            sign_in::count_failure(transaction, GUESSES, now)?;
        }
        Ok(client_name)
    })
}

fn begin(app: &App, headers: &HeaderMap, user_code: &str) -> Result<Option<Response>, StepRefused> {
    let Some(client_name) = asker(app, user_code)? else { return Ok(None) };
    let signed_in = browser::person(app, headers, app.now())?;
    let purpose = Purpose::Device { user_code: user_code.trim().to_uppercase(), client_name };
    let (id, fresh) = browser::begin(app, headers, &purpose, signed_in)?;
    Ok(Some(browser::keep(app, see_other(&format!("/sign-in/{id}")), fresh.as_deref())))
}

fn refuse(user_code: &str, refused: &StepRefused) -> Response {
    match refused {
        StepRefused::Store(error) => failed(error),
        StepRefused::Gone | StepRefused::WrongPassword | StepRefused::WrongCode | StepRefused::Locked => {
            form(user_code, None, Some(&refused.to_string()))
        }
    }
}

fn form(user_code: &str, client_name: Option<&str>, message: Option<&str>) -> Response {
    let body = html! {
        (alert(message))
        @if let Some(client_name) = client_name {
            p { strong #client { bdi { (client_name) } } " asks for access to your accounts." }
            p { "Compare the code below with the one your device shows. If they differ, close this page." }
        } @else {
            p { "Enter the code your device shows." }
        }
        p #warning {
            "Only continue if you started this yourself, on a device of yours: whoever shows the code gets your access."
        }
        form method="post" action="/device" autocomplete="off" {
            label { "Code" input type="text" name="user_code" value=(user_code) maxlength="9" required autofocus; }
            button { "Continue" }
        }
    };
    Page::new("Approve a device", body).into_response()
}
