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
        let body = json!({ "clientName": "botocore-client-corp", "clientType": "public", "scopes": scopes });
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
}
