//! From a wish to the bytes of the file and to the diff that is shown before anything is written.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use portico_model::{AccountId, RoleName};

use super::AwsFiles;
use super::ini::{Document, Kind, SIZE_LIMIT};
use super::name::{ProfileName, default_name, with_number};
use super::wish::{self, Wish};
use crate::disk::foreign;
use crate::error::{Code, Error, Result};
use crate::role::RoleKey;
use crate::settings::Portal;
use crate::view::PlanView;

/// A change that has been worked out and not yet made.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) change: Change,
    path: PathBuf,
    old: Vec<u8>,
    new: String,
}

/// What shall be different, apart from the file it is done to, so that it can be worked out again on newer bytes.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// Add the profile, or replace the one for the same role.
    Put(Box<Wish>),
    /// Take the profile out.
    Remove(ProfileName),
}

/// Works out what writing `wish` would do to the configuration file.
///
/// # Errors
/// When a file cannot be read or understood, or the profile's name is taken by somebody else or by another role.
pub fn plan(files: &AwsFiles, wish: &Wish) -> Result<Plan> {
    work_out(files, Change::Put(Box::new(wish.clone())))
}

/// Works out what taking `profile` out would do.
///
/// # Errors
/// When the file cannot be read or understood, or Portico has not written such a profile.
pub fn plan_removal(files: &AwsFiles, profile: &ProfileName) -> Result<Plan> {
    work_out(files, Change::Remove(profile.clone()))
}

/// [`default_name`], with the account's number added when the name is taken by somebody else or by another role.
///
/// # Errors
/// When a file cannot be read or understood.
pub fn free_name(
    files: &AwsFiles,
    portal: &Portal,
    account_name: &str,
    account: &AccountId,
    role: &RoleName,
) -> Result<ProfileName> {
    let name = default_name(portal, account_name, account, role);
    let key = RoleKey { portal: portal.name.clone(), account: account.clone(), role: role.clone() };
    let config = foreign::read(&files.config, SIZE_LIMIT)?;
    let document = Document::parse(&files.config, config.bytes())?;
    let taken =
        check_name(files, &document, &name).and_then(|()| check_role(&document, &name, &key)).is_err();
    Ok(if taken { with_number(&name, account) } else { name })
}

impl Plan {
    /// What would change, for people: values that are not Portico's own are hidden, for they may be secrets.
    #[must_use]
    pub fn view(&self) -> PlanView {
        let old = shown(&self.path, &self.old);
        let new = shown(&self.path, self.new.as_bytes());
        let diff = if self.is_empty() {
            String::new()
        } else {
            let name = crate::text::clean(&self.path.display().to_string(), 400);
            let from = if self.old.is_empty() { "/dev/null" } else { &name };
            similar::TextDiff::from_lines(&old, &new).unified_diff().header(from, &name).to_string()
        };
        PlanView { path: self.path.display().to_string(), diff, profile: self.profile().as_str().to_owned() }
    }

    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.old == self.new.as_bytes()
    }

    fn profile(&self) -> &ProfileName {
        match &self.change {
            Change::Put(wish) => &wish.profile,
            Change::Remove(profile) => profile,
        }
    }
}

fn work_out(files: &AwsFiles, change: Change) -> Result<Plan> {
    let seen = foreign::read(&files.config, SIZE_LIMIT)?;
    let new = change.edit(files, seen.bytes())?;
    Ok(Plan { change, path: files.config.clone(), old: seen.bytes().to_vec(), new })
}

impl Change {
    /// The file's next text.
    pub(super) fn edit(&self, files: &AwsFiles, bytes: &[u8]) -> Result<String> {
        let document = Document::parse(&files.config, bytes)?;
        let text = match self {
            Self::Put(wish) => put(files, &document, wish)?,
            Self::Remove(profile) => remove(&document, profile)?,
        };
        Document::parse(&files.config, text.as_bytes()).map_err(|error| {
            Error::internal("Portico worked out a file it would refuse.").caused_by(error)
        })?;
        Ok(text)
    }
}

/// A section of the block to be.
struct Entry<'t> {
    kind: Kind,
    name: String,
    text: Cow<'t, str>,
}

/// A shared section of Portico's, as (kind, name).
type Reference = (Kind, String);

fn put(files: &AwsFiles, document: &Document<'_>, wish: &Wish) -> Result<String> {
    check_name(files, document, &wish.profile)?;
    check_role(document, &wish.profile, &wish.key)?;
    let drafts = wish.drafts(document.line_end())?;
    let fresh: BTreeSet<Reference> = drafts.iter().map(|draft| (draft.kind, draft.name.clone())).collect();
    let mut used = references(document, &wish.profile);
    for draft in drafts.iter().filter(|draft| draft.kind != Kind::Profile) {
        if let Some(section) = document.foreign(draft.kind, &draft.name) {
            return Err(taken(&files.config, section.line, &draft.name));
        }
        used.insert((draft.kind, draft.name.clone()));
    }
    let mut entries = kept(document, |kind, name| !fresh.contains(&(kind, name.to_owned())));
    entries.extend(drafts.into_iter().map(|d| Entry {
        kind: d.kind,
        name: d.name,
        text: Cow::Owned(d.text),
    }));
    Ok(written(document, entries, &used))
}

