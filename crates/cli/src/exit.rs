//! How the command ends: exit codes that scripts rely on, in one table that the help prints.

use std::process::ExitCode;

use portico_core::Code;

/// Every exit code of `portico` (but those of a program that `portico exec` ran).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Exit {
    /// It worked.
    Done,
    /// A fault.
    Fault,
    /// Wrong use.
    WrongUse,
    /// Not signed in.
    SignInNeeded,
    /// No such thing.
    NotFound,
    /// The portal gives no answer.
    Unreachable,
    /// The keychain gives no answer.
    Keychain,
    /// A file.
    File,
    /// Not let in.
    SignInFailed,
    /// The journal was tampered with.
    Tampered,
    /// The person thought better of it.
    Cancelled,
}

impl Exit {
    /// All of them, in the order of their numbers.
    pub(crate) const ALL: [Self; 11] = [
        Self::Done,
        Self::Fault,
        Self::WrongUse,
        Self::SignInNeeded,
        Self::NotFound,
        Self::Unreachable,
        Self::Keychain,
        Self::File,
        Self::SignInFailed,
        Self::Tampered,
        Self::Cancelled,
    ];

    /// The number.
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Fault => 1,
            Self::WrongUse => 2,
            Self::SignInNeeded => 3,
            Self::NotFound => 4,
            Self::Unreachable => 5,
            Self::Keychain => 6,
            Self::File => 7,
            Self::SignInFailed => 8,
            Self::Tampered => 9,
            Self::Cancelled => 130,
        }
    }

    /// What it tells.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Done => "It worked.",
            Self::Fault => "A fault of Portico or of the desktop, or something unexpected.",
            Self::WrongUse => "Wrong use, or input that cannot be right.",
            Self::SignInNeeded => "Nobody is signed in to the portal, or the session has ended.",
            Self::NotFound => "No such portal, account, role or profile, or the role is not assigned to you.",
            Self::Unreachable => "The portal is unreachable, throttles, fails, or is not an Identity Center.",
            Self::Keychain => {
                "The keychain is locked, absent, silent, too small, has lost an item or refuses."
            }
            Self::File => "A file cannot be read, understood or written.",
            Self::SignInFailed => "The sign-in failed or was refused.",
            Self::Tampered => "The journal is not as it was written.",
            Self::Cancelled => "Cancelled with Ctrl-C, or by answering no.",
        }
    }

    /// The exit code of a failure.
    pub(crate) fn of(code: Code) -> Self {
        match code {
            Code::InvalidInput => Self::WrongUse,
            Code::NotFound | Code::NotAssigned => Self::NotFound,
            Code::SignInRequired => Self::SignInNeeded,
            Code::SignInCancelled | Code::SignInFailed => Self::SignInFailed,
            Code::Offline | Code::NotIdentityCenter | Code::Throttled | Code::ServerFault => {
                Self::Unreachable
            }
            Code::KeychainLocked
            | Code::KeychainAbsent
            | Code::KeychainSilent
            | Code::KeychainTooSmall
            | Code::KeychainItemGone
            | Code::KeychainFailed => Self::Keychain,
            Code::FileUnreadable | Code::FileNotWritable | Code::FileBusy => Self::File,
            Code::DesktopFailed | Code::Internal => Self::Fault,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}

/// How a verb ended that did not fail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ending {
    /// It did what it was asked.
    Done,
    /// The person pressed Ctrl-C or answered no.
    Cancelled,
    /// A program it ran ended with this code.
    Child(u8),
    /// It looked at the journal, which is not as it was written.
    Tampered,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Done => Exit::Done.into(),
            Ending::Cancelled => Exit::Cancelled.into(),
            Ending::Child(code) => Self::from(code),
            Ending::Tampered => Exit::Tampered.into(),
        }
    }
}

/// The table as text for the help.
pub(crate) fn help() -> String {
    let lines = Exit::ALL.map(|exit| format!("  {:>3}  {}\n", exit.number(), exit.meaning()));
    format!("Exit codes:\n{}", lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_scripts_know() {
        let numbers = Exit::ALL.map(Exit::number);
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130]);
        for (code, number) in [
            (Code::Internal, 1),
            (Code::InvalidInput, 2),
            (Code::SignInRequired, 3),
            (Code::NotAssigned, 4),
            (Code::Throttled, 5),
            (Code::KeychainLocked, 6),
            (Code::KeychainTooSmall, 6),
            (Code::KeychainItemGone, 6),
            (Code::FileUnreadable, 7),
            (Code::SignInCancelled, 8),
        ] {
            assert_eq!(Exit::of(code).number(), number, "{code:?}");
        }
    }

    #[test]
    fn the_help_names_every_code() {
        let help = help();
        for exit in Exit::ALL {
            assert!(help.contains(exit.meaning()), "{exit:?}");
        }
    }
}
