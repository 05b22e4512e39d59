//! One instance in several Regions: what one gave out is good in all, and one that is off says nothing at all.

use portico_center::{Center, Config, Operation, StartError, UnknownRegion};
use portico_model::{Region, SystemEntropy};
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};
use std::sync::Arc;

use crate::wire::Wire;
use crate::world::{Browser, World, text};

const HOME: &str = "eu-west-1";
const OTHER: &str = "us-east-1";
const THIRD: &str = "ap-southeast-2";

fn regions() -> Vec<Region> {
    vec![OTHER.parse().expect("a Region"), THIRD.parse().expect("a Region")]
}

async fn world() -> World {
    World::with(Config { also: regions(), ..Config::default() }).await
}

#[tokio::test]
async fn regions_are_listed_primary_first_each_with_its_own_port() {
    let world = world().await;
    let listed = world.running.regions();
    let names: Vec<&str> = listed.iter().map(|(region, _)| region.as_str()).collect();
    assert_eq!(names, [HOME, OTHER, THIRD]);
    assert_eq!((world.running.region(), world.running.url()), (HOME, &listed[0].1));
    let mut ports: Vec<_> = listed.iter().map(|(_, url)| url.port().expect("a port")).collect();
    ports.extend(world.running.control().port());
    ports.sort_unstable();
    ports.dedup();
    assert_eq!(ports.len(), 4);
}

#[tokio::test]
async fn a_sign_in_begun_in_one_region_goes_on_in_the_others() {
    let world = world().await;
    let registration = world.register().await;
    let mut browser = Browser::new(&world);
    let url = world.authorize_url(&registration);
    let query = url.query().expect("a query");
    browser.open(world.url_in(OTHER, &format!("authorize?{query}"))).await;
    browser.sign_in("alice").await;
    browser.submit(&[("decision", "allow")]).await;
    let redemption = World::redemption(&registration, &browser.answer("code"));
    let tokens: Value = world.post_in(THIRD, "token", &redemption).await.json().await.expect("JSON");
    for region in [HOME, OTHER, THIRD] {
        let request = world.http.get(world.url_in(region, "assignment/accounts"));
        let request = request.header("x-amz-sso_bearer_token", text(&tokens, "accessToken"));
        assert_eq!(request.send().await.expect("answers").status(), StatusCode::OK, "{region}");
    }
    let renewed = world.post_in(OTHER, "token", &World::renewal(&registration, &tokens)).await;
    assert_eq!(renewed.status(), StatusCode::OK);
    browser.open(world.url_in(THIRD, "start")).await;
    assert!(browser.page.contains("Signed in as"), "one sign-in for all Regions: {}", browser.page);
    let logout = world.http.post(world.url_in(OTHER, "logout"));
    let logout = logout.header("x-amz-sso_bearer_token", text(&tokens, "accessToken"));
    assert_eq!(logout.send().await.expect("answers").status(), StatusCode::OK);
    assert!(!world.is_good(&tokens).await, "signed out in one, signed out in all");
    let tally = |region| world.running.tally_in(region).expect("a Region");
    assert_eq!(
        (tally(THIRD).served(Operation::RedeemCode), tally(HOME).served(Operation::RedeemCode)),
        (1, 0)
    );
    assert_eq!(world.running.tally().served(Operation::ListAccounts), 3);
}

#[tokio::test]
async fn answers_name_the_region_that_was_asked() {
    let world = world().await;
    let body = json!({ "clientName": "a", "clientType": "public", "scopes": ["sso:account:access"] });
    let client: Value = world.post_in(OTHER, "client/register", &body).await.json().await.expect("JSON");
    assert_eq!(text(&client, "tokenEndpoint"), world.url_in(OTHER, "token").as_str());
    let body = json!({
        "clientId": client["clientId"], "clientSecret": client["clientSecret"],
        "startUrl": world.running.start_url()
    });
    let started: Value =
        world.post_in(THIRD, "device_authorization", &body).await.json().await.expect("JSON");
    assert_eq!(text(&started, "verificationUri"), world.url_in(THIRD, "device").as_str());
    let mut browser = Browser::new(&world);
    let code = text(&started, "userCode");
    browser.open(world.url_in(OTHER, &format!("device?user_code={code}"))).await;
    browser.submit(&[("user_code", code)]).await;
    browser.sign_in("sofia").await;
    browser.submit(&[("decision", "allow")]).await;
    let poll = json!({
        "clientId": client["clientId"], "clientSecret": client["clientSecret"],
        "grantType": "urn:ietf:params:oauth:grant-type:device_code", "deviceCode": started["deviceCode"]
    });
    let tokens: Value = world.post("token", &poll).await.json().await.expect("JSON");
    assert!(world.is_good(&tokens).await);
}

#[tokio::test]
async fn the_start_page_of_every_region_names_the_primary_one() {
    let world = world().await;
    let tag = "<meta name=\"region\" content=\"eu-west-1\"/>";
    let mut browser = Browser::new(&world);
    for region in [HOME, OTHER, THIRD] {
        browser.open(world.url_in(region, "start")).await;
        assert!(browser.page.contains(tag), "{}", browser.page);
    }
    browser.sign_in("alice").await;
    assert!(browser.page.contains("Signed in as") && browser.page.contains(tag), "{}", browser.page);
    browser.open(world.url("sign-out")).await;
    assert!(!browser.page.contains(tag), "only the start URL tells");
}

