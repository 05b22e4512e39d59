//! The line below a section's header that tells what Portico wrote, so that an edit by something else shows.
//!
//! Rule: a setting that Portico never writes may be added by anybody and stays; whatever decides whose credentials a
//! profile gets must be as it was written.

use sha2::{Digest, Sha256};

use super::ini::{self, Kind, Section};

/// What the line begins with. No `=` and no `:`, see `ini::NOTE`.
const MARK: &str = "# portico ";
/// What follows for a profile that `profiles sync` looks after.
const SYNCED: &str = "sync ";
/// What the other lines of Portico's begin with: those that tell what a profile's settings cannot.
pub(super) const PARENT: &str = "# parent ";
/// See [`PARENT`].
pub(super) const PORTAL: &str = "# portal ";

/// The settings of a profile that Portico writes; they are replaced when it writes the profile again.
const WRITTEN: [&str; 13] = [
    "credential_process",
    "sso_session",
    "sso_account_id",
    "sso_role_name",
    "sso_start_url",
    "sso_region",
    "role_arn",
    "source_profile",
    "external_id",
    "role_session_name",
    "mfa_serial",
    "duration_seconds",
    "services",
];
/// One more of them, which anybody may change: it decides nothing but where.
const REGION: &str = "region";
/// Settings that Portico never writes into its block and that decide whose credentials a tool takes.
const DECISIVE: [&str; 5] = [
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "credential_source",
    "web_identity_token_file",
];

/// What a seal says.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Seal {
    /// Whether `profiles sync` looks after the profile.
    pub(super) synced: bool,
    /// Whether the section is as Portico wrote it, apart from what may be added.
    pub(super) intact: bool,
}

/// The text of a section, header first, with its seal below the header in place of the one it may have.
pub(super) fn sealed(kind: Kind, name: &str, text: &str, synced: bool, line_end: &str) -> String {
    let header = text.find(['\n', '\r']).map_or(text, |at| &text[..at]);
    let digest = digest(kind, name, text);
    let synced = if synced { SYNCED } else { "" };
    let rest = ini::body(text).map(|line| line.text).filter(|line| !line.starts_with(MARK));
    std::iter::once(format!("{header}{line_end}{MARK}{synced}{digest}{line_end}").as_str())
        .chain(rest)
        .collect()
}

/// What the seal of a section says; nothing good when it has none.
pub(super) fn read(section: &Section<'_>) -> Seal {
    let Some(words) = ini::comment(&section.text, MARK) else { return Seal::default() };
    let found = words.strip_prefix(SYNCED).unwrap_or(words);
    Seal {
        synced: found.len() < words.len(),
        intact: found == digest(section.kind, section.name, &section.text),
    }
}

/// The digest that the seal of a section's text holds, be it still right or not; it tells what Portico wrote.
pub(super) fn claimed(text: &str) -> Option<&str> {
    let words = ini::comment(text, MARK)?;
    Some(words.strip_prefix(SYNCED).unwrap_or(words))
}

/// The lines of a profile's section that are not Portico's, as they are; the Region's is, when it `sets_region`.
pub(super) fn additions(text: &str, sets_region: bool) -> String {
    let is_ours = |line: &ini::BodyLine<'_>| match &line.key {
        Some(key) => key == REGION && sets_region || WRITTEN.contains(&key.as_str()),
        None => [MARK, PARENT, PORTAL].iter().any(|mark| line.text.starts_with(mark)),
    };
    ini::body(text).filter(|line| !is_ours(line)).map(|line| line.text).collect()
}

/// Whether the first setting of some [`additions`] is indented; those below are never more so.
pub(super) fn is_indented(additions: &str) -> bool {
    let is_setting = |line: &&str| {
        let words = line.trim_matches(ini::is_space);
        !words.is_empty() && !words.starts_with(['#', ';'])
    };
    let first = additions.split(['\n', '\r']).find(is_setting);
    first.is_some_and(|line| line.starts_with(ini::is_space))
}

fn digest(kind: Kind, name: &str, text: &str) -> String {
    let mut hash = Sha256::new_with_prefix(name);
    for line in ini::body(text) {
        let Some(key) = &line.key else { continue };
        if kind == Kind::Profile && !decides(key) {
            continue;
        }
        let words = line.text.trim_matches(ini::is_space);
        hash.update("\n");
        match words.split_once(['=', ':']).filter(|_| line.begins) {
            Some((_, value)) => {
                hash.update(key);
                hash.update("=");
                hash.update(value.trim_start_matches(ini::is_space));
            }
            None => hash.update(words),
        }
    }
    hash.finalize()[..6].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn decides(key: &str) -> bool {
    WRITTEN.contains(&key) || DECISIVE.contains(&key)
}
