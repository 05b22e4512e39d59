//! The key that opens the quick picker from anywhere.
//!
//! Rules: a person can have another key or none; a key that another program has is told, never taken; where the desktop gives
//! programs no keys, that is said, with the way that is left.

use std::sync::{Mutex, PoisonError};

use portico_core::error::{Error, Result};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_global_shortcut::{GlobalShortcutExt as _, Shortcut, ShortcutState};

use crate::{picker, preferences};

/// What is proposed: nothing common has it.
const USUAL: &str = if cfg!(target_os = "macos") {
    "Control+Alt+P"
} else if cfg!(windows) {
    "Alt+Shift+P"
} else {
    "Control+Alt+P"
};

/// How the key stands.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeyStanding {
    /// It opens the picker.
    On,
    /// The person wants none.
    #[default]
    Off,
    /// Another program has it.
    Taken,
    /// This desktop gives programs no keys (Wayland).
    Unavailable,
}

/// The key, for Settings.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub(crate) struct ShortcutView {
    /// Such as `Control+Alt+P`; the usual one where there is none.
    pub(crate) keys: String,
    /// How it stands.
    pub(crate) standing: KeyStanding,
}

/// The key as it stands now.
#[derive(Default)]
pub(crate) struct Keys(Mutex<ShortcutView>);

impl Keys {
    /// For Settings.
    pub(crate) fn view(&self) -> ShortcutView {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, keys: &str, standing: KeyStanding) -> ShortcutView {
        let view = ShortcutView { keys: keys.to_owned(), standing };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&view);
        view
    }
}

/// Has the desktop watch for the key that the person wants.
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>, gives_keys: bool) {
    let wanted = preferences::shortcut(app);
    let keys = wanted.clone().unwrap_or_else(|| USUAL.to_owned());
    let state = app.state::<Keys>();
    let plugin = || app.plugin(tauri_plugin_global_shortcut::Builder::new().build());
    if !gives_keys || plugin().is_err() {
        state.set(USUAL, KeyStanding::Unavailable);
    } else if keys.is_empty() {
        state.set(USUAL, KeyStanding::Off);
    } else {
        // A key that is none any more is as good as none.
        let standing = keys.parse().map_or(KeyStanding::Off, |key| watch(app, key));
        state.set(&keys, standing);
    }
}

/// Another key from now on, or none; kept for the next start. A key that another program has is kept, too, and told as taken.
///
/// # Errors
/// When it is no key, is one that letters are typed with, or cannot be kept.
pub(crate) fn set<R: Runtime>(app: &AppHandle<R>, keys: Option<&str>) -> Result<ShortcutView> {
    let state = app.state::<Keys>();
    let before = state.view();
    if before.standing == KeyStanding::Unavailable {
        return Ok(before);
    }
    let key = keys.map(parse).transpose()?;
    if before.standing == KeyStanding::On
        && let Ok(old) = before.keys.parse::<Shortcut>()
    {
        drop(app.global_shortcut().unregister(old));
    }
    preferences::set_shortcut(app, keys.unwrap_or_default())?;
    Ok(match (keys, key) {
        (Some(keys), Some(key)) => state.set(keys, watch(app, key)),
        (Some(_) | None, _) => state.set(USUAL, KeyStanding::Off),
    })
}

fn parse(keys: &str) -> Result<Shortcut> {
    let wrong = || {
        Error::invalid(
            "That cannot be the key.",
            "Hold Ctrl, Alt or the system's key, and press a letter, a digit or a function key.",
        )
    };
    let key: Shortcut = keys.parse().map_err(|_| wrong())?;
    let shift = tauri_plugin_global_shortcut::Modifiers::SHIFT;
    let is_safe = !(key.mods - shift).is_empty();
    is_safe.then_some(key).ok_or_else(wrong)
}

fn watch<R: Runtime>(app: &AppHandle<R>, key: Shortcut) -> KeyStanding {
    let watched = app.global_shortcut().on_shortcut(key, |app, _, event| {
        if event.state() == ShortcutState::Pressed {
            picker::toggle(app);
        }
    });
    match watched {
        Ok(()) => KeyStanding::On,
        Err(error) => {
            tracing::warn!(%error, "another program has the key of the quick picker");
            KeyStanding::Taken
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_none_that_letters_are_typed_with() {
        for good in [USUAL, "Control+Shift+F9", "Super+K", "Alt+Space", "CmdOrCtrl+Shift+A"] {
            assert!(parse(good).is_ok(), "{good}");
        }
        for bad in
            ["", "A", "Shift+A", "F5", "Control", "Control+", "Control+Nothing", "Control+A+B", "\u{202e}"]
        {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
