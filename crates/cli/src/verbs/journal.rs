//! `portico journal`: what happened, who asked for it, and whether that was tampered with.
//!
//! Rule: the newest entry comes first in every form; nothing is recorded by looking.

mod check;
mod prune;

use clap::{Args, Subcommand};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};
use portico_core::catalog::Catalog;
use portico_core::journal::{Entry, Kind, Paper, Query};
use portico_core::text::clean;
use portico_core::{Code, Error, Result};
use portico_model::{AccountId, Clock, SystemClock};

use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};
use crate::words::moment;

/// How many entries a person is shown who does not say how many.
const USUAL: u32 = 100;

/// What happened, or something about the journal itself.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct JournalArgs {
    #[command(subcommand)]
    verb: Option<JournalVerb>,
    #[command(flatten)]
    list: ListArgs,
}

/// Verbs about the journal itself.
#[derive(Debug, Subcommand)]
enum JournalVerb {
    /// Say whether the journal is as it was written, and where it is not (exit code 9).
    Verify(check::VerifyArgs),
    /// Print the newest entry's number and hash, to be noted elsewhere and given to `verify --expect` later.
    Head,
    /// Remove old entries, which is recorded.
    Prune(prune::PruneArgs),
}

/// Which entries, and how they are printed.
#[derive(Args, Debug)]
struct ListArgs {
    /// Print comma-separated values (RFC 4180), safe to be opened in a spreadsheet.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Not before: so long ago (7d, 12h, 30min), a day (2026-11-01) or a moment (2026-11-01T08:00:00Z).
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Only of this portal.
    #[arg(long, value_name = "NAME")]
    portal: Option<String>,
    /// Only of this account: its number, its number grouped by dashes, or its name.
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// Only of this kind, such as console_opened; several with commas, or given several times.
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// The newest N only; without it all, and for people the newest 100.
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

/// Runs one of them.
///
/// # Errors
/// When the journal cannot be read, or what is asked for cannot be right.
pub(crate) fn run(context: &Context, args: JournalArgs) -> Result<Ending> {
    match args.verb {
        Some(JournalVerb::Verify(args)) => check::verify(context, &args),
        Some(JournalVerb::Head) => check::head(context),
        Some(JournalVerb::Prune(args)) => prune::run(context, &args),
        None => list(context, &args.list),
    }
}

fn list(context: &Context, args: &ListArgs) -> Result<Ending> {
    let query = query(context, args)?;
    let journal = context.journal();
    if args.csv || context.json {
        journal.print(&query, if args.csv { Paper::Csv } else { Paper::Json }, out::raw)?;
    } else {
        let entries = journal.entries(&Query { limit: query.limit.or(Some(USUAL)), ..query })?;
        if entries.is_empty() {
            out::note("Nothing of that is in the journal.");
        } else {
            out::line(&as_table(&entries, Style::of(&context.environment)))?;
        }
    }
    Ok(Ending::Done)
}

fn query(context: &Context, args: &ListArgs) -> Result<Query> {
    let since = |text: &str| since(text, SystemClock.now(), TimeZone::system());
    Ok(Query {
        since: args.since.as_deref().map(since).transpose()?,
        portal: args.portal.as_deref().map(str::parse).transpose()?,
        accounts: args.account.as_deref().map(|account| accounts(context, account)).transpose()?,
        kinds: args.kind.iter().map(|kind| kind.trim().parse::<Kind>()).collect::<Result<_>>()?,
        words: Vec::new(),
        before: None,
        limit: args.limit,
    })
}

/// The accounts of this number or name; one that is not listed any more has only its number.
fn accounts(context: &Context, text: &str) -> Result<Vec<AccountId>> {
    if let Ok(account) = text.replace('-', "").parse() {
        return Ok(vec![account]);
    }
    let wanted = text.trim().to_lowercase();
    let is_it = |name: &str| !name.is_empty() && name.trim().to_lowercase() == wanted;
    let listed = Catalog::open(&context.home.catalog())?.entries(None)?.into_iter();
    let found: Vec<AccountId> = listed
        .filter(|entry| is_it(&entry.name) || is_it(&entry.nickname))
        .map(|entry| entry.account)
        .collect();
    if found.is_empty() {
        return Err(Error::new(
            Code::NotFound,
            format!("No account is called {}.", clean(text, 80)),
            "Give the account's number: one that you lost has no name here.",
        ));
    }
    Ok(found)
}

/// The moment that somebody means: so long before `now`, the beginning of a day, or a moment.
fn since(text: &str, now: Timestamp, zone: TimeZone) -> Result<Timestamp> {
    let text = text.trim();
    let ago = || {
        let span: Span = text.parse().ok()?;
        let then: Zoned = now.to_zoned(zone.clone()).checked_sub(span.abs()).ok()?;
        Some(then.timestamp())
    };
    let day = || {
        let day: jiff::civil::Date = text.parse().ok()?;
        Some(day.to_zoned(zone.clone()).ok()?.timestamp())
    };
    let is_day = text.len() == "2026-11-01".len();
    let moment = if is_day { day() } else { text.parse().ok() };
    moment.or_else(ago).ok_or_else(|| {
        Error::invalid(
            format!("{} is no time.", clean(text, 40)),
            "Use 7d, 12h, 30min, a day such as 2026-11-01, or a moment such as 2026-11-01T08:00:00Z.",
        )
    })
}

fn as_table(entries: &[Entry], style: Style) -> String {
    let several = entries.iter().filter_map(|entry| entry.portal.as_deref());
    let several = several.collect::<std::collections::BTreeSet<_>>().len() > 1;
    let mut head = vec!["WHEN", "WHAT", "WHO", "ACCOUNT", "ROLE", "UNTIL", "WHY AND HOW"];
    if several {
        head.insert(3, "PORTAL");
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let cells = |entry: &Entry| {
        let until = entry.until.map(|until| moment(until.as_second())).unwrap_or_default();
        let why = [entry.reason.as_deref().unwrap_or_default(), &entry.remark()].join("  ");
        let mut cells = vec![
            moment(entry.at.as_second()),
            entry.title(),
            entry.asker(),
            text(&entry.account),
            text(&entry.role),
            until,
            why.trim().to_owned(),
        ];
        if several {
            cells.insert(3, text(&entry.portal));
        }
        cells
    };
    table::render(&head, &entries.iter().map(cells).collect::<Vec<_>>(), style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_while_a_day_or_a_moment() {
        let now: Timestamp = "2026-11-29T12:00:00Z".parse().expect("a time");
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        for (text, wanted) in [
            ("7d", "2026-11-22T12:00:00Z"),
            ("12h", "2026-11-29T00:00:00Z"),
            ("30min", "2026-11-29T11:30:00Z"),
            ("1d12h", "2026-11-28T00:00:00Z"),
            ("2026-11-01", "2026-10-31T22:00:00Z"),
            ("2026-11-01T08:00:00Z", "2026-11-01T08:00:00Z"),
            ("2026-11-01T08:00:00+01:00", "2026-11-01T07:00:00Z"),
        ] {
            assert_eq!(since(text, now, zone.clone()).expect(text).to_string(), wanted, "{text}");
        }
        for text in ["", "yesterday", "7", "2026-13-01", "99999999999y"] {
            assert!(since(text, now, zone.clone()).is_err(), "{text}");
        }
    }
}
