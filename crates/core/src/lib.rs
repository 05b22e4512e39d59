//! Portico without a face: session, vault, catalog, credentials, profiles, console.
//!
//! Rule of this crate: it knows neither Tauri nor clap. Whatever it asks of the desktop is a verb of
//! [`engine::Shell`].

pub mod aws;
pub mod catalog;
pub mod console;
pub mod credentials;
pub mod discover;
pub mod disk;
pub mod doctor;
pub mod engine;
pub mod error;
pub mod event;
pub mod export;
pub mod harden;
pub mod journal;
pub mod line;
pub mod listing;
pub mod loopback;
pub mod moving;
pub mod notice;
pub mod organisation;
mod pace;
pub mod parts;
pub mod policy;
pub mod portal;
pub mod profiles;
pub mod prompt;
pub mod quiet;
pub mod role;
pub mod serve;
pub mod session;
pub mod settings;
mod sqlite;
pub mod text;
pub mod time;
pub mod tray;
pub mod vault;
pub mod view;
pub mod words;

pub use error::{Code, Error, Result};
