//! Processes that append at once, and ones that are killed in the middle of it.
//!
//! The whole sweep of system calls runs when `PORTICO_FULL` is set; otherwise a sample, spread over it.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use super::{assert_whole, journal, journal_in};
use crate::support::companion::Companion;
use crate::support::engine::folder_in_memory;
use crate::support::process::{journal_writer, run, told};
use crate::support::strace;

/// The kills of an ordinary run.
const SAMPLE: usize = 40;

fn writer(home: &Companion, count: usize) -> Command {
    writer_in(home, &home.sandbox.path("portico"), count)
}

fn writer_in(home: &Companion, folder: &Path, count: usize) -> Command {
    let mut command = home.command(journal_writer());
    command.arg(folder).arg(count.to_string());
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_processes_append_at_once_and_leave_no_gap() {
    let (home, folder) = (Companion::without_desktop(), folder_in_memory());
    let writers: Vec<_> = (0..8).map(|_| tokio::spawn(run(writer_in(&home, folder.path(), 125)))).collect();
    for writer in writers {
        assert_eq!(writer.await.expect("no panic").worked(), "ok\n");
    }
    assert_eq!(assert_whole(&journal_in(folder.path())), 1001);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_killed_at_any_system_call_leaves_a_whole_journal() {
    for before in [0, 3] {
        let home = Companion::without_desktop();
        let log: PathBuf = home.sandbox.path("tmp/calls");
        run(strace::logged(&log, &writer(&home, 2))).await.worked();
        let calls = strace::calls(&home.sandbox.read("tmp/calls"), "journal.lock");
        let step = if told("PORTICO_FULL").is_some() { 1 } else { (calls.len() * 2).div_ceil(SAMPLE) };
        assert!(calls.len() > 30, "{calls:?}");
        let mut sizes = Vec::new();
        for at in calls.iter().skip(step / 2).step_by(step) {
            let home = Companion::without_desktop();
            if before > 0 {
                assert_eq!(run(writer(&home, before)).await.worked(), "ok\n");
            }
            run(strace::killed(at, &writer(&home, 2))).await;
            let journal = journal(&home.sandbox);
            let left = assert_whole(&journal);
            assert_eq!(run(writer(&home, 1)).await.worked(), "ok\n", "after {at:?}");
            assert_eq!(assert_whole(&journal), left.max(1) + 1, "after {at:?}");
            sizes.push(left);
        }
        println!("{} system calls, killed at {}; entries left: {sizes:?}", calls.len(), sizes.len());
        assert!(sizes.iter().min() < sizes.iter().max(), "the kills met more than one state");
    }
}
