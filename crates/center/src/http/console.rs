//! The landing page that stands in for the AWS console: it says who is where, as what, and until when.
//!
//! Rule: a page shows a console only to the browser that holds its cookie. Without multi-session it is at [`PLACE`], with
//! it at the path of its label below that. One that is over says why.

pub(super) mod sessions;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use maud::html;
use portico_model::AccountId;
use url::Url;

use super::authorize::failed;
use super::browser::{Cookie, Visitor};
use super::page::Page;
use super::{App, Shared, blocking, found, see_other};
use crate::REGION;
use crate::console::{self, Console, Kept, Opened, REMEMBERED_MILLIS};
use crate::store::Millis;

/// Where the console is.
pub(super) const PLACE: &str = "/console";
/// Where multi-session is turned on and off, and a browser's consoles are listed.
pub(super) const SESSIONS: &str = "/console/multi-session";
/// Where a console is signed out of.
pub(super) const SIGN_OUT: &str = "/console/sign-out";

/// Sends the browser to the console it wished for, or shows it that there is no room. `again` is the address of this
/// server that wishes once more.
pub(super) fn arrive(
    app: &App,
    visitor: &Visitor,
    opened: Opened,
    console: &Console,
    again: &str,
) -> Response {
    let response = match opened {
        Opened::Yes { cookie, label } => enter(app, label.as_deref(), &cookie, console.expires_at),
        Opened::Full(others) => sessions::full(app, visitor, &others, console, again),
    };
    visitor.keep(app, response)
}

/// Sends the browser to a console with its cookie, which outlives the console so that its page can say what happened.
fn enter(app: &App, label: Option<&str>, cookie: &str, expires_at: Millis) -> Response {
    let seconds = (expires_at + REMEMBERED_MILLIS - app.now()) / 1000;
    let kind = label.map_or(Cookie::Console, Cookie::Labelled);
    kind.set(app, found(&address(label)), cookie, seconds)
}

/// The path of a console.
fn address(label: Option<&str>) -> String {
    label.map_or_else(|| PLACE.to_owned(), |label| format!("{PLACE}/{label}/"))
}

/// Whether `text` is an https address on the partition's console host: `console.aws.amazon.com` or a host below it.
pub(super) fn destination(text: &str) -> Option<Url> {
    let region: portico_model::Region = REGION.parse().ok()?;
    let home = format!("console.{}", region.partition().console_domain());
    let url = Url::parse(text).ok()?;
    let host = url.host_str()?;
    let is_console = host == home || host.ends_with(&format!(".{home}"));
    let is_plain = url.port().is_none() && url.username().is_empty() && url.password().is_none();
    (url.scheme() == "https" && is_console && is_plain).then_some(url)
}

/// Where a console opens when nobody says where.
pub(super) fn home() -> String {
    format!("https://{REGION}.console.aws.amazon.com/console/home?region={REGION}")
}

/// `GET /console`: the one console of a browser without multi-session; else the list of its consoles.
pub(super) async fn landing(State(app): State<Shared>, headers: HeaderMap) -> Response {
    blocking(app, move |app| {
        let visitor = Visitor::of(app, &headers);
        match app.store.read(|connection| console::is_multi(connection, &visitor.value)) {
            Ok(true) => see_other(SESSIONS),
            Ok(false) => show(app, &headers, &visitor, None),
            Err(error) => failed(&error),
        }
    })
    .await
}

/// `GET /console/{label}/`: one of the consoles of a browser with multi-session.
pub(super) async fn labelled(
    State(app): State<Shared>,
    Path(label): Path<String>,
    headers: HeaderMap,
) -> Response {
    blocking(app, move |app| show(app, &headers, &Visitor::of(app, &headers), Some(&label))).await
}

fn show(app: &App, headers: &HeaderMap, visitor: &Visitor, label: Option<&str>) -> Response {
    let cookie = label.map_or(Cookie::Console, Cookie::Labelled).read(app, headers).unwrap_or_default();
    match app.store.read(|connection| console::find(connection, cookie, label)) {
        Ok(Some(kept)) if kept.is_open(app.now()) => {
            visitor.keep(app, page(app, visitor, &kept).into_response())
        }
        Ok(kept) => over(kept.as_ref()).into_response(),
        Err(error) => failed(&error),
    }
}

