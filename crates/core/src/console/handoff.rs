//! Gives the browser an address that is a secret: a federated sign-in, good for 15 minutes, or the page to sign in at, whose
//! `state` nobody else is to know.
//!
//! Rule: the address never stands in the arguments of a program, where every user of the machine could read it. The
//! browser is given a loopback address that nobody can guess; it answers once, with a redirect, and dies.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use portico_model::{Entropy, Secret};
use url::Url;

use super::browser;
use crate::error::{Code, Error, Result};
use crate::loopback::{Caller, Listener};

/// How long the browser may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// Hands `open` a one-shot loopback address and redirects whoever brings it back to `url`. Returns when the browser
/// has been redirected.
///
/// # Errors
/// When `url` may not be opened, nothing can be listened on, `open` fails, or nobody comes within 30 seconds.
pub async fn open_secretly(
    url: Secret<String>,
    entropy: &dyn Entropy,
    open: impl FnOnce(&Url) -> Result<()>,
) -> Result<()> {
    within(PATIENCE, url, entropy, open).await
}

async fn within(
    patience: Duration,
    url: Secret<String>,
    entropy: &dyn Entropy,
    open: impl FnOnce(&Url) -> Result<()>,
) -> Result<()> {
    let url = Secret::new(String::from(browser::checked(url.expose())?));
    let mut listener = Listener::bind(Caller::Browser).await?;
    let path = format!("/{}", URL_SAFE_NO_PAD.encode(entropy.bytes32()));
    let link = Url::parse(&format!("{}{path}", listener.origin()))
        .map_err(|error| Error::internal("The loopback address is malformed.").caused_by(error))?;
    open(&link)?;
    let answer = async {
        loop {
            let request = listener.next_request().await;
            if request.is_for(&path) {
                return request.respond(303, &[("Location", url.expose())], "").await;
            }
            request.not_found().await;
        }
    };
    tokio::time::timeout(patience, answer).await.map_err(|_| {
        Error::new(
            Code::DesktopFailed,
            format!("The browser did not come for its address within {} s.", patience.as_secs()),
            "Try again; `portico open --print` and `portico login --no-browser` print the address instead.",
        )
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use portico_model::SystemEntropy;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    const TARGET: &str = "https://signin.aws.amazon.com/federation?Action=login&SigninToken=secret";

    async fn fetch(link: &Url, path: &str) -> Option<String> {
        let port = link.port().expect("a port");
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
        let text = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        stream.write_all(text.as_bytes()).await.ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        Some(answer)
    }

    #[tokio::test]
    async fn a_guess_is_answered_404_the_browser_once_and_nobody_after_it() {
        let (send, receive) = tokio::sync::oneshot::channel();
        let visitor = tokio::spawn(async move {
            let link: Url = receive.await.expect("a link");
            assert!(!link.as_str().contains("secret") && link.path().len() == 44, "{link}");
            for guess in ["/", "/x", &link.path()[..43], &format!("{}x", link.path())] {
                assert!(fetch(&link, guess).await.expect("answers").starts_with("HTTP/1.1 404 "), "{guess}");
            }
            let answer = fetch(&link, link.path()).await.expect("answers");
            (link, answer)
        });
        let open = |link: &Url| send.send(link.clone()).map_err(|_| Error::internal("nobody waits"));
        open_secretly(Secret::new(TARGET.to_owned()), &SystemEntropy, open).await.expect("redirected");
        let (link, answer) = visitor.await.expect("ends");
        assert!(answer.starts_with("HTTP/1.1 303 See Other\r\n"), "{answer}");
        for header in [
            &format!("Location: {TARGET}\r\n"),
            "Cache-Control: no-store\r\n",
            "Referrer-Policy: no-referrer\r\n",
        ] {
            assert!(answer.contains(header), "{answer}");
        }
        assert_eq!(fetch(&link, link.path()).await, None, "the port is closed");
    }

    #[tokio::test]
    async fn nobody_comes_or_nothing_opens() {
        let target = || Secret::new(TARGET.to_owned());
        let opened = Mutex::new(None);
        let open = |link: &Url| {
            *opened.lock().expect("not poisoned") = Some(link.clone());
            Ok(())
        };
        let error =
            within(Duration::from_millis(10), target(), &SystemEntropy, open).await.expect_err("nobody");
        assert!(error.code() == Code::DesktopFailed && error.remedy().contains("--print"), "{error}");
        let link = opened.into_inner().expect("not poisoned").expect("opened");
        assert_eq!(fetch(&link, link.path()).await, None, "the port is closed");
        let fails = |_: &Url| Err(Error::internal("no browser"));
        assert!(open_secretly(target(), &SystemEntropy, fails).await.is_err());
        let hostile = Secret::new("javascript:alert(1)".to_owned());
        assert!(open_secretly(hostile, &SystemEntropy, |_| Ok(())).await.is_err());
    }
}
