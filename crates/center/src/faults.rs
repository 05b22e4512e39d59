//! What may be made to go wrong on purpose: lost requests and answers, foreign answers, delays, a request quota, pages
//! that hang together badly, and changes of the directory at the worst moment.
//!
//! Rule: faults change when and whether an answer comes, who seems to give it and what follows it, never what is true;
//! what is true changes by a [`Change`] alone.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use portico_model::Region;
use tokio::sync::watch;

use crate::change::Change;
use crate::operation::Operation;
use crate::store::Millis;

/// One thing that goes wrong with one request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    /// The connection is cut before anything is done.
    LoseRequest,
    /// Everything is done and kept; then the connection is cut, and not one byte of the answer is sent.
    LoseAnswer,
    /// Everything is done, but only after this time.
    Delay(Duration),
    /// Everything is done, but only once [`Faults::release`] is called after this was planned.
    Hold,
    /// Nothing is done, and this is answered.
    Instead(Reply),
}

/// An answer that has nothing to do with the request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reply {
    /// 408 with an empty body.
    RequestTimeout,
    /// 407, as from a proxy that wants a password.
    ProxyAuthentication,
    /// 429 `TooManyRequestsException`.
    TooManyRequests {
        /// In seconds; no `Retry-After` when `None`.
        retry_after: Option<u32>,
    },
    /// 500 `InternalServerException`.
    InternalError,
    /// 503 with an empty body, as from a load balancer.
    Unavailable,
    /// 200 with the HTML of a captive portal.
    CaptivePage,
    /// 403 with the HTML of a captive portal.
    CaptiveForbidden,
    /// 302 to such HTML.
    CaptiveRedirect,
    /// 511 with such HTML (RFC 6585 section 6).
    CaptiveNetwork,
}

/// How the pages of a listing hang together. Every one but the first is a defect that a client must survive.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Paging {
    /// As they should: each row once, and no token on the last page.
    #[default]
    Sound,
    /// The second page is the first one once more, under a token of its own; then the listing goes on and ends.
    RepeatsFirst,
    /// The token of the first page leads to the first page, for ever: the other rows are out of reach.
    StuckAtFirst,
    /// The token of the last page leads to the last page, for ever.
    StuckAtLast,
    /// The token of the last page leads to the first page, for ever.
    Circles,
    /// After the last page the listing begins anew under tokens never seen before, for ever.
    NeverEnds,
    /// After the last page come empty ones under tokens never seen before, for ever.
    NeverEndsEmpty,
}

impl Paging {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Sound,
        Self::RepeatsFirst,
        Self::StuckAtFirst,
        Self::StuckAtLast,
        Self::Circles,
        Self::NeverEnds,
        Self::NeverEndsEmpty,
    ];
}

/// The faults of one center, the same for all its Regions.
#[derive(Debug)]
pub struct Faults {
    planned: Mutex<VecDeque<Planned>>,
    /// Counts the releases.
    released: watch::Sender<u64>,
    bucket: Mutex<Bucket>,
    listings: Mutex<Listings>,
    /// Added to every answer of the APIs.
    pub(crate) latency: Duration,
}

#[derive(Debug)]
struct Planned {
    operation: Operation,
    /// Any when `None`.
    region: Option<String>,
    left: u32,
    fault: Fault,
    /// How many releases there were when this was planned.
    after: u64,
}

/// A fault that happens to a request now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Taken {
    /// What goes wrong.
    pub(crate) fault: Fault,
    after: u64,
}

/// What is wrong with listings until it is taken back.
#[derive(Debug, Default)]
struct Listings {
    paging: BTreeMap<Operation, Paging>,
    /// Accounts whose roles are refused.
    forbidden: BTreeSet<String>,
    /// What becomes true after so many more requests of an operation.
    changes: Vec<(u32, Operation, Change)>,
}

#[derive(Debug, Default)]
struct Bucket {
    /// Portal requests per second; unlimited when `None`.
    quota: Option<u32>,
    /// Thousandths of a request.
    tokens: i64,
    /// `None` before the first request.
    filled_at: Option<Millis>,
}

