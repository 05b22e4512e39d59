//! Ten thousand profiles.

use std::time::{Duration, Instant};

use super::*;

/// The most memory of a writer, in kB.
const MEMORY: u64 = 100 * 1024;
/// A build without optimisation takes about ten times as long.
const SLOWNESS: u32 = if cfg!(debug_assertions) { 10 } else { 1 };

#[tokio::test(flavor = "multi_thread")]
async fn e11_ten_thousand_profiles_are_planned_and_written_in_a_second_and_100_mb() {
    let desk = Desk::with(FOREIGN);
    let begun = Instant::now();
    let mut program = desk.writer(&["many", "10000"]);
    let words = ["/usr/bin/time", "-f", "%M"];
    program = crate::support::process::through(&words, &program);
    let ended = run(program).await;
    let took = begun.elapsed();
    let memory: u64 = ended.err.trim().parse().unwrap_or_else(|_| panic!("{ended:?}"));
    assert_eq!(ended.worked().trim(), "ok");
    assert!(took < Duration::from_secs(1) * SLOWNESS, "{took:?}");
    assert!(memory < MEMORY, "{memory} kB");
    assert_eq!(desk.list().len(), 10_000);

    let mut botocore = Botocore::start(&desk.home);
    botocore.read(&desk.path("none")).await;
    let begun = Instant::now();
    let seen = botocore.read(&desk.path(CONFIG)).await;
    let parsed = begun.elapsed();
    assert_eq!(seen["profiles"].as_object().expect("profiles").len(), 10_002);
    assert!(parsed < Duration::from_secs(2), "{parsed:?}, with the answer on its way");
    assert_eq!(desk.act(&["many", "10000"]).await, "nothing");
    println!("E11: written in {took:?} with {memory} kB; botocore reads it in {parsed:?}");
}
