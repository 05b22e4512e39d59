//! `portico portals add`: what is not told is found out, and what cannot be found is asked for.
//!
//! Rules: only a person at a terminal is asked; a host that is none of AWS's is confirmed by typing it, letter by letter;
//! a portal that is there keeps what is not told anew, unless a start URL is given: then it is all told anew.

use clap::Args;
use clap::builder::BoolishValueParser;
use portico_core::discover::{self, Found};
use portico_core::engine::{Command, Engine};
use portico_core::error::Problem;
use portico_core::settings::{Portal, Settings, Site, unknown_host};
use portico_core::{Error, Result};
use portico_model::{Partition, StartUrl};

use super::row;
use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::terminal::{self, Terminal};

/// A new portal, or what changes of one.
#[derive(Args, Debug)]
pub(crate) struct AddArgs {
    /// What you want to call it, such as `work`.
    name: String,
    /// The portal's address, any link into it, its host, or your company's short name.
    #[arg(long, value_name = "URL")]
    start_url: Option<String>,
    /// The Region of its Identity Center; found out when left out.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// An additional Region of a multi-Region Identity Center, in the order they are tried (may be repeated). For a local
    /// Identity Center with its address: REGION=http://127.0.0.1:PORT.
    #[arg(long, value_name = "REGION[=URL]")]
    also: Vec<String>,
    /// Which of AWS's hosts: standard, dual-stack, fips or fips-dual-stack.
    #[arg(long, value_name = "HOSTS")]
    hosts: Option<String>,
    /// Confirm the host of a start URL that is none of AWS's.
    #[arg(long, value_name = "HOST")]
    confirm_host: Option<String>,
    /// Let the AWS CLI and the SDKs use this portal's sign-in, through `~/.aws/sso/cache`: its access token then lies there in
    /// plain text, for every program of yours to read. Off unless you turn it on.
    #[arg(long, value_name = "on|off", value_parser = BoolishValueParser::new(), hide_possible_values = true)]
    share_sign_in: Option<bool>,
    /// The address of a local Identity Center, as `portico center` prints it.
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
}

/// Adds it.
///
/// # Errors
/// When a part cannot be right or is missing, the host is not confirmed, or the settings cannot be written.
pub(super) async fn run(context: &Context, args: &AddArgs) -> Result<Ending> {
    let known = Settings::load(&context.home)?.portals;
    let name = args.name.parse()?;
    let there = known.iter().find(|portal| portal.name == name);
    let engine = context.engine(Terminal::default()).await?;
    let portal = match there.filter(|_| args.start_url.is_none()) {
        Some(there) => changed(context, args, there)?,
        None => anew(context, args, &engine, &known).await?,
    };
    let Some(portal) = portal else {
        out::note("Nothing was added.");
        return Ok(Ending::Cancelled);
    };
    engine.run(Command::AddPortal(portal.clone())).await?;
    context.changed().await;
    report(context, &portal, there.is_some(), &known)
}

/// A portal that is there, with what was told. `None`: a question was not answered.
fn changed(context: &Context, args: &AddArgs, there: &Portal) -> Result<Option<Portal>> {
    let region = args.region.as_deref().unwrap_or(there.region.as_str());
    let endpoint = args.endpoint.as_deref().or_else(|| there.endpoint.as_ref().map(|url| url.as_str()));
    let portal = Portal::parse(&args.name, there.start_url.as_str(), region, endpoint)?;
    let also = if args.also.is_empty() { there.also.clone() } else { sites(&args.also)? };
    let hosts = args.hosts.as_deref().map_or(Ok(there.hosts), str::parse)?;
    let portal = portal.with_regions(also)?.with_hosts(hosts)?;
    let shared = args.share_sign_in.unwrap_or(there.shared);
    let portal = Portal { host_confirmed: there.host_confirmed, shared, ..portal };
    confirmed(context, args, portal, None)
}

/// A portal that is told of for the first time, or anew. `None`: a question was not answered.
async fn anew(
    context: &Context,
    args: &AddArgs,
    engine: &Engine,
    known: &[Portal],
) -> Result<Option<Portal>> {
    let Some(text) = address(context, args)? else { return Ok(None) };
    let asked = StartUrl::pasted(&text)?;
    // Nobody is asked about what is known already.
    let is_settled = args.endpoint.is_some() || asked.is_aws_host();
    let (start_url, region) = match &args.region {
        Some(region) if is_settled => (asked.clone(), region.clone()),
        Some(_) | None => {
            let transport = &engine.parts().transport;
            let found = discover::portal(transport, &text, args.endpoint.as_deref(), known).await?;
            let Some(region) = region(context, args, &found)? else { return Ok(None) };
            (found.start_url().clone(), region)
        }
    };
    let portal = Portal::parse(&args.name, start_url.as_str(), &region, args.endpoint.as_deref())?;
    let hosts = args.hosts.as_deref().map(str::parse).transpose()?.unwrap_or_default();
    let portal = portal.with_regions(sites(&args.also)?)?.with_hosts(hosts)?;
    let portal = Portal { shared: args.share_sign_in.unwrap_or_default(), ..portal };
    confirmed(context, args, portal, Some(&asked))
}

