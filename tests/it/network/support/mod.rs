//! What the cases stand on: a server that does to a request whatever a case wants, TLS in front of it, a proxy that
//! leads there, and the questions that are asked.

mod proxy;
mod raw;
mod tls;

use std::net::SocketAddr;
use std::time::Duration;

use portico_core::aws::oidc::{self, Registration};
use portico_core::aws::portal::Client;
use portico_core::aws::{Endpoints, Fault, Limits, Network, Transport};
use portico_model::Secret;
use tokio::net::TcpListener;
use url::Url;

use crate::support::company::Company;

pub(crate) use proxy::{Manners, Proxy};
pub(crate) use raw::{Raw, Reply, Request, json, reply};
pub(crate) use tls::{Authority, Flaw, Tls};

/// Far more than any answer here takes, on the slowest machine.
pub(crate) const PATIENT: Limits = Limits {
    connect: Duration::from_secs(20),
    answer: Duration::from_secs(30),
    token: Duration::from_secs(30),
    proxy: Duration::from_secs(10),
    body: 64 * 1024,
};
/// The refresh token of [`ask`].
pub(crate) const REFRESH: &str = "the refresh token of this test";
/// A page of ListAccounts that is not the last one, and the last one.
pub(crate) const FIRST_PAGE: &str =
    r#"{"nextToken":"two","accountList":[{"accountId":"111122223333","accountName":"Dev"}]}"#;
/// See [`FIRST_PAGE`].
pub(crate) const LAST_PAGE: &str = r#"{"nextToken":null,"accountList":[{"accountId":"444455556666"}]}"#;
/// What CreateToken brings.
pub(crate) const TOKENS: &str =
    r#"{"accessToken":"a","tokenType":"Bearer","expiresIn":3600,"refreshToken":"r"}"#;

/// When in its life a session meets the network.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Moment {
    /// The first page of the accounts.
    FirstCall,
    /// The page after it.
    MidPaging,
    /// The renewal of the access token.
    Refresh,
}

/// All of them.
pub(crate) const MOMENTS: [Moment; 3] = [Moment::FirstCall, Moment::MidPaging, Moment::Refresh];

/// Asks what one asks at that moment, through the clients of the product.
pub(crate) async fn ask(moment: Moment, transport: &Transport, endpoints: &Endpoints) -> Result<(), Fault> {
    let access = Secret::new("an access token".to_owned());
    let client = Client { transport, endpoints, access: &access };
    match moment {
        Moment::FirstCall => client.accounts(None).await.map(drop),
        Moment::MidPaging => {
            let page = client.accounts(None).await.expect("the first page is fine");
            client.accounts(page.next_token.as_deref()).await.map(drop)
        }
        Moment::Refresh => {
            let refresh = Secret::new(REFRESH.to_owned());
            oidc::refresh(transport, endpoints, &registration(endpoints), &refresh).await.map(drop)
        }
    }
}

/// A registration as if it were made there.
pub(crate) fn registration(endpoints: &Endpoints) -> Registration {
    Registration {
        client_id: "the client".to_owned(),
        client_secret: Secret::new("the client's secret".to_owned()),
        expires_at: i64::from(u32::MAX),
        issuer: "https://securecart.awsapps.com/start".to_owned(),
        endpoint: endpoints.oidc.to_string(),
        method: portico_core::session::Method::Browser,
    }
}

/// A service in good health, but for the request that is made at `moment`: that one gets `ill`.
pub(crate) fn ill_at(moment: Moment, ill: impl Fn() -> Reply + Send + Sync + 'static) -> Raw {
    Raw::start(move |request| {
        let is_second_page = request.target.contains("next_token=two");
        match moment {
            Moment::MidPaging if request.is_for("/assignment/accounts") && !is_second_page => {
                json(FIRST_PAGE)
            }
            Moment::FirstCall | Moment::MidPaging | Moment::Refresh => ill(),
        }
    })
}

