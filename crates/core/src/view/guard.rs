//! What the window may see of guarded roles.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::RoleClass;
use crate::engine::Consent;
use crate::error::Result;
use crate::policy::{Ask, How};

/// Somebody has stepped up to a role.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct StepUpView {
    /// The portal's name.
    pub portal: String,
    /// Twelve digits.
    pub account: String,
    /// The role.
    pub role: String,
    /// What the account is called in the list.
    pub title: String,
    /// Why, when they said it.
    pub reason: Option<String>,
    /// When Portico forgets the role's credentials.
    #[specta(type = f64)]
    pub until: i64,
}

/// Why an account counts as production.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Production {
    /// It is marked so.
    Marked,
    /// It is not listed, and may be.
    Unlisted,
}

/// What has to be confirmed before a role is used, and how.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct QuestionView {
    /// The role.
    pub role: String,
    /// How much it can do.
    pub class: RoleClass,
    /// What the account is called in the list; the grouped number when it is not there.
    pub account: String,
    /// Why the account counts as production, where it does.
    pub production: Option<Production>,
    /// Support mode is on.
    pub support: bool,
    /// Whether a name has to be typed; holding a button is not enough.
    pub typed: bool,
    /// The name that is typed.
    pub name: String,
    /// Whether a reason has to be given; it may be given in any case.
    pub reason: bool,
    /// For how long the role can be used then.
    pub minutes: u32,
}

impl From<&Ask> for QuestionView {
    fn from(ask: &Ask) -> Self {
        Self {
            role: ask.role.to_string(),
            class: ask.class,
            account: ask.account.clone(),
            production: ask.production,
            support: ask.support,
            typed: ask.how == How::Type,
            name: ask.name.clone(),
            reason: ask.reason,
            minutes: u32::try_from(ask.length.as_mins()).unwrap_or(u32::MAX),
        }
    }
}

/// What the person did to confirm.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Type)]
pub struct ConsentView {
    /// They held the button.
    pub held: bool,
    /// They typed this.
    pub typed: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

impl ConsentView {
    /// The consent that this is; a reason of blanks is none.
    ///
    /// # Errors
    /// When the reason is none.
    pub fn parse(self) -> Result<Consent> {
        let reason = self.reason.filter(|text| !text.trim().is_empty());
        Ok(Consent {
            held: self.held,
            typed: self.typed,
            reason: reason.map(|text| text.parse()).transpose()?,
        })
    }
}
