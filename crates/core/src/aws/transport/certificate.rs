//! Certificates are judged by the platform; a refusal is put into words here: for which host, whose certificate it
//! is, who issued it, and why it is refused. Nothing can switch the judgement off.
//!
//! What a certificate says of itself is hostile text.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;

use jiff::Timestamp;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, OtherError, SignatureScheme};
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;

/// Names of a certificate are cut to so many characters, and so many of them are told.
const LONGEST_NAME: usize = 120;
const MOST_NAMES: usize = 3;

/// A certificate that is not accepted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RefusedCertificate {
    /// For which host (or proxy) it was presented.
    pub host: String,
    /// Whose it is (RFC 4514), when that can be read.
    pub subject: Option<String>,
    /// Who issued it (RFC 4514), when that can be read.
    pub issuer: Option<String>,
    /// Why it is refused.
    pub why: Refusal,
}

/// Why a certificate is refused.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// It has run out.
    Expired {
        /// When.
        since: Option<Timestamp>,
        /// What this computer's clock says.
        clock: Timestamp,
    },
    /// It is from the future.
    NotYetValid {
        /// From when on it is valid.
        from: Option<Timestamp>,
        /// What this computer's clock says.
        clock: Timestamp,
    },
    /// It is another host's.
    WrongName {
        /// The names it is for; the first few.
        names: Vec<String>,
    },
    /// It vouches for itself.
    SelfSigned,
    /// Nobody that this computer trusts has issued it.
    UnknownIssuer,
    /// Its issuer took it back.
    Revoked,
    /// Another reason, in the platform's words.
    Other(String),
}

impl RefusedCertificate {
    /// One sentence: the one thing to do.
    pub(super) fn remedy(&self) -> &'static str {
        match self.why {
            Refusal::Expired { .. } => {
                "Check this computer's date and time; if they are right, tell your administrator that the certificate \
                 has run out."
            }
            Refusal::NotYetValid { .. } => "Set this computer's date and time right.",
            Refusal::WrongName { .. } => {
                "On a guest network, open any web page in the browser and sign in to the network; elsewhere, tell your \
                 administrator."
            }
            Refusal::SelfSigned | Refusal::UnknownIssuer => {
                "If your company inspects TLS, get its certificate authority as a PEM file and name that file in \
                 AWS_CA_BUNDLE; otherwise do not trust this network."
            }
            Refusal::Revoked | Refusal::Other(_) => "Do not trust this network; tell your administrator.",
        }
    }

    /// The refusal inside an error of the HTTP client.
    pub(super) fn within(error: &(dyn StdError + 'static)) -> Option<Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(found) = error.downcast_ref::<Self>() {
                return Some(found.clone());
            }
            // An `io::Error` hides what it carries from `source`.
            let carried = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
            if let Some(found) = carried.and_then(|carried| Self::within(carried)) {
                return Some(found);
            }
            if let Some(rustls::Error::InvalidCertificate(CertificateError::Other(other))) =
                error.downcast_ref::<rustls::Error>()
            {
                return Self::within(&*other.0);
            }
            next = error.source();
        }
        None
    }

    fn new(
        certificate: &CertificateDer<'_>,
        host: &ServerName<'_>,
        now: UnixTime,
        error: &CertificateError,
    ) -> Self {
        let known = Known::read(certificate);
        let why = known.refusal(moment(now.as_secs()), error);
        Self { host: host.to_str().into_owned(), subject: known.subject, issuer: known.issuer, why }
    }
}

impl fmt::Display for RefusedCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unread = "somebody whose name cannot be read";
        let subject = self.subject.as_deref().unwrap_or(unread);
        let issuer = self.issuer.as_deref().unwrap_or(unread);
        write!(f, "{} presented the certificate of {subject}, issued by {issuer}, which ", self.host)?;
        match &self.why {
            Refusal::Expired { since: Some(since), clock } => {
                write!(f, "expired on {} (this computer's clock says {})", day(*since), day(*clock))
            }
            Refusal::Expired { since: None, clock } => {
                write!(f, "has expired (this computer's clock says {})", day(*clock))
            }
            Refusal::NotYetValid { from: Some(from), clock } => {
                write!(f, "is valid only from {} on (this computer's clock says {})", day(*from), day(*clock))
            }
            Refusal::NotYetValid { from: None, clock } => {
                write!(f, "is not valid yet (this computer's clock says {})", day(*clock))
            }
            Refusal::WrongName { names } if names.is_empty() => f.write_str("is for no host at all"),
            Refusal::WrongName { names } => write!(f, "is for {} instead", names.join(", ")),
            Refusal::SelfSigned => f.write_str("nobody but itself vouches for"),
            Refusal::UnknownIssuer => f.write_str("is issued by nobody this computer trusts"),
            Refusal::Revoked => f.write_str("has been revoked"),
            Refusal::Other(why) => write!(f, "is refused: {why}"),
        }
    }
}

