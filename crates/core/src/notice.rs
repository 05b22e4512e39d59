//! Which cause deserves a notification, and its words.
//!
//! Rule: told once, quietly, with the one button that mends it; nothing that the person just did is told back.

use crate::event::Cause;
use crate::settings::PortalName;

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
}

/// The notification that `cause` deserves, if any. `minutes_left` is how long the portal's session has yet.
#[must_use]
pub fn of(cause: &Cause, minutes_left: Option<i64>) -> Option<Notice> {
    let sign_in =
        |label: &str, portal: &PortalName| Some((label.to_owned(), NoticeAction::SignIn(portal.clone())));
    match cause {
        Cause::EndingSoon(portal) => {
            let minutes = minutes_left.unwrap_or(0).max(1);
            let plural = if minutes == 1 { "" } else { "s" };
            Some(Notice {
                title: format!("{portal}: your session ends in {minutes} minute{plural}"),
                body: "Renew it now to keep your consoles and tools working.".to_owned(),
                action: sign_in("Renew", portal),
            })
        }
        Cause::SessionEnded(portal) => Some(Notice {
            title: format!("{portal}: your session has ended"),
            body: "Sign in again to open consoles and use your tools.".to_owned(),
            action: sign_in("Sign in", portal),
        }),
        Cause::Started
        | Cause::PortalsChanged
        | Cause::SignInStarted(..)
        | Cause::SignedIn(_)
        | Cause::SignInEnded(_)
        | Cause::SignedOut(_)
        | Cause::Renewed(_)
        | Cause::ChangedElsewhere(_)
        | Cause::ListingProgressed(_)
        | Cause::Listed(_)
        | Cause::Reachability(_)
        | Cause::ConsoleOpened(_)
        | Cause::CredentialsUsed(_)
        | Cause::ProfileExported(_)
        | Cause::Starred(_)
        | Cause::Moved => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_end_is_worth_a_notification() {
        let portal: PortalName = "securecart".parse().expect("a name");
        let ending = of(&Cause::EndingSoon(portal.clone()), Some(12)).expect("a notice");
        assert_eq!(ending.title, "securecart: your session ends in 12 minutes");
        assert_eq!(ending.action, Some(("Renew".to_owned(), NoticeAction::SignIn(portal.clone()))));
        assert!(of(&Cause::SignedIn(portal), None).is_none());
    }
}
