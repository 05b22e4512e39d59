//! The engine's answer to a keystroke: the one place here that calls the product's own interface.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use portico_core::vault::MemoryStore;
use portico_core::view::Ask;
use portico_model::{Clock as _, ManualClock, SystemClock};

use crate::support::engine::Running;

/// As many rows as the window asks for.
const IN_SIGHT: u32 = 60;

/// An engine over a catalog that somebody filled.
pub(crate) struct Opened(Running);

impl Opened {
    /// The home is one that other programs use, too.
    pub(crate) async fn at(home: &Path) -> Self {
        let clock = ManualClock::at(SystemClock.now());
        Self(Running::start(&clock, home, &Arc::new(MemoryStore::default())).await)
    }

    /// How long the window waits for what to show for this text.
    pub(crate) fn ask(&self, text: &str) -> Duration {
        let begun = Instant::now();
        let ask = Ask { query: text.to_owned(), count: IN_SIGHT, ..Ask::default() };
        let listing = self.0.engine.listing(&ask);
        let took = begun.elapsed();
        drop(listing.expect("a listing"));
        took
    }
}
