//! The few words of WebDriver that a person at a window needs, for WebKitWebDriver, chromedriver and Firefox alike.
//!
//! <https://www.w3.org/TR/webdriver2/>. Rule: what is awaited is a condition with a deadline, asked for again and again.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::time::{Instant, interval};

use super::marionette::Marionette;

/// The key of an element reference, fixed by the standard.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// How long something on a page may take to come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(40);
/// How often a condition is looked at.
const PACE: Duration = Duration::from_millis(40);

/// A window under automation.
pub(crate) struct Window {
    way: Way,
    acts: AtomicU32,
}

/// How the browser is reached.
enum Way {
    /// Through a driver: the session's address.
    Driver { client: Client, session: String },
    /// Without one.
    Firefox(Marionette),
}

impl Window {
    /// Opens one through the driver that listens, or is about to, on this port of loopback.
    pub(crate) async fn open(port: u16, capabilities: Value) -> Self {
        let (client, at) = (plain(), format!("http://127.0.0.1:{port}"));
        until("the driver listens", async || client.get(format!("{at}/status")).send().await.ok()).await;
        let wish = json!({"capabilities": {"alwaysMatch": capabilities}});
        let answer =
            client.post(format!("{at}/session")).json(&wish).send().await.expect("the driver answers");
        let answer: Value = answer.json().await.expect("JSON");
        let id = answer["value"]["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {answer}"));
        Self::by(Way::Driver { session: format!("{at}/session/{id}"), client })
    }

    /// That of a Firefox that says it listens on this port of loopback.
    pub(crate) async fn of_firefox(port: u16) -> Self {
        Self::by(Way::Firefox(Marionette::connect(port).await))
    }

    fn by(way: Way) -> Self {
        Self { way, acts: AtomicU32::new(0) }
    }

    /// How often somebody has clicked or typed something here.
    pub(crate) fn acts(&self) -> u32 {
        self.acts.load(Ordering::Relaxed)
    }

    pub(crate) async fn go(&self, url: &str) {
        self.post("url", &json!({"url": url})).await.expect("a page");
    }

    pub(crate) async fn url(&self) -> String {
        self.ask("url").await.expect("the driver answers").as_str().expect("a URL").to_owned()
    }

    /// Whether the window is still open.
    pub(crate) async fn is_there(&self) -> bool {
        self.ask("window/handles").await.is_ok_and(|all| all.as_array().is_some_and(|all| !all.is_empty()))
    }

    /// Turns to the window that was opened last, after the one before was closed.
    pub(crate) async fn newest(&self) {
        let turned = wait(PATIENCE, async || {
            let handle = self.ask("window/handles").await.ok()?.as_array()?.last()?.clone();
            self.post("window", &json!({"handle": handle})).await.ok()
        });
        assert!(turned.await.is_some(), "no window");
    }

    /// Opens another tab and turns to it; gives what it is called.
    pub(crate) async fn tab(&self) -> Value {
        let opened = self.post("window/new", &json!({"type": "tab"})).await.expect("a tab");
        self.turn(&opened["handle"]).await;
        opened["handle"].clone()
    }

    /// Turns to a tab.
    pub(crate) async fn turn(&self, tab: &Value) {
        self.post("window", &json!({"handle": tab})).await.expect("the tab is there");
    }

    /// The element, once it is there and in sight.
    pub(crate) async fn find(&self, xpath: &str) -> Element<'_> {
        let seen = async || self.glance(xpath).await;
        let Some(found) = wait(PATIENCE, seen).await else {
            panic!("no {xpath} on the page:\n{}", self.text().await)
        };
        found
    }

    /// The element if it is there and in sight now.
    pub(crate) async fn glance(&self, xpath: &str) -> Option<Element<'_>> {
        let found = self.post("element", &json!({"using": "xpath", "value": xpath})).await.ok()?;
        let element = Element { window: self, id: found[ELEMENT].as_str()?.to_owned() };
        let shown = self.run("return arguments[0].getClientRects().length > 0", json!([element.reference()]));
        (shown.await == true).then_some(element)
    }

    pub(crate) async fn click(&self, xpath: &str) {
        self.find(xpath).await.click().await;
    }

    /// Holds a button down with the mouse for so long.
    pub(crate) async fn hold(&self, xpath: &str, held: Duration) {
        let button = self.find(xpath).await.reference();
        let steps = json!([
            {"type": "pointerMove", "duration": 0, "origin": button, "x": 0, "y": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pause", "duration": u64::try_from(held.as_millis()).expect("a moment")},
            {"type": "pointerUp", "button": 0},
        ]);
        let mouse = json!({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps});
        let done = self.post("actions", &json!({"actions": [mouse]})).await;
        done.unwrap_or_else(|problem| panic!("holding {xpath}: {problem}"));
    }

    /// Types the name of a guarded role where the page asks for it.
    pub(crate) async fn confirm(&self, name: &str) {
        self.fill("//dialog//input[@spellcheck='false']", name).await;
        self.click("//dialog//button[normalize-space(.)='Go on']").await;
    }

    /// Replaces what is in a field.
    pub(crate) async fn fill(&self, xpath: &str, text: &str) {
        let field = self.find(xpath).await;
        field.post("clear", &json!({})).await;
        field.say(text).await;
    }

    /// Chooses in a list of choices.
    pub(crate) async fn choose(&self, xpath: &str, text: &str) {
        self.find(xpath).await;
        let option = format!("{xpath}/option[normalize-space(.)='{text}']");
        let found = self.post("element", &json!({"using": "xpath", "value": option})).await;
        let id = found.unwrap_or_else(|problem| panic!("no choice {text}: {problem}"))[ELEMENT].clone();
        Element { window: self, id: id.as_str().expect("a reference").to_owned() }.click().await;
    }

    /// Types to whatever has the focus.
    pub(crate) async fn press(&self, text: &str) {
        let focused = self.run("return document.activeElement", json!([])).await;
        let id = focused[ELEMENT].as_str().expect("something has the focus").to_owned();
        Element { window: self, id }.say(text).await;
    }

    /// What a person reads on the page.
    pub(crate) async fn text(&self) -> String {
        self.run("return document.body ? document.body.innerText : ''", json!([]))
            .await
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Waits until the page says this.
    pub(crate) async fn says(&self, wanted: &str) {
        let said = wait(PATIENCE, async || self.text().await.contains(wanted).then_some(())).await;
        assert!(said.is_some(), "expected `{wanted}` on the page:\n{}", self.text().await);
    }

    /// Waits until it no longer says this.
    pub(crate) async fn forgets(&self, unwanted: &str) {
        let gone = wait(PATIENCE, async || (!self.text().await.contains(unwanted)).then_some(())).await;
        assert!(gone.is_some(), "`{unwanted}` is still on the page:\n{}", self.text().await);
    }

    /// Runs a script in the page; what it returns, or what went wrong as text.
    pub(crate) async fn run(&self, script: &str, arguments: Value) -> Value {
        let wish = json!({"script": script, "args": arguments});
        self.post("execute/sync", &wish).await.unwrap_or_else(Value::String)
    }

    /// Runs a script that answers by calling its last argument.
    pub(crate) async fn run_async(&self, script: &str, arguments: Value) -> Value {
        let wish = json!({"script": script, "args": arguments});
        self.post("execute/async", &wish).await.unwrap_or_else(Value::String)
    }

    /// Ends the session, and with it the program that the driver started.
    pub(crate) async fn close(self) {
        if let Way::Driver { client, session } = self.way {
            drop(client.delete(session).send().await);
        }
    }

    async fn ask(&self, path: &str) -> Result<Value, String> {
        match &self.way {
            Way::Driver { client, session } => heard(client.get(format!("{session}/{path}"))).await,
            Way::Firefox(firefox) => firefox.post(path, &Value::Null).await,
        }
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        match &self.way {
            Way::Driver { client, session } => {
                heard(client.post(format!("{session}/{path}")).json(body)).await
            }
            Way::Firefox(firefox) => firefox.post(path, body).await,
        }
    }
}

/// What a driver answers, or why it refuses.
async fn heard(request: RequestBuilder) -> Result<Value, String> {
    let answer = request.send().await.map_err(|error| error.to_string())?;
    let worked = answer.status().is_success();
    let mut answer: Value = answer.json().await.map_err(|error| error.to_string())?;
    let value = answer["value"].take();
    if worked { Ok(value) } else { Err(format!("{}: {}", value["error"], value["message"])) }
}

/// Something on the page.
pub(crate) struct Element<'a> {
    window: &'a Window,
    id: String,
}

