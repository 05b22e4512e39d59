//! A writer killed at every system call: the old value or the new one, never a mixture, and the next write works.
//!
//! `strace` sends the signal when a thread makes a system call for the N-th time. The whole sweep runs when
//! `PORTICO_FULL` is set; otherwise some forty kills, spread over it.

use tokio::process::Command;

use super::{Caller, over_files};
use crate::support::companion::Companion;
use crate::support::process::{run, told};
use crate::support::strace::{self, Nth};

/// The kills of an ordinary run.
const SAMPLE: usize = 40;
/// From, to and after it: kind and size.
const CHANGES: [[(usize, usize); 3]; 4] = [
    [(1, 7_000), (2, 9_000), (3, 5_000)],
    [(1, 7_000), (2, 100), (3, 5_000)],
    [(1, 100), (2, 7_000), (3, 90)],
    [(1, 3_000), (2, 3_000), (3, 12_000)],
];

#[tokio::test(flavor = "multi_thread")]
async fn g6_a_writer_killed_at_any_system_call_leaves_one_value_whole() {
    let is_full = told("PORTICO_FULL").is_some();
    let mut killed = 0;
    for change in CHANGES {
        let home = Companion::without_desktop();
        let kills = all_kills(&home, change).await;
        let step = if is_full { 1 } else { (kills.len() * CHANGES.len()).div_ceil(SAMPLE) };
        assert!(kills.len() > 100, "{kills:?}");
        for kill in kills.iter().skip(step / 2).step_by(step) {
            killed += usize::from(kill_once(&home, change, kill).await);
        }
    }
    let fewest = if is_full { 10 * SAMPLE } else { SAMPLE / 2 };
    assert!(killed >= fewest, "only {killed} writers met their signal");
    println!("{killed} writers were killed");
}

/// Every system call of the change.
async fn all_kills(home: &Companion, [old, new, _]: [(usize, usize); 3]) -> Vec<Nth> {
    home.sandbox.write("items/new-0", "");
    let mut caller = Caller::over_files(home);
    begin(&mut caller, old).await;
    run(strace::logged(&home.sandbox.path("tmp/calls"), &writer(home, new))).await.worked();
    begin(&mut caller, old).await;
    strace::calls(&home.sandbox.read("tmp/calls"), "")
}

/// Kills one writer and looks; says whether the signal met it. The store holds `old` before and after.
async fn kill_once(home: &Companion, [old, new, next]: [(usize, usize); 3], at: &Nth) -> bool {
    let outcome = run(strace::killed(at, &writer(home, new))).await.out.trim().to_owned();
    let mut caller = Caller::over_files(home);
    let found = caller.ask("read").await;
    let case = format!("{old:?} to {new:?}, killed at {at:?}: {outcome}");
    assert!([told_as(old), told_as(new)].contains(&found), "{case}: {found}");
    if outcome == "ok" {
        assert_eq!(found, told_as(new), "{case}");
    }
    assert_eq!(caller.ask(&format!("write {}", numbers(next))).await, "ok", "{case}");
    assert_eq!(caller.ask("read").await, told_as(next), "{case}");
    let items = home.sandbox.names("items").into_iter().filter(|name| !name.starts_with("new-")).count();
    let wanted = if next.1 > 2_400 { 1 + next.1.div_ceil(2_304) } else { 1 };
    assert_eq!(items, wanted, "{case}");
    begin(&mut caller, old).await;
    outcome != "ok"
}

/// An empty store, and then this value.
async fn begin(caller: &mut Caller, value: (usize, usize)) {
    assert_eq!(caller.ask("remove").await, "ok");
    assert_eq!(caller.ask(&format!("write {}", numbers(value))).await, "ok");
}

/// A process that writes this value and ends.
fn writer(home: &Companion, (kind, size): (usize, usize)) -> Command {
    let mut command = over_files(home);
    command.args(["write", &kind.to_string(), &size.to_string()]);
    command
}

fn numbers((kind, size): (usize, usize)) -> String {
    format!("{kind} {size}")
}

fn told_as((kind, size): (usize, usize)) -> String {
    format!("value {kind} {size}")
}
