//! A sign-in that is shared with AWS's tools through `~/.aws/sso/cache`, as the tools see it.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use super::tool::Tool;
use super::verbs::Alice;
use crate::support::companion::{PORTAL, refusal};
use crate::support::judge::assert_is_role;
use crate::support::{ADMINISTRATOR, DEV};

const CACHE: &str = "home/.aws/sso/cache";

impl Alice {
    /// Alice with a profile whose tools sign in by themselves.
    async fn with_session_profile() -> Self {
        let alice = Self::signed_in().await;
        alice.json(&["add", "--account", DEV, "--form", "sso-session", "--name", "shared"]).await;
        alice
    }

    async fn share(&self, on_or_off: &str) -> Value {
        self.desk.home.json(&["portals", "add", PORTAL, "--share-sign-in", on_or_off]).await
    }

    /// Who she is to each tool, or its complaint.
    async fn heard(&self) -> Vec<(Tool, Result<String, String>)> {
        let mut heard = Vec::new();
        for tool in Tool::ALL {
            let mut command = tool.ask(self, Some("shared"));
            tool.lead(self, &mut command);
            heard.push((tool, tool.hear(command).await));
        }
        heard
    }

    /// The one file of the cache, and its rights.
    fn token(&self) -> (String, Value) {
        let [name] = &self.desk.sandbox().names(CACHE)[..] else { panic!("one file") };
        let file = format!("{CACHE}/{name}");
        let token = serde_json::from_str(&self.desk.sandbox().read(&file)).expect("JSON");
        (file, token)
    }

    async fn assert_nobody_can(&self, when: &str) {
        for (tool, heard) in self.heard().await {
            assert!(heard.is_err(), "{tool:?} {when}: {heard:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tool_uses_a_sign_in_that_is_shared_and_none_that_is_not() {
    let alice = Alice::with_session_profile().await;
    alice.assert_nobody_can("before").await;
    assert_eq!(alice.share("on").await["shares_sign_in"], true);
    for (tool, heard) in alice.heard().await {
        let arn = heard.unwrap_or_else(|words| panic!("{tool:?}: {words}"));
        assert_is_role(&json!(arn.trim()), DEV, ADMINISTRATOR, "alice");
    }
    let (file, token) = alice.token();
    let members: Vec<&str> = token.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(members, ["accessToken", "expiresAt", "region", "sharedBy", "startUrl"], "no refresh token");
    let rights = std::fs::metadata(alice.desk.path(&file)).expect("it is there").permissions().mode();
    assert_eq!(rights & 0o777, 0o600);
    alice.share("off").await;
    assert!(alice.desk.sandbox().names(CACHE).is_empty());
    // Credentials of a role that the AWS CLI got with it are its own to keep.
    for kept in alice.desk.sandbox().names("home/.aws/cli/cache") {
        std::fs::remove_file(alice.desk.path(&format!("home/.aws/cli/cache/{kept}"))).expect("removed");
    }
    alice.assert_nobody_can("when it is shared no more").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shared_follows_the_session_and_ends_with_it() {
    let alice = Alice::with_session_profile().await;
    alice.share("on").await;
    let (_, first) = alice.token();
    alice.company.wait(3000);
    alice.desk.home.run(&["env", "--account", DEV, "--role", ADMINISTRATOR]).await.worked();
    let (_, second) = alice.token();
    assert_ne!(first["accessToken"], second["accessToken"], "the renewed one");
    assert!(first["expiresAt"].as_str() < second["expiresAt"].as_str());
    alice.desk.home.run(&["logout"]).await.worked();
    assert!(alice.desk.sandbox().names(CACHE).is_empty());
    alice.assert_nobody_can("after the sign-out").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_of_the_tools_own_is_left_alone() {
    let alice = Alice::with_session_profile().await;
    alice.share("on").await;
    let (file, token) = alice.token();
    alice.share("off").await;
    let ends = alice.company.now() + jiff::SignedDuration::from_mins(5);
    for (what, own) in [
        ("good", json!({"accessToken": "own", "expiresAt": ends.to_string(), "startUrl": token["startUrl"]})),
        (
            "renewable",
            json!({"accessToken": "own", "expiresAt": "2020-01-01T00:00:00Z", "refreshToken": "own"}),
        ),
        ("of another kind", json!(["own"])),
    ] {
        alice.desk.sandbox().write(&file, own.to_string());
        let refused = alice.desk.home.run(&["portals", "add", PORTAL, "--share-sign-in", "on"]).await;
        let refused = refusal(&refused, 2);
        assert!(refused.remedy.contains("aws sso logout"), "{what}: {}", refused.remedy);
        assert_eq!(alice.desk.sandbox().read(&file), own.to_string(), "{what}");
    }
    alice.desk.home.run(&["logout"]).await.worked();
    assert_eq!(alice.desk.sandbox().read(&file), json!(["own"]).to_string(), "nor is it taken out");
}
