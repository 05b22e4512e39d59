//! Times in words.

use jiff::Timestamp;
use portico_core::view::RoleClass;

/// How long `seconds` are, in two units at most: `2 d 3 h`, `7 h 58 min`, `12 min`, `45 s`.
pub(crate) fn span(seconds: i64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match seconds {
        ..60 => format!("{} s", seconds.max(0)),
        60..3600 => format!("{minutes} min"),
        3600..86_400 if minutes % 60 == 0 => format!("{hours} h"),
        3600..86_400 => format!("{hours} h {} min", minutes % 60),
        _ if hours % 24 == 0 => format!("{days} d"),
        _ => format!("{days} d {} h", hours % 24),
    }
}

/// How long ago `then` (epoch seconds) was.
pub(crate) fn ago(then: i64, now: Timestamp) -> String {
    match now.as_second() - then {
        ..60 => "just now".to_owned(),
        seconds => format!("{} ago", span(seconds)),
    }
}

/// A moment (epoch seconds) as RFC 3339 in UTC, to the second.
pub(crate) fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// How much a role can do, as a word.
pub(crate) fn class_word(class: RoleClass) -> &'static str {
    match class {
        RoleClass::Read => "read",
        RoleClass::Unknown => "unknown",
        RoleClass::Write => "write",
        RoleClass::Admin => "admin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_have_two_units_at_most() {
        let spans = [-5, 59, 60, 3599, 3600, 28_700, 86_400, 97_300].map(span);
        assert_eq!(spans, ["0 s", "59 s", "1 min", "59 min", "1 h", "7 h 58 min", "1 d", "1 d 3 h"]);
        assert_eq!(moment(1_795_000_000), "2026-11-18T11:06:40Z");
    }
}
