//! A local endpoint as the window sees it: not its path and not its token.

use serde::Serialize;
use specta::Type;

/// A local endpoint that gives credentials of one role to tools on this machine.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct ServingView {
    /// The portal's name.
    pub portal: String,
    /// Twelve digits.
    pub account: String,
    /// The role.
    pub role: String,
    /// What the account is called in the list.
    pub title: String,
    /// Its port on 127.0.0.1; the key of the command that stops it.
    pub port: u16,
    /// Since when.
    #[specta(type = f64)]
    pub since: i64,
    /// When it ends unless a tool asks before; absent when it does not end by itself.
    #[specta(type = Option<f64>)]
    pub until: Option<i64>,
    /// Whether it ends when the screen is locked, too.
    pub until_locked: bool,
    /// How often tools got credentials.
    pub asked: u32,
    /// When one last did.
    #[specta(type = Option<f64>)]
    pub asked_at: Option<i64>,
    /// Which program that was, where the system tells: `terraform (4711)`.
    pub asked_by: Option<String>,
}
