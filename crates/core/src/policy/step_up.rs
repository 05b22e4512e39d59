//! A step-up: that a person may use a guarded role, why, and until when.
//!
//! Rule: its time only ever gets shorter. Whoever looks at it notes when they did, and a clock that was set back takes as much
//! off its end.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::How;
use crate::error::{Error, Result};
use crate::role::RoleKey;
use crate::text::clean;

/// The longest a step-up can run: as long as credentials of a permission set live at most.
pub const MOST_MINUTES: u16 = 720;
/// The longest reason, in characters.
const MOST_REASON: usize = 200;

/// Why somebody steps up: one line of 1 to 200 characters, harmless for terminals and pages, with a letter or a digit in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reason(String);

impl Reason {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Reason {
    type Err = Error;

    /// Takes any text; blanks and line ends become one blank each.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let long = text.chars().count();
        if long > MOST_REASON {
            return Err(Error::invalid(
                format!("The reason has {long} characters."),
                format!("Use at most {MOST_REASON}, such as the number of a ticket."),
            ));
        }
        if !text.chars().any(char::is_alphanumeric) {
            return Err(Error::invalid(
                "The reason is empty.",
                "Say in a few words why, such as the number of a ticket.",
            ));
        }
        Ok(Self(clean(&text, MOST_REASON)))
    }
}

/// A step-up to one role.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StepUp {
    key: RoleKey,
    /// How it was confirmed.
    how: How,
    reason: Option<Reason>,
    from: Timestamp,
    until: Timestamp,
    /// When somebody last looked at it.
    seen: Timestamp,
}

impl StepUp {
    /// Begins at `now` and ends at `until`, or when it has run for 12 hours.
    #[must_use]
    pub fn begin(key: RoleKey, how: How, reason: Option<Reason>, now: Timestamp, until: Timestamp) -> Self {
        let most = now.checked_add(most()).unwrap_or(Timestamp::MAX);
        Self { key, how, reason, from: now, until: until.min(most).max(now), seen: now }
    }

    /// Of which role.
    #[must_use]
    pub fn key(&self) -> &RoleKey {
        &self.key
    }

    /// How it was confirmed.
    #[must_use]
    pub fn how(&self) -> How {
        self.how
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> Option<&Reason> {
        self.reason.as_ref()
    }

    /// When it began.
    #[must_use]
    pub fn from(&self) -> Timestamp {
        self.from
    }

    /// When it ends.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// Whether it is under way.
    #[must_use]
    pub fn running(&self, now: Timestamp) -> bool {
        self.until > now.max(self.seen)
    }

    /// Whether it is over.
    #[must_use]
    pub fn ended(&self, now: Timestamp) -> bool {
        !self.running(now)
    }

    /// The same, over: it ended the moment it began.
    pub(super) fn over(&self) -> Self {
        Self { until: self.from, ..self.clone() }
    }

    /// How long it runs yet where none may be longer than `length`; zero when it is over.
    #[must_use]
    pub fn left(&self, length: SignedDuration, now: Timestamp) -> SignedDuration {
        let now = now.max(self.seen);
        let shortened = self.from.checked_add(length).unwrap_or(Timestamp::MAX);
        self.until.min(shortened).duration_since(now).max(SignedDuration::ZERO)
    }

    /// The step-up after somebody looked at it. Where the clock was set back since the last time, that takes as much off its end.
    #[must_use]
    pub fn noted(&self, now: Timestamp) -> Self {
        let back = self.seen.duration_since(now).max(SignedDuration::ZERO);
        let earlier = |time: Timestamp| time.checked_sub(back).unwrap_or(Timestamp::MIN);
        Self { from: earlier(self.from), until: earlier(self.until), seen: now, ..self.clone() }
    }

    /// How long ago, as of `now`, somebody last looked; whichever way the clock went.
    pub(super) fn unseen(&self, now: Timestamp) -> SignedDuration {
        now.duration_since(self.seen).abs()
    }
}

fn most() -> SignedDuration {
    SignedDuration::from_mins(i64::from(MOST_MINUTES))
}

/// How it is kept: one entry of a JSON list, times as RFC 3339.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Kept {
    portal: String,
    account: String,
    role: String,
    /// Whether a name was typed.
    #[serde(default)]
    typed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    from: Timestamp,
    until: Timestamp,
    seen: Timestamp,
}

