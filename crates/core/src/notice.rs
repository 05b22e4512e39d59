//! Which cause deserves a notification, when, and its words.
//!
//! Rules: told once, quietly, with the one button that mends it; nothing that the person just did is told back; nothing in
//! quiet hours, and nothing is lost by that; that a program waits for a sign-in is told at most once an hour.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use portico_model::AccountId;

use crate::catalog::{Change, What};
use crate::event::Cause;
use crate::quiet::Quiet;
use crate::settings::PortalName;
use crate::words::Words;

/// Between two notifications that a program waits for a sign-in.
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A notification for the person.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notice {
    /// The heading.
    pub title: String,
    /// One or two sentences.
    pub body: String,
    /// The one button, with what it does.
    pub action: Option<(String, NoticeAction)>,
}

/// What the button of a notification does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NoticeAction {
    /// Start signing in to this portal.
    SignIn(PortalName),
    /// Show this account.
    Show(PortalName, AccountId),
}

/// Where notifications are weighed before they are shown.
#[derive(Debug, Default)]
pub struct Desk {
    /// When the person was last told that a portal needs a sign-in.
    told: BTreeMap<PortalName, Timestamp>,
    /// What quiet hours kept back: the newest cause of each portal.
    held: BTreeMap<PortalName, Cause>,
}

impl Desk {
    /// The cause to tell of now, if `cause` deserves it and the hour allows it.
    #[must_use]
    pub fn weigh(
        &mut self,
        cause: &Cause,
        now: Timestamp,
        zone: &TimeZone,
        quiet: Option<&Quiet>,
    ) -> Option<Cause> {
        if matches!(cause, Cause::AccessArrived(..)) {
            // Somebody sits there and waits for it, whatever the hour.
            return Some(cause.clone());
        }
        if let Cause::SignedIn(portal) | Cause::SignedOut(portal) = cause {
            self.held.remove(portal);
        }
        let (Cause::EndingSoon(portal) | Cause::SessionEnded(portal) | Cause::SignInWanted(portal)) = cause
        else {
            return None;
        };
        if quiet.is_some_and(|quiet| quiet.covers(now, zone)) {
            self.held.insert(portal.clone(), cause.clone());
            return None;
        }
        // A clock that was set back must not silence the desk for longer than an hour.
        let lately = |told: &Timestamp| (SignedDuration::ZERO..HOUR).contains(&now.duration_since(*told));
        if matches!(cause, Cause::SignInWanted(_)) && self.told.get(portal).is_some_and(lately) {
            return None;
        }
        if !matches!(cause, Cause::EndingSoon(_)) {
            self.told.insert(portal.clone(), now);
        }
        Some(cause.clone())
    }

    /// What quiet hours kept back, once they are over.
    #[must_use]
    pub fn due(&mut self, now: Timestamp, zone: &TimeZone, quiet: Option<&Quiet>) -> Vec<Cause> {
        if self.held.is_empty() || quiet.is_some_and(|quiet| quiet.covers(now, zone)) {
            return Vec::new();
        }
        let due: Vec<Cause> = std::mem::take(&mut self.held).into_values().collect();
        for cause in &due {
            if let Cause::SessionEnded(portal) | Cause::SignInWanted(portal) = cause {
                self.told.insert(portal.clone(), now);
            }
        }
        due
    }
}

/// The notification for a cause that [`Desk::weigh`] let through. `minutes_left` is how long the portal's session has
/// yet; `firm` says that it is known and not only expected.
#[must_use]
pub fn of(cause: &Cause, minutes_left: i64, firm: bool, words: &Words) -> Option<Notice> {
    if let Cause::AccessArrived(portal, gained) = cause {
        return arrived(portal, gained, words);
    }
    let (portal, title, body, label) = if let Cause::EndingSoon(portal) = cause {
        let (name, minutes) = (portal.as_str(), minutes_left.max(1));
        let title =
            if firm { words.session_ends(name, minutes) } else { words.session_ends_about(name, minutes) };
        (portal, title, words.session_ends_body(), words.renew())
    } else if let Cause::SessionEnded(portal) = cause {
        let title = words.session_has_ended(portal.as_str());
        (portal, title, words.session_has_ended_body(), words.sign_in())
    } else if let Cause::SignInWanted(portal) = cause {
        let title = words.sign_in_wanted(portal.as_str());
        (portal, title, words.sign_in_wanted_body(), words.sign_in())
    } else {
        return None;
    };
    Some(Notice { title, body, action: Some((label, NoticeAction::SignIn(portal.clone()))) })
}

