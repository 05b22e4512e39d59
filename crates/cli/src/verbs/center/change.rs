//! `portico center assign`, `unassign`, `rename`, `create-account`, `close-account`, `quota`: what an administrator does
//! while somebody uses the center, to see how the news arrives.

use clap::{Args, Subcommand};
use portico_center::{CHANGE_PATH, Change, Changed, QUOTA_PATH};
use portico_core::text::clean;
use portico_core::{Error, Result};
use portico_model::AccountId;
use serde::{Deserialize, Serialize};

use super::control::{Control, ControlArgs, Refusal};
use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};

/// The verbs.
#[derive(Debug, Subcommand)]
pub(super) enum ChangeVerb {
    /// Give a group of the company a role in an account of a running center, and say who holds what there then.
    Assign(AssignmentArgs),
    /// Take a role away from a group.
    Unassign(AssignmentArgs),
    /// Give an account of a running center another name, or none.
    Rename(RenameArgs),
    /// Add an account to the company; nobody has access to it before `portico center assign`.
    CreateAccount(CreateArgs),
    /// Remove an account from the company, and all access to it.
    CloseAccount(CloseArgs),
    /// Limit the portal's API of a running center, or let it go.
    Quota(QuotaArgs),
}

/// An assignment.
#[derive(Args, Debug)]
pub(super) struct AssignmentArgs {
    /// The group, as the center lists it with its people.
    #[arg(long, value_name = "GROUP")]
    group: String,
    /// The account: its number, or its name when no other is called so.
    #[arg(long, value_name = "ACCOUNT")]
    account: String,
    /// The role (permission set); one that nobody holds yet comes into being.
    #[arg(long, value_name = "ROLE")]
    role: String,
    #[command(flatten)]
    control: ControlArgs,
}

/// A name.
#[derive(Args, Debug)]
pub(super) struct RenameArgs {
    /// The account: its number, or its name when no other is called so.
    account: String,
    /// Its new name; any text, even one that another account has.
    #[arg(required_unless_present = "no_name", conflicts_with = "no_name", allow_hyphen_values = true)]
    name: Option<String>,
    /// Leave it without a name.
    #[arg(long)]
    no_name: bool,
    #[command(flatten)]
    control: ControlArgs,
}

/// An account to be.
#[derive(Args, Debug)]
pub(super) struct CreateArgs {
    /// Its name; any text, even one that another account has.
    name: String,
    /// Its number; a free one when left out.
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    #[command(flatten)]
    control: ControlArgs,
}

/// An account that was.
#[derive(Args, Debug)]
pub(super) struct CloseArgs {
    /// The account: its number, or its name when no other is called so.
    account: String,
    #[command(flatten)]
    control: ControlArgs,
}

/// A quota.
#[derive(Args, Debug)]
pub(super) struct QuotaArgs {
    /// Requests of the portal's API per second; unlimited when left out.
    #[arg(value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    quota: Option<u32>,
    #[command(flatten)]
    control: ControlArgs,
}

/// The quota as the center speaks of it.
#[derive(Deserialize, Serialize)]
struct Quota {
    quota: Option<u32>,
}

/// Makes the change and prints how things are then.
///
/// # Errors
/// When the center has no such account or group, the address is not of this machine, or no center answers there.
pub(super) async fn run(context: &Context, verb: ChangeVerb) -> Result<Ending> {
    let (change, control) = match verb {
        ChangeVerb::Assign(AssignmentArgs { group, account, role, control }) => {
            (Change::Assign { group, role, account }, control)
        }
        ChangeVerb::Unassign(AssignmentArgs { group, account, role, control }) => {
            (Change::Unassign { group, role, account }, control)
        }
        ChangeVerb::Rename(RenameArgs { account, name, control, .. }) => {
            (Change::Rename { account, name }, control)
        }
        ChangeVerb::CreateAccount(CreateArgs { name, account, control }) => {
            (Change::CreateAccount { account, name: Some(name) }, control)
        }
        ChangeVerb::CloseAccount(CloseArgs { account, control }) => {
            (Change::CloseAccount { account }, control)
        }
        ChangeVerb::Quota(args) => return limit(context, &args).await,
    };
    let changed = tell(&Control::find(context, &control)?, &change).await?;
    if context.json {
        out::json(&changed)?;
    } else {
        out::line(&card(&changed, Style::of(&context.environment)))?;
    }
    Ok(Ending::Done)
}

async fn tell(control: &Control, change: &Change) -> Result<Changed> {
    control.tell(CHANGE_PATH, change).await?.map_err(Error::from)
}

async fn limit(context: &Context, args: &QuotaArgs) -> Result<Ending> {
    let control = Control::find(context, &args.control)?;
    let said: std::result::Result<Quota, Refusal> =
        control.tell(QUOTA_PATH, &Quota { quota: args.quota }).await?;
    let said = said.map_err(Error::from)?;
    if context.json {
        out::json(&said)?;
    } else {
        out::line(&match said.quota {
            Some(1) => "The portal takes 1 request per second now.".to_owned(),
            Some(quota) => format!("The portal takes {quota} requests per second now."),
            None => "The portal takes any number of requests now.".to_owned(),
        })?;
    }
    Ok(Ending::Done)
}

/// An account and who holds what in it.
fn card(changed: &Changed, style: Style) -> String {
    let number =
        changed.account.parse::<AccountId>().map_or_else(|_| clean(&changed.account, 20), |id| id.grouped());
    let account = match changed.name.as_deref() {
        None => number,
        Some(name) => format!("{} ({number})", clean(name, 60)),
    };
    if changed.closed {
        return format!("{account} is closed.");
    }
    if changed.assignments.is_empty() {
        return format!("Nobody has access to {account} yet: see `portico center assign --help`.");
    }
    let rows: Vec<Vec<String>> =
        changed.assignments.iter().map(|one| vec![clean(&one.group, 60), clean(&one.role, 60)]).collect();
    format!("{account}\n\n{}", table::render(&["GROUP", "ROLE"], &rows, style))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use portico_center::{Center, Config};
    use portico_core::Code;
    use portico_model::{SystemClock, SystemEntropy};

    use super::super::control::tests::control_of;
    use super::*;

    #[tokio::test]
    async fn a_running_center_is_changed_and_says_why_not() {
        let center = Center::start(Config::default(), Arc::new(SystemClock), Arc::new(SystemEntropy)).await;
        let center = center.expect("starts");
        let control = control_of(center.control());
        let change = |role: &str, account: &str| Change::Assign {
            group: "SecureCart-Support".to_owned(),
            role: role.to_owned(),
            account: account.to_owned(),
        };
        let changed = tell(&control, &change("OnCall", "3849-2501-6173")).await.expect("done");
        let said = card(&changed, Style::Plain);
        assert!(said.starts_with("Dev (3849-2501-6173)\n") && said.contains("OnCall"), "{said}");
        let refused = tell(&control, &change("OnCall", "Nowhere")).await.expect_err("no such account");
        assert_eq!(refused.code(), Code::NotFound);
        assert_eq!(refused.message(), "The company has no account Nowhere.");
        assert_eq!(refused.remedy(), "Give its twelve digits, or its name as it is listed.");
        let served = control_of(center.url());
        let stranger = tell(&served, &change("OnCall", "Dev")).await.expect_err("no control");
        assert_eq!(stranger.code(), Code::NotIdentityCenter);
    }
}
