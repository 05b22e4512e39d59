//! Which proxy a request goes through: the setting, else the variables, else the desktop.
//!
//! Rules: a loopback address is never reached through one; `NO_PROXY` counts whoever names the proxy; a proxy that
//! cannot be understood is an error, never a way around it; its user name and password are told to nobody else.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use hyper_util::client::proxy::matcher::Matcher;
use url::{Host, Url};

use super::desktop;
use super::network::{Network, ProxyChoice};

/// How long the desktop's word about one host counts.
const LIFE: Duration = Duration::from_secs(60);

/// The proxies of one [`Transport`](super::Transport).
pub(super) struct Proxies {
    source: Source,
    /// Matches what no proxy is for.
    except: Matcher,
    bus: Option<String>,
    patience: Duration,
    known: Mutex<Known>,
    /// Held by whoever asks the desktop: one at a time.
    asking: tokio::sync::Mutex<()>,
}

enum Source {
    Nobody,
    This(Url),
    /// The end of the sentence "... cannot be reached: ".
    Broken(String),
    Desktop,
}

impl Proxies {
    pub(super) fn new(network: &Network) -> Self {
        let variables = &network.variables;
        let (source, except) = match &network.proxy {
            ProxyChoice::Direct => (Source::Nobody, ""),
            ProxyChoice::Through { proxy, except } => {
                (Source::named("the proxy setting", proxy.expose()), except.as_str())
            }
            ProxyChoice::System => {
                let named = [("HTTPS_PROXY", &variables.https_proxy), ("ALL_PROXY", &variables.all_proxy)];
                let named = named.into_iter().find_map(|(name, proxy)| Some((name, proxy.as_ref()?)));
                let source =
                    named.map_or(Source::Desktop, |(name, proxy)| Source::named(name, proxy.expose()));
                (source, variables.no_proxy.as_deref().unwrap_or_default())
            }
        };
        Self {
            source,
            except: Matcher::builder().all("http://any.invalid").no(except.to_owned()).build(),
            bus: variables.session_bus.clone(),
            patience: network.limits.proxy,
            known: Mutex::default(),
            asking: tokio::sync::Mutex::default(),
        }
    }

    /// Why no request can be sent at all.
    pub(super) fn trouble(&self) -> Option<&str> {
        if let Source::Broken(why) = &self.source { Some(why) } else { None }
    }

    /// The proxy for `url`, with user name and password, as far as it is known by now.
    pub(super) fn choose(&self, url: &Url) -> Option<Url> {
        if is_loopback(url) || self.is_excepted(url) {
            return None;
        }
        match &self.source {
            Source::This(proxy) => Some(proxy.clone()),
            Source::Desktop => self.known().get(&place(url), Instant::now()).flatten(),
            Source::Nobody | Source::Broken(_) => None,
        }
    }

    /// Asks the desktop about `url` when only it can say, and has not said so within the last minute. An answer that
    /// does not come in time counts as "no proxy".
    pub(super) async fn learn(&self, url: &Url) {
        let is_asked = matches!(self.source, Source::Desktop) && !is_loopback(url) && !self.is_excepted(url);
        if !is_asked || self.knows(url) {
            return;
        }
        let _one_at_a_time = self.asking.lock().await;
        if self.knows(url) {
            return;
        }
        let asked = desktop::proxies(self.bus.as_deref(), url);
        let told = tokio::time::timeout(self.patience, asked).await.unwrap_or_default();
        let proxy = told.iter().find_map(|text| usable(text)).flatten();
        self.known().put(place(url), Instant::now(), proxy);
    }

    fn knows(&self, url: &Url) -> bool {
        self.known().get(&place(url), Instant::now()).is_some()
    }

    fn is_excepted(&self, url: &Url) -> bool {
        url.as_str().parse().is_ok_and(|uri: http::Uri| self.except.intercept(&uri).is_none())
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Never shows a password.
impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.source {
            Source::Nobody => "Proxies(none)",
            Source::This(_) => "Proxies(one)",
            Source::Broken(_) => "Proxies(unusable)",
            Source::Desktop => "Proxies(the desktop's)",
        })
    }
}

