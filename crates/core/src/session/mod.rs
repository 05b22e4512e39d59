//! The session in one portal: a pure machine, one enum; and beside it what keeps the tokens.
//!
//! Rules: only a [`Input::Refused`], confirmed under the lock, or a person's sign-out ends a session; a network fault
//! never does. [`Session::step`] takes the time and returns what is to be done; it does nothing itself.

mod aws_cache;
pub mod device;
mod ground;
mod hand;
mod keeping;
pub mod kept;
mod length;
mod memory;
mod renewal;
mod route;
pub mod sign_in;
mod sign_out;
mod store;
mod weather;

pub(crate) use aws_cache::Kept as KeptByTools;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub(crate) use memory::Forgotten;
pub use renewal::Renewal;
pub use route::Reach;
pub(crate) use route::Tour;
pub use sign_out::Left;
pub use store::{Bearer, Sessions};
pub(crate) use store::{session_ended, still_refused};

/// Renew this long before the access token ends (the AWS CLI's own window) ...
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// ... but not before this share of its life is over, so that short tokens are not renewed at once.
const SHARE: i32 = 4;
/// A renewal that moves the end by less than this did not prolong the session.
const NO_GAIN: SignedDuration = SignedDuration::from_secs(30);
/// The person is told so long before the session ends.
const WARNING: SignedDuration = SignedDuration::from_mins(15);
/// Waits between two tries to reach a portal: this, doubled each time up to [`LONGEST_PAUSE`]. With the engine's tick on
/// top, a portal that can be reached again is found within a minute.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_secs(40);

/// Being signed in, without the secrets of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Grant {
    /// When the access token came.
    pub since: Timestamp,
    /// When it ends.
    pub until: Timestamp,
    /// Whether it can be renewed.
    pub renewable: bool,
    /// Whether the keychain took it; if not it lasts for this run only.
    pub saved: bool,
    /// Which version of the stored session this is; grows with each renewal.
    pub generation: u64,
    /// When the person signed in.
    pub signed_in: Option<Timestamp>,
    /// The last renewal did not prolong it: it ends at `until`.
    pub ending: bool,
}

impl Grant {
    /// When it is to be renewed: ahead of its end, unless that has been tried and brought nothing.
    fn renew_at(&self) -> Timestamp {
        let window = WINDOW.min(self.until.duration_since(self.since) / SHARE);
        if self.ending { self.until } else { self.until - window }
    }

    /// Whether a token that came at `since` and ends at `until` shows, being the next one, that the session ends with it:
    /// the end stays where it was, and not because this one had only just come.
    fn is_last_before(&self, since: Timestamp, until: Timestamp) -> bool {
        let is_gain = until.duration_since(self.until) >= NO_GAIN;
        let is_shorter = until.duration_since(since) * 2 < self.until.duration_since(self.since);
        !is_gain && (self.ending || is_shorter)
    }
}

/// The session in one portal.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Session {
    /// Nobody is signed in.
    #[default]
    SignedOut,
    /// The browser is open; a session held before is kept until the new one is there.
    AwaitingBrowser(Option<Held>),
    /// Signed in.
    SignedIn(Held),
    /// Signed in, and a renewal is under way.
    Renewing(Held),
    /// The session ran out, as sessions do.
    Expired,
    /// The server ended the session before its time.
    Rejected,
}

/// A grant and what is known of its future.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Held {
    /// The grant.
    pub grant: Grant,
    /// Do not try to renew before this.
    pub pause: Option<Pause>,
    /// The person has been told that it will end.
    pub warned: bool,
    /// Whether the network can be trusted to bring an answer back.
    pub line: Line,
}

/// Whether the portal was reached since the machine last slept. An answer that is lost on the way may cost the session, so
/// the first request after a sleep is one that costs nothing.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Line {
    /// It was, as far as is known.
    #[default]
    Proven,
    /// The machine slept, or its clock was set.
    Unproven,
    /// The portal is being asked for a sign of life.
    Probing,
}

/// When to try again after a fault of the network, and how long was waited.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pause {
    until: Timestamp,
    length: SignedDuration,
}

/// How a person signs in.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// In the browser of this machine (authorization code with PKCE).
    #[default]
    Browser,
    /// With a code typed into a browser anywhere (device authorization), by explicit choice only.
    Code,
}

