//! Reads a file line by line, as botocore does, into a [`Document`]. A reason is the middle of a sentence.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::{BEGIN, Block, Document, END, GLUED, Kind, Section, is_space};

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

/// What has been read so far.
pub(super) struct Reader<'t> {
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
    pub(super) fn new(text: &'t str) -> Self {
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

    pub(super) fn line(&mut self, number: usize, line: &'t str) -> Result<(), &'static str> {
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

    pub(super) fn finish(mut self) -> Result<Document<'t>, (usize, &'static str)> {
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