/// A service in good health.
pub(crate) fn healthy(request: &Request) -> Reply {
    if request.is_for("/token") {
        json(TOKENS)
    } else if request.target.contains("next_token=two") {
        json(LAST_PAGE)
    } else if request.is_for("/assignment/accounts") {
        json(FIRST_PAGE)
    } else {
        reply("404 Not Found", &["Content-Type: application/json"], "{}")
    }
}

/// Every service at one loopback address, without TLS.
pub(crate) fn at(address: SocketAddr) -> Endpoints {
    let url = Url::parse(&format!("http://{address}")).expect("an address");
    Endpoints { oidc: url.clone(), portal: url.clone(), sts: url.clone(), signin: url, uxc: None }
}

/// AWS's own host names.
pub(crate) fn aws() -> Endpoints {
    let url = |host: &str| Url::parse(&format!("https://{host}/")).expect("an address");
    let host = url(AWS_HOSTS[0]);
    Endpoints {
        portal: url(AWS_HOSTS[1]),
        sts: url(AWS_HOSTS[2]),
        signin: url(AWS_HOSTS[3]),
        oidc: host,
        uxc: None,
    }
}

/// The hosts of [`aws`].
pub(crate) const AWS_HOSTS: [&str; 4] = [
    "oidc.eu-west-1.amazonaws.com",
    "portal.sso.eu-west-1.amazonaws.com",
    "sts.eu-west-1.amazonaws.com",
    "eu-west-1.signin.aws.amazon.com",
];

/// A transport with these limits and nothing else.
pub(crate) fn direct(limits: Limits) -> Transport {
    Transport::new(Network { limits, ..Network::default() })
}

/// A road from AWS's host names to a server of the test's.
pub(crate) struct Road {
    pub(crate) authority: Authority,
    pub(crate) proxy: Proxy,
    _tls: Tls,
}

impl Road {
    /// With a certificate as good as AWS's.
    pub(crate) fn to(server: SocketAddr) -> Self {
        Self::with(server, Flaw::None, Manners::Open)
    }

    /// To the local Identity Center, which insists on being called by its own name.
    pub(crate) fn to_company(company: &Company) -> Self {
        let host = company.endpoint().strip_prefix("http://").expect("http").to_owned();
        let server = host.parse().expect("an address");
        Self::leading(server, Flaw::None, Manners::Open, Some(host))
    }

    pub(crate) fn with(server: SocketAddr, flaw: Flaw, manners: Manners) -> Self {
        Self::leading(server, flaw, manners, None)
    }

    fn leading(server: SocketAddr, flaw: Flaw, manners: Manners, host: Option<String>) -> Self {
        let authority = Authority::new("Portico Test Authority");
        let tls = Tls::before(server, authority.identity(&AWS_HOSTS, flaw), host);
        let proxy = Proxy::to(tls.address, manners);
        Self { authority, proxy, _tls: tls }
    }

    /// Through the proxy, trusting the authority.
    pub(crate) fn network(&self, limits: Limits) -> Network {
        let mut network = Network { limits, ca_file: Some(self.authority.file()), ..Network::default() };
        network.variables.https_proxy = Some(Secret::new(format!("http://{}", self.proxy.address)));
        network
    }

    pub(crate) fn transport(&self, limits: Limits) -> Transport {
        Transport::new(self.network(limits))
    }
}

/// A port of loopback that nobody listens on any more.
pub(crate) async fn closed_port() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    listener.local_addr().expect("an address")
}

/// A host name that no resolver can look up, and none asks the network about: a label of it is too long.
pub(crate) fn unresolvable() -> Url {
    Url::parse(&format!("https://{}.amazonaws.com/", "x".repeat(64))).expect("an address")
}

/// A loopback listener made without waiting.
fn listener() -> (SocketAddr, TcpListener) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a socket");
    let address = listener.local_addr().expect("an address");
    (address, TcpListener::from_std(listener).expect("a socket"))
}
