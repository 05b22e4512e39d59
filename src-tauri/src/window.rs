//! The window. Rules: it is made when somebody wants to see it and destroyed when closed, so that no web view
//! lives in the background; it shows the page inside the binary and goes nowhere else.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use portico_core::engine::{Command, Engine};
use portico_core::role::RoleKey;
use portico_core::settings::PortalName;
use portico_core::view::Listing;
use portico_core::words::Language;
use portico_model::AccountId;
use tauri::async_runtime::JoinHandle;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{
    AppHandle, LogicalPosition, LogicalSize, Manager, Runtime, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder,
};
use tauri_specta::Event;
use url::Url;

use crate::commands::{Deed, Goal, Landing, Shown, Wanted};
use crate::gate::Gate;
use crate::preferences::{self, Placement, Theme};
#[cfg(target_os = "linux")]
use crate::renderer;
use crate::{memory, request, tray};

/// The label that the capability names.
pub(crate) const MAIN: &str = "main";

/// Rows of the list that a page begins with: more than a window shows.
const FIRST_ROWS: u32 = 40;
/// How long a page that is being loaded waits for the keychain.
const KEYCHAIN: Duration = Duration::from_millis(150);

const USUAL: (f64, f64) = (1000.0, 680.0);
const LEAST: (f64, f64) = (720.0, 480.0);

/// Brings the window to the front, making it first when there is none; one that is there goes to `goal`.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>, goal: Option<Goal>) {
    let app = app.clone();
    // Never from inside an event handler: on Windows the web view would wait for the very thread that makes it.
    tauri::async_runtime::spawn(async move {
        match app.get_webview_window(MAIN) {
            Some(window) => log(raise(&app, &window, goal), "the window cannot be shown"),
            None => in_one_go(&app, make, "the window cannot be shown"),
        }
    });
}

/// What was chosen in the tray while there was no page to confirm it in.
#[derive(Default)]
pub(crate) struct Pending(Mutex<Option<Wanted>>);

impl Pending {
    /// It is for one page only.
    pub(crate) fn take(&self) -> Option<Wanted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Has the page ask for what has to be confirmed: a menu cannot be held.
pub(crate) fn ask_for<R: Runtime>(app: &AppHandle<R>, command: &Command) {
    let (key, deed) = if let Command::OpenConsole(key, ..) = command {
        (key, Deed::Open)
    } else if let Command::Serve(key, _) = command {
        (key, Deed::Serve)
    } else {
        return;
    };
    let RoleKey { portal, account, role } = key;
    let wanted = Wanted {
        portal: portal.to_string(),
        account: account.to_string(),
        role: role.to_string(),
        deed,
        at: Landing::default(),
    };
    want(app, wanted);
}

/// Has the page show an account.
pub(crate) fn show_account<R: Runtime>(app: &AppHandle<R>, portal: &PortalName, account: &AccountId) {
    let wanted = Wanted {
        portal: portal.to_string(),
        account: account.to_string(),
        role: String::new(),
        deed: Deed::Show,
        at: Landing::default(),
    };
    want(app, wanted);
}

/// Has the page see to what was chosen elsewhere.
pub(crate) fn want<R: Runtime>(app: &AppHandle<R>, wanted: Wanted) {
    if app.get_webview_window(MAIN).is_some() {
        log(wanted.emit_to(app, MAIN), "the page does not learn what was chosen in the tray");
    } else if let Some(pending) = app.try_state::<Pending>() {
        *pending.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(wanted);
    }
    show(app, None);
}

/// Lights an open window; a later one is lit when it is made.
pub(crate) fn light<R: Runtime>(app: &AppHandle<R>, theme: Theme) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let lit = window.set_theme(theme.forced());
        log(lit, "the window keeps its theme");
    }
}

/// Closes it, as its own button does.
pub(crate) fn close<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        log(window.close(), "the window stays open");
    }
}

/// Keeps in mind where an open window is.
pub(crate) fn remember<R: Runtime>(app: &AppHandle<R>) {
    if let Some(place) = app.get_webview_window(MAIN).and_then(|window| placement(&window).ok()) {
        preferences::remember(app, place);
    }
}

