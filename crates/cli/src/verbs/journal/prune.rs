//! `portico journal prune`: old entries go, and that is recorded.

use clap::Args;
use jiff::tz::TimeZone;
use portico_core::{Error, Result};
use portico_model::{Clock, SystemClock};
use serde::Serialize;

use super::since;
use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::terminal::{ask, may_ask};

/// Which go.
#[derive(Args, Debug)]
pub(super) struct PruneArgs {
    /// Entries before this go: so long ago (400d), or a day (2026-01-01).
    #[arg(long, value_name = "WHEN")]
    before: String,
    /// Why, for the journal.
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Do not ask.
    #[arg(long)]
    yes: bool,
}

/// Removes them.
///
/// # Errors
/// When nobody can be asked, the journal is not whole, or it cannot be written.
pub(super) fn run(context: &Context, args: &PruneArgs) -> Result<Ending> {
    #[derive(Serialize)]
    struct Gone {
        removed: u64,
        through: Option<String>,
    }
    let before = since(&args.before, SystemClock.now(), TimeZone::system())?;
    if !args.yes {
        if !may_ask(context.json) {
            return Err(Error::invalid(
                "Removing entries has to be confirmed, and there is no terminal to ask on.",
                "Add --yes.",
            ));
        }
        let answer = ask(&format!("Remove every entry before {before} for good? [y/N] "));
        if !answer.is_some_and(|answer| answer.eq_ignore_ascii_case("y")) {
            return Ok(Ending::Cancelled);
        }
    }
    let pruned = context.journal().prune(before, &args.reason)?;
    if context.json {
        out::json(&Gone { removed: pruned.removed, through: pruned.through.map(|mark| mark.to_string()) })?;
    } else {
        match pruned.removed {
            0 => out::note("Nothing is so old."),
            1 => out::line("One entry was removed.")?,
            removed => out::line(&format!("{removed} entries were removed."))?,
        }
    }
    Ok(Ending::Done)
}
