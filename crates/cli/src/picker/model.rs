//! What the picker is about, without a terminal: the words typed, the choice, and the lines that show it.
//!
//! Rules: the list is the window's, in its order and with its marks; only what is in sight is asked for, so that ten thousand
//! accounts cost no more than ten; every line fits the width it is drawn in, and holds nothing that a terminal obeys.

use portico_core::Result;
use portico_core::role::RoleKey;
use portico_core::text::clean;
use portico_core::view::{AccountRow, Ask, Grouping, Listing, PlaceView, RoleClass, Section, SectionKind};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The most characters of a query.
const LONGEST: usize = 200;
/// The most characters of a name.
const NAME: usize = 200;
/// How many accounts without roles are passed by at once.
const MARGIN: u32 = 64;
/// The columns between two parts of a line.
const GAP: &str = "  ";
/// A window with fewer columns has none for the class.
const NARROW: usize = 36;
/// The widest that a name and a role are drawn.
const WIDEST: usize = 32;

/// What a key means to the picker.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Input {
    /// These characters.
    Typed(String),
    /// Without the last character, or the last word, or anything.
    Erase(Erased),
    /// So many lines up (negative) or down.
    Move(i64),
    /// To the first line.
    First,
    /// To the last line.
    Last,
}

/// How much of the query goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Erased {
    /// The last character.
    Character,
    /// The last word.
    Word,
    /// All of it.
    All,
}

/// A part of a line.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Part {
    /// What is drawn.
    pub(crate) text: String,
    /// Whether it is what was typed.
    pub(crate) is_match: bool,
}

/// A line of the list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Line {
    /// Its parts, from the left.
    pub(crate) parts: Vec<Part>,
    /// Whether Enter takes it.
    pub(crate) is_chosen: bool,
}

/// Asks for a part of the list.
pub(crate) type Look<'a> = &'a dyn Fn(&Ask) -> Result<Listing>;

/// The words typed and the choice.
#[derive(Debug, Default)]
pub(crate) struct Picker {
    /// What was typed.
    query: String,
    /// The chosen account's place in the list, and the role in it.
    account: u32,
    role: usize,
    /// How many lines of the list are above the chosen one.
    above: usize,
}

/// What is in sight.
#[derive(Debug)]
pub(crate) struct Sight {
    /// The lines.
    pub(crate) lines: Vec<Line>,
    /// How many accounts match.
    pub(crate) total: u32,
    /// What Enter takes.
    pub(crate) chosen: Option<RoleKey>,
    /// The place that was pasted, or that words of the query name.
    pub(crate) place: Option<PlaceView>,
}

impl Picker {
    /// Begins with these words.
    pub(crate) fn with(query: &str) -> Self {
        Self { query: clean(query, LONGEST), ..Self::default() }
    }

    /// What was typed.
    pub(crate) fn query(&self) -> &str {
        &self.query
    }

    /// Takes a key.
    ///
    /// # Errors
    /// Those of the list.
    pub(crate) fn step(&mut self, input: Input, look: Look<'_>, height: usize) -> Result<()> {
        match input {
            Input::Typed(text) => {
                let room = LONGEST.saturating_sub(self.query.chars().count());
                self.query.extend(text.chars().filter(|c| !c.is_control()).take(room));
                self.begin();
            }
            Input::Erase(what) => {
                erase(&mut self.query, what);
                self.begin();
            }
            Input::Move(lines) => self.go(lines, look, height)?,
            Input::First => self.begin(),
            Input::Last => {
                self.account = self.ask(look, u32::MAX, 0)?.total.saturating_sub(1);
                self.role = self.roles(look)?.saturating_sub(1);
                self.above = height.saturating_sub(1);
            }
        }
        Ok(())
    }

