//! The consoles of one browser side by side: multi-session on and off, one too many, and signing out.
//!
//! Rules: a form changes something only with the token of this browser; what it leads on to is a page of this server.
//! `/oauth?Action=logout` signs the browser out of every console whoever sends it there, as AWS's does, and follows its
//! `redirect_uri` to no other place.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rusqlite::Connection;

use super::{PLACE, SESSIONS, SIGN_OUT, address, clock, title};
use crate::console::{self, Console, Kept, MOST};
use crate::http::authorize::failed;
use crate::http::browser::{Cookie, Visitor};
use crate::http::page::Page;
use crate::http::{App, Shared, blocking, pairs, see_other, value};
use crate::store::Millis;

/// Where a sign-out may lead: the pages from which a console is opened.
const ONWARD: [&str; 3] = ["/start", "/federation", PLACE];

/// `GET /console/multi-session`: what is open in this browser, and the switch.
pub(in crate::http) async fn show(State(app): State<Shared>, headers: HeaderMap) -> Response {
    blocking(app, move |app| {
        let visitor = Visitor::of(app, &headers);
        let read = app.store.read(|connection| {
            let is_on = console::is_multi(connection, &visitor.value)?;
            Ok::<_, rusqlite::Error>((is_on, console::open_ones(connection, &visitor.value, app.now())?))
        });
        match read {
            Ok((is_on, open)) => visitor.keep(app, overview(&visitor, is_on, &open).into_response()),
            Err(error) => failed(&error),
        }
    })
    .await
}

/// `POST /console/multi-session` with `turn=on` or `turn=off`.
pub(in crate::http) async fn turn(State(app): State<Shared>, headers: HeaderMap, form: String) -> Response {
    changed(app, headers, form, |app, headers, visitor, form| match value(form, "turn") {
        Some("on") => {
            let now = app.now();
            let label = app.store.write(|it| console::turn_on(it, &visitor.value, &*app.entropy, now))?;
            let Some(label) = label else { return Ok(see_other(SESSIONS)) };
            let cookie = Cookie::Console.read(app, headers).unwrap_or_default();
            let moved = app.store.read(|connection| console::find(connection, cookie, Some(&label)))?;
            let until = moved.map_or(now, |kept| kept.console.expires_at);
            let response = super::enter(app, Some(&label), cookie, until);
            Ok(Cookie::Console.set(app, response, "", 0))
        }
        Some("off") => {
            app.store.write(|it| console::turn_off(it, &visitor.value, app.now()))?;
            Ok(see_other(SESSIONS))
        }
        Some(_) | None => Ok(refused("The form does not say whether to turn multi-session on or off.")),
    })
    .await
}

/// `POST /console/sign-out`: out of the console under `label`, or of the only one; `all` of them with `all=yes`. On to
/// `then`, when it is given.
pub(in crate::http) async fn sign_out(
    State(app): State<Shared>,
    headers: HeaderMap,
    form: String,
) -> Response {
    changed(app, headers, form, |app, _, visitor, form| {
        let (label, now) = (value(form, "label"), app.now());
        let closed = app.store.write(|it| match value(form, "all") {
            Some(_) => close_all(it, visitor, now),
            None => {
                let open = console::open_ones(it, &visitor.value, now)?;
                console::close(it, &visitor.value, label, now)?;
                Ok(open.into_iter().filter(|kept| kept.label.as_deref() == label).collect())
            }
        })?;
        Ok(match value(form, "then") {
            None => signed_out(&closed).into_response(),
            Some(then) if is_onward(then) => see_other(then),
            Some(_) => refused(LEADS_AWAY),
        })
    })
    .await
}

/// `GET /oauth?Action=logout&redirect_uri=`: out of every console of this browser.
pub(in crate::http) async fn logout(
    State(app): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    blocking(app, move |app| {
        let query = pairs(query.as_deref().unwrap_or_default());
        if value(&query, "Action") != Some("logout") {
            return refused("The Action is not logout.");
        }
        let visitor = Visitor::of(app, &headers);
        let closed = match app.store.write(|it| close_all(it, &visitor, app.now())) {
            Ok(closed) => closed,
            Err(error) => return failed(&error),
        };
        match value(&query, "redirect_uri").filter(|uri| !uri.is_empty()) {
            None => signed_out(&closed).into_response(),
            Some(uri) => match uri.strip_prefix(&app.origin).unwrap_or(uri) {
                path if is_onward(path) => see_other(path),
                _ => refused(LEADS_AWAY),
            },
        }
    })
    .await
}

const LEADS_AWAY: &str = "You are signed out. The address to go on to is not a page of this local Identity Center, so it was not followed.";

/// The page in place of one console too many; `again` wishes once more for it.
pub(super) fn full(app: &App, visitor: &Visitor, others: &[Kept], wanted: &Console, again: &str) -> Response {
    let name = |id: &str| {
        let found = app.store.read(|connection| crate::organization::account(connection, id));
        found.ok().flatten().map_or_else(|| id.to_owned(), |account| account.title().to_owned())
    };
    let body = html! {
        p role="alert" .alert #too-many {
            "This browser is signed in to " (others.len()) " consoles, and more than " (MOST) " cannot be open at a time. "
            "Sign out of one to open " strong { (wanted.role) " in " (name(&wanted.account)) } "."
        }
        (list(visitor, others, Some(again)))
    };
    let page = Page { status: StatusCode::CONFLICT, ..Page::new("Too many consoles", body) };
    page.into_response()
}

