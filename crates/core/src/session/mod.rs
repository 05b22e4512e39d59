//! The session in one portal: a pure machine, one enum; and beside it what keeps the tokens.
//!
//! Rules: only a [`Input::Refused`], confirmed under the lock, or a person's sign-out ends a session; a network fault
//! never does. [`Session::step`] takes the time and returns what is to be done; it does nothing itself.

pub mod kept;
mod memory;
pub mod sign_in;
mod store;

use jiff::{SignedDuration, Timestamp};

pub(crate) use store::session_ended;
pub use store::{Renewal, Sessions};

/// Renew this long before the access token ends (the AWS CLI's own window) ...
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// ... but not before this share of its life is over, so that short tokens are not renewed at once.
const SHARE: i32 = 4;
/// A renewal that moves the end by less than this did not prolong the session.
const NO_GAIN: SignedDuration = SignedDuration::from_secs(30);
/// Waits between two tries to reach a portal: this, doubled each time up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(1);

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
}

impl Grant {
    fn renew_at(&self) -> Timestamp {
        let window = WINDOW.min(self.until.duration_since(self.since) / SHARE);
        self.until - window
    }
}

/// The session in one portal.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Session {
    /// Nobody is signed in.
    #[default]
    SignedOut,
    /// The browser is open; a session held before is kept until the new one is there.
    AwaitingBrowser(Option<Grant>),
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
    /// The last renewal did not prolong it: it will end at `grant.until`.
    pub ending: bool,
    /// Do not try to renew before this.
    pub pause: Option<Pause>,
}

/// When to try again after a fault of the network, and how long was waited.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pause {
    until: Timestamp,
    length: SignedDuration,
}

/// What happened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Input {
    /// What was kept from the last run (or was changed by another process) has been read.
    Restored(Option<Grant>),
    /// A person asked to sign in.
    SignIn,
    /// A person abandoned the sign-in, or it failed.
    SignInEnded,
    /// The sign-in brought a session.
    SignedIn(Grant),
    /// A person asked to sign out.
    SignOut,
    /// Time passed.
    Tick,
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
    /// Open the browser and wait for its answer.
    StartSignIn,
    /// Close the listener of the sign-in under way.
    AbandonSignIn,
    /// Renew the access token.
    Renew,
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
        match self {
            Self::SignedIn(held) | Self::Renewing(held) => Some(&held.grant),
            Self::AwaitingBrowser(grant) => grant.as_ref(),
            Self::SignedOut | Self::Expired | Self::Rejected => None,
        }
    }

    /// Whether the server was reached when last asked.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        matches!(self, Self::SignedIn(held) | Self::Renewing(held) if held.pause.is_some())
    }

    /// Whether the session is known to end at its grant's end.
    #[must_use]
    pub fn is_ending(&self) -> bool {
        matches!(self, Self::SignedIn(held) | Self::Renewing(held) if held.ending)
    }

    /// The state after `input` at `now`, and what is to be done. An input that does not fit the state (a late answer)
    /// changes nothing.
    #[must_use]
    pub fn step(self, input: Input, now: Timestamp) -> (Self, Vec<Effect>) {
        match (self, input) {
            (Self::AwaitingBrowser(grant), Input::SignIn) => (Self::AwaitingBrowser(grant), vec![]),
            (state, Input::SignIn) => {
                (Self::AwaitingBrowser(state.grant().cloned()), vec![Effect::StartSignIn])
            }

            (Self::AwaitingBrowser(_), Input::SignedIn(grant)) => (Self::held(grant), vec![Effect::List]),
            (Self::AwaitingBrowser(grant), Input::SignInEnded) => Self::restored(grant, now),
            (Self::AwaitingBrowser(_), Input::SignOut) => {
                (Self::SignedOut, vec![Effect::AbandonSignIn, Effect::Forget])
            }
            // Somebody signed in through another process while our own browser tab stays open.
            (Self::AwaitingBrowser(_), Input::Restored(Some(grant))) if grant.until > now => {
                (Self::held(grant), vec![Effect::AbandonSignIn, Effect::List])
            }
            (Self::AwaitingBrowser(grant), _) => (Self::AwaitingBrowser(grant), vec![]),

            (_, Input::SignOut) => (Self::SignedOut, vec![Effect::Forget]),
            (_, Input::Restored(grant)) => Self::restored(grant, now),

            (Self::SignedIn(held), Input::Tick) => Self::tick(held, now),
            (Self::SignedIn(held), Input::Unauthorized) if held.grant.renewable => {
                (Self::Renewing(held), vec![Effect::Renew])
            }
            (Self::SignedIn(_), Input::Unauthorized) => (Self::Rejected, vec![Effect::TellEnded]),
            (Self::Renewing(held) | Self::SignedIn(held), Input::Renewed(grant)) => {
                Self::renewed(held, grant)
            }
            (Self::Renewing(held) | Self::SignedIn(held), Input::Refused) => {
                let foreseen = held.ending || now >= held.grant.until;
                (if foreseen { Self::Expired } else { Self::Rejected }, vec![Effect::TellEnded])
            }
            (Self::SignedIn(held), Input::Saved) => {
                let grant = Grant { saved: true, ..held.grant };
                (Self::SignedIn(Held { grant, ..held }), vec![])
            }
            (Self::Renewing(held), Input::Unreachable) => (Self::SignedIn(held.paused(now)), vec![]),
            (state, _) => (state, vec![]),
        }
    }

    fn held(grant: Grant) -> Self {
        Self::SignedIn(Held { grant, ending: false, pause: None })
    }

    fn restored(grant: Option<Grant>, now: Timestamp) -> (Self, Vec<Effect>) {
        match grant {
            None => (Self::SignedOut, vec![]),
            Some(grant) if grant.until > now => (Self::held(grant), vec![]),
            Some(grant) if grant.renewable => {
                (Self::Renewing(Held { grant, ending: false, pause: None }), vec![Effect::Renew])
            }
            Some(_) => (Self::Expired, vec![]),
        }
    }

    fn tick(held: Held, now: Timestamp) -> (Self, Vec<Effect>) {
        let over = now >= held.grant.until;
        let paused = held.pause.is_some_and(|pause| now < pause.until);
        let due = now >= held.grant.renew_at() && (over || !held.ending);
        if !held.grant.renewable && over {
            (Self::Expired, vec![Effect::TellEnded])
        } else if !held.grant.renewable && due && !held.ending {
            (Self::SignedIn(Held { ending: true, ..held }), vec![Effect::WarnEnding])
        } else if held.grant.renewable && due && !paused {
            (Self::Renewing(held), vec![Effect::Renew])
        } else {
            (Self::SignedIn(held), vec![])
        }
    }

    fn renewed(held: Held, grant: Grant) -> (Self, Vec<Effect>) {
        let ending = grant.until.duration_since(held.grant.until) < NO_GAIN;
        let effects = if ending && !held.ending { vec![Effect::WarnEnding] } else { vec![] };
        (Self::SignedIn(Held { grant, ending, pause: None }), effects)
    }
}

