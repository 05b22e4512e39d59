//! Which accounts a query means, best first.
//!
//! Rules: every word must be found somewhere, in any order; a word is looked for in the nickname and the name (its letters
//! in order, few gaps), the number (with or without dashes), the address, the tags, the roles, and as a class (`read`,
//! `write`, `admin`) or a portal's name. A word found only as a class or in roles also narrows the roles shown. Equal
//! matches stand in the order of favourites and frecency, and then of names.

use std::cell::RefCell;
use std::cmp::Reverse;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::index::{Account, Index};
use crate::view::RoleClass;

/// The least score per letter for letters with gaps between them; whole words have at least 16.
const LEAST_SCORE: usize = 14;
/// More words than these do not make a query clearer.
const MOST_WORDS: usize = 8;

thread_local! {
    /// Its tables are large and made once.
    static SCALE: RefCell<Scale> = RefCell::new(Scale { matcher: Matcher::new(Config::DEFAULT), chars: Vec::new() });
}

/// What weighs texts.
struct Scale {
    matcher: Matcher,
    /// Those of the text that is weighed, where it is not ASCII: places are counted by character.
    chars: Vec<char>,
}

impl Scale {
    fn score(&mut self, atom: &Atom, text: &str) -> Option<usize> {
        atom.score(utf32(text, &mut self.chars), &mut self.matcher).map(usize::from)
    }

    /// Adds the places of the characters that match.
    fn mark(&mut self, atom: &Atom, text: &str, places: &mut Vec<u32>) {
        atom.indices(utf32(text, &mut self.chars), &mut self.matcher, places);
    }
}

fn utf32<'t>(text: &'t str, chars: &'t mut Vec<char>) -> Utf32Str<'t> {
    if text.is_ascii() {
        return Utf32Str::Ascii(text.as_bytes());
    }
    chars.clear();
    chars.extend(text.chars());
    Utf32Str::Unicode(chars)
}

/// A query, prepared for one index.
#[derive(Debug)]
pub(super) struct Query {
    words: Vec<Word>,
}

impl Query {
    /// `None` when nothing is asked for.
    pub(super) fn of(text: &str, index: &Index) -> Option<Self> {
        let words = text.split_whitespace().take(MOST_WORDS);
        let words: Vec<Word> = with_scale(|scale| words.map(|word| Word::new(word, index, scale)).collect());
        (!words.is_empty()).then_some(Self { words })
    }

    /// The places of the accounts that match, best first.
    pub(super) fn find(&self, index: &Index) -> Vec<u32> {
        let mut found: Vec<(usize, u32)> = with_scale(|scale| {
            let score = |account: &Account, scale: &mut Scale| {
                self.words.iter().map(|word| word.score(account, scale)).sum::<Option<usize>>()
            };
            let scored = (0_u32..).zip(&index.accounts);
            scored.filter_map(|(at, account)| Some((score(account, scale)?, at))).collect()
        });
        // Places are in the order of names, which settles what is left.
        found.sort_unstable_by_key(|(score, at)| (Reverse(*score), index.accounts[*at as usize].rank(), *at));
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// The roles every narrowing word allows; `None` when no word narrows them, or no role fits all words.
    pub(super) fn narrowed(&self, account: &Account, index: &Index) -> Option<Vec<u32>> {
        let mut roles = account.roles.to_vec();
        let mut is_narrow = false;
        with_scale(|scale| {
            for word in &self.words {
                if word.is_class_of(account) {
                    is_narrow = true;
                    roles.retain(|role| word.class == Some(index.role(*role).class));
                } else if word.score_of_account(account, scale).is_none() {
                    is_narrow = true;
                    roles.retain(|role| word.role_score(*role).is_some());
                }
            }
        });
        (is_narrow && !roles.is_empty()).then_some(roles)
    }

    /// What matched in the title, as half-open ranges of UTF-16 units.
    pub(super) fn marks(&self, account: &Account) -> Vec<(u32, u32)> {
        let mut places = Vec::new();
        with_scale(|scale| {
            for word in &self.words {
                if word.score_of_text(account.title(), scale).is_some() {
                    scale.mark(&word.atom, account.title(), &mut places);
                }
            }
        });
        places.sort_unstable();
        places.dedup();
        ranges(account.title(), places)
    }
}

fn with_scale<T>(work: impl FnOnce(&mut Scale) -> T) -> T {
    SCALE.with_borrow_mut(work)
}

/// A set of the letters and digits in `text`, by their low bits: a word whose set is not within it cannot be in `text`.
pub(super) fn letters(text: &str) -> u64 {
    let bit = |c: char| match c.to_ascii_lowercase() {
        c @ 'a'..='z' => 1_u64 << (u32::from(c) - u32::from('a')),
        c @ '0'..='9' => 1 << (26 + u32::from(c) - u32::from('0')),
        c if c.is_ascii() => 1 << 36,
        // Letters with marks match without them, so that any letter may be meant.
        _ => u64::MAX,
    };
    text.chars().map(bit).fold(0, |set, bit| set | bit)
}

/// One word of a query, prepared.
#[derive(Debug)]
struct Word {
    /// In lower case.
    text: String,
    count: usize,
    /// Its [`letters`].
    letters: u64,
    atom: Atom,
    /// The digits, when it is a part of an account number.
    digits: Option<String>,
    class: Option<RoleClass>,
    is_portal: bool,
    /// What each role name of the index scores.
    roles: Vec<Option<usize>>,
}

impl Word {
    fn new(word: &str, index: &Index, scale: &mut Scale) -> Self {
        let text = word.to_lowercase();
        let class = match text.as_str() {
            "read" => Some(RoleClass::Read),
            "write" => Some(RoleClass::Write),
            "admin" => Some(RoleClass::Admin),
            _ => None,
        };
        // With gaps, the short words that name a class would match far too much.
        let kind = if class.is_some() { AtomKind::Substring } else { AtomKind::Fuzzy };
        let atom = Atom::new(&text, CaseMatching::Ignore, Normalization::Smart, kind, false);
        let count = text.chars().count();
        let roles = index.names.known.iter().map(|name| {
            let score = scale.score(&atom, name.role.as_str())?;
            // Of a role's name, two letters say nothing; and the account counts for more.
            (count > 2 && score >= LEAST_SCORE * count).then_some(score / 2)
        });
        let digits: String = text.chars().filter(|c| *c != '-').collect();
        Self {
            roles: roles.collect(),
            letters: if text.is_ascii() { letters(&text) } else { 0 },
            digits: (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits),
            is_portal: index.portals.contains(&text),
            class,
            count,
            atom,
            text,
        }
    }

