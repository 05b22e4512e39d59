//! Programs that need a refresh at the same moment.

use std::time::{Duration, Instant};

use portico_center::{Config, Fault, Operation, Rotation};
use portico_model::ManualClock;

use super::*;

/// Long enough for every program of a round to arrive while the first one's request is under way.
const SLOW: Fault = Fault::Delay(Duration::from_millis(150));

/// Two helpers and a program with an engine, all with a token that has run out.
#[tokio::test(flavor = "multi_thread")]
async fn f1_two_helpers_and_an_engine_make_one_refresh() {
    let rounds = if is_full() { 300 } else { 20 };
    let house = Household::signed_in(strict()).await;
    let begun = Instant::now();
    for round in 1..=rounds {
        house.expire();
        if round % 2 == 1 {
            house.company.faults().next(1, Operation::Refresh, SLOW);
        }
        all_at_once(&house, round).await;
    }
    house.assert_no_browser();
    println!("F1: {rounds} rounds of three programs, {rounds} refreshes, {:?}", begun.elapsed());
}

/// By their clock the token is good; the portal refuses it, to all of them at once.
#[tokio::test(flavor = "multi_thread")]
async fn f1_programs_whose_token_is_refused_make_one_refresh() {
    let mut house = Household::signed_in(strict()).await;
    for round in 1..=5 {
        house.home.clock = Some(ManualClock::at(house.company.now()));
        house.expire();
        house.company.faults().next(1, Operation::Refresh, SLOW);
        all_at_once(&house, round).await;
    }
}

fn strict() -> Config {
    Config { rotation: Rotation::Strict, ..Config::default() }
}

async fn all_at_once(house: &Household, round: u64) {
    let list = house.home.portico(&["list", "--refresh", "--json"]);
    let (one, two, list) = tokio::join!(run(house.helper(0)), run(house.helper(1)), run(list));
    house.assert_good(one).await;
    house.assert_good(two).await;
    let listed: Value = serde_json::from_str(&list.worked()).expect("JSON");
    assert_eq!(listed.as_array().map(Vec::len), Some(3), "{listed}");
    let tally = house.company.tally();
    assert_eq!(refreshes(&tally), (round, 0), "round {round}");
    assert_eq!(tally.served(Operation::GetRoleCredentials), 2 * round, "round {round}");
}

/// How long they may take is the benchmark's to say (`helpers_at_once_ms`).
#[tokio::test(flavor = "multi_thread")]
async fn f2_a_hundred_helpers_make_one_refresh_and_are_all_answered() {
    let house = Household::signed_in(strict()).await;
    house.expire();
    let helpers: Vec<_> = (0..100).map(|which| tokio::spawn(run(house.helper(which % 2)))).collect();
    let mut helped = Vec::new();
    for helper in helpers {
        helped.push(helper.await.expect("no panic"));
    }
    for ended in helped {
        house.assert_good(ended).await;
    }
    assert_eq!(refreshes(&house.company.tally()), (1, 0));
    house.assert_no_browser();
}
