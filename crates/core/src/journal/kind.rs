//! What can be recorded: a closed list. Rule: a word that was released is never changed, because it is in files and scripts.

use std::fmt;
use std::str::FromStr;

use crate::catalog::What;
use crate::error::{Error, Result};
use crate::text::clean;

/// What happened.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// The first entry of a journal.
    JournalBegan,
    /// The first entry of a journal that follows one which was damaged or gone.
    JournalBeganAnew,
    /// A person let go of old entries.
    JournalPruned,
    /// Signed in to a portal.
    SignedIn,
    /// A sign-in ended without a session.
    SignInFailed,
    /// A session ran out, or the server ended it.
    SessionEnded,
    /// Signed out on request.
    SignedOut,
    /// Credentials went to the clipboard.
    CredentialsCopied,
    /// Credentials were printed.
    CredentialsPrinted,
    /// A program was started with credentials.
    CredentialsPassed,
    /// A tool was given credentials: its helper, or the local endpoint, handed them out for the first time.
    CredentialsGiven,
    /// A local endpoint was opened.
    ServingBegan,
    /// A local endpoint was closed.
    ServingEnded,
    /// A console was opened, or a link that opens one was made.
    ConsoleOpened,
    /// A browser was sent to sign out of a console.
    ConsoleSignedOut,
    /// A profile was written.
    ProfileWritten,
    /// Profiles, or keys in the credentials file, were taken out.
    ProfileRemoved,
    /// Something stronger than reading was allowed, for a reason.
    SteppedUp,
    /// That ended.
    StepUpEnded,
    /// A person set one of their guardrails.
    GuardrailChanged,
    /// An account is there that was not.
    AccountGained,
    /// An account is there no more.
    AccountLost,
    /// An account has another name.
    AccountRenamed,
    /// A role more.
    RoleGained,
    /// A role that can do more than any before it.
    RoleRaised,
    /// A role less.
    RoleLost,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 26] = [
        Self::JournalBegan,
        Self::JournalBeganAnew,
        Self::JournalPruned,
        Self::SignedIn,
        Self::SignInFailed,
        Self::SessionEnded,
        Self::SignedOut,
        Self::CredentialsCopied,
        Self::CredentialsPrinted,
        Self::CredentialsPassed,
        Self::CredentialsGiven,
        Self::ServingBegan,
        Self::ServingEnded,
        Self::ConsoleOpened,
        Self::ConsoleSignedOut,
        Self::ProfileWritten,
        Self::ProfileRemoved,
        Self::SteppedUp,
        Self::StepUpEnded,
        Self::GuardrailChanged,
        Self::AccountGained,
        Self::AccountLost,
        Self::AccountRenamed,
        Self::RoleGained,
        Self::RoleRaised,
        Self::RoleLost,
    ];

    /// The word in files and scripts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::JournalBegan => "journal_began",
            Self::JournalBeganAnew => "journal_began_anew",
            Self::JournalPruned => "journal_pruned",
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SessionEnded => "session_ended",
            Self::SignedOut => "signed_out",
            Self::CredentialsCopied => "credentials_copied",
            Self::CredentialsPrinted => "credentials_printed",
            Self::CredentialsPassed => "credentials_passed",
            Self::CredentialsGiven => "credentials_given",
            Self::ServingBegan => "serving_began",
            Self::ServingEnded => "serving_ended",
            Self::ConsoleOpened => "console_opened",
            Self::ConsoleSignedOut => "console_signed_out",
            Self::ProfileWritten => "profile_written",
            Self::ProfileRemoved => "profile_removed",
            Self::SteppedUp => "stepped_up",
            Self::StepUpEnded => "step_up_ended",
            Self::GuardrailChanged => "guardrail_changed",
            Self::AccountGained => "account_gained",
            Self::AccountLost => "account_lost",
            Self::AccountRenamed => "account_renamed",
            Self::RoleGained => "role_gained",
            Self::RoleRaised => "role_raised",
            Self::RoleLost => "role_lost",
        }
    }

    /// For people, as what the person or the program did.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::JournalBegan => "the journal began",
            Self::JournalBeganAnew => "the journal began anew",
            Self::JournalPruned => "old entries removed",
            Self::SignedIn => "signed in",
            Self::SignInFailed => "sign-in failed",
            Self::SessionEnded => "session ended",
            Self::SignedOut => "signed out",
            Self::CredentialsCopied => "credentials copied",
            Self::CredentialsPrinted => "credentials printed",
            Self::CredentialsPassed => "program started with credentials",
            Self::CredentialsGiven => "credentials given to a tool",
            Self::ServingBegan => "serving began",
            Self::ServingEnded => "serving ended",
            Self::ConsoleOpened => "console opened",
            Self::ConsoleSignedOut => "signed out of a console",
            Self::ProfileWritten => "profile written",
            Self::ProfileRemoved => "profile removed",
            Self::SteppedUp => "stepped up",
            Self::StepUpEnded => "step-up ended",
            Self::GuardrailChanged => "guardrail changed",
            Self::AccountGained => "account gained",
            Self::AccountLost => "account lost",
            Self::AccountRenamed => "account renamed",
            Self::RoleGained => "role gained",
            Self::RoleRaised => "stronger role gained",
            Self::RoleLost => "role lost",
        }
    }

    /// The one of this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl From<&What> for Kind {
    fn from(what: &What) -> Self {
        match what {
            What::Gained => Self::AccountGained,
            What::Lost => Self::AccountLost,
            What::Renamed { .. } => Self::AccountRenamed,
            What::RoleGained { .. } => Self::RoleGained,
            What::RoleRaised { .. } => Self::RoleRaised,
            What::RoleLost { .. } => Self::RoleLost,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        Self::of(word).ok_or_else(|| {
            Error::invalid(
                format!("The journal has no entries of the kind {}.", clean(word, 40)),
                format!("Choose from: {}.", Self::ALL.map(Self::as_str).join(", ")),
            )
        })
    }
}
