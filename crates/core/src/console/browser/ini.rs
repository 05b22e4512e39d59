//! A small reader of the INI dialects of others: `.desktop` files, `profiles.ini`, `mimeapps.list`.
//!
//! Rule: lenient and bounded. What is no section and no `key=value` is passed over; nothing is ever written with it.

/// Lines beyond these are not looked at.
const MOST_LINES: usize = 20_000;

/// A section: its name, and its keys in the order of the file.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Section<'a> {
    pub(super) name: &'a str,
    entries: Vec<(&'a str, &'a str)>,
}

impl<'a> Section<'a> {
    /// The value of the first `key`.
    pub(super) fn value(&self, key: &str) -> Option<&'a str> {
        self.entries.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
    }
}

/// The sections of `text`; keys before the first section are of one without a name.
pub(super) fn sections(text: &str) -> Vec<Section<'_>> {
    let mut sections = vec![Section::default()];
    for line in text.trim_start_matches('\u{feff}').lines().take(MOST_LINES).map(str::trim) {
        if line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            sections.push(Section { name, entries: Vec::new() });
        } else if let (Some((key, value)), Some(section)) = (line.split_once('='), sections.last_mut()) {
            section.entries.push((key.trim(), value.trim()));
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_ini_is_passed_over() {
        let text = "\u{feff}a=0\r\n# c\n[One]\r\na = 1 \na=2\nno pair\n[half\n=x\n;[Two]\n[Two]\n\n";
        let found = sections(text);
        assert_eq!(found.iter().map(|section| section.name).collect::<Vec<_>>(), ["", "One", "Two"]);
        assert_eq!(
            (found[0].value("a"), found[1].value("a"), found[1].value("b")),
            (Some("0"), Some("1"), None)
        );
        assert_eq!(sections("").len(), 1);
        assert_eq!(sections(&"[x]\n".repeat(30_000)).len(), MOST_LINES + 1);
    }
}
