//! The portal API: lists, pages, role credentials, logout, quota.

use std::collections::BTreeSet;
use std::time::Instant;

use portico_center::Config;
use reqwest::StatusCode;
use serde_json::Value;

use crate::world::{World, error_type, text};

const PRODUCTION: &str = "861305924478";
const DEV: &str = "384925016173";

async fn json(world: &World, tokens: &Value, path: &str) -> Value {
    let response = world.portal(tokens, path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.json().await.expect("JSON")
}

#[tokio::test]
async fn small_pages_add_up() {
    let world = World::with(Config { page_size: 2, ..Config::default() }).await;
    let (_, tokens) = world.signed_in("otto").await;
    let (mut path, mut sizes) = ("assignment/accounts".to_owned(), Vec::new());
    loop {
        let page = json(&world, &tokens, &path).await;
        sizes.push(page["accountList"].as_array().expect("a list").len());
        let Some(next) = page["nextToken"].as_str() else { break };
        path = format!("assignment/accounts?next_token={next}");
    }
    assert_eq!(sizes, [2, 2, 2]);
    let all = json(&world, &tokens, "assignment/accounts?max_result=100").await;
    assert_eq!(all["accountList"].as_array().expect("a list").len(), 6);
}

#[tokio::test]
async fn a_page_request_must_be_well_formed() {
    let world = World::with(Config { page_size: 2, ..Config::default() }).await;
    let (_, tokens) = world.signed_in("otto").await;
    let first = json(&world, &tokens, "assignment/accounts").await;
    let stolen = format!("assignment/roles?account_id={DEV}&next_token={}", text(&first, "nextToken"));
    let bad = ["assignment/accounts?next_token=garbage", "assignment/accounts?max_result=0"];
    let worse = ["assignment/accounts?max_result=101", "assignment/roles?account_id=1", stolen.as_str()];
    for path in bad.into_iter().chain(worse) {
        let response = world.portal(&tokens, path).await;
        let got = (response.status(), error_type(&response));
        assert_eq!(got, (StatusCode::BAD_REQUEST, "InvalidRequestException"), "{path}");
    }
}

#[tokio::test]
async fn credentials_are_for_the_assigned_only() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    let id = text(&keys, "accessKeyId");
    assert!(id.starts_with("ASIAEMU") && id.len() == 20, "{id}");
    assert_eq!(text(&keys, "secretAccessKey").len(), 40);
    assert!(text(&keys, "sessionToken").starts_with("emu_"));
    assert_eq!(keys["expiration"], 1_795_302_000_000_i64, "an hour from the clock's start, in milliseconds");
    for (account, role) in
        [(PRODUCTION, "AdministratorAccess"), ("999999999999", "ReadOnlyAccess"), (DEV, "Nothing")]
    {
        let path = format!("federation/credentials?account_id={account}&role_name={role}");
        let response = world.portal(&tokens, &path).await;
        assert_eq!((response.status(), error_type(&response)), (StatusCode::FORBIDDEN, "ForbiddenException"));
        let body: Value = response.json().await.expect("JSON");
        assert_eq!(text(&body, "message"), "No access");
        assert_eq!(text(&body, "__type"), "com.amazonaws.switchboard.portal#ForbiddenException");
    }
}

#[tokio::test]
async fn two_groups_add_up() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("dana").await;
    let roles = json(&world, &tokens, &format!("assignment/roles?account_id={PRODUCTION}")).await;
    assert_eq!(roles["roleList"].as_array().expect("a list").len(), 1, "the same set twice is one role");
    let accounts = json(&world, &tokens, "assignment/accounts").await;
    assert_eq!(accounts["accountList"].as_array().expect("a list").len(), 3);
}

#[tokio::test]
async fn the_vendor_sees_his_time_run_out() {
    let world = World::new().await;
    world.wait(8 * 24 * 3600 - 1800);
    let (_, tokens) = world.signed_in("victor").await;
    let keys = world.keys(&tokens, PRODUCTION, "SecurityAudit").await;
    let left = keys["expiration"].as_i64().expect("milliseconds") - 1_795_298_400_000;
    assert_eq!(left, 8 * 24 * 3600 * 1000, "keys end with the assignment");
    world.wait(1800);
    let accounts = json(&world, &tokens, "assignment/accounts").await;
    assert!(accounts["accountList"].as_array().expect("a list").is_empty());
    let path = format!("federation/credentials?account_id={PRODUCTION}&role_name=SecurityAudit");
    assert_eq!(world.portal(&tokens, &path).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn logout_ends_the_session_and_its_refresh_token() {
    let world = World::new().await;
    let (registration, tokens) = world.signed_in("alice").await;
    let logout = || {
        let request = world.http.post(world.url("logout"));
        request.header("x-amz-sso_bearer_token", text(&tokens, "accessToken")).send()
    };
    let first = logout().await.expect("answers");
    assert_eq!((first.status(), first.text().await.expect("a body").len()), (StatusCode::OK, 0));
    let second = logout().await.expect("answers");
    let got = (second.status(), error_type(&second));
    assert_eq!(got, (StatusCode::UNAUTHORIZED, "UnauthorizedException"));
    let renewal = world.post("token", &World::renewal(&registration, &tokens)).await;
    assert_eq!(error_type(&renewal), "InvalidGrantException");
}

#[tokio::test]
async fn the_wrong_verb_and_the_wrong_header_are_refused() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let response = world.http.post(world.url("assignment/accounts")).send().await.expect("answers");
    let got = (response.status(), error_type(&response));
    assert_eq!(got, (StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowedException"));
    let request = world.http.get(world.url("assignment/accounts"));
    let hyphens = request.header("x-amz-sso-bearer-token", text(&tokens, "accessToken"));
    let response = hyphens.send().await.expect("answers");
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_quota_answers_429() {
    let world = World::with(Config { quota: Some(2), ..Config::default() }).await;
    let (_, tokens) = world.signed_in("alice").await;
    for _ in 0..2 {
        assert_eq!(world.portal(&tokens, "assignment/accounts").await.status(), StatusCode::OK);
    }
    let response = world.portal(&tokens, "assignment/accounts").await;
    let got = (response.status(), error_type(&response));
    assert_eq!(got, (StatusCode::TOO_MANY_REQUESTS, "TooManyRequestsException"));
    assert_eq!(response.headers()["retry-after"], "1");
    world.wait(1);
    assert_eq!(world.portal(&tokens, "assignment/accounts").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn ten_thousand_accounts_come_into_being_quickly() {
    let before = Instant::now();
    let world = World::with(Config { accounts: Some(10_000), ..Config::default() }).await;
    println!("seeded in {:?}", before.elapsed());
    let (_, tokens) = world.signed_in("otto").await;
    let (mut path, mut ids) = ("assignment/accounts?max_result=100".to_owned(), BTreeSet::new());
    loop {
        let page = json(&world, &tokens, &path).await;
        let accounts = page["accountList"].as_array().expect("a list");
        ids.extend(accounts.iter().map(|account| text(account, "accountId").to_owned()));
        let Some(next) = page["nextToken"].as_str() else { break };
        path = format!("assignment/accounts?max_result=100&next_token={next}");
    }
    println!("seeded and listed in {:?}", before.elapsed());
    assert_eq!(ids.len(), 10_000);
}
