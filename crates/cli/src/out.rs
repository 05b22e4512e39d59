//! The two ways out: stdout for what was asked for, stderr for everything said about it.
//!
//! Rule: a reader that went away (`portico list | head`) is not a failure.

use std::io::{self, ErrorKind, IsTerminal, Write};

use portico_core::error::Problem;
use portico_core::text::clean;
use portico_core::{Code, Error, Result};
use serde::Serialize;

/// The most bytes the credential helper may say on stderr: tools print it whole.
const HELPER_BYTES: usize = 300;
/// The most characters of a sentence on stderr.
const SENTENCE: usize = 1000;

/// Writes `text` and a line end to stdout and flushes it.
///
/// # Errors
/// When stdout cannot be written, but for a closed pipe.
pub(crate) fn line(text: &str) -> Result<()> {
    raw(format!("{text}\n").as_bytes())
}

/// Writes bytes to stdout and flushes them.
///
/// # Errors
/// As [`line()`].
pub(crate) fn raw(bytes: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Error::new(
            Code::FileNotWritable,
            format!("The output cannot be written: {error}."),
            "Check where stdout leads, and the free space there.",
        )),
    }
}

/// Writes one JSON document on one line of stdout.
///
/// # Errors
/// As [`line()`].
pub(crate) fn json(value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string(value)
        .map_err(|error| Error::internal(format!("The answer cannot be written as JSON: {error}.")))?;
    line(&text)
}

/// Says something about what is being done, on stderr.
pub(crate) fn note(text: &str) {
    say(&format!("{text}\n"));
}

/// Draws over the present line of a terminal's stderr; an empty `text` wipes it.
pub(crate) fn progress(text: &str) {
    say(&format!("\r\u{1b}[K{text}"));
}

/// Tells of a failure on stderr: two lines for people, one JSON line for programs.
pub(crate) fn failure(error: &Error, json: bool) {
    if json {
        #[derive(Serialize)]
        struct Failure {
            error: Problem,
        }
        let problem = Problem::from(error);
        let failure = Failure {
            error: Problem {
                code: problem.code,
                message: clean(&problem.message, SENTENCE),
                remedy: clean(&problem.remedy, SENTENCE),
                request: problem.request,
            },
        };
        if let Ok(text) = serde_json::to_string(&failure) {
            say(&format!("{text}\n"));
        }
        return;
    }
    let (message, remedy) = (clean(error.message(), SENTENCE), clean(error.remedy(), SENTENCE));
    say(&format!("portico: {message}\n  {remedy}\n"));
}

/// Tells of a failure as the credential helper must: one line of at most [`HELPER_BYTES`].
pub(crate) fn one_line_failure(error: &Error) {
    say(&one_line(error));
}

/// Whether stderr is a terminal a person looks at.
pub(crate) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

fn one_line(error: &Error) -> String {
    let mut text =
        format!("portico: {} {}", clean(error.message(), SENTENCE), clean(error.remedy(), SENTENCE));
    let mut end = text.len().min(HELPER_BYTES - 1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text.push('\n');
    text
}

/// Nothing can be done, and nothing need be said, when stderr is closed.
fn say(text: &str) {
    let mut stderr = io::stderr().lock();
    drop(stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_helper_says_one_short_line_whatever_it_is_told() {
        let long = "é\u{1b}[31m\n".repeat(400);
        for message in ["short", long.as_str()] {
            let text = one_line(&Error::invalid(message, "Do this."));
            assert!(text.len() <= HELPER_BYTES, "{}", text.len());
            assert_eq!(text.matches('\n').count(), 1);
            assert!(text.starts_with("portico: ") && text.ends_with('\n') && !text.contains('\u{1b}'));
        }
    }
}
