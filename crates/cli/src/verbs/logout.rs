//! `portico logout`: end the session on the server and forget its secrets.

use clap::Args;
use portico_core::Result;
use portico_core::engine::Command;
use portico_core::settings::PortalName;
use portico_core::text::clean;
use portico_core::view::{HeldView, LeftView};
use serde::Serialize;

use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::terminal::Terminal;
use crate::verbs::consoles;
use crate::words::moment;

/// Which portal.
#[derive(Args, Debug)]
pub(crate) struct LogoutArgs {
    /// The portal; may be left out when there is only one.
    #[arg(long, value_name = "NAME")]
    portal: Option<String>,
}

/// Signs out; where nobody is signed in, that is fine too.
///
/// # Errors
/// When the secrets cannot be removed from the keychain.
pub(crate) async fn run(context: &Context, args: LogoutArgs) -> Result<Ending> {
    #[derive(Serialize)]
    struct SignedOut<'a> {
        portal: &'a PortalName,
        state: &'static str,
        /// Credentials that were handed out and that nobody can call back.
        still_valid: Vec<Left>,
        /// Consoles of the portal that are signed in still.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        open_consoles: Vec<Left>,
    }
    #[derive(Serialize)]
    struct Left {
        account: String,
        role: String,
        until: String,
    }
    let portal = context.portal(args.portal.as_deref())?.name;
    let engine = context.engine(Terminal::default()).await?;
    let ended = engine.run(Command::SignOut(portal.clone())).await;
    context.changed().await;
    let left = ended?.signed_out()?;
    let consoles = consoles::of_portal(&engine, &portal).await;
    if context.json {
        let still_valid = left.into_iter();
        let still_valid = still_valid
            .map(|left| Left { account: left.account, role: left.role, until: moment(left.until) })
            .collect();
        let open_consoles = consoles.into_iter();
        let open_consoles = open_consoles
            .map(|open| Left { account: open.account, role: open.role, until: moment(open.until) })
            .collect();
        out::json(&SignedOut { portal: &portal, state: "signed_out", still_valid, open_consoles })?;
        return Ok(Ending::Done);
    }
    out::line(&format!("Signed out of {portal}."))?;
    if !left.is_empty() {
        out::note("Keys that were handed out stay valid; AWS offers no way to call them back:");
        for LeftView { name, role, until, .. } in &left {
            out::note(&clean(&format!("  {name} / {role} until {}", moment(*until)), 200));
        }
    }
    if !consoles.is_empty() {
        out::note(
            "Consoles stay signed in until their time is over; `portico consoles sign-out` ends them before:",
        );
        for HeldView { name, role, until, .. } in &consoles {
            out::note(&clean(&format!("  {name} / {role} until {} at the latest", moment(*until)), 200));
        }
    }
    Ok(Ending::Done)
}
