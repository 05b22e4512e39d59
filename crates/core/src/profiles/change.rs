//! What shall be different, and the file's next text: one pass, however many profiles.
//!
//! Rule: a change is apart from the file it is made to, so that it can be worked out again on newer bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::block::Block;
use super::ini::{Document, Kind, SIZE_LIMIT};
use super::name::ProfileName;
use super::wish::{Source, Wish};
use super::{AwsFiles, ProfileEntry, seal, wish};
use crate::disk::foreign;
use crate::error::{Error, Result};
use crate::role::RoleKey;

/// What shall be different.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Profiles to add, or to write anew where the same role has them.
    pub put: Vec<Wish>,
    /// Profiles to take out; one that is not there is as it should be.
    pub remove: Vec<ProfileName>,
}

/// What becomes of one profile.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    /// Which one.
    pub profile: ProfileName,
    /// Of which role; none where a hand has made that unreadable.
    pub key: Option<RoleKey>,
    /// What.
    pub what: What,
}

/// See [`Step`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum What {
    /// It was not there.
    Added,
    /// It was there in another form.
    Changed,
    /// The same, and something other than Portico had edited it: that is undone.
    Restored,
    /// It is there as wished.
    Kept,
    /// It goes.
    Removed,
}

/// A text worked out, and how it comes about.
pub(super) struct Edit {
    pub(super) text: String,
    pub(super) steps: Vec<Step>,
}

impl Change {
    /// The change that puts one profile.
    #[must_use]
    pub fn of(wish: Wish) -> Self {
        Self { put: vec![wish], remove: Vec::new() }
    }

    /// The file's next text.
    pub(super) fn edit(&self, files: &AwsFiles, bytes: &[u8]) -> Result<Edit> {
        let document = Document::parse(&files.config, bytes)?;
        let names = Names::of(files, &document)?;
        let mut block = Block::of(&document);
        let mut steps = Vec::new();
        for profile in &self.remove {
            if block.remove(profile) {
                steps.push(Step { profile: profile.clone(), key: names.key(profile), what: What::Removed });
            }
        }
        let before: Vec<Option<String>> =
            self.put.iter().map(|wish| block.text(Kind::Profile, wish.profile.as_str())).collect();
        self.put_all(&document, &names, &mut block)?;
        block.link(document.line_end());
        block.drop_unused(&document);
        for (wish, before) in self.put.iter().zip(&before) {
            let after = block.text(Kind::Profile, wish.profile.as_str());
            let what = match before {
                None => What::Added,
                Some(_) if *before == after => What::Kept,
                Some(_) if names.is_edited(&wish.profile) => What::Restored,
                Some(_) => What::Changed,
            };
            steps.push(Step { profile: wish.profile.clone(), key: Some(wish.key.clone()), what });
        }
        let text = document.with_block(&block.into_texts());
        Document::parse(&files.config, text.as_bytes()).map_err(|error| {
            Error::internal("Portico worked out a file it would refuse.").caused_by(error)
        })?;
        Ok(Edit { text, steps })
    }

    fn put_all(&self, document: &Document<'_>, names: &Names<'_>, block: &mut Block<'_>) -> Result<()> {
        let mut put = BTreeSet::new();
        for wish in &self.put {
            names.check(&wish.profile)?;
            names.check_role(wish, &self.remove)?;
            if !put.insert(wish.profile.as_str().to_ascii_lowercase()) {
                return Err(twice(&wish.profile));
            }
            let there = block.last_text(Kind::Profile, wish.profile.as_str());
            let additions = there.map(|text| seal::additions(text, wish.region.is_some()));
            let additions = additions.unwrap_or_default();
            let drafts = wish.drafts(document.line_end(), &additions)?;
            for draft in drafts.iter().filter(|draft| draft.kind != Kind::Profile) {
                names.check_shared(draft.kind, &draft.name)?;
            }
            block.put(drafts, &wish.entry());
        }
        Ok(())
    }
}

/// Who has which name, in both files; looked up without regard to quotes and case, as some tools do.
pub(super) struct Names<'f> {
    files: &'f AwsFiles,
    foreign: BTreeMap<(Kind, String), usize>,
    credentials: BTreeMap<String, usize>,
    ours: BTreeMap<String, (String, Option<ProfileEntry>)>,
    /// What the seals say of the profiles of `profiles sync` that something else has edited.
    drifted: BTreeMap<String, String>,
}

impl<'f> Names<'f> {
    /// In the files as they are now.
    pub(super) fn read(files: &'f AwsFiles) -> Result<Self> {
        let config = foreign::read(&files.config, SIZE_LIMIT)?;
        Self::of(files, &Document::parse(&files.config, config.bytes())?)
    }

