//! The access portal's web pages: the list of accounts and roles, and shortcut links.
//!
//! Rule: `/start#/console?...` is how a shortcut link arrives; a small script moves its fragment to `/start/console`,
//! which needs no script. A link grants nothing that the person is not assigned.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rusqlite::Connection;
use serde_json::json;
use url::form_urlencoded::Serializer;

use super::authorize::failed;
use super::browser::{self, Cookie, Visitor};
use super::console as place;
use super::page::Page;
use super::sign_in::form;
use super::{App, Shared, blocking, pairs, see_other, value};
use crate::access::{self, Held, Slice};
use crate::audit::{self, Event};
use crate::console::{self, Console, Opened};
use crate::grant::SignedIn;
use crate::organization::{self, Account};
use crate::sign_in::{self, Purpose};

const ALL_ROLES: Slice<'static> = Slice { after: "", limit: 100 };

/// `GET /start?q=`: what the signed-in person has, or the sign-in form.
pub(super) async fn home(
    State(app): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    blocking(app, move |app| {
        let query = pairs(query.as_deref().unwrap_or_default());
        let shown = match browser::person(app, &headers, app.now()) {
            Ok(Some(by)) => overview(app, &by, value(&query, "q").unwrap_or_default()),
            Ok(None) => sign_in_here(app, &headers, "/start"),
            Err(error) => Err(error),
        };
        shown.unwrap_or_else(|error| failed(&error))
    })
    .await
}

/// `GET /start/console?account_id=&role_name=&destination=`.
pub(super) async fn shortcut(
    State(app): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    blocking(app, move |app| {
        let query = query.unwrap_or_default();
        let opened = match browser::person(app, &headers, app.now()) {
            Ok(Some(by)) => follow(app, &Visitor::of(app, &headers), &by, &pairs(&query)),
            Ok(None) => sign_in_here(app, &headers, &format!("/start/console?{query}")),
            Err(error) => Err(error),
        };
        opened.unwrap_or_else(|error| failed(&error))
    })
    .await
}

fn sign_in_here(app: &App, headers: &HeaderMap, back_to: &str) -> rusqlite::Result<Response> {
    let purpose = Purpose::Portal(back_to.to_owned());
    let (id, fresh) = browser::begin(app, headers, &purpose, None)?;
    let browser = fresh.as_deref().or_else(|| Cookie::Browser.read(app, headers)).unwrap_or_default();
    let page = match app.store.read(|connection| sign_in::find(connection, &id, browser, app.now())) {
        Ok(interaction) => {
            Page { has_script: true, tells_region: true, ..form(&id, &interaction, None, app.now()) }
                .into_response()
        }
        Err(error) => {
            Page::failed(StatusCode::BAD_REQUEST, "Sign-in failed", &error.to_string()).into_response()
        }
    };
    Ok(browser::keep(app, page, fresh.as_deref()))
}

fn overview(app: &App, by: &SignedIn, text: &str) -> rusqlite::Result<Response> {
    let now = app.now();
    let rows = app.store.read(|connection| {
        let accounts = access::search(connection, &by.person, text, now)?;
        let with_roles = |account: Account| {
            let roles = access::roles(connection, &by.person, &account.id, ALL_ROLES, now)?;
            Ok((account, roles))
        };
        accounts.into_iter().map(with_roles).collect::<rusqlite::Result<Vec<_>>>()
    })?;
    let body = html! {
        p { "Signed in as " strong { (by.person) } ". " a href="/sign-out" { "Sign out" } " · " a href=(place::SESSIONS) { "Consoles in this browser" } }
        form method="get" action="/start" {
            label { "Find an account" input type="search" name="q" value=(text); }
        }
        @if rows.is_empty() { p { "No account of yours matches." } }
        ul .accounts { @for (account, roles) in &rows { (row(account, roles)) } }
        @if rows.len() == 100 { p .quiet { "Only the first hundred are shown: search for the others." } }
    };
    Ok(Page { has_script: true, tells_region: true, ..Page::new("Access portal", body) }.into_response())
}

