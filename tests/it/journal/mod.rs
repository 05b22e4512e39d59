//! The journal: what is written when real things happen, that many programs write it at once, and that it survives them.

mod command;
mod happens;
mod processes;
mod window;

use std::path::Path;
use std::sync::Arc;

use portico_core::disk::Home;
use portico_core::journal::{Asker, Entry, Journal, Query};
use portico_core::time::Timekeeper;
use portico_model::SystemClock;

use crate::support::sandbox::Sandbox;

/// The journal of a sandbox.
fn journal(sandbox: &Sandbox) -> Journal {
    journal_in(&sandbox.path("portico"))
}

/// The journal of a home.
fn journal_in(folder: &Path) -> Journal {
    let home = Home::at(folder).expect("a home");
    Journal::new(&home, Timekeeper::new(Arc::new(SystemClock)), Asker::Terminal)
}

/// Its entries, the oldest first.
fn all(journal: &Journal) -> Vec<Entry> {
    let mut all = journal.entries(&Query::default()).expect("readable");
    all.reverse();
    all
}

/// What happened and who asked, in their order.
fn told(journal: &Journal) -> Vec<(String, String)> {
    all(journal).into_iter().skip(1).map(|entry| (entry.kind.clone(), entry.asker())).collect()
}

#[track_caller]
fn assert_whole(journal: &Journal) -> u64 {
    let verdict = journal.verify(None).expect("readable");
    assert_eq!(verdict.findings, [], "whole");
    verdict.entries
}
