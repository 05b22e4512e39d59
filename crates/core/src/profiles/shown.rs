//! A file as it may be shown: what is not Portico's own may be somebody else's secret.

use std::path::Path;

use super::ini::Document;

/// Settings of Portico's own, whose values are no secret.
const OPEN: [&str; 16] = [
    "credential_process",
    "sso_session",
    "sso_account_id",
    "sso_role_name",
    "sso_start_url",
    "sso_region",
    "sso_registration_scopes",
    "region",
    "services",
    "role_arn",
    "source_profile",
    "role_session_name",
    "mfa_serial",
    "duration_seconds",
    "aws_account_id",
    "endpoint_url",
];

/// The text as it may be shown: headers, and in the block the values of Portico's own settings; every other value may
/// be a secret of somebody else and is hidden.
pub(super) fn shown(path: &Path, bytes: &[u8]) -> String {
    let Ok(document) = Document::parse(path, bytes) else { return String::new() };
    let lines = document.lines().map(|(line, ours)| {
        let line = crate::text::clean(line.trim_end_matches(['\r', '\n']), 1000);
        shown_line(&line, ours) + "\n"
    });
    lines.collect()
}

fn shown_line(line: &str, ours: bool) -> String {
    let key = line.split(['=', ':']).next().unwrap_or_default();
    let comment = line.trim_start().starts_with(['#', ';']);
    let heads_block = line.strip_suffix('=').is_some_and(|key| !key.contains(['=', ':']));
    let open = ours && (comment || heads_block || OPEN.contains(&key.trim()));
    if open || line.trim().is_empty() || line.starts_with('[') {
        line.to_owned()
    } else if comment {
        "# ...".to_owned()
    } else if key.len() < line.len() {
        format!("{} = ...", key.trim_end())
    } else {
        "  ...".to_owned()
    }
}
