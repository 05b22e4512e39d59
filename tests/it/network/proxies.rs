//! H6: proxies. AWS's hosts are reached through the one that is named, loopback never; a password is told to the proxy
//! alone.

use portico_core::aws::oidc::{self, Registration};
use portico_core::aws::portal::Client;
use portico_core::aws::{Class, Fault, Network, ProxyChoice, Transport};
use portico_model::Secret;

use super::support::{
    AWS_HOSTS, Flaw, MOMENTS, Manners, Moment, PATIENT, Proxy, Raw, Road, ask, at, aws, closed_port, healthy,
    unresolvable,
};
use crate::support::company::Company;
use crate::support::{ADMINISTRATOR, DEV, client};

/// The whole way of a session with AWS's real host names, to a real Identity Center.
#[tokio::test(flavor = "multi_thread")]
async fn h6_a_session_through_a_proxy_to_the_hosts_of_aws() {
    let company = Company::open().await;
    let road = Road::to_company(&company);
    let (transport, endpoints) = (road.transport(PATIENT), aws());
    let signed_in = client::sign_in(&company, &mut company.person("alice")).await;
    let registration = Registration {
        client_id: signed_in.client_id,
        client_secret: Secret::new(signed_in.client_secret),
        expires_at: signed_in.client_expires,
        issuer: company.start_url().to_owned(),
        endpoint: endpoints.oidc.to_string(),
        method: portico_core::session::Method::Browser,
    };
    let refresh = Secret::new(signed_in.refresh);
    let tokens = oidc::refresh(&transport, &endpoints, &registration, &refresh).await.expect("renewed");
    let portal = Client { transport: &transport, endpoints: &endpoints, access: &tokens.access };
    assert_eq!(portal.accounts(None).await.expect("accounts").account_list.len(), 3);
    let (account, role) = (DEV.parse().expect("an account"), ADMINISTRATOR.parse().expect("a role"));
    assert_eq!(portal.roles(&account, None).await.expect("roles").role_list.len(), 1);
    let keys = portal.credentials(&account, &role).await.expect("credentials");
    assert!(keys.access_key_id.starts_with("ASIAEMU"));
    portal.logout().await.expect("signed out");
    let asked = road.proxy.asked();
    let hosts = [format!("{}:443", AWS_HOSTS[0]), format!("{}:443", AWS_HOSTS[1])];
    assert!(!asked.is_empty() && asked.iter().all(|host| hosts.contains(host)), "{asked:?}");
    assert_eq!(transport.proxy_for(&endpoints.oidc).await, Some(road.proxy.address.to_string()));
}

