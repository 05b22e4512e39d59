//! Scenarios and foreign judges, one binary.
