//! What is asked for next. Rule: what the person is looking at comes first, then favourites, what they used, what nobody
//! knows anything of yet, and the rest, the oldest first.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use portico_model::AccountId;

use crate::catalog::Known;
use crate::settings::PortalName;

/// What the person is looking at. Cheap to clone; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Attention(Arc<Mutex<BTreeMap<PortalName, Vec<AccountId>>>>);

impl Attention {
    /// These accounts are in sight, and no others.
    pub fn turn_to(&self, accounts: impl IntoIterator<Item = (PortalName, AccountId)>) {
        let mut seen: BTreeMap<PortalName, Vec<AccountId>> = BTreeMap::new();
        for (portal, account) in accounts {
            seen.entry(portal).or_default().push(account);
        }
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = seen;
    }

    fn of(&self, portal: &PortalName) -> Vec<AccountId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(portal).cloned().unwrap_or_default()
    }
}

/// Accounts whose roles are yet to be asked for.
#[derive(Debug)]
pub(super) struct Queue {
    portal: PortalName,
    attention: Attention,
    waiting: BTreeSet<(Rank, AccountId)>,
    ranks: BTreeMap<AccountId, Rank>,
}

/// Where an account stands in the queue: the smaller, the sooner. Favourites, used ones, unknown ones and the rest, by the
/// age of what is known, and in the order they came.
type Rank = (u8, i64, usize);

impl Queue {
    pub(super) fn new(portal: &PortalName, attention: &Attention) -> Self {
        Self {
            portal: portal.clone(),
            attention: attention.clone(),
            waiting: BTreeSet::new(),
            ranks: BTreeMap::new(),
        }
    }

    /// Adds an account; one that was added before does not count.
    pub(super) fn add(&mut self, account: AccountId, known: Known) -> bool {
        if self.ranks.contains_key(&account) {
            return false;
        }
        let class = match known {
            Known { starred: true, .. } => 0,
            Known { used: true, .. } => 1,
            Known { roles_at: None, .. } => 2,
            Known { .. } => 3,
        };
        let age = known.roles_at.map_or(i64::MIN, jiff::Timestamp::as_second);
        let rank = (class, age, self.ranks.len());
        self.ranks.insert(account.clone(), rank);
        if !known.done {
            self.waiting.insert((rank, account));
        }
        true
    }

    /// The next one.
    pub(super) fn next(&mut self) -> Option<AccountId> {
        let in_sight = self.attention.of(&self.portal).into_iter().find_map(|account| {
            let rank = *self.ranks.get(&account)?;
            self.waiting.take(&(rank, account))
        });
        in_sight.or_else(|| self.waiting.pop_first()).map(|(_, account)| account)
    }

    /// Accounts that were added.
    pub(super) fn total(&self) -> usize {
        self.ranks.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn account(n: u64) -> AccountId {
        format!("{n:012}").parse().expect("an account")
    }

    #[test]
    fn what_is_in_sight_comes_first_then_what_is_dear_unknown_and_old() {
        let portal: PortalName = "p".parse().expect("a name");
        let attention = Attention::default();
        let mut queue = Queue::new(&portal, &attention);
        let listed = |second: i64| Known {
            roles_at: Some(Timestamp::from_second(second).expect("a time")),
            ..Known::default()
        };
        queue.add(account(1), listed(20));
        queue.add(account(2), listed(10));
        queue.add(account(3), Known::default());
        queue.add(account(4), Known { used: true, ..listed(30) });
        queue.add(account(5), Known { starred: true, ..listed(30) });
        queue.add(account(6), Known { done: true, ..listed(40) });
        queue.add(account(7), listed(50));
        assert!(!queue.add(account(1), Known::default()), "a page that comes twice");
        assert_eq!((queue.total(), queue.is_empty()), (7, false));
        attention.turn_to([(portal.clone(), account(6)), (portal.clone(), account(7))]);
        assert_eq!(queue.next(), Some(account(7)));
        attention.turn_to([("other".parse().expect("a name"), account(1))]);
        let rest: Vec<AccountId> = std::iter::from_fn(|| queue.next()).collect();
        assert_eq!(rest, [5, 4, 3, 2, 1].map(account));
        assert!(queue.is_empty());
    }
}
