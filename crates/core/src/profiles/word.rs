//! One word of a `credential_process` line, quoted so that every AWS tool splits it the same way.
//!
//! botocore splits by Python's `shlex` and runs no shell; the JavaScript and Rust SDKs hand the line to `sh -c` (or
//! `cmd /C`). So a word must mean the same to both, and nothing in it may be expanded.

use crate::error::{Error, Result};

/// Quotes `word` for the system Portico runs on.
///
/// # Errors
/// When the word holds what cannot be written in a configuration file's value.
pub(super) fn quoted(word: &str) -> Result<String> {
    let quoted = if cfg!(windows) { for_windows(word) } else { for_posix(word) };
    quoted.filter(|_| is_writable(word)).ok_or_else(|| {
        Error::invalid(
            format!(
                "\"{}\" cannot be written into an AWS configuration file.",
                crate::text::clean(word, 200)
            ),
            "Move Portico (or PORTICO_HOME) to a folder with an ordinary name.",
        )
    })
}

/// No line break of any parser, no bidirectional trick, and nothing that the Rust SDK takes for a comment.
fn is_writable(word: &str) -> bool {
    let comment =
        word.as_bytes().windows(2).any(|two| two[0].is_ascii_whitespace() && b"#;".contains(&two[1]));
    !comment && crate::text::clean(word, usize::MAX) == word
}

/// Double quotes; single ones when something in the word would live on inside double quotes.
pub(super) fn for_posix(word: &str) -> Option<String> {
    if word.contains(['$', '`', '\\', '"', '!']) {
        // A single quote is ended, escaped, and begun again.
        return Some(format!("'{}'", word.replace('\'', r"'\''")));
    }
    Some(format!("\"{word}\""))
}

/// The rules of the C runtime: a backslash counts only before a quote. `%` would be expanded by `cmd`.
pub(super) fn for_windows(word: &str) -> Option<String> {
    if word.contains(['"', '%']) {
        return None;
    }
    let trailing = word.len() - word.trim_end_matches('\\').len();
    Some(format!("\"{word}{}\"", "\\".repeat(trailing)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 12] = [
        "/usr/bin/portico",
        "/opt/my app/portico",
        "/opt/it's/portico",
        "/opt/\"x\"/portico",
        "/opt/$HOME/`id`/$(id)/portico",
        "/opt/back\\slash\\",
        "/opt/ünïcode/門/portico",
        "/opt/a'$'b\"c\\d",
        "/opt/!x/~/*/?",
        "~/portico",
        "C:\\Program Files\\Portico\\portico.exe",
        "C:\\dir\\",
    ];

    #[test]
    fn d4_posix_words_survive_shlex_and_a_real_shell() {
        for word in WORDS {
            let line = for_posix(word).expect("quotable");
            assert_eq!(shlex::split(&line), Some(vec![word.to_owned()]), "{line}");
            let output = std::process::Command::new("sh")
                .args(["-c", &format!("printf %s {line}")])
                .output()
                .expect("sh runs");
            assert_eq!(String::from_utf8_lossy(&output.stdout), word, "{line}");
        }
    }

    #[test]
    fn d4_windows_words_survive_the_c_runtime() {
        for word in WORDS {
            match for_windows(word) {
                Some(line) => assert_eq!(c_runtime(&format!("{line} next")), [word, "next"], "{line}"),
                None => assert!(word.contains('"'), "{word}"),
            }
        }
    }

    #[test]
    fn a_word_that_could_become_a_line_or_a_comment_is_refused() {
        for bad in
            ["/a\ncredential_process=x", "/a\rb", "/a #b", "/a ;b", "/a\u{2028}b", "/a\u{202e}b", "/a\u{85}b"]
        {
            assert!(quoted(bad).is_err(), "{bad:?}");
        }
    }

    /// How `CommandLineToArgvW` splits (and botocore's Windows splitter after it).
    fn c_runtime(line: &str) -> Vec<String> {
        let (mut words, mut word, mut quoted, mut slashes, mut any) =
            (Vec::new(), String::new(), false, 0, false);
        for c in line.chars() {
            match c {
                '\\' => {
                    slashes += 1;
                    continue;
                }
                '"' => {
                    word.push_str(&"\\".repeat(slashes / 2));
                    if slashes % 2 == 1 {
                        word.push('"')
                    } else {
                        quoted = !quoted
                    }
                    any = true;
                }
                ' ' | '\t' if !quoted => {
                    word.push_str(&"\\".repeat(slashes));
                    if any || !word.is_empty() {
                        words.push(std::mem::take(&mut word));
                    }
                    any = false;
                }
                _ => {
                    word.push_str(&"\\".repeat(slashes));
                    word.push(c);
                }
            }
            slashes = 0;
        }
        word.push_str(&"\\".repeat(slashes));
        if any || !word.is_empty() {
            words.push(word);
        }
        words
    }
}
