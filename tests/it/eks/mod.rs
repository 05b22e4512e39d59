//! Clusters of Amazon EKS: the token against the AWS CLI's, both of its versions, byte for byte; the kubeconfig with a real
//! `kubectl` and a cluster that asks STS.
#![expect(clippy::disallowed_methods, reason = "the tests play kubectl's owner")]

mod cluster;

use jiff::Timestamp;
use portico_core::aws::eks;
use portico_core::credentials::Credentials;
use portico_core::portal::Portal;
use portico_core::settings::Settings;
use portico_model::Secret;
use serde_json::{Value, json};

use self::cluster::{Cluster, address, ask_sts};
use crate::support::companion::{Companion, PORTAL, refusal};
use crate::support::company::Company;
use crate::support::judge::assert_is_role;
use crate::support::process::{aws, aws_v1, faketime, run};
use crate::support::{ADMINISTRATOR, DEV};

/// A second of the year 2026.
const NOW: i64 = 1_795_262_400;
const CLUSTER: &str = "securecart-1";

/// Keys with everything in them that an address must encode.
fn credentials(expires: Timestamp) -> Credentials {
    Credentials {
        access_key_id: "ASIAIOSFODNN7EXAMPLE".to_owned(),
        secret_access_key: Secret::new("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".to_owned()),
        session_token: Secret::new("IQoJb3JpZ2luX2VjE/+a/b=c~d-e_f.g==".to_owned()),
        expires,
        account: DEV.parse().expect("an id"),
    }
}

