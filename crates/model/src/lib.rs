//! The words both ends of the wire share: identifiers parsed once, wire messages, secrets, time.
//!
//! Rule of this crate: no I/O, and a type lives here only if the client (`portico-core`) and the local
//! Identity Center (`portico-center`) both use it.

pub mod clock;
pub mod entropy;
pub mod federation;
pub mod id;
pub mod oidc;
pub mod portal;
pub mod secret;
pub mod start_url;
pub mod sts;
pub mod uxc;

pub use clock::{Clock, ManualClock, SystemClock};
pub use entropy::{Entropy, SystemEntropy};
pub use id::{AccountId, Partition, Region, RoleName};
pub use secret::Secret;
pub use start_url::StartUrl;
