//! Registration, authorization codes with PKCE, refreshing.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::world::{Browser, REDIRECT, World, error_type, text};

async fn refused(world: &World, body: &Value) -> (StatusCode, String) {
    let response = world.post("token", body).await;
    let (status, kind) = (response.status(), error_type(&response).to_owned());
    let body: Value = response.json().await.expect("JSON");
    assert!(body["error"].is_string() && body.get("message").is_none(), "{body}");
    (status, kind)
}

#[tokio::test]
async fn the_whole_walk_ends_in_tokens() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    assert!(text(&tokens, "accessToken").starts_with("emu_"));
    assert!(text(&tokens, "refreshToken").starts_with("emu_"));
    assert_eq!((&tokens["expiresIn"], &tokens["tokenType"]), (&json!(3600), &json!("Bearer")));
    let accounts: Value = world.portal(&tokens, "assignment/accounts").await.json().await.expect("JSON");
    let names: Vec<&str> = accounts["accountList"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|account| text(account, "accountName"))
        .collect();
    assert_eq!(names, ["Dev", "Staging", "Production"]);
}

#[tokio::test]
async fn the_answer_carries_the_state() {
    let world = World::new().await;
    let registration = world.register().await;
    let mut browser = Browser::new(&world);
    browser.open(world.authorize_url(&registration)).await;
    browser.sign_in("alice").await;
    assert!(browser.policy.contains("form-action 'self' http://127.0.0.1:9;"), "{}", browser.policy);
    browser.submit(&[("decision", "allow")]).await;
    assert_eq!(browser.answer("state"), "state-1");
    let mut second = world.authorize_url(&registration);
    second.query_pairs_mut().append_pair("scope", "sso:account:access");
    browser.open(second).await;
    assert!(browser.page.contains("Allow access?"), "a second sign-in asks for consent only");
    browser.submit(&[("decision", "deny")]).await;
    assert_eq!(browser.answer("error"), "access_denied");
    assert_eq!(browser.answer("state"), "state-1");
}

