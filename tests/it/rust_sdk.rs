//! The AWS SDK for Rust judges the local Identity Center: raw operations, refusals as typed errors, and the profile
//! provider of `aws-config` with a token file as the AWS CLI leaves it.

use aws_config::BehaviorVersion;
use aws_sdk_sso::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_ssooidc::operation::create_token::{CreateTokenError, CreateTokenOutput};
use aws_sdk_sts::config::Credentials;
use aws_sdk_sts::config::Region;
use aws_sdk_uxc::types::AccountColor;
use portico_center::{Change, Config, Operation, Paging};

use crate::support::client::{self, SignedIn, oidc};
use crate::support::company::Company;
use crate::support::judge::assert_is_role;
use crate::support::person::parameter;
use crate::support::process::{run, told};
use crate::support::sandbox::Sandbox;
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

/// Where the one endpoint of User Experience Customization is.
const UXC_REGION: &str = "us-east-1";
/// Accounts of SecureCart that nobody else here speaks of.
const STAGING: &str = "529140837764";
const MANAGEMENT: &str = "104839275516";

/// Names the sandboxed second life of [`the_profile_provider_refreshes_and_names_the_role`].
const INSIDE: &str = "PORTICO_JUDGE_INSIDE";

#[tokio::test(flavor = "multi_thread")]
async fn a_code_becomes_tokens_and_tokens_renew() {
    let company = Company::open().await;
    let registration = client::register(&company).await;
    assert!(registration.client_secret_expires_at() > company.now().as_second());
    let code = client::code(&company, &mut company.person("alice"), &registration).await;
    let tokens = client::redemption(&company, &registration, &code).send().await.expect("tokens");
    assert_eq!((tokens.token_type(), tokens.expires_in()), (Some("Bearer"), 3600));
    let renewal = oidc(&company).create_token().grant_type("refresh_token");
    let renewal = renewal.client_id(registration.client_id().expect("a client id"));
    let renewal = renewal.client_secret(registration.client_secret().expect("a client secret"));
    let renewal = renewal.refresh_token(tokens.refresh_token().expect("a refresh token"));
    let renewed = renewal.clone().send().await.expect("renewed");
    assert_ne!(renewed.access_token(), tokens.access_token());
    assert!(renewed.refresh_token().is_some(), "botocore forgets a refresh token that is not sent again");
    assert!(refused(renewal.refresh_token("emu_other").send().await).is_invalid_grant_exception());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_refused_with_the_wrong_verifier_redirect_secret_or_grant() {
    let company = Company::open().await;
    let registration = client::register(&company).await;
    let code = client::code(&company, &mut company.person("alice"), &registration).await;
    let good = client::redemption(&company, &registration, &code);
    let other = client::VERIFIER.replace('J', "K");
    assert!(refused(good.clone().code_verifier(other).send().await).is_invalid_grant_exception());
    let elsewhere = client::REDIRECT.replace(":9/", ":10/");
    assert!(refused(good.clone().redirect_uri(elsewhere).send().await).is_invalid_grant_exception());
    assert!(refused(good.clone().client_secret("wrong").send().await).is_invalid_client_exception());
    assert!(refused(good.clone().client_id("nobody").send().await).is_invalid_client_exception());
    assert!(refused(good.clone().grant_type("password").send().await).is_unsupported_grant_type_exception());
    good.send().await.expect("none of these used the code up");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replayed_code_is_refused_and_takes_back_what_it_gave() {
    let company = Company::open().await;
    let registration = client::register(&company).await;
    let code = client::code(&company, &mut company.person("alice"), &registration).await;
    let good = client::redemption(&company, &registration, &code);
    let tokens = good.clone().send().await.expect("tokens");
    assert!(refused(good.send().await).is_invalid_grant_exception());
    let access = tokens.access_token().expect("an access token");
    let listed = portal(&company).list_accounts().access_token(access).send().await;
    assert!(listed.expect_err("taken back").into_service_error().is_unauthorized_exception());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_dies_with_its_ten_minutes_and_a_denied_one_is_never_born() {
    let company = Company::open().await;
    let registration = client::register(&company).await;
    let mut alice = company.person("alice");
    let code = client::code(&company, &mut alice, &registration).await;
    company.wait(601);
    let late = client::redemption(&company, &registration, &code).send().await;
    assert!(refused(late).is_invalid_grant_exception());
    let link = client::authorize_url(&company, registration.client_id().expect("a client id"));
    let callback = alice.answer(link, "deny").await;
    assert_eq!(parameter(&callback, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&callback, "code"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_come_in_pages_and_roles_by_account() {
    let company = Company::with(Config { page_size: 2, ..Config::default() }).await;
    let otto = client::sign_in(&company, &mut company.person("otto")).await;
    let mut pages = portal(&company).list_accounts().access_token(&otto.access).into_paginator().send();
    let (mut sizes, mut ids) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        sizes.push(page.account_list().len());
        ids.extend(page.account_list().iter().filter_map(|one| one.account_id().map(str::to_owned)));
    }
    assert_eq!(sizes, [2, 2, 2]);
    assert!(ids.len() == 6 && ids.contains(&DEV.to_owned()), "{ids:?}");
    let roles = portal(&company).list_account_roles().access_token(&otto.access).account_id(DEV).send().await;
    let roles = roles.expect("roles");
    let names: Vec<_> = roles.role_list().iter().filter_map(|role| role.role_name()).collect();
    assert_eq!(names, [ADMINISTRATOR]);
}

#[tokio::test(flavor = "multi_thread")]
async fn awkward_names_reach_the_sdk_as_they_are() {
    let company = Company::open().await;
    let otto = client::sign_in(&company, &mut company.person("otto")).await;
    let long = "x".repeat(10 * 1024);
    let names = [(DEV, None), (STAGING, Some(long.as_str())), (PRODUCTION, Some("\u{202e}\0 👩‍🚀 حساب"))];
    for (account, name) in names {
        let (account, name) = (account.to_owned(), name.map(str::to_owned));
        company.change(&Change::Rename { account, name });
    }
    let listed = portal(&company).list_accounts().access_token(&otto.access).send().await.expect("accounts");
    for (account, name) in names {
        let found = listed.account_list().iter().find(|one| one.account_id() == Some(account));
        assert_eq!(found.expect("listed").account_name(), name);
    }
}

/// The SDK stops in silence where a token comes twice in a row, and goes round in every wider circle.
#[tokio::test(flavor = "multi_thread")]
async fn a_listing_that_does_not_end_leads_the_sdk_astray() {
    const MOST: usize = 9;
    let company = Company::with(Config { page_size: 2, ..Config::default() }).await;
    let otto = client::sign_in(&company, &mut company.person("otto")).await;
    for (paging, pages) in [
        (Paging::Sound, 3),
        (Paging::RepeatsFirst, 4),
        (Paging::StuckAtFirst, 2),
        (Paging::StuckAtLast, 3),
        (Paging::Circles, MOST),
        (Paging::NeverEnds, MOST),
        (Paging::NeverEndsEmpty, MOST),
    ] {
        company.faults().set_paging(Operation::ListAccounts, paging);
        let mut asked = portal(&company).list_accounts().access_token(&otto.access).into_paginator().send();
        let mut count = 0;
        while count < MOST
            && let Some(page) = asked.next().await
        {
            page.expect("a page");
            count += 1;
        }
        assert_eq!(count, pages, "{paging:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_are_for_the_assigned_and_their_end_is_in_milliseconds() {
    let company = Company::open().await;
    let alice = client::sign_in(&company, &mut company.person("alice")).await;
    let asked = portal(&company).get_role_credentials().access_token(&alice.access).account_id(PRODUCTION);
    let given = asked.clone().role_name(READ_ONLY).send().await.expect("credentials");
    let keys = given.role_credentials().expect("credentials");
    assert_eq!(keys.expiration(), company.now().as_millisecond() + 3_600_000);
    let denied = asked.role_name(ADMINISTRATOR).send().await.expect_err("not assigned");
    assert_eq!(denied.raw_response().map(|raw| raw.status().as_u16()), Some(403));
    assert_eq!(denied.into_service_error().code(), Some("ForbiddenException"));
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_expired_and_signed_out_tokens_are_unauthorized() {
    let company = Company::open().await;
    let mut person = company.person("alice");
    let first = client::sign_in(&company, &mut person).await;
    let second = client::sign_in(&company, &mut person).await;
    let is_refused = async |access: &str| {
        let listed = portal(&company).list_accounts().access_token(access).send().await;
        listed.is_err_and(|error| error.into_service_error().is_unauthorized_exception())
    };
    assert!(is_refused("emu_unknown").await);
    assert!(!is_refused(&first.access).await);
    portal(&company).logout().access_token(&first.access).send().await.expect("signed out");
    assert!(is_refused(&first.access).await, "signed out");
    assert!(!is_refused(&second.access).await, "the other session goes on");
    company.wait(3600);
    assert!(is_refused(&second.access).await, "expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn sts_says_who_signed_and_refuses_a_wrong_secret_and_dead_keys() {
    let company = Company::with(Config { role_ttl: 60, ..Config::default() }).await;
    let alice = client::sign_in(&company, &mut company.person("alice")).await;
    let keys = role_keys(&company, &alice, DEV, ADMINISTRATOR).await;
    let identity = sts(&company, keys.clone()).get_caller_identity().send().await.expect("known");
    assert_is_role(&identity.arn().into(), DEV, ADMINISTRATOR, "alice");
    assert!(identity.user_id().is_some_and(|id| id.starts_with("AROA") && id.ends_with(":alice")));
    let wrong = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    let forged = Credentials::new(
        keys.access_key_id(),
        wrong,
        keys.session_token().map(str::to_owned),
        None,
        "forged",
    );
    let refused = sts(&company, forged).get_caller_identity().send().await.expect_err("forged");
    assert_eq!(refused.into_service_error().code(), Some("SignatureDoesNotMatch"));
    company.wait(61);
    let refused = sts(&company, keys).get_caller_identity().send().await.expect_err("dead");
    assert_eq!(refused.into_service_error().code(), Some("ExpiredToken"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_assumed_by_those_it_trusts_and_for_an_hour_at_most() {
    let company = Company::open().await;
    let alice = client::sign_in(&company, &mut company.person("alice")).await;
    let trusted = sts(&company, role_keys(&company, &alice, DEV, ADMINISTRATOR).await);
    let role = format!("arn:aws:iam::{PRODUCTION}:role/DeployRole");
    let asked = trusted.assume_role().role_arn(&role).role_session_name("release");
    let given = asked.clone().send().await.expect("assumed");
    let arn = given.assumed_role_user().expect("a user").arn();
    assert_eq!(arn, format!("arn:aws:sts::{PRODUCTION}:assumed-role/DeployRole/release"));
    let too_long = asked.duration_seconds(3601).send().await.expect_err("role chaining ends after an hour");
    assert_eq!(too_long.into_service_error().code(), Some("ValidationError"));
    let other = sts(&company, role_keys(&company, &alice, PRODUCTION, READ_ONLY).await);
    let denied = other.assume_role().role_arn(role).role_session_name("release").send().await;
    assert_eq!(denied.expect_err("not trusted").into_service_error().code(), Some("AccessDenied"));
}

#[tokio::test(flavor = "multi_thread")]
async fn uxc_tells_the_colour_of_an_account_to_roles_that_may_look() {
    let company = Company::with(Config { roles: Some(8), ..Config::default() }).await;
    let otto = client::sign_in(&company, &mut company.person("otto")).await;
    for (account, color) in [
        (PRODUCTION, AccountColor::Red),
        (STAGING, AccountColor::Yellow),
        (DEV, AccountColor::Green),
        (MANAGEMENT, AccountColor::None),
    ] {
        let look = uxc(&company, role_keys(&company, &otto, account, READ_ONLY).await, UXC_REGION);
        let shown = look.get_account_customizations().send().await.expect("allowed");
        assert_eq!(shown.account_color(), Some(&color), "{account}");
        assert_eq!((shown.visible_regions, shown.visible_services), (None, None), "nothing is hidden");
    }
    for role in [ADMINISTRATOR, "PowerUserAccess", "ViewOnlyAccess"] {
        let look = uxc(&company, role_keys(&company, &otto, DEV, role).await, UXC_REGION);
        look.get_account_customizations().send().await.expect(role);
    }
    for role in ["Billing", "SupportUser", "SecurityAudit", "DatabaseAdministrator"] {
        let look = uxc(&company, role_keys(&company, &otto, DEV, role).await, UXC_REGION);
        let denied = look.get_account_customizations().send().await.expect_err(role);
        assert_eq!(denied.raw_response().map(|raw| raw.status().as_u16()), Some(403), "{role}");
        let denied = denied.into_service_error();
        assert!(denied.is_access_denied_exception(), "{denied:?}");
        let action = "is not authorized to perform: uxc:GetAccountCustomizations";
        assert!(denied.message().is_some_and(|message| message.contains(action)), "{denied:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn uxc_refuses_wrong_and_dead_keys_and_another_region_than_its_own() {
    let company = Company::with(Config { role_ttl: 60, ..Config::default() }).await;
    let alice = client::sign_in(&company, &mut company.person("alice")).await;
    let keys = role_keys(&company, &alice, DEV, ADMINISTRATOR).await;
    let code = async |keys: &Credentials, region: &'static str| {
        let asked = uxc(&company, keys.clone(), region).get_account_customizations().send().await;
        asked.err().and_then(|error| error.into_service_error().code().map(str::to_owned))
    };
    assert_eq!(code(&keys, UXC_REGION).await, None);
    assert_eq!(code(&keys, "eu-west-1").await.as_deref(), Some("InvalidSignatureException"));
    let (id, token) = (keys.access_key_id(), keys.session_token().map(str::to_owned));
    let wrong = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    let forged = Credentials::new(id, wrong, token, None, "forged");
    assert_eq!(code(&forged, UXC_REGION).await.as_deref(), Some("InvalidSignatureException"));
    let foreign = Credentials::new(id, keys.secret_access_key(), Some("emu_other".into()), None, "foreign");
    assert_eq!(code(&foreign, UXC_REGION).await.as_deref(), Some("UnrecognizedClientException"));
    company.wait(61);
    assert_eq!(code(&keys, UXC_REGION).await.as_deref(), Some("ExpiredTokenException"));
}

/// `aws-config` reads the process's own environment, so this test starts itself again in a sandbox.
#[tokio::test(flavor = "multi_thread")]
async fn the_profile_provider_refreshes_and_names_the_role() {
    if let Some(profile) = told(INSIDE) {
        println!("saw: {}", identity_of(profile.to_str().expect("a name")).await);
        return;
    }
    let company = Company::open().await;
    let alice = client::sign_in(&company, &mut company.person("alice")).await;
    let sandbox = Sandbox::new();
    sandbox.furnish(&company, &alice);
    let own = std::env::current_exe().expect("a test knows itself");
    let test = "rust_sdk::the_profile_provider_refreshes_and_names_the_role";
    let inside = async |profile: &str| {
        let mut command = sandbox.command(&own);
        command.args(["--exact", test, "--nocapture", "--test-threads=1"]).env(INSIDE, profile);
        run(command).await.worked()
    };
    let said = inside("mine").await;
    let arn = said.lines().find_map(|line| line.split_once("saw: ")).expect("an ARN").1;
    assert_is_role(&arn.into(), DEV, ADMINISTRATOR, "alice");
    assert_ne!(sandbox.token()["accessToken"], alice.access.as_str(), "the provider keeps what it renewed");
    let said = inside("foreign").await;
    assert!(said.contains("saw: refused") && said.contains("ForbiddenException"), "{said}");
}

async fn identity_of(profile: &str) -> String {
    let config = aws_config::defaults(BehaviorVersion::latest()).profile_name(profile).load().await;
    match aws_sdk_sts::Client::new(&config).get_caller_identity().send().await {
        Ok(identity) => identity.arn().unwrap_or_default().to_owned(),
        Err(error) => format!("refused {error:?}"),
    }
}

fn refused(outcome: Result<CreateTokenOutput, SdkError<CreateTokenError>>) -> CreateTokenError {
    outcome.expect_err("refused").into_service_error()
}

fn portal(company: &Company) -> aws_sdk_sso::Client {
    let config = aws_sdk_sso::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(company.region().to_owned()))
        .endpoint_url(company.endpoint())
        .build();
    aws_sdk_sso::Client::from_conf(config)
}

fn sts(company: &Company, keys: Credentials) -> aws_sdk_sts::Client {
    let config = aws_sdk_sts::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(company.region().to_owned()))
        .credentials_provider(keys)
        .endpoint_url(company.endpoint())
        .build();
    aws_sdk_sts::Client::from_conf(config)
}

fn uxc(company: &Company, keys: Credentials, region: &'static str) -> aws_sdk_uxc::Client {
    let config = aws_sdk_uxc::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(region))
        .credentials_provider(keys)
        .endpoint_url(company.endpoint())
        .build();
    aws_sdk_uxc::Client::from_conf(config)
}

async fn role_keys(company: &Company, who: &SignedIn, account: &str, role: &str) -> Credentials {
    let asked = portal(company).get_role_credentials().access_token(&who.access);
    let given = asked.account_id(account).role_name(role).send().await.expect("credentials");
    let keys = given.role_credentials().expect("credentials");
    Credentials::new(
        keys.access_key_id().expect("an id"),
        keys.secret_access_key().expect("a secret"),
        keys.session_token().map(str::to_owned),
        None,
        "the portal",
    )
}
