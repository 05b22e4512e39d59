//! How long the list takes to follow what is typed: in the engine, and to the painted frame in the real window.
//!
//! A keystroke is one more letter of a text. In the engine each is asked several times and its median counts, so that
//! what the machine does besides is not taken for search; told is the keystroke that is slower than 99 in a hundred.

use serde_json::json;

use super::figure::{Bar, Figure};
use super::listing::Opened;
use super::place::Place;
use super::{keystroke, stats, typed};

/// How often the engine is asked the same.
const ROUNDS: usize = 5;

/// Milliseconds of each keystroke.
#[derive(Clone)]
pub(crate) struct Typed {
    pub(crate) accounts: usize,
    pub(crate) engine: Vec<f64>,
    pub(crate) painted: Vec<f64>,
}

impl Typed {
    pub(crate) fn figures(&self, name: &str) -> Vec<Figure> {
        let figure = |name: String, values: &[f64], most: f64, what: &str| Figure {
            name,
            value: stats::percentile(values, 99),
            bar: Bar::AtMost(most),
            told: format!(
                "{what}, {} accounts x 8 roles; the median of {} keystrokes is {:.2} ms",
                self.accounts,
                values.len(),
                stats::median(values)
            ),
            measured: json!({
                "p50_ms": stats::median(values), "p90_ms": stats::percentile(values, 90),
                "p99_ms": stats::percentile(values, 99), "slowest_ms": stats::percentile(values, 100),
            }),
        };
        vec![
            figure(name.to_owned(), &self.engine, 8.0, "ms a keystroke in the engine"),
            figure(format!("{name}_painted"), &self.painted, PAINTED, "ms from key to painted frame"),
        ]
    }
}

/// Three frames of a screen that shows sixty a second.
const PAINTED: f64 = 50.0;

/// Types into the engine and into the window.
pub(crate) async fn typed(place: &Place) -> Typed {
    let texts = typed::texts(place.listed.sample.as_ref().expect("an account"));
    let opened = Opened::at(&place.stage.sandbox.path("portico")).await;
    // The first question reads the catalog.
    opened.ask("");
    let keystrokes = typed::keystrokes(&texts);
    let engine = keystrokes.iter().map(|text| {
        let rounds: Vec<f64> = (0..ROUNDS).map(|_| opened.ask(text).as_secs_f64() * 1000.0).collect();
        stats::median(&rounds)
    });
    Typed {
        accounts: place.accounts,
        engine: engine.collect(),
        painted: keystroke::painted(place, &texts).await,
    }
}
