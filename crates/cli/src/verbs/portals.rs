//! `portico portals`: which portals there are.

mod add;

use clap::Subcommand;
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
    ///
    /// Without --start-url only what is given changes of a portal that is there.
    Add(add::AddArgs),
    /// List the portals.
    List,
    /// Sign out of a portal and forget everything about it.
    Remove {
        /// The portal's name.
        name: String,
    },
}

#[derive(Serialize)]
struct Row<'a> {
    portal: &'a str,
    start_url: &'a str,
    region: &'a str,
    endpoint: Option<&'a str>,
    also: Vec<String>,
    hosts: &'a str,
    shares_with: Vec<&'a str>,
    shares_sign_in: bool,
}

/// Runs one of them.
///
/// # Errors
/// When the portal or the settings cannot be right, or cannot be written.
pub(crate) async fn run(context: &Context, verb: PortalsVerb) -> Result<Ending> {
    match verb {
        PortalsVerb::Add(args) => add::run(context, &args).await,
        PortalsVerb::List => list(context),
        PortalsVerb::Remove { name } => remove(context, &name).await,
    }
}

fn list(context: &Context) -> Result<Ending> {
    let portals = Settings::load(&context.home)?.portals;
    if context.json {
        out::json(&portals.iter().map(|portal| row(portal, &portals)).collect::<Vec<_>>())?;
    } else if portals.is_empty() {
        out::note("No portal is configured. Add one with `portico portals add`.");
    } else {
        let rows: Vec<Vec<String>> = portals.iter().map(cells).collect();
        let head = ["PORTAL", "START URL", "REGION", "ALSO", "HOSTS", "ENDPOINT"];
        out::line(&table::render(&head, &rows, Style::of(&context.environment)))?;
    }
    Ok(Ending::Done)
}

async fn remove(context: &Context, name: &str) -> Result<Ending> {
    let portal = context.portal(Some(name))?;
    let engine = context.engine(Terminal::default()).await?;
    engine.run(Command::RemovePortal(portal.name.clone())).await?;
    context.changed().await;
    if context.json {
        out::json(&row(&portal, &[]))?;
    } else {
        out::line(&format!("Removed {}, with its session and its list of accounts.", portal.name))?;
    }
    Ok(Ending::Done)
}

/// A portal among those there are.
fn row<'a>(portal: &'a Portal, portals: &'a [Portal]) -> Row<'a> {
    let others = portals.iter().filter(|other| other.shares_with(portal));
    Row {
        portal: portal.name.as_str(),
        start_url: portal.start_url.as_str(),
        region: portal.region.as_str(),
        endpoint: portal.endpoint.as_ref().map(|url| url.as_str().trim_end_matches('/')),
        also: portal.also.iter().map(ToString::to_string).collect(),
        hosts: portal.hosts.as_str(),
        shares_with: others.map(|other| other.name.as_str()).collect(),
        shares_sign_in: portal.shared,
    }
}

fn cells(portal: &Portal) -> Vec<String> {
    let row = row(portal, &[]);
    let hosts = if portal.is_local() { "" } else { row.hosts };
    let (also, endpoint) = (row.also.join(", "), row.endpoint.unwrap_or_default());
    [row.portal, row.start_url, row.region, &also, hosts, endpoint].map(str::to_owned).to_vec()
}
