//! What the window remembers of itself: its theme, its size and its place. Rule: nothing here matters to the product;
//! a file that cannot be read means the defaults.

use portico_core::disk::Home;
use portico_core::error::{Code, Error, Result};
use portico_core::view::Grouping;
use portico_core::words::{self, Words};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_store::StoreExt;

use crate::window;

/// What the person prefers about the window.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, Type)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Preferences {
    /// How it is lit.
    pub(crate) theme: Theme,
    /// How accounts stand together.
    pub(crate) grouping: Grouping,
    /// What the window, the tray and notifications speak; one that this version does not know means the desktop's.
    #[serde(deserialize_with = "known")]
    #[specta(type = Language)]
    pub(crate) language: Language,
}

/// The languages of the window, by their tags of BCP 47.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Language {
    /// As the desktop speaks.
    #[default]
    System,
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Japanese.
    Ja,
}

impl Language {
    /// The one that is spoken.
    fn spoken(self) -> words::Language {
        match self {
            Self::System => words::Language::preferred(languages()),
            Self::En => words::Language::En,
            Self::De => words::Language::De,
            Self::Fr => words::Language::Fr,
            Self::Es => words::Language::Es,
            Self::Ja => words::Language::Ja,
        }
    }
}

/// How the window is lit.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Theme {
    /// As the desktop is.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// For Tauri; `None` follows the desktop.
    pub(crate) fn forced(self) -> Option<tauri::Theme> {
        match self {
            Self::System => None,
            Self::Light => Some(tauri::Theme::Light),
            Self::Dark => Some(tauri::Theme::Dark),
        }
    }
}

/// Where the window was when it was last closed, in logical pixels.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Placement {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) maximized: bool,
}

/// The preferences, or the defaults.
pub(crate) fn load<R: Runtime>(app: &AppHandle<R>) -> Preferences {
    read(app, "preferences").unwrap_or_default()
}

/// What the system prefers, as tags of BCP 47, the best first. POSIX's own locale is English: somebody asked for no language.
pub(crate) fn languages() -> Vec<String> {
    let named = |tag: String| if matches!(tag.as_str(), "C" | "POSIX") { "en-US".to_owned() } else { tag };
    sys_locale::get_locales().map(named).collect()
}

/// The preferred language.
pub(crate) fn spoken<R: Runtime>(app: &AppHandle<R>) -> words::Language {
    load(app).language.spoken()
}

/// The words of the preferred language.
pub(crate) fn words<R: Runtime>(app: &AppHandle<R>) -> &'static Words {
    Words::of(spoken(app))
}

/// The words of the system's language, for whoever cannot know what is preferred.
pub(crate) fn words_of_system() -> &'static Words {
    Words::of(Language::System.spoken())
}

/// Keeps the preferences and lights an open window accordingly.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn save<R: Runtime>(app: &AppHandle<R>, preferences: &Preferences) -> Result<()> {
    window::light(app, preferences.theme);
    write(app, "preferences", preferences)
}

/// The key that opens the quick picker: nothing where the usual one will do, empty for none.
pub(crate) fn shortcut<R: Runtime>(app: &AppHandle<R>) -> Option<String> {
    read(app, "shortcut")
}

/// Keeps another key; empty for none.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn set_shortcut<R: Runtime>(app: &AppHandle<R>, keys: &str) -> Result<()> {
    write(app, "shortcut", &keys)
}

/// Where the window was last.
pub(crate) fn placement<R: Runtime>(app: &AppHandle<R>) -> Option<Placement> {
    read(app, "placement")
}

/// Remembers where the window is.
pub(crate) fn remember<R: Runtime>(app: &AppHandle<R>, placement: Placement) {
    if let Err(error) = write(app, "placement", &placement) {
        tracing::debug!(%error, "the window's place is forgotten");
    }
}

fn read<R: Runtime, T: DeserializeOwned>(app: &AppHandle<R>, key: &str) -> Option<T> {
    let store = app.store(file(app)).ok()?;
    serde_json::from_value(store.get(key)?).ok()
}

fn write<R: Runtime>(app: &AppHandle<R>, key: &str, value: &impl Serialize) -> Result<()> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
        Error::new(
            Code::FileNotWritable,
            "Your preferences could not be saved.",
            format!("Check who owns {}.", file(app).display()),
        )
        .caused_by(error)
    };
    let store = app.store(file(app)).map_err(|error| failed(error.into()))?;
    let value = serde_json::to_value(value).map_err(|error| failed(error.into()))?;
    store.set(key, value);
    store.save().map_err(|error| failed(error.into()))
}

/// The language that is meant, or the desktop's: a stranger here must not cost the other preferences.
fn known<'a, D: Deserializer<'a>>(found: D) -> std::result::Result<Language, D::Error> {
    let found = serde_json::Value::deserialize(found)?;
    let word = found.as_str().unwrap_or_default();
    let language: std::result::Result<Language, serde::de::value::Error> =
        Language::deserialize(word.into_deserializer());
    Ok(language.unwrap_or_default())
}

fn file<R: Runtime>(app: &AppHandle<R>) -> std::path::PathBuf {
    app.state::<Home>().data().join("window.json")
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::{Language, Preferences, Theme};

    #[test]
    fn a_language_nobody_knows_is_the_desktops_and_costs_nothing_else() {
        for hostile in
            [json!("tlh"), json!("en-XA"), json!("../de"), json!(""), json!(7), json!(null), json!({"de": 1})]
        {
            let kept: Preferences =
                from_value(json!({ "theme": "dark", "language": hostile })).expect("preferences");
            assert_eq!((kept.theme, kept.language), (Theme::Dark, Language::System), "{hostile}");
        }
    }

    #[test]
    fn a_language_is_kept_by_its_tag() {
        for tag in ["system", "en", "de", "fr", "es", "ja"] {
            let kept: Preferences = from_value(json!({ "language": tag })).expect("preferences");
            assert_eq!(json!(kept)["language"], tag);
        }
        let before: Preferences = from_value(json!({ "theme": "light" })).expect("kept by an older version");
        assert_eq!(before.language, Language::System);
    }
}
