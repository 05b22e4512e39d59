//! The desktop behind the engine: browser, clipboard, notifications, tray, window. Rule: each verb hands its work to
//! the thread it belongs to and returns; only copying waits for its outcome.

use portico_core::console::browser;
use portico_core::engine::{Cause, Command, Engine, Event, Reply, Shell};
use portico_core::error::{Code, Error, Result};
use portico_core::journal::Asker;
use portico_core::notice::{Notice, NoticeAction};
use portico_core::tray::Menu;
use portico_core::words::{Language, Words};
use portico_model::Secret;
use tauri::{AppHandle, Manager, Runtime};
use tauri_specta::Event as _;
use url::Url;

use crate::clipboard::Clipboard;
use crate::commands::Changed;
use crate::{notification, preferences, tray, window};

/// The desktop as Tauri offers it.
pub(crate) struct Desktop<R: Runtime> {
    app: AppHandle<R>,
    clipboard: Clipboard,
}

impl<R: Runtime> Desktop<R> {
    /// The desktop `app` runs on.
    pub(crate) fn new(app: AppHandle<R>) -> Self {
        Self { app, clipboard: Clipboard::start() }
    }
}

impl<R: Runtime> Shell for Desktop<R> {
    fn open_url(&self, url: &Url) -> Result<()> {
        browser::open(url)
    }

    fn copy(&self, text: &Secret) -> Result<()> {
        self.clipboard.copy(text)
    }

    fn notify(&self, notice: &Notice) {
        notification::show(&self.app, notice);
    }

    fn draw_tray(&self, menu: &Menu) {
        tray::draw(&self.app, menu);
    }

    fn publish(&self, event: &Event) {
        // Without a window nobody listens, and a new page asks for the snapshot by itself.
        if self.app.get_webview_window(window::MAIN).is_some() {
            let changed =
                Changed { cause: kind(&event.cause).to_owned(), snapshot: event.snapshot.as_ref().clone() };
            if let Err(error) = changed.emit_to(&self.app, window::MAIN) {
                tracing::warn!(%error, "the window was not told");
            }
        }
    }

    fn words(&self) -> &'static Words {
        preferences::words(&self.app)
    }
}

/// Runs what a person asked for outside the window; a failure is told by a notification, where they can see it.
pub(crate) fn run<R: Runtime>(app: &AppHandle<R>, command: Command) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let Some(engine) = app.try_state::<Engine>().map(|engine| engine.inner().clone()) else { return };
        if is_crowded(&engine, &command).await {
            return window::ask_for(&app, &command);
        }
        match engine.run_as(Asker::Tray, command.clone()).await {
            Ok(Reply::Asked(_)) => window::ask_for(&app, &command),
            Ok(_) => {}
            Err(error) => {
                if let Some(notice) = failure(&error, &command, preferences::words(&app)) {
                    notification::show(&app, &notice);
                }
            }
        }
    });
}

/// Whether AWS would want somebody signed out first: the page says who is there.
async fn is_crowded(engine: &Engine, command: &Command) -> bool {
    let Command::OpenConsole(key, _, manner) = command else { return false };
    engine.crowd(key, manner.browser.as_ref()).await.is_some()
}

/// What is told of a failure: nothing when the person themselves ended it, a button when signing in mends it. The engine's own
/// sentences are English: in another language they stand below a heading.
fn failure(error: &Error, command: &Command, words: &Words) -> Option<Notice> {
    if error.code() == Code::SignInCancelled {
        return None;
    }
    if let (Code::SignInRequired, Command::OpenConsole(key, ..)) = (error.code(), command) {
        return Some(Notice {
            title: words.not_signed_in(key.portal.as_str()),
            body: words.not_signed_in_body(),
            action: Some((words.sign_in(), NoticeAction::SignIn(key.portal.clone()))),
        });
    }
    let (message, remedy) = (error.message(), error.remedy());
    let (title, body) = match words.language() {
        Language::En => (message.to_owned(), remedy.to_owned()),
        Language::De | Language::Fr | Language::Es | Language::Ja => {
            (words.not_done(), format!("{message} {remedy}"))
        }
    };
    Some(Notice { title, body, action: None })
}

/// The kind of a cause, without what it names: addresses of sign-ins are none of the page's business.
fn kind(cause: &Cause) -> &'static str {
    match cause {
        Cause::Started => "started",
        Cause::PortalsChanged => "portals_changed",
        Cause::SignInStarted(..) => "sign_in_started",
        Cause::CodeShown(_) => "code_shown",
        Cause::SignedIn(_) => "signed_in",
        Cause::SignInEnded(_) => "sign_in_ended",
        Cause::SignedOut(_) => "signed_out",
        Cause::Renewed(_) => "renewed",
        Cause::EndingSoon(_) => "ending_soon",
        Cause::SessionEnded(_) => "session_ended",
        Cause::ChangedElsewhere(_) => "changed_elsewhere",
        Cause::ListingProgressed(_) => "listing_progressed",
        Cause::Listed(_) => "listed",
        Cause::Reachability(_) => "reachability",
        Cause::ConsoleOpened(_) => "console_opened",
        Cause::ConsolesSignedOut => "consoles_signed_out",
        Cause::CredentialsUsed(_) => "credentials_used",
        Cause::ServingChanged => "serving_changed",
        Cause::Served(_) => "served",
        Cause::ProfileExported(_) => "profile_exported",
        Cause::ProfilesWritten => "profiles_written",
        Cause::SignInWanted(_) => "sign_in_wanted",
        Cause::ClockChanged => "clock_changed",
        Cause::SettingsChanged => "settings_changed",
        Cause::Labelled(_) => "labelled",
        Cause::ChangesSeen => "changes_seen",
        Cause::AccessAwaited(_) => "access_awaited",
        Cause::AccessArrived(..) => "access_arrived",
        Cause::Moved => "moved",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_core::console::Destination;
    use portico_core::engine::Manner;
    use portico_core::role::RoleKey;

    fn open() -> Command {
        let key = RoleKey {
            portal: "acme".parse().expect("a portal"),
            account: "012345678901".parse().expect("an account"),
            role: "ReadOnlyAccess".parse().expect("a role"),
        };
        Command::OpenConsole(key, Destination::default(), Manner::default())
    }

    #[test]
    fn a_cancelled_sign_in_is_not_told() {
        let error = Error::new(Code::SignInCancelled, "You cancelled.", "Sign in again.");
        assert_eq!(failure(&error, &open(), Words::of(Language::En)), None);
    }

    #[test]
    fn a_console_without_a_session_offers_to_sign_in() {
        let notice =
            failure(&Error::sign_in_required(&"acme"), &open(), Words::of(Language::En)).expect("told");
        let portal = "acme".parse().expect("a portal");
        assert_eq!(notice.action, Some(("Sign in".to_owned(), NoticeAction::SignIn(portal))));
        assert!(!notice.body.contains("portico login"), "{}", notice.body);
    }

    #[test]
    fn other_failures_are_told_with_their_remedy() {
        let error = Error::new(Code::Offline, "AWS cannot be reached.", "Check the network.");
        let told = |language| failure(&error, &open(), Words::of(language)).expect("told");
        let notice = told(Language::En);
        assert_eq!(
            (notice.title.as_str(), notice.body.as_str()),
            ("AWS cannot be reached.", "Check the network.")
        );
        let notice = told(Language::De);
        assert_eq!(notice.title, "Das ist nicht gelungen");
        assert_eq!(
            (notice.body.as_str(), notice.action),
            ("AWS cannot be reached. Check the network.", None)
        );
    }
}
