//! What the window is told of profiles by itself.

use std::sync::Arc;

use portico_core::disk::Home;
use portico_core::profiles::{AwsFiles, Change, apply, plan};
use portico_core::vault::MemoryStore;
use portico_model::{Clock as _, ManualClock, SystemClock};

use super::corpus::{process, wish};
use crate::support::engine::Running;

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
