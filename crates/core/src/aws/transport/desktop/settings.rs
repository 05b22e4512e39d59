//! macOS and Windows: the proxy in the system's network settings. Their PAC files are not read.

use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

#[expect(clippy::unused_async, reason = "on Linux this is a question to another process")]
pub(super) async fn proxies(_: Option<&str>, url: &Url) -> Vec<String> {
    let Ok(target) = url.as_str().parse::<http::Uri>() else { return Vec::new() };
    Matcher::from_system().intercept(&target).map(|found| found.uri().to_string()).into_iter().collect()
}
