//! The guardrails in force, as they are shown, and what a person may change of them.
//!
//! Rule: what the organisation wants is the least; a person chooses that or something stricter, and is told so when they choose
//! something easier, although that would not count.

use std::collections::BTreeSet;

use portico_model::AccountId;

use super::{MOST_MINUTES, Pattern, Policy};
use crate::error::{Error, Result};
use crate::settings::{ClassRule, Guard, Guardrails, Rail, Tools};
use crate::view::{ClassView, GuardView, GuardrailsView, ListedView, MinutesView, SwitchView};

impl Policy {
    /// The guardrails in force; `called` tells what accounts are called in the list, `path` where the person's own are written.
    #[must_use]
    pub fn view(&self, called: impl Fn(&AccountId) -> Option<String>, path: String) -> GuardrailsView {
        let (own, fixed) = (&self.own, &self.fixed);
        let write = self.write().guard;
        let guard = |now: Guard, wanted: Option<Guard>, least: Guard| {
            let by_organisation = wanted.filter(|wanted| *wanted > Guard::Free && *wanted >= least);
            GuardView {
                now: now.max(least),
                least: least.max(wanted.unwrap_or(Guard::Free)),
                fixed: by_organisation.is_some(),
            }
        };
        let switch = |on: bool, fixed: bool| SwitchView { on, fixed };
        let listed = |pattern: &Pattern, fixed: bool| {
            let number = pattern.plain().and_then(|text| text.parse::<AccountId>().ok());
            let title = number.as_ref().and_then(&called).unwrap_or_default();
            ListedView {
                pattern: number.map_or_else(|| pattern.to_string(), |id| id.grouped()),
                title,
                fixed,
            }
        };
        let numbered = |account: &AccountId, fixed: bool| ListedView {
            pattern: account.grouped(),
            title: called(account).unwrap_or_default(),
            fixed,
        };
        let class = |rule: &ClassRule, fixed: bool| ClassView {
            role: rule.role.to_string(),
            class: rule.class,
            fixed,
        };
        let by_rule = |rails: &Guardrails, fixed: bool| {
            rails.production_accounts.iter().map(|pattern| listed(pattern, fixed)).collect::<Vec<_>>()
        };
        let others = |numbers: &BTreeSet<AccountId>, fixed: bool| {
            numbers.iter().map(|account| numbered(account, fixed)).collect::<Vec<_>>()
        };
        let classes = |rails: &Guardrails, fixed: bool| {
            rails.classes.iter().map(|rule| class(rule, fixed)).collect::<Vec<_>>()
        };
        let by_label = self.marked.iter().map(|account| numbered(account, true)).collect();
        GuardrailsView {
            admin: guard(self.admin().guard, fixed.admin, write),
            production: guard(self.production().guard, fixed.production, write),
            write: guard(write, fixed.write, Guard::Free),
            reason: switch(self.needs_reason(), fixed.reason == Some(true)),
            tools: switch(self.tools() == Tools::Confirm, fixed.tools == Some(Tools::Confirm)),
            support: switch(self.is_support(), fixed.support == Some(true)),
            minutes: MinutesView {
                now: u16::try_from(self.length().as_mins()).unwrap_or(MOST_MINUTES),
                most: self.longest(),
                fixed: fixed.minutes.is_some(),
            },
            production_accounts: [by_rule(fixed, true), by_label, by_rule(own, false)].concat(),
            other_accounts: [others(&fixed.other_accounts, true), others(&own.other_accounts, false)]
                .concat(),
            classes: [classes(fixed, true), classes(own, false)].concat(),
            others_ignored: !self.is_all_own() && !own.other_accounts.is_empty(),
            path,
        }
    }

    /// Whether a person may set a guardrail so.
    ///
    /// # Errors
    /// When the organisation wants something stricter, or nothing can be so.
    pub fn check(&self, rail: Rail) -> Result<()> {
        let fixed = &self.fixed;
        let guard = |what: &str, how: Guard, least: Option<Guard>| match least {
            Some(least) if how < least => Err(refused(&format!("{what} to be {}", manner(least)))),
            Some(_) | None => Ok(()),
        };
        let switch = |what: &str, on: bool, is_fixed: bool| {
            if !on && is_fixed { Err(refused(what)) } else { Ok(()) }
        };
        match rail {
            Rail::Admin(how) => guard("admin roles", how, fixed.admin),
            Rail::Production(how) => guard("roles in production", how, fixed.production),
            Rail::Write(how) => guard("roles that can change things", how, fixed.write),
            Rail::Reason(on) => switch("a reason to be given", on, fixed.reason == Some(true)),
            Rail::Support(on) => switch("support mode to stay on", on, fixed.support == Some(true)),
            Rail::Tools(tools) => {
                let is_fixed = fixed.tools == Some(Tools::Confirm);
                switch("tools to wait until you have stepped up", tools == Tools::Confirm, is_fixed)
            }
            Rail::Minutes(minutes) if !(1..=MOST_MINUTES).contains(&minutes) => Err(Error::invalid(
                format!("A role cannot be used for {minutes} minutes."),
                format!("Choose from 1 to {MOST_MINUTES} minutes."),
            )),
            Rail::Minutes(minutes) if minutes > self.longest() => {
                Err(refused(&format!("roles to be confirmed again after {} minutes", self.longest())))
            }
            Rail::Minutes(_) => Ok(()),
        }
    }

    /// The longest that the organisation lets a step-up run, minutes.
    fn longest(&self) -> u16 {
        self.fixed.minutes.unwrap_or(MOST_MINUTES).min(MOST_MINUTES)
    }
}

