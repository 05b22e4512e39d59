//! The words both ends of the wire share.