#[tokio::test]
async fn a_replayed_code_takes_back_what_it_gave() {
    let world = World::new().await;
    let registration = world.register().await;
    let code = world.code(&registration, "alice").await;
    let redemption = World::redemption(&registration, &code);
    let tokens: Value = world.post("token", &redemption).await.json().await.expect("JSON");
    assert_eq!(world.portal(&tokens, "assignment/accounts").await.status(), StatusCode::OK);
    let invalid = (StatusCode::BAD_REQUEST, "InvalidGrantException".to_owned());
    assert_eq!(refused(&world, &redemption).await, invalid);
    assert_eq!(world.portal(&tokens, "assignment/accounts").await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(refused(&world, &World::renewal(&registration, &tokens)).await, invalid);
}

#[tokio::test]
async fn a_code_is_bound_to_client_redirect_and_verifier() {
    let world = World::new().await;
    let (registration, other) = (world.register().await, world.register().await);
    let code = world.code(&registration, "alice").await;
    let good = World::redemption(&registration, &code);
    let mut foreign = World::redemption(&other, &code);
    let mut verifier = good.clone();
    verifier["codeVerifier"] = "0tX13loNnW9VnM~lBBoJ93L9J~4-AkVevzR01muLeKKpNgjrJYf_iNf~Uplgm70w".into();
    let mut redirect = good.clone();
    redirect["redirectUri"] = "http://127.0.0.1:10/oauth/callback".into();
    for wrong in [&foreign, &verifier, &redirect] {
        assert_eq!(refused(&world, wrong).await.1, "InvalidGrantException", "{wrong}");
    }
    foreign["clientSecret"] = "wrong".into();
    let unauthorized = (StatusCode::UNAUTHORIZED, "InvalidClientException".to_owned());
    assert_eq!(refused(&world, &foreign).await, unauthorized);
    assert_eq!(world.post("token", &good).await.status(), StatusCode::OK, "none of these used it up");
}

#[tokio::test]
async fn a_code_dies_after_ten_minutes() {
    let world = World::new().await;
    let registration = world.register().await;
    let code = world.code(&registration, "alice").await;
    world.wait(600);
    let redemption = World::redemption(&registration, &code);
    assert_eq!(refused(&world, &redemption).await.1, "InvalidGrantException");
}

#[tokio::test]
async fn an_unregistered_redirect_or_client_gets_a_page_and_no_redirect() {
    let world = World::new().await;
    let registration = world.register().await;
    let good = world.authorize_url(&registration).to_string();
    let encoded = "http%3A%2F%2F127.0.0.1%3A9%2Foauth%2Fcallback";
    let evil = [
        good.replace(encoded, "https%3A%2F%2Fevil.test%2Foauth%2Fcallback"),
        good.replace(encoded, "http%3A%2F%2F127.0.0.1%3A9%2Fother"),
        good.replace(encoded, "http%3A%2F%2F127.0.0.1.evil.test%3A9%2Foauth%2Fcallback"),
        good.replace(text(&registration, "clientId"), "nobody"),
    ];
    for url in evil {
        let mut browser = Browser::new(&world);
        browser.open(url.parse().expect("a URL")).await;
        assert_eq!((browser.status, browser.left_for.is_none()), (StatusCode::BAD_REQUEST, true), "{url}");
    }
}

#[tokio::test]
async fn other_mistakes_go_back_to_the_client() {
    let world = World::new().await;
    let registration = world.register().await;
    let good = world.authorize_url(&registration).to_string();
    let cases = [
        (good.replace("method=S256", "method=plain"), "invalid_request"),
        (good.replace("code_challenge=", "code_challenge=x"), "invalid_request"),
        (good.replace("response_type=code", "response_type=token"), "unsupported_response_type"),
        (good.replace("state=state-1", "state="), "invalid_request"),
        (good.replace("sso%3Aaccount%3Aaccess", "sso%3Aother%3Aaccess"), "invalid_scope"),
    ];
    for (url, error) in cases {
        let mut browser = Browser::new(&world);
        browser.open(url.parse().expect("a URL")).await;
        assert_eq!(browser.answer("error"), error, "{url}");
    }
}

#[tokio::test]
async fn refreshing_renews_until_the_session_ends() {
    let world = World::new().await;
    let (registration, first) = world.signed_in("alice").await;
    world.wait(3600);
    assert_eq!(world.portal(&first, "assignment/accounts").await.status(), StatusCode::UNAUTHORIZED);
    let renewal = World::renewal(&registration, &first);
    let second: Value = world.post("token", &renewal).await.json().await.expect("JSON");
    assert_eq!(world.portal(&second, "assignment/accounts").await.status(), StatusCode::OK);
    assert!(second["refreshToken"].is_string(), "botocore drops a token that does not come back");
    let again = world.post("token", &renewal).await;
    assert_eq!(again.status(), StatusCode::OK, "the previous refresh token is tolerated");
    world.wait(6 * 3600 + 1800);
    let third: Value =
        world.post("token", &World::renewal(&registration, &second)).await.json().await.expect("JSON");
    assert_eq!(third["expiresIn"], 1800, "never past the end of the session");
    world.wait(1800);
    let late = refused(&world, &World::renewal(&registration, &third)).await;
    assert_eq!(late, (StatusCode::BAD_REQUEST, "InvalidGrantException".to_owned()));
}

#[tokio::test]
async fn registration_has_rules() {
    let world = World::new().await;
    let start_url = world.running.start_url();
    let good = json!({
        "clientName": "n", "clientType": "public", "grantTypes": ["authorization_code"],
        "redirectUris": ["http://127.0.0.1/oauth/callback"], "issuerUrl": start_url,
        "scopes": ["sso:account:access"], "entitledApplicationArn": null
    });
    let registered: Value = world.post("client/register", &good).await.json().await.expect("JSON");
    let lifetime = registered["clientSecretExpiresAt"].as_i64().expect("seconds")
        - registered["clientIdIssuedAt"].as_i64().expect("seconds");
    assert_eq!(lifetime, 90 * 24 * 3600);
    assert_eq!(text(&registered, "tokenEndpoint"), world.url("token").as_str());
    let cases = [
        ("clientType", json!("confidential"), "InvalidClientMetadataException"),
        ("clientName", Value::Null, "InvalidRequestException"),
        ("grantTypes", json!(["password"]), "UnsupportedGrantTypeException"),
        ("scopes", json!(["everything"]), "InvalidScopeException"),
        ("redirectUris", json!(["https://evil.test/cb"]), "InvalidRedirectUriException"),
        ("redirectUris", json!(["http://192.0.2.1/cb"]), "InvalidRedirectUriException"),
        ("issuerUrl", json!("https://other.awsapps.com/start"), "InvalidRequestException"),
    ];
    for (member, value, kind) in cases {
        let mut body = good.clone();
        body[member] = value;
        let response = world.post("client/register", &body).await;
        assert_eq!((response.status(), error_type(&response)), (StatusCode::BAD_REQUEST, kind), "{body}");
    }
    let malformed = world.http.post(world.url("client/register")).header("content-type", "application/json");
    let response = malformed.body("{").send().await.expect("answers");
    assert_eq!(error_type(&response), "InvalidRequestException");
    assert!(response.headers().contains_key("x-amzn-requestid"));
    world.wait(90 * 24 * 3600);
    let expired = json!({
        "clientId": registered["clientId"], "clientSecret": registered["clientSecret"],
        "grantType": "authorization_code", "code": "c", "codeVerifier": "v", "redirectUri": REDIRECT
    });
    assert_eq!(refused(&world, &expired).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn endpoints_may_carry_a_path() {
    let world = World::new().await;
    let body = json!({ "clientName": "a", "clientType": "public" });
    assert_eq!(world.post("oidc/client/register", &body).await.status(), StatusCode::OK);
    let (_, tokens) = world.signed_in("alice").await;
    assert_eq!(world.portal(&tokens, "portal/assignment/accounts").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_client_keeps_to_what_it_registered() {
    let world = World::new().await;
    let (registration, tokens) = world.signed_in("alice").await;
    let mut body = World::renewal(&registration, &tokens);
    body["grantType"] = "urn:ietf:params:oauth:grant-type:device_code".into();
    assert_eq!(refused(&world, &body).await.1, "UnauthorizedClientException");
    body["grantType"] = "password".into();
    assert_eq!(refused(&world, &body).await.1, "UnsupportedGrantTypeException");
    body["grantType"] = "authorization_code".into();
    assert_eq!(refused(&world, &body).await.1, "InvalidRequestException", "code is missing");
    let other = world.register().await;
    let stolen = World::renewal(&other, &tokens);
    assert_eq!(refused(&world, &stolen).await.1, "InvalidGrantException", "a refresh token is its client's");
    let legacy = world.post("client/register", &json!({ "clientName": "a", "clientType": "public" })).await;
    let legacy: Value = legacy.json().await.expect("JSON");
    let mut device = json!({
        "clientId": legacy["clientId"], "clientSecret": legacy["clientSecret"],
        "startUrl": "https://other.awsapps.com/start"
    });
    let response = world.post("device_authorization", &device).await;
    assert_eq!(error_type(&response), "InvalidRequestException");
    device["clientId"] = registration["clientId"].clone();
    let response = world.post("device_authorization", &device).await;
    let got = (response.status(), error_type(&response));
    assert_eq!(got, (StatusCode::UNAUTHORIZED, "InvalidClientException"));
}

#[tokio::test]
async fn other_scopes_do_not_open_the_portal() {
    let world = World::new().await;
    let body = json!({
        "clientName": "q", "clientType": "public", "grantTypes": ["authorization_code", "refresh_token"],
        "redirectUris": ["http://127.0.0.1/oauth/callback"], "issuerUrl": world.running.start_url(),
        "scopes": ["codewhisperer:completions"]
    });
    let registration: Value = world.post("client/register", &body).await.json().await.expect("JSON");
    let mut browser = Browser::new(&world);
    let url = world.authorize_url(&registration).to_string();
    browser
        .open(url.replace("sso%3Aaccount%3Aaccess", "codewhisperer%3Acompletions").parse().expect("a URL"))
        .await;
    browser.sign_in("alice").await;
    browser.submit(&[("decision", "allow")]).await;
    let redemption = World::redemption(&registration, &browser.answer("code"));
    let tokens: Value = world.post("token", &redemption).await.json().await.expect("JSON");
    let response = world.portal(&tokens, "assignment/accounts").await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}
