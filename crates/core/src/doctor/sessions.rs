//! Who is signed in, as far as is kept.

use jiff::{SignedDuration, Timestamp};

use super::{Check, Finding, Level};
use crate::error::{Code, Result};
use crate::session::{Grant, Sessions};
use crate::settings::Portal;

/// A session that cannot be prolonged and ends sooner is worth a word.
const SOON: SignedDuration = SignedDuration::from_mins(15);

/// Looks at what is kept for each portal.
pub(super) async fn check(sessions: &Sessions, portals: &[Portal], now: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    for portal in portals {
        let kept = sessions.restore(portal).await;
        findings.push(judged(portal, kept, sessions.was_ended(&portal.name), now));
    }
    findings
}

fn judged(portal: &Portal, kept: Result<Option<Grant>>, was_ended: bool, now: Timestamp) -> Finding {
    let name = &portal.name;
    let sign_in = format!("Sign in: portico login --portal {name}");
    let told = |level, message: String| Finding::new(Check::Session, level, message).mended_by(&sign_in);
    match kept {
        Err(error) if error.code() == Code::KeychainLocked => {
            Finding { level: Level::Warning, ..Finding::of(Check::Session, &error) }
        }
        Err(error) => Finding::of(Check::Session, &error),
        Ok(None) if was_ended => {
            told(Level::Warning, format!("The portal has ended your session in {name}."))
        }
        Ok(None) => told(Level::Note, format!("You are not signed in to {name}.")),
        Ok(Some(grant)) if grant.until <= now && !renews(&grant) => {
            told(Level::Warning, format!("Your session in {name} has ended."))
        }
        Ok(Some(grant)) if !renews(&grant) && grant.until.duration_since(now) < SOON => {
            told(Level::Note, format!("Your session in {name} ends at {}.", hour(grant.until)))
        }
        Ok(Some(grant)) if renews(&grant) => Finding::good(
            Check::Session,
            format!("You are signed in to {name}; the session renews by itself."),
        ),
        Ok(Some(grant)) => {
            Finding::good(Check::Session, format!("You are signed in to {name} until {}.", hour(grant.until)))
        }
    }
}

fn hour(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

fn renews(grant: &Grant) -> bool {
    grant.renewable && !grant.ending
}
