//! The picker: a role found by typing, in the terminal.
//!
//! Rules: it is drawn on stderr below the line it was called from, so that stdout can be piped, and wiped when it ends; there
//! is no other screen that a killed program could leave behind; whatever ends it (a key, a signal, a failure) gives the
//! terminal back as it was.

mod keys;
mod model;
mod screen;

use std::io::{IsTerminal as _, stderr, stdin};

use portico_core::console::Destination;
use portico_core::disk::Environment;
use portico_core::engine::Engine;
use portico_core::role::RoleKey;
use portico_core::view::Ask;
use portico_core::{Error, Result};

use self::keys::Pressed;
use self::model::{Input, Picker, Sight};
use self::screen::Screen;
use crate::signals::{self, Signals};

/// Whether there is a person to pick: at a terminal that can move its cursor, and with no program reading the answer.
pub(crate) fn may_pick(environment: &Environment, json: bool) -> bool {
    let can_draw = environment.text("TERM").is_some_and(|term| term != "dumb") || cfg!(windows);
    !json && can_draw && stdin().is_terminal() && stderr().is_terminal()
}

/// What becomes of the role that is picked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose<'a> {
    /// Its console is opened, where the words typed say; that of this service, when one was named before.
    Open(Option<&'a str>),
    /// Something else, such as `print it`.
    Other(&'a str),
}

/// Lets the person pick a role, beginning with the words of `query`, and tells where in its console they want to go. Nothing
/// when they leave, or the program is told to end.
///
/// # Errors
/// When the list cannot be read, or the terminal not be used.
pub(crate) async fn pick(
    environment: &Environment,
    engine: &Engine,
    query: &str,
    purpose: Purpose<'_>,
) -> Result<Option<(RoleKey, Destination)>> {
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
    purpose: Purpose<'_>,
) -> Result<Option<(RoleKey, Destination)>> {
    let look = |ask: &Ask| match purpose {
        Purpose::Open(_) => engine.listing(ask),
        Purpose::Other(_) => engine.accounts(ask),
    };
    let mut picker = Picker::with(query);
    loop {
        let (width, height) = screen.size();
        let sight = picker.sight(&look, width, height)?;
        screen.draw(&picker, &sight, &words(purpose, &sight))?;
        let pressed = tokio::select! {
            pressed = keys::next() => pressed?,
            () = signals.stop() => Pressed::Leave,
        };
        let input = match pressed {
            Pressed::Leave => return Ok(None),
            Pressed::Take => {
                let Some(key) = sight.chosen else { continue };
                let destination = engine.landing(&key, picker.query(), sight.place.as_ref())?;
                return Ok(Some((key, destination)));
            }
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

/// What Enter does.
fn words(purpose: Purpose<'_>, sight: &Sight) -> String {
    match (purpose, &sight.place) {
        (Purpose::Other(words), _) => words.to_owned(),
        (Purpose::Open(_), None) => "open the console".to_owned(),
        (Purpose::Open(_), Some(place)) => match (&place.problem, &place.region) {
            (Some(problem), _) => problem.message.trim_end_matches('.').to_owned(),
            (None, Some(region)) => format!("open {} in {region}", place.title),
            (None, None) => format!("open {}", place.title),
        },
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
