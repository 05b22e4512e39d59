//! Where secrets are kept, and whether that works.

use super::{Check, Finding, Level};
use crate::disk::Home;
use crate::error::{Code, Error};
use crate::settings::Choice;
use crate::vault::{self, Vault};

/// Tries the place of secrets out, without asking anybody for a password.
pub(super) async fn check(vault: &Vault, home: &Home) -> Vec<Finding> {
    let choice = match Choice::load(home) {
        Ok(choice) => choice,
        Err(error) => return vec![Finding::of(Check::Keychain, &error)],
    };
    let tried = match choice {
        Choice::Memory => Ok(()),
        Choice::System | Choice::File => vault::self_test(vault, home).await,
    };
    vec![judged(choice, tried.err().as_ref())]
}

fn judged(choice: Choice, error: Option<&Error>) -> Finding {
    match (error, choice) {
        (None, Choice::System) => Finding::good(
            Check::Keychain,
            "The keychain of this system is ready: a probe was kept and removed.",
        ),
        (None, Choice::File) => {
            Finding::good(Check::Keychain, "The encrypted file is open: a probe was kept and removed.")
        }
        (None, Choice::Memory) => Finding::new(
            Check::Keychain,
            Level::Note,
            "Secrets are kept in memory, so that commands cannot use the session of the app.",
        )
        .mended_by("Keep them in the keychain: portico keychain use system"),
        (Some(error), _) => {
            // A locked one is in order, and wants a password that nobody asks for here.
            let is_locked = error.code() == Code::KeychainLocked;
            let level = if is_locked { Level::Warning } else { Level::Problem };
            Finding { level, ..Finding::of(Check::Keychain, error) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g4_each_state_of_the_keychain_is_told_apart() {
        let told = |code| judged(Choice::System, Some(&Error::new(code, "Sentence.", "Remedy.")));
        assert_eq!(judged(Choice::System, None).level, Level::Good);
        assert_eq!(told(Code::KeychainLocked).level, Level::Warning);
        for code in [Code::KeychainAbsent, Code::KeychainSilent, Code::KeychainFailed, Code::KeychainItemGone]
        {
            let finding = told(code);
            assert_eq!((finding.level, finding.remedy.as_deref()), (Level::Problem, Some("Remedy.")));
        }
    }
}
