//! Each tool with each form of profile that it supports; where it does not, the table says why.

use serde_json::json;

use super::verbs::{Alice, WHO};
use super::*;
use crate::support::client;
use crate::support::companion::PORTAL;
use crate::support::judge::assert_is_role;
use crate::support::process::{aws, node, node_folder, python};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION};

/// A tool, and whether it takes the form.
type Row = (Tool, &'static str, Option<&'static str>);

#[derive(Clone, Copy, Debug)]
enum Tool {
    Boto3,
    JavaScript,
    /// Debian's, 2.9.19.
    Cli,
}

/// It cannot be told where a local portal is but for the one command; with AWS's own portal it could.
const OLD_CLI: Option<&str> = Some("2.9.19 heeds neither a services section nor AWS_ENDPOINT_URL");

/// Why a tool cannot use a form here; `None` when it can.
const TABLE: [Row; 15] = [
    (Tool::Boto3, "credential_process", None),
    (Tool::Boto3, "sso-session", None),
    (Tool::Boto3, "sso-legacy", None),
    (Tool::Boto3, "keys", None),
    (Tool::Boto3, "role-chain", None),
    (Tool::JavaScript, "credential_process", None),
    (Tool::JavaScript, "sso-session", None),
    (Tool::JavaScript, "sso-legacy", None),
    (Tool::JavaScript, "keys", None),
    (Tool::JavaScript, "role-chain", None),
    (Tool::Cli, "credential_process", None),
    (Tool::Cli, "sso-session", OLD_CLI),
    (Tool::Cli, "sso-legacy", OLD_CLI),
    (Tool::Cli, "keys", None),
    (Tool::Cli, "role-chain", OLD_CLI),
];

impl Tool {
    fn ask(self, alice: &Alice, profile: &str) -> Command {
        let endpoint = alice.company.endpoint();
        let home = &alice.desk.home;
        let mut command = match self {
            Self::Boto3 => {
                let mut command = home.command(python());
                command.args(["-I", "-c", WHO, profile]);
                command
            }
            Self::JavaScript => {
                let mut command = home.command(node());
                command.arg(node_folder().join("who.mjs")).arg(profile);
                command
            }
            Self::Cli => {
                let mut command = home.command(aws());
                command.args(["--endpoint-url", endpoint, "--profile", profile, "--output", "text"]);
                command.args(["--query", "Arn", "sts", "get-caller-identity"]);
                command
            }
        };
        for service in ["STS", "SSO", "SSO_OIDC"] {
            command.env(format!("AWS_ENDPOINT_URL_{service}"), endpoint);
        }
        command
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_tool_uses_each_form_that_it_supports() {
    let alice = Alice::signed_in().await;
    let forms = ["credential_process", "sso-session", "sso-legacy", "keys"];
    for form in forms {
        let name = format!("of-{form}");
        let add = ["add", "--account", DEV, "--form", form, "--name", &name];
        alice.json(&add).await;
    }
    alice.settle(&format!(
        "[[profiles.chain]]\nprofile = \"of-role-chain\"\nportal = \"{PORTAL}\"\naccount = \"{DEV}\"\n\
         role = \"{ADMINISTRATOR}\"\nrole_arn = \"arn:aws:iam::{PRODUCTION}:role/DeployRole\"\n"
    ));
    alice.json(&["sync", "--query", "dev"]).await;
    keep_tokens(&alice).await;
    for (tool, form, why_not) in TABLE {
        if let Some(why_not) = why_not {
            println!("{tool:?} with {form}: not here, {why_not}");
            continue;
        }
        let ended = run(tool.ask(&alice, &format!("of-{form}"))).await;
        assert_eq!(ended.code, 0, "{tool:?} with {form}: {ended:?}");
        let arn = ended.out.trim();
        if form == "role-chain" {
            assert!(arn.contains(&format!("{PRODUCTION}:assumed-role/DeployRole/")), "{tool:?}: {arn}");
        } else {
            assert_is_role(&json!(arn), DEV, ADMINISTRATOR, "alice");
        }
    }
}

/// The tokens of `aws sso login` for the session and for the start URL.
async fn keep_tokens(alice: &Alice) {
    // A one-time code is good once.
    alice.company.wait(60);
    let signed_in = client::sign_in(&alice.company, &mut alice.company.person("alice")).await;
    let ends = (alice.company.now() + jiff::SignedDuration::from_mins(50)).strftime("%Y-%m-%dT%H:%M:%SZ");
    let token = json!({
        "startUrl": alice.company.start_url(), "region": alice.company.region(),
        "accessToken": signed_in.access, "expiresAt": ends.to_string(),
    });
    let keep = "import hashlib, os, sys\nfolder = os.path.expanduser('~/.aws/sso/cache')\n\
                os.makedirs(folder, exist_ok=True)\nfor name in sys.argv[2:]:\n    \
                name = hashlib.sha1(name.encode()).hexdigest()\n    \
                open(f'{folder}/{name}.json', 'w').write(sys.argv[1])";
    let mut write = alice.desk.home.command(python());
    let session = format!("portico-{PORTAL}");
    write.args(["-I", "-c", keep, &token.to_string(), alice.company.start_url(), &session]);
    run(write).await.worked();
}
