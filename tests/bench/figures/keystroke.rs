//! From a key to the painted frame, in the real window under WebDriver.
//!
//! The key is the driver's, so it takes a key's way into the page. The clock is the page's: from the time stamp of the
//! `keydown` event to the task that follows the frame in which the list was changed for the last time; that task runs
//! when the frame has been laid out and painted. The list has to be still for [`STILL`] before the next key. What is
//! not counted is the way from the web process to the screen, which the empty app has, too.

use std::time::Duration;

use serde_json::json;

use super::place::Place;
use crate::support::webdriver::{Window, wait};

/// Milliseconds without a change after which a list is taken for the answer: far more than any answer takes.
const STILL: f64 = 500.0;
/// How many letters of a text are typed.
const MOST_LETTERS: usize = 10;
const SEARCH: &str = "//input[@role='combobox']";
pub(super) const ROW: &str = "//*[@role='row'][@aria-selected]";

/// Sets the page's clock up. A change counts when it is in the list, or takes it away.
const WATCH: &str = "
    const main = document.querySelector('main');
    const seen = window.seen = { key: 0, painted: 0, changes: 0 };
    addEventListener('keydown', (event) => Object.assign(seen, { key: event.timeStamp, painted: 0 }), true);
    const counts = ({ target }) => target === main || (target.closest ?? (() => target.parentElement?.closest('#accounts')))
        .call(target, '#accounts') != null;
    let waits = false;
    new MutationObserver((records) => {
        if (waits || !records.some(counts)) return;
        waits = true;
        requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = () => { waits = false; seen.painted = performance.now(); seen.changes += 1; };
            after.port2.postMessage(0);
        });
    }).observe(main, { subtree: true, childList: true, characterData: true, attributes: true });
    return true;";
/// Empties the field for the next text.
const EMPTY: &str = "const field = document.querySelector('input[role=combobox]');
    field.value = ''; field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
/// Answers with the milliseconds of the last key once the list is still, and with null before.
const TOOK: &str = "const { key, painted } = window.seen; const now = performance.now();
    return now - Math.max(key, painted) < arguments[0] ? null : painted - key;";

/// Types the texts one after the other; milliseconds of every key that changed the list.
pub(crate) async fn painted(place: &Place, texts: &[String]) -> Vec<f64> {
    let app = place.stage.app().await;
    let window = &app.window;
    window.find(ROW).await;
    assert_eq!(window.run(WATCH, json!([])).await, true);
    let mut all = Vec::new();
    for text in texts {
        window.click(SEARCH).await;
        window.run(EMPTY, json!([])).await;
        took(window).await;
        for letter in text.chars().take(MOST_LETTERS) {
            window.press(&letter.to_string()).await;
            let took = took(window).await;
            // Below zero nothing was to be changed.
            all.extend((took > 0.0).then_some(took));
        }
    }
    app.window.close().await;
    all
}

async fn took(window: &Window) -> f64 {
    let look = async || window.run(TOOK, json!([STILL])).await.as_f64();
    wait(Duration::from_secs(30), look).await.unwrap_or_else(|| panic!("the list never comes to rest"))
}
