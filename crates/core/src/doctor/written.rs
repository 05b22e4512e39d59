//! The profiles that Portico wrote: edited by something else, without their parent, or for a program that is gone.

use super::{Check, Finding, Level, Repair};
use crate::disk;
use crate::profiles::{ProfileEntry, ProfileName, Sections};
use crate::words::Words;

/// How many names a sentence spells out.
const SPELLED: usize = 5;

/// Looks at the profiles in Portico's block of the configuration file.
pub(super) fn check(config: &Sections, words: &Words) -> Vec<Finding> {
    if config.ours.is_empty() {
        return vec![
            Finding::new(Check::Profiles, Level::Note, words.nothing_written())
                .mended_by(words.nothing_written_remedy()),
        ];
    }
    let mut findings = Vec::new();
    let those = |is: &dyn Fn(&ProfileEntry) -> bool| -> Vec<ProfileName> {
        config.ours.iter().filter(|entry| is(entry)).map(|entry| entry.profile.clone()).collect()
    };
    let of_sync = those(&|entry| entry.edited && entry.synced);
    if !of_sync.is_empty() {
        let message = words.edited(of_sync.len(), spelled(&of_sync, words));
        findings.push(restored(message, of_sync, words));
    }
    let by_hand = those(&|entry| entry.edited && !entry.synced);
    if !by_hand.is_empty() {
        let message = words.edited(by_hand.len(), spelled(&by_hand, words));
        let finding = Finding::new(Check::Profiles, Level::Warning, message);
        findings.push(finding.mended_by(words.edited_by_hand_remedy()));
    }
    let gone = those(&|entry| config.program(entry).is_some_and(|program| !disk::is_program(program)));
    if !gone.is_empty() {
        let message = words.program_gone(gone.len(), spelled(&gone, words));
        let level = Level::Problem;
        findings.push(Finding { level, ..restored(message, gone, words) });
    }
    let orphans = those(&|entry| entry.parent_missing);
    if !orphans.is_empty() {
        let message = words.parent_missing(orphans.len(), spelled(&orphans, words));
        let finding = Finding::new(Check::Profiles, Level::Warning, message);
        findings.push(finding.mended_by(words.parent_missing_remedy()));
    }
    if findings.is_empty() {
        findings.push(Finding::good(Check::Profiles, words.profiles_good(config.ours.len())));
    }
    findings
}

fn restored(message: String, profiles: Vec<ProfileName>, words: &Words) -> Finding {
    Finding::new(Check::Profiles, Level::Warning, message)
        .mended_by(words.restored_remedy())
        .repaired_by(Repair::Restore { profiles })
}

fn spelled(names: &[ProfileName], words: &Words) -> String {
    let first: Vec<&str> = names.iter().take(SPELLED).map(ProfileName::as_str).collect();
    match names.len().saturating_sub(SPELLED) {
        0 => first.join(", "),
        more => words.names_and_more(first.join(", "), more),
    }
}
