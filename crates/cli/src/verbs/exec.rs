//! `portico exec`: run a program with a role's credentials in its environment.
//!
//! Rules: whatever could outrank or contradict those credentials is taken out of the environment first; on Unix the
//! program takes this one's place, so that signals, terminal and exit code are its own. With `--server` this process stays to
//! answer, and passes signals and the exit code on.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use clap::Args;
use portico_core::catalog::AccountEntry;
use portico_core::credentials::Credentials;
use portico_core::engine::{Command as EngineCommand, Engine};
use portico_core::export::{self, RIVALS};
use portico_core::harden::CoreLimit;
use portico_core::journal::{Draft, Kind};
use portico_core::prompt;
use portico_core::role::RoleKey;
use portico_core::serve::Terms;
use portico_core::settings::Portal;
use portico_core::{Error, Result};

use crate::args::{ConsentArgs, RoleArgs};
use crate::context::{self, Context, Meant};
use crate::exit::Ending;
use crate::picker::Purpose;
use crate::signals::Signals;
use crate::terminal::{Talk, Terminal};
use crate::verbs::{self, env};
use crate::words::moment;

/// Which credentials, for which program.
#[derive(Args, Debug)]
pub(crate) struct ExecArgs {
    #[command(flatten)]
    role: RoleArgs,
    /// Serve the credentials on a local address while the program runs, so that it gets new ones before they end.
    #[arg(long)]
    server: bool,
    /// The Region to set.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    #[command(flatten)]
    consent: ConsentArgs,
    /// The program and its arguments, after `--`.
    #[arg(last = true, required = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

/// Runs the program with the person's own `core_limit`; its exit code is this one's.
///
/// # Errors
/// When the credentials cannot be had, or the program cannot be started.
pub(crate) fn run(context: &Context, args: ExecArgs, core_limit: CoreLimit) -> Result<Ending> {
    if args.server {
        return crate::running(serve(context, &args, core_limit));
    }
    let mut prepared = None;
    let ending = crate::interruptible(async {
        prepared = prepare(context, &args).await?;
        Ok(if prepared.is_some() { Ending::Done } else { Ending::Cancelled })
    })?;
    match prepared {
        Some(command) => {
            context.tell_trouble();
            core_limit.restore();
            become_it(command, &args.command[0])
        }
        None => Ok(ending),
    }
}

/// The program with its credentials; nothing when the person leaves the picker.
async fn prepare(context: &Context, args: &ExecArgs) -> Result<Option<Command>> {
    let mut command = bare(context, args)?;
    let engine = context.engine(Terminal::default()).await?;
    let Meant::Role(key, _) = meant(context, &engine, args).await? else { return Ok(None) };
    let credentials = env::credentials(context, &engine, &args.consent, &key).await?;
    let portal = context.portal(Some(key.portal.as_str()))?;
    equip(&mut command, &portal, &credentials);
    let passed = Draft::of_role(Kind::CredentialsPassed, &key).until(credentials.expires);
    context.journal().record(passed.with("command", command_name(args)));
    command.env(prompt::VARIABLE, worn(&engine, &key, Some(&credentials.access_key_id)));
    Ok(Some(command))
}

async fn meant(context: &Context, engine: &Engine, args: &ExecArgs) -> Result<Meant> {
    let program = portico_core::text::clean(&args.command[0].to_string_lossy(), 40);
    context.role_of(engine, &args.role, Purpose::Other(&format!("run {program}"))).await
}

/// The program without its folder; its arguments may be anything, and are nobody's business.
fn command_name(args: &ExecArgs) -> String {
    let name = Path::new(&args.command[0]).file_name().unwrap_or(&args.command[0]);
    name.to_string_lossy().into_owned()
}

/// What a shell's prompt shows of the role.
fn worn(engine: &Engine, key: &RoleKey, access_key_id: Option<&str>) -> String {
    let account = engine.parts().catalog.entry(&key.portal, &key.account).ok().flatten();
    let title = account.as_ref().map(AccountEntry::title).unwrap_or_default();
    prompt::worn(key, access_key_id, &title)
}

/// Runs the program beside an endpoint of its own, which ends with it.
async fn serve(context: &Context, args: &ExecArgs, core_limit: CoreLimit) -> Result<Ending> {
    let mut command = bare(context, args)?;
    let mut signals = Signals::hear()?;
    let opening = async {
        let engine = context.engine(Terminal { talk: Talk::Silent, ..Terminal::default() }).await?;
        let Meant::Role(key, _) = meant(context, &engine, args).await? else { return Ok(None) };
        let portal = context.portal(Some(key.portal.as_str()))?;
        let worn = worn(&engine, &key, None);
        let place = verbs::serve::open(
            context,
            &engine,
            &args.consent,
            key,
            Terms { idle: None, until_locked: false },
        )
        .await?;
        Ok::<_, Error>(Some((engine, portal, place, worn)))
    };
    let opened = tokio::select! {
        opened = opening => opened?,
        () = signals.stop() => None,
    };
    let Some((engine, portal, place, worn)) = opened else { return Ok(Ending::Cancelled) };
    command.env(prompt::VARIABLE, worn);
    for (name, value) in export::container_variables(&place, portal.endpoint.as_ref()) {
        command.env(name, value.expose());
    }
    let ran = run_beside(command, &mut signals, core_limit).await;
    // It may have ended by itself before.
    drop(engine.run(EngineCommand::StopServing(place.port)).await);
    ran.map_err(|error| not_started(&args.command[0], &error))?.map(Ending::Child)
}

/// Runs the program to its end; the outer error is that it did not start.
async fn run_beside(
    command: Command,
    signals: &mut Signals,
    core_limit: CoreLimit,
) -> std::io::Result<Result<u8>> {
    let mut command = tokio::process::Command::from(command);
    core_limit.restore();
    let started = command.spawn();
    // The limit is the program's only; the secrets stay here.
    let _own = CoreLimit::lower();
    Ok(signals.accompany(&mut started?).await)
}

/// The program without any credentials.
fn bare(context: &Context, args: &ExecArgs) -> Result<Command> {
    let region = context::region(args.region.as_deref())?;
    let mut command = Command::new(&args.command[0]);
    command.args(&args.command[1..]);
    if let Some(home) = context.home.root() {
        command.env("PORTICO_HOME", home);
    }
    for name in RIVALS {
        command.env_remove(name);
    }
    if let Some(region) = region {
        // boto3 reads the second one only.
        command.env("AWS_REGION", region.as_str()).env("AWS_DEFAULT_REGION", region.as_str());
    }
    Ok(command)
}

/// Gives `command` these credentials; those of a local Identity Center come with its address.
fn equip(command: &mut Command, portal: &Portal, credentials: &Credentials) {
    command.env("AWS_ACCESS_KEY_ID", &credentials.access_key_id);
    command.env("AWS_SECRET_ACCESS_KEY", credentials.secret_access_key.expose());
    command.env("AWS_SESSION_TOKEN", credentials.session_token.expose());
    command.env("AWS_CREDENTIAL_EXPIRATION", moment(credentials.expires.as_second()));
    if let Some(endpoint) = &portal.endpoint {
        for name in export::LOCAL_ENDPOINTS {
            command.env(name, endpoint.as_str().trim_end_matches('/'));
        }
    }
}

#[cfg(unix)]
fn become_it(mut command: Command, program: &OsString) -> Result<Ending> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(not_started(program, &error))
}