/// Every way to name a proxy.
fn named(proxy: &str) -> Vec<Network> {
    let secret = || Secret::new(proxy.to_owned());
    let network = || Network { limits: PATIENT, ..Network::default() };
    let (mut https, mut all, mut setting) = (network(), network(), network());
    https.variables.https_proxy = Some(secret());
    all.variables.all_proxy = Some(secret());
    setting.proxy = ProxyChoice::Through { proxy: secret(), except: String::new() };
    vec![https, all, setting]
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_aws_is_reached_through_the_proxy_however_it_is_named() {
    let server = Raw::start(healthy);
    let road = Road::to(server.address);
    for address in [format!("http://{}", road.proxy.address), road.proxy.address.to_string()] {
        for network in named(&address) {
            let network = Network { ca_file: Some(road.authority.file()), ..network };
            let before = road.proxy.asked().len();
            assert_eq!(ask(Moment::FirstCall, &Transport::new(network), &aws()).await, Ok(()));
            assert_eq!(road.proxy.asked().len(), before + 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_loopback_is_never_reached_through_a_proxy() {
    let server = Raw::start(healthy);
    let proxy = Proxy::to(server.address, Manners::Open);
    for network in named(&format!("http://{}", proxy.address)) {
        let transport = Transport::new(network);
        for moment in MOMENTS {
            assert_eq!(ask(moment, &transport, &at(server.address)).await, Ok(()));
        }
        assert_eq!(transport.proxy_for(&at(server.address).oidc).await, None);
        assert_eq!(transport.proxy_for(&aws().oidc).await, Some(proxy.address.to_string()));
    }
    assert!(proxy.asked().is_empty(), "never asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_no_proxy_goes_around_it() {
    let server = Raw::start(healthy);
    let proxy = Proxy::to(server.address, Manners::Open);
    let mut network = named(&format!("http://{}", proxy.address)).remove(0);
    network.variables.no_proxy = Some("10.0.0.0/8, .amazonaws.com".to_owned());
    let transport = Transport::new(network);
    let mut endpoints = aws();
    endpoints.portal = unresolvable();
    let fault = ask(Moment::FirstCall, &transport, &endpoints).await.expect_err("no such host");
    assert!(fault.class() == Class::Offline && fault.is_unsent(), "{fault:?}");
    assert!(!fault.to_string().contains("proxy"), "{fault}");
    assert!(proxy.asked().is_empty(), "never asked");
    assert_eq!(transport.proxy_for(&aws().oidc).await, None);
    assert!(transport.proxy_for(&"https://example.com/".parse().expect("a URL")).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_a_proxy_that_wants_credentials_gets_them_or_says_so() {
    let server = Raw::start(healthy);
    // base64 of `user:p@ss word`
    let road = Road::with(server.address, Flaw::None, Manners::Credentials("dXNlcjpwQHNzIHdvcmQ="));
    let as_who = |who: &str| {
        let mut network = road.network(PATIENT);
        network.variables.https_proxy = Some(Secret::new(format!("http://{who}{}", road.proxy.address)));
        Transport::new(network)
    };
    let known = as_who("user:p%40ss%20word@");
    for moment in MOMENTS {
        assert_eq!(ask(moment, &known, &aws()).await, Ok(()));
        for who in ["", "user:hunter2@"] {
            let transport = as_who(who);
            let answer = match moment {
                Moment::MidPaging => continue,
                Moment::FirstCall | Moment::Refresh => ask(moment, &transport, &aws()).await,
            };
            assert_eq!(answer, Err(Fault::ProxyAuthentication), "`{who}` at {moment:?}");
            assert!(!format!("{transport:?}").contains("hunter2"));
        }
    }
    let told = known.proxy_for(&aws().oidc).await.expect("a proxy");
    assert_eq!(told, road.proxy.address.to_string(), "host and port, nothing else");
    assert_eq!(server.requests().len(), 4, "only those who are known");
}

/// The fault says which proxy, and never its password.
#[tokio::test(flavor = "multi_thread")]
async fn h6_a_proxy_that_is_in_the_way_is_named() {
    let server = Raw::start(healthy);
    let refusing = Road::with(server.address, Flaw::None, Manners::Refuses("403 Forbidden"));
    for (proxy, why) in
        [(refusing.proxy.address, "does not let it through"), (closed_port().await, "refused")]
    {
        for network in named(&format!("http://user:hunter2@{proxy}")) {
            let fault = ask(Moment::Refresh, &Transport::new(network), &aws()).await.expect_err("in the way");
            assert!(fault.class() == Class::Offline && fault.is_unsent(), "{fault:?}");
            let said = fault.to_string();
            assert!(said.contains(&proxy.to_string()) && said.contains(why), "{said}");
            assert!(!format!("{fault:?}").contains("hunter2"));
        }
    }
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_a_proxy_that_cannot_be_understood_is_an_error_and_no_way_around_it() {
    for network in named("ftp://proxy.example:21") {
        let fault = ask(Moment::FirstCall, &Transport::new(network), &aws()).await.expect_err("no proxy");
        assert_eq!(fault.class(), Class::Offline);
        assert!(fault.to_string().contains("does not hold the address of a proxy"), "{fault}");
    }
}
