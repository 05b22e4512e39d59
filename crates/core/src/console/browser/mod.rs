//! The browsers of this machine: which there are, which opens what, and how far apart from the rest.
//!
//! Rules: only https, or http to a loopback literal; the canonical text of a parsed address, so that nothing of it can
//! mean something to a launcher. No launcher here is a shell: the `open` crate never uses `cmd /c start`. A browser's own files
//! are read and never written; what Portico keeps for a browser is in folders of its own ([`own`]).

mod address;
mod choice;
mod chromium;
mod containers;
mod dress;
mod find;
mod firefox;
mod identities;
mod ini;
mod known;
mod launch;
mod outing;
pub mod own;
mod places;
mod read;
mod start;
#[cfg(test)]
mod tests;

use url::{Host, Url};

pub use address::Public;
pub use choice::{Apart, BrowserId, Choice, Choices, fixed_choice};
pub use containers::Extension;
pub use dress::Look;
pub use find::{Browser, Found, Profile, Skipped, Way, default_browser, find};
pub use identities::{MOST_IDENTITIES, Opened, Place, Room, identities, room};
pub use known::{Family, KNOWN, Known, System};
pub use launch::{Isolation, Launch, check_own, container_extension, plan};
pub use outing::{Outing, Visit, browser_for};
pub use places::Places;
pub use start::start;

use crate::error::{Code, Error, Result};
use crate::harden;

/// Opens `url` in the browser of the person's choice and does not wait for it.
///
/// # Errors
/// When the address is of another kind, or no browser could be started.
pub fn open(url: &Url) -> Result<()> {
    check(url)?;
    harden::as_the_person(|| open::that_detached(url.as_str())).map_err(|error| {
        Error::new(
            Code::DesktopFailed,
            format!("No browser could be opened: {error}."),
            "Choose a default browser in the system's settings, or have `portico` print the link (--print, --no-browser).",
        )
        .caused_by(error)
    })
}

/// Parses an address and checks that it may be opened.
///
/// # Errors
/// When it is no address, or one of another kind. The error does not repeat it, for it may be a secret.
pub(super) fn checked(text: &str) -> Result<Url> {
    let url = Url::parse(text)
        .map_err(|error| Error::internal("What was to be opened is not a web address.").caused_by(error))?;
    check(&url)?;
    Ok(url)
}

fn check(url: &Url) -> Result<()> {
    let loopback = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    };
    let bare = url.username().is_empty() && url.password().is_none();
    let kind = match url.scheme() {
        "https" => url.has_host(),
        "http" => loopback,
        _ => false,
    };
    if kind && bare {
        return Ok(());
    }
    let host = url.host_str().unwrap_or("no host");
    Err(Error::invalid(
        format!(
            "Portico does not open {} addresses such as that of {}.",
            url.scheme(),
            crate::text::clean(host, 80)
        ),
        "Only https addresses are opened.",
    ))
}
