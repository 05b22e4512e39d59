//! Whatever is done to the files is found, and the first entry that it was done to is named.

use proptest::prelude::*;

use super::*;

const ENTRIES: u64 = 13;

/// A journal of [`ENTRIES`] entries.
fn desk() -> Desk {
    Desk::with(usize::try_from(ENTRIES).expect("few") - 1)
}

#[test]
fn what_nobody_touched_is_whole() {
    assert_eq!(Desk::new().verdict(), Verdict::default(), "there is none yet");
    let desk = desk();
    desk.assert_whole(ENTRIES);
    assert_eq!(desk.head().trim(), desk.journal.head().expect("readable").expect("there").to_string());
}

/// The bytes of a value, and how SQL writes other ones in their place.
fn cells(desk: &Desk, seq: u64) -> Vec<(String, Vec<u8>, &'static str)> {
    let connection = Connection::open(desk.file()).expect("opens");
    let columns = entry::COLUMNS.split(", ").chain(["hash"]).map(str::to_owned);
    let cell = |column: String| {
        let sql = format!("SELECT {column} FROM entry WHERE seq = {seq}");
        let (bytes, kind) = connection
            .query_row(&sql, [], |row| {
                Ok(match row.get_ref(0)? {
                    rusqlite::types::ValueRef::Null => (Vec::new(), ""),
                    rusqlite::types::ValueRef::Integer(number) => (number.to_be_bytes().to_vec(), "number"),
                    rusqlite::types::ValueRef::Text(text) => (text.to_vec(), "text"),
                    rusqlite::types::ValueRef::Blob(bytes) => (bytes.to_vec(), "blob"),
                    rusqlite::types::ValueRef::Real(_) => unreachable!("there is none"),
                })
            })
            .expect("readable");
        (column, bytes, kind)
    };
    columns.map(cell).collect()
}

fn literal(bytes: &[u8], kind: &str) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match kind {
        "number" => i64::from_be_bytes(bytes.try_into().expect("eight bytes")).to_string(),
        "text" => format!("CAST(x'{hex}' AS TEXT)"),
        _ => format!("x'{hex}'"),
    }
}

#[test]
fn any_byte_of_any_column_changed_is_found() {
    let desk = desk();
    let mut changes = 0;
    for seq in 1..=ENTRIES {
        for (column, bytes, kind) in cells(&desk, seq) {
            for at in 0..bytes.len() {
                let mut other = bytes.clone();
                other[at] ^= 1 << (at % 8);
                let (new, old) = (literal(&other, kind), literal(&bytes, kind));
                let other_seq = if column == "seq" { new.clone() } else { seq.to_string() };
                if column == "seq" && (1..=ENTRIES).any(|taken| taken.to_string() == new) {
                    continue;
                }
                desk.tamper(&format!("UPDATE entry SET {column} = {new} WHERE seq = {seq}"));
                let (found, fault) = desk.first();
                assert!(found.is_none_or(|found| found == seq), "{column} of {seq}: {found:?} {fault:?}");
                assert!(column == "seq" || found == Some(seq), "{column} of {seq}: {fault:?}");
                desk.tamper(&format!("UPDATE entry SET {column} = {old} WHERE seq = {other_seq}"));
                changes += 1;
            }
        }
    }
    desk.assert_whole(ENTRIES);
    assert!(changes > 1400, "{changes}");
}

#[test]
fn a_value_put_where_there_was_none_is_found_and_so_is_one_taken_away() {
    let desk = desk();
    for column in ["program", "portal", "account", "role", "reason"] {
        desk.tamper("CREATE TABLE copy AS SELECT * FROM entry WHERE seq = 5");
        desk.tamper(&format!("UPDATE entry SET {column} = iif({column} IS NULL, '', NULL) WHERE seq = 5"));
        assert_eq!(desk.first(), (Some(5), Fault::Changed), "{column}");
        desk.tamper("DELETE FROM entry WHERE seq = 5; INSERT INTO entry SELECT * FROM copy; DROP TABLE copy");
        desk.assert_whole(ENTRIES);
    }
}

#[test]
fn any_entry_removed_is_found() {
    for seq in 1..=ENTRIES {
        let desk = desk();
        desk.tamper(&format!("DELETE FROM entry WHERE seq = {seq}"));
        let fault = if seq == ENTRIES { Fault::Cut } else { Fault::Missing };
        assert_eq!(desk.first(), (Some(seq), fault));
        let sentence = &desk.verdict().findings[0].sentence;
        assert!(sentence.starts_with(&format!("Entry {seq} is missing")), "{sentence}");
    }
}

#[test]
fn an_entry_removed_and_the_others_moved_up_is_found() {
    for seq in 2..ENTRIES {
        let desk = desk();
        desk.tamper(&format!(
            "DELETE FROM entry WHERE seq = {seq}; UPDATE entry SET seq = -(seq - 1) WHERE seq > {seq};
             UPDATE entry SET seq = -seq WHERE seq < 0"
        ));
        assert_eq!(desk.first(), (Some(seq), Fault::Changed));
    }
}

#[test]
fn two_entries_that_changed_places_are_found() {
    let desk = desk();
    desk.tamper("UPDATE entry SET seq = -4 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = 9; UPDATE entry SET seq = 9 WHERE seq = -4");
    assert_eq!(desk.first(), (Some(4), Fault::Changed));
}

#[test]
fn an_entry_put_in_between_is_found() {
    let desk = desk();
    desk.tamper(
        "UPDATE entry SET seq = -(seq + 1) WHERE seq > 6; UPDATE entry SET seq = -seq WHERE seq < 0;
         INSERT INTO entry SELECT 7, at, ahead, kind, asker, program, portal, account, role, until, reason, details, hash
         FROM entry WHERE seq = 3",
    );
    assert_eq!(desk.first(), (Some(7), Fault::Changed));
}

