//! Scenarios and foreign judges, one binary.

mod laws;
