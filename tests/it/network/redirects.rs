//! A12: whatever redirects, nobody follows: no request, and above all no token, reaches a second host.

use portico_core::aws::portal::Client;
use portico_core::aws::{Class, Endpoints, Transport, federation, oidc};
use portico_core::credentials::Credentials;
use portico_model::Secret;

use super::support::{
    MOMENTS, Moment, PATIENT, Raw, Road, ask, at, aws, direct, healthy, json, registration, reply,
};

const STATUSES: [&str; 5] = [
    "301 Moved Permanently",
    "302 Found",
    "303 See Other",
    "307 Temporary Redirect",
    "308 Permanent Redirect",
];

/// Everything that sends a secret, at a server that redirects it.
async fn ask_everything(transport: &Transport, endpoints: &Endpoints) {
    for moment in MOMENTS.into_iter().filter(|moment| *moment != Moment::MidPaging) {
        let fault = ask(moment, transport, endpoints).await.expect_err("a redirect");
        assert!(matches!(fault.class(), Class::Captive), "{moment:?}: {fault:?}");
    }
    let secret = || Secret::new("a secret".to_owned());
    let grant =
        oidc::CodeGrant::new(endpoints, &registration(endpoints), 9, secret(), secret()).expect("a grant");
    assert!(grant.exchange(transport, secret()).await.is_err());
    let access = secret();
    let client = Client { transport, endpoints, access: &access };
    let (account, role) = ("111122223333".parse().expect("an account"), "Reader".parse().expect("a role"));
    assert!(client.credentials(&account, &role).await.is_err());
    assert!(client.logout().await.is_err());
    let credentials = Credentials {
        access_key_id: "ASIA".to_owned(),
        secret_access_key: secret(),
        session_token: secret(),
        expires: "2030-01-01T00:00:00Z".parse().expect("a time"),
        account,
    };
    let console = "https://console.aws.amazon.com/".parse().expect("a URL");
    let now = credentials.expires;
    let url = federation::console_url(transport, endpoints, &credentials, "x", &console, None, now).await;
    assert!(url.is_err());
    assert!(transport.probe(&endpoints.oidc).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a12_no_redirect_reaches_a_second_host_on_loopback() {
    let second = Raw::start(healthy);
    for status in STATUSES {
        let location = format!("Location: http://{}/token", second.address);
        let first = Raw::start(move |_| reply(status, &[&location], ""));
        ask_everything(&direct(PATIENT), &at(first.address)).await;
    }
    assert_eq!((second.connections(), second.requests().len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a12_no_redirect_reaches_a_second_host_on_the_road_to_aws() {
    for status in STATUSES {
        let first = Raw::start(move |_| reply(status, &["Location: https://evil.example/token"], ""));
        let road = Road::to(first.address);
        ask_everything(&road.transport(PATIENT), &aws()).await;
        let asked = road.proxy.asked();
        assert!(!asked.is_empty() && asked.iter().all(|host| !host.contains("evil")), "{asked:?}");
    }
}

/// A refresh that is redirected to another path of the same host is not sent there either.
#[tokio::test(flavor = "multi_thread")]
async fn a12_not_even_to_another_path() {
    let server = Raw::start(|request| {
        if request.is_for("/elsewhere") { json("{}") } else { reply("308 X", &["Location: /elsewhere"], "") }
    });
    let fault = ask(Moment::Refresh, &direct(PATIENT), &at(server.address)).await.expect_err("a redirect");
    assert_eq!(fault.class(), Class::Foreign);
    assert_eq!(server.requests().len(), 1);
}
