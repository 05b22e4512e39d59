//! Appending: by many at once, once for what happens again and again, and whatever became of the files.

use super::*;
use crate::error::Code;

#[test]
fn an_entry_says_who_when_where_and_why() {
    let desk = Desk::new();
    let role = role(1);
    let draft =
        Draft::of_role(Kind::SteppedUp, &role).until("2026-11-29T09:00:00Z".parse::<Timestamp>().ok());
    desk.record(draft.because("  INC-17: disk\nfull\u{202e} ").with("class", "admin"));
    desk.clock.jump(SignedDuration::from_secs(90));
    let journal = desk.journal.asked_by(Asker::tool(Some("terra\u{1b}form\n")));
    journal.record(Draft::of_role(Kind::CredentialsGiven, &role));
    let [second, first, began] = desk.all().try_into().expect("three");
    assert_eq!((began.seq, began.kind.as_str(), began.by.as_str()), (1, "journal_began", "portico"));
    let wanted = serde_json::json!({
        "seq": 2, "at": "2026-11-29T08:00:00Z", "clock_ahead_ms": 0, "kind": "stepped_up", "by": "terminal",
        "program": null, "portal": "demo", "account": "444455556666", "role": "ReadOnlyAccess",
        "until": "2026-11-29T09:00:00Z", "reason": "INC-17: disk\u{fffd}full\u{fffd}",
        "details": {"class": "admin"}, "hash": first.hash,
    });
    assert_eq!(serde_json::to_value(&first).expect("JSON"), wanted);
    assert_eq!(
        (second.asker().as_str(), second.at.to_string().as_str()),
        ("terra\u{fffd}form", "2026-11-29T08:01:30Z")
    );
    desk.assert_whole(3);
}

#[test]
fn the_clock_of_the_portals_counts_and_how_far_the_machine_is_off_is_told() {
    let desk = Desk::new();
    let keeper = Timekeeper::new(Arc::new(desk.clock.clone()));
    let truth = desk.clock.now();
    desk.clock.jump(SignedDuration::from_hours(-47));
    keeper.heard(truth, std::time::Duration::ZERO);
    let home = Home::at(desk.folder.path()).expect("a home");
    Journal::new(&home, keeper, Asker::Window).record(Draft::new(Kind::SignedIn));
    let entry = &desk.all()[0];
    assert!(entry.at.duration_since(truth).abs() < SignedDuration::from_secs(2), "{entry:?}");
    assert!((entry.clock_ahead_ms + 47 * 3_600_000).abs() < 2000, "{entry:?}");
}

#[test]
fn eight_at_once_leave_no_gap() {
    let desk = Desk::new();
    let home = Home::at(desk.folder.path()).expect("a home");
    let write = |number: usize| {
        // Nothing is shared but the files, as among processes.
        let journal = Journal::new(&home, Timekeeper::new(Arc::new(desk.clock.clone())), Asker::Terminal);
        for at in 0..125 {
            journal.record(
                Draft::of_role(Kind::ConsoleOpened, &role(number % 3)).with("number", number * 1000 + at),
            );
            assert_eq!(journal.trouble(), None);
        }
    };
    std::thread::scope(|scope| (0..8).for_each(|number| drop(scope.spawn(move || write(number)))));
    desk.assert_whole(1001);
    let mut numbers: Vec<String> =
        desk.all().iter().filter_map(|entry| entry.details.get("number").cloned()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 1000, "each once");
}

#[test]
fn what_happens_every_few_seconds_is_recorded_once_for_each_set_of_keys() {
    let desk = Desk::new();
    let ends = |minutes: i64| desk.clock.now() + SignedDuration::from_mins(minutes);
    // Before it was kept, the end had fractions of a second.
    let (first, second) = (ends(60), ends(120));
    let fresh = first + SignedDuration::from_millis(640);
    let give = |program: &str, number: usize, until: Timestamp| {
        desk.journal.given(Asker::tool(Some(program)), &role(number), until, "helper");
        assert_eq!(desk.journal.trouble(), None);
    };
    give("aws", 0, fresh);
    for _ in 0..50 {
        give("aws", 0, first);
        give("terraform", 0, first);
        give("aws", 1, first);
    }
    assert_eq!(desk.all().len(), 1 + 3);
    (0..50).for_each(|_| give("aws", 0, second));
    assert_eq!(desk.all().len(), 1 + 4);
    desk.assert_whole(5);
    // Keys that ended long ago are not remembered for ever.
    desk.clock.advance(SignedDuration::from_hours(24 * 9));
    give("aws", 2, ends(60));
    assert_eq!(disk::names(&desk.path("journal-given")).expect("readable").len(), 1);
}

#[test]
fn two_that_give_the_same_at_once_record_it_once() {
    let desk = Desk::new();
    let until = desk.clock.now();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| desk.journal.given(Asker::tool(Some("aws")), &role(0), until, "helper"));
        }
    });
    desk.assert_whole(2);
}

