//! `portico profiles` at a real desktop, signed in to a real portal; what it writes is used by real tools.

use portico_center::{Change, Config};
use serde_json::json;

use super::*;
use crate::support::companion::{PORTAL, refusal};
use crate::support::company::Company;
use crate::support::judge::assert_is_role;
use crate::support::process::{Ended, aws, python};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

/// What a sync calls alice's three roles; the portal is a local one.
const NAMES: [&str; 3] = [
    "emulator-dev-administratoraccess",
    "emulator-production-readonlyaccess",
    "emulator-staging-poweruseraccess",
];
/// What boto3 says a profile is.
pub(super) const WHO: &str = "import sys, boto3\n\
                   print(boto3.Session(profile_name=sys.argv[1]).client('sts').get_caller_identity()['Arn'])";

/// Alice at her desk, signed in.
pub(super) struct Alice {
    pub(super) company: Company,
    pub(super) desk: Desk,
}

impl Alice {
    pub(super) async fn signed_in() -> Self {
        let company = Company::with(Config::default()).await;
        let mut home = Companion::at_desktop().await;
        home.clock = Some(company.clock().clone());
        home.add_company(&company).await;
        home.sign_in(&mut company.person("alice")).await;
        home.sandbox.write(CONFIG, FOREIGN);
        Self { company, desk: Desk { home } }
    }

    pub(super) async fn json(&self, words: &[&str]) -> Value {
        self.desk.home.json(&[&["profiles"], words].concat()).await
    }

    pub(super) async fn run(&self, words: &[&str]) -> Ended {
        self.desk.home.run(&[&["profiles"], words].concat()).await
    }

    /// Adds `text` to the settings.
    pub(super) fn settle(&self, text: &str) {
        let old = self.desk.sandbox().read("portico/settings.toml");
        self.desk.sandbox().write("portico/settings.toml", format!("{old}\n{text}"));
    }

    /// What boto3 says about a profile.
    async fn who(&self, profile: &str) -> Ended {
        let mut ask = self.desk.home.command(python());
        // The credentials are good by the company's clock, which boto3's is.
        ask.args(["-I", "-c", WHO, profile]).env_remove("AWS_REGION");
        run(ask).await
    }

