//! Portals and the hosts that serve them: judged by botocore, found from what people paste, confirmed by typing.
//!
//! Rule: whatever is found here is found on loopback; the proxy in `tests/py/company.py` stands for the internet.

use std::collections::BTreeSet;

use portico_core::aws::Endpoints;
use portico_core::settings::{Hosts, Portal};
use portico_model::{Partition, Region};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::support::companion::{Companion, refusal};
use crate::support::company::Company;
use crate::support::person::Person;
use crate::support::process::{Ended, Started};

const START_URL: &str = "https://securecart.awsapps.com/start";

/// Every host of every Region in every partition, in each of the four kinds, against the rule sets of botocore.
#[tokio::test(flavor = "multi_thread")]
async fn botocore_sends_every_request_to_the_same_hosts() {
    let home = Companion::without_desktop();
    let mut judge = Started::start(home.script("hosts.py"));
    let (mut compared, mut partitions) = (0, BTreeSet::new());
    while let Some(line) = judge.line().await {
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("not JSON: {line}"));
        let text = |name: &str| said[name].as_str().unwrap_or_default();
        if text("partition").starts_with("aws-iso") {
            assert!(text("region").parse::<Region>().is_err(), "nothing is known of its hosts: {line}");
            continue;
        }
        let region: Region = text("region").parse().unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(region.partition().as_str(), text("partition"), "{line}");
        assert!(
            said["host"].is_string(),
            "botocore has no such host, so `portals add` must refuse it: {line}"
        );
        let endpoints = Endpoints::of(&portal_in(&region, text("hosts"))).expect("hosts");
        let url = match text("service") {
            "sso-oidc" => endpoints.oidc,
            "sso" => endpoints.portal,
            "sts" => endpoints.sts,
            "signin" => endpoints.signin,
            other => panic!("what is {other}?"),
        };
        assert_eq!(url.host_str(), said["host"].as_str(), "{line}");
        partitions.insert(text("partition").to_owned());
        compared += 1;
    }
    judge.end().await.worked();
    assert_eq!(partitions.len(), 4, "{partitions:?}");
    assert!(compared > 39 * 13 - 1, "only {compared} hosts were compared");
}

fn portal_in(region: &Region, hosts: &str) -> Portal {
    let start_url = match region.partition() {
        Partition::Commercial | Partition::EuropeanSovereign => START_URL,
        Partition::GovCloud => "https://start.us-gov-home.awsapps.com/directory/securecart",
        Partition::China => "https://start.home.awsapps.cn/directory/securecart",
    };
    let portal = Portal::parse("work", start_url, region.as_str(), None).expect("valid");
    let hosts: Hosts = hosts.parse().expect("hosts");
    portal.with_hosts(hosts).expect("every Region has names for them")
}

