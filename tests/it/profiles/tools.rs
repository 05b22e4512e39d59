//! Each tool with each form: it is used for real, or its own words say why it cannot.

use serde_json::json;

use super::tool::Tool;
use super::verbs::Alice;
use super::*;
use crate::support::client;
use crate::support::companion::PORTAL;
use crate::support::judge::assert_is_role;
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION};

/// How credentials come to a tool.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Form {
    /// A profile of this form, and the tool is told where the portal is.
    Profile(&'static str),
    /// The same, and where the portal is stands in its `services` section only.
    Services(&'static str),
    /// `portico env`.
    Environment,
    /// `portico serve`, with the token in a variable.
    Token,
    /// `portico serve`, with the token in a file.
    TokenFile,
}

const FORMS: [Form; 9] = [
    Form::Profile("credential_process"),
    Form::Profile("sso-session"),
    Form::Profile("sso-legacy"),
    Form::Profile("keys"),
    Form::Profile("role-chain"),
    Form::Services("sso-session"),
    Form::Environment,
    Form::Token,
    Form::TokenFile,
];

/// What a tool cannot do, and what it then says.
const NOT: [(Tool, Form, &str); 2] = [
    // It looks for a local portal at AWS, which here is behind a proxy that does not answer.
    (Tool::Cli, Form::Services("sso-session"), "Failed to connect to proxy URL"),
    // It knows no AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE and comes without a token (AWS CLI 2.15 changed that).
    (Tool::Cli, Form::TokenFile, "Received non 200 response (404)"),
];

/// Alice with a profile of every form, an endpoint, and the variables of one role.
struct Bench {
    alice: Alice,
    environment: Variables,
    served: Variables,
    _serving: Started,
}

type Variables = Vec<(String, String)>;

impl Bench {
    async fn set() -> Self {
        let alice = Alice::signed_in().await;
        for form in ["credential_process", "sso-session", "sso-legacy", "keys"] {
            let name = format!("of-{form}");
            alice.json(&["add", "--account", DEV, "--form", form, "--name", &name]).await;
        }
        alice.settle(&format!(
            "[[profiles.chain]]\nprofile = \"of-role-chain\"\nportal = \"{PORTAL}\"\naccount = \"{DEV}\"\n\
             role = \"{ADMINISTRATOR}\"\nrole_arn = \"arn:aws:iam::{PRODUCTION}:role/DeployRole\"\n"
        ));
        alice.json(&["sync", "--query", "dev"]).await;
        keep_tokens(&alice).await;
        let home = &alice.desk.home;
        let words = ["env", "--account", DEV, "--role", ADMINISTRATOR, "--form", "docker"];
        let printed = home.run(&words).await.worked();
        let pair = |line: &str| line.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
        let environment = printed.lines().filter_map(pair).collect();
        let mut serving = Started::start(home.portico(&["serve", DEV, ADMINISTRATOR, "--json"]));
        let said = serving.line().await.expect("where it is");
        let said: BTreeMap<String, String> = serde_json::from_str(&said).expect("JSON");
        Self { environment, served: said.into_iter().collect(), _serving: serving, alice }
    }

    /// What a tool says with a form.
    async fn try_out(&self, tool: Tool, form: Form) -> Result<String, String> {
        let name = |form: &str| format!("of-{form}");
        let mut command = match form {
            Form::Profile(kind) => tool.ask(&self.alice, Some(&name(kind))),
            Form::Services(kind) => {
                // The JavaScript SDK heeds the section of the profile that the environment names, and of no other.
                let mut command = tool.ask(&self.alice, None);
                command.env("AWS_PROFILE", name(kind)).env("HTTPS_PROXY", "http://127.0.0.1:9");
                command.env("NO_PROXY", "127.0.0.1");
                command
            }
            Form::Environment | Form::Token | Form::TokenFile => tool.ask(&self.alice, None),
        };
        let without = match form {
            Form::Token => "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            Form::TokenFile => "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            Form::Profile(_) | Form::Services(_) | Form::Environment => "",
        };
        let variables = match form {
            Form::Environment => &self.environment[..],
            Form::Token | Form::TokenFile => &self.served[..],
            Form::Profile(_) | Form::Services(_) => &[],
        };
        command.envs(variables.iter().filter(|(name, _)| name != without).map(|(name, value)| (name, value)));
        if !matches!(form, Form::Services(_)) {
            tool.lead(&self.alice, &mut command);
        }
        tool.hear(command).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_tool_uses_each_form_or_says_why_not() {
    let bench = Bench::set().await;
    for form in FORMS {
        for tool in Tool::ALL {
            let heard = bench.try_out(tool, form).await;
            let not = NOT.iter().find(|(other, cannot, _)| (*other, *cannot) == (tool, form));
            match (heard, not) {
                (Ok(arn), None) if form == Form::Profile("role-chain") => {
                    let deployer = format!("{PRODUCTION}:assumed-role/DeployRole/");
                    assert!(arn.contains(&deployer), "{tool:?} with {form:?}: {arn}");
                }
                (Ok(arn), None) => assert_is_role(&json!(arn.trim()), DEV, ADMINISTRATOR, "alice"),
                (Err(words), Some((.., why))) => {
                    assert!(words.contains(why), "{tool:?} with {form:?}: {words}")
                }
                (heard, _) => panic!("{tool:?} with {form:?}: {heard:?}"),
            }
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
    let mut write = alice.desk.home.command(crate::support::process::python());
    let session = format!("portico-{PORTAL}");
    write.args(["-I", "-c", keep, &token.to_string(), alice.company.start_url(), &session]);
    run(write).await.worked();
}
