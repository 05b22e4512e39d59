//! `portico keychain`: where secrets are kept, and whether that works.

use std::sync::Arc;

use clap::{Args, Subcommand};
use portico_core::error::Problem;
use portico_core::moving::{self, Moving};
use portico_core::settings::Choice;
use portico_core::vault::{self, FileStore, Old, Vault};
use portico_core::{Code, Error, Result};
use portico_model::SystemClock;
use serde::Serialize;

use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::passphrase::Typed;

/// Verbs about the place of secrets.
#[derive(Debug, Subcommand)]
pub(crate) enum KeychainVerb {
    /// Say where secrets are kept, and try that out.
    Status,
    /// Keep secrets elsewhere, and take along what is kept.
    Use(UseArgs),
    /// Type the password now, so that nothing asks for it later.
    Unlock,
    /// Close the encrypted file, for every program of Portico.
    Lock,
    /// Choose another passphrase for the encrypted file.
    Passphrase,
}

/// Where to.
#[derive(Args, Debug)]
pub(crate) struct UseArgs {
    /// `system` (the keychain), `file` (encrypted with a passphrase) or `memory` (this run only).
    #[arg(value_name = "STORE")]
    store: String,
    /// Take nothing along: sign in again everywhere.
    #[arg(long)]
    forget: bool,
}

#[derive(Serialize)]
struct Status {
    store: Choice,
    /// `ready`, `locked`, `absent`, `silent`, `too_small`, `item_gone` or `failed`.
    state: &'static str,
    /// `passed`, `failed`, or `not_run` where it would have to ask for a password.
    self_test: &'static str,
    problem: Option<Problem>,
}

#[derive(Serialize)]
struct Used {
    store: Choice,
    /// How many secrets were taken along.
    moved: usize,
    /// The portals to sign in to again.
    signed_out: Vec<String>,
    /// What the old store did not let go of.
    left_behind: Option<Problem>,
}

/// Runs one of them.
///
/// # Errors
/// When the settings or the stores cannot be used, or the passphrase is not given.
pub(crate) async fn run(context: &Context, verb: KeychainVerb) -> Result<Ending> {
    match verb {
        KeychainVerb::Status => status(context).await?,
        KeychainVerb::Use(args) => move_to(context, args.store.parse()?, args.forget).await?,
        KeychainVerb::Unlock => {
            Vault::of_system(&context.home, Arc::new(Typed)).unlock().await?;
            say(context, "ready", "Unlocked.")?;
        }
        KeychainVerb::Lock => {
            file_of(context, "Lock it with the means of your desktop.")?.close();
            say(context, "locked", "Locked. Unlock it with `portico keychain unlock`.")?;
        }
        KeychainVerb::Passphrase => {
            let store = file_of(context, "Change it with the means of your desktop.")?;
            asking(move || Ok(store.change_passphrase()?)).await?;
            say(context, "ready", "The new passphrase holds from now on.")?;
        }
    }
    Ok(Ending::Done)
}

/// Whether a session would outlast this command.
///
/// # Errors
/// When the person chose that it does not.
pub(crate) fn lasting(context: &Context) -> Result<()> {
    if Choice::load(&context.home)? != Choice::Memory {
        return Ok(());
    }
    Err(Error::new(
        Code::KeychainAbsent,
        "You chose to keep secrets in memory only, so this sign-in would end with this command.",
        "Sign in in Portico's window, or choose a lasting place with `portico keychain use system`.",
    ))
}

async fn status(context: &Context) -> Result<()> {
    let store = Choice::load(&context.home)?;
    let vault = Vault::of_system(&context.home, Arc::new(Typed)).quietly();
    let error = vault::self_test(&vault, &context.home).await.err();
    let code = error.as_ref().map(Error::code);
    let self_test = match code {
        None => "passed",
        Some(Code::KeychainLocked) => "not_run",
        Some(_) => "failed",
    };
    let problem = error.as_ref().map(Problem::from);
    let status = Status { store, state: state(code), self_test, problem };
    if context.json {
        return out::json(&status);
    }
    let works = match status.problem {
        None => "It works: a probe was written, read back and removed.".to_owned(),
        Some(problem) => format!("{} {}", problem.message, problem.remedy),
    };
    out::line(&format!("Secrets are kept {}. {works}", place(store)))
}

fn state(code: Option<Code>) -> &'static str {
    match code {
        None => "ready",
        Some(Code::KeychainLocked) => "locked",
        Some(Code::KeychainAbsent) => "absent",
        Some(Code::KeychainSilent) => "silent",
        Some(Code::KeychainTooSmall) => "too_small",
        Some(Code::KeychainItemGone) => "item_gone",
        Some(_) => "failed",
    }
}

fn place(store: Choice) -> &'static str {
    match store {
        Choice::System => "in the keychain of this system",
        Choice::Memory => "in memory, for the time of each run",
        Choice::File => "in an encrypted file",
    }
}

async fn move_to(context: &Context, new: Choice, forget: bool) -> Result<()> {
    let home = &context.home;
    if Choice::load(home)? == new && !(forget && new == Choice::File) {
        return say(context, "ready", &format!("Secrets are kept {} already.", place(new)));
    }
    // Nothing outlasts this command in memory.
    let from = if forget || new == Choice::Memory { Old::Forgotten } else { Old::Whole };
    let moving = moving::to(home, &(Arc::new(Typed) as _), new, from).await?;
    tell(context, new, moving)
}

fn tell(context: &Context, store: Choice, moving: Moving) -> Result<()> {
    let left_behind = moving.left_behind.as_ref().map(Problem::from);
    let signed_out: Vec<String> = moving.signed_out.iter().map(ToString::to_string).collect();
    if context.json {
        return out::json(&Used { store, moved: moving.moved, signed_out, left_behind });
    }
    out::line(&format!("Secrets are now kept {}; {} came along.", place(store), moving.moved))?;
    if !signed_out.is_empty() {
        out::note(&format!("Not signed in: {}. Sign in with `portico login`.", signed_out.join(", ")));
    }
    if let Some(problem) = left_behind {
        out::note(&format!("The old place still holds secrets: {} {}", problem.message, problem.remedy));
    }
    Ok(())
}

fn say(context: &Context, state: &'static str, text: &str) -> Result<()> {
    #[derive(Serialize)]
    struct State {
        store: Choice,
        state: &'static str,
    }
    if context.json {
        out::json(&State { store: Choice::load(&context.home)?, state })
    } else {
        out::line(text)
    }
}

fn file(context: &Context) -> FileStore {
    FileStore::of(&context.home, Arc::new(Typed), Arc::new(SystemClock))
}

/// The encrypted file, where secrets are kept in it.
fn file_of(context: &Context, remedy: &str) -> Result<FileStore> {
    match Choice::load(&context.home)? {
        Choice::File => Ok(file(context)),
        other @ (Choice::System | Choice::Memory) => Err(Error::invalid(
            format!("Secrets are kept {}, which Portico does not lock.", place(other)),
            remedy,
        )),
    }
}

/// Waits for the person without holding up the rest.
async fn asking<T: Send + 'static>(question: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(question)
        .await
        .map_err(|error| Error::internal(format!("The question could not be asked: {error}.")))?
}
