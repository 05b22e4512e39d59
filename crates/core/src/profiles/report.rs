//! What a change of profiles does, to be read by people and scripts. The keys are API.

use serde::Serialize;

use super::ProfileName;
use super::change::What;
use super::plan::Plan;
use super::sync::Synced;

/// What a change does or has done.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Report {
    /// The file.
    pub path: String,
    /// A unified diff; empty when nothing changes.
    pub diff: String,
    /// Profiles that were not there.
    pub added: Vec<ProfileName>,
    /// Profiles that get another form, Region or helper.
    pub changed: Vec<ProfileName>,
    /// Profiles that something other than Portico had edited, and that are as they were again.
    pub restored: Vec<ProfileName>,
    /// Profiles that go.
    pub removed: Vec<ProfileName>,
    /// Profiles that are as they should be.
    pub kept: usize,
    /// Profiles of roles that are no longer assigned, which stay for now.
    pub stale: Vec<ProfileName>,
    /// Profiles whose role has another name by now, which stay for now.
    pub superseded: Vec<ProfileName>,
    /// Profiles that something other than Portico has edited, which stay as they are.
    pub edited: Vec<ProfileName>,
    /// Profiles chained to a role that has no profile.
    pub parent_missing: Vec<ProfileName>,
}

impl Report {
    /// The report on a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut report = Self { path: plan.path(), diff: plan.diff(), ..Self::default() };
        for step in plan.steps() {
            match step.what {
                What::Added => report.added.push(step.profile.clone()),
                What::Changed => report.changed.push(step.profile.clone()),
                What::Restored => report.restored.push(step.profile.clone()),
                What::Removed => report.removed.push(step.profile.clone()),
                What::Kept => report.kept += 1,
            }
        }
        let after = plan.entries();
        let those = |is: fn(&super::ProfileEntry) -> bool| {
            after.iter().filter(|entry| is(entry)).map(|entry| entry.profile.clone()).collect()
        };
        report.edited = those(|entry| entry.edited);
        report.parent_missing = those(|entry| entry.parent_missing);
        report
    }

    /// The same, with what a sync leaves as it is.
    #[must_use]
    pub fn leaving(mut self, synced: &Synced) -> Self {
        let left = |names: &[ProfileName]| -> Vec<ProfileName> {
            names.iter().filter(|name| !self.removed.contains(name)).cloned().collect()
        };
        (self.stale, self.superseded) = (left(&synced.stale), left(&synced.superseded));
        self
    }
}
