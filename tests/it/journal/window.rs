//! What the window is shown of the journal and of the clocks, and what it is given when it asks for a file.

use portico_center::{Change, Config};
use portico_core::console::Destination;
use portico_core::console::browser::Place;
use portico_core::disk;
use portico_core::engine::{Command, Engine, Manner};
use portico_core::export::Form;
use portico_core::journal::{Fault, Paper};
use portico_core::view::{JournalAsk, JournalEntryView};

use super::all;
use crate::support::engine::{portal, role, signed_in};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

fn ask(words: &str) -> JournalAsk {
    JournalAsk { words: words.to_owned(), count: 100, ..JournalAsk::default() }
}

#[track_caller]
fn found(engine: &Engine, words: &str) -> Vec<JournalEntryView> {
    engine.journal(&ask(words)).expect("readable").entries
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_searched_by_what_a_person_knows_and_shown_with_what_they_call_things() {
    let (_company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let engine = &running.engine;
    running.run(Command::Copy(role(DEV, ADMINISTRATOR), Form::Json, None)).await.expect("copied");
    running
        .run(Command::OpenConsole(role(PRODUCTION, READ_ONLY), Destination::default(), Manner::default()))
        .await
        .expect("opened");
    let kinds =
        |words: &str| -> Vec<String> { found(engine, words).into_iter().map(|one| one.kind).collect() };
    assert_eq!(kinds("production"), ["console_opened"], "by name");
    assert_eq!(kinds("CONSOLE opened"), ["console_opened"], "by what it is called");
    assert_eq!(kinds(&format!("{}-{}", &DEV[..4], &DEV[4..])), ["credentials_copied"], "by number");
    assert_eq!(kinds("json administrator"), ["credentials_copied"], "by several words");
    assert!(kinds("100%").is_empty() && kinds("_____").is_empty());
    let one = &found(engine, "dev")[0];
    assert_eq!((one.name.as_deref(), one.by.as_str()), (Some("Dev"), "window"));
    assert_eq!(one.details.get("form").map(String::as_str), Some("json"));
    // In parts, without gaps.
    let whole = engine.journal(&ask("")).expect("readable");
    let first = engine.journal(&JournalAsk { count: 2, ..ask("") }).expect("readable");
    let before = u32::try_from(first.entries[1].seq).ok();
    let rest = engine.journal(&JournalAsk { before, ..ask("") }).expect("readable");
    assert!(first.more && !rest.more);
    assert_eq!([first.entries, rest.entries].concat(), whole.entries);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_may_open_is_new_until_it_was_looked_at() {
    let (company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let engine = &running.engine;
    company.change(&Change::Rename { account: "Dev".into(), name: Some("Workshop".into()) });
    running.run(Command::Refresh(portal())).await.expect("listed");
    let view = engine.journal(&ask("workshop")).expect("readable");
    let change = view.entries[0].change.as_ref().expect("a change");
    assert_eq!(
        (change.name.as_str(), change.former.as_deref(), change.seen),
        ("Workshop", Some("Dev"), false)
    );
    assert!(view.entries[0].details.is_empty(), "told in words already");
    assert!(view.newest_change > 0);
    running.run(Command::ChangesSeen(view.newest_change)).await.expect("noted");
    assert!(found(engine, "workshop")[0].change.as_ref().expect("a change").seen);
    // The same once more is news.
    company.change(&Change::Rename { account: "Workshop".into(), name: Some("Dev".into()) });
    running.run(Command::Refresh(portal())).await.expect("listed");
    let seen: Vec<bool> =
        found(engine, "account renamed").iter().filter_map(|one| Some(one.change.as_ref()?.seen)).collect();
    assert_eq!(seen, [false, true]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_written_whole_beside_what_is_there_and_only_for_its_owner() {
    let (_company, folder, _keychain, running) = signed_in(Config::default()).await;
    let engine = &running.engine;
    running.run(Command::Copy(role(DEV, ADMINISTRATOR), Form::Json, None)).await.expect("copied");
    let downloads = folder.path().join("downloads");
    let first = engine.save_journal(&ask(""), Paper::Csv, &downloads).expect("written");
    let second = engine.save_journal(&ask("dev"), Paper::Csv, &downloads).expect("written");
    let third = engine.save_journal(&ask("dev"), Paper::Json, &downloads).expect("written");
    let name = |path: &std::path::Path| {
        path.file_name().and_then(|name| name.to_str()).map(str::to_owned).expect("a name")
    };
    assert_eq!(name(&second), name(&first).replace(".csv", "-2.csv"));
    assert!(name(&third).starts_with("portico-journal-2") && name(&third).ends_with(".json"), "{third:?}");
    assert_eq!(disk::names(&downloads).expect("readable").len(), 3, "nothing half done is left");
    let text = |path| disk::read_text(path).expect("readable").expect("there");
    assert_eq!(text(&first).lines().count(), all(&engine.parts().journal).len() + 1);
    let read: serde_json::Value = serde_json::from_str(&text(&third)).expect("JSON");
    assert_eq!((read.as_array().map(Vec::len), read[0]["account"].as_str()), (Some(1), Some(DEV)));
    assert!(!disk::is_shared(&first), "for its owner alone");
    let nowhere = engine.save_journal(&ask(""), Paper::Csv, &first).expect_err("a file is no folder");
    assert!(nowhere.message().contains("cannot be"), "{nowhere}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_it_is_whole_is_told_with_what_is_wrong_first() {
    let (_company, folder, _keychain, running) = signed_in(Config::default()).await;
    let engine = &running.engine;
    let verdict = engine.verify_journal().expect("readable");
    assert_eq!((verdict.fault, verdict.sentence, verdict.more), (None, None, 0));
    assert_eq!(verdict.entries, all(&engine.parts().journal).len() as u64);
    disk::remove(&folder.path().join("journal.sqlite3")).expect("removed");
    let verdict = engine.verify_journal().expect("readable");
    assert_eq!(verdict.fault, Some(Fault::Gone));
    assert!(verdict.sentence.expect("a sentence").contains("is gone"));
}

#[tokio::test(flavor = "multi_thread")]
async fn consoles_are_known_until_they_end_or_are_signed_out_of() {
    let (company, _folder, _keychain, mut running) = signed_in(Config::default()).await;
    let clock = company.clock().clone();
    let opened = |key| Command::OpenConsole(key, Destination::default(), Manner::default());
    running.run(opened(role(PRODUCTION, READ_ONLY))).await.expect("opened");
    running.run(Command::Copy(role(DEV, ADMINISTRATOR), Form::Json, None)).await.expect("copied");
    running.run(opened(role(DEV, ADMINISTRATOR))).await.expect("opened");
    let clocks = running.engine.clocks().await.expect("readable");
    let [held] = &clocks.credentials[..] else { panic!("{clocks:?}") };
    assert_eq!((held.name.as_str(), held.role.as_str()), ("Dev", ADMINISTRATOR));
    let [place] = &clocks.consoles[..] else { panic!("{clocks:?}") };
    assert_eq!((place.called.to_string().as_str(), place.open.len()), ("the default browser", 2));
    assert!(place.open.iter().any(|one| one.until == held.until), "as long as the credentials");

    let place = Place::kept(&place.place);
    let before = running.desktop.opened().len();
    running.run(Command::SignOutOfConsoles(place.clone())).await.expect("sent");
    let sent = running.desktop.opened().split_off(before);
    assert_eq!(sent.len(), 1, "once for all of them");
    assert_eq!((sent[0].path(), sent[0].host_str()), ("/oauth", Some("127.0.0.1")));
    assert!(running.engine.clocks().await.expect("readable").consoles.is_empty());
    let entries = all(&running.engine.parts().journal);
    let told: Vec<_> = entries
        .iter()
        .rev()
        .take(2)
        .map(|entry| (entry.kind.as_str(), entry.details["browser"].as_str()))
        .collect();
    assert_eq!(told, [("console_signed_out", "the default browser"); 2]);
    let error = running.run(Command::SignOutOfConsoles(place)).await.expect_err("nothing is open");
    assert!(error.remedy().contains("portico consoles"), "{error}");

    // What is not signed out of ends by itself.
    running.run(opened(role(PRODUCTION, READ_ONLY))).await.expect("opened");
    running.pass(&clock, 3601).await;
    assert!(running.engine.clocks().await.expect("readable").consoles.is_empty());
}
