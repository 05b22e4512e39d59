//! How many identities are open side by side in one browser.
//!
//! Rule: pure. Portico counts what it opened itself and until when that lasts; what a person opened without it is not seen.
//! AWS's multi-session support holds five identities in one browser and has somebody sign out for a sixth
//! (<https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/multisession.html>); without it there is one at a time.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;

use super::Public;
use crate::role::RoleKey;

/// Identities that AWS lets one browser have at once.
pub const MOST_IDENTITIES: usize = 5;

/// One set of cookies: a browser's profile, a container in it, or a folder that Portico keeps. Two consoles in the same place
/// share what they are signed in as.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Place(String);

impl Place {
    /// A place as kept before.
    #[must_use]
    pub fn kept(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The place, as kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A console that Portico opened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Opened {
    /// Where.
    pub place: Place,
    /// As whom.
    pub key: RoleKey,
    /// When its session ends at the latest.
    pub until: Timestamp,
    /// Where its browser signs out of it. Kept, for its portal may be removed before it ends.
    pub sign_out: Public,
}

/// Whether there is room for one more.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Room {
    /// The same identity is open already: opening it again changes nothing.
    Open,
    /// There is room; so many are open.
    Free(usize),
    /// AWS would ask to sign out of one of these.
    Full(Vec<RoleKey>),
}

/// The identities that are open in `place`: the same role of the same account is one, however often it was opened and through
/// whichever portal.
#[must_use]
pub fn identities<'a>(opened: &'a [Opened], place: &Place, now: Timestamp) -> Vec<&'a RoleKey> {
    let mut seen = BTreeSet::new();
    let open = opened.iter().filter(|one| one.place == *place && one.until > now).map(|one| &one.key);
    open.filter(|key| seen.insert((&key.account, &key.role))).collect()
}

/// Whether `key` can be opened in `place` beside what is open there.
#[must_use]
pub fn room(opened: &[Opened], place: &Place, key: &RoleKey, now: Timestamp) -> Room {
    let open = identities(opened, place, now);
    if open.iter().any(|other| (&other.account, &other.role) == (&key.account, &key.role)) {
        Room::Open
    } else if open.len() < MOST_IDENTITIES {
        Room::Free(open.len())
    } else {
        Room::Full(open.into_iter().cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    fn key(portal: &str, number: u8, role: &str) -> RoleKey {
        RoleKey::parse(portal, &format!("{number:012}"), role).expect("a key")
    }

    fn opened(place: &str, key: RoleKey, until: i64) -> Opened {
        let sign_out =
            Public::kept_sign_out("https://signin.aws.amazon.com/oauth?Action=logout").expect("one");
        Opened { place: Place::kept(place), key, until: at(until), sign_out }
    }

    #[test]
    fn a_sixth_identity_finds_no_room_and_the_same_one_always_does() {
        let mut list: Vec<Opened> =
            (0..5).map(|number| opened("firefox:", key("p", number, "Read"), 100)).collect();
        let place = Place::kept("firefox:");
        assert_eq!(room(&list[..4], &place, &key("p", 9, "Read"), at(0)), Room::Free(4));
        let Room::Full(open) = room(&list, &place, &key("p", 9, "Read"), at(0)) else {
            panic!("five are open")
        };
        assert_eq!(open.len(), 5);
        assert_eq!(room(&list, &place, &key("p", 4, "Read"), at(0)), Room::Open);
        assert_eq!(room(&list, &place, &key("q", 4, "Read"), at(0)), Room::Open, "whichever portal");
        assert!(matches!(room(&list, &place, &key("p", 4, "Admin"), at(0)), Room::Full(_)), "another role");
        assert_eq!(room(&list, &Place::kept("own"), &key("p", 9, "Read"), at(0)), Room::Free(0));
        // What ends, ends at its second; what was opened twice is one.
        assert_eq!(room(&list, &place, &key("p", 9, "Read"), at(100)), Room::Free(0));
        list[0] = opened("firefox:", key("p", 1, "Read"), 300);
        assert_eq!(identities(&list, &place, at(0)).len(), 4);
        assert_eq!(identities(&list, &place, at(200)), [&key("p", 1, "Read")]);
    }
}
