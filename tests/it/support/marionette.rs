//! Firefox's own way of being driven, for Debian has no geckodriver: the commands of WebDriver over a socket of loopback.
//!
//! Source: Firefox source docs, "Marionette", protocol 3: a message is its length in bytes, a colon and JSON; a command is
//! `[0, id, name, parameters]`, its answer `[1, id, error, result]`.

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufStream};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::time::timeout;

use super::process::DEADLINE;
use super::webdriver::until;

/// A session with one Firefox.
pub(crate) struct Marionette {
    talk: Mutex<Talk>,
}

struct Talk {
    stream: BufStream<TcpStream>,
    last: u64,
}

impl Marionette {
    /// Begins a session at the port that a Firefox says it listens on.
    pub(crate) async fn connect(port: u16) -> Self {
        let stream = until("Firefox listens", async || TcpStream::connect(("127.0.0.1", port)).await.ok());
        let mut talk = Talk { stream: BufStream::new(stream.await), last: 0 };
        let hello = talk.hear().await;
        assert_eq!(hello["marionetteProtocol"], 3, "{hello}");
        talk.ask("WebDriver:NewSession", &json!({})).await.expect("a session");
        Self { talk: Mutex::new(talk) }
    }

    /// What a WebDriver would be asked with this body at this path of its session; `null` is a question without a body.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let (name, parameters) = command(path, body);
        let mut result = self.talk.lock().await.ask(name, &parameters).await?;
        Ok(if result.get("value").is_some() { result["value"].take() } else { result })
    }
}

impl Talk {
    async fn ask(&mut self, name: &str, parameters: &Value) -> Result<Value, String> {
        self.last += 1;
        let message = json!([0, self.last, name, parameters]).to_string();
        let sent = async {
            self.stream.write_all(format!("{}:{message}", message.len()).as_bytes()).await?;
            self.stream.flush().await
        };
        sent.await.map_err(|error| error.to_string())?;
        let mut answer = self.hear().await;
        assert_eq!(answer[1], self.last, "Firefox answers what it was asked: {answer}");
        let error = &answer[2];
        if error.is_null() {
            Ok(answer[3].take())
        } else {
            Err(format!("{}: {}", error["error"], error["message"]))
        }
    }

    async fn hear(&mut self) -> Value {
        let message = async {
            let mut length = Vec::new();
            self.stream.read_until(b':', &mut length).await.expect("Firefox is there");
            let length = String::from_utf8_lossy(&length);
            let mut bytes = vec![0; length.trim_end_matches(':').parse().expect("a length")];
            self.stream.read_exact(&mut bytes).await.expect("a whole message");
            serde_json::from_slice(&bytes).expect("JSON")
        };
        timeout(DEADLINE, message).await.expect("Firefox answers in time")
    }
}

/// Marionette's name for what WebDriver has at a path, and its parameters.
fn command(path: &str, body: &Value) -> (&'static str, Value) {
    let parts: Vec<&str> = path.split('/').collect();
    let name = match parts[..] {
        ["url"] if body.is_null() => "WebDriver:GetCurrentURL",
        ["url"] => "WebDriver:Navigate",
        ["window", "handles"] => "WebDriver:GetWindowHandles",
        ["window", "new"] => "WebDriver:NewWindow",
        ["window"] => "WebDriver:SwitchToWindow",
        ["execute", "sync"] => "WebDriver:ExecuteScript",
        ["execute", "async"] => "WebDriver:ExecuteAsyncScript",
        ["element"] => "WebDriver:FindElement",
        ["element", _, "click"] => "WebDriver:ElementClick",
        ["element", _, "clear"] => "WebDriver:ElementClear",
        ["element", _, "value"] => "WebDriver:ElementSendKeys",
        _ => panic!("nothing here asks a Firefox for {path}"),
    };
    let mut parameters = if body.is_null() { json!({}) } else { body.clone() };
    if let ["element", id, _] = parts[..] {
        parameters["id"] = id.into();
    }
    (name, parameters)
}
