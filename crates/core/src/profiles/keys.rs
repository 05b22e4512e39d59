//! Short-lived keys in the credentials file, for tools that know nothing else.
//!
//! Rules: only for a role that somebody named, and only into a file that nobody else can read; each section says until
//! when its keys are good and goes when they are not, or with the sign-out; no copy of the file ever holds them.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use portico_model::Region;

use super::apply::apply;
use super::change::{Edit, Step, What};
use super::ini::{self, Document, Kind, SIZE_LIMIT, Section};
use super::name::ProfileName;
use super::plan::{Deed, Plan, planned};
use super::{AwsFiles, ProfileEntry, ProfileForm};
use crate::credentials::Credentials;
use crate::disk::{self, Home, foreign};
use crate::error::{Code, Error, Result};
use crate::role::RoleKey;
use crate::settings::PortalName;

/// What the line below the header of such a section begins with.
const EXPIRES: &str = "# expires ";

/// Keys of a role in the credentials file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeysEntry {
    /// Their profile.
    pub entry: ProfileEntry,
    /// Until when they are good.
    pub until: Timestamp,
}

/// What shall be different in the credentials file.
#[derive(Clone, Debug)]
pub(super) enum KeysChange {
    Put { profile: ProfileName, key: RoleKey, region: Option<Region>, keys: Option<Box<Credentials>> },
    Remove(ProfileName),
    Withdraw(Which),
}

/// Which keys go.
#[derive(Clone, Debug)]
pub enum Which {
    /// Those that are good no more.
    Expired(Timestamp),
    /// Those of a portal.
    Of(PortalName),
    /// Those of a role.
    OfRole(RoleKey),
}

/// Works out what writing a role's keys would do; without the keys, only to show it.
///
/// # Errors
/// When a file cannot be read or understood, others can read it, or the name is taken.
pub fn plan_keys(
    files: &AwsFiles,
    profile: ProfileName,
    key: RoleKey,
    region: Option<Region>,
    keys: Option<Credentials>,
) -> Result<Plan> {
    let keys = keys.map(Box::new);
    planned(files, Deed::Keys(Box::new(KeysChange::Put { profile, key, region, keys })))
}

/// Works out what taking keys out would do.
///
/// # Errors
/// When the file cannot be read or understood.
pub fn plan_keys_removal(files: &AwsFiles, profile: ProfileName) -> Result<Plan> {
    planned(files, Deed::Keys(Box::new(KeysChange::Remove(profile))))
}

/// The keys that Portico wrote.
///
/// # Errors
/// When the file cannot be read or understood.
pub fn list_keys(files: &AwsFiles) -> Result<Vec<KeysEntry>> {
    let seen = foreign::read(&files.credentials, SIZE_LIMIT)?;
    Ok(Document::parse(&files.credentials, seen.bytes())?.ours().filter_map(entry).collect())
}

/// Takes keys out when it is time for some, of whichever file they were written into; costs next to nothing when there
/// are none. Tells which.
///
/// # Errors
/// When a file cannot be read, understood or written.
pub fn withdraw(home: &Home, files: &AwsFiles, which: &Which, now: Timestamp) -> Result<Vec<Step>> {
    let mut gone = Vec::new();
    for (first, credentials) in notes(home)? {
        let is_due = match which {
            Which::Expired(at) => first <= *at,
            Which::Of(_) | Which::OfRole(_) => true,
        };
        if !is_due {
            continue;
        }
        let files = AwsFiles { credentials, ..files.clone() };
        let plan = planned(&files, Deed::Keys(Box::new(KeysChange::Withdraw(which.clone()))))?;
        apply(home, &files, &plan, now)?;
        if plan.is_empty() {
            // Somebody else took them out.
            note(home, &files.credentials, &[plan.new.as_bytes()])?;
        }
        gone.extend_from_slice(plan.steps());
    }
    Ok(gone)
}

impl KeysChange {
    /// Whether it can only be shown: the keys are not there.
    pub(super) fn is_only_shown(&self) -> bool {
        matches!(self, Self::Put { keys: None, .. })
    }

    /// The file's next text.
    pub(super) fn edit(&self, files: &AwsFiles, bytes: &[u8]) -> Result<Edit> {
        let document = Document::parse(&files.credentials, bytes)?;
        let mut sections: Vec<(String, String)> =
            document.ours().map(|section| (section.name.to_owned(), section.text.to_string())).collect();
        let goes = |section: &Section<'_>| match self {
            Self::Put { .. } => false,
            Self::Remove(profile) => section.name == profile.as_str(),
            Self::Withdraw(Which::Expired(now)) => entry(section).is_some_and(|it| it.until <= *now),
            Self::Withdraw(Which::Of(portal)) => {
                entry(section).is_some_and(|it| it.entry.key.portal == *portal)
            }
            Self::Withdraw(Which::OfRole(key)) => entry(section).is_some_and(|it| it.entry.key == *key),
        };
        let removed = |section: &Section<'_>| {
            let key = entry(section).map(|it| it.entry.key);
            Some(Step { profile: ProfileName::written(section.name)?, key, what: What::Removed })
        };
        let mut steps: Vec<Step> =
            document.ours().filter(|section| goes(section)).filter_map(removed).collect();
        sections.retain(|(name, _)| !steps.iter().any(|step| step.profile.as_str() == name));
        if let Self::Put { profile, key, region, keys } = self {
            check(files, &document, profile, key)?;
            sections.retain(|(name, _)| name != profile.as_str());
            let what = if sections.len() < document.ours().count() { What::Changed } else { What::Added };
            steps.push(Step { profile: profile.clone(), key: Some(key.clone()), what });
            sections.push((
                profile.as_str().to_owned(),
                section(profile, key, region.as_ref(), keys.as_deref(), document.line_end())?,
            ));
        }
        sections.sort();
        let texts: Vec<String> = sections.into_iter().map(|(_, text)| text).collect();
        let text = document.with_block(&texts);
        Document::parse(&files.credentials, text.as_bytes()).map_err(|error| {
            Error::internal("Portico worked out a file it would refuse.").caused_by(error)
        })?;
        Ok(Edit { text, steps })
    }
}

