//! Which source of credentials wins: botocore and the AWS CLI are asked the same.
//!
//! Sources: `create_credential_resolver` of botocore, and what `aws configure list` prints.

use serde_json::{Value, json};

use super::examined;
use crate::support::companion::Companion;
use crate::support::process::{Started, aws, run};

const CONFIG: &str = "home/.aws/config";
const CREDENTIALS: &str = "home/.aws/credentials";

/// What wins where nobody gets anything.
const NOTHING: &str = "nothing";
/// What wins where the first source fails.
const FAILS: &str = "fails";

/// How somebody has set things up, and who wins. In the files, `PROGRAM` is one that prints credentials; in the variables,
/// `ENDPOINT` is an address that gives credentials.
struct SetUp {
    what: &'static str,
    variables: &'static [(&'static str, &'static str)],
    config: &'static str,
    credentials: &'static str,
    profile: Option<&'static str>,
    wins: &'static str,
}

const ID: (&str, &str) = ("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT");
const SECRET: (&str, &str) = ("AWS_SECRET_ACCESS_KEY", "hunter2");
const PROCESS: &str = "[default]\ncredential_process = PROGRAM\n[profile p]\ncredential_process = PROGRAM\n";
const KEYS: &str = "[default]\naws_access_key_id = AKIAFILE\naws_secret_access_key = hunter2\n\
                    [p]\naws_access_key_id = AKIAFILE\naws_secret_access_key = hunter2\n";
const IDENTITY_CENTER: &str = "[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n\
                               [profile p]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = r\n";

