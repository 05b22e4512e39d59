//! What goes wrong on purpose, and the tally of what was asked.

use std::time::Duration;

use portico_center::{Config, Fault, Operation, Reply, Rotation};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::wire::Wire;
use crate::world::{World, error_type};

const INVALID_GRANT: &str = "InvalidGrantException";

/// The answer to a refresh into which `reply` is put.
async fn instead(world: &World, renewal: &Value, reply: Reply) -> Response {
    world.running.faults().next(1, Operation::Refresh, Fault::Instead(reply));
    world.post("token", renewal).await
}

fn is_html(response: &Response) -> bool {
    let kind = response.headers().get("content-type");
    kind.is_some_and(|kind| kind.to_str().expect("text").starts_with("text/html"))
}

#[tokio::test]
async fn f4_an_answer_is_lost_after_the_commit_and_each_mode_takes_it_its_own_way() {
    for rotation in Rotation::ALL {
        let world = World::with(Config { rotation, ..Config::default() }).await;
        let (registration, tokens) = world.signed_in("alice").await;
        let renewal = World::renewal(&registration, &tokens).to_string();
        world.running.faults().next(2, Operation::Refresh, Fault::LoseAnswer);
        for _ in 0..2 {
            let url = world.url("token");
            let mut wire = Wire::to(&url).await;
            wire.ask("POST", &url, &renewal).await;
            assert_eq!(wire.rest().await.0, b"", "not one byte of the answer");
        }
        let tally = world.running.tally();
        let strict = u64::from(rotation == Rotation::Strict);
        let counted = (tally.asked(Operation::Refresh), tally.served(Operation::Refresh));
        assert_eq!(counted, (2, 2 - strict), "{rotation:?}: the work was done");
        assert_eq!(tally.refused(Operation::Refresh, INVALID_GRANT), strict);
        assert_eq!(world.running.faults().left(), 0);
        let retried = world.renew(&registration, &tokens).await;
        match rotation {
            Rotation::Reusable | Rotation::Grace => assert!(world.is_good(&retried.expect("renews")).await),
            Rotation::Strict => assert_eq!(retried.expect_err("the family is gone"), INVALID_GRANT),
        }
    }
}

#[tokio::test]
async fn a_request_that_is_lost_was_never_worked_on() {
    let world = World::with(Config { rotation: Rotation::Strict, ..Config::default() }).await;
    let (registration, tokens) = world.signed_in("alice").await;
    world.running.faults().next(1, Operation::Refresh, Fault::LoseRequest);
    let url = world.url("token");
    let mut wire = Wire::to(&url).await;
    wire.ask("POST", &url, &World::renewal(&registration, &tokens).to_string()).await;
    assert_eq!(wire.rest().await.0, b"");
    let count = world.running.tally().of(Operation::Refresh);
    assert_eq!((count.asked, count.served, count.refused.len()), (1, 0, 0));
    let renewed = world.renew(&registration, &tokens).await.expect("the token is as good as new");
    assert!(world.is_good(&renewed).await);
}

