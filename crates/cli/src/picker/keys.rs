//! Which key does what.

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use portico_core::{Error, Result};

use super::model::{Erased, Input};
use super::unusable;

/// What a person did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Pressed {
    /// They want none.
    Leave,
    /// They want the chosen one.
    Take,
    /// They made the window another size, or did something that means nothing.
    Redraw,
    /// A page up (negative) or down.
    Page(i64),
    /// The rest.
    Input(Input),
}

/// Waits for the next key. One that is waited for in vain is lost with the program.
pub(super) async fn next() -> Result<Pressed> {
    let read = tokio::task::spawn_blocking(event::read).await;
    let read = read.map_err(|error| Error::internal(format!("No key could be read: {error}.")))?;
    Ok(meaning(read.map_err(|error| unusable(&error))?))
}

fn meaning(event: Event) -> Pressed {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => of_key(key),
        // What is pasted is looked for, and never taken by the line end in it.
        Event::Paste(text) => {
            Pressed::Input(Input::Typed(text.split_whitespace().collect::<Vec<_>>().join(" ")))
        }
        Event::Key(_) | Event::Resize(..) | Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {
            Pressed::Redraw
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a keyboard has many keys, and most mean nothing here")]
fn of_key(key: KeyEvent) -> Pressed {
    let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
    let is_alt = key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        KeyCode::Esc => Pressed::Leave,
        KeyCode::Char('c' | 'd' | 'g') if is_control => Pressed::Leave,
        KeyCode::Enter => Pressed::Take,
        KeyCode::Char('m' | 'j') if is_control => Pressed::Take,
        KeyCode::Up | KeyCode::BackTab => Pressed::Input(Input::Move(-1)),
        KeyCode::Char('p' | 'k') if is_control => Pressed::Input(Input::Move(-1)),
        KeyCode::Down | KeyCode::Tab => Pressed::Input(Input::Move(1)),
        KeyCode::Char('n') if is_control => Pressed::Input(Input::Move(1)),
        KeyCode::PageUp => Pressed::Page(-1),
        KeyCode::PageDown => Pressed::Page(1),
        KeyCode::Home => Pressed::Input(Input::First),
        KeyCode::End => Pressed::Input(Input::Last),
        KeyCode::Backspace if is_alt || is_control => Pressed::Input(Input::Erase(Erased::Word)),
        KeyCode::Backspace => Pressed::Input(Input::Erase(Erased::Character)),
        KeyCode::Char('h') if is_control => Pressed::Input(Input::Erase(Erased::Character)),
        KeyCode::Char('w') if is_control => Pressed::Input(Input::Erase(Erased::Word)),
        KeyCode::Char('u') if is_control => Pressed::Input(Input::Erase(Erased::All)),
        KeyCode::Char(c) if !is_control && !is_alt => Pressed::Input(Input::Typed(c.to_string())),
        _ => Pressed::Redraw,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_that_is_pasted_takes_nothing() {
        let pasted = meaning(Event::Paste("prod \n ec2\r\n".to_owned()));
        assert_eq!(pasted, Pressed::Input(Input::Typed("prod ec2".to_owned())));
    }

    #[test]
    fn letters_are_typed_and_the_usual_keys_move() {
        let key = |code, modifiers| meaning(Event::Key(KeyEvent::new(code, modifiers)));
        let plain = KeyModifiers::NONE;
        assert_eq!(key(KeyCode::Char('q'), plain), Pressed::Input(Input::Typed("q".to_owned())));
        assert_eq!(
            key(KeyCode::Char('P'), KeyModifiers::SHIFT),
            Pressed::Input(Input::Typed("P".to_owned()))
        );
        assert_eq!(key(KeyCode::Char('n'), KeyModifiers::CONTROL), Pressed::Input(Input::Move(1)));
        assert_eq!(key(KeyCode::Char('c'), KeyModifiers::CONTROL), Pressed::Leave);
        assert_eq!(key(KeyCode::F(5), plain), Pressed::Redraw);
    }
}
