//! The table of `security.md` 2.5: what was seen, what that is, and what to do about it.
//!
//! Rule: there is no other place where an answer is judged by its status, and none where it is decided who retries.

use std::ops::RangeInclusive;

/// What kind of ending a request had. None of them alone ends a session.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Class {
    /// DNS, connection, reset, time-out.
    Offline,
    /// A certificate is refused, or a CA file cannot be used.
    Distrusted,
    /// The network wants a sign-in first.
    Captive,
    /// Something that is not an Identity Center.
    Foreign,
    /// The proxy wants a user name and a password.
    ProxyAuthentication,
    /// Asked to be left alone for a while.
    Throttled,
    /// A fault of the server's own.
    Server,
    /// An error of the service that names itself.
    Api,
}

/// What the caller does about a [`Class`]. The session is kept in every case.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Advice {
    /// How often one request is repeated, with [`Backoff`](super::Backoff) between, while somebody waits for it.
    pub retries: Retries,
    /// Whether work that nobody waits for goes on trying by itself, with the same back-off.
    pub goes_on: bool,
}

/// How often a request is repeated after its first try.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Retries {
    /// Not at all: the same request would end the same way.
    None,
    /// At most so often.
    AtMost(u32),
    /// Until it works; what has arrived is kept and progress is shown.
    Unlimited,
}

/// How an answer looks, beside its status.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Look {
    /// However it looks.
    Any,
    /// It is a web page, whatever else it claims.
    Page,
    /// It redirects to another host.
    Elsewhere,
    /// It is the service's own word for throttling.
    Throttling,
    /// It names an exception.
    Exception,
}

/// What is seen of an answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight<'a> {
    /// The HTTP status.
    pub(super) status: u16,
    /// It is a web page.
    pub(super) is_page: bool,
    /// It redirects to another host.
    pub(super) is_elsewhere: bool,
    /// The bare name of the exception it carries.
    pub(super) exception: Option<&'a str>,
}

type Row = (RangeInclusive<u16>, Look, Option<Class>);

/// The first row that fits; no class means a good answer. 408 and 5xx are the server's (or its proxy's) trouble even
/// when a web page says so.
const ANSWERS: [Row; 14] = [
    (407..=407, Look::Any, Some(Class::ProxyAuthentication)),
    (511..=511, Look::Any, Some(Class::Captive)),
    (429..=429, Look::Any, Some(Class::Throttled)),
    (408..=408, Look::Any, Some(Class::Server)),
    (500..=599, Look::Any, Some(Class::Server)),
    (300..=399, Look::Page, Some(Class::Captive)),
    (300..=399, Look::Elsewhere, Some(Class::Captive)),
    (300..=399, Look::Any, Some(Class::Foreign)),
    (200..=299, Look::Page, Some(Class::Captive)),
    (200..=299, Look::Any, None),
    (400..=499, Look::Page, Some(Class::Captive)),
    (400..=499, Look::Throttling, Some(Class::Throttled)),
    (400..=499, Look::Exception, Some(Class::Api)),
    (0..=999, Look::Any, Some(Class::Foreign)),
];

const ONCE: Advice = Advice { retries: Retries::None, goes_on: false };
const LATER: Advice = Advice { retries: Retries::None, goes_on: true };
const A_FEW: Advice = Advice { retries: Retries::AtMost(3), goes_on: true };
const PATIENTLY: Advice = Advice { retries: Retries::Unlimited, goes_on: true };

/// What to do. An API error is the business of whoever asked: one role, one refresh, one registration.
const ADVICE: [(Class, Advice); 8] = [
    (Class::Offline, A_FEW),
    (Class::Distrusted, LATER),
    (Class::Captive, LATER),
    (Class::Foreign, LATER),
    (Class::ProxyAuthentication, ONCE),
    (Class::Throttled, PATIENTLY),
    (Class::Server, A_FEW),
    (Class::Api, ONCE),
];

impl Class {
    /// What to do.
    #[must_use]
    pub fn advice(self) -> Advice {
        ADVICE.iter().find(|(class, _)| *class == self).map_or(ONCE, |(_, advice)| *advice)
    }
}

/// What the answer is; `None` for a good one.
pub(super) fn class_of(sight: Sight<'_>) -> Option<Class> {
    let fits = |(statuses, look, _): &&Row| statuses.contains(&sight.status) && sight.looks(*look);
    ANSWERS.iter().find(fits).map_or(Some(Class::Foreign), |(.., class)| *class)
}

impl Sight<'_> {
    fn looks(self, look: Look) -> bool {
        match look {
            Look::Any => true,
            Look::Page => self.is_page,
            Look::Elsewhere => self.is_elsewhere,
            Look::Throttling => self.exception.is_some_and(|name| THROTTLING.contains(&name)),
            Look::Exception => self.exception.is_some(),
        }
    }
}

/// The portal's name for it, and STS's.
const THROTTLING: [&str; 3] = ["TooManyRequestsException", "ThrottlingException", "Throttling"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h1_every_class_has_its_advice() {
        for (class, advice) in ADVICE {
            assert_eq!(class.advice(), advice, "{class:?}");
        }
        let mut classes: Vec<String> = ADVICE.iter().map(|(class, _)| format!("{class:?}")).collect();
        classes.sort();
        classes.dedup();
        assert_eq!(classes.len(), ADVICE.len());
    }

    #[test]
    fn h1_every_status_has_a_class_and_only_2xx_can_be_good() {
        for status in 0..=999 {
            for (is_page, is_elsewhere) in [(false, false), (true, false), (false, true), (true, true)] {
                let sight = Sight { status, is_page, is_elsewhere, exception: None };
                let good = class_of(sight).is_none();
                assert_eq!(good, (200..300).contains(&status) && !is_page, "{sight:?}");
            }
        }
    }
}
