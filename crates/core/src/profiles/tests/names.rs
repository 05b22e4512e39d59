//! Names of profiles: whatever accounts are called, each role gets one of its own.

use proptest::prelude::*;

use super::*;

#[test]
fn d1_hostile_account_names_make_plain_profile_names() {
    let strategy = proptest::collection::vec(any::<char>(), 0..80);
    proptest!(cases(5000), |(chars in strategy, id in 0_u64..1_000_000_000_000)| {
        let account_name: String = chars.into_iter().collect();
        for endpoint in [false, true] {
            let entry = account(&format!("{id:012}"), &account_name, &[&"A".repeat(64)]);
            let roles = roles(std::slice::from_ref(&entry), |_| endpoint);
            let name = names(&Template::default(), &roles, |_| false).remove(0);
            prop_assert_eq!(name.as_str().parse::<ProfileName>().expect("valid"), name.clone());
            prop_assert_eq!(name.as_str().starts_with("emulator-"), endpoint);
        }
    });
    for (account_name, expected) in [
        ("Production", "production-readonlyaccess"),
        ("Log Archive", "log-archive-readonlyaccess"),
        ("Prod/EU", "prod-eu-444455556666-readonlyaccess"),
        ("生産", "444455556666-readonlyaccess"),
        ("", "444455556666-readonlyaccess"),
        ("--x\ncredential_process=evil", "x-credential_process-evil-444455556666-readonlyaccess"),
    ] {
        let entry = account("444455556666", account_name, &["ReadOnlyAccess"]);
        let roles = roles(std::slice::from_ref(&entry), |_| false);
        assert_eq!(names(&Template::default(), &roles, |_| false)[0].as_str(), expected, "{account_name:?}");
    }
    for bad in ["", "-x", "default", "DEFAULT", "a b", "a]", "a\nb", "ä", &"x".repeat(129)] {
        assert!(bad.parse::<ProfileName>().is_err(), "{bad:?}");
    }
}

/// The names that a template gives the roles, spelled out.
fn named(template: &str, accounts: &[AccountEntry]) -> Vec<String> {
    let template: Template = template.parse().expect(template);
    let roles = roles(accounts, |_| false);
    names(&template, &roles, |_| false).iter().map(ToString::to_string).collect()
}

#[test]
fn a_template_fills_trims_and_replaces() {
    let mut entry = account("444455556666", "Prod EU (Payments)", &["AWSReadOnlyAccess"]);
    entry.nickname = "Kasse".to_owned();
    entry.email = "aws+prod@securecart.example".to_owned();
    entry.tags = vec!["team=pay".to_owned(), "blue".to_owned()];
    let entry = [entry];
    for (template, expected) in [
        ("{portal}.{number}.{role}", "securecart.444455556666.AWSReadOnlyAccess"),
        ("{account:7|lower}-{role|strip:aws|strip:Access|upper}", "prod-eu-READONLY"),
        ("{account|other:_}", "Prod_EU_Payments"),
        ("{account|other:}", "ProdEUPayments"),
        ("{account|replace:(Payments):pay|lower}", "prod-eu-pay"),
        ("{nickname|lower}+{role|strip:AWSReadOnlyAccess}", "kasse+AWSReadOnlyAccess"),
        ("{email}", "aws+prod@securecart.example"),
        ("{tag:team}-{tag:blue}-{tag:none}-{role|replace:AWS:}", "pay-blue-ReadOnlyAccess"),
        ("{tag:none}", "444455556666"),
        ("{account|lower}", "prod-eu-payments-444455556666"),
        ("{account|lower}-{number}", "prod-eu-payments-444455556666"),
        ("-.{role}.-", "AWSReadOnlyAccess"),
    ] {
        assert_eq!(named(template, &entry), [expected], "{template}");
    }
    let entry = [account("444455556666", "Default", &["x"])];
    assert_eq!(named("{account|lower}", &entry), ["default-444455556666"], "never the default profile");
    assert_eq!(named("{nickname}", &entry), ["Default-444455556666"], "without one, the account's name");
}

#[test]
fn a_template_that_cannot_be_used_is_told_with_the_place() {
    for (template, part) in [
        ("", "no field"),
        ("prod", "no field"),
        ("{acount}", "no field {acount} at character 1"),
        ("x-{account", "does not end at character 3"),
        ("ü{account}", "cannot be in a name"),
        ("{account} {role}", "cannot be in a name at character 10"),
        ("{account:0}", "number of characters"),
        ("{account:x}", "number of characters"),
        ("{account:3:4}", "too many"),
        ("{tag}", "needs a key"),
        ("{role|title}", "none of lower"),
        ("{role|other:ö}", "none of lower"),
        ("{role|strip:}", "none of lower"),
    ] {
        let error = template.parse::<Template>().expect_err(template);
        assert!(error.message().contains(part) && error.remedy().contains("{account}"), "{error}");
    }
    assert!("{account}".repeat(40).parse::<Template>().is_err(), "too long");
}

#[test]
fn d3_names_that_collide_are_told_apart_alike_in_every_order() {
    let few = ["Prod", "prod", "PROD", "Prod!", "prod 1", "444455550001"];
    let templates = ["{account|lower}", "{account|lower}-{role}", "{portal}", "{role|lower}", "{account:2}"];
    let strategy = proptest::collection::btree_map(0_u64..40, (0..few.len(), 1_usize..4), 2..9);
    proptest!(cases(10_000), |(accounts in strategy, template in 0..templates.len(), turn in 0_usize..9)| {
        let role_names = ["Admin", "admin", "a=b", "a,b"];
        let mut entries: Vec<AccountEntry> = accounts
            .iter()
            .map(|(id, (name, many))| account(&format!("{:012}", 444_455_550_000 + id), few[*name], &role_names[..*many]))
            .collect();
        let keyed = |entries: &[AccountEntry]| -> std::collections::BTreeMap<RoleKey, String> {
            let all = roles(entries, |_| false);
            all.iter().map(Role::key).zip(named(templates[template], entries)).collect()
        };
        let first = keyed(&entries);
        let unique: std::collections::BTreeSet<String> =
            first.values().map(|name| name.to_ascii_lowercase()).collect();
        prop_assert_eq!(unique.len(), first.len(), "each has its own: {:?}", first);
        entries.reverse();
        let turn = turn % entries.len();
        entries.rotate_left(turn);
        prop_assert_eq!(keyed(&entries), first, "whatever the order");
    });
}

#[test]
fn d3_a_name_once_given_stays_when_others_arrive() {
    let bench = bench();
    let template = Template::default();
    let mut entries = vec![account("444455556666", "Prod", &["Admin"])];
    let propose_all = |entries: &[AccountEntry]| -> Vec<ProfileName> {
        let all = roles(entries, |_| false);
        let name = |role: &Role<'_>| propose(&bench.files, &template, &all, &role.key());
        all.iter().map(|role| name(role).expect("understood").expect("listed")).collect()
    };
    assert_eq!(propose_all(&entries)[0].as_str(), "prod-admin");
    let mut first = process("prod-admin");
    first.key.role = "Admin".parse().expect("a role");
    bench.put(&first).expect("written");
    entries.insert(0, account("111122223333", "PROD", &["Admin"]));
    let after: Vec<String> = propose_all(&entries).iter().map(ToString::to_string).collect();
    assert_eq!(after, ["prod-admin-111122223333", "prod-admin"]);
}
