//! Which accounts a query means, best first.
//!
//! Rules: every word must be found somewhere, in any order; a word is looked for in the name (its letters in order,
//! few gaps), the number (with or without dashes), the address, the roles, and as a class (`read`, `write`, `admin`) or
//! a portal's name. A word found only as a class or in roles also narrows the roles shown.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher};

use super::index::{Index, Indexed};
use crate::view::RoleClass;

/// An account that matches.
pub(super) struct Hit<'a> {
    pub(super) account: &'a Indexed,
    /// The roles to show, as places in its list.
    pub(super) roles: Vec<usize>,
    /// What matched in its name, as half-open ranges of UTF-16 units.
    pub(super) marks: Vec<(u32, u32)>,
}

/// The most rows a search answers: nobody reads on, they type on.
pub(super) const MOST_HITS: usize = 200;
/// The least score per letter for letters with gaps between them; whole words have at least 16.
const LEAST_SCORE: usize = 14;

/// The accounts that match every word of `query`.
pub(super) fn search<'a>(index: &'a Index, query: &str) -> Vec<Hit<'a>> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let words: Vec<Word> =
        query.split_whitespace().take(8).map(|word| Word::new(word, index, &mut matcher)).collect();
    let mut found: Vec<(usize, &Indexed)> = Vec::new();
    for account in &index.accounts {
        let scores = words.iter().map(|word| word.score(account, &mut matcher));
        if let Some(score) = scores.sum::<Option<usize>>() {
            found.push((score, account));
        }
    }
    let order = |(score, account): &(usize, &'a Indexed)| (Reverse(*score), account.rank());
    // The accounts come sorted by name and the sort is stable, so the name settles what is left.
    found.sort_by_cached_key(order);
    found.truncate(MOST_HITS);
    let hit = |(_, account): (usize, &'a Indexed)| Hit {
        account,
        roles: narrowed(&words, account, &mut matcher),
        marks: marks(&words, account, &mut Matcher::new(Config::DEFAULT)),
    };
    found.into_iter().map(hit).collect()
}

/// One word of a query, prepared.
struct Word {
    /// In lower case.
    text: String,
    letters: usize,
    name: Atom,
    /// The digits, when it is a part of an account number.
    digits: Option<String>,
    class: Option<RoleClass>,
    is_portal: bool,
    /// What each name in [`Index::role_names`] scores.
    roles: Vec<Option<usize>>,
}

impl Word {
    fn new(word: &str, index: &Index, matcher: &mut Matcher) -> Self {
        let text = word.to_lowercase();
        let class = match text.as_str() {
            "read" => Some(RoleClass::Read),
            "write" => Some(RoleClass::Write),
            "admin" => Some(RoleClass::Admin),
            _ => None,
        };
        // With gaps, the short words that name a class would match far too much.
        let kind = if class.is_some() { AtomKind::Substring } else { AtomKind::Fuzzy };
        let name = Atom::new(&text, CaseMatching::Ignore, Normalization::Smart, kind, false);
        let letters = text.chars().count();
        let roles = index.role_names.iter().map(|role| {
            let score = usize::from(name.score(role.slice(..), matcher)?);
            // Of a role's name, two letters say nothing; and the account counts for more.
            (letters > 2 && score >= LEAST_SCORE * letters).then_some(score / 2)
        });
        let digits: String = text.chars().filter(|c| *c != '-').collect();
        Self {
            roles: roles.collect(),
            digits: (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits),
            is_portal: index.portals.contains(&text),
            class,
            letters,
            name,
            text,
        }
    }

    /// The best place this word is found in, or `None` when it is nowhere.
    fn score(&self, account: &Indexed, matcher: &mut Matcher) -> Option<usize> {
        let class = self.is_class_of(account).then_some(16 * self.letters);
        let role = account.role_names.iter().filter_map(|place| self.roles[*place]).max();
        self.score_of_account(account, matcher).max(class).max(role)
    }

    /// The same without its roles.
    fn score_of_account(&self, account: &Indexed, matcher: &mut Matcher) -> Option<usize> {
        let number = self.digits.as_deref().and_then(|digits| {
            let at = account.entry.account.as_str().find(digits)?;
            Some(20 * digits.len() + if at == 0 { 20 } else { 0 })
        });
        let email = account.email.contains(&self.text).then_some(10 * self.letters);
        let portal = self.is_portal && account.row.portal.eq_ignore_ascii_case(&self.text);
        let portal = portal.then_some(16 * self.letters);
        self.score_of_name(account, matcher).max(number).max(email).max(portal)
    }

    fn score_of_name(&self, account: &Indexed, matcher: &mut Matcher) -> Option<usize> {
        let score = usize::from(self.name.score(account.haystack.slice(..), matcher)?);
        (score >= LEAST_SCORE * self.letters).then_some(score)
    }

    fn is_class_of(&self, account: &Indexed) -> bool {
        self.class.is_some_and(|class| account.entry.roles.iter().any(|role| role.class == class))
    }
}

/// The roles every narrowing word allows; all of them when no role fits all words.
fn narrowed(words: &[Word], account: &Indexed, matcher: &mut Matcher) -> Vec<usize> {
    let all = || (0..account.entry.roles.len()).collect::<Vec<usize>>();
    let mut roles = all();
    for word in words {
        if word.is_class_of(account) {
            roles.retain(|at| word.class == Some(account.entry.roles[*at].class));
        } else if word.score_of_account(account, matcher).is_none() {
            roles.retain(|at| word.roles[account.role_names[*at]].is_some());
        }
    }
    if roles.is_empty() { all() } else { roles }
}

fn marks(words: &[Word], account: &Indexed, matcher: &mut Matcher) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    for word in words {
        if word.score_of_name(account, matcher).is_some() {
            word.name.indices(account.haystack.slice(..), matcher, &mut places);
        }
    }
    places.sort_unstable();
    places.dedup();
    let mut marks: Vec<(u32, u32)> = Vec::new();
    let (mut at, mut places) = (0, places.into_iter().peekable());
    for (n, c) in (0_u32..).zip(account.row.name.chars()) {
        let end = at + if c.len_utf16() == 2 { 2 } else { 1 };
        if places.next_if_eq(&n).is_some() {
            match marks.last_mut() {
                Some(last) if last.1 == at => last.1 = end,
                Some(_) | None => marks.push((at, end)),
            }
        }
        at = end;
    }
    marks
}
