//! Entries as CSV (RFC 4180), safe to be opened in a spreadsheet.
//!
//! Rule: a text that a spreadsheet would take for a formula gets an apostrophe before it; every cell of text is quoted.

use super::Entry;

/// The heading; its words are API.
pub(super) const CSV_HEAD: &str =
    "seq,at,clock_ahead_ms,kind,by,program,portal,account,role,until,reason,details,hash\r\n";

/// What begins a formula, in ASCII and as the full-width characters that some spreadsheets take for the same.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

impl Entry {
    /// Its line, with the line end.
    pub(super) fn to_csv(&self) -> String {
        let text = |text: &Option<String>| cell(text.as_deref().unwrap_or_default());
        let details = self.details.iter().map(|(name, value)| format!("{name}={value}"));
        let cells = [
            self.seq.to_string(),
            self.at.to_string(),
            self.clock_ahead_ms.to_string(),
            cell(&self.kind),
            cell(&self.by),
            text(&self.program),
            text(&self.portal),
            text(&self.account),
            text(&self.role),
            self.until.map(|until| until.to_string()).unwrap_or_default(),
            text(&self.reason),
            cell(&details.collect::<Vec<_>>().join("; ")),
            cell(&self.hash),
        ];
        format!("{}\r\n", cells.join(","))
    }
}

/// A cell of text; an empty one stays empty.
fn cell(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let guard = if text.trim_start_matches(' ').starts_with(FORMULA) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, wanted) in [
            ("", ""),
            ("Dev", "\"Dev\""),
            ("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\""),
            ("+1", "\"'+1\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("  =1", "\"'  =1\""),
            ("＝1", "\"'＝1\""),
            ("a,b\"c", "\"a,b\"\"c\""),
            ("a=b", "\"a=b\""),
        ] {
            assert_eq!(cell(text), wanted, "{text:?}");
        }
    }
}
