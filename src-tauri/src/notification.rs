//! Notifications. Rule: each has its own thread, which waits for the one button and ends with the notification.

use notify_rust::Notification;
use portico_core::engine::Command;
use portico_core::notice::{Notice, NoticeAction};
use portico_core::words::Words;
use tauri::{AppHandle, Runtime};

use crate::{preferences, shell, window};

/// The key of the button, and the key desktops use for a click on the notification itself.
const BUTTON: &str = "portico";
const CLICK: &str = "default";

/// Shows `notice`; its button runs what the notice names, a click anywhere else on it shows the window.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>, notice: &Notice) {
    let (app, notice) = (app.clone(), notice.clone());
    let wait = move || match drawn(&notice, preferences::words(&app)).show() {
        Ok(shown) => shown.wait_for_action(|key| answered(&app, &notice, key)),
        Err(error) => tracing::warn!(%error, "a notification cannot be shown"),
    };
    if let Err(error) = std::thread::Builder::new().name("notification".to_owned()).spawn(wait) {
        tracing::warn!(%error, "no thread for a notification");
    }
}

/// Shows `notice` and does not wait for an answer: for a program that is about to end.
pub(crate) fn tell(notice: &Notice, words: &Words) {
    if let Err(error) = drawn(notice, words).show() {
        tracing::debug!(%error, "a notification cannot be shown");
    }
}

fn drawn(notice: &Notice, words: &Words) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname("Portico")
        .summary(&notice.title)
        .body(&body(&notice.body))
        .action(CLICK, &words.show());
    #[cfg(target_os = "linux")]
    notification.icon("portico-app");
    if let Some((text, _)) = &notice.action {
        notification.action(BUTTON, text);
    }
    notification.finalize()
}

fn answered<R: Runtime>(app: &AppHandle<R>, notice: &Notice, key: &str) {
    match &notice.action {
        // macOS answers with the button's text, all others with its key.
        Some((text, action)) if key == BUTTON || key == text => match action {
            NoticeAction::SignIn(portal) => shell::run(app, Command::SignIn(portal.clone())),
            NoticeAction::Show(portal, account) => window::show_account(app, portal, account),
        },
        Some(_) | None if key == CLICK => window::show(app, None),
        Some(_) | None => {}
    }
}

/// On Linux some desktops read the body as markup, so names from a portal must not be able to be any.
#[cfg(target_os = "linux")]
fn body(text: &str) -> String {
    let markup =
        notify_rust::get_capabilities().is_ok_and(|able| able.iter().any(|one| one == "body-markup"));
    if markup { escaped(text) } else { text.to_owned() }
}

#[cfg(not(target_os = "linux"))]
fn body(text: &str) -> String {
    text.to_owned()
}

#[cfg(target_os = "linux")]
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_be_markup() {
        assert_eq!(escaped("<img src=x> R&D"), "&lt;img src=x&gt; R&amp;D");
    }
}
