//! A crash between any two steps is no alarm, and old entries go in a way that can be verified.

use super::*;
use crate::journal::append::begun;

#[test]
fn a_crash_before_the_note_is_replaced_is_no_alarm() {
    let desk = Desk::with(5);
    let head = desk.head();
    desk.write(0);
    disk::write_atomic(&desk.path("journal.head"), head.as_bytes()).expect("written");
    desk.assert_whole(7);
    desk.write(1);
    desk.assert_whole(8);
    assert!(desk.head().starts_with("8:"));
}

#[test]
fn a_crash_before_the_first_note_is_no_alarm() {
    // Before the first entry, and before it was noted.
    for has_begun in [false, true] {
        let desk = Desk::new();
        let place = &desk.journal.place;
        if has_begun {
            drop(begun(place, desk.journal.stamp()).expect("begins"));
        } else {
            drop(place.continued().expect("made"));
        }
        place.note_beginning().expect("noted");
        desk.assert_whole(u64::from(has_begun));
        desk.write(0);
        desk.assert_whole(2);
    }
    // What an older version made.
    let desk = Desk::new();
    drop(desk.journal.place.open().expect("made"));
    desk.assert_whole(0);
    desk.write(0);
    desk.assert_whole(2);
}

#[test]
fn a_crash_while_a_journal_begins_anew_is_told_once() {
    let desk = Desk::with(5);
    let head = desk.head();
    desk.tamper("DELETE FROM entry WHERE seq > 2");
    drop(begun(&desk.journal.place, desk.journal.stamp()).expect("begins"));
    disk::write_atomic(&desk.path("journal.head"), head.as_bytes()).expect("written");
    assert_eq!(desk.verdict().findings.len(), 1);
    assert_eq!(desk.first(), (Some(1), Fault::BeganAnew));
    desk.write(0);
    assert_eq!((desk.verdict().findings.len(), desk.verdict().entries), (1, 2));
    let kept = disk::names(desk.folder.path()).expect("readable");
    assert_eq!(kept.iter().filter(|name| name.starts_with("journal-damaged-")).count(), 1);
    // The same where nothing was noted of the one before.
    let desk = Desk::with(5);
    disk::remove(&desk.path("journal.head")).expect("removed");
    drop(begun(&desk.journal.place, desk.journal.stamp()).expect("begins"));
    desk.journal.place.note_beginning().expect("noted");
    desk.write(0);
    assert_eq!((desk.first(), desk.verdict().findings.len()), ((Some(1), Fault::BeganAnew), 1));
}

/// The moment at which entry `seq` of [`Desk::with`] was written.
fn at(desk: &Desk, seq: u64) -> Timestamp {
    desk.all().iter().find(|entry| entry.seq == seq).expect("there").at
}

#[test]
fn old_entries_go_and_the_rest_is_verified() {
    let desk = Desk::with(9);
    let (noted, before) = (desk.journal.verify(None).expect("readable"), at(&desk, 6));
    let through = desk.all().into_iter().find(|entry| entry.seq == 5).expect("there").hash;
    let pruned = desk.journal.prune(before, "a year is over").expect("pruned");
    assert_eq!((pruned.removed, pruned.through.expect("some").to_string()), (5, format!("5:{through}")));
    let verdict = desk.verdict();
    assert_eq!((verdict.findings.as_slice(), verdict.first, verdict.entries), ([].as_slice(), Some(6), 6));
    let newest = &desk.all()[0];
    assert_eq!((newest.kind.as_str(), newest.reason.as_deref()), ("journal_pruned", Some("a year is over")));
    assert!(desk.journal.verify(noted.head).expect("readable").is_whole(), "what was noted before");
    assert!(desk.journal.verify(pruned.through).expect("readable").is_whole(), "and the last that went");
    desk.write(0);
    // Again, beyond the entry that says what went first.
    desk.clock.advance(SignedDuration::from_hours(1));
    desk.write(1);
    desk.journal.prune(desk.clock.now(), "").expect("pruned");
    assert_eq!((desk.verdict().findings.as_slice(), desk.verdict().entries), ([].as_slice(), 2));
    assert_eq!(desk.journal.prune(Timestamp::UNIX_EPOCH, "").expect("nothing"), Pruned::default());
}

#[test]
fn more_removed_than_the_journal_says_is_found() {
    let desk = Desk::with(9);
    desk.journal.prune(at(&desk, 4), "").expect("pruned");
    desk.tamper("DELETE FROM entry WHERE seq = 4");
    assert_eq!(desk.first(), (Some(4), Fault::Missing));
    let desk = Desk::with(9);
    desk.tamper("DELETE FROM entry WHERE seq < 4");
    assert_eq!(desk.first(), (Some(1), Fault::Missing));
}

#[test]
fn the_newest_entry_never_goes() {
    let desk = Desk::with(3);
    desk.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(desk.journal.prune(desk.clock.now(), "").expect("pruned").removed, 3);
    assert_eq!(desk.verdict().entries, 2);
    assert!(desk.verdict().is_whole());
    assert_eq!(Desk::new().journal.prune(Timestamp::MAX, "").expect("nothing there"), Pruned::default());
}

#[test]
fn what_is_damaged_is_not_tidied_away_and_what_began_anew_may_be() {
    let desk = Desk::with(9);
    desk.tamper("UPDATE entry SET role = 'Other' WHERE seq = 3");
    let error = desk.journal.prune(desk.clock.now(), "").expect_err("refused");
    assert!(error.message().contains("Entry 3"), "{error}");
    desk.tamper("DELETE FROM entry WHERE seq > 2");
    desk.write(0);
    desk.write(0);
    assert_eq!(desk.first(), (Some(1), Fault::BeganAnew));
    desk.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(desk.journal.prune(desk.clock.now(), "looked into").expect("pruned").removed, 2);
    assert!(desk.verdict().is_whole());
}