    /// The lines around the choice, at most `height` (which is one at least), each at most `width` columns.
    ///
    /// # Errors
    /// Those of the list.
    pub(crate) fn sight(&mut self, look: Look<'_>, width: usize, height: usize) -> Result<Sight> {
        let reach = u32::try_from(height).unwrap_or(u32::MAX);
        let from = self.account.saturating_sub(reach);
        let listing = self.ask(look, from, reach.saturating_mul(2) + 1)?;
        let rows = &listing.rows;
        let lines: Vec<(u32, &AccountRow, usize)> = (from..)
            .zip(rows)
            .flat_map(|(at, row)| (0..row.roles.len()).map(move |role| (at, row, role)))
            .collect();
        let chosen = lines.iter().position(|(at, _, role)| (*at, *role) >= (self.account, self.role));
        let Some(chosen) = chosen.or_else(|| lines.len().checked_sub(1)) else {
            return Ok(Sight {
                lines: Vec::new(),
                total: accounts(&listing),
                chosen: None,
                place: listing.place,
            });
        };
        (self.account, self.role) = (lines[chosen].0, lines[chosen].2);
        // The list does not end above the last line while there is more of it.
        let below = lines.len() - chosen;
        self.above = self.above.min(height.saturating_sub(1)).max(height.saturating_sub(below)).min(chosen);
        let top = chosen - self.above;
        let shown = &lines[top..lines.len().min(top + height)];
        let widths = Widths::of(shown, width, rows);
        let drawn = shown.iter().map(|(at, row, role)| {
            let is_chosen = (*at, *role) == (self.account, self.role);
            Line { parts: widths.parts(row, *role, is_chosen), is_chosen }
        });
        let (_, row, role) = lines[chosen];
        let key = RoleKey::parse(&row.portal, &row.account, &row.roles[role].role)?;
        Ok(Sight {
            lines: drawn.collect(),
            total: accounts(&listing),
            chosen: Some(key),
            place: listing.place,
        })
    }

    fn begin(&mut self) {
        (self.account, self.role, self.above) = (0, 0, 0);
    }

    fn ask(&self, look: Look<'_>, from: u32, count: u32) -> Result<Listing> {
        look(&Ask { query: self.query.clone(), grouping: Grouping::Flat, from, count, ..Ask::default() })
    }

    /// How many roles the chosen account shows.
    fn roles(&self, look: Look<'_>) -> Result<usize> {
        Ok(self.ask(look, self.account, 1)?.rows.first().map_or(0, |row| row.roles.len()))
    }

    fn go(&mut self, lines: i64, look: Look<'_>, height: usize) -> Result<()> {
        let is_down = lines > 0;
        let far = u32::try_from(lines.unsigned_abs()).unwrap_or(u32::MAX);
        // Accounts without roles have no line, and are passed by.
        let reach = far.saturating_add(MARGIN);
        let from = if is_down { self.account } else { self.account.saturating_sub(reach) };
        let listing = self.ask(look, from, reach.saturating_add(1))?;
        let roles: Vec<(u32, usize)> = (from..)
            .zip(&listing.rows)
            .flat_map(|(at, row)| (0..row.roles.len()).map(move |role| (at, role)))
            .collect();
        let Some(now) = roles.iter().position(|at| *at == (self.account, self.role)) else { return Ok(()) };
        let far = far as usize;
        let next = if is_down { (now + far).min(roles.len() - 1) } else { now.saturating_sub(far) };
        (self.account, self.role) = roles[next];
        self.above = if is_down {
            (self.above + next - now).min(height.saturating_sub(1))
        } else {
            self.above.saturating_sub(now - next)
        };
        Ok(())
    }
}

/// How many accounts there are: favourites and recent ones stand in their group a second time.
fn accounts(listing: &Listing) -> u32 {
    let is_whole = |section: &&Section| match section.kind {
        SectionKind::Matches | SectionKind::Group => true,
        SectionKind::Favourites | SectionKind::Recent => false,
    };
    listing.sections.iter().filter(is_whole).map(|section| section.count).sum()
}

fn erase(query: &mut String, what: Erased) {
    match what {
        Erased::Character => drop(query.pop()),
        Erased::Word => {
            let kept = query.trim_end();
            let end = kept.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            query.truncate(end);
        }
        Erased::All => query.clear(),
    }
}

/// How wide the columns are.
struct Widths {
    name: usize,
    role: usize,
    class: bool,
    number: bool,
    portal: bool,
    all: usize,
}

