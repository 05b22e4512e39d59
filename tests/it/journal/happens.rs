//! What an engine writes down: each thing once, by whom it was asked, and no secret.

use jiff::SignedDuration;
use portico_center::{Change, Config};
use portico_core::console::Destination;
use portico_core::disk;
use portico_core::engine::{Command, Consent, Manner, ProfileRequest, ProfilesTask, Sharing};
use portico_core::export::Form;
use portico_core::journal::{Asker, Query};
use portico_core::profiles::ProfileForm;
use portico_core::serve::{Place, Terms};
use portico_core::settings::{Guard, Rail};
use portico_core::view::JournalAsk;

use super::{all, assert_whole, told};
use crate::support::engine::{portal, role, signed_in};
use crate::support::webdriver::until;
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

/// The keys that the endpoint gives.
#[expect(clippy::disallowed_methods, reason = "a tool comes with a client of its own")]
async fn fetched(place: &Place) -> serde_json::Value {
    let asked = reqwest::Client::builder().no_proxy().build().expect("a client").get(&place.url);
    let answer = asked.header("Authorization", place.token.expose()).send().await.expect("an answer");
    serde_json::from_str(&answer.text().await.expect("text")).expect("JSON")
}

fn pairs(told: &[(String, String)]) -> Vec<(&str, &str)> {
    told.iter().map(|(kind, by)| (kind.as_str(), by.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_does_is_written_down_with_who_asked_for_it() {
    let (company, folder, keychain, mut running) = signed_in(Config::default()).await;
    let journal = running.engine.parts().journal.clone();
    let dev = role(DEV, ADMINISTRATOR);
    let run = async |by: Asker, command: Command| running.engine.run_as(by, command).await.expect("done");
    let here = Destination { service: Some("ec2".into()), ..Destination::default() };
    run(Asker::Tray, Command::OpenConsole(role(PRODUCTION, READ_ONLY), here, Manner::default())).await;
    run(Asker::Window, Command::Copy(dev.clone(), Form::Json, None)).await;
    run(Asker::Terminal, Command::FederatedLink(dev.clone(), Destination::default())).await;
    let request = ProfileRequest { key: dev.clone(), name: None, form: ProfileForm::Keys, region: None };
    run(Asker::Window, Command::ExportProfile(request)).await;
    let place =
        run(Asker::Tray, Command::Serve(dev.clone(), Terms::default())).await.serving().expect("a place");
    run(Asker::Window, Command::StopServing(place.port)).await;
    run(Asker::Window, Command::ConsoleLink(dev.clone(), Destination::default(), Sharing::default())).await;
    run(Asker::Tray, Command::SignOut(portal())).await;
    let told = told(&journal);
    let wanted = [
        ("signed_in", "window"),
        ("console_opened", "tray"),
        ("credentials_copied", "window"),
        ("console_opened", "terminal"),
        ("profile_written", "window"),
        ("serving_began", "tray"),
        ("serving_ended", "window"),
        ("signed_out", "tray"),
        ("profile_removed", "portico"),
    ];
    let mut found = pairs(&told);
    found.truncate(wanted.len());
    assert_eq!(found, wanted);
    let entries = all(&journal);
    assert_eq!(entries[2].details["service"], "ec2");
    assert!(entries[2].until.is_some_and(|until| until > entries[2].at));
    assert_eq!((entries[3].details["form"].as_str(), entries[3].account.as_deref()), ("json", Some(DEV)));
    assert!(entries[3].until.is_some_and(|until| until > entries[3].at));
    assert_eq!(entries[4].details["by"], "federation");
    assert_whole(&journal);
    // No secret that was met on the way.
    let file = disk::read_bytes(&folder.path().join("journal.sqlite3")).expect("readable").expect("there");
    let text = String::from_utf8_lossy(&file);
    let copied: serde_json::Value = serde_json::from_str(running.desktop.copied()[0].expose()).expect("JSON");
    let secrets =
        ["SecretAccessKey", "SessionToken"].map(|name| copied[name].as_str().expect("text").to_owned());
    for secret in secrets.iter().chain([place.token.expose(), &place.url]) {
        assert!(!text.contains(secret.as_str()), "a secret is in the journal");
    }
    drop((company, keychain));
    running.causes();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_step_up_is_written_down_with_its_reason_and_takes_the_keys_out_of_the_file() {
    let (company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let parts = running.engine.parts();
    let (journal, dev) = (parts.journal.clone(), role(DEV, ADMINISTRATOR));
    let reason = Some("INC-7".parse().expect("a reason"));
    let typed = Consent { typed: Some(ADMINISTRATOR.to_owned()), reason, ..Consent::default() };
    let request = ProfileRequest { key: dev.clone(), name: None, form: ProfileForm::Keys, region: None };
    let step_up = async || {
        let export = Command::ExportProfile(request.clone());
        running.engine.run_with(export, &typed).await.expect("done").plan().expect("written");
    };
    let credentials = parts.home.data().join("aws-credentials");
    let has_keys =
        || disk::read_text(&credentials).expect("readable").is_some_and(|text| text.contains("ASIA"));
    // Ended by a person, by its clock, with the session, with the portal.
    step_up().await;
    assert!(has_keys());
    running.engine.run_as(Asker::Tray, Command::StepDown(dev.clone())).await.expect("ended");
    assert!(!has_keys(), "they outlive the step-up");
    step_up().await;
    company.clock().advance(SignedDuration::from_mins(61));
    running.wake().await;
    let ended =
        || all(&journal).into_iter().filter(|entry| entry.kind == "step_up_ended").collect::<Vec<_>>();
    until("it is over", async || (ended().len() == 2).then_some(())).await;
    step_up().await;
    running.run(Command::SignOut(portal())).await.expect("signed out");
    let told: Vec<_> = ended()
        .into_iter()
        .map(|entry| {
            assert_eq!((entry.role.as_deref(), entry.account.as_deref()), (Some(ADMINISTRATOR), Some(DEV)));
            (entry.by, entry.reason, entry.details.get("why").cloned())
        })
        .collect();
    let line =
        |by: &str, why: Option<&str>| (by.to_owned(), Some("INC-7".to_owned()), why.map(str::to_owned));
    assert_eq!(
        told,
        [line("tray", None), line("portico", Some("expired")), line("portico", Some("signed out"))]
    );
    let removed = all(&journal).into_iter().filter(|entry| entry.kind == "profile_removed");
    let removed: Vec<_> = removed.map(|entry| (entry.role, entry.details["why"].clone())).collect();
    let role = Some(ADMINISTRATOR.to_owned());
    assert_eq!(removed[0], (role.clone(), "step-up ended".to_owned()));
    assert!(removed.iter().all(|(of, _)| *of == role), "{removed:?}");
    assert_whole(&journal);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_up_that_ran_out_while_nobody_looked_ends_before_the_next_one_begins() {
    let (company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let typed = Consent { typed: Some(ADMINISTRATOR.to_owned()), ..Consent::default() };
    for _ in 0..2 {
        let copy = Command::Copy(role(DEV, ADMINISTRATOR), Form::Json, None);
        running.engine.run_with(copy, &typed).await.expect("copied");
        company.clock().advance(SignedDuration::from_mins(61));
    }
    let step_ups =
        all(&running.engine.parts().journal).into_iter().filter(|entry| entry.kind.contains("step"));
    let told: Vec<_> = step_ups.map(|entry| (entry.kind, entry.by)).collect();
    let told: Vec<_> = told.iter().map(|(kind, by)| (kind.as_str(), by.as_str())).collect();
    assert_eq!(told, [("stepped_up", "window"), ("step_up_ended", "portico"), ("stepped_up", "window")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_is_removed_ends_its_step_ups() {
    let (_company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let typed = Consent { typed: Some(ADMINISTRATOR.to_owned()), ..Consent::default() };
    let copy = Command::Copy(role(DEV, ADMINISTRATOR), Form::Json, None);
    running.engine.run_with(copy, &typed).await.expect("copied");
    assert_eq!(running.engine.snapshot().step_ups.len(), 1);
    running.run(Command::RemovePortal(portal())).await.expect("removed");
    assert!(running.engine.snapshot().step_ups.is_empty());
    let ended = all(&running.engine.parts().journal).pop().expect("an entry");
    assert_eq!((ended.kind.as_str(), ended.by.as_str()), ("step_up_ended", "portico"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_endpoint_gives_is_written_down_whether_or_not_this_program_has_the_keys_in_hand() {
    let (company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let (journal, dev) = (running.engine.parts().journal.clone(), role(DEV, ADMINISTRATOR));
    let serve = Command::Serve(dev, Terms::default());
    let place = running.run(serve).await.expect("served").serving().expect("a place");
    running.run(Command::CopyServing(place.port, Form::Bash)).await.expect("copied");
    let copied = all(&journal).pop().expect("an entry");
    assert_eq!((copied.kind.as_str(), copied.role.as_deref()), ("credentials_copied", Some(ADMINISTRATOR)));
    assert_eq!(copied.details["form"], "endpoint (bash)");
    // The answer comes when nobody looks: the engine has been told of nothing when it is written down.
    let answer = fetched(&place).await;
    let given = all(&journal).pop().expect("an entry");
    assert_eq!((given.kind.as_str(), given.by.as_str()), ("credentials_given", "tool"));
    assert_eq!(given.details["way"], "endpoint");
    let end = answer["Expiration"].as_str().expect("an end").parse::<jiff::Timestamp>().expect("a time");
    assert_eq!(given.until.map(jiff::Timestamp::as_second), Some(end.as_second()));
    drop(company);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guardrail_that_is_changed_is_written_down_with_what_it_was() {
    let (_company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let journal = running.engine.parts().journal.clone();
    let set = async |rail| {
        running.engine.run_as(Asker::Window, Command::SetGuardrail(rail)).await.expect("set");
    };
    set(Rail::Admin(Guard::Type)).await;
    set(Rail::Admin(Guard::Hold)).await;
    set(Rail::Admin(Guard::Hold)).await;
    set(Rail::Minutes(30)).await;
    let changed = all(&journal).into_iter().filter(|entry| entry.kind == "guardrail_changed");
    let told: Vec<String> = changed.map(|entry| format!("{}: {}", entry.by, entry.remark())).collect();
    assert_eq!(
        told,
        [
            "window: guardrail admin, to type",
            "window: from type, guardrail admin, to hold",
            "window: guardrail minutes, to 30"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_profile_of_many_is_written_down_with_its_role() {
    let (_company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let journal = running.engine.parts().journal.clone();
    let sync = ProfilesTask::Sync(Box::default());
    let report = running.run(Command::Profiles(sync)).await.expect("done").profiles().expect("a report");
    let written: Vec<_> = all(&journal).into_iter().filter(|entry| entry.kind == "profile_written").collect();
    assert_eq!(written.len(), report.added.len());
    assert!(written.len() > 1 && written.iter().all(|entry| entry.role.is_some() && entry.account.is_some()));
    running.run(Command::Profiles(ProfilesTask::Undo)).await.expect("undone");
    let removed: Vec<_> = all(&journal).into_iter().filter(|entry| entry.kind == "profile_removed").collect();
    assert_eq!(removed.len(), written.len());
    assert!(removed.iter().all(|entry| entry.role.is_some()), "{removed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_fails_and_a_session_that_ends_are_written_down_once() {
    let (company, _folder, _keychain, mut running) =
        signed_in(Config { session_ttl: 3600 * 2, ..Config::default() }).await;
    let journal = running.engine.parts().journal.clone();
    let clock = company.clock().clone();
    running.pass(&clock, 3 * 3600).await;
    running.sign_in(&company, "alice", "deny").await.expect_err("refused");
    let told = told(&journal);
    assert_eq!(
        pairs(&told),
        [("signed_in", "window"), ("session_ended", "portico"), ("sign_in_failed", "window")]
    );
    let entries = all(&journal);
    assert_eq!(entries[2].details["why"], "expired");
    assert!(entries[3].details.contains_key("code"), "{:?}", entries[3]);
    assert_whole(&journal);
}

#[tokio::test(flavor = "multi_thread")]
async fn access_gained_and_lost_is_written_down_when_a_listing_finds_it() {
    let (company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let journal = running.engine.parts().journal.clone();
    let before = all(&journal).len();
    company.change(&Change::Rename { account: "Dev".into(), name: Some("=Development".into()) });
    company.change(&Change::CloseAccount { account: "Production".into() });
    running.run(Command::Refresh(portal())).await.expect("listed");
    let entries = all(&journal).split_off(before);
    let told: Vec<_> = entries.iter().map(|entry| (entry.kind.as_str(), entry.account.as_deref())).collect();
    assert_eq!(told, [("account_renamed", Some(DEV)), ("account_lost", Some(PRODUCTION))]);
    assert_eq!(entries[0].details["name"], "=Development");
    assert_eq!(entries[0].details["former"], "Dev");
    let ask = JournalAsk { kinds: vec!["account_lost".into()], count: 5, ..JournalAsk::default() };
    let view = running.engine.journal(&ask).expect("readable");
    assert_eq!((view.entries.len(), view.more), (1, false));
    assert_eq!(view.entries[0].title, "account lost");
    let newest = journal.entries(&Query { limit: Some(1), ..Query::default() }).expect("readable");
    assert_eq!(newest[0].kind, "account_lost");
    assert_whole(&journal);
}
