//! The one way Portico listens: literal `127.0.0.1`, a port of the kernel's choice, one request per connection.
//!
//! Rule: whoever asks here may be any web page or any local user. A request that is not exactly a browser's own
//! navigation (`GET`, HTTP/1.1, one `Host` of `127.0.0.1:PORT`, no `Origin`, no body) is answered 404 and never
//! surfaces, so a probe learns nothing and ends nothing (`security.md` 1.5). No CORS header is ever sent.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use subtle::ConstantTimeEq;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

use crate::error::{Code, Error, Result};

/// The most bytes of a request head.
const HEAD_LIMIT: usize = 8 * 1024;
/// How long a head may take to arrive.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// Connections being read at once; a newer one pushes out the oldest, so that idle ones never block a real one.
const CONNECTIONS: usize = 16;
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
    head_time: Duration,
    reading: JoinSet<Option<Request>>,
    order: VecDeque<AbortHandle>,
}

impl Listener {
    /// Opens a port on `127.0.0.1`.
    ///
    /// # Errors
    /// When the system gives none.
    pub async fn bind() -> Result<Self> {
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
                format!("Portico could not listen on 127.0.0.1 for the browser's answer: {error}."),
                "Allow programs of yours to listen on 127.0.0.1, then try again.",
            )
        })?;
        Ok(Self { socket, port, head_time: HEAD_TIME, reading: JoinSet::new(), order: VecDeque::new() })
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
            tokio::select! {
                accepted = self.socket.accept() => match accepted {
                    Ok((stream, peer)) if peer.ip().is_loopback() => self.read(stream),
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

    fn read(&mut self, stream: TcpStream) {
        self.order.retain(|task| !task.is_finished());
        if self.order.len() >= CONNECTIONS
            && let Some(oldest) = self.order.pop_front()
        {
            oldest.abort();
        }
        let (port, head_time) = (self.port, self.head_time);
        self.order.push_back(self.reading.spawn(receive(stream, port, head_time)));
    }
}

/// A request that passed every check of the listener. What its path means is the caller's to say.
pub struct Request {
    stream: TcpStream,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
}

impl Request {
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

async fn receive(mut stream: TcpStream, port: u16, head_time: Duration) -> Option<Request> {
    let head = tokio::time::timeout(head_time, read_head(&mut stream)).await.ok().flatten();
    match head.and_then(|head| check(&head, port)) {
        Some((path, query, headers)) => Some(Request { stream, path, query, headers }),
        None => {
            answer(&mut stream, 404, &[], "").await;
            drain(&mut stream).await;
            None
        }
    }
}

/// Exactly the bytes of one head, its empty line included; `None` when it is too long, followed by anything, or cut.
async fn read_head(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut head = Vec::with_capacity(1024);
    let mut chunk = [0; 1024];
    loop {
        let read = stream.read(&mut chunk).await.ok().filter(|read| *read > 0)?;
        head.extend_from_slice(chunk.get(..read)?);
        if head.len() > HEAD_LIMIT {
            return None;
        }
        if let Some(end) = head.windows(4).position(|four| four == b"\r\n\r\n") {
            return (end + 4 == head.len()).then_some(head);
        }
    }
}

type Parts = (String, String, Vec<(String, String)>);

fn check(head: &[u8], port: u16) -> Option<Parts> {
    let mut slots = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut slots);
    parsed.parse(head).ok()?.is_complete().then_some(())?;
    if parsed.method != Some("GET") || parsed.version != Some(1) {
        return None;
    }
    let target = parsed.path.filter(|target| target.starts_with('/') && !target.contains('#'))?;
    let mut headers = Vec::with_capacity(parsed.headers.len());
    for header in parsed.headers.iter() {
        headers.push((header.name.to_owned(), std::str::from_utf8(header.value).ok()?.to_owned()));
    }
    if !is_navigation(&headers, &format!("127.0.0.1:{port}")) {
        return None;
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Some((path.to_owned(), query.to_owned(), headers))
}

/// One exact `Host`, no body, no script's request: browsers mark those by `Origin` or by another fetch mode.
fn is_navigation(headers: &[(String, String)], host: &str) -> bool {
    let mut hosts = 0;
    headers.iter().all(|(name, value)| match name.to_ascii_lowercase().as_str() {
        "host" => {
            hosts += 1;
            hosts == 1 && value == host
        }
        "origin" | "transfer-encoding" | "x-forwarded-for" | "upgrade" => false,
        "content-length" => value == "0",
        "sec-fetch-mode" => value == "navigate",
        "sec-fetch-dest" => value == "document",
        _ => true,
    }) && hosts == 1
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

#[cfg(test)]
mod tests {
    use super::*;

    async fn raw(port: u16, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("connects");
        stream.write_all(bytes).await.expect("sends");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn good(port: u16, target: &str) -> String {
        format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")
    }

    /// What a refused request must never do: surface. What a good one after it must: surface.
    async fn refuses(cases: Vec<Vec<u8>>) {
        let mut listener = Listener::bind().await.expect("binds");
        let port = listener.port();
        let client = tokio::spawn(async move {
            let mut answers = Vec::new();
            for case in &cases {
                let case = String::from_utf8_lossy(case).replace("PORT", &port.to_string());
                answers.push((raw(port, case.as_bytes()).await, case));
            }
            (answers, raw(port, good(port, "/good?a=1&b=%20&b=2").as_bytes()).await)
        });
        let request = listener.next_request().await;
        assert!(request.is_for("/good") && !request.is_for("/goo"), "{}", request.path());
        assert_eq!((request.parameter("a").as_deref(), request.parameter("b")), (Some("1"), None));
        request.respond(303, &[("Location", "https://aws.amazon.com/")], "").await;
        let (refused, answer) = client.await.expect("ends");
        for (refusal, case) in &refused {
            assert!(refusal.starts_with("HTTP/1.1 404 Not Found\r\n"), "{case:?} got {refusal:?}");
            assert!(!refusal.contains("Access-Control"), "{refusal}");
        }
        assert!(answer.starts_with("HTTP/1.1 303 See Other\r\n"), "{answer}");
        for header in
            ["Location: https://aws.amazon.com/", "Cache-Control: no-store", "Referrer-Policy: no-referrer"]
        {
            assert!(answer.contains(header), "{answer}");
        }
    }

    #[tokio::test]
    async fn a2_what_is_not_a_navigation_is_answered_404() {
        let with = |line: &str, rest: &str| format!("{line}\r\n{rest}\r\n\r\n").into_bytes();
        let host = "Host: 127.0.0.1:PORT";
        let mut cases = vec![
            with("POST /good HTTP/1.1", host),
            with("POST /good HTTP/1.1", "Host: 127.0.0.1:PORT\r\nContent-Length: 3\r\n\r\na=1"),
            with("HEAD /good HTTP/1.1", host),
            with("OPTIONS /good HTTP/1.1", host),
            with("get /good HTTP/1.1", host),
            with("GET /good HTTP/1.0", host),
            with("GET /good HTTP/2.0", host),
            with("GET http://127.0.0.1:PORT/good HTTP/1.1", host),
            with("GET good HTTP/1.1", host),
            with("GET * HTTP/1.1", host),
            with("GET /good#x HTTP/1.1", host),
            with("CONNECT 127.0.0.1:PORT HTTP/1.1", host),
            b"GET /good\r\n\r\n".to_vec(),
            b"\r\n\r\n\r\n\r\n".to_vec(),
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(),
            with("GET /good HTTP/1.1", "X: y"),
            with(&format!("GET /{} HTTP/1.1", "a".repeat(9000)), host),
            with("GET /good HTTP/1.1", &"X: y\r\n".repeat(70).replace("X: y\r\n\r\n", "")),
        ];
        for name in [
            "localhost:PORT",
            "127.0.0.1",
            "127.0.0.1:1",
            "evil.test:PORT",
            "127.1:PORT",
            "0x7f.1:PORT",
            "[::1]:PORT",
        ] {
            cases.push(with("GET /good HTTP/1.1", &format!("Host: {name}")));
        }
        for extra in [
            "Host: 127.0.0.1:PORT",
            "Origin: https://evil.test",
            "Origin: null",
            "Sec-Fetch-Mode: no-cors",
            "Sec-Fetch-Dest: image",
            "Transfer-Encoding: chunked",
            "Content-Length: 5",
            "X-Forwarded-For: 10.0.0.1",
            "broken header",
        ] {
            cases.push(with("GET /good HTTP/1.1", &format!("{host}\r\n{extra}")));
        }
        refuses(cases).await;
    }

    #[tokio::test]
    async fn a2_mutated_requests_never_surface_as_good() {
        let template = b"GET /good HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n";
        // Every single byte of the request line but the path, and of the host's name, turned into another.
        let cases = (0..template.len()).filter(|at| !(5..9).contains(at) && *at < 35).flat_map(|at| {
            [0x00, b' ', b'Z', 0xff].into_iter().filter(move |byte| template[at] != *byte).map(move |byte| {
                let mut case = template.to_vec();
                case[at] = byte;
                case
            })
        });
        // A space after "Host:" less or more, and a name in another case, are the same request.
        let cases = cases.filter(|case| !String::from_utf8_lossy(case).contains("Host: 127.0.0.1:PORT"));
        refuses(cases.collect()).await;
    }

    #[tokio::test]
    async fn a5_half_open_connections_do_not_block_a_good_one() {
        let mut listener = Listener::bind().await.expect("binds");
        let port = listener.port();
        let client = tokio::spawn(async move {
            let mut idle = Vec::new();
            for _ in 0..64 {
                let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("connects");
                stream.write_all(b"GET /good HT").await.expect("sends");
                idle.push(stream);
            }
            let answer = raw(port, good(port, "/good").as_bytes()).await;
            drop(idle);
            answer
        });
        let request = tokio::time::timeout(Duration::from_secs(2), listener.next_request()).await;
        request.expect("at once").respond(200, &[], "ok").await;
        assert!(client.await.expect("ends").ends_with("\r\n\r\nok"));
    }

    #[tokio::test]
    async fn a_head_that_never_ends_is_hung_up_on() {
        let mut listener = Listener::bind().await.expect("binds");
        listener.head_time = Duration::from_millis(20);
        let port = listener.port();
        let client = tokio::spawn(async move { raw(port, b"GET /good HTTP/1.1\r\n").await });
        tokio::select! {
            request = listener.next_request() => panic!("surfaced: {request:?}"),
            answer = client => assert!(answer.expect("ends").starts_with("HTTP/1.1 404 ")),
        }
    }

    #[tokio::test]
    async fn a_browsers_own_navigation_is_taken_and_the_port_closes_with_the_listener() {
        let mut listener = Listener::bind().await.expect("binds");
        let port = listener.port();
        let text = format!(
            "GET /oauth/callback?code=x&state=y HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nConnection: keep-alive\r\n\
             Upgrade-Insecure-Requests: 1\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n\
             Sec-Fetch-User: ?1\r\nSec-Fetch-Dest: document\r\nReferer: https://x.awsapps.com/\r\n\r\n"
        );
        let client = tokio::spawn(async move { raw(port, text.as_bytes()).await });
        let request = listener.next_request().await;
        assert_eq!(request.parameter("state").as_deref(), Some("y"));
        assert_eq!(request.header("UPGRADE-insecure-requests"), Some("1"));
        assert_eq!(format!("{request:?}"), "Request");
        drop(listener);
        request
            .respond(200, &[("Content-Type", "text/plain"), ("X-Bad", "a\r\nSet-Cookie: b")], "done")
            .await;
        let answer = client.await.expect("ends");
        assert!(answer.contains("Content-Type: text/plain\r\n") && !answer.contains("text/html"), "{answer}");
        assert!(!answer.contains("Set-Cookie"), "{answer}");
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err());
    }
}
