//! What the keychain's refusals are called, per platform: one sentence, one remedy.

use std::time::Duration;

use super::store::Fault;
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
        Refusal::Fault(Fault::Locked) => locked(),
        Refusal::Fault(Fault::Absent) => Error::new(
            Code::KeychainAbsent,
            "There is no keychain in this session.",
            by_platform(
                "Install and start a keyring (GNOME Keyring, KWallet or KeePassXC), and try again.",
                "Open Keychain Access, make a default keychain, and try again.",
                "Log in to Windows on the machine itself (not over a network logon), and try again.",
            ),
        ),
        Refusal::Fault(Fault::TooBig { most }) => Error::new(
            Code::KeychainFailed,
            format!("The keychain takes no more than {most} bytes in one entry, and this one is longer."),
            "Report it with the output of `portico doctor`; until it is mended you stay signed in for this run only.",
        ),
        Refusal::Fault(Fault::Gone) => failed("the connection to it was lost"),
        Refusal::Fault(Fault::Failed(why)) => failed(&why),
    }
}

/// The failure to show for a value that is not Portico's text.
pub(super) fn foreign() -> Error {
    Error::new(
        Code::KeychainFailed,
        "The keychain holds something under Portico's name that Portico did not write.",
        "Sign out and in again; that replaces it.",
    )
}

const ANSWER: &str = "Answer the prompt that asks for the keychain's password, and try again.";

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
