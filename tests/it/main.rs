//! Scenarios and foreign judges, one binary.

mod laws;
mod rust_sdk;
mod support;
