//! Whether somebody may do something with a role: one pure function that rules the window, the tray, the terminal and whatever
//! asks in the background.
//!
//! | who asks | free role | guarded role |
//! | --- | --- | --- |
//! | a person at the window or the tray | at once | as the guard says, or while they have stepped up to it |
//! | a person at a terminal | at once | its name typed, or while they have stepped up to it |
//! | a tool | at once | at once; with `tools = "confirm"` only while a person has stepped up to it |
//!
//! What is confirmed runs on a clock: until its end the role is not asked about again, unless its guard is raised meanwhile, and at
//! its end Portico forgets its credentials. A profile without keys in it hands out nothing and is no act; the tool that uses it is
//! asked about. A script without a terminal is a tool: a developer's `terraform` goes on as before, and whoever may have the
//! credentials could make the link to a console of them, too.

use jiff::{SignedDuration, Timestamp};

use super::{Ask, Policy, Reason, Refusal, StepUp, Target};
use crate::settings::{Guard, Tools};

/// Who asks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Asker {
    /// A person who can hold a button: in the window, the tray, or before a link they clicked.
    Person,
    /// A person at a terminal.
    Terminal,
    /// A program in the background: the helper of a profile, a request to a local endpoint, a sync, a command without a terminal.
    Tool,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Act {
    /// Opening a console, or a link that opens one for whoever has it.
    Console,
    /// Credentials: copied, printed, given to a program, or written into the credentials file. Stepping up alone is asked as this.
    HandOut,
    /// Opening a local endpoint; a request to it is a tool's [`Act::HandOut`].
    Serve,
}

/// How something is confirmed, the easier first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum How {
    /// A button is held for a moment.
    Hold,
    /// A name is typed; see [`Ask::is_typed`].
    Type,
}

/// Who wants what, and what they have done for it.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Who asks.
    pub asker: Asker,
    /// For what.
    pub act: Act,
    /// Of which role.
    pub target: &'a Target,
    /// Whether support mode is on.
    pub support: bool,
    /// The step-ups under way, of whichever roles. Whoever wants to prolong one gives none.
    pub step_ups: &'a [StepUp],
    /// How they confirmed it just now.
    pub confirmed: Option<How>,
    /// The reason they gave.
    pub reason: Option<&'a Reason>,
}

/// What becomes of a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Decision {
    /// It is done.
    Allow {
        /// When Portico forgets the role's credentials; nothing: it runs on no clock.
        until: Option<Timestamp>,
        /// Whether that clock begins now: then a [`StepUp`] until that time is to be kept.
        begins: bool,
    },
    /// A person is asked first.
    Confirm(Ask),
    /// It is not done.
    Refuse(Refusal),
}

impl Decision {
    /// How hard it is to get on from here, the easiest first: nothing to do, confirming, confirming with a reason, refused. Of two
    /// equal ones, holding is easier than typing.
    #[must_use]
    pub fn hardness(&self) -> u8 {
        match self {
            Self::Allow { .. } => 0,
            Self::Confirm(ask) => 1 + 2 * u8::from(ask.reason) + u8::from(ask.how == How::Type),
            Self::Refuse(_) => 5,
        }
    }
}

/// Decides about `request` at `now`. It knows nothing but what it is given, and fails for nothing.
#[must_use]
pub fn decide(policy: &Policy, request: &Request<'_>, now: Timestamp) -> Decision {
    let Request { asker, act, target, support, .. } = *request;
    let ruled = policy.guard(target, support);
    let guard = match ruled.guard {
        Guard::Free => return Decision::Allow { until: None, begins: false },
        Guard::Never => return Decision::Refuse(Refusal::never(target, ruled, support)),
        Guard::Hold => How::Hold,
        Guard::Type => How::Type,
    };
    if asker == Asker::Tool && policy.tools() == Tools::Free {
        return Decision::Allow { until: None, begins: false };
    }
    let length = policy.length();
    if let Some(until) = stepped_up(policy, request, guard, length, now) {
        return Decision::Allow { until: Some(until), begins: false };
    }
    if asker == Asker::Tool {
        return Decision::Refuse(Refusal::of_tool(target, act));
    }
    // Nothing can be held at a terminal.
    let needed = if asker == Asker::Terminal { How::Type } else { guard };
    let is_reasoned = request.reason.is_some() || !policy.needs_reason();
    if request.confirmed.is_some_and(|how| how >= needed) && is_reasoned {
        let until = now.checked_add(length).unwrap_or(Timestamp::MAX);
        return Decision::Allow { until: Some(until), begins: true };
    }
    Decision::Confirm(Ask::of(target, needed, policy.needs_reason(), length, support))
}

/// Until when somebody has stepped up to the role, as far as what they did then is enough for its `guard` by now.
fn stepped_up(
    policy: &Policy,
    request: &Request<'_>,
    guard: How,
    length: SignedDuration,
    now: Timestamp,
) -> Option<Timestamp> {
    let is_enough = |step_up: &&StepUp| {
        step_up.key() == request.target.key()
            && step_up.how() >= guard
            && (step_up.reason().is_some() || !policy.needs_reason())
    };
    let left = request.step_ups.iter().filter(is_enough).map(|step_up| step_up.left(length, now)).max()?;
    (left > SignedDuration::ZERO).then(|| now.checked_add(left).unwrap_or(Timestamp::MAX))
}
