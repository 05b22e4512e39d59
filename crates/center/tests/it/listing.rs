//! Companies of any size, listings that hang together badly, and what changes while somebody lists.

use std::collections::BTreeSet;
use std::time::Instant;

use portico_center::{Center, Change, Config, MOST_ROLES, Operation, Paging, StartError};
use portico_model::SystemEntropy;
use reqwest::StatusCode;
use serde_json::Value;
use tokio::task::JoinSet;

use crate::world::{World, error_type, text};

const ACCOUNTS: &str = "assignment/accounts";
const PRODUCTION: &str = "861305924478";
const DEV: &str = "384925016173";
const AUDIT: &str = "293817460025";

/// Asks for pages until one has no token, or a token comes twice, or `most` were asked for: the rows of each by their
/// name for `member`, and whether it ended as it should.
async fn walk(
    world: &World,
    tokens: &Value,
    listing: &str,
    member: &str,
    most: usize,
) -> (Vec<Vec<String>>, bool) {
    let (mut pages, mut seen, mut token) = (Vec::new(), BTreeSet::new(), String::new());
    while pages.len() < most {
        let separator = if listing.contains('?') { '&' } else { '?' };
        let path = format!("{listing}{separator}max_result=2&next_token={token}");
        let page = json(world, tokens, &path).await;
        let list = if listing.starts_with(ACCOUNTS) { &page["accountList"] } else { &page["roleList"] };
        let rows = list.as_array().expect("a list").iter();
        pages.push(rows.map(|row| text(row, member).to_owned()).collect());
        let Some(next) = page["nextToken"].as_str() else { return (pages, true) };
        token = next.to_owned();
        if !seen.insert(token.clone()) {
            break;
        }
    }
    (pages, false)
}

