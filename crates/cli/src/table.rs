//! Aligned columns for reading.
//!
//! Rule: every cell is cleaned of control and bidirectional characters, and measured as a terminal draws it.

use std::io::{IsTerminal, stdout};

use portico_core::disk::Environment;
use portico_core::text::clean;
use unicode_width::UnicodeWidthStr;

/// The most characters of a cell.
const CELL: usize = 80;
const WIDE_CELL: usize = 600;
const GAP: &str = "  ";

/// Lines of `head` and `rows`, each column as wide as its widest cell; no blanks at line ends.
pub(crate) fn render(head: &[&str], rows: &[Vec<String>], style: Style) -> String {
    rendered(head, rows, style, CELL)
}

/// The same with cells that hold whole sentences.
pub(crate) fn render_wide(head: &[&str], rows: &[Vec<String>], style: Style) -> String {
    rendered(head, rows, style, WIDE_CELL)
}

fn rendered(head: &[&str], rows: &[Vec<String>], style: Style, most: usize) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| clean(cell, most)).collect()).collect();
    let mut widths: Vec<usize> = head.iter().map(|cell| cell.width()).collect();
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let mut text = style.heading(&one(&head, &widths));
    for row in &rows {
        text.push('\n');
        text.push_str(&one(row, &widths));
    }
    text
}

fn one(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        line.push_str(cell);
        line.push_str(&" ".repeat(width - cell.width()));
        line.push_str(GAP);
    }
    line.trim_end().to_owned()
}

/// Whether stdout may be coloured.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Style {
    /// Bold headings.
    Coloured,
    /// Text and nothing else.
    Plain,
}

impl Style {
    /// Coloured on a terminal that can, unless `NO_COLOR` is set.
    pub(crate) fn of(environment: &Environment) -> Self {
        let is_wanted = environment.text("NO_COLOR").is_none()
            && environment.text("TERM").is_some_and(|term| term != "dumb");
        if is_wanted && stdout().is_terminal() { Self::Coloured } else { Self::Plain }
    }

    fn heading(self, text: &str) -> String {
        match self {
            Self::Coloured => format!("\u{1b}[1m{text}\u{1b}[0m"),
            Self::Plain => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_and_hostile_cells_are_harmless() {
        let rows = vec![
            vec!["Dev".to_owned(), "1".to_owned()],
            vec!["生産".to_owned(), "2".to_owned()],
            vec!["\u{1b}[2J\u{202e}x\n".to_owned(), String::new()],
        ];
        let text = render(&["NAME", "N"], &rows, Style::Plain);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..3], ["NAME     N", "Dev      1", "生産     2"]);
        assert_eq!(lines.len(), 4);
        assert!(!text.contains(['\u{1b}', '\u{202e}']));
    }
}
