//! An AWS configuration file as a lossless document: every byte is kept, only Portico's own block is ever replaced.
//!
//! Rule: what AWS's own tools would refuse, or read in two ways, is refused here with its line, never guessed at. The
//! reading is that of botocore (Python's `configparser` without inline comments), the strictest of the common ones.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use crate::error::{Code, Error, Result};

/// The most bytes of a file that Portico edits.
pub(crate) const SIZE_LIMIT: usize = 16 * 1024 * 1024;
/// What the first line of the block begins with.
const BEGIN: &str = "# >>> portico >>>";
/// The block's last line.
const END: &str = "# <<< portico <<<";
/// The rest of the first line. Neither it nor [`GLUED`] holds `=` or `:`, else `aws configure set` would take the line
/// for the last setting of the section above and write the next one into the block.
const NOTE: &str = "written by Portico, which sorts this block and may replace it";
/// Added to [`NOTE`] when the line above the block had no end of its own, so that removing the block restores it.
const GLUED: &str = " (the line above had no end)";

/// What a section is about, in the order the block is sorted.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Kind {
    /// `[sso-session x]`.
    SsoSession,
    /// `[services x]`.
    Services,
    /// `[profile x]`, or a bare `[x]` such as `[default]`, which some tools read as the same.
    Profile,
}

/// One section, from its header to the next one or to the border of the block.
#[derive(Clone, Debug)]
pub(crate) struct Section<'t> {
    /// What it is about.
    pub(crate) kind: Kind,
    /// Its name without quotes.
    pub(crate) name: &'t str,
    /// The line of its header, from 1.
    pub(crate) line: usize,
    /// Its bytes, header and line ends included.
    pub(crate) text: Cow<'t, str>,
    /// Its settings: key in lower case, value as far as the end of its first line.
    pub(crate) settings: Vec<(String, &'t str)>,
    /// Whether it stands in Portico's block.
    pub(crate) ours: bool,
    start: usize,
}

impl<'t> Section<'t> {
    /// The value of `key`.
    pub(crate) fn value(&self, key: &str) -> Option<&'t str> {
        self.settings.iter().find(|(name, _)| name == key).map(|(_, value)| *value)
    }
}

/// A file that has been understood.
#[derive(Clone, Debug)]
pub(crate) struct Document<'t> {
    text: &'t str,
    sections: Vec<Section<'t>>,
    block: Option<Block>,
}

/// Where Portico's block stands; offsets into the text.
///
/// `aws configure set` on the last section of a file writes below our last line. Such strays belong to our last
/// section for every tool, so they belong to the block, and go back into it when it is next written.
#[derive(Clone, Debug)]
struct Block {
    begin: Range<usize>,
    end: Range<usize>,
    strays: Range<usize>,
    glued: bool,
}

impl<'t> Document<'t> {
    /// Understands the bytes of the file at `path` (named in errors only).
    ///
    /// # Errors
    /// [`Code::FileUnreadable`] with path, line and reason.
    pub(crate) fn parse(path: &Path, bytes: &'t [u8]) -> Result<Self> {
        let refuse = |line, reason: &str| unreadable(path, line, reason);
        if bytes.len() > SIZE_LIMIT {
            return Err(refuse(1, "the file is larger than 16 MiB"));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            refuse(1 + line_ends(before), "there is a byte that is not UTF-8")
        })?;
        if text.starts_with('\u{feff}') {
            return Err(refuse(1, "the file begins with a byte order mark, which AWS tools refuse"));
        }
        let mut reader = Reader::new(text);
        for (at, line) in lines(text).enumerate() {
            reader.line(at + 1, line).map_err(|reason| refuse(at + 1, reason))?;
        }
        reader.finish().map_err(|(line, reason)| refuse(line, reason))
    }

    /// All sections in the order of the file.
    pub(crate) fn sections(&self) -> &[Section<'t>] {
        &self.sections
    }

    /// The sections of Portico's block.
    pub(crate) fn ours(&self) -> impl Iterator<Item = &Section<'t>> {
        self.sections.iter().filter(|section| section.ours)
    }

    /// The first section outside the block that AWS tools may take for the same: quotes and case do not count.
    pub(crate) fn foreign(&self, kind: Kind, name: &str) -> Option<&Section<'t>> {
        self.sections
            .iter()
            .find(|section| !section.ours && section.kind == kind && section.name.eq_ignore_ascii_case(name))
    }

    /// The offsets of the block, its marker lines included; empty at the end of the text when there is none.
    pub(crate) fn block_span(&self) -> Range<usize> {
        self.block
            .as_ref()
            .map_or(self.text.len()..self.text.len(), |block| block.begin.start..block.strays.end)
    }

    /// The line end that the foreign lines use: CRLF or LF.
    pub(crate) fn line_end(&self) -> &'static str {
        let span = self.block_span();
        let foreign = [self.text.get(..span.start), self.text.get(span.end..), Some(self.text)];
        let first = foreign.into_iter().flatten().find_map(|text| {
            text.find('\n').map(|at| if text[..at].ends_with('\r') { "\r\n" } else { "\n" })
        });
        first.unwrap_or("\n")
    }

    /// The text with the block holding exactly `sections`, which must end in line ends; none removes the block.
    pub(crate) fn with_block(&self, sections: &[String]) -> String {
        let span = self.block_span();
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        if sections.is_empty() {
            let glued = self.block.as_ref().is_some_and(|block| block.glued) && after.is_empty();
            let before = if glued { without_line_end(before) } else { before };
            return format!("{before}{after}");
        }
        let middle = sections.concat();
        let line_end = self.line_end();
        match &self.block {
            Some(block) => {
                let first = self.ours().map(|section| section.start).next().unwrap_or(block.end.start);
                let head = &self.text[block.begin.start..first];
                let tail = &self.text[block.end.clone()];
                let gap = if after.is_empty() || tail.ends_with(['\n', '\r']) { "" } else { line_end };
                format!("{before}{head}{middle}{tail}{gap}{after}")
            }
            None if before.is_empty() || before.ends_with(['\n', '\r']) => {
                format!("{before}{BEGIN} {NOTE}{line_end}{middle}{END}{line_end}")
            }
            None => format!("{before}{line_end}{BEGIN} {NOTE}{GLUED}{line_end}{middle}{END}{line_end}"),
        }
    }

    /// The lines of the text, each with whether it stands in the block.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&'t str, bool)> {
        let (span, mut at) = (self.block_span(), 0);
        lines(self.text).map(move |line| {
            at += line.len();
            (line, span.start < at && at <= span.end)
        })
    }
}

