//! macOS and Windows tell whose a connection is only to code that this crate may not have; the token stands alone there.

use std::net::SocketAddr;

use super::Program;
use crate::error::Result;

/// Whose a connection is.
#[derive(Clone, Copy, Debug)]
pub(in crate::serve) struct Owner;

impl Owner {
    pub(in crate::serve) fn is_own(&self) -> bool {
        true
    }

    pub(in crate::serve) fn program(self) -> Option<Program> {
        None
    }
}

/// Whether this system tells whose connections are; nothing depends on it here.
pub(in crate::serve) fn can_be_told() -> Result<()> {
    Ok(())
}

pub(in crate::serve) fn owner(_peer: SocketAddr, _port: u16) -> Option<Owner> {
    Some(Owner)
}
