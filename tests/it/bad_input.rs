//! What is wrong on purpose, through the real companion: each gets one clear sentence and one remedy, the documented
//! exit code, and loses nothing.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::support::ADMINISTRATOR;
use crate::support::companion::{Companion, PORTAL, refusal};
use crate::support::company::Company;
use crate::support::person::parameter;
use crate::support::process::Started;

const START_URL: &str = "https://securecart.awsapps.com/start";
const LOGIN: [&str; 4] = ["login", "--portal", PORTAL, "--no-browser"];
const EXPORT: [&str; 10] = [
    "profiles",
    "add",
    "--account",
    "Dev",
    "--role",
    ADMINISTRATOR,
    "--name",
    "mine",
    "--form",
    "credential_process",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_start_url_of_another_company() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    let other = "https://securecard.awsapps.com/start";
    home.add_portal(other, company.region(), company.endpoint()).await.worked();
    let said = refusal(&home.run(&LOGIN).await, 8);
    assert!(
        (said.sentence.clone() + &said.remedy).contains("start URL"),
        "{} {}",
        said.sentence,
        said.remedy
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_url_region_endpoint_or_name_that_cannot_be_right() {
    let home = Companion::without_desktop();
    let evil = [
        ("http://securecart.awsapps.com/start", "eu-west-1", "http://127.0.0.1:9"),
        ("https://user@securecart.awsapps.com/start", "eu-west-1", "http://127.0.0.1:9"),
        ("file:///etc/passwd", "eu-west-1", "http://127.0.0.1:9"),
        (START_URL, "eu-west-1.evil.test/#", "http://127.0.0.1:9"),
        (START_URL, "..", "http://127.0.0.1:9"),
        (START_URL, "eu-west-1", "http://192.0.2.1:9"),
        (START_URL, "eu-west-1", "http://localhost.evil.test:9"),
        (START_URL, "eu-west-1", "javascript:alert(1)"),
    ];
    for (start_url, region, endpoint) in evil {
        refusal(&home.add_portal(start_url, region, endpoint).await, 2);
    }
    let named = ["portals", "add", "../../x", "--start-url", START_URL, "--region", "eu-west-1"];
    refusal(&home.run(&named).await, 2);
    assert_eq!(home.json(&["portals", "list"]).await, serde_json::json!([]), "none of them is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_portal_account_or_role() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    let said = refusal(&home.run(&["login", "--portal", "nowhere"]).await, 4);
    assert!(said.sentence.contains("nowhere"), "{}", said.sentence);
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    let asked = ["env", "--form", "bash", "--account"];
    let said = refusal(&home.run(&[&asked[..], &["Nowhere"]].concat()).await, 4);
    assert!(said.sentence.contains("Nowhere"), "{}", said.sentence);
    let unassigned = home.run(&[&asked[..], &["Production", "--role", ADMINISTRATOR]].concat()).await;
    refusal(&unassigned, 4);
    assert!(unassigned.out.is_empty());
}

/// The helper does not look into the catalog: the server itself says no.
#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_is_not_assigned_is_the_servers_to_refuse() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    let role = ["--account", crate::support::PRODUCTION, "--role", ADMINISTRATOR];
    let refused = home.run(&[&["credentials", "--portal", PORTAL], &role[..]].concat()).await;
    assert_eq!((refused.code, refused.out.as_str()), (4, ""), "{refused:?}");
    assert!(refused.err.starts_with("portico: ") && refused.err.lines().count() == 1, "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_port() {
    let home = Companion::at_desktop().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    home.add_portal(START_URL, "eu-west-1", &endpoint).await.worked();
    refusal(&home.run(&LOGIN).await, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn html_where_json_belongs() {
    let home = Companion::at_desktop().await;
    let endpoint = captive_portal().await;
    home.add_portal(START_URL, "eu-west-1", &endpoint).await.worked();
    let said = refusal(&home.run(&LOGIN).await, 5);
    assert!(!said.sentence.contains('<'), "no markup in a sentence: {}", said.sentence);
}

/// A network that wants to be paid first must not cost the session.
#[tokio::test(flavor = "multi_thread")]
async fn html_in_the_middle_of_a_session_signs_nobody_out() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    home.run(&["list"]).await.worked();
    let settings = home.sandbox.read("portico/settings.toml");
    let endpoint = captive_portal().await;
    home.sandbox.write("portico/settings.toml", settings.replace(company.endpoint(), &endpoint));
    refusal(&home.run(&["list", "--refresh"]).await, 5);
    home.sandbox.write("portico/settings.toml", settings);
    assert_eq!(home.json(&["status"]).await[0]["state"], "signed_in");
    assert_eq!(home.json(&["list", "--refresh"]).await.as_array().map(Vec::len), Some(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_a_wrong_code_are_told_on_the_page_and_give_nothing() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    let (link, login) = home.start_login().await;
    let mut alice = company.person("alice");
    alice.open(link).await;
    alice.enter_password("not-her-password").await;
    let said = alice.alert().unwrap_or_else(|| panic!("nothing said: {}", alice.page)).to_owned();
    assert!(said.contains("password") && alice.asks_for("password") && alice.left_for.is_none(), "{said}");
    let password = company.card("alice").password;
    alice.enter_password(&password).await;
    let wrong = if alice.code() == "000000" { "000001" } else { "000000" };
    alice.submit(&[("totp", wrong)]).await;
    let said = alice.alert().unwrap_or_else(|| panic!("nothing said: {}", alice.page)).to_owned();
    assert!(said.contains("code") && alice.asks_for("totp") && alice.left_for.is_none(), "{said}");
    let code = alice.code();
    alice.submit(&[("totp", &code)]).await;
    alice.submit(&[("decision", "allow")]).await;
    assert!(alice.call_back().await.is_success());
    assert_eq!(login.end().await.code, 0, "the same sign-in goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_sign_in() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    let (link, login) = home.start_login().await;
    let mut alice = company.person("alice");
    let callback = alice.answer(link, "deny").await;
    assert_eq!(parameter(&callback, "error").as_deref(), Some("access_denied"));
    alice.call_back().await;
    refusal(&login.end().await, 8);
    assert_eq!(home.json(&["status"]).await[0]["state"], "signed_out");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_sign_in_while_one_waits() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    let (first, waiting) = home.start_login().await;
    let mut alice = company.person("alice");
    let (_, second) = home.sign_in(&mut alice).await;
    assert!(second.out.contains("Signed in"), "{second:?}");
    alice.answer(first, "allow").await;
    assert!(alice.call_back().await.is_success());
    assert_eq!(waiting.end().await.code, 0, "neither disturbs the other");
    assert_eq!(home.json(&["list"]).await.as_array().map(Vec::len), Some(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_keychain() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    home.desktop.as_ref().expect("a desktop").lock().await;
    let role = ["--account", crate::support::DEV, "--role", ADMINISTRATOR];
    let refused = home.run(&[&["credentials", "--portal", PORTAL], &role[..]].concat()).await;
    assert_eq!((refused.code, refused.out.as_str()), (6, ""), "{refused:?}");
    assert!(refused.err.contains("locked") && refused.err.lines().count() == 1, "{refused:?}");
    let refused = home.run(&["env", "--form", "bash", "--account", "Dev"]).await;
    assert!(refusal(&refused, 6).sentence.contains("locked"), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_keychain() {
    let (company, home) = (Company::open().await, Companion::without_desktop());
    home.add_company(&company).await;
    let login = home.run(&["login", "--portal", PORTAL, "--no-browser"]).await;
    assert_eq!(login.out, "", "nobody is sent to a browser for a session that could not be kept");
    let said = refusal(&login, 6);
    assert!(said.sentence.contains("keychain"), "{}", said.sentence);
    let role = ["--account", crate::support::DEV, "--role", ADMINISTRATOR];
    let refused = home.run(&[&["credentials", "--portal", PORTAL], &role[..]].concat()).await;
    assert_eq!((refused.code, refused.out.as_str()), (6, ""), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_aws_config_that_cannot_be_understood_is_left_alone() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    home.run(&["list"]).await.worked();
    for broken in ["[profile a\nregion = eu-west-1\n", "region = eu-west-1\n[default]\n", "\u{0}\u{1}garbage"]
    {
        let path = home.sandbox.write("home/.aws/config", broken);
        let said = refusal(&home.run(&EXPORT).await, 7);
        assert!(said.sentence.contains(&*path.to_string_lossy()), "it names the file: {}", said.sentence);
        assert_eq!(home.sandbox.read("home/.aws/config"), broken, "byte for byte as it was");
    }
    assert_eq!(home.sandbox.names("home/.aws"), ["config"], "nothing is left beside it");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_permission_to_write_the_aws_config() {
    let (company, mut home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    home.run(&["list"]).await.worked();
    // A place that nobody can write to, not even the superuser; and a parent that is a file.
    home.sandbox.write("home/file", "a file");
    let below_file = home.sandbox.path("home/file/config").to_string_lossy().into_owned();
    for place in ["/proc/portico/config".to_owned(), below_file] {
        home.variables = vec![("AWS_CONFIG_FILE", place.clone())];
        let said = refusal(&home.run(&EXPORT).await, 7);
        assert!(said.sentence.contains("config") || said.sentence.contains("/proc"), "{}", said.sentence);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_settings() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    let good = home.sandbox.read("portico/settings.toml");
    let hostile = [
        "not toml at all [[[".to_owned(),
        good.replace(company.endpoint(), "http://192.0.2.1:80"),
        good.replace(START_URL, "https://user@securecart.awsapps.com/start"),
        good.replace("eu-west-1", "eu-west-1.evil.test/#"),
        good.replace(PORTAL, "../../escape"),
        "x".repeat(200) + " = \u{1b}[31m",
    ];
    for text in hostile {
        assert_ne!(text, good, "the settings were changed");
        home.sandbox.write("portico/settings.toml", &text);
        let refused = home.run(&["status"]).await;
        assert!([2, 7].contains(&refused.code), "{text}: {refused:?}");
        let said = refusal(&refused, refused.code);
        assert!(said.sentence.contains("settings"), "it names the file: {}", said.sentence);
        assert!(!refused.err.contains('\u{1b}'), "{refused:?}");
        assert_eq!(home.sandbox.read("portico/settings.toml"), text, "left as it was, for hands to mend");
    }
    home.sandbox.write("portico/settings.toml", good);
    home.run(&["status"]).await.worked();
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_use_says_so_and_lists_the_exit_codes() {
    let home = Companion::without_desktop();
    let bad = [&["login", "--portal"][..], &["frobnicate"], &["env", "--account", "Dev", "--form", "tcl"]];
    for words in bad {
        let refused = home.run(words).await;
        assert!(
            refused.code == 2 && refused.out.is_empty() && !refused.err.is_empty(),
            "{words:?}: {refused:?}"
        );
    }
    let help = home.run(&["--help"]).await.worked();
    for code in ["0", "1", "2", "3", "4", "5", "6", "7", "8", "130"] {
        assert!(help.lines().any(|line| line.split_whitespace().next() == Some(code)), "{code} in {help}");
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_sign_in_ends_with_ctrl_c() {
    let (company, home) = (Company::open().await, Companion::at_desktop().await);
    home.add_company(&company).await;
    let (_, login) = home.start_login().await;
    let mut interrupt = home.command("bash");
    interrupt.args(["-c", "kill -INT \"$1\"", "bash", &login.id().to_string()]);
    Started::start(interrupt).end().await.worked();
    refusal(&login.end().await, 130);
}

/// A network that answers everything with a page; gives its address.
async fn captive_portal() -> String {
    const PAGE: &str = "<!DOCTYPE html><title>Free Wi-Fi</title><h1>Accept our terms</h1>";
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = [0; 65_536];
                drop(stream.read(&mut request).await);
                let length = PAGE.len();
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n";
                let answer = format!("{head}Content-Length: {length}\r\n\r\n{PAGE}");
                drop(stream.write_all(answer.as_bytes()).await);
                drop(stream.shutdown().await);
            });
        }
    });
    format!("http://{address}")
}
