//! H6: the desktop's word about proxies, from a `ProxyResolver` on a session bus of the test's own. It is what runs PAC
//! files in GNOME and KDE; here it plays one.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portico_core::aws::{Limits, Network, ProxyChoice, Transport};
use portico_model::Secret;
use zbus::connection::{Builder, Connection};

use super::support::{MOMENTS, Moment, PATIENT, Raw, Road, ask, at, aws, healthy};
use crate::support::process::Started;
use crate::support::sandbox::Sandbox;

/// No `servicedir`: nothing is activated behind the test's back.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:path=SOCKET</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"#;

/// A session bus, until dropped.
struct Bus {
    address: String,
    _daemon: Started,
    _sandbox: Sandbox,
}

impl Bus {
    async fn start() -> Self {
        let sandbox = Sandbox::new();
        let socket = sandbox.path("run/bus");
        let configuration = sandbox.write("run/bus.conf", BUS.replace("SOCKET", &socket.to_string_lossy()));
        let mut daemon = sandbox.command("dbus-daemon");
        daemon.arg("--config-file").arg(configuration).args(["--nofork", "--print-address"]);
        let mut daemon = Started::start(daemon);
        let address = daemon.line().await.expect("the bus says where it listens");
        Self { address, _daemon: daemon, _sandbox: sandbox }
    }

    fn network(&self) -> Network {
        let mut network = Network { limits: PATIENT, ..Network::default() };
        network.variables.session_bus = Some(self.address.clone());
        network
    }

    /// The portal of a desktop that answers this to every question; `None` never answers.
    async fn portal(&self, answer: Option<&[&str]>) -> Portal {
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let answer = answer.map(|proxies| proxies.iter().map(|proxy| (*proxy).to_owned()).collect());
        let resolver = Resolver { asked: Arc::clone(&asked), answer };
        let connection = Builder::address(self.address.as_str()).expect("an address");
        let connection = connection.serve_at("/org/freedesktop/portal/desktop", resolver).expect("an object");
        let connection = connection.name("org.freedesktop.portal.Desktop").expect("a name");
        Portal { asked, _connection: connection.build().await.expect("on the bus") }
    }
}

/// The portal, until dropped.
struct Portal {
    asked: Arc<Mutex<Vec<String>>>,
    _connection: Connection,
}

impl Portal {
    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("sound").clone()
    }
}

struct Resolver {
    asked: Arc<Mutex<Vec<String>>>,
    answer: Option<Vec<String>>,
}

