//! The picker on the terminal: a few lines that are drawn over again.

use std::io::{self, Write};

use crossterm::cursor::{MoveToColumn, MoveUp};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{self, Clear, ClearType};
use crossterm::{execute, queue};
use portico_core::Result;
use unicode_width::UnicodeWidthStr;

use super::model::{Line, Picker, Sight, fitting};
use super::unusable;

/// What stands before the words that are typed.
const PROMPT: &str = "> ";
/// The most lines of the list.
const TALLEST: usize = 15;

/// The terminal while the picker has it; given back when dropped.
#[derive(Debug)]
pub(super) struct Screen {
    width: usize,
    /// Of the list.
    height: usize,
    has_marks: bool,
}

impl Screen {
    /// Takes the terminal; with marks (bold, underlined) where they are wanted.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn open(has_marks: bool) -> Result<Self> {
        terminal::enable_raw_mode().map_err(|error| unusable(&error))?;
        let mut screen = Self { width: 0, height: 0, has_marks };
        screen.measure();
        // A terminal that does not know it pastes as if it were typed.
        drop(execute!(io::stderr(), EnableBracketedPaste));
        Ok(screen)
    }

    /// Looks how large the terminal is.
    pub(super) fn measure(&mut self) {
        let (width, height) = terminal::size().ok().filter(|size| *size != (0, 0)).unwrap_or((80, 24));
        // A line as wide as the terminal would wrap on some of them.
        self.width = usize::from(width).saturating_sub(1).max(1);
        // The words typed and the count have a line each, and the line it was called from stays in sight.
        self.height = usize::from(height).saturating_sub(3).clamp(1, TALLEST);
    }

    /// The columns of a line, and the lines of the list.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// Draws over what was drawn before.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn draw(&self, picker: &Picker, sight: &Sight, purpose: &str) -> Result<()> {
        let mut frame = Vec::new();
        self.frame(&mut frame, picker, sight, purpose).map_err(|error| unusable(&error))?;
        // In one piece, so that nothing flickers.
        let mut stderr = io::stderr().lock();
        stderr.write_all(&frame).and_then(|()| stderr.flush()).map_err(|error| unusable(&error))
    }

    fn frame(&self, out: &mut Vec<u8>, picker: &Picker, sight: &Sight, purpose: &str) -> io::Result<()> {
        queue!(out, MoveToColumn(0), Clear(ClearType::FromCursorDown))?;
        let typed = tail(picker.query(), self.width.saturating_sub(PROMPT.len()));
        queue!(out, Print(format!("{PROMPT}{typed}")))?;
        for line in &sight.lines {
            queue!(out, Print("\r\n"))?;
            self.line(out, line)?;
        }
        let count = match sight.total {
            0 => "No account matches.".to_owned(),
            1 => format!("1 account. Enter: {purpose}. Esc: leave."),
            total => format!("{total} accounts. Enter: {purpose}. Esc: leave."),
        };
        queue!(out, Print("\r\n"), Print(fitting(&count, self.width)))?;
        let below = u16::try_from(sight.lines.len() + 1).unwrap_or(u16::MAX);
        let column = u16::try_from(PROMPT.len() + typed.width()).unwrap_or(u16::MAX);
        queue!(out, MoveUp(below), MoveToColumn(column))
    }

    fn line(&self, out: &mut Vec<u8>, line: &Line) -> io::Result<()> {
        let is_marked = self.has_marks && line.is_chosen;
        if is_marked {
            queue!(out, SetAttribute(Attribute::Bold))?;
        }
        for part in &line.parts {
            let is_match = self.has_marks && part.is_match;
            if is_match {
                queue!(out, SetAttribute(Attribute::Underlined))?;
            }
            queue!(out, Print(&part.text))?;
            if is_match {
                queue!(out, SetAttribute(Attribute::NoUnderline))?;
            }
        }
        if is_marked { queue!(out, SetAttribute(Attribute::Reset)) } else { Ok(()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let mut stderr = io::stderr();
        drop(execute!(stderr, MoveToColumn(0), Clear(ClearType::FromCursorDown), DisableBracketedPaste));
        drop(terminal::disable_raw_mode());
    }
}

/// The end of `text` that fits into `width` columns.
fn tail(text: &str, width: usize) -> &str {
    let fits = |at: &usize| text[*at..].width() <= width;
    let at = text.char_indices().map(|(at, _)| at).find(fits).unwrap_or(text.len());
    &text[at..]
}
