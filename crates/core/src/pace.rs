//! How fast a portal is asked: one adaptive pace for all programs of Portico, found by asking.
//!
//! Rules: nobody knows the portal's quota, so each answer makes the pace a little faster and a refusal (429) halves it;
//! whoever is refused, all wait as long as the portal asks; what it let through between two refusals is remembered and
//! soon gone back to, for by then its quota is known. One small file a portal, changed under its lock.

mod shared;

use std::time::Duration;

use serde::{Deserialize, Serialize};

pub(crate) use shared::{Leave, Paces};

/// Requests a second before anything is known, and the least and the most ever.
const FIRST: f64 = 10.0;
const LEAST: f64 = 0.1;
const MOST: f64 = 2000.0;
/// How much faster each answer makes a pace that was never refused: it doubles about three times a second, and more often
/// the more was let through, for then no small quota is to be expected.
const LEAP: f64 = 2.0;
const LEAP_SHARE: f64 = 0.02;
/// What each answer adds once the portal's quota is known: at first nearly nothing, doubled after every eight seconds
/// without refusal, up to sixteen times that.
const PROBE: f64 = 0.01;
const PATIENCE: f64 = 8.0;
const MOST_DOUBLINGS: f64 = 4.0;
/// Timers are late by a few milliseconds; so much is made good, in seconds.
const SLACK: f64 = 0.01;
/// A portal that refuses and does not say for how long, and the longest it may ask for, in seconds.
const PAUSE: f64 = 1.0;
const LONGEST_PAUSE: f64 = 300.0;
/// A refusal is told of for so many seconds.
const TOLD: f64 = 10.0;
/// After so many seconds without a request, a quota that was partly used up is whole again.
const RESTED: f64 = 5.0;
/// After so many seconds without a request nothing known counts any more.
const FORGOTTEN: f64 = 600.0;

/// The pace of one portal. Pure: all times are seconds since the machine started.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Pace {
    /// Requests a second.
    rate: f64,
    /// What the portal let through between the last two refusals, in requests a second; `None` before the first.
    known: Option<f64>,
    /// The next request may be sent then.
    next: f64,
    /// Nothing may be sent before: the portal asked for that.
    rest: f64,
    /// The last refusal.
    refused: f64,
    /// Requests answered since then, or since the quota was whole.
    answered: u32,
    since: f64,
    /// When somebody last wanted to ask.
    used: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            rate: FIRST,
            known: None,
            next: 0.0,
            rest: 0.0,
            refused: -1.0,
            answered: 0,
            since: 0.0,
            used: 0.0,
        }
    }
}

impl Pace {
    /// When the next request may be sent, which is then taken.
    pub(crate) fn take(&mut self, now: f64) -> f64 {
        // Times ahead of now are from before the machine was started anew.
        if self.used > now || now - self.used > FORGOTTEN || self.rest > now + LONGEST_PAUSE {
            *self = Self { since: now, ..Self::default() };
        } else if now - self.used > RESTED {
            (self.answered, self.since) = (0, now);
        }
        self.used = now;
        let at = self.next.max(self.rest).max(now - SLACK);
        self.next = at + 1.0 / self.rate;
        at.max(now)
    }

    /// A request was answered, be it with bad news.
    pub(crate) fn answered(&mut self, now: f64) {
        self.answered = self.answered.saturating_add(1);
        self.rate = match self.known {
            None => self.rate + LEAP.max(self.rate * LEAP_SHARE),
            Some(known) if self.rate < known => (self.rate + known / 2.0 / self.rate).min(known),
            Some(_) => {
                self.rate + PROBE * ((now - self.refused) / PATIENCE).clamp(0.0, MOST_DOUBLINGS).exp2()
            }
        }
        .min(MOST);
    }

    /// A request sent at `sent` was refused (429). Of several under way together only the first one tells something new.
    pub(crate) fn refused(&mut self, sent: f64, now: f64, retry_after: Option<Duration>) {
        if sent >= self.refused {
            let let_through = f64::from(self.answered) / (now - self.since).max(0.05);
            // One bad moment does not tell that a quota became a tenth of what it was.
            let known =
                self.known.map_or(let_through, |known| let_through.max(known / 2.0)).clamp(LEAST, MOST);
            self.known = Some(known);
            self.rate = (self.rate.min(known) / 2.0).max(LEAST);
            (self.answered, self.since, self.refused, self.used) = (0, now, now, now);
        }
        let pause = retry_after.map_or(PAUSE, |asked| asked.as_secs_f64().min(LONGEST_PAUSE));
        self.rest = self.rest.max(now + pause);
    }

    /// Whether the portal has asked for fewer requests: lately, or for a while that goes on.
    pub(crate) fn is_slowed(&self, now: f64) -> bool {
        self.rest > now && self.rest <= now + LONGEST_PAUSE
            || self.refused >= 0.0 && (0.0..TOLD).contains(&(now - self.refused))
    }

    /// Until when the portal wants to be left alone.
    pub(crate) fn rest(&self) -> f64 {
        self.rest
    }
}

#[cfg(test)]
mod tests;