/// An AWS file that Portico will not touch.
pub(crate) fn unreadable(path: &Path, line: usize, reason: &str) -> Error {
    Error::new(
        Code::FileUnreadable,
        format!("{} cannot be understood at line {line}: {reason}.", path.display()),
        format!("Correct line {line} of the file, then try again; Portico has changed nothing."),
    )
}

/// The lines of `text` with their ends, cut where Python's universal newlines cut: LF, CRLF and a lone CR.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.find(['\n', '\r']).map(|at| at + if rest[at..].starts_with("\r\n") { 2 } else { 1 });
        let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

fn line_ends(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

fn without_line_end(text: &str) -> &str {
    text.strip_suffix("\r\n").or_else(|| text.strip_suffix(['\n', '\r'])).unwrap_or(text)
}

/// What Python's `str.strip` takes for white space.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Where the reader stands with Portico's block.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Place {
    Before,
    InsideBare,
    Inside,
    AfterEmpty,
    AfterBare,
    After,
}

/// Reads line by line; a reason is the middle of a sentence.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    sections: Vec<Section<'t>>,
    headers: BTreeSet<&'t str>,
    keys: BTreeSet<String>,
    /// Indentation of the open setting, and whether its value began empty (a nested block).
    open: Option<(usize, bool)>,
    place: Place,
    begin: Option<(usize, Range<usize>, bool)>,
    end: Option<Range<usize>>,
    strays: Range<usize>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            sections: Vec::new(),
            headers: BTreeSet::new(),
            keys: BTreeSet::new(),
            open: None,
            place: Place::Before,
            begin: None,
            end: None,
            strays: 0..0,
        }
    }

    fn line(&mut self, number: usize, line: &'t str) -> Result<(), &'static str> {
        let span = self.at..self.at + line.len();
        self.at = span.end;
        let bare = line.trim_end_matches(is_space);
        if bare.starts_with(BEGIN) {
            return self.begin(number, span, bare.ends_with(GLUED));
        }
        if bare == END {
            return self.end(span);
        }
        let body = bare.trim_start_matches(is_space);
        if body.is_empty() || body.starts_with(['#', ';']) {
            return Ok(());
        }
        let indent = bare.chars().count() - body.chars().count();
        match self.open {
            Some((level, nested)) if indent > level => {
                self.take_stray();
                continuation(body, nested)
            }
            _ if body.starts_with('[') => self.header(number, span.start, indent, body),
            _ => self.setting(indent, body),
        }
    }

    fn begin(&mut self, number: usize, span: Range<usize>, glued: bool) -> Result<(), &'static str> {
        if self.begin.is_some() {
            return Err("Portico's block begins a second time");
        }
        self.begin = Some((number, span.clone(), glued));
        self.close_section(span.start);
        self.place = Place::InsideBare;
        Ok(())
    }

    fn end(&mut self, span: Range<usize>) -> Result<(), &'static str> {
        if !matches!(self.place, Place::Inside | Place::InsideBare) {
            return Err("Portico's block ends where none has begun");
        }
        // The section stays open: what follows up to the next header is its own for every tool.
        self.write_section(span.start);
        self.strays = span.end..span.end;
        self.end = Some(span);
        self.place = if self.place == Place::Inside { Place::AfterBare } else { Place::AfterEmpty };
        Ok(())
    }

    fn header(
        &mut self,
        number: usize,
        start: usize,
        indent: usize,
        body: &'t str,
    ) -> Result<(), &'static str> {
        if indent > 0 {
            return Err("a section must begin at the start of its line");
        }
        let header = section_header(body)?;
        if !self.headers.insert(header) {
            return Err("there is a section of that name above it already");
        }
        self.close_section(start);
        self.place = match self.place {
            Place::InsideBare | Place::Inside => Place::Inside,
            Place::AfterEmpty | Place::AfterBare | Place::After => Place::After,
            Place::Before => Place::Before,
        };
        let (kind, name) = kind_and_name(header);
        self.sections.push(Section {
            kind,
            name,
            line: number,
            text: Cow::Borrowed(""),
            settings: Vec::new(),
            ours: self.place == Place::Inside,
            start,
        });
        Ok(())
    }

    fn setting(&mut self, indent: usize, body: &'t str) -> Result<(), &'static str> {
        match self.place {
            Place::InsideBare => return Err("a setting stands in Portico's block above its first section"),
            Place::AfterEmpty => return Err("a setting stands right after Portico's empty block"),
            Place::AfterBare => self.take_stray(),
            Place::Before | Place::Inside | Place::After => {}
        }
        let Some(section) = self.sections.last_mut() else {
            return Err("a setting stands above the first section");
        };
        let Some((key, value)) = body.split_once(['=', ':']) else {
            return Err("this is neither a section nor a setting");
        };
        let (key, value) =
            (key.trim_end_matches(is_space).to_lowercase(), value.trim_start_matches(is_space));
        if key.is_empty() {
            return Err("the setting has no name");
        }
        if !self.keys.insert(key.clone()) {
            return Err("the section has a setting of that name already");
        }
        section.settings.push((key, value));
        self.open = Some((indent, value.is_empty()));
        Ok(())
    }

    fn take_stray(&mut self) {
        if self.place == Place::AfterBare {
            self.strays.end = self.at;
        }
    }

    /// Ends the open section at `offset`.
    fn close_section(&mut self, offset: usize) {
        self.write_section(offset);
        self.keys.clear();
        self.open = None;
    }

    fn write_section(&mut self, offset: usize) {
        if let Some(section) = self.sections.last_mut()
            && section.text.is_empty()
        {
            section.text = Cow::Borrowed(&self.text[section.start..offset]);
        }
    }

    fn finish(mut self) -> Result<Document<'t>, (usize, &'static str)> {
        self.close_section(self.text.len());
        let block = match (self.begin, self.end) {
            (None, _) => None,
            (Some((line, ..)), None) => return Err((line, "Portico's block begins and never ends")),
            (Some((_, begin, glued)), Some(end)) => {
                Some(Block { begin, end, strays: self.strays.clone(), glued })
            }
        };
        let strays = &self.text[self.strays];
        if let Some(last) =
            self.sections.iter_mut().rfind(|section| section.ours).filter(|_| !strays.is_empty())
        {
            let gap = if strays.ends_with(['\n', '\r']) { "" } else { "\n" };
            last.text = Cow::Owned(format!("{}{strays}{gap}", last.text));
        }
        Ok(Document { text: self.text, sections: self.sections, block })
    }
}