impl Source {
    fn named(by: &str, text: &str) -> Self {
        match address(text) {
            Some(proxy) => Self::This(proxy),
            None => Self::Broken(format!("{by} does not hold the address of a proxy")),
        }
    }
}

/// What the desktop said, by the place it was asked about.
#[derive(Default)]
struct Known(HashMap<String, (Instant, Option<Url>)>);

impl Known {
    fn get(&self, place: &str, now: Instant) -> Option<Option<Url>> {
        let (since, proxy) = self.0.get(place)?;
        (now.saturating_duration_since(*since) < LIFE).then(|| proxy.clone())
    }

    fn put(&mut self, place: String, now: Instant, proxy: Option<Url>) {
        self.0.retain(|_, (since, _)| now.saturating_duration_since(*since) < LIFE);
        self.0.insert(place, (now, proxy));
    }
}

/// Host and port of a proxy, and nothing else of it.
pub(super) fn host_and_port(proxy: &Url) -> Option<String> {
    let port = proxy.port_or_known_default().unwrap_or(1080);
    Some(format!("{}:{port}", proxy.host_str()?))
}

/// A literal loopback address, or a name that is never anything else (RFC 6761 section 6.3).
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// The first entry of the desktop's list that means something to us; the inner `None` is "no proxy".
fn usable(text: &str) -> Option<Option<Url>> {
    if text.starts_with("direct:") {
        return Some(None);
    }
    // GLib says `socks` for "any SOCKS"; the name is then best looked up behind it.
    let text =
        text.strip_prefix("socks://").map_or_else(|| text.to_owned(), |rest| format!("socks5h://{rest}"));
    address(&text).map(Some)
}

/// `http://`, `https://` or `socks5://` and their kin; `http://` may be left out.
fn address(text: &str) -> Option<Url> {
    const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];
    let text = text.trim();
    let text = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
    let url = Url::parse(&text).ok()?;
    // What the HTTP client cannot use it passes over in silence, so it is asked beforehand.
    let target = http::Uri::from_static("https://any.invalid/");
    let works = Matcher::builder().all(url.as_str().to_owned()).build().intercept(&target).is_some();
    (SCHEMES.contains(&url.scheme()) && url.has_host() && works).then_some(url)
}

