//! Whether a journal is as it was written, and where it is not.
//!
//! Rule: everything is computed anew from what is in the table, by number; no index and no word of the file's own is believed.
//! What this cannot prove is told in `docs/journal.md`: who can write both files can write another journal.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde::Serialize;
use specta::Type;

use super::Kind;
use super::chain::{Hash, Mark};
use super::entry::{COLUMNS, WIDTH, details};
use super::file::{Hindrance, Noted, Place, began_after};
use super::prune;
use crate::error::Result;
use crate::sqlite::Trouble;

/// More findings than this say nothing new.
const MOST: usize = 100;

/// What is wrong with a journal.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// An entry is not as it was written, or not where it was.
    Changed,
    /// Entries are not there.
    Missing,
    /// Entries at the end are not there.
    Cut,
    /// It is another journal than the one whose newest entry was noted.
    Replaced,
    /// The whole file is not there.
    Gone,
    /// The file cannot be read to its end.
    Damaged,
    /// The note of the newest entry is not there, or is none: entries cut off the end would not be found.
    Unnoted,
    /// It follows one that was damaged or gone.
    BeganAnew,
    /// It is not the one that somebody expects.
    Unexpected,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Finding {
    /// The first entry that it is about; none when it is about all.
    pub seq: Option<u64>,
    /// What it is.
    pub fault: Fault,
    /// A sentence.
    pub sentence: String,
}

/// What verifying came to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Verdict {
    /// How many entries there are.
    pub entries: u64,
    /// The oldest entry's number: more than 1 when old ones were let go of.
    pub first: Option<u64>,
    /// The newest entry.
    pub head: Option<Mark>,
    /// What is wrong, in the order of the entries; nothing when the journal is as it was written.
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// Whether the journal is as it was written.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty()
    }

    fn find(&mut self, seq: impl Into<Option<u64>>, fault: Fault, sentence: impl Into<String>) {
        if self.findings.len() < MOST {
            self.findings.push(Finding { seq: seq.into(), fault, sentence: sentence.into() });
        }
    }
}

/// Verifies the journal, and that `expected` is an entry of it.
pub(super) fn verify(place: &Place, expected: Option<Mark>) -> Result<Verdict> {
    // First the note: whatever it says was in the chain before.
    let noted = place.noted()?;
    let mut verdict = Verdict::default();
    if !place.chain.try_exists().unwrap_or(true) {
        match (noted, expected) {
            (Noted::Nothing | Noted::Beginning, None) => {}
            (Noted::Head(head), _) => verdict.find(
                1,
                Fault::Gone,
                format!("The journal is gone; it had {} entries and more, perhaps.", head.seq),
            ),
            (Noted::Nothing | Noted::Beginning | Noted::Nonsense, _) => {
                verdict.find(1, Fault::Gone, "The journal is gone.");
            }
        }
        return Ok(verdict);
    }
    let connection = match place.open() {
        Ok(connection) => connection,
        Err(Hindrance::Unavailable(error)) => return Err(error),
        Err(Hindrance::Broken(_)) => {
            verdict.find(None, Fault::Damaged, "The file of the journal is damaged and cannot be read.");
            return Ok(verdict);
        }
    };
    match walk(&connection, noted, expected) {
        // It has begun, or its first entry was noted, while it was read.
        Ok(_) if noted.is_of_no_entry() && place.noted()? != noted => verify(place, expected),
        Ok(verdict) => Ok(verdict),
        Err(error) => match place.judged(Trouble::Sqlite(error)) {
            Hindrance::Unavailable(error) => Err(error),
            Hindrance::Broken(_) => {
                verdict.find(
                    None,
                    Fault::Damaged,
                    "The file of the journal is damaged: its entries cannot be read.",
                );
                Ok(verdict)
            }
        },
    }
}

fn walk(connection: &Connection, noted: Noted, expected: Option<Mark>) -> rusqlite::Result<Verdict> {
    // One moment for all that is read.
    let reading = connection.unchecked_transaction()?;
    let mut walk =
        Walk { verdict: Verdict::default(), next: 1, before: Some(Hash::NOTHING), marks: Vec::new() };
    let began = began_after(&reading)?;
    if let Noted::Head(head) = noted {
        // One that was killed before it could replace the note of the journal before it is told of below.
        if began.as_deref() != Some(head.to_string().as_str()) {
            walk.marks.push((head, Fault::Replaced));
        }
    }
    walk.marks.extend(expected.map(|mark| (mark, Fault::Unexpected)));
    let pruned = prune::newest(&reading)?;
    let mut statement = reading.prepare(&format!("SELECT {COLUMNS}, hash FROM entry ORDER BY seq"))?;
    let mut rows = statement.query([])?;
    loop {
        match rows.next() {
            Ok(Some(row)) => walk.step(row, pruned)?,
            Ok(None) => break,
            Err(error) => {
                tracing::debug!(%error, "the journal cannot be read on");
                let sentence =
                    format!("The file is damaged: entry {} and those after it cannot be read.", walk.next);
                walk.verdict.find(walk.next, Fault::Damaged, sentence);
                return Ok(walk.verdict);
            }
        }
    }
    drop(rows);
    let mut verdict = walk.ended(noted, pruned);
    let whole: String = reading.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if whole != "ok" && verdict.is_whole() {
        verdict.find(
            None,
            Fault::Damaged,
            "The file is damaged: its entries are there, and cannot all be found by their time or account.",
        );
    }
    Ok(verdict)
}

