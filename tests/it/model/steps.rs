//! What may happen to a session, and how often. Every step makes sense at every moment, so that a sequence can lose any of
//! its steps and is one still.

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;

use super::reference::Mishap;
use super::world::ACCESS_TTL;
use crate::support::keychain::Mood;

/// One thing that happens.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Somebody signs in in the app.
    SignIn(&'static str),
    /// The person signs out in the app.
    SignOut,
    /// The person lists accounts anew; somebody may be in the way.
    List { spoilt: bool },
    /// The app runs on for so many looks at the clock, most of a minute apart.
    Awake(u8),
    /// The machine sleeps for so many seconds.
    Sleep(i64),
    /// The machine sleeps until the session is over.
    Outlive,
    /// The server ends the session.
    Revoke,
    /// Somebody sets the clock of the machine.
    SetClock(i64),
    /// The keychain feels otherwise.
    Keychain(Mood),
    /// The network comes, or goes.
    Network(bool),
    /// The next refreshes meet something.
    Meet(Mishap, u32),
    /// The app is killed while nothing happens, and started again.
    Restart,
    /// The app is killed so many moments into a renewal, and started again.
    KillRenewing(u16),
    /// A helper comes for an access token, and may be killed so many moments later.
    Helper(Option<u16>),
    /// Somebody signs out in a terminal.
    SignOutElsewhere,
    /// The app and a helper need a renewal at the same time; the bits say who goes on.
    Race(u64),
}

/// Many of them, one after the other, in one line when they are told.
#[derive(Clone)]
pub(super) struct Steps(pub(super) Vec<Step>);

impl fmt::Debug for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// A sequence: somebody signs in, and then all this.
pub(super) fn sequence() -> impl Strategy<Value = Steps> {
    vec(step(), 4..24).prop_map(Steps)
}

fn step() -> impl Strategy<Value = Step> {
    let life = i64::from(ACCESS_TTL);
    let moods = [Mood::Well, Mood::Well, Mood::Locked, Mood::Full, Mood::Absent].to_vec();
    let mishaps = [
        Mishap::RequestLost,
        Mishap::AnswerLost,
        Mishap::AnswerLost,
        Mishap::Captive,
        Mishap::Fault,
        Mishap::Throttled,
    ]
    .to_vec();
    prop_oneof![
        2 => prop::sample::select(vec!["alice", "alice", "sofia"]).prop_map(Step::SignIn),
        1 => Just(Step::SignOut),
        2 => any::<bool>().prop_map(|spoilt| Step::List { spoilt }),
        4 => (1..10_u8).prop_map(Step::Awake),
        3 => (61..3 * life).prop_map(Step::Sleep),
        1 => Just(Step::Outlive),
        1 => Just(Step::Revoke),
        1 => (-90_000..90_000_i64).prop_map(Step::SetClock),
        4 => prop::sample::select(moods).prop_map(Step::Keychain),
        2 => any::<bool>().prop_map(Step::Network),
        3 => (prop::sample::select(mishaps), 1..3_u32).prop_map(|(mishap, count)| Step::Meet(mishap, count)),
        2 => Just(Step::Restart),
        3 => (0..40_u16).prop_map(Step::KillRenewing),
        4 => prop::option::of(0..40_u16).prop_map(Step::Helper),
        1 => Just(Step::SignOutElsewhere),
        3 => any::<u64>().prop_map(Step::Race),
    ]
}