#[test]
fn an_end_cut_off_is_found() {
    for kept in 1..ENTRIES {
        let desk = desk();
        desk.tamper(&format!("DELETE FROM entry WHERE seq > {kept}"));
        assert_eq!(desk.first(), (Some(kept + 1), Fault::Cut));
    }
    let desk = desk();
    desk.tamper("DELETE FROM entry");
    assert_eq!(desk.first(), (Some(1), Fault::Cut));
}

#[test]
fn an_older_copy_in_the_place_of_the_file_is_found() {
    let desk = desk();
    let copy = disk::read_bytes(&desk.file()).expect("readable").expect("there");
    desk.write(0);
    desk.write(1);
    desk.assert_whole(ENTRIES + 2);
    disk::write_atomic(&desk.file(), &copy).expect("written");
    assert_eq!(desk.first(), (Some(ENTRIES + 1), Fault::Cut));
    let sentence = &desk.verdict().findings[0].sentence;
    assert_eq!(sentence, "Entries 14 to 15 are missing at the end.");
}

#[test]
fn another_journal_in_the_place_of_this_one_is_found() {
    let (desk, other) = (desk(), Desk::new());
    other.clock.advance(SignedDuration::from_secs(1));
    (0..20).for_each(|at| other.write(at));
    let foreign = disk::read_bytes(&other.file()).expect("readable").expect("there");
    disk::write_atomic(&desk.file(), &foreign).expect("written");
    assert_eq!(desk.first(), (Some(ENTRIES), Fault::Replaced));
}

#[test]
fn a_file_that_is_gone_or_no_journal_is_found() {
    let desk = desk();
    disk::remove(&desk.file()).expect("removed");
    assert_eq!(desk.first(), (Some(1), Fault::Gone));
    disk::write_atomic(&desk.file(), b"").expect("written");
    assert_eq!(desk.first(), (Some(1), Fault::Cut));
    disk::write_atomic(&desk.file(), &[b'x'; 9000]).expect("written");
    assert_eq!(desk.first(), (None, Fault::Damaged));
}

#[test]
fn a_note_that_is_gone_or_garbled_is_found() {
    let desk = desk();
    disk::write_atomic(&desk.path("journal.head"), b"what?").expect("written");
    assert_eq!(desk.first(), (Some(ENTRIES + 1), Fault::Unnoted));
    disk::remove(&desk.path("journal.head")).expect("removed");
    assert_eq!(desk.first(), (Some(ENTRIES + 1), Fault::Unnoted));
}

#[test]
fn all_but_the_first_entry_removed_together_with_the_note_is_found() {
    for note in [None, Some(&b"0\n"[..])] {
        for kept in 1..ENTRIES {
            let desk = desk();
            desk.tamper(&format!("DELETE FROM entry WHERE seq > {kept}"));
            match note {
                None => disk::remove(&desk.path("journal.head")).expect("removed"),
                // As it is before the first entry is noted: nobody can tell that one from a journal that has just begun.
                Some(_) if kept == 1 => continue,
                Some(note) => disk::write_atomic(&desk.path("journal.head"), note).expect("written"),
            }
            assert_eq!(desk.first(), (Some(kept + 1), Fault::Unnoted));
        }
    }
}

#[test]
fn a_hash_noted_elsewhere_finds_a_journal_that_was_written_anew() {
    let (desk, other) = (desk(), Desk::new());
    other.clock.advance(SignedDuration::from_secs(1));
    (0..20).for_each(|at| other.write(at));
    let mark = desk.journal.head().expect("readable").expect("there");
    let expect = |desk: &Desk| desk.journal.verify(Some(mark)).expect("readable");
    assert!(expect(&desk).is_whole());
    desk.write(0);
    assert!(expect(&desk).is_whole(), "the journal goes on");
    for name in ["journal.sqlite3", "journal.head"] {
        let bytes = disk::read_bytes(&other.path(name)).expect("readable").expect("there");
        disk::write_atomic(&desk.path(name), &bytes).expect("written");
    }
    assert!(desk.verdict().is_whole(), "nothing here tells");
    let verdict = expect(&desk);
    assert_eq!((verdict.findings[0].seq, verdict.findings[0].fault), (Some(mark.seq), Fault::Unexpected));
    let short = Desk::with(3);
    assert_eq!(expect(&short).findings[0].fault, Fault::Unexpected);
    assert_eq!(expect(&Desk::new()).findings[0].fault, Fault::Gone);
}

#[test]
fn an_index_that_hides_entries_is_found() {
    let desk = desk();
    desk.tamper(
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = 'CREATE INDEX entry_at ON entry (ahead)' WHERE name = 'entry_at';",
    );
    let (found, fault) = desk.first();
    assert_eq!((found, fault), (None, Fault::Damaged));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the bytes of the file are turned into, verifying ends with a verdict; and one that says that all is well is
    /// right: the entries are those that were written.
    #[test]
    fn any_byte_of_the_file_turned_is_found_or_changes_nothing(places in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..4)) {
        let desk = desk();
        let (before, mut bytes) = (desk.all(), disk::read_bytes(&desk.file()).expect("readable").expect("there"));
        for (place, turn) in places {
            let at = place.index(bytes.len());
            bytes[at] ^= turn;
        }
        disk::write_atomic(&desk.file(), &bytes).expect("written");
        if let Ok(verdict) = desk.journal.verify(None) && verdict.is_whole() {
            prop_assert_eq!(desk.all(), before);
        }
    }
}
