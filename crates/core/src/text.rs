//! Hostile text made harmless for one line of terminal, menu or page (`security.md` 1.7).

/// `text` with control, line-breaking and bidirectional characters replaced by U+FFFD, cut to `most` characters.
#[must_use]
pub fn clean(text: &str, most: usize) -> String {
    if text.len() <= most && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let mut out: String =
        text.chars().take(most).map(|c| if is_hostile(c) { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}

fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d2_no_control_or_bidi_survives() {
        assert_eq!(clean("a\u{1b}[31m\u{202e}b\n\u{9b}c", 80), "a\u{fffd}[31m\u{fffd}b\u{fffd}\u{fffd}c");
        assert_eq!(clean("abcdef", 3), "abc…");
    }
}
