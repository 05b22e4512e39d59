//! `portico center code`: the one-time code a person's authenticator app shows now.

use portico_core::Result;
use portico_model::{Clock, SystemClock};
use serde::Serialize;

use super::CodeArgs;
use super::person::{Person, STEP};
use crate::context::Context;
use crate::exit::Ending;
use crate::out;

/// Prints it.
///
/// # Errors
/// When nobody is called so.
pub(super) fn run(context: &Context, args: &CodeArgs) -> Result<Ending> {
    #[derive(Serialize)]
    struct Code<'a> {
        person: &'a str,
        code: &'a str,
        seconds_left: i64,
    }
    let person = Person::called(&args.person)?;
    let now = SystemClock.now().as_second();
    let code = person.code(now)?;
    if context.json {
        out::json(&Code { person: person.name(), code: &code, seconds_left: STEP - now.rem_euclid(STEP) })?;
    } else {
        out::line(&code)?;
    }
    Ok(Ending::Done)
}
