//! `portico completions`: a script that teaches a shell the verbs and flags.

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use portico_core::Result;
use serde::Serialize;

use crate::args::Cli;
use crate::context::Context;
use crate::exit::Ending;
use crate::out;

/// For which shell.
#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

/// Prints the script.
///
/// # Errors
/// When stdout cannot be written.
pub(crate) fn run(context: &Context, args: &CompletionsArgs) -> Result<Ending> {
    #[derive(Serialize)]
    struct Script {
        shell: String,
        script: String,
    }
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "portico", &mut script);
    if context.json {
        let script = String::from_utf8_lossy(&script).into_owned();
        out::json(&Script { shell: args.shell.to_string(), script })?;
    } else {
        out::raw(&script)?;
    }
    Ok(Ending::Done)
}