#[rustfmt::skip]
const TABLE: &[SetUp] = &[
    SetUp { what: "nothing at all", variables: &[], config: "", credentials: "", profile: None, wins: NOTHING },
    SetUp { what: "keys in the environment", variables: &[ID, SECRET], config: "", credentials: "", profile: None, wins: "env" },
    SetUp { what: "keys over a default profile", variables: &[ID, SECRET], config: PROCESS, credentials: KEYS, profile: None, wins: "env" },
    SetUp { what: "keys over AWS_PROFILE", variables: &[ID, SECRET, ("AWS_PROFILE", "p")], config: PROCESS, credentials: "", profile: None, wins: "env" },
    SetUp { what: "--profile over keys", variables: &[ID, SECRET], config: PROCESS, credentials: "", profile: Some("p"), wins: "custom-process" },
    SetUp { what: "half a pair of keys", variables: &[ID], config: PROCESS, credentials: "", profile: None, wins: FAILS },
    SetUp { what: "an empty key is none", variables: &[("AWS_ACCESS_KEY_ID", ""), SECRET], config: PROCESS, credentials: "", profile: None, wins: "custom-process" },
    SetUp { what: "AWS_PROFILE", variables: &[("AWS_PROFILE", "p")], config: PROCESS, credentials: "", profile: None, wins: "custom-process" },
    SetUp { what: "AWS_DEFAULT_PROFILE", variables: &[("AWS_DEFAULT_PROFILE", "p")], config: PROCESS, credentials: "", profile: None, wins: "custom-process" },
    SetUp { what: "AWS_PROFILE of a profile that is not there", variables: &[("AWS_PROFILE", "gone")], config: PROCESS, credentials: "", profile: None, wins: FAILS },
    SetUp { what: "the same, with keys", variables: &[ID, SECRET, ("AWS_PROFILE", "gone")], config: "", credentials: "", profile: None, wins: FAILS },
    SetUp { what: "--profile of a profile that is not there", variables: &[], config: PROCESS, credentials: "", profile: Some("gone"), wins: FAILS },
    SetUp { what: "a section without `profile` is none", variables: &[], config: "[p]\ncredential_process = PROGRAM\n", credentials: "", profile: Some("p"), wins: FAILS },
    SetUp { what: "keys in the credentials file over a process", variables: &[], config: PROCESS, credentials: KEYS, profile: Some("p"), wins: "shared-credentials-file" },
    SetUp { what: "keys in the credentials file", variables: &[], config: "", credentials: KEYS, profile: None, wins: "shared-credentials-file" },
    SetUp { what: "half a pair in the credentials file", variables: &[], config: "", credentials: "[p]\naws_access_key_id = A\n", profile: Some("p"), wins: FAILS },
    SetUp { what: "keys in the configuration file", variables: &[], config: "[profile p]\naws_access_key_id = A\naws_secret_access_key = hunter2\n", credentials: "", profile: Some("p"), wins: "config-file" },
    SetUp { what: "a process over keys of the same section", variables: &[], config: "[profile p]\naws_access_key_id = A\naws_secret_access_key = hunter2\ncredential_process = PROGRAM\n", credentials: "", profile: Some("p"), wins: "custom-process" },
    SetUp { what: "a process in the credentials file", variables: &[], config: "", credentials: "[p]\ncredential_process = PROGRAM\n", profile: Some("p"), wins: "custom-process" },
    SetUp { what: "a session", variables: &[], config: IDENTITY_CENTER, credentials: "", profile: Some("p"), wins: "sso" },
    SetUp { what: "a session over keys in the other file", variables: &[], config: IDENTITY_CENTER, credentials: KEYS, profile: Some("p"), wins: "sso" },
    SetUp { what: "a session of the older kind", variables: &[], config: "[profile p]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = r\n", credentials: "", profile: Some("p"), wins: "sso" },
    SetUp { what: "a session that lacks its role", variables: &[], config: "[profile p]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 111122223333\n", credentials: "", profile: Some("p"), wins: FAILS },
    SetUp { what: "a session that is not there", variables: &[], config: "[profile p]\nsso_session = gone\nsso_account_id = 111122223333\nsso_role_name = r\n", credentials: "", profile: Some("p"), wins: FAILS },
    SetUp { what: "a session that contradicts its profile", variables: &[], config: "[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n[profile p]\nsso_session = s\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = r\n", credentials: "", profile: Some("p"), wins: FAILS },
    SetUp { what: "a role through a process", variables: &[], config: "[profile base]\ncredential_process = PROGRAM\n[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n", credentials: "", profile: Some("p"), wins: "assume-role" },
    SetUp { what: "a role through keys of its own profile", variables: &[], config: "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = p\n", credentials: "[p]\naws_access_key_id = A\naws_secret_access_key = hunter2\n", profile: Some("p"), wins: "assume-role" },
    SetUp { what: "a role through a role", variables: &[], config: "[profile base]\ncredential_process = PROGRAM\n[profile mid]\nrole_arn = arn:aws:iam::111122223333:role/m\nsource_profile = base\n[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = mid\n", credentials: "", profile: Some("p"), wins: "assume-role" },
    SetUp { what: "a role through nobody", variables: &[], config: "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\n", credentials: "", profile: Some("p"), wins: FAILS },
    SetUp { what: "a role through a profile that is not there", variables: &[], config: "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = gone\n", credentials: "", profile: Some("p"), wins: FAILS },
    SetUp { what: "a role through a profile without credentials", variables: &[], config: "[profile base]\nregion = eu-west-1\n[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n", credentials: "", profile: Some("p"), wins: FAILS },
    SetUp { what: "roles that go round in a circle", variables: &[], config: "[profile a]\nrole_arn = arn:aws:iam::111122223333:role/a\nsource_profile = p\n[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = a\n", credentials: "", profile: Some("p"), wins: FAILS },
    SetUp { what: "a role through both ways", variables: &[], config: "[profile base]\ncredential_process = PROGRAM\n[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\ncredential_source = Environment\n", credentials: "", profile: Some("p"), wins: FAILS },
    SetUp { what: "a role through a source that is none", variables: &[], config: "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\ncredential_source = Nowhere\n", credentials: "", profile: Some("p"), wins: FAILS },
    SetUp { what: "a web identity in the environment", variables: &[("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere"), ("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/r")], config: PROCESS, credentials: "", profile: None, wins: "assume-role-with-web-identity" },
    SetUp { what: "the same, and a profile that is named", variables: &[("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere"), ("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/r")], config: PROCESS, credentials: "", profile: Some("p"), wins: "custom-process" },
    SetUp { what: "a web identity for no role", variables: &[("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere")], config: PROCESS, credentials: "", profile: None, wins: FAILS },
    SetUp { what: "a web identity of a profile", variables: &[], config: "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nweb_identity_token_file = /nowhere\n", credentials: KEYS, profile: Some("p"), wins: "assume-role-with-web-identity" },
    SetUp { what: "an endpoint for containers", variables: &[("AWS_CONTAINER_CREDENTIALS_FULL_URI", "ENDPOINT/x")], config: "", credentials: "", profile: None, wins: "container-role" },
    SetUp { what: "a profile over an endpoint", variables: &[("AWS_CONTAINER_CREDENTIALS_FULL_URI", "ENDPOINT/x")], config: PROCESS, credentials: "", profile: None, wins: "custom-process" },
    SetUp { what: "an EC2 instance", variables: &[("AWS_EC2_METADATA_DISABLED", "false"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ENDPOINT/")], config: "", credentials: "", profile: None, wins: "iam-role" },
    SetUp { what: "an endpoint over an EC2 instance", variables: &[("AWS_EC2_METADATA_DISABLED", "false"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ENDPOINT/"), ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "ENDPOINT/x")], config: "", credentials: "", profile: None, wins: "container-role" },
    SetUp { what: "a program that is quoted", variables: &[], config: "[profile p]\ncredential_process = \"PROGRAM\" --and more\n", credentials: "", profile: Some("p"), wins: "custom-process" },
];

/// A home in which one set-up after the other is made.
struct Desk {
    home: Companion,
    botocore: Started,
    endpoint: String,
}

impl Desk {
    async fn new() -> Self {
        let home = Companion::without_desktop();
        home.sandbox.executable(
            "bin/program",
            "#!/bin/sh\necho '{\"Version\":1,\"AccessKeyId\":\"ASIAPROGRAM\",\"SecretAccessKey\":\"s\"}'\n",
        );
        let mut botocore = Started::start(home.script("sources.py"));
        let said: Value = serde_json::from_str(&botocore.line_with("endpoint").await).expect("JSON");
        let endpoint = said["endpoint"].as_str().expect("an address").to_owned();
        Self { home, botocore, endpoint }
    }

    fn make(&mut self, setup: &SetUp) {
        let program = self.home.sandbox.path("bin/program").display().to_string();
        for (part, text) in [(CONFIG, setup.config), (CREDENTIALS, setup.credentials)] {
            self.home.sandbox.write(part, text.replace("PROGRAM", &program));
        }
        let variable =
            |(name, value): &(&'static str, &str)| (*name, value.replace("ENDPOINT", &self.endpoint));
        self.home.variables = setup.variables.iter().map(variable).collect();
    }

    /// What botocore says of it, in the words of the table.
    async fn botocore(&mut self, setup: &SetUp) -> String {
        let variables: serde_json::Map<String, Value> =
            self.home.variables.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        self.botocore.say(&json!({ "variables": variables, "profile": setup.profile }).to_string()).await;
        let said: Value =
            serde_json::from_str(&self.botocore.line().await.expect("an answer")).expect("JSON");
        match (&said["method"], &said["error"]) {
            (Value::String(method), _) => method.clone(),
            (_, Value::String(_)) => FAILS.to_owned(),
            _ => NOTHING.to_owned(),
        }
    }

    /// What the doctor says of it.
    async fn doctor(&self, setup: &SetUp) -> (String, Value) {
        let words: Vec<&str> = setup.profile.into_iter().collect();
        let report = examined(&self.home, &words).await;
        let told = &report["credentials"];
        let is_problem = report["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .any(|it| it["check"] == "credentials" && it["level"] == "problem");
        let word = match told["wins"].as_str() {
            Some(method) => method.to_owned(),
            None if is_problem => FAILS.to_owned(),
            None => NOTHING.to_owned(),
        };
        (word, report)
    }

    /// What `aws configure list` says; it takes the keys at once, which no role and no session can give here.
    async fn cli(&self, setup: &SetUp) -> String {
        let mut list = self.home.command(aws());
        list.args(["configure", "list"]).args(setup.profile.iter().flat_map(|name| ["--profile", name]));
        let listed = run(list).await;
        if listed.code != 0 {
            return FAILS.to_owned();
        }
        let line = listed.out.lines().find(|line| line.trim_start().starts_with("access_key"));
        let kind = line.expect("a line").split_whitespace().nth(2).expect("a type").to_owned();
        // `<not set>` is two words.
        if kind == "set>" { NOTHING.to_owned() } else { kind }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn botocore_takes_the_source_that_the_doctor_names() {
    let mut desk = Desk::new().await;
    for setup in TABLE {
        desk.make(setup);
        let truth = desk.botocore(setup).await;
        let (told, report) = desk.doctor(setup).await;
        assert_eq!((told.as_str(), truth.as_str()), (setup.wins, setup.wins), "{}: {report:#}", setup.what);
        let text = report.to_string();
        assert!(!text.contains("hunter2") && !text.contains("AKIA"), "{}: {text}", setup.what);
    }
    desk.botocore.end().await.worked();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_aws_cli_takes_the_source_that_the_doctor_names() {
    let mut desk = Desk::new().await;
    let mut count = 0;
    for setup in TABLE {
        let is_deferred = ["assume-role", "assume-role-with-web-identity", "sso"].contains(&setup.wins);
        if is_deferred || setup.wins == FAILS {
            continue;
        }
        desk.make(setup);
        assert_eq!(desk.cli(setup).await, setup.wins, "{}", setup.what);
        assert_eq!(desk.doctor(setup).await.0, setup.wins, "{}", setup.what);
        count += 1;
    }
    assert!(count > 15, "the table has shrunk: {count}");
    desk.botocore.end().await.worked();
}

/// Of two variables that disagree, the AWS CLI heeds the one and boto3 the other: the doctor says so.
#[tokio::test(flavor = "multi_thread")]
async fn two_variables_for_the_profile_are_told_with_who_heeds_which() {
    let mut desk = Desk::new().await;
    let setup = SetUp {
        what: "two profiles",
        variables: &[("AWS_PROFILE", "p"), ("AWS_DEFAULT_PROFILE", "other")],
        config: PROCESS,
        credentials: "[other]\naws_access_key_id = AKIAFILE\naws_secret_access_key = hunter2\n",
        profile: None,
        wins: "custom-process",
    };
    desk.make(&setup);
    assert_eq!(desk.cli(&setup).await, "custom-process");
    assert_eq!(desk.botocore(&setup).await, "shared-credentials-file");
    let (told, report) = desk.doctor(&setup).await;
    assert_eq!(told, "custom-process");
    super::finding(&report, "credentials", "warning", "boto3 the second");
    desk.botocore.end().await.worked();
}
