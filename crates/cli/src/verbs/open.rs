//! `portico open`: the AWS console of a role, or of whatever was pasted.
//!
//! Rule: a link by federation is a secret for 15 minutes; it is shown only to whoever says `--print`.

use clap::Args;
use portico_core::console::browser::Room;
use portico_core::console::paste::{self, Form, Place};
use portico_core::console::{self, Aim, Destination, Service};
use portico_core::engine::{Command, Engine, Link, Manner, Neighbours, Sharing};
use portico_core::role::RoleKey;
use portico_core::settings::Settings;
use portico_core::text::clean;
use portico_core::view::{AccountRow, Ask, Grouping};
use portico_core::{Code, Error, Result};
use serde::Serialize;
use url::Url;

use crate::args::{ChoiceArgs, ConsentArgs};
use crate::confirm;
use crate::context::{self, Context, Meant};
use crate::exit::Ending;
use crate::out;
use crate::picker::Purpose;
use crate::terminal::Terminal;

/// Which console, and how.
#[derive(Args, Debug)]
pub(crate) struct OpenArgs {
    /// The account by number or name, or a place: an ARN, the address of a console page, a shortcut link, an S3 URI, an ECR
    /// image; asked for on a terminal when left out.
    #[arg(value_name = "ACCOUNT_OR_PLACE")]
    what: Option<String>,
    /// The service to land in, by id, name or abbreviation, such as ec2.
    #[arg(conflicts_with = "destination")]
    service: Option<String>,
    /// The Region to land in.
    #[arg(value_name = "REGION", conflicts_with = "region")]
    there: Option<String>,
    /// The account, where the place does not tell it.
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// The Region, as a flag.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Where to land, as a flag: a service such as ec2, or the https address of a console page.
    #[arg(long, value_name = "SERVICE_OR_URL")]
    destination: Option<String>,
    /// Print the link instead of opening it, to give it away or to keep it.
    #[arg(long, conflicts_with = "browser")]
    print: bool,
    /// Leave the role out of the link: whoever follows it chooses one of theirs.
    #[arg(long, requires = "print", conflicts_with = "federate")]
    without_role: bool,
    /// Print a portico:// link, which opens Portico with a question, in place of the portal's own.
    #[arg(long, requires = "print", conflicts_with = "federate")]
    app: bool,
    /// Sign the browser in with the role's credentials instead of through the portal.
    #[arg(long)]
    federate: bool,
    /// Where to open it this once: `default`, BROWSER, BROWSER:PROFILE, `container`, `own`; see `portico help browsers use`.
    #[arg(long, value_name = "CHOICE")]
    browser: Option<String>,
    #[command(flatten)]
    consent: ConsentArgs,
}

/// Opens the console, or prints its link.
///
/// # Errors
/// When the role is unknown, the destination is none, or no browser opens.
pub(crate) async fn run(context: &Context, args: OpenArgs) -> Result<Ending> {
    let browser = args.browser.as_deref().map(str::parse).transpose()?;
    let engine = context.engine(Terminal::default()).await?;
    let Some((key, destination)) = aim(context, &engine, &args).await? else { return Ok(Ending::Cancelled) };
    if args.print {
        let link = link(context, &engine, &key, destination, &args).await?;
        return report(context, &key, Some(link), Vec::new());
    }
    let manner = Manner { browser, federated: args.federate };
    open(context, &engine, &key, destination, manner, &args.consent).await
}

/// Which role, and where to land; nothing when the person left the picker.
async fn aim(context: &Context, engine: &Engine, args: &OpenArgs) -> Result<Option<(RoleKey, Destination)>> {
    let place = args.what.as_deref().map(paste::read).transpose()?.flatten();
    if let Some(place) = place.filter(|place| place.form != Form::Account) {
        return at_place(context, engine, args, &place).await.map(Some);
    }
    let service = args.service.as_deref().or(args.destination.as_deref());
    let destination = destination(service, args.there.as_deref().or(args.region.as_deref()))?;
    let account = match (&args.what, &args.account) {
        (Some(what), Some(account)) if what != account => {
            return Err(Error::invalid(
                "Two accounts were named.",
                "Name one: beside a place such as an S3 URI, --account says in which account it is.",
            ));
        }
        (what, account) => what.as_deref().or(account.as_deref()),
    };
    let service = destination.service.as_deref().map(console::service).transpose()?.map(Service::id);
    let meant = match context.role_or_pick(engine, account, &args.choice, Purpose::Open(service)).await {
        Err(error) if error.code() == Code::NotFound => {
            let Some(only) = account.and_then(|words| found(engine, args, words)) else { return Err(error) };
            out::note(&format!("{} ({})", clean(only.title(), 200), only.number));
            context.role_or_pick(engine, Some(&only.account), &args.choice, Purpose::Open(service)).await?
        }
        meant => meant?,
    };
    let Meant::Role(key, picked) = meant else { return Ok(None) };
    let is_told = destination != Destination::default();
    Ok(Some((key, if is_told { destination } else { picked })))
}

