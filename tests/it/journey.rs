//! The main job, through the real companion, a real keychain and a local Identity Center in a process of its own:
//! each test is a person who has just signed in, and every step is another process.

use serde_json::{Value, json};
use tokio::process::Command;

use crate::support::companion::{Companion, PORTAL};
use crate::support::judge::assert_is_role;
use crate::support::process::{Ended, Started, aws, portico, python, run};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

const MINE: [&str; 4] = ["--account", "Dev", "--role", ADMINISTRATOR];

#[tokio::test(flavor = "multi_thread")]
async fn one_process_signs_in_and_the_next_ones_know() {
    let traveller = Traveller::signed_in().await;
    let status = traveller.home.json(&["status"]).await;
    assert_eq!((&status[0]["portal"], &status[0]["state"]), (&json!(PORTAL), &json!("signed_in")));
    let row = |account: &str, name: &str, email: &str, role: &str, class: &str| {
        let email = format!("aws+{email}@securecart.example");
        json!({
            "portal": PORTAL, "account": account, "account_name": name, "email": email, "role": role,
            "class": class, "nickname": "", "tags": []
        })
    };
    let mut rows = traveller.home.json(&["list"]).await.as_array().expect("an array").clone();
    rows.sort_by_key(|row| row["account"].to_string());
    let all = [
        row(DEV, "Dev", "dev", ADMINISTRATOR, "admin"),
        row("529140837764", "Staging", "staging", "PowerUserAccess", "write"),
        row(PRODUCTION, "Production", "production", READ_ONLY, "read"),
    ];
    assert_eq!(rows, all);
    let table = traveller.home.run(&["list"]).await.worked();
    assert!(table.contains("Production") && table.contains(READ_ONLY), "{table}");
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_are_the_document_aws_tools_expect() {
    let traveller = Traveller::signed_in().await;
    let words = ["credentials", "--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR];
    let first = traveller.home.run(&words).await;
    assert!(first.err.is_empty() && first.out.lines().count() == 1, "{first:?}");
    let document: Value = serde_json::from_str(&first.out).expect("JSON");
    let members: Vec<&str> = document.as_object().expect("an object").keys().map(String::as_str).collect();
    let all = ["AccessKeyId", "AccountId", "Expiration", "SecretAccessKey", "SessionToken", "Version"];
    assert_eq!(members, all);
    assert_eq!((&document["Version"], &document["AccountId"]), (&json!(1), &json!(DEV)));
    let ends: jiff::Timestamp = document["Expiration"].as_str().expect("text").parse().expect("RFC 3339");
    let begun: jiff::Timestamp = traveller.began_at;
    assert!((ends - begun).get_seconds() > 3500, "{ends}");
    let second: Value = serde_json::from_str(&traveller.home.run(&words).await.worked()).expect("JSON");
    assert_eq!(second, document, "the next process finds them in the keychain");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shell_takes_the_environment_and_the_aws_cli_uses_it() {
    let traveller = Traveller::signed_in().await;
    let mut bash = traveller.home.command("bash");
    bash.args(["-euc", r#"eval "$("$1" env --account Dev --role "$2" --form bash)"; shift 2; exec "$@""#]);
    bash.arg("bash").arg(portico()).arg(ADMINISTRATOR).arg(aws());
    bash.args(["--endpoint-url", &traveller.endpoint, "sts", "get-caller-identity", "--output", "json"]);
    traveller.is_alice(run(bash).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn exec_runs_the_aws_cli_as_the_role_and_keeps_its_exit_code() {
    let traveller = Traveller::signed_in().await;
    let exec = |words: &[&str]| {
        let mut command = traveller.home.portico(&["exec"]);
        command.args(MINE).arg("--").args(words).env("AWS_PROFILE", "of-no-use");
        command
    };
    let aws = aws();
    let aws = aws.to_str().expect("a path");
    let ask = ["--endpoint-url", &traveller.endpoint, "sts", "get-caller-identity", "--output", "json"];
    traveller.is_alice(run(exec(&[&[aws], &ask[..]].concat())).await);
    assert_eq!(run(exec(&["bash", "-c", "exit 42"])).await.code, 42);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_aws_cli_uses_an_exported_profile() {
    let traveller = Traveller::signed_in().await;
    let foreign = "# mine\n[profile old]\nregion = eu-north-1\n";
    traveller.home.sandbox.write("home/.aws/config", foreign);
    traveller.export("credential_process").await;
    let config = traveller.home.sandbox.read("home/.aws/config");
    assert!(config.starts_with(foreign), "{config}");
    traveller.is_alice(run(traveller.aws(&["--profile", "exported"])).await);
    traveller.export("credential_process").await;
    assert_eq!(traveller.home.sandbox.read("home/.aws/config"), config, "a second time changes nothing");
    traveller.home.run(&["logout", "--portal", PORTAL]).await.worked();
    let refused = run(traveller.aws(&["--profile", "exported"])).await;
    assert!(refused.code != 0 && refused.out.is_empty(), "{refused:?}");
    assert!(refused.err.contains("portico login"), "the AWS CLI passes the remedy on: {refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn boto3_understands_an_exported_session_profile() {
    let traveller = Traveller::signed_in().await;
    traveller.export("sso-session").await;
    let script = "import json, botocore.session as b\ns = b.Session(profile='exported')\n\
                  p = s.get_scoped_config()\nq = s.full_config['sso_sessions'][p['sso_session']]\n\
                  print(json.dumps([p, q]))";
    let mut read = traveller.home.command(python());
    read.args(["-I", "-c", script]);
    let found: Value = serde_json::from_str(&run(read).await.worked()).expect("JSON");
    let (profile, session) = (&found[0], &found[1]);
    assert_eq!((&profile["sso_account_id"], &profile["sso_role_name"]), (&json!(DEV), &json!(ADMINISTRATOR)));
    let url = "https://securecart.awsapps.com/start";
    assert_eq!((&session["sso_start_url"], &session["sso_region"]), (&json!(url), &json!("eu-west-1")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_console_link_lands_where_it_says() {
    let traveller = Traveller::signed_in().await;
    // Otto may do what alice may; a one-time code of hers would be used up by now.
    for (how, visitor) in [(&["--print"][..], "otto"), (&["--print", "--federate"], "alice")] {
        let place = ["--destination", "ec2", "--region", "eu-north-1"];
        let link = traveller.home.run(&[&["open"], &MINE[..], &place, how].concat()).await.worked();
        let page = traveller.visit(link.trim(), visitor).await.to_lowercase();
        for word in ["dev", "3849-2501-6173", "administratoraccess", "ec2", "eu-north-1", "left"] {
            assert!(page.contains(word), "`{word}` on the landing page of {how:?}: {page}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_pasted_opens_where_it_is_with_the_weakest_role() {
    let traveller = Traveller::signed_in().await;
    let queue = format!("arn:aws:sqs:eu-north-1:{PRODUCTION}:orders");
    let link = traveller.home.run(&["open", "--print", &queue]).await.worked();
    let page = traveller.visit(link.trim(), "sofia").await.to_lowercase();
    for word in ["production", "sqs", "eu-north-1", "orders"] {
        assert!(page.contains(word), "`{word}` on the landing page: {page}");
    }
    assert!(link.contains(&format!("role_name={READ_ONLY}")), "{link}");
    let bucket = ["open", "--print", "s3://logs/2026/", "--account", "Dev"];
    assert!(traveller.home.run(&bucket).await.worked().contains("logs"));
    let words = ["open", "--print", "Dev", "ec2", "eu-north-1"];
    assert!(traveller.home.run(&words).await.worked().contains("ec2%2Fhome%3Fregion%3Deu-north-1"));
    let short = traveller.home.run(&["open", "--print", "prod", "ec2", "eu-west-1"]).await;
    assert_eq!(short.err.trim(), "Production (8613-0592-4478)");
    assert!(short.worked().contains(&format!("account_id={PRODUCTION}")));
    let refused = traveller.home.run(&["env", "--account", "prod"]).await;
    assert!(refused.code != 0 && refused.err.contains("No account called \"prod\""), "{refused:?}");
    for (text, says) in [
        ("s3://logs/2026/", "in which account"),
        ("arn:aws:sqs:eu-west-1:999999999999:orders", "9999"),
        ("https://securecart.awsapps.com/start/#/console?account_id=384925016173&role_name=Gone", "Gone"),
        ("https://console.aws.amazon.com.evil.test/s3/home", "console"),
        ("arn:aws-cn:sqs:cn-north-1:384925016173:orders", "aws-cn"),
    ] {
        let refused = traveller.home.run(&["open", "--print", text]).await;
        assert!(
            refused.code != 0 && refused.out.is_empty() && refused.err.contains(says),
            "{text}: {refused:?}"
        );
        assert!(!refused.err.contains("evil.test/s3"), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_signing_out_there_are_no_credentials() {
    let traveller = Traveller::signed_in().await;
    let words = ["credentials", "--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR];
    traveller.home.run(&words).await.worked();
    let desktop = traveller.home.desktop.as_ref().expect("a desktop");
    let kept = desktop.secrets().await.concat();
    assert!(kept.contains("\"access\"") && kept.contains("ASIAEMU"), "what is kept while signed in: {kept}");
    traveller.home.run(&["logout"]).await.worked();
    let refused = traveller.home.run(&words).await;
    assert_eq!((refused.code, refused.out.as_str()), (3, ""), "{refused:?}");
    assert!(refused.err.lines().count() == 1 && refused.err.len() <= 300, "{refused:?}");
    assert_eq!(traveller.home.json(&["status"]).await[0]["state"], "signed_out");
    let kept = desktop.secrets().await.concat();
    assert!(!kept.contains("\"access\"") && !kept.contains("ASIAEMU"), "the keychain keeps a session");
    traveller.home.run(&["logout"]).await.worked();
}

/// Alice at her machine, signed in to the company of `portico center --demo`.
struct Traveller {
    home: Companion,
    endpoint: String,
    began_at: jiff::Timestamp,
    _center: Started,
}

impl Traveller {
    async fn signed_in() -> Self {
        use portico_model::Clock as _;
        let home = Companion::at_desktop().await;
        let mut center = Started::start(home.portico(&["center", "--demo", "--json"]));
        let first = center.line().await.expect("a first line");
        let announced: Value = serde_json::from_str(&first).expect("one JSON object");
        let text = |name: &str| announced[name].as_str().unwrap_or_else(|| panic!("{name}")).to_owned();
        assert_eq!(announced["env"]["AWS_ENDPOINT_URL_STS"], text("url"));
        home.add_portal(&text("start_url"), &text("region"), &text("url")).await.worked();
        let began_at = portico_model::SystemClock.now();
        let traveller = Self { home, endpoint: text("url"), began_at, _center: center };
        let (link, login) = traveller.home.start_login().await;
        traveller.visit(link.as_str(), "alice").await;
        let ended = login.end().await;
        assert_eq!(ended.code, 0, "{ended:?}");
        traveller
    }

    /// The page that somebody's browser ends on.
    async fn visit(&self, link: &str, visitor: &str) -> String {
        self.home.run(&["center", "visit", link, "--as", visitor]).await.worked()
    }

    async fn export(&self, form: &str) {
        let words = ["--name", "exported", "--form", form, "--yes"];
        self.home.run(&[&["profiles", "add"], &MINE[..], &words].concat()).await.worked();
    }

    fn aws(&self, words: &[&str]) -> Command {
        let mut command = self.home.command(aws());
        command.args(["--endpoint-url", &self.endpoint, "--output", "json", "sts", "get-caller-identity"]);
        command.args(words);
        command
    }

    #[track_caller]
    fn is_alice(&self, ended: Ended) {
        let identity: Value = serde_json::from_str(&ended.worked()).expect("JSON");
        assert_is_role(&identity["Arn"], DEV, ADMINISTRATOR, "alice");
    }
}