fn refused(what: &str) -> Error {
    Error::invalid(
        format!("Your organisation wants {what}; nothing was changed."),
        "Choose that or something stricter.",
    )
}

fn manner(guard: Guard) -> &'static str {
    match guard {
        Guard::Free => "free",
        Guard::Hold => "confirmed by holding a button at least",
        Guard::Type => "confirmed by typing a name at least",
        Guard::Never => "left alone",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::Organisation;

    fn policy(own: Guardrails, fixed: Guardrails) -> Policy {
        Policy::of(&own, &Organisation { guardrails: fixed, ..Organisation::default() })
    }

    fn view(policy: &Policy) -> GuardrailsView {
        let called = |account: &AccountId| (account.to_string() == "111122223333").then(|| "Till".to_owned());
        policy.view(called, "~/settings.toml".to_owned())
    }

    #[test]
    fn what_counts_is_shown_with_the_least_that_can_be_chosen_and_who_wants_it() {
        let plain = view(&Policy::default());
        let hold = GuardView { now: Guard::Hold, least: Guard::Free, fixed: false };
        assert_eq!((plain.admin, plain.production), (hold, hold));
        assert_eq!(plain.write, GuardView { now: Guard::Free, ..hold });
        assert_eq!(plain.minutes, MinutesView { now: 60, most: 720, fixed: false });
        // A stronger role is never easier than a weaker one.
        let own = view(&policy(
            Guardrails { write: Some(Guard::Type), ..Guardrails::default() },
            Guardrails::default(),
        ));
        assert_eq!(own.admin, GuardView { now: Guard::Type, least: Guard::Type, fixed: false });
        assert_eq!(own.write, GuardView { now: Guard::Type, least: Guard::Free, fixed: false });
        let fixed = Guardrails {
            admin: Some(Guard::Type),
            write: Some(Guard::Hold),
            reason: Some(true),
            tools: Some(Tools::Free),
            minutes: Some(30),
            ..Guardrails::default()
        };
        let loose = Guardrails {
            admin: Some(Guard::Free),
            production: Some(Guard::Never),
            minutes: Some(90),
            tools: Some(Tools::Confirm),
            ..Guardrails::default()
        };
        let both = view(&policy(loose, fixed));
        assert_eq!(both.admin, GuardView { now: Guard::Type, least: Guard::Type, fixed: true });
        assert_eq!(both.production, GuardView { now: Guard::Never, least: Guard::Hold, fixed: false });
        assert_eq!(both.write, GuardView { now: Guard::Hold, least: Guard::Hold, fixed: true });
        assert_eq!(both.reason, SwitchView { on: true, fixed: true });
        assert_eq!(both.tools, SwitchView { on: true, fixed: false }, "the person may add to what is free");
        assert_eq!(both.minutes, MinutesView { now: 30, most: 30, fixed: true });
        let strictest = view(&policy(Guardrails::default(), Guardrails::strictest()));
        assert!([strictest.admin, strictest.production, strictest.write].iter().all(|it| it.fixed));
        assert!(strictest.support.fixed && strictest.tools.fixed && strictest.reason.fixed);
    }

    #[test]
    fn lists_tell_whose_rules_they_are_and_what_accounts_are_called() {
        let accounts = |text: &str| [text.parse().expect("an account")].into();
        let pattern = |text: &str| vec![text.parse().expect("a pattern")];
        let own = Guardrails {
            production_accounts: pattern("111122223333"),
            other_accounts: accounts("444455556666"),
            ..Guardrails::default()
        };
        let alone = view(&policy(own.clone(), Guardrails::default()));
        assert!(!alone.others_ignored);
        let fixed = Guardrails { production_accounts: pattern("acme-*"), ..Guardrails::default() };
        let both = view(&policy(own, fixed));
        let told: Vec<_> = both
            .production_accounts
            .iter()
            .map(|it| (it.pattern.as_str(), it.title.as_str(), it.fixed))
            .collect();
        assert_eq!(told, [("acme-*", "", true), ("1111-2222-3333", "Till", false)]);
        assert!(both.others_ignored, "they are the organisation's");
    }

    #[test]
    fn nothing_the_organisation_fixed_can_be_loosened_and_whoever_tries_is_told() {
        let fixed = policy(Guardrails::default(), Guardrails::strictest());
        for (rail, words) in [
            (Rail::Admin(Guard::Hold), "admin roles to be confirmed by typing a name"),
            (Rail::Production(Guard::Free), "roles in production"),
            (Rail::Write(Guard::Hold), "roles that can change things"),
            (Rail::Reason(false), "a reason to be given"),
            (Rail::Minutes(16), "again after 15 minutes"),
            (Rail::Tools(Tools::Free), "tools to wait"),
            (Rail::Support(false), "support mode to stay on"),
        ] {
            let error = fixed.check(rail).expect_err(words);
            assert!(error.message().contains(words), "{error}");
            assert!(error.message().starts_with("Your organisation") && !error.remedy().is_empty());
            assert!(Policy::default().check(rail).is_ok(), "it is the person's own: {rail:?}");
        }
        for rail in [Rail::Admin(Guard::Never), Rail::Minutes(15), Rail::Reason(true), Rail::Support(true)] {
            assert!(fixed.check(rail).is_ok(), "{rail:?} is no looser");
        }
        for minutes in [0, MOST_MINUTES + 1] {
            assert!(Policy::default().check(Rail::Minutes(minutes)).is_err());
        }
    }
}