    fn of(files: &'f AwsFiles, document: &Document<'_>) -> Result<Self> {
        let credentials = foreign::read(&files.credentials, SIZE_LIMIT)?;
        let credentials = Document::parse(&files.credentials, credentials.bytes())?;
        let (mut others, mut ours, mut drifted) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for section in document.sections() {
            let name = section.name.to_ascii_lowercase();
            if !section.ours {
                others.entry((section.kind, name)).or_insert(section.line);
            } else if section.kind == Kind::Profile {
                let entry = wish::entry(section);
                let is_drifted = entry.as_ref().is_some_and(|entry| entry.edited && entry.synced);
                if let Some(digest) = seal::claimed(&section.text).filter(|_| is_drifted) {
                    drifted.entry(name.clone()).or_insert_with(|| digest.to_owned());
                }
                ours.entry(name).or_insert_with(|| (section.name.to_owned(), entry));
            }
        }
        let mut taken = BTreeMap::new();
        for section in credentials.sections() {
            taken.entry(section.name.to_ascii_lowercase()).or_insert(section.line);
        }
        Ok(Self { files, foreign: others, credentials: taken, ours, drifted })
    }

    /// The profiles of the block that can be read.
    pub(super) fn entries(&self) -> impl Iterator<Item = &ProfileEntry> {
        self.ours.values().filter_map(|(_, entry)| entry.as_ref())
    }

    /// Whether the name stands outside the block, or in the block as a profile that cannot be read.
    pub(super) fn is_foreign(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        self.ours.get(&name).is_some_and(|(_, entry)| entry.is_none())
            || self.credentials.contains_key(&name)
            || self.foreign.contains_key(&(Kind::Profile, name))
    }

    /// The profiles of `profiles sync` that something else has edited.
    pub(super) fn drifted(&self) -> impl Iterator<Item = &ProfileEntry> {
        self.drifted.keys().filter_map(|name| self.ours.get(name)?.1.as_ref())
    }

    /// Whether the profile that has the name of `wish` is one that Portico wrote for the same role, and that something
    /// else has edited since, whatever it says now.
    pub(super) fn was_for(&self, wish: &Wish) -> Result<bool> {
        let Some(found) = self.drifted.get(&wish.profile.as_str().to_ascii_lowercase()) else {
            return Ok(false);
        };
        for source in [wish.source.clone(), Source::Session, Source::Legacy] {
            let written = Wish { source, synced: true, ..wish.clone() };
            if written.seal()?.as_ref() == Some(found) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The role of a profile of the block.
    fn key(&self, name: &ProfileName) -> Option<RoleKey> {
        let (_, entry) = self.ours.get(&name.as_str().to_ascii_lowercase())?;
        entry.as_ref().map(|entry| entry.key.clone())
    }

    fn is_edited(&self, name: &ProfileName) -> bool {
        let found = self.ours.get(&name.as_str().to_ascii_lowercase());
        found.is_some_and(|(_, entry)| entry.as_ref().is_none_or(|entry| entry.edited))
    }

    /// Refuses a name that stands outside the block, in any spelling, in either file.
    fn check(&self, name: &ProfileName) -> Result<()> {
        self.check_shared(Kind::Profile, name.as_str())?;
        match self.credentials.get(&name.as_str().to_ascii_lowercase()) {
            Some(line) => Err(taken(&self.files.credentials, *line, name.as_str())),
            None => Ok(()),
        }
    }

    fn check_shared(&self, kind: Kind, name: &str) -> Result<()> {
        match self.foreign.get(&(kind, name.to_ascii_lowercase())) {
            Some(line) => Err(taken(&self.files.config, *line, name)),
            None => Ok(()),
        }
    }

    /// Refuses to turn a profile quietly into another role's: whoever uses it would land in the wrong account. `default`
    /// is asked for by itself and may move, and one that somebody else turned may be turned back.
    fn check_role(&self, wish: &Wish, gone: &[ProfileName]) -> Result<()> {
        let (name, key) = (&wish.profile, &wish.key);
        let Some((spelled, entry)) = self.ours.get(&name.as_str().to_ascii_lowercase()) else {
            return Ok(());
        };
        match entry {
            Some(entry) if entry.profile == *name && (entry.key == *key || name.is_default()) => Ok(()),
            Some(entry) if gone.contains(&entry.profile) || self.was_for(wish)? => Ok(()),
            Some(entry) => Err(Error::invalid(
                format!("Profile {} is already {}.", entry.profile, entry.key),
                "Choose another name with --name, or remove that profile first: portico profiles remove.",
            )),
            // Nobody can tell whose it was: it is a hand's, and replacing it is what the wish says.
            None if spelled == name.as_str() => Ok(()),
            None => Err(Error::invalid(
                format!(
                    "A profile called {spelled} is there already, and {name} differs from it in case only."
                ),
                "Choose another name with --name.",
            )),
        }
    }
}

fn taken(path: &Path, line: usize, name: &str) -> Error {
    let remedy = if name == ProfileName::of_default().as_str() {
        "Rename that section, or leave the default profile to whoever wrote it."
    } else {
        "Choose another name with --name, or rename that section."
    };
    Error::invalid(
        format!("{} has a section called {name} at line {line} that Portico did not write.", path.display()),
        remedy,
    )
}

fn twice(name: &ProfileName) -> Error {
    Error::internal(format!("Two roles were given the profile name {name}."))
}