/// What must be so after the next entry: a new journal that says why, and the old one beside it.
#[track_caller]
fn begins_anew(desk: &Desk, why: &str, noted: Option<&str>, is_kept: bool) {
    desk.write(0);
    desk.write(1);
    let all = desk.all();
    assert_eq!(all.len(), 3, "{all:#?}");
    let began = &all[2];
    assert_eq!((began.kind.as_str(), began.details["why"].as_str()), ("journal_began_anew", why));
    assert_eq!(began.details.get("noted").map(String::as_str), noted.map(str::trim));
    let kept = began.details.get("kept");
    assert_eq!(kept.is_some(), is_kept);
    assert!(kept.is_none_or(|kept| desk.path(kept).exists()), "{kept:?}");
    let verdict = desk.verdict();
    assert_eq!(verdict.findings.len(), 1, "{verdict:?}");
    assert_eq!(desk.first(), (Some(1), Fault::BeganAnew));
}

#[test]
fn a_journal_that_was_cut_is_followed_by_another() {
    let desk = Desk::with(9);
    let head = desk.head();
    desk.tamper("DELETE FROM entry WHERE seq > 4");
    begins_anew(&desk, "its last entries were gone", Some(&head), true);
}

#[test]
fn a_journal_that_is_gone_is_followed_by_another() {
    let desk = Desk::with(9);
    let head = desk.head();
    disk::remove(&desk.file()).expect("removed");
    begins_anew(&desk, "it was gone", Some(&head), false);
}

#[test]
fn what_is_no_journal_any_more_is_followed_by_one() {
    for sql in ["", "DROP TABLE entry", "ALTER TABLE entry RENAME TO other", "PRAGMA user_version = 0"] {
        let desk = Desk::with(9);
        let head = desk.head();
        if sql.is_empty() {
            disk::write_atomic(&desk.file(), &[b'x'; 9000]).expect("written");
        } else {
            desk.tamper(sql);
        }
        begins_anew(&desk, "it was no journal any more", Some(&head), true);
    }
}

#[test]
fn a_note_that_is_gone_or_garbled_begins_another_journal() {
    let desk = Desk::with(9);
    disk::remove(&desk.path("journal.head")).expect("removed");
    begins_anew(&desk, "the note of its newest entry was gone", None, true);
    let desk = Desk::with(9);
    disk::write_atomic(&desk.path("journal.head"), b"17").expect("written");
    begins_anew(&desk, "the note of its newest entry was damaged", None, true);
}

#[test]
fn a_change_in_the_middle_stops_nobody_and_is_not_forgotten() {
    let desk = Desk::with(9);
    desk.tamper("UPDATE entry SET account = '999999999999' WHERE seq = 6");
    desk.write(0);
    assert_eq!(desk.verdict().entries, 11);
    assert_eq!(desk.first(), (Some(6), Fault::Changed));
}

#[test]
fn a_damaged_journal_of_every_second_is_kept() {
    let desk = Desk::with(2);
    for _ in 0..3 {
        desk.tamper("DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)");
        desk.write(0);
    }
    let kept = disk::names(desk.folder.path()).expect("readable");
    let kept: Vec<&String> = kept.iter().filter(|name| name.starts_with("journal-damaged-")).collect();
    let wanted = ["", "-2", "-3"].map(|suffix| format!("journal-damaged-20261129T080200Z{suffix}.sqlite3"));
    let mut wanted: Vec<&String> = wanted.iter().collect();
    wanted.sort();
    assert_eq!(kept, wanted);
}

#[test]
fn what_cannot_be_recorded_is_told_and_stops_nobody() {
    let desk = Desk::with(1);
    let connection = Connection::open(desk.file()).expect("opens");
    connection.execute_batch("PRAGMA user_version = 99").expect("changed");
    drop(connection);
    desk.journal.record(Draft::new(Kind::SignedIn));
    let trouble = desk.journal.trouble().expect("told");
    assert_eq!(trouble.code, Code::FileNotWritable);
    assert!(trouble.message.contains("newer version"), "{trouble:?}");
    desk.tamper("PRAGMA user_version = 1");
    desk.write(0);
    desk.assert_whole(3);
}

#[test]
fn a_journal_that_another_program_holds_is_waited_for_and_then_gone_without() {
    let desk = Desk::with(1);
    let connection = Connection::open(desk.file()).expect("opens");
    connection.execute_batch("BEGIN IMMEDIATE").expect("begun");
    desk.journal.record(Draft::new(Kind::SignedIn));
    assert_eq!(desk.journal.trouble().expect("told").code, Code::FileBusy);
    connection.execute_batch("ROLLBACK").expect("ended");
    desk.write(0);
    desk.assert_whole(3);
}
