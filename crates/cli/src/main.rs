//! `portico`, the companion command: the same engine as the window, for terminals and scripts.
//!
//! Rules: one verb per file; what was asked for goes to stdout, everything said about it to stderr; a question is
//! asked only on a terminal; how it ends is one of [`exit::Exit`]. `portico credentials` never starts the engine.

mod args;
mod confirm;
mod context;
mod exit;
mod out;
mod passphrase;
mod picker;
mod signals;
mod table;
mod terminal;
mod verbs;
mod words;

use std::future::Future;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use portico_core::disk::Environment;
use portico_core::harden::{self, CoreLimit};
use portico_core::{Error, Result};

use crate::args::{Cli, Verb};
use crate::context::Context;
use crate::exit::{Ending, Exit};
use crate::verbs::eks::EksVerb;
use crate::verbs::pick::PickArgs;

fn main() -> ExitCode {
    let mut cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return wrong_use(&error),
    };
    let core_limit = CoreLimit::lower();
    harden::be_unreadable();
    let environment = Environment::of_process();
    start_log(environment.text("PORTICO_LOG"));
    let Some(verb) = cli.verb.take().or_else(|| usual_verb(&environment, cli.json)) else {
        return wrong_use(&verb_missing());
    };
    if let Verb::Prompt(args) = &verb {
        return ended(verbs::prompt::run(&environment, cli.json, args), |error| {
            out::failure(error, cli.json)
        });
    }
    let is_helper = matches!(verb, Verb::Credentials(_) | Verb::Eks(EksVerb::Token(_)));
    let json = cli.json;
    let ending = Context::new(&cli, environment).and_then(|context| {
        context.withdraw_expired_keys();
        let ending = run(verb, &context, core_limit);
        if !is_helper {
            // Tools print whatever a helper says.
            context.tell_trouble();
        }
        ending
    });
    ended(
        ending,
        |error| if is_helper && !json { out::one_line_failure(error) } else { out::failure(error, json) },
    )
}

/// The exit code of what a verb came to; `tell` says why it failed.
fn ended(ending: Result<Ending>, tell: impl FnOnce(&Error)) -> ExitCode {
    match ending {
        Ok(ending) => ending.into(),
        Err(error) => {
            tracing::debug!(?error, "failed");
            tell(&error);
            Exit::of(error.code()).into()
        }
    }
}

/// What is done where no verb is given: on a terminal a role is picked.
fn usual_verb(environment: &Environment, json: bool) -> Option<Verb> {
    picker::may_pick(environment, json).then(|| Verb::Pick(PickArgs::default()))
}

/// What clap says where a verb is missing.
fn verb_missing() -> clap::Error {
    Cli::command().error(ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, Cli::command().render_help())
}

fn run(verb: Verb, context: &Context, core_limit: CoreLimit) -> Result<Ending> {
    match verb {
        Verb::Portals(verb) => interruptible(verbs::portals::run(context, verb)),
        Verb::Login(args) => running(verbs::login::run(context, args)),
        Verb::Status(args) => interruptible(verbs::status::run(context, args)),
        Verb::Logout(args) => interruptible(verbs::logout::run(context, args)),
        Verb::List(args) => interruptible(verbs::list::run(context, args)),
        Verb::Open(args) => interruptible(verbs::open::run(context, args)),
        Verb::Pick(args) => interruptible(verbs::pick::run(context, args)),
        Verb::Env(args) => interruptible(verbs::env::run(context, args)),
        Verb::Exec(args) => verbs::exec::run(context, args, core_limit),
        Verb::Serve(args) => running(verbs::serve::run(context, args)),
        Verb::Credentials(args) => verbs::credentials::run(context, &args),
        Verb::Eks(verb) => verbs::eks::run(context, verb),
        Verb::Profiles(verb) => interruptible(verbs::profiles::run(context, verb)),
        Verb::Keychain(verb) => interruptible(verbs::keychain::run(context, verb)),
        Verb::Browsers(args) => interruptible(verbs::browsers::run(context, args)),
        Verb::Consoles(args) => interruptible(verbs::consoles::run(context, args)),
        Verb::Journal(args) => verbs::journal::run(context, args),
        Verb::Doctor(args) => interruptible(verbs::doctor::run(context, args)),
        Verb::Center(args) => running(verbs::center::run(context, args)),
        Verb::Completions(args) => verbs::completions::run(context, &args),
        Verb::Prompt(args) => verbs::prompt::run(&context.environment, context.json, &args),
        Verb::Man(args) => verbs::man::run(context, &args),
        Verb::ExitCodes => verbs::exit_codes::run(context),
    }
}

/// Runs a verb that minds Ctrl-C itself.
pub(crate) fn running(verb: impl Future<Output = Result<Ending>>) -> Result<Ending> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime =
        runtime.map_err(|error| Error::internal(format!("No threads could be started: {error}.")))?;
    let ending = runtime.block_on(verb);
    runtime.shutdown_background();
    ending
}

/// Runs a verb that Ctrl-C simply ends.
pub(crate) fn interruptible(verb: impl Future<Output = Result<Ending>>) -> Result<Ending> {
    running(async {
        tokio::select! {
            ending = verb => ending,
            _ = tokio::signal::ctrl_c() => Ok(Ending::Cancelled),
            () = signals::told_to_stop() => Ok(Ending::Cancelled),
        }
    })
}

/// Says what clap found wrong: as JSON when that was asked for, in one line for tools that run the helper.
fn wrong_use(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return match error.print() {
            Ok(()) => Exit::Done.into(),
            // Whoever read it had enough.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done.into(),
            Err(_) => Exit::File.into(),
        };
    }
    let given: Vec<_> = std::env::args_os().skip(1).collect();
    let json = given.iter().any(|arg| arg == "--json");
    let is_helper = given.iter().any(|arg| arg == "credentials")
        || given.windows(2).any(|words| words[0] == "eks" && words[1] == "token");
    if json || is_helper {
        let error = Error::invalid(complaint(error), "See `portico help`.");
        if json { out::failure(&error, true) } else { out::one_line_failure(&error) }
    } else {
        // Nothing is left to be done when stderr is closed.
        drop(error.print());
    }
    Exit::WrongUse.into()
}

/// What clap complains about, in one line: its first paragraph.
fn complaint(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "A verb is missing.".to_owned();
    }
    let text = error.to_string();
    let lines = text.lines().take_while(|line| !line.trim().is_empty()).map(str::trim);
    let sentence = lines.collect::<Vec<_>>().join(" ");
    format!("Wrong use: {}.", sentence.trim_start_matches("error: ").trim_end_matches('.'))
}

/// The log goes to stderr, and only when `PORTICO_LOG` asks for it (`debug`, `portico_core=trace`, ...).
fn start_log(filter: Option<&str>) {
    let Some(filter) = filter else { return };
    let filter = tracing_subscriber::EnvFilter::new(filter);
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_use_is_told_in_one_line() {
        let said = |line: &str| {
            let parsed = Cli::try_parse_from(std::iter::once("portico").chain(line.split(' ')));
            complaint(&parsed.expect_err(line))
        };
        let missing = said("credentials --portal demo");
        assert!(
            missing.contains("--account <ACCOUNT> --role <ROLE>") && !missing.contains('\n'),
            "{missing}"
        );
        assert_eq!(said("portals"), "A verb is missing.");
    }
}
