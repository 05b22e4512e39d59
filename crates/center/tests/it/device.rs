//! The device grant.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::world::{Browser, World, error_type, text};

struct Device<'a> {
    world: &'a World,
    registration: Value,
    started: Value,
}

impl<'a> Device<'a> {
    async fn start(world: &'a World, scopes: Value) -> Self {
        Self::named(world, "botocore-client-corp", scopes).await
    }

    async fn named(world: &'a World, name: &str, scopes: Value) -> Self {
        let body = json!({ "clientName": name, "clientType": "public", "scopes": scopes });
        let registration: Value = world.post("client/register", &body).await.json().await.expect("JSON");
        let body = json!({
            "clientId": registration["clientId"], "clientSecret": registration["clientSecret"],
            "startUrl": world.running.start_url()
        });
        let started = world.post("device_authorization", &body).await.json().await.expect("JSON");
        Self { world, registration, started }
    }

    /// Polls: the tokens, or the exception's name.
    async fn poll(&self) -> Result<Value, String> {
        let body = json!({
            "clientId": self.registration["clientId"], "clientSecret": self.registration["clientSecret"],
            "grantType": "urn:ietf:params:oauth:grant-type:device_code",
            "deviceCode": self.started["deviceCode"]
        });
        let response = self.world.post("token", &body).await;
        if response.status() == StatusCode::OK {
            Ok(response.json().await.expect("JSON"))
        } else {
            Err(error_type(&response).to_owned())
        }
    }

    async fn decide(&self, decision: &str) -> String {
        let mut browser = Browser::new(self.world);
        browser.open(text(&self.started, "verificationUriComplete").parse().expect("a URL")).await;
        browser.submit(&[("user_code", text(&self.started, "userCode"))]).await;
        if browser.alert().is_some() {
            return browser.page;
        }
        browser.sign_in("sofia").await;
        browser.submit(&[("decision", decision)]).await;
        browser.page
    }
}

#[tokio::test]
async fn pending_then_too_fast_then_approved_then_used() {
    let world = World::new().await;
    let device = Device::start(&world, json!(["sso:account:access"])).await;
    assert_eq!(device.started["interval"], 5);
    assert_eq!(device.poll().await.unwrap_err(), "AuthorizationPendingException");
    assert_eq!(device.poll().await.unwrap_err(), "SlowDownException");
    world.wait(5);
    assert_eq!(device.poll().await.unwrap_err(), "SlowDownException", "five more seconds after a slow_down");
    world.wait(15);
    assert_eq!(device.poll().await.unwrap_err(), "AuthorizationPendingException");
    assert!(device.decide("allow").await.contains("Request approved"));
    world.wait(20);
    let tokens = device.poll().await.expect("approved");
    assert!(tokens["refreshToken"].is_string());
    assert_eq!(world.portal(&tokens, "assignment/accounts").await.status(), StatusCode::OK);
    world.wait(20);
    assert_eq!(device.poll().await.unwrap_err(), "InvalidGrantException");
}

#[tokio::test]
async fn a9_pending_slow_down_and_expiry_are_kept_for_each_device_code() {
    let world = World::new().await;
    let slow = Device::start(&world, json!(["sso:account:access"])).await;
    let calm = Device::start(&world, json!(["sso:account:access"])).await;
    assert_eq!(calm.poll().await.unwrap_err(), "AuthorizationPendingException");
    assert_eq!(slow.poll().await.unwrap_err(), "AuthorizationPendingException");
    for _ in 0..3 {
        assert_eq!(slow.poll().await.unwrap_err(), "SlowDownException");
    }
    for _ in 0..20 {
        world.wait(5);
        assert_eq!(
            calm.poll().await.unwrap_err(),
            "AuthorizationPendingException",
            "its interval is 5 s still"
        );
    }
    assert_eq!(slow.poll().await.unwrap_err(), "AuthorizationPendingException");
    world.wait(19);
    assert_eq!(slow.poll().await.unwrap_err(), "SlowDownException", "5 s and three times 5 s more make 20");
    world.wait(25);
    assert_eq!(slow.poll().await.unwrap_err(), "AuthorizationPendingException");
    world.wait(600 - 100 - 19 - 25 - 1);
    assert_eq!(calm.poll().await.unwrap_err(), "AuthorizationPendingException", "a second before its end");
    world.wait(5);
    assert_eq!(calm.poll().await.unwrap_err(), "ExpiredTokenException");
    assert!(calm.decide("allow").await.contains("No device waits with that code"));
}

