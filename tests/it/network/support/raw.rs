//! A server that reads requests well and answers them in whatever way a case wants.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::{JoinHandle, JoinSet};

/// What happens to one request.
#[derive(Clone)]
pub(crate) enum Reply {
    /// This, and the connection stays open.
    Whole(Vec<u8>),
    /// The same, so much later.
    Late(Duration, Vec<u8>),
    /// The same, one byte at a time with a pause after each.
    Drip(Vec<u8>, Duration),
    /// Nothing, for ever.
    Never,
    /// These bytes, then a reset.
    Reset(Vec<u8>),
    /// These bytes, then an end of what is sent, while the other side may go on.
    HalfClose(Vec<u8>),
    /// The first, then the second again and again for as long as anybody reads.
    Flood(Vec<u8>, Vec<u8>),
}

impl Reply {
    /// The bytes of a whole answer, for doing something else to them.
    #[track_caller]
    pub(crate) fn bytes(self) -> Vec<u8> {
        if let Self::Whole(bytes) = self { bytes } else { panic!("not a whole answer") }
    }
}

/// A whole answer.
pub(crate) fn reply(status: &str, headers: &[&str], body: &str) -> Reply {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let length = body.len();
    Reply::Whole(format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n{body}").into_bytes())
}

/// A whole good answer.
pub(crate) fn json(body: &str) -> Reply {
    reply("200 OK", &["Content-Type: application/json"], body)
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Path and query.
    pub(crate) target: String,
    pub(crate) body: String,
    /// Which connection of the server it came by; the first one is 1.
    pub(crate) connection: usize,
}

impl Request {
    pub(crate) fn is_for(&self, path: &str) -> bool {
        self.target.split('?').next() == Some(path)
    }
}

#[derive(Default)]
struct Seen {
    requests: Mutex<Vec<Request>>,
    connections: AtomicUsize,
    /// Bytes of floods that somebody took.
    poured: AtomicUsize,
}

/// The server, until dropped.
pub(crate) struct Raw {
    pub(crate) address: SocketAddr,
    seen: Arc<Seen>,
    accepting: JoinHandle<()>,
}

type Script = dyn Fn(&Request) -> Reply + Send + Sync;

impl Raw {
    pub(crate) fn start(script: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let (address, listener) = super::listener();
        let (seen, script): (Arc<Seen>, Arc<Script>) = (Arc::default(), Arc::new(script));
        let kept = Arc::clone(&seen);
        let accepting = tokio::spawn(async move {
            let mut talks = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let number = kept.connections.fetch_add(1, Ordering::SeqCst) + 1;
                talks.spawn(talk(stream, number, Arc::clone(&script), Arc::clone(&kept)));
                while talks.try_join_next().is_some() {}
            }
        });
        Self { address, seen, accepting }
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.seen.requests.lock().expect("sound").clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn poured(&self) -> usize {
        self.seen.poured.load(Ordering::SeqCst)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// An error here means that the other side has gone: that is its business.
async fn talk(
    mut stream: TcpStream,
    number: usize,
    script: Arc<Script>,
    seen: Arc<Seen>,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = Vec::new();
    while let Some(request) = read(&mut stream, number, &mut buffer).await? {
        let reply = script(&request);
        seen.requests.lock().expect("sound").push(request);
        match reply {
            Reply::Whole(bytes) => stream.write_all(&bytes).await?,
            Reply::Late(pause, bytes) => {
                tokio::time::sleep(pause).await;
                stream.write_all(&bytes).await?;
            }
            Reply::Drip(bytes, pause) => {
                for byte in bytes {
                    stream.write_all(&[byte]).await?;
                    tokio::time::sleep(pause).await;
                }
            }
            Reply::Never => return until_gone(&mut stream).await,
            Reply::Reset(bytes) => {
                stream.write_all(&bytes).await?;
                stream.set_zero_linger()?;
                return Ok(());
            }
            Reply::HalfClose(bytes) => {
                stream.write_all(&bytes).await?;
                stream.shutdown().await?;
                return until_gone(&mut stream).await;
            }
            Reply::Flood(head, chunk) => {
                stream.write_all(&head).await?;
                loop {
                    stream.write_all(&chunk).await?;
                    seen.poured.fetch_add(chunk.len(), Ordering::SeqCst);
                }
            }
        }
    }
    Ok(())
}

async fn until_gone(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut rest = [0; 1024];
    while stream.read(&mut rest).await? > 0 {}
    Ok(())
}

/// The next request of a connection; `None` at its end.
async fn read(
    stream: &mut TcpStream,
    connection: usize,
    buffer: &mut Vec<u8>,
) -> std::io::Result<Option<Request>> {
    loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
            });
            let whole = end + 4 + length.unwrap_or(0);
            if buffer.len() >= whole {
                let body = String::from_utf8_lossy(&buffer[end + 4..whole]).into_owned();
                buffer.drain(..whole);
                let target = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
                return Ok(Some(Request { target, body, connection }));
            }
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}
