//! What a client sees of a connection, byte by byte, where an HTTP client would hide it.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::Url;

/// A connection to the server of an address.
pub(crate) struct Wire(TcpStream);

impl Wire {
    pub(crate) async fn to(url: &Url) -> Self {
        let address = (url.host_str().expect("a host"), url.port().expect("a port"));
        Self(TcpStream::connect(address).await.expect("the port is bound"))
    }

    /// Sends a request for `url` that wants to keep the connection. The other side may be gone already.
    pub(crate) async fn ask(&mut self, method: &str, url: &Url, body: &str) {
        let host = format!("{}:{}", url.host_str().expect("a host"), url.port().expect("a port"));
        let request = format!(
            "{method} {} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            &url[url::Position::BeforePath..],
            body.len()
        );
        drop(self.0.write_all(request.as_bytes()).await);
    }

    /// The head of the next answer. Its body must be of a known length, and is thrown away.
    pub(crate) async fn head(&mut self) -> String {
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"\r\n\r\n") {
            bytes.push(self.0.read_u8().await.expect("a head"));
        }
        let head = String::from_utf8(bytes).expect("text").to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length = length.map_or(0, |text| text.parse().expect("a length"));
        self.0.read_exact(&mut vec![0; length]).await.expect("a body");
        head
    }

    /// Everything that comes until the end of the connection, and whether that was a reset.
    pub(crate) async fn rest(&mut self) -> (Vec<u8>, bool) {
        let mut bytes = Vec::new();
        let ended = self.0.read_to_end(&mut bytes).await;
        (bytes, ended.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset))
    }
}
