//! `portico consoles`: which consoles are open and until when, and signing out of them.
//!
//! Rule: AWS signs a whole browser, profile or container out; who else is signed out with it is said.

use clap::{Args, Subcommand};
use portico_core::console::browser::Place;
use portico_core::engine::{Command, Engine};
use portico_core::settings::PortalName;
use portico_core::text::clean;
use portico_core::view::{HeldView, OpenedView};
use portico_core::{Code, Error, Result};
use serde::Serialize;

use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};
use crate::terminal::Terminal;
use crate::words::moment;

/// What about them; listing them when left out.
#[derive(Args, Debug)]
pub(crate) struct ConsolesArgs {
    #[command(subcommand)]
    verb: Option<ConsolesVerb>,
}

/// Verbs about open consoles.
#[derive(Debug, Subcommand)]
enum ConsolesVerb {
    /// List those that Portico opened and that are signed in still (the same as no verb).
    List,
    /// Sign out of them: AWS signs out of every console of the same browser, profile or container.
    SignOut(SignOutArgs),
}

/// Of which.
#[derive(Args, Debug)]
struct SignOutArgs {
    /// Where a console of this account is open, by number or name; of all of them when left out.
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Where one of this portal is open.
    #[arg(long, value_name = "NAME")]
    portal: Option<String>,
}

/// One console. The keys are API.
#[derive(Serialize)]
struct Row<'a> {
    portal: &'a str,
    account: &'a str,
    name: &'a str,
    role: &'a str,
    /// When its session ends, at the latest.
    until: String,
    /// What it shares its session with.
    place: &'a str,
    /// That for people.
    browser: String,
}

/// Runs one of them.
///
/// # Errors
/// When nothing of that is open, or the browser is gone.
pub(crate) async fn run(context: &Context, args: ConsolesArgs) -> Result<Ending> {
    let engine = context.engine(Terminal::default()).await?;
    match args.verb.unwrap_or(ConsolesVerb::List) {
        ConsolesVerb::List => list(context, &engine.clocks().await?.consoles)?,
        ConsolesVerb::SignOut(args) => sign_out(context, &engine, &args).await?,
    }
    Ok(Ending::Done)
}

/// The consoles of a portal that are signed in still. That it cannot be told is no reason not to go on.
pub(crate) async fn of_portal(engine: &Engine, portal: &PortalName) -> Vec<HeldView> {
    let places = engine.clocks().await.map(|clocks| clocks.consoles).unwrap_or_default();
    let open = places.into_iter().flat_map(|place| place.open);
    open.filter(|one| one.portal == portal.as_str()).collect()
}

fn list(context: &Context, places: &[OpenedView]) -> Result<()> {
    let rows: Vec<Row<'_>> = places.iter().flat_map(rows).collect();
    if context.json {
        return out::json(&rows);
    }
    if rows.is_empty() {
        out::note("No console that Portico opened is signed in.");
        return Ok(());
    }
    let head = ["ACCOUNT", "NAME", "ROLE", "PORTAL", "UNTIL", "IN"];
    let cell = |text: &str| clean(text, 200);
    let cells = rows.iter().map(|row| {
        vec![
            row.account.to_owned(),
            cell(row.name),
            cell(row.role),
            row.portal.to_owned(),
            row.until.clone(),
            cell(&row.browser),
        ]
    });
    out::line(&table::render(&head, &cells.collect::<Vec<_>>(), Style::of(&context.environment)))
}

async fn sign_out(context: &Context, engine: &Engine, args: &SignOutArgs) -> Result<()> {
    let mut places = engine.clocks().await?.consoles;
    places.retain(|place| place.open.iter().any(|one| is_meant(one, args)));
    if places.is_empty() {
        return Err(Error::new(
            Code::NotFound,
            "No such console that Portico opened is signed in.",
            "See what is open with `portico consoles`.",
        ));
    }
    for place in &places {
        engine.run(Command::SignOutOfConsoles(Place::kept(&place.place))).await?;
        if !context.json {
            let named = |one: &HeldView| format!("{} in {}", one.role, one.name);
            let names: Vec<String> = place.open.iter().map(named).collect();
            let words = format!("Sent {} to sign out: {}.", place.called, names.join(", "));
            out::line(&clean(&words, 1000))?;
        }
    }
    context.changed().await;
    if context.json { out::json(&places.iter().flat_map(rows).collect::<Vec<_>>()) } else { Ok(()) }
}

fn is_meant(one: &HeldView, args: &SignOutArgs) -> bool {
    let is_account = args.account.as_deref().is_none_or(|wanted| {
        wanted.replace('-', "") == one.account || wanted.trim().to_lowercase() == one.name.to_lowercase()
    });
    is_account && args.portal.as_deref().is_none_or(|portal| one.portal == portal)
}

fn rows(place: &OpenedView) -> impl Iterator<Item = Row<'_>> {
    place.open.iter().map(|one| Row {
        portal: &one.portal,
        account: &one.account,
        name: &one.name,
        role: &one.role,
        until: moment(one.until),
        place: &place.place,
        browser: place.called.to_string(),
    })
}
