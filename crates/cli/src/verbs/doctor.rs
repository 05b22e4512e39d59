//! `portico doctor`: which source of credentials wins, what may be wrong, and what mends it.
//!
//! Rule: it reports, so it ends well whatever there is to report; nothing is changed without `--repair`.

use std::io::{IsTerminal as _, stdin};
use std::sync::Arc;

use clap::Args;
use portico_core::doctor::{self, Explanation, Finding, Level, Patient, Repair, Report, Standing};
use portico_core::text::clean;
use portico_core::view::{DiagnosticsView, Fact, FactView};
use portico_core::words::{Language, Words};
use portico_core::{Error, Result};
use portico_model::SystemClock;
use serde::Serialize;

use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::passphrase::Typed;
use crate::table::{self, Style};
use crate::terminal::{self, Terminal};

/// The most characters of a sentence.
const SENTENCE: usize = 1000;

/// What to look at.
#[derive(Args, Debug)]
pub(crate) struct DoctorArgs {
    /// The profile to explain, as if it were given with --profile; what tools take without being told when left out.
    profile: Option<String>,
    /// Mend what can be mended safely: remove expired caches, make files private, write edited profiles anew.
    #[arg(long)]
    repair: bool,
    /// Print what was found as a text that can be handed to somebody: without secrets, names of folders and numbers of accounts.
    #[arg(long, conflicts_with = "repair")]
    report: bool,
    /// Mend without asking.
    #[arg(long, requires = "repair")]
    yes: bool,
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    report: &'a Report,
    /// What was done, one sentence each.
    repaired: Vec<String>,
}

/// Looks, tells, and mends when asked to.
///
/// # Errors
/// When something cannot be mended; what is found is no error.
pub(crate) async fn run(context: &Context, args: DoctorArgs) -> Result<Ending> {
    let helper = std::env::current_exe()
        .map_err(|error| Error::internal(format!("The path of portico is unknown: {error}.")))?;
    let report = doctor::examine(&Patient {
        home: context.home.clone(),
        environment: context.environment.clone(),
        clock: Arc::new(SystemClock),
        passphrase: Arc::new(Typed),
        helper,
        profile: args.profile,
        reach: true,
        running: None,
        words: Words::of(Language::En),
    })
    .await;
    if args.report {
        out::line(paper(context, &report).trim_end())?;
        return Ok(Ending::Done);
    }
    let repairs: Vec<&Repair> = report.repairs().collect();
    if context.json {
        let repaired = if args.repair { mend(context, &repairs).await? } else { Vec::new() };
        out::json(&Told { report: &report, repaired })?;
        return Ok(Ending::Done);
    }
    show(context, &report)?;
    if !args.repair {
        return Ok(Ending::Done);
    }
    if repairs.is_empty() {
        out::note("There is nothing that Portico can mend by itself.");
        return Ok(Ending::Done);
    }
    if !agreed(args.yes, &repairs) {
        return Ok(Ending::Cancelled);
    }
    for sentence in mend(context, &repairs).await? {
        out::line(&clean(&sentence, SENTENCE))?;
    }
    Ok(Ending::Done)
}

/// The report for others, as the window copies and saves it.
fn paper(context: &Context, report: &Report) -> String {
    let fact = |fact, value: String| FactView { fact, value };
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let versions = [fact(Fact::Portico, env!("CARGO_PKG_VERSION").to_owned()), fact(Fact::System, system)];
    let places = doctor::places(&context.home, &context.environment);
    let facts = versions.into_iter().chain(places).collect();
    let words = Words::of(Language::En);
    DiagnosticsView::of(&report.findings, facts, true, &context.environment, words).report
}

async fn mend(context: &Context, repairs: &[&Repair]) -> Result<Vec<String>> {
    let mut done = Vec::new();
    for repair in repairs.iter().filter(|repair| !repair.is_of_profiles()) {
        done.extend(repair.mend_files()?);
    }
    let of_profiles: Vec<_> = repairs.iter().filter(|repair| repair.is_of_profiles()).collect();
    if !of_profiles.is_empty() {
        let engine = context.engine(Terminal::default()).await?;
        for repair in of_profiles {
            done.extend(repair.mend_profiles(&engine).await?);
        }
        context.changed().await;
    }
    Ok(done)
}

/// Whether it may be mended: where nobody can be asked, whoever ran the command has said so.
fn agreed(yes: bool, repairs: &[&Repair]) -> bool {
    if yes || !stdin().is_terminal() || !out::is_watched() {
        return true;
    }
    let intents: Vec<String> = repairs.iter().map(|repair| repair.intent()).collect();
    let answer = terminal::ask(&format!("Shall Portico {}? [y/N] ", listed(&intents)));
    let agreed = answer.is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "y" | "yes"));
    if !agreed {
        out::note("Nothing was changed.");
    }
    agreed
}

/// `a`, `a and b`, `a, b and c`.
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn show(context: &Context, report: &Report) -> Result<()> {
    if let Some(explanation) = report.credentials.as_ref().filter(|it| !it.sources.is_empty()) {
        out::line(&sources(explanation, Style::of(&context.environment)))?;
        out::line("")?;
    }
    for finding in &report.findings {
        out::line(&told(finding))?;
    }
    let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
    match (count(Level::Problem), count(Level::Warning)) {
        (0, 0) => out::note("\nNothing is wrong."),
        (problems, warnings) => out::note(&format!("\nProblems: {problems}. Warnings: {warnings}.")),
    }
    if report.repairs().next().is_some() {
        out::note("Some of this can be mended: portico doctor --repair");
    }
    Ok(())
}

fn sources(explanation: &Explanation, style: Style) -> String {
    let rows: Vec<Vec<String>> = explanation
        .sources
        .iter()
        .map(|it| vec![word(it.standing).to_owned(), it.method.to_owned(), it.place.clone()])
        .collect();
    table::render_wide(&["", "SOURCE", "SET BY"], &rows, style)
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Wins => "wins",
        Standing::Fails => "fails",
        Standing::PassedOver => "passed over",
        Standing::Ignored => "ignored",
    }
}

/// A word for how bad it is, the sentence, and the remedy below it.
fn told(finding: &Finding) -> String {
    let word = match finding.level {
        Level::Good => "ok",
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Problem => "PROBLEM",
    };
    let mut text = format!("{word:<8} {}", clean(&finding.message, SENTENCE));
    if let Some(remedy) = &finding.remedy {
        text.push_str(&format!("\n         {}", clean(remedy, SENTENCE)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_done_is_one_sentence() {
        let parts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(
            [listed(&parts[..1]), listed(&parts[..2]), listed(&parts)],
            ["a", "a and b", "a, b and c"]
        );
    }
}
