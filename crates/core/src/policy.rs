//! What may be done, and how much a role can do. Rule: pure; a name is a hint for the person, never a permission.

use portico_model::RoleName;

use crate::view::RoleClass;

/// Words of a role's name that say how much it can do; of several, the strongest counts. A pair is looked for as two
/// neighbouring words and as one.
const WORDS: [(RoleClass, &[&str]); 3] = [
    (
        RoleClass::Admin,
        &[
            "admin",
            "admins",
            "administrator",
            "administrators",
            "administration",
            "root",
            "owner",
            "owners",
            "superuser",
            "superadmin",
            "fullaccess",
            "full access",
            "breakglass",
            "break glass",
            "super user",
        ],
    ),
    (
        RoleClass::Write,
        &[
            "poweruser",
            "power user",
            "powerusers",
            "write",
            "writer",
            "writeonly",
            "readwrite",
            "rw",
            "edit",
            "editor",
            "modify",
            "manage",
            "manager",
            "operator",
            "operators",
            "operate",
            "ops",
            "devops",
            "deploy",
            "deployer",
            "deployment",
            "developer",
            "developers",
            "dev",
            "engineer",
            "engineers",
            "scientist",
            "contributor",
            "maintainer",
            "build",
            "builder",
            "provision",
            "provisioner",
            "publisher",
            "terraform",
        ],
    ),
    (
        RoleClass::Read,
        &[
            "read",
            "reader",
            "readers",
            "readonly",
            "ro",
            "view",
            "viewer",
            "viewers",
            "viewonly",
            "audit",
            "auditor",
            "auditors",
            "securityaudit",
            "observer",
            "monitor",
            "monitoring",
            "inspect",
            "inspector",
            "guest",
        ],
    ),
];

/// How much a role can do, as far as its name tells: `PowerUserAccess` writes, `SecurityAudit` reads, `Billing` is
/// unknown. When a name says both, as `ReadWrite` does, the stronger counts.
#[must_use]
pub fn class_of(role: &RoleName) -> RoleClass {
    let words = words(role.as_str());
    let says = |wanted: &str| match wanted.split_once(' ') {
        None => words.iter().any(|word| word == wanted),
        Some((first, second)) => words.windows(2).any(|pair| pair[0] == first && pair[1] == second),
    };
    let strongest = WORDS.iter().find(|(_, wanted)| wanted.iter().any(|wanted| says(wanted)));
    strongest.map_or(RoleClass::Unknown, |(class, _)| *class)
}

/// Words of an account's or a profile's name that say that it is about production.
const PRODUCTION: [&str; 4] = ["prod", "production", "prd", "live"];
/// Words before them that say the contrary.
const CONTRARY: [&str; 4] = ["non", "no", "not", "pre"];

/// Whether a name says that it is about production: `prod-eu` does, `nonprod` and `pre-prod` do not.
#[must_use]
pub fn is_production(name: &str) -> bool {
    let words = words(name);
    let says = |(at, word): (usize, &String)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        PRODUCTION.contains(&word.as_str()) && !before.is_some_and(|word| CONTRARY.contains(&word.as_str()))
    };
    words.iter().enumerate().any(says)
}

/// The words of a name in lower case: split at anything but letters, before a capital that follows a small letter, and
/// before the last capital of a run (`AWSReadOnly` is `aws`, `read`, `only`).
pub(crate) fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let small_before = at > 0 && chars[at - 1].is_lowercase();
        let run_ends = at > 0
            && chars[at - 1].is_uppercase()
            && chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        let starts = c.is_uppercase() && (small_before || run_ends);
        if (starts || !c.is_alphabetic()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &str) -> RoleClass {
        class_of(&name.parse().expect("a role name"))
    }

    #[test]
    fn the_predefined_permission_sets_of_aws() {
        for (name, expected) in [
            ("AdministratorAccess", RoleClass::Admin),
            ("Billing", RoleClass::Unknown),
            ("DatabaseAdministrator", RoleClass::Admin),
            ("DataScientist", RoleClass::Write),
            ("NetworkAdministrator", RoleClass::Admin),
            ("PowerUserAccess", RoleClass::Write),
            ("ReadOnlyAccess", RoleClass::Read),
            ("SecurityAudit", RoleClass::Read),
            ("SupportUser", RoleClass::Unknown),
            ("SystemAdministrator", RoleClass::Admin),
            ("ViewOnlyAccess", RoleClass::Read),
            ("AWSReadOnlyAccess", RoleClass::Read),
            ("AWSAdministratorAccess", RoleClass::Admin),
            ("AWSServiceCatalogEndUserAccess", RoleClass::Unknown),
        ] {
            assert_eq!(class(name), expected, "{name}");
        }
    }

    #[test]
    fn home_grown_names() {
        for (name, expected) in [
            ("readonly", RoleClass::Read),
            ("billing-read", RoleClass::Read),
            ("ReadWrite", RoleClass::Write),
            ("read_only.admin", RoleClass::Admin),
            ("S3FullAccess", RoleClass::Admin),
            ("full-access", RoleClass::Admin),
            ("power_user", RoleClass::Write),
            ("POWERUSER", RoleClass::Write),
            ("prod-deploy", RoleClass::Write),
            ("Thread", RoleClass::Unknown),
            ("Administrivia", RoleClass::Unknown),
            ("BreakGlass", RoleClass::Admin),
        ] {
            assert_eq!(class(name), expected, "{name}");
        }
    }

    #[test]
    fn production_is_what_its_name_says() {
        for name in ["Production", "prod", "acme-prod-eu", "ProdEU", "shop_live", "123-prd"] {
            assert!(is_production(name), "{name}");
        }
        for name in
            ["nonprod", "non-prod", "pre-production", "NonProd", "product-catalog", "Reproduction", "Dev", ""]
        {
            assert!(!is_production(name), "{name}");
        }
    }

    #[test]
    fn words_split_at_case_changes_and_separators() {
        assert_eq!(words("AWSReadOnly_v2-xAccount"), ["aws", "read", "only", "v", "x", "account"]);
        assert_eq!(words(""), Vec::<String>::new());
    }
}