/// Names the first thing that arrived, and counts the others.
fn arrived(portal: &PortalName, gained: &[Change], words: &Words) -> Option<Notice> {
    let first = gained.first()?;
    let name = first.title();
    let what = match &first.what {
        What::RoleGained { role } | What::RoleRaised { role } => words.role_in_account(role.as_str(), name),
        What::Gained | What::Lost | What::Renamed { .. } | What::RoleLost { .. } => name,
    };
    let body = match gained.len() - 1 {
        0 => words.access_arrived_body(what),
        more => words.access_arrived_body_more(what, more),
    };
    let shown = NoticeAction::Show(portal.clone(), first.account.clone());
    Some(Notice {
        title: words.access_arrived(portal.as_str()),
        body,
        action: Some((words.show_access(), shown)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn portal() -> PortalName {
        "securecart".parse().expect("a name")
    }

    fn at(time: &str) -> Timestamp {
        format!("2026-11-{time}:00Z").parse().expect("a time")
    }

    fn weigh(desk: &mut Desk, cause: Cause, time: &str) -> bool {
        desk.weigh(&cause, at(time), &TimeZone::UTC, Some(&Quiet::default())).is_some()
    }

    #[test]
    fn only_an_end_is_worth_a_notification() {
        let ending = of(&Cause::EndingSoon(portal()), 12, true, Words::of(Language::En)).expect("a notice");
        assert_eq!(ending.title, "securecart: your session ends in 12 minutes");
        assert_eq!(ending.action, Some(("Renew".to_owned(), NoticeAction::SignIn(portal()))));
        let expected = of(&Cause::EndingSoon(portal()), 1, false, Words::of(Language::En)).expect("a notice");
        assert_eq!(expected.title, "securecart: your session ends in about 1 minute");
        assert!(!weigh(&mut Desk::default(), Cause::SignedIn(portal()), "24T12:00"));
    }

    #[test]
    fn nothing_in_the_night_and_nothing_lost_by_it() {
        let mut desk = Desk::default();
        assert!(!weigh(&mut desk, Cause::EndingSoon(portal()), "24T23:10"));
        assert!(!weigh(&mut desk, Cause::SessionEnded(portal()), "24T23:30"));
        let due = |desk: &mut Desk, time| desk.due(at(time), &TimeZone::UTC, Some(&Quiet::default()));
        assert_eq!(due(&mut desk, "25T06:59"), []);
        assert_eq!(due(&mut desk, "25T07:00"), [Cause::SessionEnded(portal())]);
        assert_eq!(due(&mut desk, "25T07:01"), []);
        assert!(!weigh(&mut desk, Cause::SignInWanted(portal()), "25T07:30"), "that was told at seven");
        assert!(!weigh(&mut desk, Cause::EndingSoon(portal()), "25T23:20"));
        assert!(!weigh(&mut desk, Cause::Renewed(portal()), "25T23:20"), "for nothing");
        assert_eq!(due(&mut desk, "26T07:00"), [Cause::EndingSoon(portal())]);
        assert!(!weigh(&mut desk, Cause::SessionEnded(portal()), "25T23:30"));
        assert!(!weigh(&mut desk, Cause::SignedIn(portal()), "26T02:40"));
        assert_eq!(due(&mut desk, "26T07:00"), [], "somebody signed in meanwhile");
    }

    #[test]
    fn f10_a_waiting_program_is_told_of_once_an_hour() {
        let mut desk = Desk::default();
        let mut told = 0;
        for minute in 0..8 * 60 {
            let time = format!("24T{:02}:{:02}", 9 + minute / 60, minute % 60);
            told += i32::from(weigh(&mut desk, Cause::SignInWanted(portal()), &time));
        }
        assert_eq!(told, 8);
        assert!(weigh(&mut desk, Cause::SessionEnded(portal()), "24T17:00"));
        assert!(!weigh(&mut desk, Cause::SignInWanted(portal()), "24T17:10"), "that is known already");
    }
}
