//! Console federation and the landing page.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::sts::{assume, call, element};
use crate::world::{Browser, World, text};

const PRODUCTION: &str = "861305924478";
const EC2: &str = "https://eu-west-1.console.aws.amazon.com/ec2/home";

pub(crate) async fn signin_token(
    world: &World,
    keys: &Value,
    more: &[(&str, &str)],
) -> Result<String, StatusCode> {
    let session = json!({
        "sessionId": keys["accessKeyId"], "sessionKey": keys["secretAccessKey"],
        "sessionToken": keys["sessionToken"]
    });
    let session = session.to_string();
    let mut form = vec![("Action", "getSigninToken"), ("Session", session.as_str())];
    form.extend(more);
    let response = world.http.post(world.url("federation")).form(&form).send().await.expect("answers");
    if response.status() == StatusCode::OK {
        let body: Value = response.json().await.expect("JSON");
        Ok(text(&body, "SigninToken").to_owned())
    } else {
        Err(response.status())
    }
}

pub(crate) async fn login(browser: &mut Browser<'_>, world: &World, token: &str, destination: &str) {
    let mut url = world.url("federation");
    url.query_pairs_mut()
        .append_pair("Action", "login")
        .append_pair("Issuer", "https://securecart.awsapps.com/start")
        .append_pair("Destination", destination)
        .append_pair("SigninToken", token);
    browser.open(url).await;
}

#[tokio::test]
async fn keys_open_a_console_once() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    let token = signin_token(&world, &keys, &[]).await.expect("a token");
    let mut browser = Browser::new(&world);
    login(&mut browser, &world, &token, EC2).await;
    assert_eq!(browser.at.path(), "/console");
    for shown in
        ["Production (8613-0592-4478)", "ReadOnlyAccess", "alice", "eu-west-1", "ec2", EC2, "1 h 0 min"]
    {
        assert!(browser.page.contains(shown), "{shown} in {}", browser.page);
    }
    let mut second = Browser::new(&world);
    login(&mut second, &world, &token, EC2).await;
    assert_eq!(second.status, StatusCode::BAD_REQUEST);
    world.wait(3600);
    browser.go("console").await;
    assert!(browser.page.contains("No console session"));
}

#[tokio::test]
async fn destinations_and_tokens_are_checked() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    let token = signin_token(&world, &keys, &[]).await.expect("a token");
    let mut browser = Browser::new(&world);
    for destination in
        ["https://evil.test/", "http://console.aws.amazon.com/", "https://console.aws.amazon.com.evil.test/"]
    {
        login(&mut browser, &world, &token, destination).await;
        assert_eq!(browser.status, StatusCode::BAD_REQUEST, "{destination}");
    }
    world.wait(15 * 60);
    login(&mut browser, &world, &token, EC2).await;
    assert_eq!(browser.status, StatusCode::BAD_REQUEST, "fifteen minutes are over");
}

#[tokio::test]
async fn only_live_and_right_keys_federate() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    for member in ["accessKeyId", "secretAccessKey", "sessionToken"] {
        let mut wrong = keys.clone();
        wrong[member] = "wrong".into();
        assert_eq!(signin_token(&world, &wrong, &[]).await, Err(StatusCode::BAD_REQUEST), "{member}");
    }
    for (seconds, is_good) in [("900", true), ("43200", true), ("899", false), ("43201", false), ("x", false)]
    {
        let got = signin_token(&world, &keys, &[("SessionDuration", seconds)]).await;
        assert_eq!(got.is_ok(), is_good, "{seconds}");
    }
    world.wait(3600);
    assert_eq!(signin_token(&world, &keys, &[]).await, Err(StatusCode::BAD_REQUEST));
}

#[tokio::test]
async fn a_console_lasts_as_long_as_was_asked_or_as_the_keys() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    for (asked, left) in [
        (None, "1 h 0 min"),
        (Some("900"), "0 h 15 min"),
        (Some("7200"), "2 h 0 min"),
        (Some("43200"), "12 h 0 min"),
    ] {
        let asked: Vec<_> = asked.into_iter().map(|seconds| ("SessionDuration", seconds)).collect();
        let token = signin_token(&world, &keys, &asked).await.expect("a token");
        let mut browser = Browser::new(&world);
        login(&mut browser, &world, &token, EC2).await;
        assert!(browser.page.contains(left), "{left} in {}", browser.page);
    }
    let token = signin_token(&world, &keys, &[("SessionDuration", "900")]).await.expect("a token");
    let mut browser = Browser::new(&world);
    login(&mut browser, &world, &token, EC2).await;
    world.wait(900);
    browser.go("console").await;
    assert!(
        browser.page.contains("ReadOnlyAccess in Production was up at 2026-11-21 22:15 UTC"),
        "{}",
        browser.page
    );
}

#[tokio::test]
async fn chained_keys_may_not_ask_for_a_duration() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, "384925016173", "AdministratorAccess").await;
    let (_, xml) = call(&world, &keys, &assume("DeployRole", "")).await;
    let chained = json!({
        "accessKeyId": element(&xml, "AccessKeyId"), "secretAccessKey": element(&xml, "SecretAccessKey"),
        "sessionToken": element(&xml, "SessionToken")
    });
    let asked = signin_token(&world, &chained, &[("SessionDuration", "3600")]).await;
    assert_eq!(asked, Err(StatusCode::BAD_REQUEST));
    let token = signin_token(&world, &chained, &[]).await.expect("without one they may");
    let mut browser = Browser::new(&world);
    login(&mut browser, &world, &token, EC2).await;
    assert!(browser.page.contains("DeployRole") && browser.page.contains("1 h 0 min"), "{}", browser.page);
}
