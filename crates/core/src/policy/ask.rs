//! What a person is asked before a guarded role, and what they are told where it is refused: the same words in the window, the
//! tray and the terminal.
//!
//! Rule: every name in them is cleaned, and a name that has to be typed can be typed.

use jiff::SignedDuration;
use portico_model::RoleName;

use super::{Act, How, Ruled, Target};
use crate::error::Error;
use crate::view::{Production, RoleClass};

/// What has to be confirmed, and how.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ask {
    /// The role it is about.
    pub role: RoleName,
    /// How much it can do.
    pub class: RoleClass,
    /// What the account is called; its number, grouped, where it is called nothing.
    pub account: String,
    /// Why the account counts as production, where it does.
    pub production: Option<Production>,
    /// Support mode is on.
    pub support: bool,
    /// How, at least.
    pub how: How,
    /// What is typed where something is typed: the name of an admin role, else that of the account marked as production, else
    /// that of the role.
    pub name: String,
    /// What may be typed instead: the account's number for its name.
    also: Option<String>,
    /// Whether a reason must be given. One may be given in any case.
    pub reason: bool,
    /// For how long.
    pub length: SignedDuration,
    /// Why it has to be confirmed, in one sentence of English.
    pub sentence: String,
}

/// Why something is refused, and the one thing to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// What happened, and why.
    pub sentence: String,
    /// The one thing to do.
    pub remedy: String,
}

impl Ask {
    pub(super) fn of(target: &Target, how: How, reason: bool, length: SignedDuration, support: bool) -> Self {
        let (name, also) = match target {
            Target {
                class: RoleClass::Read | RoleClass::Unknown | RoleClass::Write,
                production: true,
                ..
            } => {
                let number = target.key.account.to_string();
                let title = target.title.clone().filter(|title| can_be_typed(title));
                (title.unwrap_or_else(|| number.clone()), Some(number))
            }
            Target { .. } => (target.key.role.to_string(), None),
        };
        Self {
            role: target.key.role.clone(),
            class: target.class,
            account: called(target),
            production: production(target),
            support,
            how,
            name,
            also,
            reason,
            length,
            sentence: sentence(target, support),
        }
    }

    /// Whether what was typed is the name, whatever its capitals and blanks; an account's number may have dashes.
    #[must_use]
    pub fn is_typed(&self, typed: &str) -> bool {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let is_number = |number: &String| typed.chars().filter(|c| *c != '-').eq(number.chars());
        plain(typed) == plain(&self.name) || self.also.as_ref().is_some_and(is_number)
    }

    /// The failure where nobody can be asked.
    #[must_use]
    pub fn unanswered(&self) -> Error {
        Error::invalid(
            format!("{} That has to be confirmed, and nobody can be asked here.", self.sentence),
            "Run it on a terminal, step up to the role in Portico first, or say --confirm and its name (and --reason, where one is wanted).",
        )
    }
}

impl Refusal {
    pub(super) fn never(target: &Target, ruled: Ruled, support: bool) -> Self {
        let (who, remedy) = if ruled.is_fixed {
            (
                "Your organisation",
                "Use a role that does less, or ask whoever looks after your organisation's Portico.",
            )
        } else {
            ("Your own settings", "Use a role that does less, or change [guardrails] in Portico's settings.")
        };
        Self {
            sentence: format!(
                "{} {who} keep{} it from being used.",
                sentence(target, support),
                if ruled.is_fixed { "s" } else { "" }
            ),
            remedy: remedy.to_owned(),
        }
    }

    pub(super) fn of_tool(target: &Target, act: Act) -> Self {
        let what = match act {
            Act::Console => "A program may open the console of",
            Act::HandOut | Act::Serve => "A program gets credentials of",
        };
        Self {
            sentence: format!("{what} {} only while you have stepped up to it.", target.key),
            remedy: "Step up to the role in Portico, and run the program again.".to_owned(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::invalid(refusal.sentence, refusal.remedy)
    }
}

fn sentence(target: &Target, support: bool) -> String {
    let (role, account) = (&target.key.role, called(target));
    let can = match target.class {
        RoleClass::Read => format!("{role} can look at everything in {account}"),
        RoleClass::Unknown => format!("The name of {role} does not tell how much it can change in {account}"),
        RoleClass::Write => format!("{role} can change things in {account}"),
        RoleClass::Admin => format!("{role} can change everything in {account}"),
    };
    let place = match production(target) {
        Some(Production::Marked) => ", which is marked as production",
        Some(Production::Unlisted) => ", which is not listed and may be production",
        None => "",
    };
    let mode = if support { ", and support mode is on" } else { "" };
    format!("{can}{place}{mode}.")
}

fn called(target: &Target) -> String {
    let title = target.title.clone().filter(|title| !title.is_empty());
    title.unwrap_or_else(|| target.key.account.grouped())
}

fn production(target: &Target) -> Option<Production> {
    let why = if target.title.is_some() { Production::Marked } else { Production::Unlisted };
    target.production.then_some(why)
}

/// Whether a name consists of what keyboards have: letters, digits, blanks and the signs of ASCII, and not too many of them.
fn can_be_typed(name: &str) -> bool {
    let is_key = |c: char| c.is_alphanumeric() || c.is_ascii_graphic() || c == ' ';
    !name.trim().is_empty() && name.chars().count() <= 40 && name.chars().all(is_key)
}
