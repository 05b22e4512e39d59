//! Role credentials: get or mint, one flight at a time in the process and across processes, renewed early.

mod keys;

pub use keys::Credentials;
