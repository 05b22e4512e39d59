//! How web views paint on Linux. Rule: with a graphics card as WebKit likes it; without one on the processor alone, for what WebKit
//! does there otherwise, a card's way emulated, takes twice as long to the first picture and 70 MiB more. Whoever has set the
//! variable has decided.

use std::cell::Cell;
use std::ffi::{c_char, c_int, c_void};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::ptr::null;
use std::rc::Rc;
use std::time::Duration;

use gtk::cairo::Context;
use gtk::glib::{ObjectExt as _, Propagation, timeout_add_local_once};
use gtk::prelude::WidgetExt as _;
use libloading::Library;
use portico_core::disk::{self, Environment};
use tauri::{Runtime, WebviewWindow};
use webkit2gtk::{LoadEvent, WebView, WebViewExt as _};

/// WebKit reads it when it makes the first web view.
const VARIABLE: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
/// GTK reads it as it begins. The first program on a screen looks for what a card can draw there, otherwise, with all that takes.
const GTK: &str = "GDK_GL";
/// What libEGL, which knows the drivers, reads once in a process, when it is first asked for anything.
const DRIVERS: &str = "__EGL_VENDOR_LIBRARY_FILENAMES";
/// Of `eglQueryString`, without a display: what it can do at all.
const EXTENSIONS: c_int = 0x3055;
/// Where Linux shows the cards that programs may draw with.
const CARDS: &str = "/dev/dri";
/// A page that has been loaded for so long is drawn without a title: something is amiss in it.
const LATEST: Duration = Duration::from_secs(1);

/// To be called before there is a second thread.
pub(crate) fn choose(environment: &Environment) {
    if environment.text(VARIABLE).is_some() || has_card(Path::new(CARDS)) {
        return;
    }
    set(VARIABLE, "1");
    set(GTK, "disable");
    if environment.text(DRIVERS).is_none() {
        know_no_drivers();
    }
}

fn set(name: &str, value: &str) {
    if let Err(error) = gtk::glib::setenv(name, value, false) {
        tracing::debug!(%error, name, "WebKit paints as it likes");
    }
}

/// Has WebKit find no driver in this process, where it looks for a card to name it to its web processes: the search alone loads the
/// emulation, 25 MiB of it. They themselves find what there is, as ever. (To name another one to WebKit would spare the search,
/// too, but WebKit begins with it to read what the desktop is like, dark or light and all else.)
fn know_no_drivers() {
    set(DRIVERS, "/dev/null");
    if let Err(error) = ask_for_drivers() {
        tracing::debug!(%error, "there is no libEGL that could know drivers");
    }
    gtk::glib::unsetenv(DRIVERS);
}

fn ask_for_drivers() -> std::result::Result<(), libloading::Error> {
    type Query = unsafe extern "C" fn(*const c_void, c_int) -> *const c_char;
    // SAFETY: libEGL begins by itself and stays as long as the process; the function is of this type (EGL 1.5, 3.3) and may be asked
    // without a display.
    #[expect(unsafe_code, reason = "no crate offers this safely")]
    unsafe {
        let library = ManuallyDrop::new(Library::new("libEGL.so.1")?);
        library.get::<Query>(b"eglQueryString\0")?(null(), EXTENSIONS);
    }
    Ok(())
}

/// Has nothing of a window that was just made drawn before its page is there. To draw it WebKit waits for its web process, and that one,
/// as long as a page is being loaded, for what this process has of the page: both would stand still for half a second.
///
/// # Errors
/// When the window is gone.
pub(crate) fn draw_when_loaded<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    window.with_webview(|view| {
        let view = view.inner();
        let draw = hold(&view, |_, _| {});
        view.connect_load_changed(move |view, event| {
            if event == LoadEvent::Finished {
                draw(view);
            }
        });
    })
}

/// The same, with `sketch` in its place until the page shows what it has, which it tells by giving itself a title.
///
/// # Errors
/// When the window is gone.
pub(crate) fn draw_when_titled<R: Runtime>(
    window: &WebviewWindow<R>,
    sketch: impl Fn(&WebView, &Context) + Send + 'static,
) -> tauri::Result<()> {
    window.with_webview(|view| {
        let view = view.inner();
        let draw = hold(&view, sketch);
        view.connect_title_notify(draw.clone());
        view.connect_load_changed(move |view, event| {
            if event == LoadEvent::Finished {
                let (view, draw) = (view.clone(), draw.clone());
                timeout_add_local_once(LATEST, move || draw(&view));
            }
        });
    })
}

/// Has something else drawn in place of a web view. Answers what ends that; the second time it does nothing.
fn hold(
    view: &WebView,
    else_draw: impl Fn(&WebView, &Context) + 'static,
) -> impl Fn(&WebView) + Clone + 'static {
    let held = view.connect_draw(move |view, pen| {
        else_draw(view, pen);
        Propagation::Stop
    });
    let held = Rc::new(Cell::new(Some(held)));
    move |view| {
        if let Some(held) = held.take() {
            view.disconnect(held);
            view.queue_draw();
        }
    }
}

fn has_card(folder: &Path) -> bool {
    disk::names(folder).is_ok_and(|names| names.iter().any(|name| name.starts_with("renderD")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_one_that_programs_may_draw_with() {
        let folder = tempfile::tempdir().expect("a folder");
        let has_one = || has_card(folder.path());
        assert!(!has_one() && !has_card(&folder.path().join("none")));
        disk::write_atomic(&folder.path().join("card0"), b"").expect("written");
        assert!(!has_one(), "a screen alone");
        disk::write_atomic(&folder.path().join("renderD128"), b"").expect("written");
        assert!(has_one());
    }
}
