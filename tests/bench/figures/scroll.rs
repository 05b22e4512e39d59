//! Frames while the list is scrolled, beside sixty a second.
//!
//! The clock is the page's own: the time stamps of its animation frames, in the real window under WebDriver. A frame that
//! comes too late makes the next stamp late, so the mean of the stamps tells every frame that was dropped. Two ways of
//! scrolling: reading along, and turning the wheel as fast as one can, which needs new rows all the time; of both is counted,
//! too, in how many frames a place in sight had no row yet. How often the same page has a frame when nothing moves is told.

use std::time::Duration;

use serde_json::{Value, json};

use super::figure::{Bar, Figure};
use super::keystroke::ROW;
use super::place::Place;
use super::stats;
use crate::support::webdriver::{Window, wait};

/// Frames of one measurement: five seconds of sixty a second.
const FRAMES: usize = 300;
/// Pixels a frame: none, as one reads along, and a mouse's wheel spun.
const PACES: [(&str, u32); 3] = [("still", 0), ("reading", 12), ("spinning", 120)];
/// Milliseconds a frame may take.
const SIXTIETH: f64 = 1000.0 / 60.0;

/// Scrolls by so many pixels in every frame and notes the frames.
const SCROLL: &str = "
    const [pace, frames] = arguments;
    const list = document.getElementById('accounts');
    const seen = window.scrolled = { stamps: [], bare: 0, done: false };
    list.scrollTop = 0;
    const bare = () => [...list.querySelectorAll('[role=row][aria-rowindex]:not([aria-selected]):not(.heading)')]
        .some((row) => { const top = parseFloat(row.style.top) - list.scrollTop; return top > -40 && top < list.clientHeight - 8; });
    const step = (now) => {
        seen.stamps.push(now);
        seen.bare += bare() ? 1 : 0;
        if (seen.stamps.length > frames) { seen.done = true; return; }
        list.scrollTop += pace;
        requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    return true;";
const DONE: &str = "return window.scrolled.done ? window.scrolled : null;";

/// Frames while the list is scrolled, for each that sixty a second would be.
pub(crate) async fn frames(name: &str, place: &Place) -> Vec<Figure> {
    let app = place.stage.app().await;
    let window = &app.window;
    window.find(ROW).await;
    let mut runs = Vec::new();
    for (_, pace) in PACES {
        runs.push(scrolled(window, pace).await);
    }
    app.window.close().await;
    let still = runs[0].mean();
    let moving = PACES.iter().zip(&runs).skip(1);
    moving
        .map(|((way, pace), run)| run.figure(&format!("{name}_{way}"), *pace, still, place.accounts))
        .collect()
}

/// The time between frames, milliseconds, and frames with a place in sight that had no row yet.
struct Run {
    intervals: Vec<f64>,
    bare: u64,
}

impl Run {
    fn mean(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "hundreds")]
        let count = self.intervals.len() as f64;
        self.intervals.iter().sum::<f64>() / count
    }

    fn figure(&self, name: &str, pace: u32, still: f64, accounts: usize) -> Figure {
        let mean = self.mean();
        Figure {
            name: name.to_owned(),
            value: SIXTIETH / mean,
            bar: Bar::AtLeast(1.0),
            told: format!(
                "{:.0} frames a second scrolling {accounts} accounts by {pace} px a frame / 60; rows missing in {} of {FRAMES}",
                1000.0 / mean,
                self.bare
            ),
            measured: json!({
                "p99_ms": stats::percentile(&self.intervals, 99),
                "longest_ms": self.intervals.iter().copied().fold(0.0, f64::max),
                "still_ms": still,
            }),
        }
    }
}

async fn scrolled(window: &Window, pace: u32) -> Run {
    assert_eq!(window.run(SCROLL, json!([pace, FRAMES])).await, true);
    let look = async || Some(window.run(DONE, json!([])).await).filter(|seen| !seen.is_null());
    let seen = wait(Duration::from_secs(60), look).await.expect("the frames come");
    let stamps = seen["stamps"].as_array().expect("stamps");
    let stamps: Vec<f64> = stamps.iter().filter_map(Value::as_f64).collect();
    Run {
        intervals: stamps.windows(2).map(|pair| pair[1] - pair[0]).collect(),
        bare: seen["bare"].as_u64().expect("a count"),
    }
}
