//! `portico center --demo`: serve until a signal.
//!
//! Rule: with `--json` the first line of stdout is all a script needs to use the center.

use std::collections::BTreeMap;
use std::sync::Arc;

use portico_center::{Center, Config, MOST_REGIONS, MOST_ROLES, PersonCard, Running, StartError};
use portico_core::{Code, Error, Result};
use portico_model::{Clock, Region, SystemClock, SystemEntropy};
use serde::Serialize;
use url::Url;

use super::person::Person;
use super::{ServeArgs, control};
use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::signals::Signals;
use crate::table::{self, Style};

/// Variables that send real AWS clients to the center instead of AWS.
const ENDPOINTS: [&str; 4] =
    ["AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_UXC"];

#[derive(Serialize)]
struct Announcement {
    url: String,
    start_url: String,
    region: String,
    regions: Vec<Listening>,
    control: String,
    people: Vec<PersonCard>,
    env: BTreeMap<&'static str, String>,
}

/// Where one Region of the instance answers.
#[derive(Serialize)]
struct Listening {
    region: String,
    url: String,
}

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// When the address or the data folder cannot be used.
pub(super) async fn run(context: &Context, args: ServeArgs) -> Result<Ending> {
    if !args.demo {
        return Err(Error::invalid(
            "A local Identity Center needs a company, and the demo company is the only one so far.",
            "Run `portico center --demo`.",
        ));
    }
    let mut signals = Signals::hear()?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let running = Center::start(config(args)?, Arc::clone(&clock), Arc::new(SystemEntropy)).await;
    let running = running.map_err(|error| refused(&error))?;
    let announcement = announce(&running);
    if let Err(error) = control::remember(context, &announcement.control) {
        // It serves as well without: whoever wants to change something then says where.
        out::note(&format!("{} `portico center outage` and the like will need --center.", error.message()));
    }
    if context.json {
        out::json(&announcement)?;
    } else {
        out::line(&card(&announcement, &*clock, Style::of(&context.environment))?)?;
    }
    signals.stop().await;
    control::forget(context, &announcement.control);
    running.stop().await;
    Ok(Ending::Done)
}

fn config(args: ServeArgs) -> Result<Config> {
    let usual = Config::default();
    let also = args.also.iter().map(|text| text.parse()).collect::<std::result::Result<Vec<Region>, _>>()?;
    Ok(Config {
        listen: args.listen,
        data: args.data,
        also,
        accounts: args.accounts,
        roles: args.roles,
        page_size: args.page_size.unwrap_or(usual.page_size),
        access_ttl: args.access_ttl.unwrap_or(usual.access_ttl),
        role_ttl: args.role_ttl.unwrap_or(usual.role_ttl),
        session_ttl: args.session_ttl.unwrap_or(usual.session_ttl),
        console_ttl: usual.console_ttl,
        rotation: args.rotation,
        quota: args.quota,
        latency_ms: args.latency.unwrap_or(usual.latency_ms),
    })
}

fn announce(running: &Running) -> Announcement {
    let bare = |url: &Url| url.as_str().trim_end_matches('/').to_owned();
    let url = bare(running.url());
    let regions = running.regions();
    Announcement {
        regions: regions
            .iter()
            .map(|(region, url)| Listening { region: region.to_string(), url: bare(url) })
            .collect(),
        control: bare(running.control()),
        start_url: running.start_url().to_owned(),
        region: running.region().to_owned(),
        people: running.people(),
        env: ENDPOINTS.into_iter().map(|name| (name, url.clone())).collect(),
        url,
    }
}

fn card(center: &Announcement, clock: &dyn Clock, style: Style) -> Result<String> {
    let mut rows = Vec::new();
    for card in &center.people {
        let code = Person::from(card.clone()).code(clock.now().as_second())?;
        rows.push(vec![card.name.clone(), card.password.clone(), code, card.groups.join(", ")]);
    }
    let people = table::render(&["PERSON", "PASSWORD", "CODE NOW", "GROUPS"], &rows, style);
    let Announcement { url, start_url, region, .. } = center;
    let regions = regions(center, style);
    Ok(format!(
        "The local Identity Center of SecureCart listens on {url} (this is not AWS).\n{regions}\n{people}\n\n\
         Codes change every 30 seconds; a fresh one: portico center code --as PERSON\n\
         Add it as a portal: portico portals add demo --start-url {start_url} --region {region} --endpoint {url}\n\
         Ctrl-C stops it."
    ))
}

/// The table of the Regions, when there are several.
fn regions(center: &Announcement, style: Style) -> String {
    if center.regions.len() < 2 {
        return String::new();
    }
    let rows: Vec<Vec<String>> =
        center.regions.iter().map(|line| vec![line.region.clone(), line.url.clone()]).collect();
    format!(
        "\n{}\n\nSwitch one off: portico center outage REGION --center {}; and on again: with --end.\n",
        table::render(&["REGION", "ADDRESS"], &rows, style),
        center.control
    )
}

fn refused(error: &StartError) -> Error {
    match error {
        StartError::NotLoopback(address) => Error::invalid(
            format!(
                "{address} is not a loopback address, and a local Identity Center is for this machine only."
            ),
            "Listen on 127.0.0.1:0.",
        ),
        StartError::Listen { address, source } => Error::invalid(
            format!("The local Identity Center cannot listen on {address}: {source}."),
            "Choose another port, or 0 for a free one.",
        ),
        StartError::Data { folder, reason } => Error::new(
            Code::FileNotWritable,
            format!("The data folder {folder} cannot be used: {reason}."),
            "Choose another folder, or make this one writable.",
        ),
        StartError::RegionTwice(region) => Error::invalid(
            format!("{region} is one of the instance's Regions already."),
            "Name each additional Region once, and not the primary one.",
        ),
        StartError::OtherPartition(region) => Error::invalid(
            format!("{region} is in another partition than the primary Region."),
            "Choose additional Regions of the same partition.",
        ),
        StartError::TooManyRegions(count) => Error::invalid(
            format!("{count} Regions are too many: an instance has at most {MOST_REGIONS}."),
            "Leave some of --also out.",
        ),
        StartError::InUse { folder } => Error::new(
            Code::FileBusy,
            format!("Another local Identity Center uses the data folder {folder}."),
            "Stop it, or choose another folder with --data.",
        ),
        StartError::Roles(count) => Error::invalid(
            format!("{count} roles in each account cannot be had."),
            format!("Choose from 1 to {MOST_ROLES}."),
        ),
        StartError::OtherRoles { folder, .. } => Error::invalid(
            format!("The data folder {folder} holds a company with another number of roles in each account."),
            "Leave out --roles, or choose another folder.",
        ),
        StartError::OtherCompany { folder, kept } => Error::invalid(
            format!("The data folder {folder} holds a company of {kept} accounts."),
            "Leave out --accounts, or choose another folder.",
        ),
    }
}
