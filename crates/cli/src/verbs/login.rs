//! `portico login`: sign in through the browser.
//!
//! Rule: a session the keychain did not take would be gone with this process, so it counts as a failure; a keychain
//! known to be of no use fails before anybody is sent to a browser.

use clap::Args;
use portico_core::engine::{Command, Engine};
use portico_core::settings::{Portal, PortalName};
use portico_core::view::{Problem, SessionView};
use portico_core::{Code, Error, Result};
use serde::Serialize;

use crate::context::{Context, keychain_trouble, signed_in_until, view_of};
use crate::exit::Ending;
use crate::out;
use crate::terminal::{Addresses, Terminal};
use crate::verbs::keychain;
use crate::words::{moment, span};

/// How to sign in.
#[derive(Args, Debug)]
pub(crate) struct LoginArgs {
    /// The portal; may be left out when there is only one.
    #[arg(long, value_name = "NAME")]
    portal: Option<String>,
    /// Print the sign-in address on a line of its own instead of opening a browser. With --json that line is
    /// {"url": ...}, and a second one tells how it ended.
    #[arg(long)]
    no_browser: bool,
}

/// Signs in and waits for the end of it.
///
/// # Errors
/// When the sign-in fails or is refused, or its session cannot be kept.
pub(crate) async fn run(context: &Context, args: LoginArgs) -> Result<Ending> {
    let portal = context.portal(args.portal.as_deref())?;
    keychain::lasting(context)?;
    let addresses = match (args.no_browser, context.json) {
        (false, _) => Addresses::Browser,
        (true, false) => Addresses::Printed,
        (true, true) => Addresses::PrintedAsJson,
    };
    let engine = context.engine(Terminal { addresses }).await?;
    let trouble = view_of(&engine, &portal.name).as_ref().and_then(keychain_trouble);
    // What the keychain has lost, a new sign-in mends.
    if let Some(trouble) = trouble.filter(|trouble| trouble.code() != Code::KeychainItemGone) {
        return Err(trouble);
    }
    if !context.json {
        out::note(&waiting(&portal, args.no_browser));
    }
    tokio::select! {
        ended = engine.run(Command::SignIn(portal.name.clone())) => ended.map(drop).map_err(without_browser)?,
        _ = tokio::signal::ctrl_c() => {
            cancel(&engine, &portal.name, context.json).await;
            return Ok(Ending::Cancelled);
        }
    }
    report(context, &engine, &portal.name)
}

/// Without a browser there is still the address.
fn without_browser(error: Error) -> Error {
    if error.code() != Code::DesktopFailed {
        return error;
    }
    let remedy = "Run `portico login --no-browser` and open the address it prints.";
    Error::new(error.code(), error.message().to_owned(), remedy).caused_by(error)
}

fn waiting(portal: &Portal, no_browser: bool) -> String {
    let what = if no_browser {
        "Open the address below in a browser on this machine and sign in"
    } else {
        "Waiting for you to sign in in your browser"
    };
    format!("{what} to {} ({}). Ctrl-C cancels.", portal.name, portal.start_url.host())
}

async fn cancel(engine: &Engine, portal: &PortalName, json: bool) {
    // The process ends in any case; what is left of the sign-in ends with it.
    drop(engine.run(Command::CancelSignIn(portal.clone())).await);
    let cancelled =
        Error::new(Code::SignInCancelled, "The sign-in was cancelled.", "Start it again: portico login");
    out::failure(&cancelled, json);
}

fn report(context: &Context, engine: &Engine, portal: &PortalName) -> Result<Ending> {
    #[derive(Serialize)]
    struct SignedIn<'a> {
        portal: &'a PortalName,
        state: &'static str,
        until: Option<String>,
    }
    let view = view_of(engine, portal);
    if let Some(SessionView::SignedIn { saved: false, .. }) = view.as_ref().map(|view| &view.session) {
        return Err(not_kept(view.and_then(|view| view.problem)));
    }
    let until = view.and_then(|view| signed_in_until(&view.session));
    if context.json {
        out::json(&SignedIn { portal, state: "signed_in", until: until.map(moment) })?;
    } else {
        let left = until.map(|until| span(until - engine.parts().clock.now().as_second()));
        let left = left.map_or_else(String::new, |left| format!(" for at least {left}"));
        out::line(&format!("Signed in to {portal}{left}."))?;
    }
    Ok(Ending::Done)
}

fn not_kept(problem: Option<Problem>) -> Error {
    let problem = problem.filter(|problem| problem.code.is_of_keychain());
    let (code, remedy) = problem.map_or_else(
        || (Code::KeychainFailed, "See what is wrong with `portico keychain status`.".to_owned()),
        |problem| (problem.code, problem.remedy),
    );
    let message = "You signed in, but the keychain did not take the session, so it is already gone.";
    Error::new(code, message, remedy)
}