fn place(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use portico_model::Secret;

    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("a URL")
    }

    fn chosen(network: &Network, to: &str) -> Option<String> {
        Proxies::new(network).choose(&url(to)).and_then(|proxy| host_and_port(&proxy))
    }

    fn with(https: Option<&str>, all: Option<&str>, no: &str) -> Network {
        let mut network = Network::default();
        network.variables.https_proxy = https.map(|text| Secret::new(text.to_owned()));
        network.variables.all_proxy = all.map(|text| Secret::new(text.to_owned()));
        network.variables.no_proxy = Some(no.to_owned());
        network
    }

    const AWS: &str = "https://oidc.eu-west-1.amazonaws.com/token";

    #[test]
    fn h6_the_narrower_variable_wins_and_the_scheme_may_be_left_out() {
        for (https, all, proxy) in [
            (Some("http://a.example:1"), Some("http://b.example:2"), "a.example:1"),
            (None, Some("b.example:2"), "b.example:2"),
            (Some("https://a.example"), None, "a.example:443"),
            (Some("http://user:p%40ss@a.example"), None, "a.example:80"),
            (Some("socks5h://a.example"), None, "a.example:1080"),
            (Some("http://[::1]:3128/"), None, "[::1]:3128"),
        ] {
            assert_eq!(chosen(&with(https, all, ""), AWS).as_deref(), Some(proxy));
        }
    }

    #[test]
    fn h6_no_proxy_is_for_hosts_domains_addresses_networks_and_everything() {
        for (list, to, is_direct) in [
            ("", AWS, false),
            ("*", AWS, true),
            ("amazonaws.com", AWS, true),
            (".amazonaws.com", AWS, true),
            ("other.example, oidc.eu-west-1.amazonaws.com", AWS, true),
            ("zonaws.com", AWS, false),
            ("10.0.0.0/8", "https://10.2.3.4/", true),
            ("10.0.0.1", "https://10.2.3.4/", false),
            ("fd00::/8", "https://[fd00::1]/", true),
        ] {
            let found = chosen(&with(Some("http://a.example:1"), None, list), to);
            assert_eq!(found.is_none(), is_direct, "{list} {to}");
        }
    }

    #[test]
    fn h6_loopback_is_never_proxied() {
        let loopback = [
            "http://127.0.0.1:8400/",
            "https://127.9.9.9/",
            "http://[::1]:1/",
            "https://localhost/",
            "http://[::ffff:127.0.0.1]/",
            "http://x.localhost:1/",
            "http://LOCALHOST./",
        ];
        let mut network = with(Some("http://a.example:1"), None, "");
        for to in loopback {
            assert_eq!(chosen(&network, to), None, "{to}");
        }
        network.proxy =
            ProxyChoice::Through { proxy: "b.example:2".to_owned().into(), except: String::new() };
        for to in loopback {
            assert_eq!(chosen(&network, to), None, "{to}");
        }
        for to in ["https://127.0.0.1.evil.example/", "https://localhost.evil.example/", "https://10.0.0.1/"]
        {
            assert_eq!(chosen(&network, to).as_deref(), Some("b.example:2"), "{to}");
        }
    }

    #[test]
    fn h6_a_proxy_that_cannot_be_understood_is_no_way_around_it() {
        for bad in ["ftp://a.example", "http://", "a b", "http://a.example:99999", "pac+https://a.example/x"]
        {
            let proxies = Proxies::new(&with(Some(bad), None, ""));
            let trouble = proxies.trouble().unwrap_or_else(|| panic!("{bad} was taken"));
            assert_eq!(trouble, "HTTPS_PROXY does not hold the address of a proxy");
        }
    }

    #[test]
    fn h6_the_setting_stands_above_the_variables() {
        let mut network = with(Some("http://a.example:1"), None, "");
        network.proxy = ProxyChoice::Direct;
        assert_eq!(chosen(&network, AWS), None);
        network.proxy = ProxyChoice::Through {
            proxy: "b.example:2".to_owned().into(),
            except: "sts.amazonaws.com".to_owned(),
        };
        assert_eq!(chosen(&network, AWS).as_deref(), Some("b.example:2"));
        assert_eq!(chosen(&network, "https://sts.amazonaws.com/"), None);
    }

    #[test]
    fn h6_the_desktops_list_is_read_and_forgotten_after_a_minute() {
        for (text, proxy) in [
            ("direct://", Some(None)),
            ("http://a.example:3128", Some(Some("a.example:3128"))),
            ("socks://a.example:9", Some(Some("a.example:9"))),
            ("ftp://a.example", None),
            ("", None),
        ] {
            let found = usable(text).map(|proxy| proxy.and_then(|proxy| host_and_port(&proxy)));
            assert_eq!(found, proxy.map(|proxy| proxy.map(str::to_owned)), "{text}");
        }
        let (start, mut known) = (Instant::now(), Known::default());
        known.put("a".to_owned(), start, Some(url("http://a.example:1")));
        assert!(matches!(known.get("a", start + LIFE - Duration::from_millis(1)), Some(Some(_))));
        assert_eq!(known.get("a", start + LIFE), None);
        known.put("b".to_owned(), start + LIFE, None);
        assert_eq!(known.0.len(), 1);
    }

    #[test]
    fn i2_no_password_of_a_proxy_is_printed() {
        let network = with(Some("http://user:hunter2@a.example:1"), None, "");
        assert!(!format!("{network:?} {:?}", Proxies::new(&network)).contains("hunter2"));
    }
}
