//! Ten thousand profiles.
//!
//! Rule: what counts is the processor's time, because others are at work on the machine; the time on a clock is a figure
//! of the benchmark, `export_10000_ms`.

use super::*;
use crate::support::process::through;

/// The most memory of a writer, in kB.
const MEMORY: f64 = 100.0 * 1024.0;
/// The most seconds of the processor.
const SECONDS: f64 = 1.0;
/// A build without optimisation may take twice as long.
const SLOWNESS: f64 = if cfg!(debug_assertions) { 2.0 } else { 1.0 };

#[tokio::test(flavor = "multi_thread")]
async fn e11_ten_thousand_profiles_are_planned_and_written_in_a_second_and_100_mb() {
    let desk = Desk::with(FOREIGN);
    let words = ["/usr/bin/time", "-f", "%M %U %S"];
    let ended = run(through(&words, &desk.writer(&["many", "10000"]))).await;
    let numbers: Vec<f64> = ended.err.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [memory, user, system] = numbers[..] else { panic!("{ended:?}") };
    assert_eq!(ended.worked().trim(), "ok");
    assert!(user + system < SECONDS * SLOWNESS, "{user} s and {system} s");
    assert!(memory < MEMORY, "{memory} kB");
    assert_eq!(desk.list().len(), 10_000);
    assert_eq!(desk.act(&["many", "10000"]).await, "nothing");

    let mut script = desk.home.script("profiles.py");
    script.arg("time").arg(desk.path(CONFIG));
    let said: Value = serde_json::from_str(&run(script).await.worked()).expect("JSON");
    let took = said["took"].as_f64().expect("seconds");
    assert_eq!(said["count"], 10_002);
    assert!(took < SECONDS, "botocore takes {took} s");
    println!("E11: written in {user} s and {system} s with {memory} kB; botocore reads it in {took} s");
}
