//! What may be done with a role, and how easily.
//!
//! Rules: everything that decides is pure; a stronger role is never easier than a weaker one, whatever the settings say, because
//! the guard of a class holds for every stronger class, too; where an organisation has set guardrails, a person's own settings
//! can only add to them. These are guards against a slip of the person at this computer, not against its owner: who may do what
//! is decided by AWS.

mod ask;
mod choose;
mod class;
mod decide;
mod kept;
mod pattern;
mod rails;
mod standing;
mod step_up;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::SignedDuration;
use portico_model::{AccountId, RoleName};

pub use ask::{Ask, Refusal};
pub use choose::{Place, place, weakest};
pub(crate) use class::words;
pub use class::{class_of, is_production, is_production_tag};
pub use decide::{Act, Asker, Decision, How, Request, decide};
pub use kept::{Ending, StepUps};
pub use pattern::Pattern;
pub use standing::{Standing, may_have};
pub use step_up::{MOST_MINUTES, Reason, StepUp};

use crate::catalog::AccountEntry;
use crate::organisation::Organisation;
use crate::role::RoleKey;
use crate::settings::{Guard, Guardrails, Tools};
use crate::text::clean;
use crate::view::{AccountRow, RoleClass};

/// How long a step-up runs unless somebody says otherwise.
const MINUTES: u16 = 60;
/// The longest name of an account in a sentence, in characters.
const TITLE: usize = 60;

/// The settings of the organisation and those of the person, as one.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Policy {
    own: Guardrails,
    fixed: Guardrails,
    /// What the organisation's labels say is about production.
    marked: BTreeSet<AccountId>,
}

/// What is known of an account.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What AWS calls it.
    pub name: &'a str,
    /// What the person or the organisation calls it; may be empty.
    pub nickname: &'a str,
    /// Words and `key=value` pairs.
    pub tags: &'a [String],
}

impl<'a> From<&'a AccountEntry> for Known<'a> {
    fn from(entry: &'a AccountEntry) -> Self {
        Self { name: &entry.name, nickname: &entry.nickname, tags: &entry.tags }
    }
}

impl<'a> From<&'a AccountRow> for Known<'a> {
    fn from(row: &'a AccountRow) -> Self {
        Self { name: &row.name, nickname: &row.nickname, tags: &row.tags }
    }
}

/// A role in an account, with what the policy thinks of both. Only [`Policy::target`] makes one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Target {
    key: RoleKey,
    class: RoleClass,
    production: bool,
    /// What the account is called; none for an account that is not listed.
    title: Option<String>,
}

impl Target {
    /// Which role.
    #[must_use]
    pub fn key(&self) -> &RoleKey {
        &self.key
    }

    /// How much it can do.
    #[must_use]
    pub fn class(&self) -> RoleClass {
        self.class
    }

    /// Whether its account is marked as production.
    #[must_use]
    pub fn is_production(&self) -> bool {
        self.production
    }
}

/// A guard, and who set it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Ruled {
    guard: Guard,
    is_fixed: bool,
}

impl Policy {
    /// What `own` and the organisation say together: of two guards the stricter one, of two times the shorter one.
    #[must_use]
    pub fn of(own: &Guardrails, organisation: &Organisation) -> Self {
        let is_marked = |label: &crate::catalog::Label| {
            is_production(&label.nickname) || label.tags.iter().any(|tag| is_production_tag(tag.as_str()))
        };
        let labels = organisation.labels.iter().filter(|(_, label)| is_marked(label));
        Self {
            own: own.clone(),
            fixed: organisation.guardrails.clone(),
            marked: labels.map(|(account, _)| account.clone()).collect(),
        }
    }

    /// How much a role can do: what the first of the organisation's rules for its name says, else its name. Of the person's rules
    /// the first one for it counts, too, where it makes the role stronger; where a name tells nothing and there are no guardrails
    /// of an organisation, it may also say *read*.
    #[must_use]
    pub fn class(&self, role: &RoleName) -> RoleClass {
        let rule = |rails: &Guardrails| {
            rails.classes.iter().find(|rule| rule.role.fits(role.as_str())).map(|rule| rule.class)
        };
        let (fixed, own) = (rule(&self.fixed), rule(&self.own));
        let told = fixed.unwrap_or_else(|| class_of(role));
        let is_open = told == RoleClass::Unknown && self.is_all_own();
        match own {
            Some(own) if is_open => own,
            Some(own) => told.max(own),
            None => told,
        }
    }

