//! Where secrets are kept, and whether that works.

use super::{Check, Finding, Level};
use crate::disk::Home;
use crate::error::{Code, Error};
use crate::settings::Choice;
use crate::vault::{self, Vault};
use crate::words::Words;

/// Tries the place of secrets out, without asking anybody for a password.
pub(super) async fn check(vault: &Vault, home: &Home, words: &Words) -> Vec<Finding> {
    let choice = match Choice::load(home) {
        Ok(choice) => choice,
        Err(error) => return vec![refused(&error, words)],
    };
    let tried = match choice {
        Choice::Memory => Ok(()),
        Choice::System | Choice::File => vault::self_test(vault, home).await,
    };
    vec![judged(choice, tried.err().as_ref(), words)]
}

fn judged(choice: Choice, error: Option<&Error>, words: &Words) -> Finding {
    match (error, choice) {
        (None, Choice::System) => Finding::good(Check::Keychain, words.keychain_good()),
        (None, Choice::File) => Finding::good(Check::Keychain, words.encrypted_file_good()),
        (None, Choice::Memory) => Finding::new(Check::Keychain, Level::Note, words.memory_only())
            .mended_by(words.memory_only_remedy()),
        (Some(error), _) => {
            // A locked one is in order, and wants a password that nobody asks for here.
            let is_locked = error.code() == Code::KeychainLocked;
            let level = if is_locked { Level::Warning } else { Level::Problem };
            Finding { level, ..refused(error, words) }
        }
    }
}

fn refused(error: &Error, words: &Words) -> Finding {
    Finding::of(Check::Keychain, error, words.keychain_refused(error.message()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn g4_each_state_of_the_keychain_is_told_apart() {
        let words = Words::of(Language::En);
        let told = |code| judged(Choice::System, Some(&Error::new(code, "Sentence.", "Remedy.")), words);
        assert_eq!(judged(Choice::System, None, words).level, Level::Good);
        assert_eq!(told(Code::KeychainLocked).level, Level::Warning);
        for code in [Code::KeychainAbsent, Code::KeychainSilent, Code::KeychainFailed, Code::KeychainItemGone]
        {
            let finding = told(code);
            assert_eq!((finding.level, finding.remedy.as_deref()), (Level::Problem, Some("Remedy.")));
        }
    }
}
