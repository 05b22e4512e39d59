//! What AWS tools keep although it is of no use any more, and what killed programs of Portico's left behind.
//!
//! Rule: a file goes only when it says itself that it has expired, and that nothing in it can be renewed. One that cannot
//! be read, or is of another kind, stays.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;

use super::{Check, Finding, Level, Repair};
use crate::disk::{self, Environment, Home, foreign};
use crate::profiles::AwsFiles;
use crate::session::KeptByTools;
use crate::words::Words;

/// Where the AWS CLI and the SDKs keep tokens, and the CLI role credentials, below `~/.aws`.
const CACHES: [&str; 3] = ["sso/cache", "cli/cache", "boto/cache"];
/// A cached file is smaller; nobody's large file is read.
const LARGEST: usize = 1024 * 1024;

/// Looks into the caches of AWS tools and beside the files that Portico writes.
pub(super) fn check(
    home: &Home,
    environment: &Environment,
    files: Option<&AwsFiles>,
    now: Timestamp,
    words: &Words,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let aws = environment.home().map(|home| home.join(".aws"));
    let folders: Vec<PathBuf> =
        aws.iter().flat_map(|aws| CACHES.iter().map(|cache| aws.join(cache))).collect();
    let expired: Vec<PathBuf> = folders.iter().flat_map(|folder| expired(folder, now)).collect();
    if !expired.is_empty() {
        findings.push(removal(words.caches_expired(expired.len()), expired, words));
    }
    let moment = SystemTime::from(now);
    let mut left = home.leftovers(moment);
    left.extend(folders.iter().flat_map(|folder| disk::leftovers(folder, moment)));
    for path in files.iter().flat_map(|files| [&files.config, &files.credentials]) {
        left.extend(foreign::leftovers(path, moment));
    }
    if !left.is_empty() {
        findings.push(removal(words.caches_left(left.len()), left, words));
    }
    if findings.is_empty() {
        findings.push(Finding::good(Check::Caches, words.caches_good()));
    }
    findings
}

fn removal(message: String, paths: Vec<PathBuf>, words: &Words) -> Finding {
    Finding::new(Check::Caches, Level::Note, message)
        .mended_by(words.caches_remedy())
        .repaired_by(Repair::Remove { paths })
}

fn expired(folder: &Path, now: Timestamp) -> Vec<PathBuf> {
    let names = disk::names(folder).unwrap_or_default();
    let files = names.into_iter().filter(|name| name.ends_with(".json")).map(|name| folder.join(name));
    let is_expired = |path: &PathBuf| {
        let seen = foreign::read(path, LARGEST);
        seen.is_ok_and(|seen| KeptByTools::of(seen.bytes()).is_some_and(|kept| kept.is_over(now)))
    };
    files.filter(is_expired).collect()
}
