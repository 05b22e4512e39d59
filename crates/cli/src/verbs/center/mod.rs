//! `portico center`: a local Identity Center, and its people.

mod change;
mod code;
mod control;
mod outage;
mod page;
mod person;
mod serve;
mod visit;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use portico_center::{MOST_ROLES, Rotation};
use portico_core::Result;

use self::change::ChangeVerb;
use self::control::ControlArgs;
use crate::context::Context;
use crate::exit::Ending;

/// A center to run, or something to do as one of its people.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct CenterArgs {
    #[command(subcommand)]
    verb: Option<CenterVerb>,
    #[command(flatten)]
    serve: ServeArgs,
}

/// What the people of a center do.
#[derive(Debug, Subcommand)]
enum CenterVerb {
    /// Open an address of a center in a person's browser, sign in where it asks, and print where that ends.
    Visit(VisitArgs),
    /// Print a person's current one-time code.
    Code(CodeArgs),
    /// Switch a Region of a running center off, or on again, to see what becomes of those who use it.
    Outage(OutageArgs),
    #[command(flatten)]
    Change(ChangeVerb),
}

/// How a center runs.
#[derive(Args, Debug)]
struct ServeArgs {
    /// Run the demo company, SecureCart (the only company there is so far).
    #[arg(long)]
    demo: bool,
    /// How many accounts the company has; its six when left out.
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=100_000))]
    accounts: Option<usize>,
    /// How many roles Otto of SecureCart's operations has in each account; when left out one in each of the six, and one
    /// to seven in each further one.
    #[arg(long, value_name = "M", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=MOST_ROLES as u64))]
    roles: Option<usize>,
    /// Where to listen: a loopback address; port 0 takes a free one. Regions added by --also take the ports that follow
    /// a named one, in their order.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// An additional Region of the same Identity Center, beside eu-west-1, which stays the primary one; may be given up
    /// to five times. Each Region listens on a port of its own, and what one gave out is good in all.
    #[arg(long, value_name = "REGION")]
    also: Vec<String>,
    /// Keep the company in this folder, of one center at a time; it is in memory, and gone at the end, when left out.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Lifetime of an access token, in seconds; it never outlives the session.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    access_ttl: Option<u32>,
    /// Lifetime of role credentials, in seconds.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    role_ttl: Option<u32>,
    /// From sign-in to the end of the session, in seconds.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    session_ttl: Option<u32>,
    /// How refresh tokens age: reusable ones are good until the session ends; with grace a used one is taken for 30 more
    /// seconds; with strict a second use ends the session.
    #[arg(long, value_name = "MODE", default_value = "reusable", value_parser = rotation())]
    rotation: Rotation,
    /// Requests of the portal's API per second before it throttles; unlimited when left out.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    quota: Option<u32>,
    /// Delay of every answer, in milliseconds.
    #[arg(long, value_name = "MS")]
    latency: Option<u32>,
    /// Rows on a page when a client does not say.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    page_size: Option<u32>,
}

/// A visit.
#[derive(Args, Debug)]
struct VisitArgs {
    /// The address; of this machine only.
    url: String,
    /// Who visits: a user name of the demo company.
    #[arg(long = "as", value_name = "PERSON")]
    person: String,
    /// Refuse when an application asks for access.
    #[arg(long)]
    deny: bool,
}

/// Whose code.
#[derive(Args, Debug)]
struct CodeArgs {
    /// A user name of the demo company.
    #[arg(long = "as", value_name = "PERSON")]
    person: String,
}

/// An outage.
#[derive(Args, Debug)]
struct OutageArgs {
    /// The Region to switch off.
    region: String,
    /// Switch the Region on again.
    #[arg(long)]
    end: bool,
    #[command(flatten)]
    control: ControlArgs,
}

fn rotation() -> impl TypedValueParser<Value = Rotation> {
    PossibleValuesParser::new(Rotation::ALL.map(Rotation::as_str)).map(|said| {
        // Only the names above get this far.
        Rotation::ALL.into_iter().find(|mode| mode.as_str() == said).unwrap_or_default()
    })
}

/// Runs one of them.
///
/// # Errors
/// When the center cannot start, or the visit does not end on a page.
pub(crate) async fn run(context: &Context, args: CenterArgs) -> Result<Ending> {
    match args.verb {
        None => serve::run(context, args.serve).await,
        Some(CenterVerb::Code(args)) => code::run(context, &args),
        Some(CenterVerb::Outage(args)) => outage::run(context, args).await,
        Some(CenterVerb::Change(verb)) => change::run(context, verb).await,
        Some(CenterVerb::Visit(args)) => tokio::select! {
            ending = visit::run(context, args) => ending,
            _ = tokio::signal::ctrl_c() => Ok(Ending::Cancelled),
        },
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use crate::args::Cli;

    fn is_understood(line: &str) -> bool {
        Cli::try_parse_from(std::iter::once("portico").chain(line.split(' '))).is_ok()
    }

    #[test]
    fn how_a_center_runs_is_understood() {
        for line in [
            "center --demo --rotation reusable",
            "center --demo --accounts 10000 --roles 8",
            "center --demo --rotation grace --access-ttl 1 --role-ttl 1 --session-ttl 1",
            "center --demo --rotation strict --also us-east-1 --also ap-southeast-2 --listen 127.0.0.1:8400",
            "center outage eu-west-1",
            "center outage us-east-1 --end --center http://127.0.0.1:40123 --json",
            "center assign --group SecureCart-Support --account Dev --role OnCall",
            "center unassign --group SecureCart-Support --account Dev --role OnCall --json",
            "center rename Dev Renamed --center http://127.0.0.1:40123",
            "center rename 384925016173 -dash",
            "center rename Dev --no-name",
            "center create-account Sandbox --account 000000000001",
            "center close-account Sandbox",
            "center quota 1",
            "center quota",
        ] {
            assert!(is_understood(line), "{line}");
        }
        for line in [
            "center --demo --rotation sometimes",
            "center --demo --rotation",
            "center --demo --also",
            "center --demo --access-ttl 0",
            "center --demo --roles 0",
            "center --demo --roles 51",
            "center outage",
            "center outage eu-west-1 us-east-1",
            "center --demo outage eu-west-1",
            "center assign --account Dev --role OnCall",
            "center rename Dev",
            "center rename Dev Renamed --no-name",
            "center quota 0",
        ] {
            assert!(!is_understood(line), "{line}");
        }
    }
}