/// What happened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Input {
    /// What was kept from the last run (or was changed by another process) has been read.
    Restored(Option<Grant>),
    /// A person asked to sign in.
    SignIn(Method),
    /// A person abandoned the sign-in, or it failed.
    SignInEnded,
    /// The sign-in brought a session.
    SignedIn(Grant),
    /// A person asked to sign out.
    SignOut,
    /// Time passed; the session is expected to end at this moment, judged by those before.
    Tick(Option<Timestamp>),
    /// The machine slept, or its clock was set.
    Woke,
    /// The portal gave a sign of life.
    Reachable,
    /// The portal answered 401 although the token should be good.
    Unauthorized,
    /// The renewal brought a new access token.
    Renewed(Grant),
    /// The server said, under the lock and for the newest refresh token, that the session is over.
    Refused,
    /// The portal could not be asked.
    Unreachable,
    /// The keychain took, at last, what it had refused.
    Saved,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Begin to sign in and wait for the person.
    StartSignIn(Method),
    /// Close the listener of the sign-in under way.
    AbandonSignIn,
    /// Renew the access token.
    Renew,
    /// Ask the portal for a sign of life.
    Probe,
    /// Log out on the server and forget every secret of the portal.
    Forget,
    /// List accounts and roles.
    List,
    /// Tell the person that the session will end soon.
    WarnEnding,
    /// Tell the person that the session has ended.
    TellEnded,
}

impl Session {
    /// The grant, while there is one.
    #[must_use]
    pub fn grant(&self) -> Option<&Grant> {
        self.in_hand().map(|held| &held.grant)
    }

    fn in_hand(&self) -> Option<&Held> {
        match self {
            Self::SignedIn(held) | Self::Renewing(held) => Some(held),
            Self::AwaitingBrowser(held) => held.as_ref(),
            Self::SignedOut | Self::Expired | Self::Rejected => None,
        }
    }

