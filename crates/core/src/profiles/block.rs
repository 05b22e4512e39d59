//! The block to be: its sections by kind and name, which is the order they are written in.
//!
//! Rule: a section that nobody asked to change stays byte for byte.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::ini::{Document, Kind, Section};
use super::name::ProfileName;
use super::wish::{self, Draft};
use super::{ProfileEntry, ProfileForm, chain};
use crate::role::RoleKey;

/// A section, as kind and name.
pub(super) type Reference = (Kind, String);

/// The sections of the block. A hand may have written two of one name (with and without quotes); both stay.
pub(super) struct Block<'t> {
    sections: BTreeMap<Reference, Vec<Part<'t>>>,
}

/// One section.
struct Part<'t> {
    text: Cow<'t, str>,
    needs: Vec<Reference>,
    entry: Option<ProfileEntry>,
}

impl<'t> Block<'t> {
    pub(super) fn of(document: &Document<'t>) -> Self {
        let mut sections: BTreeMap<Reference, Vec<Part<'t>>> = BTreeMap::new();
        for section in document.ours() {
            let part =
                Part { text: section.text.clone(), needs: needs(section), entry: wish::entry(section) };
            sections.entry((section.kind, section.name.to_owned())).or_default().push(part);
        }
        Self { sections }
    }

    /// The text of a section.
    pub(super) fn text(&self, kind: Kind, name: &str) -> Option<String> {
        let parts = self.sections.get(&(kind, name.to_owned()))?;
        Some(parts.iter().map(|part| &*part.text).collect())
    }

    /// The text of a section; of several of one name the last one's, which tools take the settings of.
    pub(super) fn last_text(&self, kind: Kind, name: &str) -> Option<&str> {
        self.sections.get(&(kind, name.to_owned()))?.last().map(|part| &*part.text)
    }

    /// Puts these sections in the place of those of the same kind and name; the last one is the profile of `entry`.
    pub(super) fn put(&mut self, drafts: Vec<Draft>, entry: &ProfileEntry) {
        let shared: Vec<Reference> = drafts
            .iter()
            .filter(|draft| draft.kind != Kind::Profile)
            .map(|draft| (draft.kind, draft.name.clone()))
            .collect();
        for Draft { kind, name, text } in drafts {
            let is_profile = kind == Kind::Profile;
            let (needs, entry) =
                if is_profile { (shared.clone(), Some(entry.clone())) } else { (Vec::new(), None) };
            self.sections.insert((kind, name), vec![Part { text: Cow::Owned(text), needs, entry }]);
        }
    }

    /// Takes a profile out; says whether there was one.
    pub(super) fn remove(&mut self, name: &ProfileName) -> bool {
        self.sections.remove(&(Kind::Profile, name.as_str().to_owned())).is_some()
    }

    /// Gives each chained profile the profile that its parent has now, or the mark that it has none. One that something
    /// else edited is left as it is.
    pub(super) fn link(&mut self, line_end: &str) {
        let sources = self.sources();
        for ((_, name), parts) in &mut self.sections {
            for part in parts {
                let Some(entry) = part.entry.as_ref() else { continue };
                if entry.form == ProfileForm::Chain && !entry.edited {
                    let source = sources.get(&entry.key);
                    let next = chain::linked(name, &part.text, &entry.key, source, entry.synced, line_end);
                    if next != part.text {
                        part.text = Cow::Owned(next);
                    }
                }
            }
        }
    }

    /// The profile of each role, the first by name where it has several.
    fn sources(&self) -> BTreeMap<RoleKey, ProfileName> {
        let mut sources = BTreeMap::new();
        for entry in self.sections.values().flatten().filter_map(|part| part.entry.as_ref()) {
            if entry.form != ProfileForm::Chain {
                sources.entry(entry.key.clone()).or_insert_with(|| entry.profile.clone());
            }
        }
        sources
    }

    /// Drops the shared sections of Portico's that nothing refers to any more.
    pub(super) fn drop_unused(&mut self, document: &Document<'_>) {
        let foreign = document.sections().iter().filter(|section| !section.ours).flat_map(needs);
        let own = self.sections.values().flatten().flat_map(|part| part.needs.iter().cloned());
        let used: BTreeSet<Reference> = foreign.chain(own).collect();
        self.sections.retain(|reference, _| {
            let is_shared = reference.0 != Kind::Profile && reference.1.starts_with("portico-");
            !is_shared || used.contains(reference)
        });
    }

    /// The texts in their order.
    pub(super) fn into_texts(self) -> Vec<String> {
        self.sections.into_values().flatten().map(|part| part.text.into_owned()).collect()
    }
}

fn needs(section: &Section<'_>) -> Vec<Reference> {
    wish::references(section).into_iter().map(|(kind, name)| (kind, name.to_owned())).collect()
}
