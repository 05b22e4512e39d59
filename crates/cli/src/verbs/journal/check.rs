//! `portico journal verify` and `head`: whether the journal is as it was written.

use clap::Args;
use portico_core::Result;
use portico_core::journal::{Finding, Mark};
use serde::Serialize;

use crate::context::Context;
use crate::exit::Ending;
use crate::out;

/// What it must hold.
#[derive(Args, Debug)]
pub(super) struct VerifyArgs {
    /// An entry that must be there as `portico journal head` printed it once.
    #[arg(long, value_name = "NUMBER:HASH")]
    expect: Option<String>,
}

#[derive(Serialize)]
struct Told<'a> {
    whole: bool,
    entries: u64,
    first: Option<u64>,
    head: Option<String>,
    findings: &'a [Finding],
}

/// Says whether the journal is whole; what is wrong is the answer, and told on stdout.
///
/// # Errors
/// When the journal cannot be read for a reason that says nothing about it.
pub(super) fn verify(context: &Context, args: &VerifyArgs) -> Result<Ending> {
    let expected = args.expect.as_deref().map(str::parse::<Mark>).transpose()?;
    let verdict = context.journal().verify(expected)?;
    let head = verdict.head.map(|head| head.to_string());
    if context.json {
        let (first, entries) = (verdict.first, verdict.entries);
        out::json(&Told { whole: verdict.is_whole(), entries, first, head, findings: &verdict.findings })?;
    } else if verdict.is_whole() {
        out::line(&match (verdict.entries, verdict.head) {
            (_, None) => "There is no journal yet.".to_owned(),
            (1, Some(head)) => format!("The journal is as it was written: one entry, {head}."),
            (entries, Some(head)) => {
                format!("The journal is as it was written: {entries} entries, the newest {head}.")
            }
        })?;
    } else {
        for finding in &verdict.findings {
            out::line(&finding.sentence)?;
        }
    }
    Ok(if verdict.is_whole() { Ending::Done } else { Ending::Tampered })
}

/// Prints the newest entry's number and hash.
///
/// # Errors
/// When the journal cannot be read.
pub(super) fn head(context: &Context) -> Result<Ending> {
    #[derive(Serialize)]
    struct Head {
        seq: u64,
        hash: String,
    }
    let head = context.journal().head()?;
    if context.json {
        out::json(&head.map(|head| Head { seq: head.seq, hash: head.hash.to_string() }))?;
    } else if let Some(head) = head {
        out::line(&head.to_string())?;
    } else {
        out::note("There is no journal yet.");
    }
    Ok(Ending::Done)
}
