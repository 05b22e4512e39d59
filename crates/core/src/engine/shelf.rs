//! The profiles as the window looks at them, and what a template would call them.
//!
//! Rule: files may be slow, so all of it happens beside the runtime; a file that has not changed is read once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use portico_model::RoleName;

use crate::disk;
use crate::engine::exports::{beside, is_local, small};
use crate::engine::{Engine, Parts};
use crate::error::Result;
use crate::profiles::{self, Assigned, AwsFiles, Kept, Proposal, Template};
use crate::role::RoleKey;
use crate::settings::{ProfileSettings, Settings};
use crate::view::{
    Example, ExamplesView, ProfileAsk, ProfileListing, ProfileRow, ProfileState, RoleClass, SyncChoice,
    SyncView,
};

/// So many names are shown of what a template makes.
const MOST_EXAMPLES: usize = 4;

/// The profiles as last read. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf(Arc<Mutex<Option<Arc<Read>>>>);

/// What they were read from, and how each one can be found.
#[derive(Debug)]
struct Read {
    from: Origin,
    rows: Vec<(String, ProfileRow)>,
}

/// Both files, and the catalog.
#[derive(Debug, PartialEq)]
struct Origin {
    files: AwsFiles,
    stamps: [Option<disk::Stamp>; 2],
    catalog: u32,
}

impl Engine {
    /// The part of the profiles that `ask` is about.
    ///
    /// # Errors
    /// When a file cannot be read or understood; it is then told with the line.
    pub async fn profiles(&self, ask: ProfileAsk) -> Result<ProfileListing> {
        let (parts, shelf) = (self.parts.clone(), self.shelf.clone());
        beside(move || shelf.listing(&parts, &ask)).await
    }

    /// How profiles are kept in step when nothing else is said.
    ///
    /// # Errors
    /// When the settings cannot be understood.
    pub async fn usual_sync(&self) -> Result<SyncView> {
        let parts = self.parts.clone();
        beside(move || {
            let settings = ProfileSettings::load(&parts.home)?;
            Ok(SyncView {
                choice: match (&settings.query, settings.favourites) {
                    (_, true) => SyncChoice::Favourites,
                    (Some(_), false) => SyncChoice::Matches,
                    (None, false) => SyncChoice::All,
                },
                query: settings.query.unwrap_or_default(),
                template: settings.template.to_string(),
                form: settings.form.to_string(),
                usual_template: Template::default().to_string(),
            })
        })
        .await
    }

    /// What `template` would make of the roles there are.
    ///
    /// # Errors
    /// When it is none, with the place where that shows; when a file cannot be understood.
    pub async fn example_names(&self, template: String) -> Result<ExamplesView> {
        let parts = self.parts.clone();
        beside(move || examples(&parts, &template.parse()?)).await
    }
}

impl Shelf {
    fn listing(&self, parts: &Parts, ask: &ProfileAsk) -> Result<ProfileListing> {
        let files = AwsFiles::of(&parts.environment)?;
        let read = self.read(parts, &files)?;
        let count = |is: fn(&ProfileRow) -> bool| small(read.rows.iter().filter(|(_, row)| is(row)).count());
        let words: Vec<String> = ask.query.split_whitespace().map(str::to_lowercase).collect();
        let found: Vec<&ProfileRow> =
            read.rows.iter().filter(|(text, row)| fits(ask, &words, text, row)).map(|(_, row)| row).collect();
        let from = ask.from.min(small(found.len()));
        let rows = found.iter().skip(from as usize).take(ask.count as usize);
        Ok(ProfileListing {
            path: parts.environment.short(&files.config),
            all: small(read.rows.len()),
            edited: count(|row| row.edited),
            role_gone: count(|row| row.role_gone),
            parent_missing: count(|row| row.parent_missing),
            total: small(found.len()),
            from,
            rows: rows.map(|row| (*row).clone()).collect(),
            undoable: profiles::can_undo(&parts.home, &files),
        })
    }

