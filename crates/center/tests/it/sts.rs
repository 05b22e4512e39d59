//! STS: signatures, expiry, who one is, and assuming roles.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningInstructions, SigningSettings, sign};
use aws_sigv4::sign::v4;
use jiff::SignedDuration;
use portico_model::Clock as _;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::world::{World, text};

const PRODUCTION: &str = "861305924478";
const DEV: &str = "384925016173";
const IDENTITY: &str = "Action=GetCallerIdentity&Version=2011-06-15";

/// What the SDKs' signer makes of `request`, `late` seconds after the world's time.
fn signed(world: &World, keys: &Value, late: i64, request: SignableRequest<'_>) -> SigningInstructions {
    let (id, secret) = (text(keys, "accessKeyId"), text(keys, "secretAccessKey"));
    let token = Some(text(keys, "sessionToken").to_owned());
    let identity = Credentials::new(id, secret, token, None, "test").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("eu-central-1")
        .name("sts")
        .time(SystemTime::from(world.clock.now() + SignedDuration::from_secs(late)))
        .settings(SigningSettings::default())
        .build()
        .expect("parameters")
        .into();
    sign(request, &params).expect("signed").into_parts().0
}

/// Sends a signed request whose header first names `before`, a credential that did not sign.
async fn send_naming(world: &World, keys: &Value, before: &str) -> Response {
    let kind = "application/x-www-form-urlencoded; charset=utf-8";
    let url = world.url("");
    let headers = [("content-type", kind), ("host", url.authority())].into_iter();
    let body = SignableBody::Bytes(IDENTITY.as_bytes());
    let signable = SignableRequest::new("POST", url.as_str(), headers, body).expect("signable");
    let instructions = signed(world, keys, 0, signable);
    let mut request = world.http.post(url.clone()).header("content-type", kind).body(IDENTITY);
    for (name, value) in instructions.headers() {
        let value = value.replace(
            "Credential=",
            &format!("Credential={before}/20260101/eu-central-1/sts/aws4_request, Credential="),
        );
        request = request.header(name, value);
    }
    request.send().await.expect("answers")
}

/// Sends a signed request.
async fn send(world: &World, keys: &Value, method: Method, path: &str, body: &str, late: i64) -> Response {
    let url = world.url(path);
    let kind = "application/x-www-form-urlencoded; charset=utf-8";
    let headers = [("content-type", kind), ("host", url.authority())].into_iter();
    let body_bytes = SignableBody::Bytes(body.as_bytes());
    let signable =
        SignableRequest::new(method.as_str(), url.as_str(), headers, body_bytes).expect("signable");
    let instructions = signed(world, keys, late, signable);
    let mut request =
        world.http.request(method, url.clone()).header("content-type", kind).body(body.to_owned());
    for (name, value) in instructions.headers() {
        request = request.header(name, value);
    }
    request.send().await.expect("answers")
}

pub(crate) async fn call(world: &World, keys: &Value, body: &str) -> (StatusCode, String) {
    let response = send(world, keys, Method::POST, "", body, 0).await;
    (response.status(), response.text().await.expect("XML"))
}

pub(crate) fn element<'a>(xml: &'a str, name: &str) -> &'a str {
    let rest = xml.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("{name} in {xml}")).1;
    rest.split_once('<').expect("an end").0
}

pub(crate) fn assume(role: &str, more: &str) -> String {
    format!(
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A{PRODUCTION}%3Arole%2F{role}\
         &RoleSessionName=release{more}"
    )
}

#[tokio::test]
async fn a_good_signature_tells_who_one_is() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    let (status, xml) = call(&world, &keys, IDENTITY).await;
    assert_eq!(status, StatusCode::OK, "{xml}");
    let arn = element(&xml, "Arn");
    let prefix = format!("arn:aws:sts::{PRODUCTION}:assumed-role/AWSReservedSSO_ReadOnlyAccess_");
    let rest = arn.strip_prefix(&prefix).unwrap_or_else(|| panic!("{arn}"));
    let (hash, person) = rest.split_once('/').expect("a session name");
    assert_eq!((hash.len(), person), (16, "alice"));
    assert!(element(&xml, "UserId").starts_with("AROA") && element(&xml, "UserId").ends_with(":alice"));
    assert_eq!(element(&xml, "Account"), PRODUCTION);
    assert!(xml.contains("xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\""), "{xml}");
    assert!(!element(&xml, "RequestId").is_empty());
    for path in ["sts", "some/prefix/"] {
        let prefixed = send(&world, &keys, Method::POST, path, IDENTITY, 0).await;
        assert_eq!(prefixed.status(), StatusCode::OK, "an endpoint may carry a path");
    }
    let get = send(&world, &keys, Method::GET, &format!("?{IDENTITY}"), "", 0).await;
    assert_eq!(get.status(), StatusCode::OK, "the query API takes GET as well");
}