/// Refuses a name that anything else has, and a file that others can read.
fn check(files: &AwsFiles, document: &Document<'_>, profile: &ProfileName, key: &RoleKey) -> Result<()> {
    let is_it = |section: &&Section<'_>| section.name.eq_ignore_ascii_case(profile.as_str());
    let config = foreign::read(&files.config, SIZE_LIMIT)?;
    let names = Document::parse(&files.config, config.bytes())?;
    let is_profile = |section: &&Section<'_>| section.kind == Kind::Profile && is_it(section);
    let other = names.sections().iter().find(is_profile).map(|section| (&files.config, section.line));
    let own = document.sections().iter().find(is_it).filter(|section| {
        let is_same = |KeysEntry { entry, .. }| entry.key == *key && entry.profile == *profile;
        !section.ours || !entry(section).is_some_and(is_same)
    });
    if let Some((path, line)) = other.or(own.map(|section| (&files.credentials, section.line))) {
        return Err(Error::invalid(
            format!("{} has a section called {profile} at line {line}.", path.display()),
            "Choose another name with --name.",
        ));
    }
    if disk::is_shared(&files.credentials) {
        return Err(Error::new(
            Code::FileNotWritable,
            format!("Others can read {}, so Portico writes no keys into it.", files.credentials.display()),
            format!("Make it yours alone: chmod 600 {}", files.credentials.display()),
        ));
    }
    Ok(())
}

fn section(
    profile: &ProfileName,
    key: &RoleKey,
    region: Option<&Region>,
    keys: Option<&Credentials>,
    line_end: &str,
) -> Result<String> {
    let RoleKey { portal, account, role } = key;
    let until = keys
        .map_or_else(|| "later".to_owned(), |keys| keys.expires.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let mut lines = vec![format!("[{profile}]"), format!("{EXPIRES}{until} {portal} {account} {role}")];
    let words = keys.map_or(["later"; 3], |keys| {
        [keys.access_key_id.as_str(), keys.secret_access_key.expose(), keys.session_token.expose()]
    });
    for (name, word) in
        ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"].into_iter().zip(words)
    {
        // A line break in a value would be a setting of the portal's choice.
        if word.is_empty()
            || !word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-".contains(&byte))
        {
            return Err(Error::new(
                Code::NotIdentityCenter,
                format!("The portal {portal} gave keys that cannot be written into a file."),
                "Use another form of profile.",
            ));
        }
        lines.push(format!("{name} = {word}"));
    }
    lines.extend(region.map(|region| format!("region = {region}")));
    Ok(lines.iter().flat_map(|line| [line.as_str(), line_end]).collect())
}

/// What a section with keys of Portico's says.
pub(super) fn entry(section: &Section<'_>) -> Option<KeysEntry> {
    let mut words = ini::comment(&section.text, EXPIRES)?.split(' ');
    let mut next = || words.next();
    let until = next()?;
    let key = RoleKey::parse(next()?, next()?, next()?).ok()?;
    let entry = ProfileEntry {
        profile: ProfileName::written(section.name)?,
        form: ProfileForm::Keys,
        key,
        region: None,
        synced: false,
        edited: false,
        parent_missing: false,
    };
    Some(KeysEntry { entry, until: until.parse().ok()? })
}

/// The text without Portico's keys, for a copy.
pub(super) fn without_keys(path: &Path, bytes: &[u8]) -> Result<String> {
    Ok(Document::parse(path, bytes)?.with_block(&[]))
}

/// Notes when the first of the keys in any of these texts of the file expires, so that it need not be read before that.
pub(super) fn note(home: &Home, path: &Path, texts: &[&[u8]]) -> Result<()> {
    let mut first = None;
    for text in texts {
        let ends = Document::parse(path, text)?.ours().filter_map(entry).map(|entry| entry.until).min();
        first = first.into_iter().chain(ends).min();
    }
    let mut notes = notes(home)?;
    notes.retain(|(_, other)| other != path);
    notes.extend(first.map(|first| (first, path.to_owned())));
    if notes.is_empty() {
        return disk::remove(&place(home));
    }
    let lines = notes.iter().map(|(first, path)| format!("{first} {}\n", path.display()));
    disk::write_atomic(&place(home), lines.collect::<String>().as_bytes())
}

/// The files with keys of Portico's, and when the first of each expires.
fn notes(home: &Home) -> Result<Vec<(Timestamp, PathBuf)>> {
    let text = disk::read_text(&place(home))?.unwrap_or_default();
    let note = |line: &str| {
        let (first, path) = line.split_once(' ')?;
        Some((first.parse().ok()?, PathBuf::from(path)))
    };
    Ok(text.lines().filter_map(note).collect())
}

fn place(home: &Home) -> PathBuf {
    home.data().join("keys-until")
}
