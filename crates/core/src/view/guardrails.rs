//! What the window may see of the guardrails that are in force.

use serde::Serialize;
use specta::Type;

use super::RoleClass;
use crate::settings::Guard;

/// The guardrails in force: the settings of the organisation and those of the person, as one.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct GuardrailsView {
    /// Of admin roles.
    pub admin: GuardView,
    /// Of what does more than read in an account marked as production.
    pub production: GuardView,
    /// Of what does more than read, anywhere.
    pub write: GuardView,
    /// Whether a reason must be given.
    pub reason: SwitchView,
    /// Whether tools get credentials only while the person has stepped up.
    pub tools: SwitchView,
    /// Whether support mode is on.
    pub support: SwitchView,
    /// How long a step-up runs.
    pub minutes: MinutesView,
    /// Accounts that are marked as production, by rule.
    pub production_accounts: Vec<ListedView>,
    /// Accounts that are not, whatever they are called.
    pub other_accounts: Vec<ListedView>,
    /// What roles are, whatever they are called.
    pub classes: Vec<ClassView>,
    /// The person's own accounts that are not production do not count beside the organisation's guardrails.
    pub others_ignored: bool,
    /// Where the lists are made.
    pub path: String,
}

/// How a role is confirmed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
pub struct GuardView {
    /// What counts.
    pub now: Guard,
    /// The easiest that can be chosen.
    pub least: Guard,
    /// It is the organisation that wants that; else what is chosen for roles that write.
    pub fixed: bool,
}

/// Something that is on or off.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
pub struct SwitchView {
    /// It is on.
    pub on: bool,
    /// The organisation has switched it on.
    pub fixed: bool,
}

/// How long a step-up runs.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
pub struct MinutesView {
    /// What counts, minutes.
    pub now: u16,
    /// The most that can be chosen.
    pub most: u16,
    /// It is the organisation that wants that.
    pub fixed: bool,
}

/// Accounts that a rule names.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct ListedView {
    /// A number, grouped, or a pattern of names.
    pub pattern: String,
    /// What the account of that number is called in the list; empty for a pattern, or where it is not listed.
    pub title: String,
    /// The rule is the organisation's.
    pub fixed: bool,
}

/// What roles of a name are.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct ClassView {
    /// A name, or a pattern of names.
    pub role: String,
    /// How much it can do.
    pub class: RoleClass,
    /// The rule is the organisation's.
    pub fixed: bool,
}