/// On the way through the entries.
struct Walk {
    verdict: Verdict,
    /// The number that comes next.
    next: u64,
    /// The hash of the entry before; none when that is not there.
    before: Option<Hash>,
    /// What must be met on the way, and what is wrong when it is not.
    marks: Vec<(Mark, Fault)>,
}

impl Walk {
    fn step(&mut self, row: &Row<'_>, pruned: Option<Mark>) -> rusqlite::Result<()> {
        let Some(seq) =
            row.get_ref(0)?.as_i64().ok().and_then(|seq| u64::try_from(seq).ok()).filter(|seq| *seq > 0)
        else {
            self.verdict.find(None, Fault::Changed, "There is an entry without a number.");
            return Ok(());
        };
        if self.verdict.first.is_none() {
            self.verdict.first = Some(seq);
            if let Some(pruned) = pruned.filter(|pruned| pruned.seq < seq) {
                (self.next, self.before) = (pruned.seq + 1, Some(pruned.hash));
            }
        }
        if seq > self.next {
            self.verdict.find(self.next, Fault::Missing, missing(self.next, seq - 1));
            self.before = None;
        }
        let columns =
            (0..WIDTH).map(|at| row.get_ref(at)).collect::<rusqlite::Result<Vec<ValueRef<'_>>>>()?;
        let kind = columns[3].as_bytes().unwrap_or_default();
        let is_first_kind = kind == Kind::JournalBegan.as_str().as_bytes()
            || kind == Kind::JournalBeganAnew.as_str().as_bytes();
        let found = Hash::read(row.get_ref(WIDTH)?);
        // What cannot be computed, because the entry before is missing, is not held against this one.
        let is_as_written = found.is_some()
            && self.before.is_none_or(|before| before.then(columns.iter().copied()) == found)
            && (seq == 1) == is_first_kind;
        if !is_as_written {
            let sentence =
                format!("Entry {seq} is not as it was written, or not the one that was written here.");
            self.verdict.find(seq, Fault::Changed, sentence);
        } else if kind == Kind::JournalBeganAnew.as_str().as_bytes() {
            self.verdict.find(seq, Fault::BeganAnew, began_anew(columns[11]));
        }
        self.meet(seq, found);
        self.verdict.entries += 1;
        self.verdict.head = found.map(|hash| Mark { seq, hash });
        (self.next, self.before) = (seq + 1, found);
        Ok(())
    }

    /// Compares with the marks of this number.
    fn meet(&mut self, seq: u64, found: Option<Hash>) {
        let met: Vec<(Mark, Fault)> = self.marks.extract_if(.., |(mark, _)| mark.seq == seq).collect();
        for (mark, fault) in met {
            if found == Some(mark.hash) {
                continue;
            }
            let noted =
                if fault == Fault::Replaced { "that was noted as the newest" } else { "that was expected" };
            self.verdict.find(
                seq,
                fault,
                format!("Entry {seq} is not the one {noted}: this is another journal."),
            );
        }
    }

    fn ended(mut self, noted: Noted, pruned: Option<Mark>) -> Verdict {
        let end = self.next;
        for (mark, fault) in std::mem::take(&mut self.marks) {
            match (mark.seq >= end, fault) {
                (true, Fault::Replaced) => {
                    let sentence = missing(end, mark.seq).replace('.', " at the end.");
                    self.verdict.find(end, Fault::Cut, sentence);
                }
                (true, _) => self.verdict.find(end, Fault::Unexpected, missing(end, mark.seq)),
                (false, _) if pruned == Some(mark) => {}
                (false, _) => {
                    let sentence =
                        format!("Entry {}, which was to be compared, is not there any more.", mark.seq);
                    self.verdict.find(mark.seq, fault, sentence);
                }
            }
        }
        match noted {
            noted if noted.is_missing(end - 1) => {
                self.verdict.find(
                    end,
                    Fault::Unnoted,
                    "The note of the newest entry is gone, so that later ones may be, too.",
                );
            }
            Noted::Nonsense => {
                self.verdict.find(
                    end,
                    Fault::Unnoted,
                    "The note of the newest entry is damaged, so that later ones may be gone.",
                );
            }
            Noted::Nothing | Noted::Beginning | Noted::Head(_) => {}
        }
        self.verdict
    }
}

fn missing(first: u64, last: u64) -> String {
    if first == last {
        format!("Entry {first} is missing.")
    } else {
        format!("Entries {first} to {last} are missing.")
    }
}

fn began_anew(column: ValueRef<'_>) -> String {
    let mut details = details(column);
    let why = details.remove("why").unwrap_or_default();
    let had = details.remove("noted").and_then(|noted| noted.parse::<Mark>().ok());
    let had = had.map(|mark| format!(" Of that one {} entries were noted.", mark.seq)).unwrap_or_default();
    let kept = details.remove("kept").map(|kept| format!(" It is kept as {kept}.")).unwrap_or_default();
    format!("This journal follows one that was given up because {why}.{had}{kept}")
}
