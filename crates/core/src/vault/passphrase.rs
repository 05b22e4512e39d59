//! How the person is asked for a passphrase. Rule: never through the page; by a program made for it, or on the terminal
//! of the caller.

use portico_model::Secret;

use super::store::Unasked;
use crate::words::Words;

/// Asks the person. Calls block until the person has answered; only the vault's thread makes them.
pub trait Passphrase: std::fmt::Debug + Send + Sync {
    /// What the person typed.
    ///
    /// # Errors
    /// Why nothing was typed.
    fn ask(&self, question: Question) -> Result<Secret, Unasked>;

    /// Whether the question appears where the caller is (on its terminal), so that the caller waits for the answer.
    fn asks_here(&self) -> bool;
}

/// What the person is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Question {
    /// The passphrase chosen before.
    Known {
        /// What was typed just now is not it.
        again: bool,
    },
    /// A new one, typed twice.
    New {
        /// What was typed just now is too short.
        again: bool,
    },
}

impl Question {
    /// The question in words.
    #[must_use]
    pub fn text(self, words: &Words) -> String {
        match self {
            Self::Known { again: false } => words.passphrase(),
            Self::Known { again: true } => words.passphrase_after_wrong(),
            Self::New { again: false } => words.new_passphrase(),
            Self::New { again: true } => words.new_passphrase_after_short(),
        }
    }
}

/// For work that no person is there for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Passphrase for Nobody {
    fn ask(&self, _: Question) -> Result<Secret, Unasked> {
        Err(Unasked::Nobody)
    }

    fn asks_here(&self) -> bool {
        false
    }
}
