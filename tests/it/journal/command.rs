//! `portico journal`, and what the command itself writes down.

use serde_json::Value;

use super::{all, assert_whole, journal, told};
use crate::support::companion::{Companion, PORTAL, refusal};
use crate::support::company::Company;
use crate::support::process::{aws, run};
use crate::support::{ADMINISTRATOR, DEV};

const MINE: [&str; 6] = ["--portal", PORTAL, "--account", DEV, "--role", ADMINISTRATOR];

fn with<'a>(verb: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [verb, &MINE[..], more].concat()
}

async fn signed_in() -> (Company, Companion) {
    let (company, mut home) = (Company::open().await, Companion::at_desktop().await);
    let path = home.sandbox.browser(crate::support::stage::BROWSER);
    home.variables.push(("PATH", path));
    home.add_company(&company).await;
    home.sign_in(&mut company.person("alice")).await;
    (company, home)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_helper_that_is_run_again_and_again_is_written_down_once_for_each_tool() {
    let (company, home) = signed_in().await;
    home.run(&with(&["profiles", "add"], &["--name", "one", "--yes"])).await.worked();
    for _ in 0..5 {
        let mut used = home.command(aws());
        used.args(["--endpoint-url", company.endpoint(), "sts", "get-caller-identity", "--profile", "one"]);
        run(used).await.worked();
    }
    for _ in 0..10 {
        home.run(&with(&["credentials"], &[])).await.worked();
    }
    let journal = journal(&home.sandbox);
    let given: Vec<_> = all(&journal).into_iter().filter(|entry| entry.kind == "credentials_given").collect();
    assert_eq!(given.len(), 2, "the AWS CLI, and this test: {given:#?}");
    assert!(given.iter().any(|entry| entry.program.as_deref() == Some("aws")), "{given:#?}");
    assert!(given.iter().all(|entry| entry.details["way"] == "helper" && entry.until.is_some()));
    assert_whole(&journal);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_command_does_is_listed_filtered_verified_and_pruned() {
    let (_company, home) = signed_in().await;
    home.run(&with(&["env"], &["--form", "bash"])).await.worked();
    home.run(&with(&["exec"], &["--", "/bin/true", "--password", "hush"])).await.worked();
    home.run(&with(&["open"], &["--destination", "ec2"])).await.worked();
    home.run(&["logout"]).await.worked();
    let terminal = |kind: &str| (kind.to_owned(), "terminal".to_owned());
    let wanted = ["signed_in", "credentials_printed", "credentials_passed", "console_opened", "signed_out"];
    assert_eq!(told(&journal(&home.sandbox)), wanted.map(terminal));

    let json = home.json(&["journal"]).await;
    let kinds: Vec<&str> =
        json.as_array().expect("a list").iter().filter_map(|one| one["kind"].as_str()).collect();
    assert_eq!(
        kinds,
        [
            "signed_out",
            "console_opened",
            "credentials_passed",
            "credentials_printed",
            "signed_in",
            "journal_began"
        ]
    );
    assert_eq!(json[2]["details"], serde_json::json!({"command": "true"}));
    let few = home
        .json(&[
            "journal",
            "--account",
            "Dev",
            "--kind",
            "credentials_printed,console_opened",
            "--since",
            "1h",
        ])
        .await;
    assert_eq!(few.as_array().map(Vec::len), Some(2), "{few}");
    assert_eq!(home.json(&["journal", "--portal", "other"]).await, Value::Array(Vec::new()));
    let csv = home.run(&["journal", "--csv", "--limit", "1"]).await.worked();
    assert!(
        csv.starts_with("seq,at,clock_ahead_ms,kind,by,") && csv.contains(",\"signed_out\",\"terminal\","),
        "{csv}"
    );
    let table = home.run(&["journal", "--limit", "2"]).await.worked();
    assert!(
        table.starts_with("WHEN") && table.contains("console opened") && table.contains("service ec2"),
        "{table}"
    );
    refusal(&home.run(&["journal", "--kind", "nonsense"]).await, 2);
    refusal(&home.run(&["journal", "--since", "once"]).await, 2);

    let head = home.run(&["journal", "head"]).await.worked();
    let head = head.trim();
    assert!(home.run(&["journal", "verify"]).await.worked().contains(head));
    home.run(&["journal", "verify", "--expect", head]).await.worked();
    refusal(&home.run(&["journal", "prune", "--before", "0s"]).await, 2);
    home.run(&["journal", "prune", "--before", "0s", "--yes", "--reason", "tidy"]).await.worked();
    assert!(home.run(&["journal", "verify", "--expect", head]).await.worked().contains("2 entries"));

    // What somebody else does to it.
    let mut tamper = home.command("python3");
    let script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); \
                  c.execute(\"UPDATE entry SET asker = 'window' WHERE seq = 6\"); c.commit()";
    tamper.args(["-c", script]).arg(home.sandbox.path("portico/journal.sqlite3"));
    run(tamper).await.worked();
    let found = home.run(&["journal", "verify"]).await;
    assert_eq!((found.code, found.out.lines().count()), (9, 1), "{found:?}");
    assert!(found.out.starts_with("Entry 6 is not as it was written"), "{found:?}");
    let found = home.run(&["journal", "verify", "--json"]).await;
    let found: Value = serde_json::from_str(&found.out).expect("JSON");
    assert_eq!((&found["whole"], &found["findings"][0]["seq"]), (&Value::Bool(false), &Value::from(6)));
}

/// The recipe of `docs/journal.md`, which knows nothing of Portico, comes to the same hash.
#[tokio::test(flavor = "multi_thread")]
async fn the_recipe_of_the_manual_comes_to_the_same_hash() {
    let home = Companion::without_desktop();
    let mut writer = home.command(crate::support::process::journal_writer());
    writer.arg(home.sandbox.path("portico")).arg("20");
    run(writer).await.worked();
    let manual = include_str!("../../../docs/journal.md");
    let recipe =
        manual.split("```python\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a recipe");
    let mut python = home.command("python3");
    python.args(["-c", recipe]).current_dir(home.sandbox.path("portico"));
    let head = journal(&home.sandbox).head().expect("readable").expect("there");
    assert_eq!(run(python).await.worked().trim(), head.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_written_down_is_told_and_stops_nobody() {
    let (_company, home) = signed_in().await;
    let mut newer = home.command("python3");
    let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA user_version = 9')";
    newer.args(["-c", script]).arg(home.sandbox.path("portico/journal.sqlite3"));
    run(newer).await.worked();
    let ended = home.run(&with(&["env"], &["--form", "bash"])).await;
    assert!(
        ended.err.contains("This is not in the journal") && ended.err.contains("newer version"),
        "{ended:?}"
    );
    assert!(ended.worked().contains("AWS_SESSION_TOKEN"));
    // Tools print what a helper says, and nobody reads it.
    let helper = home.run(&with(&["credentials"], &[])).await;
    assert_eq!((helper.code, helper.err.as_str()), (0, ""), "{helper:?}");
}
