//! What was found, as a text that can be handed to somebody.
//!
//! Rule: findings hold no secret; this takes out besides what tells who the person is and what looks like a secret, in case
//! somebody wrote one where none belongs: the home folder, account numbers but for their ends, addresses of people, passwords of
//! URLs, keys of AWS's and other long words.

use std::path::Path;

use super::Level;
use crate::disk::{self, Environment, Home};
use crate::profiles::AwsFiles;
use crate::view::{Fact, FactView, FindingView};
use crate::words::Words;

/// A word of letters and digits that is as long is no word.
const LONG: usize = 40;

/// The report of a checkup, a line each.
#[must_use]
pub fn redacted(
    findings: &[FindingView],
    facts: &[FactView],
    reached: bool,
    environment: &Environment,
    words: &Words,
) -> String {
    let mut lines = vec![words.report_title(), String::new()];
    lines.extend(facts.iter().map(|it| format!("{:<16} {}", it.fact.title(words), it.value)));
    let asked = if reached { words.report_asked() } else { words.report_not_asked() };
    lines.extend([format!("{:<16} {asked}", words.report_portals()), String::new()]);
    for finding in findings {
        lines.push(format!("{:<8} {}", word(finding.level, words), finding.message));
        lines.extend(finding.remedy.iter().map(|remedy| format!("{:<8} {remedy}", "")));
    }
    let hidden = lines.iter().map(|line| hidden(&environment.shortened(line)));
    hidden.map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Where the files are that matter.
#[must_use]
pub fn places(home: &Home, environment: &Environment) -> Vec<FactView> {
    let place = |fact, path: &Path| FactView { fact, value: environment.short(path) };
    let mut places = vec![
        place(Fact::Settings, &home.settings()),
        place(Fact::Catalog, &home.catalog()),
        place(Fact::Journal, &home.journal()),
    ];
    if disk::stamp(home.organisation()).is_some() {
        places.push(place(Fact::Organisation, home.organisation()));
    }
    if let Ok(files) = AwsFiles::of(environment) {
        places.push(place(Fact::AwsConfig, &files.config));
        places.push(place(Fact::AwsCredentials, &files.credentials));
    }
    places
}

/// The word for how bad it is.
fn word(level: Level, words: &Words) -> String {
    match level {
        Level::Good => words.level_good(),
        Level::Note => words.level_note(),
        Level::Warning => words.level_warning(),
        Level::Problem => words.level_problem(),
    }
}

fn hidden(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut word = String::new();
    for c in line.chars() {
        if c.is_whitespace() || "\"'`(),;<>[]{}=&?".contains(c) {
            out.push_str(&without(&word));
            word.clear();
            out.push(c);
        } else {
            word.push(c);
        }
    }
    out + &without(&word)
}

/// What may stand of one word.
fn without(word: &str) -> String {
    if let Some((before, after)) = word.split_once("://")
        && let Some((_, place)) = after.split_once('@')
    {
        return format!("{before}://{place}");
    }
    if word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) {
        return "[address]".to_owned();
    }
    let is_key = |part: &str| {
        let is_plain = part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        is_plain && part.len() >= 16 && ["AKIA", "ASIA"].iter().any(|start| part.starts_with(start))
    };
    let is_path = word.starts_with(['/', '~', '\\']) || word.get(1..3) == Some(":\\");
    let is_long = |part: &str| part.len() >= LONG && part.chars().any(|c| c.is_ascii_digit());
    // Japanese puts no spaces between its words.
    let mut parts = word.split(|c: char| c == '.' || !c.is_ascii());
    if word.split(|c: char| !c.is_ascii_alphanumeric()).any(is_key) || (!is_path && parts.any(is_long)) {
        return "[hidden]".to_owned();
    }
    numbers_hidden(word)
}

/// Account numbers, plain or grouped, but for their last four digits.
fn numbers_hidden(word: &str) -> String {
    let mut out: Vec<char> = word.chars().collect();
    let mut at = 0;
    while at < out.len() {
        let mut digits: Vec<usize> = Vec::new();
        let mut end = at;
        while end < out.len()
            && (out[end].is_ascii_digit()
                || (out[end] == '-' && digits.len().is_multiple_of(4) && !digits.is_empty()))
        {
            if out[end].is_ascii_digit() {
                digits.push(end);
            }
            end += 1;
        }
        if digits.len() == 12 {
            digits[..8].iter().for_each(|place| out[*place] = '*');
        }
        at = end.max(at + 1);
    }
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::Check;
    use super::*;
    use crate::words::Language;

    #[test]
    fn i1_a_report_that_is_handed_on_tells_no_secret_and_not_who_one_is() {
        let environment = Environment::default().with("HOME", "/home/jane").with("USERPROFILE", "/home/jane");
        let finding = |message: &str| FindingView {
            check: Check::Credentials,
            level: Level::Warning,
            message: message.to_owned(),
            remedy: Some("Ask jane.doe@example.com (the owner).".to_owned()),
        };
        let token = "aoaAAAAAGX1234567890abcdefghijklmnopqrstuvwxyzABCDEF";
        let findings = [
            finding("Profile 444455556666-Admin of 1111-2222-3333 is in /home/jane/.aws/config."),
            finding("The way leads through http://jane:hunter2@proxy.test:3128, with AKIAIOSFODNN7EXAMPLE."),
            finding(&format!("Somebody wrote token={token} and {token}.{token} there.")),
        ];
        let facts =
            [FactView { fact: Fact::Settings, value: "/home/jane/.config/portico/settings.toml".to_owned() }];
        let report = redacted(&findings, &facts, false, &environment, Words::of(Language::En));
        for gone in ["jane", "hunter2", "AKIA", "aoaAAAA", "44445555", "1111-2222", "example.com"] {
            assert!(!report.contains(gone), "{gone}: {report}");
        }
        for told in [
            "Settings         ~/.config/portico/settings.toml\n",
            "Portals          not asked\n",
            "********6666-Admin of ****-****-3333 is in ~/.aws/config.",
            "http://proxy.test:3128",
            "warning  ",
            "Ask [address] (the owner).",
        ] {
            assert!(report.contains(told), "{told}: {report}");
        }
    }

    #[test]
    fn what_is_no_secret_stays_as_it_is() {
        for line in [
            "All 14 profiles that Portico wrote are as they should be.",
            "Your session in work ends at 2026-11-29 13:10 UTC.",
            "~/.local/share/portico/a-folder-with-a-very-long-name-of-its-own-2026/journal.sqlite",
            "https://oidc.eu-west-1.amazonaws.com:8443/a",
            "1234567890123 and 12345678901",
            "Portico が書いた14個のプロファイルは、すべて正しい状態です。",
        ] {
            assert_eq!(hidden(line), line);
        }
    }
}