    /// The best place this word is found in, or `None` when it is nowhere.
    fn score(&self, account: &Account, scale: &mut Scale) -> Option<usize> {
        let class = self.is_class_of(account).then_some(16 * self.count);
        let role = account.roles.iter().filter_map(|role| self.role_score(*role)).max();
        self.score_of_account(account, scale).max(class).max(role)
    }

    /// The same without its roles.
    fn score_of_account(&self, account: &Account, scale: &mut Scale) -> Option<usize> {
        let number = self.digits.as_deref().and_then(|digits| {
            let at = account.account.as_str().find(digits)?;
            Some(20 * digits.len() + if at == 0 { 20 } else { 0 })
        });
        let email = account.address().contains(&self.text).then_some(10 * self.count);
        let portal = self.is_portal && account.portal.as_str().eq_ignore_ascii_case(&self.text);
        let portal = portal.then_some(16 * self.count);
        let tag = account.tags.iter().filter_map(|tag| self.score_of_tag(tag)).max();
        self.score_of_names(account, scale).max(number).max(email).max(portal).max(tag)
    }

    /// A tag, or its value, that begins with the word, or contains it.
    fn score_of_tag(&self, tag: &str) -> Option<usize> {
        let value = tag.split_once('=').map_or(tag, |(_, value)| value);
        if tag.starts_with(&self.text) || value.starts_with(&self.text) {
            return Some(16 * self.count);
        }
        tag.contains(&self.text).then_some(10 * self.count)
    }

    fn score_of_names(&self, account: &Account, scale: &mut Scale) -> Option<usize> {
        if self.letters & !account.letters != 0 {
            return None;
        }
        let second = account.second().and_then(|name| self.score_of_text(name, scale));
        self.score_of_text(account.title(), scale).max(second)
    }

    fn score_of_text(&self, text: &str, scale: &mut Scale) -> Option<usize> {
        let score = scale.score(&self.atom, text)?;
        (score >= LEAST_SCORE * self.count).then_some(score)
    }

    fn role_score(&self, role: u32) -> Option<usize> {
        self.roles.get(role as usize).copied().flatten()
    }

    fn is_class_of(&self, account: &Account) -> bool {
        self.class.is_some_and(|class| account.classes & (1 << class as u8) != 0)
    }
}

/// Ranges of UTF-16 units of `text` for `places`, which are ascending places of its characters.
fn ranges(text: &str, places: Vec<u32>) -> Vec<(u32, u32)> {
    let mut marks: Vec<(u32, u32)> = Vec::new();
    let (mut at, mut places) = (0, places.into_iter().peekable());
    for (n, c) in (0_u32..).zip(text.chars()) {
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
