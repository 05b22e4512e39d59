//! Which tools understand the endpoint: each is handed the variables that `portico serve` prints, and nothing else.

use serde_json::Value;
use tokio::process::Command;

use crate::support::companion::{Companion, PORTAL};
use crate::support::company::Company;
use crate::support::judge::assert_is_role;
use crate::support::process::{Started, aws, node, node_folder, python, run, told};
use crate::support::{ADMINISTRATOR, DEV};

/// Names the second life of [`b4_the_rust_sdk_is_led_to_the_endpoint`].
const INSIDE: &str = "PORTICO_SERVE_INSIDE";

/// A companion that serves alice's role in Dev.
struct Served {
    company: Company,
    home: Companion,
    serving: Started,
    variables: Value,
    /// The key that every tool must find.
    key: String,
}

impl Served {
    async fn open() -> Self {
        let (company, home) = (Company::open().await, Companion::at_desktop().await);
        home.add_company(&company).await;
        home.sign_in(&mut company.person("alice")).await;
        let mut serving = Started::start(home.portico(&["serve", DEV, ADMINISTRATOR, "--json"]));
        let said = serving.line().await.expect("where it is");
        let variables = serde_json::from_str(&said).expect("JSON");
        let helper = ["credentials", "--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR];
        let kept: Value = serde_json::from_str(&home.run(&helper).await.worked()).expect("JSON");
        let key = kept["AccessKeyId"].as_str().expect("a key").to_owned();
        Self { company, home, serving, variables, key }
    }

    /// A program that knows where the endpoint is; with the token in a file, or in a variable as tools of old want it.
    fn tool(&self, program: impl AsRef<std::ffi::OsStr>, in_file: bool) -> Command {
        let mut command = self.home.sandbox.command(program);
        let other = if in_file {
            "AWS_CONTAINER_AUTHORIZATION_TOKEN"
        } else {
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
        };
        for (name, value) in self.variables.as_object().expect("an object") {
            if name != other {
                command.env(name, value.as_str().expect("text"));
            }
        }
        command
    }

    async fn end(self) {
        let id = self.serving.id().to_string();
        let mut kill = self.home.sandbox.command("kill");
        kill.args(["-s", "TERM", &id]);
        run(kill).await.worked();
        assert_eq!(self.serving.end().await.code, 0);
        assert_eq!(self.home.sandbox.names("portico/endpoints"), [""; 0], "nothing is left behind");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn b4_boto3_and_botocore_find_the_key() {
    let served = Served::open().await;
    for in_file in [true, false] {
        for ask in [
            "import botocore.session as s; c = s.get_session().get_credentials()",
            "import boto3; c = boto3.Session().get_credentials()",
        ] {
            let mut tool = served.tool(python(), in_file);
            tool.args(["-I", "-c", &format!("{ask}; print(c.method, c.access_key)")]);
            assert_eq!(run(tool).await.worked().trim(), format!("container-role {}", served.key), "{ask}");
        }
    }
    served.end().await;
}

/// 2.9.19 knows no file with a token.
#[tokio::test(flavor = "multi_thread")]
async fn b4_the_aws_cli_finds_the_key_and_is_somebody_with_it() {
    let served = Served::open().await;
    let mut tool = served.tool(aws(), false);
    tool.args(["configure", "list"]);
    let listed = run(tool).await.worked();
    let line = listed.lines().find(|line| line.contains("access_key")).expect("a key").to_owned();
    assert!(line.contains(&served.key[served.key.len() - 4..]) && line.contains("container-role"), "{line}");
    let mut tool = served.tool(aws(), false);
    tool.args([
        "--endpoint-url",
        served.company.endpoint(),
        "--output",
        "json",
        "sts",
        "get-caller-identity",
    ]);
    let identity: Value = serde_json::from_str(&run(tool).await.worked()).expect("JSON");
    assert_is_role(&identity["Arn"], DEV, ADMINISTRATOR, "alice");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn b4_the_javascript_sdk_finds_the_key() {
    let served = Served::open().await;
    let ask = "import { fromNodeProviderChain } from '@aws-sdk/credential-providers';\
               const found = await fromNodeProviderChain()();\
               console.log(found.accessKeyId, found.accountId ?? '');";
    for in_file in [true, false] {
        let mut tool = served.tool(node(), in_file);
        tool.args(["--input-type=module", "-e", ask]).current_dir(node_folder());
        let said = run(tool).await.worked();
        assert!(said.starts_with(&served.key), "{said} is not {}", served.key);
    }
    served.end().await;
}

/// `aws-config` reads the process's own environment, so this test starts itself again.
#[tokio::test(flavor = "multi_thread")]
async fn b4_the_rust_sdk_is_led_to_the_endpoint() {
    if told(INSIDE).is_some() {
        use aws_sdk_sts::config::ProvideCredentials as _;
        let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
        let found = config.credentials_provider().expect("a chain").provide_credentials().await;
        return println!(
            "saw: {}",
            found.map_or_else(|error| format!("{error:?}"), |it| it.access_key_id().to_owned())
        );
    }
    let served = Served::open().await;
    let own = std::env::current_exe().expect("a test knows itself");
    for in_file in [true, false] {
        let mut tool = served.tool(&own, in_file);
        let test = "serve::tools::b4_the_rust_sdk_is_led_to_the_endpoint";
        tool.args(["--exact", test, "--nocapture", "--test-threads=1"]).env(INSIDE, "1");
        let said = run(tool).await.worked();
        let key = said.lines().find_map(|line| line.split_once("saw: ")).expect("a key").1;
        assert_eq!(key, served.key);
    }
    served.end().await;
}
