//! The pages a person signs in with.
//!
//! Contract for scripted visitors and WebDriver. Every form posts to the address it is shown at, with a hidden `csrf`:
//! 1. user name and password: fields `username`, `password`;
//! 2. second factor: field `totp`;
//! 3. consent: a button `decision` with the value `allow` or `deny`; then 302 to the client (or a page, for devices).
//!
//! A wrong entry shows the form again with status 200 and a message in an element with `role="alert"`. A browser that
//! is signed in already starts at 3.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use url::Url;

use super::authorize::{answer, failed};
use super::browser::{self, Cookie};
use super::page::{Page, alert};
use super::people;
use super::{App, Shared, blocking, found, pairs, see_other, value};
use crate::audit::{self, Event};
use crate::console;
use crate::grant::{SignedIn, code, device};
use crate::mint;
use crate::sign_in::{self, Authorize, Interaction, Purpose, Stage, StepRefused};
use crate::store::Millis;

/// `GET /sign-in/{id}`.
pub(super) async fn show(State(app): State<Shared>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    blocking(app, move |app| render(app, &id, &headers, None)).await
}

/// `POST /sign-in/{id}`.
pub(super) async fn submit(
    State(app): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: String,
) -> Response {
    blocking(app, move |app| {
        let form = pairs(&form);
        let browser = Cookie::Browser.read(app, &headers).unwrap_or_default();
        let stepped = app.store.write(|transaction| {
            let interaction = sign_in::find(transaction, &id, browser, app.now())?;
            interaction.check_csrf(value(&form, "csrf").unwrap_or_default())?;
            step(app, transaction, interaction, &form)
        });
        match stepped {
            Ok(Next::Form) => see_other(&format!("/sign-in/{id}")),
            Ok(Next::SignedIn { cookie, to }) => {
                let to = to.unwrap_or_else(|| format!("/sign-in/{id}"));
                let seconds = i64::from(app.config.session_ttl);
                Cookie::Person.set(app, see_other(&to), &cookie, seconds)
            }
            Ok(Next::Client(location)) => found(&location),
            Ok(Next::Page(title, sentence)) => Page::new(title, html! { p { (sentence) } }).into_response(),
            Err(refused) => refuse(app, &id, &headers, refused),
        }
    })
    .await
}

/// `GET /sign-out`: a page with one button.
pub(super) async fn sign_out_page(State(app): State<Shared>, headers: HeaderMap) -> Response {
    blocking(app, move |app| match browser::person(app, &headers, app.now()) {
        Ok(Some(by)) => {
            let body = html! {
                p { "You are signed in as " strong { (by.person) } "." }
                form method="post" action="/sign-out" {
                    input type="hidden" name="csrf" value=(sign_out_token(app, &headers));
                    button { "Sign out" }
                }
            };
            Page::new("Sign out", body).into_response()
        }
        Ok(None) => signed_out(),
        Err(error) => failed(&error),
    })
    .await
}

/// `POST /sign-out`.
pub(super) async fn sign_out(State(app): State<Shared>, headers: HeaderMap, body: String) -> Response {
    blocking(app, move |app| {
        let Some(cookie) = Cookie::Person.read(app, &headers) else { return signed_out() };
        if value(&pairs(&body), "csrf") != Some(sign_out_token(app, &headers).as_str()) {
            return gone(&StepRefused::Gone.to_string());
        }
        let browser = Cookie::Browser.read(app, &headers).unwrap_or_default();
        let forgotten = app.store.write(|transaction| {
            console::close_all(transaction, browser, app.now())?;
            sign_in::forget(transaction, cookie)
        });
        match forgotten {
            Ok(()) => Cookie::Person.set(app, signed_out(), "", 0),
            Err(error) => failed(&error),
        }
    })
    .await
}

/// What a sign-out form must carry: only who can read the cookie can make it.
fn sign_out_token(app: &App, headers: &HeaderMap) -> String {
    let cookie = Cookie::Person.read(app, headers).unwrap_or_default();
    mint::digest(&format!("sign-out {cookie}"))
}

