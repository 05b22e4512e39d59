//! The profiles that Portico wrote: edited by something else, without their parent, or for a program that is gone.

use super::shadow::capital;
use super::{Check, Finding, Level, Repair};
use crate::disk;
use crate::profiles::{ProfileEntry, ProfileName, Sections};

/// How many names a sentence spells out.
const SPELLED: usize = 5;

/// Looks at the profiles in Portico's block of the configuration file.
pub(super) fn check(config: &Sections) -> Vec<Finding> {
    if config.ours.is_empty() {
        return vec![
            Finding::new(Check::Profiles, Level::Note, "Portico has written no profile.")
                .mended_by("Give every role one: portico profiles sync"),
        ];
    }
    let mut findings = Vec::new();
    let those = |is: &dyn Fn(&ProfileEntry) -> bool| -> Vec<ProfileName> {
        config.ours.iter().filter(|entry| is(entry)).map(|entry| entry.profile.clone()).collect()
    };
    let of_sync = those(&|entry| entry.edited && entry.synced);
    if !of_sync.is_empty() {
        let message = format!("Something else edited {}.", spelled(&of_sync));
        findings.push(restored(message, of_sync));
    }
    let by_hand = those(&|entry| entry.edited && !entry.synced);
    if !by_hand.is_empty() {
        let message = format!("Something else edited {}.", spelled(&by_hand));
        let remedy = "Look at what they say; to have one as it was, remove it and add it again: portico profiles remove";
        findings.push(Finding::new(Check::Profiles, Level::Warning, message).mended_by(remedy));
    }
    let gone = those(&|entry| config.program(entry).is_some_and(|program| !disk::is_program(program)));
    if !gone.is_empty() {
        let message = format!("{} names a program that is not there.", capital(&spelled(&gone)));
        let level = Level::Problem;
        findings.push(Finding { level, ..restored(message, gone) });
    }
    let orphans = those(&|entry| entry.parent_missing);
    if !orphans.is_empty() {
        let message = format!("The role that {} is reached through has no profile.", spelled(&orphans));
        let finding = Finding::new(Check::Profiles, Level::Warning, message);
        findings.push(finding.mended_by("Give it one: portico profiles sync"));
    }
    if findings.is_empty() {
        let message = match config.ours.len() {
            1 => "The one profile that Portico wrote is as it should be.".to_owned(),
            count => format!("All {count} profiles that Portico wrote are as they should be."),
        };
        findings.push(Finding::good(Check::Profiles, message));
    }
    findings
}

fn restored(message: String, profiles: Vec<ProfileName>) -> Finding {
    Finding::new(Check::Profiles, Level::Warning, message)
        .mended_by("See the difference with portico profiles plan, and have it written anew: portico doctor --repair")
        .repaired_by(Repair::Restore { profiles })
}

fn spelled(names: &[ProfileName]) -> String {
    let first: Vec<&str> = names.iter().take(SPELLED).map(ProfileName::as_str).collect();
    let word = if names.len() == 1 { "profile" } else { "each of the profiles" };
    match names.len().saturating_sub(SPELLED) {
        0 => format!("{word} {}", first.join(", ")),
        more => format!("{word} {} and {more} more", first.join(", ")),
    }
}