#[zbus::interface(name = "org.freedesktop.portal.ProxyResolver")]
impl Resolver {
    async fn lookup(&self, uri: &str) -> Vec<String> {
        self.asked.lock().expect("sound").push(uri.to_owned());
        match &self.answer {
            Some(answer) => answer.clone(),
            None => std::future::pending().await,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_the_desktops_proxy_is_used_and_asked_for_once_a_minute() {
    let (bus, server) = (Bus::start().await, Raw::start(healthy));
    let road = Road::to(server.address);
    let portal = bus.portal(Some(&[&format!("http://{}", road.proxy.address), "direct://"])).await;
    let transport = Transport::new(Network { ca_file: Some(road.authority.file()), ..bus.network() });
    for _ in 0..5 {
        for moment in MOMENTS {
            assert_eq!(ask(moment, &transport, &aws()).await, Ok(()));
        }
        assert_eq!(transport.proxy_for(&aws().oidc).await, Some(road.proxy.address.to_string()));
    }
    assert!(!road.proxy.asked().is_empty());
    let hosts = ["https://portal.sso.eu-west-1.amazonaws.com", "https://oidc.eu-west-1.amazonaws.com"];
    assert_eq!(portal.asked(), hosts, "each host once, and nothing of what is asked there");
}

/// Many requests at once ask once.
#[tokio::test(flavor = "multi_thread")]
async fn h6_one_question_for_many_requests() {
    let bus = Bus::start().await;
    let portal = bus.portal(Some(&["http://proxy.example:3128"])).await;
    let transport = Transport::new(bus.network());
    let url = aws().oidc;
    let asks: [_; 4] = std::array::from_fn(|_| transport.proxy_for(&url));
    let [a, b, c, d] = asks;
    let all = tokio::join!(a, b, c, d);
    let proxy = || Some("proxy.example:3128".to_owned());
    assert_eq!(all, (proxy(), proxy(), proxy(), proxy()));
    assert_eq!(portal.asked().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_variables_settings_and_loopback_come_before_the_desktop() {
    let (bus, server) = (Bus::start().await, Raw::start(healthy));
    let portal = bus.portal(Some(&["http://desktop.example:1"])).await;
    let (mut variable, mut excepted, mut setting, mut none) =
        (bus.network(), bus.network(), bus.network(), bus.network());
    variable.variables.https_proxy = Some(Secret::new("http://variable.example:2".to_owned()));
    excepted.variables.no_proxy = Some("amazonaws.com".to_owned());
    let proxy = Secret::new("http://setting.example:3".to_owned());
    setting.proxy = ProxyChoice::Through { proxy, except: String::new() };
    none.proxy = ProxyChoice::Direct;
    for (network, proxy) in [
        (variable, Some("variable.example:2")),
        (excepted, None),
        (setting, Some("setting.example:3")),
        (none, None),
    ] {
        assert_eq!(Transport::new(network).proxy_for(&aws().oidc).await.as_deref(), proxy);
    }
    let transport = Transport::new(bus.network());
    assert_eq!(ask(Moment::FirstCall, &transport, &at(server.address)).await, Ok(()));
    assert!(portal.asked().is_empty(), "nobody asked the desktop");
    assert_eq!(transport.proxy_for(&aws().oidc).await.as_deref(), Some("desktop.example:1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_the_first_usable_entry_of_the_desktop_counts() {
    for (answer, proxy) in [
        (&["direct://"][..], None),
        (&[], None),
        (&["direct://", "http://a.example:1"], None),
        (&["quic://q.example:9", "http://a.example:1"], Some("a.example:1")),
        (&["socks://s.example"], Some("s.example:1080")),
        (&["http://user:hunter2@a.example:1"], Some("a.example:1")),
        (&["\u{1b}[31m", "http://\u{0}"], None),
    ] {
        let bus = Bus::start().await;
        // D-Bus itself refuses a NUL.
        let answer: Vec<&str> = answer.iter().copied().filter(|text| !text.contains('\u{0}')).collect();
        let _portal = bus.portal(Some(&answer)).await;
        let found = Transport::new(bus.network()).proxy_for(&aws().oidc).await;
        assert_eq!(found.as_deref(), proxy, "{answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h6_a_desktop_that_is_not_there_or_does_not_answer_is_no_proxy() {
    let bus = Bus::start().await;
    assert_eq!(Transport::new(bus.network()).proxy_for(&aws().oidc).await, None, "no portal on the bus");
    let mut nowhere = bus.network();
    for address in ["unix:path=/nowhere/bus", "not an address"] {
        nowhere.variables.session_bus = Some(address.to_owned());
        assert_eq!(Transport::new(nowhere.clone()).proxy_for(&aws().oidc).await, None, "no bus");
    }
    let silent = bus.portal(None).await;
    let patience = Duration::from_millis(200);
    let limits = Limits { proxy: patience, ..PATIENT };
    let transport = Transport::new(Network { limits, ..bus.network() });
    let begun = Instant::now();
    for _ in 0..100 {
        assert_eq!(transport.proxy_for(&aws().oidc).await, None);
    }
    assert!(begun.elapsed() >= patience && begun.elapsed() < patience * 50, "only the first one waits");
    assert_eq!(silent.asked().len(), 1);
}