fn row(account: &Account, roles: &[String]) -> Markup {
    html! {
        li {
            h2 { (account.title()) }
            p .quiet { (account.id) " · " (account.email) }
            @for role in roles { a href=(link(&account.id, role, None)) { (role) } }
        }
    }
}

fn follow(
    app: &App,
    visitor: &Visitor,
    by: &SignedIn,
    query: &[(String, String)],
) -> rusqlite::Result<Response> {
    let id = value(query, "account_id").unwrap_or_default();
    let destination = value(query, "destination").filter(|text| !text.is_empty());
    if destination.is_some_and(|text| place::destination(text).is_none()) {
        let sentence =
            "The link leads away from the AWS console, so it was not followed. Ask who gave it to you.";
        return Ok(Page::failed(StatusCode::BAD_REQUEST, "Destination refused", sentence).into_response());
    }
    let Some(role) = value(query, "role_name").filter(|name| !name.is_empty()) else {
        return chooser(app, by, id, destination);
    };
    let (now, link) = (app.now(), link(id, role, destination));
    let wanted = now + i64::from(app.config.role_ttl) * 1000;
    let opened = app.store.write(|transaction| {
        let expires_at = match access::held(transaction, &by.person, id, role, now)? {
            Held::No => return Ok::<_, rusqlite::Error>(None),
            Held::Always => wanted,
            Held::Until(end) => wanted.min(end),
        };
        let console = Console {
            account: id.to_owned(),
            role: role.to_owned(),
            person: by.person.clone(),
            destination: destination.map_or_else(place::home, str::to_owned),
            expires_at,
        };
        let opened = console::open(transaction, &visitor.value, &console, &*app.entropy, now)?;
        if matches!(opened, Opened::Yes { .. }) {
            trail(app, transaction, by, id, role)?;
        }
        Ok(Some((opened, console)))
    })?;
    Ok(opened
        .map_or_else(no_access, |(opened, console)| place::arrive(app, visitor, opened, &console, &link)))
}

fn trail(
    app: &App,
    connection: &Connection,
    by: &SignedIn,
    account: &str,
    role: &str,
) -> rusqlite::Result<()> {
    let request = json!({ "account_id": account, "role_name": role });
    let (region, source, actor) = (&app.region, "sso.amazonaws.com", &by.person);
    let event = Event { region, source, name: "Federate", actor, request, error: None };
    audit::append(connection, &event, app.now())
}

fn chooser(app: &App, by: &SignedIn, id: &str, destination: Option<&str>) -> rusqlite::Result<Response> {
    let now = app.now();
    let (account, roles) = app.store.read(|connection| {
        let roles = access::roles(connection, &by.person, id, ALL_ROLES, now)?;
        Ok::<_, rusqlite::Error>((organization::account(connection, id)?, roles))
    })?;
    let Some(account) = account.filter(|_| !roles.is_empty()) else { return Ok(no_access()) };
    if let [only] = roles.as_slice() {
        return Ok(see_other(&link(id, only, destination)));
    }
    let body = html! {
        p { "Which role do you want in " strong { (account.title()) } " (" (account.id) ")?" }
        ul .accounts { @for role in &roles { li { a href=(link(id, role, destination)) { (role) } } } }
    };
    Ok(Page::new("Choose a role", body).into_response())
}

fn no_access() -> Response {
    let sentence = "That account or role is not assigned to you. Ask your administrator for it.";
    Page::failed(StatusCode::FORBIDDEN, "No access", sentence).into_response()
}

fn link(account: &str, role: &str, destination: Option<&str>) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("account_id", account).append_pair("role_name", role);
    if let Some(destination) = destination {
        query.append_pair("destination", destination);
    }
    format!("/start/console?{}", query.finish())
}