/// Where a step leads.
enum Next {
    /// The form of the next stage.
    Form,
    /// The browser is signed in now; on to `to`, or to the consent form.
    SignedIn { cookie: String, to: Option<String> },
    /// The client's answer.
    Client(String),
    /// Nothing more to do here.
    Page(&'static str, &'static str),
}

fn step(
    app: &App,
    transaction: &Transaction<'_>,
    interaction: Interaction,
    form: &[(String, String)],
) -> Result<Next, StepRefused> {
    let now = app.now();
    let stage = interaction.stage.clone();
    match &stage {
        Stage::Password => {
            let (name, password) = (value(form, "username"), value(form, "password"));
            let entered = (name.unwrap_or_default(), password.unwrap_or_default());
            let next = stage.password(transaction, entered.0, entered.1, now);
            trail(app, transaction, entered.0, "password", &next)?;
            interaction.advance(transaction, &next?, &*app.entropy)?;
            Ok(Next::Form)
        }
        Stage::Code(name) => {
            let name = name.clone();
            let next = stage.code(transaction, value(form, "totp").unwrap_or_default(), now);
            trail(app, transaction, &name, "totp", &next)?;
            signed_in(app, transaction, interaction, next?)
        }
        Stage::Consent(..) => {
            let is_allowed = match value(form, "decision") {
                Some("allow") => true,
                Some("deny") => false,
                Some(_) | None => return Err(StepRefused::Gone),
            };
            let by = stage.finished()?;
            decide(app, transaction, interaction, &by, is_allowed)
        }
    }
}

fn signed_in(
    app: &App,
    connection: &Connection,
    interaction: Interaction,
    stage: Stage,
) -> Result<Next, StepRefused> {
    let by = stage.clone().finished()?;
    let cookie = sign_in::remember(connection, &by, app.config.session_ttl, &*app.entropy)?;
    if let Purpose::Portal(to) = &interaction.purpose {
        let to = Some(to.clone());
        interaction.end(connection)?;
        return Ok(Next::SignedIn { cookie, to });
    }
    interaction.advance(connection, &stage, &*app.entropy)?;
    Ok(Next::SignedIn { cookie, to: None })
}

fn decide(
    app: &App,
    connection: &Connection,
    interaction: Interaction,
    by: &SignedIn,
    is_allowed: bool,
) -> Result<Next, StepRefused> {
    let purpose = interaction.purpose.clone();
    interaction.end(connection)?;
    match purpose {
        Purpose::Authorize(request) => client_answer(app, connection, &request, by, is_allowed),
        Purpose::Device { user_code, .. } => {
            let approved = is_allowed.then_some(by);
            let is_recorded = device::decide(connection, &user_code, approved, app.now())?;
            Ok(match (is_recorded, is_allowed) {
                (false, _) => Next::Page("Too late", "The request has ended. Start again on the device."),
                (true, true) => Next::Page("Request approved", "You can close this page and go back."),
                (true, false) => {
                    Next::Page("Request denied", "Nothing was given out. You can close this page.")
                }
            })
        }
        Purpose::Portal(to) => Ok(Next::Client(to)),
    }
}

fn client_answer(
    app: &App,
    connection: &Connection,
    request: &Authorize,
    by: &SignedIn,
    is_allowed: bool,
) -> Result<Next, StepRefused> {
    let state = [("state".to_owned(), request.state.clone())];
    if !is_allowed {
        let error = [("error", "access_denied"), ("error_description", "The person denied the request.")];
        return Ok(Next::Client(answer(&request.redirect_uri, &error, &state)));
    }
    let binding = code::Binding {
        client: &request.client,
        redirect_uri: &request.redirect_uri,
        challenge: &request.challenge,
    };
    let code = code::issue(connection, &binding, by, app.minting())?;
    Ok(Next::Client(answer(&request.redirect_uri, &[("code", &code)], &state)))
}

fn trail(
    app: &App,
    connection: &Connection,
    actor: &str,
    factor: &str,
    outcome: &Result<Stage, StepRefused>,
) -> rusqlite::Result<()> {
    let error = outcome.is_err().then_some("AuthenticationFailed");
    let request = json!({ "factor": factor });
    let (region, source) = (&app.region, "signin.amazonaws.com");
    let event = Event { region, source, name: "UserAuthentication", actor, request, error };
    audit::append(connection, &event, app.now())
}

