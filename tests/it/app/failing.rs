//! The app when the kernel refuses what its runtime takes for granted: it panics with tokens in hand, and tells none.

use std::time::Duration;

use portico_center::Operation;

use super::session::companion;
use super::*;
use crate::secrets::search::{NONE, Secrets, assert_no_core, found, remember_keychain};
use crate::support::process::{Started, app as program, run, through};
use crate::support::stage::{Group, LOG};
use crate::support::strace;
use crate::support::webdriver::wait;

/// The app asks for events some ten times before it has been to the server and back; one of these comes after that.
const MOMENTS: [usize; 4] = [10, 14, 18, 22];
/// What is no question of patience any more.
const SOON: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn i1_an_app_that_panics_with_tokens_in_hand_tells_none_of_them() {
    let (company, stage) = (Company::open().await, Stage::set().await);
    sign_in(&stage, &company).await;
    let (mut secrets, mut panics) = (Secrets::new(), 0);
    for n in MOMENTS {
        // The portal takes the tokens of before no longer.
        company.wait(3700);
        let asked = company.tally().asked(Operation::Refresh);
        remember_keychain(&stage.desktop.secrets().await, &mut secrets);
        let app = broken(&stage, n);
        let has_panicked = async || stage.sandbox.read(LOG).contains("panicked at").then_some(());
        let has_panicked = wait(SOON, has_panicked).await.is_some();
        if has_panicked {
            stage.app_ends().await;
        }
        drop(app);
        remember_keychain(&stage.desktop.secrets().await, &mut secrets);
        let log = stage.sandbox.read(LOG);
        assert_eq!(found(&secrets, log.as_bytes()), NONE, "{log}");
        // Whatever the server gives begins so, also what was lost in the panic.
        assert!(!log.contains("emu_"), "{log}");
        panics += usize::from(has_panicked && company.tally().asked(Operation::Refresh) > asked);
    }
    println!("I1: {panics} of {} apps panicked with tokens in hand", MOMENTS.len());
    assert!(panics > 0, "none had tokens in hand");
    assert_no_core(&stage.sandbox);
}

async fn sign_in(stage: &Stage, company: &Company) {
    let place = ["--start-url", company.start_url(), "--region", company.region()];
    let add = [&["portals", "add", PORTAL, "--endpoint", company.endpoint()], &place[..]].concat();
    run(companion(stage, &add)).await.worked();
    let mut login = Started::start(companion(stage, &["login", "--portal", PORTAL, "--no-browser"]));
    let link = login.line_with("http").await;
    let mut alice = company.person("alice");
    alice.answer(link.trim().parse().expect("an address"), "allow").await;
    assert!(alice.call_back().await.is_success());
    login.end().await.worked();
}

/// The app, for which its `n`-th wait for events fails.
fn broken(stage: &Stage, n: usize) -> Group {
    let mut app = stage.command(program());
    app.env("RUST_BACKTRACE", "full");
    let app = strace::tampered(&("epoll_wait".to_owned(), n), "error=EBADF", &app);
    stage.sandbox.write(LOG, "");
    Group::start(through(&["sh", "-c", &format!("exec \"$0\" \"$@\" 2> ../{LOG}")], &app))
}