/// A page on loopback that names a Region, as a local Identity Center's start page does.
async fn page(region: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let body = format!("<!doctype html><head><meta name=\"region\" content=\"{region}\"/></head>");
    let answer =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let length = stream.read(&mut request).await.unwrap_or(0);
            assert!(request[..length].starts_with(b"GET /start HTTP/1.1"), "nothing else is asked");
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.read(&mut request).await;
        }
    });
    url
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_portals_region_is_on_its_page() {
    let home = Companion::without_desktop();
    let endpoint = page("eu-north-1").await;
    let add = ["portals", "add", "shop", "--start-url", "SecureCart", "--endpoint", &endpoint];
    let ended = home.run(&add).await;
    assert!(ended.err.contains("in eu-north-1"), "{ended:?}");
    assert_eq!(ended.worked().trim(), "Added shop. Sign in: portico login --portal shop");
    let listed = home.json(&["portals", "list"]).await;
    assert_eq!((&listed[0]["start_url"], &listed[0]["region"]), (&json!(START_URL), &json!("eu-north-1")));
    for region in ["us-east-1.evil.test/#", ""] {
        let endpoint = page(region).await;
        let said = refusal(&home.run(&[&add[..6], &[endpoint.as_str()]].concat()).await, 2);
        assert!(said.sentence.contains("no Region") && said.remedy.contains("--region"), "{}", said.sentence);
    }
    assert_eq!(home.json(&["portals", "list"]).await[0]["region"], "eu-north-1", "it stays as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_local_identity_center_tells_its_region_before_anybody_has_signed_in() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    let add = ["portals", "add", "shop", "--start-url", "securecart", "--endpoint", company.endpoint()];
    home.run(&add).await.worked();
    let listed = home.json(&["portals", "list"]).await;
    assert_eq!(
        (&listed[0]["region"], &listed[0]["start_url"]),
        (&json!(company.region()), &json!(company.start_url()))
    );
    sign_in(&home, "shop", &mut company.person("alice")).await;
}

/// The internet as the proxy plays it, for one companion.
struct Internet {
    home: Companion,
    proxy: Started,
}

impl Internet {
    async fn with(answers: Value) -> Self {
        let mut home = Companion::without_desktop();
        let mut proxy = Started::start(home.script("company.py"));
        let folder = home.sandbox.path("tmp");
        proxy.say(&json!({ "folder": folder, "answers": answers }).to_string()).await;
        let said: Value = serde_json::from_str(&proxy.line_with("proxy").await).expect("JSON");
        let text = |name: &str| said[name].as_str().expect("a text").to_owned();
        home.variables.extend([("HTTPS_PROXY", text("proxy")), ("SSL_CERT_FILE", text("authority"))]);
        Self { home, proxy }
    }

    async fn add(&self, words: &[&str]) -> Ended {
        self.home.run(&[&["portals", "add", "work"], words].concat()).await
    }

    /// Everything that was connected to and asked, in order.
    async fn asked(mut self) -> Vec<String> {
        // The proxy serves for ever; one last question of our own marks the end.
        let last = self.home.run(&["portals", "add", "end", "--start-url", "end"]).await;
        assert_eq!(last.code, 2, "{last:?}");
        let mut asked = Vec::new();
        loop {
            let line = self.proxy.line().await.expect("the proxy is there");
            let said: Value = serde_json::from_str(&line).expect("JSON");
            match said["connect"].as_str() {
                Some("end.awsapps.com:443") => return asked,
                Some(place) => asked.push(place.to_owned()),
                None => asked.push(said["asked"].as_str().expect("a request").to_owned()),
            }
        }
    }
}

const TAG: &str = "<meta name=\"region\" content=\"eu-west-1\"/>";

#[tokio::test(flavor = "multi_thread")]
async fn an_aws_portals_region_is_on_its_page() {
    let net = Internet::with(json!({ "GET company.awsapps.com/start": [200, null, TAG] })).await;
    net.add(&["--start-url", "company.awsapps.com/start/#/?tab=accounts"]).await.worked();
    let listed = net.home.json(&["portals", "list"]).await;
    assert_eq!(listed[0]["start_url"], "https://company.awsapps.com/start");
    assert_eq!(listed[0]["region"], "eu-west-1");
    net.add(&["--start-url", "company", "--region", "eu-west-2"]).await.worked();
    assert_eq!(
        net.home.json(&["portals", "list"]).await[0]["region"],
        "eu-west-2",
        "the person knows better"
    );
    assert_eq!(
        net.asked().await,
        ["company.awsapps.com:443", "GET company.awsapps.com/start"],
        "once, and not when the Region is told"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_companys_own_address_leads_to_its_portal() {
    let net = Internet::with(json!({
        "HEAD aws.company.example/go": [405, null, ""],
        "GET aws.company.example/go": [302, "https://company.awsapps.com/start#/", ""],
        "GET company.awsapps.com/start": [200, null, TAG],
    }))
    .await;
    let ended = net.add(&["--start-url", "https://aws.company.example/go"]).await;
    assert!(ended.err.contains("leads to https://company.awsapps.com/start"), "{ended:?}");
    ended.worked();
    let listed = net.home.json(&["portals", "list"]).await;
    assert_eq!(
        (&listed[0]["start_url"], &listed[0]["region"]),
        (&json!("https://company.awsapps.com/start"), &json!("eu-west-1"))
    );
    assert_eq!(
        net.asked().await,
        [
            "aws.company.example:443",
            "HEAD aws.company.example/go",
            "aws.company.example:443",
            "GET aws.company.example/go",
            "company.awsapps.com:443",
            "GET company.awsapps.com/start"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a11_no_redirect_leads_to_another_host() {
    let trap = "https://evil.example/start";
    let net = Internet::with(json!({
        "HEAD aws.company.example/go": [302, trap, ""],
        "GET company.awsapps.com/start": [302, trap, ""],
        "GET twice.awsapps.com/start": [307, "https://other.awsapps.com/start", ""],
        "GET other.awsapps.com/start": [302, "https://third.awsapps.com/start", ""],
        "GET third.awsapps.com/start": [200, null, TAG],
        "GET evil.example/start": [200, null, TAG],
    }))
    .await;
    for (text, words) in [
        ("https://aws.company.example/go", "evil.example"),
        ("company", "evil.example"),
        ("twice", "redirected twice"),
        ("nobody", "gave no answer"),
    ] {
        let said = refusal(&net.add(&["--start-url", text]).await, 2);
        assert!(said.sentence.contains(words) && said.remedy.contains("--region"), "{}", said.sentence);
    }
    let asked = net.asked().await;
    assert!(asked.contains(&"GET other.awsapps.com/start".to_owned()), "{asked:?}");
    assert!(!asked.iter().any(|one| one.contains("evil") || one.contains("third")), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a11_a_host_that_is_not_aws_is_confirmed_by_its_name() {
    let net = Internet::with(json!({})).await;
    let place = ["--start-url", "https://awsapps.com.evil.example/start", "--region", "eu-west-1"];
    let said = refusal(&net.add(&place).await, 2);
    assert!(
        said.sentence.contains("may look like one") && said.remedy.contains("--confirm-host"),
        "{}",
        said.sentence
    );
    for wrong in ["evil.example", "AWSAPPS.COM.EVIL.EXAMPLE", "awsapps.com"] {
        refusal(&net.add(&[&place[..], &["--confirm-host", wrong]].concat()).await, 2);
    }
    assert_eq!(net.home.json(&["portals", "list"]).await, json!([]), "none of them is kept");
    net.add(&[&place[..], &["--confirm-host", "awsapps.com.evil.example"]].concat()).await.worked();
    net.add(&["--hosts", "fips"]).await.worked();
    let kept = net.home.sandbox.read("portico/settings.toml");
    assert!(
        kept.contains("confirmed_host = \"awsapps.com.evil.example\"") && kept.contains("hosts = \"fips\""),
        "{kept}"
    );
    net.home.sandbox.write("portico/settings.toml", kept.replace("confirmed_host", "# confirmed_host"));
    let said = refusal(&net.home.run(&["portals", "list"]).await, 7);
    assert!(said.remedy.contains("confirmed_host = \"awsapps.com.evil.example\""), "{}", said.remedy);
}

#[tokio::test(flavor = "multi_thread")]
async fn at_a_terminal_what_is_missing_is_asked_for() {
    let net = Internet::with(json!({ "GET company.awsapps.com/start": [200, null, "<p>"] })).await;
    let (home, add) = (&net.home, ["portals", "add", "work"]);
    let answers = json!([["short name", "company"], ["such as eu-west-1", "eu-west-3"]]);
    let said = home.at_terminal(&add, answers).await;
    assert_eq!(said["code"], 0, "{said}");
    assert!(said["shown"].as_str().is_some_and(|shown| shown.contains("names no Region")), "{said}");
    assert_eq!(home.json(&["portals", "list"]).await[0]["region"], "eu-west-3");

    let own =
        ["portals", "add", "own", "--start-url", "https://portal.company.example", "--region", "eu-west-1"];
    for (typed, code) in [("company.example", 2), ("", 130), ("portal.company.example", 0)] {
        let said = home.at_terminal(&own, json!([["to confirm it", typed]])).await;
        assert_eq!(said["code"], code, "{said}");
        let kept = home.json(&["portals", "list"]).await;
        assert_eq!(kept.as_array().map(Vec::len), Some(if code == 0 { 2 } else { 1 }), "{typed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_is_changed_by_adding_it_again() {
    let home = Companion::without_desktop();
    let add = |words: &'static [&'static str]| {
        let home = &home;
        async move { home.run(&[&["portals", "add", "work"], words].concat()).await }
    };
    refusal(&add(&["--hosts", "fips"]).await, 2);
    add(&["--start-url", START_URL, "--region", "eu-west-1", "--also", "us-east-1", "--hosts", "dual-stack"])
        .await
        .worked();
    let changed = add(&["--also", "us-west-2", "--also", "us-east-2"]).await.worked();
    assert!(changed.starts_with("Changed work."), "{changed}");
    let row = home.json(&["portals", "list"]).await[0].clone();
    assert_eq!((&row["also"], &row["hosts"]), (&json!(["us-west-2", "us-east-2"]), &json!("dual-stack")));
    assert_eq!(row["start_url"], START_URL);
    let shown = home.run(&["portals", "list"]).await.worked();
    assert!(shown.contains("us-west-2, us-east-2") && shown.contains("dual-stack"), "{shown}");
    let fips = add(&["--hosts", "fips"]).await;
    assert!(fips.err.contains("no FIPS hosts in eu-west-1"), "{fips:?}");
    for wrong in [
        &["--hosts", "ipv6"][..],
        &["--also", "eu-west-1"],
        &["--also", "cn-north-1"],
        &["--also", "us-west-2=http://127.0.0.1:1"],
        &["--region", "cn-north-1"],
        &["--region", "us-iso-east-1"],
        &["--start-url", "start.home.awsapps.cn/directory/x", "--region", "eu-west-1"],
        &[
            "--start-url",
            "company",
            "--endpoint",
            "http://127.0.0.1:1",
            "--region",
            "eu-west-1",
            "--hosts",
            "fips",
        ],
    ] {
        refusal(&home.run(&[&["portals", "add", "work"], wrong].concat()).await, 2);
    }
    assert_eq!(home.json(&["portals", "list"]).await[0]["hosts"], "fips", "nothing else changed it");
    add(&["--start-url", START_URL, "--region", "eu-west-1"]).await.worked();
    let row = home.json(&["portals", "list"]).await[0].clone();
    assert_eq!((&row["also"], &row["hosts"]), (&json!([]), &json!("standard")), "told anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_on_one_portal_have_a_session_each() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    let place =
        ["--start-url", company.start_url(), "--region", company.region(), "--endpoint", company.endpoint()];
    let first = home.run(&[&["portals", "add", "as-alice"], &place[..]].concat()).await;
    assert!(!first.err.contains("this portal too"), "{first:?}");
    let second = home.run(&[&["portals", "add", "as-otto"], &place[..]].concat()).await;
    assert!(
        second.err.contains("as-alice uses this portal too") && second.err.contains("private window"),
        "{second:?}"
    );
    for (portal, name) in [("as-alice", "alice"), ("as-otto", "otto")] {
        sign_in(&home, portal, &mut company.person(name)).await;
    }
    let accounts = |portal: &'static str| {
        let home = &home;
        async move { home.json(&["list", "--portal", portal, "--refresh"]).await.to_string() }
    };
    let (alice, otto) = (accounts("as-alice").await, accounts("as-otto").await);
    assert_ne!(alice.replace("as-alice", ""), otto.replace("as-otto", ""), "each has what is theirs");
    home.run(&["logout", "--portal", "as-otto"]).await.worked();
    assert_eq!(accounts("as-alice").await, alice, "the other session goes on");
    let states = home.json(&["status"]).await;
    let state = |index: usize| states[index]["state"].as_str().map(str::to_owned);
    assert_eq!((state(0).as_deref(), state(1).as_deref()), (Some("signed_in"), Some("signed_out")));
    assert_eq!(home.json(&["portals", "list"]).await[1]["shares_with"], json!(["as-alice"]));
}

async fn sign_in(home: &Companion, portal: &str, person: &mut Person) {
    let mut login = Started::start(home.portico(&["login", "--portal", portal, "--no-browser"]));
    let link = login.line_with("http").await.trim().parse().expect("an address");
    person.answer(link, "allow").await;
    assert!(person.call_back().await.is_success());
    login.end().await.worked();
}