fn raise<R: Runtime>(app: &AppHandle<R>, window: &WebviewWindow<R>, goal: Option<Goal>) -> tauri::Result<()> {
    window.unminimize()?;
    window.show()?;
    window.set_focus()?;
    Shown { goal }.emit_to(app, MAIN)
}

/// Where nobody looks at the list any more, it need not be in memory.
pub(crate) fn forget<R: Runtime>(app: &AppHandle<R>) {
    if !app.webview_windows().is_empty() {
        return;
    }
    if let Some(engine) = app.try_state::<Engine>() {
        engine.parts().attention.turn_to([]);
        engine.parts().catalog.rest();
    }
    tauri::async_runtime::spawn_blocking(memory::give_back);
}

/// Makes a window with all that is hung onto it before anything comes between. On Windows the web view would wait for the very thread
/// that makes it.
pub(crate) fn in_one_go<R: Runtime>(
    app: &AppHandle<R>,
    make: fn(&AppHandle<R>) -> tauri::Result<()>,
    consequence: &'static str,
) {
    let own = app.clone();
    let made = if cfg!(target_os = "linux") {
        app.run_on_main_thread(move || log(make(&own), consequence))
    } else {
        make(app)
    };
    log(made, consequence);
}

/// Makes the window; a fresh page focuses its search by itself.
///
/// # Errors
/// When the desktop has no place for one.
pub(crate) fn make<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let place = preferences::placement(app).filter(|place| is_visible(app, place));
    let (width, height) = place.map_or(USUAL, |place| (place.width.max(LEAST.0), place.height.max(LEAST.1)));
    // While the web process starts.
    let reading = Mutex::new(Some(read_beginning(app)));
    let mut builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Portico")
        .inner_size(width, height)
        .min_inner_size(LEAST.0, LEAST.1)
        .theme(preferences::load(app).theme.forced())
        .devtools(cfg!(debug_assertions))
        .data_directory(app.state::<portico_core::disk::Home>().data().join("webview"))
        .on_navigation(is_ours)
        .on_page_load(move |window, load| match load.event() {
            PageLoadEvent::Started => {
                let read = reading.lock().unwrap_or_else(PoisonError::into_inner).take();
                tauri::async_runtime::spawn(open_with(window, read));
            }
            // Once this event has been seen to: first of all the page is drawn.
            PageLoadEvent::Finished => {
                tauri::async_runtime::spawn(async move { tray::unveil(window.app_handle()) });
            }
        })
        .on_new_window(|_, _| NewWindowResponse::Deny);
    if let Some(script) = first_picture(app) {
        builder = builder.initialization_script(script);
    }
    builder = match place {
        Some(place) => builder.position(place.x, place.y).maximized(place.maximized),
        None => builder.center(),
    };
    match builder.build() {
        #[cfg(target_os = "linux")]
        Ok(window) => renderer::draw_when_loaded(&window),
        #[cfg(not(target_os = "linux"))]
        Ok(_) => Ok(()),
        // Somebody asked twice; the first window is on its way.
        Err(tauri::Error::WebviewLabelAlreadyExists(_) | tauri::Error::WindowLabelAlreadyExists(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// What draws the first picture, ahead of the page's own script (`ui/src/first.ts`), with the words of the language that is spoken: what is
/// in the page before it begins need not be asked for. Vite's page does without.
fn first_picture<R: Runtime>(app: &AppHandle<R>) -> Option<String> {
    let script = |name: String| String::from_utf8(app.asset_resolver().get(name)?.bytes).ok();
    let language = preferences::spoken(app);
    let words = if language == Language::En {
        String::new()
    } else {
        script(format!("first-{}.js", language.tag()))?
    };
    let first = script("first.js".to_owned()).filter(|_| !tauri::is_dev())?;
    // Its names end with the block. On Windows it comes into the isolation frame, too.
    Some(format!("'use strict'; if (window === top) {{ {words}{first} }}"))
}

/// The beginning of the list, being read.
type Reading = JoinHandle<tauri::Result<Option<Listing>>>;

/// Reads it as soon as the engine is there.
fn read_beginning<R: Runtime>(app: &AppHandle<R>) -> Reading {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let engine = engine_of(&app).await;
        tauri::async_runtime::spawn_blocking(move || request::beginning(&app, &engine, FIRST_ROWS)).await
    })
}

/// Puts what the page shows first into it while it is being loaded; for one that is loaded again the list is read anew. The page asks by
/// itself where this comes too late: the way through the isolation frame is longer than all the rest.
async fn open_with<R: Runtime>(window: WebviewWindow<R>, read: Option<Reading>) {
    let app = window.app_handle();
    let listing = read.unwrap_or_else(|| read_beginning(app)).await.flatten();
    let engine = engine_of(app).await;
    // Without what the keychain holds the picture would be another one.
    drop(tokio::time::timeout(KEYCHAIN, engine.ready()).await);
    let given = listing.and_then(|listing| {
        let json = serde_json::to_string(&request::opening(app, &engine, listing))?;
        window.eval(format!("window.opening = {json}; dispatchEvent(new Event('opening'))"))
    });
    log(given, "the page asks for itself");
}

async fn engine_of<R: Runtime>(app: &AppHandle<R>) -> Engine {
    app.state::<Gate>().passed().await;
    app.state::<Engine>().inner().clone()
}

/// The page's own origin and its isolation frame's, in the spelling of each platform; in development, Vite's.
pub(crate) fn is_ours(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = url.username().is_empty() && url.password().is_none();
    let ours = match url.scheme() {
        "tauri" => host == "localhost" && url.port().is_none(),
        "http" | "https" if tauri::is_dev() && host == "127.0.0.1" => url.port() == Some(1420),
        "http" | "https" if cfg!(windows) => {
            let isolation = host.strip_prefix("isolation-").and_then(|rest| rest.strip_suffix(".localhost"));
            let own = host == "tauri.localhost" || isolation.is_some_and(is_nonce);
            own && url.port().is_none()
        }
        scheme => scheme.strip_prefix("isolation-").is_some_and(is_nonce) && host == "localhost",
    };
    ours && bare
}

fn is_nonce(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn placement<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<Placement> {
    let scale = window.scale_factor()?;
    let size: LogicalSize<f64> = window.inner_size()?.to_logical(scale);
    let place: LogicalPosition<f64> = window.outer_position()?.to_logical(scale);
    let maximized = window.is_maximized()?;
    Ok(Placement { width: size.width, height: size.height, x: place.x, y: place.y, maximized })
}

/// Whether the title bar would be on a screen that is there now.
fn is_visible<R: Runtime>(app: &AppHandle<R>, place: &Placement) -> bool {
    let finite = [place.width, place.height, place.x, place.y].into_iter().all(f64::is_finite);
    finite
        && app.available_monitors().unwrap_or_default().iter().any(|monitor| {
            let corner: LogicalPosition<f64> = monitor.position().to_logical(monitor.scale_factor());
            let size: LogicalSize<f64> = monitor.size().to_logical(monitor.scale_factor());
            let (x, y) = (place.x - corner.x, place.y - corner.y);
            (-place.width / 2.0..size.width - 80.0).contains(&x) && (-10.0..size.height - 80.0).contains(&y)
        })
}

pub(crate) fn log(outcome: tauri::Result<()>, consequence: &str) {
    if let Err(error) = outcome {
        tracing::warn!(%error, "{consequence}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c8_the_window_goes_nowhere_else() {
        let ours = |text: &str| is_ours(&Url::parse(text).expect("a URL"));
        for good in
            ["tauri://localhost/index.html", "isolation-1f3a-2b://localhost/", "tauri://localhost/#/x"]
        {
            assert!(ours(good), "{good}");
        }
        for bad in [
            "http://app.evil.test/",
            "https://tauri.evil.test/",
            "https://tauri.localhost.evil.test/",
            "https://isolation-1.localhost.evil.test/",
            "tauri://localhost.evil.test/",
            "tauri://u@localhost/",
            "isolation-://localhost/",
            "isolation-1://evil.test/",
            "http://127.0.0.1:1/",
            "http://localhost:1420/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "javascript:0",
            "asset://localhost/etc/passwd",
            "ipc://localhost/snapshot",
        ] {
            assert!(!ours(bad), "{bad}");
        }
    }
}
