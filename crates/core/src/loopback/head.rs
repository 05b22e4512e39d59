//! What a request must look like to be heard at all.

use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

/// The most bytes of a request head.
const HEAD_LIMIT: usize = 8 * 1024;

/// Who is expected to ask.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Caller {
    /// A browser, by its own navigation: those that a script makes are marked by `Origin` or by another fetch mode.
    Browser,
    /// A tool, which sends nothing that browsers send.
    Tool,
}

/// Exactly the bytes of one head, its empty line included; `None` when it is too long, followed by anything, or cut.
pub(super) async fn read_head(stream: &mut TcpStream) -> Option<Vec<u8>> {
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

pub(super) type Parts = (String, String, Vec<(String, String)>);

pub(super) fn check(head: &[u8], port: u16, caller: Caller) -> Option<Parts> {
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
    if !caller.may_send(&headers, &format!("127.0.0.1:{port}")) {
        return None;
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Some((path.to_owned(), query.to_owned(), headers))
}

impl Caller {
    /// One exact `Host`, no body, and nothing that only a script of a page or a proxy sends.
    fn may_send(self, headers: &[(String, String)], host: &str) -> bool {
        let mut hosts = 0;
        headers.iter().all(|(name, value)| match name.to_ascii_lowercase().as_str() {
            "host" => {
                hosts += 1;
                hosts == 1 && value == host
            }
            "origin" | "transfer-encoding" | "x-forwarded-for" | "upgrade" => false,
            "content-length" => value == "0",
            name => match self {
                Self::Browser => match name {
                    "sec-fetch-mode" => value == "navigate",
                    "sec-fetch-dest" => value == "document",
                    _ => true,
                },
                Self::Tool => !name.starts_with("sec-fetch-") && !matches!(name, "referer" | "cookie"),
            },
        }) && hosts == 1
    }
}
