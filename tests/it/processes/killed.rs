//! A companion killed at every system call of a renewal, by how refresh tokens age.
//!
//! Rule: the next program goes on as if nothing had happened. It says "sign in" only where the server took the refresh
//! token, takes it no second time, and nobody was left to keep its answer.
//!
//! The whole sweep runs when `PORTICO_FULL` is set; otherwise some forty kills, spread over it.

use portico_center::{Config, Rotation};

use super::*;

/// The kills of an ordinary run.
const SAMPLE: usize = 40;
/// Reads the server's answer: no sample is without it.
const ANSWER: &str = "recvfrom";

#[tokio::test(flavor = "multi_thread")]
async fn f3_after_a_program_killed_at_any_system_call_of_a_renewal_the_next_one_goes_on() {
    for mode in Rotation::ALL {
        let house = Household::signed_in(Config { rotation: mode, ..Config::default() }).await;
        let calls = renewal(&house).await;
        let step = if is_full() { 1 } else { (calls.len() * Rotation::ALL.len()).div_ceil(SAMPLE) };
        let mut figures = Figures::default();
        let is_chosen = |(turn, (call, _)): &(usize, &Nth)| turn % step == step / 2 || call == ANSWER;
        for (_, at) in calls.iter().enumerate().filter(is_chosen) {
            kill_once(&house, mode, at, &mut figures).await;
        }
        house.assert_no_browser();
        println!("F3, {}: of {} system calls {figures:?}", mode.as_str(), calls.len());
        let fewest = calls.len() / step / 2;
        assert!(figures.killed >= fewest && figures.lost > 0 && figures.kept > 0, "{figures:?}");
        assert_eq!(figures.sign_ins > 0, mode == Rotation::Strict, "{figures:?}");
    }
}

/// What became of the programs of a sweep.
#[derive(Debug, Default)]
struct Figures {
    /// Met their signal.
    killed: usize,
    /// Had kept the new tokens by then.
    kept: usize,
    /// Had been given new tokens, and had not kept them.
    lost: usize,
    /// Cost a sign-in.
    sign_ins: usize,
}

/// The session as the keychain has it.
#[derive(Debug, Eq, PartialEq)]
struct Kept {
    generation: u64,
    access: String,
    refresh: String,
}

/// Kills one program in the middle of a renewal and lets another one go on.
async fn kill_once(house: &Household, mode: Rotation, at: &Nth, figures: &mut Figures) {
    house.expire();
    let (begun, before) = (refreshes(&house.company.tally()), kept(house).await);
    let killed = run(strace::killed(at, &house.helper(0))).await;
    let is_killed = killed.code != 0;
    let between = kept(house).await;
    let case = format!("{}, killed at {at:?}: {killed:?}, {before:?} to {between:?}", mode.as_str());
    if !is_killed {
        house.assert_good(killed).await;
    }
    let has_kept = between != before;
    assert_eq!(between.generation, before.generation + u64::from(has_kept), "{case}");
    assert_eq!(between.access != before.access, has_kept, "never mixed: {case}");
    assert_eq!(between.refresh != before.refresh, has_kept, "never mixed: {case}");

    let next = run(house.helper(1)).await;
    let (served, refused) = refreshes(&house.company.tally());
    let (served, refused) = (served - begun.0, refused - begun.1);
    figures.killed += usize::from(is_killed);
    figures.kept += usize::from(is_killed && has_kept);
    if next.code == SIGN_IN_NEEDED {
        // The first one's answer was the only one there was.
        assert!(mode == Rotation::Strict && is_killed && !has_kept, "{case}, {next:?}");
        assert_eq!((served, refused), (1, 1), "{case}, {next:?}");
        assert!(next.err.contains("portico login") && next.out.is_empty(), "{case}, {next:?}");
        (figures.lost, figures.sign_ins) = (figures.lost + 1, figures.sign_ins + 1);
        return house.sign_in().await;
    }
    house.assert_good(next).await;
    let is_lost = !has_kept && served == 2;
    figures.lost += usize::from(is_lost);
    let wanted = if is_lost { (mode != Rotation::Strict).then_some(2) } else { Some(1) };
    assert_eq!((Some(served), refused), (wanted, 0), "{case}");
    // That the center issued these is seen in the next round: one of them lists, the other renews.
    let after = kept(house).await;
    assert_eq!(after.generation, before.generation + 1, "{case}");
    assert!(!has_kept || after == between, "{case}");
}

/// What the keychain has: one session, whole.
async fn kept(house: &Household) -> Kept {
    let values = house.home.desktop.as_ref().expect("a desktop").secrets().await;
    let whole = values.iter().map(|value| serde_json::from_str(value).expect("JSON"));
    let sessions: Vec<Value> = whole.filter(|value: &Value| value["generation"].is_u64()).collect();
    let [session] = sessions.as_slice() else { panic!("one session: {values:?}") };
    let text = |name: &str| session[name].as_str().expect("a token").to_owned();
    let generation = session["generation"].as_u64().expect("a number");
    Kept { generation, access: text("access"), refresh: text("refresh") }
}
