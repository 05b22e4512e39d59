//! `portico profiles add`: one profile for one role.

use clap::Args;
use portico_core::Result;
use portico_core::engine::{Command, ProfileRequest};
use portico_core::profiles::ProfileForm;
use portico_core::role::RoleKey;
use portico_core::settings::ProfileSettings;
use portico_core::view::PlanView;
use serde::Serialize;

use super::many::agreed;
use crate::args::{ChoiceArgs, ConsentArgs};
use crate::confirm;
use crate::context::{self, Context, Meant};
use crate::exit::Ending;
use crate::out;
use crate::picker::Purpose;
use crate::terminal::Terminal;

/// Which profile, and how.
#[derive(Args, Debug)]
pub(crate) struct AddArgs {
    /// The account: its number, its number grouped by dashes, or its name; asked for on a terminal when left out.
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// The profile's name; a fitting one when left out.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// credential_process (Portico keeps the session; works with every AWS tool), sso-session (AWS's own sign-in),
    /// sso-legacy (the same for tools that know no sso-session), or keys (short-lived ones, in plain text in the
    /// credentials file, taken out when they expire or you sign out).
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// The profile's Region.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Write without asking.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    consent: ConsentArgs,
}

pub(super) async fn add(context: &Context, args: AddArgs) -> Result<Ending> {
    let settings = ProfileSettings::load(&context.home)?;
    let form: ProfileForm = args.form.as_deref().map_or(Ok(settings.form), str::parse)?;
    let name = args.name.as_deref().map(str::parse).transpose()?;
    let region = context::region(args.region.as_deref())?.or(settings.region);
    let engine = context.engine(Terminal::default()).await?;
    let meant = context
        .role_or_pick(&engine, args.account.as_deref(), &args.choice, Purpose::Other("write its profile"))
        .await?;
    let Meant::Role(key, _) = meant else { return Ok(Ending::Cancelled) };
    let request = ProfileRequest { key: key.clone(), name, form, region };
    let plan = engine.run(Command::PlanProfile(request.clone())).await?.plan()?;
    if plan.diff.is_empty() {
        return report(context, &key, form, &plan);
    }
    if !context.json {
        out::line(plan.diff.trim_end_matches('\n'))?;
        if !agreed(args.yes, &plan.path) {
            return Ok(Ending::Cancelled);
        }
    }
    let written =
        confirm::run(context, &engine, &args.consent, Command::ExportProfile(request)).await?.plan()?;
    report(context, &key, form, &written)
}

fn report(context: &Context, key: &RoleKey, form: ProfileForm, plan: &PlanView) -> Result<Ending> {
    #[derive(Serialize)]
    struct Written<'a> {
        profile: &'a str,
        path: &'a str,
        changed: bool,
        diff: &'a str,
        #[serde(flatten)]
        key: &'a RoleKey,
    }
    let changed = !plan.diff.is_empty();
    if context.json {
        let (profile, path, diff) = (plan.profile.as_str(), plan.path.as_str(), plan.diff.as_str());
        out::json(&Written { profile, path, changed, diff, key })?;
        return Ok(Ending::Done);
    }
    if changed {
        out::note(&format!("Written to {}.", plan.path));
    } else {
        out::note("Nothing to do: the profile is already there.");
    }
    let (profile, use_it) = (&plan.profile, "Use it: aws sts get-caller-identity");
    out::line(&match form {
        ProfileForm::CredentialProcess | ProfileForm::Chain => format!("{use_it} --profile {profile}"),
        ProfileForm::SsoSession | ProfileForm::Legacy => {
            format!("Sign in once: aws sso login --profile {profile}\n{use_it} --profile {profile}")
        }
        ProfileForm::Keys => format!(
            "The keys lie there in plain text until they expire or you sign out.\n{use_it} --profile {profile}"
        ),
    })?;
    Ok(Ending::Done)
}