impl Widths {
    /// In a narrow window the number and the portal go first, in a very narrow one the class; name and role share the rest.
    fn of(shown: &[(u32, &AccountRow, usize)], all: usize, rows: &[AccountRow]) -> Self {
        let widest = |of: &dyn Fn(&AccountRow, usize) -> usize| {
            shown.iter().map(|(_, row, role)| of(row, *role)).max().unwrap_or(0).min(WIDEST)
        };
        let name = widest(&|row, _| clean(row.title(), NAME).width());
        let role = widest(&|row, role| clean(&row.roles[role].role, NAME).width());
        let portal = rows.first().is_some_and(|first| rows.iter().any(|row| row.portal != first.portal));
        let class = all >= NARROW;
        // Mark and star before the name, a gap before the role, and what the class takes.
        let after = if class { GAP.len() + "write".len() } else { 0 };
        let room = all.saturating_sub(4 + GAP.len() + after);
        let number = name + role + GAP.len() + "1111-2222-3333".len() <= room;
        let (name, role) = if name + role <= room {
            (name, role)
        } else {
            let name = name.min((room / 2).max(room.saturating_sub(role)));
            (name, role.min(room - name))
        };
        Self { name, role, class, number, portal: portal && number, all }
    }

    fn parts(&self, row: &AccountRow, role: usize, is_chosen: bool) -> Vec<Part> {
        let plain = |text: String| Part { text, is_match: false };
        let mut parts = vec![plain(format!(
            "{} {} ",
            if is_chosen { '>' } else { ' ' },
            if row.starred { '*' } else { ' ' }
        ))];
        parts.extend(title(row, self.name));
        let entry = &row.roles[role];
        let mut rest = format!("{GAP}{}", padded(&clean(&entry.role, NAME), self.role));
        if self.class {
            rest.push_str(&format!("{GAP}{:<5}", class(entry.class)));
        }
        if self.number {
            rest.push_str(&format!("{GAP}{}", row.number));
        }
        if self.portal {
            rest.push_str(&format!("{GAP}{}", clean(&row.portal, NAME)));
        }
        parts.push(plain(rest.trim_end().to_owned()));
        cut(parts, self.all)
    }
}

/// How much a role can do, as a word; none where its name does not tell.
fn class(class: RoleClass) -> &'static str {
    match class {
        RoleClass::Read => "read",
        RoleClass::Unknown => "",
        RoleClass::Write => "write",
        RoleClass::Admin => "ADMIN",
    }
}

/// The account's name, `width` columns wide, with what matched apart.
fn title(row: &AccountRow, width: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    // Measured as a whole: of several characters that are drawn as one, each would be counted.
    let (mut at, mut all) = (0_u32, String::new());
    let text = row.title();
    let is_cut = clean(text, NAME).width() > width;
    let room = if is_cut { width.saturating_sub(1) } else { width };
    for c in text.chars().take(NAME) {
        let is_match = row.marks.iter().any(|(from, to)| (*from..*to).contains(&at));
        at += if c.len_utf16() == 2 { 2 } else { 1 };
        let c = clean(c.encode_utf8(&mut [0; 4]), 1);
        all.push_str(&c);
        if all.width() > room {
            all.truncate(all.len() - c.len());
            break;
        }
        match parts.last_mut() {
            Some(last) if last.is_match == is_match => last.text.push_str(&c),
            Some(_) | None => parts.push(Part { text: c, is_match }),
        }
    }
    let mut end = if is_cut { "…".to_owned() } else { String::new() };
    let used = all.width() + end.width();
    if text.chars().any(is_right_to_left) {
        // So that a terminal that turns such names round leaves the columns after them in their order.
        end.push('\u{200e}');
    }
    end.push_str(&" ".repeat(width.saturating_sub(used)));
    parts.push(Part { text: end, is_match: false });
    parts
}

/// Letters of scripts that run from the right: Hebrew, Arabic and their neighbours, and their presentation forms.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn padded(text: &str, width: usize) -> String {
    let text = fitting(text, width);
    let gap = width.saturating_sub(text.width());
    text + &" ".repeat(gap)
}

/// As much of `text` as fits into `width` columns.
pub(crate) fn fitting(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (mut kept, mut used) = (String::new(), 0);
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        kept.push(c);
    }
    if width > 0 {
        kept.push('…');
    }
    kept
}

/// As much of `parts` as fits into `width` columns.
fn cut(parts: Vec<Part>, width: usize) -> Vec<Part> {
    let mut left = width;
    let mut kept = Vec::new();
    for part in parts {
        let text = fitting(&part.text, left);
        left -= text.width().min(left);
        let is_whole = text.len() == part.text.len();
        kept.push(Part { text, ..part });
        if !is_whole {
            break;
        }
    }
    kept
}