impl Element<'_> {
    /// With the mouse, in its middle.
    pub(crate) async fn click(&self) {
        self.acted();
        self.post("click", &json!({})).await;
    }

    /// With the keyboard.
    pub(crate) async fn say(&self, text: &str) {
        self.acted();
        self.post("value", &json!({"text": text})).await;
    }

    fn acted(&self) {
        self.window.acts.fetch_add(1, Ordering::Relaxed);
    }

    /// As an argument of a script.
    pub(crate) fn reference(&self) -> Value {
        json!({ELEMENT: self.id})
    }

    async fn post(&self, verb: &str, body: &Value) {
        let done = self.window.post(&format!("element/{}/{verb}", self.id), body).await;
        done.unwrap_or_else(|problem| panic!("{verb}: {problem}"));
    }
}

/// Keys without a letter, as WebDriver spells them.
pub(crate) mod key {
    pub(crate) const ENTER: &str = "\u{e007}";
    pub(crate) const DOWN: &str = "\u{e015}";
}

/// Waits for a condition; its end without one is a failure.
pub(crate) async fn until<T>(what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    wait(PATIENCE, look).await.unwrap_or_else(|| panic!("in vain: {what}"))
}

/// Looks until there is something to see, or the time is over.
pub(crate) async fn wait<T>(patience: Duration, mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let (begun, mut pace) = (Instant::now(), interval(PACE));
    while begun.elapsed() < patience {
        pace.tick().await;
        if let Some(seen) = look().await {
            return Some(seen);
        }
    }
    None
}

/// A client for what is on loopback.
#[expect(clippy::disallowed_methods, reason = "a driver on loopback is not the product's transport")]
pub(crate) fn plain() -> Client {
    Client::builder().no_proxy().timeout(Duration::from_secs(60)).build().expect("a client")
}
