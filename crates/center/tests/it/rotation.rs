//! How refresh tokens age in the three modes, and lifetimes down to a second.

use portico_center::{Config, Operation, Rotation};
use reqwest::StatusCode;
use serde_json::json;

use crate::world::World;

async fn world(rotation: Rotation) -> World {
    World::with(Config { rotation, ..Config::default() }).await
}

const INVALID_GRANT: &str = "InvalidGrantException";

#[tokio::test]
async fn every_mode_renews_again_and_again_with_the_newest_token() {
    for rotation in Rotation::ALL {
        let world = world(rotation).await;
        let (registration, mut tokens) = world.signed_in("alice").await;
        for _ in 0..5 {
            world.wait(3600);
            assert!(!world.is_good(&tokens).await);
            let renewed = world.renew(&registration, &tokens).await.expect("renews");
            assert_ne!(renewed["refreshToken"], tokens["refreshToken"], "{rotation:?}");
            assert!(world.is_good(&renewed).await, "{rotation:?}");
            tokens = renewed;
        }
    }
}

#[tokio::test]
async fn reusable_takes_a_used_token_until_the_session_ends() {
    let world = world(Rotation::Reusable).await;
    let (registration, first) = world.signed_in("alice").await;
    for _ in 0..7 {
        world.wait(3600);
        let renewed = world.renew(&registration, &first).await.expect("renews");
        assert!(world.is_good(&renewed).await);
    }
    world.wait(3600);
    assert_eq!(world.renew(&registration, &first).await.expect_err("the session is over"), INVALID_GRANT);
}

#[tokio::test]
async fn grace_takes_a_used_token_for_thirty_seconds_and_the_session_lives_on() {
    let world = world(Rotation::Grace).await;
    let (registration, first) = world.signed_in("alice").await;
    world.wait(3000);
    let second = world.renew(&registration, &first).await.expect("the first use");
    world.wait(20);
    let twin = world.renew(&registration, &first).await.expect("the answer may have been lost");
    assert_ne!(twin["accessToken"], second["accessToken"]);
    world.wait(9);
    world.renew(&registration, &first).await.expect("29 s after the first use, 9 s after the second");
    world.wait(1);
    assert_eq!(
        world.renew(&registration, &first).await.expect_err("30 s after the first use"),
        INVALID_GRANT
    );
    for pair in [&second, &twin] {
        assert!(world.is_good(pair).await, "both pairs are of the same living session");
        world.renew(&registration, pair).await.expect("and both can be renewed");
    }
}

#[tokio::test]
async fn strict_takes_a_token_once_and_a_second_use_ends_the_family() {
    let world = world(Rotation::Strict).await;
    let (registration, first) = world.signed_in("alice").await;
    let (other_registration, other) = world.signed_in("sofia").await;
    let keys = world.keys(&first, "384925016173", "AdministratorAccess").await;
    let second = world.renew(&registration, &first).await.expect("the first use");
    let third = world.renew(&registration, &second).await.expect("the newest one");
    assert!(world.is_good(&first).await && world.is_good(&third).await);
    assert_eq!(world.renew(&registration, &first).await.expect_err("a replay"), INVALID_GRANT);
    for tokens in [&first, &second, &third] {
        assert!(!world.is_good(tokens).await, "no access token is left");
        assert_eq!(world.renew(&registration, tokens).await.expect_err("nor a refresh token"), INVALID_GRANT);
    }
    assert!(world.is_good(&other).await, "another session is none of this");
    world.renew(&other_registration, &other).await.expect("renews");
    assert!(
        keys["accessKeyId"].is_string(),
        "keys handed out before are out of anybody's reach, as with AWS"
    );
    assert_eq!(world.running.tally().refused(Operation::Refresh, INVALID_GRANT), 4);
}

#[tokio::test]
async fn a_stranger_with_a_used_token_ends_nobodys_session() {
    let world = world(Rotation::Strict).await;
    let (registration, first) = world.signed_in("alice").await;
    let second = world.renew(&registration, &first).await.expect("renews");
    let stranger = world.register().await;
    assert_eq!(world.renew(&stranger, &first).await.expect_err("another client's"), INVALID_GRANT);
    assert!(world.is_good(&second).await);
    world.renew(&registration, &second).await.expect("renews");
}

#[tokio::test]
async fn strict_is_strict_across_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = Some(folder.path().to_owned());
    let config = Config { data, rotation: Rotation::Strict, ..Config::default() };
    let before = World::with(config.clone()).await;
    let (registration, first) = before.signed_in("alice").await;
    let second = before.renew(&registration, &first).await.expect("renews");
    let clock = before.clock.clone();
    before.running.stop().await;
    let after = World::at(config, clock).await;
    assert_eq!(after.renew(&registration, &first).await.expect_err("a replay"), INVALID_GRANT);
    assert!(!after.is_good(&second).await);
}

#[tokio::test]
async fn lifetimes_are_kept_to_the_second() {
    let config = Config { access_ttl: 1, role_ttl: 1, session_ttl: 3, ..Config::default() };
    let world = World::with(config).await;
    let (registration, tokens) = world.signed_in("alice").await;
    assert_eq!(tokens["expiresIn"], 1);
    let keys = world.keys(&tokens, "384925016173", "AdministratorAccess").await;
    let now = portico_model::Clock::now(&world.clock).as_millisecond();
    assert_eq!(keys["expiration"], json!(now + 1000));
    world.wait(1);
    assert!(!world.is_good(&tokens).await);
    world.wait(1);
    let renewed = world.renew(&registration, &tokens).await.expect("the session has a second left");
    assert_eq!(renewed["expiresIn"], 1);
    world.wait(1);
    assert!(!world.is_good(&renewed).await);
    assert_eq!(world.renew(&registration, &renewed).await.expect_err("it is over"), INVALID_GRANT);
}

#[tokio::test]
async fn an_access_token_never_outlives_its_session() {
    let world = World::with(Config { access_ttl: 3600, session_ttl: 60, ..Config::default() }).await;
    let (registration, tokens) = world.signed_in("alice").await;
    assert_eq!(tokens["expiresIn"], 60);
    world.wait(45);
    let renewed = world.renew(&registration, &tokens).await.expect("renews");
    assert_eq!(renewed["expiresIn"], 15);
    world.wait(15);
    let response = world.portal(&renewed, "assignment/accounts").await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
}
