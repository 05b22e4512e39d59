//! One verb per file: its arguments, and what it does.

pub(crate) mod browsers;
pub(crate) mod center;
pub(crate) mod completions;
pub(crate) mod consoles;
pub(crate) mod credentials;
pub(crate) mod doctor;
pub(crate) mod eks;
pub(crate) mod env;
pub(crate) mod exec;
pub(crate) mod exit_codes;
pub(crate) mod journal;
pub(crate) mod keychain;
pub(crate) mod list;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod man;
pub(crate) mod open;
pub(crate) mod pick;
pub(crate) mod portals;
pub(crate) mod profiles;
pub(crate) mod prompt;
pub(crate) mod serve;
pub(crate) mod status;
