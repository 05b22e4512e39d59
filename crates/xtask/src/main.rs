//! `cargo xtask`: the commands of the README, `demo`, `test`, `package` and `bench`.
//!
//! A tool for people who build Portico; nothing of it ships. It uses `std` and `serde_json` only, so that it compiles
//! in seconds on a machine that has Rust and nothing else. One file per verb or per thing a verb needs.
#![expect(
    clippy::disallowed_methods,
    reason = "a build tool reads the environment and writes files; it is no product code"
)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a build tool talks to the person who started it"
)]

mod bench;
mod center;
mod count;
mod demo;
mod house;
mod journey;
mod package;
mod page;
mod process;
mod screenshots;
mod session;
mod system;
mod test;
mod webdriver;

use std::process::ExitCode;

use house::House;

/// What goes wrong, in one sentence a person can act on.
pub(crate) type Result<T> = std::result::Result<T, String>;

const USAGE: &str = "\
cargo xtask test [--full] [--only STEP]... [-- ARGUMENTS FOR CARGO TEST]
    Installs what is missing and runs every check; the last line is `N passed, N failed`.
    --full         also the slow tests (PORTICO_FULL=1), `cargo deny check`, and the packages as they ship
    --only STEP    this step alone (may be repeated); an unknown step prints the list

cargo xtask demo [--headless] [--screenshots DIR] [--accounts N]
    Installs what is missing, starts the local Identity Center and opens Portico on it.
    --headless         no window: the same journey through the `portico` command, step by step
    --screenshots DIR  the real window in a virtual display, its main screens as PNG files in DIR
    --accounts N       the demo company owns N accounts

cargo xtask package [--kind KIND]... [--debug] [--check]
    Builds Portico as it ships and packs it: deb and rpm on Linux, dmg on macOS, msi on Windows.
    --kind KIND    this kind instead (may be repeated): deb, rpm, appimage, app, dmg or msi
    --debug        packs the debug build, which is quicker to make
    --check        also looks into the packages, installs one in a folder of its own, starts it and removes it

cargo xtask bench [--json] [--full] [--only FIGURE]... [--plots DIR]
    Installs what is missing, builds what ships and measures it; prints a table of ratios with their bars.
    --json         one JSON object of named figures on the last line
    --full         also sync_10000, which takes nine minutes
    --only FIGURE  this figure alone (may be repeated); an unknown figure prints the list
    --plots DIR    also measures at other sizes, and draws SVG files in DIR";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (verb, rest) = match arguments.split_first() {
        Some((verb, rest)) => (verb.as_str(), rest),
        None => ("help", arguments.as_slice()),
    };
    let done = match verb {
        "test" => House::find().and_then(|house| test::run(&house, rest)),
        "bench" => House::find().and_then(|house| bench::run(&house, rest)),
        "package" => House::find().and_then(|house| package::run(&house, rest)),
        "demo" => House::find().and_then(|house| demo::run(&house, rest)),
        session::VERB => House::find().and_then(|house| session::inside(&house, rest)),
        "help" | "-h" | "--help" => {
            println!("{USAGE}");
            Ok(true)
        }
        other => Err(format!("`{other}` is not a command of xtask.\n\n{USAGE}")),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}
