//! The passphrase of the encrypted file, asked for by `pinentry`: a program made for that, whose window no page and no
//! other program can read. Rule: it never goes through the page.

use pinentry::Error as Refusal;
use pinentry::PassphraseInput;
use portico_core::vault::{Passphrase, Question, Unasked};
use portico_core::words::Words;
use portico_model::Secret;
use tauri::AppHandle;

use crate::preferences;

/// By preference: those that open a window; the last one is whatever the person made the usual one.
const PROGRAMS: [&str; 6] =
    ["pinentry-gnome3", "pinentry-qt", "pinentry-gtk-2", "pinentry-mac", "pinentry-x11", "pinentry"];
/// How long the question stays open, in seconds.
const PATIENCE: u16 = 300;

/// Asks in the language of this app.
#[derive(Clone, Debug)]
pub(crate) struct Pinentry(pub(crate) AppHandle);

impl Passphrase for Pinentry {
    fn ask(&self, question: Question) -> Result<Secret, Unasked> {
        ask_with(&PROGRAMS, question, preferences::words(&self.0))
    }

    /// Nothing waits for the window: the page says that the file is locked, and goes on when it is open.
    fn asks_here(&self) -> bool {
        false
    }
}

/// Asks with the first of these programs that is there.
fn ask_with(
    programs: &[impl AsRef<std::ffi::OsStr>],
    question: Question,
    words: &Words,
) -> Result<Secret, Unasked> {
    let mut input = programs.iter().find_map(PassphraseInput::with_binary).ok_or(Unasked::NoProgram)?;
    let (description, label) = (question.text(words), words.passphrase_label());
    let (empty, again, differ) =
        (words.passphrase_empty(), words.passphrase_again(), words.passphrases_differ());
    input.with_title("Portico").with_description(&description).with_prompt(&label);
    input.required(&empty).with_timeout(PATIENCE);
    if let Question::New { .. } = question {
        input.with_confirmation(&again, &differ);
    }
    match input.interact() {
        Ok(text) => Ok(Secret::new(pinentry_text(&text))),
        Err(Refusal::Cancelled | Refusal::Timeout) => Err(Unasked::Dismissed),
        Err(error) => {
            tracing::warn!(%error, "pinentry could not ask");
            Err(Unasked::NoProgram)
        }
    }
}

fn pinentry_text(text: &secrecy::SecretString) -> String {
    use secrecy::ExposeSecret as _;
    text.expose_secret().to_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::{Path, PathBuf};

    use portico_core::words::Language;

    use super::*;

    /// Speaks Assuan as `pinentry` does, and answers the question so.
    fn program(folder: &Path, answer: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt as _;
        let path = folder.join("pinentry");
        let script = format!(
            "#!/bin/sh\necho OK\nwhile read -r word rest; do\n  echo \"$word $rest\" >> '{}/heard'\n  case $word in \
             GETPIN) printf '{answer}\\n' ;; *) echo OK ;; esac\ndone\n",
            folder.display()
        );
        write(&path, &script);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("its own file");
        path
    }

    #[expect(clippy::disallowed_methods, reason = "a test writes the program it runs")]
    fn write(path: &Path, text: &str) {
        std::fs::write(path, text).expect("written");
    }

    #[expect(clippy::disallowed_methods, reason = "a test reads what its program heard")]
    fn heard(folder: &Path) -> String {
        std::fs::read_to_string(folder.join("heard")).expect("it heard something")
    }

    #[test]
    fn what_is_typed_comes_back_and_what_is_closed_or_missing_is_told() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let asked = |answer: &str, question| {
            let programs = vec![folder.path().join("none"), program(folder.path(), answer)];
            let words = Words::of(Language::En);
            ask_with(&programs, question, words).map(|text| text.expose().clone())
        };
        let known = Question::Known { again: false };
        assert_eq!(
            asked("D correct 100%%25 h\\\\303\\\\266rse\\nOK", known),
            Ok("correct 100% h\\303\\266rse".to_owned())
        );
        assert_eq!(asked("ERR 83886179 Operation cancelled", known), Err(Unasked::Dismissed));
        assert_eq!(asked("D new one\\nOK", Question::New { again: true }), Ok("new one".to_owned()));
        let heard = heard(folder.path());
        assert!(heard.contains("SETREPEAT ") && heard.contains("Eight characters"), "{heard}");
        let none = [folder.path().join("none")];
        let asked = ask_with(&none, known, Words::of(Language::En));
        assert_eq!(asked.map(drop), Err(Unasked::NoProgram));
    }
}
