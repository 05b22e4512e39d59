//! `portico pick`, and `portico` alone: a role found by typing, and its console opened.

use clap::Args;
use portico_core::{Error, Result};

use crate::context::{Context, Meant};
use crate::exit::Ending;
use crate::out;
use crate::picker::{self, Purpose};
use crate::terminal::Terminal;
use crate::verbs::open;

/// What to begin with.
#[derive(Args, Debug, Default)]
pub(crate) struct PickArgs {
    /// Words to begin with.
    query: Vec<String>,
    /// Print portal, account and role, with tabs between them, and open nothing.
    #[arg(long)]
    print: bool,
}

/// Lets the person pick, and opens the console.
///
/// # Errors
/// When there is no terminal, nothing to pick from, or no browser.
pub(crate) async fn run(context: &Context, args: PickArgs) -> Result<Ending> {
    // What is picked may be read by a program; what is drawn may not.
    if !picker::may_pick(&context.environment, context.json && !args.print) {
        return Err(Error::invalid(
            "There is no terminal to pick on.",
            "List the accounts with portico list, and name one: portico open ACCOUNT",
        ));
    }
    let engine = context.engine(Terminal::default()).await?;
    let purpose = if args.print { Purpose::Other("print it") } else { Purpose::Open(None) };
    let Meant::Role(key, destination) = context.pick(&engine, &args.query.join(" "), purpose).await? else {
        return Ok(Ending::Cancelled);
    };
    if !args.print {
        return open::plainly(context, &engine, &key, destination).await;
    }
    if context.json {
        out::json(&key)?;
    } else {
        out::line(&format!("{}\t{}\t{}", key.portal, key.account, key.role))?;
    }
    Ok(Ending::Done)
}
