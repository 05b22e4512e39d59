//! The landing page that stands in for the AWS console: it says who is where, as what, and for how long.
//!
//! Rule: one console per browser, as with AWS without multi-session; a new one replaces it.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::html;
use portico_model::AccountId;
use rusqlite::{Connection, OptionalExtension, params};
use url::Url;

use super::authorize::failed;
use super::browser::Cookie;
use super::page::Page;
use super::{App, Shared, blocking, found};
use crate::REGION;
use crate::mint;
use crate::store::Millis;

/// An open console.
#[derive(Clone, Debug)]
pub(super) struct Console {
    /// Twelve digits.
    pub(super) account: String,
    /// As people call it.
    pub(super) role: String,
    /// User or session name.
    pub(super) person: String,
    /// An address on a console host.
    pub(super) destination: String,
    /// When it closes.
    pub(super) expires_at: Millis,
}

/// Opens a console: gives the cookie's value.
pub(super) fn open(app: &App, connection: &Connection, console: &Console) -> rusqlite::Result<String> {
    let cookie = mint::bearer(&*app.entropy);
    connection.execute("DELETE FROM console WHERE expires_at <= ?1", [app.now()])?;
    connection.execute(
        "INSERT INTO console (hash, account, role, person, destination, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            mint::digest(&cookie),
            console.account,
            console.role,
            console.person,
            console.destination,
            console.expires_at
        ],
    )?;
    Ok(cookie)
}

/// Sends the browser to the landing page with its new cookie.
pub(super) fn enter(app: &App, cookie: &str, console: &Console) -> Response {
    let seconds = (console.expires_at - app.now()) / 1000;
    Cookie::Console.set(app, found("/console"), cookie, seconds.max(1))
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

/// `GET /console`.
pub(super) async fn landing(State(app): State<Shared>, headers: HeaderMap) -> Response {
    blocking(app, move |app| {
        let cookie = Cookie::Console.read(app, &headers).unwrap_or_default();
        match app.store.read(|connection| find(connection, cookie, app.now())) {
            Ok(Some((console, account))) => page(app, &console, &account).into_response(),
            Ok(None) => {
                let body = html! {
                    p { "No console is open in this browser, or its time is up." }
                    p { a href="/start" { "Open one from the access portal" } }
                };
                Page::new("No console session", body).into_response()
            }
            Err(error) => failed(&error),
        }
    })
    .await
}

fn find(connection: &Connection, cookie: &str, now: Millis) -> rusqlite::Result<Option<(Console, String)>> {
    connection
        .query_row(
            "SELECT c.account, c.role, c.person, c.destination, c.expires_at, coalesce(a.name, a.id)
             FROM console AS c JOIN account AS a ON a.id = c.account WHERE c.hash = ?1 AND c.expires_at > ?2",
            params![mint::digest(cookie), now],
            |row| {
                let console = Console {
                    account: row.get(0)?,
                    role: row.get(1)?,
                    person: row.get(2)?,
                    destination: row.get(3)?,
                    expires_at: row.get(4)?,
                };
                Ok((console, row.get(5)?))
            },
        )
        .optional()
}

fn page(app: &App, console: &Console, account: &str) -> Page<'static> {
    let number =
        console.account.parse::<AccountId>().map_or_else(|_| console.account.clone(), |id| id.grouped());
    let minutes = (console.expires_at - app.now()).div_euclid(60_000);
    let (service, region) = aim(&console.destination);
    let body = html! {
        p .quiet { "With AWS, this would be the console." }
        dl {
            dt { "Account" } dd #account { (account) " (" (number) ")" }
            dt { "Role" } dd #role { (console.role) }
            dt { "Person" } dd #person { (console.person) }
            dt { "Region" } dd #region { (region) }
            dt { "Service" } dd #service { (service) }
            dt { "Destination" } dd #destination { (console.destination) }
            dt { "Time left" } dd #time-left { (minutes / 60) " h " (minutes % 60) " min" }
        }
        p { a href="/start" { "Back to the access portal" } }
    };
    Page::new("Console", body)
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
        for good in ["https://console.aws.amazon.com/", "https://eu-west-1.console.aws.amazon.com/ec2/home"] {
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
