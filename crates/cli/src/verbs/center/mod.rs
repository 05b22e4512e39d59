//! `portico center`: a local Identity Center, and its people.

mod code;
mod page;
mod person;
mod serve;
mod visit;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use portico_core::Result;

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
    /// Where to listen: a loopback address; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Keep the company in this folder; it is in memory, and gone at the end, when left out.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Lifetime of an access token, in seconds.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    access_ttl: Option<u32>,
    /// Lifetime of role credentials, in seconds.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    role_ttl: Option<u32>,
    /// From sign-in to the end of the session, in seconds.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    session_ttl: Option<u32>,
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

/// Runs one of them.
///
/// # Errors
/// When the center cannot start, or the visit does not end on a page.
pub(crate) async fn run(context: &Context, args: CenterArgs) -> Result<Ending> {
    match args.verb {
        None => serve::run(context, args.serve).await,
        Some(CenterVerb::Code(args)) => code::run(context, &args),
        Some(CenterVerb::Visit(args)) => tokio::select! {
            ending = visit::run(context, args) => ending,
            _ = tokio::signal::ctrl_c() => Ok(Ending::Cancelled),
        },
    }
}