fn continuation(body: &str, nested: bool) -> Result<(), &'static str> {
    if body.starts_with('[') {
        return Err("a section must begin at the start of its line");
    }
    if nested && !body.contains('=') {
        return Err("a nested setting has no \"=\"");
    }
    Ok(())
}

/// What stands between the brackets.
fn section_header(body: &str) -> Result<&str, &'static str> {
    let inner =
        body.strip_prefix('[').and_then(|rest| rest.rfind(']').map(|at| (&rest[..at], &rest[at + 1..])));
    let Some((header, rest)) = inner else { return Err("the section's name is not closed by \"]\"") };
    if header.trim_matches(is_space).is_empty() {
        return Err("the section has no name");
    }
    let rest = rest.trim_start_matches(is_space);
    let comment_inside = header.contains([' ', '\t'])
        && header.contains([']', '['])
        && (header.contains(" #") || header.contains(" ;"));
    if comment_inside || !(rest.is_empty() || rest.starts_with(['#', ';'])) {
        return Err("something other than a comment follows the section's name");
    }
    Ok(header)
}

fn kind_and_name(header: &str) -> (Kind, &str) {
    let header = header.trim_matches(is_space);
    for (word, kind) in
        [("sso-session", Kind::SsoSession), ("services", Kind::Services), ("profile", Kind::Profile)]
    {
        if let Some(rest) = header.strip_prefix(word).filter(|rest| rest.starts_with(is_space)) {
            return (kind, unquoted(rest.trim_start_matches(is_space)));
        }
    }
    (Kind::Profile, unquoted(header))
}

fn unquoted(name: &str) -> &str {
    let inner = |quote| name.strip_prefix(quote).and_then(|rest: &str| rest.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(name).trim_matches(is_space)
}
