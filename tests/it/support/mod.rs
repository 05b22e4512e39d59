//! What the judges and scenarios stand on: a company, a person with a browser, a home that is thrown away, processes.
//!
//! Rule: whatever is missing on the machine is a failure with a sentence, never a skip; nothing waits by sleeping.

pub(crate) mod client;
pub(crate) mod companion;
pub(crate) mod company;
pub(crate) mod desktop;
pub(crate) mod engine;
pub(crate) mod judge;
pub(crate) mod keychain;
pub(crate) mod marionette;
#[cfg(target_os = "linux")]
pub(crate) mod neighbour;
pub(crate) mod person;
pub(crate) mod process;
pub(crate) mod sandbox;
#[cfg(target_os = "linux")]
pub(crate) mod stage;
#[cfg(target_os = "linux")]
pub(crate) mod strace;
#[cfg(target_os = "linux")]
pub(crate) mod tmux;
pub(crate) mod webdriver;

/// The accounts of SecureCart that the tests speak of, and what alice holds there.
pub(crate) const DEV: &str = "384925016173";
/// See [`DEV`]; alice is `ReadOnlyAccess` here and nothing else.
pub(crate) const PRODUCTION: &str = "861305924478";
/// The role alice holds in Dev.
pub(crate) const ADMINISTRATOR: &str = "AdministratorAccess";
/// The role alice holds in Production.
pub(crate) const READ_ONLY: &str = "ReadOnlyAccess";
