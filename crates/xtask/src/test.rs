//! `cargo xtask test`: every check, one after the other, each with its own log and one line.
//!
//! A step that cannot run has failed: an absent folder, a tool that says nothing countable and a test that is
//! ignored all count. Everything is compiled once, with one set of features; only clippy needs artefacts of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::count::{self, Count};
use crate::house::House;
use crate::process::{logged, on_path};
use crate::system::{self, Purpose};
use crate::{Result, package, page};

/// One set for build, tests and clippy: the page served from inside the binary.
const FEATURES: [&str; 4] = ["--locked", "--workspace", "--features", "portico-app/custom-protocol"];

/// No step may hang a run for ever; the slowest, a clean build, takes a third of this on two cores.
const LIMIT: Duration = Duration::from_secs(30 * 60);
/// The sweeps of a full run take longer.
const FULL_LIMIT: Duration = Duration::from_secs(90 * 60);

/// What the person asked for.
#[derive(Default)]
struct Wish {
    full: bool,
    only: Vec<String>,
    cargo_arguments: Vec<String>,
}

/// What a step found; `problem` explains a failure that left no count.
struct Found {
    count: Count,
    problem: Option<String>,
    /// Lines worth showing under the step's line, for instance what failed, and why.
    details: Vec<String>,
}

type Work = fn(&House, &Wish, &Path) -> Found;

/// A step: its name, the step without which it makes no sense, and what it does with its log.
struct Step(&'static str, Option<&'static str>, Work);

const STEPS: &[Step] = &[
    Step("npm-ci-ui", None, |house, _, _| prepared(page::install(house, &page::folder(house)))),
    Step("npm-ci-judge", None, |house, _, _| prepared(page::install(house, &page::judge(house)))),
    Step("python", None, |house, _, _| prepared(page::install_python(house))),
    Step("format", None, |house, _, log| gate(house.cargo().args(["fmt", "--all", "--check"]), log)),
    Step("page-check", Some("npm-ci-ui"), |house, _, log| gate(&mut script(house, &["run", "check"]), log)),
    Step("page-test", Some("npm-ci-ui"), page_test),
    Step("page-build", Some("npm-ci-ui"), |house, _, _| prepared(page::build(house))),
    Step("page-first", Some("page-build"), |house, _, log| page_counted(house, "first", log)),
    Step("page-axe", Some("page-build"), |house, _, log| page_counted(house, "axe", log)),
    Step("page-visual", Some("page-build"), |house, _, log| page_counted(house, "visual", log)),
    Step("build", Some("page-build"), |house, _, log| {
        let mut cargo = house.cargo();
        prepared(succeeded(cargo.arg("build").args(FEATURES).arg("--all-targets"), log))
    }),
    Step("cargo-test", Some("build"), cargo_test),
    Step("clippy", Some("build"), |house, _, log| {
        let mut cargo = house.cargo();
        gate(cargo.arg("clippy").args(FEATURES).args(["--all-targets", "--", "-D", "warnings"]), log)
    }),
    Step("deny", None, |house, _, log| {
        if on_path("cargo-deny") {
            return gate(house.cargo().args(["deny", "check"]), log);
        }
        prepared(Err(
            "cargo-deny is missing; get it: cargo install cargo-deny --locked --version 0.20.2".to_owned()
        ))
    }),
    Step("package", Some("build"), |house, wish, _| {
        match package::make(house, &package::Wish::checked(!wish.full)) {
            Ok(made) => Found { count: made.count, problem: None, details: made.problems },
            Err(problem) => prepared(Err(problem)),
        }
    }),
];

/// Steps that only `--full` runs.
const SLOW: &[&str] = &["deny"];

