//! Which words of a search say where in the console somebody wants to go.
//!
//! Rule: pure, and by exact names only; whether such a word means an account after all is for whoever knows the accounts.

use std::mem::discriminant;
use std::ops::Range;

use portico_model::{Partition, Region};

use super::destinations::{self, Service};
use super::regions::{place_name, regions};

/// The longest name of a service that is looked for, in words.
const MOST_WORDS: usize = 3;

/// Words that name a service or a Region.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Named {
    /// Which words they are.
    pub at: Range<usize>,
    /// What they name.
    pub what: What,
}

/// What words of a search name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum What {
    /// A service, by id, name or abbreviation.
    Service(&'static Service),
    /// A Region by its code, such as `eu-west-1`.
    Region(Region),
    /// A Region by its place in AWS's name for it, such as `ireland`.
    Place(Region),
}

/// The first service, the first Region and the first place of one that `words` name, in whatever order.
#[must_use]
pub fn named(words: &[&str]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let longest = MOST_WORDS.min(words.len() - from);
        let is_new = |what: &What| !found.iter().any(|named| discriminant(&named.what) == discriminant(what));
        let what = (1..=longest).rev().find_map(|count| {
            let what = meaning(&words[from..from + count].join(" ")).filter(is_new)?;
            Some(Named { at: from..from + count, what })
        });
        from = what.as_ref().map_or(from + 1, |named| named.at.end);
        found.extend(what);
    }
    found
}

fn meaning(text: &str) -> Option<What> {
    let service = destinations::find(text).ok().filter(|service| *service != destinations::home());
    service.map(What::Service).or_else(|| region(&text.to_lowercase()))
}

fn region(text: &str) -> Option<What> {
    let partitions =
        [Partition::Commercial, Partition::China, Partition::GovCloud, Partition::EuropeanSovereign];
    let all = || partitions.into_iter().flat_map(regions);
    if let Some(region) = all().find(|region| region.as_str() == text) {
        return Some(What::Region(region));
    }
    let is_there = |region: &Region| {
        let place = place_name(region).and_then(|name| name.split_once('(')?.1.strip_suffix(')'));
        place.is_some_and(|place| place.to_lowercase() == text)
    };
    // Two Regions of a partition can be called `Central`; such a word names none.
    let mut there = all().filter(is_there);
    let first = there.next()?;
    there.next().is_none().then_some(What::Place(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Range<usize>, String)> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let told = |named: Named| match named.what {
            What::Service(service) => (named.at, service.id().to_owned()),
            What::Region(region) | What::Place(region) => (named.at, region.to_string()),
        };
        named(&words).into_iter().map(told).collect()
    }

    #[test]
    fn services_and_regions_are_found_in_any_order() {
        for (text, expected) in [
            ("prod read ec2 eu-west-1", vec![(2..3, "ec2"), (3..4, "eu-west-1")]),
            ("EU-WEST-1 S3 prod", vec![(0..1, "eu-west-1"), (1..2, "s3")]),
            ("step functions staging", vec![(0..2, "stepfunctions")]),
            ("prod secrets manager ireland", vec![(1..3, "secretsmanager"), (3..4, "eu-west-1")]),
            ("prod ap-southeast-2", vec![(1..2, "ap-southeast-2")]),
            ("lambda", vec![(0..1, "lambda")]),
            ("gov us-gov-west-1", vec![(1..2, "us-gov-west-1")]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(at, what)| (at, what.to_owned())).collect();
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn other_words_name_nothing() {
        for text in
            ["", "prod", "central", "eu-west", "eu-west-99", "ec", "home", "virginia", "\u{202e}s3", "s3x"]
        {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn of_two_services_the_first_is_meant() {
        assert_eq!(
            read("s3 lambda tokyo ireland"),
            [(0..1, "s3".to_owned()), (2..3, "ap-northeast-1".to_owned())]
        );
    }
}
