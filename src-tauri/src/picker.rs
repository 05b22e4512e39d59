//! The quick picker: a small window over everything, for a few letters and Enter.
//!
//! Rules: it decides nothing that the window does not decide, and what has to be confirmed is asked there; it is made when it is
//! wanted and goes when it was used, so that no web view lives in the background; what is typed before its page is there is not
//! lost.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use portico_core::view::{PortalView, SessionView, Snapshot};
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, LogicalPosition, LogicalSize, Manager, Runtime, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder,
};

use crate::commands::Lack;
use crate::{preferences, window};
#[cfg(target_os = "linux")]
use crate::{renderer, sketch};

/// The label that its capability names.
pub(crate) const PICKER: &str = "picker";
/// Ask a running Portico for it, or start with it: for desktops that let no program have a key of its own.
pub(crate) const ASK: &str = "--picker";

/// Logical pixels.
const SIZE: (f64, f64) = (640.0, 456.0);
/// Of the room above and below it, so much is above.
const ABOVE: f64 = 0.3;
/// How long a key of the desktop may take the focus away.
const MOMENT: Duration = Duration::from_millis(150);

/// What is kept beside the window.
#[derive(Default)]
pub(crate) struct Early {
    /// The page hears what is typed.
    hears: AtomicBool,
    /// What was typed before.
    typed: Mutex<String>,
    /// Enter was pressed before.
    entered: AtomicBool,
    /// Counts its windows.
    turn: AtomicU64,
    /// Another one is wanted as soon as the last is gone.
    again: AtomicBool,
}

impl Early {
    /// What was typed before the page was there, and whether Enter was pressed; the page hears the rest itself.
    pub(crate) fn take(&self) -> (String, bool) {
        self.hears.store(true, Ordering::SeqCst);
        (self.typed(), self.entered.swap(false, Ordering::SeqCst))
    }

    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "other systems give keys to the page alone")
    )]
    fn hears(&self) -> bool {
        self.hears.load(Ordering::SeqCst)
    }

    fn typed(&self) -> String {
        self.typed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn edit(&self, change: impl FnOnce(&mut String)) {
        change(&mut self.typed.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Shows it, or puts it away where it is in front.
pub(crate) fn toggle<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    // Never from inside an event handler, see [`window::show`].
    tauri::async_runtime::spawn(async move {
        if app.get_webview_window(PICKER).is_some() {
            hide(&app);
        } else {
            app.state::<Early>().edit(String::clear);
            make(&app);
        }
    });
}

/// Shows it with `text` typed, as if somebody had.
pub(crate) fn show_with<R: Runtime>(app: &AppHandle<R>, text: &str) {
    let early = app.state::<Early>();
    early.edit(|typed| text.clone_into(typed));
    let is_there = app.get_webview_window(PICKER).is_some();
    early.again.store(is_there, Ordering::SeqCst);
    let app = app.clone();
    tauri::async_runtime::spawn(async move { if is_there { hide(&app) } else { make(&app) } });
}

/// Its window is gone.
pub(crate) fn gone<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Early>().again.swap(false, Ordering::SeqCst) {
        let app = app.clone();
        tauri::async_runtime::spawn(async move { make(&app) });
    }
}

/// It has lost the focus: to another window, or only for the moment in which its key is pressed again.
pub(crate) fn left<R: Runtime>(app: &AppHandle<R>) {
    let (app, turn) = (app.clone(), app.state::<Early>().turn.load(Ordering::SeqCst));
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(MOMENT).await;
        if app.state::<Early>().turn.load(Ordering::SeqCst) != turn {
            return;
        }
        let is_back =
            app.get_webview_window(PICKER).is_some_and(|window| window.is_focused().unwrap_or_default());
        if !is_back {
            hide(&app);
        }
    });
}

/// Puts it away, so that the window before it has the focus again.
pub(crate) fn hide<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(PICKER) else { return };
    window::log(window.destroy(), "the quick picker stays");
    #[cfg(target_os = "macos")]
    if app.get_webview_window(window::MAIN).is_none() {
        window::log(app.hide(), "the program before does not get the focus");
    }
}

