//! One profile of Portico's, found without understanding the rest of the file: for prompts, which may cost nothing.
//!
//! Rule: what cannot be found this way is not told; nobody decides anything by it.

use std::path::Path;

use jiff::Timestamp;

use super::ini::{self, Document};
use super::{AwsFiles, KeysEntry, ProfileEntry, keys, wish};
use crate::disk;

/// A profile, and until when its keys are good where it has some.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Glance {
    /// The profile.
    pub entry: ProfileEntry,
    /// Of keys only.
    pub until: Option<Timestamp>,
}

/// The profile of this name, when Portico wrote it.
#[must_use]
pub fn glance(files: &AwsFiles, name: &str) -> Option<Glance> {
    of_keys(&files.credentials, name).or_else(|| of_config(&files.config, name))
}

fn of_config(path: &Path, name: &str) -> Option<Glance> {
    let bytes = disk::read_bytes(path).ok()??;
    let header = if name == "default" { "[default]".to_owned() } else { format!("[profile {name}]") };
    let section = section(&bytes, &header)?;
    let document = Document::parse(path, section).ok()?;
    Some(Glance { entry: wish::entry(document.sections().first()?)?, until: None })
}

fn of_keys(path: &Path, name: &str) -> Option<Glance> {
    let bytes = disk::read_bytes(path).ok()??;
    let section = section(&bytes, &format!("[{name}]"))?;
    let document = Document::parse(path, section).ok()?;
    let KeysEntry { entry, until } = keys::entry(document.sections().first()?)?;
    Some(Glance { entry, until: Some(until) })
}

/// The bytes from this header to the next one, or to the end of the block.
fn section<'b>(bytes: &'b [u8], header: &str) -> Option<&'b [u8]> {
    let header = header.as_bytes();
    let mut start = None;
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match start {
            None if line.trim_ascii_end() == header => start = Some(at),
            Some(start) if line.starts_with(b"[") || line.starts_with(ini::END.as_bytes()) => {
                return bytes.get(start..at);
            }
            None | Some(_) => {}
        }
        at += line.len();
    }
    bytes.get(start?..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_profile_is_found_among_many_and_what_is_not_portico_s_is_not_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let files =
            AwsFiles { config: folder.path().join("config"), credentials: folder.path().join("credentials") };
        let process = "credential_process = \"/x/portico\" credentials --portal work --account 384925016173 --role Admin";
        let config =
            format!("nonsense\n[profile mine]\nregion = x\n[profile ours]\n{process}\n{}\n", ini::END);
        disk::write_atomic(&files.config, config.as_bytes()).expect("written");
        let keys = "[tool]\n# expires 2026-11-29T12:00:00Z work 384925016173 Read\naws_access_key_id = A\n";
        disk::write_atomic(&files.credentials, keys.as_bytes()).expect("written");
        assert_eq!(glance(&files, "ours").map(|it| it.entry.key.role.to_string()).as_deref(), Some("Admin"));
        let tool = glance(&files, "tool").expect("keys of Portico's");
        assert_eq!(tool.until, "2026-11-29T12:00:00Z".parse().ok());
        assert_eq!((glance(&files, "mine"), glance(&files, "gone")), (None, None));
    }
}
