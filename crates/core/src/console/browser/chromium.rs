//! The profiles of a browser of the Chromium family, from its `Local State` (JSON, `profile.info_cache`).

use std::path::Path;

use serde_json::Value;

use super::find::Profile;
use super::read::{MOST_PROFILES, Skips, name};

/// The file, in the folder that holds all profiles.
const STATE: &str = "Local State";

/// The profiles kept in `root`, in the order of their folders' names.
pub(super) fn profiles(root: &Path, skips: &mut Skips) -> Vec<Profile> {
    let path = root.join(STATE);
    let Some(state) = skips.json(&path) else { return Vec::new() };
    let Some(cache) = state.pointer("/profile/info_cache").and_then(Value::as_object) else {
        skips.note(&path, "It names no profiles.");
        return Vec::new();
    };
    if cache.len() > MOST_PROFILES {
        skips
            .note(&path, format!("Only the first {MOST_PROFILES} of its {} profiles are used.", cache.len()));
    }
    let last = state.pointer("/profile/last_used").and_then(Value::as_str).unwrap_or("Default");
    let mut profiles = Vec::new();
    for (folder, entry) in cache.iter().take(MOST_PROFILES) {
        if is_folder(folder) {
            profiles.push(profile(root, folder, entry, folder == last));
        } else {
            skips.note(&path, format!("\"{}\" cannot be the folder of a profile.", name(folder)));
        }
    }
    profiles
}

fn profile(root: &Path, folder: &str, entry: &Value, is_default: bool) -> Profile {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).map(name).filter(|text| !text.is_empty());
    let colour = ["profile_highlight_color", "default_avatar_fill_color"]
        .iter()
        .find_map(|key| entry.get(key).and_then(Value::as_i64))
        // A signed number of the bytes ARGB.
        .map(|argb| format!("#{:06x}", argb & 0x00ff_ffff));
    Profile {
        folder: folder.to_owned(),
        name: text("name").unwrap_or_else(|| name(folder)),
        person: text("user_name").or_else(|| text("gaia_name")),
        colour,
        is_default,
        path: root.join(folder),
        container: None,
    }
}

/// One folder within another, and nothing that an argument or a path could take for something else.
fn is_folder(folder: &str) -> bool {
    let is_plain = |c: char| !c.is_control() && !"/\\:*?\"<>|".contains(c);
    !folder.is_empty()
        && folder.len() <= 100
        && folder.chars().all(is_plain)
        && !folder.starts_with(['.', '-', ' '])
        && !["Guest Profile", "System Profile"].contains(&folder)
}
