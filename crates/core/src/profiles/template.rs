//! Templates of profile names, such as `{account|lower}-{role|lower}`.
//!
//! Rules: pure, so that the window can show each name while the template is typed; whatever an account is called, what
//! comes out is a name; a mistake in a template is told with the place where it is.

use std::fmt;
use std::str::FromStr;

use super::name::{LONGEST, is_allowed};
use super::roster::Role;
use crate::error::{Error, Result};
use crate::text::clean;

/// The most characters of a template.
const MOST: usize = 300;
/// The most bytes of an account's name where the template sets no limit, so that prefix, number and role fit too.
const LONGEST_ACCOUNT: usize = 40;
/// What the fields are called, for messages.
const FIELDS: &str = "{portal} {account} {nickname} {number} {role} {email} {tag:KEY}";

/// A template that has been understood.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Template {
    text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Part {
    Text(String),
    Field(Field),
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Field {
    of: Of,
    edits: Vec<Edit>,
    /// What stands in the place of characters that a name cannot have.
    other: Option<String>,
    most: Option<usize>,
}

/// What a field is filled with.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Of {
    Portal,
    Account,
    Nickname,
    Number,
    Role,
    Email,
    Tag(String),
}

/// What is done to the text of a field.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Edit {
    Lower,
    Upper,
    /// Taken off the beginning and the end, in any case.
    Strip(String),
    Replace(String, String),
}

impl Default for Template {
    /// Account and role in lower case.
    fn default() -> Self {
        Self::from_str("{account|lower}-{role|lower}").expect("the usual template is one")
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Template {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let refuse = |at: usize, why: String| {
            Error::invalid(
                format!(
                    "The name template \"{}\" cannot be used: {why} at character {at}.",
                    clean(text, 100)
                ),
                format!("Use letters, digits, . _ + @ - and the fields {FIELDS}."),
            )
        };
        if text.chars().count() > MOST {
            return Err(refuse(MOST, "it is too long".to_owned()));
        }
        let (mut parts, mut rest) = (Vec::new(), text);
        while !rest.is_empty() {
            let at = 1 + text[..text.len() - rest.len()].chars().count();
            let (part, after) = part(rest).map_err(|why| refuse(at, why))?;
            parts.push(part);
            rest = after;
        }
        if !parts.iter().any(|part| matches!(part, Part::Field(_))) {
            return Err(refuse(1, "it has no field, so that all profiles would have one name".to_owned()));
        }
        Ok(Self { text: text.to_owned(), parts })
    }
}

/// The first part of a template, and what comes after it.
fn part(text: &str) -> std::result::Result<(Part, &str), String> {
    if let Some(inner) = text.strip_prefix('{') {
        let end = inner.find('}').ok_or("a field begins and does not end")?;
        return Ok((Part::Field(field(&inner[..end])?), &inner[end + 1..]));
    }
    let end = text.find('{').unwrap_or(text.len());
    match text[..end].chars().find(|c| !is_allowed_char(*c)) {
        Some(bad) => Err(format!("\"{}\" cannot be in a name", clean(&bad.to_string(), 1))),
        None => Ok((Part::Text(text[..end].to_owned()), &text[end..])),
    }
}

fn field(text: &str) -> std::result::Result<Field, String> {
    let mut words = text.split('|');
    let mut head = words.next().unwrap_or_default().split(':');
    let of = match head.next().unwrap_or_default() {
        "portal" => Of::Portal,
        "account" => Of::Account,
        "nickname" => Of::Nickname,
        "number" => Of::Number,
        "role" => Of::Role,
        "email" => Of::Email,
        "tag" => {
            Of::Tag(head.next().filter(|key| !key.is_empty()).ok_or("{tag:KEY} needs a key")?.to_lowercase())
        }
        unknown => return Err(format!("there is no field {{{}}}", clean(unknown, 30))),
    };
    let most = head.next().map(|number| match number.parse() {
        Ok(most @ 1..=LONGEST) => Ok(most),
        Ok(_) | Err(_) => {
            Err(format!("\"{}\" is no number of characters from 1 to {LONGEST}", clean(number, 20)))
        }
    });
    if head.next().is_some() {
        return Err("there is one \":\" too many".to_owned());
    }
    let mut field = Field { of, edits: Vec::new(), other: None, most: most.transpose()? };
    words.try_for_each(|word| field.add(word))?;
    Ok(field)
}

impl Field {
    fn add(&mut self, word: &str) -> std::result::Result<(), String> {
        let words: Vec<&str> = word.split(':').collect();
        match words.as_slice() {
            ["lower"] => self.edits.push(Edit::Lower),
            ["upper"] => self.edits.push(Edit::Upper),
            ["strip", text] if !text.is_empty() => self.edits.push(Edit::Strip((*text).to_owned())),
            ["replace", old, new] if !old.is_empty() => {
                self.edits.push(Edit::Replace((*old).to_owned(), (*new).to_owned()));
            }
            ["other", new] if new.chars().all(is_allowed_char) => self.other = Some((*new).to_owned()),
            _ => {
                let word = clean(word, 40);
                return Err(format!(
                    "\"{word}\" is none of lower, upper, strip:TEXT, replace:OLD:NEW and other:CHARACTERS"
                ));
            }
        }
        Ok(())
    }