/// Runs the steps; true when nothing failed.
pub(crate) fn run(house: &House, arguments: &[String]) -> Result<bool> {
    let wish = wish(arguments)?;
    let started = Instant::now();
    if let Err(problem) = system::ready(house, Purpose::Test) {
        println!("{problem}\n\nsystem: the machine lacks what the tests need\n0 passed, 1 failed");
        return Ok(false);
    }
    let mut total = Count::default();
    let mut broken: Vec<&str> = Vec::new();
    for Step(name, needs, work) in STEPS.iter().filter(|Step(name, ..)| is_wanted(&wish, name)) {
        let log = house.logs.join(format!("{name}.log"));
        let begun = Instant::now();
        print!("{name:<14}");
        drop(std::io::stdout().flush());
        let found = match needs.filter(|needed| broken.contains(needed)) {
            Some(needed) => prepared(Err(format!("not run, because `{needed}` failed"))),
            None => work(house, &wish, &log),
        };
        report(&found, begun.elapsed());
        total += found.count;
        if found.count.failed > 0 {
            broken.push(name);
        }
    }
    summary(house, &broken, started.elapsed());
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0)
}

fn wish(arguments: &[String]) -> Result<Wish> {
    let mut wish = Wish::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--full" => wish.full = true,
            "--only" => wish.only.push(rest.next().ok_or("--only needs the name of a step")?.clone()),
            "--" => wish.cargo_arguments.extend(rest.by_ref().cloned()),
            other => {
                return Err(format!("`{other}` is not an option of `cargo xtask test`.\n\n{}", crate::USAGE));
            }
        }
    }
    let names: Vec<&str> = STEPS.iter().map(|Step(name, ..)| *name).collect();
    match wish.only.iter().find(|name| !names.contains(&name.as_str())) {
        Some(unknown) => Err(format!("there is no step `{unknown}`; the steps are {}.", names.join(", "))),
        None => Ok(wish),
    }
}

fn is_wanted(wish: &Wish, name: &str) -> bool {
    if wish.only.is_empty() {
        wish.full || !SLOW.contains(&name)
    } else {
        wish.only.iter().any(|one| one == name)
    }
}

fn report(found: &Found, took: Duration) {
    let Count { passed, failed } = found.count;
    println!("{passed:>5} passed {failed:>4} failed {:>7.1} s", took.as_secs_f64());
    for line in found.problem.iter().chain(&found.details) {
        println!("    {}", line.replace('\n', "\n    "));
    }
}

fn summary(house: &House, broken: &[&str], took: Duration) {
    println!("\nlogs: {}", house.logs.display());
    if !broken.is_empty() {
        println!("failed: {}", broken.join(", "));
    }
    println!("total: {} min {:02} s", took.as_secs() / 60, took.as_secs() % 60);
}

/// A step that only prepares: no test when it worked, one failed when not.
fn prepared(done: Result<()>) -> Found {
    match done {
        Ok(()) => Found { count: Count::default(), problem: None, details: Vec::new() },
        Err(problem) => Found { count: Count::one(false), problem: Some(problem), details: Vec::new() },
    }
}

/// A step that is one test by itself.
fn gate(command: &mut Command, log: &Path) -> Found {
    let problem = succeeded(command, log).err();
    Found { count: Count::one(problem.is_none()), problem, details: Vec::new() }
}

fn succeeded(command: &mut Command, log: &Path) -> Result<()> {
    succeeded_within(LIMIT, command, log)
}

fn succeeded_within(limit: Duration, command: &mut Command, log: &Path) -> Result<()> {
    let words = crate::process::words(command);
    let problem = match logged(command, log, limit) {
        Ok(status) if status.success() => return Ok(()),
        Ok(_) => "failed".to_owned(),
        Err(problem) => problem,
    };
    Err(format!("`{words}`: {problem}\n{}", tail(log)))
}

fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let shown = &lines[lines.len().saturating_sub(25)..];
    format!("{}\n(all of it: {})", shown.join("\n"), log.display())
}

fn script(house: &House, arguments: &[&str]) -> Command {
    let mut command = page::npm(&page::folder(house), arguments);
    command.env("CI", "true");
    if let Some(chromium) = chromium() {
        command.env("PORTICO_CHROMIUM", chromium);
    }
    command
}