impl StdError for RefusedCertificate {}

fn day(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

fn moment(seconds: u64) -> Timestamp {
    i64::try_from(seconds)
        .ok()
        .and_then(|second| Timestamp::from_second(second).ok())
        .unwrap_or(Timestamp::MAX)
}

/// What a certificate says of itself, as far as it can be read.
#[derive(Default)]
struct Known {
    subject: Option<String>,
    issuer: Option<String>,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    names: Vec<String>,
    signs_itself: bool,
}

impl Known {
    fn read(certificate: &CertificateDer<'_>) -> Self {
        let Ok(certificate) = Certificate::from_der(certificate) else { return Self::default() };
        let body = certificate.tbs_certificate();
        let told = |name: &x509_cert::name::Name| {
            Some(crate::text::clean(&name.to_string(), LONGEST_NAME)).filter(|text| !text.is_empty())
        };
        let names =
            body.get_extension::<SubjectAltName>().ok().flatten().map_or_else(Vec::new, |(_, names)| {
                let hosts = names.0.iter().filter_map(|name| match name {
                    GeneralName::DnsName(name) => Some(crate::text::clean(name.as_str(), LONGEST_NAME)),
                    GeneralName::OtherName(_)
                    | GeneralName::Rfc822Name(_)
                    | GeneralName::DirectoryName(_)
                    | GeneralName::EdiPartyName(_)
                    | GeneralName::UniformResourceIdentifier(_)
                    | GeneralName::IpAddress(_)
                    | GeneralName::RegisteredId(_) => None,
                });
                hosts.take(MOST_NAMES).collect()
            });
        Self {
            subject: told(body.subject()),
            issuer: told(body.issuer()),
            from: Some(moment(body.validity().not_before.to_unix_duration().as_secs())),
            until: Some(moment(body.validity().not_after.to_unix_duration().as_secs())),
            names,
            signs_itself: body.subject() == body.issuer(),
        }
    }
}

impl Known {
    fn refusal(&self, clock: Timestamp, error: &CertificateError) -> Refusal {
        use CertificateError as E;
        let words = |why: &str| Refusal::Other(crate::text::clean(why, LONGEST_NAME));
        if matches!(error, E::Expired | E::ExpiredContext { .. }) {
            return match self.until {
                Some(until) if until > clock => words("the certificate of one of its issuers has expired"),
                since => Refusal::Expired { since, clock },
            };
        }
        if matches!(error, E::NotValidYet | E::NotValidYetContext { .. }) {
            return match self.from {
                Some(from) if from < clock => words("the certificate of one of its issuers is not valid yet"),
                from => Refusal::NotYetValid { from, clock },
            };
        }
        if matches!(error, E::NotValidForName | E::NotValidForNameContext { .. }) {
            return Refusal::WrongName { names: self.names.clone() };
        }
        // `Other`: a certificate made for a server and as its own authority at once.
        if self.signs_itself && matches!(error, E::UnknownIssuer | E::Other(_)) {
            return Refusal::SelfSigned;
        }
        if *error == E::UnknownIssuer {
            return Refusal::UnknownIssuer;
        }
        if *error == E::Revoked { Refusal::Revoked } else { words(&error.to_string()) }
    }
}

/// The platform's judgement, with a name to every refusal.
#[derive(Debug)]
pub(super) struct Named(pub(super) Arc<dyn ServerCertVerifier>);

impl ServerCertVerifier for Named {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let judged = self.0.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        judged.map_err(|error| {
            let rustls::Error::InvalidCertificate(why) = &error else { return error };
            let refused = RefusedCertificate::new(end_entity, server_name, now, why);
            CertificateError::Other(OtherError(Arc::new(refused))).into()
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }

    fn requires_raw_public_keys(&self) -> bool {
        self.0.requires_raw_public_keys()
    }

    fn root_hint_subjects(&self) -> Option<&[rustls::DistinguishedName]> {
        self.0.root_hint_subjects()
    }
}
