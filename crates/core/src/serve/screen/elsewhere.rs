//! macOS and Windows tell it only to code that this crate may not have.

use super::not_told;
use crate::disk::Environment;
use crate::error::Result;

/// Waits for the screen to be locked.
#[derive(Debug)]
pub(in crate::serve) struct Watch;

impl Watch {
    /// # Errors
    /// Always here.
    #[expect(clippy::unused_async, reason = "Linux waits for its bus")]
    pub(in crate::serve) async fn begin(_environment: &Environment) -> Result<Self> {
        Err(not_told("this system does not say"))
    }

    pub(in crate::serve) async fn locked(self) {
        std::future::pending::<()>().await;
    }
}
