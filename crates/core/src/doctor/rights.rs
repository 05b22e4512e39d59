//! Who can read what.

use std::path::PathBuf;

use super::{Check, Finding, Level, Repair};
use crate::disk::{self, Environment, Home};
use crate::profiles::AwsFiles;
use crate::words::Words;

/// Looks at the files that hold secrets, or tell of them: Portico's own, and those of the AWS tools.
pub(super) fn check(
    home: &Home,
    environment: &Environment,
    files: Option<&AwsFiles>,
    words: &Words,
) -> Vec<Finding> {
    let mut paths: Vec<PathBuf> = home.folders().into_iter().map(ToOwned::to_owned).collect();
    paths.extend([home.settings(), home.catalog(), home.journal()]);
    paths.extend(files.map(|files| files.credentials.clone()));
    let aws = environment.home().map(|home| home.join(".aws"));
    for folder in ["sso/cache", "cli/cache", "boto/cache"] {
        let Ok(aws) = &aws else { break };
        let folder = aws.join(folder);
        let names = disk::names(&folder).unwrap_or_default();
        paths.extend(names.into_iter().filter(|name| name.ends_with(".json")).map(|name| folder.join(name)));
    }
    let shared: Vec<PathBuf> = paths.into_iter().filter(|path| disk::is_shared(path)).collect();
    let Some(first) = shared.first() else {
        return vec![Finding::good(Check::Files, words.files_good())];
    };
    let message = words.files_shared(first.display().to_string(), shared.len() - 1);
    vec![
        Finding::new(Check::Files, Level::Warning, message)
            .mended_by(words.files_shared_remedy())
            .repaired_by(Repair::Close { paths: shared }),
    ]
}
