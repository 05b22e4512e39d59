//! `portico login`: sign in through the browser, or with a code where there is none.
//!
//! Rule: a session the keychain did not take would be gone with this process, so it counts as a failure; a keychain
//! known to be of no use fails before anybody is sent to a browser.

use std::io::{BufRead, IsTerminal, stdin};

use clap::Args;
use portico_core::engine::{Command, Engine};
use portico_core::organisation::Organisation;
use portico_core::settings::{Portal, PortalName};
use portico_core::view::{Problem, SessionView};
use portico_core::{Code, Error, Result};
use portico_model::Clock;
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
    /// Sign in with a code that you type into a browser on another device, for machines that have none.
    #[arg(long, conflicts_with = "no_browser")]
    use_device_code: bool,
}

/// Signs in and waits for the end of it.
///
/// # Errors
/// When the sign-in fails or is refused, or its session cannot be kept.
pub(crate) async fn run(context: &Context, args: LoginArgs) -> Result<Ending> {
    let portal = context.portal(args.portal.as_deref())?;
    keychain::lasting(context)?;
    let way = Way::of(context, &args);
    let addresses = match (way, context.json) {
        (Way::Browser, _) => Addresses::Browser,
        (Way::Printed | Way::Code, false) => Addresses::Printed,
        (Way::Printed | Way::Code, true) => Addresses::PrintedAsJson,
    };
    let engine = context.engine(Terminal { addresses, ..Terminal::default() }).await?;
    let trouble = view_of(&engine, &portal.name).as_ref().and_then(keychain_trouble);
    // What the keychain has lost, a new sign-in mends.
    if let Some(trouble) = trouble.filter(|trouble| trouble.code() != Code::KeychainItemGone) {
        return Err(trouble);
    }
    if !context.json {
        out::note(&waiting(&portal, way));
    }
    let command = if way == Way::Code { Command::SignInWithCode } else { Command::SignIn };
    tokio::select! {
        ended = engine.run(command(portal.name.clone())) => ended.map(drop).map_err(without_browser)?,
        _ = tokio::signal::ctrl_c() => {
            cancel(&engine, &portal.name, context.json).await;
            return Ok(Ending::Cancelled);
        }
    }
    context.changed().await;
    report(context, &engine, &portal.name)
}

/// How the person signs in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Way {
    /// In the browser that opens.
    Browser,
    /// In one they open themselves, on this machine.
    Printed,
    /// With a code, in a browser anywhere.
    Code,
}

impl Way {
    /// As asked for; over SSH, where no browser of this machine is in sight, a code is offered.
    fn of(context: &Context, args: &LoginArgs) -> Self {
        let environment = &context.environment;
        let has_display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| environment.text(name).is_some());
        let is_remote = environment.text("SSH_CONNECTION").is_some() && !has_display;
        match (args.use_device_code, args.no_browser) {
            (true, _) => Self::Code,
            (false, true) => Self::Printed,
            (false, false) if is_remote && !context.json => Self::offered(context),
            (false, false) => Self::Browser,
        }
    }

    /// Says why, and asks where there is somebody to ask.
    fn offered(context: &Context) -> Self {
        if !Organisation::read(context.home.organisation()).allows_device_code() {
            out::note(
                "This is an SSH session: the sign-in page has to be opened in a browser on this very machine.",
            );
            return Self::Printed;
        }
        out::note(
            "This is an SSH session: a browser on your own computer cannot answer to this machine. You can sign in\n\
             with a code instead, which you type into a browser anywhere.",
        );
        if !stdin().is_terminal() || !out::is_watched() {
            out::note("For that, run: portico login --use-device-code");
            return Self::Printed;
        }
        out::progress("Sign in with a code? [y/N] ");
        let mut answer = String::new();
        let said = stdin().lock().read_line(&mut answer);
        if said.is_ok() && ["y", "yes"].contains(&answer.trim().to_ascii_lowercase().as_str()) {
            Self::Code
        } else {
            Self::Printed
        }
    }
}

/// Without a browser there is still the address.
fn without_browser(error: Error) -> Error {
    if error.code() != Code::DesktopFailed {
        return error;
    }
    let remedy = "Run `portico login --no-browser` and open the address it prints.";
    Error::new(error.code(), error.message().to_owned(), remedy).caused_by(error)
}

fn waiting(portal: &Portal, way: Way) -> String {
    let what = match way {
        Way::Printed => "Open the address below in a browser on this machine and sign in",
        Way::Browser => "Waiting for you to sign in in your browser",
        Way::Code => "Waiting for you to sign in with a code",
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
