//! What a [`Transport`](super::Transport) is told: plain data. Nothing is looked up here, and nothing else is heeded.

use std::path::PathBuf;
use std::time::Duration;

use portico_model::Secret;

use crate::disk::Environment;

/// How requests reach AWS. The default knows no variables and asks the system for its proxy.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// How long and how much.
    pub limits: Limits,
    /// Whose word counts about proxies.
    pub proxy: ProxyChoice,
    /// A PEM file with certificate authorities that are trusted besides the system's.
    pub ca_file: Option<PathBuf>,
    /// What the environment of the process says.
    pub variables: Variables,
}

/// The patience and the appetite of one request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// For name lookup, connection, proxy and TLS together.
    pub connect: Duration,
    /// For a whole answer, from the first step to the last byte of the body.
    pub answer: Duration,
    /// [`Limits::answer`] for posts to the token endpoint, and for the probe.
    pub token: Duration,
    /// For the desktop's word about a proxy.
    pub proxy: Duration,
    /// The largest body, in bytes.
    pub body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(20),
            token: Duration::from_secs(10),
            proxy: Duration::from_secs(1),
            body: 4 * 1024 * 1024,
        }
    }
}

/// Whose word counts about proxies. Loopback addresses are never reached through one.
#[derive(Clone, Debug, Default)]
pub enum ProxyChoice {
    /// The variables; where they name none, the system's settings (on Linux the desktop's, PAC files included).
    #[default]
    System,
    /// No proxy, whatever anybody says.
    Direct,
    /// This one.
    Through {
        /// Its address, such as `http://proxy.example:3128`; may hold a user name and a password.
        proxy: Secret,
        /// The hosts it is not for, written like `NO_PROXY`.
        except: String,
    },
}

/// The environment variables that bear on the network.
#[derive(Clone, Debug, Default)]
pub struct Variables {
    /// `HTTPS_PROXY`, else `https_proxy`; may hold a password.
    pub https_proxy: Option<Secret>,
    /// `ALL_PROXY`, else `all_proxy`; may hold a password.
    pub all_proxy: Option<Secret>,
    /// `NO_PROXY`, else `no_proxy`: host names, addresses and networks between commas, or `*`.
    pub no_proxy: Option<String>,
    /// `SSL_CERT_FILE`: on Linux it also stands in for the system's trust store.
    pub ssl_cert_file: Option<PathBuf>,
    /// `AWS_CA_BUNDLE`, as AWS tools read it.
    pub aws_ca_bundle: Option<PathBuf>,
    /// `DBUS_SESSION_BUS_ADDRESS`: where the desktop is asked.
    pub session_bus: Option<String>,
}

impl Network {
    /// The defaults, with what the environment says.
    #[must_use]
    pub fn of(environment: &Environment) -> Self {
        let text = |names: [&str; 2]| names.iter().find_map(|name| environment.text(name)).map(str::to_owned);
        let variables = Variables {
            https_proxy: text(["HTTPS_PROXY", "https_proxy"]).map(Secret::new),
            all_proxy: text(["ALL_PROXY", "all_proxy"]).map(Secret::new),
            no_proxy: text(["NO_PROXY", "no_proxy"]),
            ssl_cert_file: environment.path("SSL_CERT_FILE"),
            aws_ca_bundle: environment.path("AWS_CA_BUNDLE"),
            session_bus: environment.text("DBUS_SESSION_BUS_ADDRESS").map(str::to_owned),
        };
        Self { variables, ..Self::default() }
    }
}
