//! The empty Tauri app: a window with one static page, a tray with one entry, and nothing behind them.
//!
//! Rule: it is what Portico would be without Portico in it. It is built in one go with the app, so that Tauri is the same
//! to the last feature, and it lives as the app does: `--hidden` starts it in the tray, its window is made when it is
//! shown and destroyed when it is closed, and the tray stays. The window has the app's size and title, so that the same
//! hands find and close it.

use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{App, RunEvent, WebviewUrl, WebviewWindowBuilder, include_image};

fn main() -> tauri::Result<()> {
    let app = tauri::Builder::default()
        .setup(|app| start(app).map_err(Into::into))
        .on_menu_event(|app, _| app.exit(0))
        .build(tauri::generate_context!())?;
    app.run(|_, event| {
        if let RunEvent::ExitRequested { code: None, api, .. } = event {
            api.prevent_exit();
        }
    });
    Ok(())
}

fn start(app: &mut App) -> tauri::Result<()> {
    let quit = MenuItem::with_id(app, "quit", "Quit", true, None::<&str>)?;
    let menu = Menu::with_items(app, &[&quit])?;
    TrayIconBuilder::new().icon(include_image!("../../icons/32x32.png")).menu(&menu).build(app)?;
    if !std::env::args_os().skip(1).any(|argument| argument == "--hidden") {
        WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
            .title("Portico")
            .inner_size(1000.0, 680.0)
            .center()
            .build()?;
    }
    Ok(())
}