    /// The field's text, and whether it has lost something that would tell two accounts apart.
    fn fill(&self, role: &Role<'_>) -> (String, bool) {
        let account = role.account;
        let raw = match &self.of {
            Of::Portal => account.portal.as_str(),
            Of::Nickname if !account.nickname.is_empty() => &account.nickname,
            Of::Account | Of::Nickname => &account.name,
            Of::Number => account.account.as_str(),
            Of::Role => role.role.as_str(),
            Of::Email => &account.email,
            Of::Tag(key) => tag(&account.tags, key),
        };
        let edited = self.edits.iter().fold(raw.trim().to_owned(), |text, edit| edit.of(text));
        let is_name = matches!(self.of, Of::Account | Of::Nickname);
        let usual = if is_name { LONGEST_ACCOUNT } else { LONGEST };
        let (plain, exact) = plain(&edited, self.other.as_deref().unwrap_or("-"), self.most.unwrap_or(usual));
        let is_told = self.other.is_some() || self.most.is_some();
        let is_lossy = is_name && (plain.is_empty() || !exact && !is_told);
        (plain, is_lossy)
    }
}

impl Edit {
    fn of(&self, text: String) -> String {
        match self {
            Self::Lower => text.to_lowercase(),
            Self::Upper => text.to_uppercase(),
            Self::Replace(old, new) => text.replace(old, new),
            Self::Strip(word) => {
                let is_it = |part: Option<&str>| part.is_some_and(|part| part.eq_ignore_ascii_case(word));
                let start = if is_it(text.get(..word.len())) { word.len() } else { 0 };
                let tail = text.len().checked_sub(word.len()).filter(|tail| *tail >= start);
                let end = tail.filter(|tail| is_it(text.get(*tail..))).unwrap_or(text.len());
                // What is nothing but the word stays: a name needs something.
                if start == end { text } else { text[start..end].to_owned() }
            }
        }
    }
}

/// The value of the tag of this key; of a word without one, the word.
fn tag<'t>(tags: &'t [String], key: &str) -> &'t str {
    let value = |tag: &'t String| match tag.split_once('=') {
        Some((found, value)) => (found == key).then_some(value),
        None => (tag == key).then_some(tag.as_str()),
    };
    tags.iter().find_map(value).unwrap_or_default()
}

/// The characters that a name can have, at most so many, runs of others turned into `other`; whether only spaces were.
fn plain(text: &str, other: &str, most: usize) -> (String, bool) {
    let (mut out, mut exact, mut gap) = (String::new(), true, false);
    for c in text.chars() {
        if is_allowed_char(c) {
            if gap && !out.is_empty() && !out.ends_with(other) && !other.starts_with(c) {
                out.push_str(other);
            }
            out.push(c);
            gap = false;
        } else {
            exact &= c == ' ';
            gap = true;
        }
    }
    exact &= out.len() <= most;
    out.truncate(most);
    (out.trim_matches(['-', '.']).to_owned(), exact)
}

fn is_allowed_char(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_allowed)
}

impl Template {
    /// The name for a role, without regard to other roles: characters that a name can have, never empty, not beginning
    /// with a dash, and not `default`. An account whose name loses characters on the way (`Prod/EU`, `生産`) carries its
    /// number, unless the template says what to do with them; a local portal's name begins with `emulator-`.
    pub(super) fn render(&self, role: &Role<'_>) -> String {
        let number = role.account.account.as_str();
        let has_number =
            self.parts.iter().any(|part| matches!(part, Part::Field(Field { of: Of::Number, .. })));
        let (mut name, mut has_gap) = (String::new(), false);
        for part in &self.parts {
            match part {
                Part::Text(text) => name.push_str(text),
                Part::Field(field) => {
                    let (text, is_lossy) = field.fill(role);
                    has_gap |= text.is_empty();
                    name.push_str(&text);
                    if is_lossy && !has_number {
                        name.push_str(if text.is_empty() { number } else { "-" });
                        name.push_str(if text.is_empty() { "" } else { number });
                    }
                }
            }
        }
        while has_gap && name.contains("--") {
            name = name.replace("--", "-");
        }
        let name = name.trim_matches(['-', '.']);
        let prefix = if role.is_local { "emulator-" } else { "" };
        let name = match name {
            "" => number.to_owned(),
            name if name.eq_ignore_ascii_case("default") => format!("{name}-{number}"),
            name => name.to_owned(),
        };
        let mut name = format!("{prefix}{name}");
        name.truncate(LONGEST);
        name
    }
}
