//! Certificates made here, good ones and bad ones, and TLS with them in front of a server that has none.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, IsCa, KeyPair,
    date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, copy, copy_bidirectional};
use tokio::net::TcpStream;
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Flaw {
    /// Nothing.
    None,
    /// It ended in 2021.
    Expired,
    /// It begins in 2090.
    NotYetValid,
    /// It is for `elsewhere.example`.
    WrongName,
    /// No authority has signed it.
    SelfSigned,
    /// An authority that nobody trusts has signed it, as a company's TLS inspection has.
    Inspected,
}

/// A certificate authority and the folder with its PEM file.
pub(crate) struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: TempDir,
}

/// A certificate with its key.
pub(crate) struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("pt-ca-").tempdir().expect("a temporary folder");
        let authority = Self { issuer: issuer(name), folder };
        authority.write("ca.pem", &authority.issuer.pem());
        authority
    }

    /// The PEM file of the authority.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Another file beside it.
    #[expect(clippy::disallowed_methods, reason = "a test furnishes its own folder")]
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    }

    pub(crate) fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// A certificate for these hosts.
    pub(crate) fn identity(&self, hosts: &[&str], flaw: Flaw) -> Identity {
        let hosts = if flaw == Flaw::WrongName { &["elsewhere.example"] } else { hosts };
        let names: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
        let mut params = CertificateParams::new(names).expect("host names");
        params.distinguished_name = named(hosts[0]);
        match flaw {
            Flaw::Expired => {
                (params.not_before, params.not_after) =
                    (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 2, 3));
            }
            Flaw::NotYetValid => {
                (params.not_before, params.not_after) =
                    (date_time_ymd(2090, 5, 6), date_time_ymd(2091, 1, 1));
            }
            Flaw::None | Flaw::WrongName | Flaw::SelfSigned | Flaw::Inspected => {}
        }
        let key = KeyPair::generate().expect("a key");
        let certificate = match flaw {
            Flaw::SelfSigned => params.self_signed(&key),
            Flaw::Inspected => params.signed_by(&key, &issuer("Inspection of Example Ltd")),
            Flaw::None | Flaw::Expired | Flaw::NotYetValid | Flaw::WrongName => {
                params.signed_by(&key, &self.issuer)
            }
        };
        let chain = vec![certificate.expect("a certificate").der().clone()];
        Identity { chain, key: key.serialize_der().try_into().expect("a key") }
    }
}

fn issuer(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.distinguished_name = named(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority")
}

fn named(name: &str) -> DistinguishedName {
    let mut full = DistinguishedName::new();
    full.push(DnType::CommonName, name);
    full
}

/// TLS in front of a server, until dropped.
pub(crate) struct Tls {
    pub(crate) address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Tls {
    /// `host` stands in for the name that requests are for, as reverse proxies do it.
    pub(crate) fn before(server: SocketAddr, identity: Identity, host: Option<String>) -> Self {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.expect("versions").with_no_client_auth();
        let config =
            config.with_single_cert(identity.chain, identity.key).expect("a certificate with its key");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let (address, listener) = super::listener();
        let accepting = tokio::spawn(async move {
            let mut talks = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                talks.spawn(talk(stream, acceptor.clone(), server, host.clone()));
                while talks.try_join_next().is_some() {}
            }
        });
        Self { address, accepting }
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// What breaks behind breaks in front: a reset stays a reset.
async fn talk(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    server: SocketAddr,
    host: Option<String>,
) -> std::io::Result<()> {
    let mut front = acceptor.accept(stream).await?;
    let mut back = TcpStream::connect(server).await?;
    let copied = match host {
        None => copy_bidirectional(&mut front, &mut back).await.map(drop),
        Some(host) => {
            let (mut from_front, mut to_front) = tokio::io::split(front);
            let (mut from_back, mut to_back) = back.split();
            tokio::select! {
                copied = renamed(&mut from_front, &mut to_back, &host) => copied,
                copied = copy(&mut from_back, &mut to_front) => copied.map(drop),
            }?;
            return to_front.shutdown().await;
        }
    };
    if copied.is_err() {
        front.get_ref().0.set_zero_linger()?;
    }
    Ok(())
}

/// Requests, each with this `Host`. The client sends a head in one piece.
async fn renamed(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    host: &str,
) -> std::io::Result<()> {
    let mut piece = vec![0; 64 * 1024];
    loop {
        let length = from.read(&mut piece).await?;
        if length == 0 {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&piece[..length]);
        let lines = text.split_inclusive("\r\n").map(|line| {
            let is_host = line.to_ascii_lowercase().starts_with("host: ");
            if is_host { format!("host: {host}\r\n") } else { line.to_owned() }
        });
        to.write_all(lines.collect::<String>().as_bytes()).await?;
    }
}
