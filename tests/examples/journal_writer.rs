//! A program that appends to the journal, to be killed and raced: `journal_writer HOME COUNT` appends so many entries and
//! says `ok`, or what kept one from being recorded.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use portico_core::disk::Home;
use portico_core::journal::{Asker, Draft, Journal, Kind};
use portico_core::time::Timekeeper;
use portico_model::SystemClock;

fn main() {
    let mut words = std::env::args().skip(1);
    let home = Home::at(Path::new(&words.next().expect("a home"))).expect("a home");
    let count: u32 = words.next().and_then(|count| count.parse().ok()).expect("how many");
    let journal = Journal::new(&home, Timekeeper::new(Arc::new(SystemClock)), Asker::Terminal);
    let mut outcome = "ok".to_owned();
    for number in 0..count {
        journal.record(Draft::new(Kind::ConsoleOpened).with("number", number));
        if let Some(trouble) = journal.trouble() {
            outcome = trouble.message;
        }
    }
    let mut stdout = std::io::stdout().lock();
    // Nobody listens any more: then there is nobody to tell.
    drop(writeln!(stdout, "{outcome}").and_then(|()| stdout.flush()));
}