fn refuse(app: &App, id: &str, headers: &HeaderMap, refused: StepRefused) -> Response {
    match refused {
        StepRefused::Gone => gone(&refused.to_string()),
        StepRefused::Store(error) => failed(&error),
        StepRefused::WrongPassword | StepRefused::WrongCode | StepRefused::Locked => {
            render(app, id, headers, Some(&refused.to_string()))
        }
    }
}

/// Shows the form of the stage the interaction is at.
pub(super) fn render(app: &App, id: &str, headers: &HeaderMap, message: Option<&str>) -> Response {
    let browser = Cookie::Browser.read(app, headers).unwrap_or_default();
    match app.store.read(|connection| sign_in::find(connection, id, browser, app.now())) {
        Ok(interaction) => form(id, &interaction, message, app.now()).into_response(),
        Err(StepRefused::Store(error)) => failed(&error),
        Err(
            refused @ (StepRefused::Gone
            | StepRefused::WrongPassword
            | StepRefused::WrongCode
            | StepRefused::Locked),
        ) => gone(&refused.to_string()),
    }
}

/// The page with the form of the interaction's stage.
pub(super) fn form(id: &str, interaction: &Interaction, message: Option<&str>, now: Millis) -> Page<'static> {
    let (title, fields, below) = match &interaction.stage {
        Stage::Password => ("Sign in to SecureCart", password_fields(), people::passwords()),
        Stage::Code(name) => ("Enter your code", code_fields(name), people::code(name, now)),
        Stage::Consent(name, _) => ("Allow access?", consent_fields(&interaction.purpose, name), html! {}),
    };
    let body = html! {
        (alert(message))
        form method="post" action={ "/sign-in/" (id) } autocomplete="off" {
            input type="hidden" name="csrf" value=(interaction.csrf);
            (fields)
        }
        (below)
    };
    let returns_to = match &interaction.purpose {
        Purpose::Authorize(request) => {
            Url::parse(&request.redirect_uri).ok().map(|url| url.origin().ascii_serialization())
        }
        Purpose::Device { .. } | Purpose::Portal(_) => None,
    };
    Page { returns_to, ..Page::new(title, body) }
}

fn password_fields() -> Markup {
    html! {
        label { "User name" input type="text" name="username" autocomplete="username" autocapitalize="none" required autofocus; }
        label { "Password" input type="password" name="password" autocomplete="current-password" required; }
        button { "Sign in" }
    }
}

fn code_fields(name: &str) -> Markup {
    html! {
        p { "Signing in as " strong { (name) } ". Enter the six digits your authenticator app shows now." }
        label {
            "Code"
            input type="text" name="totp" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required autofocus;
        }
        button { "Continue" }
    }
}

fn consent_fields(purpose: &Purpose, name: &str) -> Markup {
    let (client, user_code) = match purpose {
        Purpose::Authorize(request) => (request.client_name.as_str(), None),
        Purpose::Device { user_code, client_name } => (client_name.as_str(), Some(user_code)),
        Purpose::Portal(_) => ("this browser", None),
    };
    html! {
        p { "Allow " strong { bdi { (client) } } " to access your accounts? You are signed in as " strong { (name) } "." }
        @if let Some(user_code) = user_code {
            p { "It shows the code " strong { (user_code) } "." }
            p .quiet { "Deny it if somebody sent you this link: whoever started it gets your access." }
        }
        button name="decision" value="allow" { "Allow" }
        button .second name="decision" value="deny" { "Deny" }
    }
}

fn gone(sentence: &str) -> Response {
    Page::failed(StatusCode::BAD_REQUEST, "This sign-in has ended", sentence).into_response()
}

fn signed_out() -> Response {
    let body = html! { p { "You are signed out of the portal in this browser." } p { a href="/start" { "Sign in again" } } };
    Page::new("Signed out", body).into_response()
}
