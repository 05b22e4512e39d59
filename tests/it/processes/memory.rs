//! What others can read of the memory of a program: nothing of the companion's, neither while it runs nor when it crashes.
//!
//! Root reads everything; so whoever runs the tests as root looks, and is looked at, without root's privileges.
#![expect(clippy::disallowed_methods, reason = "it reads what the kernel tells of a process")]

use portico_center::{Config, Fault};

use super::*;
use crate::secrets::search::{assert_no_core, cores};
use crate::support::process::{Started, app, through};
use crate::support::sandbox::Sandbox;
use crate::support::stage::{Group, Stage};

/// A person who wants core dumps of up to a mebibyte.
const PERSON: [&str; 3] = [
    "sh",
    "-c",
    "ulimit -S -c 2048 && ulimit -H -c 4096 && \
     if [ \"$(id -u)\" = 0 ]; then exec setpriv --bounding-set=-all --inh-caps=-all \"$0\" \"$@\"; fi && \
     exec \"$0\" \"$@\"",
];
/// That person's limits, and the ones of a program that leaves no core dump.
const USUAL: [&str; 2] = ["1048576", "2097152"];
const NONE_BY_ITSELF: [&str; 2] = ["0", "2097152"];
const NONE_AT_ALL: [&str; 2] = ["0", "0"];

#[tokio::test(flavor = "multi_thread")]
async fn i3_a_companion_with_tokens_in_hand_cannot_be_read_and_leaves_no_core_dump() {
    let mut house = Household::signed_in(Config::default()).await;
    house.home.starter = PERSON.to_vec();
    house.expire();
    house.company.faults().next(1, Operation::Refresh, Fault::Hold);
    let helper = Started::start(house.helper(0));
    let asks = async || (house.company.tally().asked(Operation::Refresh) == 1).then_some(());
    until("it asks for new tokens", asks).await;
    assert_eq!(core_limits(&helper), NONE_BY_ITSELF);
    assert!(!can_be_read(&house.home.sandbox, &helper).await);

    crash(&house.home.sandbox, helper).await;
    assert_no_core(&house.home.sandbox);
    house.company.faults().release();
    house.assert_good(run(house.helper(1)).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i3_what_exec_runs_can_be_read_and_has_the_persons_own_limit() {
    let mut house = Household::signed_in(Config::default()).await;
    house.home.starter = PERSON.to_vec();
    let (account, role) = ROLES[0];
    let words = ["exec", "--portal", PORTAL, "--account", account, "--role", role];
    let program = ["--", "sh", "-c", "echo is at work; read line"];
    let mut program = Started::start(house.home.portico(&[&words[..], &program].concat()));
    program.line_with("is at work").await;
    assert_eq!(core_limits(&program), USUAL);
    assert!(can_be_read(&house.home.sandbox, &program).await);

    crash(&house.home.sandbox, program).await;
    let pattern = std::fs::read_to_string("/proc/sys/kernel/core_pattern").expect("a pattern");
    if pattern.starts_with("core") {
        assert_eq!(cores(&house.home.sandbox).len(), 1, "a crash is seen by whoever looks for one");
    }
}

/// Whoever is asked for a file dialog or the clipboard on Wayland looks at the app's root folder first.
#[tokio::test(flavor = "multi_thread")]
async fn i3_the_app_leaves_no_core_dump_and_can_be_looked_at_by_desktop_portals() {
    let stage = Stage::set().await;
    let app = Group::start(through(&PERSON, &stage.command(app())));
    until("the app is there", async || (!stage.menu().await.is_null()).then_some(())).await;
    assert_eq!(core_limits(&app.program), NONE_AT_ALL);
    assert!(can_be_read(&stage.sandbox, &app.program).await);
}

/// The limits of a process: its own, and the highest it may set.
fn core_limits(process: &Started) -> [String; 2] {
    let all = std::fs::read_to_string(format!("/proc/{}/limits", process.id())).expect("its limits");
    let line = all.lines().find_map(|line| line.strip_prefix("Max core file size"));
    let mut words = line.expect("the limit of core dumps").split_whitespace().map(str::to_owned);
    [words.next().expect("a limit"), words.next().expect("a limit")]
}

/// Whether another program of the person can read the process.
async fn can_be_read(sandbox: &Sandbox, process: &Started) -> bool {
    let mut look = sandbox.command("sh");
    look.args(["-c", "cat /proc/$0/environ /proc/$0/maps > tmp/read && ls /proc/$0/root/ >> tmp/read"]);
    look.arg(process.id().to_string()).current_dir(sandbox.path(""));
    let ended = run(through(&PERSON, &look)).await;
    assert!(ended.code == 0 || ended.err.contains("ermission denied"), "{ended:?}");
    ended.code == 0
}

async fn crash(sandbox: &Sandbox, process: Started) {
    let mut kill = sandbox.command("kill");
    kill.args(["-ABRT", &process.id().to_string()]);
    run(kill).await.worked();
    assert_eq!(process.end().await.code, -1, "it was ended by a signal");
}
