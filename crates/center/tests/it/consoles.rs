//! The consoles of one browser: one at a time, five side by side, and signing out.

use portico_center::Config;
use reqwest::StatusCode;

use crate::federation::{login, signin_token};
use crate::world::{Browser, World};

const ALL: [&str; 6] =
    ["104839275516", "217604938851", "293817460025", "384925016173", "529140837764", "861305924478"];
const DEV: &str = ALL[3];
const STAGING: &str = ALL[4];
const PRODUCTION: &str = ALL[5];
const EC2: &str = "https://eu-west-1.console.aws.amazon.com/ec2/home";

/// Follows the portal's link.
async fn open(browser: &mut Browser<'_>, account: &str, role: &str) {
    browser.go(&format!("start/console?account_id={account}&role_name={role}")).await;
}

/// A company in which Otto holds three roles everywhere, `ReadOnlyAccess` and `PowerUserAccess` among them.
async fn company() -> World {
    World::with(Config { roles: Some(3), ..Config::default() }).await
}

/// A browser in which Otto is signed in.
async fn otto(world: &World) -> Browser<'_> {
    let mut browser = Browser::new(world);
    browser.go("start").await;
    browser.sign_in("otto").await;
    browser
}

async fn turn_on(browser: &mut Browser<'_>) {
    browser.go("console/multi-session").await;
    browser.press("Turn multi-session on").await;
}

#[tokio::test]
async fn a_new_console_takes_the_place_of_the_one_before() {
    let world = company().await;
    let mut browser = otto(&world).await;
    open(&mut browser, DEV, "ReadOnlyAccess").await;
    assert!(browser.at.path() == "/console" && browser.page.contains("Dev (3849-2501-6173)"));
    assert!(browser.page.contains("2026-11-21 23:00 UTC"), "until when: {}", browser.page);
    open(&mut browser, STAGING, "ReadOnlyAccess").await;
    browser.go("console").await;
    assert!(browser.page.contains("Staging") && !browser.page.contains("Dev ("), "{}", browser.page);
    browser.press("Sign out").await;
    assert!(browser.page.contains("You are signed out of ReadOnlyAccess in Staging."), "{}", browser.page);
    browser.go("console").await;
    assert!(browser.page.contains("No console session"));
    assert!(browser.page.contains("ReadOnlyAccess in Staging was closed at 2026-11-21 22:00 UTC"));
    browser.go("start").await;
    assert!(browser.page.contains("Access portal"), "the person is still signed in to the portal");
}

#[tokio::test]
async fn five_identities_side_by_side_and_the_sixth_is_shown_which_to_sign_out_of() {
    let world = company().await;
    let mut browser = otto(&world).await;
    open(&mut browser, ALL[0], "ReadOnlyAccess").await;
    turn_on(&mut browser).await;
    let first = browser.at.clone();
    let path = first.path().strip_prefix(&format!("/console/{}-", ALL[0])).expect("the open one has a label");
    assert!(path.len() == 9 && browser.page.contains("Management"), "{first}: {}", browser.page);
    for account in &ALL[1..5] {
        open(&mut browser, account, "ReadOnlyAccess").await;
        assert!(browser.at.path().starts_with(&format!("/console/{account}-")), "{}", browser.at);
    }
    browser.open(first.clone()).await;
    assert!(browser.page.contains("Management"), "the others did not disturb it: {}", browser.page);
    browser.go("console").await;
    assert!(browser.page.contains("5 of 5"), "{}", browser.page);
    open(&mut browser, PRODUCTION, "ReadOnlyAccess").await;
    assert_eq!(browser.status, StatusCode::CONFLICT);
    assert!(
        browser.alert().is_none_or(|alert| alert.contains("signed in to 5 consoles")),
        "{}",
        browser.page
    );
    assert!(browser.page.contains("Sign out of one to open <strong>ReadOnlyAccess in Production</strong>"));
    browser.press("Sign out").await;
    assert!(browser.at.path().starts_with(&format!("/console/{PRODUCTION}-")), "and on: {}", browser.at);
    browser.open(first).await;
    assert!(browser.page.contains("ReadOnlyAccess in Management was closed at"), "{}", browser.page);
}

