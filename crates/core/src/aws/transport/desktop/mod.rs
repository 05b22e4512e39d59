//! What the desktop says about proxies, where the variables say nothing. Not being there is no error.

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "settings.rs"]
mod system;

use url::Url;

/// The proxies for `url`, the best one first, as addresses or `direct://`; none when nobody says anything. `bus` is
/// the address of the session bus, else the system's own idea of it counts; Linux only.
pub(super) async fn proxies(bus: Option<&str>, url: &Url) -> Vec<String> {
    system::proxies(bus, url).await
}