fn sites(also: &[String]) -> Result<Vec<Site>> {
    also.iter().map(|site| site.parse()).collect()
}

fn address(context: &Context, args: &AddArgs) -> Result<Option<String>> {
    match &args.start_url {
        Some(text) => Ok(Some(text.clone())),
        None if terminal::may_ask(context.json) => {
            Ok(terminal::ask("The portal's start URL, or your company's short name: "))
        }
        None => Err(Error::invalid(
            format!("There is no portal called {} to change, and no start URL of a new one.", args.name),
            "Add --start-url with the portal's address or your company's short name.",
        )),
    }
}

/// The Region told, found or asked for.
fn region(context: &Context, args: &AddArgs, found: &Found) -> Result<Option<String>> {
    let quiet = context.json;
    if let Some(portal) = found.leads_to.as_ref().filter(|_| !quiet) {
        out::note(&format!("{} leads to {portal}, which is what Portico keeps.", found.asked.host()));
    }
    match (&args.region, &found.region, &found.problem) {
        (Some(told), ..) => Ok(Some(told.clone())),
        (None, Some(found), _) => {
            if !quiet {
                out::note(&format!("Its Identity Center is in {found}."));
            }
            Ok(Some(found.to_string()))
        }
        (None, None, Some(problem)) if terminal::may_ask(quiet) => {
            out::note(&format!("{}\n  {}", problem.message, problem.remedy));
            Ok(terminal::ask("The Region of its Identity Center, such as eu-west-1: "))
        }
        (None, None, problem) => Err(region_needed(problem.as_ref())),
    }
}

fn region_needed(problem: Option<&Problem>) -> Error {
    let message = problem.map_or("The portal's Region is not known.", |problem| problem.message.as_str());
    Error::invalid(
        message,
        "Add --region: the access portal shows it under \"Access keys\" of a role, and your administrator knows it.",
    )
}

/// A portal whose host is AWS's, a local portal's, or the person's word. `asked` is the address that led here.
fn confirmed(
    context: &Context,
    args: &AddArgs,
    portal: Portal,
    asked: Option<&StartUrl>,
) -> Result<Option<Portal>> {
    if let Some(host) = &args.confirm_host {
        let led_here = portal.is_host_known() && asked.is_some_and(|asked| asked.host() == host);
        return if led_here { Ok(Some(portal)) } else { portal.with_confirmed_host(host).map(Some) };
    }
    if portal.is_host_known() {
        return Ok(Some(portal));
    }
    let refusal = unknown_host(&portal);
    if !terminal::may_ask(context.json) {
        return Err(refusal);
    }
    out::note(refusal.message());
    match terminal::ask(&format!("If you trust it, type {} to confirm it: ", portal.start_url.host())) {
        Some(typed) => portal.with_confirmed_host(&typed).map(Some),
        None => Ok(None),
    }
}

fn report(context: &Context, portal: &Portal, was_there: bool, known: &[Portal]) -> Result<Ending> {
    if context.json {
        out::json(&row(portal, known))?;
        return Ok(Ending::Done);
    }
    let done = if was_there { "Changed" } else { "Added" };
    out::line(&format!("{done} {}. Sign in: portico login --portal {}", portal.name, portal.name))?;
    let others: Vec<&str> =
        known.iter().filter(|other| other.shares_with(portal)).map(|other| other.name.as_str()).collect();
    if let Some((last, before)) = others.split_last() {
        let names =
            if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) };
        let uses = if before.is_empty() { "uses" } else { "use" };
        out::note(&format!(
            "{names} {uses} this portal too. Sign in as the other person, in a private window if your browser already \
             knows the first."
        ));
    }
    if portal.shared {
        out::note(&format!(
            "The AWS CLI and the SDKs can use this sign-in, with profiles of the form sso-session. Its access token lies in \
             plain text in ~/.aws/sso/cache until it ends, for every program of yours to read; the refresh token stays in \
             the keychain. To end that: portico portals add {} --share-sign-in off",
            portal.name
        ));
    }
    if portal.hosts.is_fips() && !has_fips_for_sure(portal) {
        let region = &portal.region;
        out::note(&format!(
            "AWS may serve no FIPS hosts in {region}. If it cannot be reached, use --hosts standard."
        ));
    }
    Ok(Ending::Done)
}

/// AWS's list has FIPS hosts of IAM Identity Center in the United States only; in GovCloud every host is one.
fn has_fips_for_sure(portal: &Portal) -> bool {
    let region = portal.region.as_str();
    portal.region.partition() == Partition::GovCloud || (region.starts_with("us-") && portal.also.is_empty())
}
