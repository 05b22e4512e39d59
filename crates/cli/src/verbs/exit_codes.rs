//! `portico exit-codes`: what the numbers mean.

use portico_core::Result;
use serde::Serialize;

use crate::context::Context;
use crate::exit::{self, Ending, Exit};
use crate::out;

/// Prints the table.
///
/// # Errors
/// When stdout cannot be written.
pub(crate) fn run(context: &Context) -> Result<Ending> {
    #[derive(Serialize)]
    struct Row {
        exit_code: u8,
        meaning: &'static str,
    }
    if context.json {
        let rows = Exit::ALL.map(|exit| Row { exit_code: exit.number(), meaning: exit.meaning() });
        out::json(&rows)?;
    } else {
        out::line(exit::help().trim_end())?;
    }
    Ok(Ending::Done)
}
