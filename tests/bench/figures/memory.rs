//! How much memory the app keeps, beside an empty Tauri app in the same state.
//!
//! Counted is the proportional set size (`smaps_rollup` of proc(5)) of the program and all its descendants, WebKit's
//! processes among them, once it has come to rest. One app runs at a time, in turns. Three states: started in the tray
//! (`--hidden`), the window open, and in the tray after the window was open and closed, which leaves behind what WebKit
//! keeps. Ours is signed in and has its accounts cached.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde_json::json;
use tokio::time::interval;

use super::figure::{Bar, Figure};
use super::paint::command;
use super::place::{Place, empty_app};
use super::stats;
use crate::support::process::app;
use crate::support::stage::{Group, Stage};
use crate::support::webdriver::until;

/// Counted runs of each app in each state.
const ROUNDS: usize = 3;
const MOST: f64 = 1.3;
/// At rest: so many seconds in which nothing changed by more than a hundredth, but no more seconds than these.
const STILL: usize = 6;
const PATIENCE: usize = 60;

#[derive(Clone, Copy, PartialEq)]
enum State {
    Tray,
    Closed,
    Open,
}

const STATES: [(State, &str, &str); 3] = [
    (State::Tray, "", "started in the tray"),
    (State::Closed, "_closed", "in the tray, its window closed"),
    (State::Open, "_open", "with its window open"),
];

/// How much more the app keeps than the empty one, in each state.
pub(crate) async fn compare(name: &str, place: &Place) -> Vec<Figure> {
    let _frames = place.stage.frames().await;
    let mut figures = Vec::new();
    for (state, suffix, words) in STATES {
        let (mut ours, mut empty) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(kept(&place.stage, &app(), state).await);
            empty.push(kept(&place.stage, &empty_app(), state).await);
        }
        let (a, b) = (stats::median(&ours), stats::median(&empty));
        figures.push(Figure {
            name: format!("{name}{suffix}"),
            value: a / b,
            bar: Bar::AtMost(MOST),
            told: format!(
                "{a:.0} MiB {words}, {} accounts cached / {b:.0} MiB of the empty app",
                place.accounts
            ),
            measured: json!({"portico_mib": ours, "empty_mib": empty}),
        });
    }
    figures
}

/// Mebibytes of this program in this state.
async fn kept(stage: &Stage, program: &Path, state: State) -> f64 {
    until("the window before is gone", async || stage.windows().await.is_empty().then_some(())).await;
    let mut command = command(stage, program);
    if state == State::Tray {
        command.arg("--hidden");
    }
    let running = Group::start(command);
    let root = running.program.id();
    if state != State::Tray {
        until("the window is shown", async || (!stage.windows().await.is_empty()).then_some(())).await;
        at_rest(root).await;
    }
    if state == State::Closed {
        stage.close_window().await;
    }
    at_rest(root).await
}

/// What is kept once that no longer changes.
async fn at_rest(root: u32) -> f64 {
    let (mut pace, mut seen) = (interval(Duration::from_secs(1)), Vec::new());
    while seen.len() < PATIENCE {
        pace.tick().await;
        seen.push(pss(root));
        let tail = &seen[seen.len().saturating_sub(STILL)..];
        let (least, most) = (stats::percentile(tail, 0), stats::percentile(tail, 100));
        if tail.len() == STILL && most - least < most / 100.0 {
            break;
        }
    }
    *seen.last().expect("looked at")
}

/// Of a process and its descendants, in mebibytes.
fn pss(root: u32) -> f64 {
    let parents: BTreeMap<u32, u32> =
        processes().into_iter().filter_map(|id| Some((id, parent(id)?))).collect();
    let is_ours = |id: &u32| {
        let line = std::iter::successors(Some(*id), |id| parents.get(id).copied());
        line.take(64).any(|one| one == root)
    };
    let kib: u64 = parents.keys().copied().filter(is_ours).filter_map(own).sum();
    assert!(kib > 0, "it has ended");
    kib as f64 / 1024.0
}

fn processes() -> Vec<u32> {
    let entries = std::fs::read_dir("/proc").expect("/proc").flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

#[expect(clippy::disallowed_methods, reason = "the kernel tells it in files")]
fn told(id: u32, what: &str) -> Option<String> {
    std::fs::read_to_string(format!("/proc/{id}/{what}")).ok()
}

/// Field 4 of `stat`; the name in field 2 may hold spaces and brackets.
fn parent(id: u32) -> Option<u32> {
    told(id, "stat")?.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

/// Kibibytes; `None` of a process that has just ended.
fn own(id: u32) -> Option<u64> {
    let rollup = told(id, "smaps_rollup")?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
