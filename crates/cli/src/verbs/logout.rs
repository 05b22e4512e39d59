//! `portico logout`: end the session on the server and forget its secrets.

use clap::Args;
use portico_core::Result;
use portico_core::engine::Command;
use portico_core::settings::PortalName;
use serde::Serialize;

use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::terminal::Terminal;

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
    }
    let portal = context.portal(args.portal.as_deref())?.name;
    let engine = context.engine(Terminal::default()).await?;
    engine.run(Command::SignOut(portal.clone())).await?;
    if context.json {
        out::json(&SignedOut { portal: &portal, state: "signed_out" })?;
    } else {
        out::line(&format!("Signed out of {portal}."))?;
    }
    Ok(Ending::Done)
}
