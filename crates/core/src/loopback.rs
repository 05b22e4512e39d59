//! The one way Portico listens: literal `127.0.0.1`, a port of the kernel's choice, one request per connection.
//!
//! Rule: whoever asks here may be any web page or any local user. A request that is not exactly what the expected
//! [`Caller`] sends (`GET`, HTTP/1.1, one `Host` of `127.0.0.1:PORT`, no `Origin`, no body, ...) is answered 404 and never
//! surfaces, so a probe learns nothing and ends nothing (`security.md` 1.5). No CORS header is ever sent.

mod head;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use subtle::ConstantTimeEq;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::Instant;

use crate::error::{Code, Error, Result};
pub use head::Caller;
use head::{check, read_head};

/// How long a head may take to arrive.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// Connections being read at once; a newer one pushes out the oldest, so that idle ones never block a real one ...
const CONNECTIONS: usize = 16;
/// ... but none that is younger than this: its request is on the way, and many honest ones may come at the same moment.
const GRACE: Duration = Duration::from_millis(100);
/// How long an answer may take to be taken, and a refused body to be thrown away.
const GOODBYE_TIME: Duration = Duration::from_secs(1);
/// Headers of every answer, unless the answer sets one itself.
const FIXED_HEADERS: [(&str, &str); 7] = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("Connection", "close"),
];

/// A listening socket. Dropping it closes the port and every connection not yet surfaced.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    port: u16,
    caller: Caller,
    head_time: Duration,
    reading: JoinSet<Option<Request>>,
    order: VecDeque<(Instant, AbortHandle)>,
}

impl Listener {
    /// Opens a port on `127.0.0.1` for this kind of caller.
    ///
    /// # Errors
    /// When the system gives none.
    pub async fn bind(caller: Caller) -> Result<Self> {
        let opened = async {
            let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
            let address = socket.local_addr()?;
            if address.ip().is_loopback() {
                Ok((socket, address.port()))
            } else {
                Err(io::Error::other("not loopback"))
            }
        };
        let (socket, port) = opened.await.map_err(|error: io::Error| {
            Error::new(
                Code::DesktopFailed,
                format!("Portico could not listen on 127.0.0.1: {error}."),
                "Allow programs of yours to listen on 127.0.0.1, then try again.",
            )
        })?;
        Ok(Self {
            socket,
            port,
            caller,
            head_time: HEAD_TIME,
            reading: JoinSet::new(),
            order: VecDeque::new(),
        })
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// `http://127.0.0.1:PORT`, with no slash at its end.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Waits for the next well-formed request; others are answered 404 meanwhile. Safe to cancel and call again.
    pub async fn next_request(&mut self) -> Request {
        loop {
            self.order.retain(|(_, task)| !task.is_finished());
            let is_full = self.order.len() >= CONNECTIONS;
            let at = self.order.front().filter(|_| is_full).map(|(since, _)| *since + GRACE);
            tokio::select! {
                accepted = accept(&self.socket, at) => match accepted {
                    Ok((stream, peer)) if peer.ip().is_loopback() => self.read(stream, peer),
                    Ok(_) => {}
                    // Out of file descriptors, most likely: wait for some to be closed instead of spinning.
                    Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                },
                Some(finished) = self.reading.join_next() => {
                    if let Ok(Some(request)) = finished {
                        return request;
                    }
                }
            }
        }
    }

    fn read(&mut self, stream: TcpStream, peer: SocketAddr) {
        if self.order.len() >= CONNECTIONS
            && let Some((_, oldest)) = self.order.pop_front()
        {
            oldest.abort();
        }
        let (port, caller, head_time) = (self.port, self.caller, self.head_time);
        let reading = self.reading.spawn(async move {
            let mut stream = stream;
            let head = tokio::time::timeout(head_time, read_head(&mut stream)).await.ok().flatten();
            match head.and_then(|head| check(&head, port, caller)) {
                Some((path, query, headers)) => Some(Request { stream, peer, path, query, headers }),
                None => {
                    answer(&mut stream, 404, &[], "").await;
                    drain(&mut stream).await;
                    None
                }
            }
        });
        self.order.push_back((Instant::now(), reading));
    }
}

/// A request that passed every check of the listener. What its path means is the caller's to say.
pub struct Request {
    stream: TcpStream,
    peer: SocketAddr,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
}

impl Request {
    /// The address at the other end.
    #[must_use]
    pub fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// The path as sent, beginning with `/`, not decoded.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the path is `expected`; takes the same time wherever the two differ.
    #[must_use]
    pub fn is_for(&self, expected: &str) -> bool {
        self.path.as_bytes().ct_eq(expected.as_bytes()).into()
    }

    /// The decoded value of a query parameter that is there exactly once.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<String> {
        let mut values = url::form_urlencoded::parse(self.query.as_bytes()).filter(|(key, _)| key == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value.into_owned()),
            _ => None,
        }
    }

    /// The value of a header that is there exactly once; `name` in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    /// Answers and hangs up. `headers` are added to the fixed ones and replace those of the same name; `body` is HTML
    /// unless they say otherwise. A browser that went away meanwhile is not an error.
    pub async fn respond(mut self, status: u16, headers: &[(&str, &str)], body: &str) {
        answer(&mut self.stream, status, headers, body).await;
    }

    /// Answers as the listener itself answers what it refuses.
    pub async fn not_found(self) {
        self.respond(404, &[], "").await;
    }
}

/// Neither the query nor a header is shown: they may carry a code or a token.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Request")
    }
}

/// The next connection, but none before `at`.
async fn accept(socket: &TcpListener, at: Option<Instant>) -> io::Result<(TcpStream, SocketAddr)> {
    if let Some(at) = at {
        tokio::time::sleep_until(at).await;
    }
    socket.accept().await
}

async fn answer(stream: &mut TcpStream, status: u16, headers: &[(&str, &str)], body: &str) {
    let reason =
        http::StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason()).unwrap_or("Unknown");
    let mut text = format!("HTTP/1.1 {status} {reason}\r\nContent-Length: {}\r\n", body.len());
    let fixed = FIXED_HEADERS
        .iter()
        .filter(|(name, _)| !headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)));
    for (name, value) in fixed.chain(headers) {
        // A line break here would let a value become a header of its own.
        if !value.chars().any(char::is_control) {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    text.push_str("\r\n");
    text.push_str(body);
    let send = async {
        stream.write_all(text.as_bytes()).await?;
        stream.shutdown().await
    };
    // Whoever asked may be gone; nothing is lost by that.
    let _ = tokio::time::timeout(GOODBYE_TIME, send).await;
}

/// Throws away what was still being sent: closing a socket with unread bytes would reset it and lose the answer.
async fn drain(stream: &mut TcpStream) {
    let mut chunk = [0; 1024];
    let swallow = async {
        for _ in 0..64 {
            if !stream.read(&mut chunk).await.is_ok_and(|read| read > 0) {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(GOODBYE_TIME, swallow).await;
}