async fn json(world: &World, tokens: &Value, path: &str) -> Value {
    let response = world.portal(tokens, path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.json().await.expect("JSON")
}

async fn roles(world: &World, tokens: &Value, account: &str) -> Vec<String> {
    let path = format!("assignment/roles?account_id={account}&max_result=100");
    let page = json(world, tokens, &path).await;
    assert!(page["nextToken"].is_null());
    page["roleList"].as_array().expect("a list").iter().map(|row| text(row, "roleName").to_owned()).collect()
}

/// Id and name of every account, as the wire has them.
async fn accounts(world: &World, tokens: &Value) -> Vec<(String, Value)> {
    let page = json(world, tokens, "assignment/accounts?max_result=100").await;
    let list = page["accountList"].as_array().expect("a list").iter();
    list.map(|row| (text(row, "accountId").to_owned(), row["accountName"].clone())).collect()
}

fn assign(group: &str, role: &str, account: &str) -> Change {
    Change::Assign { group: group.to_owned(), role: role.to_owned(), account: account.to_owned() }
}

fn rename(account: &str, name: Option<&str>) -> Change {
    Change::Rename { account: account.to_owned(), name: name.map(str::to_owned) }
}

#[tokio::test]
async fn operations_hold_as_many_roles_in_each_account_as_asked_for() {
    for count in [1, 8, MOST_ROLES] {
        let config = Config { accounts: Some(24), roles: Some(count), ..Config::default() };
        let world = World::with(config).await;
        let (_, otto) = world.signed_in("otto").await;
        let listed = accounts(&world, &otto).await;
        assert_eq!(listed.len(), 24);
        for (account, _) in listed {
            let held = roles(&world, &otto, &account).await;
            assert_eq!(held.len(), count, "{account}");
            assert!(held.contains(&"AdministratorAccess".to_owned()), "as in any company");
        }
        let (_, alice) = world.signed_in("alice").await;
        assert_eq!(roles(&world, &alice, PRODUCTION).await, ["ReadOnlyAccess"], "nobody else is touched");
    }
}

#[tokio::test]
async fn a_size_that_cannot_be_or_is_not_the_one_that_is_kept_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = |roles| Config { data: Some(folder.path().to_owned()), roles, ..Config::default() };
    let World { running, clock, .. } = World::with(config(Some(3))).await;
    running.stop().await;
    let start = |roles| {
        Center::start(config(roles), std::sync::Arc::new(clock.clone()), std::sync::Arc::new(SystemEntropy))
    };
    for none in [0, MOST_ROLES + 1] {
        assert!(matches!(start(Some(none)).await, Err(StartError::Roles(said)) if said == none));
    }
    let refused = start(Some(4)).await.expect_err("another size");
    assert!(matches!(refused, StartError::OtherRoles { kept: Some(3), .. }), "{refused}");
    assert!(refused.to_string().contains("a company with 3 permission sets in each account"), "{refused}");
    start(Some(3)).await.expect("the same size").stop().await;
    start(None).await.expect("any size").stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_accounts_with_eight_roles_each_are_listed_whole() {
    let before = Instant::now();
    let world = World::with(Config { accounts: Some(10_000), roles: Some(8), ..Config::default() }).await;
    println!("planted in {:?}", before.elapsed());
    let (_, otto) = world.signed_in("otto").await;
    let (mut path, mut ids) = ("assignment/accounts?max_result=100".to_owned(), BTreeSet::new());
    let before = Instant::now();
    loop {
        let page = json(&world, &otto, &path).await;
        let list = page["accountList"].as_array().expect("a list").iter();
        ids.extend(list.map(|account| text(account, "accountId").to_owned()));
        let Some(next) = page["nextToken"].as_str() else { break };
        path = format!("assignment/accounts?max_result=100&next_token={next}");
    }
    println!("100 pages of accounts in {:?}", before.elapsed());
    assert_eq!(ids.len(), 10_000);
    let (before, mut asking) = (Instant::now(), JoinSet::new());
    for part in ids.iter().step_by(10).collect::<Vec<_>>().chunks(125) {
        let part: Vec<String> = part.iter().map(|id| (*id).clone()).collect();
        let (http, url, token) =
            (world.http.clone(), world.url("assignment/roles"), text(&otto, "accessToken").to_owned());
        asking.spawn(async move {
            let mut lengths = Vec::new();
            for id in part {
                let request = http.get(url.clone()).query(&[("account_id", id)]);
                let answer = request.header("x-amz-sso_bearer_token", &token).send().await.expect("answers");
                let page: Value = answer.json().await.expect("JSON");
                lengths.push(page["roleList"].as_array().expect("a list").len());
            }
            lengths
        });
    }
    let lengths: Vec<usize> = asking.join_all().await.into_iter().flatten().collect();
    println!("{} lists of roles in {:?}", lengths.len(), before.elapsed());
    assert_eq!(lengths, vec![8; 1_000]);
    let (_, victor) = world.signed_in("victor").await;
    let before = Instant::now();
    assert_eq!(accounts(&world, &victor).await.len(), 1);
    println!("somebody with one account of them lists it in {:?}", before.elapsed());
}

#[tokio::test]
async fn pages_hang_together_as_badly_as_told() {
    let world = World::new().await;
    let (_, otto) = world.signed_in("otto").await;
    let (sound, _) = walk(&world, &otto, ACCOUNTS, "accountId", 9).await;
    let [one, two, three] = sound.as_slice() else { panic!("three pages: {sound:?}") };
    let none = Vec::new();
    for (paging, expected, ends) in [
        (Paging::Sound, vec![one, two, three], true),
        (Paging::RepeatsFirst, vec![one, one, two, three], true),
        (Paging::StuckAtFirst, vec![one, one], false),
        (Paging::StuckAtLast, vec![one, two, three], false),
        (Paging::Circles, vec![one, two, three, one], false),
        (Paging::NeverEnds, vec![one, two, three, one, two, three, one, two, three], false),
        (Paging::NeverEndsEmpty, vec![one, two, three, &none, &none, &none, &none, &none, &none], false),
    ] {
        world.running.faults().set_paging(Operation::ListAccounts, paging);
        let (pages, ended) = walk(&world, &otto, ACCOUNTS, "accountId", 9).await;
        assert_eq!((pages.iter().collect::<Vec<_>>(), ended), (expected, ends), "{paging:?}");
    }
    world.running.faults().clear();
    assert_eq!(walk(&world, &otto, ACCOUNTS, "accountId", 9).await, (sound.clone(), true));
}

#[tokio::test]
async fn lists_of_roles_hang_together_as_badly_as_told_even_when_they_have_one_page() {
    let world = World::new().await;
    let (_, otto) = world.signed_in("otto").await;
    let listing = format!("assignment/roles?account_id={DEV}");
    for (paging, pages, ends) in [
        (Paging::Sound, 1, true),
        (Paging::RepeatsFirst, 2, true),
        (Paging::StuckAtFirst, 2, false),
        (Paging::StuckAtLast, 2, false),
        (Paging::Circles, 2, false),
        (Paging::NeverEnds, 9, false),
        (Paging::NeverEndsEmpty, 9, false),
    ] {
        world.running.faults().set_paging(Operation::ListAccountRoles, paging);
        let (found, ended) = walk(&world, &otto, &listing, "roleName", 9).await;
        assert_eq!((found.len(), ended), (pages, ends), "{paging:?}");
        let rows: BTreeSet<&String> = found.iter().flatten().collect();
        assert_eq!(rows.into_iter().collect::<Vec<_>>(), ["AdministratorAccess"], "{paging:?}");
    }
    assert_eq!(Paging::ALL.len(), 7);
}

#[tokio::test]
async fn an_account_vanishes_between_two_pages() {
    let world = World::new().await;
    let (_, otto) = world.signed_in("otto").await;
    let (before, _) = walk(&world, &otto, ACCOUNTS, "accountId", 9).await;
    let (seen, unseen) = (before[0][1].clone(), before[1][0].clone());
    for gone in [&seen, &unseen] {
        let close = Change::CloseAccount { account: gone.clone() };
        world.running.faults().change_after(1, Operation::ListAccounts, close);
    }
    let (pages, ended) = walk(&world, &otto, ACCOUNTS, "accountId", 9).await;
    assert!(ended);
    let listed: Vec<&String> = pages.iter().flatten().collect();
    assert!(listed.contains(&&seen) && !listed.contains(&&unseen), "{listed:?}");
    assert_eq!(listed.len(), 5, "no other row is lost or doubled");
    let response = world.portal(&otto, &format!("assignment/roles?account_id={seen}")).await;
    assert_eq!((response.status(), error_type(&response)), (StatusCode::FORBIDDEN, "ForbiddenException"));
    assert_eq!(walk(&world, &otto, ACCOUNTS, "accountId", 9).await.0.concat().len(), 4);
}

#[tokio::test]
async fn a_change_waits_for_requests_that_were_carried_out() {
    let world = World::new().await;
    let (_, otto) = world.signed_in("otto").await;
    let faults = world.running.faults();
    faults.change_after(1, Operation::ListAccounts, rename("Nobody", None));
    faults.change_after(2, Operation::ListAccounts, rename(DEV, Some("Renamed")));
    let name = async || {
        let listed = accounts(&world, &otto).await.into_iter();
        listed.filter(|(id, _)| id == DEV).map(|(_, name)| name).collect::<Vec<_>>()
    };
    let unknown = serde_json::json!({ "accessToken": "emu_wrong" });
    assert_eq!(world.portal(&unknown, ACCOUNTS).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!([name().await, name().await, name().await], [["Dev"], ["Dev"], ["Renamed"]]);
}

#[tokio::test]
async fn the_roles_of_one_account_are_refused_though_it_is_listed() {
    let world = World::new().await;
    let (_, otto) = world.signed_in("otto").await;
    world.running.faults().forbid_roles(DEV);
    assert_eq!(accounts(&world, &otto).await.len(), 6);
    let response = world.portal(&otto, &format!("assignment/roles?account_id={DEV}")).await;
    assert_eq!((response.status(), error_type(&response)), (StatusCode::FORBIDDEN, "ForbiddenException"));
    assert_eq!(roles(&world, &otto, AUDIT).await.len(), 1);
    world.running.faults().permit_roles(DEV);
    assert_eq!(roles(&world, &otto, DEV).await.len(), 1);
}

#[tokio::test]
async fn the_quota_changes_while_the_center_runs() {
    let world = World::new().await;
    let (_, otto) = world.signed_in("otto").await;
    let ask = async || world.portal(&otto, ACCOUNTS).await.status();
    world.running.faults().set_quota(Some(1));
    assert_eq!([ask().await, ask().await], [StatusCode::OK, StatusCode::TOO_MANY_REQUESTS]);
    world.wait(1);
    assert_eq!(ask().await, StatusCode::OK);
    world.running.faults().set_quota(None);
    assert_eq!([ask().await, ask().await], [StatusCode::OK, StatusCode::OK]);
}

#[tokio::test]
async fn names_of_any_kind_come_as_they_are() {
    let world = World::new().await;
    let (_, otto) = world.signed_in("otto").await;
    let long = "x".repeat(10 * 1024);
    let names = [
        None,
        Some(""),
        Some(long.as_str()),
        Some("\u{202e}حساب الإنتاج"),
        Some("👩‍🚀 🇪🇺"),
        Some("a\0\n\u{1b}[2J\u{7f}"),
    ];
    let ids: Vec<String> = accounts(&world, &otto).await.into_iter().map(|(id, _)| id).collect();
    for (id, name) in ids.iter().zip(names) {
        world.running.change(&rename(id, name)).expect("renamed");
    }
    let listed = accounts(&world, &otto).await;
    for ((id, name), (found_id, found)) in ids.iter().zip(names).zip(&listed) {
        assert_eq!((found_id, found.as_str()), (id, name));
    }
    let raw = world.portal(&otto, "assignment/accounts?max_result=1").await.text().await.expect("JSON");
    let nameless: Value = serde_json::from_str(&raw).expect("JSON");
    assert!(nameless["accountList"][0].get("accountName").is_none(), "absent, and not null: {raw}");
}

#[tokio::test]
async fn two_accounts_of_one_name_are_told_apart_by_their_numbers() {
    let world = World::new().await;
    let (_, otto) = world.signed_in("otto").await;
    world.running.change(&rename(AUDIT, Some("Dev"))).expect("renamed");
    let unclear = world.running.change(&rename("Dev", Some("Other"))).expect_err("which?");
    assert!(unclear.to_string().contains("Several accounts are called Dev"), "{unclear}");
    let named = accounts(&world, &otto).await.into_iter().filter(|(_, name)| name == "Dev");
    assert_eq!(named.map(|(id, _)| id).collect::<Vec<_>>(), [AUDIT, DEV]);
    let changed = world.running.change(&rename(AUDIT, Some("Audit"))).expect("renamed");
    assert_eq!((changed.account.as_str(), changed.name.as_deref()), (AUDIT, Some("Audit")));
    world.running.change(&rename("Dev", Some("Other"))).expect("one is left");
}

#[tokio::test]
async fn access_is_gained_and_lost_while_somebody_is_signed_in() {
    let also = vec!["us-east-1".parse().expect("a Region")];
    let world = World::with(Config { also, ..Config::default() }).await;
    let (_, sofia) = world.signed_in("sofia").await;
    let support = "SecureCart-Support";
    let changed = world.running.change(&assign(support, "OnCall", "Dev")).expect("given");
    let held: Vec<_> =
        changed.assignments.iter().map(|one| (one.group.as_str(), one.role.as_str())).collect();
    let others =
        [("SecureCart-Developers", "AdministratorAccess"), ("SecureCart-Ops", "AdministratorAccess")];
    assert_eq!(held, [others[0], others[1], (support, "OnCall")]);
    world.running.change(&assign(support, "OnCall", "Dev")).expect("nothing happens the second time");
    assert_eq!(accounts(&world, &sofia).await.len(), 2);
    assert_eq!(roles(&world, &sofia, DEV).await, ["OnCall"]);
    let elsewhere = world.http.get(world.url_in("us-east-1", "assignment/accounts"));
    let elsewhere = elsewhere.header("x-amz-sso_bearer_token", text(&sofia, "accessToken")).send().await;
    let elsewhere: Value = elsewhere.expect("answers").json().await.expect("JSON");
    assert_eq!(elsewhere["accountList"].as_array().map(Vec::len), Some(2), "in every Region");
    world.keys(&sofia, DEV, "OnCall").await;
    let (group, role) = (support.to_owned(), "OnCall".to_owned());
    let take = Change::Unassign { group, role, account: DEV.to_owned() };
    world.running.change(&take).expect("taken");
    assert_eq!(accounts(&world, &sofia).await.len(), 1);
    let again = world.running.change(&take).expect_err("gone already").to_string();
    assert!(again.contains("does not hold OnCall"), "{again}");
}

#[tokio::test]
async fn accounts_come_and_go() {
    let world = World::new().await;
    let (_, otto) = world.signed_in("otto").await;
    let create = |account: Option<&str>, name: &str| Change::CreateAccount {
        account: account.map(str::to_owned),
        name: Some(name.to_owned()),
    };
    let made = world.running.change(&create(None, "Sandbox")).expect("made");
    assert_eq!((made.account.len(), made.closed, made.assignments.len()), (12, false, 0));
    assert_eq!(accounts(&world, &otto).await.len(), 6, "nobody has access to it yet");
    world.running.change(&assign("SecureCart-Ops", "ReadOnlyAccess", "Sandbox")).expect("given");
    assert_eq!(roles(&world, &otto, &made.account).await, ["ReadOnlyAccess"]);
    let second = world.running.change(&create(None, "Sandbox")).expect("another of the same name");
    assert_ne!(second.account, made.account);
    let chosen = world.running.change(&create(Some("000000000001"), "Chosen")).expect("made");
    assert_eq!(chosen.account, "000000000001");
    let closed = world.running.change(&Change::CloseAccount { account: made.account.clone() });
    assert!(closed.expect("closed").closed);
    assert_eq!(accounts(&world, &otto).await.len(), 6);
    for (change, sentence) in [
        (create(Some("000000000001"), "x"), "has an account 000000000001 already"),
        (create(Some("12"), "x"), "12 is not the number of an account"),
        (rename(&made.account, None), "has no account"),
        (assign("Nobody", "x", DEV), "Choose one of: SecureCart-Auditors, SecureCart-Developers"),
        (assign("SecureCart-Ops", "", DEV), "A role needs a name"),
    ] {
        let refused = world.running.change(&change).expect_err(sentence).to_string();
        assert!(refused.contains(sentence), "{refused}");
    }
}
