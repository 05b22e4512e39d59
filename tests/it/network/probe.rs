//! The probe that precedes the first refresh after a sleep: cheap, and not to be fooled by a guest network.

use portico_core::aws::Class;

use super::support::{
    MOMENTS, Moment, PATIENT, Raw, Reply, Road, ask, at, aws, closed_port, direct, healthy, reply,
    unresolvable,
};
use crate::support::company::Company;

const JSON: &str = "Content-Type: application/json";

#[tokio::test(flavor = "multi_thread")]
async fn h8_any_answer_that_is_no_page_and_no_redirect_will_do() {
    for answer in [
        reply("404 Not Found", &[JSON], "{}"),
        reply("405 Method Not Allowed", &[], ""),
        reply("403 Forbidden", &[JSON, "x-amzn-ErrorType: UnknownOperationException"], "{}"),
        reply("429 X", &[JSON], "{}"),
        reply("503 X", &[JSON], "{}"),
        reply("200 OK", &[JSON], "{}"),
    ] {
        let server = Raw::start(move |_| answer.clone());
        assert_eq!(direct(PATIENT).probe(&at(server.address).oidc).await, Ok(()));
        let road = Road::to(server.address);
        assert_eq!(road.transport(PATIENT).probe(&aws().oidc).await, Ok(()));
        let requests = server.requests();
        assert!(requests.len() == 2 && requests.iter().all(|one| one.body.is_empty()), "{requests:?}");
    }
    let company = Company::open().await;
    assert_eq!(direct(PATIENT).probe(&company.url("")).await, Ok(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn h8_anything_else_will_not() {
    let html = "Content-Type: text/html";
    for (answer, class) in [
        (reply("200 OK", &[html], "<p>"), Class::Captive),
        (reply("404 X", &[html], "<p>"), Class::Captive),
        (reply("302 X", &["Location: http://login.guest.example/"], ""), Class::Captive),
        (reply("302 X", &["Location: /login"], ""), Class::Foreign),
        (reply("511 X", &[JSON], "{}"), Class::Captive),
        (reply("407 X", &[JSON], "{}"), Class::ProxyAuthentication),
        (Reply::Reset(Vec::new()), Class::Offline),
    ] {
        let server = Raw::start(move |_| answer.clone());
        let probed = direct(PATIENT).probe(&at(server.address).oidc).await;
        assert_eq!(probed.map_err(|fault| fault.class()), Err(class));
    }
    for place in [at(closed_port().await).oidc, unresolvable()] {
        let probed = direct(PATIENT).probe(&place).await;
        assert_eq!(probed.map_err(|fault| fault.class()), Err(Class::Offline));
    }
}

/// A connection from before the sleep may be dead without a sign: the probe makes a new one, which is then used.
#[tokio::test(flavor = "multi_thread")]
async fn h8_old_connections_are_given_up() {
    let server = Raw::start(healthy);
    let (transport, endpoints) = (direct(PATIENT), at(server.address));
    for moment in MOMENTS {
        assert_eq!(ask(moment, &transport, &endpoints).await, Ok(()));
    }
    let old = server.connections();
    assert_eq!(transport.clone().probe(&endpoints.oidc).await, Ok(()));
    assert_eq!(ask(Moment::Refresh, &transport, &endpoints).await, Ok(()));
    let requests = server.requests();
    let after = requests.iter().skip(4).map(|request| request.connection);
    assert!(after.clone().count() == 2 && after.clone().all(|number| number > old), "{requests:?}");
}