impl Held {
    fn paused(self, now: Timestamp) -> Self {
        let length = self.pause.map_or(FIRST_PAUSE, |pause| (pause.length * 2).min(LONGEST_PAUSE));
        Self { pause: Some(Pause { until: now + length, length }), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).expect("a time")
    }

    fn grant(since: i64, until: i64) -> Grant {
        Grant { since: at(since), until: at(until), renewable: true, saved: true, generation: 1 }
    }

    fn signed_in(since: i64, until: i64) -> Session {
        Session::held(grant(since, until))
    }

    #[test]
    fn a13_many_clicks_are_one_sign_in() {
        let (mut state, effects) = Session::SignedOut.step(Input::SignIn, at(0));
        assert_eq!(effects, [Effect::StartSignIn]);
        for _ in 0..100 {
            let (next, effects) = state.step(Input::SignIn, at(0));
            assert_eq!(effects, []);
            state = next;
        }
        assert_eq!(state, Session::AwaitingBrowser(None));
    }

    #[test]
    fn an_hour_long_token_is_renewed_a_quarter_of_an_hour_ahead() {
        let (state, effects) = signed_in(0, 3600).step(Input::Tick, at(2699));
        assert_eq!(effects, []);
        let (state, effects) = state.step(Input::Tick, at(2700));
        assert_eq!(effects, [Effect::Renew]);
        let (state, effects) = state.step(Input::Renewed(grant(2700, 6300)), at(2700));
        assert_eq!((state, effects), (signed_in(2700, 6300), vec![]));
    }

    #[test]
    fn h2_an_unreachable_portal_never_signs_out() {
        let mut state = signed_in(0, 3600);
        let mut renewals = 0;
        for second in (2700..40_000).step_by(10) {
            let (next, effects) = state.step(Input::Tick, at(second));
            renewals += effects.iter().filter(|effect| **effect == Effect::Renew).count();
            state = if matches!(next, Session::Renewing(_)) {
                next.step(Input::Unreachable, at(second)).0
            } else {
                next
            };
        }
        assert!(matches!(state, Session::SignedIn(_)), "{state:?}");
        assert!(renewals < 40_000 / 60 + 10, "{renewals} tries are a storm");
    }

    #[test]
    fn a_renewal_without_gain_warns_once_and_then_expires() {
        let (state, _) = signed_in(0, 3600).step(Input::Tick, at(2700));
        let (state, effects) = state.step(Input::Renewed(grant(2700, 3600)), at(2700));
        assert_eq!(effects, [Effect::WarnEnding]);
        let (state, effects) = state.step(Input::Tick, at(3000));
        assert_eq!(effects, []);
        let (state, effects) = state.step(Input::Tick, at(3600));
        assert_eq!(effects, [Effect::Renew]);
        assert_eq!(state.step(Input::Refused, at(3601)), (Session::Expired, vec![Effect::TellEnded]));
    }

    #[test]
    fn i4_only_a_refusal_ends_a_session() {
        for input in [Input::Unreachable, Input::Tick, Input::SignInEnded, Input::Unauthorized] {
            let (state, _) = signed_in(0, 3600).step(input.clone(), at(1));
            assert!(state.grant().is_some(), "{input:?}");
        }
        assert_eq!(signed_in(0, 3600).step(Input::Refused, at(1)).0, Session::Rejected);
    }

    #[test]
    fn a_failed_sign_in_keeps_the_session_held_before() {
        let (state, _) = signed_in(0, 3600).step(Input::SignIn, at(5));
        let (state, effects) = state.step(Input::SignInEnded, at(6));
        assert_eq!((state, effects), (signed_in(0, 3600), vec![]));
    }

    #[test]
    fn a_late_answer_changes_nothing() {
        for input in [Input::Renewed(grant(0, 9)), Input::Refused, Input::SignedIn(grant(0, 9)), Input::Tick]
        {
            assert_eq!(Session::SignedOut.step(input, at(0)), (Session::SignedOut, vec![]));
        }
    }

    #[test]
    fn an_expired_token_found_at_start_is_renewed_first() {
        let (state, effects) = Session::SignedOut.step(Input::Restored(Some(grant(0, 10))), at(20));
        assert!(matches!(state, Session::Renewing(_)) && effects == [Effect::Renew]);
    }
}
