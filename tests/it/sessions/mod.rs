//! Sessions that never surprise: `security.md` 3 on the level of the engine, its sessions and the companion, against a
//! local Identity Center that is made to fail.
//!
//! Rule: time is the company's clock and never waited for; what was asked of the portal is what its tally says.

mod callback;
mod captive;
mod clocks;
mod device;
mod hostile;
#[cfg(target_os = "linux")]
mod listeners;
mod people;
mod places;
mod regions;
mod sign_out;
mod sleep;
mod telling;
#[cfg(target_os = "linux")]
mod terminal;

use std::net::SocketAddr;
use std::sync::Arc;

use jiff::Timestamp;
use portico_core::engine::Command;
use portico_core::settings::Portal;
use portico_core::vault::MemoryStore;
use portico_model::ManualClock;
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::Url;

use crate::network::support::{Reply, Request, json as answer};
use crate::support::engine::Running;
use crate::support::person::parameter;

/// How often the engine looks at the clock, in seconds.
const TICK: i64 = 15;

/// An engine over this keychain, whose only portal is this server.
async fn facing(server: SocketAddr, keychain: &Arc<MemoryStore>) -> (ManualClock, TempDir, Running) {
    let clock = ManualClock::at(Timestamp::from_second(1_800_000_000).expect("a time"));
    let folder = tempfile::tempdir().expect("a folder");
    let running = Running::start(&clock, folder.path(), keychain).await;
    let endpoint = format!("http://{server}");
    let added =
        Portal::parse("securecart", "https://securecart.awsapps.com/start", "eu-west-1", Some(&endpoint));
    running.run(Command::AddPortal(added.expect("valid"))).await.expect("added");
    (clock, folder, running)
}

/// What every server that plays a portal knows how to do: register a client.
fn registered(request: &Request) -> Option<Reply> {
    let client = json!({ "clientId": "c", "clientSecret": "s", "clientSecretExpiresAt": 1_900_000_000 });
    request.is_for("/client/register").then(|| answer(&client.to_string()))
}

/// The port that a sign-in's browser is to come back to.
fn callback_port(authorize: &Url) -> u16 {
    let back: Url = parameter(authorize, "redirect_uri").expect("a redirect").parse().expect("a URL");
    assert_eq!((back.scheme(), back.host_str(), back.path()), ("http", Some("127.0.0.1"), "/oauth/callback"));
    back.port().expect("a port")
}

/// Asks for `target` as a browser would; the status, or `None` when nobody listens or nobody answers.
async fn knock(port: u16, target: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    let request = format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let answer = String::from_utf8_lossy(&answer);
    answer.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()
}
