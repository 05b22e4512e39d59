//! `portico open`: the AWS console of a role.
//!
//! Rule: a link by federation is a secret for 15 minutes; it is shown only to whoever says `--print`.

use clap::Args;
use portico_core::console::{Destination, browser, handoff};
use portico_core::engine::{Command, Engine, Link};
use portico_core::role::RoleKey;
use portico_core::{Error, Result};
use serde::Serialize;
use url::Url;

use crate::args::ChoiceArgs;
use crate::context::{self, Context, Meant};
use crate::exit::Ending;
use crate::out;
use crate::terminal::Terminal;

/// Which console, and how.
#[derive(Args, Debug)]
pub(crate) struct OpenArgs {
    /// The account: its number, its number grouped by dashes, or its name; asked for on a terminal when left out.
    #[arg(conflicts_with = "account_flag")]
    account: Option<String>,
    /// The same, as a flag.
    #[arg(long = "account", id = "account_flag", value_name = "ACCOUNT")]
    account_flag: Option<String>,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// The Region to land in.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Where to land: a service such as ec2, or the https address of a console page.
    #[arg(long, value_name = "SERVICE_OR_URL")]
    destination: Option<String>,
    /// Print the link instead of opening it.
    #[arg(long)]
    print: bool,
    /// Sign the browser in with the role's credentials instead of through the portal.
    #[arg(long)]
    federate: bool,
}

/// Opens the console, or prints its link.
///
/// # Errors
/// When the role is unknown, the destination is none, or no browser opens.
pub(crate) async fn run(context: &Context, args: OpenArgs) -> Result<Ending> {
    let destination = destination(args.destination.as_deref(), args.region.as_deref())?;
    let account = args.account.or(args.account_flag);
    let engine = context.engine(Terminal::default()).await?;
    let meant = context.role_or_pick(&engine, account.as_deref(), &args.choice, "open the console").await?;
    let Meant::Role(key) = meant else { return Ok(Ending::Cancelled) };
    let link = match (args.print, args.federate) {
        (true, federate) => Some(link(&engine, &key, destination, federate).await?),
        (false, true) => {
            federate(&engine, &key, destination).await?;
            None
        }
        (false, false) => {
            engine.run(Command::OpenConsole(key.clone(), destination)).await?;
            None
        }
    };
    report(context, &key, link)
}

fn destination(place: Option<&str>, region: Option<&str>) -> Result<Destination> {
    let region = context::region(region)?;
    match place {
        Some(place) if place.contains("://") => {
            let url = Url::parse(place).map_err(|error| {
                Error::invalid(
                    format!("The destination is not a web address: {error}."),
                    "Give the https address of a console page, or a service such as ec2.",
                )
            })?;
            Ok(Destination { service: None, region, url: Some(url) })
        }
        place => Ok(Destination { service: place.map(str::to_owned), region, url: None }),
    }
}

async fn link(engine: &Engine, key: &RoleKey, destination: Destination, federate: bool) -> Result<String> {
    let command = if federate { Command::FederatedLink } else { Command::ConsoleLink };
    Ok(match engine.run(command(key.clone(), destination)).await?.link()? {
        Link::Open(url) => url.into(),
        Link::Secret(secret) => secret.expose().clone(),
    })
}

async fn federate(engine: &Engine, key: &RoleKey, destination: Destination) -> Result<()> {
    match engine.run(Command::FederatedLink(key.clone(), destination)).await?.link()? {
        Link::Secret(secret) => handoff::open_secretly(secret, &*engine.parts().entropy, browser::open).await,
        Link::Open(url) => browser::open(&url),
    }
}

/// Opens the console of a role where it usually opens.
///
/// # Errors
/// When no browser opens.
pub(crate) async fn plainly(context: &Context, engine: &Engine, key: &RoleKey) -> Result<Ending> {
    engine.run(Command::OpenConsole(key.clone(), Destination::default())).await?;
    report(context, key, None)
}

fn report(context: &Context, key: &RoleKey, link: Option<String>) -> Result<Ending> {
    #[derive(Serialize)]
    struct Opened<'a> {
        #[serde(flatten)]
        key: &'a RoleKey,
        opened: bool,
        url: Option<String>,
    }
    if context.json {
        out::json(&Opened { key, opened: link.is_none(), url: link })?;
    } else if let Some(link) = link {
        out::line(&link)?;
    } else {
        out::note(&format!("Opened the console of {} in account {}.", key.role, key.account.grouped()));
    }
    Ok(Ending::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_is_a_service_or_an_address() {
        let service = destination(Some("ec2"), Some("eu-west-1")).expect("a service");
        assert_eq!((service.service.as_deref(), service.url), (Some("ec2"), None));
        let page = destination(Some("https://console.aws.amazon.com/s3/"), None).expect("an address");
        assert!(page.url.is_some() && page.service.is_none());
        assert!(destination(Some("https://"), None).is_err());
        assert!(destination(None, Some("evil.test/#")).is_err());
    }
}
