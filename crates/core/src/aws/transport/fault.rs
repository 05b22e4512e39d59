//! Why there is no answer. Each fault is of one [`Class`], and the class says what to do.

use std::fmt;
use std::time::Duration;

use super::certificate::RefusedCertificate;
use super::table::{Advice, Class};

/// Why there is no answer. None of them alone ends a session.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Fault {
    /// DNS, connection, reset, time-out.
    Offline(Outage),
    /// A certificate is refused, or a CA file cannot be used.
    Distrusted(Box<Distrust>),
    /// A web page, a redirect to another host, or HTTP 511: the network wants a sign-in first. Says what came.
    Captive(String),
    /// JSON without the required members, an error without a name, a redirect: a wrong address, or something between.
    Foreign(String),
    /// HTTP 407.
    ProxyAuthentication,
    /// HTTP 429, or its exception.
    Throttled {
        /// From `Retry-After`, as the server wrote it.
        retry_after: Option<Duration>,
    },
    /// 5xx or 408.
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// An error that the service names.
    Api {
        /// The HTTP status.
        status: u16,
        /// The exception's bare name, such as `InvalidGrantException`.
        exception: String,
        /// The server's own words: hostile text, never a secret of ours.
        message: String,
    },
}

/// How far a request came that has no answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outage {
    /// For people: the end of a sentence.
    pub why: String,
    /// How far it came.
    pub reached: Reached,
}

/// How far a request came. After [`Reached::Nobody`] a refresh token is surely unused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reached {
    /// There was no connection: the server has seen nothing of the request.
    Nobody,
    /// The server may have seen, and done, what was asked; no answer began.
    Perhaps,
    /// An answer began and broke off: the server has done what was asked.
    Answer,
}

/// Why TLS was refused by us.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Distrust {
    /// The server's certificate, or the proxy's.
    Certificate(RefusedCertificate),
    /// A CA file that somebody named cannot be used.
    CaFile {
        /// The file.
        path: String,
        /// Who names it: a variable or a setting.
        named_by: &'static str,
        /// The end of the sentence "the file ...".
        why: String,
    },
    /// The operating system has no trust store.
    NoTrustStore(String),
}

impl Fault {
    /// The row of the table it belongs to.
    #[must_use]
    pub fn class(&self) -> Class {
        match self {
            Self::Offline(_) => Class::Offline,
            Self::Distrusted(_) => Class::Distrusted,
            Self::Captive(_) => Class::Captive,
            Self::Foreign(_) => Class::Foreign,
            Self::ProxyAuthentication => Class::ProxyAuthentication,
            Self::Throttled { .. } => Class::Throttled,
            Self::Server { .. } => Class::Server,
            Self::Api { .. } => Class::Api,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> Advice {
        self.class().advice()
    }

    /// How long the server asked to be left alone.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        if let Self::Throttled { retry_after } = self { *retry_after } else { None }
    }

    /// Whether the server has surely not seen the request, so that even a one-time token may be sent again.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        match self {
            Self::Offline(outage) => outage.reached == Reached::Nobody,
            Self::Distrusted(_) => true,
            Self::Captive(_)
            | Self::Foreign(_)
            | Self::ProxyAuthentication
            | Self::Throttled { .. }
            | Self::Server { .. }
            | Self::Api { .. } => false,
        }
    }
}

impl Outage {
    pub(super) fn new(why: impl Into<String>, reached: Reached) -> Self {
        Self { why: why.into(), reached }
    }
}

impl fmt::Display for Outage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl Distrust {
    /// One sentence: the one thing to do.
    #[must_use]
    pub fn remedy(&self) -> &str {
        match self {
            Self::Certificate(refused) => refused.remedy(),
            Self::CaFile { .. } => {
                "Name a PEM file with your company's certificate authority, or name none at all."
            }
            Self::NoTrustStore(_) => {
                "Install the system's certificate authorities (on Debian the package ca-certificates)."
            }
        }
    }
}

impl fmt::Display for Distrust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Certificate(refused) => refused.fmt(f),
            Self::CaFile { path, named_by, why } => write!(f, "{path}, which {named_by} names, {why}"),
            Self::NoTrustStore(why) => {
                write!(f, "the system's certificate authorities cannot be read: {why}")
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offline(outage) => write!(f, "offline: {outage}"),
            Self::Distrusted(distrust) => write!(f, "not trusted: {distrust}"),
            Self::Captive(why) => write!(f, "the network wants a sign-in first: {why}"),
            Self::Foreign(why) => write!(f, "not an Identity Center: {why}"),
            Self::ProxyAuthentication => f.write_str("the proxy wants credentials"),
            Self::Throttled { .. } => f.write_str("throttled"),
            Self::Server { status } => write!(f, "server fault {status}"),
            Self::Api { status, exception, .. } => write!(f, "{exception} ({status})"),
        }
    }
}

impl std::error::Error for Fault {}
