//! What every decision about a role is made from, read at one moment; and the question of a tool, which often needs none of it.

use jiff::Timestamp;

use super::{Act, Asker, Decision, How, Known, Policy, Reason, Request, StepUp, StepUps, Target, decide};
use crate::catalog::AccountEntry;
use crate::disk::Home;
use crate::error::Result;
use crate::organisation::Organisation;
use crate::role::RoleKey;
use crate::settings::Settings;

/// How somebody stands towards a role: the guardrails in force, the role and its account, and who has stepped up.
#[derive(Clone, Debug)]
pub struct Standing {
    policy: Policy,
    target: Target,
    step_ups: Vec<StepUp>,
    now: Timestamp,
}

impl Standing {
    /// Towards `key`, whose account is `known` as far as it is listed.
    #[must_use]
    pub fn read(
        home: &Home,
        policy: Policy,
        key: &RoleKey,
        known: Option<&AccountEntry>,
        now: Timestamp,
    ) -> Self {
        let target = policy.target(key, known.map(Known::from));
        Self { policy, target, step_ups: StepUps::of(home).running(now), now }
    }

    /// Whether `asker` may go on with `act`, having `confirmed` it so and for this `reason`.
    #[must_use]
    pub fn decide(
        &self,
        asker: Asker,
        act: Act,
        confirmed: Option<How>,
        reason: Option<&Reason>,
    ) -> Decision {
        let Self { policy, target, step_ups, now } = self;
        let support = policy.is_support();
        decide(policy, &Request { asker, act, target, support, step_ups, confirmed, reason }, *now)
    }
}

impl Policy {
    /// The one in force: the person's `settings`, and what the organisation of `home` says by now.
    #[must_use]
    pub fn in_force(home: &Home, settings: &Settings) -> Self {
        Self::of(&settings.guardrails, &Organisation::read(home.organisation()))
    }
}

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
    let policy = Policy::in_force(home, settings);
    if policy.leaves_tools_alone() {
        return Ok(());
    }
    let standing = Standing::read(home, policy, key, known().as_ref(), now);
    match standing.decide(Asker::Tool, Act::HandOut, None, None) {
        Decision::Allow { .. } => Ok(()),
        Decision::Confirm(ask) => Err(ask.unanswered()),
        Decision::Refuse(refusal) => Err(refusal.into()),
    }
}
