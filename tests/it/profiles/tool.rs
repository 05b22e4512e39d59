//! The AWS tools that are handed a form: each says whose credentials it got, or why it got none.

use portico_core::export::LOCAL_ENDPOINTS;
use serde_json::json;
use tokio::process::Command;

use super::verbs::Alice;
use crate::support::process::{aws, aws_v1, node, node_folder, python, run, told};

/// Names the second life of the test that plays the Rust SDK.
const INSIDE: &str = "PORTICO_TOOL_INSIDE";
/// The name of that test.
const RUST_SDK: &str = "profiles::tool::the_rust_sdk_says_who_it_is";

/// Whose profile it is, or whose credentials it finds; the tool's own words go to stderr.
const WHO: &str = "import sys, boto3\nname = sys.argv[1] if sys.argv[1:] else None\n\
                   print(boto3.Session(profile_name=name).client('sts').get_caller_identity()['Arn'])";

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Tool {
    Boto3,
    JavaScript,
    Rust,
    /// Version 1, from PyPI.
    CliV1,
    /// Debian's, 2.9.19, which heeds neither a `services` section nor `AWS_ENDPOINT_URL*`. What it is told of a local portal's
    /// address are rules for its endpoints.
    Cli,
}

impl Tool {
    pub(super) const ALL: [Self; 5] = [Self::Boto3, Self::JavaScript, Self::Rust, Self::CliV1, Self::Cli];

    /// Asks who it is with a profile, or with what is in the environment.
    pub(super) fn ask(self, alice: &Alice, profile: Option<&str>) -> Command {
        let home = &alice.desk.home;
        let mut command = match self {
            Self::Boto3 => home.command(python()),
            Self::JavaScript => home.command(node()),
            Self::Rust => home.command(std::env::current_exe().expect("a test knows itself")),
            Self::CliV1 => home.command(aws_v1()),
            Self::Cli => home.command(aws()),
        };
        match self {
            Self::Boto3 => {
                command.args(["-I", "-c", WHO]).args(profile);
            }
            Self::JavaScript => {
                command.arg(node_folder().join("who.mjs")).args(profile);
            }
            Self::Rust => {
                command.args(["--exact", RUST_SDK, "--nocapture", "--test-threads=1"]);
                command.env(INSIDE, profile.unwrap_or_default());
            }
            Self::CliV1 | Self::Cli => {
                command.args(profile.iter().flat_map(|name| ["--profile", name]));
                command.args(["--output", "text", "--query", "Arn", "sts", "get-caller-identity"]);
            }
        }
        command
    }

    /// Tells it where the local portal is, as it can be told.
    pub(super) fn lead(self, alice: &Alice, command: &mut Command) {
        let endpoint = alice.company.endpoint();
        match self {
            Self::Boto3 | Self::JavaScript | Self::Rust | Self::CliV1 => {
                command.envs(LOCAL_ENDPOINTS.map(|name| (name, endpoint)));
            }
            Self::Cli => {
                for service in ["sso/2019-06-10", "sso-oidc/2019-06-10", "sts/2011-06-15"] {
                    let file = format!("rules/{service}/endpoint-rule-set-1.json");
                    alice.desk.sandbox().write(&file, rules(endpoint));
                }
                command.env("AWS_DATA_PATH", alice.desk.path("rules"));
            }
        }
    }

    /// The ARN it prints, or its complaint.
    pub(super) async fn hear(self, command: Command) -> Result<String, String> {
        let ended = run(command).await;
        let arn = ended.out.lines().find_map(|line| line.find("arn:aws:").map(|at| line[at..].to_owned()));
        arn.ok_or_else(|| format!("{}{}", ended.out, ended.err))
    }
}

/// One endpoint whatever is asked for. The parameters are those of botocore's own rule sets.
fn rules(endpoint: &str) -> String {
    let parameter = |built_in: &str, kind: &str| json!({ "builtIn": built_in, "required": false, "documentation": "", "type": kind });
    let flag = |built_in: &str| {
        let mut flag = parameter(built_in, "Boolean");
        (flag["required"], flag["default"]) = (json!(true), json!(false));
        flag
    };
    json!({
        "version": "1.0",
        "parameters": {
            "Region": parameter("AWS::Region", "String"),
            "UseDualStack": flag("AWS::UseDualStack"),
            "UseFIPS": flag("AWS::UseFIPS"),
            "Endpoint": parameter("SDK::Endpoint", "String"),
            "UseGlobalEndpoint": flag("AWS::STS::UseGlobalEndpoint"),
        },
        "rules": [{
            "conditions": [], "type": "endpoint",
            "endpoint": { "url": endpoint, "properties": {}, "headers": {} },
        }],
    })
    .to_string()
}

/// `aws-config` reads the process's own environment, so this test starts itself again; alone it has nothing to say.
#[tokio::test(flavor = "multi_thread")]
async fn the_rust_sdk_says_who_it_is() {
    let Some(profile) = told(INSIDE) else { return };
    let mut config = aws_config::defaults(aws_config::BehaviorVersion::latest());
    if !profile.as_os_str().is_empty() {
        config = config.profile_name(profile.to_str().expect("a name"));
    }
    let asked = aws_sdk_sts::Client::new(&config.load().await).get_caller_identity().send().await;
    match asked {
        Ok(identity) => println!("saw: {}", identity.arn().unwrap_or_default()),
        Err(error) => println!("refused: {error:?}"),
    }
}
