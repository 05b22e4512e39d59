//! The list while a large company arrives: nothing in sight moves.

use portico_center::Config;
use serde_json::json;

use super::*;

/// Looks at every frame from `arguments[0]` px on until all is listed. What is first in sight and still there in the next
/// frame must stand where it stood; above the first row of the list there is nothing to scroll to.
const WATCH: &str = "const [start, done] = arguments;
    const list = () => document.querySelector('[role=grid]');
    const seen = () => new Map([...list().querySelectorAll('[role=row][aria-selected]')]
        .map((row) => [row.parentElement.getAttribute('aria-label') + ' ' + row.querySelector('.number')?.textContent,
            row.getBoundingClientRect().top - list().getBoundingClientRect().top])
        .filter(([, y]) => y > -48 && y < list().clientHeight).sort((a, b) => a[1] - b[1]));
    const told = { jumps: [], rows: [], most: 0 };
    let [before, rest] = [null, 0];
    const look = () => {
        if (list() === null || (before === null && list().scrollHeight < start + list().clientHeight)) return requestAnimationFrame(look);
        if (before === null) list().scrollTop = start;
        const after = seen();
        const same = [...(before ?? after).keys()].find((key) => after.has(key));
        const moved = before === null || same === undefined ? 0 : after.get(same) - before.get(same);
        if (Math.abs(moved) > 0.5 && list().scrollTop > 0 && told.rows.length > 1) told.jumps.push(same + ' by ' + moved);
        const rows = Number(list().getAttribute('aria-rowcount'));
        if (told.rows.at(-1) !== rows) told.rows.push(rows);
        told.most = Math.max(told.most, list().querySelectorAll('*').length);
        before = after;
        rest = document.querySelector('progress') ? 0 : rest + 1;
        if (rest < 60) requestAnimationFrame(look);
        else done(told);
    };
    look();";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_in_sight_moves_while_a_thousand_accounts_arrive() {
    let config = Config { accounts: Some(1000), roles: Some(2), latency_ms: 50, ..Config::default() };
    let (company, stage) = (Company::with(config).await, Stage::set().await);
    let app = stage.app().await;
    add_company(&app, &company).await;
    let mut otto = company.person("otto");
    otto.answer(stage.opened().await, "allow").await;
    assert!(otto.call_back().await.is_success());
    let told = app.window.run_async(WATCH, json!([600])).await;
    assert_eq!(told["jumps"], json!([]), "{told}");
    let rows = told["rows"].as_array().expect("numbers of rows");
    assert!(rows.len() > 2 && rows.last().and_then(serde_json::Value::as_u64) > Some(1000), "{told}");
    assert!(told["most"].as_u64() < Some(1500), "the page holds what is in sight, not the list: {told}");
    stage.picture(&app.window, "13-thousand").await;
    app.window.close().await;
}