    /// The role `key` in an account of which that much is known; nothing when it is not listed, and then it may be production.
    #[must_use]
    pub fn target(&self, key: &RoleKey, known: Option<Known<'_>>) -> Target {
        let title = |known: Known<'_>| {
            let title = if known.nickname.is_empty() { known.name } else { known.nickname };
            clean(title, TITLE)
        };
        Target {
            class: self.class(&key.role),
            production: self.is_production(&key.account, known),
            title: known.map(title),
            key: key.clone(),
        }
    }

    /// Whether an account is marked as production. The organisation's word comes first, then the person's that it is, then, where
    /// there are no guardrails of an organisation, the person's that it is not, then its names and tags.
    #[must_use]
    pub fn is_production(&self, account: &AccountId, known: Option<Known<'_>>) -> bool {
        let names = |known: Known<'_>| [known.name.to_owned(), known.nickname.to_owned()];
        let is_listed = |patterns: &[Pattern]| {
            patterns.iter().any(|pattern| {
                pattern.is_number(account)
                    || known.is_some_and(|known| names(known).iter().any(|name| pattern.fits(name)))
            })
        };
        if is_listed(&self.fixed.production_accounts) || self.marked.contains(account) {
            return true;
        }
        if is_listed(&self.own.production_accounts) {
            return true;
        }
        let is_freed = |rails: &Guardrails| rails.other_accounts.contains(account);
        if is_freed(&self.fixed) || (self.is_all_own() && is_freed(&self.own)) {
            return false;
        }
        known.is_none_or(|known| {
            names(known).iter().any(|name| is_production(name))
                || known.tags.iter().any(|tag| is_production_tag(tag))
        })
    }

    /// How long a step-up runs.
    #[must_use]
    pub fn length(&self) -> SignedDuration {
        let minutes = [self.fixed.minutes, self.own.minutes].into_iter().flatten().min().unwrap_or(MINUTES);
        SignedDuration::from_mins(i64::from(minutes.min(MOST_MINUTES)))
    }

    /// Whether a reason must be given.
    #[must_use]
    pub fn needs_reason(&self) -> bool {
        [self.fixed.reason, self.own.reason].contains(&Some(true))
    }

    /// Whether support mode is on.
    #[must_use]
    pub fn is_support(&self) -> bool {
        [self.fixed.support, self.own.support].contains(&Some(true))
    }

    /// Whether a role is in the list: in support mode, those that only read are.
    #[must_use]
    pub fn shows(&self, role: &RoleName, support: bool) -> bool {
        !support || self.class(role) == RoleClass::Read
    }

    /// Whether tools get credentials of every role unasked: then whoever answers them need not find out what the account is
    /// called, and a helper answers without the catalog.
    #[must_use]
    pub fn leaves_tools_alone(&self) -> bool {
        let guards = [self.write(), self.production(), self.admin()];
        self.tools() == Tools::Free && guards.iter().all(|ruled| ruled.guard < Guard::Never)
    }

    /// Whether the organisation has set no guardrails.
    fn is_all_own(&self) -> bool {
        self.fixed == Guardrails::default()
    }

    fn tools(&self) -> Tools {
        [self.fixed.tools, self.own.tools].into_iter().flatten().max().unwrap_or_default()
    }

    fn write(&self) -> Ruled {
        self.ruled(|rails| rails.write, Guard::Free)
    }

    fn production(&self) -> Ruled {
        self.ruled(|rails| rails.production, Guard::Hold)
    }

    fn admin(&self) -> Ruled {
        self.ruled(|rails| rails.admin, Guard::Hold)
    }

    fn ruled(&self, of: impl Fn(&Guardrails) -> Option<Guard>, usual: Guard) -> Ruled {
        let own = of(&self.own);
        match of(&self.fixed) {
            Some(guard) if own.is_none_or(|own| own <= guard) => Ruled { guard, is_fixed: true },
            Some(_) | None => Ruled { guard: own.unwrap_or(usual), is_fixed: false },
        }
    }

    /// What stands before a role. A read role is free everywhere, in production, too, and nothing can change that: looking is what
    /// people do all day. Each further step adds to the ones below it.
    fn guard(&self, target: &Target, support: bool) -> Ruled {
        if target.class == RoleClass::Read {
            return Ruled { guard: Guard::Free, is_fixed: false };
        }
        let mut ruled = self.write();
        if support {
            ruled = ruled.max(Ruled { guard: Guard::Hold, is_fixed: false });
        }
        if target.production {
            ruled = ruled.max(self.production());
        }
        if target.class == RoleClass::Admin {
            ruled = ruled.max(self.admin());
        }
        ruled
    }
}
