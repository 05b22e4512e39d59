//! `portico serve`: a role's credentials on a local address, until told to stop.
//!
//! Rule: whoever knows the address and the token has the credentials, so both are told once, on stdout or in a file of the
//! person's own, and end with this process.

use std::path::{Path, PathBuf};

use clap::Args;
use portico_core::disk;
use portico_core::engine::{Command, Engine};
use portico_core::export::{self, Form};
use portico_core::role::RoleKey;
use portico_core::serve::{Place, Terms};
use portico_core::settings::Portal;
use portico_core::{Error, Result};

use crate::args::{ChoiceArgs, ConsentArgs};
use crate::confirm;
use crate::context::{Context, Meant};
use crate::exit::Ending;
use crate::out;
use crate::picker::Purpose;
use crate::signals::Signals;
use crate::terminal::{Talk, Terminal};

/// The first line of a file that this verb wrote, by which it knows it again.
const MARK: &str = "# Written by `portico serve`, and gone when that ends.\n";

/// Which credentials, told how, and for how long.
#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    /// The account: its number, its number grouped by dashes, or its name; asked for on a terminal when left out.
    #[arg(conflicts_with = "account_flag")]
    account: Option<String>,
    /// The role (permission set); the weakest one when left out.
    #[arg(value_name = "ROLE", id = "role_word", conflicts_with_all = ["account_flag", "role"])]
    role_word: Option<String>,
    /// The account, as a flag.
    #[arg(long = "account", id = "account_flag", value_name = "ACCOUNT")]
    account_flag: Option<String>,
    #[command(flatten)]
    choice: ChoiceArgs,
    /// For what: bash, zsh, fish, powershell, cmd, env (a .env file) or json; your shell when left out.
    #[arg(long, visible_alias = "format", value_name = "FORM", conflicts_with = "json")]
    form: Option<String>,
    /// Write the variables into this file instead, as `docker run --env-file` reads them.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["form", "json"])]
    env_file: Option<PathBuf>,
    /// Stop when nobody has asked for so many minutes; 0: never.
    #[arg(long, value_name = "MINUTES", default_value_t = 60)]
    idle: u32,
    /// Stop when the screen is locked.
    #[arg(long)]
    stop_on_lock: bool,
    #[command(flatten)]
    consent: ConsentArgs,
}

/// Serves until Ctrl-C, the sign-out, or nobody has asked for a while.
///
/// # Errors
/// When the role is unknown or not assigned, nobody is signed in, or nothing can be listened on.
pub(crate) async fn run(context: &Context, args: ServeArgs) -> Result<Ending> {
    let form = match (args.form.as_deref(), context.json) {
        (_, true) => Form::Json,
        (Some(form), false) => form.parse()?,
        (None, false) => export::usual(&context.environment),
    };
    let file = args.env_file.as_deref().map(EnvFile::at).transpose()?;
    let account = args.account.or(args.account_flag);
    let choice = ChoiceArgs { role: args.role_word.or(args.choice.role), ..args.choice };
    let terms = Terms::of(args.idle, args.stop_on_lock);
    let mut signals = Signals::hear()?;
    let opening = async {
        let engine = context.engine(Terminal { talk: Talk::OfTools, ..Terminal::default() }).await?;
        let meant = context
            .role_or_pick(&engine, account.as_deref(), &choice, Purpose::Other("serve its credentials"))
            .await?;
        let Meant::Role(key, _) = meant else { return Ok(None) };
        let place = open(context, &engine, &args.consent, key.clone(), terms).await?;
        Ok::<_, Error>(Some((engine, key, place)))
    };
    let opened = tokio::select! {
        opened = opening => opened?,
        () = signals.stop() => None,
    };
    let Some((engine, key, place)) = opened else { return Ok(Ending::Cancelled) };
    let portal = context.portal(Some(key.portal.as_str()))?;
    let told = match &file {
        Some(file) => file.write(&place, &portal),
        None => {
            let text = export::container(form, &place, portal.endpoint.as_ref());
            out::line(text.expose().trim_end_matches('\n'))
        }
    };
    if told.is_ok() {
        out::note(&format!("Serving {key} on 127.0.0.1:{}. Ctrl-C stops it.", place.port));
        tokio::select! {
            () = engine.serves_no_more() => {
                out::note("It has ended: signed out, locked, or nobody asked any more.");
            }
            () = signals.stop() => {}
        }
    }
    // It may have ended by itself just now.
    drop(engine.run(Command::StopServing(place.port)).await);
    told.map(|()| Ending::Done)
}

/// Opens an endpoint in this process.
///
/// # Errors
/// When there are no credentials to give, or nothing can be listened on.
pub(crate) async fn open(
    context: &Context,
    engine: &Engine,
    said: &ConsentArgs,
    key: RoleKey,
    terms: Terms,
) -> Result<Place> {
    confirm::run(context, engine, said, Command::Serve(key, terms)).await?.serving()
}

/// The file for a container. It goes when this does.
struct EnvFile(PathBuf);

impl EnvFile {
    /// A file that is somebody else's is left alone.
    fn at(path: &Path) -> Result<Self> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        match disk::read_bytes(&path)? {
            Some(text) if !text.starts_with(MARK.as_bytes()) => Err(Error::invalid(
                format!("{} holds something that `portico serve` did not write.", path.display()),
                "Choose another file; `docker run` takes several --env-file.",
            )),
            Some(_) | None => Ok(Self(path)),
        }
    }

    fn write(&self, place: &Place, portal: &Portal) -> Result<()> {
        let text = export::container(Form::Dotenv, place, portal.endpoint.as_ref());
        disk::write_atomic(&self.0, format!("{MARK}{}", text.expose()).as_bytes())
    }
}

impl Drop for EnvFile {
    fn drop(&mut self) {
        let is_ours =
            matches!(disk::read_bytes(&self.0), Ok(Some(text)) if text.starts_with(MARK.as_bytes()));
        // One that cannot be removed opens nothing any more.
        drop(is_ours.then(|| disk::remove(&self.0)));
    }
}