fn remove(document: &Document<'_>, profile: &ProfileName) -> Result<String> {
    let is_it = |kind, name: &str| kind == Kind::Profile && name == profile.as_str();
    if !document.ours().any(|section| is_it(section.kind, section.name)) {
        return Err(Error::new(
            Code::NotFound,
            format!("Portico has written no profile called {profile}."),
            "List those it has written: portico profiles list",
        ));
    }
    let entries = kept(document, |kind, name| !is_it(kind, name));
    Ok(written(document, entries, &references(document, profile)))
}

/// What every profile but the one called `apart`, a foreign one too, refers to.
fn references(document: &Document<'_>, apart: &ProfileName) -> BTreeSet<Reference> {
    let others = document.sections().iter().filter(|section| !section.ours || section.name != apart.as_str());
    others.flat_map(wish::references).map(|(kind, name)| (kind, name.to_owned())).collect()
}

/// The sections of the block that stay, byte for byte.
fn kept<'t>(document: &Document<'t>, stays: impl Fn(Kind, &str) -> bool) -> Vec<Entry<'t>> {
    let ours = document.ours().filter(|section| stays(section.kind, section.name));
    ours.map(|s| Entry { kind: s.kind, name: s.name.to_owned(), text: s.text.clone() }).collect()
}

/// Sorts, and drops the shared sections of Portico's that nothing refers to any more.
fn written(document: &Document<'_>, mut entries: Vec<Entry<'_>>, used: &BTreeSet<Reference>) -> String {
    entries.retain(|entry| {
        let shared = entry.kind != Kind::Profile && entry.name.starts_with("portico-");
        !shared || used.contains(&(entry.kind, entry.name.clone()))
    });
    entries.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    document.with_block(&entries.into_iter().map(|entry| entry.text.into_owned()).collect::<Vec<_>>())
}

/// Refuses a name that stands outside the block, in any spelling, in either file.
fn check_name(files: &AwsFiles, document: &Document<'_>, name: &ProfileName) -> Result<()> {
    if let Some(section) = document.foreign(Kind::Profile, name.as_str()) {
        return Err(taken(&files.config, section.line, name.as_str()));
    }
    let credentials = foreign::read(&files.credentials, SIZE_LIMIT)?;
    let credentials = Document::parse(&files.credentials, credentials.bytes())?;
    let same = |section: &&super::ini::Section<'_>| section.name.eq_ignore_ascii_case(name.as_str());
    match credentials.sections().iter().find(same) {
        Some(section) => Err(taken(&files.credentials, section.line, name.as_str())),
        None => Ok(()),
    }
}

/// Refuses to turn a profile quietly into another role's: whoever uses it would land in the wrong account.
fn check_role(document: &Document<'_>, name: &ProfileName, key: &RoleKey) -> Result<()> {
    let Some(section) =
        document.ours().find(|s| s.kind == Kind::Profile && s.name.eq_ignore_ascii_case(name.as_str()))
    else {
        return Ok(());
    };
    match wish::entry(section) {
        Some(entry) if entry.key == *key && entry.profile == *name => Ok(()),
        Some(entry) => Err(Error::invalid(
            format!("Profile {} is already {}.", entry.profile, entry.key),
            "Choose another name with --name, or delete that profile from the file first.",
        )),
        // Nobody can tell whose it was: it is a hand's, and replacing it is what the wish says.
        None if section.name == name.as_str() => Ok(()),
        None => Err(Error::invalid(
            format!(
                "A profile called {} is there already, and {name} differs from it in case only.",
                section.name
            ),
            "Choose another name with --name.",
        )),
    }
}

fn taken(path: &Path, line: usize, name: &str) -> Error {
    Error::invalid(
        format!("{} has a section called {name} at line {line} that Portico did not write.", path.display()),
        "Choose another name with --name, or rename that section.",
    )
}

/// Settings of Portico's own, whose values are no secret.
const OPEN: [&str; 10] = [
    "credential_process",
    "sso_session",
    "sso_account_id",
    "sso_role_name",
    "sso_start_url",
    "sso_region",
    "sso_registration_scopes",
    "region",
    "services",
    "endpoint_url",
];

/// The text as it may be shown: headers, and in the block the values of Portico's own settings; every other value may
/// be a secret of somebody else and is hidden.
fn shown(path: &Path, bytes: &[u8]) -> String {
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