    /// Whether the server was reached when last asked.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        matches!(self, Self::SignedIn(held) | Self::Renewing(held) if held.pause.is_some())
    }

    /// Whether the portal can be asked without risk to the session: no renewal is under way or in vain, and none is due
    /// on a line that may be dead.
    #[must_use]
    pub fn may_be_used(&self, now: Timestamp) -> bool {
        let is_safe = |held: &Held| held.line == Line::Proven || now < held.grant.renew_at();
        matches!(self, Self::SignedIn(held) if held.pause.is_none() && is_safe(held))
    }

    /// Whether the session is known to end at its grant's end.
    #[must_use]
    pub fn is_ending(&self) -> bool {
        matches!(self, Self::SignedIn(held) | Self::Renewing(held) if held.grant.ending)
    }

    /// The state after `input` at `now`, and what is to be done. An input that does not fit the state (a late answer)
    /// changes nothing.
    #[must_use]
    pub fn step(self, input: Input, now: Timestamp) -> (Self, Vec<Effect>) {
        match (self, input) {
            (Self::AwaitingBrowser(held), Input::SignIn(_)) => (Self::AwaitingBrowser(held), vec![]),
            (state, Input::SignIn(method)) => {
                (Self::AwaitingBrowser(state.in_hand().cloned()), vec![Effect::StartSignIn(method)])
            }

            (Self::AwaitingBrowser(_), Input::SignedIn(grant)) => (Self::held(grant), vec![Effect::List]),
            (Self::AwaitingBrowser(held), Input::SignInEnded) => {
                let warned = held.as_ref().is_some_and(|held| held.warned);
                Self::restored(held.map(|held| held.grant), warned, now)
            }
            (Self::AwaitingBrowser(_), Input::SignOut) => {
                (Self::SignedOut, vec![Effect::AbandonSignIn, Effect::Forget])
            }
            // Somebody signed in through another process while our own browser tab stays open.
            (Self::AwaitingBrowser(_), Input::Restored(Some(grant))) if grant.until > now => {
                (Self::held(grant), vec![Effect::AbandonSignIn, Effect::List])
            }
            (Self::AwaitingBrowser(Some(held)), Input::Saved) => {
                (Self::AwaitingBrowser(Some(held.saved())), vec![])
            }
            (Self::AwaitingBrowser(held), _) => (Self::AwaitingBrowser(held), vec![]),

            (_, Input::SignOut) => (Self::SignedOut, vec![Effect::Forget]),
            (state, Input::Restored(grant)) => {
                let warned = grant.as_ref().is_some_and(|grant| state.has_warned_of(grant));
                Self::restored(grant, warned, now)
            }

            (Self::SignedIn(held), Input::Tick(expected)) => Self::tick(held, expected, now),
            (Self::SignedIn(held), Input::Woke) => {
                (Self::SignedIn(Held { line: Line::Unproven, pause: None, ..held }), vec![])
            }
            (Self::SignedIn(held), Input::Reachable) => {
                Self::tick(Held { line: Line::Proven, pause: None, ..held }, None, now)
            }
            (Self::SignedIn(held), Input::Unreachable) if held.line == Line::Probing => {
                (Self::SignedIn(Held { line: Line::Unproven, ..held.paused(now) }), vec![])
            }
            (Self::SignedIn(held), Input::Unauthorized) if held.grant.renewable => {
                (Self::Renewing(held), vec![Effect::Renew])
            }
            (Self::SignedIn(_), Input::Unauthorized) => (Self::Rejected, vec![Effect::TellEnded]),
            (Self::Renewing(held) | Self::SignedIn(held), Input::Renewed(grant)) => {
                Self::renewed(held, grant)
            }
            (Self::Renewing(held) | Self::SignedIn(held), Input::Refused) => {
                let foreseen = held.grant.ending || held.warned || now >= held.grant.until;
                (if foreseen { Self::Expired } else { Self::Rejected }, vec![Effect::TellEnded])
            }
            (Self::SignedIn(held), Input::Saved) => (Self::SignedIn(held.saved()), vec![]),
            (Self::Renewing(held), Input::Saved) => (Self::Renewing(held.saved()), vec![]),
            (Self::Renewing(held), Input::Unreachable) => (Self::SignedIn(held.paused(now)), vec![]),
            (state, _) => (state, vec![]),
        }
    }

    fn held(grant: Grant) -> Self {
        Self::SignedIn(Held::from(grant))
    }

    /// Whether the person has been told that the session `grant` is of will end.
    fn has_warned_of(&self, grant: &Grant) -> bool {
        self.in_hand().is_some_and(|held| held.warned && held.grant.signed_in == grant.signed_in)
    }

    /// `warned` says that the person has been told that it will end.
    fn restored(grant: Option<Grant>, warned: bool, now: Timestamp) -> (Self, Vec<Effect>) {
        let Some(grant) = grant else { return (Self::SignedOut, vec![]) };
        let held = Held { warned, ..Held::from(grant) };
        match held.grant {
            Grant { until, .. } if until > now => (Self::SignedIn(held), vec![]),
            Grant { renewable: true, .. } => (Self::Renewing(held), vec![Effect::Renew]),
            Grant { .. } => (Self::Expired, vec![]),
        }
    }

    fn tick(held: Held, expected: Option<Timestamp>, now: Timestamp) -> (Self, Vec<Effect>) {
        let Grant { until, renewable, ending, .. } = held.grant;
        let paused = held.pause.is_some_and(|pause| !pause.is_over(now));
        let due = now >= held.grant.renew_at();
        let firm = (ending || !renewable).then_some(until);
        // The session went on beyond the end that was told of: it was a wrong guess.
        let is_wrong = firm.is_none() && expected.is_some_and(|end| end <= now);
        let held = Held { warned: held.warned && !is_wrong, ..held };
        // An end that is over, as after a sleep, is not to come: the portal will tell.
        let near = |end: Timestamp| end > now && end.duration_since(now) <= WARNING;
        if !renewable && now >= until {
            (Self::Expired, vec![Effect::TellEnded])
        } else if !held.warned && firm.or(expected).is_some_and(near) {
            let warned = Held { warned: true, ..held };
            let (state, mut effects) = Self::tick(warned, None, now);
            effects.insert(0, Effect::WarnEnding);
            (state, effects)
        } else if !renewable || !due || paused || held.line == Line::Probing {
            (Self::SignedIn(held), vec![])
        } else if held.line == Line::Unproven {
            (Self::SignedIn(Held { line: Line::Probing, ..held }), vec![Effect::Probe])
        } else {
            (Self::Renewing(held), vec![Effect::Renew])
        }
    }

    fn renewed(held: Held, grant: Grant) -> (Self, Vec<Effect>) {
        let is_next = grant.generation > held.grant.generation;
        let ending = grant.ending || is_next && held.grant.is_last_before(grant.since, grant.until);
        let effects = if ending && !held.warned { vec![Effect::WarnEnding] } else { vec![] };
        let warned = ending || held.warned;
        (Self::SignedIn(Held { warned, ..Held::from(Grant { ending, ..grant }) }), effects)
    }
}

impl From<Grant> for Held {
    fn from(grant: Grant) -> Self {
        Self { grant, pause: None, warned: false, line: Line::Proven }
    }
}

impl Held {
    fn paused(self, now: Timestamp) -> Self {
        Self { pause: Some(Pause::after(self.pause, now)), ..self }
    }

    fn saved(self) -> Self {
        Self { grant: Grant { saved: true, ..self.grant }, ..self }
    }
}

impl Pause {
    /// The one after `last`, beginning now.
    pub(crate) fn after(last: Option<Self>, now: Timestamp) -> Self {
        let length = last.map_or(FIRST_PAUSE, |pause| (pause.length * 2).min(LONGEST_PAUSE));
        Self { until: now + length, length }
    }

    /// Whether it has gone by. A clock that was set back does not make it longer.
    pub(crate) fn is_over(self, now: Timestamp) -> bool {
        let left = self.until.duration_since(now);
        left <= SignedDuration::ZERO || left > self.length
    }
}

#[cfg(test)]
mod tests;
