//! Who is signed in, as far as is kept.

use jiff::{SignedDuration, Timestamp};

use super::{Check, Finding, Level};
use crate::error::{Code, Error, Result};
use crate::session::{Grant, Sessions};
use crate::settings::Portal;
use crate::words::Words;

/// A session that cannot be prolonged and ends sooner is worth a word.
const SOON: SignedDuration = SignedDuration::from_mins(15);

/// Looks at what is kept for each portal.
pub(super) async fn check(
    sessions: &Sessions,
    portals: &[Portal],
    now: Timestamp,
    words: &Words,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for portal in portals {
        let kept = sessions.restore(portal).await;
        findings.push(judged(portal, kept, sessions.was_ended(&portal.name), now, words));
    }
    findings
}

fn judged(
    portal: &Portal,
    kept: Result<Option<Grant>>,
    was_ended: bool,
    now: Timestamp,
    words: &Words,
) -> Finding {
    let name = portal.name.as_str();
    let told = |level, message: String| {
        Finding::new(Check::Session, level, message).mended_by(words.session_remedy(name))
    };
    let refused = |error: &Error| Finding::of(Check::Session, error, words.session_refused(error.message()));
    match kept {
        Err(error) if error.code() == Code::KeychainLocked => {
            Finding { level: Level::Warning, ..refused(&error) }
        }
        Err(error) => refused(&error),
        Ok(None) if was_ended => told(Level::Warning, words.session_over_by_portal(name)),
        Ok(None) => told(Level::Note, words.session_none(name)),
        Ok(Some(grant)) if grant.until <= now && !renews(&grant) => {
            told(Level::Warning, words.session_over(name))
        }
        Ok(Some(grant)) if !renews(&grant) && grant.until.duration_since(now) < SOON => {
            told(Level::Note, words.session_ends_at(name, hour(grant.until)))
        }
        Ok(Some(grant)) if renews(&grant) => Finding::good(Check::Session, words.session_good(name)),
        Ok(Some(grant)) => Finding::good(Check::Session, words.session_until(name, hour(grant.until))),
    }
}

fn hour(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

fn renews(grant: &Grant) -> bool {
    grant.renewable && !grant.ending
}
