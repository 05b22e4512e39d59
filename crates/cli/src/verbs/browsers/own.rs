//! `portico browsers own`: the browser profiles that Portico keeps for accounts.

use clap::{Args, Subcommand};
use portico_core::catalog::Catalog;
use portico_core::console::browser::own::{self, Kept};
use portico_core::text::clean;
use portico_core::{Code, Error, Result};
use serde::Serialize;

use super::catalog;
use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};

/// What about them; listing them when left out.
#[derive(Args, Debug)]
pub(super) struct OwnArgs {
    #[command(subcommand)]
    verb: Option<OwnVerb>,
}

/// Verbs about profiles that Portico keeps.
#[derive(Debug, Subcommand)]
enum OwnVerb {
    /// List them (the same as no verb).
    List,
    /// Remove an account's, with the cookies and the history in them.
    Remove(RemoveArgs),
}

/// Whose.
#[derive(Args, Debug)]
struct RemoveArgs {
    /// The account, by number or name.
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// Those of this portal only.
    #[arg(long, value_name = "NAME")]
    portal: Option<String>,
    /// Only the one of this role.
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
}

/// One profile. The keys are API.
#[derive(Serialize)]
struct Row {
    portal: String,
    account: String,
    /// Absent: all roles share it.
    role: Option<String>,
    browser: String,
    title: String,
    bytes: u64,
    in_use: bool,
}

pub(super) async fn run(context: &Context, args: OwnArgs) -> Result<Ending> {
    match args.verb.unwrap_or(OwnVerb::List) {
        OwnVerb::List => list(context)?,
        OwnVerb::Remove(args) => remove(context, &args).await?,
    }
    Ok(Ending::Done)
}

fn list(context: &Context) -> Result<()> {
    let (kept, skipped) = own::list(&context.home)?;
    let rows: Vec<Row> = kept.iter().map(Row::of).collect();
    if context.json {
        return out::json(&rows);
    }
    if rows.is_empty() {
        out::note("Portico keeps no browser profile. Choose some with `portico browsers use own`.");
    } else {
        let head = ["ACCOUNT", "NAME", "PORTAL", "ROLE", "BROWSER", "SIZE", "NOTE"];
        let cells: Vec<Vec<String>> = rows.iter().map(Row::cells).collect();
        out::line(&table::render(&head, &cells, Style::of(&context.environment)))?;
    }
    for one in skipped {
        out::note(&clean(&format!("Skipped {}: {}", one.path.display(), one.why), 600));
    }
    Ok(())
}

async fn remove(context: &Context, args: &RemoveArgs) -> Result<()> {
    let catalog = catalog(context)?;
    let (kept, _) = own::list(&context.home)?;
    let meant: Vec<Kept> = kept.into_iter().filter(|kept| is_meant(&catalog, kept, args)).collect();
    if meant.is_empty() {
        return Err(Error::new(
            Code::NotFound,
            format!("Portico keeps no browser profile for \"{}\".", clean(&args.account, 80)),
            "See those it keeps with `portico browsers own`.",
        ));
    }
    for kept in &meant {
        own::remove(&context.home, &kept.name)?;
        // Who was signed in there is not any more.
        catalog.forget_opened(&kept.place())?;
    }
    context.changed().await;
    if context.json {
        return out::json(&meant.iter().map(Row::of).collect::<Vec<_>>());
    }
    let size = size(meant.iter().map(|kept| kept.bytes).sum());
    let what = if meant.len() == 1 { "one profile".to_owned() } else { format!("{} profiles", meant.len()) };
    out::line(&format!("Removed {what} of {}, {size}.", meant[0].whose.account.grouped()))
}

/// By number, or by what the list calls the account now or called it then.
fn is_meant(catalog: &Catalog, kept: &Kept, args: &RemoveArgs) -> bool {
    let whose = &kept.whose;
    let is_account = match args.account.parse() {
        Ok(account) => whose.account == account,
        Err(_) => {
            let wanted = args.account.trim().to_lowercase();
            let entry = catalog.entry(&whose.portal, &whose.account).ok().flatten();
            let called = entry.is_some_and(|entry| entry.title().to_lowercase() == wanted);
            called || kept.title.to_lowercase() == wanted
        }
    };
    let is_portal = args.portal.as_deref().is_none_or(|portal| whose.portal.as_str() == portal);
    let of_role =
        |wanted: &str| whose.role.as_ref().is_some_and(|role| role.as_str().eq_ignore_ascii_case(wanted));
    is_account && is_portal && args.role.as_deref().is_none_or(of_role)
}

impl Row {
    fn of(kept: &Kept) -> Self {
        Self {
            portal: kept.whose.portal.to_string(),
            account: kept.whose.account.to_string(),
            role: kept.whose.role.as_ref().map(ToString::to_string),
            browser: kept.browser.to_string(),
            title: kept.title.clone(),
            bytes: kept.bytes,
            in_use: kept.in_use,
        }
    }

    fn cells(&self) -> Vec<String> {
        let note = if self.in_use { "in use" } else { "" };
        vec![
            self.account.clone(),
            self.title.clone(),
            self.portal.clone(),
            self.role.clone().unwrap_or_default(),
            self.browser.clone(),
            size(self.bytes),
            note.to_owned(),
        ]
    }
}

/// A size for people, to the tenth of the largest unit that fits.
fn size(bytes: u64) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match units.into_iter().find(|(unit, _)| bytes >= *unit) {
        None => format!("{bytes} B"),
        Some((unit, name)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_one_unit() {
        let sizes = [0, 1023, 1024, 1_600_000, (3 << 30) + (1 << 29)].map(size);
        assert_eq!(sizes, ["0 B", "1023 B", "1.0 KiB", "1.5 MiB", "3.5 GiB"]);
    }
}
