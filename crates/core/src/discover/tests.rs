use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;

const START: &str = "https://company.awsapps.com/start";

/// A server of one answer, and what it was asked.
struct Stranger {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Stranger {
    /// Answers each request with what `answer` makes of its method; a missing end of a body is never sent.
    async fn who(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (heard, answer) = (Arc::clone(&asked), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (heard, answer) = (Arc::clone(&heard), Arc::clone(&answer));
                tokio::spawn(async move {
                    let mut request = [0; 4096];
                    let length = stream.read(&mut request).await.unwrap_or(0);
                    let request = String::from_utf8_lossy(&request[..length]).into_owned();
                    let line = request.lines().next().unwrap_or_default().to_owned();
                    let method = line.split(' ').next().unwrap_or_default().to_owned();
                    heard.lock().expect("unpoisoned").push(line);
                    // Whoever asked may hang up before the end.
                    let _ = stream.write_all(&answer(&method)).await;
                    let _ = stream.read(&mut [0; 1]).await;
                });
            }
        });
        Self { url, asked }
    }

    async fn page(html: &str) -> Self {
        let answer = page_of(html);
        Self::who(move |_| answer.clone()).await
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("unpoisoned").clone()
    }

    async fn found(&self) -> Found {
        portal(&Transport::default(), START, Some(&self.url), &[]).await.expect("a start URL")
    }
}

fn page_of(html: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{html}",
        html.len()
    )
    .into_bytes()
}

fn redirect_to(location: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        .into_bytes()
}

fn tag(region: &str) -> String {
    format!("<html><head><meta name=\"region\" content=\"{region}\"/></head></html>")
}

/// Why the Region stayed unknown; nothing else may have been taken from the answer.
#[track_caller]
fn unknown(found: &Found) -> String {
    assert!(found.region.is_none() && found.leads_to.is_none(), "{found:?}");
    let problem = found.problem.clone().expect("a sentence");
    assert!(
        problem.remedy.contains("Access keys") && problem.remedy.contains("administrator"),
        "{problem:?}"
    );
    assert!(!problem.message.chars().any(char::is_control), "{problem:?}");
    problem.message
}

#[tokio::test]
async fn the_page_of_a_local_portal_names_its_region() {
    let center = Stranger::page(&tag("eu-west-1")).await;
    let found = center.found().await;
    assert_eq!(found.region.as_ref().map(Region::as_str), Some("eu-west-1"));
    assert_eq!((found.start_url().as_str(), found.name.as_str()), (START, "company"));
    assert!(!found.needs_confirmation() && found.problem.is_none());
    assert_eq!(center.asked(), ["GET /start HTTP/1.1"]);
}

#[tokio::test]
async fn a11_a_hostile_page_names_no_region() {
    for (html, words) in [
        (tag("us-east-1.evil.com/#"), "no Region"),
        (tag("eu-west-1") + &tag("us-east-1"), "several Regions"),
        ("<p>Welcome".to_owned(), "names no Region"),
        // What stands behind the head of a page is not read, and the rest of it not waited for.
        (" ".repeat(10 * 1024 * 1024) + &tag("eu-west-1"), "names no Region"),
    ] {
        let message = unknown(&Stranger::page(&html).await.found().await);
        assert!(message.contains(words), "{message}");
    }
    let huge = Stranger::page(&(tag("eu-west-1") + &" ".repeat(10 * 1024 * 1024))).await;
    assert!(huge.found().await.region.is_some(), "its head is enough");
    for status in ["404 Not Found", "500 Oh", "204 No Content"] {
        let answer =
            format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into_bytes();
        let message = unknown(&Stranger::who(move |_| answer.clone()).await.found().await);
        assert!(message.contains(&status[..3]), "{message}");
    }
    let garbage = Stranger::who(|_| b"\x16\x03\x01 not HTTP".to_vec()).await;
    assert!(unknown(&garbage.found().await).contains("gave no answer"));
}

/// Where a redirect must never lead, from wherever it comes.
const ELSEWHERE: [&str; 13] = [
    "http://company.awsapps.com/start",
    "http://127.0.0.1:1/start",
    "https://127.0.0.1/start",
    "https://localhost/start",
    "https://evil.test/start",
    "https://awsapps.com.evil.test/start",
    "https://company.awsapps.com@evil.test/start",
    "https://company.awsapps.com:8443/start",
    "https://evil.execute-api.eusc-de-east-1.api.amazonwebservices.eu/start",
    "//evil.test/start",
    "company.awsapps.com:",
    "file:///etc/passwd",
    "javascript:alert(1)",
];

