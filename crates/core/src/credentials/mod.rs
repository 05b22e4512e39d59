//! Role credentials: what they are, and (later in this module's life) how they are minted and renewed.

mod keys;

pub use keys::Credentials;