#[tokio::test]
async fn only_whoever_signed_is_believed() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let alice = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    world.wait(60);
    let (_, tokens) = world.signed_in("sofia").await;
    let sofia = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    let response = send_naming(&world, &sofia, text(&alice, "accessKeyId")).await;
    let (status, xml) = (response.status(), response.text().await.expect("XML"));
    assert!(status != StatusCode::OK || element(&xml, "Arn").ends_with("/sofia"), "{xml}");
}

#[tokio::test]
async fn wrong_keys_wrong_token_and_wrong_time_are_told_apart() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    let cases = [
        ("secretAccessKey", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "SignatureDoesNotMatch"),
        ("accessKeyId", "ASIAEMUAAAAAAAAAAAAA", "InvalidClientTokenId"),
        ("sessionToken", "emu_other", "InvalidClientTokenId"),
    ];
    for (member, value, code) in cases {
        let mut wrong = keys.clone();
        wrong[member] = value.into();
        let (status, xml) = call(&world, &wrong, IDENTITY).await;
        assert_eq!((status, element(&xml, "Code")), (StatusCode::FORBIDDEN, code), "{xml}");
    }
    for (late, is_good) in [(890, true), (-890, true), (910, false), (-910, false)] {
        let response = send(&world, &keys, Method::POST, "", IDENTITY, late).await;
        let (status, xml) = (response.status(), response.text().await.expect("XML"));
        assert_eq!(status == StatusCode::OK, is_good, "{late}: {xml}");
        assert!(is_good || element(&xml, "Code") == "SignatureDoesNotMatch", "{xml}");
    }
    world.wait(3600);
    let (status, xml) = call(&world, &keys, IDENTITY).await;
    assert_eq!((status, element(&xml, "Code")), (StatusCode::FORBIDDEN, "ExpiredToken"));
    let unsigned = world.http.get(world.url(&format!("?{IDENTITY}"))).send().await.expect("answers");
    assert_eq!(unsigned.status(), StatusCode::FORBIDDEN);
    assert_eq!(element(&unsigned.text().await.expect("XML"), "Code"), "MissingAuthenticationToken");
}

#[tokio::test]
async fn a_revoked_session_leaves_its_keys_alive() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, DEV, "AdministratorAccess").await;
    let request = world.http.post(world.url("logout"));
    request.header("x-amz-sso_bearer_token", text(&tokens, "accessToken")).send().await.expect("answers");
    assert_eq!(call(&world, &keys, IDENTITY).await.0, StatusCode::OK);
}

#[tokio::test]
async fn trust_decides_who_assumes_a_role() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let trusted = world.keys(&tokens, DEV, "AdministratorAccess").await;
    let (status, xml) = call(&world, &trusted, &assume("DeployRole", "")).await;
    assert_eq!(status, StatusCode::OK, "{xml}");
    let minted = json!({
        "accessKeyId": element(&xml, "AccessKeyId"), "secretAccessKey": element(&xml, "SecretAccessKey"),
        "sessionToken": element(&xml, "SessionToken")
    });
    let (_, identity) = call(&world, &minted, IDENTITY).await;
    let arn = format!("arn:aws:sts::{PRODUCTION}:assumed-role/DeployRole/release");
    assert_eq!(element(&identity, "Arn"), arn);
    let other = world.keys(&tokens, PRODUCTION, "ReadOnlyAccess").await;
    let denied = [
        (&other, assume("DeployRole", "")),
        (&trusted, assume("NoSuchRole", "")),
        (&minted, assume("DeployRole", "")),
        (&other, assume("PartnerReadRole", "")),
        (&other, assume("PartnerReadRole", "&ExternalId=wrong")),
    ];
    for (keys, body) in denied {
        let (status, xml) = call(&world, keys, &body).await;
        assert_eq!((status, element(&xml, "Code")), (StatusCode::FORBIDDEN, "AccessDenied"), "{body}");
    }
    let partner = assume("PartnerReadRole", "&ExternalId=securecart-partner-42");
    assert_eq!(call(&world, &other, &partner).await.0, StatusCode::OK);
}

#[tokio::test]
async fn assume_role_checks_its_parameters() {
    let world = World::new().await;
    let (_, tokens) = world.signed_in("alice").await;
    let keys = world.keys(&tokens, DEV, "AdministratorAccess").await;
    let bad = [
        assume("DeployRole", "&DurationSeconds=3601"),
        assume("DeployRole", "&DurationSeconds=899"),
        assume("DeployRole", "").replace("=release", "=x"),
        assume("DeployRole", "").replace("=release", "=not%20allowed"),
        assume("DeployRole", "").replace("arn%3Aaws", "arn%3Aother"),
    ];
    for body in bad {
        let (status, xml) = call(&world, &keys, &body).await;
        assert_eq!((status, element(&xml, "Code")), (StatusCode::BAD_REQUEST, "ValidationError"), "{body}");
    }
    let (status, xml) = call(&world, &keys, "Action=GetFederationToken&Version=2011-06-15").await;
    assert_eq!((status, element(&xml, "Code")), (StatusCode::BAD_REQUEST, "InvalidAction"));
}
