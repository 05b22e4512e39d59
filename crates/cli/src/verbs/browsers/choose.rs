//! `portico browsers use`: where consoles open, or where one signs in. What may not be chosen, the engine refuses.

use clap::Args;
use portico_core::Result;
use portico_core::console::browser::{Choice, browser_for};
use portico_core::engine::{BrowserOf, Command, Engine};
use portico_core::settings::PortalName;
use portico_model::AccountId;
use serde::Serialize;

use super::look;
use crate::args::ChoiceArgs;
use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::terminal::Terminal;

/// What is chosen, and for what.
#[derive(Args, Debug)]
pub(super) struct UseArgs {
    /// Which browser, which profile, how far apart from the rest.
    #[arg(value_name = "CHOICE")]
    choice: String,
    /// The portal; may be left out when there is only one, or beside an account that is in one portal only.
    #[arg(long, value_name = "NAME")]
    portal: Option<String>,
    /// For this account's consoles only, by number or name.
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// For signing in to the portal, not for its consoles.
    #[arg(long, conflicts_with = "account")]
    sign_in: bool,
}

/// The keys are API.
#[derive(Serialize)]
struct Chosen<'a> {
    /// `consoles` or `sign_in`.
    of: &'static str,
    portal: &'a PortalName,
    account: Option<&'a AccountId>,
    browser: String,
}

pub(super) async fn run(context: &Context, args: UseArgs) -> Result<Ending> {
    let choice: Choice = args.choice.parse()?;
    let engine = context.engine(Terminal::default()).await?;
    let of = of(context, &engine, &args).await?;
    engine.run(Command::ChooseBrowser(of.clone(), choice.clone())).await?;
    let (found, default) = look(context)?;
    let browser = browser_for(&choice, &found, default.as_ref())?.map(|browser| browser.name.clone());
    context.changed().await;
    report(context, &of, &choice, browser)?;
    Ok(Ending::Done)
}

async fn of(context: &Context, engine: &Engine, args: &UseArgs) -> Result<BrowserOf> {
    let Some(account) = &args.account else {
        let portal = context.portal(args.portal.as_deref())?.name;
        return Ok(if args.sign_in { BrowserOf::SignIn(portal) } else { BrowserOf::Consoles(portal) });
    };
    let choice = ChoiceArgs { portal: args.portal.clone(), role: None };
    let key = context.role(engine, account, &choice, None).await?;
    Ok(BrowserOf::Account(key.portal, key.account))
}

fn report(context: &Context, chosen: &BrowserOf, choice: &Choice, browser: Option<String>) -> Result<()> {
    let (of, portal, account) = match chosen {
        BrowserOf::Consoles(portal) => ("consoles", portal, None),
        BrowserOf::SignIn(portal) => ("sign_in", portal, None),
        BrowserOf::Account(portal, account) => ("consoles", portal, Some(account)),
    };
    if context.json {
        return out::json(&Chosen { of, portal, account, browser: choice.to_string() });
    }
    let what = match chosen {
        BrowserOf::Consoles(_) => format!("The consoles of {portal} open"),
        BrowserOf::SignIn(_) => format!("Signing in to {portal} opens"),
        BrowserOf::Account(_, account) => format!("The consoles of {} open", account.grouped()),
    };
    out::line(&match (browser, account) {
        (Some(browser), _) => format!("{what} with \"{choice}\" from now on ({browser})."),
        (None, Some(_)) => format!("{what} where the others of {portal} do from now on."),
        (None, None) => format!("{what} in the default browser from now on."),
    })
}
