//! The app and the helpers of AWS tools beside it, on one session (`security.md` 3, F1).

use std::time::Duration;

use portico_center::{Config, Fault, Operation, Rotation};
use serde_json::json;

use super::*;
use crate::support::companion::time;
use crate::support::process::{portico, run, told};
use crate::support::{ADMINISTRATOR, DEV, PRODUCTION, READ_ONLY};

const TTL: u32 = 600;
const SLOW: Fault = Fault::Delay(Duration::from_millis(300));
/// The window lists anew; says `null`, or the problem.
const LIST: &str = "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('refresh', { portal: 'securecart' })\
                    .then(() => done(null), (problem) => done(problem))";

/// The app counts time by a clock that nobody sets, so the portal is the one that tells it that its token has run out.
#[tokio::test(flavor = "multi_thread")]
async fn f1_the_app_and_two_helpers_make_one_refresh() {
    let rounds = if told("PORTICO_FULL").is_some() { 40 } else { 4 };
    let config = Config { rotation: Rotation::Strict, access_ttl: TTL, role_ttl: TTL, ..Config::default() };
    let (company, stage) = (Company::with(config).await, Stage::set().await);
    let app = signed_in(&stage, &company).await;
    let helper = |account: &str, role: &str| {
        let mut helper = stage.command(portico());
        helper.args(["credentials", "--portal", PORTAL, "--account", account, "--role", role]);
        helper.envs(time(company.clock()));
        helper
    };
    for round in 1..=rounds {
        company.wait(i64::from(TTL) + 2);
        company.faults().next(1, Operation::Refresh, SLOW);
        let (one, two) = (helper(DEV, ADMINISTRATOR), helper(PRODUCTION, READ_ONLY));
        let (one, two, listed) = tokio::join!(run(one), run(two), app.window.run_async(LIST, json!([])));
        assert!(one.worked().contains("ASIAEMU") && two.worked().contains("ASIAEMU"));
        assert_eq!(listed, json!(null), "round {round}");
        let count = company.tally().of(Operation::Refresh);
        assert_eq!((count.served, count.refused.len()), (round, 0), "round {round}");
    }
    stage.menu_with(&format!("{PORTAL}: signed in")).await;
    assert_eq!(stage.notices().await, Vec::<serde_json::Value>::new());
    app.window.close().await;
}
