//! The profiles of a browser of Firefox's family: `profiles.ini`, `installs.ini`, and each profile's `extensions.json`.

use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::containers::Extension;
use super::find::Profile;
use super::ini::{Section, sections};
use super::read::{MOST_PROFILES, MOST_TEXT, Skips, name};

/// The profiles kept in `root`, in the order of the file. Several may be the default: each installation of Firefox has its
/// own, and which installation is which only Firefox knows.
pub(super) fn profiles(root: &Path, skips: &mut Skips) -> Vec<Profile> {
    let path = root.join("profiles.ini");
    let Some(text) = skips.text(&path, MOST_TEXT) else { return Vec::new() };
    let installs = skips.text(&root.join("installs.ini"), MOST_TEXT).unwrap_or_default();
    let sections = sections(&text);
    let named = sections.iter().filter(|section| is_profile(section.name));
    let defaults = defaults(&sections, &installs);
    let mut profiles = Vec::new();
    for section in named.take(MOST_PROFILES) {
        match folder(root, section) {
            Ok((folder, path)) => {
                let is_default = match &defaults[..] {
                    [] => section.value("Default") == Some("1"),
                    defaults => defaults.contains(&folder),
                };
                profiles.push(profile(section, folder, path, is_default, skips));
            }
            Err(why) => skips.note(&path, why),
        }
    }
    profiles
}

fn is_profile(section: &str) -> bool {
    section.strip_prefix("Profile").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What the installations say, as they spell it: `[InstallHASH] Default=` of `profiles.ini`, `[HASH] Default=` of
/// `installs.ini`.
fn defaults(profiles: &[Section<'_>], installs: &str) -> Vec<String> {
    let of_profiles = profiles.iter().filter(|section| section.name.starts_with("Install"));
    let of_installs = sections(installs);
    let both = of_profiles.chain(&of_installs).filter_map(|section| section.value("Default"));
    let mut found: Vec<String> = both.map(str::to_owned).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The folder as the file spells it, and where it is.
fn folder(root: &Path, section: &Section<'_>) -> Result<(String, PathBuf), String> {
    let shown = name(section.value("Name").unwrap_or(section.name));
    let spelt = section.value("Path").ok_or_else(|| format!("The profile \"{shown}\" has no folder."))?;
    let is_relative = section.value("IsRelative") != Some("0");
    let path = if is_relative { root.join(spelt) } else { PathBuf::from(spelt) };
    let climbs = Path::new(spelt).components().any(|part| part == Component::ParentDir);
    let is_sound = !spelt.is_empty()
        && !spelt.chars().any(char::is_control)
        && !climbs
        && Path::new(spelt).is_absolute() != is_relative
        && path.is_absolute();
    if is_sound {
        Ok((spelt.to_owned(), path))
    } else {
        Err(format!("The folder of the profile \"{shown}\" cannot be one."))
    }
}

fn profile(
    section: &Section<'_>,
    folder: String,
    path: PathBuf,
    is_default: bool,
    skips: &mut Skips,
) -> Profile {
    let extensions = skips.json(&path.join("extensions.json"));
    Profile {
        name: section
            .value("Name")
            .map(name)
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| name(&folder)),
        folder,
        person: None,
        colour: None,
        is_default,
        container: extensions.as_ref().and_then(extension),
        path,
    }
}

/// The extension that opens addresses in containers, when one is there and on.
fn extension(extensions: &Value) -> Option<Extension> {
    let addons = extensions.get("addons")?.as_array()?;
    let is_on = |addon: &&Value| addon.get("active").and_then(Value::as_bool) == Some(true);
    let ids: Vec<&str> = addons.iter().filter(is_on).filter_map(|addon| addon.get("id")?.as_str()).collect();
    Extension::ALL.into_iter().find(|extension| extension.ids().iter().any(|id| ids.contains(id)))
}
