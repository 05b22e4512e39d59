//! Quiet hours: the part of the day in which no notification is shown.
//!
//! Rule: nothing is lost by them. What would have been told is told when they end, if it is still true.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::error::{Error, Result};
use crate::text::clean;

/// A span of the day in local time, of whole minutes; it may span midnight. Its end is not in it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Quiet {
    from: Minute,
    to: Minute,
}

/// Minutes since midnight.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Minute(u16);

impl Default for Quiet {
    /// Ten in the evening to seven in the morning.
    fn default() -> Self {
        Self { from: Minute(22 * 60), to: Minute(7 * 60) }
    }
}

impl Quiet {
    /// From `from` to `to`, each `HH:MM`.
    ///
    /// # Errors
    /// When one of them is no time of day, or both are the same.
    pub fn parse(from: &str, to: &str) -> Result<Self> {
        let (from, to) = (from.parse()?, to.parse()?);
        if from == to {
            return Err(Error::invalid(
                "Quiet hours that end when they begin would be no hours or all of them.",
                "Choose two different times, or turn quiet hours off.",
            ));
        }
        Ok(Self { from, to })
    }

    /// Their beginning, `HH:MM`.
    #[must_use]
    pub fn from(&self) -> String {
        self.from.to_string()
    }

    /// Their end, `HH:MM`.
    #[must_use]
    pub fn to(&self) -> String {
        self.to.to_string()
    }

    /// Whether `now` is in them, for a person in `zone`.
    #[must_use]
    pub fn covers(&self, now: Timestamp, zone: &TimeZone) -> bool {
        let civil = zone.to_datetime(now);
        let minute = u16::try_from(i32::from(civil.hour()) * 60 + i32::from(civil.minute())).unwrap_or(0);
        let minute = Minute(minute);
        if self.from < self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }
}

impl fmt::Display for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

impl FromStr for Quiet {
    type Err = Error;

    /// Takes `HH:MM-HH:MM`.
    fn from_str(text: &str) -> Result<Self> {
        let (from, to) = text.split_once('-').unwrap_or((text, ""));
        Self::parse(from.trim(), to.trim())
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for Minute {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let digits = |part: &str, most: u16| {
            let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|number: &u16| is_number && *number <= most)
        };
        let parts =
            text.split_once(':').and_then(|(hour, minute)| Some((digits(hour, 23)?, digits(minute, 59)?)));
        parts.map(|(hour, minute)| Self(hour * 60 + minute)).ok_or_else(|| {
            Error::invalid(
                format!("\"{}\" is no time of day.", clean(text, 20)),
                "Write quiet hours as 22:00-07:00, or off.",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Timestamp {
        format!("2026-11-24T{time}:00Z").parse().expect("a time")
    }

    #[test]
    fn the_night_spans_midnight_and_ends_on_the_minute() {
        let night = Quiet::default();
        for (time, quiet) in
            [("21:59", false), ("22:00", true), ("02:40", true), ("06:59", true), ("07:00", false)]
        {
            assert_eq!(night.covers(at(time), &TimeZone::UTC), quiet, "{time}");
        }
        let east = TimeZone::fixed(jiff::tz::offset(9));
        assert!(night.covers(at("13:00"), &east) && !night.covers(at("22:00"), &east));
        let noon: Quiet = "12:00-13:30".parse().expect("valid");
        assert!(noon.covers(at("13:29"), &TimeZone::UTC) && !noon.covers(at("13:30"), &TimeZone::UTC));
    }

    /// The clock on the wall counts: the night that summer begins is an hour shorter, the one it ends an hour longer.
    #[test]
    fn h7_the_night_ends_at_seven_also_when_the_clocks_are_put_forward_or_back() {
        let europe = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a zone");
        let covers = |time: &str| Quiet::default().covers(time.parse().expect("a time"), &europe);
        for (evening, morning) in [
            ("2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z"),
            ("2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z"),
        ] {
            let (evening, morning): (Timestamp, Timestamp) =
                (evening.parse().expect("a time"), morning.parse().expect("a time"));
            let second = jiff::SignedDuration::from_secs(1);
            assert!(!covers(&(evening - second).to_string()) && covers(&evening.to_string()), "{evening}");
            assert!(covers(&(morning - second).to_string()) && !covers(&morning.to_string()), "{morning}");
        }
    }

    #[test]
    fn what_is_no_span_of_the_day_is_refused() {
        assert_eq!("7:05-9:00".parse::<Quiet>().expect("valid").to_string(), "07:05-09:00");
        for bad in
            ["", "22:00", "22:00-22:00", "24:00-07:00", "22:60-07:00", "22:00-", "+2:00-07:00", "222:00-1:00"]
        {
            assert!(bad.parse::<Quiet>().is_err(), "{bad}");
        }
    }
}
