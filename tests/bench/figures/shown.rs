//! How soon something is there that somebody asks for while the app is in the tray: the window, and the quick picker.
//!
//! Measured from the tray's entry or the key until the screen's own picture shows what it showed the last time and changes no more,
//! as [`super::paint`] looks at it. The picker is there before its page is: from when on it is on the screen is what the screen's picture
//! says, and from when on it has the keyboard what the window manager says; what is typed from then on is kept and shown.

use std::time::Instant;

use serde_json::json;

use super::figure::{Bar, Figure};
use super::paint::{Screen, command, is_alike, point_away};
use super::place::Place;
use super::stats;
use crate::support::neighbour::Neighbour;
use crate::support::process::app;
use crate::support::stage::{Group, Stage};
use crate::support::webdriver::{PATIENCE, until};

/// Counted times of each.
const ROUNDS: usize = 7;
/// Milliseconds in which nobody waits.
const AT_ONCE: f64 = 100.0;
/// Milliseconds in which a window is there again.
const SOON: f64 = 500.0;
/// The picker's key on Linux.
const KEY: &str = "ctrl+alt+p";

/// The window from the tray; the picker by its key.
pub(crate) async fn figures(place: &Place) -> Vec<Figure> {
    let (stage, screen, eye) = (&place.stage, Screen::of(place), place.stage.neighbour());
    let _frames = stage.frames().await;
    point_away(stage).await;
    let (mut window, mut picker, mut there, mut heard) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let _running = Group::start(command(stage, &app()));
        until("the window is there", async || (!stage.windows().await.is_empty()).then_some(())).await;
        let list = screen.still().1;
        stage.close_window().await;
        let begun = Instant::now();
        stage.click("Search accounts…").await;
        let (seen, again) = screen.still();
        assert!(is_alike(&again, &list), "the window is as it was");
        window.extend((round > 0).then_some((seen - begun).as_secs_f64() * 1000.0));
        stage.close_window().await;
        let bare = screen.still().1;
        let times = press(stage, &screen, &eye, &bare).await;
        for (took, all) in times.into_iter().zip([&mut heard, &mut there, &mut picker]) {
            all.extend((round > 0).then_some(took));
        }
        stage.key("Escape").await;
    }
    [
        ("reopen_ms", window, SOON, "from the tray's entry to the list"),
        ("picker_ms", picker, SOON, "from the key to the accounts in the quick picker"),
        ("picker_there_ms", there, AT_ONCE, "from the key until the quick picker is on the screen"),
        ("picker_typed_ms", heard, AT_ONCE, "from the key until the quick picker has the keyboard"),
    ]
    .into_iter()
    .map(|(name, times, most, what)| Figure {
        name: name.to_owned(),
        value: stats::median(&times),
        bar: Bar::AtMost(most),
        told: format!("{what}, {} accounts cached", place.accounts),
        measured: json!({"ms": times}),
    })
    .collect()
}

/// Milliseconds from the key until the picker has the keyboard, until it is on the screen where `bare` was, and until it changes no more.
async fn press(stage: &Stage, screen: &Screen, eye: &Neighbour, bare: &[u8]) -> [f64; 3] {
    let begun = Instant::now();
    stage.key(KEY).await;
    while eye.focus().is_none() {
        assert!(begun.elapsed() < PATIENCE, "the picker has the keyboard");
    }
    let heard = Instant::now();
    let there = screen.until(|look| !is_alike(look, bare)).expect("the picker is there");
    let (seen, _) = screen.still();
    [heard, there, seen].map(|at| (at - begun).as_secs_f64() * 1000.0)
}
