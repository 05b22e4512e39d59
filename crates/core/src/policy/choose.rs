//! Which of a person's several roles in an account is meant when none is named: the weakest that fits.
//!
//! Rules: the order is total and depends on nothing but names and settings, so that the list, the picker, the tray, a pasted link
//! and the terminal agree. By class first: read, unknown, write, admin; a role whose name does not tell is never before one that
//! reads, and stands before those that are known to change things, but is guarded as they are. Then roles that name the service
//! asked for, then those for the whole account, then those for another part of it. Then, among read roles, those that read what
//! is in the account (`ReadOnlyAccess`) before those that see what there is (`ViewOnlyAccess`) and those that check it
//! (`SecurityAudit`). Then by name.

use portico_model::RoleName;

use super::{Policy, class};
use crate::view::RoleClass;

/// Where a role stands among those of its account: the smallest is the weakest.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    class: RoleClass,
    scope: Scope,
    manner: Manner,
    name: String,
    role: RoleName,
}

/// What a role is wanted for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// What it has to be able to do at least, by its name; nothing: to look.
    pub class: Option<RoleClass>,
    /// The service it is about, such as `ec2`.
    pub service: Option<&'a str>,
    /// Whether support mode is on, in which there are no other roles than those that read.
    pub support: bool,
}

/// What a role is for, as its name says.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Scope {
    /// The service asked for.
    Named,
    /// The whole account.
    Whole,
    /// Something else.
    Other,
}

/// How a role reads, as its name says.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Manner {
    /// What is in things.
    Reads,
    /// What things there are.
    Views,
    /// Whether they are right.
    Checks,
}

/// The weakest of `roles` that fits; none when none does.
#[must_use]
pub fn weakest<'r>(
    policy: &Policy,
    roles: impl IntoIterator<Item = &'r RoleName>,
    wanted: &Wanted<'_>,
) -> Option<&'r RoleName> {
    let fits = |role: &&RoleName| {
        let class = policy.class(role);
        let can = match wanted.class {
            None | Some(RoleClass::Read) => true,
            Some(RoleClass::Unknown) => class >= RoleClass::Unknown,
            Some(least @ (RoleClass::Write | RoleClass::Admin)) => class >= least,
        };
        can && policy.shows(role, wanted.support)
    };
    roles.into_iter().filter(fits).min_by_key(|role| place(policy.class(role), role, wanted.service))
}

/// Where a role of this class stands, for whoever sorts them; `service` is what it is wanted for.
#[must_use]
pub fn place(class: RoleClass, role: &RoleName, service: Option<&str>) -> Place {
    let scope = match service {
        Some(service) if names(role, service) => Scope::Named,
        Some(_) | None if class::is_general(role) => Scope::Whole,
        Some(_) | None => Scope::Other,
    };
    let manner = if class == RoleClass::Read { manner(role) } else { Manner::Reads };
    Place { class, scope, manner, name: role.as_str().to_lowercase(), role: role.clone() }
}

fn manner(role: &RoleName) -> Manner {
    let words = class::words(role.as_str());
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    if has(&["read", "reader", "readers", "readonly", "ro"]) {
        Manner::Reads
    } else if has(&["view", "viewer", "viewers", "viewonly"]) {
        Manner::Views
    } else {
        Manner::Checks
    }
}

