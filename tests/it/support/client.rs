//! An application that signs people in: the official Rust SDK, and the one request no SDK makes, `/authorize`.

use aws_sdk_ssooidc::Client;
use aws_sdk_ssooidc::config::{BehaviorVersion, Region};
use aws_sdk_ssooidc::operation::create_token::builders::CreateTokenFluentBuilder;
use aws_sdk_ssooidc::operation::register_client::RegisterClientOutput;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::company::Company;
use super::person::{Person, parameter};

/// A code verifier (RFC 7636), as the AWS CLI makes them.
pub(crate) const VERIFIER: &str = "JtX13loNnW9VnM~lBBoJ93L9J~4-AkVevzR01muLeKKpNgjrJYf_iNf~Uplgm70w";
/// Where the application would listen: at a port that no center is ever given, lest it be taken for the application.
pub(crate) const REDIRECT: &str = "http://127.0.0.1:9/oauth/callback";
/// What it registers: without the port.
const REGISTERED: &str = "http://127.0.0.1/oauth/callback";

/// What an application holds after a sign-in.
pub(crate) struct SignedIn {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    /// When the registration ends, in epoch seconds.
    pub(crate) client_expires: i64,
    pub(crate) access: String,
    pub(crate) refresh: String,
}

/// The SDK's client, pointed at the company.
pub(crate) fn oidc(company: &Company) -> Client {
    let config = aws_sdk_ssooidc::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(company.region().to_owned()))
        .endpoint_url(company.endpoint())
        .build();
    Client::from_conf(config)
}

/// `RegisterClient` with the members the AWS CLI sends for PKCE.
pub(crate) async fn register(company: &Company) -> RegisterClientOutput {
    let request = oidc(company).register_client().client_name("botocore-client-corp").client_type("public");
    let request = request.grant_types("authorization_code").grant_types("refresh_token");
    let request = request.redirect_uris(REGISTERED).issuer_url(company.start_url());
    request.scopes("sso:account:access").send().await.expect("registered")
}

/// The address the AWS CLI would open in the person's browser.
pub(crate) fn authorize_url(company: &Company, client_id: &str) -> Url {
    let mut url = company.url("authorize");
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", client_id)
        .append_pair("redirect_uri", REDIRECT)
        .append_pair("state", "67d46caf-7b99-44d6-a8cf-42cc5a6b9e92")
        .append_pair("code_challenge_method", "S256")
        .append_pair("scopes", "sso:account:access")
        .append_pair("code_challenge", &URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER)));
    url
}

/// The person signs in for this registration and allows it: the code.
pub(crate) async fn code(
    company: &Company,
    person: &mut Person,
    registration: &RegisterClientOutput,
) -> String {
    let link = authorize_url(company, registration.client_id().expect("a client id"));
    let callback = person.answer(link, "allow").await;
    parameter(&callback, "code").unwrap_or_else(|| panic!("no code in {callback}"))
}

/// `CreateToken` for a code, not sent yet.
pub(crate) fn redemption(
    company: &Company,
    registration: &RegisterClientOutput,
    code: &str,
) -> CreateTokenFluentBuilder {
    let request = oidc(company).create_token().grant_type("authorization_code").code(code);
    let request = request.client_id(registration.client_id().expect("a client id"));
    let request = request.client_secret(registration.client_secret().expect("a client secret"));
    request.redirect_uri(REDIRECT).code_verifier(VERIFIER)
}

/// All the way from registration to tokens.
pub(crate) async fn sign_in(company: &Company, person: &mut Person) -> SignedIn {
    let registration = register(company).await;
    let code = code(company, person, &registration).await;
    let tokens = redemption(company, &registration, &code).send().await.expect("tokens");
    SignedIn {
        client_id: registration.client_id().expect("a client id").to_owned(),
        client_secret: registration.client_secret().expect("a client secret").to_owned(),
        client_expires: registration.client_secret_expires_at(),
        access: tokens.access_token().expect("an access token").to_owned(),
        refresh: tokens.refresh_token().expect("a refresh token").to_owned(),
    }
}
