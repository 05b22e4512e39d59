//! An AWS configuration file as a lossless document: every byte is kept, only Portico's own block is ever replaced.
//!
//! Rule: what AWS's own tools would refuse, or read in two ways, is refused here with its line, never guessed at. The
//! reading is that of botocore (Python's `configparser` without inline comments), the strictest of the common ones.

mod reader;

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use crate::error::{Code, Error, Result};
use reader::Reader;

/// The most bytes of a file that Portico edits.
pub(crate) const SIZE_LIMIT: usize = 16 * 1024 * 1024;
/// What the first line of the block begins with.
const BEGIN: &str = "# >>> portico >>>";
/// The block's last line.
pub(crate) const END: &str = "# <<< portico <<<";
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

    /// The offsets of the block, its marker lines included; empty at the end of the text when there is none.
    pub(crate) fn block_span(&self) -> Range<usize> {
        self.block
            .as_ref()
            .map_or(self.text.len()..self.text.len(), |block| block.begin.start..block.strays.end)
    }

    /// The block, marker lines included; empty when there is none.
    pub(crate) fn block_text(&self) -> &'t str {
        &self.text[self.block_span()]
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

/// A line of a section below its header.
pub(crate) struct BodyLine<'t> {
    /// The key of the setting it begins or goes on with; none for comments and blank lines.
    pub(crate) key: Option<String>,
    /// Whether the setting begins here.
    pub(crate) begins: bool,
    /// Its bytes, the line end included.
    pub(crate) text: &'t str,
}

/// The lines of a section's text below its header.
pub(crate) fn body(text: &str) -> impl Iterator<Item = BodyLine<'_>> {
    let mut open: Option<(usize, String)> = None;
    lines(text).skip(1).map(move |line| {
        let bare = line.trim_end_matches(is_space);
        let words = bare.trim_start_matches(is_space);
        if words.is_empty() || words.starts_with(['#', ';']) {
            return BodyLine { key: None, begins: false, text: line };
        }
        let indent = bare.chars().count() - words.chars().count();
        if let Some((_, key)) = open.as_ref().filter(|(level, _)| indent > *level) {
            return BodyLine { key: Some(key.clone()), begins: false, text: line };
        }
        let key = words.split(['=', ':']).next().unwrap_or_default();
        let key = key.trim_end_matches(is_space).to_lowercase();
        open = Some((indent, key.clone()));
        BodyLine { key: Some(key), begins: true, text: line }
    })
}

/// The rest of the first comment of a section's text that begins so.
pub(crate) fn comment<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    lines(text).skip(1).find_map(|line| line.strip_prefix(start)).map(|rest| rest.trim_end_matches(is_space))
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