#[tokio::test]
async fn a_clock_set_back_slows_nobody_down() {
    let world = World::new().await;
    let device = Device::start(&world, json!([])).await;
    assert_eq!(device.poll().await.unwrap_err(), "AuthorizationPendingException");
    world.wait(-3600);
    assert_eq!(device.poll().await.unwrap_err(), "AuthorizationPendingException");
}

#[tokio::test]
async fn the_page_says_who_asks_and_warns() {
    let world = World::new().await;
    let device = Device::named(&world, "aws <b>\u{202e}cli", json!([])).await;
    let mut browser = Browser::new(&world);
    browser.open(text(&device.started, "verificationUriComplete").parse().expect("a URL")).await;
    assert!(
        browser.page.contains("aws &lt;b&gt;\u{202e}cli</bdi></strong> asks for access"),
        "{}",
        browser.page
    );
    assert!(browser.page.contains(&format!("value=\"{}\"", text(&device.started, "userCode"))));
    assert!(browser.page.contains("Only continue if you started this yourself"));
    browser.open(text(&device.started, "verificationUri").parse().expect("a URL")).await;
    assert!(!browser.page.contains("asks for access"), "nobody knows yet who asks");
    assert!(browser.page.contains("Only continue if you started this yourself"));
    browser.submit(&[("user_code", &text(&device.started, "userCode").to_lowercase())]).await;
    browser.sign_in("sofia").await;
    assert!(browser.page.contains("aws &lt;b&gt;"), "the consent page says it again: {}", browser.page);
    browser.submit(&[("decision", "allow")]).await;
    device.poll().await.expect("approved");
}

#[tokio::test]
async fn denied_and_expired() {
    let world = World::new().await;
    let device = Device::start(&world, json!(["sso:account:access"])).await;
    assert!(device.decide("deny").await.contains("Request denied"));
    assert_eq!(device.poll().await.unwrap_err(), "AccessDeniedException");
    let device = Device::start(&world, json!(["sso:account:access"])).await;
    world.wait(600);
    assert_eq!(device.poll().await.unwrap_err(), "ExpiredTokenException");
}

#[tokio::test]
async fn legacy_clients_get_eight_hours_and_no_refresh_token() {
    let world = World::new().await;
    let device = Device::start(&world, json!([])).await;
    device.decide("allow").await;
    let tokens = device.poll().await.expect("approved");
    assert_eq!((&tokens["expiresIn"], tokens.get("refreshToken")), (&json!(8 * 3600), None));
}

#[tokio::test]
async fn guessing_user_codes_is_throttled() {
    let world = World::new().await;
    let mut browser = Browser::new(&world);
    browser.go("device").await;
    for _ in 0..5 {
        browser.submit(&[("user_code", "BBBB-BBBB")]).await;
        assert!(browser.alert().expect("an alert").starts_with("No device"), "{}", browser.page);
    }
    browser.submit(&[("user_code", "BBBB-BBBB")]).await;
    assert!(browser.alert().expect("an alert").starts_with("Too many"), "{}", browser.page);
    let device = Device::start(&world, json!([])).await;
    let complete = text(&device.started, "verificationUriComplete");
    browser.open(complete.parse().expect("a URL")).await;
    assert!(browser.alert().expect("an alert").starts_with("Too many"), "a link is no way around it");
    world.wait(60);
    for _ in 0..5 {
        browser.go("device?user_code=BBBB-BBBB").await;
    }
    browser.open(complete.parse().expect("a URL")).await;
    assert!(browser.alert().expect("an alert").starts_with("Too many"), "guesses by link count, too");
}
