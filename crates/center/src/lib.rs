//! Local Identity Center.
