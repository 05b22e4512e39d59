//! Every command line of the machine, read again and again: what any of its users can read of every program.
#![expect(clippy::disallowed_methods, reason = "it reads the kernel's list of processes")]

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::search::{NONE, Secrets, found};

/// Reads the command line of every process that has begun since, again and again, until stopped.
pub(crate) struct Sampler {
    stop: Arc<AtomicBool>,
    reading: JoinHandle<Seen>,
}

impl Sampler {
    pub(crate) fn start() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let is_over = Arc::clone(&stop);
        let reading = std::thread::spawn(move || {
            let (begun, mut lines, mut looks) = (Instant::now(), BTreeSet::new(), 0);
            // What has run before is told nothing now.
            let mut older = processes();
            while !is_over.load(Ordering::Relaxed) {
                let all = processes();
                older.retain(|process| all.contains(process));
                for process in all.difference(&older) {
                    lines.extend(std::fs::read(process.join("cmdline")));
                }
                looks += 1;
                std::thread::yield_now();
            }
            Seen { lines, looks, took: begun.elapsed() }
        });
        Self { stop, reading }
    }

    pub(crate) fn stop(self) -> Seen {
        self.stop.store(true, Ordering::Relaxed);
        self.reading.join().expect("the sampler reads")
    }
}

fn processes() -> BTreeSet<PathBuf> {
    std::fs::read_dir("/proc").expect("/proc").flatten().map(|entry| entry.path()).collect()
}

/// Every command line that was read.
pub(crate) struct Seen {
    lines: BTreeSet<Vec<u8>>,
    looks: u32,
    took: Duration,
}

impl Seen {
    /// A program that waits for the person was `met`, and no command line has a secret.
    #[track_caller]
    pub(crate) fn assert_bare(&self, secrets: &Secrets, met: &str) {
        let lines: Vec<_> = self.lines.iter().map(|line| String::from_utf8_lossy(line)).collect();
        assert!(lines.iter().any(|line| line.contains(met)), "{met:?} was not met at work: {lines:?}");
        for line in lines {
            assert_eq!(found(secrets, line.as_bytes()), NONE, "in the command line {line:?}");
        }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lines, looks, took } = self;
        write!(f, "{} command lines in {looks} looks, one every {:?}", lines.len(), *took / *looks)
    }
}
