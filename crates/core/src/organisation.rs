//! What an organisation has fixed for every person of a machine: one file that only an administrator can write.
//!
//! Rules: it wins over the person's settings; a file that is there and cannot be understood fixes everything it could fix at
//! its strictest, because somebody meant something by it. `PORTICO_HOME` does not move it.

use std::path::{Path, PathBuf};

use toml_edit::DocumentMut;

use crate::disk;

/// What is fixed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Organisation {
    /// Whether one may sign in with a code typed into a browser elsewhere; `None` leaves it to the person.
    pub device_code: Option<bool>,
}

impl Organisation {
    /// Where the file of this machine is: `/etc/portico`, `/Library/Application Support/Portico` or
    /// `%ProgramData%\Portico`.
    #[must_use]
    pub fn path() -> PathBuf {
        let folder = if cfg!(windows) {
            r"C:\ProgramData\Portico"
        } else if cfg!(target_os = "macos") {
            "/Library/Application Support/Portico"
        } else {
            "/etc/portico"
        };
        Path::new(folder).join("organisation.toml")
    }

    /// Reads a file; one that is not there fixes nothing.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        let strictest = |why: String| {
            tracing::warn!(path = %path.display(), why, "the organisation's file cannot be used; all is fixed");
            Self { device_code: Some(false) }
        };
        let text = match disk::read_text(path) {
            Ok(None) => return Self::default(),
            Ok(Some(text)) => text,
            Err(error) => return strictest(error.to_string()),
        };
        let document: DocumentMut = match text.parse() {
            Ok(document) => document,
            Err(error) => return strictest(error.to_string()),
        };
        match document.get("device_code") {
            None => Self::default(),
            Some(item) => match item.as_bool() {
                Some(allowed) => Self { device_code: Some(allowed) },
                None => strictest("device_code must be true or false".to_owned()),
            },
        }
    }

    /// Whether one may sign in with a code.
    #[must_use]
    pub fn allows_device_code(&self) -> bool {
        self.device_code.unwrap_or(true)
    }

    /// The names of the settings that are fixed.
    #[must_use]
    pub fn fixed(&self) -> Vec<String> {
        self.device_code.map(|_| "device_code".to_owned()).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_understood_forbids() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("organisation.toml");
        assert!(Organisation::read(&path).allows_device_code(), "there is no file");
        for (text, allowed) in [
            ("", true),
            ("device_code = true", true),
            ("device_code = false", false),
            ("device_code = 0", false),
            ("de{", false),
        ] {
            disk::write_atomic(&path, text.as_bytes()).expect("written");
            assert_eq!(Organisation::read(&path).allows_device_code(), allowed, "{text}");
        }
    }
}