    async fn is(&self, profile: &str, account: &str, role: &str) {
        let said = self.who(profile).await.worked();
        assert_is_role(&json!(said.trim()), account, role, "alice");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_gives_every_role_a_profile_that_works_and_a_second_one_changes_nothing() {
    let alice = Alice::signed_in().await;
    let plan = alice.json(&["plan"]).await;
    assert_eq!((&plan["added"], alice.desk.text().as_str()), (&json!(NAMES), FOREIGN), "only shown");
    let done = alice.json(&["sync", "--region", "eu-north-1"]).await;
    assert_eq!(done["added"], json!(NAMES), "{done}");
    assert!(alice.desk.text().starts_with(FOREIGN));
    alice.is(NAMES[0], DEV, ADMINISTRATOR).await;
    alice.is(NAMES[1], PRODUCTION, READ_ONLY).await;
    let config = alice.desk.config();
    let again = alice.json(&["sync"]).await;
    assert_eq!((&again["kept"], &again["diff"]), (&json!(3), &json!("")), "a Region once set stays");
    assert_eq!(alice.desk.config(), config);
    let narrow = alice.json(&["plan", "--query", "dev", "--form", "sso-session"]).await;
    assert_eq!((&narrow["changed"], &narrow["kept"]), (&json!([NAMES[0]]), &json!(0)), "{narrow}");
    let none = alice.json(&["sync", "--favourites"]).await;
    assert_eq!((&none["kept"], &none["removed"]), (&json!(0), &json!([])), "no favourites, and nothing goes");
    let listed = alice.json(&["list"]).await;
    let names: Vec<&str> =
        listed.as_array().expect("rows").iter().map(|row| row["profile"].as_str().expect("a name")).collect();
    assert_eq!(names, NAMES);
    assert!(
        listed.as_array().expect("rows").iter().all(|row| row["synced"] == true && row["edited"] == false)
    );
    let undone = alice.json(&["undo"]).await;
    assert_eq!(undone["removed"], json!(NAMES));
    assert_eq!(alice.desk.text(), FOREIGN, "every byte");
}

#[tokio::test(flavor = "multi_thread")]
async fn at_a_terminal_the_difference_is_shown_and_asked_about() {
    let alice = Alice::signed_in().await;
    for (answer, code, is_written) in [("n", 130, false), ("y", 0, true)] {
        let said = alice.desk.home.at_terminal(&["profiles", "sync"], json!([["[y/N]", answer]])).await;
        let shown = said["shown"].as_str().expect("text");
        assert_eq!(said["code"], code, "{said}");
        assert!(shown.contains(&format!("+[profile {}]", NAMES[0])) && shown.contains("3 added"), "{shown}");
        assert_eq!(alice.desk.text() != FOREIGN, is_written, "{shown}");
    }
    let said = alice.desk.home.at_terminal(&["profiles", "undo"], json!([["[y/N]", "y"]])).await;
    assert_eq!((&said["code"], alice.desk.text().as_str()), (&json!(0), FOREIGN));
    refusal(&alice.run(&["remove", "nobody"]).await, 4);
    refusal(&alice.run(&["sync", "--template", "{acount}"]).await, 2);
    refusal(&alice.run(&["sync", "--default", "Dev"]).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_longer_assigned_is_told_and_goes_with_prune() {
    let alice = Alice::signed_in().await;
    alice.json(&["sync"]).await;
    let group = "SecureCart-Developers".to_owned();
    let (role, account) = ("PowerUserAccess".to_owned(), "Staging".to_owned());
    alice.company.change(&Change::Unassign { group, role, account });
    let unaware = alice.json(&["sync", "--prune"]).await;
    assert_eq!(unaware["removed"], json!([]), "only a listing tells");
    alice.desk.home.run(&["list", "--refresh"]).await.worked();
    let told = alice.json(&["plan"]).await;
    assert_eq!((&told["stale"], &told["removed"]), (&json!([NAMES[2]]), &json!([])));
    let pruned = alice.json(&["sync", "--prune"]).await;
    assert_eq!((&pruned["stale"], &pruned["removed"]), (&json!([]), &json!([NAMES[2]])));
    assert!(!alice.desk.text().contains(NAMES[2]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_something_else_edited_is_told_and_written_anew() {
    let alice = Alice::signed_in().await;
    alice.json(&["sync"]).await;
    let good = alice.desk.text();
    let mut set = alice.desk.home.command(aws());
    set.args(["configure", "set", "output", "json", "--profile", NAMES[0]]);
    run(set).await.worked();
    assert!(!alice.json(&["list"]).await.to_string().contains("\"edited\":true"), "an addition is welcome");
    let mut set = alice.desk.home.command(aws());
    set.args(["configure", "set", "role_arn", "arn:aws:iam::111122223333:role/X", "--profile", NAMES[1]]);
    run(set).await.worked();
    let table = alice.run(&["list"]).await;
    assert!(
        table.out.contains("edited by something else") && table.err.contains("portico profiles plan"),
        "{table:?}"
    );
    let plan = alice.json(&["plan"]).await;
    assert_eq!((&plan["restored"], &plan["kept"]), (&json!([NAMES[1]]), &json!(2)), "{plan}");
    alice.json(&["sync"]).await;
    assert!(!alice.desk.text().contains("role_arn") && alice.desk.text().contains("output = json"));
    let addition = "output = json\n";
    assert_eq!(
        alice.desk.text().replacen(addition, "", 2).matches("[profile").count(),
        good.matches("[profile").count()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_default_profile_is_made_only_when_it_is_named() {
    let alice = Alice::signed_in().await;
    let taken = alice.run(&["sync", "--default", "Dev/AdministratorAccess"]).await;
    let refused = refusal(&taken, 2);
    assert!(refused.sentence.contains("section called default at line 2"), "{}", refused.sentence);
    assert_eq!(alice.desk.text(), FOREIGN, "nothing of it");
    alice.desk.sandbox().write(CONFIG, "# mine\n");
    alice.json(&["sync"]).await;
    assert!(!alice.desk.text().contains("[default]"));
    alice.json(&["sync", "--default", "Dev/AdministratorAccess"]).await;
    assert!(alice.desk.text().contains("[default]\n"));
    alice.is("default", DEV, ADMINISTRATOR).await;
    alice.json(&["sync", "--prune"]).await;
    assert!(alice.desk.text().contains("[default]\n"), "and never touched after that");
    assert_eq!(alice.json(&["remove", "default"]).await["removed"], json!(["default"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_work_lie_in_a_block_of_their_own_and_go_when_they_expire_or_at_the_sign_out() {
    let alice = Alice::signed_in().await;
    let mine = "[mine]\naws_access_key_id = AKIAMINE\naws_secret_access_key = hunter2\n";
    let credentials = alice.desk.sandbox().write("home/.aws/credentials", mine);
    let add = ["add", "--account", "Dev", "--form", "keys", "--name", "tool", "--yes"];
    let refused = refusal(&alice.run(&add).await, 7);
    assert!(refused.remedy.contains("chmod 600"), "{}", refused.remedy);
    let mut close = alice.desk.home.command("chmod");
    close.arg("600").arg(&credentials);
    run(close).await.worked();
    let read = || alice.desk.sandbox().read("home/.aws/credentials");
    for way_out in ["time", "logout"] {
        let added = alice.run(&add).await;
        assert!(added.err.contains("Written") && !added.out.contains("hunter2"), "{added:?}");
        assert!(read().starts_with(mine) && !added.out.contains("ASIA"), "{added:?}");
        assert_eq!(alice.desk.text(), FOREIGN, "the other file is not touched");
        if way_out == "time" {
            // Keys alone say nothing of where a local portal is. boto3 signs with the machine's clock.
            let mut ask = alice.desk.home.command(python());
            ask.args(["-I", "-c", WHO, "tool"]).env("AWS_ENDPOINT_URL_STS", alice.company.endpoint());
            let said = run(ask).await.worked();
            assert_is_role(&json!(said.trim()), DEV, ADMINISTRATOR, "alice");
        }
        let row = &alice.json(&["list"]).await[0];
        assert_eq!((&row["profile"], &row["form"]), (&json!("tool"), &json!("keys")));
        if way_out == "time" {
            alice.company.wait(3_700);
            alice.desk.home.run(&["status"]).await.worked();
        } else {
            alice.desk.home.run(&["logout"]).await.worked();
        }
        assert_eq!(read(), mine, "{way_out}");
    }
    for copy in alice.desk.sandbox().names("portico/backups") {
        assert!(!alice.desk.sandbox().read(&format!("portico/backups/{copy}")).contains("ASIA"), "{copy}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_reached_through_others_work_outlast_a_sync_and_are_marked_when_their_parent_goes() {
    let alice = Alice::signed_in().await;
    let chain = |profile: &str, account: &str, role: &str, target: &str, more: &str| {
        format!(
            "[[profiles.chain]]\nprofile = \"{profile}\"\nportal = \"{PORTAL}\"\naccount = \"{account}\"\n\
             role = \"{role}\"\nrole_arn = \"arn:aws:iam::{PRODUCTION}:role/{target}\"\n{more}\n"
        )
    };
    let session = "role_session_name = \"release\"";
    alice.settle(&chain("deploy", DEV, ADMINISTRATOR, "DeployRole", session));
    let partner = "external_id = \"securecart-partner-42\"\nregion = \"eu-north-1\"";
    alice.settle(&chain("partner", PRODUCTION, READ_ONLY, "PartnerReadRole", partner));
    let done = alice.json(&["sync"]).await;
    assert_eq!(done["added"].as_array().expect("names").len(), 5, "{done}");
    let said = alice.who("deploy").await.worked();
    assert_eq!(said.trim(), format!("arn:aws:sts::{PRODUCTION}:assumed-role/DeployRole/release"));
    let said = alice.who("partner").await.worked();
    assert!(said.contains(":assumed-role/PartnerReadRole/"), "{said}");

    let again = alice.json(&["sync", "--prune", "--template", "{role}"]).await;
    assert_eq!(again["removed"], json!(NAMES), "other names for their parents");
    alice.who("deploy").await.worked();
    let removed = alice.json(&["remove", "emulator-AdministratorAccess"]).await;
    assert_eq!(removed["parent_missing"], json!(["deploy"]), "{removed}");
    let table = alice.run(&["list"]).await.worked();
    assert!(table.contains("parent missing"), "{table}");
    let refused = alice.who("deploy").await;
    assert!(
        refused.code != 0 && refused.err.contains("source_profile"),
        "boto3 says what is missing: {refused:?}"
    );
    alice.settle("# nothing else\n");
    alice.json(&["sync", "--template", "{role}"]).await;
    alice.who("deploy").await.worked();
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_are_remembered_when_asked_for() {
    let alice = Alice::signed_in().await;
    let before = "# about names\n[profiles]\ntemplate = \"{account}\" # the old one\n";
    alice.settle(before);
    let once = alice.json(&["plan"]).await;
    assert_eq!(once["added"], json!(["emulator-Dev", "emulator-Production", "emulator-Staging"]));
    let words = ["sync", "--template", "{number}", "--form", "sso-session", "--query", "dev", "--save"];
    let done = alice.json(&words).await;
    assert_eq!(done["added"], json!([format!("emulator-{DEV}")]), "{done}");
    let again = alice.json(&["sync"]).await;
    assert_eq!((&again["kept"], &again["diff"]), (&json!(1), &json!("")));
    let settings = alice.desk.sandbox().read("portico/settings.toml");
    assert!(settings.contains("# about names\n") && settings.contains("# the old one\n"), "{settings}");
}
