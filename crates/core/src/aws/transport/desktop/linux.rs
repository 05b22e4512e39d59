//! Linux: the desktop portal's `ProxyResolver`, which reads GNOME's or KDE's settings and runs their PAC files.
//! Source: the xdg-desktop-portal documentation, `org.freedesktop.portal.ProxyResolver`, version 1.

use url::Url;
use zbus::Connection;
use zbus::connection::Builder;

const SERVICE: &str = "org.freedesktop.portal.Desktop";
const OBJECT: &str = "/org/freedesktop/portal/desktop";
const INTERFACE: &str = "org.freedesktop.portal.ProxyResolver";

pub(super) async fn proxies(bus: Option<&str>, url: &Url) -> Vec<String> {
    match ask(bus, url).await {
        Ok(proxies) => proxies,
        Err(error) => {
            tracing::debug!(%error, "the desktop names no proxy");
            Vec::new()
        }
    }
}

/// The connection ends with the question: it comes once a minute at most.
async fn ask(bus: Option<&str>, url: &Url) -> zbus::Result<Vec<String>> {
    let connection: Connection = match bus {
        Some(address) => Builder::address(address)?.build().await?,
        None => Connection::session().await?,
    };
    // A script for proxies decides by the host; it need not see what is asked there.
    let target = url.origin().ascii_serialization();
    let reply =
        connection.call_method(Some(SERVICE), OBJECT, Some(INTERFACE), "Lookup", &(target.as_str(),)).await?;
    reply.body().deserialize()
}