#[cfg(not(unix))]
fn become_it(mut command: Command, program: &OsString) -> Result<Ending> {
    let status = command.status().map_err(|error| not_started(program, &error))?;
    Ok(Ending::Child(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)))
}

fn not_started(program: &OsString, error: &std::io::Error) -> Error {
    let program = portico_core::text::clean(&program.to_string_lossy(), 80);
    Error::invalid(format!("{program} cannot be run: {error}."), "Check its name and that it is on the PATH.")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::Timestamp;
    use portico_core::disk::Environment;

    use super::*;

    #[test]
    fn rivals_go_and_local_credentials_come_with_their_address() {
        let start = "https://securecart.awsapps.com/start";
        let portal = Portal::parse("demo", start, "eu-west-1", Some("http://127.0.0.1:8400")).expect("valid");
        let credentials = Credentials {
            access_key_id: "ASIAEMU".to_owned(),
            secret_access_key: "s".to_owned().into(),
            session_token: "t".to_owned().into(),
            expires: Timestamp::UNIX_EPOCH,
            account: "384925016173".parse().expect("an account"),
        };
        let (home, environment) = (tempfile::tempdir().expect("a folder"), Environment::default());
        let home = portico_core::disk::Home::at(home.path()).expect("a home");
        let role = RoleArgs { account: Some("Dev".into()), ..RoleArgs::default() };
        let consent = ConsentArgs::default();
        let args = ExecArgs { role, server: false, region: None, consent, command: vec!["true".into()] };
        let mut command = bare(&Context::at(home, environment, false), &args).expect("a command");
        equip(&mut command, &portal, &credentials);
        let set: BTreeMap<_, _> = command.get_envs().collect();
        let value = |name: &str| set.get(std::ffi::OsStr::new(name)).copied().flatten();
        assert_eq!(value("AWS_ACCESS_KEY_ID"), Some("ASIAEMU".as_ref()));
        assert_eq!(value("AWS_ENDPOINT_URL_STS"), Some("http://127.0.0.1:8400".as_ref()));
        assert_eq!(set.get(std::ffi::OsStr::new("AWS_PROFILE")), Some(&None));
    }
}