/// Whether up to three neighbouring words of the name make the service's: `SecretsManagerRead` names `secretsmanager`.
fn names(role: &RoleName, service: &str) -> bool {
    let wanted: String = service.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let terms = class::terms(role.as_str());
    !wanted.is_empty() && (1..=3).any(|count| terms.windows(count).any(|terms| terms.concat() == wanted))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::organisation::Organisation;
    use crate::settings::{ClassRule, Guardrails};

    fn roles(names: &str) -> Vec<RoleName> {
        names.split(' ').map(|name| name.parse().expect("a role name")).collect()
    }

    fn chosen(names: &str, wanted: &Wanted<'_>) -> Option<String> {
        weakest(&Policy::default(), &roles(names), wanted).map(ToString::to_string)
    }

    #[test]
    fn the_weakest_role_that_fits_is_meant() {
        let look = Wanted::default();
        for (names, expected) in [
            ("AdministratorAccess ReadOnlyAccess PowerUserAccess", "ReadOnlyAccess"),
            ("Billing AdministratorAccess SecurityAudit", "SecurityAudit"),
            ("SecurityAudit ViewOnlyAccess ReadOnlyAccess", "ReadOnlyAccess"),
            ("SecurityAudit ViewOnlyAccess", "ViewOnlyAccess"),
            ("BillingReadOnly ReadOnlyAccess", "ReadOnlyAccess"),
            ("BillingReadOnly AdministratorAccess", "BillingReadOnly"),
            ("PowerUserAccess SupportUser", "SupportUser"),
            ("AdministratorAccess PowerUserAccess", "PowerUserAccess"),
            ("AdministratorAccess", "AdministratorAccess"),
        ] {
            assert_eq!(chosen(names, &look).as_deref(), Some(expected), "{names}");
        }
        assert_eq!(weakest(&Policy::default(), &[], &look), None);
    }

    #[test]
    fn what_is_wanted_counts() {
        let names =
            "AdministratorAccess S3ReadOnly ReadOnlyAccess SupportUser EC2Operator SecretsManagerRead";
        let wanted = |class, service| Wanted { class, service, support: false };
        for (class, service, expected) in [
            (None, Some("s3"), "S3ReadOnly"),
            (None, Some("ec2"), "ReadOnlyAccess"),
            (Some(RoleClass::Write), Some("ec2"), "EC2Operator"),
            (Some(RoleClass::Unknown), None, "SupportUser"),
            (Some(RoleClass::Admin), Some("s3"), "AdministratorAccess"),
            (Some(RoleClass::Read), None, "ReadOnlyAccess"),
            (None, Some(""), "ReadOnlyAccess"),
        ] {
            assert_eq!(chosen(names, &wanted(class, service)).as_deref(), Some(expected), "{service:?}");
        }
        // By its name, this one manages.
        assert_eq!(chosen("SecretsManagerRead", &wanted(None, None)).as_deref(), Some("SecretsManagerRead"));
        assert!(
            chosen("SupportUser", &wanted(Some(RoleClass::Write), None)).is_none(),
            "it may not be able to"
        );
        let support = Wanted { support: true, ..Wanted::default() };
        assert!(chosen("SupportUser PowerUserAccess AdministratorAccess", &support).is_none());
        assert_eq!(chosen("SupportUser SecurityAudit", &support).as_deref(), Some("SecurityAudit"));
    }

    #[test]
    fn settings_say_what_roles_are() {
        let rule = |role: &str, class| ClassRule { role: role.parse().expect("a pattern"), class };
        let classes = vec![rule("SupportUser", RoleClass::Read), rule("ReadOnly*", RoleClass::Write)];
        let policy = Policy::of(&Guardrails { classes, ..Guardrails::default() }, &Organisation::default());
        let all = roles("ReadOnlyAccess SupportUser");
        assert_eq!(weakest(&policy, &all, &Wanted::default()), Some(&all[1]));
    }

    fn any_role() -> impl Strategy<Value = RoleName> {
        let words =
            ["Read", "Only", "Admin", "power", "User", "S3", "-", "Billing", "audit", "View", "Access"];
        let name = proptest::collection::vec(proptest::sample::select(words.to_vec()), 1..5);
        name.prop_filter_map("no role", |words| words.concat().parse().ok())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn the_choice_does_not_depend_on_the_order_and_nothing_weaker_fits(
            roles in proptest::collection::vec(any_role(), 0..8),
            turn in 0_usize..8,
            service in proptest::option::of("s3|ec2"),
            support: bool,
        ) {
            let (policy, wanted) = (Policy::default(), Wanted { class: None, service: service.as_deref(), support });
            let one = weakest(&policy, &roles, &wanted).cloned();
            let mut turned = roles.clone();
            turned.rotate_left(turn.min(roles.len()));
            prop_assert_eq!(weakest(&policy, turned.iter().rev(), &wanted).cloned(), one.clone());
            let shown = roles.iter().filter(|role| policy.shows(role, support));
            let least = shown.map(|role| policy.class(role)).min();
            prop_assert_eq!(one.map(|role| policy.class(&role)), least);
        }
    }
}