#[tokio::test]
async fn a11_redirects_of_a_local_portal_are_never_followed() {
    let trap = Stranger::page(&tag("us-east-1")).await;
    for location in ELSEWHERE.into_iter().chain([START, "/elsewhere", &trap.url]) {
        let answer = redirect_to(location);
        let center = Stranger::who(move |_| answer.clone()).await;
        assert!(unknown(&center.found().await).contains("redirected"), "{location}");
        assert_eq!(center.asked().len(), 1, "{location}");
    }
    assert!(trap.asked().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_slow_page_is_given_up() {
    let silent = Stranger::who(|_| Vec::new()).await;
    assert!(unknown(&silent.found().await).contains("no answer"));
    let half = Stranger::who(|_| b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<meta name".to_vec()).await;
    assert!(unknown(&half.found().await).contains("no answer"));
}

/// What a company's own address leads to, told by a server on loopback.
async fn led(stranger: &Stranger) -> (Option<StartUrl>, Told) {
    let url = Url::parse(&stranger.url).expect("a URL").join("/go").expect("a path");
    let asked = StartUrl::pasted("https://aws.company.com/go").expect("a start URL");
    company_address(&Transport::default(), &url, &asked).await
}

#[tokio::test]
async fn a_companys_own_address_leads_to_a_portal_of_aws() {
    let portal = "https://ssoins-1.portal.eu-west-1.app.aws";
    for (refused, asked) in [
        (None, &["HEAD"][..]),
        (Some("405 Method Not Allowed"), &["HEAD", "GET"]),
        (Some("501 Not Implemented"), &["HEAD", "GET"]),
    ] {
        let company = Stranger::who(move |method| match refused.filter(|_| method == "HEAD") {
            Some(status) => {
                format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into_bytes()
            }
            None => redirect_to(&format!("{portal}/#/x?y")),
        })
        .await;
        let (leads_to, region) = led(&company).await;
        assert_eq!(leads_to.as_ref().map(StartUrl::as_str), Some(portal));
        assert_eq!(region.as_ref().map(Region::as_str).map_err(String::as_str), Ok("eu-west-1"));
        let methods: Vec<String> = asked.iter().map(|method| format!("{method} /go HTTP/1.1")).collect();
        assert_eq!(company.asked(), methods);
    }
}

#[tokio::test]
async fn a11_a_companys_own_address_leads_nowhere_else() {
    for location in ELSEWHERE.into_iter().chain(["/go", "", "https://aa-1.account-access.eu-west-1.app.aws"])
    {
        let answer = redirect_to(location);
        let (leads_to, region) = led(&Stranger::who(move |_| answer.clone()).await).await;
        let why = region.expect_err(location);
        assert!(leads_to.is_none() && why.contains("no access portal of AWS's"), "{location}: {why}");
    }
    let own = Stranger::who(|method| {
        page_of(if method == "GET" { "<meta name=region content=eu-west-1>" } else { "" })
    });
    let (leads_to, region) = led(&own.await).await;
    assert!(leads_to.is_none() && region.is_ok(), "it is a portal itself, and has to be confirmed");
}

#[tokio::test]
async fn an_address_that_says_it_all_is_not_asked() {
    let known = [
        Portal::parse("ssoins-1", START, "eu-west-1", None).expect("valid"),
        Portal::parse("SSOINS-1-2", "https://ssoins-1.portal.eu-west-1.app.aws", "eu-west-1", None)
            .expect("valid"),
    ];
    let text = "https://ssoins-1.portal.eu-west-1.app.aws/#/console?account_id=1";
    let found = portal(&Transport::default(), text, None, &known).await.expect("a start URL");
    assert_eq!(found.region.as_ref().map(Region::as_str), Some("eu-west-1"));
    assert_eq!(found.name.as_str(), "ssoins-1-3", "the others are taken");
    assert_eq!(found.view().shares_with, ["SSOINS-1-2"]);
    for bad in ["", "http://x.awsapps.com/start", "javascript:alert(1)", "a b"] {
        assert!(portal(&Transport::default(), bad, None, &[]).await.is_err(), "{bad:?}");
    }
    for bad in ["http://10.0.0.1:1", "https://127.0.0.1:1", "http://127.0.0.1:1/x"] {
        assert!(portal(&Transport::default(), START, Some(bad), &[]).await.is_err(), "{bad:?}");
    }
}

/// Written anew, so that it judges: the portals' hosts of AWS.
fn is_portal_host(host: &str) -> bool {
    let ends = [
        ".awsapps.com",
        ".awsapps.cn",
        ".app.aws",
        ".app.amazonwebservices.com.cn",
        ".portal.amazonaws.com",
        ".portal.amazonaws.com.cn",
        ".portal.amazonaws.eu",
    ];
    let eusc = host.strip_suffix(".api.amazonwebservices.eu").is_some_and(|left| left.contains(".portal."));
    host.starts_with("identitycenter.") || eusc || ends.iter().any(|end| host.ends_with(end))
}

fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![6 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

const HOSTILE: &[&str] = &[
    "https://",
    "http://",
    "//",
    "/",
    "\\",
    "company",
    "d-1234567890",
    "ssoins-1",
    ".awsapps.com",
    ".awsapps.cn",
    ".portal.",
    "eu-west-1",
    "us-gov-west-1",
    ".app.aws",
    ".portal.amazonaws.com",
    "start.",
    "home",
    "us-gov-home",
    "/directory/x",
    "/start",
    "identitycenter.amazonaws.com",
    ".evil.test",
    "@",
    ":",
    ":443",
    "#",
    "#/",
    "?",
    "%2e",
    "..",
    ".",
    "。",
    "127.0.0.1",
    "[::1]",
    "localhost",
    "169.254.169.254",
    "0x7f.1",
    "é",
    "xn--",
    "\u{202e}",
    "\t",
    "\n",
    "\0",
    " ",
    "api.amazonwebservices.eu",
    ".execute-api.",
    "us-east-1.evil.com/#",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a11_whatever_is_pasted_only_its_own_host_is_asked(text in pieces(HOSTILE)) {
        let Ok(asked) = StartUrl::pasted(&text) else { return Ok(()) };
        if let Some(url) = first_stop(&asked, None) {
            prop_assert_eq!(url.scheme(), "https");
            prop_assert_eq!(url.host_str(), Some(asked.host()));
            prop_assert!(url.domain().is_some() && url.port().is_none() && url.username().is_empty());
            prop_assert!(url.password().is_none() && url.query().is_none() && url.fragment().is_none());
            // AWS's by its whole shape, or the person's own word that is shown for confirmation.
            prop_assert_eq!(asked.is_aws_host() && !is_portal_host(asked.host()), false, "{}", asked);
        }
        prop_assert!(asked.host().is_ascii() && !asked.host().ends_with(".localhost"));
        let endpoint = Url::parse("http://127.0.0.1:8400").expect("a URL");
        let url = first_stop(&asked, Some(&endpoint)).expect("a page");
        prop_assert_eq!(url.as_str(), "http://127.0.0.1:8400/start");
        let name = free_name(asked.short_name(), &[]);
        prop_assert!(name.is_ok(), "{:?}", name);
    }

    #[test]
    fn a11_wherever_a_redirect_leads_only_portals_of_aws_are_asked(location in pieces(HOSTILE)) {
        for from in ["https://aws.company.com/go", START, "https://start.home.awsapps.cn/directory/x"] {
            if let Some((url, portal)) = next_stop(&Url::parse(from).expect("a URL"), &location) {
                let host = url.host_str().unwrap_or_default();
                prop_assert!(url.scheme() == "https" && is_portal_host(host.trim_end_matches('.')), "{}", url);
                prop_assert!(url.port().is_none() && url.username().is_empty() && url.password().is_none());
                prop_assert_eq!(portal.host(), host.trim_end_matches('.'));
            }
        }
    }

    #[test]
    fn a11_whatever_the_settings_say_only_aws_is_asked(
        start_url in pieces(HOSTILE), region in pieces(&["eu", "-", "west", "1", "us-gov-west-1", "cn-north-1", ".evil.test/#", "eusc-de-east-1"]),
        hosts in prop::sample::select(&["standard", "dual-stack", "fips", "fips-dual-stack"][..]),
    ) {
        for start_url in [start_url.as_str(), START] {
            let Ok(portal) = Portal::parse("work", start_url, &region, None) else { continue };
            let portal = portal.with_hosts(hosts.parse().expect("hosts")).expect("of AWS's");
            let ends = [".amazonaws.com", ".api.aws", ".amazonaws.com.cn", ".api.amazonwebservices.com.cn", ".amazonaws.eu",
                ".api.amazonwebservices.eu"];
            let endpoints = crate::aws::Endpoints::of(&portal).expect("hosts");
            for (url, service) in [(&endpoints.oidc, "oidc"), (&endpoints.portal, "portal.sso"), (&endpoints.sts, "sts")] {
                let left = ends.iter().find_map(|end| url.host_str()?.strip_suffix(end)).unwrap_or_default();
                let fips = format!("{service}-fips.{region}");
                prop_assert!(left == format!("{service}.{region}") || left == fips, "{}", url);
                prop_assert!(url.scheme() == "https" && url.port().is_none() && url.path() == "/");
            }
            let signin = endpoints.signin.host_str().unwrap_or_default().strip_prefix(&format!("{region}.signin."));
            let consoles = ["aws.amazon.com", "amazonaws.cn", "amazonaws-us-gov.com", "amazonaws-eusc.eu"];
            prop_assert!(signin.is_some_and(|domain| consoles.contains(&domain)), "{}", endpoints.signin);
        }
    }
}
