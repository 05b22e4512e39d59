//! What the window is told of profiles by itself.

use std::sync::Arc;

use portico_center::Config;
use portico_core::disk::Home;
use portico_core::engine::{Command, ProfilesTask, SyncRequest};
use portico_core::profiles::{AwsFiles, Change, apply, plan};
use portico_core::settings::ProfileSettings;
use portico_core::vault::MemoryStore;
use portico_core::view::{ProfileAsk, ProfileState};
use portico_model::{Clock as _, ManualClock, SystemClock};

use super::corpus::{process, wish};
use crate::support::engine::{Running, signed_in};

#[tokio::test]
async fn the_snapshot_tells_how_many_profiles_something_else_edited() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(folder.path()).expect("a home");
    let files =
        AwsFiles { config: home.data().join("aws-config"), credentials: home.data().join("aws-credentials") };
    let clock = ManualClock::at(SystemClock.now());
    let mut running = Running::start(&clock, folder.path(), &Arc::new(MemoryStore::default())).await;
    let put = ["a", "b"].map(|name| wish(name, process())).to_vec();
    let plan = plan(&files, Change { put, remove: vec![] }).expect("planned");
    apply(&home, &files, &plan, clock.now()).expect("written");
    running.wake().await;
    assert_eq!(running.engine.snapshot().edited_profiles, 0);

    let good = std::fs::read_to_string(&files.config).expect("read");
    let edited = good.replace("--role ReadOnlyAccess", "--role Admin");
    std::fs::write(&files.config, edited).expect("written");
    running.wake().await;
    running.seen(|snapshot| snapshot.edited_profiles == 2).await;
    std::fs::write(&files.config, "[profile cut\n").expect("written");
    running.wake().await;
    running.seen(|snapshot| snapshot.edited_profiles == 0).await;
    std::fs::write(&files.config, good.replacen("--account 4444", "--account 1111", 1)).expect("written");
    running.wake().await;
    running.seen(|snapshot| snapshot.edited_profiles == 1).await;
}

#[tokio::test]
async fn the_window_is_shown_each_profile_and_how_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::at(folder.path()).expect("a home");
    let files =
        AwsFiles { config: home.data().join("aws-config"), credentials: home.data().join("aws-credentials") };
    let clock = ManualClock::at(SystemClock.now());
    let mut running = Running::start(&clock, folder.path(), &Arc::new(MemoryStore::default())).await;
    let put = ["a", "b", "c"].map(|name| wish(name, process())).to_vec();
    let plan = plan(&files, Change { put, remove: vec![] }).expect("planned");
    apply(&home, &files, &plan, clock.now()).expect("written");
    running.wake().await;
    running.seen(|snapshot| snapshot.profile_count == 3).await;
    let version = running.engine.snapshot().profiles_version;

    let good = std::fs::read_to_string(&files.config).expect("read");
    std::fs::write(&files.config, good.replacen("--role ReadOnlyAccess", "--role Admin", 1))
        .expect("written");
    running.wake().await;
    running.seen(|snapshot| snapshot.profiles_version > version).await;
    let engine = running.engine.clone();
    let shown = async |query: &str, only, from, count| {
        let ask = ProfileAsk { query: query.to_owned(), only, from, count };
        let listing = engine.profiles(ask).await.expect("read");
        let names: Vec<String> = listing.rows.into_iter().map(|row| row.profile).collect();
        (listing.all, listing.edited, listing.total, names.join(" "))
    };
    assert_eq!(shown("", None, 0, 9).await, (3, 1, 3, "a b c".to_owned()));
    assert_eq!(shown("", None, 1, 1).await, (3, 1, 3, "b".to_owned()));
    assert_eq!(shown("", None, 7, 1).await, (3, 1, 3, String::new()), "there are not so many");
    assert_eq!(shown("admin", None, 0, 9).await, (3, 1, 1, "a".to_owned()));
    assert_eq!(shown("", Some(ProfileState::Edited), 0, 9).await, (3, 1, 1, "a".to_owned()));
    assert_eq!(shown("", Some(ProfileState::RoleGone), 0, 9).await.2, 0, "what was never listed is not gone");

    std::fs::write(&files.config, format!("{good}[profile cut\n")).expect("written");
    let refused = engine.profiles(ProfileAsk::default()).await.expect_err("not understood");
    assert!(refused.message().contains("line") && !refused.remedy().is_empty(), "{refused}");
}

#[tokio::test]
async fn a_template_is_shown_by_its_names_or_its_fault() {
    let (_company, _folder, _keychain, running) = signed_in(Config::default()).await;
    let made = async |template: &str| running.engine.example_names(template.to_owned()).await;
    let all = made("{account|lower}-{role|lower}").await.expect("a template");
    assert_eq!((all.total, all.told_apart), (3, 0));
    let names: Vec<&str> = all.examples.iter().map(|example| example.profile.as_str()).collect();
    assert!(names.contains(&"emulator-production-readonlyaccess"), "{names:?}");
    let alike = made("x-{portal}").await.expect("a template");
    assert_eq!((alike.told_apart, alike.examples.iter().all(|example| example.told_apart)), (3, true));
    let fault = made("{acount}").await.expect_err("there is no such field");
    assert!(fault.message().contains("{acount} at character 1"), "{fault}");
    let usual = running.engine.usual_sync().await.expect("settings");
    assert_eq!(
        (usual.template.as_str(), usual.form.as_str()),
        (usual.usual_template.as_str(), "credential_process")
    );
}

#[tokio::test]
async fn what_the_window_chooses_counts_alone_and_is_remembered_once_it_is_written() {
    let (_company, folder, _keychain, running) = signed_in(Config::default()).await;
    let sync = async |request: SyncRequest| {
        let reply = running.run(Command::Profiles(ProfilesTask::Sync(Box::new(request)))).await;
        reply.expect("in step").profiles().expect("a report").added.len()
    };
    let chosen = SyncRequest { query: Some("dev".to_owned()), remember: true, ..SyncRequest::default() };
    assert_eq!(sync(chosen).await, 1);
    let kept = || ProfileSettings::load(&Home::at(folder.path()).expect("a home")).expect("settings");
    assert_eq!(kept().query.as_deref(), Some("dev"));
    assert_eq!(sync(SyncRequest::default()).await, 0, "the settings say: dev");
    let all = SyncRequest { query: Some(String::new()), favourites: Some(false), ..SyncRequest::default() };
    assert_eq!(sync(SyncRequest { remember: true, ..all }).await, 2, "everything, whatever they say");
    assert_eq!(kept().query, None);
}
