//! The part of an EKS cluster that lets people in, as aws-iam-authenticator does it: it takes the address out of the token,
//! checks that it is STS's, adds its own name and asks who that is.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use url::Url;

/// What it answers to whoever it knows.
const VERSION: &str = r#"{"major":"1","minor":"30","gitVersion":"v1.30.4-eks"}"#;

/// An API server with a certificate of its own, until dropped.
pub(super) struct Cluster {
    pub(super) address: SocketAddr,
    /// Of its authority, in PEM.
    pub(super) authority: String,
    /// Everybody who came, or why they were sent away.
    pub(super) callers: Arc<Mutex<Vec<String>>>,
    accepting: JoinHandle<()>,
}

impl Cluster {
    /// One called `name` that believes the STS at `sts`.
    pub(super) async fn open(name: &str, sts: &str) -> Self {
        let certified = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate");
        let key = certified.signing_key.serialize_der().try_into().expect("a key");
        let provider = Arc::new(aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.expect("versions").with_no_client_auth();
        let config = config.with_single_cert(vec![certified.cert.der().clone()], key).expect("its key");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let callers = Arc::new(Mutex::new(Vec::new()));
        let (name, sts, heard) = (name.to_owned(), sts.to_owned(), Arc::clone(&callers));
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                let caller = identify(&head(&mut stream).await, &name, &sts).await;
                let (status, body) =
                    if caller.is_ok() { ("200 OK", VERSION) } else { ("401 Unauthorized", "{}") };
                heard.lock().expect("unpoisoned").push(caller.unwrap_or_else(|why| why));
                let answer = format!(
                    "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
                     Connection: close\r\n\r\n{body}",
                    body.len()
                );
                drop(stream.write_all(answer.as_bytes()).await);
                drop(stream.shutdown().await);
            }
        });
        Self { address, authority: certified.cert.pem(), callers, accepting }
    }

    pub(super) fn server(&self) -> String {
        format!("https://{}", self.address)
    }

    pub(super) fn callers(&self) -> Vec<String> {
        self.callers.lock().expect("unpoisoned").clone()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let (mut head, mut part) = (Vec::new(), [0; 4096]);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part).await {
            Ok(count @ 1..) => head.extend_from_slice(&part[..count]),
            Ok(0) | Err(_) => break,
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// The ARN behind the token of a request.
///
/// # Errors
/// Why the authenticator lets nobody in.
async fn identify(head: &str, cluster: &str, sts: &str) -> Result<String, String> {
    let token = head.lines().find_map(|line| line.strip_prefix("Authorization: Bearer "));
    ask_sts(token.ok_or("no token")?, cluster, sts).await
}

/// Whose token that is, as the cluster called `cluster` learns it.
///
/// # Errors
/// What is wrong with the token, or STS's refusal.
pub(super) async fn ask_sts(token: &str, cluster: &str, sts: &str) -> Result<String, String> {
    let url = address(token)?;
    let sts: Url = sts.parse().expect("an address");
    if url.origin() != sts.origin() || url.path() != "/" {
        return Err(format!("{url} is not STS"));
    }
    let known = ["Action", "Version", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires"];
    let known = [&known[..], &["X-Amz-Security-Token", "X-Amz-Signature", "X-Amz-SignedHeaders"]].concat();
    if let Some((name, _)) = url.query_pairs().find(|(name, _)| !known.contains(&name.as_ref())) {
        return Err(format!("{name} is not for STS"));
    }
    let value = |wanted: &str| url.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value);
    let signed = value("X-Amz-SignedHeaders").unwrap_or_default();
    if value("Action").as_deref() != Some("GetCallerIdentity")
        || !signed.split(';').any(|it| it == "x-k8s-aws-id")
    {
        return Err(format!("{url} asks for something else"));
    }
    let answer = client().get(url).header("x-k8s-aws-id", cluster).send().await.expect("STS answers");
    let text = answer.text().await.expect("text");
    let within = |tag: &str| text.split(&format!("<{tag}>")).nth(1)?.split('<').next();
    within("Arn").map(str::to_owned).ok_or_else(|| within("Code").unwrap_or_default().to_owned())
}

/// What a token is made of.
///
/// # Errors
/// When it is none.
pub(super) fn address(token: &str) -> Result<Url, String> {
    let text = token.strip_prefix("k8s-aws-v1.").ok_or("another kind of token")?;
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|error| error.to_string())?;
    String::from_utf8_lossy(&bytes).parse().map_err(|error| format!("{error}"))
}

#[expect(clippy::disallowed_methods, reason = "the cluster is not Portico")]
fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("a client")
}