/// The only account that the search finds by `words`. To look at a console that is enough; whoever hands out credentials has to
/// be told the name.
fn found(engine: &Engine, args: &OpenArgs, words: &str) -> Option<AccountRow> {
    let ask = Ask { grouping: Grouping::Flat, ..Ask::all(words) };
    let mut rows = engine.listing(&ask).ok()?.rows;
    rows.retain(|row| args.choice.portal.as_ref().is_none_or(|portal| row.portal == *portal));
    rows.dedup_by(|one, other| (&one.portal, &one.account) == (&other.portal, &other.account));
    rows.pop().filter(|_| rows.is_empty())
}

async fn at_place(
    context: &Context,
    engine: &Engine,
    args: &OpenArgs,
    place: &Place,
) -> Result<(RoleKey, Destination)> {
    if args.service.is_some() || args.destination.is_some() || args.region.is_some() {
        return Err(Error::invalid(
            "What was pasted says itself where to land.",
            "Leave the service, the Region and --destination out.",
        ));
    }
    let settings = Settings::load(&context.home)?;
    let ChoiceArgs { portal, role } = &args.choice;
    let portal = portal.as_deref().map(str::parse).transpose()?;
    let role = role.as_deref().map(str::parse).transpose()?;
    let Aim { portal, account, role } =
        Aim::at(place, &settings.portals, portal, args.account.as_deref(), role)?;
    let choice =
        ChoiceArgs { portal: portal.map(|name| name.to_string()), role: role.map(|role| role.to_string()) };
    let key = context.role(engine, &account, &choice, place.service.map(Service::id)).await?;
    let destination = place.destination(settings.portal(&key.portal)?)?;
    Ok((key, destination))
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

async fn link(
    context: &Context,
    engine: &Engine,
    key: &RoleKey,
    destination: Destination,
    args: &OpenArgs,
) -> Result<String> {
    let sharing = Sharing { without_role: args.without_role, app: args.app };
    let command = if args.federate {
        Command::FederatedLink(key.clone(), destination)
    } else {
        Command::ConsoleLink(key.clone(), destination, sharing)
    };
    Ok(match confirm::run(context, engine, &args.consent, command).await?.link()? {
        Link::Open(url) => url.into(),
        Link::Secret(secret) => secret.expose().clone(),
    })
}

/// Opens the console of a role in the browser it usually opens in.
///
/// # Errors
/// When no browser opens.
pub(crate) async fn plainly(
    context: &Context,
    engine: &Engine,
    key: &RoleKey,
    destination: Destination,
) -> Result<Ending> {
    open(context, engine, key, destination, Manner::default(), &ConsentArgs::default()).await
}

async fn open(
    context: &Context,
    engine: &Engine,
    key: &RoleKey,
    destination: Destination,
    manner: Manner,
    said: &ConsentArgs,
) -> Result<Ending> {
    let in_the_way = in_the_way(context, engine, key, &manner).await;
    confirm::run(context, engine, said, Command::OpenConsole(key.clone(), destination, manner)).await?;
    report(context, key, None, in_the_way)
}

/// Who AWS will want to sign out of one of; said before it asks. That it cannot be told is no reason not to open.
async fn in_the_way(context: &Context, engine: &Engine, key: &RoleKey, manner: &Manner) -> Vec<RoleKey> {
    let Ok(Neighbours { room: Room::Full(open), called, .. }) =
        engine.room(key, manner.browser.as_ref()).await
    else {
        return Vec::new();
    };
    if !context.json {
        let named = |key: &RoleKey| {
            let entry = engine.parts().catalog.entry(&key.portal, &key.account).ok().flatten();
            let title = entry.map_or_else(|| key.account.grouped(), |entry| entry.title().into_owned());
            format!("{} in {}", key.role, clean(&title, 80))
        };
        let names: Vec<String> = open.iter().map(named).collect();
        out::note(&format!(
            "{} identities are open in {} already, which is all that AWS lets one browser have: {}.\n\
             AWS will ask you to sign out of one of them.",
            names.len(),
            called,
            names.join(", ")
        ));
    }
    open
}

fn report(
    context: &Context,
    key: &RoleKey,
    link: Option<String>,
    in_the_way: Vec<RoleKey>,
) -> Result<Ending> {
    #[derive(Serialize)]
    struct Opened<'a> {
        #[serde(flatten)]
        key: &'a RoleKey,
        opened: bool,
        url: Option<String>,
        /// The identities one of which AWS wants to sign out of first.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        in_the_way: Vec<RoleKey>,
    }
    if context.json {
        out::json(&Opened { key, opened: link.is_none(), url: link, in_the_way })?;
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
