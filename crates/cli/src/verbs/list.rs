//! `portico list`: accounts and roles.
//!
//! Rule: a list that was once complete is worth showing; why it may be old, or lacks a portal, is said on stderr.

use clap::Args;
use portico_core::Result;
use portico_core::engine::{Command, Engine};
use portico_core::settings::{Portal, PortalName};
use portico_core::text::clean;
use portico_core::view::{Ask, RoleClass};
use portico_model::Clock;
use serde::Serialize;

use crate::context::{Context, not_signed_in, signed_in_until, view_of};
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};
use crate::terminal::Terminal;
use crate::words::{ago, class_word};

/// A list older than this (in seconds) is fetched anew.
const OLD: i64 = 3600;
/// The most characters of a name or an address.
const NAME: usize = 200;

/// What to list.
#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    /// Only accounts that match: any part of a name, number, e-mail or role, best match first.
    query: Option<String>,
    /// Only this portal.
    #[arg(long, value_name = "NAME")]
    portal: Option<String>,
    /// Ask the portal, however young the list is.
    #[arg(long, conflicts_with = "cached")]
    refresh: bool,
    /// Show what is known and ask nobody.
    #[arg(long)]
    cached: bool,
}

/// One role of one account. The keys are API.
#[derive(Debug, Serialize)]
struct Row {
    portal: String,
    account: String,
    account_name: String,
    email: String,
    role: String,
    class: RoleClass,
    nickname: String,
    tags: Vec<String>,
}

/// Lists.
///
/// # Errors
/// When there is nothing to show because a portal cannot be asked, or `--refresh` of the only one fails.
pub(crate) async fn run(context: &Context, args: ListArgs) -> Result<Ending> {
    let portals = context.portals(args.portal.as_deref())?;
    let engine = context.engine(Terminal::default()).await?;
    let mut failure = None;
    for portal in &portals {
        if let Err(error) = bring_up_to_date(&engine, portal, &args).await {
            if portals.len() > 1 {
                out::note(&format!("portico: {error}\n  {}", error.remedy()));
            }
            failure.get_or_insert(error);
        }
    }
    let only = args.portal.as_ref().map(|_| &portals[0].name);
    let rows = match args.query.as_deref().map(str::trim).filter(|query| !query.is_empty()) {
        Some(query) => matches(&engine, query, only)?,
        None => everything(&engine, only)?,
    };
    if let Some(error) = failure.filter(|_| portals.len() == 1 || rows.is_empty()) {
        return Err(error);
    }
    if context.json {
        out::json(&rows)?;
    } else if rows.is_empty() {
        out::note(if args.query.is_some() {
            "No account matches."
        } else {
            "No account is assigned to you."
        });
    } else {
        let style = Style::of(&context.environment);
        out::line(&as_table(&rows, portals.len() > 1, style))?;
    }
    Ok(Ending::Done)
}

/// Lists those of these portals anew whose lists are old. What cannot be asked is said, and matters only where there is no
/// list at all.
///
/// # Errors
/// When a portal was never listed and cannot be asked, and it is the only one.
pub(crate) async fn bring_all_up_to_date(engine: &Engine, portals: &[Portal]) -> Result<()> {
    let usual = ListArgs { query: None, portal: None, refresh: false, cached: false };
    for portal in portals {
        match bring_up_to_date(engine, portal, &usual).await {
            Err(error) if portals.len() > 1 => {
                out::note(&format!("portico: {error}\n  {}", error.remedy()));
            }
            other => other?,
        }
    }
    Ok(())
}

async fn bring_up_to_date(engine: &Engine, portal: &Portal, args: &ListArgs) -> Result<()> {
    let Some(view) = view_of(engine, &portal.name) else { return Ok(()) };
    let now = engine.parts().clock.now();
    let is_signed_in = signed_in_until(&view.session).is_some();
    let is_old = view.listed_at.is_none_or(|at| now.as_second() - at > OLD);
    if args.cached || (is_signed_in && !is_old && !args.refresh) {
        return Ok(());
    }
    let outcome = if is_signed_in {
        engine.run(Command::Refresh(portal.name.clone())).await.map(drop)
    } else {
        Err(not_signed_in(&portal.name, &view))
    };
    match (outcome, view.listed_at) {
        (Ok(()), _) => Ok(()),
        (Err(error), Some(at)) if !args.refresh => {
            let when = ago(at, now).replace("just now", "a moment ago");
            out::note(&format!("portico: {error} Here is the list from {when}.\n  {}", error.remedy()));
            Ok(())
        }
        (Err(error), _) => Err(error),
    }
}

fn everything(engine: &Engine, only: Option<&PortalName>) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for account in engine.parts().catalog.entries(only)? {
        for role in &account.roles {
            rows.push(Row {
                portal: account.portal.to_string(),
                account: account.account.to_string(),
                account_name: clean(&account.name, NAME),
                email: clean(&account.email, NAME),
                role: role.role.to_string(),
                class: role.class,
                nickname: account.nickname.clone(),
                tags: account.tags.clone(),
            });
        }
    }
    Ok(rows)
}

fn matches(engine: &Engine, query: &str, only: Option<&PortalName>) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for account in engine.accounts(&Ask::all(query))?.rows {
        if only.is_some_and(|portal| portal.as_str() != account.portal) {
            continue;
        }
        for role in account.roles {
            rows.push(Row {
                portal: account.portal.clone(),
                account: account.account.clone(),
                account_name: clean(&account.name, NAME),
                email: clean(&account.email, NAME),
                role: role.role,
                class: role.class,
                nickname: account.nickname.clone(),
                tags: account.tags.clone(),
            });
        }
    }
    Ok(rows)
}

fn as_table(rows: &[Row], several: bool, style: Style) -> String {
    let mut head = vec!["ACCOUNT", "NAME", "ROLE", "CLASS", "E-MAIL"];
    if several {
        head.insert(0, "PORTAL");
    }
    let cells = |row: &Row| {
        let name = match row.nickname.as_str() {
            "" => row.account_name.clone(),
            nickname => format!("{nickname} ({})", row.account_name),
        };
        let class = class_word(row.class).to_owned();
        let mut cells = vec![row.account.clone(), name, row.role.clone(), class, row.email.clone()];
        if several {
            cells.insert(0, row.portal.clone());
        }
        cells
    };
    table::render(&head, &rows.iter().map(cells).collect::<Vec<_>>(), style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_are_those_scripts_read() {
        let text = String::from;
        let row = Row {
            portal: text("demo"),
            account: text("384925016173"),
            account_name: text("Dev"),
            email: text("dev@securecart.example"),
            role: text("ReadOnlyAccess"),
            class: RoleClass::Read,
            nickname: text(""),
            tags: vec![text("team=shop")],
        };
        let json = serde_json::to_string(&row).expect("JSON");
        let keys = r#"{"portal":"demo","account":"384925016173","account_name":"Dev","email":"dev@securecart.example","role":"ReadOnlyAccess","class":"read","nickname":"","tags":["team=shop"]}"#;
        assert_eq!(json, keys);
        assert!(
            as_table(&[row], true, Style::Plain)
                .starts_with("PORTAL  ACCOUNT       NAME  ROLE            CLASS")
        );
    }
}
