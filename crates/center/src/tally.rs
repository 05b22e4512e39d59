//! How many requests of which kind came and what became of them. Always on: one lock and one addition each.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::operation::Operation;

/// What was asked of a center since it started.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tally(BTreeMap<Operation, Count>);

/// The requests of one operation. What is neither served nor refused is under way or met a fault before any work.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Count {
    /// That arrived whole, before any fault.
    pub asked: u64,
    /// That were carried out, whether or not their answer arrived.
    pub served: u64,
    /// That were carried out and refused, by the exception's name; `HTTP 400` and the like where there is none.
    pub refused: BTreeMap<String, u64>,
}

impl Tally {
    /// The count of `operation`.
    #[must_use]
    pub fn of(&self, operation: Operation) -> Count {
        self.0.get(&operation).cloned().unwrap_or_default()
    }

    /// How many requests of `operation` arrived.
    #[must_use]
    pub fn asked(&self, operation: Operation) -> u64 {
        self.of(operation).asked
    }

    /// How many were carried out.
    #[must_use]
    pub fn served(&self, operation: Operation) -> u64 {
        self.of(operation).served
    }

    /// How many were refused by `exception`, such as `InvalidGrantException`.
    #[must_use]
    pub fn refused(&self, operation: Operation, exception: &str) -> u64 {
        self.of(operation).refused.get(exception).copied().unwrap_or_default()
    }

    /// The operations asked for, each with its count, in the order of [`Operation`].
    pub fn iter(&self) -> impl Iterator<Item = (Operation, &Count)> {
        self.0.iter().map(|(operation, count)| (*operation, count))
    }

    /// Adds the counts of another tally.
    pub(crate) fn add(&mut self, other: &Self) {
        for (operation, count) in &other.0 {
            let sum = self.0.entry(*operation).or_default();
            sum.asked += count.asked;
            sum.served += count.served;
            for (exception, times) in &count.refused {
                *sum.refused.entry(exception.clone()).or_default() += times;
            }
        }
    }
}

/// The running count of one Region.
#[derive(Debug, Default)]
pub(crate) struct Ledger(Mutex<Tally>);

impl Ledger {
    /// A request came.
    pub(crate) fn ask(&self, operation: Operation) {
        self.change(operation, |count| count.asked += 1);
    }

    /// It was carried out, or refused for this reason.
    pub(crate) fn settle(&self, operation: Operation, refused: Option<&str>) {
        self.change(operation, |count| match refused {
            None => count.served += 1,
            Some(exception) => *count.refused.entry(exception.to_owned()).or_default() += 1,
        });
    }

    /// The count at this moment.
    pub(crate) fn tally(&self) -> Tally {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn change(&self, operation: Operation, change: impl FnOnce(&mut Count)) {
        let mut tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(tally.0.entry(operation).or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tallies_of_regions_add_up() {
        let (one, two) = (Ledger::default(), Ledger::default());
        for ledger in [&one, &two] {
            ledger.ask(Operation::Refresh);
        }
        one.settle(Operation::Refresh, None);
        two.settle(Operation::Refresh, Some("InvalidGrantException"));
        let mut sum = one.tally();
        sum.add(&two.tally());
        assert_eq!((sum.asked(Operation::Refresh), sum.served(Operation::Refresh)), (2, 1));
        assert_eq!(sum.refused(Operation::Refresh, "InvalidGrantException"), 1);
        assert_eq!((sum.of(Operation::Logout), sum.iter().count()), (Count::default(), 1));
    }
}