#[tokio::test]
async fn an_identity_that_comes_again_keeps_its_label_and_each_browser_decides_for_itself() {
    let world = company().await;
    let mut browser = otto(&world).await;
    turn_on(&mut browser).await;
    assert!(browser.page.contains("0 of 5"), "{}", browser.page);
    open(&mut browser, DEV, "ReadOnlyAccess").await;
    let first = browser.at.clone();
    open(&mut browser, DEV, "PowerUserAccess").await;
    assert_ne!(browser.at, first, "another role is another identity");
    world.wait(600);
    open(&mut browser, DEV, "ReadOnlyAccess").await;
    assert!(browser.at == first && browser.page.contains("1 h 0 min"), "{}: {}", browser.at, browser.page);
    world.wait(3000);
    open(&mut browser, STAGING, "ReadOnlyAccess").await;
    browser.go("console").await;
    assert!(browser.page.contains("2 of 5"), "the one whose time is up does not count: {}", browser.page);
    let mut other = Browser::new(&world);
    other.open(first.clone()).await;
    assert!(other.page.contains("No console is open in this browser"), "a label grants nothing");
    other.go("console/multi-session").await;
    assert!(other.page.contains("Multi-session is off"), "{}", other.page);
    browser.press("Turn multi-session off").await;
    browser.open(first).await;
    assert!(browser.page.contains("No console session"), "turned off, all are closed: {}", browser.page);
}

#[tokio::test]
async fn a_federated_sign_in_waits_for_room_without_losing_its_token() {
    let world = company().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    let token = signin_token(&world, &keys, &[]).await.expect("a token");
    let mut browser = otto(&world).await;
    turn_on(&mut browser).await;
    for account in &ALL[..5] {
        open(&mut browser, account, "ReadOnlyAccess").await;
    }
    for _ in 0..2 {
        login(&mut browser, &world, &token, EC2).await;
        assert_eq!(browser.status, StatusCode::CONFLICT);
    }
    browser.press("Sign out").await;
    assert!(browser.page.contains("alice") && browser.page.contains("Production"), "{}", browser.page);
    assert!(browser.page.contains(EC2), "{}", browser.page);
    login(&mut browser, &world, &token, EC2).await;
    assert_eq!(browser.status, StatusCode::BAD_REQUEST, "used up now");
}

#[tokio::test]
async fn logout_closes_every_console_and_leads_to_this_server_only() {
    let world = company().await;
    let mut browser = otto(&world).await;
    turn_on(&mut browser).await;
    for account in &ALL[..2] {
        open(&mut browser, account, "ReadOnlyAccess").await;
    }
    let here = world.url("start").to_string();
    let onward = format!("oauth?Action=logout&redirect_uri={}", here.replace(':', "%3A"));
    browser.go(&onward).await;
    assert_eq!(browser.at.as_str(), here);
    browser.go("console").await;
    assert!(browser.page.contains("0 of 5"), "{}", browser.page);
    open(&mut browser, DEV, "ReadOnlyAccess").await;
    for away in ["https%3A%2F%2Fevil.test%2Fstart", "%2F%2Fevil.test", "javascript%3Aalert(1)"] {
        browser.go(&format!("oauth?Action=logout&redirect_uri={away}")).await;
        assert_eq!((browser.status, browser.left_for.as_ref()), (StatusCode::BAD_REQUEST, None), "{away}");
    }
    browser.go("console").await;
    assert!(browser.page.contains("0 of 5"), "signed out nevertheless: {}", browser.page);
    browser.go("oauth?Action=logout").await;
    assert!(browser.page.contains("No console was open"), "{}", browser.page);
    browser.go("oauth?Action=login").await;
    assert_eq!(browser.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_forged_form_changes_nothing() {
    let world = company().await;
    let mut browser = otto(&world).await;
    open(&mut browser, DEV, "ReadOnlyAccess").await;
    let form = browser.page.clone();
    browser.page = form.replace("name=\"csrf\" value=\"", "name=\"csrf\" value=\"x");
    browser.press("Sign out").await;
    assert_eq!(browser.status, StatusCode::BAD_REQUEST);
    browser.go("console").await;
    assert!(browser.page.contains("Dev ("), "still open: {}", browser.page);
    browser.go("console/multi-session").await;
    browser.page = browser.page.replace("name=\"csrf\" value=\"", "name=\"csrf\" value=\"x");
    browser.press("Turn multi-session on").await;
    assert_eq!(browser.status, StatusCode::BAD_REQUEST);
    browser.go("console/multi-session").await;
    assert!(browser.page.contains("Multi-session is off"), "{}", browser.page);
}
