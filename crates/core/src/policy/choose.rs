//! Which of a person's several roles in an account is meant when none is named: the weakest that fits.
//!
//! Rules: the order is total and depends on nothing but names and settings, so that the list, the picker, the tray, a pasted link
//! and the terminal agree. By class first: read, unknown, write, admin; a role whose name does not tell is never before one that
//! reads, and stands before those that are known to change things, but is guarded as they are. Then roles that name the service
//! asked for, then those for the whole account, then those for another part of it. Then, among read roles, those that read what
//! is in the account (`ReadOnlyAccess`) before those that see what there is (`ViewOnlyAccess`) and those that check it
//! (`SecurityAudit`). Then by name.

use portico_model::RoleName;

use super::class;
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

/// The weakest of `roles` with their classes for `service`, such as `ec2`; none when there are none.
#[must_use]
pub fn weakest<'r>(
    roles: impl IntoIterator<Item = (RoleClass, &'r RoleName)>,
    service: Option<&str>,
) -> Option<&'r RoleName> {
    roles.into_iter().min_by_key(|(class, role)| place(*class, role, service)).map(|(_, role)| role)
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
    use crate::policy::Policy;
    use crate::settings::{ClassRule, Guardrails};

    fn roles(names: &str) -> Vec<RoleName> {
        names.split(' ').map(|name| name.parse().expect("a role name")).collect()
    }

    fn among<'r>(policy: &Policy, roles: &'r [RoleName], service: Option<&str>) -> Option<&'r RoleName> {
        weakest(roles.iter().map(|role| (policy.class(role), role)), service)
    }

    fn chosen(names: &str, service: Option<&str>) -> Option<String> {
        among(&Policy::default(), &roles(names), service).map(ToString::to_string)
    }

    #[test]
    fn the_weakest_role_that_fits_is_meant() {
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
            assert_eq!(chosen(names, None).as_deref(), Some(expected), "{names}");
        }
        assert_eq!(weakest([], None), None);
    }

    #[test]
    fn the_service_counts() {
        let names =
            "AdministratorAccess S3ReadOnly ReadOnlyAccess SupportUser EC2Operator SecretsManagerRead";
        for (service, expected) in [
            (Some("s3"), "S3ReadOnly"),
            (Some("ec2"), "ReadOnlyAccess"),
            (None, "ReadOnlyAccess"),
            (Some(""), "ReadOnlyAccess"),
        ] {
            assert_eq!(chosen(names, service).as_deref(), Some(expected), "{service:?}");
        }
        assert_eq!(
            chosen("S3Admin EC2Operator", Some("s3")).as_deref(),
            Some("EC2Operator"),
            "the weaker one"
        );
    }

    #[test]
    fn settings_say_what_roles_are() {
        let rule = |role: &str, class| ClassRule { role: role.parse().expect("a pattern"), class };
        let classes = vec![rule("SupportUser", RoleClass::Read), rule("ReadOnly*", RoleClass::Write)];
        let policy = Policy::of(&Guardrails { classes, ..Guardrails::default() }, &Organisation::default());
        let all = roles("ReadOnlyAccess SupportUser");
        assert_eq!(among(&policy, &all, None), Some(&all[1]));
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
        ) {
            let (policy, service) = (Policy::default(), service.as_deref());
            let one = among(&policy, &roles, service).cloned();
            let mut turned = roles.clone();
            turned.rotate_left(turn.min(roles.len()));
            turned.reverse();
            prop_assert_eq!(among(&policy, &turned, service).cloned(), one.clone());
            let least = roles.iter().map(|role| policy.class(role)).min();
            prop_assert_eq!(one.map(|role| policy.class(&role)), least);
        }
    }
}
