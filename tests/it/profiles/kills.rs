//! Writers that are killed: the file is the old one or the new one, and the next writer goes on.
//!
//! The whole sweep of system calls runs when `PORTICO_FULL` is set; otherwise a sample, spread over it.

use std::time::Duration;

use tokio::time::sleep;

use super::*;
use crate::support::process::Started;
use crate::support::strace::{self, Nth};

/// The kills of an ordinary run.
const SAMPLE: usize = 90;

/// What one round of a writer does again and again, beginning with no profile.
const ROUND: [&str; 4] = ["put a b", "put c", "remove a c", "remove b"];

/// The file after each step of a round.
async fn states(desk: &Desk) -> Vec<Vec<u8>> {
    let mut states = Vec::new();
    for step in ROUND {
        assert_eq!(desk.act(&step.split(' ').collect::<Vec<_>>()).await, "ok");
        states.push(desk.config());
    }
    assert_eq!(desk.text(), FOREIGN, "a round ends where it began");
    states
}

#[tokio::test(flavor = "multi_thread")]
async fn e1_a_writer_killed_at_random_points_leaves_the_old_file_or_the_new_one() {
    let desk = Desk::with(FOREIGN);
    let states = states(&desk).await;
    let mut botocore = Botocore::start(&desk.home);
    let mut found = [0_usize; 4];
    let rounds = if is_full() { 500 } else { 200 };
    for kill in 0..rounds {
        desk.sandbox().write(CONFIG, FOREIGN);
        let mut writer = Started::start(desk.writer(&[]));
        let rounds: String = (0..20).flat_map(|_| ROUND).flat_map(|step| [step, "\n"]).collect();
        writer.hand(&rounds).await;
        writer.line().await.expect("it is at work");
        // The pause is the case: the kills are spread over what a writer does, which takes some milliseconds.
        sleep(Duration::from_micros((kill as u64 * 7_919) % 12_000)).await;
        writer.kill().await;
        let config = desk.config();
        let at = states.iter().position(|state| *state == config);
        let at = at.unwrap_or_else(|| panic!("kill {kill}: {}", String::from_utf8_lossy(&config)));
        found[at] += 1;
        let seen = botocore.read(&desk.path(CONFIG)).await;
        assert_eq!(seen["profiles"]["kept"]["output"], "json", "kill {kill}: {seen}");
    }
    let met = found.iter().filter(|count| **count > 0).count();
    assert!(met > 1, "the kills met more than one state: {found:?}");
    println!("E1: {rounds} kills, by state {found:?}, {} temporary files left", desk.temporary().len());
    e13_what_they_left_goes(&desk).await;
}

/// The files that killed writers left are gone after the next write an hour later, and younger ones stay.
async fn e13_what_they_left_goes(desk: &Desk) {
    desk.sandbox().write("home/.aws/.config.portico.1.tmp", "young");
    let mut touch = desk.home.command("find");
    touch.arg(desk.path("home/.aws")).args(["-name", ".config.portico.*", "!", "-name", "*.1.tmp"]);
    touch.args(["-exec", "touch", "-d", "2 hours ago", "{}", "+"]);
    run(touch).await.worked();
    desk.sandbox().write("home/.aws/.config.portico.2.tmp.mine", "not ours");
    assert_eq!(desk.act(&["put", "last"]).await, "ok");
    assert_eq!(desk.temporary(), [".config.portico.1.tmp", ".config.portico.2.tmp.mine"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn e13_left_over_files_go_an_hour_later_and_nothing_else_does() {
    let desk = Desk::with(FOREIGN);
    desk.sandbox().write("home/.aws/.config.portico.999999.tmp", "old");
    e13_what_they_left_goes(&desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn e2_a_writer_killed_at_any_system_call_leaves_the_old_file_or_the_new_one() {
    for (before, words) in [("", ["put", "a"]), ("put a b", ["put", "c"]), ("put a", ["remove", "a"])] {
        let desk = Desk::with(FOREIGN);
        if !before.is_empty() {
            assert_eq!(desk.act(&before.split(' ').collect::<Vec<_>>()).await, "ok");
        }
        let old = desk.config();
        run(strace::logged(&desk.path("tmp/calls"), &desk.writer(&words))).await.worked();
        let new = desk.config();
        assert_ne!(old, new);
        let calls = strace::calls(&desk.sandbox().read("tmp/calls"), "aws-config.lock");
        let step = if is_full() { 1 } else { (calls.len() * 3).div_ceil(SAMPLE) };
        let (mut olds, mut news) = (0, 0);
        for at in calls.iter().skip(step / 2).step_by(step) {
            desk.sandbox().write(CONFIG, &old);
            run(strace::killed(at, &desk.writer(&words))).await;
            let found = desk.config();
            assert!(found == old || found == new, "{at:?}: {}", String::from_utf8_lossy(&found));
            *(if found == old { &mut olds } else { &mut news }) += 1;
            goes_on(&desk, &words, &new, at).await;
        }
        println!(
            "E2, {words:?}: {} system calls, killed at {}: {olds} old, {news} new",
            calls.len(),
            olds + news
        );
        assert!(olds > 0, "some died before the file was new");
    }
}

/// The next writer does what the killed one was about to.
async fn goes_on(desk: &Desk, words: &[&str], new: &[u8], at: &Nth) {
    let answer = desk.act(words).await;
    assert!(["ok", "nothing"].contains(&answer.as_str()), "after {at:?}: {answer}");
    assert_eq!(desk.config(), new, "after {at:?}");
}
