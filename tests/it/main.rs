//! Scenarios and foreign judges, one binary.

mod boto3;
mod engine;
mod js_sdk;
mod laws;
mod rust_sdk;
mod support;
