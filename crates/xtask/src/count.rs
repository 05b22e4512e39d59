//! Counts the tests of other tools from what they print. A tool that says nothing countable has failed.

use std::ops::AddAssign;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Passed.
    pub(crate) passed: u64,
    /// Failed.
    pub(crate) failed: u64,
}

impl Count {
    /// A check that is one test by itself.
    pub(crate) fn one(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed) }
    }

    /// A tool that ended with an error, or that ran no test at all, failed at least once.
    pub(crate) fn or_failed(mut self, success: bool) -> Self {
        if self.failed == 0 && (!success || self.passed == 0) {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Sums every `test result:` line of `cargo test`; an ignored test is a failed one, for nobody would miss it.
pub(crate) fn cargo_test(log: &str) -> Count {
    let mut total = Count::default();
    for line in log.lines().filter(|line| line.starts_with("test result: ")) {
        let number = |word: &str| number_before(line, word);
        total += Count { passed: number(" passed;"), failed: number(" failed;") + number(" ignored;") };
    }
    total
}

/// The tests that `cargo test` reports as failed or ignored, each with what its panics said.
pub(crate) fn cargo_failures(log: &str) -> Vec<String> {
    log.lines()
        .filter_map(|line| line.strip_prefix("test "))
        .filter(|line| line.ends_with(" ... FAILED") || line.contains(" ... ignored"))
        .flat_map(|line| {
            let name = line.split(" ... ").next().unwrap_or(line);
            std::iter::once(line.to_owned()).chain(panics(log, name).map(|said| format!("    {said}")))
        })
        .collect()
}

/// From each `thread … panicked at` of a failed test to the backtrace below it.
fn panics<'log>(log: &'log str, test: &str) -> impl Iterator<Item = &'log str> {
    let mut is_panic = false;
    log.lines()
        .skip_while({
            let begin = format!("---- {test} stdout ----");
            move |line| *line != begin
        })
        .skip(1)
        .take_while(|line| !line.starts_with("---- ") && *line != "failures:")
        .filter(move |line| {
            let is_end = line.starts_with("stack backtrace:") || line.starts_with("note: ");
            is_panic = (is_panic && !is_end) || line.contains("panicked at");
            is_panic
        })
}

/// `numPassedTests` and `numFailedTests` of vitest's JSON report; a skipped test is a failed one.
pub(crate) fn vitest(report: &str) -> Option<Count> {
    let report: serde_json::Value = serde_json::from_str(report).ok()?;
    let number = |name: &str| report[name].as_u64().unwrap_or(0);
    let passed = report["numPassedTests"].as_u64()?;
    Some(Count {
        passed,
        failed: number("numFailedTests") + number("numPendingTests") + number("numTodoTests"),
    })
}

/// A last line of the form `N passed, N failed`.
pub(crate) fn last_line(log: &str) -> Option<Count> {
    let line = log.lines().rev().find(|line| !line.trim().is_empty())?;
    let (passed, failed) = line.trim().split_once(" passed, ")?;
    Some(Count { passed: passed.parse().ok()?, failed: failed.strip_suffix(" failed")?.parse().ok()? })
}

fn number_before(line: &str, word: &str) -> u64 {
    line.split_once(word)
        .and_then(|(before, _)| before.rsplit(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_binary_of_a_cargo_run_is_summed_and_an_ignored_test_counts_as_failed() {
        let log = "running 2 tests\ntest a ... ok\ntest b::c ... FAILED\ntest d ... ignored, slow\n\
            test result: FAILED. 11 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.00s\n";
        assert_eq!(cargo_test(log), Count { passed: 14, failed: 2 });
        assert_eq!(cargo_failures(log), ["b::c ... FAILED", "d ... ignored, slow"]);
    }

    #[test]
    fn a_run_without_results_or_with_a_bad_exit_has_failed() {
        assert_eq!(cargo_test("error: could not compile").or_failed(false), Count { passed: 0, failed: 1 });
        assert_eq!(Count { passed: 5, failed: 0 }.or_failed(false), Count { passed: 5, failed: 1 });
        assert_eq!(Count { passed: 5, failed: 2 }.or_failed(false), Count { passed: 5, failed: 2 });
        assert_eq!(Count::default().or_failed(true), Count { passed: 0, failed: 1 });
    }

    #[test]
    fn a_failed_test_says_why() {
        let log = "test a::b ... ok\ntest a::c ... FAILED\n\nfailures:\n\n---- a::c stdout ----\nround 3\n\n\
            thread 'a::c' (7) panicked at tests/it/a.rs:3:5:\nassertion failed: 1 == 2\n  left: 1\nstack backtrace:\n   0: x\n\n\
            failures:\n    a::c\n\ntest result: FAILED. 1 passed; 1 failed; 0 ignored;\n";
        let said = [
            "a::c ... FAILED",
            "    thread 'a::c' (7) panicked at tests/it/a.rs:3:5:",
            "    assertion failed: 1 == 2",
            "      left: 1",
        ];
        assert_eq!(cargo_failures(log), said);
    }

    #[test]
    fn vitest_reports_and_last_lines_are_read() {
        let report = r#"{"numPassedTests":7,"numFailedTests":1,"numPendingTests":2,"numTodoTests":0}"#;
        assert_eq!(vitest(report), Some(Count { passed: 7, failed: 3 }));
        assert_eq!(vitest("{}"), None);
        assert_eq!(last_line("screen a\n12 passed, 0 failed\n\n"), Some(Count { passed: 12, failed: 0 }));
        assert_eq!(last_line("12 passed"), None);
    }
}
