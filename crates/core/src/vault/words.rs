//! What the keychain's refusals are called, per platform: one sentence, one remedy.

use std::time::Duration;

use sha2::{Digest, Sha256};

use super::store::{Fault, Unasked};
use super::thread::Refusal;
use crate::error::{Code, Error};

/// The failure to show for `refusal`.
pub(super) fn error(refusal: Refusal, deadline: Duration) -> Error {
    match refusal {
        Refusal::Silent => Error::new(
            Code::KeychainSilent,
            format!("The keychain has not answered for {} s.", deadline.as_secs().max(1)),
            by_platform(
                "Restart your keyring, or log out of the desktop and in again, and try again.",
                "Log out of macOS and in again, and try again.",
                "Restart the Credential Manager service, and try again.",
            ),
        ),
        Refusal::Prompting => {
            Error::new(Code::KeychainLocked, "The keychain is locked and waits for its password.", ANSWER)
        }
        Refusal::Fault(fault) => of_fault(fault),
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        of_fault(fault)
    }
}

fn of_fault(fault: Fault) -> Error {
    match fault {
        Fault::Locked => locked(),
        Fault::Absent => absent(),
        Fault::TooBig { most } => Error::new(
            Code::KeychainTooSmall,
            format!(
                "The keychain takes no more than {most} bytes in one entry, too few even for a part of a secret."
            ),
            "Keep secrets in an encrypted file instead, with `portico keychain use file`.",
        ),
        Fault::Gone => failed("the connection to it was lost"),
        Fault::Lost => item_gone(),
        Fault::Sealed(why) => sealed(why),
        Fault::Damaged { file, is_key: false } => Error::new(
            Code::KeychainItemGone,
            format!("The encrypted file keychain/{file} is damaged, so the secret in it is lost."),
            "Sign in again; that writes the file anew.",
        ),
        Fault::Damaged { file, is_key: true } => Error::new(
            Code::KeychainFailed,
            format!("The encrypted file keychain/{file} is damaged, and without it no secret can be read."),
            "Restore it from a backup, or begin anew with `portico keychain use file --forget`.",
        ),
        Fault::Failed(why) => failed(&why),
    }
}

/// The failure to show when Portico knows that a secret was kept and the keychain has none.
#[must_use]
pub fn item_gone() -> Error {
    Error::new(
        Code::KeychainItemGone,
        "The keychain has lost a secret that Portico kept in it.",
        "Sign in again; if it happens often, look for a program that tidies the keychain.",
    )
}

/// The failure to show for a value that is not Portico's text.
pub(super) fn foreign() -> Error {
    Error::new(
        Code::KeychainFailed,
        "The keychain holds something under Portico's name that Portico did not write.",
        "Sign out and in again; that replaces it.",
    )
}

/// The failure to show when another process does not let go of an entry.
pub(super) fn busy(patience: Duration) -> Error {
    Error::new(
        Code::KeychainSilent,
        format!("Another Portico has been writing to the keychain for {} s.", patience.as_secs()),
        "Wait for the other command to end, or end it, and try again.",
    )
}

/// The lock of an entry: one of sixteen, so that a thousand roles do not leave a thousand files.
pub(super) fn lock_name(service: &str, user: &str) -> String {
    format!("keychain-{:x}", Sha256::digest(format!("{service}/{user}"))[0] & 0xf)
}

const ANSWER: &str = "Answer the prompt that asks for the keychain's password, and try again.";
const UNLOCK: &str = "Unlock it with `portico keychain unlock`.";

fn locked() -> Error {
    Error::new(
        Code::KeychainLocked,
        "The keychain is locked and was not unlocked.",
        by_platform(
            "Unlock your keyring with your login password, and try again.",
            "Unlock it with `security unlock-keychain`, and try again.",
            "Log in to Windows on the machine itself (not over a network logon), and try again.",
        ),
    )
}

fn absent() -> Error {
    Error::new(
        Code::KeychainAbsent,
        "There is no keychain in this session.",
        by_platform(
            "Start a keyring (GNOME Keyring, KWallet or KeePassXC), or choose another place with `portico keychain use file`.",
            "Open Keychain Access and make a default keychain, or choose another place with `portico keychain use file`.",
            "Log in to Windows on the machine itself, or choose another place with `portico keychain use file`.",
        ),
    )
}

fn sealed(why: Unasked) -> Error {
    let (message, remedy) = match why {
        Unasked::Nobody => ("The encrypted file of secrets is locked.", UNLOCK),
        Unasked::NoProgram => (
            "The encrypted file of secrets is locked, and no program is here to ask for its passphrase.",
            "Install pinentry (such as pinentry-gnome3), or unlock it in a terminal with `portico keychain unlock`.",
        ),
        Unasked::Dismissed => {
            ("The encrypted file of secrets is locked, and its passphrase was not given.", UNLOCK)
        }
        Unasked::Wrong => (
            "That is not the passphrase of the encrypted file of secrets.",
            "Try again with `portico keychain unlock`.",
        ),
        Unasked::Elsewhere => (
            "Another Portico is asking for the passphrase of the encrypted file of secrets.",
            "Answer it there, and try again.",
        ),
        Unasked::NoKey => (
            "The settings name an encrypted file of secrets, and none was made yet.",
            "Choose its passphrase with `portico keychain use file`.",
        ),
    };
    Error::new(Code::KeychainLocked, message, remedy)
}

fn failed(why: &str) -> Error {
    Error::new(
        Code::KeychainFailed,
        format!("The keychain failed: {}.", crate::text::clean(why, 200).trim_end_matches('.')),
        by_platform(
            "Try again; if it stays, restart your keyring.",
            "Try again; if it stays, check the login keychain in Keychain Access.",
            "Try again; if it stays, restart the Credential Manager service.",
        ),
    )
}

fn by_platform(linux: &'static str, macos: &'static str, windows: &'static str) -> &'static str {
    if cfg!(windows) {
        windows
    } else if cfg!(target_os = "macos") {
        macos
    } else {
        linux
    }
}
