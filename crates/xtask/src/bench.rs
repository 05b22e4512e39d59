//! `cargo xtask bench`: builds what is measured as it ships, and what measures it, and runs that.
//!
//! The measuring program is the benchmark `figures` of the package `portico-tests`; it prints the table and, on the last
//! line, the JSON. The two apps are built in one go, so that Tauri is the same to the last feature in both.

use std::path::PathBuf;
use std::process::Stdio;

use crate::house::House;
use crate::process::start;
use crate::system::{self, Purpose};
use crate::test::bare;
use crate::{Result, page};

/// What may be measured by itself.
const FIGURES: [&str; 11] = [
    "sync_1000",
    "sync_10000",
    "sync_unthrottled",
    "search_p99_ms",
    "export_10000_ms",
    "helper_vs_aws_cli",
    "helpers_at_once_ms",
    "first_paint_vs_empty",
    "reopen_ms",
    "scroll_frames",
    "idle_pss_vs_empty",
];

/// Installs, builds, measures; true when everything wanted could be measured.
pub(crate) fn run(house: &House, arguments: &[String]) -> Result<bool> {
    let wish = wish(arguments)?;
    system::ready(house, Purpose::Test)?;
    page::install(house, &page::folder(house))?;
    page::build(house)?;
    page::install_rivals(house)?;
    println!("  the programs as they ship: cargo build --release (many minutes the first time)");
    let features = "portico-app/custom-protocol,portico-empty/custom-protocol";
    let mut build = house.cargo();
    build.args(["build", "--locked", "--release", "--bins", "--features", features]);
    build.args(["--package", "portico-app", "--package", "portico-cli", "--package", "portico-empty"]);
    page::succeed(&mut build, &house.logs.join("bench-build.log"))?;
    let measuring = ["bench", "--locked", "--package", "portico-tests", "--bench", "figures"];
    let mut build = house.cargo();
    page::succeed(build.args(measuring).arg("--no-run"), &house.logs.join("bench-measuring.log"))?;
    let mut bench = bare(house)?;
    bench
        .args(measuring)
        .arg("--quiet")
        .arg("--")
        .args(wish)
        .stdin(Stdio::null())
        .env("PORTICO_BIN", house.shipped("portico"))
        .env("PORTICO_APP", house.shipped("portico-app"))
        .env("PORTICO_EMPTY", house.shipped("portico-empty"))
        .env("PORTICO_RIVALS", page::rivals(house));
    let status = start(&mut bench)?.wait().map_err(|error| error.to_string())?;
    Ok(status.success())
}

/// The arguments for the measuring program: the same, with a folder that means the same from anywhere.
fn wish(arguments: &[String]) -> Result<Vec<String>> {
    let mut passed = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        passed.push(argument.clone());
        match argument.as_str() {
            "--json" | "--full" => {}
            "--only" => {
                let name = value()?;
                if !FIGURES.contains(&name.as_str()) {
                    return Err(format!(
                        "there is no figure `{name}`; the figures are {}.",
                        FIGURES.join(", ")
                    ));
                }
                passed.push(name.clone());
            }
            "--plots" => passed.push(absolute(value()?)?.to_string_lossy().into_owned()),
            other => {
                return Err(format!(
                    "`{other}` is not an option of `cargo xtask bench`.\n\n{}",
                    crate::USAGE
                ));
            }
        }
    }
    Ok(passed)
}

fn absolute(folder: &str) -> Result<PathBuf> {
    std::path::absolute(folder).map_err(|error| format!("{folder}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str]) -> Result<Vec<String>> {
        wish(&arguments.iter().map(|&one| one.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn only_names_figures_that_exist_and_a_folder_is_found_from_anywhere() {
        let passed = asked(&["--json", "--only", "sync_1000", "--plots", "docs"]).expect("understood");
        assert_eq!(passed[..4], ["--json", "--only", "sync_1000", "--plots"]);
        assert!(PathBuf::from(&passed[4]).is_absolute());
        assert!(asked(&["--only", "sync_100"]).is_err_and(|problem| problem.contains("sync_10000")));
        assert!(asked(&["--plots"]).is_err() && asked(&["--fast"]).is_err());
    }
}
