//! Others at the same file at the same time: readers, editors, and more of Portico.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::*;
use crate::support::process::Started;

#[tokio::test(flavor = "multi_thread")]
async fn e6_whoever_reads_all_the_time_never_meets_half_a_file() {
    let writes = if is_full() { 1_000 } else { 300 };
    let desk = Desk::with(FOREIGN);
    let mut script = desk.home.script("profiles.py");
    script.arg("loop").arg(desk.path(CONFIG));
    let mut reader = Started::start(script);
    reader.line_with("ready").await;
    let mut writer = Started::start(desk.writer(&[]));
    for turn in 0..writes {
        writer.say(if turn % 2 == 0 { "put a b c d" } else { "remove a b c d" }).await;
        assert_eq!(writer.line().await.as_deref(), Some("ok"));
    }
    reader.hang_up();
    let said: Value = serde_json::from_str(&reader.line_with("count").await).expect("JSON");
    println!("E6: {} reads during {writes} writes", said["count"]);
    assert_eq!(said["wrong"], serde_json::json!([]));
    assert!(said["count"].as_u64().expect("a number") > 50, "{said}");
}

/// Adds `lines` lines to the file, each as an editor saves: read, a new file beside it, rename.
fn edit(path: &Path, lines: usize) {
    for line in 0..lines {
        let mut text = std::fs::read_to_string(path).expect("read");
        let at = text.find("[default]").expect("the section");
        text.insert_str(at, &format!("# edit {line}\n"));
        let beside = path.with_extension("editor");
        std::fs::write(&beside, text).expect("written");
        std::fs::rename(&beside, path).expect("renamed");
        // A person's pauses, however quick: they are the case.
        thread::sleep(Duration::from_micros((line as u64 * 7_919) % 30_000));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn e7_no_line_of_an_editor_that_renames_is_lost() {
    let edits = if is_full() { 500 } else { 200 };
    let desk = Desk::with(FOREIGN);
    let mut writer = Started::start(desk.writer(&[]));
    let (path, is_over) = (desk.path(CONFIG), Arc::new(AtomicBool::new(false)));
    let over = Arc::clone(&is_over);
    let editor = thread::spawn(move || {
        edit(&path, edits);
        over.store(true, Ordering::Release);
    });
    let (mut done, mut busy) = (0, 0);
    while !is_over.load(Ordering::Acquire) {
        writer.say(if done % 2 == 0 { "put a b" } else { "remove a b" }).await;
        match writer.line().await.expect("an answer").as_str() {
            "ok" | "nothing" => done += 1,
            refused => {
                assert!(
                    refused.starts_with("refused FileBusy") || refused.starts_with("refused NotFound"),
                    "{refused}"
                );
                busy += 1;
            }
        }
    }
    editor.join().expect("it edited");
    let text = desk.text();
    let lost: Vec<usize> = (0..edits).filter(|line| !text.contains(&format!("# edit {line}\n"))).collect();
    println!("E7: {edits} edits, {done} writes, {busy} conflicts told");
    assert!(lost.is_empty(), "lost edits {lost:?}");
    assert!(done > 5, "both were at work: {done}");
    assert!(text.contains("[profile kept]\noutput = json\ns3 =\n  a = b"), "{text}");
    assert_eq!(Botocore::start(&desk.home).read(&desk.path(CONFIG)).await["error"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn e7_what_an_editor_overwrites_in_place_is_in_a_copy() {
    let desk = Desk::with(FOREIGN);
    let mut writer = Started::start(desk.writer(&[]));
    for turn in 0..30 {
        let line = format!("# in place {turn}\n");
        let text = desk.text();
        std::fs::write(desk.path(CONFIG), format!("{line}{text}")).expect("written");
        writer.say(if turn % 2 == 0 { "put a b" } else { "remove a b" }).await;
        assert_eq!(writer.line().await.as_deref(), Some("ok"));
        assert!(desk.text().contains(&line), "an edit between two writes stays");
        let newest = desk.sandbox().names("portico/backups").pop().expect("a copy");
        assert!(
            desk.sandbox().read(&format!("portico/backups/{newest}")).contains(&line),
            "and is in the copy"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn e8_several_writers_at_once_make_one_block_and_lose_nothing() {
    let rounds = if is_full() { 300 } else { 60 };
    let desk = Desk::with(FOREIGN);
    let mut writers: Vec<Started> = (0..3).map(|_| Started::start(desk.writer(&[]))).collect();
    for round in 0..rounds {
        for (at, writer) in writers.iter_mut().enumerate() {
            writer.say(&format!("put own-{at} shared-{round}")).await;
        }
        for writer in &mut writers {
            let answer = writer.line().await.expect("an answer");
            assert!(["ok", "nothing"].contains(&answer.as_str()), "{answer}");
        }
        let text = desk.text();
        assert_eq!(text.matches("# >>> portico >>>").count(), 1, "one block: {text}");
        for name in ["own-0".to_owned(), "own-1".to_owned(), "own-2".to_owned(), format!("shared-{round}")] {
            assert_eq!(text.matches(&format!("[profile {name}]\n")).count(), 1, "{name} once: {text}");
        }
    }
    assert_eq!(desk.list().len(), 3 + rounds);
    assert!(desk.text().starts_with(FOREIGN));
    assert_eq!(desk.temporary(), [""; 0]);
}
