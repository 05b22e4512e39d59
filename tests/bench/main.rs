//! What `cargo xtask bench` runs once everything is built: the figures of Portico, each a ratio measured in one run.
//!
//! A benchmark and never a test: a figure that misses its bar is told and fails nothing; only what could not be measured
//! fails. The programs measured are those of the release profile, and they are run as people run them.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark tells what it found")]

#[cfg(target_os = "linux")]
mod figures;
#[cfg(target_os = "linux")]
#[path = "../it/support/mod.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod support;

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() -> std::process::ExitCode {
    figures::run(std::env::args().skip(1)).await
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("The figures need Linux: a screen that nobody sees, a session bus and its keyring.");
}
