//! `portico browsers use`: where consoles open, or where one signs in.
//!
//! Rule: what this machine cannot do is refused now, not when somebody wants a console; so is what the organisation fixed.

use clap::Args;
use portico_core::Result;
use portico_core::console::browser::{Choice, browser_for, fixed_choice};
use portico_core::organisation::Organisation;
use portico_core::settings::{PortalName, Settings};
use portico_model::AccountId;
use serde::Serialize;

use super::{catalog, look};
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

/// What a choice is for.
enum Target {
    Consoles(PortalName),
    SignIn(PortalName),
    Account(PortalName, AccountId),
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
    let target = target(context, &args).await?;
    let organisation = Organisation::read(context.home.organisation());
    let (fixed, choice) = match &target {
        Target::SignIn(_) => (organisation.sign_in_browser.as_ref(), choice.for_signing_in()?),
        Target::Consoles(_) => (organisation.browser_of(None), choice),
        Target::Account(_, account) => (organisation.browser_of(Some(account)), choice),
    };
    if let Some(fixed) = fixed {
        return Err(fixed_choice(fixed));
    }
    let (found, default) = look(context)?;
    let browser = browser_for(&choice, &found, default.as_ref())?.map(|browser| browser.name.clone());
    keep(context, &target, &choice).await?;
    context.changed().await;
    report(context, &target, &choice, browser)?;
    Ok(Ending::Done)
}

async fn target(context: &Context, args: &UseArgs) -> Result<Target> {
    let Some(account) = &args.account else {
        let portal = context.portal(args.portal.as_deref())?.name;
        return Ok(if args.sign_in { Target::SignIn(portal) } else { Target::Consoles(portal) });
    };
    let engine = context.engine(Terminal::default()).await?;
    let choice = ChoiceArgs { portal: args.portal.clone(), role: None };
    let key = context.role(&engine, account, &choice).await?;
    Ok(Target::Account(key.portal, key.account))
}

async fn keep(context: &Context, target: &Target, choice: &Choice) -> Result<()> {
    let chosen = (*choice != Choice::default()).then(|| choice.clone());
    let (portal, is_sign_in) = match target {
        Target::Account(portal, account) => {
            return catalog(context)?.choose_browser(portal, account, chosen.as_ref());
        }
        Target::Consoles(portal) => (portal, false),
        Target::SignIn(portal) => (portal, true),
    };
    let mut browsers = Settings::load(&context.home)?.browsers.remove(portal).unwrap_or_default();
    if is_sign_in {
        browsers.sign_in = chosen;
    } else {
        browsers.consoles = chosen;
    }
    Settings::set_browsers(&context.home, portal, &browsers).await.map(drop)
}

fn report(context: &Context, target: &Target, choice: &Choice, browser: Option<String>) -> Result<()> {
    let (of, portal, account) = match target {
        Target::Consoles(portal) => ("consoles", portal, None),
        Target::SignIn(portal) => ("sign_in", portal, None),
        Target::Account(portal, account) => ("consoles", portal, Some(account)),
    };
    if context.json {
        return out::json(&Chosen { of, portal, account, browser: choice.to_string() });
    }
    let what = match target {
        Target::Consoles(_) => format!("The consoles of {portal} open"),
        Target::SignIn(_) => format!("Signing in to {portal} opens"),
        Target::Account(_, account) => format!("The consoles of {} open", account.grouped()),
    };
    out::line(&match (browser, account) {
        (Some(browser), _) => format!("{what} with \"{choice}\" from now on ({browser})."),
        (None, Some(_)) => format!("{what} where the others of {portal} do from now on."),
        (None, None) => format!("{what} in the default browser from now on."),
    })
}