    fn read(&self, parts: &Parts, files: &AwsFiles) -> Result<Arc<Read>> {
        let from =
            Origin { files: files.clone(), stamps: files.stamps(), catalog: parts.catalog.glance().version };
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(read) = held.as_ref().filter(|read| read.from == from) {
            return Ok(Arc::clone(read));
        }
        let assigned = Assigned::of(&parts.catalog)?;
        let accounts = parts.catalog.entries(None)?;
        let titles: BTreeMap<_, _> =
            accounts.iter().map(|entry| ((&entry.portal, &entry.account), entry.title())).collect();
        let row = |kept: Kept| {
            let title = titles.get(&(&kept.entry.key.portal, &kept.entry.key.account));
            let row = row(&kept, title.map_or("", |title| title), |role| parts.catalog.class(role));
            (text_of(&row), row)
        };
        let rows = profiles::kept(files, &assigned)?.into_iter().map(row).collect();
        let read = Arc::new(Read { from, rows });
        *held = Some(Arc::clone(&read));
        Ok(read)
    }
}

fn fits(ask: &ProfileAsk, words: &[String], text: &str, row: &ProfileRow) -> bool {
    let stands = match ask.only {
        None => true,
        Some(ProfileState::Edited) => row.edited,
        Some(ProfileState::RoleGone) => row.role_gone,
        Some(ProfileState::ParentMissing) => row.parent_missing,
    };
    stands && words.iter().all(|word| text.contains(word.as_str()))
}

fn row(
    Kept { entry, role_gone, until }: &Kept,
    title: &str,
    class: impl Fn(&RoleName) -> RoleClass,
) -> ProfileRow {
    let RoleKey { portal, account, role } = &entry.key;
    ProfileRow {
        profile: entry.profile.to_string(),
        portal: portal.to_string(),
        account: account.to_string(),
        number: account.grouped(),
        title: title.to_owned(),
        class: class(role),
        role: role.to_string(),
        form: entry.form.to_string(),
        region: entry.region.as_ref().map(ToString::to_string),
        synced: entry.synced,
        edited: entry.edited,
        role_gone: *role_gone,
        parent_missing: entry.parent_missing,
        until: until.map(jiff::Timestamp::as_second),
    }
}

/// What a profile is found by.
fn text_of(row: &ProfileRow) -> String {
    let ProfileRow { profile, portal, account, number, title, role, form, .. } = row;
    format!("{profile} {title} {account} {number} {role} {portal} {form}").to_lowercase()
}

fn examples(parts: &Parts, template: &Template) -> Result<ExamplesView> {
    let files = AwsFiles::of(&parts.environment)?;
    let portals = Settings::load(&parts.home)?.portals;
    let accounts = parts.catalog.entries(None)?;
    let roles = profiles::roles(&accounts, |account| is_local(&portals, &account.portal));
    let proposals = profiles::proposals(&files, template, &roles)?;
    let example = |at: usize| Example {
        title: roles[at].account.title().into_owned(),
        role: roles[at].role.to_string(),
        profile: proposals[at].profile.to_string(),
        told_apart: proposals[at].told_apart,
    };
    Ok(ExamplesView {
        examples: telling(&proposals).into_iter().map(example).collect(),
        total: small(proposals.len()),
        told_apart: small(proposals.iter().filter(|one| one.told_apart).count()),
    })
}

/// The places of a few names that differ most: the first ones, one that was told apart, and the longest.
fn telling(proposals: &[Proposal]) -> Vec<usize> {
    let longest = (0..proposals.len()).max_by_key(|at| proposals[*at].profile.as_str().len());
    let apart = proposals.iter().position(|one| one.told_apart);
    let mut places: Vec<usize> = [longest, apart].into_iter().flatten().collect();
    places.extend(0..proposals.len());
    let mut chosen: Vec<usize> = Vec::new();
    for place in places {
        if chosen.len() < MOST_EXAMPLES && !chosen.contains(&place) {
            chosen.push(place);
        }
    }
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_names_tell_the_most() {
        let proposal =
            |name: &str, told_apart| Proposal { profile: name.parse().expect("a name"), told_apart };
        let few = [proposal("b", false), proposal("a", false)];
        assert_eq!(telling(&few), [0, 1]);
        let mut many: Vec<Proposal> = (0..100).map(|n| proposal(&format!("name-{n:02}"), false)).collect();
        many[70] = proposal("name-70-111122223333", true);
        many[40] = proposal(&"long-".repeat(9), false);
        assert_eq!(telling(&many), [0, 1, 40, 70]);
        assert_eq!(telling(&[]), [0; 0]);
    }
}
