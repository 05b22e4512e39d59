//! How much a role can do, and whether an account is about production, as far as names tell.
//!
//! Rule: a name is a hint for the person, never a permission.
//!
//! A role is an *admin*, a *write* or a *read* role by the words of its permission set's name, wherever capitals or other signs
//! divide it: `AWSReadOnlyAccess` is *aws, read, only, access*. A word of the first row that has one counts:
//!
//! | class | words |
//! | --- | --- |
//! | admin | admin, administrator, administration, root, owner, superuser, superadmin, full access, break glass |
//! | write | power user, write, read write, edit, modify, manage, operate, ops, deploy, develop, engineer, build, provision, publish, ... |
//! | read | read, read only, ro, view, view only, audit, observe, monitor, inspect, guest |
//! | unknown | none of these: `Billing`, `SupportUser` |
//!
//! An account is about production when its name, its nickname or one of its tags has the word prod, production, prd or live, and
//! not non, no, not or pre before it.

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

/// How much a role can do, as far as its name alone tells: `PowerUserAccess` writes, `SecurityAudit` reads, `Billing` is
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

/// What a tag's value says when it says the contrary of its key.
const DENIED: [&str; 4] = ["no", "false", "off", "0"];

/// Whether a tag says that its account is about production: `production`, `env=prod` and `prod=yes` do, `prod=no` does not.
#[must_use]
pub fn is_production_tag(tag: &str) -> bool {
    match tag.split_once('=') {
        Some((_, value)) if DENIED.contains(&value.to_lowercase().as_str()) => false,
        Some((key, value)) => is_production(key) || is_production(value),
        None => is_production(tag),
    }
}

/// Whether every word of a name says how much it can do, or nothing at all: such a role is for the whole account, while
/// `BillingReadOnly` is for a part of it.
pub(super) fn is_general(role: &RoleName) -> bool {
    let is_known = |word: &String| {
        let counts = |known: &&str| known.split(' ').any(|part| part == word);
        PLAIN.contains(&word.as_str()) || WORDS.iter().any(|(_, known)| known.iter().any(counts))
    };
    words(role.as_str()).iter().all(is_known)
}

/// Words that say nothing of what a role is for.
const PLAIN: [&str; 16] = [
    "access",
    "account",
    "all",
    "aws",
    "everything",
    "only",
    "permission",
    "permissions",
    "policy",
    "role",
    "security",
    "set",
    "sso",
    "the",
    "user",
    "users",
];

/// The words of a name in lower case: split at anything but letters, before a capital that follows a small letter, and
/// before the last capital of a run (`AWSReadOnly` is `aws`, `read`, `only`).
pub(crate) fn words(name: &str) -> Vec<String> {
    split(name, char::is_alphabetic)
}

/// [`words`] with the digits in them: `EC2ReadOnly` is `ec2`, `read`, `only`.
pub(super) fn terms(name: &str) -> Vec<String> {
    split(name, char::is_alphanumeric)
}

fn split(name: &str, is_of_word: fn(char) -> bool) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let small_before = at > 0 && (chars[at - 1].is_lowercase() || chars[at - 1].is_numeric());
        let run_ends = at > 0
            && chars[at - 1].is_uppercase()
            && chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        let starts = c.is_uppercase() && (small_before || run_ends);
        if (starts || !is_of_word(c)) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if is_of_word(c) {
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
    fn production_is_what_a_tag_says() {
        for tag in ["production", "env=prod", "stage=live", "prod=yes", "prod=true"] {
            assert!(is_production_tag(tag), "{tag}");
        }
        for tag in ["env=nonprod", "prod=no", "production=false", "team=product", "pci", ""] {
            assert!(!is_production_tag(tag), "{tag}");
        }
    }

    #[test]
    fn a_general_role_names_no_part_of_the_account() {
        let is_general = |name: &str| is_general(&name.parse().expect("a role name"));
        for name in [
            "ReadOnlyAccess",
            "AWSReadOnlyAccess",
            "SecurityAudit",
            "ViewOnlyAccess",
            "power-user",
            "FullAccess",
        ] {
            assert!(is_general(name), "{name}");
        }
        for name in ["BillingReadOnly", "S3ReadOnly", "acme-readonly", "SupportUser"] {
            assert!(!is_general(name), "{name}");
        }
    }

    #[test]
    fn words_split_at_case_changes_and_separators() {
        assert_eq!(words("AWSReadOnly_v2-xAccount"), ["aws", "read", "only", "v", "x", "account"]);
        assert_eq!(words(""), Vec::<String>::new());
        assert_eq!(terms("EC2ReadOnly.v2-VPCFlow"), ["ec2", "read", "only", "v2", "vpc", "flow"]);
    }
}
