//! The picker: a role found by typing, in the terminal.
//!
//! Rules: it is drawn on stderr below the line it was called from, so that stdout can be piped, and wiped when it ends; there
//! is no other screen that a killed program could leave behind; whatever ends it (a key, a signal, a failure) gives the
//! terminal back as it was.

mod keys;
mod model;
mod screen;

use std::io::{IsTerminal as _, stderr, stdin};

use portico_core::disk::Environment;
use portico_core::engine::Engine;
use portico_core::role::RoleKey;
use portico_core::view::Ask;
use portico_core::{Error, Result};

use self::keys::Pressed;
use self::model::{Input, Picker};
use self::screen::Screen;
use crate::signals::{self, Signals};

/// Whether there is a person to pick: at a terminal that can move its cursor, and with no program reading the answer.
pub(crate) fn may_pick(environment: &Environment, json: bool) -> bool {
    let can_draw = environment.text("TERM").is_some_and(|term| term != "dumb") || cfg!(windows);
    !json && can_draw && stdin().is_terminal() && stderr().is_terminal()
}

/// Lets the person pick a role, beginning with the words of `query`; `purpose` says what becomes of it. Nothing when they
/// leave, or the program is told to end.
///
/// # Errors
/// When the list cannot be read, or the terminal not be used.
pub(crate) async fn pick(
    environment: &Environment,
    engine: &Engine,
    query: &str,
    purpose: &str,
) -> Result<Option<RoleKey>> {
    let mut signals = Signals::hear()?;
    let screen = Screen::open(environment.text("NO_COLOR").is_none())?;
    let picked = talk(engine, screen, &mut signals, query, purpose).await;
    signals::keep_hearing(signals);
    picked
}

async fn talk(
    engine: &Engine,
    mut screen: Screen,
    signals: &mut Signals,
    query: &str,
    purpose: &str,
) -> Result<Option<RoleKey>> {
    let look = |ask: &Ask| engine.listing(ask);
    let mut picker = Picker::with(query);
    loop {
        let (width, height) = screen.size();
        let sight = picker.sight(&look, width, height)?;
        screen.draw(&picker, &sight, purpose)?;
        let pressed = tokio::select! {
            pressed = keys::next() => pressed?,
            () = signals.stop() => Pressed::Leave,
        };
        let input = match pressed {
            Pressed::Leave => return Ok(None),
            Pressed::Take if sight.chosen.is_none() => continue,
            Pressed::Take => return Ok(sight.chosen),
            Pressed::Redraw => {
                screen.measure();
                continue;
            }
            Pressed::Page(direction) => Input::Move(direction * i64::try_from(height).unwrap_or(1)),
            Pressed::Input(input) => input,
        };
        picker.step(input, &look, height)?;
    }
}

/// A terminal that cannot be used.
fn unusable(error: &std::io::Error) -> Error {
    Error::invalid(
        format!("The terminal cannot be used to pick from a list: {error}."),
        "Name the account with --account; see them with portico list.",
    )
}

#[cfg(test)]
mod tests;
