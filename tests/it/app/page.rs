//! What somebody who gets a script into the page can do there: nothing (`security.md` 3, C2, C3).

use std::net::TcpListener;

use serde_json::{Value, json};

use super::*;
use crate::support::webdriver::{Window, until};

/// Every way out that a page has, towards `arguments[0]`; what the policy says of each is gathered.
const WAYS_OUT: &str = "const to = arguments[0];
    window.refused = []; window.hit = [];
    document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective));
    try { eval('window.hit.push(\"eval\")'); } catch (problem) { window.refused.push(problem.name); }
    try { new Function('window.hit.push(\"Function\")')(); } catch (problem) { window.refused.push(problem.name); }
    const add = (name, members) => document.body.append(Object.assign(document.createElement(name), members));
    add('script', { textContent: 'window.hit.push(\"inline\")' });
    add('script', { src: to + 'script' });
    add('div', { innerHTML: '<img src=\"x:\" onerror=\"window.hit.push(1)\">' });
    add('img', { src: to + 'img' });
    add('iframe', { src: to + 'iframe' });
    add('object', { data: to + 'object' });
    add('link', { rel: 'stylesheet', href: to + 'style' });
    add('style', { textContent: '@import url(' + to + 'import)' });
    add('base', { href: to });
    add('form', { action: to + 'form', method: 'post', id: 'out' });
    document.getElementById('out').submit();
    fetch(to + 'fetch').then(() => window.hit.push('fetch'), () => window.refused.push('fetch'));
    const request = new XMLHttpRequest();
    request.onload = () => window.hit.push('xhr');
    request.onerror = () => window.refused.push('xhr');
    request.open('GET', to + 'xhr');
    try { request.send(); } catch { window.refused.push('xhr'); }
    try { new WebSocket(to.replace('http', 'ws')).onopen = () => window.hit.push('socket'); }
    catch { window.refused.push('socket'); }
    try { new EventSource(to + 'events'); } catch { window.refused.push('events'); }
    try { navigator.sendBeacon(to + 'beacon', 'x'); } catch { window.refused.push('beacon'); }
    try { new Worker(to + 'worker'); } catch { window.refused.push('worker'); }
    try { if (window.open(to + 'open') !== null) window.hit.push('open'); } catch { window.refused.push('open'); }
    location.href = to + 'location';";

#[tokio::test(flavor = "multi_thread")]
async fn a_script_in_the_page_gets_nothing_out_and_nothing_else_in() {
    let stage = Stage::set().await;
    let app = stage.app().await;
    let window = &app.window;
    window.says("Paste the start URL").await;
    let home = window.url().await;
    let frame = "return getComputedStyle(document.getElementById('__tauri_isolation__')).display";
    assert_eq!(window.run(frame, json!([])).await, "none", "the isolation frame has no place on the page");
    let trap = TcpListener::bind(("127.0.0.1", 0)).expect("a trap");
    trap.set_nonblocking(true).expect("a trap that can be looked into");
    let at = trap.local_addr().expect("an address");
    window.run(WAYS_OUT, json!([format!("http://{at}/")])).await;
    let directives =
        ["script-src-elem", "script-src-attr", "img-src", "connect-src", "form-action", "fetch", "xhr"];
    let refused = until("every way out is refused", async || {
        let refused = window.run("return window.refused", json!([])).await;
        directives.iter().all(|one| has(&refused, one)).then_some(refused)
    });
    let refused = refused.await;
    assert!(has(&refused, "EvalError"), "{refused}");
    // The page still stands where it stood and talks to the product.
    assert_eq!(command(window, "snapshot", json!({})).await["ready"], true);
    assert_eq!(window.run("return window.hit", json!([])).await, json!([]), "{refused}");
    assert_eq!(window.url().await, home);
    assert_eq!(stage.windows().await.len(), 1);
    assert!(trap.accept().is_err(), "somebody came; refused was {refused}");
    drop(std::net::TcpStream::connect(at).expect("the trap is open"));
    assert!(trap.accept().is_ok(), "the trap catches who comes");
    stage.opened_no_more().await;
    app.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_can_give_only_the_orders_it_has() {
    let stage = Stage::set().await;
    let app = stage.app().await;
    let window = &app.window;
    window.says("Paste the start URL").await;
    let orders = [
        ("plugin:store|load", json!({"path": "preferences.json"})),
        ("plugin:window|close", json!({})),
        (
            "plugin:webview|create_webview_window",
            json!({"options": {"label": "x", "url": "https://example.com"}}),
        ),
        ("plugin:event|emit", json!({"event": "changed", "payload": {}})),
        ("plugin:path|resolve_directory", json!({"directory": 1})),
        ("plugin:shell|open", json!({"path": "https://example.com"})),
        ("open_url", json!({"url": "https://example.com"})),
        ("listing", json!({"query": "", "more": true})),
        ("listing", json!({"ask": {"query": ""}})),
        ("set_label", json!({"portal": "securecart", "account": "111122223333", "label": {"nickname": 1}})),
        ("sign_in", json!({"portal": ["securecart"]})),
        ("export_profile", json!({})),
    ];
    for (name, payload) in orders {
        let answer = command(window, name, payload).await;
        assert_eq!(answer, "no answer", "{name}");
        let past_the_gate = past_the_gate(window, name).await;
        assert!(past_the_gate.as_i64() != Some(200), "{name} past the isolation frame: {past_the_gate}");
    }
    let opening = command(window, "opening", json!({ "rows": 9 })).await;
    assert_eq!(opening["preferences"]["theme"], "system", "listed orders are obeyed");
    stage.opened_no_more().await;
    app.window.close().await;
}

/// Gives an order as the page does. A refused one gets no answer: then a listed one, given after it, comes first.
async fn command(window: &Window, name: &str, payload: Value) -> Value {
    let script = "const [name, payload, done] = arguments; const invoke = window.__TAURI_INTERNALS__.invoke;
        invoke(name, payload).then(done, (problem) => done({ problem }));
        setTimeout(() => invoke('snapshot').then(() => setTimeout(done, 100, 'no answer')), 100)";
    window.run_async(script, json!([name, payload])).await
}

/// Writes to the product directly, without the isolation frame; the status of the answer, or what went wrong.
async fn past_the_gate(window: &Window, name: &str) -> Value {
    let script = "const [name, done] = arguments;
        const headers = { 'Content-Type': 'application/json', 'Tauri-Callback': '1', 'Tauri-Error': '2', 'Tauri-Invoke-Key': 'x' };
        fetch('ipc://localhost/' + encodeURIComponent(name), { method: 'POST', body: '{}', headers })
            .then((answer) => done(answer.status), (problem) => done(String(problem)))";
    window.run_async(script, json!([name])).await
}

fn has(list: &Value, wanted: &str) -> bool {
    list.as_array().is_some_and(|all| all.iter().any(|one| one == wanted))
}
