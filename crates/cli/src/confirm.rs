//! A guarded role at the terminal: its name is typed, and a reason given where one is wanted; scripts say both beforehand.

use portico_core::engine::{Command, Consent, Engine, Reply};
use portico_core::policy::{Act, Ask};
use portico_core::role::RoleKey;
use portico_core::{Error, Result};

use crate::args::ConsentArgs;
use crate::context::Context;
use crate::out;
use crate::terminal;

/// Runs a command, and asks the person first where it has to be confirmed.
///
/// # Errors
/// Those of the command, and when nobody can be asked or they did not confirm it.
pub(crate) async fn run(
    context: &Context,
    engine: &Engine,
    said: &ConsentArgs,
    command: Command,
) -> Result<Reply> {
    let reply = engine.run_with(command.clone(), &beforehand(said)?).await?;
    let Reply::Asked(ask) = reply else { return Ok(reply) };
    let reply = engine.run_with(command, &consent(context, said, &ask)?).await?;
    if let Reply::Asked(ask) = reply { Err(ask.unanswered()) } else { Ok(reply) }
}

/// Asks the person, where it has to be confirmed, before `act` is done with a role.
///
/// # Errors
/// When it is refused, nobody can be asked or they did not confirm it.
pub(crate) async fn permit(
    context: &Context,
    engine: &Engine,
    said: &ConsentArgs,
    key: &RoleKey,
    act: Act,
) -> Result<()> {
    let Some(ask) = engine.permit(key, act, &beforehand(said)?).await? else { return Ok(()) };
    let consent = consent(context, said, &ask)?;
    match engine.permit(key, act, &consent).await? {
        None => Ok(()),
        Some(ask) => Err(ask.unanswered()),
    }
}

/// What was said beforehand.
fn beforehand(said: &ConsentArgs) -> Result<Consent> {
    let reason = said.reason.as_deref().map(str::parse).transpose()?;
    Ok(Consent { held: false, typed: said.confirm.clone(), reason })
}

/// The same, and what the person answers to the rest.
fn consent(context: &Context, said: &ConsentArgs, ask: &Ask) -> Result<Consent> {
    let Consent { typed, reason, .. } = beforehand(said)?;
    if !terminal::may_ask(context.json) {
        return Err(ask.unanswered());
    }
    out::note(&ask.sentence);
    let reason = if ask.reason && reason.is_none() {
        let text = terminal::ask("Why? ").unwrap_or_default();
        Some(text.parse()?)
    } else {
        reason
    };
    if typed.is_some() {
        return Ok(Consent { held: false, typed, reason });
    }
    let question = format!("For {} minutes: type {} to go on: ", ask.length.as_mins(), ask.name);
    let typed = terminal::ask(&question)
        .ok_or_else(|| Error::invalid("Nothing was typed; nothing was done.", "Type the name to go on."))?;
    Ok(Consent { held: false, typed: Some(typed), reason })
}
