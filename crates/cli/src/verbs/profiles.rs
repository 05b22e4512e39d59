//! `portico profiles`: profiles in the AWS config file that get their credentials from Portico.
//!
//! Rule: on a terminal the difference is shown before anything is written.

use std::io::{BufRead, IsTerminal, stdin};

use clap::{Args, Subcommand};
use portico_core::engine::{Command, Engine, ProfileRequest, Reply};
use portico_core::profiles::{self, AwsFiles, ProfileForm};
use portico_core::role::RoleKey;
use portico_core::view::PlanView;
use portico_core::{Error, Result};
use serde::Serialize;

use crate::args::RoleArgs;
use crate::context::{self, Context};
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};
use crate::terminal::Terminal;

/// Verbs about profiles.
#[derive(Debug, Subcommand)]
pub(crate) enum ProfilesVerb {
    /// Write a profile for a role.
    Add(AddArgs),
    /// List the profiles Portico wrote.
    List,
}

/// Which profile, and how.
#[derive(Args, Debug)]
pub(crate) struct AddArgs {
    #[command(flatten)]
    role: RoleArgs,
    /// The profile's name; a fitting one when left out.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// credential_process (Portico keeps the session; works with every AWS tool) or sso-session (AWS's own sign-in).
    #[arg(long, value_name = "FORM", default_value = "credential_process")]
    form: String,
    /// The profile's Region.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Write without asking.
    #[arg(long)]
    yes: bool,
}

/// Runs one of them.
///
/// # Errors
/// When the AWS config file cannot be understood or written, or the role is unknown.
pub(crate) async fn run(context: &Context, verb: ProfilesVerb) -> Result<Ending> {
    match verb {
        ProfilesVerb::Add(args) => add(context, args).await,
        ProfilesVerb::List => list(context),
    }
}

async fn add(context: &Context, args: AddArgs) -> Result<Ending> {
    let form: ProfileForm = args.form.parse()?;
    let name = args.name.as_deref().map(str::parse).transpose()?;
    let region = context::region(args.region.as_deref())?;
    let engine = context.engine(Terminal::default()).await?;
    let key = context.role(&engine, &args.role.account, &args.role.choice).await?;
    let request = ProfileRequest { key: key.clone(), name, form, region };
    let plan = planned(&engine, Command::PlanProfile(request.clone())).await?;
    if plan.diff.is_empty() {
        return report(context, &key, form, &plan);
    }
    if !context.json {
        out::line(plan.diff.trim_end_matches('\n'))?;
        if !args.yes && stdin().is_terminal() && out::is_watched() && !agreed(&plan) {
            out::note("Nothing was written.");
            return Ok(Ending::Cancelled);
        }
    }
    let written = planned(&engine, Command::ExportProfile(request)).await?;
    report(context, &key, form, &written)
}

async fn planned(engine: &Engine, command: Command) -> Result<PlanView> {
    match engine.run(command).await? {
        Reply::Plan(plan) => Ok(plan),
        Reply::Done | Reply::SignedOut(_) | Reply::Link(_) | Reply::SecretLink(_) | Reply::Serving(_) => {
            Err(Error::internal("There is no plan of the profile."))
        }
    }
}

fn agreed(plan: &PlanView) -> bool {
    out::progress(&format!("Write this to {}? [y/N] ", plan.path));
    let mut answer = String::new();
    let read = stdin().lock().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
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
    } else {
        if changed {
            out::note(&format!("Written to {}.", plan.path));
        } else {
            out::note("Nothing to do: the profile is already there.");
        }
        let (profile, use_it) = (&plan.profile, "Use it: aws sts get-caller-identity");
        out::line(&match form {
            ProfileForm::CredentialProcess => format!("{use_it} --profile {profile}"),
            ProfileForm::SsoSession => {
                format!("Sign in once: aws sso login --profile {profile}\n{use_it} --profile {profile}")
            }
        })?;
    }
    Ok(Ending::Done)
}

fn list(context: &Context) -> Result<Ending> {
    #[derive(Serialize)]
    struct Row {
        profile: String,
        form: String,
        region: Option<String>,
        #[serde(flatten)]
        key: RoleKey,
    }
    let files = AwsFiles::of(&context.environment)?;
    let rows: Vec<Row> = profiles::list(&files)?
        .into_iter()
        .map(|entry| Row {
            profile: entry.profile.to_string(),
            form: entry.form.as_str().to_owned(),
            region: entry.region.map(|region| region.to_string()),
            key: entry.key,
        })
        .collect();
    if context.json {
        out::json(&rows)?;
    } else if rows.is_empty() {
        out::note(&format!("Portico wrote no profile to {}.", files.config.display()));
    } else {
        let cells = |row: &Row| {
            let key = &row.key;
            let (portal, account, role) = (&key.portal, &key.account, &key.role);
            vec![
                row.profile.clone(),
                portal.to_string(),
                account.to_string(),
                role.to_string(),
                row.form.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
        let head = ["PROFILE", "PORTAL", "ACCOUNT", "ROLE", "FORM"];
        out::line(&table::render(&head, &rows, Style::of(&context.environment)))?;
    }
    Ok(Ending::Done)
}
