//! Starting, stopping, and what a data folder keeps.

use std::sync::Arc;

use portico_center::{Center, Config, StartError};
use portico_model::SystemEntropy;
use reqwest::StatusCode;

use crate::world::{Browser, World, card, error_type, totp};

#[tokio::test]
async fn a_data_folder_keeps_everything_over_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config { data: Some(folder.path().join("center")), ..Config::default() };
    let first = World::with(config.clone()).await;
    let (registration, tokens) = first.signed_in("alice").await;
    let clock = first.clock.clone();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &std::path::Path| path.metadata().expect("exists").permissions().mode() & 0o777;
        let folder = folder.path().join("center");
        assert_eq!((mode(&folder), mode(&folder.join("center.sqlite3"))), (0o700, 0o600));
    }
    let address = first.running.url().clone();
    first.running.stop().await;
    assert!(first.http.get(address).send().await.is_err(), "a stopped center does not answer");

    let second = World::at(config.clone(), clock.clone()).await;
    assert_eq!(second.portal(&tokens, "assignment/accounts").await.status(), StatusCode::OK);
    let renewed = second.post("token", &World::renewal(&registration, &tokens)).await;
    assert_eq!(renewed.status(), StatusCode::OK);
    let mut browser = Browser::new(&second);
    browser.go("start").await;
    browser.submit(&[("username", "alice"), ("password", &card("alice").password)]).await;
    browser.submit(&[("totp", &totp(&card("alice"), &clock))]).await;
    assert!(browser.alert().is_some(), "a code used before the restart stays used");
    drop(browser);
    second.running.stop().await;

    let other = Config { accounts: Some(50), ..config };
    let refused = Center::start(other, Arc::new(clock), Arc::new(SystemEntropy)).await;
    assert!(matches!(refused, Err(StartError::OtherCompany { kept: 6, .. })));
}

#[tokio::test]
async fn a_start_that_cannot_work_says_why() {
    let world = World::new().await;
    let (clock, entropy) = (Arc::new(world.clock.clone()), Arc::new(SystemEntropy));
    let port = world.running.url().port().expect("a port");
    let start = |config: Config| Center::start(config, clock.clone(), entropy.clone());
    let taken = Config { listen: ([127, 0, 0, 1], port).into(), ..Config::default() };
    assert!(matches!(start(taken).await, Err(StartError::Listen { .. })));
    let open = Config { listen: ([0, 0, 0, 0], 0).into(), ..Config::default() };
    assert!(matches!(start(open).await, Err(StartError::NotLoopback(_))));
    let file = tempfile::NamedTempFile::new().expect("a file");
    let unusable = Config { data: Some(file.path().to_owned()), ..Config::default() };
    let error = start(unusable).await.expect_err("a file is no folder");
    assert!(error.to_string().contains("Choose another folder"), "{error}");
}

#[tokio::test]
async fn dropping_stops_the_server() {
    let World { running, http, .. } = World::new().await;
    let url = running.url().clone();
    let control = running.control().join("regions").expect("a path");
    drop(running);
    tokio::task::yield_now().await;
    assert!(http.get(url).send().await.is_err());
    assert!(http.get(control).send().await.is_err());
}

#[tokio::test]
async fn a_second_center_on_one_folder_is_refused_until_the_first_has_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config { data: Some(folder.path().to_owned()), ..Config::default() };
    let first = World::with(config.clone()).await;
    let start = || Center::start(config.clone(), Arc::new(first.clock.clone()), Arc::new(SystemEntropy));
    let refused = start().await.expect_err("one is enough");
    assert!(matches!(refused, StartError::InUse { .. }), "{refused}");
    assert!(refused.to_string().contains("Stop it, or choose another folder"), "{refused}");
    assert_eq!(first.http.get(first.url("start")).send().await.expect("answers").status(), StatusCode::OK);
    first.running.stop().await;
    let second = start().await.expect("the folder is free after a stop");
    drop(second);
    start().await.expect("and after an end without one");
}

#[tokio::test]
async fn a_forgotten_client_is_told_so() {
    let world = World::new().await;
    let (registration, tokens) = world.signed_in("alice").await;
    let other = World::new().await;
    let response = other.post("token", &World::renewal(&registration, &tokens)).await;
    let got = (response.status(), error_type(&response));
    assert_eq!(got, (StatusCode::UNAUTHORIZED, "InvalidClientException"));
}
