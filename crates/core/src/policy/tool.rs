//! A tool that asks for credentials in the background: the one question that its fast path asks the policy.

use jiff::Timestamp;

use super::{Act, Asker, Decision, Known, Policy, Request, StepUps, decide};
use crate::catalog::AccountEntry;
use crate::disk::Home;
use crate::error::Result;
use crate::organisation::Organisation;
use crate::role::RoleKey;
use crate::settings::Settings;

/// Whether a tool may have credentials of a role. `known` finds the account, and is asked only where the settings do not leave
/// tools alone.
///
/// # Errors
/// When it may not: the sentence says why, and the remedy what to do.
pub fn may_have(
    home: &Home,
    settings: &Settings,
    key: &RoleKey,
    now: Timestamp,
    known: impl FnOnce() -> Option<AccountEntry>,
) -> Result<()> {
    let policy = Policy::of(&settings.guardrails, &Organisation::read(home.organisation()));
    if policy.leaves_tools_alone() {
        return Ok(());
    }
    let known = known();
    let target = policy.target(key, known.as_ref().map(Known::from));
    let step_ups = StepUps::of(home).running(now);
    let request = Request {
        asker: Asker::Tool,
        act: Act::HandOut,
        target: &target,
        support: policy.is_support(),
        step_ups: &step_ups,
        confirmed: None,
        reason: None,
    };
    match decide(&policy, &request, now) {
        Decision::Allow { .. } => Ok(()),
        Decision::Confirm(ask) => Err(ask.unanswered()),
        Decision::Refuse(refusal) => Err(refusal.into()),
    }
}
