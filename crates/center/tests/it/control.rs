//! The control endpoint: it switches Regions, even the primary one back on, and no web page can use it.

use portico_center::{
    CHANGE_PATH, CONTROL_HEADER, CONTROL_VALUE, Change, Changed, Config, OUTAGE_PATH, QUOTA_PATH,
    REGIONS_PATH,
};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::world::World;

const HOME: &str = "eu-west-1";

async fn world() -> World {
    World::with(Config { also: vec!["us-east-1".parse().expect("a Region")], ..Config::default() }).await
}

fn request(world: &World, method: Method, path: &str) -> RequestBuilder {
    world.http.request(method, world.running.control().join(path).expect("a path"))
}

fn outage(world: &World, region: &str, on: bool) -> RequestBuilder {
    request(world, Method::POST, OUTAGE_PATH)
        .header(CONTROL_HEADER, CONTROL_VALUE)
        .json(&json!({ "region": region, "on": on }))
}

#[tokio::test]
async fn it_switches_the_primary_region_off_and_on_again() {
    let world = world().await;
    let response = outage(&world, HOME, false).send().await.expect("answers");
    assert!(response.headers().get("access-control-allow-origin").is_none());
    let listed: Value = response.json().await.expect("JSON");
    let lines: Vec<(&Value, &Value)> =
        listed.as_array().expect("a list").iter().map(|line| (&line["region"], &line["on"])).collect();
    assert_eq!(lines, [(&json!(HOME), &json!(false)), (&json!("us-east-1"), &json!(true))]);
    assert_eq!(listed[0]["url"], world.running.url().as_str().trim_end_matches('/'));
    assert!(world.http.get(world.url("start")).send().await.is_err());
    let again = outage(&world, HOME, true).send().await.expect("answers while the primary Region is off");
    assert_eq!(again.status(), StatusCode::OK);
    assert!(world.http.get(world.url("start")).send().await.is_ok());
}

#[tokio::test]
async fn whatever_a_browser_sends_is_refused_and_changes_nothing() {
    let world = world().await;
    let good = || outage(&world, HOME, false);
    let wrong = vec![
        request(&world, Method::POST, OUTAGE_PATH).json(&json!({ "region": HOME, "on": false })),
        request(&world, Method::POST, QUOTA_PATH).json(&json!({ "quota": 1 })),
        request(&world, Method::POST, CHANGE_PATH).json(&json!({ "do": "close-account", "account": "Dev" })),
        request(&world, Method::GET, REGIONS_PATH),
        request(&world, Method::GET, REGIONS_PATH).header(CONTROL_HEADER, "yes"),
        good().header(CONTROL_HEADER, CONTROL_VALUE),
        good().header("origin", "http://evil.test"),
        good().header("origin", "null"),
        good().header("referer", world.running.url().as_str()),
        good().header("cookie", "a=b"),
        good().header("sec-fetch-site", "none"),
        good().header("sec-fetch-mode", "cors"),
        good().header("host", "evil.test"),
        request(&world, Method::OPTIONS, OUTAGE_PATH)
            .header("origin", "http://evil.test")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", CONTROL_HEADER),
    ];
    for request in wrong {
        let response = request.send().await.expect("answers");
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert!(response.headers().keys().all(|name| !name.as_str().starts_with("access-control")));
    }
    assert!(world.http.get(world.url("start")).send().await.is_ok());
}

#[tokio::test]
async fn a_wish_that_makes_no_sense_is_refused_with_a_sentence() {
    let world = world().await;
    let unknown = outage(&world, "sa-east-1", false).send().await.expect("answers");
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    let said: Value = unknown.json().await.expect("JSON");
    assert!(said["message"].as_str().expect("a sentence").contains("sa-east-1"), "{said}");
    let malformed = request(&world, Method::POST, OUTAGE_PATH).header(CONTROL_HEADER, CONTROL_VALUE);
    let malformed = malformed.json(&json!({ "region": 7 })).send().await.expect("answers");
    assert!(malformed.status().is_client_error());
    let huge = outage(&world, &"x".repeat(100_000), false).send().await.expect("answers");
    assert_eq!(huge.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

/// Tells the control something; gives the status and the answer.
async fn tell(world: &World, path: &str, wish: &Value) -> (StatusCode, Value) {
    let request = request(world, Method::POST, path).header(CONTROL_HEADER, CONTROL_VALUE).json(wish);
    let response = request.send().await.expect("answers");
    (response.status(), response.json().await.expect("JSON"))
}

#[tokio::test]
async fn it_changes_who_holds_what_and_says_how_the_account_is_then() {
    let world = world().await;
    let (_, sofia) = world.signed_in("sofia").await;
    let (group, role, account) = ("SecureCart-Support".into(), "OnCall".into(), "Dev".into());
    let wish = serde_json::to_value(Change::Assign { group, role, account }).expect("JSON");
    let (status, said) = tell(&world, CHANGE_PATH, &wish).await;
    assert_eq!(status, StatusCode::OK, "{said}");
    let changed: Changed = serde_json::from_value(said).expect("an account");
    assert!(changed.assignments.iter().any(|one| one.role == "OnCall"), "{changed:?}");
    world.keys(&sofia, &changed.account, "OnCall").await;
    let long = json!({ "do": "rename", "account": "Dev", "name": "x".repeat(10_240) });
    assert_eq!(tell(&world, CHANGE_PATH, &long).await.0, StatusCode::OK);
    for (wish, status, sentence) in [
        (json!({ "do": "close-account", "account": "Nowhere" }), StatusCode::NOT_FOUND, "no account Nowhere"),
        (
            json!({ "do": "create-account", "account": "7" }),
            StatusCode::UNPROCESSABLE_ENTITY,
            "twelve digits",
        ),
        (json!({ "do": "create-account", "account": changed.account }), StatusCode::CONFLICT, "already"),
    ] {
        let (got, said) = tell(&world, CHANGE_PATH, &wish).await;
        assert_eq!(got, status, "{wish}");
        assert!(said["message"].as_str().is_some_and(|said| said.contains(sentence)), "{said}");
    }
}

#[tokio::test]
async fn it_limits_the_portal_and_lets_it_go() {
    let world = world().await;
    let (_, sofia) = world.signed_in("sofia").await;
    let ask = async || world.portal(&sofia, "assignment/accounts").await.status();
    let limited = tell(&world, QUOTA_PATH, &json!({ "quota": 1 })).await;
    assert_eq!(limited, (StatusCode::OK, json!({ "quota": 1 })));
    assert_eq!([ask().await, ask().await], [StatusCode::OK, StatusCode::TOO_MANY_REQUESTS]);
    assert_eq!(tell(&world, QUOTA_PATH, &json!({ "quota": 0 })).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ask().await, StatusCode::TOO_MANY_REQUESTS);
    let free = tell(&world, QUOTA_PATH, &json!({ "quota": null })).await;
    assert_eq!(free, (StatusCode::OK, json!({ "quota": null })));
    assert_eq!([ask().await, ask().await], [StatusCode::OK, StatusCode::OK]);
}

#[tokio::test]
async fn the_regions_themselves_do_not_obey() {
    let world = world().await;
    let request = world.http.post(world.url("outage")).header(CONTROL_HEADER, CONTROL_VALUE);
    let response = request.json(&json!({ "region": HOME, "on": false })).send().await.expect("answers");
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}
