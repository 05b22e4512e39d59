//! How a search is read: accounts first, then where in their consoles.

use super::*;
use crate::organisation::Organisation;
use crate::settings::Guardrails;

fn company() -> Bench {
    let bench = Bench::new();
    bench.list(&[
        ("000000000001", "Production", "prod@shop.test", &["ReadOnlyAccess", "EC2Operator"]),
        ("000000000002", "prod-s3-logs", "logs@shop.test", &["ReadOnlyAccess"]),
        ("000000000003", "shop-config", "config@shop.test", &["AdministratorAccess"]),
        ("000000000004", "Tokyo", "tokyo@shop.test", &["ReadOnlyAccess"]),
    ]);
    bench
}

/// Words about accounts, service, Region.
fn read(bench: &Bench, query: &str) -> [String; 3] {
    let reading = bench.catalog.read_search(query).expect("reads");
    let service = reading.service.map_or_else(String::new, |service| service.id().to_owned());
    [reading.accounts, service, reading.region.map_or_else(String::new, |region| region.to_string())]
}

#[test]
fn words_that_no_account_answers_to_say_where() {
    let bench = company();
    for (query, expected) in [
        ("prod read ec2 eu-west-1", ["prod read", "ec2", "eu-west-1"]),
        ("eu-west-1 lambda production", ["production", "lambda", "eu-west-1"]),
        ("ec2", ["", "ec2", ""]),
        ("prod ireland", ["prod", "", "eu-west-1"]),
        ("prod step functions", ["prod", "stepfunctions", ""]),
        ("production", ["production", "", ""]),
        ("", ["", "", ""]),
    ] {
        assert_eq!(read(&bench, query), expected, "{query}");
    }
}

#[test]
fn an_account_that_is_so_called_comes_first() {
    let bench = company();
    for (query, expected) in [
        ("prod s3", ["prod s3", "", ""]),
        ("config", ["config", "", ""]),
        ("shop config", ["shop config", "", ""]),
        // No account is called both, so that one word says where.
        ("production config", ["production", "config", ""]),
        ("tokyo", ["tokyo", "", ""]),
        ("production tokyo", ["production", "", "ap-northeast-1"]),
        // A Region's code says where in any case.
        ("tokyo ap-northeast-1", ["tokyo", "", "ap-northeast-1"]),
    ] {
        assert_eq!(read(&bench, query), expected, "{query}");
    }
}

#[test]
fn a_role_that_names_a_service_does_not_take_its_word() {
    let bench = company();
    assert_eq!(read(&bench, "production ec2"), ["production", "ec2", ""]);
}

#[test]
fn a_reading_is_of_the_accounts_there_are() {
    let bench = company();
    assert_eq!(read(&bench, "prod lambda"), ["prod", "lambda", ""]);
    bench.list(&[("000000000005", "prod-lambda", "", &["ReadOnlyAccess"])]);
    assert_eq!(read(&bench, "prod lambda"), ["prod lambda", "", ""]);
}

#[test]
fn support_mode_leaves_out_what_does_more_than_read_until_it_is_asked_for() {
    let bench = company();
    let support = Guardrails { support: Some(true), ..Guardrails::default() };
    let policy = Policy::of(&support, &Organisation::default());
    bench.catalog.decree(Decreed { policy, ..Decreed::default() });
    let roles = |query: &str, stronger: bool| {
        let ask = Ask { stronger, ..Ask::all(query) };
        let listing = bench.catalog.listing(&ask, &|_| None).expect("lists");
        assert!(listing.support);
        let told = |row: AccountRow| {
            let roles: Vec<String> = row.roles.into_iter().map(|role| role.role).collect();
            (roles.join(" "), row.withheld)
        };
        listing.rows.into_iter().map(told).collect::<Vec<_>>()
    };
    let is = |roles: &str, withheld: u32| vec![(roles.to_owned(), withheld)];
    assert_eq!(roles("production", false), is("ReadOnlyAccess", 1));
    assert_eq!(roles("production", true), is("ReadOnlyAccess EC2Operator", 0));
    assert_eq!(roles("shop-config", false), is("", 1), "an account stays in sight without its roles");
    assert_eq!(
        roles("shop-config admin", false),
        is("AdministratorAccess", 0),
        "whoever names it asks for it"
    );
    assert_eq!(roles("production operator", false), is("EC2Operator", 0));
}

#[test]
fn whoever_lacks_a_role_is_told_where_to_ask_for_it() {
    let bench = company();
    let page = "https://access.shop.test/?account={account}&role={role}".parse().expect("a page");
    let told = |account: &str, role: Option<&str>| {
        let role = role.map(|role| role.parse().expect("a role"));
        let error = bench.catalog.find(None, account, role.as_ref(), None).expect_err("none");
        (error.remedy().to_owned(), crate::error::Problem::from(&error).request.is_some())
    };
    assert!(!told("000000000004", Some("Admin")).1, "nobody has said where");
    bench.catalog.decree(Decreed { access_request: Some(page), ..Decreed::default() });
    for (account, role, expected) in [
        ("Tokyo", Some("Admin"), "https://access.shop.test/?account=000000000004&role=Admin"),
        ("0000-0000-0099", None, "https://access.shop.test/?account=000000000099&role="),
        ("0000-0000-0099", Some("Admin"), "https://access.shop.test/?account=000000000099&role=Admin"),
    ] {
        assert_eq!(told(account, role), (format!("Ask for it at {expected}"), true), "{account}");
    }
    assert!(!told("nobody knows it", None).1, "it is not known what to ask for");
}
