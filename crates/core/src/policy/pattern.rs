//! Patterns of names in settings. Rule: `*` stands for any characters, everything else for itself, whatever its capitals.

use std::fmt;
use std::str::FromStr;

use portico_model::AccountId;

use crate::error::{Error, Result};
use crate::text::clean;

/// A pattern such as `*-Deploy`, or a plain name; at most 80 characters.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pattern(String);

/// The longest pattern, in characters.
const MOST: usize = 80;

impl Pattern {
    /// Whether `name` is such a name.
    #[must_use]
    pub fn fits(&self, name: &str) -> bool {
        let pattern: Vec<char> = self.0.to_lowercase().chars().collect();
        let name: Vec<char> = name.trim().to_lowercase().chars().collect();
        let (mut at, mut seen) = (0, 0);
        // Where the last star stands, and up to where of the name it reaches.
        let mut star: Option<(usize, usize)> = None;
        while seen < name.len() {
            match (pattern.get(at), star) {
                (Some('*'), _) => {
                    star = Some((at, seen));
                    at += 1;
                }
                (Some(c), _) if *c == name[seen] => (at, seen) = (at + 1, seen + 1),
                (Some(_) | None, Some((place, reach))) => {
                    star = Some((place, reach + 1));
                    (at, seen) = (place + 1, reach + 1);
                }
                (Some(_) | None, None) => return false,
            }
        }
        pattern[at..].iter().all(|c| *c == '*')
    }

    /// Whether it is the number of `account`, plain or grouped.
    #[must_use]
    pub fn is_number(&self, account: &AccountId) -> bool {
        self.0.parse::<AccountId>().is_ok_and(|number| number == *account)
    }

    /// The name, when it has no star in it.
    #[must_use]
    pub fn plain(&self) -> Option<&str> {
        (!self.0.contains('*')).then_some(self.0.as_str())
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Pattern {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let is_harmless = text == clean(text, MOST);
        if !text.is_empty() && is_harmless {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::invalid(
            format!("\"{}\" is no pattern of names", clean(text, 40)),
            format!("Write a name of at most {MOST} characters, with * for whatever may stand there."),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Pattern {
        text.parse().expect("a pattern")
    }

    #[test]
    fn a_star_stands_for_any_characters_and_everything_else_for_itself() {
        for (text, name, fits) in [
            ("SupportUser", "supportuser", true),
            ("SupportUser", "SupportUser2", false),
            ("*-Deploy", "shop-deploy", true),
            ("*-Deploy", "-Deploy", true),
            ("*-Deploy", "shop-deployer", false),
            ("acme-*-live*", "acme-eu-live-2", true),
            ("*a*b*", "xxbxaxx", false),
            ("*ab*ab", "abab", true),
            ("*", "", true),
            ("a.c", "abc", false),
            ("Süd*", "SÜD-Ost", true),
        ] {
            assert_eq!(pattern(text).fits(name), fits, "{text} {name}");
        }
        let hostile = pattern(&format!("{}b", "*a".repeat(39)));
        assert!(!hostile.fits(&"a".repeat(10_000)), "and at once");
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for text in ["", " ", "a\u{202e}b", "a\nb", &"a".repeat(81)] {
            assert!(text.parse::<Pattern>().is_err(), "{text}");
        }
        let number = "111122223333".parse().expect("an account");
        assert!(pattern("1111-2222-3333").is_number(&number) && !pattern("1111*").is_number(&number));
    }
}
