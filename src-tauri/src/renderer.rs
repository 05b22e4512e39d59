//! How web views paint on Linux. Rule: with a graphics card as WebKit likes it; without one on the processor alone, for what WebKit
//! does there otherwise, a card's way emulated, takes twice as long to the first picture and 70 MiB more. Whoever has set the
//! variable has decided.

use std::cell::Cell;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use gtk::cairo::Context;
use gtk::glib::{ObjectExt as _, Propagation, timeout_add_local_once};
use gtk::prelude::WidgetExt as _;
use portico_core::disk::{self, Environment};
use tauri::{Runtime, WebviewWindow};
use webkit2gtk::{LoadEvent, WebView, WebViewExt as _};

/// WebKit reads it when it makes the first web view.
const VARIABLE: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
/// Where Linux shows the cards that programs may draw with.
const CARDS: &str = "/dev/dri";
/// A page that has been loaded for so long is drawn without a title: something is amiss in it.
const LATEST: Duration = Duration::from_secs(1);

/// To be called before there is a second thread.
pub(crate) fn choose(environment: &Environment) {
    if environment.text(VARIABLE).is_some() || has_card(Path::new(CARDS)) {
        return;
    }
    if let Err(error) = gtk::glib::setenv(VARIABLE, "1", false) {
        tracing::debug!(%error, "WebKit paints as it likes");
    }
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
