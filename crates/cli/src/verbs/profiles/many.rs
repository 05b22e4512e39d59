//! `portico profiles plan`, `sync`, `remove` and `undo`: many profiles at once.

use std::io::{IsTerminal as _, stdin};

use clap::Args;
use portico_core::engine::{Command, Engine, ProfilesTask, SyncRequest};
use portico_core::profiles::{ProfileName, Report};
use portico_core::role::RoleKey;
use portico_core::settings::ProfileSettings;
use portico_core::{Error, Result};

use crate::args::ChoiceArgs;
use crate::context::{self, Context};
use crate::exit::Ending;
use crate::out;
use crate::terminal::{self, Terminal};
use crate::verbs::list;

/// How many names a summary spells out.
const SPELLED: usize = 8;

/// Which profiles, and how; what is left out is as `[profiles]` in settings.toml says.
#[derive(Args, Debug)]
pub(crate) struct SyncArgs {
    /// Only what matches, as in `portico list`.
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    /// Only favourites.
    #[arg(long)]
    favourites: bool,
    /// Only this portal.
    #[arg(long, value_name = "NAME")]
    portal: Option<String>,
    /// credential_process, sso-session or sso-legacy.
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// How profiles are called, such as "{account:20|lower}-{role|lower}". Fields: portal, account, nickname, number,
    /// role, email, tag:KEY. After "|": lower, upper, strip:TEXT, replace:OLD:NEW, other:CHARACTERS.
    #[arg(long, value_name = "TEMPLATE")]
    template: Option<String>,
    /// The Region of every profile, whatever it has now.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Take out profiles whose role is no longer assigned or has another name by now.
    #[arg(long)]
    prune: bool,
    /// Make this role the default profile, which every AWS command without --profile uses.
    #[arg(long, value_name = "ACCOUNT/ROLE")]
    default: Option<String>,
}

/// The same, written.
#[derive(Args, Debug)]
pub(crate) struct WriteArgs {
    #[command(flatten)]
    wanted: SyncArgs,
    /// Remember query, favourites, form, template and Region for the next time.
    #[arg(long)]
    save: bool,
    /// Write without asking.
    #[arg(long)]
    yes: bool,
}

/// Which profiles go.
#[derive(Args, Debug)]
pub(crate) struct RemoveArgs {
    /// Their names.
    #[arg(required = true, value_name = "PROFILE")]
    names: Vec<String>,
    /// Write without asking.
    #[arg(long)]
    yes: bool,
}

/// How it is undone.
#[derive(Args, Debug)]
pub(crate) struct UndoArgs {
    /// Write without asking.
    #[arg(long)]
    yes: bool,
}

pub(super) async fn plan(context: &Context, args: SyncArgs) -> Result<Ending> {
    let engine = context.engine(Terminal::default()).await?;
    let request = args.request(context, &engine).await?;
    let report = asked(&engine, ProfilesTask::Plan(Box::new(request))).await?;
    if context.json {
        out::json(&report)?;
        return Ok(Ending::Done);
    }
    show(&report)?;
    Ok(Ending::Done)
}

pub(super) async fn sync(context: &Context, args: WriteArgs) -> Result<Ending> {
    let engine = context.engine(Terminal::default()).await?;
    let request = args.wanted.request(context, &engine).await?;
    if args.save {
        request.remembered(ProfileSettings::load(&context.home)?).save(&context.home).await?;
    }
    let tasks = [ProfilesTask::Plan(Box::new(request.clone())), ProfilesTask::Sync(Box::new(request))];
    write(context, &engine, tasks, args.yes).await
}

pub(super) async fn remove(context: &Context, args: RemoveArgs) -> Result<Ending> {
    let name = |name: &String| ProfileName::written(name).map_or_else(|| name.parse(), Ok);
    let names: Vec<ProfileName> = args.names.iter().map(name).collect::<Result<_>>()?;
    let engine = context.engine(Terminal::default()).await?;
    let tasks = [ProfilesTask::PlanRemoval(names.clone()), ProfilesTask::Remove(names)];
    write(context, &engine, tasks, args.yes).await
}

