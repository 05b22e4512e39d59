//! What an engine writes down: each thing once, by whom it was asked, and no secret.

use portico_center::{Change, Config};
use portico_core::console::Destination;
use portico_core::disk;
use portico_core::engine::{Command, Manner, ProfileRequest, Sharing};
use portico_core::export::Form;
use portico_core::journal::{Asker, Query};
use portico_core::profiles::ProfileForm;
use portico_core::serve::Terms;
use portico_core::view::JournalAsk;

use super::{all, assert_whole, told};
use crate::support::engine::{portal, role, signed_in};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

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