fn make<R: Runtime>(app: &AppHandle<R>) {
    window::in_one_go(app, build, "the quick picker cannot be shown");
}

fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let early = app.state::<Early>();
    early.hears.store(false, Ordering::SeqCst);
    early.entered.store(false, Ordering::SeqCst);
    early.turn.fetch_add(1, Ordering::SeqCst);
    let mut builder = WebviewWindowBuilder::new(app, PICKER, WebviewUrl::App("picker.html".into()))
        .title(preferences::words(app).picker_title())
        .inner_size(SIZE.0, SIZE.1)
        .decorations(false)
        .resizable(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .visible_on_all_workspaces(true)
        .theme(preferences::load(app).theme.forced())
        .devtools(cfg!(debug_assertions))
        .data_directory(app.state::<portico_core::disk::Home>().data().join("webview"))
        .on_navigation(window::is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny);
    builder = match place(app) {
        Some(place) => builder.position(place.x, place.y),
        None => builder.center(),
    };
    let window = builder.build()?;
    #[cfg(target_os = "linux")]
    {
        keep_keys(&window)?;
        let (app, is_dark) = (app.clone(), window.theme().is_ok_and(|theme| theme == tauri::Theme::Dark));
        renderer::draw_when_titled(&window, move |view, pen| {
            if let Err(error) = sketch::draw(view, pen, is_dark, &app.state::<Early>().typed()) {
                tracing::debug!(%error, "the quick picker is not sketched");
            }
        })?;
    }
    window.set_focus()
}

/// On the screen that the pointer is on, above its middle; nothing where no screen is known.
fn place<R: Runtime>(app: &AppHandle<R>) -> Option<LogicalPosition<f64>> {
    let pointer = app.cursor_position().ok();
    let monitor = pointer.and_then(|at| app.monitor_from_point(at.x, at.y).ok().flatten());
    let monitor = monitor.or_else(|| app.primary_monitor().ok().flatten())?;
    let corner: LogicalPosition<f64> = monitor.position().to_logical(monitor.scale_factor());
    let size: LogicalSize<f64> = monitor.size().to_logical(monitor.scale_factor());
    let room = |whole: f64, own: f64, part: f64| ((whole - own) * part).max(0.0);
    Some(LogicalPosition::new(
        corner.x + room(size.width, SIZE.0, 0.5),
        corner.y + room(size.height, SIZE.1, ABOVE),
    ))
}

/// Keeps what is typed until the page hears it.
#[cfg(target_os = "linux")]
fn keep_keys<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use gtk::gdk::keys::constants as key;
    use gtk::glib::Propagation;
    use gtk::prelude::WidgetExt as _;

    let app = window.app_handle().clone();
    window.gtk_window()?.connect_key_press_event(move |window, event| {
        let early = app.state::<Early>();
        if early.hears() {
            return Propagation::Proceed;
        }
        let pressed = event.keyval();
        if pressed == key::Escape {
            hide(&app);
        } else if pressed == key::BackSpace {
            early.edit(|typed| _ = typed.pop());
        } else if pressed == key::Return || pressed == key::KP_Enter {
            early.entered.store(true, Ordering::SeqCst);
        } else if let Some(letter) = pressed.to_unicode().filter(|letter| !letter.is_control()) {
            early.edit(|typed| typed.push(letter));
        }
        window.queue_draw();
        Propagation::Stop
    });
    Ok(())
}

/// What is to be done before there is anything to pick.
pub(crate) fn lacks(snapshot: &Snapshot) -> Option<Lack> {
    let is_in = |portal: &PortalView| {
        matches!(portal.session, SessionView::SignedIn { .. } | SessionView::Renewing { .. })
    };
    if snapshot.portals.is_empty() {
        Some(Lack::Portal)
    } else if snapshot.portals.iter().any(is_in) {
        None
    } else {
        Some(Lack::SignIn)
    }
}
