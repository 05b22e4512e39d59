//! Portals in every partition of AWS, on each kind of host, side by side in one Portico: a proxy writes down where it
//! would go, and lets nobody through.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use portico_core::Code;
use portico_core::aws::{Endpoints, Network};
use portico_core::console::Destination;
use portico_core::engine::{Cause, Command, Link, Reply, Sharing};
use portico_core::role::RoleKey;
use portico_core::settings::{PortalName, Settings};
use portico_core::vault::{DEADLINE, Entry, MemoryStore, Store, Vault};
use portico_model::{ManualClock, Secret};
use serde_json::json;

use crate::network::support::{Manners, PATIENT, Proxy, closed_port};
use crate::support::engine::{Running, Seat, is_signed_in};
use crate::support::{DEV, READ_ONLY};

const SHOP: &str = "https://securecart.awsapps.com/start";
const GOVERNMENT: &str = "https://start.us-gov-home.awsapps.com/directory/securecart";
const CHINA: &str = "https://start.home.awsapps.cn/directory/securecart";

/// A portal as the settings have it, and what its hosts are made of: the letters behind `oidc`, `portal.sso` and `sts`,
/// the Region, what follows it, and the domain of the console's sign-in.
struct Place {
    name: &'static str,
    start_url: &'static str,
    region: &'static str,
    hosts: &'static str,
    made_of: (&'static str, &'static str, &'static str),
}

const fn place(
    name: &'static str,
    start_url: &'static str,
    region: &'static str,
    hosts: &'static str,
    made_of: (&'static str, &'static str, &'static str),
) -> Place {
    Place { name, start_url, region, hosts, made_of }
}

const PLACES: [Place; 16] = [
    place("aws", SHOP, "eu-west-1", "standard", ("", "amazonaws.com", "aws.amazon.com")),
    place("aws-dual", SHOP, "eu-west-1", "dual-stack", ("", "api.aws", "aws.amazon.com")),
    place("aws-fips", SHOP, "us-east-1", "fips", ("-fips", "amazonaws.com", "aws.amazon.com")),
    place("aws-both", SHOP, "us-east-1", "fips-dual-stack", ("-fips", "api.aws", "aws.amazon.com")),
    place("gov", GOVERNMENT, "us-gov-west-1", "standard", ("", "amazonaws.com", "amazonaws-us-gov.com")),
    place("gov-dual", GOVERNMENT, "us-gov-east-1", "dual-stack", ("", "api.aws", "amazonaws-us-gov.com")),
    // In GovCloud the plain hosts are the FIPS ones.
    place("gov-fips", GOVERNMENT, "us-gov-west-1", "fips", ("", "amazonaws.com", "amazonaws-us-gov.com")),
    place(
        "gov-both",
        GOVERNMENT,
        "us-gov-west-1",
        "fips-dual-stack",
        ("-fips", "api.aws", "amazonaws-us-gov.com"),
    ),
    place("china", CHINA, "cn-north-1", "standard", ("", "amazonaws.com.cn", "amazonaws.cn")),
    place(
        "china-dual",
        CHINA,
        "cn-northwest-1",
        "dual-stack",
        ("", "api.amazonwebservices.com.cn", "amazonaws.cn"),
    ),
    place("china-fips", CHINA, "cn-north-1", "fips", ("-fips", "amazonaws.com.cn", "amazonaws.cn")),
    place(
        "china-both",
        CHINA,
        "cn-north-1",
        "fips-dual-stack",
        ("-fips", "api.amazonwebservices.com.cn", "amazonaws.cn"),
    ),
    place("europe", SHOP, "eusc-de-east-1", "standard", ("", "amazonaws.eu", "amazonaws-eusc.eu")),
    place(
        "europe-dual",
        SHOP,
        "eusc-de-east-1",
        "dual-stack",
        ("", "api.amazonwebservices.eu", "amazonaws-eusc.eu"),
    ),
    place("europe-fips", SHOP, "eusc-de-east-1", "fips", ("-fips", "amazonaws.eu", "amazonaws-eusc.eu")),
    place(
        "europe-both",
        SHOP,
        "eusc-de-east-1",
        "fips-dual-stack",
        ("-fips", "api.amazonwebservices.eu", "amazonaws-eusc.eu"),
    ),
];

impl Place {
    /// OIDC, the portal's API, STS and console sign-in.
    fn all_hosts(&self) -> [String; 4] {
        let (Self { region, .. }, (letters, suffix, console)) = (self, self.made_of);
        let host = |service: &str| format!("{service}{letters}.{region}.{suffix}");
        [host("oidc"), host("portal.sso"), host("sts"), format!("{region}.signin.{console}")]
    }

    fn settings(&self) -> String {
        let Self { name, start_url, region, hosts, .. } = self;
        format!(
            "[[portal]]\nname = \"{name}\"\nstart_url = \"{start_url}\"\nregion = \"{region}\"\nhosts = \"{hosts}\"\n"
        )
    }

    fn portal(&self) -> PortalName {
        self.name.parse().expect("a name")
    }

    /// What is kept of a session there that began at `now`.
    fn session(&self, now: Timestamp) -> Secret {
        let (since, [oidc, ..]) = (now.as_second(), self.all_hosts());
        let registration = json!({
            "client_id": "c", "client_secret": "s", "expires_at": since + 86_400, "issuer": self.start_url,
            "endpoint": format!("https://{oidc}/"),
        });
        let session = json!({
            "generation": 1, "access": format!("access {}", self.name), "refresh": format!("refresh {}", self.name),
            "since": since, "until": since + 3600, "signed_in": since, "registration": registration,
        });
        Secret::new(session.to_string())
    }
}

/// A machine whose settings name every place, behind a proxy that lets nobody through; somebody is signed in everywhere.
async fn everywhere() -> (tempfile::TempDir, ManualClock, Proxy, Running) {
    let proxy = Proxy::to(closed_port().await, Manners::Refuses("403 Forbidden"));
    let folder = tempfile::tempdir().expect("a folder");
    let clock = ManualClock::at(Timestamp::from_second(1_800_000_000).expect("a time"));
    let keychain: Arc<dyn Store> = Arc::new(MemoryStore::default());
    let mut seat = Seat::at(&clock, folder.path(), Arc::clone(&keychain));
    let settings: String = PLACES.iter().map(Place::settings).collect();
    let settings = format!("[notifications]\nquiet = \"off\"\n{settings}");
    portico_core::disk::write_atomic(&seat.home.settings(), settings.as_bytes()).expect("written");
    let vault = Vault::over(keychain, seat.home.tag(), DEADLINE);
    for place in &PLACES {
        let entry = Entry::Session { portal: place.portal(), local: false };
        vault.write(&entry, &place.session(portico_model::Clock::now(&clock))).await.expect("kept");
    }
    let mut network = Network { limits: PATIENT, ..Network::default() };
    network.variables.https_proxy = Some(Secret::new(format!("http://{}", proxy.address)));
    seat.network = network;
    let running = seat.start().await;
    (folder, clock, proxy, running)
}

#[test]
fn every_partition_and_kind_of_host_has_its_own_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = portico_core::disk::Home::at(folder.path()).expect("a home");
    let settings: String = PLACES.iter().map(Place::settings).collect();
    portico_core::disk::write_atomic(&home.settings(), settings.as_bytes()).expect("written");
    let portals = Settings::load(&home).expect("good settings").portals;
    assert_eq!(portals.len(), PLACES.len());
    for (portal, place) in portals.iter().zip(&PLACES) {
        let Endpoints { oidc, portal, sts, signin, uxc: _ } = Endpoints::of(portal).expect("hosts");
        let found = [oidc, portal, sts, signin].map(|url| {
            assert_eq!((url.scheme(), url.port(), url.path()), ("https", None, "/"), "{}", place.name);
            url.host_str().expect("a host").to_owned()
        });
        assert_eq!(found, place.all_hosts(), "{}", place.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_portal_is_asked_at_its_own_hosts_and_at_no_other() {
    let (_folder, _clock, proxy, mut running) = everywhere().await;
    running.seen(|now| now.portals.iter().all(|portal| portal.problem.is_some())).await;
    let asked = |from: usize| proxy.asked().split_off(from).into_iter().collect::<BTreeSet<String>>();
    let expected: BTreeSet<String> =
        PLACES.iter().map(|place| format!("{}:443", place.all_hosts()[1])).collect();
    assert_eq!(asked(0), expected, "the lists, each at the portal's own API");
    let snapshot = running.engine.snapshot();
    for (view, place) in snapshot.portals.iter().zip(&PLACES) {
        assert_eq!((view.name.as_str(), view.region.as_str()), (place.name, place.region));
        assert!(is_signed_in(&view.session), "nothing is lost: {view:#?}");
        let others = PLACES.iter().filter(|other| other.start_url == place.start_url).count() - 1;
        assert_eq!(view.shares_with.len(), others, "{view:#?}");
    }
    for place in &PLACES {
        let before = proxy.asked().len();
        let refused = running.run(Command::SignIn(place.portal())).await.expect_err("nobody gets through");
        assert_eq!(refused.code(), Code::Offline, "{}: {refused}", place.name);
        let oidc = BTreeSet::from([format!("{}:443", place.all_hosts()[0])]);
        assert_eq!(asked(before), oidc, "{}", place.name);
    }
    assert!(!running.causes().iter().any(|cause| matches!(cause, Cause::SessionEnded(_))));
    assert_eq!(running.desktop.opened(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_of_each_portal_is_opened_by_its_own_address() {
    let (_folder, _clock, _proxy, running) = everywhere().await;
    for place in &PLACES {
        let key = RoleKey {
            portal: place.portal(),
            account: DEV.parse().expect("an account"),
            role: READ_ONLY.parse().expect("a role"),
        };
        let link = running
            .run(Command::ConsoleLink(key, Destination::default(), Sharing::default()))
            .await
            .expect("a link");
        let Reply::Link(Link::Open(link)) = link else { panic!("{link:?}") };
        assert!(link.as_str().starts_with(&format!("{}/#/console?", place.start_url)), "{link}");
    }
}
