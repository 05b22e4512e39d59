//! The one place that opens the person's browser.
//!
//! Rule: only https, or http to a loopback literal; the canonical text of a parsed address, so that nothing of it can
//! mean something to a launcher. No launcher here is a shell: the `open` crate never uses `cmd /c start`.

use url::{Host, Url};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a10_only_https_and_loopback_literals_are_opened() {
        for good in [
            "https://securecart.awsapps.com/start/#/console?account_id=1",
            "http://127.0.0.1:8400/start/",
            "http://[::1]:8400/",
        ] {
            assert!(checked(good).is_ok(), "{good}");
        }
        for bad in [
            "http://localhost:8400/",
            "http://example.com/",
            "http://127.0.0.1.evil.test/",
            "http://10.0.0.1/",
            "https://user@aws.amazon.com/",
            "https://user:x@aws.amazon.com/",
            "http://a@127.0.0.1/",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "ms-settings:privacy",
            "-version",
            "",
        ] {
            assert!(checked(bad).is_err(), "{bad}");
        }
        let error = checked("http://evil.test/?SigninToken=secret").expect_err("plain http");
        assert!(!error.message().contains("secret"), "{error}");
    }
}
