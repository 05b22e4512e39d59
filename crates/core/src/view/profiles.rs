//! Profiles as the window sees them, and what it asks about them. Values that are not Portico's own are hidden in diffs.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::RoleClass;
use crate::profiles::{ProfileName, Report};

/// So many lines of a diff are shown; nobody reads more in a window.
const MOST_LINES: usize = 600;
/// So many names are spelled out.
const MOST_NAMES: usize = 8;

/// Which profiles the window asks for, and which part of them is in sight.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Type)]
pub struct ProfileAsk {
    /// What the person typed; empty: all.
    pub query: String,
    /// Only those that stand like this.
    pub only: Option<ProfileState>,
    /// The first row wanted.
    pub from: u32,
    /// How many rows.
    pub count: u32,
}

/// What can be wrong with a profile.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ProfileState {
    /// Something other than Portico has edited it.
    Edited,
    /// Its role is no longer assigned.
    RoleGone,
    /// It is chained to a role that has no profile.
    ParentMissing,
}

/// The part of the profiles that was asked for, by name.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct ProfileListing {
    /// The file that most of them are in.
    pub path: String,
    /// Profiles that Portico keeps in all.
    pub all: u32,
    /// How many of all something else has edited.
    pub edited: u32,
    /// How many of all have a role that is no longer assigned.
    pub role_gone: u32,
    /// How many of all are chained to a role without a profile.
    pub parent_missing: u32,
    /// Rows that match.
    pub total: u32,
    /// The place of the first of [`ProfileListing::rows`].
    pub from: u32,
    /// The rows.
    pub rows: Vec<ProfileRow>,
    /// There is a last write that can perhaps be taken back.
    pub undoable: bool,
}

/// One profile.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct ProfileRow {
    /// What `--profile` takes.
    pub profile: String,
    /// The portal's name.
    pub portal: String,
    /// Twelve digits.
    pub account: String,
    /// The digits grouped for reading.
    pub number: String,
    /// What the account is called in the list; empty when it is not listed.
    pub title: String,
    /// The role.
    pub role: String,
    /// How much that role can do.
    pub class: RoleClass,
    /// The id of its form, such as `credential_process`.
    pub form: String,
    /// The Region it sets.
    pub region: Option<String>,
    /// Keeping profiles in step looks after it.
    pub synced: bool,
    /// Something other than Portico has edited it.
    pub edited: bool,
    /// Its role is no longer assigned.
    pub role_gone: bool,
    /// It is chained to a role that has no profile.
    pub parent_missing: bool,
    /// Until when its keys are good, when it holds some.
    #[specta(type = Option<f64>)]
    pub until: Option<i64>,
}

/// How profiles are kept in step when nothing else is said.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct SyncView {
    /// Which roles have profiles.
    pub choice: SyncChoice,
    /// What they match, when that is the choice; may be kept from before otherwise.
    pub query: String,
    /// The template of their names.
    pub template: String,
    /// The id of their form.
    pub form: String,
    /// The template that is used when none was ever chosen.
    pub usual_template: String,
}

/// Which roles shall have profiles.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SyncChoice {
    /// Every one.
    #[default]
    All,
    /// Those of favourites.
    Favourites,
    /// Those that match.
    Matches,
}

/// What shall be done with many profiles.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Type)]
#[serde(tag = "do", content = "with", rename_all = "snake_case")]
pub enum ProfilesWish {
    /// Bring them into step.
    Sync(SyncWish),
    /// Take these out.
    Remove(Vec<String>),
    /// Take back the last write.
    Undo,
}

/// How they shall be in step.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Type)]
pub struct SyncWish {
    /// Which roles.
    pub choice: SyncChoice,
    /// What they match, when that is the choice.
    pub query: String,
    /// The template of the names.
    pub template: String,
    /// The id of the form.
    pub form: String,
    /// Whether profiles of roles that are gone, and names that fit no more, go.
    pub prune: bool,
    /// Whether these choices count from now on.
    pub remember: bool,
}

/// What a change of many profiles does or would do.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct ReportView {
    /// The file.
    pub path: String,
    /// The beginning of a unified diff; empty when nothing changes.
    pub diff: String,
    /// Lines of the diff that are left out.
    pub more_lines: u32,
    /// Profiles that were not there.
    pub added: Named,
    /// Profiles that get another form, Region or helper.
    pub changed: Named,
    /// Profiles that something else had edited, and that are as they were again.
    pub restored: Named,
    /// Profiles that go.
    pub removed: Named,
    /// Profiles that are as they should be.
    pub kept: u32,
    /// Profiles of roles that are no longer assigned, which stay.
    pub stale: Named,
    /// Profiles whose role has another name by now, which stay.
    pub superseded: Named,
    /// Profiles that something else has edited, which stay as they are.
    pub edited: Named,
    /// Profiles chained to a role that has no profile.
    pub parent_missing: Named,
}

/// Some profiles: how many, and the names of the first few.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct Named {
    /// How many.
    pub count: u32,
    /// The first of them.
    pub first: Vec<String>,
}

/// What a template makes of the roles there are.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct ExamplesView {
    /// A few telling ones.
    pub examples: Vec<Example>,
    /// How many roles there are.
    pub total: u32,
    /// How many of them get more than the template says, lest two have one name.
    pub told_apart: u32,
}

/// One name that a template makes.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct Example {
    /// What the account is called in the list.
    pub title: String,
    /// The role.
    pub role: String,
    /// The name of its profile.
    pub profile: String,
    /// It is more than the template says, because another role would have that name.
    pub told_apart: bool,
}

impl Named {
    fn of(names: &[ProfileName]) -> Self {
        let first = names.iter().take(MOST_NAMES).map(ToString::to_string).collect();
        Self { count: small(names.len()), first }
    }
}

impl ReportView {
    /// A report as the window shows it.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let diff: String = report.diff.split_inclusive('\n').take(MOST_LINES).collect();
        let more = report.diff[diff.len()..].lines().count();
        Self {
            path: report.path.clone(),
            diff,
            more_lines: small(more),
            added: Named::of(&report.added),
            changed: Named::of(&report.changed),
            restored: Named::of(&report.restored),
            removed: Named::of(&report.removed),
            kept: small(report.kept),
            stale: Named::of(&report.stale),
            superseded: Named::of(&report.superseded),
            edited: Named::of(&report.edited),
            parent_missing: Named::of(&report.parent_missing),
        }
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_report_is_told_by_its_beginning_and_how_much_there_is() {
        let name = |n: usize| format!("p{n}").parse().expect("a name");
        let report = Report {
            diff: "+line\n".repeat(1000),
            added: (0..20).map(name).collect(),
            kept: 3,
            ..Report::default()
        };
        let view = ReportView::of(&report);
        assert_eq!((view.diff.lines().count(), view.more_lines), (600, 400));
        assert_eq!((view.added.count, view.added.first.len(), view.kept), (20, 8, 3));
        assert_eq!(ReportView::of(&Report::default()), ReportView::default());
    }
}
