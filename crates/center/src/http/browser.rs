//! The two cookies of a browser: which browser it is, and who is signed in there.
//!
//! Rule: opaque, HttpOnly, SameSite=Lax; named after the primary Region's port, since browsers share cookies between the
//! ports of a host: the Regions of one instance share them on purpose, two centers never.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::App;
use crate::grant::SignedIn;
use crate::store::Millis;
use crate::{mint, sign_in};

/// The cookies this server sets.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cookie {
    /// Which browser: binds sign-ins to the browser that began them.
    Browser,
    /// Who is signed in to the portal.
    Person,
    /// Which console is open.
    Console,
}

impl Cookie {
    fn name(self, app: &App) -> String {
        let what = match self {
            Self::Browser => "browser",
            Self::Person => "session",
            Self::Console => "console",
        };
        format!("center_{what}_{}", app.home_port)
    }

    /// Its value in a request.
    pub(super) fn read<'a>(self, app: &App, headers: &'a HeaderMap) -> Option<&'a str> {
        let name = self.name(app);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// Sets it for `seconds`; 0 takes it away.
    pub(super) fn set(self, app: &App, mut response: Response, value: &str, seconds: i64) -> Response {
        let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}", self.name(app));
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// Who is signed in in this browser, if the sign-in is still young enough.
pub(super) fn person(app: &App, headers: &HeaderMap, now: Millis) -> rusqlite::Result<Option<SignedIn>> {
    let Some(cookie) = Cookie::Person.read(app, headers) else { return Ok(None) };
    app.store.read(|connection| sign_in::remembered(connection, cookie, now))
}

/// Begins an interaction in this browser: gives its id, and the browser cookie's value to set when it is new.
pub(super) fn begin(
    app: &App,
    headers: &HeaderMap,
    purpose: &sign_in::Purpose,
    signed_in: Option<SignedIn>,
) -> rusqlite::Result<(String, Option<String>)> {
    let known = Cookie::Browser.read(app, headers).filter(|value| value.starts_with(mint::PREFIX));
    let fresh = known.is_none().then(|| mint::bearer(&*app.entropy));
    let browser = known.or(fresh.as_deref()).unwrap_or_default();
    let id = app.store.write(|transaction| {
        sign_in::begin(transaction, browser, purpose, signed_in, &*app.entropy, app.now())
    })?;
    Ok((id, fresh))
}

/// Sets the browser cookie when [`begin`] made a new one.
pub(super) fn keep(app: &App, response: Response, fresh: Option<&str>) -> Response {
    const YEAR: i64 = 365 * 24 * 3600;
    match fresh {
        Some(value) => Cookie::Browser.set(app, response, value, YEAR),
        None => response,
    }
}
