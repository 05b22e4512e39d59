//! `portico profiles`: profiles in the AWS config file that get their credentials from Portico.
//!
//! Rules: on a terminal the difference is shown before anything is written; `default` is touched only when it is named.

mod add;
mod list;
mod many;

use clap::Subcommand;
use portico_core::Result;

use crate::context::Context;
use crate::exit::Ending;

/// Verbs about profiles.
#[derive(Debug, Subcommand)]
pub(crate) enum ProfilesVerb {
    /// Show what `sync` would write, and what something else edited or left behind.
    Plan(many::SyncArgs),
    /// Give every role a profile: all, those that match, or favourites.
    Sync(many::WriteArgs),
    /// Write a profile for a role.
    Add(add::AddArgs),
    /// Take profiles out.
    Remove(many::RemoveArgs),
    /// Take back what was written last.
    Undo(many::UndoArgs),
    /// List the profiles Portico wrote.
    List,
}

/// Runs one of them.
///
/// # Errors
/// When the AWS config file cannot be understood or written, or the role is unknown.
pub(crate) async fn run(context: &Context, verb: ProfilesVerb) -> Result<Ending> {
    match verb {
        ProfilesVerb::Plan(args) => many::plan(context, args).await,
        ProfilesVerb::Sync(args) => many::sync(context, args).await,
        ProfilesVerb::Add(args) => add::add(context, args).await,
        ProfilesVerb::Remove(args) => many::remove(context, args).await,
        ProfilesVerb::Undo(args) => many::undo(context, &args).await,
        ProfilesVerb::List => list::list(context),
    }
}
