//! `portico profiles list`: what Portico wrote, and what has become of it.

use portico_core::Result;
use portico_core::catalog::Catalog;
use portico_core::profiles::{self, Assigned, AwsFiles, Kept};
use portico_core::role::RoleKey;
use serde::Serialize;

use crate::context::Context;
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};
use crate::words::moment;

/// One profile. The keys are API.
#[derive(Serialize)]
struct Row {
    profile: String,
    form: &'static str,
    region: Option<String>,
    /// Whether `sync` looks after it.
    synced: bool,
    /// Whether something other than Portico has edited it.
    edited: bool,
    /// Whether its role is no longer assigned.
    role_gone: bool,
    /// Whether it is chained to a role that has no profile.
    parent_missing: bool,
    /// Until when its keys are good.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(flatten)]
    key: RoleKey,
}

pub(super) fn list(context: &Context) -> Result<Ending> {
    let files = AwsFiles::of(&context.environment)?;
    let catalog = Catalog::open(&context.home.catalog())?;
    let rows: Vec<Row> = profiles::kept(&files, &Assigned::of(&catalog)?)?.into_iter().map(Row::of).collect();
    if context.json {
        out::json(&rows)?;
        return Ok(Ending::Done);
    }
    if rows.is_empty() {
        out::note(&format!("Portico wrote no profile to {}.", files.config.display()));
        return Ok(Ending::Done);
    }
    let head = ["PROFILE", "PORTAL", "ACCOUNT", "ROLE", "FORM", "NOTE"];
    let cells: Vec<Vec<String>> = rows.iter().map(Row::cells).collect();
    out::line(&table::render(&head, &cells, Style::of(&context.environment)))?;
    let edited = rows.iter().filter(|row| row.edited).count();
    if edited > 0 {
        let them = if edited == 1 { "a profile" } else { "profiles" };
        out::note(&format!("Something else edited {them} of Portico's. See how: portico profiles plan"));
    }
    Ok(Ending::Done)
}

impl Row {
    fn of(Kept { entry, role_gone, until }: Kept) -> Self {
        Self {
            profile: entry.profile.to_string(),
            form: entry.form.as_str(),
            region: entry.region.map(|region| region.to_string()),
            synced: entry.synced,
            edited: entry.edited,
            role_gone,
            parent_missing: entry.parent_missing,
            until: until.map(|until| moment(until.as_second())),
            key: entry.key,
        }
    }

    fn cells(&self) -> Vec<String> {
        let RoleKey { portal, account, role } = &self.key;
        let note = match &self.until {
            Some(until) => format!("until {until}"),
            None if self.role_gone => "no longer assigned".to_owned(),
            None if self.edited => "edited by something else".to_owned(),
            None if self.parent_missing => "parent missing".to_owned(),
            None => String::new(),
        };
        let key = [portal.to_string(), account.to_string(), role.to_string()];
        let [portal, account, role] = key;
        vec![self.profile.clone(), portal, account, role, self.form.to_owned(), note]
    }
}
