//! Values larger than one item of a keychain: chunks under names of their own, and a header under the entry's name.
//!
//! Rules: the header is written last and is the only thing that makes chunks a value; a new value goes to the slot the
//! header does not point at; while a header stands, its chunks stand. So whoever reads in the middle, or after the
//! writer was killed at any point, finds the old value or the new one, whole. Chunks are written from the first to the
//! last and deleted from the last to the first: what a killed writer leaves has no gaps, and the next one finds it.

use portico_model::Secret;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::entry;
use super::store::{Fault, Store};

/// Starts a header. A value that starts so is divided however short it is, and so never taken for one.
const MARK: &str = "portico-chunks ";
/// The only format so far.
const FORMAT: u32 = 1;
/// Both slots.
const SLOTS: [u8; 2] = [0, 1];
/// How often a reader follows a header that changes under its eyes.
const PATIENCE: u32 = 16;

/// What stands under the entry's own name, after [`MARK`], as JSON.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
struct Header {
    format: u32,
    /// Where the chunks are: 0 or 1.
    slot: u8,
    /// Grows with each divided value of the entry.
    generation: u64,
    /// How many chunks.
    n: usize,
    /// Of the whole value, in bytes.
    length: usize,
    /// Of the whole value, in hexadecimal.
    sha256: String,
}

/// What stands under the entry's own name.
enum Own {
    Nothing,
    Whole(Secret<Vec<u8>>),
    Divided(Header),
    /// A header that this version cannot follow, and why; it can be replaced.
    Foreign(&'static str),
}

/// How a change ended.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Change {
    Made,
    /// It touches several items: it is made only by whoever holds the lock of the entry.
    NeedsLock,
}

/// One entry of a store.
pub(super) struct Place<'a> {
    pub(super) store: &'a dyn Store,
    pub(super) service: &'a str,
    pub(super) user: &'a str,
}

