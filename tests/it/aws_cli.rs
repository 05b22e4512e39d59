//! Debian's AWS CLI 2.9.19 judges the local Identity Center with keys and tokens it is handed. It knows no endpoint
//! variables, so each call names its address. The profile that Portico exports is in [`crate::journey`].

use serde_json::Value;

use crate::support::client;
use crate::support::company::Company;
use crate::support::judge::assert_is_role;
use crate::support::process::{Ended, aws, run};
use crate::support::sandbox::Sandbox;
use crate::support::{ADMINISTRATOR, DEV};

#[tokio::test(flavor = "multi_thread")]
async fn it_lists_accounts_over_small_pages_and_is_refused_with_another_token() {
    let company = Company::with(portico_center::Config { page_size: 2, ..Default::default() }).await;
    let otto = client::sign_in(&company, &mut company.person("otto")).await;
    let sandbox = Sandbox::new();
    let list = async |token: &str| {
        ask(&sandbox, &company, &["sso", "list-accounts", "--access-token", token], &[]).await
    };
    let listed: Value = serde_json::from_str(&list(&otto.access).await.worked()).expect("JSON");
    assert_eq!(listed["accountList"].as_array().map(Vec::len), Some(6));
    let refused = list("emu_unknown").await;
    assert_eq!(refused.code, 254, "{refused:?}");
    assert!(refused.err.contains("(UnauthorizedException)") && refused.out.is_empty(), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_somebody_with_keys_from_the_portal_and_nobody_with_a_wrong_secret() {
    let company = Company::open().await;
    let alice = client::sign_in(&company, &mut company.person("alice")).await;
    let sandbox = Sandbox::new();
    let words = ["sso", "get-role-credentials", "--account-id", DEV, "--role-name", ADMINISTRATOR];
    let words = [&words[..], &["--access-token", &alice.access]].concat();
    let given: Value =
        serde_json::from_str(&ask(&sandbox, &company, &words, &[]).await.worked()).expect("JSON");
    let key = |name: &str| given["roleCredentials"][name].as_str().expect("a credential").to_owned();
    let keys = async |secret: &str| {
        let keys = [
            ("AWS_ACCESS_KEY_ID", key("accessKeyId")),
            ("AWS_SECRET_ACCESS_KEY", secret.to_owned()),
            ("AWS_SESSION_TOKEN", key("sessionToken")),
        ];
        ask(&sandbox, &company, &["sts", "get-caller-identity"], &keys).await
    };
    let identity: Value = serde_json::from_str(&keys(&key("secretAccessKey")).await.worked()).expect("JSON");
    assert_is_role(&identity["Arn"], DEV, ADMINISTRATOR, "alice");
    let refused = keys("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY").await;
    assert_eq!(refused.code, 254, "{refused:?}");
    assert!(refused.err.contains("(SignatureDoesNotMatch)") && refused.out.is_empty(), "{refused:?}");
}

async fn ask(sandbox: &Sandbox, company: &Company, words: &[&str], keys: &[(&str, String)]) -> Ended {
    let mut command = sandbox.command(aws());
    command.args(["--endpoint-url", company.endpoint(), "--output", "json"]).args(words);
    command.envs(keys.iter().map(|(name, value)| (*name, value)));
    run(command).await
}
