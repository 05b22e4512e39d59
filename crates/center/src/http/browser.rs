//! The cookies of a browser: which browser it is, who is signed in there, and which consoles it has open.
//!
//! Rule: opaque, HttpOnly, SameSite=Lax; a console under a label has a cookie of its own, sent to its path only. They are named after the primary Region's port, since browsers share cookies between the
//! ports of a host: the Regions of one instance share them on purpose, two centers never.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::App;
use crate::grant::SignedIn;
use crate::store::Millis;
use crate::{mint, sign_in};

/// The cookies this server sets.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cookie<'a> {
    /// Which browser: binds sign-ins and consoles to the browser that began them.
    Browser,
    /// Who is signed in to the portal.
    Person,
    /// Which console is open, without multi-session.
    Console,
    /// The same for the console under this label.
    Labelled(&'a str),
}

impl Cookie<'_> {
    fn name(self, app: &App) -> String {
        let what = match self {
            Self::Browser => "browser",
            Self::Person => "session",
            Self::Console => "console",
            Self::Labelled(label) => &format!("console_{label}"),
        };
        format!("center_{what}_{}", app.home_port)
    }

    fn path(self) -> String {
        match self {
            Self::Browser | Self::Person | Self::Console => "/".to_owned(),
            Self::Labelled(label) => format!("/console/{label}"),
        }
    }

    /// Its value in a request.
    pub(super) fn read<'h>(self, app: &App, headers: &'h HeaderMap) -> Option<&'h str> {
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
        let (name, path) = (self.name(app), self.path());
        let cookie = format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax; Max-Age={seconds}");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// The browser that asks, known by its cookie. One that comes for the first time gets the cookie with the answer.
#[derive(Debug)]
pub(super) struct Visitor {
    /// The cookie's value.
    pub(super) value: String,
    is_new: bool,
}

impl Visitor {
    /// Who sent `headers`.
    pub(super) fn of(app: &App, headers: &HeaderMap) -> Self {
        match Cookie::Browser.read(app, headers).filter(|value| value.starts_with(mint::PREFIX)) {
            Some(known) => Self { value: known.to_owned(), is_new: false },
            None => Self { value: mint::bearer(&*app.entropy), is_new: true },
        }
    }

    /// Gives the browser its cookie, if it is new.
    pub(super) fn keep(&self, app: &App, response: Response) -> Response {
        keep(app, response, self.is_new.then_some(self.value.as_str()))
    }

    /// What a form of the consoles' pages must carry: only who can read the cookie can make it.
    pub(super) fn form_token(&self) -> String {
        mint::digest(&format!("console {}", self.value))
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
    let Visitor { value, is_new } = Visitor::of(app, headers);
    let id = app.store.write(|transaction| {
        sign_in::begin(transaction, &value, purpose, signed_in, &*app.entropy, app.now())
    })?;
    Ok((id, is_new.then_some(value)))
}

/// Sets the browser cookie when [`begin`] made a new one.
pub(super) fn keep(app: &App, response: Response, fresh: Option<&str>) -> Response {
    const YEAR: i64 = 365 * 24 * 3600;
    match fresh {
        Some(value) => Cookie::Browser.set(app, response, value, YEAR),
        None => response,
    }
}
