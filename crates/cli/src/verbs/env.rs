//! `portico env`: a role's credentials, ready for a shell to evaluate.

use clap::Args;
use portico_core::Result;
use portico_core::credentials::Credentials;
use portico_core::engine::Engine;
use portico_core::export::{self, Form};
use portico_core::journal::{Draft, Kind};
use portico_core::policy::Act;
use portico_core::role::RoleKey;

use portico_model::Clock;

use crate::args::{ConsentArgs, RoleArgs};
use crate::confirm;
use crate::context::{self, Context, Meant};
use crate::exit::Ending;
use crate::out;
use crate::picker::Purpose;
use crate::terminal::Terminal;

/// Which credentials, and in which form.
#[derive(Args, Debug)]
pub(crate) struct EnvArgs {
    #[command(flatten)]
    role: RoleArgs,
    /// For what: bash, zsh, fish, nushell, powershell, cmd, env (a .env file), docker (an --env-file) or json; your shell when left out.
    #[arg(long, value_name = "FORM", conflicts_with = "json")]
    form: Option<String>,
    /// The Region to set.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    #[command(flatten)]
    consent: ConsentArgs,
}

/// Prints them.
///
/// # Errors
/// When the role is unknown or not assigned, or nobody is signed in.
pub(crate) async fn run(context: &Context, args: EnvArgs) -> Result<Ending> {
    let form = match (args.form.as_deref(), context.json) {
        (_, true) => Form::Json,
        (Some(form), false) => form.parse()?,
        (None, false) => export::usual(&context.environment),
    };
    let region = context::region(args.region.as_deref())?;
    let engine = context.engine(Terminal::default()).await?;
    let meant = context.role_of(&engine, &args.role, Purpose::Other("print its credentials")).await?;
    let Meant::Role(key, _) = meant else { return Ok(Ending::Cancelled) };
    let credentials = credentials(context, &engine, &args.consent, &key).await?;
    let printed = Draft::of_role(Kind::CredentialsPrinted, &key).until(credentials.expires);
    context.journal().record(printed.with("form", form));
    let portal = context.portal(Some(key.portal.as_str()))?;
    let text = export::render(form, &credentials, region.as_ref(), portal.endpoint.as_ref());
    out::line(text.expose().trim_end_matches('\n'))?;
    Ok(Ending::Done)
}

/// The credentials of `key`, which counts as a use of the role.
///
/// # Errors
/// When they cannot be had.
pub(crate) async fn credentials(
    context: &Context,
    engine: &Engine,
    said: &ConsentArgs,
    key: &RoleKey,
) -> Result<Credentials> {
    let portal = context.portal(Some(key.portal.as_str()))?;
    confirm::permit(context, engine, said, key, Act::HandOut).await?;
    let parts = engine.parts();
    let credentials = parts.sessions.credentials(&portal, key).await?;
    parts.catalog.used(key, parts.clock.now())?;
    Ok(credentials)
}
