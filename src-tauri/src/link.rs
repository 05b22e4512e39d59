//! Links of Portico's own that somebody followed: the desktop starts Portico with one as its argument (Linux, Windows), or hands it
//! over (macOS).
//!
//! Rule: nothing comes of a link but a question in the window. The last one followed is kept until a page asks for it; what it says is
//! read by the engine, never here.

use std::sync::{Mutex, PoisonError};

use portico_core::console::paste::SCHEME;
use tauri::{AppHandle, Manager, Runtime};
use tauri_specta::Event;

use crate::commands::Linked;
use crate::window;

/// The most characters that are kept of a link: more than one may have, so that a longer one is told from it.
const MOST: usize = 16 * 1024;

/// The link that a page has not asked for yet.
#[derive(Debug, Default)]
pub(crate) struct Followed(Mutex<Option<String>>);

impl Followed {
    /// It is for one page only.
    pub(crate) fn take(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, link: &str) {
        let link = link.chars().take(MOST).collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(link);
    }
}

/// The first link among the arguments of a program.
pub(crate) fn among(arguments: impl IntoIterator<Item = String>) -> Option<String> {
    arguments.into_iter().find(|argument| is_ours(argument))
}

/// Keeps a link and has the page ask about it.
pub(crate) fn follow<R: Runtime>(app: &AppHandle<R>, link: &str) {
    app.state::<Followed>().put(link);
    if app.get_webview_window(window::MAIN).is_some()
        && let Err(error) = (Linked {}).emit_to(app, window::MAIN)
    {
        tracing::warn!(%error, "the page does not learn of a link");
    }
    window::show(app, None);
}

/// Keeps the link that this program was started with; answers whether there is one.
pub(crate) fn keep_own<R: Runtime>(app: &AppHandle<R>) -> bool {
    let arguments = std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let link = among(arguments);
    if let Some(link) = &link {
        app.state::<Followed>().put(link);
    }
    link.is_some()
}

fn is_ours(argument: &str) -> bool {
    let scheme = argument.get(..SCHEME.len());
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
        && argument[SCHEME.len()..].starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_found_among_arguments_and_nothing_else_is_one() {
        let among = |words: &[&str]| among(words.iter().map(|&word| word.to_owned()));
        let link = "portico://open?account=444455556666";
        assert_eq!(among(&["portico-app", "--hidden", link]).as_deref(), Some(link));
        assert_eq!(among(&["PORTICO:x"]).as_deref(), Some("PORTICO:x"));
        for other in
            ["portico", "porticox://open", "https://portico://open", "--portico:", "", "é", "portic\u{fc}:"]
        {
            assert_eq!(among(&[other]), None, "{other}");
        }
    }

    #[test]
    fn the_last_link_is_kept_for_one_page_and_cut() {
        let followed = Followed::default();
        followed.put("portico://open?account=1");
        followed.put(&"x".repeat(MOST + 5));
        assert_eq!(followed.take().map(|link| link.len()), Some(MOST));
        assert_eq!(followed.take(), None);
    }
}