#[tokio::test]
async fn foreign_answers_come_as_often_as_planned_and_touch_nothing() {
    let world = World::with(Config { rotation: Rotation::Strict, ..Config::default() }).await;
    let (registration, tokens) = world.signed_in("alice").await;
    let renewal = World::renewal(&registration, &tokens);
    let throttled = instead(&world, &renewal, Reply::TooManyRequests { retry_after: Some(7) }).await;
    assert_eq!(throttled.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(error_type(&throttled), "TooManyRequestsException");
    assert_eq!(throttled.headers()["retry-after"], "7");
    let throttled = instead(&world, &renewal, Reply::TooManyRequests { retry_after: None }).await;
    assert!(!throttled.headers().contains_key("retry-after"));
    let failed = instead(&world, &renewal, Reply::InternalError).await;
    let got = (failed.status(), error_type(&failed));
    assert_eq!(got, (StatusCode::INTERNAL_SERVER_ERROR, "InternalServerException"));
    for (reply, status) in [
        (Reply::RequestTimeout, StatusCode::REQUEST_TIMEOUT),
        (Reply::Unavailable, StatusCode::SERVICE_UNAVAILABLE),
        (Reply::ProxyAuthentication, StatusCode::PROXY_AUTHENTICATION_REQUIRED),
    ] {
        let response = instead(&world, &renewal, reply).await;
        assert_eq!((response.status(), error_type(&response)), (status, ""), "{reply:?}");
    }
    for (reply, status) in [
        (Reply::CaptivePage, StatusCode::OK),
        (Reply::CaptiveForbidden, StatusCode::FORBIDDEN),
        (Reply::CaptiveNetwork, StatusCode::NETWORK_AUTHENTICATION_REQUIRED),
    ] {
        let response = instead(&world, &renewal, reply).await;
        assert_eq!((response.status(), is_html(&response)), (status, true), "{reply:?}");
        assert!(response.text().await.expect("a page").contains("Welcome to our network"));
    }
    let redirected = instead(&world, &renewal, Reply::CaptiveRedirect).await;
    assert_eq!(redirected.status(), StatusCode::FOUND);
    let to = redirected.headers()["location"].to_str().expect("text").to_owned();
    assert!(is_html(&world.http.get(to).send().await.expect("answers")));
    let count = world.running.tally().of(Operation::Refresh);
    assert_eq!((count.asked, count.served, count.refused.len()), (10, 0, 0));
    world.renew(&registration, &tokens).await.expect("nobody has used the token");
}

#[tokio::test]
async fn faults_keep_to_their_operation_and_region() {
    let also = vec!["us-east-1".parse().expect("a Region")];
    let world = World::with(Config { also, ..Config::default() }).await;
    let (registration, tokens) = world.signed_in("alice").await;
    let faults = world.running.faults();
    faults.next(1, Operation::ListAccountRoles, Fault::Instead(Reply::Unavailable));
    faults.next_in("us-east-1", 1, Operation::Refresh, Fault::Instead(Reply::Unavailable));
    assert!(world.is_good(&tokens).await);
    world.renew(&registration, &tokens).await.expect("the primary Region is well");
    let renewal = World::renewal(&registration, &tokens);
    let other = world.post_in("us-east-1", "token", &renewal).await;
    assert_eq!(other.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(world.post_in("us-east-1", "token", &renewal).await.status(), StatusCode::OK);
    let roles = "assignment/roles?account_id=384925016173";
    assert_eq!(world.portal(&tokens, roles).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(world.portal(&tokens, roles).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_held_request_is_carried_out_when_it_is_let_go() {
    let world = World::new().await;
    let (registration, tokens) = world.signed_in("alice").await;
    world.running.faults().next(1, Operation::Refresh, Fault::Hold);
    let release = async {
        while world.running.tally().asked(Operation::Refresh) == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(world.running.tally().served(Operation::Refresh), 0);
        world.running.faults().release();
    };
    let (renewed, ()) = tokio::join!(world.renew(&registration, &tokens), release);
    assert!(world.is_good(&renewed.expect("renews")).await);
    world.running.faults().next(1, Operation::Refresh, Fault::Delay(Duration::from_millis(1)));
    world.renew(&registration, &tokens).await.expect("late, but renewed");
}

#[tokio::test]
async fn the_tally_tells_operations_and_refusals_apart() {
    let world = World::new().await;
    let (registration, tokens) = world.signed_in("alice").await;
    let keys =
        |account: &str, role: &str| format!("federation/credentials?account_id={account}&role_name={role}");
    world.portal(&tokens, &keys("384925016173", "AdministratorAccess")).await;
    world.portal(&tokens, &keys("384925016173", "SecurityAudit")).await;
    world.portal(&json!({ "accessToken": "emu_wrong" }), "assignment/accounts").await;
    world.post("token", &json!({ "grantType": "password" })).await;
    world.renew(&json!({ "clientId": "x", "clientSecret": "y" }), &tokens).await.expect_err("unknown");
    world.http.get(world.url("?Action=GetCallerIdentity")).send().await.expect("answers");
    let mut authorize = world.authorize_url(&registration).to_string();
    authorize = authorize.replace("method=S256", "method=plain");
    world.http.get(authorize).send().await.expect("answers");
    world.http.get(world.url("authorize")).send().await.expect("answers");
    world.portal(&tokens, "start").await;
    let tally = world.running.tally();
    let one = [
        Operation::RegisterClient,
        Operation::RedeemCode,
        Operation::GetRoleCredentials,
        Operation::Authorize,
    ];
    for operation in one {
        assert_eq!(tally.served(operation), 1, "{operation:?}");
    }
    for (operation, exception) in [
        (Operation::GetRoleCredentials, "ForbiddenException"),
        (Operation::ListAccounts, "UnauthorizedException"),
        (Operation::OtherGrant, "InvalidRequestException"),
        (Operation::Refresh, "InvalidClientException"),
        (Operation::GetCallerIdentity, "MissingAuthenticationToken"),
        (Operation::Authorize, "invalid_request"),
        (Operation::Authorize, "HTTP 400"),
    ] {
        assert_eq!(tally.refused(operation, exception), 1, "{operation:?} {tally:?}");
    }
    assert_eq!(tally.asked(Operation::Authorize), 3);
    assert_eq!(tally.iter().count(), 8, "pages are not counted: {tally:?}");
}