impl Faults {
    /// Lets `fault` happen to the next `count` requests of `operation`, in whichever Region they come, after what was
    /// planned for it before.
    pub fn next(&self, count: u32, operation: Operation, fault: Fault) {
        self.plan(count, operation, None, fault);
    }

    /// The same for requests that come to `region` only.
    pub fn next_in(&self, region: &str, count: u32, operation: Operation, fault: Fault) {
        self.plan(count, operation, Some(region.to_owned()), fault);
    }

    /// How many planned faults have not happened yet.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.plans().iter().map(|planned| planned.left).sum()
    }

    /// The same of one operation.
    #[must_use]
    pub fn left_of(&self, operation: Operation) -> u32 {
        self.plans().iter().filter(|planned| planned.operation == operation).map(|planned| planned.left).sum()
    }

    /// Forgets what is planned, and makes listings sound again; the quota stays.
    pub fn clear(&self) {
        self.plans().clear();
        *self.listings() = Listings::default();
    }

    /// Limits the portal's API to so many requests per second from now on, or no longer when `None`. One second's worth
    /// may come at once.
    pub fn set_quota(&self, quota: Option<u32>) {
        *self.bucket() = Bucket { quota, ..Bucket::default() };
    }

    /// How the pages of ListAccounts, or of every ListAccountRoles, hang together from now on.
    pub fn set_paging(&self, operation: Operation, paging: Paging) {
        self.listings().paging.insert(operation, paging);
    }

    /// Refuses the roles of `account` (ListAccountRoles answers 403), although the account is listed.
    pub fn forbid_roles(&self, account: &str) {
        self.listings().forbidden.insert(account.to_owned());
    }

    /// Takes that back.
    pub fn permit_roles(&self, account: &str) {
        self.listings().forbidden.remove(account);
    }

    /// Lets `change` happen once `count` more requests of `operation` were carried out, before the last of them is
    /// answered: whoever has that answer sees the change with the next request. A change that cannot be made then is
    /// left out.
    pub fn change_after(&self, count: u32, operation: Operation, change: Change) {
        self.listings().changes.push((count.max(1), operation, change));
    }

    /// Lets every [`Fault::Hold`] planned so far go, whether its request has come or not.
    pub fn release(&self) {
        self.released.send_modify(|count| *count += 1);
    }

    /// No faults, with these knobs.
    pub(crate) fn new(quota: Option<u32>, latency_ms: u32) -> Self {
        Self {
            planned: Mutex::default(),
            released: watch::Sender::new(0),
            bucket: Mutex::new(Bucket { quota, ..Bucket::default() }),
            listings: Mutex::default(),
            latency: Duration::from_millis(latency_ms.into()),
        }
    }

    /// What goes wrong with this request of `operation` to `region`; uses it up.
    pub(crate) fn take(&self, operation: Operation, region: &Region) -> Option<Taken> {
        let mut plans = self.plans();
        let fits = |planned: &Planned| {
            planned.operation == operation
                && planned.region.as_deref().is_none_or(|wanted| wanted == region.as_str())
        };
        let at = plans.iter().position(fits)?;
        plans[at].left -= 1;
        let taken = Taken { fault: plans[at].fault, after: plans[at].after };
        if plans[at].left == 0 {
            plans.remove(at);
        }
        Some(taken)
    }

    /// Waits until the [`Fault::Hold`] that was taken is let go.
    pub(crate) async fn held(&self, taken: Option<Taken>) {
        let after = taken.map_or(0, |taken| taken.after);
        // The sender lives as long as this borrow, so that waiting cannot fail.
        drop(self.released.subscribe().wait_for(|count| *count > after).await);
    }

    /// Takes one request from the quota: a bucket that holds one second's worth and refills steadily.
    ///
    /// # Errors
    /// The seconds to wait, for `Retry-After`.
    pub(crate) fn admit(&self, now: Millis) -> Result<(), u32> {
        let mut bucket = self.bucket();
        let Some(quota) = bucket.quota.map(i64::from) else { return Ok(()) };
        let elapsed = bucket.filled_at.map_or(1000, |at| (now - at).clamp(0, 1000));
        bucket.tokens = (bucket.tokens + elapsed * quota).min(quota.max(1) * 1000);
        bucket.filled_at = Some(now);
        if bucket.tokens >= 1000 {
            bucket.tokens -= 1000;
            Ok(())
        } else {
            Err(1)
        }
    }

    /// How the pages of `operation` hang together.
    pub(crate) fn paging(&self, operation: Operation) -> Paging {
        self.listings().paging.get(&operation).copied().unwrap_or_default()
    }

    /// Whether the roles of `account` are refused.
    pub(crate) fn is_forbidden(&self, account: &str) -> bool {
        self.listings().forbidden.contains(account)
    }

    /// What becomes true now that one more request of `operation` was carried out.
    pub(crate) fn due(&self, operation: Operation) -> Vec<Change> {
        let mut listings = self.listings();
        for (left, _, _) in listings.changes.iter_mut().filter(|(_, of, _)| *of == operation) {
            *left -= 1;
        }
        listings.changes.extract_if(.., |(left, ..)| *left == 0).map(|(.., change)| change).collect()
    }

    fn bucket(&self) -> MutexGuard<'_, Bucket> {
        self.bucket.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn listings(&self) -> MutexGuard<'_, Listings> {
        self.listings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn plan(&self, left: u32, operation: Operation, region: Option<String>, fault: Fault) {
        if left > 0 {
            let after = *self.released.borrow();
            self.plans().push_back(Planned { operation, region, left, fault, after });
        }
    }

    fn plans(&self) -> MutexGuard<'_, VecDeque<Planned>> {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_refills_steadily() {
        let faults = Faults::new(Some(2), 0);
        assert_eq!([0, 0, 0].map(|at| faults.admit(at)), [Ok(()), Ok(()), Err(1)]);
        assert_eq!(faults.admit(499), Err(1));
        assert_eq!(faults.admit(1000), Ok(()));
    }

    #[test]
    fn a_new_quota_begins_with_one_second_of_it() {
        let faults = Faults::new(None, 0);
        assert!((0..9).all(|_| faults.admit(0).is_ok()));
        faults.set_quota(Some(1));
        assert_eq!([0, 0, 1000].map(|at| faults.admit(at)), [Ok(()), Err(1), Ok(())]);
        faults.set_quota(None);
        assert!((0..9).all(|_| faults.admit(1000).is_ok()));
    }

    #[test]
    fn a_change_is_due_once_after_as_many_requests_as_planned() {
        let faults = Faults::new(None, 0);
        let change = |account: &str| Change::CloseAccount { account: account.to_owned() };
        faults.change_after(2, Operation::ListAccounts, change("a"));
        faults.change_after(1, Operation::ListAccountRoles, change("b"));
        faults.change_after(0, Operation::ListAccounts, change("c"));
        let due = [(); 3].map(|()| faults.due(Operation::ListAccounts));
        assert_eq!(due, [vec![change("c")], vec![change("a")], vec![]]);
        faults.clear();
        assert_eq!(faults.due(Operation::ListAccountRoles), vec![]);
    }

    #[test]
    fn no_quota_admits_everything() {
        assert!((0..1000).all(|_| Faults::new(None, 0).admit(0).is_ok()));
    }

    #[test]
    fn faults_happen_in_the_order_planned_each_as_often_as_planned() {
        let region = |text: &str| text.parse::<Region>().expect("a Region");
        let (home, other) = (region("eu-west-1"), region("us-east-1"));
        let faults = Faults::new(None, 0);
        faults.next(2, Operation::Refresh, Fault::LoseAnswer);
        faults.next(0, Operation::Refresh, Fault::Instead(Reply::InternalError));
        faults.next_in("us-east-1", 1, Operation::Refresh, Fault::Hold);
        faults.next(1, Operation::Logout, Fault::LoseRequest);
        assert_eq!((faults.left(), faults.left_of(Operation::Logout)), (4, 1));
        let take = |operation, at| faults.take(operation, at).map(|taken| taken.fault);
        let taken = [&home, &other, &home, &other].map(|at| take(Operation::Refresh, at));
        let lost = Some(Fault::LoseAnswer);
        assert_eq!(taken, [lost, lost, None, Some(Fault::Hold)]);
        assert_eq!((take(Operation::ListAccounts, &home), faults.left()), (None, 1));
        faults.clear();
        assert_eq!((take(Operation::Logout, &home), faults.left()), (None, 0));
    }
}
