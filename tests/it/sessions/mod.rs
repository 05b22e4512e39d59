//! Sessions that never surprise: `security.md` 3 on the level of the engine, its sessions and the companion, against a
//! local Identity Center that is made to fail.
//!
//! Rule: time is the company's clock and never waited for; what was asked of the portal is what its tally says.

mod callback;
mod device;
mod hostile;
#[cfg(target_os = "linux")]
mod listeners;
#[cfg(target_os = "linux")]
mod terminal;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::Url;

use crate::support::person::parameter;

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
