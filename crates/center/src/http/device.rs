//! `/device`: where a person approves a device by its user code (RFC 8628 section 3.3).
//!
//! Contract: field `user_code`; then the sign-in pages. Rule: guessing is throttled like a wrong password.

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
    blocking(app, move |_| {
        let query = pairs(query.as_deref().unwrap_or_default());
        form(value(&query, "user_code").unwrap_or_default(), None)
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
            Ok(None) => form(
                user_code,
                Some("No device waits with that code. Check it, or start again on the device."),
            ),
            Err(StepRefused::Store(error)) => failed(&error),
            Err(
                refused @ (StepRefused::Gone
                | StepRefused::WrongPassword
                | StepRefused::WrongCode
                | StepRefused::Locked),
            ) => form(user_code, Some(&refused.to_string())),
        }
    })
    .await
}

/// What wrong user codes are counted under; no person can have this name.
const GUESSES: &str = "(device codes)";

fn begin(app: &App, headers: &HeaderMap, user_code: &str) -> Result<Option<Response>, StepRefused> {
    let now = app.now();
    let client_name = app.store.write(|transaction| {
        sign_in::refuse_locked(transaction, GUESSES, now)?;
        let client_name = device::pending(transaction, user_code, now)?;
        if client_name.is_none() {
            sign_in::count_failure(transaction, GUESSES, now)?;
        }
        Ok::<_, StepRefused>(client_name)
    })?;
    let Some(client_name) = client_name else { return Ok(None) };
    let signed_in = browser::person(app, headers, now)?;
    let purpose = Purpose::Device { user_code: user_code.trim().to_uppercase(), client_name };
    let (id, fresh) = browser::begin(app, headers, &purpose, signed_in)?;
    Ok(Some(browser::keep(app, see_other(&format!("/sign-in/{id}")), fresh.as_deref())))
}

fn form(user_code: &str, message: Option<&str>) -> Response {
    let body = html! {
        (alert(message))
        p { "Enter the code your device shows. Go on only if you started the sign-in yourself." }
        form method="post" action="/device" autocomplete="off" {
            label { "Code" input type="text" name="user_code" value=(user_code) maxlength="9" required autofocus; }
            button { "Continue" }
        }
    };
    Page::new("Approve a device", body).into_response()
}