fn chromium() -> Option<PathBuf> {
    Some(PathBuf::from("/usr/bin/chromium")).filter(|path| path.exists())
}

fn page_test(house: &House, _: &Wish, log: &Path) -> Found {
    let report = page::folder(house).join("test-results/unit.json");
    // A report of an earlier run must not pass for this one.
    drop(std::fs::remove_file(&report));
    let done = succeeded(&mut script(house, &["test"]), log);
    let counted = std::fs::read_to_string(&report).ok().and_then(|text| count::vitest(&text));
    counted_or_failed(counted, done, "ui/test-results/unit.json was not written")
}

/// A script of the page that ends by saying how many passed.
fn page_counted(house: &House, name: &str, log: &Path) -> Found {
    let done = succeeded(&mut script(house, &["run", name]), log);
    let counted = count::last_line(&std::fs::read_to_string(log).unwrap_or_default());
    counted_or_failed(counted, done, "its last line is not `N passed, N failed`")
}

fn counted_or_failed(counted: Option<Count>, done: Result<()>, uncounted: &str) -> Found {
    let count = counted.unwrap_or_default().or_failed(done.is_ok());
    let problem = done.err().or_else(|| counted.is_none().then(|| uncounted.to_owned()));
    Found { count, problem, details: Vec::new() }
}

fn cargo_test(house: &House, wish: &Wish, log: &Path) -> Found {
    let done = bare(house).and_then(|mut cargo| {
        if wish.full {
            cargo.env("PORTICO_FULL", "1");
        }
        cargo.arg("test").args(FEATURES).arg("--no-fail-fast").args(&wish.cargo_arguments);
        succeeded_within(if wish.full { FULL_LIMIT } else { LIMIT }, &mut cargo, log)
    });
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let details = count::cargo_failures(&text);
    let count = count::cargo_test(&text).or_failed(done.is_ok());
    Found { count, problem: done.err(), details }
}

/// Cargo for the tests: it knows what was built for them, and nothing of this person's desktop, keychain or AWS.
pub(crate) fn bare(house: &House) -> Result<Command> {
    let mut cargo = house.cargo();
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let is_desktop =
            ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP", "BROWSER"];
        if is_desktop.contains(&text.as_ref()) || text.starts_with("AWS_") || text.starts_with("PORTICO_") {
            cargo.env_remove(&name);
        }
    }
    cargo
        .env("PORTICO_BIN", house.program("portico"))
        .env("PORTICO_APP", house.program("portico-app"))
        .env("PORTICO_VENV", page::venv(house))
        .env("PORTICO_AWSCLI1", page::old_cli(house))
        .env("PORTICO_NODE_DIR", page::judge(house))
        .env("PORTICO_BUS_CONFIG", house.bus_configuration()?);
    Ok(cargo)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str]) -> Result<Wish> {
        wish(&arguments.iter().map(|&one| one.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn only_names_steps_that_exist() {
        assert!(
            asked(&["--only", "clippy"])
                .is_ok_and(|wish| is_wanted(&wish, "clippy") && !is_wanted(&wish, "build"))
        );
        assert!(asked(&["--only", "clipy"]).is_err_and(|problem| problem.contains("page-axe")));
        assert!(asked(&["--fast"]).is_err());
    }

    #[test]
    fn slow_steps_wait_for_full_and_the_rest_goes_to_cargo() {
        assert!(asked(&[]).is_ok_and(|wish| !is_wanted(&wish, "deny") && is_wanted(&wish, "format")));
        assert!(
            asked(&["--full", "--", "laws"])
                .is_ok_and(|wish| is_wanted(&wish, "deny") && wish.cargo_arguments == ["laws"])
        );
    }

    #[test]
    fn a_step_needs_only_steps_before_it() {
        for (index, Step(name, needs, _)) in STEPS.iter().enumerate() {
            let before: Vec<&str> = STEPS[..index].iter().map(|Step(name, ..)| *name).collect();
            assert!(needs.is_none_or(|needed| before.contains(&needed)), "{name}");
        }
    }
}