impl Place<'_> {
    /// The value, whole.
    ///
    /// # Errors
    /// When the store refuses, or has lost a part of the value: [`Fault::Lost`].
    pub(super) fn read(&self) -> Result<Option<Secret<Vec<u8>>>, Fault> {
        let mut before: Option<Header> = None;
        for _ in 0..PATIENCE {
            let header = match self.own()? {
                Own::Nothing => return Ok(None),
                Own::Whole(value) => return Ok(Some(value)),
                Own::Divided(header) => header,
                Own::Foreign(why) => return Err(Fault::Failed(why.to_owned())),
            };
            if let Some(value) = self.gather(&header)? {
                return Ok(Some(value));
            }
            // A writer may have turned to the other slot meanwhile; if not, the chunks are gone for good.
            if before.as_ref() == Some(&header) {
                return Err(Fault::Lost);
            }
            before = Some(header);
        }
        Err(Fault::Failed("another program changes the entry without pause".to_owned()))
    }

    /// Stores a value. Without the lock (`is_alone` is false) only what is one item before and after.
    ///
    /// # Errors
    /// When the store refuses; the old value then stands, unless the very last write answered with an error.
    pub(super) fn write(&self, value: &[u8], is_alone: bool) -> Result<Change, Fault> {
        let fits = value.len() <= self.store.room() && !value.starts_with(MARK.as_bytes());
        let old = self.own_header()?;
        if !is_alone && (!fits || old.is_some() || self.has_leftovers()?) {
            return Ok(Change::NeedsLock);
        }
        let kept = if fits {
            self.store.set(self.service, self.user, value)?;
            None
        } else {
            Some(self.divide(value, old.as_ref())?)
        };
        if is_alone && let Err(fault) = self.sweep(old.as_ref(), kept.as_ref()) {
            tracing::warn!(?fault, "parts of an older value stay in the keychain until the next change");
        }
        Ok(Change::Made)
    }

    /// Removes the value and every chunk of it, also those that a killed writer left.
    ///
    /// # Errors
    /// When the store refuses; another try removes the rest.
    pub(super) fn remove(&self) -> Result<(), Fault> {
        let old = self.own_header()?;
        self.store.delete(self.service, self.user)?;
        self.sweep(old.as_ref(), None)
    }

    fn own(&self) -> Result<Own, Fault> {
        let Some(value) = self.store.get(self.service, self.user)? else { return Ok(Own::Nothing) };
        let Some(text) = value.expose().strip_prefix(MARK.as_bytes()) else { return Ok(Own::Whole(value)) };
        Ok(match serde_json::from_slice::<Header>(text) {
            Ok(header) if header.format == FORMAT && SLOTS.contains(&header.slot) => Own::Divided(header),
            Ok(_) => Own::Foreign("a newer Portico wrote this entry"),
            Err(_) => Own::Foreign("the header of a divided value is malformed"),
        })
    }

    fn own_header(&self) -> Result<Option<Header>, Fault> {
        match self.own() {
            Ok(Own::Divided(header)) => Ok(Some(header)),
            Ok(Own::Nothing | Own::Whole(_) | Own::Foreign(_)) => Ok(None),
            // What is lost can still be replaced or removed.
            Err(fault) if is_loss(&fault) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// The value of `header`, or `None` when its chunks are not all there.
    fn gather(&self, header: &Header) -> Result<Option<Secret<Vec<u8>>>, Fault> {
        let (mut chunks, mut length) = (Vec::new(), 0);
        for index in 0..header.n {
            let Some(chunk) = self.store.get(self.service, &self.name(header.slot, index))? else {
                return Ok(None);
            };
            length += chunk.expose().len();
            if length > header.length {
                return Ok(None);
            }
            chunks.push(chunk);
        }
        // Allocated once: a vector that grows leaves copies behind that nobody wipes.
        let mut bytes = Vec::with_capacity(length);
        for chunk in &chunks {
            bytes.extend_from_slice(chunk.expose());
        }
        let value = Secret::new(bytes);
        let is_whole = length == header.length && digest(value.expose()) == header.sha256;
        Ok(is_whole.then_some(value))
    }

    /// Writes the chunks, reads them back, and then turns the header to them.
    fn divide(&self, value: &[u8], old: Option<&Header>) -> Result<Header, Fault> {
        let slot = old.map_or(0, |old| 1 - old.slot);
        // Some keychains keep text in two bytes a letter; a quarter less than the limit leaves air for their own.
        let size = (self.store.room().min(super::store::ITEM) / 64).saturating_sub(1).max(1) * 64;
        let chunks: Vec<&[u8]> = value.chunks(size).collect();
        for (index, chunk) in chunks.iter().enumerate() {
            self.store.set(self.service, &self.name(slot, index), chunk)?;
        }
        let header = Header {
            format: FORMAT,
            slot,
            generation: old.map_or(0, |old| old.generation).saturating_add(1),
            n: chunks.len(),
            length: value.len(),
            sha256: digest(value),
        };
        if self.gather(&header)?.is_none() {
            return Err(Fault::Failed("it did not keep what it was given".to_owned()));
        }
        let text = serde_json::to_string(&header).map_err(|error| Fault::Failed(error.to_string()))?;
        self.store.set(self.service, self.user, format!("{MARK}{text}").as_bytes())?;
        Ok(header)
    }

    /// Deletes every chunk but those of `kept`. Of `old` it is known how many there are at least.
    fn sweep(&self, old: Option<&Header>, kept: Option<&Header>) -> Result<(), Fault> {
        for slot in SLOTS {
            let of = |header: Option<&Header>| header.filter(|one| one.slot == slot).map_or(0, |one| one.n);
            let first = of(kept);
            let mut end = first.max(of(old));
            while self.is_there(slot, end)? {
                end += 1;
            }
            for index in (first..end).rev() {
                self.store.delete(self.service, &self.name(slot, index))?;
            }
        }
        Ok(())
    }

    fn has_leftovers(&self) -> Result<bool, Fault> {
        for slot in SLOTS {
            if self.is_there(slot, 0)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_there(&self, slot: u8, index: usize) -> Result<bool, Fault> {
        match self.store.get(self.service, &self.name(slot, index)) {
            Ok(chunk) => Ok(chunk.is_some()),
            Err(fault) if is_loss(&fault) => Ok(true),
            Err(fault) => Err(fault),
        }
    }

    fn name(&self, slot: u8, index: usize) -> String {
        entry::chunk(self.user, slot, index)
    }
}

fn is_loss(fault: &Fault) -> bool {
    matches!(fault, Fault::Lost | Fault::Damaged { is_key: false, .. })
}

fn digest(value: &[u8]) -> String {
    Sha256::digest(value).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
