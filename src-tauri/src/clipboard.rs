//! The clipboard. Rule: one thread owns it for the life of the program, because on Linux what was copied is served by
//! the program it was copied from; clipboard histories are asked to leave our text out.

use std::sync::mpsc::{self, Receiver, Sender};

use arboard::Set;
use portico_core::error::{Code, Error, Result};
use portico_model::Secret;

/// The longest text that is read, in characters: no address of a console is longer.
const LONGEST: usize = 4096;

type Request = (Secret, Sender<Result<()>>);

/// The thread that owns the clipboard. It opens it when something is first copied.
#[derive(Debug)]
pub(crate) struct Clipboard {
    requests: Sender<Request>,
}

impl Clipboard {
    /// Starts the thread.
    pub(crate) fn start() -> Self {
        let (requests, inbox) = mpsc::channel();
        let spawned = std::thread::Builder::new().name("clipboard".to_owned()).spawn(move || own(&inbox));
        if let Err(error) = spawned {
            // Each copy will then answer that there is no clipboard.
            tracing::error!(%error, "no thread for the clipboard");
        }
        Self { requests }
    }

    /// Replaces what is on the clipboard by `text`.
    ///
    /// # Errors
    /// When there is no clipboard, or it is held by another program.
    pub(crate) fn copy(&self, text: &Secret) -> Result<()> {
        let (answer, outcome) = mpsc::channel();
        self.requests.send((text.clone(), answer)).map_err(failed)?;
        outcome.recv().map_err(failed)?
    }
}

/// The text on the clipboard, read when somebody asks for it and never by itself; at most as much as a search takes.
///
/// # Errors
/// When there is no clipboard. What is no text is as good as nothing.
pub(crate) fn read() -> Result<String> {
    let mut clipboard = arboard::Clipboard::new().map_err(failed)?;
    let text = match clipboard.get_text() {
        Ok(text) => text,
        Err(arboard::Error::ContentNotAvailable) => String::new(),
        Err(error) => return Err(failed(error)),
    };
    Ok(text.trim().chars().filter(|letter| !letter.is_control()).take(LONGEST).collect())
}

fn own(inbox: &Receiver<Request>) {
    let mut clipboard = None;
    for (text, answer) in inbox {
        let outcome = put(&mut clipboard, &text);
        if outcome.is_err() {
            // The display may have gone and come back: the next copy opens it anew.
            clipboard = None;
        }
        drop(answer.send(outcome));
    }
}

fn put(clipboard: &mut Option<arboard::Clipboard>, text: &Secret) -> Result<()> {
    let open = match clipboard {
        Some(open) => open,
        None => clipboard.insert(arboard::Clipboard::new().map_err(failed)?),
    };
    unrecorded(open.set()).text(text.expose().as_str()).map_err(failed)
}

#[cfg(target_os = "linux")]
fn unrecorded(set: Set<'_>) -> Set<'_> {
    arboard::SetExtLinux::exclude_from_history(set)
}

#[cfg(target_os = "macos")]
fn unrecorded(set: Set<'_>) -> Set<'_> {
    arboard::SetExtApple::exclude_from_history(set)
}

#[cfg(windows)]
fn unrecorded(set: Set<'_>) -> Set<'_> {
    use arboard::SetExtWindows as _;
    set.exclude_from_cloud().exclude_from_history()
}

fn failed(error: impl std::error::Error) -> Error {
    Error::new(
        Code::DesktopFailed,
        format!("Nothing was copied, because the clipboard cannot be used: {error}."),
        "Try again; without a clipboard, use `portico credentials` in a terminal.",
    )
}