/// Why there is no console to be seen.
fn over(kept: Option<&Kept>) -> Page<'static> {
    let body = html! {
        p #over {
            @match kept.map(|kept| (kept, kept.closed_at)) {
                None => "No console is open in this browser at this address.",
                Some((kept, Some(at))) => {
                    "The console of " (title(kept)) " was closed at " (clock(at))
                    ": it was signed out of, or another took its place."
                },
                Some((kept, None)) => {
                    "The time of the console of " (title(kept)) " was up at " (clock(kept.console.expires_at)) "."
                },
            }
        }
        p { a href="/start" { "Open one from the access portal" } }
    };
    Page::new("No console session", body)
}

/// A console in a few words.
fn title(kept: &Kept) -> String {
    format!("{} in {}", kept.console.role, kept.account_name)
}

fn page(app: &App, visitor: &Visitor, kept: &Kept) -> Page<'static> {
    let Kept { console, account_name, label, .. } = kept;
    let number =
        console.account.parse::<AccountId>().map_or_else(|_| console.account.clone(), |id| id.grouped());
    let minutes = (console.expires_at - app.now()).div_euclid(60_000);
    let (service, region) = aim(&console.destination);
    let body = html! {
        p .quiet { "With AWS, this would be the console." }
        dl {
            dt { "Account" } dd #account { (account_name) " (" (number) ")" }
            dt { "Role" } dd #role { (console.role) }
            dt { "Person" } dd #person { (console.person) }
            dt { "Region" } dd #region { (region) }
            dt { "Service" } dd #service { (service) }
            dt { "Destination" } dd #destination { (console.destination) }
            dt { "Open until" } dd #until { (clock(console.expires_at)) }
            dt { "Time left" } dd #time-left { (minutes / 60) " h " (minutes % 60) " min" }
            @if let Some(label) = label { dt { "Label" } dd #label { (label) } }
        }
        (sessions::sign_out_form(visitor, label.as_deref(), None))
        p {
            a href=(SESSIONS) { @if label.is_some() { "All consoles in this browser" } @else { "Several consoles side by side" } }
        }
        p { a href="/start" { "Back to the access portal" } }
    };
    Page::new("Console", body)
}

/// `2026-11-21 22:00 UTC`.
fn clock(at: Millis) -> String {
    let at = Timestamp::from_millisecond(at).unwrap_or_default();
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// The service and the Region an address of the console aims at.
fn aim(destination: &str) -> (String, String) {
    let Ok(url) = Url::parse(destination) else { return ("console".to_owned(), REGION.to_owned()) };
    let service = url.path_segments().and_then(|mut parts| parts.next()).filter(|part| !part.is_empty());
    let host = url.host_str().unwrap_or_default().to_owned();
    let first = host.split('.').find(|label| label.parse::<portico_model::Region>().is_ok());
    let said = url.query_pairs().find(|(name, _)| name == "region").map(|(_, value)| value.into_owned());
    let region = said.or_else(|| first.map(str::to_owned)).unwrap_or_else(|| REGION.to_owned());
    (service.unwrap_or("console").to_owned(), region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_console_hosts_are_destinations() {
        for good in [
            "https://console.aws.amazon.com/",
            "https://eu-west-1.console.aws.amazon.com/ec2/home",
            "https://384925016173-abcdefgh.eu-west-1.console.aws.amazon.com/ec2/home",
        ] {
            assert!(destination(good).is_some(), "{good}");
        }
        for bad in [
            "http://console.aws.amazon.com/",
            "https://console.aws.amazon.com.evil.test/",
            "https://evil.test/console.aws.amazon.com",
            "https://console.aws.amazon.com@evil.test/",
            "https://console.aws.amazon.com:444/",
            "https://notconsole.aws.amazon.com/",
            "javascript:alert(1)",
            "",
        ] {
            assert!(destination(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_destination_names_service_and_region() {
        let aimed = aim("https://us-east-2.console.aws.amazon.com/ec2/home");
        assert_eq!(aimed, ("ec2".to_owned(), "us-east-2".to_owned()));
        let asked = aim("https://console.aws.amazon.com/s3/buckets?region=eu-north-1");
        assert_eq!(asked, ("s3".to_owned(), "eu-north-1".to_owned()));
    }
}
