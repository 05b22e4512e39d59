//! botocore's token refresh judges the three ways refresh tokens age: `tests/py/rotation.py`.
//!
//! Access tokens last five minutes here, which botocore takes for about to run out: it renews at every turn.

use portico_center::{Config, Rotation};
use serde_json::Value;

use crate::support::client::{self, SignedIn};
use crate::support::company::Company;
use crate::support::process::{Started, package, python};
use crate::support::sandbox::Sandbox;

/// A process with a home of its own, in which somebody has signed in.
struct Application<'a> {
    company: &'a Company,
    sandbox: Sandbox,
    process: Started,
}

impl<'a> Application<'a> {
    fn start(company: &'a Company, signed_in: &SignedIn) -> Self {
        let sandbox = Sandbox::new();
        sandbox.furnish(company, signed_in);
        let mut command = sandbox.command(python());
        command.arg("-I").arg(package().join("py/rotation.py")).env("PYTHONDONTWRITEBYTECODE", "1");
        let process = Started::start(command);
        Self { company, sandbox, process }
    }

    /// One use of the session: what botocore says came of it.
    async fn turn(&mut self) -> Value {
        self.process.say(self.company.endpoint()).await;
        let line = self.process.line().await.expect("a verdict");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("not JSON: {line}"))
    }

    /// The refresh token it would use next.
    fn refresh_token(&self) -> String {
        self.sandbox.token()["refreshToken"].as_str().expect("botocore keeps one").to_owned()
    }
}

async fn company(rotation: Rotation) -> Company {
    Company::with(Config { rotation, access_ttl: 300, ..Config::default() }).await
}

#[track_caller]
fn assert_works(verdict: &Value) {
    assert!(verdict["accounts"] == 3 && verdict["refused"].is_null(), "{verdict}");
}

#[track_caller]
fn assert_refused(verdict: &Value) {
    let said = verdict["refused"].as_str().unwrap_or_else(|| panic!("{verdict}"));
    assert!(said.contains("Token has expired and refresh failed"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn botocore_renews_again_and_again_in_every_mode() {
    for rotation in Rotation::ALL {
        let company = company(rotation).await;
        let signed_in = client::sign_in(&company, &mut company.person("alice")).await;
        let mut application = Application::start(&company, &signed_in);
        let (mut access, mut refresh) = (signed_in.access.clone(), signed_in.refresh.clone());
        for _ in 0..4 {
            let verdict = application.turn().await;
            assert_works(&verdict);
            assert_ne!(verdict["access"], access.as_str(), "{rotation:?}: a new access token every time");
            assert_ne!(application.refresh_token(), refresh, "{rotation:?}: and a new refresh token");
            access = verdict["access"].as_str().expect("a token").to_owned();
            refresh = application.refresh_token();
            company.wait(120);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_strict_a_second_client_with_the_old_token_is_refused_and_the_family_ends() {
    let company = company(Rotation::Strict).await;
    let signed_in = client::sign_in(&company, &mut company.person("alice")).await;
    let mut first = Application::start(&company, &signed_in);
    let mut second = Application::start(&company, &signed_in);
    for _ in 0..2 {
        assert_works(&first.turn().await);
    }
    assert_refused(&second.turn().await);
    // The first client's token is good by its own clock, so that botocore goes on with it; the portal does not.
    assert_eq!(first.turn().await["refused"], "UnauthorizedException");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_grace_a_second_client_is_in_time_for_thirty_seconds_and_the_first_goes_on() {
    let company = company(Rotation::Grace).await;
    let signed_in = client::sign_in(&company, &mut company.person("alice")).await;
    let mut first = Application::start(&company, &signed_in);
    let mut second = Application::start(&company, &signed_in);
    let mut third = Application::start(&company, &signed_in);
    assert_works(&first.turn().await);
    company.wait(29);
    assert_works(&second.turn().await);
    company.wait(1);
    assert_refused(&third.turn().await);
    assert_works(&first.turn().await);
    assert_works(&second.turn().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_reusable_tokens_every_client_goes_on() {
    let company = company(Rotation::Reusable).await;
    let signed_in = client::sign_in(&company, &mut company.person("alice")).await;
    let mut first = Application::start(&company, &signed_in);
    let mut second = Application::start(&company, &signed_in);
    assert_works(&first.turn().await);
    company.wait(3600);
    for application in [&mut second, &mut first] {
        assert_works(&application.turn().await);
    }
}
