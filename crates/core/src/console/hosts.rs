//! The hosts of AWS's consoles: which there are, and the addresses on them.
//!
//! Rule: an address that leaves here is https, on a console's host of its partition, with no user and no port. A host counts
//! by the whole shape of its name.

use portico_model::{AccountId, Partition, Region};
use url::{Host, Url};

use super::destinations::Service;
use crate::error::{Error, Result};

/// Every partition, in the order in which a host is looked for.
pub(super) const PARTITIONS: [Partition; 4] =
    [Partition::Commercial, Partition::China, Partition::GovCloud, Partition::EuropeanSovereign];

/// An address of a console, and what its host says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Console {
    pub(super) partition: Partition,
    /// The account of one of a browser's several sessions.
    pub(super) account: Option<AccountId>,
    pub(super) region: Option<Region>,
    /// Without the session: a plain address works in every browser.
    pub(super) url: Url,
}

impl Console {
    /// Reads an address: `console.{domain}`, with a Region, a service's own label (`s3`) or `{account}-{suffix}.{region}`
    /// before it. `None` when it is no console's, not https, or carries a user or a port.
    pub(super) fn of(url: &Url) -> Option<Self> {
        let bare = url.username().is_empty() && url.password().is_none() && url.port().is_none();
        let Some(Host::Domain(host)) = url.host() else { return None };
        if url.scheme() != "https" || !bare {
            return None;
        }
        let (partition, left) = PARTITIONS.into_iter().find_map(|partition| {
            Some((partition, host.strip_suffix(&format!("console.{}", partition.console_domain()))?))
        })?;
        let labels: Vec<&str> = left.split('.').collect();
        let region_of = |label: &str| label.parse().ok().filter(|r: &Region| r.partition() == partition);
        let (account, region) = match labels.as_slice() {
            [""] => (None, None),
            [label, ""] => match (session(label), region_of(label)) {
                (None, None) if !is_word(label) => return None,
                read => read,
            },
            [label, region, ""] => (Some(session(label)?), Some(region_of(region)?)),
            _ => return None,
        };
        let mut plain = url.clone();
        if account.is_some() {
            plain.set_host(Some(host.split_once('.')?.1)).ok()?;
        }
        Some(Self { partition, account, region, url: plain })
    }
}

/// The address of a page of `service`. `path` has no slash before it, `query` no `?`, `fragment` no `#`; all three are encoded.
/// The Region comes first in the query, unless the query names one itself.
///
/// # Errors
/// When the parts make no address of that console.
pub(super) fn address(
    partition: Partition,
    service: &Service,
    region: Option<&Region>,
    path: &str,
    query: &str,
    fragment: &str,
) -> Result<Url> {
    let domain = partition.console_domain();
    let home = service.home(partition);
    let region = if service.is_global() { home.as_ref() } else { region };
    // The plain host of the other partitions is the one that AWS documents.
    let host = match region {
        Some(region) if partition == Partition::Commercial => format!("{region}.console.{domain}"),
        Some(_) | None => format!("console.{domain}"),
    };
    let is_named = query.starts_with("region=");
    let named = region.filter(|_| !is_named).map(|region| format!("region={region}"));
    let query = named.into_iter().chain((!query.is_empty()).then(|| query.to_owned()));
    let query = query.collect::<Vec<String>>().join("&");
    let mark = |sign: &str, text: &str| if text.is_empty() { String::new() } else { format!("{sign}{text}") };
    let text = format!("https://{host}/{path}{}{}", mark("?", &query), mark("#", fragment));
    let read = Url::parse(&text).ok().and_then(|url| Console::of(&url)).map(|console| console.url);
    read.filter(|url| url.path().len() == path.len() + 1)
        .ok_or_else(|| Error::internal("A console address is malformed."))
}

/// The account of `{account}-{suffix}`.
fn session(label: &str) -> Option<AccountId> {
    let (account, suffix) = label.split_once('-')?;
    let is_one = account.len() == 12 && is_word(suffix);
    is_one.then(|| account.parse().ok()).flatten()
}

fn is_word(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with("xn--")
        && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_read_by_its_whole_shape() {
        for (text, partition, account, region) in [
            ("https://console.aws.amazon.com/", Partition::Commercial, None, None),
            ("https://eu-west-1.console.aws.amazon.com/", Partition::Commercial, None, Some("eu-west-1")),
            ("https://s3.console.aws.amazon.com/", Partition::Commercial, None, None),
            (
                "https://111122223333-a1.eu-west-1.console.aws.amazon.com/",
                Partition::Commercial,
                Some("111122223333"),
                Some("eu-west-1"),
            ),
            ("https://console.amazonaws.cn/", Partition::China, None, None),
            (
                "https://us-gov-east-1.console.amazonaws-us-gov.com/",
                Partition::GovCloud,
                None,
                Some("us-gov-east-1"),
            ),
            ("https://console.amazonaws-eusc.eu/", Partition::EuropeanSovereign, None, None),
        ] {
            let console = Console::of(&Url::parse(text).expect("an address")).expect(text);
            assert_eq!(console.partition, partition, "{text}");
            assert_eq!(console.account.as_ref().map(AccountId::as_str), account, "{text}");
            assert_eq!(console.region.as_ref().map(Region::as_str), region, "{text}");
            assert!(Console::of(&console.url).is_some_and(|again| again.account.is_none()), "{text}");
        }
    }

    #[test]
    fn a10_no_other_host_is_a_console() {
        for bad in [
            "http://console.aws.amazon.com/",
            "https://console.aws.amazon.com.evil.test/",
            "https://console.aws.amazon.com./",
            "https://evilconsole.aws.amazon.com/",
            "https://console-aws.amazon.com/",
            "https://aws.amazon.com/",
            "https://signin.aws.amazon.com/",
            "https://u@console.aws.amazon.com/",
            "https://u:p@console.aws.amazon.com/",
            "https://console.aws.amazon.com:8443/",
            "https://console.aws.amazon.com@evil.test/",
            "https://evil.test/console.aws.amazon.com/",
            "https://evil.test#console.aws.amazon.com",
            "https://evil.test\\console.aws.amazon.com/",
            "https://cоnsole.aws.amazon.com/",
            "https://console.aws.amazon.com\u{2044}evil.test/",
            "https://xn--eu-west-1.console.aws.amazon.com/",
            "https://a.b.c.console.aws.amazon.com/",
            "https://evil.eu-west-1.console.aws.amazon.com/",
            "https://111122223333-a1.cn-north-1.console.aws.amazon.com/",
            "https://.console.aws.amazon.com/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "javascript:alert(1)",
            "javascript://console.aws.amazon.com/%0aalert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
        ] {
            assert!(Url::parse(bad).ok().and_then(|url| Console::of(&url)).is_none(), "{bad}");
        }
    }
}