/// A button that signs out of one console.
pub(super) fn sign_out_form(visitor: &Visitor, label: Option<&str>, then: Option<&str>) -> Markup {
    html! {
        form method="post" action=(SIGN_OUT) {
            input type="hidden" name="csrf" value=(visitor.form_token());
            @if let Some(label) = label { input type="hidden" name="label" value=(label); }
            @if let Some(then) = then { input type="hidden" name="then" value=(then); }
            button { "Sign out" }
        }
    }
}

fn overview(visitor: &Visitor, is_on: bool, open: &[Kept]) -> Page<'static> {
    let (turn, word) =
        if is_on { ("off", "Turn multi-session off") } else { ("on", "Turn multi-session on") };
    let body = html! {
        @if is_on {
            p #multi-session {
                "Multi-session is on in this browser: " (open.len()) " of " (MOST) " consoles are open side by side. "
                "Turning it off signs out of all of them."
            }
        } @else {
            p #multi-session {
                "Multi-session is off in this browser: a console that is opened takes the place of the one before. "
                "Turned on, up to " (MOST) " identities stay open side by side."
            }
        }
        (list(visitor, open, None))
        form method="post" action=(SESSIONS) {
            input type="hidden" name="csrf" value=(visitor.form_token());
            input type="hidden" name="turn" value=(turn);
            button { (word) }
        }
        @if open.len() > 1 {
            form method="post" action=(SIGN_OUT) {
                input type="hidden" name="csrf" value=(visitor.form_token());
                input type="hidden" name="all" value="yes";
                button .second { "Sign out of all" }
            }
        }
        p { a href="/start" { "Back to the access portal" } }
    };
    Page::new("Consoles in this browser", body)
}

fn list(visitor: &Visitor, open: &[Kept], then: Option<&str>) -> Markup {
    html! {
        ul .accounts {
            @for kept in open {
                li {
                    h2 { a href=(address(kept.label.as_deref())) { (title(kept)) } }
                    p .quiet { (kept.console.account) " · " (kept.console.person) " · until " (clock(kept.console.expires_at)) }
                    (sign_out_form(visitor, kept.label.as_deref(), then))
                }
            }
        }
    }
}

fn signed_out(closed: &[Kept]) -> Page<'static> {
    let body = html! {
        p #signed-out {
            @match closed {
                [] => "No console was open in this browser.",
                [only] => { "You are signed out of " (title(only)) "." },
                several => { "You are signed out of " (several.len()) " consoles." },
            }
        }
        p { a href="/start" { "Go to the access portal" } }
    };
    Page::new("Signed out of the console", body)
}

/// Carries a form's change out if the form came from this browser's own page.
async fn changed(
    app: Shared,
    headers: HeaderMap,
    form: String,
    work: impl FnOnce(&App, &HeaderMap, &Visitor, &[(String, String)]) -> rusqlite::Result<Response>
    + Send
    + 'static,
) -> Response {
    blocking(app, move |app| {
        let (visitor, form) = (Visitor::of(app, &headers), pairs(&form));
        if value(&form, "csrf") != Some(visitor.form_token().as_str()) {
            return refused(
                "The form came from another browser or an old page. Go back to the console and try again.",
            );
        }
        work(app, &headers, &visitor, &form).unwrap_or_else(|error| failed(&error))
    })
    .await
}

fn close_all(connection: &Connection, visitor: &Visitor, now: Millis) -> rusqlite::Result<Vec<Kept>> {
    let open = console::open_ones(connection, &visitor.value, now)?;
    console::close_all(connection, &visitor.value, now)?;
    Ok(open)
}

/// Whether `path` is a page of this server from which a console is opened, with nothing that a browser reads differently.
fn is_onward(path: &str) -> bool {
    let (page, _) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
    let is_plain = !path.contains('\\') && !path.chars().any(char::is_control) && !page.contains("/.");
    let is_below =
        |root: &str| page.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    is_plain && ONWARD.into_iter().any(is_below)
}

fn refused(sentence: &str) -> Response {
    Page::failed(StatusCode::BAD_REQUEST, "That did not work", sentence).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_out_leads_to_this_servers_pages_only() {
        for good in [
            "/start",
            "/start/#/console?account_id=1",
            "/start/console?account_id=1",
            "/federation?Action=login",
            "/console",
        ] {
            assert!(is_onward(good), "{good}");
        }
        for bad in [
            "https://evil.test/start",
            "//evil.test/start",
            "/start@evil.test",
            "/started",
            "/start/../sign-in/x",
            "/start\\..\\x",
            "/start\r\nSet-Cookie: x=y",
            "/oauth?Action=logout",
            "javascript:alert(1)",
            "",
        ] {
            assert!(!is_onward(bad), "{bad}");
        }
    }
}
