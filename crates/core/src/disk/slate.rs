//! A small file that several processes change in place, each under its lock.
//!
//! Rule: for hints that may be lost at any moment: nothing is flushed to disk, and a killed writer may leave half of it.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::time::Duration;

use crate::disk::lock;
use crate::error::{Code, Error, Result};

/// The file, held for as long as this lives.
#[derive(Debug)]
pub struct Slate {
    file: File,
    text: String,
}

/// Between two tries; others hold it for microseconds.
const PAUSE: Duration = Duration::from_micros(200);

impl Slate {
    /// Waits for the file, at most `patience`, and reads it. One that is not there is made, and is empty.
    ///
    /// # Errors
    /// When the file cannot be made or read, or somebody holds it for longer.
    pub fn hold(path: &Path, patience: Duration) -> Result<Self> {
        let mut file = lock::open(path)?;
        let mut waited = Duration::ZERO;
        while !lock::try_once(path, &file)? {
            if waited >= patience {
                return Err(lock::held(path, patience));
            }
            std::thread::sleep(PAUSE);
            waited += PAUSE;
        }
        let mut text = String::new();
        match file.read_to_string(&mut text) {
            Ok(_) => Ok(Self { file, text }),
            // Not text: half of something, which is nothing.
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                Ok(Self { file, text: String::new() })
            }
            Err(error) => Err(unusable(&error)),
        }
    }

    /// What was in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts `text` in its place, and lets go.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn replace(mut self, text: &str) -> Result<()> {
        let mut write = || {
            self.file.rewind()?;
            self.file.write_all(text.as_bytes())?;
            self.file.set_len(text.len() as u64)
        };
        write().map_err(|error| unusable(&error))
    }
}

fn unusable(error: &std::io::Error) -> Error {
    Error::new(
        Code::FileNotWritable,
        format!("A file that Portico's programs share cannot be used: {error}."),
        "Check the free space and who owns Portico's folder.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_writes_the_next_one_reads_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep").join("slate");
        let hold = || Slate::hold(&path, Duration::from_millis(1)).expect("nobody holds it");
        assert_eq!(hold().text(), "");
        hold().replace("a long text").expect("written");
        hold().replace("short").expect("written");
        assert_eq!(hold().text(), "short");
        let held = hold();
        assert!(Slate::hold(&path, Duration::from_millis(1)).is_err(), "one at a time");
        drop(held);
        crate::disk::write_atomic(&path, b"\xff\xfe half").expect("written");
        assert_eq!(hold().text(), "", "what is no text is nothing");
    }
}
