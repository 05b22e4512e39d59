//! The menu bar of macOS: what every program has there, and the settings where people look for them. Rule: elsewhere there is none;
//! a window with keys of its own needs no second place for them.

use tauri::menu::{Menu, MenuEvent, MenuItem, MenuItemKind, PredefinedMenuItem};
use tauri::{AppHandle, Builder, Runtime};

use crate::commands::Goal;
use crate::{preferences, window};

const SETTINGS: &str = "menu-bar-settings";

/// Gives the program a menu bar where programs have one.
pub(crate) fn prepare<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    if cfg!(target_os = "macos") { builder.menu(make).on_menu_event(choose) } else { builder }
}

/// The first menu is the program's own; below what tells about it stand its settings.
fn make<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let menu = Menu::default(app)?;
    if let Some(MenuItemKind::Submenu(own)) = menu.items()?.first() {
        let words = preferences::words_of_system().settings();
        let settings = MenuItem::with_id(app, SETTINGS, words, true, Some("CmdOrCtrl+,"))?;
        own.insert_items(&[&PredefinedMenuItem::separator(app)?, &settings], 1)?;
    }
    Ok(menu)
}

fn choose<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    if event.id() == SETTINGS {
        window::show(app, Some(Goal::Settings));
    }
}
