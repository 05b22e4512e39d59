//! A proxy as companies have them (RFC 9110 section 9.3.6). Whatever host is asked for, it leads to one server.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::TcpStream;
use tokio::task::{JoinHandle, JoinSet};

/// How it treats those who ask.
#[derive(Clone, Debug)]
pub(crate) enum Manners {
    /// Lets everybody through.
    Open,
    /// Lets through who sends these credentials, which are base64 of `user:password`.
    Credentials(&'static str),
    /// Answers this status to everybody.
    Refuses(&'static str),
}

/// The proxy, until dropped.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    accepting: JoinHandle<()>,
}

impl Proxy {
    pub(crate) fn to(server: SocketAddr, manners: Manners) -> Self {
        let (address, listener) = super::listener();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = Arc::clone(&asked);
        let accepting = tokio::spawn(async move {
            let mut talks = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                talks.spawn(talk(stream, server, manners.clone(), Arc::clone(&kept)));
                while talks.try_join_next().is_some() {}
            }
        });
        Self { address, asked, accepting }
    }

    /// `host:port` of every request, or its whole first line when it is no CONNECT.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("sound").clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn talk(
    mut stream: TcpStream,
    server: SocketAddr,
    manners: Manners,
    asked: Arc<Mutex<Vec<String>>>,
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut head).await? == 0 {
            return Ok(());
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let first = head.lines().next().unwrap_or_default();
    let target = first.strip_prefix("CONNECT ").and_then(|rest| rest.split(' ').next());
    asked.lock().expect("sound").push(target.unwrap_or(first).to_owned());
    let refusal = match manners {
        Manners::Open => None,
        Manners::Credentials(wanted) => {
            let is_known = head.lines().any(|line| {
                line.split_once(": ").is_some_and(|(name, value)| {
                    name.eq_ignore_ascii_case("proxy-authorization") && value == format!("Basic {wanted}")
                })
            });
            (!is_known)
                .then_some("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"")
        }
        Manners::Refuses(status) => Some(status),
    };
    if let Some(status) = refusal {
        let answer = format!("HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>");
        return stream.write_all(answer.as_bytes()).await;
    }
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    let mut back = TcpStream::connect(server).await?;
    if copy_bidirectional(&mut stream, &mut back).await.is_err() {
        stream.set_zero_linger()?;
    }
    Ok(())
}
