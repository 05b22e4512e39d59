//! The recipes of `docs/recipes.md`: what stands there is what runs here, as alice at her desk would type it.
#![expect(clippy::disallowed_methods, reason = "a test reads the page it is about")]

use std::os::unix::fs::PermissionsExt as _;

use serde_json::json;
use tokio::process::Command;

use crate::support::companion::Companion;
use crate::support::company::Company;
use crate::support::judge::assert_is_role;
use crate::support::process::{Started, aws_v1, node, node_folder, nu, package, portico, python, run};
use crate::support::{PRODUCTION, READ_ONLY};

/// The block whose fence says this after its backquotes.
fn recipe(label: &str) -> String {
    let page = std::fs::read_to_string(package().join("../docs/recipes.md")).expect("the page");
    let (_, rest) = page.split_once(&format!("```{label}\n")).unwrap_or_else(|| panic!("no block `{label}`"));
    rest.split_once("```").expect("its end").0.to_owned()
}

/// Alice signed in, with `portico` and the AWS CLI on her `PATH`.
struct Desk {
    company: Company,
    home: Companion,
}

impl Desk {
    async fn ready() -> Self {
        let (company, home) = (Company::open().await, Companion::at_desktop().await);
        home.add_company(&company).await;
        home.sign_in(&mut company.person("alice")).await;
        // Where links cannot be made, scripts do.
        for (name, program) in [("portico", portico()), ("who", aws_v1())] {
            let words = if name == "who" { " sts get-caller-identity --output text --query Arn" } else { "" };
            let script = format!("#!/bin/sh\nexec '{}'{words} \"$@\"\n", program.display());
            home.sandbox.executable(&format!("bin/{name}"), &script);
        }
        Self { company, home }
    }

    /// A shell with these words, `AWS_PROFILE` being something that must not win.
    fn shell(&self, program: impl AsRef<std::ffi::OsStr>, words: &[&str]) -> Command {
        let mut shell = self.home.command(program);
        let path = std::env::var("PATH").expect("PATH");
        shell.args(words).env("PATH", format!("{}:{path}", self.home.sandbox.path("bin").display()));
        shell.env("AWS_PROFILE", "other");
        shell
    }

    async fn is_alice(&self, shell: Command) {
        let words = format!("{:?}", shell.as_std());
        let said = run(shell).await.worked();
        assert!(said.contains("arn:"), "{words}: {said}");
        assert_is_role(&json!(said.trim()), PRODUCTION, READ_ONLY, "alice");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn shells_and_direnv_are_somebody() {
    let desk = Desk::ready().await;
    for (label, program) in [("bash env", "bash"), ("bash env", "zsh"), ("fish env", "fish")] {
        desk.is_alice(desk.shell(program, &["-c", &format!("{}who", recipe(label))])).await;
    }
    let script = format!("{}^who", recipe("nu env"));
    desk.is_alice(desk.shell(nu(), &["--no-config-file", "--commands", &script])).await;
    desk.home.sandbox.write("home/project/.envrc", recipe("bash direnv"));
    let direnv = |words: &[&str]| {
        let mut direnv = desk.shell("direnv", words);
        direnv.current_dir(desk.home.sandbox.path("home/project"));
        direnv
    };
    run(direnv(&["allow", "."])).await.worked();
    desk.is_alice(direnv(&["exec", ".", "who"])).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dotenv_file_makes_a_program_somebody_and_nobody_else_may_read_it() {
    let desk = Desk::ready().await;
    run(desk.shell("bash", &["-c", &recipe("bash dotenv")])).await.worked();
    let mode = std::fs::metadata(desk.home.sandbox.path("home/.env")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
    let ask = "import dotenv, boto3\ndotenv.load_dotenv('.env')\n\
               print(boto3.client('sts').get_caller_identity()['Arn'])";
    let mut snake = desk.home.command(python());
    snake.args(["-I", "-c", ask]);
    desk.is_alice(snake).await;
    let ask = "import { config } from 'dotenv';\
               import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';\
               config({ path: process.argv[1], quiet: true });\
               console.log((await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn);";
    let mut script = desk.home.command(node());
    script.args(["--input-type=module", "-e", ask]).arg(desk.home.sandbox.path("home/.env"));
    script.current_dir(node_folder());
    desk.is_alice(script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_beside_terraform_and_one_in_a_container_are_somebody() {
    let desk = Desk::ready().await;
    let line = recipe("bash exec").replace("terraform plan", "who");
    desk.is_alice(desk.shell("bash", &["-c", &line])).await;

    let block = recipe("bash container");
    let serve = block.lines().next().expect("a line").trim_end_matches(" &");
    let mut serving = Started::start(desk.shell("bash", &["-c", &format!("exec {serve} 2>&1")]));
    serving.line_with("Serving").await;
    let mut contained = desk.shell(aws_v1(), &["sts", "get-caller-identity", "--output", "text"]);
    contained.args(["--query", "Arn"]).env_remove("AWS_PROFILE");
    let text = desk.home.sandbox.read("home/portico.env");
    contained.envs(text.lines().filter_map(|line| line.split_once('=')));
    desk.is_alice(contained).await;
    serving.kill().await;
    drop(desk.company);
}

#[tokio::test(flavor = "multi_thread")]
async fn kubectl_is_told_of_a_cluster_beside_its_own() {
    let desk = Desk::ready().await;
    let arn = format!("arn:aws:eks:eu-west-1:{PRODUCTION}:cluster/shop");
    let own = format!(
        "apiVersion: v1\nkind: Config\nclusters:\n- name: {arn}\n  cluster:\n    server: https://shop\n"
    );
    desk.home.sandbox.write("home/.kube/config", own);
    let script = format!("set -e\n{}kubectl config view --minify --output json", recipe("bash eks"));
    let said = run(desk.shell("bash", &["-c", &script])).await.worked();
    let view = said.split_once('{').map(|(_, rest)| format!("{{{rest}")).expect("a document");
    let view: serde_json::Value = serde_json::from_str(&view).expect("JSON");
    assert_eq!(view["clusters"][0]["cluster"]["server"], "https://shop", "{view}");
    assert_eq!(view["users"][0]["user"]["exec"]["args"][1], "token", "{view}");
}
