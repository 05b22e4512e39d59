//! `portico browsers`: which there are, which are chosen, and the profiles that Portico keeps for accounts.
//!
//! Rule: a browser's own files are looked at and never written.

mod choose;
mod list;
mod own;

use clap::{Args, Subcommand};
use portico_core::Result;
use portico_core::catalog::{Catalog, Decreed};
use portico_core::console::browser::{self, BrowserId, Found, Places};
use portico_core::organisation::Organisation;
use portico_core::settings::Settings;

use crate::context::Context;
use crate::exit::Ending;

/// What about browsers; listing them when left out.
#[derive(Args, Debug)]
pub(crate) struct BrowsersArgs {
    #[command(subcommand)]
    verb: Option<BrowsersVerb>,
}

/// Verbs about browsers.
#[derive(Debug, Subcommand)]
enum BrowsersVerb {
    /// List the browsers of this machine with their profiles, and what is chosen (the same as no verb).
    List,
    /// Choose where consoles open, or where one signs in.
    ///
    /// CHOICE is `default`, BROWSER, BROWSER:PROFILE, `container`, `own` or `own-by-role`; behind the last three ` in BROWSER`
    /// names the browser, as in "container in firefox:Work" or "own in chromium". `default` takes the choice back.
    Use(choose::UseArgs),
    /// List the browser profiles that Portico keeps, or remove those of an account.
    Own(own::OwnArgs),
}

/// Runs one of them.
///
/// # Errors
/// When the choice cannot be right or is the organisation's, or a file cannot be read or written.
pub(crate) async fn run(context: &Context, args: BrowsersArgs) -> Result<Ending> {
    match args.verb.unwrap_or(BrowsersVerb::List) {
        BrowsersVerb::List => list::run(context),
        BrowsersVerb::Use(args) => choose::run(context, args).await,
        BrowsersVerb::Own(args) => own::run(context, args).await,
    }
}

/// The browsers of this machine, and the default one where that is known.
fn look(context: &Context) -> Result<(Found, Option<BrowserId>)> {
    let places = Places::of(&context.environment)?;
    let found = browser::find(&places);
    let default = browser::default_browser(&places, &found);
    Ok((found, default))
}

/// The accounts, called as the list calls them.
fn catalog(context: &Context) -> Result<Catalog> {
    let catalog = Catalog::open(&context.home.catalog())?;
    let settings = Settings::load(&context.home)?;
    catalog.decree(Decreed::of(&settings, &Organisation::read(context.home.organisation())));
    Ok(catalog)
}
