//! Linux: every desktop's lock screen says `ActiveChanged` on the session bus, each in the name of an interface of its own.
//! Source: the Idle Inhibition Service draft of freedesktop.org, and the lock screens of GNOME, KDE, MATE, Cinnamon and Xfce.

use futures_util::StreamExt as _;
use zbus::connection::Builder;
use zbus::{Connection, MatchRule, MessageStream, message::Type};

use super::not_told;
use crate::disk::Environment;
use crate::error::Result;

const SIGNAL: &str = "ActiveChanged";
/// How the name of such an interface ends.
const INTERFACE: &str = ".ScreenSaver";

/// Waits for the screen to be locked.
#[derive(Debug)]
pub(in crate::serve) struct Watch(MessageStream);

impl Watch {
    /// Listens from now on.
    ///
    /// # Errors
    /// When there is no session bus.
    pub(in crate::serve) async fn begin(environment: &Environment) -> Result<Self> {
        let listening = async {
            let connection = match environment.text("DBUS_SESSION_BUS_ADDRESS") {
                Some(address) => Builder::address(address)?.build().await?,
                None => Connection::session().await?,
            };
            let rule = MatchRule::builder().msg_type(Type::Signal).member(SIGNAL)?.build();
            MessageStream::for_match_rule(rule, &connection, None).await
        };
        listening.await.map(Self).map_err(|error: zbus::Error| not_told(&format!("{error}")))
    }

    /// Returns once it is locked; never when the bus goes away, as it does with the desktop.
    pub(in crate::serve) async fn locked(mut self) {
        while let Some(message) = self.0.next().await {
            let Ok(message) = message else { continue };
            let header = message.header();
            let is_screen = header.interface().is_some_and(|name| name.as_str().ends_with(INTERFACE));
            if is_screen && message.body().deserialize::<bool>().unwrap_or(false) {
                return;
            }
        }
        std::future::pending::<()>().await;
    }
}
