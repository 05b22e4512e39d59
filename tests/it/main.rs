//! Scenarios and foreign judges, one binary.

mod answers;
#[cfg(target_os = "linux")]
mod app;
mod aws_cli;
mod bad_input;
mod boto3;
#[cfg(target_os = "linux")]
mod browsers;
#[cfg(target_os = "linux")]
mod browsers_chosen;
#[cfg(target_os = "linux")]
mod doctor;
#[cfg(target_os = "linux")]
mod eks;
mod engine;
#[cfg(target_os = "linux")]
mod export;
mod hosts;
#[cfg(target_os = "linux")]
mod journal;
mod journey;
mod js_sdk;
#[cfg(target_os = "linux")]
mod keychain;
mod laws;
mod links;
mod listing;
mod model;
mod moods;
mod network;
#[cfg(target_os = "linux")]
mod packaging;
#[cfg(target_os = "linux")]
mod processes;
#[cfg(target_os = "linux")]
mod profiles;
#[cfg(target_os = "linux")]
mod recipes;
mod rotation;
mod rust_sdk;
mod secrets;
#[cfg(target_os = "linux")]
mod serve;
mod sessions;
mod support;
#[cfg(target_os = "linux")]
mod terminal;
mod unkept;