impl From<&StepUp> for Kept {
    fn from(StepUp { key, how, reason, from, until, seen }: &StepUp) -> Self {
        Self {
            portal: key.portal.to_string(),
            account: key.account.to_string(),
            role: key.role.to_string(),
            typed: *how == How::Type,
            reason: reason.as_ref().map(ToString::to_string),
            from: *from,
            until: *until,
            seen: *seen,
        }
    }
}

impl TryFrom<Kept> for StepUp {
    type Error = Error;

    fn try_from(kept: Kept) -> Result<Self> {
        let Kept { portal, account, role, typed, reason, from, until, seen } = kept;
        let is_ordered = from <= seen && from <= until && until.duration_since(from) <= most();
        if !is_ordered {
            return Err(Error::invalid("Its times contradict each other.", ""));
        }
        let key = RoleKey::parse(&portal, &account, &role)?;
        let how = if typed { How::Type } else { How::Hold };
        Ok(Self { key, how, reason: reason.as_deref().map(str::parse).transpose()?, from, until, seen })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).expect("a time")
    }

    fn step_up(seconds: i64) -> StepUp {
        let key = RoleKey::parse("work", "111122223333", "Admin").expect("a role");
        StepUp::begin(key, How::Hold, Some("INC-7".parse().expect("a reason")), at(0), at(seconds))
    }

    #[test]
    fn it_runs_from_its_beginning_to_its_end() {
        let step_up = step_up(3600);
        assert!(step_up.running(at(0)) && step_up.running(at(3599)) && step_up.ended(at(3600)));
        let begin = |until| StepUp::begin(step_up.key().clone(), How::Hold, None, at(0), at(until)).until();
        assert_eq!(begin(1_000_000), at(720 * 60));
        assert_eq!(begin(-1), at(0));
        let hour = SignedDuration::from_hours(1);
        assert_eq!(step_up.left(hour, at(600)), SignedDuration::from_secs(3000));
        assert_eq!(step_up.left(hour / 4, at(600)), SignedDuration::from_secs(300), "since shortened");
        assert_eq!(step_up.left(hour, at(9000)), SignedDuration::ZERO);
    }

    #[test]
    fn d2_a_reason_is_one_harmless_line() {
        let reason = |text: &str| text.parse::<Reason>().map(|reason| reason.to_string());
        assert_eq!(reason("  INC-4711:\n disk\tfull ").expect("a reason"), "INC-4711: disk full");
        assert_eq!(reason("a\u{1b}[31m\u{202e}b\u{0}").expect("a reason"), "a\u{fffd}[31m\u{fffd}b\u{fffd}");
        assert_eq!(reason("<img onerror=x>; $(rm) ü").expect("a reason"), "<img onerror=x>; $(rm) ü");
        for empty in ["", " \n ", "\u{200b}\u{200b}", "--", "\u{202e}"] {
            assert!(reason(empty).is_err(), "{empty:?}");
        }
        assert!(reason(&"x".repeat(200)).is_ok() && reason(&"x".repeat(201)).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn h7_a_clock_that_is_set_back_never_extends_a_step_up(
            length in 0_i64..50_000,
            looks in proptest::collection::vec(-60_000_i64..60_000, 0..12),
            last in -60_000_i64..60_000,
        ) {
            let any = SignedDuration::MAX;
            let mut step_up = step_up(length);
            let mut left = step_up.left(any, at(0));
            let mut has_ended = step_up.ended(at(0));
            for look in looks {
                prop_assert!(step_up.left(any, at(look)) <= left);
                step_up = step_up.noted(at(look));
                prop_assert!(step_up.left(any, at(look)) <= left);
                left = step_up.left(any, at(look));
                has_ended |= step_up.ended(at(look));
                prop_assert_eq!(step_up.ended(at(look)), has_ended);
            }
            prop_assert!(!has_ended || step_up.ended(at(last)));
        }
    }
}
