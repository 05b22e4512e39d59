//! How the person is asked for a passphrase. Rule: never through the page; by a program made for it, or on the terminal
//! of the caller.

use portico_model::Secret;

use super::store::Unasked;

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
    pub fn text(self) -> &'static str {
        match self {
            Self::Known { again: false } => "The passphrase of Portico's encrypted file of secrets",
            Self::Known { again: true } => {
                "That is not it. The passphrase of Portico's encrypted file of secrets"
            }
            Self::New { again: false } => "A new passphrase for Portico's encrypted file of secrets",
            Self::New { again: true } => "Eight characters at least. A new passphrase for Portico's secrets",
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
