//! A passphrase typed on the terminal: read from the terminal itself, without its echo, whatever stdin and stdout are.

use std::io::ErrorKind;

use portico_core::vault::{Passphrase, Question, Unasked};
use portico_core::words::{Language, Words};
use portico_model::Secret;

/// Asks on the controlling terminal; nobody is asked where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Typed;

impl Passphrase for Typed {
    fn ask(&self, question: Question) -> Result<Secret, Unasked> {
        let text = question.text(Words::of(Language::En));
        let mut prompt = format!("{text}: ");
        loop {
            let typed = read(&prompt)?;
            match question {
                Question::Known { .. } => return Ok(typed),
                Question::New { .. } => {
                    if read("The same once more: ")?.expose() == typed.expose() {
                        return Ok(typed);
                    }
                }
            }
            prompt = format!("These were different. {text}: ");
        }
    }

    fn asks_here(&self) -> bool {
        true
    }
}

fn read(prompt: &str) -> Result<Secret, Unasked> {
    match rpassword::prompt_password(prompt) {
        Ok(text) => Ok(Secret::new(text)),
        Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::UnexpectedEof) => {
            Err(Unasked::Dismissed)
        }
        Err(_) => Err(Unasked::Nobody),
    }
}