#[tokio::test]
async fn a_region_that_is_off_sends_no_byte_and_the_others_go_on() {
    let world = world().await;
    let (registration, tokens) = world.signed_in("alice").await;
    let start = world.url("start");
    let mut kept = Wire::to(&start).await;
    kept.ask("GET", &start, "").await;
    assert!(kept.head().await.starts_with("http/1.1 200"));
    let mut silent = Wire::to(&start).await;

    world.running.switch_off(HOME).expect("a Region");
    assert_eq!(kept.rest().await, (Vec::new(), true), "a kept connection is reset at once");
    silent.ask("GET", &start, "").await;
    assert_eq!(silent.rest().await.0, b"", "so is one that has asked nothing so far");
    let mut late = Wire::to(&start).await;
    late.ask("GET", &start, "").await;
    assert_eq!(late.rest().await.0, b"", "the port is bound, and nobody answers");
    let taken = tokio::net::TcpListener::bind(("127.0.0.1", start.port().expect("a port"))).await;
    assert!(taken.is_err(), "nobody else can answer in its name");

    let renewed = world.post_in(OTHER, "token", &World::renewal(&registration, &tokens)).await;
    assert_eq!(renewed.status(), StatusCode::OK);
    world.running.switch_on(HOME).expect("a Region");
    assert!(world.is_good(&tokens).await);
}

#[tokio::test]
async fn an_outage_that_is_over_before_anybody_looks_still_cuts_what_was_open() {
    let world = world().await;
    let start = world.url("start");
    let mut kept = Wire::to(&start).await;
    kept.ask("GET", &start, "").await;
    kept.head().await;
    world.running.switch_off(HOME).expect("a Region");
    world.running.switch_off(HOME).expect("off twice is off");
    world.running.switch_on(HOME).expect("a Region");
    assert_eq!(kept.rest().await.0, b"");
    assert_eq!(world.http.get(start).send().await.expect("answers").status(), StatusCode::OK);
}

#[tokio::test]
async fn a_region_the_instance_is_not_in_is_unknown() {
    let world = world().await;
    let unknown = Err(UnknownRegion("sa-east-1".to_owned()));
    assert_eq!(world.running.switch_off("sa-east-1"), unknown);
    assert_eq!(world.running.switch_on("sa-east-1"), unknown);
    assert!(world.running.tally_in("sa-east-1").is_err());
}

#[tokio::test]
async fn a_named_port_is_followed_by_those_of_the_other_regions() {
    // A run of three free ports is found by trying; each try either has all of them or starts nothing.
    for first in (20_000..60_000_u16).step_by(97) {
        let config = Config { listen: ([127, 0, 0, 1], first).into(), also: regions(), ..Config::default() };
        let clock = portico_model::ManualClock::at(jiff::Timestamp::UNIX_EPOCH);
        match Center::start(config, Arc::new(clock), Arc::new(SystemEntropy)).await {
            Ok(running) => {
                let ports = running.regions().into_iter().map(|(_, url)| url.port().expect("a port"));
                assert_eq!(ports.collect::<Vec<_>>(), [first, first + 1, first + 2]);
                return;
            }
            Err(StartError::Listen { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("no three ports in a row are free");
}

#[tokio::test]
async fn no_port_is_left_beyond_the_last() {
    let config = Config { listen: ([127, 0, 0, 1], 65_534).into(), also: regions(), ..Config::default() };
    let clock = portico_model::ManualClock::at(jiff::Timestamp::UNIX_EPOCH);
    let refused = Center::start(config, Arc::new(clock), Arc::new(SystemEntropy)).await;
    assert!(matches!(refused, Err(StartError::Listen { .. })));
}

#[tokio::test]
async fn every_answer_tells_the_time_of_the_centers_clock() {
    let world = world().await;
    let date = |headers: &HeaderMap| {
        headers.get("date").map(|value| value.to_str().expect("text").to_owned()).unwrap_or_default()
    };
    let get = |url: url::Url| async { world.http.get(url).send().await.expect("answers").headers().clone() };
    let (now, later) = ("Sat, 21 Nov 2026 22:00:00 GMT", "Sun, 22 Nov 2026 22:00:00 GMT");
    for region in [HOME, OTHER] {
        for path in
            ["start", "assignment/accounts", "nowhere", "assets/style.css", "?Action=GetCallerIdentity"]
        {
            assert_eq!(date(&get(world.url_in(region, path)).await), now, "{path}");
        }
    }
    let misdirected = world.http.get(world.url("start")).header("host", "evil.test").send().await;
    assert_eq!(date(misdirected.expect("answers").headers()), now);
    assert_eq!(date(&get(world.running.control().clone()).await), now);
    world.wait(24 * 3600);
    assert_eq!(date(world.post("token", &json!({})).await.headers()), later);
}
