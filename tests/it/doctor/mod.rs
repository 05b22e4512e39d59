//! `portico doctor`: what wins, as foreign tools have it; what is wrong, made wrong on purpose; and what mends it.
#![expect(clippy::disallowed_methods, reason = "the tests break the files that the doctor looks at")]

mod sources;
mod wrong;

use serde_json::Value;

use crate::support::companion::Companion;

/// What the doctor says, as a program reads it.
async fn examined(home: &Companion, words: &[&str]) -> Value {
    home.json(&[&["doctor"], words].concat()).await
}

/// The findings about one thing.
fn about<'a>(report: &'a Value, check: &str) -> Vec<&'a Value> {
    let findings = report["findings"].as_array().expect("findings");
    let found: Vec<&Value> = findings.iter().filter(|finding| finding["check"] == check).collect();
    assert!(!found.is_empty(), "nothing is said about {check}: {report:#}");
    found
}

/// The finding about one thing whose sentence has `part`; it must have this level.
#[track_caller]
fn finding<'a>(report: &'a Value, check: &str, level: &str, part: &str) -> &'a Value {
    let found = about(report, check);
    let is_it = |it: &&&Value| it["message"].as_str().is_some_and(|message| message.contains(part));
    let finding = found.iter().find(is_it).unwrap_or_else(|| panic!("no `{part}` in {found:#?}"));
    assert_eq!(finding["level"], level, "{finding:#}");
    assert!(level == "good" || level == "note" || finding["remedy"].is_string(), "no remedy: {finding:#}");
    finding
}
