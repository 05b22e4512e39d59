//! `portico` at a terminal: the picker on a real one, the prompt in real shells, completions and the manual.

mod completions;
mod guard;
mod manual;
mod picker;
mod prompt;