fn portal(home: &Companion, region: &str, hosts: &str) -> Portal {
    let start_url = match region {
        "cn-north-1" => "https://start.cn-north-1.home.awsapps.cn/directory/company",
        "us-gov-west-1" => "https://start.us-gov-west-1.us-gov-home.awsapps.com/directory/company",
        _ => "https://company.awsapps.com/start",
    };
    let settings = format!(
        "[[portal]]\nname = \"work\"\nstart_url = \"{start_url}\"\n\
         region = \"{region}\"\nhosts = \"{hosts}\"\n"
    );
    home.sandbox.write("portico/settings.toml", settings);
    let folder = portico_core::disk::Home::at(&home.sandbox.path("portico")).expect("a home");
    Settings::load(&folder).expect("settings").portals[0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_is_the_aws_clis_byte_for_byte() {
    let home = Companion::without_desktop();
    let now = Timestamp::from_second(NOW).expect("a time");
    let keys = credentials(now + jiff::SignedDuration::from_hours(1));
    let places = [
        ("eu-west-1", "eu-west-1", "standard"),
        // The cluster need not be where the portal is, and its STS has no dual-stack host for it.
        ("eu-west-1", "us-east-1", "dual-stack"),
        ("us-west-2", "us-west-2", "fips"),
        ("us-gov-west-1", "us-gov-east-1", "fips"),
        ("cn-north-1", "cn-northwest-1", "standard"),
    ];
    for (there, region, hosts) in places {
        let portal = portal(&home, there, hosts);
        let cluster = CLUSTER.parse().expect("a name");
        let token =
            eks::token(&portal, &region.parse().expect("a Region"), &cluster, &keys, now).expect("signed");
        let ours = json!({
            "kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1beta1", "spec": {},
            "status": { "token": token.text.expose(), "expirationTimestamp": token.expires.to_string() },
        });
        for program in [aws(), aws_v1()] {
            let mut get = home.command(&program);
            get.args(["eks", "get-token", "--cluster-name", CLUSTER, "--region", region, "--output", "json"]);
            get.env("AWS_ACCESS_KEY_ID", &keys.access_key_id);
            get.env("AWS_SECRET_ACCESS_KEY", keys.secret_access_key.expose());
            get.env("AWS_SESSION_TOKEN", keys.session_token.expose());
            get.env("LD_PRELOAD", faketime()).env("FAKETIME_FMT", "%s").env("FAKETIME", NOW.to_string());
            get.env("AWS_USE_FIPS_ENDPOINT", if hosts == "fips" { "true" } else { "false" });
            let theirs: Value = serde_json::from_str(&run(get).await.worked()).expect("JSON");
            assert_eq!(theirs, ours, "{} for {region}, {hosts}", program.display());
        }
    }
}

#[test]
fn a_token_does_not_outlive_its_keys() {
    let home = Companion::without_desktop();
    let now = Timestamp::from_second(NOW).expect("a time");
    let end = now + jiff::SignedDuration::from_mins(5);
    let (portal, region) = (portal(&home, "eu-west-1", "standard"), "eu-west-1".parse().expect("a Region"));
    let cluster = CLUSTER.parse().expect("a name");
    let token = eks::token(&portal, &region, &cluster, &credentials(end), now).expect("signed");
    assert_eq!(token.expires, end);
}

/// Alice signed in, and a cluster that believes the company's STS.
struct Fleet {
    company: Company,
    home: Companion,
    cluster: Cluster,
}

impl Fleet {
    async fn ready() -> Self {
        let (company, home) = (Company::open().await, Companion::at_desktop().await);
        home.add_company(&company).await;
        home.sign_in(&mut company.person("alice")).await;
        let cluster = Cluster::open(CLUSTER, company.endpoint()).await;
        home.sandbox.write("ca.pem", &cluster.authority);
        Self { company, home, cluster }
    }

    /// `portico eks kubeconfig` with all that can be said.
    async fn kubeconfig(&self, more: &[&str]) -> String {
        let (server, authority) = (self.cluster.server(), self.home.sandbox.path("ca.pem"));
        let authority = authority.to_str().expect("a path");
        let words = ["eks", "kubeconfig", CLUSTER, "--account", "Dev", "--role", ADMINISTRATOR];
        let place = ["--region", "eu-west-1", "--server", &server, "--certificate-authority", authority];
        self.home.run(&[&words[..], &place, more].concat()).await.worked()
    }

    /// What kubectl says with these files as its kubeconfig.
    async fn kubectl(&self, files: &[&str], words: &[&str]) -> crate::support::process::Ended {
        let files: Vec<_> = files.iter().map(|file| self.home.sandbox.path(file)).collect();
        let mut kubectl = self.home.command("kubectl");
        kubectl.args(words).env("KUBECONFIG", std::env::join_paths(files).expect("paths"));
        run(kubectl).await
    }
}

/// A cluster that somebody has already.
const FOREIGN: &str = "apiVersion: v1\nkind: Config\nclusters:\n- name: mine\n  cluster:\n    server: https://mine.example\n\
                       contexts:\n- name: mine\n  context:\n    cluster: mine\n    user: mine\n\
                       users:\n- name: mine\n  user:\n    token: hunter2\ncurrent-context: mine\n";

#[tokio::test(flavor = "multi_thread")]
async fn kubectl_gets_in_by_a_kubeconfig_of_ours_beside_its_own() {
    let fleet = Fleet::ready().await;
    let printed = fleet.kubeconfig(&["--name", "shop: \"dev\" #1"]).await;
    assert!(!printed.contains("k8s-aws-v1"), "no secret is in it: {printed}");
    fleet.home.sandbox.write("kube/own", FOREIGN);
    fleet.home.sandbox.write("kube/portico", &printed);
    let both = ["kube/own", "kube/portico"];
    let get = ["--context", "shop: \"dev\" #1", "get", "--raw", "/version"];
    let said = fleet.kubectl(&both, &get).await.worked();
    assert!(said.contains("v1.30.4-eks"), "{said}");
    let callers = fleet.cluster.callers();
    assert_is_role(&json!(callers.last().expect("somebody")), DEV, ADMINISTRATOR, "alice");
    assert_eq!(fleet.home.sandbox.read("kube/own"), FOREIGN, "theirs is as it was");
    let contexts = fleet.kubectl(&both, &["config", "get-contexts", "--output", "name"]).await.worked();
    assert_eq!(contexts.lines().collect::<Vec<_>>(), ["mine", "shop: \"dev\" #1"]);

    fleet.home.run(&["logout", "--portal", PORTAL]).await.worked();
    let refused = fleet.kubectl(&both, &get).await;
    assert!(refused.code != 0 && refused.err.contains("portico login"), "it says what to do: {refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_three_ways_of_telling_kubectl_come_to_the_same() {
    let fleet = Fleet::ready().await;
    fleet.home.sandbox.write("kube/yaml", fleet.kubeconfig(&[]).await);
    fleet.home.sandbox.write("kube/json", fleet.kubeconfig(&["--json"]).await);
    // Debian's kubectl 1.20.2 breaks down when it makes the entry of a user, whatever is in it; it can change one.
    let user = format!("portico:{PORTAL}:{ADMINISTRATOR}@arn:aws:eks:eu-west-1:{DEV}:cluster/{CLUSTER}");
    let made = format!("users:\n- name: {user}\n  user: {{}}\n");
    fleet.home.sandbox.write("kube/commands", FOREIGN.replacen("users:\n", &made, 1));
    let mut shell = fleet.home.command("sh");
    shell.args(["-e", "-c", &fleet.kubeconfig(&["--form", "kubectl"]).await]);
    run({
        shell.env("KUBECONFIG", fleet.home.sandbox.path("kube/commands"));
        shell
    })
    .await
    .worked();
    let view = async |file: &str| -> Value {
        let said = fleet.kubectl(&[file], &["config", "view", "--raw", "--output", "json"]).await.worked();
        let mut view: Value = serde_json::from_str(&said).expect("JSON");
        for kind in ["clusters", "contexts", "users"] {
            let entries = view[kind].as_array_mut().expect("a list");
            entries.retain(|entry| entry["name"] != "mine");
            // What the commands cannot say, and what is the default.
            for exec in entries.iter_mut().filter_map(|entry| entry["user"]["exec"].as_object_mut()) {
                exec.retain(|name, _| ["apiVersion", "command", "args"].contains(&name.as_str()));
            }
        }
        view["current-context"] = Value::Null;
        view
    };
    let yaml = view("kube/yaml").await;
    assert_eq!(yaml["users"].as_array().map(Vec::len), Some(1), "{yaml}");
    assert_eq!(view("kube/json").await, yaml);
    assert_eq!(view("kube/commands").await, yaml);
    let context = format!("{CLUSTER}-{ADMINISTRATOR}");
    let get = ["--context", &context, "get", "--raw", "/version"];
    fleet.kubectl(&["kube/commands"], &get).await.worked();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_for_one_cluster_and_a_quarter_of_an_hour() {
    let fleet = Fleet::ready().await;
    let role = ["--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR, "--region", "eu-west-1"];
    let words = [&["eks", "token", CLUSTER], &role[..]].concat();
    let mut asking = fleet.home.portico(&words);
    let info = json!({ "apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential" });
    asking.env("KUBERNETES_EXEC_INFO", info.to_string());
    let said: Value = serde_json::from_str(&run(asking).await.worked()).expect("JSON");
    assert_eq!(said["apiVersion"], info["apiVersion"], "as it was asked for");
    let token = said["status"]["token"].as_str().expect("a token");
    let sts = fleet.company.endpoint();
    let arn = ask_sts(token, CLUSTER, sts).await.expect("known");
    assert_is_role(&json!(arn), DEV, ADMINISTRATOR, "alice");
    assert_eq!(ask_sts(token, "another", sts).await, Err("SignatureDoesNotMatch".to_owned()));
    // What the AWS CLI signs is taken, too.
    let words = ["env", "--account", DEV, "--role", ADMINISTRATOR, "--form", "docker"];
    let variables = fleet.home.run(&words).await.worked();
    let mut get = fleet.home.command(aws_v1());
    get.args(["eks", "get-token", "--cluster-name", CLUSTER, "--region", "us-west-2", "--output", "json"]);
    get.envs(variables.lines().filter_map(|line| line.split_once('=')));
    let theirs: Value = serde_json::from_str(&run(get).await.worked()).expect("JSON");
    let theirs = theirs["status"]["token"].as_str().expect("a token");
    assert_eq!(ask_sts(theirs, CLUSTER, sts).await, Ok(arn));

    let url = address(token).expect("an address");
    for (from, to) in [
        ("Action=GetCallerIdentity", "Action=AssumeRole"),
        ("X-Amz-Expires=60", "X-Amz-Expires=900"),
        ("%2Feu-west-1%2F", "%2Fus-east-1%2F"),
        ("SignedHeaders=host%3Bx-k8s-aws-id", "SignedHeaders=host"),
    ] {
        let forged = url.as_str().replace(from, to);
        assert_ne!(forged, url.as_str(), "{from}");
        assert_eq!(status(&forged, CLUSTER).await, 403, "{to}");
    }
    let both = format!("{url}&X-Amz-Credential=other");
    assert_eq!(status(&both, CLUSTER).await, 403, "a credential beside it");
    fleet.company.wait(14 * 60);
    assert!(ask_sts(token, CLUSTER, sts).await.is_ok());
    fleet.company.wait(2 * 60);
    assert_eq!(ask_sts(token, CLUSTER, sts).await, Err("SignatureDoesNotMatch".to_owned()));
}

async fn status(url: &str, cluster: &str) -> u16 {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    client.get(url).header("x-k8s-aws-id", cluster).send().await.expect("an answer").status().as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_cluster_is_refused_with_a_remedy() {
    let home = Companion::without_desktop();
    portal(&home, "eu-west-1", "standard");
    let text = home.sandbox.write("notes.txt", "no certificate");
    let text = text.to_str().expect("a path");
    let usual = ["--account", DEV, "--region", "eu-west-1"];
    for (words, remedy) in [
        (&["a b"][..], "aws eks list-clusters"),
        (&[CLUSTER, "--server", "http://127.0.0.1"], "https://"),
        (&[CLUSTER, "--server", "https://x", "--certificate-authority", text], "base64 -d"),
        (&[CLUSTER, "--server", "https://x", "--certificate-authority", "/nowhere"], "PEM"),
    ] {
        let refused = refusal(&home.run(&[&["eks", "kubeconfig"], words, &usual].concat()).await, 2);
        assert!(refused.remedy.contains(remedy), "{words:?}: {}", refused.remedy);
    }
    let role = ["--portal", "work", "--account", DEV, "--role", ADMINISTRATOR];
    for words in [["-x", "--region", "eu-west-1"], ["ok", "--region", "moon"]] {
        let ended = home.run(&[&["eks", "token"], &words[..], &role].concat()).await;
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{ended:?}");
        assert_eq!(ended.err.lines().count(), 1, "kubectl prints it whole: {ended:?}");
    }
    let elsewhere = "cn-north-1".parse().expect("a Region");
    let (now, cluster) = (Timestamp::from_second(NOW).expect("a time"), CLUSTER.parse().expect("a name"));
    let keys = credentials(now);
    let refused = eks::token(&portal(&home, "eu-west-1", "standard"), &elsewhere, &cluster, &keys, now);
    assert!(refused.expect_err("another partition").to_string().contains("aws-cn"));
}
