//! The few words of WebDriver that pictures need, over plain HTTP on loopback.
//!
//! <https://www.w3.org/TR/webdriver2/>. The driver is WebKitWebDriver, which starts the app itself; the app must have
//! been told `TAURI_WEBVIEW_AUTOMATION=true`, or the session never begins. The driver's own screenshots hang on some
//! renderers, so none are asked for.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Result;

/// The key of an element reference, fixed by the standard.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long anything on a page may take to appear.
const PATIENCE: Duration = Duration::from_secs(90);

/// A window of the app under automation; it is closed with this value.
pub(crate) struct Window {
    port: u16,
    session: String,
}

impl Window {
    /// Starts the app through a driver that listens, or is about to, on `port`.
    pub(crate) fn open(port: u16, app: &Path) -> Result<Self> {
        let wish = json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": {"binary": app, "args": []}}}});
        let started = Instant::now();
        let answer = loop {
            match call(port, "POST", "/session", Some(&wish)) {
                Ok(answer) => break answer,
                Err(problem) if started.elapsed() > Duration::from_secs(30) => return Err(problem),
                Err(_) => std::thread::sleep(Duration::from_millis(200)),
            }
        };
        let session = answer["sessionId"].as_str().ok_or("the driver opened no session")?.to_owned();
        Ok(Self { port, session })
    }

    /// Waits until an element that matches the XPath is there; answers with its reference.
    pub(crate) fn find(&self, xpath: &str) -> Result<String> {
        let started = Instant::now();
        loop {
            let found = self.ask("POST", "element", &json!({"using": "xpath", "value": xpath}));
            if let Some(id) = found.as_ref().ok().and_then(|value| value[ELEMENT].as_str()) {
                return Ok(id.to_owned());
            }
            if started.elapsed() > PATIENCE {
                let page = self.text().unwrap_or_default();
                return Err(format!("expected {xpath} on the page, which says:\n{page}"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Clicks the element that matches, once it is there; one that was drawn anew meanwhile is looked for again.
    pub(crate) fn click(&self, xpath: &str) -> Result<()> {
        let started = Instant::now();
        loop {
            let element = self.find(xpath)?;
            match self.ask("POST", &format!("element/{element}/click"), &json!({})) {
                Err(problem) if problem.starts_with("stale") && started.elapsed() < PATIENCE => {}
                clicked => return clicked.map(drop),
            }
        }
    }

    /// Waits until nothing matches the XPath.
    pub(crate) fn gone(&self, xpath: &str) -> Result<()> {
        let started = Instant::now();
        while self.ask("POST", "element", &json!({"using": "xpath", "value": xpath})).is_ok() {
            if started.elapsed() > PATIENCE {
                return Err(format!("expected {xpath} to go away"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// Types into the element that matches, after clearing it.
    pub(crate) fn fill(&self, xpath: &str, text: &str) -> Result<()> {
        let element = self.find(xpath)?;
        self.ask("POST", &format!("element/{element}/clear"), &json!({}))?;
        self.ask("POST", &format!("element/{element}/value"), &json!({"text": text})).map(drop)
    }

    /// What a person reads on the page.
    pub(crate) fn text(&self) -> Result<String> {
        let script = json!({"script": "return document.body.innerText", "args": []});
        Ok(self.ask("POST", "execute/sync", &script)?.as_str().unwrap_or_default().to_owned())
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        call(self.port, method, &format!("/session/{}/{path}", self.session), Some(body))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        drop(call(self.port, "DELETE", &format!("/session/{}", self.session), None));
    }
}

/// One request on a connection of its own; answers with `value` of the JSON answer.
fn call(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
    let wrong = |error: std::io::Error| format!("WebKitWebDriver does not answer {method} {path}: {error}");
    let body = body.map(Value::to_string).unwrap_or_default();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(wrong)?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(wrong)?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).map_err(wrong)?;
    let answer = read(&mut stream).map_err(wrong)?;
    let (status, body) = answer.split_once("\r\n\r\n").ok_or("WebKitWebDriver sent no HTTP answer")?;
    let mut body: Value =
        serde_json::from_str(body).map_err(|error| format!("WebKitWebDriver sent no JSON: {error}"))?;
    let value = body["value"].take();
    if status.split(' ').nth(1) == Some("200") {
        Ok(value)
    } else {
        Err(format!(
            "{}: {}",
            value["error"].as_str().unwrap_or("error"),
            value["message"].as_str().unwrap_or("")
        ))
    }
}

/// The answer up to its `Content-Length`, or to the end of the connection.
fn read(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0_u8; 16 * 1024];
    loop {
        let count = stream.read(&mut buffer)?;
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes);
        if count == 0 || is_whole(&text) {
            return Ok(text.into_owned());
        }
    }
}

fn is_whole(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    length.is_some_and(|length| body.len() >= length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_when_its_length_has_arrived() {
        assert!(!is_whole("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n"));
        assert!(!is_whole("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nabc"));
        assert!(is_whole("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd"));
    }
}