pub(super) async fn undo(context: &Context, args: &UndoArgs) -> Result<Ending> {
    let engine = context.engine(Terminal::default()).await?;
    write(context, &engine, [ProfilesTask::PlanUndo, ProfilesTask::Undo], args.yes).await
}

impl SyncArgs {
    /// The request, once the lists it is about are young enough.
    async fn request(&self, context: &Context, engine: &Engine) -> Result<SyncRequest> {
        let portals = context.portals(self.portal.as_deref())?;
        list::bring_all_up_to_date(engine, &portals).await?;
        Ok(SyncRequest {
            portal: self.portal.as_ref().map(|_| portals[0].name.clone()),
            query: self.query.clone(),
            favourites: self.favourites.then_some(true),
            template: self.template.as_deref().map(str::parse).transpose()?,
            form: self.form.as_deref().map(str::parse).transpose()?,
            region: context::region(self.region.as_deref())?,
            prune: self.prune,
            default: self.default_role(context, engine).await?,
            remember: false,
        })
    }

    async fn default_role(&self, context: &Context, engine: &Engine) -> Result<Option<RoleKey>> {
        let Some(text) = &self.default else { return Ok(None) };
        let Some((account, role)) = text.rsplit_once('/') else {
            return Err(Error::invalid(
                "The default profile needs an account and a role.",
                "Write --default ACCOUNT/ROLE, such as --default Dev/ReadOnlyAccess.",
            ));
        };
        let choice = ChoiceArgs { portal: self.portal.clone(), role: Some(role.to_owned()) };
        context.role(engine, account, &choice, None).await.map(Some)
    }
}

/// Shows the first task's report, asks, and does the second.
async fn write(context: &Context, engine: &Engine, tasks: [ProfilesTask; 2], yes: bool) -> Result<Ending> {
    let [plan, write] = tasks;
    if !context.json {
        let report = asked(engine, plan).await?;
        show(&report)?;
        if report.diff.is_empty() {
            return Ok(Ending::Done);
        }
        if !agreed(yes, &report.path) {
            return Ok(Ending::Cancelled);
        }
    }
    let report = asked(engine, write).await?;
    context.changed().await;
    if context.json {
        out::json(&report)?;
    } else {
        out::note(&format!("Written to {}. Take it back: portico profiles undo", report.path));
    }
    Ok(Ending::Done)
}

async fn asked(engine: &Engine, task: ProfilesTask) -> Result<Report> {
    engine.run(Command::Profiles(task)).await?.profiles()
}

/// Whether it may be written: where nobody can be asked, whoever ran the command has said so.
pub(super) fn agreed(yes: bool, path: &str) -> bool {
    if yes || !stdin().is_terminal() || !out::is_watched() {
        return true;
    }
    let answer = terminal::ask(&format!("Write this to {path}? [y/N] ")).unwrap_or_default();
    let agreed = matches!(answer.to_lowercase().as_str(), "y" | "yes");
    if !agreed {
        out::note("Nothing was written.");
    }
    agreed
}

fn show(report: &Report) -> Result<()> {
    if !report.diff.is_empty() {
        out::line(report.diff.trim_end_matches('\n'))?;
    }
    let counts = [
        ("added", report.added.len()),
        ("changed", report.changed.len()),
        ("restored", report.restored.len()),
        ("removed", report.removed.len()),
        ("as they should be", report.kept),
    ];
    let counts: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{n} {what}")).collect();
    let counts = if counts.is_empty() { "nothing to do".to_owned() } else { counts.join(", ") };
    out::note(&format!("Profiles: {counts}."));
    for (names, says) in [
        (&report.restored, "Something else edited these; they are written anew"),
        (&report.edited, "Something else edited these; they stay as they are"),
        (&report.stale, "No longer assigned; --prune takes them out"),
        (&report.superseded, "Called otherwise now; --prune takes the old names out"),
        (&report.parent_missing, "The role they are reached through has no profile"),
    ] {
        if !names.is_empty() {
            out::note(&format!("{says}: {}", spelled(names)));
        }
    }
    Ok(())
}

fn spelled(names: &[ProfileName]) -> String {
    let mut text = names.iter().take(SPELLED).map(ProfileName::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > SPELLED {
        text.push_str(&format!(" and {} more", names.len() - SPELLED));
    }
    text
}
