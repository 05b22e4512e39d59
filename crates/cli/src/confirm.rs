//! A guarded role at the terminal: its name is typed, and a reason given where one is wanted.

use portico_core::engine::{Command, Consent, Engine, Reply};
use portico_core::policy::{Act, Ask};
use portico_core::role::RoleKey;
use portico_core::{Error, Result};

use crate::context::Context;
use crate::out;
use crate::terminal;

/// Runs a command, and asks the person first where it has to be confirmed.
///
/// # Errors
/// Those of the command, and when nobody can be asked or they did not confirm it.
pub(crate) async fn run(context: &Context, engine: &Engine, command: Command) -> Result<Reply> {
    let reply = engine.run(command.clone()).await?;
    let Reply::Asked(ask) = reply else { return Ok(reply) };
    let reply = engine.run_with(command, &ask_person(context, &ask)?).await?;
    if let Reply::Asked(ask) = reply { Err(ask.unanswered()) } else { Ok(reply) }
}

/// Asks the person, where it has to be confirmed, before `act` is done with a role.
///
/// # Errors
/// When it is refused, nobody can be asked or they did not confirm it.
pub(crate) async fn permit(context: &Context, engine: &Engine, key: &RoleKey, act: Act) -> Result<()> {
    let Some(ask) = engine.permit(key, act, &Consent::default()).await? else { return Ok(()) };
    let consent = ask_person(context, &ask)?;
    match engine.permit(key, act, &consent).await? {
        None => Ok(()),
        Some(ask) => Err(ask.unanswered()),
    }
}

fn ask_person(context: &Context, ask: &Ask) -> Result<Consent> {
    if !terminal::may_ask(context.json) {
        return Err(ask.unanswered());
    }
    out::note(&ask.sentence);
    let reason = if ask.reason {
        let text = terminal::ask("Why? ").unwrap_or_default();
        Some(text.parse()?)
    } else {
        None
    };
    let question = match ask.length {
        Some(length) => format!("For {} minutes: type {} to go on: ", length.as_mins(), ask.name),
        None => format!("Type {} to go on: ", ask.name),
    };
    let typed = terminal::ask(&question)
        .ok_or_else(|| Error::invalid("Nothing was typed; nothing was done.", "Type the name to go on."))?;
    Ok(Consent { held: false, typed: Some(typed), reason })
}
