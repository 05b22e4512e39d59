//! The real companion in bad networks, which knows of them by its environment alone: what it says to people.

use std::path::Path;

use super::support::{AWS_HOSTS, Flaw, LAST_PAGE, Manners, Raw, Reply, Request, Road, healthy, json, reply};
use crate::support::companion::{Companion, PORTAL, refusal};
use crate::support::company::Company;

const LOGIN: [&str; 4] = ["login", "--portal", PORTAL, "--no-browser"];

/// A companion behind the proxy, for a portal of AWS.
async fn behind(road: &Road, ca: &[(&'static str, &Path)]) -> Companion {
    let mut home = Companion::at_desktop().await;
    home.variables = vec![("HTTPS_PROXY", format!("http://user:hunter2@{}", road.proxy.address))];
    home.variables.extend(ca.iter().map(|(name, path)| (*name, path.to_string_lossy().into_owned())));
    let place = ["--start-url", "https://securecart.awsapps.com/start", "--region", "eu-west-1"];
    home.run(&[&["portals", "add", PORTAL], &place[..]].concat()).await.worked();
    home
}

/// What a sign-in says that cannot even begin.
async fn says(flaw: Flaw, manners: Manners, answer: Reply) -> (String, String) {
    let server = Raw::start(move |_: &Request| answer.clone());
    let road = Road::with(server.address, flaw, manners);
    let home = behind(&road, &[("AWS_CA_BUNDLE", &road.authority.file())]).await;
    let ended = home.run(&LOGIN).await;
    assert!(!format!("{ended:?}").contains("hunter2"), "the proxy's password: {ended:?}");
    let said = refusal(&ended, 5);
    (said.sentence, said.remedy)
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_the_companion_names_the_failing_certificate() {
    for (flaw, why, remedy) in [
        (Flaw::Expired, "expired on 2021-02-03", "date and time"),
        (Flaw::SelfSigned, "nobody but itself", "AWS_CA_BUNDLE"),
        (Flaw::WrongName, "is for elsewhere.example", "administrator"),
        (Flaw::Inspected, "CN=Inspection of Example Ltd", "inspects TLS"),
    ] {
        let (said, todo) = says(flaw, Manners::Open, json(LAST_PAGE)).await;
        assert!(said.contains(why) && said.contains(AWS_HOSTS[0]) && said.contains(PORTAL), "{said}");
        assert!(todo.contains(remedy), "{todo}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_the_companion_has_a_sentence_for_a_proxy_that_wants_credentials() {
    let (said, todo) = says(Flaw::None, Manners::Credentials("nobody's"), json(LAST_PAGE)).await;
    assert!(said.contains("proxy wants a user name and password"), "{said}");
    assert!(todo.contains("proxy"), "{todo}");
}

#[tokio::test(flavor = "multi_thread")]
async fn h2_the_companion_says_where_to_sign_in_first() {
    let page = || reply("200 OK", &["Content-Type: text/html"], "<!DOCTYPE html>Free Wi-Fi");
    let elsewhere = || reply("302 X", &["Location: http://login.guest.example/"], "");
    for (answer, what) in [(page(), "web page"), (elsewhere(), "login.guest.example")] {
        let (said, todo) = says(Flaw::None, Manners::Open, answer).await;
        assert!(said.contains("wants a sign-in before") && said.contains(what), "{said}");
        assert!(todo.contains("any web page in the browser") && todo.contains("goes on by itself"), "{todo}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_the_companion_names_a_ca_file_that_it_cannot_use() {
    let server = Raw::start(healthy);
    let road = Road::to(server.address);
    let empty = road.authority.write("empty.pem", "");
    for name in ["AWS_CA_BUNDLE", "SSL_CERT_FILE"] {
        let said = refusal(&behind(&road, &[(name, &empty)]).await.run(&LOGIN).await, 5);
        assert!(said.sentence.contains("empty.pem") && said.sentence.contains(name), "{}", said.sentence);
        assert!(said.sentence.contains("is empty"), "{}", said.sentence);
    }
}

/// The variables of the environment really lead there: the registration arrives at the host of AWS.
#[tokio::test(flavor = "multi_thread")]
async fn h6_the_companion_signs_in_behind_proxy_and_inspection() {
    let company = Company::open().await;
    let road = Road::to_company(&company);
    let authority = road.authority.file();
    for name in ["AWS_CA_BUNDLE", "SSL_CERT_FILE"] {
        let home = behind(&road, &[(name, &authority)]).await;
        let (link, _login) = home.start_login().await;
        assert_eq!(link.host_str(), Some(AWS_HOSTS[0]), "{link}");
        assert!(link.query_pairs().any(|(name, _)| name == "client_id"), "registered: {link}");
    }
    assert_eq!(road.proxy.asked(), vec![format!("{}:443", AWS_HOSTS[0]); 2]);
}

/// With a proxy in every variable there is, a local Identity Center is still reached directly.
#[tokio::test(flavor = "multi_thread")]
async fn h6_the_companion_never_reaches_loopback_through_a_proxy() {
    let (company, server) = (Company::open().await, Raw::start(healthy));
    let road = Road::to(server.address);
    let mut home = Companion::at_desktop().await;
    let proxy = format!("http://{}", road.proxy.address);
    home.variables = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        .map(|name| (name, proxy.clone()))
        .to_vec();
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    assert_eq!(home.json(&["list"]).await.as_array().map(Vec::len), Some(3));
    assert!(road.proxy.asked().is_empty(), "never asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_the_doctor_names_the_failing_certificate_the_authorities_and_the_proxy() {
    for (flaw, why) in
        [(Flaw::Expired, "expired on 2021-02-03"), (Flaw::Inspected, "CN=Inspection of Example Ltd")]
    {
        let server = Raw::start(healthy);
        let road = Road::with(server.address, flaw, Manners::Open);
        let home = behind(&road, &[("AWS_CA_BUNDLE", &road.authority.file())]).await;
        let ended = home.run(&["doctor", "--json"]).await;
        assert!(!format!("{ended:?}").contains("hunter2"), "the proxy's password: {ended:?}");
        let report: serde_json::Value = serde_json::from_str(&ended.worked()).expect("JSON");
        let said = |check: &str| {
            let findings = report["findings"].as_array().expect("findings");
            let of = findings.iter().find(|it| it["check"] == check).expect("a finding");
            of["message"].as_str().expect("a sentence").to_owned()
        };
        assert!(said("portal").contains(why), "{report:#}");
        assert!(said("certificates").contains("AWS_CA_BUNDLE"), "{report:#}");
        let proxy = format!("the proxy {}, which HTTPS_PROXY names", road.proxy.address);
        assert!(said("proxy").contains(&proxy), "{report:#}");
    }
}
