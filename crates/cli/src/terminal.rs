//! The desktop as a terminal has it: a browser perhaps, a line of progress, no tray.

use std::io::{BufRead as _, IsTerminal as _, stdin};

use portico_core::console::browser;
use portico_core::engine::{Cause, Event, Shell};
use portico_core::notice::Notice;
use portico_core::settings::PortalName;
use portico_core::tray::Menu;
use portico_core::view::SessionView;
use portico_core::{Code, Error, Result};
use portico_model::Secret;
use serde::Serialize;
use url::Url;

use crate::out;
use crate::words::moment;

/// How the engine's wishes are met.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Terminal {
    /// What becomes of addresses.
    pub(crate) addresses: Addresses,
    /// What is said of what goes on.
    pub(crate) talk: Talk,
}

/// What is said of what goes on.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Talk {
    /// What the person waits for.
    #[default]
    Usual,
    /// And who asks an endpoint.
    OfTools,
    /// Nothing: the terminal is another program's.
    Silent,
}

/// What becomes of an address that is to be opened.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Addresses {
    /// The person's browser opens it.
    #[default]
    Browser,
    /// It is printed on a line of its own.
    Printed,
    /// It is printed as `{"url": ...}` on a line of its own.
    PrintedAsJson,
}

/// Whether there is a person to ask: at a terminal, and with no program reading the answer.
pub(crate) fn may_ask(json: bool) -> bool {
    !json && stdin().is_terminal() && out::is_watched()
}

/// What the person types, without the blanks around it; `None` when that is nothing.
pub(crate) fn ask(question: &str) -> Option<String> {
    out::progress(question);
    let mut answer = String::new();
    let read = stdin().lock().read_line(&mut answer);
    let answer = answer.trim();
    (read.is_ok() && !answer.is_empty()).then(|| answer.to_owned())
}

impl Shell for Terminal {
    fn open_url(&self, url: &Url) -> Result<()> {
        #[derive(Serialize)]
        struct Address<'a> {
            url: &'a Url,
        }
        match self.addresses {
            Addresses::Browser => {
                browser::open(url)?;
                // A launcher may fail after it was started, and nobody would know where to go.
                if url.path() == portico_model::oidc::AUTHORIZE_PATH {
                    out::note(&format!("If no browser opens, go to {url}"));
                }
                Ok(())
            }
            Addresses::Printed => out::line(url.as_str()),
            Addresses::PrintedAsJson => out::json(&Address { url }),
        }
    }

    fn shows_addresses(&self) -> bool {
        self.addresses != Addresses::Browser
    }

    fn copy(&self, _text: &Secret) -> Result<()> {
        Err(Error::new(
            Code::DesktopFailed,
            "The command line has no clipboard.",
            "Print the credentials instead: portico env",
        ))
    }

    fn notify(&self, _notice: &Notice) {}

    fn draw_tray(&self, _menu: &Menu) {}

    fn publish(&self, event: &Event) {
        if self.talk == Talk::Silent || !out::is_watched() && !matches!(event.cause, Cause::CodeShown(_)) {
            return;
        }
        match &event.cause {
            Cause::ListingProgressed(portal) => {
                let view = event.snapshot.portals.iter().find(|view| view.name == portal.as_str());
                if let Some(progress) = view.and_then(|view| view.progress) {
                    let slowed = if progress.paced { ", slowed down by the portal" } else { "" };
                    out::progress(&format!(
                        "Listing {portal}: {} of {} accounts{slowed}",
                        progress.done, progress.total
                    ));
                }
            }
            Cause::Listed(_) | Cause::Reachability(_) | Cause::SessionEnded(_) => out::progress(""),
            Cause::CodeShown(portal) => self.show_code(event, portal),
            Cause::Served(key) if self.talk == Talk::OfTools => {
                let serving = event.snapshot.serving.iter().find(|serving| serving.role == key.role.as_str());
                let by = serving.and_then(|serving| serving.asked_by.as_deref()).unwrap_or("a program");
                out::note(&format!("Asked by {by}."));
            }
            Cause::Served(_) => {}
            Cause::Started
            | Cause::PortalsChanged
            | Cause::SignInWanted(_)
            | Cause::ClockChanged
            | Cause::SettingsChanged
            | Cause::SignInStarted(..)
            | Cause::SignedIn(_)
            | Cause::SignInEnded(_)
            | Cause::SignedOut(_)
            | Cause::Renewed(_)
            | Cause::EndingSoon(_)
            | Cause::ChangedElsewhere(_)
            | Cause::ConsoleOpened(_)
            | Cause::ConsolesSignedOut
            | Cause::CredentialsUsed(_)
            | Cause::ProfileExported(_)
            | Cause::ProfilesWritten
            | Cause::ServingChanged
            | Cause::Labelled(_)
            | Cause::ChangesSeen
            | Cause::AccessAwaited(_)
            | Cause::AccessArrived(..)
            | Cause::Moved => {}
        }
    }
}

impl Terminal {
    /// Prints the code to sign in with, and what everybody should know about such codes.
    fn show_code(self, event: &Event, portal: &PortalName) {
        #[derive(Serialize)]
        struct Shown<'a> {
            code: &'a str,
            page: &'a str,
            until: String,
        }
        let view = event.snapshot.portals.iter().find(|view| view.name == portal.as_str());
        let Some(SessionView::AwaitingCode { code, page, until }) = view.map(|view| &view.session) else {
            return;
        };
        if self.addresses == Addresses::PrintedAsJson {
            // Nobody is left to read it when stdout is closed; the sign-in then ends by itself.
            drop(out::json(&Shown { code, page, until: moment(*until) }));
            return;
        }
        out::note(&format!(
            "\n  On any device, open  {page}\n  and type the code    {code}\n\n\
             Only go on if you started this yourself, here: whoever gets you to type a code they sent you\n\
             is signed in as you. Nobody at AWS or in your company will ask for it. Ctrl-C cancels.\n"
        ));
    }
}
