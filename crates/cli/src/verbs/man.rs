//! `portico man`: the manual, a page for each verb, made from the same definition as the help.

use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};
use clap_mangen::Man;
use portico_core::{Code, Error, Result, disk};

use crate::args::Cli;
use crate::context::Context;
use crate::exit::Ending;
use crate::out;

/// The day on which the command line was last changed, which every page carries.
const CHANGED: &str = "2026-11-29";

/// Where to.
#[derive(Args, Debug)]
pub(crate) struct ManArgs {
    /// Write a page for every verb into this folder, as `portico-VERB.1`; without it, the page of `portico` is printed.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Prints the page, or writes all of them.
///
/// # Errors
/// When stdout or the folder cannot be written.
pub(crate) fn run(context: &Context, args: &ManArgs) -> Result<Ending> {
    let mut command = Cli::command();
    command.build();
    let Some(folder) = &args.dir else {
        out::raw(&page(&command)?)?;
        return Ok(Ending::Done);
    };
    let written = write(&command, folder)?;
    if context.json {
        out::json(&written)?;
    } else {
        out::note(&format!("{} pages were written to {}.", written.len(), folder.display()));
    }
    Ok(Ending::Done)
}

fn write(command: &clap::Command, folder: &Path) -> Result<Vec<PathBuf>> {
    let path = folder.join(format!("{}.1", name(command)));
    disk::publish(&path, &page(command)?)?;
    let mut written = vec![path];
    let verbs = command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help");
    for verb in verbs {
        written.extend(write(verb, folder)?);
    }
    Ok(written)
}

/// `portico-profiles-sync`.
fn name(command: &clap::Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

fn page(command: &clap::Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    let man = Man::new(command.clone()).title(name(command).to_uppercase()).date(CHANGED);
    let man = man.source(concat!("Portico ", env!("CARGO_PKG_VERSION"))).manual("Portico");
    man.render(&mut page).map_err(|error| {
        Error::new(
            Code::Internal,
            format!("The page of {} cannot be made: {error}.", name(command)),
            "Report it with the output of `portico doctor`.",
        )
    })?;
    Ok(page)
}
