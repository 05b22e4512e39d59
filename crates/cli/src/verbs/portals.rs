//! `portico portals`: which portals there are.

use clap::{Args, Subcommand};
use portico_core::Result;
use portico_core::engine::Command;
use portico_core::settings::{Portal, Settings};
use serde::Serialize;

use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};
use crate::terminal::Terminal;

/// Verbs about portals.
#[derive(Debug, Subcommand)]
pub(crate) enum PortalsVerb {
    /// Add a portal, or change the one of the same name.
    Add(AddArgs),
    /// List the portals.
    List,
    /// Sign out of a portal and forget everything about it.
    Remove {
        /// The portal's name.
        name: String,
    },
}

/// A new portal.
#[derive(Args, Debug)]
pub(crate) struct AddArgs {
    /// What you want to call it, such as `work`.
    name: String,
    /// The portal's address, such as https://company.awsapps.com/start.
    #[arg(long, value_name = "URL")]
    start_url: String,
    /// The Region of its Identity Center.
    #[arg(long, value_name = "REGION")]
    region: String,
    /// The address of a local Identity Center, as `portico center` prints it.
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
}

#[derive(Serialize)]
struct Row<'a> {
    portal: &'a str,
    start_url: &'a str,
    region: &'a str,
    endpoint: Option<&'a str>,
}

/// Runs one of them.
///
/// # Errors
/// When the portal or the settings cannot be right, or cannot be written.
pub(crate) async fn run(context: &Context, verb: PortalsVerb) -> Result<Ending> {
    match verb {
        PortalsVerb::Add(args) => add(context, &args).await,
        PortalsVerb::List => list(context),
        PortalsVerb::Remove { name } => remove(context, &name).await,
    }
}

async fn add(context: &Context, args: &AddArgs) -> Result<Ending> {
    let portal = Portal::parse(&args.name, &args.start_url, &args.region, args.endpoint.as_deref())?;
    let engine = context.engine(Terminal::default()).await?;
    engine.run(Command::AddPortal(portal.clone())).await?;
    if context.json {
        out::json(&row(&portal))?;
    } else {
        out::line(&format!("Added {}. Sign in: portico login --portal {}", portal.name, portal.name))?;
    }
    Ok(Ending::Done)
}

fn list(context: &Context) -> Result<Ending> {
    let settings = Settings::load(&context.home)?;
    if context.json {
        out::json(&settings.portals.iter().map(row).collect::<Vec<_>>())?;
    } else if settings.portals.is_empty() {
        out::note("No portal is configured. Add one with `portico portals add`.");
    } else {
        let rows: Vec<Vec<String>> = settings.portals.iter().map(cells).collect();
        let head = ["PORTAL", "START URL", "REGION", "ENDPOINT"];
        out::line(&table::render(&head, &rows, Style::of(&context.environment)))?;
    }
    Ok(Ending::Done)
}

async fn remove(context: &Context, name: &str) -> Result<Ending> {
    let portal = context.portal(Some(name))?;
    let engine = context.engine(Terminal::default()).await?;
    engine.run(Command::RemovePortal(portal.name.clone())).await?;
    if context.json {
        out::json(&row(&portal))?;
    } else {
        out::line(&format!("Removed {}, with its session and its list of accounts.", portal.name))?;
    }
    Ok(Ending::Done)
}

fn row(portal: &Portal) -> Row<'_> {
    Row {
        portal: portal.name.as_str(),
        start_url: portal.start_url.as_str(),
        region: portal.region.as_str(),
        endpoint: portal.endpoint.as_ref().map(|url| url.as_str().trim_end_matches('/')),
    }
}

fn cells(portal: &Portal) -> Vec<String> {
    let row = row(portal);
    [row.portal, row.start_url, row.region, row.endpoint.unwrap_or_default()].map(str::to_owned).to_vec()
}
