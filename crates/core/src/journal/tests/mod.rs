use std::path::PathBuf;

use jiff::SignedDuration;
use portico_model::ManualClock;
use rusqlite::Connection;

use super::*;
use crate::disk;

mod append;
mod ends;
mod query;
mod tamper;

/// A home with a journal, in memory where there is such a place: a thousand appends flush a thousand times.
pub(super) struct Desk {
    folder: tempfile::TempDir,
    pub(super) clock: ManualClock,
    pub(super) journal: Journal,
}

impl Desk {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder");
        let clock = ManualClock::at("2026-11-29T08:00:00Z".parse().expect("a time"));
        let home = Home::at(folder.path()).expect("a home");
        let journal = Journal::new(&home, Timekeeper::new(Arc::new(clock.clone())), Asker::Terminal);
        Self { folder, clock, journal }
    }

    /// With `count` entries of different kinds, a minute apart, after the first one.
    pub(super) fn with(count: usize) -> Self {
        let desk = Self::new();
        for at in 0..count {
            desk.clock.advance(SignedDuration::from_mins(1));
            desk.write(at);
        }
        desk
    }

    pub(super) fn write(&self, at: usize) {
        let (role, by) = (role(at % 3), Asker::tool(Some("terraform")));
        match at % 4 {
            0 => self.record(Draft::of_portal(Kind::SignedIn, &role.portal).with("method", "browser")),
            1 => self.record(Draft::of_role(Kind::ConsoleOpened, &role).with("service", "ec2")),
            2 => self.record(Draft::of_role(Kind::SteppedUp, &role).until(self.clock.now()).because("INC-1")),
            _ => {
                self.journal.asked_by(by).record(Draft::of_role(Kind::CredentialsGiven, &role));
                assert_eq!(self.journal.trouble(), None);
            }
        }
    }

    /// Records what must be recorded.
    #[track_caller]
    pub(super) fn record(&self, draft: Draft) {
        self.journal.record(draft);
        assert_eq!(self.journal.trouble(), None);
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn file(&self) -> PathBuf {
        self.path("journal.sqlite3")
    }

    /// What somebody does to the file behind Portico's back.
    pub(super) fn tamper(&self, sql: &str) {
        let connection = Connection::open(self.file()).expect("opens");
        connection.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    pub(super) fn all(&self) -> Vec<Entry> {
        self.journal.entries(&Query::default()).expect("readable")
    }

    pub(super) fn verdict(&self) -> Verdict {
        self.journal.verify(None).expect("readable")
    }

    /// What is wrong first.
    #[track_caller]
    pub(super) fn first(&self) -> (Option<u64>, Fault) {
        let verdict = self.verdict();
        let finding = verdict.findings.first().expect("something is wrong");
        (finding.seq, finding.fault)
    }

    #[track_caller]
    pub(super) fn assert_whole(&self, entries: u64) {
        let verdict = self.verdict();
        assert_eq!(verdict.findings, [], "whole");
        assert_eq!(verdict.entries, entries);
    }

    pub(super) fn head(&self) -> String {
        disk::read_text(&self.path("journal.head")).expect("readable").expect("there")
    }
}

pub(super) fn role(number: usize) -> RoleKey {
    let accounts = ["111122223333", "444455556666", "777788889999"];
    let portal = ["work", "demo"][number % 2];
    RoleKey::parse(portal, accounts[number], "ReadOnlyAccess").expect("a role")
}
