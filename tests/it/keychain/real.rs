//! gnome-keyring itself: two processes, locks and prompts, a daemon that dies, one that comes late.

use std::time::{Duration, Instant};

use portico_core::disk::{Home, Lock};

use super::{Caller, state};
use crate::support::companion::Companion;
use crate::support::desktop::{Desktop, KEYRING_PASSWORD};
use crate::support::process::{Started, run};
use crate::support::sandbox::Sandbox;
use crate::support::stage::Group;
use crate::support::webdriver::{PATIENCE, until};

#[tokio::test(flavor = "multi_thread")]
async fn g1_what_one_process_writes_another_one_reads() {
    let home = Companion::at_desktop().await;
    let (mut one, mut two) = (Caller::start(&home), Caller::start(&home));
    assert_eq!(two.ask("read").await, "none");
    for (kind, size) in [(1, 40), (2, 2_400), (3, 2_401), (4, 65_536), (5, 100), (6, 9_000)] {
        assert_eq!(one.ask(&format!("write {kind} {size}")).await, "ok");
        assert_eq!(two.ask("read").await, format!("value {kind} {size}"));
    }
    assert_eq!(two.ask("remove").await, "ok");
    assert_eq!(one.ask("read").await, "none");
    let left = home.desktop.as_ref().expect("a desktop").secrets().await;
    assert_eq!(left, Vec::<String>::new(), "every chunk is removed");
    assert_eq!(state(&home).await, "ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn g6_readers_of_a_real_keyring_never_see_a_mixture_while_two_processes_write() {
    let home = Companion::at_desktop().await;
    let mut first = Caller::start(&home);
    assert_eq!(first.ask("write 1 7000").await, "ok");
    let mut readers: Vec<Caller> = (0..2).map(|_| Caller::start(&home)).collect();
    for reader in &mut readers {
        reader.0.say("watch 60").await;
    }
    let mut second = Caller::start(&home);
    for turn in 0..20 {
        first.0.say(&format!("write {turn} {}", 100 + turn * 311)).await;
        second.0.say(&format!("write {} {}", turn + 1_000, 9_000 - turn * 311)).await;
        assert_eq!((first.next().await.as_str(), second.next().await.as_str()), ("ok", "ok"));
    }
    for reader in &mut readers {
        assert_eq!(reader.next().await, "watched");
    }
}

/// A screen for the prompt that asks for the keyring's password.
struct Screen {
    _xvfb: Group,
    display: String,
}

impl Screen {
    async fn start(sandbox: &Sandbox) -> Self {
        let mut xvfb = sandbox.command("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp", "-noreset"]);
        let mut xvfb = Group::start(xvfb);
        let display = format!(":{}", xvfb.program.line().await.expect("the number of the screen"));
        Self { _xvfb: xvfb, display }
    }

    async fn xdotool(&self, home: &Companion, words: &[&str]) -> String {
        let mut command = home.command("xdotool");
        command.args(words).env("DISPLAY", &self.display);
        run(command).await.out
    }

    /// Waits for the prompt, and answers it with these words to `xdotool`.
    async fn answer(&self, home: &Companion, words: &[&str]) {
        let look = async || {
            let windows = self.xdotool(home, &["search", "--onlyvisible", "--name", "."]).await;
            windows.lines().last().map(str::to_owned)
        };
        let window = until("the keyring asks for its password", look).await;
        self.xdotool(home, &["windowfocus", "--sync", &window]).await;
        self.xdotool(home, words).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn g4_locked_before_the_start_locked_meanwhile_and_dismissed_are_told_and_overcome() {
    let sandbox = Sandbox::new();
    let screen = Screen::start(&sandbox).await;
    let prompter =
        format!("/usr/bin/env DISPLAY={} GTK_THEME=Adwaita /usr/libexec/gcr-prompter", screen.display);
    let mut desktop = Desktop::bare(&sandbox, &[("org.gnome.keyring.SystemPrompter", &prompter)]).await;
    desktop.open_keyring(&sandbox).await;
    desktop.kill_keyring().await;
    desktop.start_locked_keyring(&sandbox).await;
    let home = Companion::of(sandbox, Some(desktop));
    let desktop = home.desktop.as_ref().expect("a desktop");
    // Locked before the start: nobody is asked on behalf of what nobody waits for.
    assert_eq!(state(&home).await, "locked");
    let mut caller = Caller::start(&home);
    assert_eq!(caller.ask("quietly").await, "keychain_locked");
    // The prompt is dismissed.
    caller.0.say("write 1 50").await;
    screen.answer(&home, &["key", "Escape"]).await;
    assert_eq!(caller.next().await, "keychain_locked");
    // Unlocked by other means: the same process goes on.
    desktop.unlock().await;
    assert_eq!(caller.ask("write 2 50").await, "ok");
    assert_eq!(caller.ask("quietly").await, "value 2 50");
    // Locked during the run.
    desktop.lock().await;
    assert_eq!(caller.ask("quietly").await, "keychain_locked");
    // The prompt is left open for longer than the deadline, and then answered.
    assert_eq!(caller.ask("read").await, "keychain_locked");
    screen.answer(&home, &["type", KEYRING_PASSWORD]).await;
    screen.xdotool(&home, &["key", "Return"]).await;
    let mut again = async || Some(caller.ask("quietly").await).filter(|seen| seen == "value 2 50");
    until("the answered prompt opens the keyring", async || again().await).await;
}

#[tokio::test(flavor = "multi_thread")]
// Five hundred writes, each of them read back.
async fn g5_a_daemon_killed_and_restarted_in_a_thousand_operations_loses_nothing_acknowledged() {
    let mut home = Companion::at_desktop().await;
    let mut caller = Caller::start(&home);
    caller.0.say("work 500").await;
    for written in [50, 150, 250, 400] {
        while caller.next().await != format!("written {written}") {}
        let Companion { sandbox, desktop: Some(desktop), .. } = &mut home else { panic!("a desktop") };
        desktop.kill_keyring().await;
        desktop.open_keyring(sandbox).await;
    }
    let mut last = caller.next().await;
    while last.starts_with("written ") {
        last = caller.next().await;
    }
    assert!(last.starts_with("worked, and "), "{last}");
    assert_ne!(last, "worked, and 0 failed", "the daemon was away in the middle");
    assert!(caller.ask("read").await.starts_with("value "), "the same process still works");
}

#[tokio::test(flavor = "multi_thread")]
async fn g9_a_keychain_that_appears_after_the_start_is_used_without_a_restart() {
    let sandbox = Sandbox::new();
    let desktop = Some(Desktop::bare(&sandbox, &[]).await);
    let mut home = Companion::of(sandbox, desktop);
    let mut caller = Caller::start(&home);
    for _ in 0..30 {
        assert_eq!(caller.ask("read").await, "keychain_absent");
    }
    let Companion { sandbox, desktop: Some(desktop), .. } = &mut home else { panic!("a desktop") };
    desktop.open_keyring(sandbox).await;
    assert_eq!(caller.ask("read").await, "none");
    assert_eq!(caller.ask("write 1 3000").await, "ok");
    let mut other = Caller::start(&home);
    assert_eq!(other.ask("read").await, "value 1 3000");
}

/// Twenty processes at once: none crashes the keyring, and none is refused.
#[tokio::test(flavor = "multi_thread")]
async fn many_processes_that_open_the_keyring_at_once_are_all_served() {
    let home = Companion::at_desktop().await;
    let mut first = Caller::start(&home);
    assert_eq!(first.ask("write 1 5000").await, "ok");
    let mut crowd: Vec<Started> = Vec::new();
    for _ in 0..20 {
        let mut caller = Caller::start(&home);
        caller.0.say("read").await;
        crowd.push(caller.0);
    }
    for one in crowd {
        let ended = one.end().await;
        assert_eq!(ended.out, "value 1 5000\n", "{ended:?}");
    }
}

/// The lock under which sessions are opened is held by somebody who does not let go.
#[tokio::test(flavor = "multi_thread")]
async fn a_keyring_is_opened_all_the_same_when_another_process_is_opening_it_for_ever() {
    let home = Companion::at_desktop().await;
    let place = Home::at(&home.sandbox.path("portico")).expect("a home");
    let held = Lock::acquire(&place.lock("keychain-session"), PATIENCE).await.expect("locks");
    let begun = Instant::now();
    assert_eq!(state(&home).await, "ready");
    assert!(begun.elapsed() >= Duration::from_secs(1), "it waited a little: {:?}", begun.elapsed());
    drop(held);
}
